package programs

import "fmt"

// Book is the account's ledger in points over its whole life. At every step
// Opening + Issued + Adjusted = Redeemed + Expired + Forfeited + ClawedBack + outstanding.
type Book struct{ Opening, Issued, Adjusted, Redeemed, Expired, Forfeited, ClawedBack Points }

// Outstanding returns what the book says is left.
func (b *Book) Outstanding() Points {
	return b.Opening + b.Issued + b.Adjusted - b.Redeemed - b.Expired - b.Forfeited - b.ClawedBack
}

// Account is one member's state. The zero value is not a member yet: Join makes it one. It may be used again for another member.
type Account struct {
	Balance   Points // what can be burned; negative after a return of points already burned
	Pending   Points // earned but not yet usable
	Level     uint8  // index into Rules.Levels
	NextDate  Day    // the next day at whose start something is scheduled: expiry, evaluation of tiers, restart of a window; Never if nothing is
	Book      Book
	Cards     int32 // certificates in hand
	CardsFace Money // their face

	lots          ring[lot]
	cards         ring[card]
	pending       ring[pendingLot]
	gone          ring[gone] // what has lapsed
	joined        Day
	moved         Day            // last day on which points were earned or burned
	restart       Day            // next day at whose start windows move on
	until         [maxLevels]Day // last day for which each level has been reached; before every calendar for levels never reached
	counters      []counter
	otherCounters []counter // of the version of the rules before
	serial        int32     // purchases so far
	counted       int64     // all that ever counted toward tiers
	gains         int32     // purchases that did

	caps       []capCount
	challenges []challengeCount
	paidFrom   Day    // first day that the last monthly or yearly fee was paid for
	paidUntil  Day    // last day that fees have been paid for; Never without fees
	fee        Money  // that fee; 0 before the first and where it was waived
	spent      Money  // paid for purchases since the last fee fell due, where that may waive the next
	periods    int32  // monthly or yearly fees paid
	perks      [2]Day // next day on which monthly and yearly perks come
	ended      bool   // a membership whose fee was not paid
}

// lot is points that die together.
type lot struct {
	until  Day // last day on which they can be used
	points Points
}

// card is a certificate in hand.
type card struct {
	until  Day   // last day on which it can be used
	serial int32 // purchase it was issued on, from 1; 0 when it came back with a returned one
	face   Money
	price  Points // points it was issued for
}

// Reset makes the account empty and keeps its memory.
func (a *Account) Reset() {
	lots, cards, pending, gone := a.lots, a.cards, a.pending, a.gone
	lots.clear()
	cards.clear()
	pending.clear()
	gone.clear()
	*a = Account{
		lots: lots, cards: cards, pending: pending, gone: gone, counters: a.counters[:0], otherCounters: a.otherCounters[:0], caps: a.caps[:0], challenges: a.challenges[:0],
		NextDate: Never, restart: Never, paidUntil: Never, perks: [2]Day{Never, Never},
	}
	for i := range a.until {
		a.until[i] = before
	}
}

// Outstanding returns the points that may still be used, now or later.
func (a *Account) Outstanding() Points { return a.Balance + a.Pending }

// Ended tells whether the membership ended because its fee was not paid.
func (a *Account) Ended() bool { return a.ended }

// before is earlier than every day.
const before Day = -1 << 31

// Check holds the account against itself: the lots add up to the balance and lapse in their order, the book agrees, certificates add up to their face.
func (a *Account) Check() error {
	sum, last := Points(0), before
	for i := range a.lots.count {
		l := a.lots.at(i)
		if l.points <= 0 || l.until < last {
			return fmt.Errorf("lot %d of %d holds %v points until %v, the one before it lasts until %v", i+1, a.lots.count, l.points, l.until, last)
		}
		sum, last = sum+l.points, l.until
	}
	waiting := Points(0)
	for i := range a.pending.count {
		waiting += a.pending.at(i).points
	}
	if sum != max(0, a.Balance) || waiting != a.Pending || a.Outstanding() != a.Book.Outstanding() {
		return fmt.Errorf("lots hold %v points and %v wait, the balance is %v and %v and the book says %v", sum, waiting, a.Balance, a.Pending, a.Book.Outstanding())
	}
	face := Money(0)
	for i := range a.cards.count {
		face += a.cards.at(i).face
	}
	if int(a.Cards) != a.cards.count || face != a.CardsFace {
		return fmt.Errorf("%d certificates are worth %v, the account says %d worth %v", a.cards.count, face, a.Cards, a.CardsFace)
	}
	return nil
}
