package programs

import "slices"

// capRule is a compiled Cap.
type capRule struct {
	most  Points
	per   capPeriod
	spent Day // of a budget, the last day on which there is some left
}

type capPeriod uint8

const (
	capOrder capPeriod = iota
	capDay
	capMonth
	capYear
	capLifetime
	capProgram // all members together
)

// capCount is what has been earned in the period of a cap.
type capCount struct {
	period int32
	earned Points
}

func (c *compiler) caps(caps []Cap) {
	for _, x := range caps {
		per := map[string]capPeriod{"order": capOrder, "day": capDay, "month": capMonth, "year": capYear, "lifetime": capLifetime, "program": capProgram}[x.Per]
		c.rules.caps = append(c.rules.caps, capRule{x.Points, per, Never})
	}
}

// period returns the number of the period that a day lies in.
func (p capPeriod) period(d Day) int32 {
	switch p {
	case capDay:
		return int32(d)
	case capMonth:
		return d.month()
	case capYear:
		return int32(d.Year())
	}
	return 0
}

// capped returns how many of the points that a purchase would earn on day d are earned, and counts them.
func (r *Rules) capped(a *Account, points Points, d Day) Points {
	for i := range r.caps {
		points = min(points, r.caps[i].left(&a.caps[i], d))
	}
	for i := range r.caps {
		if per := r.caps[i].per; per != capOrder && per != capProgram {
			a.caps[i].earned += points
		}
	}
	return points
}

// left returns what the cap still admits, and begins a new count with a new period.
func (c *capRule) left(n *capCount, d Day) Points {
	switch {
	case c.per == capOrder, c.per == capProgram && d <= c.spent:
		return c.most
	case c.per == capProgram:
		return 0
	}
	if period := c.per.period(d); period != n.period {
		*n = capCount{period: period}
	}
	return c.most - n.earned
}

// uncap gives room back for points that a returned purchase of day d had earned.
func (r *Rules) uncap(a *Account, points Points, d Day) {
	for i := range r.caps {
		if c, n := &r.caps[i], &a.caps[i]; c.per != capOrder && c.per != capProgram && c.per.period(d) == n.period {
			n.earned -= min(points, n.earned)
		}
	}
}

// perOrder returns what one purchase earns at most of so many points; two on a day are taken to be rare.
func (r *Rules) perOrder(points Points) Points {
	for i := range r.caps {
		if c := &r.caps[i]; c.per == capOrder || c.per == capDay {
			points = min(points, c.most)
		}
	}
	return points
}

// cappedMean returns what a purchase earns on average of so many points each on day d, at so many purchases a year, under caps over longer times than a day;
// 0 purchases: not known.
func (r *Rules) cappedMean(points, perYear float64, d Day) float64 {
	for i := range r.caps {
		c := &r.caps[i]
		switch most := float64(c.most); {
		case c.per == capProgram && d > c.spent:
			return 0
		case perYear > 0 && c.per == capMonth:
			points = min(points, most/max(1, perYear/12))
		case perYear > 0 && c.per == capYear:
			points = min(points, most/max(1, perYear))
		}
	}
	return points
}

// Budget returns the smallest budget for all members together; 0 if there is none. One member's account cannot tell when it is spent: SpendBudget says so.
func (r *Rules) Budget() Points {
	least := Points(0)
	for i := range r.caps {
		if c := &r.caps[i]; c.per == capProgram && (least == 0 || c.most < least) {
			least = c.most
		}
	}
	return least
}

// SpendBudget sets the last day on which there is some of the budget left. It must come before the rules are used.
func (r *Rules) SpendBudget(last Day) {
	for i := range r.caps {
		if r.caps[i].per == capProgram {
			r.caps[i].spent = last
		}
	}
	r.dates = append(r.dates, last+1)
	slices.Sort(r.dates)
	r.moving = true
}
