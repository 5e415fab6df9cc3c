package scenarios

import (
	"fmt"
	"math"
	"slices"

	"earnburn/internal/english"
	"earnburn/programs"
)

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
			l.warn(s.regime.Path(fmt.Sprintf("points.caps[%d]", i)), "members can earn %s in all; rewards take multiples of %s, so %s are left that buy nothing; cap at %s", s.regime.Points.Amount(all), step, left, c.Points-left)
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
		l.warn(a.regime.Path(fmt.Sprintf("points.rewards[%d]", at)), "a purchase of %s%s earns %s and one purchase lets at most %s be used (%s), so %s of %s pile up for good; let more be used at once, or ask for more %[7]s",
			inMoney(y.price), a.of(0), a.amount(y.gain.Float()), english.Short(most/1000, 1), a.title(at), inPercent(left), a.noun())
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
		l.warn(a.regime.Path("points.expire"), "a mean customer%s earns %s a year and uses them by %s, so %s of them, %s, expire as a remainder each year; let %s last longer, or lower the price",
			a.of(0), a.amount(year), at, english.Short(left, 1), inPercent(left/year), a.noun())
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

// oversizedReward warns of money off that even those with the largest baskets cannot use whole, where there is nothing else to have.
func oversizedReward(l *linter, s *stage) {
	largest := 0.0
	var who *arithmetic
	for _, a := range s.segments() {
		if mean := a.segment.Basket.mean(); mean > largest {
			largest, who = mean, a
		}
	}
	oversized := func(g programs.Goal) bool { return g.Off && g.Value.Float() > largest }
	if who == nil || slices.ContainsFunc(s.rules.Goals, func(g programs.Goal) bool { return !oversized(g) }) {
		return
	}
	for i := range s.rules.Goals {
		if g := &s.rules.Goals[i]; g.Off {
			l.warn(s.place(g), "%s is more than a purchase of %s%s costs, and what is over is lost; make it smaller, for fewer %s, or let any number of them pay (up_to)",
				s.title(g.Reward), inMoney(largest), who.of(0), who.noun())
		}
	}
}

func dominatedReward(l *linter, s *stage) {
	for i := range s.rules.Goals {
		for j := range s.rules.Goals {
			worse, better := &s.rules.Goals[i], &s.rules.Goals[j]
			if i == j || !s.dominates(better, worse, i > j) {
				continue
			}
			l.warn(s.place(worse), "%s gives %s per %s at %s; %s gives %s at %s and is as good as money, so nobody has a reason to save for this; leave it out or make it worth more",
				s.title(worse.Reward), short(perPoint(worse)), s.one(), s.regime.Points.Amount(least(worse)), s.title(better.Reward), short(perPoint(better)), least(better))
			break
		}
	}
}

// perPoint is what a point brings, in money or, of a share of the price, in percent.
func perPoint(g *programs.Goal) float64 {
	if g.Share > 0 {
		return 100 * g.Share.Float() / g.Price.Float()
	}
	return max(0, g.Value-g.Cash).Float() / g.Price.Float()
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
			l.warn(s.regime.Path(path+".basket_from"), "a certificate of %s needs a basket of %s, the mean one is %s and %s are as large; ask for less", c.Face, c.Basket, inMoney(mean), inPercent(reached))
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
