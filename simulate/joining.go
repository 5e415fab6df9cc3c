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
	case e.Stated >= 1:
		j.everyone = true
	case e.Stated > 0:
		j.stated = float64(e.Stated)
	}
	return j
}

// appeal returns ln(perceived annual value ÷ 3 % of the segment's median annual spend), the part of willingness that differs between customers;
// −Inf when the program is worth nothing to the customer. Whoever is asked to join thinks of all it offers: whether he notices it later is another matter.
func (m *mind) appeal(o *outlook, c *customer) float64 {
	annual := (o.steady + m.ladder(o)) * o.price * o.rate * daysPerYear
	if o.goal.reward >= 0 {
		annual += m.rules.Welcome.Float() * o.perPoint * o.price // what is given on joining
	}
	return math.Log(annual / (0.03 * c.seg.medianSpend))
}

// willing tells whether the customer would join.
func (j *joining) willing(m *mind, o *outlook, c *customer) bool {
	return j.everyone || c.willing < logistic(j.c0+j.slope*m.appeal(o, c))
}
