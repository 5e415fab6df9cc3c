package simulate

import (
	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// runoff runs the points and certificates outstanding at the end of the horizon on with the same customer: he buys at his own pace, nothing more is earned,
// until all is used or expired, he drops out, or metrics.RunoffMonths have passed. What is used then is the closing obligation.
func (l *lane) runoff(w *worker) {
	owed := l.sums[l.c.segment].Owed
	if l.tally.left >= l.calendar.end() {
		l.wind(w, owed)
	}
	// Whatever is left will never be used: its owner is gone, it is too little for any reward, or it was never touched.
	owed[metrics.RunoffMonths-1][metrics.OwedExpired] += int64(max(0, l.account.Balance))
}

func (l *lane) wind(w *worker, owed [][metrics.NumOwed]int64) {
	c, m, cal, r := l.c, l.arm.mind, l.calendar, &l.receipt
	month := cal.months
	left := c.life - l.hazard
	for k := l.next; l.account.Cards > 0 || l.account.Balance > 0 && l.account.Balance >= l.arm.cheapest; k++ {
		d := w.draws.at(k)
		var day float64
		day, month = cal.day((d.due-l.lead)/c.rate, month)
		if month >= cal.months+metrics.RunoffMonths || c.hazard > 0 && day >= c.arrives+left/c.hazard {
			return
		}
		row := &owed[month-cal.months]
		on := cal.start + programs.Day(day)
		l.arm.rules.Advance(&l.account, on, &l.lapsed)
		row[metrics.OwedExpired] += int64(l.lapsed.Points)
		if d.identify < m.capture {
			l.now = day
			amount := cents(d.basket)
			p := programs.Purchase{Day: on, Amount: amount, Category: d.category, Tender: c.tender, Units: c.seg.units, NoEarning: true}
			l.typical.Day = on
			l.arm.rules.Prospect(&l.account, &l.typical, &l.prospect)
			l.outlook.goal.reward = -1 // with nothing more to earn, any reward will do
			if offer, chance := l.offer(&p); offer.Count > 0 && d.redeem < chance {
				p.Take = offer
				l.arm.rules.Buy(&l.account, &p, r)
				cost := l.rewardCost(r)
				row[metrics.OwedCost] += cost
				row[metrics.OwedRedeemed] += int64(r.Burned)
				row[metrics.OwedCardsUsedFace] += int64(r.CardsUsedFace)
				l.tally.cost += cost
				l.tally.rewards += cost
			}
		}
		if c.leave > 0 && d.stay >= 1-c.leave {
			return
		}
	}
}
