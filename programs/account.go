package programs

// Book is the account's ledger in points over its whole life. At every step
// Opening + Issued + Adjusted = Redeemed + Expired + Forfeited + ClawedBack + outstanding.
type Book struct{ Opening, Issued, Adjusted, Redeemed, Expired, Forfeited, ClawedBack Points }

// Outstanding returns what the book says is left.
func (b *Book) Outstanding() Points {
	return b.Opening + b.Issued + b.Adjusted - b.Redeemed - b.Expired - b.Forfeited - b.ClawedBack
}

// Purchase is what happens at the till. Amount is the list price.
type Purchase struct {
	Day       Day
	Amount    Money
	Category  uint8 // index into Vocabulary.Categories
	Tender    uint8 // index into Vocabulary.Tenders; NoTender when the world has none
	Units     int32
	Chosen    bool  // the member declared this one of his chosen days
	NoEarning bool  // the program is being wound up: rewards can be taken, nothing is earned
	Take      Offer // what the member takes of what Offer said could be had; the zero value takes nothing
}

// NoTender is the tender of a purchase in a world without means of payment, and of one paid with none of those named.
const NoTender = 255

// Offer is the most that could be taken at a purchase: certificates (Reward < 0) or Count times a reward, for Points.
type Offer struct {
	Reward int8   // index into the program's rewards; -1: certificates
	Count  int32  // rewards or certificates; 0: nothing can be had
	Points Points // burned
	Face   Money  // worth to the member: money off, or the product's list price
}

// Receipt is what one purchase, or its return, came to.
type Receipt struct {
	Day             Day
	Amount          Money // list price
	Discount        Money // money off by discount rules
	MoneyOff        Money // paid with points or certificates
	Paid            Money // Amount - Discount - MoneyOff
	ProductPrice    Money // list price of free products handed over
	ProductCost     Money // their cost of goods
	PerkCost        Money
	PerkWorth       Money
	Earned          Points
	Burned          Points
	CardsIssued     int32 // certificates issued on this purchase
	CardsIssuedFace Money
	issuedFor       Points // part of Burned that went into those certificates
	CardsUsed       int32
	CardsUsedFace   Money
	Events          Events
}

// Events is a set of what happened to an account.
type Events uint16

// The events of an account.
const (
	Joined Events = 1 << iota
	Promoted
	Demoted
	MissedNarrowly // not requalified by at most 10 % or one purchase
	PointsExpired
	LostReward // more than one reward's worth expired at once
	CardsExpired
	Redeemed
	CardIssued
)

// Lapsed is what an Advance let expire.
type Lapsed struct {
	Points    Points
	Cards     int32
	CardsFace Money
	Demotions int32 // times a level was lost
	Events    Events
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
	joined   Day
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

// LastMove returns the last day on which points were earned or burned, or the day of joining.
func (a *Account) LastMove() Day { return a.moved }

// Joined returns the day of joining.
func (a *Account) Joined() Day { return a.joined }
