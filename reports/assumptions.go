package reports

import (
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
	g := &grid{header: []string{"parameter", "value", "plausible range", "grade"}}
	for _, i := range r.carrying() {
		e := w.Register[i]
		scope := "certain"
		if !e.Certain() {
			scope = plainNumber(e.Low) + " – " + plainNumber(e.High)
		}
		g.add(e.Name, plainNumber(w.Behavior[i]), scope, e.Grade)
	}
	costs, what := r.running()
	for _, c := range append(r.exchanged(), costs...) {
		g.add(c.name, c.value, "–", "–")
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
	text := fmt.Sprintf("Of %d parameters of behavior, %d are assumptions without a published size or direction (grade C; A is a published size, B a published direction). "+
		"\"earnburn explain elasticity\" says what one means and rests on. Left out: stocking up, growing price sensitivity, reactions of competitors, new customers won by a program.",
		used, assumed)
	after := append(r.stated(), text)
	if r.any(func(f features) bool { return f.product }) {
		after = append([]string{"displacement: share of free products that would have been bought; the margin lost on them is in the lines on rewards of the bridge."}, after...)
	}
	if len(costs) > 0 {
		after = append([]string{what}, after...)
	}
	p.add(section{heading: "What was assumed, first of all", table: g, after: after})
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

// running lists the running costs that the programs bear, those of the scenario once and those that programs state instead, and says what they are.
func (r *Report) running() (list []cost, text string) {
	add := func(prefix string, c metrics.Running) {
		for _, part := range []struct {
			key    string
			amount float64
		}{{"setup", c.Setup}, {"per_month", c.PerMonth}, {"per_member_year", c.PerMemberYear}} {
			if part.amount != 0 {
				list = append(list, cost{prefix + "." + part.key, english.Group(part.amount, decimals(metrics.Money, part.amount)) + " " + r.world.Currency})
			}
		}
	}
	var sharing []string
	for _, a := range r.programs() {
		c := a.running
		switch {
		case c.Setup == 0 && c.PerMonth == 0 && c.PerMemberYear == 0:
		case a.features.ownCosts:
			add(a.Name+".costs", c)
		default:
			if sharing == nil {
				add("operations", c)
			}
			sharing = append(sharing, a.Name)
		}
	}
	switch {
	case len(list) == 0:
		return nil, ""
	case sharing == nil:
		text = "costs: what running the program costs, as it states"
	default:
		text = "operations: what running " + english.Joined(sharing) + " costs, as the scenario states"
	}
	return list, text + ". They are the line Running costs of the bridge and may decide the sign: put in your own."
}

// carrying are the parameters that move the result most, given what the programs have.
func (r *Report) carrying() []scenarios.Parameter {
	list := []scenarios.Parameter{scenarios.Elasticity, scenarios.FrequencyShare, scenarios.ChurnHazardRatio, scenarios.FullValue, scenarios.JoiningIntercept, scenarios.Capture}
	if r.any(func(f features) bool { return f.points }) {
		list = append(list, scenarios.EngagedShare, scenarios.PointFraming, scenarios.RedemptionIntercept)
	}
	if r.any(func(f features) bool { return f.product }) {
		list = append(list, scenarios.Displacement)
	}
	if r.any(func(f features) bool { return f.tiers }) {
		list = append(list, scenarios.TierRetention)
	}
	if r.any(func(f features) bool { return f.fee }) {
		list = append(list, scenarios.MembershipOffer, scenarios.RenewalIntercept, scenarios.SunkCost)
	}
	if r.any(func(f features) bool { return f.topsUp }) {
		list = append(list, scenarios.TopUp)
	}
	return list
}

// uses tells whether a parameter plays a part for any of the programs: some belong to mechanics that few have.
func (r *Report) uses(p scenarios.Parameter) bool {
	switch p {
	case scenarios.MembershipOffer, scenarios.MembershipSpread, scenarios.FeeAversion, scenarios.RenewalIntercept, scenarios.RenewalSlope,
		scenarios.SunkCost, scenarios.SunkCostHalfLife:
		return r.any(func(f features) bool { return f.fee })
	case scenarios.TopUp:
		return r.any(func(f features) bool { return f.topsUp })
	case scenarios.NPSDevaluation:
		return r.any(func(f features) bool { return f.versions })
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

// features are the parts of a program that decide which parameters matter.
type features struct {
	points, product, tiers, ownCosts bool
	fee, topsUp, versions            bool
	stated                           string // effects that the program states itself
	currency                         string // that its file is in
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
