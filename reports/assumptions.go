package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/english"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// assumptions lists the parameters of behavior that carry the result.
func (r *Report) assumptions(p *page) {
	w := r.world
	if w.Mechanical {
		text := []string{
			"behavior: mechanical. Everybody joins at once and takes each reward as soon as it can be had; nobody buys more, less or for longer because of a program.",
		}
		g := &grid{header: []string{"parameter", "value"}}
		costs, what := r.running()
		for _, c := range append(r.exchanged(), costs...) {
			g.add(c.name, c.value)
		}
		s := section{heading: "What was assumed", text: text}
		if len(g.rows) > 0 {
			s.table, s.after = g, []string{what}
		}
		p.add(s)
		return
	}
	carrying, heading := r.carrying()
	g := &grid{header: []string{"parameter", "value", "plausible range", "grade"}}
	shares := r.Information != nil
	if shares {
		for _, a := range r.programs() {
			g.header = append(g.header, a.Name)
		}
	}
	for _, e := range carrying {
		scope := "certain"
		if e.Low != e.High {
			scope = plainNumber(e.Low) + " – " + plainNumber(e.High)
		}
		row := []string{e.Name, plainNumber(e.Value), scope, e.Grade}
		if shares {
			for _, a := range r.programs() {
				row = append(row, english.Group(100*e.Shares[a.Name], 0)+" %")
			}
		}
		g.add(row...)
	}
	costs, what := r.running()
	for _, c := range append(r.exchanged(), costs...) {
		row := []string{c.name, c.value, "–", "–"}
		for len(row) < len(g.header) {
			row = append(row, "–")
		}
		g.add(row...)
	}
	used, assumed := 0, 0
	for i, e := range w.Register {
		if !r.uses(scenarios.Parameter(i)) {
			continue
		}
		used++
		if e.Grade == "C" {
			assumed++
		}
	}
	text := fmt.Sprintf("Of the %d parameters of behavior that play a part, %d are assumptions without a published size or direction (grade C; A is a published size, B a published direction). "+
		"\"earnburn explain elasticity\" says what one means and rests on. Left out: stocking up, growing price sensitivity, reactions of competitors, new customers won by a program.",
		used, assumed)
	after := append(r.stated(), text)
	if r.any(func(f features) bool { return f.Products }) {
		after = append([]string{"displacement: share of free products that would have been bought; the margin lost on them is in the lines on rewards of the bridge."}, after...)
	}
	if len(costs) > 0 {
		after = append([]string{what}, after...)
	}
	if shares {
		after = append([]string{"The columns of programs: which share of the variance of the net margin impact over the draws the assumption carries alone, as far as few draws can tell; what is missing to 100 % they carry together or each too little to be seen."}, after...)
	}
	p.add(section{heading: heading, table: g, after: after})
}

// cost is an amount of the running costs.
type cost struct{ name, value string }

// exchanged lists what the currencies that programs are written in are worth.
func (r *Report) exchanged() (list []cost) {
	for _, a := range r.programs() {
		own := a.features.currency
		if own == "" || own == r.world.Currency {
			continue
		}
		c := cost{"exchange." + own, rate(r.world.Exchange[own]) + " " + r.world.Currency}
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// rate writes a rate of exchange with all its digits: what has been multiplied by it can then be checked.
func rate(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// running lists the running costs that the programs bear, those of the scenario once and those that programs state themselves, and says what they are.
func (r *Report) running() (list []cost, text string) {
	add := func(name string, amount programs.Money) {
		if amount != 0 {
			list = append(list, cost{name, english.Group(amount.Float(), decimals(metrics.Money, amount.Float())) + " " + r.world.Currency})
		}
	}
	addAll := func(prefix string, c programs.Costs) bool {
		add(prefix+".setup", c.Setup)
		add(prefix+".per_month", c.PerMonth)
		add(prefix+".per_member_year", c.PerMemberYear)
		return c != (programs.Costs{})
	}
	var sharing, what []string
	stated, beyond := false, false
	for _, a := range r.programs() {
		switch {
		case a.features.costs != nil:
			stated = addAll(a.Name+".costs", *a.features.costs) || stated
		case a.features.accounts:
			if sharing == nil && !addAll("operations", programs.Costs(r.world.Operations)) {
				break
			}
			sharing = append(sharing, a.Name)
		}
		for i, b := range a.features.beyond {
			add(fmt.Sprintf("%s.beyond_money[%d].cost", a.Name, i), b.Cost)
			beyond = beyond || b.Cost != 0
		}
	}
	if sharing != nil {
		what = append(what, "operations: what running "+english.Joined(sharing)+" costs, as the scenario states")
	}
	if stated {
		what = append(what, "costs: what running the program costs, as it states")
	}
	if beyond {
		what = append(what, "beyond_money: what the program spends on each member and year besides rewards and perks, as it states")
	}
	if what == nil {
		return nil, ""
	}
	return list, strings.Join(what, "; ") + ". They are the line Running costs of the bridge and may decide the sign: put in your own."
}

// carrying are the assumptions that move the result most: those that carry most of its variance over the draws or, without draws, those that usually do,
// given what the programs have; and what to call them.
func (r *Report) carrying() (list []Assumption, heading string) {
	if r.Information != nil {
		const some, most = 0.01, 12
		size := func(a *Assumption) (share float64) {
			for _, x := range a.Shares {
				share = max(share, x)
			}
			return share
		}
		for _, a := range r.Assumptions {
			if size(&a) >= some {
				list = append(list, a)
			}
		}
		slices.SortStableFunc(list, func(a, b Assumption) int { return cmp.Compare(size(&b), size(&a)) })
		return list[:min(most, len(list))], "What was assumed, what carries most first"
	}
	for _, p := range []scenarios.Parameter{scenarios.Elasticity, scenarios.FrequencyShare, scenarios.ChurnHazardRatio, scenarios.FullValue,
		scenarios.JoiningIntercept, scenarios.MembershipOffer, scenarios.FeeAversion, scenarios.RenewalIntercept, scenarios.SunkCost,
		scenarios.Capture, scenarios.EngagedShare, scenarios.PointFraming, scenarios.RedemptionIntercept, scenarios.Displacement, scenarios.TierRetention, scenarios.TopUp} {
		for _, a := range r.Assumptions {
			if a.Name == p.String() {
				list = append(list, a)
			}
		}
	}
	return list, "What was assumed, first of all"
}

// uses tells whether a parameter plays a part for any of the programs: many belong to mechanics that not all have.
func (r *Report) uses(p scenarios.Parameter) bool {
	return r.any(func(f features) bool { return f.uses(p) })
}

// uses tells whether a parameter plays a part for a program.
func (f *features) uses(p scenarios.Parameter) bool {
	joins := func(ways ...programs.Joining) bool { return slices.Contains(ways, f.joins) }
	switch p {
	case scenarios.JoiningIntercept:
		return joins(programs.JoinsByAppeal)
	case scenarios.JoiningSlope:
		return joins(programs.JoinsByAppeal, programs.JoinsByShare)
	case scenarios.AskRate:
		return joins(programs.JoinsByAppeal, programs.JoinsByShare, programs.JoinsWhenAsked)
	case scenarios.MembershipOffer, scenarios.MembershipSpread, scenarios.FeeAversion:
		return joins(programs.JoinsByFee)
	case scenarios.RenewalIntercept, scenarios.RenewalSlope, scenarios.SunkCost, scenarios.SunkCostHalfLife:
		return f.Fee
	case scenarios.PointFraming, scenarios.PointFramingCV:
		return f.Points || f.Tiers || f.Grows
	case scenarios.GoalGradient, scenarios.GoalGradientLevel, scenarios.EndowedProgress, scenarios.PostReward,
		scenarios.RewardedBehavior, scenarios.RewardedBehaviorHalfLife, scenarios.Stake, scenarios.ExpiryChurn,
		scenarios.RedemptionIntercept, scenarios.RedemptionValue, scenarios.RedemptionExpiring, scenarios.RedemptionSD,
		scenarios.Hassle, scenarios.HassleCV, scenarios.NPSRedeemed, scenarios.NPSExpiry:
		return f.Points
	case scenarios.Displacement:
		return f.Products
	case scenarios.Promotion, scenarios.Demotion, scenarios.MissedNarrowly, scenarios.TierRetention, scenarios.TierRetentionFloor,
		scenarios.DemotionChurn, scenarios.NPSDemotion:
		return f.Tiers
	case scenarios.TopUp:
		return f.Steps
	case scenarios.NPSDevaluation:
		return f.Versions
	}
	return true
}

// stated says what programs state of their effects, which nothing here derives or checks.
func (r *Report) stated() []string {
	var list []string
	for _, a := range r.programs() {
		if a.features.stated != "" {
			list = append(list, fmt.Sprintf("Stated by %s, not derived: %s. The result stands and falls with it.", a.Name, a.features.stated))
		}
	}
	return list
}

// features are the parts of a program that decide which parameters and costs matter. Money is in the world's currency.
type features struct {
	programs.Features
	joins    programs.Joining
	stated   string // effects that the program states itself
	currency string // that its file is in

	accounts bool            // bears the running costs of the scenario, unless it states its own
	costs    *programs.Costs // its own; nil: none stated
	beyond   []programs.BeyondMoney
}

// statedEffects puts the effects that a program states itself into words; "" for none.
func statedEffects(p *programs.Program) string {
	var parts []string
	for _, b := range p.BeyondMoney {
		var effects []string
		if b.Affinity != 0 {
			effects = append(effects, fmt.Sprintf("%+g to the logit of joining", b.Affinity))
		}
		if b.ChurnTimes != 0 && b.ChurnTimes != 1 {
			effects = append(effects, fmt.Sprintf("rate of leaving × %g", b.ChurnTimes))
		}
		if b.Rate != 0 {
			effects = append(effects, fmt.Sprintf("purchases %+.3g %%", 100*b.Rate.Float()))
		}
		if effects != nil {
			parts = append(parts, b.Name+" ("+strings.Join(effects, ", ")+")")
		}
	}
	if p.Points != nil {
		for _, a := range p.Points.Actions {
			if a.Brings > 0 {
				parts = append(parts, fmt.Sprintf("%s (brings %s each time)", a.Name, a.Brings))
			}
		}
	}
	return strings.Join(parts, "; ")
}

func (r *Report) any(has func(features) bool) bool {
	for i := range r.Arms {
		if has(r.Arms[i].features) {
			return true
		}
	}
	return false
}

// plainNumber writes a parameter with the digits it was given with.
func plainNumber(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }
