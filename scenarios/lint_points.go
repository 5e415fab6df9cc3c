package scenarios

import (
	"fmt"
	"math"
	"slices"

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
				cost := y.off + y.faceCost
				if !isSmall { // what comes with each order is no matter of small ones
					cost += y.perkCost + y.yearCost/a.perYearAt(level, basket)
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
				l.warn(s.reward(&y), "%s of %.2f%s brings %s of its price back and costs %s at a margin of %s, so more sales of this kind lose money unless rewards go unused; give less, or ask for more points",
					what, y.price, a.of(level), inPercent(brings), inPercent(cost/y.price), inPercent(a.margin()))
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
			l.warn(s.regime.Path(fmt.Sprintf("points.rewards[%d].head_start", i)), "an endless reward: each takes %s points and puts %s on the next card, a gain of %s points a cycle; give less than its price",
				r.Points, r.HeadStart, r.HeadStart-r.Points)
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
				l.warn(a.place(g), "free points without end%s: spending 1.00 earns %.4g points, which buy %.2f to be spent again, a gain of %s each round; ask for more points, or earn nothing on what points pay for",
					a.of(level), least, back, inPercent(back-1))
			case back < margin && all >= margin:
				l.warn(a.place(g), "what points pay for earns points again%s: the %s that a purchase brings become %s over all rounds, at a margin of %s; ask for more points, or earn nothing on what points pay for",
					a.of(level), inPercent(back), inPercent(all), inPercent(margin))
			}
		case (gives.Cash != nil || gives.Partner != nil) && back >= 1-1e-9:
			l.warn(a.place(g), "buy, cash out, repeat%s: spending 1.00 earns %.4g points, which buy %.2f, a gain of %s each round and the goods for nothing; ask for more points",
				a.of(level), least, back, inPercent(back-1))
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
		l.warn(a.regime.Path("points.welcome"), "join, cash in, join again: %s points for joining buy %.2f at once (%s) and joining costs %.2f, a gain of %.2f each time; give fewer, or ask for a purchase first",
			a.rules.Welcome, best, bought, fee, best-fee)
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
			wait = "after " + p.String()
		}
		if y.face > 0 {
			l.warn(s.regime.Path("points.keep_on_return"), "buying and returning %.2f leaves %s points worth %.2f, usable %s, for nothing; take them back, or let points wait longer than returns take",
				y.price, y.gain, y.face, wait)
		}
	}
}

func rewardOutOfReach(l *linter, s *stage) {
	if s.regime.Points == nil {
		return
	}
	missed, how, most := 0.0, "", 0.0
	for i := range s.world.Segments {
		a := s.in(i)
		basket := a.segment.Basket.median()
		if math.IsInf(basket, 0) {
			continue
		}
		w, ok, exists := a.nearest(basket, 12*a.segment.Purchases.median())
		switch {
		case ok:
		case exists && a.actionPoints() == 0:
			w = way{missed: 1, how: fmt.Sprintf("purchases of %.2f never lead to one", basket)}
		default: // there are none, or what is done besides buying leads to them
			continue
		}
		missed += a.segment.Share * w.missed
		if own := a.segment.Share * w.missed; own > most {
			most, how = own, w.how
			if a.name != "" {
				how = "in segment " + a.name + " " + how
			}
		}
	}
	if missed <= 0.5 {
		return
	}
	path := "points.expire"
	if !s.rules.HasExpiry || !l.program.Document().Has(s.regime.Path(path)) {
		path = "points.rewards"
	}
	l.warn(s.regime.Path(path), "%.0f%% of customers cannot reach the first reward: %s; offer a smaller one, or let points last longer", 100*missed, how)
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
			l.warn(s.regime.Path("points.pending"), "points can be used %s after they were earned and have expired by then, after %s at most; shorten the wait or let them last longer", p.Pending, spanOf(life))
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

func strandedPoints(l *linter, s *stage) {
	if s.regime.Points == nil {
		return
	}
	for _, a := range s.segments() {
		y := a.yield(0, a.segment.Basket.mean(), a.perYear(), nil)
		if y.gain <= 0 || len(y.goals) == 0 {
			continue
		}
		a.unusable(l, &y)
		a.remainder(l, &y)
	}
	for i, c := range s.regime.Points.Caps {
		if c.Per != "lifetime" || len(s.rules.Goals) == 0 || s.rules.Goals[0].Linear {
			continue
		}
		step := programs.Points(0) // greatest number of points that all prices are multiples of
		for _, g := range s.rules.Goals {
			step = divisor(step, g.Price)
		}
		all := c.Points + s.rules.Welcome
		if left := all % step; left > 0 && len(s.rules.Actions)+len(s.rules.Challenges) == 0 {
			l.warn(s.regime.Path(fmt.Sprintf("points.caps[%d]", i)), "members can earn %s points in all; rewards take multiples of %s, so %s are left that buy nothing; cap at %s", all, step, left, c.Points-left)
		}
	}
}

// divisor is the greatest common divisor.
func divisor(a, b programs.Points) programs.Points {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// unusable warns if purchases earn more than purchases let be used: what is left can only grow.
func (a *arithmetic) unusable(l *linter, y *yield) {
	most, at := 0.0, int8(0)
	for i := range y.goals {
		g := &y.goals[i]
		if used := a.usable(g, y.price-y.off); used > most {
			most, at = used, g.Reward
		}
	}
	const some = 0.1
	if left := 1 - most/float64(y.gain); left > some {
		l.warn(a.regime.Path(fmt.Sprintf("points.rewards[%d]", at)), "a purchase of %.2f%s earns %s points and one purchase lets at most %s be used (%s), so %s of points pile up for good; let more be used at once, or ask for more points",
			y.price, a.of(0), y.gain, programs.Points(most), a.title(at), inPercent(left))
	}
}

// remainder warns if much of a year's points is too little for another reward when all expire on a day of the year.
func (a *arithmetic) remainder(l *linter, y *yield) {
	if a.regime.Points.Expire.EachYear == nil || a.regime.Points.Expire.Inactive != nil {
		return
	}
	year := y.gain.Float()*a.perYear() + a.actionPoints()
	left, at := math.Inf(1), programs.Points(0)
	for i := range y.goals {
		g := &y.goals[i]
		price := g.Price
		if g.Linear {
			step := a.reward(g).Step
			if step == nil {
				return
			}
			price = *step
		}
		if rest := math.Mod(year, price.Float()); price.Float() <= year && rest < left {
			left, at = rest, price
		}
	}
	const much = 0.25
	if !math.IsInf(left, 1) && left > much*year {
		l.warn(a.regime.Path("points.expire"), "a mean customer%s earns %.4g points a year and uses them by %s, so %.4g of them, %s, expire as a remainder each year; let points last longer, or lower the price",
			a.of(0), year, at, left, inPercent(left/year))
	}
}

// likeMoney says how much a reward is like money: the higher, the more ways to use it. What partners sell can be had for cash only.
func likeMoney(w *programs.Reward) int {
	switch g := &w.Gives; {
	case g.Cash != nil:
		return 4
	case g.Partner != nil:
		return 3
	case g.MoneyOff != nil, g.GiftCard != nil:
		return 2
	case g.Certificate != nil:
		return 1
	}
	return 0
}

func dominatedReward(l *linter, s *stage) {
	for i := range s.rules.Goals {
		for j := range s.rules.Goals {
			worse, better := &s.rules.Goals[i], &s.rules.Goals[j]
			if i == j || !s.dominates(better, worse, i > j) {
				continue
			}
			l.warn(s.place(worse), "%s gives %.4g per point at %s points; %s gives %.4g at %s and is as good as money, so nobody has a reason to save for this; leave it out or make it worth more",
				s.title(worse.Reward), perPoint(worse), least(worse), s.title(better.Reward), perPoint(better), least(better))
			break
		}
	}
}

// perPoint is what a point brings, in money or, of a share of the price, in percent.
func perPoint(g *programs.Goal) float64 {
	if g.Share > 0 {
		return 100 * g.Share.Float() / g.Price.Float()
	}
	return g.Worth(0).Float() / g.Price.Float()
}

// dominates tells whether nobody would want the worse reward; of two alike it is the later one.
func (s *stage) dominates(better, worse *programs.Goal, later bool) bool {
	b, w := &s.regime.Points.Rewards[better.Reward], &s.regime.Points.Rewards[worse.Reward]
	kinds := b.Gives.Partner == nil && likeMoney(b) >= max(1, likeMoney(w))
	if better.Share > 0 || worse.Share > 0 {
		kinds = better.Share > 0 && worse.Share > 0
	}
	limited := better.Single || b.Most != nil || b.UpTo != nil && (w.UpTo == nil || *b.UpTo < *w.UpTo)
	switch {
	case !kinds, worse.Cash > 0, w.Gives.Donation != nil, w.Gives.Draw != nil, // nobody knows what giving or hoping is worth
		least(better) > least(worse), perPoint(better) < perPoint(worse)*(1-1e-9),
		limited && perPoint(better)*better.Price.Float() < perPoint(worse)*worse.Price.Float(),
		!within(&w.When, &b.When), b.Issued != w.Issued:
		return false
	case b.Gives.Certificate != nil && w.Gives.Certificate != nil && lasts(w.Gives.Certificate.Valid) > lasts(b.Gives.Certificate.Valid):
		return false
	case b.Gives.Certificate != nil && w.Gives.Certificate == nil:
		return false
	}
	alike := least(better) == least(worse) && perPoint(better) <= perPoint(worse)*(1+1e-9) && likeMoney(b) == likeMoney(w)
	return !alike || later
}

// within tells whether whoever meets the narrow condition meets the wide one as well: the wide one asks for nothing else.
func within(narrow, wide *programs.Condition) bool {
	for _, words := range [][2]programs.Words{{narrow.Category, wide.Category}, {narrow.Tender, wide.Tender}, {narrow.Tier, wide.Tier}, {narrow.Weekday, wide.Weekday}} {
		if words[1] == nil {
			continue
		}
		if words[0] == nil {
			return false
		}
		for _, word := range words[0] {
			if !slices.Contains(words[1], word) {
				return false
			}
		}
	}
	if wide.Basket != nil && (narrow.Basket == nil || *narrow.Basket < *wide.Basket) {
		return false
	}
	if wide.BasketTo != nil && (narrow.BasketTo == nil || *narrow.BasketTo > *wide.BasketTo) {
		return false
	}
	if wide.From != nil && (narrow.From == nil || narrow.From.Day < wide.From.Day) || wide.To != nil && (narrow.To == nil || narrow.To.Day > wide.To.Day) {
		return false
	}
	return wide.EachYear == nil && wide.Units == nil && wide.UnitsTo == nil && wide.Visit == nil && wide.Every == nil && wide.Birthday == nil && wide.Chosen == 0
}

func certificateBelowBasket(l *linter, s *stage) {
	certificates(s, func(path string, c *programs.Certificate) {
		least, mean, reached := c.Basket.Float(), 0.0, 0.0
		for _, a := range s.segments() {
			mean = max(mean, a.segment.Basket.mean())
			reached = max(reached, a.segment.Basket.above(least))
		}
		if mean > 0 && least > mean {
			l.warn(s.regime.Path(path+".basket_from"), "a certificate of %s needs a basket of %s, the mean one is %.2f and %s are as large; ask for less", c.Face, c.Basket, mean, inPercent(reached))
		}
	})
}

func certificateExpiresEarly(l *linter, s *stage) {
	certificates(s, func(path string, c *programs.Certificate) {
		if c.Valid == nil {
			return
		}
		late, purchases := 0.0, 0.0
		for i := range s.world.Segments {
			segment := &s.world.Segments[i]
			weight := segment.Share * segment.Purchases.PerMonth
			late += weight * segment.Purchases.laterThan(lasts(c.Valid))
			purchases += weight
		}
		if late /= purchases; late > 0.5 {
			l.warn(s.regime.Path(path+".valid"), "a certificate is good for %s; after %s of purchases the next one comes later than that; let it last longer", written(c.Valid), inPercent(late))
		}
	})
}

// certificates visits those that are rewards.
func certificates(s *stage, visit func(path string, c *programs.Certificate)) {
	if s.regime.Points == nil {
		return
	}
	for i := range s.regime.Points.Rewards {
		if c := s.regime.Points.Rewards[i].Gives.Certificate; c != nil {
			visit(fmt.Sprintf("points.rewards[%d].gives.certificate", i), c)
		}
	}
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
