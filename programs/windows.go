package programs

// window is how a count forgets.
type window struct {
	by     counting
	kind   windowKind
	months int32 // of a rolling window, the current one included
}

type windowKind uint8

const (
	lifetime windowKind = iota
	calendarYear
	rolling
)

// counter is what an account has counted within a window, in thousandths.
type counter struct {
	total  int64
	months []int64 // by month modulo their number; only of a rolling window
}

// startWindows empties the windows on the day of joining.
func (r *Rules) startWindows(a *Account, d Day) {
	a.counters = resize(a.counters, len(r.counters))
	for i := range r.counters {
		c := &a.counters[i]
		c.total = 0
		c.months = resize(c.months, int(r.counters[i].months))
		clear(c.months)
	}
	a.restart = r.nextRestart(d)
}

// nextRestart returns the first day after d at whose start some window moves on.
func (r *Rules) nextRestart(d Day) Day {
	next := Never
	for i := range r.counters {
		switch y, m, _ := d.Date(); r.counters[i].kind {
		case rolling:
			next = min(next, DayOf(y, m+1, 1))
		case calendarYear:
			next = min(next, civil(y+1, 1, 1))
		}
	}
	return next
}

// restart moves the windows on to day t, when it is theirs to move.
func (r *Rules) restart(a *Account, t Day, l *Lapsed) {
	if a.restart > t {
		return
	}
	_, m, _ := t.Date()
	for i := range r.counters {
		w, c := &r.counters[i], &a.counters[i]
		switch w.kind {
		case calendarYear:
			if m == 1 {
				if i == 0 && r.HasTiers {
					r.missedNext(a, l)
				}
				c.total = 0
			}
		case rolling:
			oldest := &c.months[t.month()%w.months]
			c.total -= *oldest
			*oldest = 0
		}
	}
	a.restart = r.nextRestart(t)
}

// gain returns what a receipt adds to a window.
func (w *window) gain(out *Receipt) int64 {
	switch w.by {
	case countPoints:
		return int64(out.Earned)
	case countVisits:
		return 1000
	}
	return int64(out.Paid)
}

// count adds a purchase to all windows and raises the level at once when a threshold is reached.
func (r *Rules) count(a *Account, d Day, out *Receipt) {
	for i := range r.counters {
		w, c := &r.counters[i], &a.counters[i]
		gain := w.gain(out)
		c.total += gain
		if w.kind == rolling {
			c.months[d.month()%w.months] += gain
		}
		if i == 0 && r.HasTiers {
			a.counted += gain
			a.gains++
			r.promote(a, d, out)
		}
	}
}

// uncount takes a returned purchase out of the windows that still hold its day.
func (r *Rules) uncount(a *Account, out *Receipt, now Day) {
	for i := range r.counters {
		w, c := &r.counters[i], &a.counters[i]
		gain := w.gain(out)
		switch w.kind {
		case calendarYear:
			if out.Day.Year() != now.Year() {
				continue
			}
		case rolling:
			if now.month()-out.Day.month() >= w.months {
				continue
			}
			c.months[out.Day.month()%w.months] -= gain
		}
		c.total -= gain
		if i == 0 && r.HasTiers {
			a.counted -= gain
			a.gains--
		}
	}
}

// resize returns a slice of length n that keeps its memory.
func resize[T any](s []T, n int) []T {
	for cap(s) < n {
		s = append(s[:cap(s)], *new(T))
	}
	return s[:n]
}
