package simulate

import (
	"slices"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// plan is everything a run needs that does not change while it runs; workers share it.
type plan struct {
	world       *scenarios.World
	calendar    *calendar
	population  *population
	arms        []armPlan // the baseline first
	rough       bool      // see Options
	depth       bool      // see Options
	limits      []rank    // between deciles
	cohorts     bool      // see Options
	yearAgo     float64   // day on which the last year of the horizon begins
	twoYearsAgo float64   // and the year before it; +Inf when the horizon has none
}

// armPlan is one arm made ready; the baseline has no versions.
type armPlan struct {
	Arm
	versions  []version // of the program's rules, those in force at the start first
	joining   joining
	mixes     [][]programs.Mix // by tender; the last for customers with none of those named
	engaged   float64          // share of members who notice what comes later, the largest of all versions
	automatic bool             // some reward comes without being asked for
	discounts bool             // something comes off at the till
	birthdays bool             // somebody has to know customers' birthdays
	solution  solution
}

// version is rules that are in force for a time, and what people make of them.
type version struct {
	from  float64 // day on which it takes over; of the first, the start
	rules *programs.Rules
	mind  *mind
	still bool      // what a purchase brings never changes
	dates []float64 // days on which rules begin or end, within the horizon
}

func newPlan(w *scenarios.World, arms []Arm, seed uint64) (*plan, error) {
	c := newCalendar(w.Start, w.Months, w.Season)
	p := &plan{world: w, calendar: c, population: newPopulation(w, c, seed), yearAgo: c.begin(max(0, w.Months-12))}
	p.twoYearsAgo = p.yearAgo
	if w.Months >= 24 {
		p.twoYearsAgo = c.begin(w.Months - 24)
	}
	p.arms = append(p.arms, armPlan{Arm: Arm{Name: Baseline}})
	var problems document.Problems
	for _, a := range arms {
		rules, err := a.Program.Compile(w.Vocabulary())
		if err != nil {
			if found, ok := err.(document.Problems); ok {
				problems = append(problems, found...)
				continue
			}
			return nil, err
		}
		if a.Program, err = a.Program.In(w.Vocabulary()); err != nil { // running costs are read from it
			return nil, err
		}
		p.arms = append(p.arms, newArmPlan(w, a, rules, int(c.end)))
		p.population.birthdays = p.population.birthdays || p.arms[len(p.arms)-1].birthdays
	}
	return p, problems.Err()
}

func newArmPlan(w *scenarios.World, a Arm, rules *programs.Rules, days int) armPlan {
	behavior := w.Behavior
	p := armPlan{Arm: a, joining: newJoining(w, &behavior, a.Program), mixes: mixes(w)}
	last := w.Start + programs.Day(days) - 1
	from := 0 // day on which r begins
	for r := rules.On(w.Start); ; r = r.Next {
		v := version{rules: r, mind: newMind(w, &behavior, a.Program, r, from, days), still: r.Still(), from: float64(from)}
		for _, d := range r.Dates(w.Start+1, last) {
			v.dates = append(v.dates, float64(d-w.Start))
		}
		p.versions = append(p.versions, v)
		p.discounts = p.discounts || r.Discounts()
		p.engaged = max(p.engaged, v.mind.engaged)
		p.automatic = p.automatic || slices.Contains(r.Automatic, true)
		p.birthdays = p.birthdays || r.Birthdays
		if r.Next == nil || r.NextFrom > last {
			return p
		}
		from = int(r.NextFrom - w.Start)
	}
}

// behavior returns the parameters of the arm, which all its versions share.
func (a *armPlan) behavior() *scenarios.Behavior { return a.versions[0].mind.Behavior }

// mixes returns the categories a customer buys in, by his usual means of payment.
func mixes(w *scenarios.World) [][]programs.Mix {
	out := make([][]programs.Mix, len(w.Tenders)+1)
	for t := range out {
		tender := uint8(t)
		if t == len(w.Tenders) {
			tender = programs.NoTender
		}
		for i, c := range w.Categories {
			out[t] = append(out[t], programs.Mix{Category: uint8(i), Tender: tender, Share: c.Share})
		}
	}
	return out
}

// mix returns the customer's mix.
func (a *armPlan) mix(c *customer) []programs.Mix {
	return a.mixes[min(int(c.tender), len(a.mixes)-1)]
}

// facts returns what metrics need to know of the run.
func (p *plan) facts() metrics.Facts {
	c, w := p.calendar, p.world
	f := metrics.Facts{
		Months: w.Months, Population: p.population.total, DiscountRate: w.DiscountRate,
		MonthStart: c.begins(0, w.Months), RunoffStart: c.begins(w.Months, w.Months+metrics.RunoffMonths), Survey: w.Survey, Currency: w.Currency,
	}
	for _, s := range w.Segments {
		f.Segments = append(f.Segments, s.Name)
	}
	return f
}

// running returns what running the arm's program costs: its own costs, else the scenario's for programs with accounts.
func (p *plan) running(a *armPlan) metrics.Running {
	if a.Program == nil {
		return metrics.Running{}
	}
	r := metrics.Running{}
	for i := range a.versions {
		rules := a.versions[i].rules
		r.HasPoints = r.HasPoints || rules.HasPoints
		face := rules.FacePerPoint
		if face == 0 { // of rewards that take off a share
			face = rules.FaceTo(p.population.basket())
		}
		if face > 0 {
			r.FacePerPoint = face
		}
	}
	a.describePoints(&r)
	switch costs, usual := a.Program.Costs, p.world.Operations; {
	case costs != nil:
		r.Setup, r.PerMonth, r.PerMemberYear = costs.Setup.Float(), costs.PerMonth.Float(), costs.PerMemberYear.Float()
	case a.Program.HasAccounts():
		r.Setup, r.PerMonth, r.PerMemberYear = usual.Setup.Float(), usual.PerMonth.Float(), usual.PerMemberYear.Float()
	}
	for _, b := range a.Program.BeyondMoney {
		r.PerMemberYear += b.Cost.Float()
	}
	return r
}
