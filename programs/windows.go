package programs

// window is how a count forgets.
type window struct {
	by     counting
	kind   windowKind
	months int32   // of a rolling window, the current one included
	from   YearDay // first day of a program year
}

type windowKind uint8

const (
	lifetime windowKind = iota
	calendarYear
	rolling
	programYear // from some day of the calendar on
	memberYear  // from the day of joining on
)

// byYear tells whether counts restart once a year.
func (w *window) byYear() bool {
	return w.kind == calendarYear || w.kind == programYear || w.kind == memberYear
}

// yearEnd returns the last day of the window's year that day d lies in.
func (w *window) yearEnd(a *Account, d Day) Day {
	switch w.kind {
	case programYear:
		return w.from.OnOrAfter(d+1) - 1
	case memberYear:
		n := d.Year() - a.joined.Year()
		for {
			if next := (Span{Months: 12 * n}).After(a.joined); next > d {
				return next - 1
			}
			n++
		}
	}
	return d.endOfYear(0)
}

// counter is what an account has counted within a window, in thousandths.
type counter struct {
	total  int64
	months []int64 // by month modulo their number; only of a rolling window
	last   Day     // of the last purchase counted, or of the last step lost since
	since  Day     // the first day whose purchases are in it
}

// startWindows empties the windows on the day of joining.
func (r *Rules) startWindows(a *Account, d Day) {
	a.counters = resize(a.counters, len(r.counters))
	for i := range r.counters {
		c := &a.counters[i]
		*c = counter{months: resize(c.months, int(r.counters[i].months)), last: d, since: d}
		clear(c.months)
	}
	a.restart = r.nextRestart(a, d)
}

// nextRestart returns the first day after d at whose start some window moves on.
func (r *Rules) nextRestart(a *Account, d Day) Day {
	next := Never
	for i := range r.counters {
		switch w := &r.counters[i]; {
		case w.kind == rolling:
			y, m, _ := d.Date()
			next = min(next, DayOf(y, m+1, 1))
		case w.byYear():
			next = min(next, w.yearEnd(a, d)+1)
		}
	}
	return next
}

// restart moves the windows on to day t, when it is theirs to move.
func (r *Rules) restart(a *Account, t Day, l *Lapsed) {
	if a.restart > t {
		return
	}
	_, _, day := t.Date()
	for i := range r.counters {
		w, c := &r.counters[i], &a.counters[i]
		switch {
		case w.byYear():
			if w.yearEnd(a, t-1) < t {
				if i == 0 && r.HasTiers {
					r.missedNext(a, l)
				}
				c.total = 0
			}
		case w.kind == rolling && day == 1:
			oldest := &c.months[t.month()%w.months]
			c.total -= *oldest
			*oldest = 0
		}
	}
	a.restart = r.nextRestart(a, t)
}

// gain returns what a receipt adds to a window.
func (w *window) gain(out *Receipt) int64 {
	switch w.by {
	case countPoints:
		return int64(out.Earned - out.bonus)
	case countVisits:
		return 1000
	case countUnits:
		return 1000 * int64(out.units)
	}
	return int64(out.Paid)
}

// count adds a purchase to all windows and raises the level at once when a threshold is reached.
func (r *Rules) count(a *Account, p *Purchase, out *Receipt) {
	d := p.Day
	out.counts = !r.HasTiers || r.tiers.when.holds(p)
	for i := range r.counters {
		w, c := &r.counters[i], &a.counters[i]
		if !out.counts && i < r.tiers.counters {
			continue
		}
		gain := w.gain(out)
		c.total += gain
		if w.kind == rolling {
			c.months[d.month()%w.months] += gain
		}
		if i == 0 && r.HasTiers {
			a.counted += gain
			a.gains++
		}
		if r.lapses {
			c.last = d
		}
	}
	if r.HasTiers {
		r.promote(a, d, out)
	}
}

// uncount takes a returned purchase out of the windows that still hold its day.
func (r *Rules) uncount(a *Account, out *Receipt, now Day) {
	for i := range r.counters {
		w, c := &r.counters[i], &a.counters[i]
		if !out.counts && i < r.tiers.counters {
			continue
		}
		gain := w.gain(out)
		if i == 0 && r.HasTiers && out.Day >= c.since {
			a.counted -= gain
			a.gains--
		}
		switch {
		case out.Day < c.since:
			continue
		case w.byYear():
			if w.yearEnd(a, out.Day) < now {
				continue
			}
		case w.kind == rolling:
			if now.month()-out.Day.month() >= w.months {
				continue
			}
			c.months[out.Day.month()%w.months] -= gain
		}
		c.total -= gain
	}
}

// resize returns a slice of length n that keeps its memory.
func resize[T any](s []T, n int) []T {
	for cap(s) < n {
		s = append(s[:cap(s)], *new(T))
	}
	return s[:n]
}
