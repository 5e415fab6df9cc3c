package scenarios

import (
	"fmt"
	"math"
	"slices"

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

// few is the share of customers below which hardly anyone reaches a level.
const few = 0.001

func tierOutOfReach(l *linter, s *stage) {
	reached(s, (*arithmetic).windowDays, func(level int, part, days float64) {
		for _, day := range s.openings()[1:] { // rules that begin later may lead there
			if part < few {
				part = 0
				for i := range s.world.Segments {
					a := s.in(i).on(day)
					part += a.segment.Share * a.reach(level, a.windowDays())
				}
			}
		}
		if part >= few {
			return
		}
		how, fix, path := "if they buy as without a program", "lower it or give more time", fmt.Sprintf("tiers.levels[%d].from", level)
		if key, why, found := s.undated(level); found {
			how, fix, path = "because "+why, "change the date, or the time of the scenario", key
		}
		l.warn(s.regime.Path(path), "%s of customers reach %s within %s %s; %s", inPercent(part), s.rules.Levels[level], spanOf(s.wholeWindow()), how, fix)
	})
}

// undated finds the date that keeps customers from a level: of what counts, of what earns where points are counted, or one that leaves only a part of a
// window that would be enough.
func (s *stage) undated(level int) (path, why string, found bool) {
	t := s.regime.Tiers
	if key, why, never := s.outside(&t.When); never {
		return "tiers.when" + key, "what counts " + why, true
	}
	if a := s.in(0); t.By[0] == "points" && a.gain(0, a.segment.Basket.median(), a.perYear()) == 0 {
		for i := range s.regime.Points.Earn {
			if key, why, never := s.outside(&s.regime.Points.Earn[i].When); never {
				return fmt.Sprintf("points.earn[%d].when", i) + key, "what earns " + why, true
			}
		}
	}
	whole, share := s.wholeWindow(), 0.0
	part := s.counted(&t.When, whole)
	for i := range s.world.Segments {
		share += s.world.Segments[i].Share * s.in(i).reach(level, whole)
	}
	if part < whole && share >= few {
		return "tiers.when", fmt.Sprintf("purchases count on %s of %s days only", short(math.Round(part)), short(math.Round(whole))), true
	}
	return "", "", false
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
		l.warn("fee", "membership costs %s a year and brings the best twentieth of customers %s, so nobody has a reason to pay; lower the fee or give more", inMoney(fee), inMoney(best))
	}
}

// nobodyJoins looks for programs that customers would have to find worth joining though nothing in them is worth anything. With a fee it is that which
// nobody pays.
func nobodyJoins(l *linter) {
	if l.program.JoinsBy() != programs.JoinsByAppeal || givesSomething(&l.program.Blocks) {
		return
	}
	for i := range l.program.Versions {
		if givesSomething(&l.program.Versions[i].Blocks) {
			return
		}
	}
	l.warn("enrollment", "customers join for what a program is worth to them, and nothing in this one is worth money, so nobody does; make it automatic, or give members something")
}

// givesSomething tells whether rules hold anything that is worth money to some member.
func givesSomething(b *programs.Blocks) bool {
	worth := func(perks []programs.Perk) bool {
		return slices.ContainsFunc(perks, func(p programs.Perk) bool { return p.Worth > 0 })
	}
	return len(b.Discounts) > 0 || worth(b.Perks) || b.Points != nil && len(b.Points.Rewards) > 0 ||
		b.Tiers != nil && slices.ContainsFunc(b.Tiers.Levels, func(l programs.Level) bool { return l.Discount != nil || worth(l.Perks) })
}

func versionsNotInRun(l *linter) {
	w, versions := l.world, l.program.Versions
	inRun := false
	for _, v := range versions {
		inRun = inRun || v.From.Day > w.Start && v.From.Day < w.end()
	}
	if len(versions) == 0 || inRun {
		return
	}
	first := versions[0].From.Day
	which := "the rules before the first change"
	for i, v := range versions {
		if v.From.Day <= w.Start {
			which = fmt.Sprintf("the rules of %s", v.From.Day)
			if i == len(versions)-1 {
				which = "the last rules"
			}
		}
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
