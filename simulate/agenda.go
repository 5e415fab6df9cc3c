package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// agenda returns the next day on which something is scheduled in the account, a purchase comes back, the member does something besides buying, a rule
// begins or ends, or new rules take over; +Inf without any.
func (l *lane) agenda() float64 {
	next := l.nextDeed
	if l.turn < next {
		next = l.turn
	}
	if at := float64(l.account.NextDate) - float64(l.calendar.start); at < next && l.account.NextDate != programs.Never {
		next = at
	}
	if len(l.returns) == 0 && len(l.dates) == 0 {
		return next
	}
	if len(l.returns) > 0 {
		next = min(next, l.returns[0].bought+l.c.seg.ReturnLag)
	}
	return min(next, l.nextDate())
}

// nextDate returns the next day on which a rule begins or ends; +Inf without any.
func (l *lane) nextDate() float64 {
	for _, at := range l.dates {
		if at > l.now {
			return at
		}
	}
	return math.Inf(1)
}

// settle brings the account to day t: what is scheduled, the purchases that come back and what the member does, each on its day.
func (l *lane) settle(w *worker, t float64) {
	for {
		back := math.Inf(1)
		if len(l.returns) > 0 {
			back = l.returns[0].bought + l.c.seg.ReturnLag
		}
		if back > t && l.nextDeed > t {
			break
		}
		if due := l.nextDeed; due < back {
			l.advance(l.calendar.start + programs.Day(due))
			if l.nextDeed == due { // new rules may know no such action any more
				l.act()
			}
			continue
		}
		l.advance(l.calendar.start + programs.Day(back))
		l.unpack(w, back)
	}
	l.advance(l.calendar.start + programs.Day(t))
}

// advance brings the account to a day, from version to version of the rules, and counts what lapsed, in the month of that day.
func (l *lane) advance(d programs.Day) {
	for {
		at := l.account.NextDate
		if turn := l.turn; turn <= float64(d-l.calendar.start) && float64(at-l.calendar.start) > turn {
			l.turnOver()
			continue
		}
		if at > d {
			return
		}
		if l.rules.Fee != nil && l.account.PaidUntil() < at && l.renew(at) {
			continue
		}
		l.rules.Advance(&l.account, at, &l.lapsed)
		l.lapse(at)
	}
}

// lapse counts what an advance to a day let expire or brought.
func (l *lane) lapse(at programs.Day) {
	t := float64(at - l.calendar.start)
	month := min(l.calendar.month(t), l.calendar.months-1)
	f := &l.flow[month]
	f[metrics.PointsExpired] += int64(l.lapsed.Points)
	f[metrics.CardsExpiredFace] += int64(l.lapsed.CardsFace)
	if l.rules.Unusual {
		f[metrics.PointsForfeited] += int64(l.lapsed.Forfeited)
		f[metrics.PointsIssued] += int64(l.lapsed.Converted)
		if t < l.tally.left { // who has left takes no perks
			f[metrics.PerkCost] += int64(l.lapsed.PerkCost)
			l.tally.cost += int64(l.lapsed.PerkCost)
			l.got += l.lapsed.PerkWorth.Float()
		}
		if l.lapsed.Events&programs.Ended != 0 {
			l.end(t)
		}
	}
	l.age(month)
	l.experience(l.lapsed.Events, t)
	if l.watch != nil && l.lapsed.Events != 0 {
		l.watch(l.step(0, t, describe(l.lapsed.Events)))
	}
}

// experience turns an account's events into what the member remembers. Effects start anew; they do not stack with themselves. Who has left is not moved by
// what becomes of his account.
func (l *lane) experience(e programs.Events, t float64) {
	if t > l.tally.left {
		return
	}
	s, m, now := &l.memory, l.mind, int(l.account.Level)
	if e&programs.Promoted != 0 {
		s.promoted = effect{t + quarter, m.climbIndex(l.ladder(), min(l.level, now-1), now)}
	}
	if e&programs.Demoted != 0 {
		s.demoted = effect{t + halfYear, m.climbIndex(l.ladder(), min(now, l.level-1), l.level)}
	}
	if e&programs.MissedNarrowly != 0 {
		s.missed = effect{t + quarter, m.stepIndex(l.ladder(), int(l.lapsed.Missed))}
	}
	if e&programs.LostReward != 0 {
		s.robbed = t + halfYear
	}
	if e&programs.Redeemed != 0 {
		s.redeemed, s.pleased = t, t+halfYear
	}
	if e&programs.Devalued != 0 {
		s.devalued = t + halfYear
	}
	if e&(programs.Promoted|programs.Demoted|programs.MissedNarrowly|programs.LostReward) != 0 {
		s.shaken = max(s.promoted.until, s.demoted.until, s.missed.until, s.robbed)
	}
}
