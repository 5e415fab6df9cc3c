package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/scenarios"
)

// joining says who becomes a member of one arm's program, and when.
type joining struct {
	everyone bool    // enrollment is automatic, or the world is mechanical
	stated   float64 // share of customers willing, when the program states it; else 0
	c0       float64 // intercept, solved from stated
	slope    float64
	ask      float64 // chance that a willing customer joins at a purchase
}

func newJoining(w *scenarios.World, b *scenarios.Behavior, p *programs.Program) joining {
	j := joining{c0: b[scenarios.JoiningIntercept], slope: b[scenarios.JoiningSlope], ask: b[scenarios.AskRate]}
	switch e := p.Enrollment; {
	case w.Mechanical, e == nil, e.Mode == "automatic":
		j.everyone, j.ask = true, 1
	case e.Stated > 0:
		j.stated = float64(e.Stated)
	}
	return j
}

// appeal returns ln(perceived annual value ÷ 3 % of the segment's median annual spend), the part of willingness that differs between customers.
func appeal(o *outlook, c *customer) float64 {
	annual := o.steady * o.price * o.rate * daysPerYear
	return math.Log(annual / (0.03 * c.seg.medianSpend))
}

// willing tells whether the customer would join.
func (j *joining) willing(o *outlook, c *customer) bool {
	if j.everyone {
		return true
	}
	if o.steady <= 0 {
		return false
	}
	return c.willing < logistic(j.c0+j.slope*appeal(o, c))
}
