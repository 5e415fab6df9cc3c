package simulate

import (
	"math"
	"strings"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// buy carries out the member's purchase k now, to which everything before is settled.
func (l *lane) buy(w *worker, d *draw, k int) {
	c, day := l.c, l.day()
	amount := cents(d.basket * l.feeling.basket)
	identified := !l.ended && (d.identify < l.mind.capture || l.memory.joined == l.now)
	r, f := &l.receipt, &l.flow[l.month]
	var offer programs.Offer
	var chance float64
	if identified {
		p := &l.purchase
		l.atTill(w, d, k, day, amount)
		amount = p.Amount
		if l.rules.Affords(&l.account) {
			if offer, chance = l.offer(p); offer.Count > 0 && d.redeem < chance {
				p.Take = offer
			}
		}
		l.rules.Buy(&l.account, p, r)
		l.count(f, r, 1)
		l.age(l.month)
		f[metrics.MemberPurchases]++
		f[metrics.MemberSales] += int64(amount)
		l.tally.move(w.plan, l.now, r)
		l.memory.rewarded = r.Events&programs.Redeemed != 0
		if r.Events != 0 {
			l.experience(r.Events, l.now)
		}
	} else {
		*r = programs.Receipt{Day: day, Amount: amount, Paid: amount}
		l.memory.rewarded = false
	}
	margin := share(int64(amount), c.seg.margins[d.category])
	f[metrics.Purchases]++
	f[metrics.Sales] += int64(amount)
	f[metrics.GrossMargin] += margin
	l.tally.visit(w.plan, l.now, int64(amount), l.revenue(r))
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
		if l.memory.joined == l.now {
			what += ", joined"
		}
		s := l.step(k+1, l.now, what)
		s.Basket, s.Paid = amount.Float(), r.Paid.Float()
		s.Offered, s.Chance, s.Took = offer.Face.Float(), chance, r.Events&programs.Redeemed != 0
		l.watch(s)
	}
}

// atTill makes the purchase that is now at the till: what rules can know of it.
func (l *lane) atTill(w *worker, d *draw, k int, day programs.Day, amount programs.Money) {
	p, c := &l.purchase, l.c
	// Field by field: luck and birthday are left as they are, for rules that do not ask for them do not look.
	p.Day, p.Amount, p.Category, p.Tender = day, amount, d.category, c.tender
	p.Units, p.Chosen, p.Take = c.seg.units, false, programs.Offer{}
	if c.seg.unitsPerBasket > 0 {
		p.Units = c.units(d.basket)
	}
	if l.rules.ChosenDays > 0 {
		p.Chosen = l.chooses(d)
	}
	if !l.rules.Unusual {
		return
	}
	if l.rules.Lucky {
		p.Luck = int32(1_000_000 * w.draws.luck.at(w.draws, forLuck, k))
	}
	if l.rules.Birthdays {
		p.Birthday = 1 + int32(day-c.birthday.OnOrBefore(day))
	}
	if l.rules.TopsUp && l.outlook.noticing && !l.mind.off {
		if to := l.rules.TopUp(&l.account, p); to > 0 && w.draws.topUps.at(w.draws, forTopUps, k) < l.mind.Behavior[scenarios.TopUp] {
			p.Amount = to
		}
	}
}

// units returns how many of the world's units a purchase has: a larger basket holds more of them.
func (c *customer) units(basket float64) int32 {
	if c.seg.unitsPerBasket == 0 {
		return c.seg.units
	}
	return max(1, int32(c.seg.unitsPerBasket*basket/c.basket+0.5))
}

// offer returns what can be had at a purchase and the chance that the member takes it.
func (l *lane) offer(p *programs.Purchase) (programs.Offer, float64) {
	m, o := l.mind, &l.outlook
	if !o.noticing && !l.arm.automatic {
		return programs.Offer{}, 0
	}
	target := o.goal.reward
	if m.off || !o.noticing {
		target = -1
	}
	expiring := l.prospect.LapseDay != programs.Never && l.prospect.LapseDay-p.Day <= 30
	if !o.noticing && !m.off { // who uses nothing still receives what applies by itself
		if offer := l.rules.Applied(&l.account, p); offer.Count > 0 {
			return offer, 1
		}
	}
	offer := l.rules.Offer(&l.account, p, target)
	if offer.Count == 0 && target >= 0 && expiring {
		// Rather a smaller reward than none.
		offer = l.rules.Offer(&l.account, p, -1)
	}
	switch {
	case offer.Count == 0:
		return offer, 0
	case m.off, offer.Reward >= 0 && l.rules.Automatic[offer.Reward]:
		return offer, 1
	case !o.noticing, l.c.framing*offer.Face.Float() <= l.c.hassle:
		return offer, 0
	}
	return offer, m.chance(l.c, offer.Face.Float()/o.price, expiring)
}

// chooses tells whether the member declares this purchase one of his chosen days: while he has any left in the year, for a basket of at least his usual size.
func (l *lane) chooses(d *draw) bool {
	if !l.outlook.noticing || d.basket < l.c.basket {
		return false
	}
	if year := l.day().Year(); year != l.chosenIn {
		l.chosen, l.chosenIn = 0, year
	}
	l.chosen++
	return l.chosen <= l.rules.ChosenDays
}

// count adds what a receipt cost and moved to the current month's flows, or with sign −1 takes it back.
func (l *lane) count(f *[metrics.NumFlows]int64, r *programs.Receipt, sign int64) {
	if l.rules.Unusual {
		l.countUnusual(f, r, sign)
	}
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
	if r.MoneyOff == 0 && r.ProductPrice == 0 && r.HandedCost == 0 && r.Burned == 0 && r.CardsIssued == 0 {
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

// countUnusual counts what few programs have: what a coalition's points cost and bring, and what a paid membership brings its member.
func (l *lane) countUnusual(f *[metrics.NumFlows]int64, r *programs.Receipt, sign int64) {
	l.settleWithCoalition(f, r.Earned*programs.Points(sign), r.Burned*programs.Points(sign))
	if l.rules.Fee != nil {
		l.got += float64(sign) * (r.Discount.Float() + r.PerkWorth.Float() + l.faceOf(r.Earned))
	}
}

// settleWithCoalition counts what a coalition charges for points given, less what it pays for points used.
func (l *lane) settleWithCoalition(f *[metrics.NumFlows]int64, given, used programs.Points) {
	if l.rules.PaysPerPoint > 0 || l.rules.ReceivesPerPoint > 0 {
		cost := int64(math.Round(float64(given)*l.rules.PaysPerPoint - float64(used)*l.rules.ReceivesPerPoint))
		f[metrics.RewardCost] += cost
		l.tally.rewards += cost
		l.tally.cost += cost
	}
}

// faceOf is what points seem to be worth to the member, at the reward that gives most for one.
func (l *lane) faceOf(points programs.Points) float64 {
	return points.Float() * l.rules.FaceTo(cents(l.c.basket)) * l.c.framing
}

// unpack takes the purchase that has been away longest back, on day t.
func (l *lane) unpack(w *worker, t float64) {
	p := &l.returns[0]
	was := l.month
	l.month = l.calendar.month(t)
	f := &l.flow[l.month]
	f[metrics.Sales] -= int64(p.receipt.Amount)
	f[metrics.Returns] += int64(p.receipt.Amount)
	f[metrics.GrossMargin] -= p.margin
	l.tally.giveBack(w.plan, p.bought, int64(p.receipt.Amount), l.revenue(&p.receipt))
	if p.member {
		f[metrics.MemberSales] -= int64(p.receipt.Amount)
		l.rules.Return(&l.account, &p.receipt, l.calendar.start+programs.Day(t))
		l.count(f, &p.receipt, -1)
		l.age(l.month)
	} else if l.tally.member && p.bought < l.tally.joined {
		l.tally.before -= int64(p.receipt.Amount)
	}
	l.month = was
	l.returns = l.returns[:copy(l.returns, l.returns[1:])]
}

// revenue returns what was paid for goods, less the sales that free products replaced.
func (l *lane) revenue(r *programs.Receipt) int64 {
	if r.ProductPrice == 0 {
		return int64(r.Paid)
	}
	return int64(r.Paid) - share(int64(r.ProductPrice), l.displaced)
}

// rewardCost returns what the rewards on a receipt cost: money off at face; a free product its cost of goods,
// and its margin where it replaces one that would have been bought.
func (l *lane) rewardCost(r *programs.Receipt) int64 {
	return int64(r.MoneyOff+r.ProductCost+r.HandedCost-r.Cash) + share(int64(r.ProductPrice-r.ProductCost), l.displaced)
}

// step describes the lane's state for a trace.
func (l *lane) step(k int, t float64, what string) *Step {
	return &Step{
		Purchase: k, Time: t, What: what, Balance: l.account.Balance.Float(), Level: l.rules.Levels[l.account.Level],
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
		{programs.Ended, "membership ended"}, {programs.Devalued, "new rules that give less"},
	} {
		if e&w.event != 0 {
			words = append(words, w.word)
		}
	}
	return strings.Join(words, ", ")
}
