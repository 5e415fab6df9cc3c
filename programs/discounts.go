package programs

// discountRule is a compiled Discount that does not grow. Exactly one of rate, off, steps and freeUnit is set.
type discountRule struct {
	when     condition
	rate     int64 // in shareUnits
	off      Money
	steps    []basketStep
	freeUnit int32
	odds     odds
}

// basketStep is one step of a discount by basket.
type basketStep struct {
	from Money
	rate int64 // in shareUnits
	off  Money
}

// plain tells whether the rule is a rate that does not depend on chance.
func (d *discountRule) plain() bool {
	return d.off == 0 && d.steps == nil && d.freeUnit == 0 && !d.odds.any
}

// money returns what the rule takes off a purchase that meets its condition.
func (d *discountRule) money(p *Purchase) Money {
	off := d.off
	switch {
	case d.steps != nil:
		for i := range d.steps {
			if s := &d.steps[i]; p.Amount >= s.from {
				off = s.money(p.Amount)
			}
		}
	case d.freeUnit > 0:
		if p.Units > 0 {
			off = Money(times(int64(p.Amount), int64(p.Units/d.freeUnit), int64(p.Units)))
		}
	case d.rate > 0:
		off = Money(times(int64(p.Amount), d.rate, shareUnit))
	}
	return Money(d.odds.of(int64(off), p))
}

func (s *basketStep) money(amount Money) Money {
	if s.off > 0 {
		return s.off
	}
	return Money(times(int64(amount), s.rate, shareUnit))
}

// cumulativeRule is a compiled cumulative discount.
type cumulativeRule struct {
	when    condition
	levels  uint32 // set of levels at which it applies; 0: all
	counter int    // index into Rules.counters
	odds    odds
	lapse   Span // time without a purchase that costs a step; zero: none does
	steps   []cumulativeStep
}

type cumulativeStep struct {
	from int64
	rate int64
}

// rate returns the rate that a count has reached.
func (c *cumulativeRule) rate(count int64) int64 {
	rate := int64(0)
	for i := range c.steps {
		if count < c.steps[i].from {
			break
		}
		rate = c.steps[i].rate
	}
	return rate
}

// discount returns what discount rules take off a purchase of a member at some level: the rates that apply add up, at most to the whole price.
func (r *Rules) discount(a *Account, at uint8, p *Purchase) Money {
	if r.variedDiscounts {
		return r.variedDiscount(a, at, p)
	}
	level := &r.levels[at]
	rate := level.rate
	for i := range level.discounts {
		if rule := &level.discounts[i]; rule.when.holds(p) {
			rate += rule.rate
		}
	}
	for i := range r.cumulative {
		if rule := &r.cumulative[i]; rule.applies(at, p) {
			rate += rule.odds.of(rule.rate(a.counters[rule.counter].total), p)
		}
	}
	if rate == 0 {
		return 0
	}
	return Money(times(int64(p.Amount), min(rate, shareUnit), shareUnit))
}

func (c *cumulativeRule) applies(at uint8, p *Purchase) bool {
	return (c.levels == 0 || c.levels>>at&1 != 0) && c.when.holds(p)
}

// variedDiscount is discount for programs with sums off, steps, chance, or of which the best discount counts. Each discount is rounded to a thousandth.
func (r *Rules) variedDiscount(a *Account, at uint8, p *Purchase) Money {
	var sum, best Money
	take := func(off Money) { sum, best = sum+off, max(best, off) }
	level := &r.levels[at]
	if level.rate > 0 {
		take(Money(times(int64(p.Amount), min(level.rate, shareUnit), shareUnit)))
	}
	for i := range level.discounts {
		if rule := &level.discounts[i]; rule.when.holds(p) {
			take(rule.money(p))
		}
	}
	for i := range r.cumulative {
		if rule := &r.cumulative[i]; rule.applies(at, p) {
			rate := rule.odds.of(rule.rate(a.counters[rule.counter].total), p)
			take(Money(times(int64(p.Amount), rate, shareUnit)))
		}
	}
	if r.bestDiscount {
		sum = best
	}
	return min(sum, p.Amount)
}

// lapseSteps lets members fall who have bought nothing for too long before day t: one step for each such time.
func (r *Rules) lapseSteps(a *Account, t Day) {
	for i := range r.cumulative {
		rule := &r.cumulative[i]
		c := &a.counters[rule.counter]
		for at := rule.lapses(c); at < t; at = rule.lapses(c) {
			step := len(rule.steps) - 1
			for step > 0 && c.total < rule.steps[step].from {
				step--
			}
			c.total = 0
			if step > 0 {
				c.total = rule.steps[step-1].from
			}
			c.last, c.since = at, at+1
		}
	}
}

// lapses returns the last day before a step is lost; Never if none is there to be lost.
func (c *cumulativeRule) lapses(n *counter) Day {
	if c.lapse.IsZero() || n.total < c.steps[0].from || n.total == 0 {
		return Never
	}
	return c.lapse.After(n.last)
}

// TopUp returns the step of basket discounts, and of perks that come from some basket on, that a purchase misses by no more than reaching it would save,
// with the member's level: the list price to reach, or 0 if there is none.
func (r *Rules) TopUp(a *Account, p *Purchase) Money {
	p.visit = a.serial + 1
	level := &r.levels[a.Level]
	target, gap := Money(0), Money(most)
	try := func(from, saves Money) {
		if missing := from - p.Amount; missing > 0 && missing <= saves && missing < gap {
			target, gap = from, missing
		}
	}
	// Nobody knows his luck beforehand: a chance saves its mean. Where the best discount counts, only what it gives beyond the others is saved.
	sure, lucky := *p, *p
	sure.Luck, lucky.Luck = 0, 1_000_000
	others := Money(0)
	if r.bestDiscount {
		others = r.discount(a, a.Level, &sure)
	}
	mean := func(rule *discountRule, off Money) Money {
		if rule.odds.chance > 0 {
			off = Money(times(int64(off), int64(rule.odds.chance), 1_000_000))
		}
		return off
	}
	for i := range level.discounts {
		rule := &level.discounts[i]
		if rule.when.basket > p.Amount {
			q := lucky
			q.Amount = rule.when.basket
			if rule.when.holds(&q) {
				try(q.Amount, mean(rule, rule.money(&q))-others)
			}
		}
		if rule.steps == nil || !rule.when.holds(p) {
			continue
		}
		now := max(others, mean(rule, rule.money(&lucky)))
		for j := range rule.steps {
			s := &rule.steps[j]
			try(s.from, mean(rule, s.money(s.from))-now)
		}
	}
	for i := range level.perks {
		if perk := &level.perks[i]; perk.when.basket > p.Amount {
			q := *p
			q.Amount = perk.when.basket
			if perk.when.holds(&q) {
				try(q.Amount, perk.worth)
			}
		}
	}
	return target
}
