package scenarios

import (
	"fmt"
	"math"

	"earnburn/programs"
)

// neverInRun finds rules that no day meets on which they are in force within the horizon. What several versions share is looked at over all of them.
func neverInRun(l *linter) {
	type dead struct{ path, at, why string }
	var list []dead
	holds := map[string]bool{}
	for i, v := range l.program.Versions {
		if v.From.Day >= l.world.end() && l.stages[len(l.stages)-1].regime.From > l.world.Start { // or it is all of them: see versionsNotInRun
			at := fmt.Sprintf("versions[%d].from", i)
			list = append(list, dead{at, at, fmt.Sprintf("begins on %s and the scenario lasts from %s to %s", v.From.Day, l.world.Start, l.world.end()-1)})
		}
	}
	for i := range l.stages {
		s := &l.stages[i]
		s.dated(func(path, below string, when *programs.Condition) {
			path = s.regime.Path(path)
			key, why, never := s.outside(when)
			if never {
				list = append(list, dead{path, path + below + key, why})
			} else {
				holds[path] = true
			}
		})
	}
	for _, d := range list {
		if !holds[d.path] {
			l.warn(d.at, "this %s, so it never comes in this run; change the date, or the time of the scenario: --set scenario.start=DATE, scenario.months=NUMBER", d.why)
		}
	}
}

// dated visits what these rules do by dates: the path of the rule, where below it the dates stand, and the dates as a condition.
func (s *stage) dated(visit func(path, below string, when *programs.Condition)) {
	conditions(&s.regime.Blocks, func(path string, when *programs.Condition) { visit(path, "", when) })
	if p := s.regime.Points; p != nil {
		for i := range p.Actions {
			visit(fmt.Sprintf("points.actions[%d]", i), "", &programs.Condition{From: p.Actions[i].From, To: p.Actions[i].To})
		}
	}
	if c := s.program.Coalition; c != nil {
		for i := range c.Partners {
			if until := c.Partners[i].Until; until != nil && until.Day < s.world.Start {
				visit(fmt.Sprintf("coalition.partners[%d]", i), ".until", &programs.Condition{To: until})
			}
		}
	}
}

// budgetSpentEarly finds budgets of points for all members together that last for a small part of the time.
func budgetSpentEarly(l *linter, s *stage) {
	const small = 0.1
	if s.regime.Points == nil {
		return
	}
	members, who := float64(s.world.Customers), "all customers"
	if e := s.program.Enrollment; e != nil && e.Stated > 0 {
		members *= e.Stated.Float()
		who = inPercent(e.Stated.Float()) + " of customers"
	} else if e != nil && e.Invited != nil {
		members *= e.Invited.Float()
		who = inPercent(e.Invited.Float()) + " of customers"
	}
	year := 0.0 // points issued
	for _, a := range s.segments() {
		basket := a.segment.Basket.mean()
		each := a.perYear()*a.gain(0, basket, a.perYear()).Float() + a.flow(daysPerYear).mean()
		year += members * a.segment.Share * each
	}
	welcome, joining := members*s.rules.Welcome.Float(), ""
	if welcome > 0 {
		joining = fmt.Sprintf(" and %s on joining", short(welcome))
	}
	for i, c := range s.regime.Points.Caps {
		if c.Per != "program" || year == 0 {
			continue
		}
		all, lasts := float64(s.last-s.first+1), max(0, (c.Points.Float()-welcome)/year*daysPerYear)
		if lasts < small*all {
			l.warn(s.regime.Path(fmt.Sprintf("points.caps[%d]", i)), "a budget of %s points lasts for %s of %s days if %s are members, who earn %s a year%s, and purchases earn nothing from then on; %s last to the end",
				c.Points, short(math.Round(lasts)), short(all), who, short(year), joining, short(year*all/daysPerYear+welcome))
		}
	}
}
