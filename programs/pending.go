package programs

import "fmt"

// From returns the first day on which points earned on day d can be used.
func (p *Pending) From(d Day) Day {
	year, month, _ := d.Date()
	switch {
	case p.NextMonth != nil:
		first := DayOf(year, month+1, 1)
		return min(first+Day(*p.NextMonth), DayOf(year, month+2, 1)) - 1
	case p.NextYear != nil:
		return p.NextYear.OnOrAfter(DayOf(year+1, 1, 1))
	}
	return p.Span.After(d)
}

// InDays returns how long points wait on average, when they are earned evenly over months and years: half a month and the days of the next, or half a year
// and the days of the next.
func (p *Pending) InDays() float64 {
	const year, month = 365.25, 365.25 / 12
	switch {
	case p.NextMonth != nil:
		return (month-1)/2 + min(float64(*p.NextMonth), month)
	case p.NextYear != nil:
		return (year-1)/2 + float64(p.NextYear.OnOrAfter(DayOf(2001, 1, 1))-DayOf(2001, 1, 1)) + 1
	}
	return p.Span.InDays()
}

// String says when points can be used.
func (p *Pending) String() string {
	switch {
	case p.NextMonth != nil:
		return fmt.Sprintf("from day %d of the month after they were earned on", *p.NextMonth)
	case p.NextYear != nil:
		return fmt.Sprintf("from %s of the year after they were earned on", *p.NextYear)
	}
	return fmt.Sprintf("%s after they were earned", p.Span)
}

// pendingLot is points earned that cannot be used yet.
type pendingLot struct {
	from   Day // first day on which they can
	until  Day // last day
	points Points
}

// hold keeps points back until they can be used. Their age counts from when they were earned.
func (r *Rules) hold(a *Account, points Points, d, until Day) {
	a.Pending += points
	p := pendingLot{r.Pending.From(d), until, points}
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
