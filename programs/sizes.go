package programs

// sized tells whether the condition makes a difference between purchases by their size.
func (c *condition) sized() bool {
	return c.basket > 0 || c.basketTo > 0 || c.unitsFrom > 0 || c.unitsTo > 0
}

// someDay tells whether the condition is met by such a purchase on some day of the week, chosen or not.
func (c *condition) someDay(p *Purchase) bool {
	any := *c
	any.always, any.chosen, any.weekdays = false, false, 0
	return any.met(p)
}

// sized tells whether some rule gives in no proportion to the size of purchases.
func (r *Rules) sized() bool {
	for i := range r.levels {
		if r.levels[i].sized(nil) {
			return true
		}
	}
	for i := range r.rewards {
		if r.rewards[i].when.sized() || r.Goals[i].basket > 0 {
			return true
		}
	}
	return r.cappedBySize()
}

// sized is the same of one level's rules that can hold for a purchase; nil: of all.
func (l *levelRules) sized(p *Purchase) bool {
	for i := range l.discounts {
		if d := &l.discounts[i]; (d.when.sized() || d.rate == 0) && (p == nil || d.when.someDay(p)) {
			return true
		}
	}
	for i := range l.earn {
		if e := &l.earn[i]; (e.when.sized() || e.most > 0 || e.round != roundNone && e.per != perVisit) && (p == nil || e.when.someDay(p)) {
			return true
		}
	}
	for i := range l.times {
		if t := &l.times[i]; t.when.sized() && (p == nil || t.when.someDay(p)) {
			return true
		}
	}
	for i := range l.perks {
		if k := &l.perks[i]; k.when.sized() && (p == nil || k.when.someDay(p)) {
			return true
		}
	}
	return false
}

func (r *Rules) cappedBySize() bool {
	for i := range r.caps {
		if per := r.caps[i].per; per == capOrder || per == capDay {
			return true
		}
	}
	return false
}

// overSizes averages over the sizes of purchases where rules that hold make a difference between them.
func (r *Rules) overSizes(a *Account, level uint8, t *Typical, q *Purchase) benefit {
	if !r.Sized || len(t.Sizes) == 0 {
		return r.overDays(a, level, t, q)
	}
	differ := r.cappedBySize()
	for _, size := range t.Sizes {
		q.Amount, q.Units = size.Amount, size.Units
		differ = differ || r.levels[level].sized(q)
	}
	var sum benefit
	for _, size := range t.Sizes {
		if !differ {
			break
		}
		q.Amount, q.Units = size.Amount, size.Units
		b := r.overDays(a, level, t, q)
		sum.add(1/float64(len(t.Sizes)), &b)
	}
	q.Amount, q.Units = t.Amount, t.Units
	if !differ {
		return r.overDays(a, level, t, q)
	}
	return sum
}
