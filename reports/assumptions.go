package reports

import (
	"fmt"
	"strconv"

	"earnburn/scenarios"
)

// assumptions lists the parameters of behavior that carry the result.
func (r *Report) assumptions(p *page) {
	w := r.world
	if w.Mechanical {
		p.add(section{heading: "What was assumed", text: []string{
			"behavior: mechanical. Everybody joins at once and takes each reward as soon as it can be had; nobody buys more, less or for longer because of a program.",
		}})
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
	assumed := 0
	for _, e := range w.Register {
		if e.Grade == "C" {
			assumed++
		}
	}
	text := fmt.Sprintf("Of %d parameters of behavior, %d are assumptions without a published size or direction (grade C; A is a published size, B a published direction). "+
		"\"earnburn explain elasticity\" says what one means and rests on. Left out: stocking up, growing price sensitivity, reactions of competitors, new customers won by a program.",
		int(scenarios.NumParameters), assumed)
	p.add(section{heading: "What was assumed, first of all", table: g, after: []string{text}})
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
	return list
}

// features are the parts of a program that decide which parameters matter.
type features struct{ points, product, tiers bool }

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
