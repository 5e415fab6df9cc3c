package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/scenarios"
)

// considerUnusual adds to an outlook what few programs have: points that have to wait, challenges, and what comes whatever one buys.
func (m *mind) considerUnusual(o *outlook, c *customer, p *programs.Prospect) {
	if m.pending > 0 {
		wait := exp(-o.impatient * m.pending)
		o.steady -= (1 - wait) * (o.steady - o.immediate - o.perks)
		o.linear *= wait
		o.goal.scale *= wait
		o.perPoint *= wait
	}
	for i := range m.rules.Challenges {
		spur, steady := m.challenge(o, &m.rules.Challenges[i])
		o.perks += spur // valued at each purchase, as what comes with it
		o.steady += steady
	}
	// What comes whatever one buys makes nobody buy, but it is a reason to join and to stay.
	yearly := p.PerksYear.Float() / o.price
	if o.goal.reward >= 0 {
		yearly += m.actionPoints * o.perPoint
	}
	o.steady += yearly / (o.rate * daysPerYear)
}

// challenge returns what one more purchase on the way to a target is worth, and what the target brings per purchase, both shares of the mean basket.
// A target of n purchases within T of the first is decided by exactly this purchase with Poisson pmf(n − 2; λT), like a tier with its deadline; it is reached with
// P(N ≥ n − 1), by n purchases. A streak of n periods takes (1 − pⁿ)/((1 − p)pⁿ) of them on average, p the chance of buying in one.
func (m *mind) challenge(o *outlook, x *programs.ChallengeRule) (spur, steady float64) {
	worth := x.Points.Float() * o.perPoint * m.Behavior[scenarios.PresentBias]
	rate := o.rate * m.capture
	mean := rate * x.Within.InDays()
	if worth <= 0 || mean <= 0 {
		return 0, 0
	}
	if x.Streak > 0 {
		p := within(rate, x.Within.InDays())
		n := float64(x.Streak)
		reach := math.Pow(p, n)
		if reach < 1e-9 {
			return 0, 0
		}
		periods := n
		if p < 1 {
			periods = (1 - reach) / ((1 - p) * reach)
		}
		steady = worth / (periods * mean)
		return steady, steady
	}
	n := float64(x.Visits)
	if x.Visits == 0 {
		n = math.Ceil(x.Spend.Float() / (o.price * (1 - o.immediate)))
	}
	if n < 2 {
		return worth, worth
	}
	return worth * poissonPMF(mean, n-2, 0), worth * poissonTail(mean, n-1) / n
}
