package programs

import "math"

// forGoodDays stands for "for good" in NextLevel.ForDays: a century.
const forGoodDays = 36525

// Prospect reads off what one more typical purchase would bring, averaged over its mix, for an account advanced to its day. It overwrites p.
func (r *Rules) Prospect(a *Account, t *Typical, p *Prospect) {
	*p = Prospect{Day: t.Day, Goals: r.Goals, typical: t}
	if r.goals != nil {
		p.Goals = r.goals[a.Level]
	}
	now := r.benefit(a, a.Level, t)
	p.MoneyOff = Money(math.Round(now.discount))
	p.Gain = Points(math.Round(now.points))
	p.Face = Money(math.Round(now.points * r.FaceTo(t.Amount)))
	p.Perks = Money(math.Round(now.perks))
	if r.regularPerks {
		regular := &r.levels[a.Level].regular
		p.PerksYear = 12*regular[monthly].worth + regular[yearly].worth
	}
	r.progress(a, t, p)
}

// Progress brings a prospect up to date that was read off the same account at the same level: the points next to lapse and the next level.
// It reports false, and does nothing, where more may have changed: rules with dates and discounts that grow with what is counted.
func (r *Rules) Progress(a *Account, t *Typical, p *Prospect) bool {
	if r.moving {
		return false
	}
	r.progress(a, t, p)
	return true
}

func (r *Rules) progress(a *Account, t *Typical, p *Prospect) {
	p.LapseDay, p.LapsePoints = r.pointsLapse(a), 0
	if p.LapseDay != Never {
		p.LapsePoints = r.lapsing(a, p.LapseDay)
	}
	switch {
	case r.HasTiers:
		r.nextLevel(a, t, &p.Next)
	case len(r.cumulative) > 0:
		r.nextStep(a, t, &p.Next)
	}
}

// benefit is what a typical purchase brings at one level.
type benefit struct {
	discount float64 // money
	points   float64
	perks    float64 // money
	counts   float64 // share of purchases that count toward tiers
}

// worth returns the benefit in money, points at face value included.
func (r *Rules) worth(b *benefit, t *Typical) float64 {
	return b.discount + b.points*r.FaceTo(t.Amount) + b.perks
}

// benefit returns what a typical purchase brings at a level. It depends on nothing else but the customer, so it is worked out once,
// unless rules begin and end on dates or discounts grow with what the account has counted.
func (r *Rules) benefit(a *Account, level uint8, t *Typical) benefit {
	if r.moving {
		return r.average(a, level, t)
	}
	if t.known&bit(level) == 0 {
		t.benefits[level] = r.average(a, level, t)
		t.known |= bit(level)
	}
	return t.benefits[level]
}

// average averages over the mix of purchases and, where rules ask for them, over the days of the week and chosen days.
func (r *Rules) average(a *Account, level uint8, t *Typical) benefit {
	q := Purchase{Day: t.Day, Amount: t.Amount, Units: t.Units, Tender: NoTender, typical: true}
	if len(t.Mix) == 0 {
		return r.capMean(r.overSizes(a, level, t, &q), t)
	}
	var sum benefit
	for i := range t.Mix {
		m := &t.Mix[i]
		q.Category, q.Tender = m.Category, m.Tender
		b := r.overSizes(a, level, t, &q)
		sum.add(m.Share, &b)
	}
	return r.capMean(sum, t)
}

func (b *benefit) add(share float64, o *benefit) {
	b.discount += share * o.discount
	b.points += share * o.points
	b.perks += share * o.perks
	b.counts += share * o.counts
}

func (r *Rules) capMean(b benefit, t *Typical) benefit {
	if len(r.caps) > 0 {
		b.points = r.cappedMean(b.points, t.PerYear, t.Day)
	}
	return b
}

func (r *Rules) overDays(a *Account, level uint8, t *Typical, q *Purchase) benefit {
	if !r.byDay {
		return r.overChosen(a, level, t, q)
	}
	var sum benefit
	for i := range 7 {
		q.Day = t.Day + Day(i)
		b := r.overChosen(a, level, t, q)
		sum.add(1.0/7, &b)
	}
	q.Day = t.Day
	return sum
}

func (r *Rules) overChosen(a *Account, level uint8, t *Typical, q *Purchase) benefit {
	b := r.once(a, level, q)
	if r.ChosenDays == 0 || t.Chosen <= 0 {
		return b
	}
	q.Chosen = true
	c := r.once(a, level, q)
	q.Chosen = false
	var mean benefit
	mean.add(1-t.Chosen, &b)
	mean.add(t.Chosen, &c)
	return mean
}

func (r *Rules) once(a *Account, level uint8, q *Purchase) benefit {
	off := r.discount(a, level, q)
	base := q.Amount - off
	if r.onList {
		base = q.Amount
	}
	l := &r.levels[level]
	perks := l.perkWorth
	if len(l.perks) > 0 {
		perks, _ = l.perkOf(q)
	}
	b := benefit{discount: float64(off), points: float64(r.perOrder(r.earn(l, q, base))), perks: float64(perks), counts: 1}
	if r.HasTiers && !r.tiers.when.holds(q) {
		b.counts = 0
	}
	return b
}

// gain returns what a typical purchase adds to a window, at least a thousandth of nothing: 0.
func (w *window) typical(t *Typical, b *benefit) int64 {
	switch w.by {
	case countPoints:
		return int64(math.Round(b.points))
	case countVisits:
		return 1000
	case countUnits:
		return 1000 * int64(t.Units)
	}
	return int64(t.Amount) - int64(math.Round(b.discount))
}

// nextLevel finds the lowest level not yet secured for the next period: the one held, or the next above.
func (r *Rules) nextLevel(a *Account, t *Typical, n *NextLevel) {
	secured := r.reached(a)
	if b := &n.basis; b.yearly && t.Day <= b.yearEnd && b.held == a.Level && b.secured == secured {
		// Within the year only the count moves, until a level is reached.
		if n.Level > 0 {
			n.Short = r.tiers.from[n.Level] - a.counters[0].total
		}
		if b.nearing {
			n.ForDays -= int32(t.Day - b.day)
		}
		b.day = t.Day
		return
	}
	w := &r.counters[0]
	*n = NextLevel{basis: basis{held: a.Level, secured: secured, day: t.Day}}
	if w.kind == calendarYear && r.tiers.counters == 1 && !r.tiers.fast && r.tiers.kept != keptForSpan {
		n.basis.yearly, n.basis.yearEnd = true, w.yearEnd(a, t.Day)
	}
	keep := r.keep(a, t.Day)
	level := max(1, a.Level)
	if a.Level > 0 && r.tiers.forGood {
		level++
	}
	for int(level) < len(r.levels) && (level <= secured || a.until[level] >= keep || r.Invited[level] > 0) {
		level++ // nobody works for a level that takes an invitation
	}
	if int(level) >= len(r.levels) {
		return
	}
	otherwise, start := a.Level, t.Day
	if level == a.Level {
		// The level in hand is lost without this; what remains is what has been earned, or one step less.
		otherwise = level - 1
		for otherwise > 0 && a.until[otherwise] < keep && r.tiers.missed != dropOne {
			otherwise--
		}
		start = a.until[level]
	}
	n.Level = level
	now := r.benefit(a, a.Level, t)
	r.nearer(a, t, &now, n)
	n.ForDays = forGoodDays
	if keep != Never {
		n.ForDays = max(0, int32(keep-start))
		n.basis.nearing = start == t.Day
	}
	n.Until = w.end(a, t.Day)
	if w.kind == rolling && level == a.Level {
		n.Until = a.until[level]
	}
	with := r.benefit(a, level, t)
	without := now
	if otherwise != a.Level {
		without = r.benefit(a, otherwise, t)
	}
	n.Worth = Money(math.Round(r.worth(&with, t) - r.worth(&without, t)))
}

// nearer sets what is missing for a level and what a typical purchase adds: of two counts, the one that takes fewer purchases.
func (r *Rules) nearer(a *Account, t *Typical, now *benefit, n *NextLevel) {
	n.Short = r.tiers.from[n.Level] - a.counters[0].total
	n.Gain = int64(float64(r.counters[0].typical(t, now))*now.counts + 0.5)
	if r.tiers.counters < 2 || r.tiers.or[n.Level] == 0 {
		return
	}
	short, gain := r.tiers.or[n.Level]-a.counters[1].total, int64(float64(r.counters[1].typical(t, now))*now.counts+0.5)
	if gain > 0 && (n.Gain <= 0 || float64(short)/float64(gain) < float64(n.Short)/float64(n.Gain)) {
		n.Short, n.Gain = short, gain
	}
}

// end returns the last day on which a purchase still counts together with one of day d.
func (w *window) end(a *Account, d Day) Day {
	switch {
	case w.byYear():
		return w.yearEnd(a, d)
	case w.kind == rolling:
		return (Span{Months: int(w.months)}).After(d)
	}
	return Never
}

// nextStep offers the next step of the first cumulative discount as a level to work for.
func (r *Rules) nextStep(a *Account, t *Typical, n *NextLevel) {
	now := r.benefit(a, a.Level, t)
	rule := &r.cumulative[0]
	w, count := &r.counters[rule.counter], a.counters[rule.counter].total
	next := 0
	for next < len(rule.steps) && count >= rule.steps[next].from {
		next++
	}
	if next == len(rule.steps) {
		return
	}
	n.Level = uint8(next + 1)
	n.Short = rule.steps[next].from - count
	n.Gain = w.typical(t, &now)
	n.Until = w.end(a, t.Day)
	n.ForDays = forGoodDays
	if n.Until != Never {
		n.ForDays = int32(n.Until - t.Day)
	}
	// What the step adds is the discount at a count that has just reached it.
	c := &a.counters[rule.counter]
	c.total = rule.steps[next].from
	with := r.benefit(a, a.Level, t)
	c.total = count
	n.Worth = Money(math.Round(r.worth(&with, t) - r.worth(&now, t)))
}
