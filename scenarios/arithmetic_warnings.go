package scenarios

import (
	"fmt"
	"math"
	"slices"

	"earnburn/programs"
)

// Foresee lists what is odd about a program in this world though it can be simulated. Errors are those of Compile.
func (w *World) Foresee(p *programs.Program) ([]Warning, error) {
	rules, err := p.Compile(w.Vocabulary())
	if err != nil {
		return nil, err
	}
	var list []Warning
	add := func(code, path, format string, args ...any) {
		list = append(list, Warning{Code: code, Text: fmt.Sprintf(format, args...), Position: p.Document().At(path)})
	}
	if i, sum, found := overlapping(p); found {
		add("discounts_above_price", fmt.Sprintf("discounts[%d]", i), "discounts that can apply to one purchase add up to %s; nobody gets more than 100%% off", percent(sum))
	}
	generous, outOfReach := false, 0.0
	for i := range w.Segments {
		a := arithmetic{world: w, program: p, rules: rules, segment: &w.Segments[i]}
		a.rates()
		a.firstReward()
		for _, f := range a.facts {
			switch {
			case f.Missing != "":
			case f.Name == "reward_rate" && f.Value >= a.margin() && !generous:
				generous = true
				add("reward_rate_above_margin", "", "a purchase brings %s of its price back at a margin of %s, so more sales of this kind lose money unless rewards go unused", percent(round(f.Value)), percent(round(a.margin())))
			case f.Name == "cannot_reach_share":
				outOfReach += a.segment.Share * f.Value
			}
		}
	}
	if outOfReach > 0.5 {
		add("reward_out_of_reach", "points.expire", "%.0f%% of customers cannot reach the first reward before their points expire", 100*outOfReach)
	}
	return list, nil
}

// round keeps a share to a tenth of a percent.
func round(share float64) float64 { return math.Round(1000*share) / 1000 }

// taking is something that comes off the price of purchases.
type taking struct {
	rate float64
	when programs.Condition
}

// overlapping finds discounts that can meet on one purchase and take more than its price: the place of the rule that passes it, and the sum.
// A discount that grows counts with its highest rate. Rules beyond any that a person would write are not looked at.
func overlapping(p *programs.Program) (at int, sum float64, found bool) {
	var levels, before []taking
	if p.Tiers != nil {
		for _, l := range p.Tiers.Levels {
			if l.Discount != nil {
				levels = append(levels, taking{l.Discount.Float(), programs.Condition{Tier: programs.Words{l.Name}}})
			}
		}
	}
	const most = 64
	for i, d := range p.Discounts[:min(most, len(p.Discounts))] {
		own := taking{highest(&d), d.When}
		met := []taking{own}
		sum = own.rate
		for _, other := range slices.Concat(levels, before) {
			if !slices.ContainsFunc(met, func(t taking) bool { return apart(&t.when, &other.when) }) {
				met = append(met, other)
				sum += other.rate
			}
		}
		if sum > 1+shareTolerance {
			return i, sum, true
		}
		before = append(before, own)
	}
	return 0, 0, false
}

// highest is the most that a discount takes off.
func highest(d *programs.Discount) float64 {
	if d.Rate != nil {
		return d.Rate.Float()
	}
	most := 0.0
	for _, s := range d.Cumulative.Steps {
		most = max(most, s.Rate.Float())
	}
	return most
}

// apart reports whether no purchase meets both conditions.
func apart(a, b *programs.Condition) bool {
	for _, lists := range [][2]programs.Words{{a.Category, b.Category}, {a.Tender, b.Tender}, {a.Tier, b.Tier}, {a.Weekday, b.Weekday}} {
		if lists[0] != nil && lists[1] != nil && !slices.ContainsFunc(lists[0], func(word string) bool { return slices.Contains(lists[1], word) }) {
			return true
		}
	}
	ends := func(x, y *programs.Condition) bool { return x.To != nil && y.From != nil && x.To.Day < y.From.Day }
	return ends(a, b) || ends(b, a)
}
