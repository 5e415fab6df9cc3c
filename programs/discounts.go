package programs

// discountRule is a compiled Discount of a fixed rate.
type discountRule struct {
	when condition
	rate int64 // in shareUnits
}

// cumulativeRule is a compiled cumulative discount.
type cumulativeRule struct {
	when    condition
	levels  uint32 // set of levels at which it applies; 0: all
	counter int    // index into Rules.counters
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
	level := &r.levels[at]
	rate := level.rate
	for i := range level.discounts {
		if rule := &level.discounts[i]; rule.when.holds(p) {
			rate += rule.rate
		}
	}
	for i := range r.cumulative {
		rule := &r.cumulative[i]
		if (rule.levels == 0 || rule.levels>>at&1 != 0) && rule.when.holds(p) {
			rate += rule.rate(a.counters[rule.counter].total)
		}
	}
	if rate == 0 {
		return 0
	}
	return Money(times(int64(p.Amount), min(rate, shareUnit), shareUnit))
}
