package programs

// Purchase is what happens at the till.
type Purchase struct {
	Day      Day
	Amount   Money // list price, 0 or more
	Category uint8 // index into Vocabulary.Categories
	Tender   uint8 // index into Vocabulary.Tenders, or NoTender
	Units    int32 // of the world's unit, 0 or more
	Chosen   bool  // the member declared this one of his chosen days
	Luck     int32 // millionths, 0 ≤ Luck < 10⁶, drawn evenly: rules that give with chance c do so from 10⁶(1 − c) on; 0 never wins
	Birthday int32 // days since the member's birthday, the day itself 1; 0: not known
	Take     Offer // what the member takes of what Offer said could be had; the zero value takes nothing

	visit   int32 // which purchase of the member it is
	typical bool  // a mean purchase: what is given by chance or now and then counts with its share
}

// NoTender is the tender of a purchase in a world without means of payment, and of one paid with none of those named.
const NoTender = 255

// Offer is the most that could be taken at a purchase: certificates (Reward < 0) or Count times a reward, for Points.
type Offer struct {
	Reward int8   // index into the program's rewards; -1: certificates
	Count  int32  // rewards or certificates; 0: nothing can be had
	Points Points // burned; 0 for certificates
	Face   Money  // worth to the member: money off this purchase, list price of the product, or face of certificates issued
}

// Receipt is what one purchase came to or, after Return, what was undone.
type Receipt struct {
	Day             Day
	Amount          Money  // list price
	Discount        Money  // money off by discount rules
	MoneyOff        Money  // paid with points or certificates
	Paid            Money  // Amount - Discount - MoneyOff, 0 or more
	ProductPrice    Money  // list price of free products handed over
	ProductCost     Money  // their cost of goods
	Handed          Money  // worth of rewards that have nothing to do with the purchase: partners', cash, gift cards, donations, draws at their mean
	HandedCost      Money  // what these cost
	Cash            Money  // paid by the member besides points
	PerkWorth       Money  // what perks with this order are worth to the member
	PerkCost        Money  // and cost
	Earned          Points // by earn rules, challenges and head starts; Return claws them back
	Burned          Points // for rewards taken or issued; Return gives them back
	CardsIssued     int32  // certificates issued on this purchase
	CardsIssuedFace Money
	CardsUsed       int32 // certificates that paid for it
	CardsUsedFace   Money // their face, of which MoneyOff was needed
	Events          Events

	until     Day    // last day of the points earned
	counted   Money  // paid when challenges counted the purchase
	issuedFor Points // part of Burned that went into certificates issued
	bonus     Points // part of Earned that does not count toward tiers
	units     int32
	counts    bool  // toward tiers
	serial    int32 // which purchase of the account it is
}

// Events is a set of what happened to an account.
type Events uint16

// The events of an account.
const (
	Joined         Events = 1 << iota // a member since this purchase; set by whoever calls Join
	Promoted                          // a higher level was reached
	Demoted                           // a level was lost
	MissedNarrowly                    // and was short by at most 10 % of its threshold or the member's mean purchase
	PointsExpired
	LostReward   // more than the price of the cheapest reward expired on one day; of linear rewards, more than the fewest points usable
	CardsExpired // certificates lapsed
	Redeemed     // money off, a product or certificates were received
	CardIssued   // points became a certificate
	Ended        // the membership ended: its fee was not paid
	Devalued     // new rules came into force; set by whoever calls Adopt, when they give less
)

// Lapsed is what an Advance let expire.
type Lapsed struct {
	Points    Points
	Cards     int32 // certificates
	CardsFace Money
	Demotions int32 // times a level was lost
	Forfeited Points
	Converted Points // added when new rules multiply what is in hand
	PerkWorth Money  // of perks that come by month or year
	Missed    uint8  // the level missed narrowly, with that event
	PerkCost  Money
	Events    Events
}
