package simulate

import (
	"fmt"
	"math"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// lane is one arm with the state of the customer now in it.
type lane struct {
	arm       *armPlan
	calendar  *calendar
	displaced int64           // share of free products that would have been bought, millionths
	sums      []*metrics.Sums // of the current block, by segment
	into      *metrics.Sums   // what the customer is counted in
	flow      [][metrics.NumFlows]int64
	tally     tally
	depth     *depth      // nil: only by segment
	watch     func(*Step) // of a trace
	vintages  *vintages   // nil: not counted

	rules   *programs.Rules // of the version in force
	mind    *mind
	still   bool
	dates   []float64          // on which these rules begin or end
	version int                // which of the arm's
	turn    float64            // day on which the next one takes over; +Inf
	probes  []programs.Account // by version: of one who has just joined; only its level is ever moved
	probe   *programs.Account

	account  programs.Account
	prospect programs.Prospect
	typical  programs.Typical
	sizes    []programs.Size
	lapsed   programs.Lapsed
	receipt  programs.Receipt
	returns  []parcel // in the order of purchase, which is that of return: a segment has one lag

	c       *customer
	outlook outlook
	memory  memory
	stance  stance
	feeling feeling
	unmoved bool      // notices nothing and gets nothing at the till: the program might as well not be there
	level   int       // held when the customer last looked
	unseen  float64   // day on which the next rule begins or ends that he has not taken in; +Inf
	rates   []float64 // steady reward rates by level, once they have been needed

	// The personal clock: the arm's clock is the customer's own plus lead. All at day `now` of month `month`.
	now      float64
	month    int
	clock    float64
	lead     float64
	hazard   float64 // lead of the integrated dropout hazard
	spent    float64 // ∫ (q − 1) dC over the last year
	next     int     // index of the next purchase
	chosen   int     // chosen days used this year
	chosenIn int     // which year that is

	purchase   programs.Purchase // now at the till
	deeds      []deed            // what the member does besides buying, by action
	otherDeeds []deed            // under the version of the rules before
	nextDeed   float64           // day of the next one; +Inf
	seed       uint64
	ended      bool    // his membership is over, his life as a customer is not
	renewals   *stream // decisions on fees
	paid       float64 // day of the last decision
	got        float64 // what membership has brought since then, currency units
}

// parcel is a purchase on its way back.
type parcel struct {
	bought  float64
	margin  int64
	receipt programs.Receipt
	member  bool
}

// due is the day on which the purchase comes back.
func (p *parcel) due(s *segment) float64 { return p.bought + s.ReturnLag }

func newLane(p *plan, a *armPlan) *lane {
	l := &lane{arm: a, calendar: p.calendar}
	for range p.population.segments {
		l.sums = append(l.sums, metrics.NewSums(p.calendar.months))
	}
	if p.depth {
		l.depth = newDepth(p, a)
	}
	if len(a.versions) > 0 {
		l.displaced = int64(math.Round(a.behavior()[scenarios.Displacement] * 1e6))
		l.probes = make([]programs.Account, len(a.versions))
		for i := range a.versions {
			a.versions[i].rules.Join(&l.probes[i], p.calendar.start)
		}
		l.adopt(0)
	}
	l.keepCohorts(p)
	return l
}

// adopt puts the i-th version of the rules in force.
func (l *lane) adopt(i int) {
	v := &l.arm.versions[i]
	l.version, l.rules, l.mind, l.still, l.dates, l.probe = i, v.rules, v.mind, v.still, v.dates, &l.probes[i]
	l.turn = math.Inf(1)
	if i+1 < len(l.arm.versions) {
		l.turn = l.arm.versions[i+1].from
	}
}

// begin makes the lane ready for a customer.
func (l *lane) begin(c *customer) {
	l.c = c
	l.into = l.sums[c.segment]
	if l.depth != nil {
		l.into = l.depth.own
		clear(l.depth.moods)
	}
	l.flow = l.into.Flow
	l.tally = tally{left: math.Inf(1)}
	l.returns = l.returns[:0]
	l.beginVintages()
}

// live simulates the customer in an arm with a program: as at baseline until he joins, and from then on by his own clock.
func (l *lane) live(w *worker, c *customer, base *tally) error {
	l.begin(c)
	joins := l.joins(w, c)
	l.stranger(w, c, joins)
	if joins == len(w.visits) {
		l.leave(w, w.leaves)
	} else {
		l.member(w, joins)
		l.runoff(w)
		if err := l.account.Check(); err != nil {
			return fmt.Errorf("arm %s, customer %d: %w", l.arm.Name, c.number, err)
		}
	}
	l.finish(w, c, base)
	return nil
}

// joins returns the index of the purchase at which the customer becomes a member; the number of baseline purchases if he never does.
// He thinks about it once under each version of the rules.
func (l *lane) joins(w *worker, c *customer) int {
	if len(w.visits) == 0 {
		return 0
	}
	j := &l.arm.joining
	if j.invited < 1 && !w.invited(c, j.invited) {
		return len(w.visits)
	}
	k := j.threshold(w.visits)
	for i := range l.arm.versions {
		l.adopt(i)
		for k < len(w.visits) && w.visits[k].day < l.arm.versions[i].from {
			k++ // he did not care for the rules before, and these are not there yet
		}
		if k == len(w.visits) {
			break
		}
		if w.visits[k].day >= l.turn {
			continue // he has not been asked before these rules end
		}
		l.assess(c)
		if !j.willing(l.mind, &l.outlook, c, w) {
			continue
		}
		for ; k < len(w.visits) && w.visits[k].day < l.turn; k++ {
			if w.draws.list[k].join < j.ask {
				return k
			}
		}
	}
	return len(w.visits)
}

// assess works out what the customer would make of membership at the start, or when the rules in force begin.
func (l *lane) assess(c *customer) {
	t := &l.typical
	t.Day, t.Amount, t.Units = l.calendar.start+programs.Day(l.arm.versions[l.version].from), cents(c.basket), c.seg.units
	t.Mix, t.Chosen, t.Sizes, t.PerYear = l.arm.mix(c), l.chosenShare(c), l.usualSizes(c), 12*c.rate
	t.Forget()
	l.probe.Level = 0
	l.rules.Prospect(l.probe, t, &l.prospect)
	l.mind.consider(&l.outlook, c, true, &l.prospect)
	l.outlook.ascent = l.mind.ahead(&l.outlook, &l.prospect.Next, l.calendar.start)
}

// usualSizes returns how the customer's purchases differ in size, where the rules ask for it.
func (l *lane) usualSizes(c *customer) []programs.Size {
	l.sizes = l.sizes[:0]
	if l.rules.Sized {
		for _, x := range c.seg.sizes {
			l.sizes = append(l.sizes, programs.Size{Amount: cents(c.basket * x), Units: c.units(c.basket * x)})
		}
	}
	return l.sizes
}

// chosenShare returns the share of purchases that fall on days of the member's own choice.
func (l *lane) chosenShare(c *customer) float64 {
	if l.rules.ChosenDays == 0 {
		return 0
	}
	return min(1, float64(l.rules.ChosenDays)/(12*c.rate))
}

// stranger counts the first n purchases of the baseline, at which the customer is not a member.
func (l *lane) stranger(w *worker, c *customer, n int) {
	for i := range w.visits[:n] {
		v := &w.visits[i]
		f := &l.flow[v.month]
		f[metrics.Purchases]++
		f[metrics.Sales] += int64(v.amount)
		f[metrics.GrossMargin] += v.margin
		l.tally.visit(w.plan, v.day, int64(v.amount), int64(v.amount))
		if v.returned {
			l.returns = append(l.returns, parcel{bought: v.day, margin: v.margin, receipt: programs.Receipt{Amount: v.amount, Paid: v.amount}})
		}
		if l.watch != nil {
			l.watch(&Step{Purchase: i + 1, Time: v.day, What: "purchase", Basket: v.amount.Float(), Paid: v.amount.Float(), Q: 1, B: 1, Hazard: 1})
		}
	}
}

// member lives from purchase k on, where the customer joins, to dropout or the end of the horizon.
func (l *lane) member(w *worker, k int) {
	c := l.c
	l.now, l.month = w.visits[k].day, int(w.visits[k].month)
	l.clock = w.draws.at(k).due
	l.lead, l.hazard, l.spent = 0, 0, 0
	l.feeling = indifferent
	l.chosen, l.chosenIn = 0, 0
	l.rules.Join(&l.account, l.day())
	l.memory = newMemory(l.now)
	l.tally.member, l.tally.joined, l.tally.before = true, l.now, l.tally.sales
	l.flow[l.month][metrics.Joined]++
	l.flow[l.month][metrics.PointsIssued] += int64(l.account.Book.Issued)
	l.settleWithCoalition(&l.flow[l.month], l.account.Book.Issued, 0)
	l.age(l.month)
	l.enroll(w)
	l.enter()
	if l.unmoved {
		l.follow(w, k)
		return
	}
	l.settle(w, l.now)
	since, sinceLead := l.clock, 0.0
	for d := w.draws.at(k); ; {
		l.buy(w, d, k)
		if c.leave > 0 {
			// Extra purchases bring no extra chance of leaving: the chance is spread over the baseline's clock.
			x := 1.0
			if l.lead != sinceLead {
				x = (l.clock - since) / (l.clock - since + l.lead - sinceLead)
			}
			stay := max(0, 1-c.leave*l.feeling.hazard)
			if x != 1 {
				stay = math.Pow(stay, x)
			}
			since, sinceLead = l.clock, l.lead
			if d.stay >= stay {
				l.next = k + 1
				l.drop(w, l.now)
				return
			}
		}
		k++
		l.next = k
		d = w.draws.at(k)
		if !l.wait(w, d.due) {
			return
		}
	}
}

// follow buys from purchase k on as at baseline, with the account brought up to date at each purchase: nothing in it would change the customer's pace.
func (l *lane) follow(w *worker, k int) {
	for ; k < len(w.visits); k++ {
		l.now, l.month = w.visits[k].day, int(w.visits[k].month)
		l.settle(w, l.now)
		l.buy(w, w.draws.at(k), k)
	}
	l.next = k
	if w.leaves < l.calendar.end {
		l.now, l.month = w.leaves, l.calendar.month(w.leaves)
		l.drop(w, w.leaves)
		return
	}
	l.close(w)
}

// wait lets time pass to the purchase due when the arm's clock reads due. It reports whether the purchase takes place.
func (l *lane) wait(w *worker, due float64) bool {
	c, cal, f := l.c, l.calendar, &l.feeling
	end := cal.end
	if !l.still || l.memory.joined == l.now {
		l.mind.weigh(&l.stance, &l.outlook, &l.memory, l.account.Balance.Float())
	}
	scheduled := l.agenda()
	for {
		next := &cal.at[l.month+1]
		until, clock := next.begin, c.rate*next.passed
		stop := until
		if scheduled < stop {
			stop = scheduled
		}
		if stop = l.memory.until(l.now, stop); stop != until {
			until, clock = stop, c.rate*cal.operational(stop, l.month)
		}
		l.mind.feel(f, &l.stance, &l.outlook, &l.memory, l.now, until)
		// The arm's clock runs at 1/f.wait times the customer's own from here on.
		at := due - l.lead
		if f.wait != 1 {
			at = l.clock + (at-l.clock)*f.wait
		}
		then, buys := until, at <= clock
		if buys {
			then, _ = cal.day(at*c.period, l.month)
			clock = at
		}
		if gone := l.gone(w, f, then); gone < then || gone == then && buys {
			if gone >= end {
				l.pass(f, c.rate*cal.at[cal.months].passed, end)
				l.close(w)
				return false
			}
			l.pass(f, c.rate*cal.operational(gone, cal.month(gone)), gone)
			l.drop(w, gone)
			return false
		}
		l.hazard += (f.hazard - 1) * c.hazard * (then - l.now)
		if then >= end {
			l.pass(f, clock, end)
			l.close(w)
			return false
		}
		l.pass(f, clock, then)
		if buys {
			// The purchase itself ties the two clocks together, free of rounding.
			if f.wait != 1 {
				l.lead = due - clock
			}
			if l.now >= scheduled {
				l.settle(w, l.now)
			}
			return true
		}
		if l.now >= scheduled {
			l.settle(w, l.now)
			l.look()
			l.mind.weigh(&l.stance, &l.outlook, &l.memory, l.account.Balance.Float())
			scheduled = l.agenda()
		}
	}
}

// gone returns the day on which the dropout hazard ends the customer, if it does before next; a later one otherwise.
// While membership has not changed the hazard it is the baseline's day.
func (l *lane) gone(w *worker, f *feeling, next float64) float64 {
	c := l.c
	if f.hazard == 1 && l.hazard == 0 {
		return w.gone
	}
	left := c.life - l.hazard - c.hazard*(l.now-c.arrives)
	if rate := c.hazard * f.hazard; left < rate*(next-l.now) {
		return l.now + max(0, left)/rate
	}
	return next + 1
}

// pass moves the lane to a later day.
func (l *lane) pass(f *feeling, clock, day float64) {
	passed := clock - l.clock
	if f.wait != 1 {
		l.lead += (1/f.wait - 1) * passed
	}
	if f.slow != 1 && l.month >= l.calendar.lastYear {
		l.spent += (1/f.slow - 1) * passed
	}
	next := l.calendar.month(day)
	l.clock, l.now = clock, day
	if l.depth != nil && next > l.month {
		l.recall(next)
	}
	l.month = next
}

// day returns the calendar day of now.
func (l *lane) day() programs.Day { return l.calendar.start + programs.Day(l.now) }
