package programs

// offerCards returns the certificates, oldest first, that fit a price after discounts; one that is larger than the price may be used all the same.
func (a *Account) offerCards(net Money) Offer {
	o := Offer{Reward: -1, Count: 1, Face: a.cards.oldest().face}
	for int(o.Count) < a.cards.count {
		face := a.cards.at(int(o.Count)).face
		if o.Face+face > net {
			break
		}
		o.Face += face
		o.Count++
	}
	o.Face = min(o.Face, net)
	return o
}

// useCards pays with the oldest certificates; what they are worth beyond the price is lost.
func (r *Rules) useCards(a *Account, count int32, net Money, out *Receipt) {
	for range min(count, a.Cards) {
		c := a.cards.oldest()
		out.CardsUsed++
		out.CardsUsedFace += c.face
		a.Cards--
		a.CardsFace -= c.face
		a.cards.popOldest()
	}
	if out.CardsUsed > 0 {
		out.MoneyOff = min(out.CardsUsedFace, net)
		out.Paid -= out.MoneyOff
		out.Events |= Redeemed
	}
}

// issueCard adds one certificate in the order of expiry.
func (w *rewardRule) issueCard(a *Account, d Day, out *Receipt) {
	until := Never
	if !w.forGood {
		until = w.valid.goodUntil(d)
	}
	a.addCard(card{until: until, serial: a.serial, face: w.value, price: w.points})
	out.CardsIssued++
	out.CardsIssuedFace += w.value
	out.issuedFor += w.points
	out.Events |= CardIssued
}

func (a *Account) addCard(c card) {
	a.cards.push(c)
	for i := a.cards.count - 1; i > 0 && a.cards.at(i-1).until > c.until; i-- {
		*a.cards.at(i) = *a.cards.at(i - 1)
		*a.cards.at(i - 1) = c
	}
	a.Cards++
	a.CardsFace += c.face
}

// removeCard takes the i-th certificate from the oldest out of the queue.
func (a *Account) removeCard(i int) {
	a.Cards--
	a.CardsFace -= a.cards.at(i).face
	a.cards.remove(i)
}

// withdrawCards takes back certificates issued on a returned purchase and leaves on the receipt only those that were still in hand.
// It returns the points that stay burned for those that have been used.
func (r *Rules) withdrawCards(a *Account, out *Receipt) (spent Points) {
	if out.CardsIssued == 0 {
		return 0
	}
	count, face := int32(0), Money(0)
	for i := a.cards.count - 1; i >= 0 && count < out.CardsIssued; i-- {
		if c := *a.cards.at(i); c.serial == out.serial {
			a.removeCard(i)
			count++
			face += c.face
			spent -= c.price
		}
	}
	spent += out.issuedFor - a.goneCards(out)
	out.CardsIssued, out.CardsIssuedFace, out.issuedFor = count, face, out.issuedFor-spent
	return spent
}

// restoreCards gives back certificates that paid for a returned purchase, with a fresh validity: the shortest of the last version of the rules that issued any.
func (r *Rules) restoreCards(a *Account, out *Receipt, d Day) {
	if out.CardsUsed == 0 {
		return
	}
	until, issuer := Never, r
	for !issuer.HasCards && issuer.previous != nil {
		issuer = issuer.previous
	}
	for i := range issuer.rewards {
		if w := &issuer.rewards[i]; w.kind == certificate && !w.forGood {
			until = min(until, w.valid.goodUntil(d))
		}
	}
	left := out.CardsUsedFace
	for i := out.CardsUsed; i > 0; i-- {
		face := left / Money(i)
		left -= face
		a.addCard(card{until: until, face: face})
	}
}

// expireCards lets certificates lapse that were good before day t.
func (r *Rules) expireCards(a *Account, t Day, l *Lapsed) {
	for a.cards.count > 0 && a.cards.oldest().until < t {
		c := a.cards.oldest()
		l.Cards++
		l.CardsFace += c.face
		l.Events |= CardsExpired
		if c.serial > 0 {
			a.gone.push(gone{at: t, serial: c.serial, points: c.price})
		}
		a.Cards--
		a.CardsFace -= c.face
		a.cards.popOldest()
	}
}
