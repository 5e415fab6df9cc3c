package programs

import "slices"

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
	EarnRules      int  // ways to earn points by buying
	Reminder       bool // members are told when points are about to expire
	HasTiers       bool
	ChosenDays     int       // most days a year that a member may choose; 0: none
	Lucky          bool      // something is given at random: purchases need Luck
	Birthdays      bool      // something is given on birthdays: purchases need Birthday
	Sized          bool      // what a purchase brings, or whether a reward can be had, is not in proportion to its size
	TopsUp         bool      // something is given from some basket on: members may top up to reach it
	EndowedShare   float64   // welcome points ÷ cheapest threshold reward; 0 without
	Welcome        Points    // points given on joining
	Invited        []float64 // by level: share of members invited to it on joining; nil without tiers
	Pending        Pending   // time before points earned can be used
	Fee            *Fee      // what membership costs; nil: nothing
	Actions        []ActionRule
	Challenges     []ChallengeRule

	PaysPerPoint, ReceivesPerPoint float64 // between the company and a coalition's operator, money

	Unusual bool // any of luck, birthdays, topping up, fees, actions, challenges, pending points, perks by time, resets, versions, coalitions

	Next     *Rules // the version that takes the place of these rules; nil if none does
	NextFrom Day    // its first day
	previous *Rules // the version before these rules
	since    Day    // the first day of these rules
	convert  int64  // what points are multiplied by when these rules take over, millionths

	rewardNames []string // of the definition, "" for those without
	levels      []levelRules
	rewards     []rewardRule
	ranked      []int8 // rewards that can be asked for: most value per point first, then the larger; automatic ones before the others
	least       Points // fewest points that one of the ranked takes: with less there is nothing to ask for
	issuing     []int8 // rewards that points turn into on their own
	best        bool   // of several earn rules the best one counts
	rewarded    bool   // the part paid with points earns too
	onList      bool   // points per spend are earned on the list price
	waits       bool   // points are pending at first
	keeps       bool   // points of returned purchases are kept
	pauses      bool   // at some level pausing kills the points
	byDay       bool   // some rule depends on the day of the week
	dates       []Day  // on which some rule begins or has ended, in order
	seasons     []Season

	waivedAt   uint32 // set of levels at which fees are waived
	waivedFrom Money  // spending since the last fee that waives the next; 0: none does

	burnNoEarning   bool // purchases at which points or certificates are used earn nothing
	burnNoDiscount  bool // and have no discounts
	variedDiscounts bool // not only rates that add up
	bestDiscount    bool // of several discounts the best one counts
	limitedRewards  bool // some reward is for some levels or purchases only
	regularPerks    bool // some perk comes by time
	lapses          bool // some cumulative discount is lost by pausing
	moving          bool // what a purchase brings depends on more than the level: rules begin and end, discounts grow
	scheduled       bool // any of pending points, perks by time, fees and lapses: something more to schedule
	caps            []capRule
	cardBasket      Money    // smallest basket for certificates
	goals           [][]Goal // by level, where levels have different ones; else nil

	largest   Money  // of the rewards that come off a purchase
	sharing   bool   // some reward takes a share off, which is worth more on a larger purchase
	lossLimit Points // one reward's worth; 0: rewards are linear

	tiers      tierRules
	cumulative []cumulativeRule
	counters   []window // what accounts count: the tiers first, if any, then the cumulative discounts
}

// levelRules is what holds at one level: rules of other levels are left out when compiling.
type levelRules struct {
	earn      []earnRule
	times     []timesRule
	rate      int64 // unconditional discount in shareUnits
	discounts []discountRule
	perkWorth Money // per order
	perkCost  Money
	perks     []perkRule // that come with some orders
	regular   [2]regular // that come each month, each year
	expire    expireRule // of points earned at this level
}

// counting is what a window counts.
type counting uint8

const (
	countSpend counting = iota
	countPoints
	countVisits
	countUnits
)

// Still tells whether what a purchase brings a member never changes: no points, no levels, no counting, no dates.
func (r *Rules) Still() bool {
	return !r.HasPoints && !r.dated() && len(r.counters) == 0 && r.Next == nil
}

// Discounts tells whether anything ever comes off the price by a discount.
func (r *Rules) Discounts() bool {
	for i := range r.levels {
		if r.levels[i].rate > 0 || len(r.levels[i].discounts) > 0 {
			return true
		}
	}
	return len(r.cumulative) > 0
}

// dated tells whether rules begin and end on dates.
func (r *Rules) dated() bool { return len(r.dates) > 0 || len(r.seasons) > 0 }

// Dates returns the days from first to last on which some rule begins or has ended, in order: what a purchase brings may change there.
func (r *Rules) Dates(first, last Day) (days []Day) {
	for _, d := range r.dates {
		if d >= first && d <= last {
			days = append(days, d)
		}
	}
	for _, s := range r.seasons {
		for d := s.From.OnOrAfter(first); d <= last; d = s.From.OnOrAfter(d + 1) {
			days = append(days, d)
		}
		for d := s.To.OnOrAfter(first - 1); d+1 <= last; d = s.To.OnOrAfter(d + 1) {
			days = append(days, d+1)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// Join starts a membership on day d: the lowest level, empty windows, welcome points. The account keeps its memory. JoiningFee says what is paid for it.
func (r *Rules) Join(a *Account, d Day) {
	a.Reset()
	a.joined = d
	a.moved = d
	a.until[0] = Never
	r.startWindows(a, d)
	a.caps = resize(a.caps, len(r.caps))
	clear(a.caps)
	a.challenges = resize(a.challenges, len(r.Challenges))
	clear(a.challenges)
	if r.Welcome > 0 {
		r.credit(a, r.Welcome, d)
		a.Book.Issued += r.Welcome
	}
	if r.Fee != nil {
		r.startFees(a, d)
	}
	if r.regularPerks {
		a.perks = [2]Day{d, d}
	}
	r.schedule(a)
}

// Invite raises a member to a level that is reached by invitation only, for good.
func (r *Rules) Invite(a *Account, level uint8) {
	for l := uint8(1); l <= level; l++ {
		a.until[l] = Never
	}
	a.Level = max(a.Level, level)
	r.schedule(a)
}

// Advance brings an account to the start of day d, past everything scheduled at or before it: on each such day expiry, then points that become usable,
// the evaluation of tiers, the end of a membership that is not paid for, perks that come by time, and the restart of counting windows. It must be called
// before anything else happens on a later day; l is overwritten.
func (r *Rules) Advance(a *Account, d Day, l *Lapsed) {
	*l = Lapsed{}
	for a.NextDate <= d {
		if a.until[0] != Never || a.ended {
			return // not a member
		}
		t := a.NextDate
		r.expirePoints(a, t, l)
		r.expireCards(a, t, l)
		if r.scheduled {
			r.land(a, t)
		}
		r.evaluate(a, t, l)
		if r.scheduled {
			if a.paidUntil < t {
				r.end(a, l)
				return
			}
			if r.regularPerks {
				r.regularly(a, t, l)
			}
			r.lapseSteps(a, t)
		}
		r.restart(a, t, l)
		r.schedule(a)
	}
}

// schedule finds the next day at whose start something happens.
func (r *Rules) schedule(a *Account) {
	if a.ended {
		return
	}
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
	if r.scheduled {
		next = r.scheduleMore(a, next)
	}
	a.NextDate = next
}

// scheduleMore looks at what few programs have.
func (r *Rules) scheduleMore(a *Account, next Day) Day {
	if a.pending.count > 0 {
		next = min(next, a.pending.oldest().from)
	}
	if r.regularPerks {
		next = min(next, a.perks[monthly], a.perks[yearly])
	}
	if a.paidUntil != Never {
		next = min(next, a.paidUntil+1)
	}
	if r.lapses {
		for i := range r.cumulative {
			rule := &r.cumulative[i]
			if at := rule.lapses(&a.counters[rule.counter]); at != Never {
				next = min(next, at+1)
			}
		}
	}
	return next
}

// Buy carries out a purchase on an account advanced to its day: what is taken is redeemed from the opening balance, discounts come off the list price,
// what remains earns, rewards issued on their own follow, and the purchase counts toward tiers and cumulative discounts. The receipt is overwritten.
//
// Discounts are rounded once, on their sum, to a thousandth; earned points once per earn rule. Amounts beyond a million million units stop there.
func (r *Rules) Buy(a *Account, p *Purchase, out *Receipt) {
	a.serial++
	p.visit = a.serial
	*out = Receipt{Day: p.Day, Amount: p.Amount, serial: a.serial, units: p.Units}
	level := &r.levels[a.Level]
	if !r.burnNoDiscount || p.Take.Count == 0 {
		out.Discount = r.discount(a, a.Level, p)
	}
	net := p.Amount - out.Discount
	out.Paid = net
	if p.Take.Count > 0 {
		r.redeem(a, p, net, out)
	}
	if len(level.earn) > 0 && !(r.burnNoEarning && out.Events&(Redeemed|CardIssued) != 0) {
		base := out.Paid
		if r.onList {
			base += out.Discount
		}
		if r.rewarded {
			base += out.MoneyOff
		}
		earned := r.earn(level, p, base)
		if len(r.caps) > 0 {
			earned = r.capped(a, earned, p.Day)
		}
		out.Earned += earned
	}
	if len(r.Challenges) > 0 {
		bonus := r.challenge(a, out)
		out.Earned += bonus
		out.bonus += bonus
	}
	if out.Earned > 0 {
		out.until = r.credit(a, out.Earned, p.Day)
		a.Book.Issued += out.Earned
		a.moved = p.Day
	}
	if len(r.issuing) > 0 && a.Balance > 0 { // also of points that came otherwise than by this purchase
		r.issue(a, p, out)
	}
	out.PerkWorth, out.PerkCost = level.perkWorth, level.perkCost
	if len(level.perks) > 0 {
		out.PerkWorth, out.PerkCost = level.perkOf(p)
	}
	if len(r.counters) > 0 {
		r.count(a, p, out)
	}
	if r.waivedFrom > 0 {
		a.spent += out.Paid
	}
	r.schedule(a)
}
