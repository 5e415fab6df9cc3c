package programs

// pendingLot is points earned that cannot be used yet.
type pendingLot struct {
	from   Day // first day on which they can
	until  Day // last day
	points Points
}

// hold keeps points back until they can be used. Their age counts from when they were earned.
func (r *Rules) hold(a *Account, points Points, d, until Day) {
	a.Pending += points
	p := pendingLot{r.Pending.After(d), until, points}
	a.pending.push(p)
	for i := a.pending.count - 1; i > 0 && a.pending.at(i-1).from > p.from; i-- { // of a version with a longer wait
		*a.pending.at(i) = *a.pending.at(i - 1)
		*a.pending.at(i - 1) = p
	}
}

// land makes points usable whose day has come by t.
func (r *Rules) land(a *Account, t Day) {
	for a.pending.count > 0 && a.pending.oldest().from <= t {
		p := *a.pending.oldest()
		a.pending.popOldest()
		a.Pending -= p.points
		a.put(p.points, p.until)
	}
}
