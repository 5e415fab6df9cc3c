package programs

// Return takes a whole purchase back on day d, to which the account has been advanced: points earned are clawed back but for those that have lapsed,
// points burned come back as a new lot, and so do certificates used; certificates issued on the purchase are withdrawn if still in hand, and if used their
// points stay burned. Counts toward tiers, discounts and challenges are reduced; levels reached and challenges completed by another purchase are kept. Perks
// received stay received. Points of an earlier version are converted; of a membership that has ended nothing is taken and to it nothing is given.
// The receipt is overwritten with what was undone: subtract it from what the purchase was counted as.
func (r *Rules) Return(a *Account, out *Receipt, d Day) {
	out.Events = 0
	out.PerkCost, out.PerkWorth = 0, 0
	if a.ended { // there is no account left to take from or give back to
		out.Earned, out.Burned, out.CardsIssued, out.CardsIssuedFace, out.CardsUsed, out.CardsUsedFace = 0, 0, 0, 0, 0, 0
		return
	}
	if len(r.counters) > 0 {
		r.uncount(a, out, d)
	}
	if len(r.Challenges) > 0 {
		r.unchallenge(a, out)
	}
	if r.waivedFrom > 0 && out.Day >= a.paidFrom {
		a.spent -= out.Paid
	}
	out.Burned -= r.withdrawCards(a, out)
	if r.previous != nil && out.Day < r.since {
		r.convertReceipt(out)
	}
	if r.keeps {
		out.Earned = 0
	}
	if out.Earned > 0 {
		if len(r.caps) > 0 && out.Day >= r.since {
			r.uncap(a, out.Earned-out.bonus, out.Day)
		}
		out.Earned -= a.gonePoints(out)
		a.clawBack(out.Earned, out.until)
		a.Book.ClawedBack += out.Earned
	}
	if out.Burned > 0 {
		a.put(out.Burned, r.levels[a.Level].expire.goodUntil(d))
		a.Book.Adjusted += out.Burned
		a.moved = d
	}
	r.restoreCards(a, out, d)
	r.schedule(a)
}

// clawBack takes points of some last day back: from the lots of that day, then from any others, each time those that wait before those that do not and the
// newest first. What all of them lack makes the balance negative.
func (a *Account) clawBack(points Points, until Day) {
	for _, others := range [...]bool{false, true} {
		for i := a.pending.count - 1; i >= 0 && points > 0; i-- {
			p := a.pending.at(i)
			if p.until != until && !others {
				continue
			}
			taken := min(points, p.points)
			points -= taken
			a.Pending -= taken
			if p.points -= taken; p.points == 0 {
				a.pending.remove(i)
			}
		}
		for i := a.lots.count - 1; i >= 0 && points > 0; i-- {
			l := a.lots.at(i)
			if l.until != until && !others {
				continue
			}
			taken := min(points, l.points)
			points -= taken
			a.Balance -= taken
			if l.points -= taken; l.points == 0 {
				a.lots.remove(i)
			}
		}
	}
	a.Balance -= points
}

// gone is points, or a certificate, that have lapsed or been forfeited: a return does not take them a second time.
type gone struct {
	until  Day    // last day of their lot
	at     Day    // first day on which they were gone
	serial int32  // of a certificate, the purchase it was issued on; 0: points
	points Points // of a certificate, its price
}

// loseLots empties all lots on day t and notes what they held. The caller sees to the balance.
func (a *Account) loseLots(t Day) {
	for i := range a.lots.count {
		lot := a.lots.at(i)
		a.gone.push(gone{until: lot.until, at: t, points: lot.points})
	}
	a.lots.clear()
}

// losePending does the same for points that wait.
func (a *Account) losePending(t Day) {
	for i := range a.pending.count {
		p := a.pending.at(i)
		a.gone.push(gone{until: p.until, at: t, points: p.points})
	}
	a.pending.clear()
}

// gonePoints takes the points that a returned purchase earned out of what is gone of their lot, and returns how many these are. Of the purchases whose points
// share a last day, the one that comes back first counts as the one whose points have lapsed.
func (a *Account) gonePoints(out *Receipt) (points Points) {
	for i := range a.gone.count {
		if g := a.gone.at(i); g.serial == 0 && g.until == out.until && g.at > out.Day {
			part := min(out.Earned-points, g.points)
			g.points -= part
			points += part
		}
	}
	return points
}

// goneCards returns the price of the certificates issued on a returned purchase that have lapsed.
func (a *Account) goneCards(out *Receipt) (price Points) {
	for i := range a.gone.count {
		if g := a.gone.at(i); g.serial == out.serial {
			price += g.points
		}
	}
	return price
}
