package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// vintages are one member's points by the month they were issued in. They follow the account's book from event to event and know nothing of rules:
// points leave oldest first, returns take the newest. nil where nobody asked for cohorts.
type vintages struct {
	rows metrics.Cohorts // where fates are counted
	left []programs.Points
	from int             // nothing is left of earlier months
	debt programs.Points // taken back on returns without having been in hand
	book programs.Book   // as of the last event
}

// keepCohorts makes the lane count points by month of issue.
func (l *lane) keepCohorts(p *plan) {
	if !p.cohorts || !l.arm.hasPoints() {
		return
	}
	l.vintages = &vintages{left: make([]programs.Points, p.calendar.months)}
	for _, s := range l.sums {
		s.Cohorts = metrics.NewCohorts(p.calendar.months)
	}
}

// beginVintages makes the vintages ready for a customer.
func (l *lane) beginVintages() {
	if v := l.vintages; v != nil {
		clear(v.left)
		*v = vintages{rows: l.sums[l.c.segment].Cohorts, left: v.left, from: len(v.left)}
	}
}

// age takes in what has happened to the account in a month since the last time.
func (l *lane) age(month int) {
	if l.vintages != nil {
		l.vintages.follow(&l.account.Book, month)
	}
}

// outlive counts points outstanding at the end of the horizon that come to an end after it.
func (l *lane) outlive(points programs.Points, f metrics.Fate) {
	if v := l.vintages; v != nil {
		v.take(points, len(v.left), f)
	}
}

func (v *vintages) follow(book *programs.Book, month int) {
	was := v.book
	v.book = *book
	v.issue(book.Issued+book.Adjusted-was.Issued-was.Adjusted, month)
	v.take(book.Redeemed-was.Redeemed, month, metrics.FateRedeemed)
	v.take(book.Expired+book.Forfeited-was.Expired-was.Forfeited, month, metrics.FateLapsed)
	v.clawBack(book.ClawedBack-was.ClawedBack, month)
}

// issue adds points; a debt is paid from them first.
func (v *vintages) issue(points programs.Points, month int) {
	if points == 0 {
		return
	}
	paid := min(points, v.debt)
	v.debt -= paid
	v.rows[month][0][metrics.FateClawedBack] += int64(paid)
	v.left[month] += points - paid
	v.from = min(v.from, month)
}

// take removes points, the oldest first, in a month; that after the last of the horizon stands for all later ones.
func (v *vintages) take(points programs.Points, month int, f metrics.Fate) {
	for ; points > 0 && v.from < len(v.left); v.from++ {
		taken := min(points, v.left[v.from])
		v.left[v.from] -= taken
		v.rows[v.from][month-v.from][f] += int64(taken)
		if points -= taken; points == 0 {
			return
		}
	}
}

// clawBack removes points, the newest first; what is lacking becomes a debt.
func (v *vintages) clawBack(points programs.Points, month int) {
	for s := month; points > 0 && s >= v.from; s-- {
		taken := min(points, v.left[s])
		v.left[s] -= taken
		v.rows[s][month-s][metrics.FateClawedBack] += int64(taken)
		points -= taken
	}
	v.debt += points
}

// hasPoints tells whether any version of the arm's program has points.
func (a *armPlan) hasPoints() bool {
	for i := range a.versions {
		if a.versions[i].rules.HasPoints {
			return true
		}
	}
	return false
}

// describePoints says how long points live, who owes them and whether they stay what they are.
func (a *armPlan) describePoints(r *metrics.Running) {
	first := true
	for i := range a.versions {
		rules := a.versions[i].rules
		r.OwedByOthers = r.OwedByOthers || rules.PaysPerPoint > 0
		r.Converted = r.Converted || i > 0 && rules.Converts()
		if !rules.HasPoints {
			continue
		}
		if life := rules.PointLife(); life == 0 || !first && r.PointLife == 0 {
			r.PointLife = 0
		} else {
			r.PointLife = max(r.PointLife, life/daysPerMonth)
		}
		first = false
	}
}

// orphaned returns the points on a balance too small for any reward.
func (l *lane) orphaned() int64 {
	cheapest := programs.Points(math.MaxInt64)
	for i := range l.rules.Goals {
		g := &l.rules.Goals[i]
		price := g.Price
		if g.Linear {
			price = max(g.Least, 1)
		}
		cheapest = min(cheapest, price)
	}
	if points := l.account.Outstanding(); points > 0 && points < cheapest {
		return int64(points)
	}
	return 0
}
