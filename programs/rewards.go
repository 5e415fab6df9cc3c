package programs

// rewardRule is a compiled Reward.
type rewardRule struct {
	kind    rewardKind
	linear  bool
	auto    bool // applied or issued without being asked for
	atOnce  bool // on the completing purchase
	points  Points
	value   Money  // money off, list price or face, per points
	cost    Money  // cost of goods of a product
	upTo    int64  // largest share of the basket, in shareUnits
	minimum Points // 0: none
	step    Points // 0: any number of points
	valid   Span   // of a certificate
	forGood bool   // the certificate does not expire
}

type rewardKind uint8

const (
	moneyOff rewardKind = iota
	product
	certificate
)

// Offer returns the most that the member could take at a purchase: certificates in hand, then rewards applied automatically, then the targeted reward,
// or for a target of -1 the affordable one of most value per point, the larger among equals. Its Take may be lowered only by taking nothing.
func (r *Rules) Offer(a *Account, p *Purchase, target int8) Offer {
	if a.Cards <= 0 && a.Balance <= 0 {
		return Offer{}
	}
	net := p.Amount - r.discount(a, a.Level, p)
	if a.Cards > 0 && net > 0 {
		return a.offerCards(net)
	}
	for _, i := range r.ranked {
		if target >= 0 && target != i && !r.rewards[i].auto {
			continue
		}
		if o := r.rewards[i].offer(i, a.Balance, net); o.Count > 0 {
			return o
		}
	}
	return Offer{}
}

// OfferOf returns the most of one reward that could be taken, whatever else is in hand; for -1 it is the certificates.
func (r *Rules) OfferOf(a *Account, p *Purchase, reward int8) Offer {
	net := p.Amount - r.discount(a, a.Level, p)
	switch {
	case reward < 0:
		if a.Cards <= 0 || net <= 0 {
			return Offer{}
		}
		return a.offerCards(net)
	case int(reward) >= len(r.rewards) || r.rewards[reward].atOnce || r.rewards[reward].issued():
		return Offer{}
	}
	return r.rewards[reward].offer(reward, a.Balance, net)
}

// Applied returns the reward that is applied to a purchase without being asked for; nothing if there is none.
func (r *Rules) Applied(a *Account, p *Purchase) Offer {
	if len(r.ranked) == 0 || !r.rewards[r.ranked[0]].auto || a.Balance <= 0 {
		return Offer{}
	}
	net := p.Amount - r.discount(a, a.Level, p)
	for _, i := range r.ranked {
		if !r.rewards[i].auto {
			break
		}
		if o := r.rewards[i].offer(i, a.Balance, net); o.Count > 0 {
			return o
		}
	}
	return Offer{}
}

// issued tells whether points turn into certificates on their own.
func (w *rewardRule) issued() bool { return w.kind == certificate && w.auto }

// offer returns the most of this reward for a balance at a price after discounts.
func (w *rewardRule) offer(index int8, balance Points, net Money) Offer {
	if w.linear {
		return w.offerLinear(index, balance, net)
	}
	if balance < w.points {
		return Offer{}
	}
	count := int64(balance / w.points)
	face := w.value
	switch w.kind {
	case product:
		count = 1
	case moneyOff:
		if net <= 0 {
			return Offer{}
		}
		// A single reward larger than the basket may be taken all the same; it is then used up.
		count = max(1, min(count, int64(net/w.value)))
		face = min(w.value*Money(count), net)
	case certificate:
		count = min(count, 1000)
		face = w.value * Money(count)
	}
	return Offer{Reward: index, Count: int32(min(count, 1<<31-1)), Points: w.points * Points(count), Face: face}
}

// offerLinear returns the most that points can pay. Money is rounded down to the thousandth and no point is burned that this money does not need;
// with a step the points are whole steps.
func (w *rewardRule) offerLinear(index int8, balance Points, net Money) Offer {
	if net <= 0 {
		return Offer{}
	}
	limit := Money(times(int64(net), w.upTo, shareUnit))
	points := min(balance, Points(timesDown(int64(limit), int64(w.points), int64(w.value))))
	if w.step > 0 {
		points -= points % w.step
	}
	if points <= 0 || points < w.minimum {
		return Offer{}
	}
	face := timesDown(int64(points), int64(w.value), int64(w.points))
	if face <= 0 {
		return Offer{}
	}
	if w.step == 0 {
		points = max(w.minimum, Points(timesUp(face, int64(w.points), int64(w.value))))
	}
	return Offer{Reward: index, Count: 1, Points: points, Face: Money(face)}
}

// redeem carries out what the member takes, at a price after discounts. What the account cannot give is not taken.
func (r *Rules) redeem(a *Account, p *Purchase, net Money, out *Receipt) {
	take := &p.Take
	if take.Reward < 0 {
		r.useCards(a, take.Count, net, out)
		return
	}
	if int(take.Reward) >= len(r.rewards) || take.Points <= 0 || take.Points > a.Balance {
		return
	}
	w := &r.rewards[take.Reward]
	a.debit(take.Points)
	a.moved = p.Day
	a.Book.Redeemed += take.Points
	out.Burned += take.Points
	switch w.kind {
	case moneyOff:
		out.MoneyOff = max(0, min(take.Face, net))
		out.Paid -= out.MoneyOff
		out.Events |= Redeemed
	case product:
		w.handOver(int64(take.Count), out)
	case certificate:
		for range take.Count {
			w.issueCard(a, p.Day, out)
		}
	}
}

// handOver gives free products.
func (w *rewardRule) handOver(count int64, out *Receipt) {
	out.ProductPrice += Money(times(int64(w.value), count, 1))
	out.ProductCost += Money(times(int64(w.cost), count, 1))
	out.Events |= Redeemed
}

// issue turns points into what is issued on its own: certificates, and rewards handed over on the completing purchase. Money off then lowers the price of
// this purchase, whose points stay as earned.
func (r *Rules) issue(a *Account, d Day, out *Receipt) {
	for _, i := range r.issuing {
		w := &r.rewards[i]
		if a.Balance < w.points {
			continue
		}
		count := int64(a.Balance / w.points)
		switch w.kind {
		case moneyOff:
			if out.Paid <= 0 {
				continue
			}
			count = max(1, min(count, int64(out.Paid/w.value)))
			off := min(w.value*Money(count), out.Paid)
			out.MoneyOff += off
			out.Paid -= off
			out.Events |= Redeemed
		case product:
			w.handOver(count, out)
		case certificate:
			count = min(count, 1000)
			for range count {
				w.issueCard(a, d, out)
			}
		}
		burned := w.points * Points(count)
		a.debit(burned)
		a.Book.Redeemed += burned
		out.Burned += burned
	}
}
