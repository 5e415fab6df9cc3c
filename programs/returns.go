package programs

// Return takes a whole purchase back on day d, to which the account has been advanced: points earned are clawed back, points burned come back as
// a new lot, and so do certificates used; certificates issued on the purchase are withdrawn if still in hand, else their points stay burned. Counts
// toward tiers and discounts are reduced; levels reached are kept. Perks received stay received.
// The receipt is overwritten with what was undone: subtract it from what the purchase was counted as.
func (r *Rules) Return(a *Account, out *Receipt, d Day) {
	if len(r.counters) > 0 {
		r.uncount(a, out, d)
	}
	out.Events = 0
	out.PerkCost = 0
	out.Burned -= r.withdrawCards(a, out)
	if r.keeps || a.ended {
		out.Earned = 0
	}
	if out.Earned > 0 {
		if len(r.caps) > 0 {
			r.uncap(a, out.Earned-out.bonus, out.Day)
		}
		a.clawBack(a.clawPending(out.Earned))
		a.Book.ClawedBack += out.Earned
	}
	if a.ended {
		out.Burned = 0 // there is no account left to give them back to
		return
	}
	if out.Burned > 0 {
		a.put(out.Burned, r.levels[a.Level].expire.goodUntil(d))
		a.Book.Adjusted += out.Burned
		a.moved = d
	}
	r.restoreCards(a, out, d)
	r.schedule(a)
}
