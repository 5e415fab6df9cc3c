package programs

import "slices"

// Due returns what a fee costs each time, and how often; nothing for fees that are paid once.
func (f *Fee) Due() (Money, Span) {
	switch {
	case f.PerMonth > 0:
		return f.PerMonth, Span{Months: 1}
	case f.PerYear > 0:
		return f.PerYear, Span{Months: 12}
	}
	return 0, Span{}
}

// Annual returns what membership costs a year someone who pays so much for purchases a year: fees paid once are spread over some years, and so is the
// only one of a member whose spending has all others waived. Nobody counts on a level that he has yet to reach.
func (f *Fee) Annual(years, spend float64) float64 {
	fee := f.Join.Float()
	due, every := f.Due()
	if every.IsZero() {
		return fee / max(1, years)
	}
	terms := 12 / float64(every.Months) // a year
	if w := f.Waived; w != nil && w.Spend != nil && spend/terms >= w.Spend.Float() {
		if f.Trial == nil {
			fee += due.Float()
		}
		return fee / max(1, years)
	}
	return fee/max(1, years) + terms*due.Float()
}

// waiver compiles for whom fees are waived. A version of the rules may lack a level that others have.
func (c *compiler) waiver(w *Waiver) {
	r := c.rules
	for i, name := range r.Levels {
		if slices.Contains(w.Tier, name) {
			r.waivedAt |= 1 << i
		}
	}
	if w.Spend != nil {
		r.waivedFrom = *w.Spend
	}
}

// FeeDue returns the fee that falls due next as things stand, 0 if it is waived, and how often it does.
func (r *Rules) FeeDue(a *Account) (Money, Span) {
	due, every := r.Fee.Due()
	if r.waivedAt>>a.Level&1 != 0 || r.waivedFrom > 0 && a.spent >= r.waivedFrom {
		due = 0
	}
	return due, every
}

// Unearned returns the part of the last monthly or yearly fee that was paid for day d and later ones: fee × these days ÷ days of its period, to a
// thousandth. It is 0 for fees paid once, in a trial, and when the membership has ended. The account must have been advanced to the day before d or later.
func (a *Account) Unearned(d Day) Money {
	if a.fee == 0 || a.ended || a.paidUntil < d {
		return 0
	}
	return Money(times(int64(a.fee), int64(a.paidUntil-max(d, a.paidFrom))+1, int64(a.paidUntil-a.paidFrom)+1))
}

// PaidUntil returns the last day of membership that is paid for; Never without monthly or yearly fees.
func (a *Account) PaidUntil() Day { return a.paidUntil }

// startFees begins the membership: with the trial or, without one, with the first fee. It returns what is paid on joining.
func (r *Rules) startFees(a *Account, d Day) Money {
	due, every := r.Fee.Due()
	paid := r.Fee.Join
	switch {
	case every.IsZero():
	case r.Fee.Trial != nil:
		a.paidFrom, a.paidUntil = d, r.Fee.Trial.After(d)-1
	default:
		a.periods = 1
		a.paidFrom, a.paidUntil, a.fee = d, every.After(d)-1, due
		paid += due
	}
	return paid
}

// JoiningFee returns what is paid on joining.
func (r *Rules) JoiningFee() Money {
	if r.Fee == nil {
		return 0
	}
	due, _ := r.Fee.Due()
	if r.Fee.Trial != nil {
		due = 0
	}
	return r.Fee.Join + due
}

// Renew pays for one more month or year of a membership whose next fee is due on the day after PaidUntil, and returns the fee: 0 if it is waived.
func (r *Rules) Renew(a *Account) Money {
	due, every := r.FeeDue(a)
	a.spent = 0
	begin := a.joined
	if r.Fee.Trial != nil {
		begin = r.Fee.Trial.After(begin)
	}
	a.periods++
	a.paidFrom, a.paidUntil, a.fee = a.paidUntil+1, Span{Months: every.Months * int(a.periods)}.After(begin)-1, due
	r.schedule(a)
	return due
}

// end closes a membership that is paid for until before day t: points and certificates are forfeited.
func (r *Rules) end(a *Account, l *Lapsed) {
	a.ended = true
	l.Events |= Ended
	r.forfeit(a, l)
	l.Cards += a.Cards
	l.CardsFace += a.CardsFace
	a.Cards, a.CardsFace = 0, 0
	a.cards.clear()
	a.Level = 0
	a.NextDate = Never
}

// Leave ends a membership at the member's wish.
func (r *Rules) Leave(a *Account, l *Lapsed) {
	*l = Lapsed{}
	r.end(a, l)
}

// forfeit takes all points away. What is owed stays owed.
func (r *Rules) forfeit(a *Account, l *Lapsed) {
	lost := max(0, a.Outstanding())
	a.Balance, a.Pending = a.Outstanding()-lost, 0
	a.lots.clear()
	a.pending.clear()
	a.Book.Forfeited += lost
	l.Forfeited += lost
}
