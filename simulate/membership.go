package simulate

import (
	"math"
	"slices"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// deed is something the member does besides buying: an action of the program, or earning at a partner.
type deed struct {
	stream *stream
	next   float64 // day; +Inf
}

// enroll begins what membership brings besides purchases: fees, actions, invitations.
func (l *lane) enroll(w *worker) {
	l.ended, l.nextDeed, l.seed = false, math.Inf(1), w.plan.population.seed
	if !l.rules.Unusual {
		return
	}
	if l.rules.Fee != nil {
		l.paid, l.got = l.now, 0
		if fee := l.rules.JoiningFee(); fee > 0 { // a trial is nothing to make up for
			l.charge(fee)
			l.memory.paid = l.now
		}
		if l.renewals == nil {
			l.renewals = newStream()
		}
		l.renewals.start(l.seed, l.c.number, forRenewals)
	}
	if level := l.invitedTo(w); level > 0 {
		l.rules.Invite(&l.account, level)
	}
	l.plan()
}

// charge has the member pay a fee.
func (l *lane) charge(fee programs.Money) {
	l.receive(fee)
	l.tally.fees += int64(fee)
}

// receive counts money that comes in from members and partners.
func (l *lane) receive(m programs.Money) {
	l.flow[min(l.month, l.calendar.months-1)][metrics.Fees] += int64(m)
}

// invitedTo returns the highest level that the member is invited to on joining; 0: none.
func (l *lane) invitedTo(w *worker) uint8 {
	u := -1.0
	for level := len(l.rules.Invited) - 1; level > 0; level-- {
		if l.rules.Invited[level] == 0 {
			continue
		}
		if u < 0 {
			w.traits.start(w.plan.population.seed, l.c.number, forLevel)
			u = w.traits.uniform()
		}
		if u < l.rules.Invited[level] {
			return uint8(level)
		}
	}
	return 0
}

// plan draws when the member does each thing for the first time.
func (l *lane) plan() {
	l.deeds = l.deeds[:0]
	for i := range l.rules.Actions {
		if i == cap(l.deeds) {
			l.deeds = append(l.deeds, deed{})
		}
		l.deeds = l.deeds[:i+1]
		if l.deeds[i].stream == nil {
			l.deeds[i].stream = newStream()
		}
		l.deeds[i].next = l.first(i, l.deeds[i].stream, l.now)
	}
	l.nextUp()
}

// first draws when the member does the i-th action for the first time after day t.
func (l *lane) first(i int, s *stream, t float64) float64 {
	switch action := &l.rules.Actions[i]; {
	case action.PerYear == 0:
		return l.nextBirthday(t)
	case l.c.engages < l.mind.engaged || action.Partner:
		s.start(l.seed, l.c.number, forActions+purpose(i))
		if action.Once { // which is not used up before it counts
			t = max(t, float64(action.From)-float64(l.calendar.start))
		}
		return t + s.ExpFloat64()*daysPerYear/action.PerYear
	}
	return math.Inf(1)
}

// replan carries what the member does over to new rules: actions of the same name and rate go on, what is done once stays done, others begin on day t.
func (l *lane) replan(old *programs.Rules, t float64) {
	// The two lists take turns, so that a change of rules needs no memory of its own.
	l.deeds, l.otherDeeds = l.otherDeeds[:0], l.deeds
	for i := range l.rules.Actions {
		if i == cap(l.deeds) {
			l.deeds = append(l.deeds, deed{})
		}
		l.deeds = l.deeds[:i+1]
		d, action := &l.deeds[i], &l.rules.Actions[i]
		same := slices.IndexFunc(old.Actions, func(a programs.ActionRule) bool { return a.Name == action.Name })
		if same >= 0 && same < len(l.otherDeeds) && (old.Actions[same].PerYear == action.PerYear ||
			action.Once && old.Actions[same].Once && math.IsInf(l.otherDeeds[same].next, 1)) {
			*d, l.otherDeeds[same] = l.otherDeeds[same], *d
			if from := float64(action.From) - float64(l.calendar.start); action.Once && d.next < from {
				d.next = l.first(i, d.stream, from)
			}
			continue
		}
		if d.stream == nil {
			d.stream = newStream()
		}
		d.next = l.first(i, d.stream, t)
	}
	l.nextUp()
}

// nextUp finds the next thing the member does.
func (l *lane) nextUp() {
	l.nextDeed = math.Inf(1)
	for i := range l.deeds {
		l.nextDeed = min(l.nextDeed, l.deeds[i].next)
	}
}

// act carries out what the member does next, to whose day the account has been advanced.
func (l *lane) act() {
	for i := range l.deeds {
		if l.deeds[i].next != l.nextDeed {
			continue
		}
		t, action := l.nextDeed, &l.rules.Actions[i]
		l.deeds[i].next = math.Inf(1)
		switch {
		case action.Once:
		case action.PerYear == 0:
			l.deeds[i].next = l.nextBirthday(t + 1)
		default:
			l.deeds[i].next = t + l.deeds[i].stream.ExpFloat64()*daysPerYear/action.PerYear
		}
		was := l.month
		l.month = min(l.calendar.month(t), l.calendar.months-1)
		if points := l.rules.Act(&l.account, i, l.calendar.start+programs.Day(t)); points > 0 && !l.ended {
			f := &l.flow[l.month]
			f[metrics.PointsIssued] += int64(points)
			l.age(l.month)
			f[metrics.PerkCost] += int64(action.Cost)
			l.tally.cost += int64(action.Cost)
			l.receive(action.Brings)
			if !action.Partner { // who pays for its points itself
				l.settleWithCoalition(f, points, 0)
			}
			l.got += l.faceOf(points)
			if l.watch != nil {
				l.watch(l.step(0, t, action.Name))
			}
		}
		l.month = was
		break
	}
	l.nextUp()
}

// nextBirthday returns the customer's first birthday at or after day t, in the middle of that day.
func (l *lane) nextBirthday(t float64) float64 {
	day := l.c.birthday.OnOrAfter(l.calendar.start + programs.Day(math.Ceil(t)))
	return float64(day-l.calendar.start) + 0.5
}

// renew lets the member decide on the next fee, which is due on a day, and reports whether he pays it.
func (l *lane) renew(due programs.Day) bool {
	fee, every := l.rules.FeeDue(&l.account)
	t := float64(due - l.calendar.start)
	if t >= l.tally.left {
		return false
	}
	if t >= l.calendar.end {
		l.rules.Renew(&l.account) // the run-off is about points, not about fees
		return true
	}
	since := max(1, t-l.paid)
	benefit := l.got * every.InDays() / since
	l.paid, l.got = t, 0
	if fee == 0 {
		l.rules.Renew(&l.account) // nobody declines what is free
		return true
	}
	if !l.mind.off && l.renewals.uniform() >= l.mind.renews(benefit/fee.Float()) {
		return false
	}
	l.rules.Renew(&l.account)
	was := l.month
	l.month = l.calendar.month(t)
	l.charge(fee)
	l.month = was
	l.memory.paid = t
	return true
}

// renews returns the chance that a member pays the next fee when the past period has brought so much per unit of fee.
func (m *mind) renews(ratio float64) float64 {
	if ratio <= 0 {
		return 0
	}
	return logistic(m.Behavior[scenarios.RenewalIntercept] + m.Behavior[scenarios.RenewalSlope]*log(ratio))
}

// end makes a customer of the member again. What he misses at the till he takes as a discount lost.
func (l *lane) end(t float64) {
	l.ended = true
	l.nextDeed = math.Inf(1)
	l.flow[min(l.calendar.month(t), l.calendar.months-1)][metrics.Ended]++
	if t > l.tally.left {
		return // and feels as he did when he left
	}
	l.memory.notice(0, l.mind.Behavior[scenarios.LossWeight], &l.mind.wear, t)
	l.outlook.noticing, l.outlook.immediate, l.outlook.hazardRatio = false, 0, 1
	l.memory.rewarded = false
}

// turnOver puts the next version of the rules in force, on its day, to which the account has been advanced.
func (l *lane) turnOver() {
	old, t := l.rules, l.turn
	day := l.calendar.start + programs.Day(t)
	was := 0.0
	if !l.ended && t < l.tally.left {
		was = l.steady(day)
	}
	mood := l.mind
	l.adopt(l.version + 1)
	l.rules.Adopt(&l.account, old, day, &l.lapsed)
	if l.ended {
		return
	}
	if t >= l.tally.left { // he knows nothing of it, and his account lives on
		l.mind = mood
		l.lapse(day)
		return
	}
	l.replan(old, t)
	l.typical.Day, l.typical.Chosen, l.typical.Sizes = day, l.chosenShare(l.c), l.usualSizes(l.c)
	l.typical.Forget()
	l.rates = l.rates[:0]
	l.rules.Prospect(&l.account, &l.typical, &l.prospect)
	l.mind.consider(&l.outlook, l.c, l.c.engages < l.mind.engaged, &l.prospect)
	l.rank()
	if l.outlook.noticing && l.outlook.steady < 0.95*was {
		l.lapsed.Events |= programs.Devalued
	}
	l.lapse(day)
	l.memory.notice(l.outlook.immediate, l.mind.Behavior[scenarios.LossWeight], &l.mind.wear, t)
	l.aim()
	l.unseen = l.nextDate()
}

// steady returns what membership would steadily bring the customer from this day on under the rules in force, whatever he last saw of it.
func (l *lane) steady(day programs.Day) float64 {
	l.typical.Day = day
	l.rules.Prospect(&l.account, &l.typical, &l.prospect)
	l.mind.consider(&l.outlook, l.c, l.outlook.noticing, &l.prospect)
	return l.outlook.steady
}

// invited tells whether the customer is among the share of those invited into a program.
func (w *worker) invited(c *customer, share float64) bool {
	w.traits.start(w.plan.population.seed, c.number, forInvitation)
	return w.traits.uniform() < share
}

// threshold returns the first purchase at which the customer may join.
func (j *joining) threshold(visits []visit) int {
	if j.afterVisits == 0 && j.afterSpend == 0 {
		return 0
	}
	var spent programs.Money
	for k := range visits {
		if k >= j.afterVisits && spent >= j.afterSpend {
			return k
		}
		spent += visits[k].amount
	}
	return len(visits)
}
