package programs

// expireRule is a compiled Expire.
type expireRule struct {
	kind     expireKind
	after    Span
	endOf    int32 // months that the age is stretched to the end of: 1, 3 or 12; 0: not
	until    bool  // or to the next such day
	day      YearDay
	inactive Span // zero: however long
}

type expireKind uint8

const (
	expiresNever expireKind = iota
	expiresAfter
	expiresEachYear
)

func compileExpire(e Expire) expireRule {
	var r expireRule
	switch {
	case e.After != nil:
		r.kind, r.after = expiresAfter, e.After.Span
		r.endOf = map[string]int32{"month": 1, "quarter": 3, "year": 12}[e.After.EndOf]
		if e.After.Until != nil {
			r.until, r.day = true, *e.After.Until
		}
	case e.EachYear != nil:
		r.kind, r.day = expiresEachYear, *e.EachYear
	}
	if e.Inactive != nil {
		r.inactive = *e.Inactive
	}
	return r
}

// ever tells whether points die at all.
func (e *expireRule) ever() bool { return e.kind != expiresNever || !e.inactive.IsZero() }

// goodUntil returns the last day on which points credited on day d can be used, as far as that is known by then.
func (e *expireRule) goodUntil(d Day) Day {
	switch e.kind {
	case expiresAfter:
		at := e.after.After(d)
		switch {
		case e.endOf > 0:
			year, month, _ := at.Date()
			last := (month + int(e.endOf) - 1) / int(e.endOf) * int(e.endOf)
			return DayOf(year, last+1, 1) - 1
		case e.until:
			return e.day.OnOrAfter(at)
		}
		return at
	case expiresEachYear:
		return e.day.OnOrAfter(d)
	}
	return Never
}

// pointsLapse returns the last day on which the points next to lapse can be used; Never if none will.
func (r *Rules) pointsLapse(a *Account) Day {
	if a.Balance <= 0 {
		return Never
	}
	at := a.lots.oldest().until
	if r.pauses {
		if e := &r.levels[a.Level].expire; !e.inactive.IsZero() {
			at = min(at, e.inactive.After(a.moved))
		}
	}
	return at
}

// lapsing returns the points that lapse on that day.
func (r *Rules) lapsing(a *Account, day Day) Points {
	if a.lots.oldest().until > day {
		return a.Balance // it is pausing that kills them, all together
	}
	return a.lots.oldest().points
}

// expirePoints lets points lapse that were good before day t.
func (r *Rules) expirePoints(a *Account, t Day, l *Lapsed) {
	var lost Points
	if e := &r.levels[a.Level].expire; a.Balance > 0 && !e.inactive.IsZero() && e.inactive.After(a.moved) < t {
		lost = a.Balance
		a.loseLots(t)
	} else {
		for a.lots.count > 0 && a.lots.oldest().until < t {
			lot := a.lots.oldest()
			lost += lot.points
			a.gone.push(gone{until: lot.until, at: t, points: lot.points})
			a.lots.popOldest()
		}
	}
	if lost == 0 {
		return
	}
	a.Balance -= lost
	a.Book.Expired += lost
	l.Points += lost
	l.Events |= PointsExpired
	if r.lossLimit > 0 && lost > r.lossLimit {
		l.Events |= LostReward
	}
}
