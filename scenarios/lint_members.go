package scenarios

import (
	"fmt"
	"math"

	"earnburn/programs"
)

// reached calls visit with the share of all customers who reach each level that is not by invitation.
func reached(s *stage, window func(*arithmetic) float64, visit func(level int, share float64, days float64)) {
	if s.regime.Tiers == nil {
		return
	}
	for level := 1; level < len(s.rules.Levels); level++ {
		if s.regime.Tiers.Levels[level].Invited != nil {
			continue
		}
		share, days := 0.0, 0.0
		for i := range s.world.Segments {
			a := s.in(i)
			days = window(a)
			share += a.segment.Share * a.reach(level, days)
		}
		visit(level, share, days)
	}
}

func tierOutOfReach(l *linter, s *stage) {
	reached(s, (*arithmetic).windowDays, func(level int, part, days float64) {
		if part < 0.001 {
			l.warn(s.regime.Path(fmt.Sprintf("tiers.levels[%d].from", level)), "%s of customers reach %s within %s if they buy as without a program; lower it or give more time",
				inPercent(part), s.rules.Levels[level], spanOf(days))
		}
	})
}

func tierReachedByAll(l *linter, s *stage) {
	window := func(a *arithmetic) float64 { return min(daysPerYear, a.windowDays()) }
	reached(s, window, func(level int, part, days float64) {
		if part > 0.9 {
			l.warn(s.regime.Path(fmt.Sprintf("tiers.levels[%d].from", level)), "%s of customers reach %s within %s if they buy as without a program, so it sets nobody apart; raise it or give its benefits to all",
				inPercent(part), s.rules.Levels[level], spanOf(days))
		}
	})
}

// feeNobodyPays looks at the rules that hold first: who does not join then has no reason to look at later ones.
func feeNobodyPays(l *linter) {
	if l.program.Fee == nil || len(l.stages) == 0 {
		return
	}
	const twentieth, more = 0.95, 1.15
	best, fee := 0.0, math.Inf(1)
	for _, a := range l.stages[0].segments() {
		best = max(best, a.best(twentieth))
		fee = a.annualFee()
	}
	if !math.IsInf(fee, 1) && best*more < fee {
		l.warn("fee", "membership costs %.2f a year and brings the best twentieth of customers %.2f, so nobody has a reason to pay; lower the fee or give more", fee, best)
	}
}

func versionsNotInRun(l *linter) {
	w, versions := l.world, l.program.Versions
	if len(versions) == 0 {
		return
	}
	for _, v := range versions {
		if v.From.Day > w.Start && v.From.Day < w.end() {
			return
		}
	}
	first := versions[0].From.Day
	which := "the last rules"
	if first >= w.end() {
		which = "the rules before the first change"
	}
	l.warn("versions[0].from", "the rules change on %s and the scenario lasts from %s to %s, so this run has %s only; to see the change happen: --set scenario.start=%s",
		first, w.Start, w.end()-1, which, earlier(first, w.Months))
}

// earlier is a first of January a quarter of a year or more before a day, or the first of a month halfway where the horizon is short.
func earlier(d programs.Day, months int) programs.Day {
	const quarter, long = 90, 18
	if months >= long {
		return programs.DayOf((d - quarter).Year(), 1, 1)
	}
	year, month, _ := d.Date()
	if months < 2 {
		return d - 1
	}
	return programs.DayOf(year, month-months/2, 1)
}
