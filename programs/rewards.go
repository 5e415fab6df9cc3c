package programs

// rewardRule is a compiled Reward.
type rewardRule struct {
	kind    rewardKind
	linear  bool
	auto    bool // applied or issued without being asked for
	atOnce  bool // on the completing purchase
	points  Points
	value   Money      // money off, list price or face, per points
	cost    Money      // cost of goods of a product
	upTo    int64      // largest share of the basket, in shareUnits
	minimum Points     // 0: none
	step    Points     // 0: any number of points
	valid   expireRule // of a certificate
	forGood bool       // the certificate does not expire

	when      condition // purchases it can be had at
	levels    uint32    // set of levels it can be had at; 0: all
	most      int64     // most at one purchase; 0: no limit
	cash      Money     // paid besides the points
	headStart Points    // given for the next card
	share     int64     // of shareOff, in shareUnits
}

type rewardKind uint8

const (
	moneyOff rewardKind = iota
	product
	certificate
	shareOff // a share of the price
	handed   // something that has nothing to do with the purchase
)

// Offer returns the most that the member could take at a purchase: certificates in hand, then rewards applied automatically, then the targeted reward,
// or for a target of -1 the affordable one of most value per point, the larger among equals. Its Take may be lowered only by taking nothing.
func (r *Rules) Offer(a *Account, p *Purchase, target int8) Offer {
	if !r.Affords(a) {
		return Offer{}
	}
	p.visit = a.serial + 1
	off := r.discount(a, a.Level, p)
	net := p.Amount - off
	if r.burnNoDiscount {
		net = p.Amount
	}
	if a.Cards > 0 && net > 0 && p.Amount >= r.cardBasket {
		return r.unlessDearer(a.offerCards(net), off)
	}
	for _, i := range r.ranked {
		if target >= 0 && target != i && !r.rewards[i].auto {
			continue
		}
		if r.limitedRewards && !r.rewards[i].allowed(a, p) {
			continue
		}
		if o := r.rewards[i].offer(i, a.Balance, net); o.Count > 0 {
			return r.unlessDearer(o, off)
		}
	}
	return Offer{}
}

// Affords tells whether the account holds a certificate, or enough points for some reward that can be asked for.
func (r *Rules) Affords(a *Account) bool {
	return a.Cards > 0 || a.Balance >= r.least && a.Balance > 0
}

// unlessDearer takes an offer back that would cost the member a discount worth as much.
func (r *Rules) unlessDearer(o Offer, discount Money) Offer {
	if r.burnNoDiscount && o.Face <= discount {
		return Offer{}
	}
	return o
}

// allowed tells whether a reward can be had by the member at this purchase.
func (w *rewardRule) allowed(a *Account, p *Purchase) bool {
	return (w.levels == 0 || w.levels>>a.Level&1 != 0) && w.when.holds(p)
}

// OfferOf returns the most of one reward that could be taken, whatever else is in hand; for -1 it is the certificates.
func (r *Rules) OfferOf(a *Account, p *Purchase, reward int8) Offer {
	net := r.priceWithRewards(a, p)
	switch {
	case reward < 0:
		if a.Cards <= 0 || net <= 0 || p.Amount < r.cardBasket {
			return Offer{}
		}
		return a.offerCards(net)
	case int(reward) >= len(r.rewards) || r.rewards[reward].atOnce || r.rewards[reward].issued() || !r.rewards[reward].allowed(a, p):
		return Offer{}
	}
	return r.rewards[reward].offer(reward, a.Balance, net)
}

// priceWithRewards returns the price of a purchase at which rewards are used.
func (r *Rules) priceWithRewards(a *Account, p *Purchase) Money {
	p.visit = a.serial + 1
	if r.burnNoDiscount {
		return p.Amount
	}
	return p.Amount - r.discount(a, a.Level, p)
}

// Applied returns the reward that is applied to a purchase without being asked for; nothing if there is none.
func (r *Rules) Applied(a *Account, p *Purchase) Offer {
	if len(r.ranked) == 0 || !r.rewards[r.ranked[0]].auto || a.Balance <= 0 {
		return Offer{}
	}
	net := r.priceWithRewards(a, p)
	for _, i := range r.ranked {
		if !r.rewards[i].auto {
			break
		}
		if !r.rewards[i].allowed(a, p) {
			continue
		}
		if o := r.rewards[i].offer(i, a.Balance, net); o.Count > 0 {
			return o
		}
	}
	return Offer{}
}

// fewest returns the fewest points that the reward can be had for.
func (w *rewardRule) fewest() Points {
	if w.linear {
		return max(1, w.minimum, w.step)
	}
	return w.points
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
	if w.most > 0 {
		count = min(count, w.most)
	}
	switch w.kind {
	case product, handed:
		count = min(count, max(1, w.most))
		face = max(0, w.value-w.cash) * Money(count)
	case moneyOff:
		if net <= 0 {
			return Offer{}
		}
		// A single reward larger than the basket may be taken all the same; it is then used up.
		count = max(1, min(count, int64(net/w.value)))
		face = min(w.value*Money(count), net)
	case shareOff:
		count = 1
		if face = Money(times(int64(net), w.share, shareUnit)); face <= 0 {
			return Offer{}
		}
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
	w.startNext(int64(take.Count), out)
	switch w.kind {
	case moneyOff, shareOff:
		out.MoneyOff = max(0, min(take.Face, net))
		out.Paid -= out.MoneyOff
		out.Events |= Redeemed
	case product, handed:
		w.handOver(int64(take.Count), out)
	case certificate:
		for range take.Count {
			w.issueCard(a, p.Day, out)
		}
	}
}

// handOver gives what is no money off.
func (w *rewardRule) handOver(count int64, out *Receipt) {
	worth, cost := Money(times(int64(w.value), count, 1)), Money(times(int64(w.cost), count, 1))
	if w.kind == product {
		out.ProductPrice += worth
		out.ProductCost += cost
	} else {
		out.Handed += worth
		out.HandedCost += cost
	}
	out.Cash += Money(times(int64(w.cash), count, 1))
	out.Events |= Redeemed
}

// startNext puts the head start of the next card on the receipt.
func (w *rewardRule) startNext(count int64, out *Receipt) {
	if w.headStart > 0 {
		points := Points(times(int64(w.headStart), count, 1))
		out.Earned += points
		out.bonus += points
	}
}

// issue turns points into what is issued on its own: certificates, and rewards handed over on the completing purchase. Money off then lowers the price of
// this purchase, whose points stay as earned.
func (r *Rules) issue(a *Account, p *Purchase, out *Receipt) {
	for _, i := range r.issuing {
		w := &r.rewards[i]
		if a.Balance < w.points || r.limitedRewards && !w.allowed(a, p) {
			continue
		}
		count := int64(a.Balance / w.points)
		if w.most > 0 {
			count = min(count, w.most)
		}
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
		case shareOff:
			count = 1
			off := Money(times(int64(out.Paid), w.share, shareUnit))
			if off <= 0 {
				continue
			}
			out.MoneyOff += off
			out.Paid -= off
			out.Events |= Redeemed
		case product, handed:
			w.handOver(count, out)
		case certificate:
			count = min(count, 1000)
			for range count {
				w.issueCard(a, p.Day, out)
			}
		}
		burned := w.points * Points(count)
		a.debit(burned)
		a.Book.Redeemed += burned
		out.Burned += burned
		if w.headStart > 0 {
			before := out.Earned
			w.startNext(count, out)
			r.credit(a, out.Earned-before, p.Day)
			a.Book.Issued += out.Earned - before
		}
	}
}
