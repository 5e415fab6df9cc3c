package programs

// Limits of what compiles into the fixed shapes of Rules and Account.
const (
	maxLevels  = 16 // levels of membership
	maxRewards = 32
	maxWords   = 32 // categories or tenders that a condition can tell apart
)

// Rules is a program compiled against a world: immutable, safe for concurrent use, free of maps, interfaces and random numbers.
// The exported fields are facts to read.
type Rules struct {
	Name           string
	Levels         []string // names of the levels, lowest first; one empty name for a program without tiers
	Goals          []Goal   // the rewards, in the order of the definition
	Automatic      []bool   // by reward: issued or applied without being asked for
	FacePerPoint   float64  // money per point at the reward that gives most; 0 without rewards
	ExpireAfter    Span     // age at which points die; zero if they do not
	ExpireInactive Span     // idle time after which the balance dies; zero if it does not
	HasExpiry      bool     // points expire in any way
	CardValid      Span     // shortest validity of certificates; zero when they are valid for good or there are none
	HasCards       bool     // some reward is a certificate
	HasPoints      bool
	HasTiers       bool
	ChosenDays     int     // most days a year that a member may choose; 0: none
	EndowedShare   float64 // welcome points ÷ cheapest threshold reward; 0 without
	Welcome        Points  // points given on joining

	levels   []levelRules
	rewards  []rewardRule
	ranked   []int8 // rewards that can be asked for: most value per point first, then the larger; automatic ones before the others
	issuing  []int8 // rewards that points turn into on their own
	best     bool   // of several earn rules the best one counts
	rewarded bool   // the part paid with points earns too
	byDay    bool   // some rule depends on the day of the week
	dates    []Day  // on which some rule begins or has ended, in order

	expire    Expire
	lossLimit Points // one reward's worth; 0: rewards are linear

	tiers      tierRules
	cumulative []cumulativeRule
	counters   []window // what accounts count: the tiers first, if any, then the cumulative discounts
}

// levelRules is what holds at one level: rules of other levels are left out when compiling.
type levelRules struct {
	earn      []earnRule
	rate      int64 // unconditional discount in shareUnits
	discounts []discountRule
	perkWorth Money // per order
	perkCost  Money
}

// counting is what a window counts.
type counting uint8

const (
	countSpend counting = iota
	countPoints
	countVisits
)

// Still tells whether what a purchase brings a member never changes: no points, no levels, no counting, no dates.
func (r *Rules) Still() bool { return !r.HasPoints && len(r.dates) == 0 && len(r.counters) == 0 }

// Discounts tells whether anything ever comes off the price by a discount.
func (r *Rules) Discounts() bool {
	for i := range r.levels {
		if r.levels[i].rate > 0 || len(r.levels[i].discounts) > 0 {
			return true
		}
	}
	return len(r.cumulative) > 0
}

// Dates returns the days on which some rule begins or has ended, in order: what a purchase brings may change there.
func (r *Rules) Dates() []Day { return r.dates }

// Join starts a membership on day d: the lowest level, empty windows, welcome points. The account keeps its memory.
func (r *Rules) Join(a *Account, d Day) {
	a.Reset()
	a.moved = d
	a.until[0] = Never
	r.startWindows(a, d)
	if r.Welcome > 0 {
		r.credit(a, r.Welcome, d)
		a.Book.Issued += r.Welcome
	}
	r.schedule(a)
}

// Advance brings an account to the start of day d, past everything scheduled at or before it: on each such day expiry, then the evaluation of tiers,
// then the restart of counting windows. It must be called before anything else happens on a later day; l is overwritten.
func (r *Rules) Advance(a *Account, d Day, l *Lapsed) {
	*l = Lapsed{}
	for a.NextDate <= d {
		if a.until[0] != Never {
			return // not a member
		}
		t := a.NextDate
		r.expirePoints(a, t, l)
		r.expireCards(a, t, l)
		r.evaluate(a, t, l)
		r.restart(a, t, l)
		r.schedule(a)
	}
}

// schedule finds the next day at whose start something happens.
func (r *Rules) schedule(a *Account) {
	next := a.restart
	if at := r.pointsLapse(a); at != Never {
		next = min(next, at+1)
	}
	if a.cards.count > 0 {
		if at := a.cards.oldest().until; at != Never {
			next = min(next, at+1)
		}
	}
	if a.Level > 0 && !r.tiers.forGood {
		if at := a.until[a.Level]; at != Never {
			next = min(next, at+1)
		}
	}
	a.NextDate = next
}

// Buy carries out a purchase on an account advanced to its day: what is taken is redeemed from the opening balance, discounts come off the list price,
// what remains earns, rewards issued on their own follow, and the purchase counts toward tiers and cumulative discounts. The receipt is overwritten.
//
// Discounts are rounded once, on their sum, to a thousandth; earned points once per earn rule. Amounts beyond a million million units stop there.
func (r *Rules) Buy(a *Account, p *Purchase, out *Receipt) {
	a.serial++
	*out = Receipt{Day: p.Day, Amount: p.Amount, serial: a.serial}
	level := &r.levels[a.Level]
	out.Discount = r.discount(a, a.Level, p)
	net := p.Amount - out.Discount
	out.Paid = net
	if p.Take.Count > 0 {
		r.redeem(a, p, net, out)
	}
	base := out.Paid
	if r.rewarded {
		base = net
	}
	if len(level.earn) > 0 {
		out.Earned = r.earn(level, p, base)
		if out.Earned > 0 {
			r.credit(a, out.Earned, p.Day)
			a.Book.Issued += out.Earned
			a.moved = p.Day
			r.issue(a, p.Day, out)
		}
	}
	out.PerkCost = level.perkCost
	if len(r.counters) > 0 {
		r.count(a, p.Day, out)
	}
	r.schedule(a)
}
