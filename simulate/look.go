package simulate

import (
	"earnburn/programs"
	"earnburn/scenarios"
)

// enter takes in membership on joining. The customer has just thought it over, so only what he fails to notice changes his mind, and what has begun or ended
// since the rules did.
func (l *lane) enter() {
	m, p := l.mind, &l.prospect
	off, gain := p.MoneyOff, p.Gain
	l.typical.Day = l.day()
	l.rules.Prospect(&l.account, &l.typical, p)
	l.unseen = l.nextDate()
	begun := len(l.dates) > 0 && l.dates[0] < l.unseen
	if noticing := l.c.engages < m.engaged; !noticing || begun || p.MoneyOff != off || p.Gain != gain || l.account.Level > 0 {
		m.consider(&l.outlook, l.c, noticing, p)
	}
	l.unmoved = l.c.engages >= l.arm.engaged && !l.arm.discounts && l.rules.Fee == nil
	l.rates = l.rates[:0]
	l.rank()
	l.memory.notice(l.outlook.immediate, 1, &m.wear, l.now)
	l.aim()
}

// look takes in what rules and account now offer.
func (l *lane) look() {
	if !(l.mind.off || l.still || l.unmoved || l.ended) {
		l.lookAgain()
	}
}

// lookAgain is look where something may have moved.
func (l *lane) lookAgain() {
	m, o, p := l.mind, &l.outlook, &l.prospect
	off, gain := p.MoneyOff, p.Gain
	l.typical.Day = l.day()
	climbed := l.level != int(l.account.Level)
	if climbed || !l.rules.Progress(&l.account, &l.typical, p) {
		l.rules.Prospect(&l.account, &l.typical, p)
	}
	changed := p.MoneyOff != off || p.Gain != gain
	if l.now >= l.unseen { // rewards and perks may have begun or ended too
		l.unseen, changed = l.nextDate(), true
	}
	if climbed || changed {
		loss := m.Behavior[scenarios.LossWeight]
		if climbed {
			loss = 1 // the blow of a lost tier is an effect of its own
		} else {
			l.rates = l.rates[:0] // the rules themselves have changed
		}
		m.consider(o, l.c, o.noticing, p)
		l.rank()
		l.memory.notice(o.immediate, loss, &m.wear, l.now)
	}
	l.aim()
}

// aim takes in what moves between purchases: the next level and the points next to lapse.
func (l *lane) aim() {
	o, p := &l.outlook, &l.prospect
	if !o.noticing {
		return
	}
	o.ascent = l.mind.ahead(o, &p.Next, l.calendar.start)
	o.lapsing = 0
	if p.LapseDay != programs.Never && o.goal.reward >= 0 && (o.linear > 0 || l.account.Balance.Float() >= o.goal.threshold) {
		o.lapse = float64(p.LapseDay + 1 - l.calendar.start)
		o.lapsing = o.perPoint * p.LapsePoints.Float()
	}
}

// rank takes in the level held: what holding it does to the customer's loyalty.
func (l *lane) rank() {
	l.level = int(l.account.Level)
	if l.level > 0 && l.outlook.noticing {
		l.outlook.hazardRatio *= l.mind.tierRatio(l.ladder(), l.level)
	}
}

// ladder returns what each level steadily brings the customer. Most customers never need it, so it is worked out when it is.
func (l *lane) ladder() []float64 {
	if len(l.rates) == 0 && l.rules.HasTiers && l.outlook.noticing {
		var other outlook
		var p programs.Prospect
		for i := range l.rules.Levels {
			l.probe.Level = uint8(i)
			l.rules.Prospect(l.probe, &l.typical, &p)
			l.mind.consider(&other, l.c, true, &p)
			l.rates = append(l.rates, other.steady)
		}
	}
	return l.rates
}
