package programs

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
	Level     uint8  // index into Rules.Levels
	NextDate  Day    // the next day at whose start something is scheduled: expiry, evaluation of tiers, restart of a window; Never if nothing is
	Book      Book
	Cards     int32 // certificates in hand
	CardsFace Money // their face

	lots     ring[lot]
	cards    ring[card]
	moved    Day            // last day on which points were earned or burned
	restart  Day            // next day at whose start windows move on
	until    [maxLevels]Day // last day for which each level has been reached; before every calendar for levels never reached
	counters []counter
	counted  int64 // all that ever counted toward tiers
	gains    int32 // purchases that did
}

// lot is points that die together.
type lot struct {
	until  Day // last day on which they can be used
	points Points
}

// card is a certificate in hand.
type card struct {
	until    Day // last day on which it can be used
	issued   Day
	face     Money
	price    Points // points it was issued for
	restored bool   // came back with a returned purchase
}

// Reset makes the account empty and keeps its memory.
func (a *Account) Reset() {
	lots, cards, counters := a.lots, a.cards, a.counters
	lots.clear()
	cards.clear()
	*a = Account{lots: lots, cards: cards, counters: counters[:0], NextDate: Never, restart: Never}
	for i := range a.until {
		a.until[i] = before
	}
}

// before is earlier than every day.
const before Day = -1 << 31
