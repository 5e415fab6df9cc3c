package scenarios

import (
	"fmt"
	"math"

	"earnburn/programs"
)

func rewardRateAboveMargin(l *linter, s *stage) {
	for _, a := range s.segments() {
		mean, small := a.segment.Basket.mean(), a.segment.Basket.tenth()
		for level := range s.rules.Levels {
			for i, basket := range []float64{mean, small} {
				isSmall := i == 1
				if isSmall && small > 0.99*mean {
					continue
				}
				y := a.yield(level, basket, a.perYear(), nil)
				cost := y.off + y.faceCost + y.settled
				if !isSmall { // what comes with each order, or besides it, is no matter of small ones
					cost += y.besides + y.perkCost + y.yearCost/a.perYearAt(level, basket)
				}
				if s.program.Fee != nil {
					cost -= a.annualFee() / a.perYear()
				}
				if cost < a.margin()*y.price*(1-1e-9) {
					continue
				}
				what := "a purchase"
				if isSmall {
					what = "a small purchase, below nine in ten others,"
				}
				brings := y.brings() / y.price
				l.warn(s.reward(&y), "%s of %s%s brings %s of its price back and costs %s at a margin of %s, so more sales of this kind lose money unless rewards go unused; give less, or ask for more points",
					what, inMoney(y.price), a.of(level), inPercent(brings), inPercent(cost/y.price), inPercent(a.margin()))
				return
			}
		}
	}
}

// perYearAt is how often the mean customer buys or, of those at a higher level, who buy more, the least that it takes to be there.
func (a *arithmetic) perYearAt(level int, basket float64) float64 {
	if level == 0 {
		return a.perYear()
	}
	return max(a.perYear(), a.purchasesTo(level, basket, a.perYear())*daysPerYear/a.windowDays())
}

// reward is the place of what a purchase brings most of.
func (s *stage) reward(y *yield) string {
	switch {
	case y.face >= y.off && y.face >= y.perks && y.best != nil:
		return s.place(y.best)
	case y.perks > y.off && len(s.regime.Perks) > 0:
		return s.regime.Path("perks")
	case y.off > 0 && len(s.regime.Discounts) > 0:
		return s.regime.Path("discounts")
	}
	return s.regime.Path("tiers")
}

// place is where a reward stands.
func (s *stage) place(g *programs.Goal) string {
	return s.regime.Path(fmt.Sprintf("points.rewards[%d]", g.Reward))
}

// title is what a reward is called, or its number.
func (s *stage) title(reward int8) string {
	if name := s.regime.Points.Rewards[reward].Name; name != "" {
		return name
	}
	return fmt.Sprintf("reward %d", reward+1)
}

func earnBurnLoop(l *linter, s *stage) {
	if s.regime.Points == nil {
		return
	}
	for i, r := range s.regime.Points.Rewards {
		if r.HeadStart > 0 && r.HeadStart >= r.Points {
			l.warn(s.regime.Path(fmt.Sprintf("points.rewards[%d].head_start", i)), "an endless reward: each takes %s and puts %s on the next card, a gain of %s a cycle; give less than its price",
				s.regime.Points.Amount(r.Points), r.HeadStart, s.regime.Points.Amount(r.HeadStart-r.Points))
		}
	}
	for _, a := range s.segments() {
		for level := range s.rules.Levels {
			a.loops(l, level)
		}
		a.welcome(l)
	}
}

// loops finds rewards that earn, or are, the money that earns them.
func (a *arithmetic) loops(l *linter, level int) {
	basket, margin := a.segment.Basket.mean(), a.margin()
	t := a.typical(basket, a.perYear())
	now := a.prospect(level, &t)
	net := basket - now.MoneyOff.Float()
	if net <= 0 || now.Gain <= 0 {
		return
	}
	for i := range now.Goals {
		g := &now.Goals[i]
		gives := &a.reward(g).Gives
		if a.day < g.From || a.day > g.To {
			continue
		}
		back := float64(now.Gain) / net * a.worth(g, basket, net) / float64(g.Price) // for each unit of money spent
		least := now.Gain.Float() / net
		switch {
		case gives.GiftCard != nil, a.regime.Points.EarnOnRewards && (g.Linear || g.Card || gives.MoneyOff != nil):
			all := back / (1 - back)
			switch {
			case back >= 1-1e-9:
				l.warn(a.place(g), "free %[1]s without end%[2]s: spending 1.00 earns %[3]s, worth %[4]s to be spent again, a gain of %[5]s each round; ask for more %[1]s, or earn nothing on what %[1]s pay for",
					a.noun(), a.of(level), a.amount(least), inMoney(back), inPercent(back-1))
			case back < margin && all >= margin:
				l.warn(a.place(g), "what %[1]s pay for earns %[1]s again%[2]s: the %[3]s that a purchase brings become %[4]s over all rounds, at a margin of %[5]s; ask for more %[1]s, or earn nothing on what %[1]s pay for",
					a.noun(), a.of(level), inPercent(back), inPercent(all), inPercent(margin))
			}
		case (gives.Cash != nil || gives.Partner != nil) && back >= 1-1e-9:
			l.warn(a.place(g), "buy, cash out, repeat%s: spending 1.00 earns %s, worth %s, a gain of %s each round and the goods for nothing; ask for more %s",
				a.of(level), a.amount(least), inMoney(back), inPercent(back-1), a.noun())
		}
	}
}

// welcome finds points for joining that are worth more than joining costs.
func (a *arithmetic) welcome(l *linter) {
	fee := a.rules.JoiningFee().Float()
	basket := a.segment.Basket.mean()
	if a.rules.Welcome <= 0 {
		return
	}
	y := a.yield(0, basket, a.perYear(), nil)
	best, bought := 0.0, ""
	for i := range y.goals {
		g := &y.goals[i]
		gives := &a.reward(g).Gives
		if fee == 0 && gives.Cash == nil && gives.GiftCard == nil || a.rules.Welcome < least(g) {
			continue // without a fee only what is money at once pays for joining again
		}
		count := math.Floor(float64(a.rules.Welcome) / float64(g.Price))
		if g.Linear {
			count = float64(a.rules.Welcome) / float64(g.Price)
		}
		if worth := count * a.worth(g, basket, basket-y.off); worth > best {
			best, bought = worth, a.title(g.Reward)
		}
	}
	if best > fee {
		l.warn(a.regime.Path("points.welcome"), "join, cash in, join again: %s for joining buy %s at once (%s) and joining costs %s, a gain of %s each time; give fewer, or ask for a purchase first",
			a.regime.Points.Amount(a.rules.Welcome), inMoney(best), bought, inMoney(fee), inMoney(best-fee))
	}
}

func pointsKeptOnReturn(l *linter, s *stage) {
	if s.regime.Points == nil || !s.regime.Points.KeepOnReturn {
		return
	}
	for _, a := range s.segments() {
		y := a.yield(0, a.segment.Basket.mean(), a.perYear(), nil)
		wait := "at once"
		if p := s.regime.Points.Pending; p != nil {
			if p.InDays() > a.segment.ReturnLag {
				continue
			}
			wait = p.String()
		}
		if y.face > 0 {
			l.warn(s.regime.Path("points.keep_on_return"), "buying and returning %s leaves %s worth %s, usable %s, for nothing; take them back, or let %s wait longer than returns take",
				inMoney(y.price), s.regime.Points.Amount(y.gain), inMoney(y.face), wait, s.noun())
		}
	}
}

func rewardOutOfReach(l *linter, s *stage) {
	if s.regime.Points == nil {
		return
	}
	missed, most, worst := 0.0, 0.0, way{}
	for i := range s.world.Segments {
		a := s.in(i)
		basket := a.segment.Basket.median()
		if math.IsInf(basket, 0) {
			continue
		}
		w, _, exists := a.nearest(basket, 12*a.segment.Purchases.median())
		if !exists {
			return
		}
		missed += a.segment.Share * w.missed
		if own := a.segment.Share * w.missed; own > most {
			most, worst = own, w
			if a.name != "" {
				worst.how = "in segment " + a.name + " " + w.how
			}
		}
	}
	if missed > 0.5 {
		l.warn(s.regime.Path(worst.path), "%s of customers cannot reach the first reward: %s; %s", inPercent(math.Round(100*missed)/100), worst.how, worst.fix)
	}
}

func pendingBeyondExpiry(l *linter, s *stage) {
	p := s.regime.Points
	if p == nil || p.Pending == nil {
		return
	}
	check := func(e *programs.Expire, path string) {
		life := math.Inf(1)
		switch {
		case e.EachYear != nil:
			life = daysPerYear
		case e.After != nil:
			life = lasts(e.After)
		}
		if wait := p.Pending.InDays(); wait >= life {
			l.warn(s.regime.Path("points.pending"), "%s can be used %s and have expired by then, after %s at most; shorten the wait or let them last longer", s.noun(), p.Pending, spanOf(life))
		}
	}
	check(&p.Expire, "points.expire")
	if s.regime.Tiers != nil {
		for i, level := range s.regime.Tiers.Levels {
			if level.Expire != nil {
				check(level.Expire, fmt.Sprintf("tiers.levels[%d].expire", i))
			}
		}
	}
}

// lasts is the longest that something of an age lasts, in days: on to the end of a month or year or to a day of the year. Without an age it is for good.
func lasts(age *programs.After) float64 {
	if age == nil {
		return math.Inf(1)
	}
	days := age.Span.InDays() + map[string]float64{"month": meanMonth, "quarter": 3 * meanMonth, "year": daysPerYear}[age.EndOf]
	if age.Until != nil {
		days += daysPerYear
	}
	return days
}

// written is an age as it is in the file, or how long it lasts at most.
func written(age *programs.After) string {
	if age.EndOf == "" && age.Until == nil {
		return age.Span.String()
	}
	return spanOf(lasts(age)) + " at most"
}

func challengeOutOfReach(l *linter, s *stage) {
	if s.regime.Points == nil {
		return
	}
	for i, c := range s.regime.Points.Challenges {
		best := 0.0
		for _, a := range s.segments() {
			best = max(best, a.chance(&s.rules.Challenges[i]))
		}
		if best < 0.01 {
			l.warn(s.regime.Path(fmt.Sprintf("points.challenges[%d]", i)), "the median customer who begins %s is there in time with a chance of %s; lower the target or give more time", c.Name, inPercent(best))
		}
	}
}
