package programs

// Return takes a whole purchase back on day d, to which the account has been advanced: points earned are clawed back, points burned come back as
// a new lot, and so do certificates used; certificates issued on the purchase are withdrawn if still in hand, else their points stay burned. Counts
// toward tiers and discounts are reduced; levels reached are kept. Perks received stay received. Points of an earlier version are converted; of a membership
// that has ended nothing is taken and to it nothing is given.
// The receipt is overwritten with what was undone: subtract it from what the purchase was counted as.
func (r *Rules) Return(a *Account, out *Receipt, d Day) {
	out.Events = 0
	out.PerkCost = 0
	if a.ended { // there is no account left to take from or give back to
		out.Earned, out.Burned, out.CardsIssued, out.CardsIssuedFace, out.CardsUsed, out.CardsUsedFace = 0, 0, 0, 0, 0, 0
		return
	}
	if len(r.counters) > 0 {
		r.uncount(a, out, d)
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
		a.clawBack(a.clawPending(out.Earned))
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
