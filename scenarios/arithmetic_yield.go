package scenarios

import (
	"math"
	"slices"

	"earnburn/programs"
)

// stage is the rules of a program that hold together, seen on a day of theirs in a world.
type stage struct {
	world   *World
	program *programs.Program // in the world's currency
	regime  programs.Regime
	rules   *programs.Rules
	day     programs.Day
	grids   map[*Segment]*grid // of all stages: filled as they are asked for

	first, last programs.Day // in force within the horizon
}

// stages are the rules of a program over time: each version with its first day, the first one with the day before the second or the world's start.
func (w *World) stages(p *programs.Program) ([]stage, error) {
	rules, err := p.Compile(w.Vocabulary())
	if err != nil {
		return nil, err
	}
	if p, err = p.In(w.Vocabulary()); err != nil {
		return nil, err
	}
	var list []stage
	grids := map[*Segment]*grid{}
	for _, regime := range p.Regimes() {
		s := stage{world: w, program: p, regime: regime, rules: rules, day: max(regime.From, w.Start), grids: grids}
		next := programs.Never
		if rules.Next != nil {
			next = rules.NextFrom
			s.day = max(regime.From, min(w.Start, next-1))
		}
		s.horizon(next)
		list = append(list, s)
		rules = rules.Next
	}
	return list, nil
}

// inForce returns the stage in force on day d.
func inForce(stages []stage, d programs.Day) *stage {
	s := &stages[0]
	for i := range stages {
		if stages[i].regime.From <= d {
			s = &stages[i]
		}
	}
	return s
}

// in is the arithmetic of a segment under these rules.
func (s *stage) in(segment int) *arithmetic {
	a := &arithmetic{stage: s, segment: &s.world.Segments[segment]}
	if len(s.world.Segments) > 1 {
		a.name = a.segment.Name
	}
	return a
}

// yield is what a purchase brings a member and what that costs, on average over where and how he buys and with all points used.
type yield struct {
	price    float64 // list price
	off      float64
	gain     programs.Points
	face     float64 // of the points, at the reward that gives most for them
	faceCost float64
	besides  float64 // what points of challenges and actions cost, per purchase
	settled  float64 // what a coalition charges for the points
	perks    float64
	perkCost float64
	year     float64 // perks that come by time, a year
	yearCost float64
	best     *programs.Goal  // that reward; nil if there is none
	goals    []programs.Goal // all that a member of the level can have
}

// brings is all of it with a purchase, and costs what it costs; perks by time are apart.
func (y *yield) brings() float64 { return y.off + y.face + y.perks }
func (y *yield) costs() float64  { return y.off + y.faceCost + y.besides + y.settled + y.perkCost }

// typical is a purchase of a price by someone who buys so often.
func (a *arithmetic) typical(basket, perYear float64) programs.Typical {
	return a.typicalOf(basket, perYear, int32(max(1, math.Round(a.segment.Units))))
}

func (a *arithmetic) typicalOf(basket, perYear float64, units int32) programs.Typical {
	return programs.Typical{Day: a.day, Amount: money(basket), Units: units, Mix: a.world.mix(), PerYear: perYear}
}

// money is an amount that rules can bear: from a thousandth to a thousand million.
func money(x float64) programs.Money {
	return programs.Money(max(1, math.Round(min(x, 1e9)*1000)))
}

// prospect is what such a purchase brings a member of a level.
func (a *arithmetic) prospect(level int, t *programs.Typical) programs.Prospect {
	var account programs.Account
	a.rules.Join(&account, a.day)
	account.Level = uint8(level)
	var p programs.Prospect
	a.rules.Prospect(&account, t, &p)
	return p
}

// yield works out a purchase of a member of a level; usable says which rewards come into question, all of them by default.
func (a *arithmetic) yield(level int, basket, perYear float64, usable func(*programs.Goal, programs.Points) bool) yield {
	t := a.typical(basket, perYear)
	now := a.prospect(level, &t)
	y := yield{price: t.Amount.Float(), off: now.MoneyOff.Float(), gain: now.Gain, perks: now.Perks.Float(), year: now.PerksYear.Float(), goals: now.Goals}
	cost, yearly := a.rules.PerkCosts(uint8(level), &t)
	y.perkCost, y.yearCost = cost, yearly.Float()
	for i := range now.Goals {
		g := &now.Goals[i]
		if a.day < g.From || a.day > g.To || usable != nil && !usable(g, now.Gain) {
			continue
		}
		one := a.worth(g, y.price, y.price-y.off)
		used := min(float64(now.Gain), a.usable(g, y.price-y.off)) / float64(g.Price)
		if face := used * one; face > y.face {
			y.face, y.best = face, g
			y.faceCost = used * (a.cost(g, one) - g.Price.Float()*a.rules.ReceivesPerPoint)
		}
	}
	y.settled = now.Gain.Float() * a.rules.PaysPerPoint
	if y.gain > 0 {
		y.besides = y.faceCost / y.gain.Float() * a.pointsBesides(basket, perYear)
	}
	return y
}

// pointsBesides is what challenges and actions earn per purchase of someone who buys so often; what is done once, or paid for by partners, is not counted.
func (a *arithmetic) pointsBesides(basket, perYear float64) float64 {
	points := a.challengePoints(basket).Float()
	for i := range a.rules.Actions {
		if action := &a.rules.Actions[i]; perYear > 0 && !action.Partner && !action.Once && a.day >= action.From && a.day <= action.To {
			points += action.Points.Float() * often(action) / perYear
		}
	}
	return points
}

// worth is what one reward brings with a purchase: nothing below the smallest basket.
func (a *arithmetic) worth(g *programs.Goal, price, net float64) float64 {
	if !fits(&a.reward(g).When, price) {
		return 0
	}
	return g.Worth(money(net)).Float()
}

// fits tells whether a purchase of a price is neither too small nor too large for a rule.
func fits(when *programs.Condition, price float64) bool {
	return (when.Basket == nil || price >= when.Basket.Float()) && (when.BasketTo == nil || price <= when.BasketTo.Float())
}

// share is which part of purchases of a price meets a condition, as far as that does not depend on dates or on the member.
func (a *arithmetic) share(when *programs.Condition, price float64) float64 {
	if !fits(when, price) {
		return 0
	}
	share := 0.0
	for _, m := range a.world.mix() {
		tender := ""
		if int(m.Tender) < len(a.world.Tenders) {
			tender = a.world.Tenders[m.Tender].Name
		}
		if (when.Category == nil || slices.Contains(when.Category, a.world.Categories[m.Category].Name)) && (when.Tender == nil || slices.Contains(when.Tender, tender)) {
			share += m.Share
		}
	}
	if when.Weekday != nil {
		share *= float64(len(when.Weekday)) / 7
	}
	if when.Every != nil {
		share /= float64(*when.Every)
	}
	return share
}

// reward is the definition of a goal.
func (a *arithmetic) reward(g *programs.Goal) *programs.Reward {
	return &a.regime.Points.Rewards[g.Reward]
}

// cost is what one reward costs that brings so much. A free product costs its goods and the margin of the sales it replaces.
func (a *arithmetic) cost(g *programs.Goal, worth float64) float64 {
	switch {
	case g.Product:
		return g.Cost.Float() + a.world.Behavior[Displacement]*(g.Value-g.Cost).Float() - g.Cash.Float()
	case handed(&a.reward(g).Gives):
		return g.Cost.Float() - g.Cash.Float()
	}
	return worth
}

// handed tells whether a reward has nothing to do with purchases.
func handed(g *programs.Gives) bool {
	return g.GiftCard != nil || g.Cash != nil || g.Partner != nil || g.Donation != nil || g.Draw != nil
}

// usable is the most points that can be used on a reward at one purchase.
func (a *arithmetic) usable(g *programs.Goal, net float64) float64 {
	reward := a.reward(g)
	most := math.Inf(1)
	if reward.Most != nil {
		most = float64(*reward.Most) * float64(g.Price)
	}
	switch {
	case g.Linear:
		if reward.UpTo != nil {
			net *= reward.UpTo.Float()
		}
		return net / g.Value.Float() * float64(g.Price)
	case g.Single:
		return float64(g.Price)
	case !g.Card && reward.Gives.MoneyOff != nil:
		return min(most, max(1, math.Floor(net/g.Value.Float()))*float64(g.Price))
	}
	return most
}

// least is the fewest points that buy something.
func least(g *programs.Goal) programs.Points {
	if g.Linear {
		return g.Least
	}
	return g.Price
}

// purchasesTo is how many purchases of a kind reach a level from the first one, at the pace of the levels on the way; +Inf if none do.
func (a *arithmetic) purchasesTo(level int, basket, perYear float64) float64 {
	t := a.regime.Tiers
	if t == nil || level == 0 {
		return 0
	}
	n := 0.0
	for l := 1; l <= level; l++ {
		if t.Levels[l].Invited != nil {
			return math.Inf(1)
		}
		typical := a.typical(basket, perYear)
		now := a.prospect(l-1, &typical)
		step := a.counts(t.By[0], &typical, &now, t.Levels[l].From, t.Levels[l-1].From)
		if len(t.By) > 1 && t.Levels[l].OrFrom != nil {
			step = min(step, a.counts(t.By[1], &typical, &now, t.Levels[l].OrFrom, t.Levels[l-1].OrFrom))
		}
		n += step
	}
	return n
}

// counts is how many purchases lead from one threshold to the next.
func (a *arithmetic) counts(by string, t *programs.Typical, now *programs.Prospect, to, from *programs.Amount) float64 {
	missing := to.Float()
	if from != nil {
		missing -= from.Float()
	}
	gain := t.Amount.Float() - now.MoneyOff.Float()
	switch by {
	case "visits":
		gain = 1
	case "points":
		gain = now.Gain.Float()
	case "units":
		gain = float64(t.Units)
	}
	if gain *= a.share(&a.regime.Tiers.When, t.Amount.Float()); gain <= 0 {
		return math.Inf(1)
	}
	return missing / gain
}

// windowDays is how long purchases count toward a level: a year, the time of a rolling window, or the horizon where they always do; less where only
// purchases of some dates count.
func (a *arithmetic) windowDays() float64 { return a.counted(&a.regime.Tiers.When, a.wholeWindow()) }

// wholeWindow is how long purchases of all dates would count.
func (s *stage) wholeWindow() float64 {
	switch w := &s.regime.Tiers.Window; {
	case !w.Span.IsZero():
		return w.Span.InDays()
	case w.Name == "lifetime":
		return float64(s.world.end() - s.world.Start)
	}
	return daysPerYear
}

// lifeDays is how long points last that are not renewed, less the time that they wait; pause is the longest pause that they survive. +Inf: for good.
func (a *arithmetic) lifeDays(level int) (life, pause float64) {
	e := &a.regime.Points.Expire
	if t := a.regime.Tiers; t != nil && t.Levels[level].Expire != nil {
		e = t.Levels[level].Expire
	}
	life, pause = math.Inf(1), math.Inf(1)
	switch {
	case e.After != nil:
		life = e.After.Span.InDays()
	case e.EachYear != nil:
		life = daysPerYear
	}
	if e.Inactive != nil {
		pause = e.Inactive.InDays()
	}
	if a.regime.Points.Pending != nil {
		life = max(0, life-a.regime.Points.Pending.InDays())
	}
	return life, pause
}

// pace is a customer who buys at equal gaps and for the same price each time.
type pace struct{ perYear, basket float64 }

// brings is what purchases at a pace bring, once the customer holds the level that they keep: rewards that points do not last for count nothing.
func (a *arithmetic) brings(p pace) (y yield, level int) {
	if a.regime.Tiers != nil {
		for level+1 < len(a.rules.Levels) && a.purchasesTo(level+1, p.basket, p.perYear) <= p.perYear*a.windowDays()/daysPerYear {
			level++
		}
	}
	return a.yield(level, p.basket, p.perYear, func(g *programs.Goal, gain programs.Points) bool {
		life, pause := a.lifeDays(level)
		return daysPerYear/p.perYear <= pause && float64(least(g)) <= float64(gain)*p.perYear*life/daysPerYear
	}), level
}

// rate is what they bring as a share of what they cost, perks by time included.
func (a *arithmetic) rate(p pace) float64 {
	y, _ := a.brings(p)
	return (y.brings() + y.year/p.perYear) / y.price
}
