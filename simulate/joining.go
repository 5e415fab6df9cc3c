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
	affinity float64 // stated by the program, as a logit

	invited     float64 // share of customers who may join; 1: all
	afterVisits int     // purchases and spending before one may join
	afterSpend  programs.Money
}

func newJoining(w *scenarios.World, b *scenarios.Behavior, p *programs.Program) joining {
	j := joining{c0: b[scenarios.JoiningIntercept], slope: b[scenarios.JoiningSlope], ask: b[scenarios.AskRate], invited: 1}
	for _, x := range p.BeyondMoney {
		j.affinity += x.Affinity
	}
	if e := p.Enrollment; e != nil {
		if e.Invited != nil {
			j.invited = e.Invited.Float()
		}
		if e.AfterSpend != nil {
			j.afterSpend = *e.AfterSpend
		}
		if e.AfterVisits != nil {
			j.afterVisits = *e.AfterVisits
		}
	}
	switch p.JoinsBy() {
	case programs.JoinsAtOnce:
		j.everyone, j.ask = true, 1
	case programs.JoinsWhenAsked:
		j.everyone = true
	case programs.JoinsByShare:
		j.stated = float64(p.Enrollment.Stated)
	case programs.JoinsByFee:
		j.ask = b[scenarios.MembershipOffer]
	}
	if w.Mechanical {
		j.everyone, j.ask, j.stated = true, 1, 0
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

// willing tells whether the customer would join. A fee has to be worth paying; without one willingness grows with what membership brings.
func (j *joining) willing(m *mind, o *outlook, c *customer, w *worker) bool {
	switch {
	case j.everyone:
		return true
	case m.rules.Fee != nil && j.stated == 0:
		return w.pays(m, o, c)
	}
	return c.willing < logistic(j.c0+j.slope*m.appeal(o, c)+j.affinity)
}

// pays tells whether the customer expects a paid membership to bring enough more than it costs. A fee paid once is spread over the years he expects to stay,
// three at most.
func (w *worker) pays(m *mind, o *outlook, c *customer) bool {
	w.traits.start(w.plan.population.seed, c.number, forFees)
	expected := 1 + m.Behavior[scenarios.MembershipSpread]*w.traits.NormFloat64()
	annual := (o.steady + m.ladder(o)) * o.price * o.rate * daysPerYear
	years := min(3, 1/(o.impatient*daysPerYear))
	spend := o.price * (1 - o.immediate) * o.rate * daysPerYear
	return annual*expected > m.rules.Fee.Annual(years, spend)*m.Behavior[scenarios.FeeAversion]
}
