package programs

// tierRules is compiled Tiers.
type tierRules struct {
	from     []int64 // by level, in thousandths of what is counted; 0 for the lowest, beyond reach for levels by invitation
	or       []int64 // the same of the second count, of which either is enough; 0: only the first counts
	tracks   []*FastTrack
	fast     bool      // some level has a fast track
	reset    bool      // who loses a level loses all points
	counters int       // 1 or 2
	when     condition // purchases that count
	missed   missed
	kept     keptRule
	span     Span
	forGood  bool // levels are never lost
}

type missed uint8

const (
	dropToEarned missed = iota
	dropOne
	dropNever
)

type keptRule uint8

const (
	keptForGood keptRule = iota
	keptToEndOfNextYear
	keptToEndOfYear
	keptForSpan
)

// keep returns the last day of a level reached on day d.
func (r *Rules) keep(a *Account, d Day) Day {
	switch r.tiers.kept {
	case keptToEndOfNextYear:
		if w := &r.counters[0]; w.kind != calendarYear {
			return w.yearEnd(a, w.yearEnd(a, d)+1)
		}
		return d.endOfYear(1)
	case keptToEndOfYear:
		if w := &r.counters[0]; w.kind != calendarYear {
			return w.yearEnd(a, d)
		}
		return d.endOfYear(0)
	case keptForSpan:
		return r.tiers.span.After(d)
	}
	return Never
}

// reached returns the highest level for which the counts suffice.
func (r *Rules) reached(a *Account) uint8 {
	t, total := &r.tiers, a.counters[0].total
	level := len(t.from) - 1
	for level > 0 && total < t.from[level] && !(t.counters > 1 && t.or[level] > 0 && a.counters[1].total >= t.or[level]) {
		level--
	}
	return uint8(level)
}

// promote notes the levels that the count has reached and raises the member's level at once.
func (r *Rules) promote(a *Account, d Day, out *Receipt) {
	reached := r.reached(a)
	if r.tiers.fast {
		for l := int(reached) + 1; l < len(r.tiers.from); l++ {
			if track := r.tiers.tracks[l]; track != nil && d < track.Within.After(a.joined) && a.counted >= int64(track.From) {
				reached = uint8(l)
			}
		}
	}
	if reached == 0 {
		return
	}
	keep := r.keep(a, d)
	for l := uint8(1); l <= reached; l++ {
		a.until[l] = max(a.until[l], keep)
	}
	if reached > a.Level {
		a.Level = reached
		out.Events |= Promoted
	}
}

// evaluate lowers the level of a member whose level was kept until the day before t and not reached again.
// It comes before windows restart, so a calendar year is judged by its own count.
func (r *Rules) evaluate(a *Account, t Day, l *Lapsed) {
	if a.Level == 0 || r.tiers.forGood || a.until[a.Level] >= t {
		return
	}
	earned := a.Level
	for earned > 0 && a.until[earned] < t {
		earned--
	}
	r.noteMiss(a, a.Level, l)
	level := earned
	if r.tiers.missed == dropOne && earned < a.Level-1 {
		// A soft landing: one step down, for another period.
		level = a.Level - 1
		a.until[level] = r.keep(a, t-1)
		if a.until[level] < t {
			a.until[level] = r.keep(a, t)
		}
	}
	a.Level = level
	l.Events |= Demoted
	l.Demotions++
	if r.tiers.reset {
		a.loseLots(t)
		a.losePending(t)
		r.forfeit(a, l)
	}
}

// missedNext notes that a count which starts anew was just short of the level above the one held.
func (r *Rules) missedNext(a *Account, l *Lapsed) {
	if next := a.Level + 1; int(next) < len(r.tiers.from) {
		r.noteMiss(a, next, l)
	}
}

// noteMiss notes that a level was missed by at most a tenth of its threshold or one purchase.
func (r *Rules) noteMiss(a *Account, level uint8, l *Lapsed) {
	near := func(counter int, from, gain int64) (missed, narrowly bool) {
		short := from - a.counters[counter].total
		return short > 0, short <= from/10 || short <= gain
	}
	missed, narrowly := near(0, r.tiers.from[level], a.typicalGain())
	if r.tiers.counters > 1 && r.tiers.or[level] > 0 {
		gain := int64(0) // of spend and points by the other count nobody keeps a mean
		if r.counters[1].by == countVisits {
			gain = 1000
		}
		also, closely := near(1, r.tiers.or[level], gain)
		missed, narrowly = missed && also, narrowly || closely
	}
	if missed && narrowly {
		l.Events |= MissedNarrowly
		l.Missed = max(l.Missed, level)
	}
}

// typicalGain returns what a purchase of this member has added to the tier count on average.
func (a *Account) typicalGain() int64 {
	if a.gains <= 0 {
		return 0
	}
	return a.counted / int64(a.gains)
}
