package simulate

import (
	"math"

	"earnburn/programs"
)

// ascent is the way to the next level.
type ascent struct {
	yield    float64 // what holding it adds to a purchase, share of price
	worth    float64 // of reaching it: that yield while it is held; 0: nothing to strive for
	distance float64 // d: purchases it takes
	deadline float64 // day on which the count ends, from the start; +Inf for a count that never ends
}

// ahead works out the way to the next level. start is the day that days are counted from.
func (m *mind) ahead(o *outlook, n *programs.NextLevel, start programs.Day) ascent {
	gain := m.capture * float64(n.Gain)
	if n.Level == 0 || n.Short <= 0 || gain <= 0 {
		return ascent{}
	}
	yield := m.capture * n.Worth.Float() * o.tier
	a := ascent{yield: yield, worth: yield, distance: math.Ceil(float64(n.Short) / gain), deadline: math.Inf(1)}
	if n.Until != programs.Never {
		a.deadline = float64(n.Until + 1 - start)
		a.worth *= o.rate * float64(n.ForDays)
	}
	return a
}

// striving returns what one more purchase at day t is worth toward the next level, as a share of the mean basket:
// the level's value times the chance that exactly this purchase will decide, Poisson pmf(d − 1; λτ).
// A count that never ends has no deadline: the step is worth its yield discounted to the day it is reached, a^d.
func (m *mind) striving(o *outlook, t float64) float64 {
	a := &o.ascent
	if math.IsInf(a.deadline, 1) {
		return a.worth * exp(-a.distance*o.log)
	}
	left := a.deadline - t
	if left <= 0 {
		return 0
	}
	return a.worth * poissonPMF(o.rate*left, a.distance-1, o.impatient*left)
}

// ladder returns what the next level adds to a purchase, a share of the mean basket, for the chance of reaching it within a year or the delay.
func (m *mind) ladder(o *outlook) float64 {
	switch a := &o.ascent; {
	case a.worth <= 0:
		return 0
	case math.IsInf(a.deadline, 1):
		return m.striving(o, 0)
	default:
		return a.yield * poissonTail(o.rate*daysPerYear, a.distance)
	}
}
