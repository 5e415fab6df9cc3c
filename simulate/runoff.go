package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// runoff follows the points and certificates outstanding at the end of the horizon to their end: the program goes on for these customers at their own pace,
// so that half a stamp card can still be filled, but only what was outstanding is counted. Rewards take the oldest points first, so these come before all
// that is earned later. It ends when they are used or expired, when the customer drops out, or after metrics.RunoffMonths.
func (l *lane) runoff(w *worker) {
	o := owed{points: max(0, l.account.Outstanding()), cards: l.account.CardsFace}
	rows := l.into.Owed
	l.nextDeed, l.turn = math.Inf(1), math.Inf(1)
	if l.tally.left >= l.calendar.end && !l.ended && (l.outlook.noticing || l.arm.automatic) {
		l.wind(w, &o, rows)
	}
	// Nobody will ever use the rest.
	rows[metrics.RunoffMonths-1][metrics.OwedExpired] += int64(o.points)
	l.outlive(o.points, metrics.FateLapsed)
}

// owed is what is left of what was outstanding.
type owed struct {
	points programs.Points
	cards  programs.Money
}

func (l *lane) wind(w *worker, o *owed, rows [][metrics.NumOwed]int64) {
	c, m, cal, r := l.c, l.mind, l.calendar, &l.receipt
	month := cal.months
	gone := c.arrives + (c.life-l.hazard)/c.hazard // +Inf without a hazard
	for k := l.next; o.points > 0 || o.cards > 0; k++ {
		d := w.draws.at(k)
		l.now, month = cal.day((d.due-l.lead)*c.period, month)
		if month >= cal.months+metrics.RunoffMonths || l.now >= gone {
			return
		}
		row := &rows[month-cal.months]
		day := l.day()
		l.keepUp(day)
		expired := min(l.lapsed.Points+l.lapsed.Forfeited, o.points)
		row[metrics.OwedExpired] += int64(expired)
		l.outlive(expired, metrics.FateLapsed)
		o.points -= expired
		o.cards -= min(l.lapsed.CardsFace, o.cards)
		if d.identify < m.capture {
			p := &l.purchase
			l.atTill(w, d, k, day, cents(d.basket))
			l.look()
			if offer, chance := l.offer(p); offer.Count > 0 && d.redeem < chance {
				p.Take = offer
			}
			l.rules.Buy(&l.account, p, r)
			l.spend(o, row)
		}
		if c.leave > 0 && d.stay >= 1-c.leave {
			return
		}
	}
}

// keepUp brings the account to a day of the run-off; members go on paying their fees.
func (l *lane) keepUp(day programs.Day) {
	for l.rules.Fee != nil && l.account.PaidUntil() < day {
		l.rules.Renew(&l.account)
	}
	l.rules.Advance(&l.account, day, &l.lapsed)
}

// spend counts what a receipt of the run-off used of what was outstanding.
func (l *lane) spend(o *owed, row *[metrics.NumOwed]int64) {
	r := &l.receipt
	var cost int64
	cards := min(r.CardsUsedFace, o.cards)
	if cards > 0 {
		cost = int64(float64(r.MoneyOff)*float64(cards)/float64(r.CardsUsedFace) + 0.5)
		row[metrics.OwedCardsUsedFace] += int64(cards)
		o.cards -= cards
	}
	if points := min(r.Burned, o.points); points > 0 {
		part := float64(points) / float64(r.Burned)
		fromPoints := l.rewardCost(r) - int64(float64(r.Burned)*l.rules.ReceivesPerPoint)
		if r.CardsUsedFace > 0 {
			fromPoints -= int64(r.MoneyOff)
		}
		cost += int64(float64(fromPoints)*part + 0.5)
		o.cards += programs.Money(float64(r.CardsIssuedFace)*part + 0.5)
		row[metrics.OwedRedeemed] += int64(points)
		l.outlive(points, metrics.FateRedeemed)
		o.points -= points
	}
	row[metrics.OwedCost] += cost
	l.tally.cost += cost
	l.tally.rewards += cost
}
