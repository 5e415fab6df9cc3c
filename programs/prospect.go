package programs

import "math/bits"

// Typical is the purchase that a customer has in mind: his mean basket and where and how he buys.
type Typical struct {
	Day     Day
	Amount  Money
	Units   int32
	Mix     []Mix   // shares sum to 1; empty: one category 0 and NoTender
	Chosen  float64 // share of purchases on days that the member has chosen, 0..1
	Sizes   []Size  // how purchases differ in size, each as likely as the others; empty: all are like this one
	PerYear float64 // purchases a year; 0: not known, and caps by time do not bind

	known    uint32 // levels whose benefit has been worked out: see Forget
	benefits [maxLevels]benefit
}

// Forget makes the purchase new to the rules, after any of its fields but Day has changed, and for other rules.
func (t *Typical) Forget() { t.known = 0 }

// Mix is one combination of category and tender with its share of purchases.
type Mix struct {
	Category, Tender uint8
	Share            float64
}

// Size is the list price and the units of a purchase.
type Size struct {
	Amount Money
	Units  int32
}

// Goal is a reward that can be worked for.
type Goal struct {
	Reward int8
	Value  Money  // what one is worth to the member: money off, face of a certificate, list price of a product
	Price  Points // points it takes
	AtOnce bool   // handed over on the completing purchase
	Card   bool   // comes as a certificate with an expiry of its own
	Linear bool   // any number of points
	Least  Points // fewest points of a linear reward that can be used; 0: no limit
	Single bool   // one at a time, however many the points would buy

	HeadStart Points // that come back with it, toward the next
	Share     Share  // of the price of a purchase, in place of Value; 0 otherwise
	Cash      Money  // to be paid besides the points
	Cost      Money  // of goods of a product, or of what is handed over; 0 for money off, which costs its value
	Product   bool   // an item that may replace one that would have been bought
	Off       bool   // comes off a purchase, so that it is worth its price at most
	From, To  Day    // first and last day on which it can be had

	tenders uint32     // set of means of payment; 0: all
	when    *condition // nil: it can be had at any purchase
	basket  Money      // smallest one that it can be used on; 0: any
}

// OpenTo tells whether those who usually pay with a tender can have it on a day. For conditions on categories, baskets and the like a member waits: see
// Prospect.Usable.
func (g *Goal) OpenTo(tender uint8, d Day) bool {
	return d >= g.From && d <= g.To && (g.tenders == 0 || g.tenders&bit(tender) != 0)
}

// Worth returns what one is worth to a member with a basket of this price.
func (g *Goal) Worth(basket Money) Money {
	if g.Share > 0 {
		return Money(float64(basket)*float64(g.Share) + 0.5)
	}
	worth := max(0, g.Value-g.Cash)
	if g.Off {
		worth = min(worth, basket)
	}
	return worth
}

// FaceTo is FacePerPoint to a member with baskets of this price, on which not all of a reward may be of use.
func (r *Rules) FaceTo(basket Money) float64 {
	if basket >= r.largest && !r.sharing {
		return r.FacePerPoint
	}
	best := 0.0
	for i := range r.Goals {
		best = max(best, r.Goals[i].Worth(basket).Float()/r.Goals[i].Price.Float())
	}
	return best
}

// NextLevel is what separates a member from a level not yet secured for the next period (the level held included).
type NextLevel struct {
	Level   uint8 // 0: no level to work for
	Short   int64 // thousandths of spend, points or visits still missing in this window
	Gain    int64 // what a typical purchase adds
	Until   Day   // end of the window; Never for lifetime counts
	Worth   Money // benefit per typical purchase of holding that level over what would be held otherwise: discount + points' face + perks
	ForDays int32 // how long the level would be kept

	basis basis // what it was worked out from
}

// basis tells how long a NextLevel stays what it is.
type basis struct {
	held    uint8 // level held
	secured uint8 // level for which the count sufficed
	day     Day   // of the last look
	yearEnd Day   // until when only the count moves while both levels stay
	yearly  bool  // it is so at all
	nearing bool  // ForDays shrinks day by day
}

// Prospect is what a clerk could read off rules and account about one more purchase. Facts, no feelings.
type Prospect struct {
	Day         Day    // it was read off on
	MoneyOff    Money  // discounts on the typical purchase
	Perks       Money  // worth of perks that come with it
	PerksYear   Money  // worth of perks that come whatever the member buys, a year
	Gain        Points // points it earns
	Face        Money  // face value of that gain at the best reward
	Goals       []Goal // shared with the rules: do not write
	Next        NextLevel
	LapsePoints Points // the next points to lapse
	LapseDay    Day    // when; Never if none

	typical *Typical
}

// Usable returns the share of the typical member's purchases, 0 to 1, at which a goal can be had: over categories, sizes and days of the week, and over the
// year where it is open on some days of it. Days that members choose count as any others.
func (p *Prospect) Usable(g *Goal) float64 {
	if g.when == nil && g.basket == 0 {
		return 1
	}
	c, t := condition{}, p.typical
	if g.when != nil {
		c = *g.when
	}
	share := c.share()
	if c.season {
		season := Season{YearDay{int(c.seasonOn / 32), int(c.seasonOn % 32)}, YearDay{int(c.seasonTo / 32), int(c.seasonTo % 32)}}
		from := season.From.OnOrAfter(p.Day)
		share *= float64(season.To.OnOrAfter(from)-from+1) / 365.25
	}
	if c.weekdays != 0 {
		share *= float64(bits.OnesCount8(c.weekdays)) / 7
	}
	c.always, c.chosen, c.weekdays, c.tenders, c.season, c.from, c.to = false, false, 0, 0, false, before, Never
	mix, sizes := t.Mix, t.Sizes
	if len(mix) == 0 {
		mix = []Mix{{Share: 1}}
	}
	if len(sizes) == 0 {
		sizes = []Size{{t.Amount, t.Units}}
	}
	met := 0.0
	for _, m := range mix {
		for _, s := range sizes {
			if s.Amount >= g.basket && c.met(&Purchase{Amount: s.Amount, Units: s.Units, Category: m.Category, typical: true}) {
				met += m.Share / float64(len(sizes))
			}
		}
	}
	return share * met
}
