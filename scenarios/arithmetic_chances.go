package scenarios

import (
	"math"

	"earnburn/programs"
)

// need is what a new member is short of for a reward.
type need struct {
	points float64
	atOnce bool // it comes with the purchase that completes it, and else with a later one
}

// purchases is how many it takes after the one with which one joins, given what is had besides: none where that is enough.
func (n need) purchases(gain, besides float64) float64 {
	left, more := n.points-besides, 1.0
	switch {
	case left <= 0 && besides > 0:
		return 0
	case left > 0 && gain <= 0:
		return math.Inf(1)
	case left > 0:
		more = max(1, math.Ceil(left/gain-1e-9))
	}
	if n.atOnce {
		more--
	}
	return more
}

// inTime is the chance to earn what is missing within some days of joining, by how often one buys. What comes besides purchases comes at random.
func (a *arithmetic) inTime(missing need, gain, days float64) func(perYear float64) float64 {
	type number struct{ purchases, chance float64 }
	f := a.flow(days)
	var list []number
	const many = 50 // so many that chance evens out
	if f.gifts > many || f.gifts == 0 {
		list = []number{{missing.purchases(gain, f.mean()), 1}}
	} else {
		rest, chance := 1.0, math.Exp(-f.gifts)
		for n := 0.0; rest > 1e-9; n++ {
			purchases := missing.purchases(gain, f.yearly+f.once+n*f.each)
			if purchases == 0 {
				chance = rest
			}
			list = append(list, number{purchases, chance})
			rest -= chance
			chance *= f.gifts / (n + 1)
		}
	}
	return func(perYear float64) float64 {
		sum := 0.0
		for _, x := range list {
			sum += x.chance * a.segment.Purchases.within(x.purchases, days, perYear/daysPerYear)
		}
		return sum
	}
}

// inTouch is the chance to earn what is missing without a pause of some days, by how often one buys. Whatever earns points ends a pause, and is taken to bring
// the mean of all that does.
func (a *arithmetic) inTouch(missing need, gain, pause float64) func(perYear float64) float64 {
	rate, points := a.others()
	return func(perYear float64) float64 {
		each := (perYear*gain + points) / (perYear + rate)
		missing := missing
		if missing.points > 0 {
			missing.points -= a.flow(missing.points / (perYear*gain + points) * daysPerYear).once
		}
		bought := a.segment.Purchases.within(1, pause, perYear/daysPerYear)
		heard := 1 - (1-bought)*math.Exp(-rate*pause/daysPerYear)
		return math.Pow(heard, missing.purchases(each, 0))
	}
}

// others are how many times a year something else than a purchase earns points, again and again, and how many it earns.
func (a *arithmetic) others() (rate, points float64) {
	for i := range a.rules.Actions {
		if action := &a.rules.Actions[i]; !action.Once && a.day >= action.From && a.day <= action.To {
			rate += often(action)
			points += action.Points.Float() * often(action)
		}
	}
	return rate, points
}

// flow is the points that come in besides purchases.
type flow struct {
	yearly, once float64 // on birthdays, and by what is done once, to the degree that it is done
	gifts, each  float64 // how often something else happens, on average, and its mean points
}

// mean is how many points that is on average, and typical what half of all get at least.
func (f flow) mean() float64 { return f.yearly + f.once + f.gifts*f.each }
func (f flow) typical() float64 {
	// The median of a Poisson distribution: Choi 1994, Proceedings of the American Mathematical Society.
	return f.yearly + f.once + math.Floor(max(0, f.gifts+1./3-0.02/max(f.gifts, 0.02)))*f.each
}

// flow is what actions and partners bring in some days from the day looked at.
func (a *arithmetic) flow(days float64) (f flow) {
	last := a.day + programs.Day(min(days, 100*daysPerYear)+0.5) - 1
	for i := range a.rules.Actions {
		action := &a.rules.Actions[i]
		times := overlap(a.day, last, action.From, action.To) / daysPerYear
		if action.PerYear > 0 {
			times *= action.PerYear
		}
		switch points := action.Points.Float(); {
		case action.PerYear == 0:
			f.yearly += points * times
		case action.Once:
			f.once += points * min(1, times)
		default:
			f.gifts += times
			f.each += points * times
		}
	}
	if f.gifts > 0 {
		f.each /= f.gifts
	}
	return f
}

// mostPoints is the most that can be earned before the first points expire at a level, where purchases are capped, and the cap that binds: a time as long as
// a period lies in two of them.
func (a *arithmetic) mostPoints(level int) (most float64, at int) {
	life, _ := a.lifeDays(level)
	most = math.Inf(1)
	for i, c := range a.regime.Points.Caps {
		limit := math.Inf(1)
		switch length := map[string]float64{"day": 1, "month": meanMonth, "year": daysPerYear}[c.Per]; {
		case c.Per == "lifetime":
			limit = c.Points.Float()
		case length > 0 && !math.IsInf(life, 1):
			limit = c.Points.Float() * (math.Ceil(life/length) + 1)
		}
		if limit < most {
			most, at = limit, i
		}
	}
	if f := a.flow(life); most < math.Inf(1) {
		most += f.mean()
	}
	return most, at
}
