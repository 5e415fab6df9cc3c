package simulate

import (
	"strings"

	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// buy carries out the member's purchase k now.
func (l *lane) buy(w *worker, d *draw, k int) {
	c, m := l.c, l.arm.mind
	day := l.day()
	if l.account.NextDate <= day || len(l.returns) > 0 {
		l.settle(w, l.now)
	}
	amount := cents(d.basket * l.feeling.basket)
	margin := share(int64(amount), c.seg.margins[d.category])
	first := l.memory.joined == l.now
	identified := first || d.identify < m.capture
	r := &l.receipt
	var offer programs.Offer
	var chance float64
	if identified {
		p := programs.Purchase{Day: day, Amount: amount, Category: d.category, Tender: c.tender, Units: c.seg.units, Chosen: l.chooses(d)}
		offer, chance = l.offer(&p)
		if offer.Count > 0 && d.redeem < chance {
			p.Take = offer
		}
		l.arm.rules.Buy(&l.account, &p, r)
		l.count(r, 1)
		l.flow[l.month][metrics.MemberPurchases]++
		l.flow[l.month][metrics.MemberSales] += int64(amount)
		l.tally.move(w.plan, l.now, r)
		l.memory.rewarded = r.Events&programs.Redeemed != 0
		if r.Events != 0 {
			l.experience(r.Events, l.now)
		}
	} else {
		*r = programs.Receipt{Day: day, Amount: amount, Paid: amount}
		l.memory.rewarded = false
	}
	f := &l.flow[l.month]
	f[metrics.Purchases]++
	f[metrics.Sales] += int64(amount)
	f[metrics.GrossMargin] += margin
	l.tally.visit(w.plan, l.now, int64(amount))
	if d.returned {
		l.returns = append(l.returns, parcel{bought: l.now, margin: margin, receipt: *r, member: identified})
	}
	if identified {
		l.look()
	}
	if l.watch != nil {
		what := "purchase, not identified"
		if identified {
			what = "purchase"
		}
		if events := describe(r.Events); events != "" {
			what += ", " + events
		}
		if first {
			what += ", joined"
		}
		s := l.step(k+1, l.now, what)
		s.Basket, s.Paid = amount.Float(), r.Paid.Float()
		s.Offered, s.Chance, s.Took = offer.Face.Float(), chance, r.Events&programs.Redeemed != 0
		l.watch(s)
	}
}

// offer returns what can be had at a purchase and the chance that the member takes it.
func (l *lane) offer(p *programs.Purchase) (programs.Offer, float64) {
	m, o := l.arm.mind, &l.outlook
	if l.account.Balance <= 0 && l.account.Cards <= 0 || !o.noticing && !l.arm.automatic {
		return programs.Offer{}, 0
	}
	target := o.goal.reward
	if m.off || !o.noticing {
		target = -1
	}
	expiring := l.prospect.LapseDay != programs.Never && l.prospect.LapseDay-p.Day <= 30
	offer := l.arm.rules.Offer(&l.account, p, target)
	if offer.Count == 0 && target >= 0 && expiring {
		// Rather a smaller reward than none.
		offer = l.arm.rules.Offer(&l.account, p, -1)
	}
	switch {
	case offer.Count == 0:
		return offer, 0
	case m.off, offer.Reward >= 0 && l.arm.rules.Automatic[offer.Reward]:
		return offer, 1
	case !o.noticing, l.c.framing*offer.Face.Float() <= l.c.hassle:
		return offer, 0
	}
	return offer, m.chance(l.c, offer.Face.Float()/o.price, expiring)
}

// chooses tells whether the member declares this purchase one of his chosen days: while he has any left in the year, for a basket of at least his usual size.
func (l *lane) chooses(d *draw) bool {
	days := l.arm.rules.ChosenDays
	if days == 0 || !l.outlook.noticing || d.basket < l.c.basket {
		return false
	}
	if year := l.day().Year(); year != l.chosenIn {
		l.chosen, l.chosenIn = 0, year
	}
	l.chosen++
	return l.chosen <= days
}

// count adds what a receipt cost and moved to the current month, or with sign −1 takes it back.
func (l *lane) count(r *programs.Receipt, sign int64) {
	f := &l.flow[l.month]
	f[metrics.Discounts] += sign * int64(r.Discount)
	f[metrics.PerkCost] += sign * int64(r.PerkCost)
	l.tally.cost += sign * int64(r.Discount+r.PerkCost)
	if sign > 0 {
		f[metrics.PointsIssued] += int64(r.Earned)
		f[metrics.PointsRedeemed] += int64(r.Burned)
	} else {
		f[metrics.PointsClawedBack] += int64(r.Earned)
		f[metrics.PointsAdjusted] += int64(r.Burned)
	}
	if r.MoneyOff == 0 && r.ProductPrice == 0 && r.Burned == 0 && r.CardsIssued == 0 {
		return // most purchases redeem nothing
	}
	reward := l.rewardCost(r)
	f[metrics.MoneyOff] += sign * int64(r.MoneyOff)
	f[metrics.Displaced] += sign * share(int64(r.ProductPrice), l.displaced)
	f[metrics.RewardCost] += sign * reward
	f[metrics.CardsIssuedFace] += sign * int64(r.CardsIssuedFace)
	f[metrics.CardsUsedFace] += sign * int64(r.CardsUsedFace)
	if sign > 0 && r.Events&programs.Redeemed != 0 {
		f[metrics.Redemptions]++
	}
	l.tally.rewards += sign * reward
	l.tally.cost += sign * reward
}

// unpack takes the purchase that has been away longest back, on day t.
func (l *lane) unpack(w *worker, t float64) {
	p := &l.returns[0]
	was := l.month
	l.month = l.calendar.month(t, 0)
	f := &l.flow[l.month]
	f[metrics.Sales] -= int64(p.receipt.Amount)
	f[metrics.Returns] += int64(p.receipt.Amount)
	f[metrics.GrossMargin] -= p.margin
	l.tally.giveBack(w.plan, p.bought, int64(p.receipt.Amount))
	if p.member {
		f[metrics.MemberSales] -= int64(p.receipt.Amount)
		l.arm.rules.Return(&l.account, &p.receipt, l.calendar.start+programs.Day(t))
		l.count(&p.receipt, -1)
	}
	l.month = was
	l.returns = l.returns[:copy(l.returns, l.returns[1:])]
}

// rewardCost returns what the rewards on a receipt cost: money off at face; a free product its cost of goods,
// and its margin where it replaces one that would have been bought.
func (l *lane) rewardCost(r *programs.Receipt) int64 {
	return int64(r.MoneyOff+r.ProductCost) + share(int64(r.ProductPrice-r.ProductCost), l.displaced)
}

// step describes the lane's state for a trace.
func (l *lane) step(k int, t float64, what string) *Step {
	return &Step{
		Purchase: k, Time: t, What: what, Balance: l.account.Balance.Float(), Level: l.arm.rules.Levels[l.account.Level],
		D: l.feeling.discount, U: l.feeling.utility, Q: 1 / l.feeling.slow, B: l.feeling.basket, Hazard: l.feeling.hazard,
	}
}

// describe names events in plain words.
func describe(e programs.Events) string {
	var words []string
	for _, w := range [...]struct {
		event programs.Events
		word  string
	}{
		{programs.Promoted, "promoted"}, {programs.Demoted, "demoted"}, {programs.MissedNarrowly, "missed narrowly"},
		{programs.PointsExpired, "points expired"}, {programs.CardsExpired, "certificate expired"},
		{programs.Redeemed, "redeemed"}, {programs.CardIssued, "certificate issued"},
	} {
		if e&w.event != 0 {
			words = append(words, w.word)
		}
	}
	return strings.Join(words, ", ")
}
