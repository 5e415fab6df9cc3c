package reports

import (
	"fmt"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate"
	"earnburn/simulate/liability"
	"earnburn/simulate/metrics"
)

// Liability is what a program's points mean for the books.
type Liability struct {
	Arm          string        `json:"arm"`
	Missing      string        `json:"missing,omitempty"` // why part of it cannot be told
	RollForwards []RollForward `json:"roll_forwards"`     // points, deferred revenue, incremental cost
	Rates        *Rates        `json:"rates,omitempty"`
	Sensitivity  *Sensitivity  `json:"sensitivity,omitempty"`
}

// RollForward is a balance from month to month.
type RollForward struct {
	Title  string     `json:"title"`
	Unit   string     `json:"unit"`
	Method string     `json:"method"`
	Lines  []Movement `json:"lines"` // the first is the opening balance, the last the closing one, to which the others add up
}

// Movement is one line of a roll-forward.
type Movement struct {
	Name   string     `json:"name"`
	Months []Estimate `json:"months"`
	Whole  Estimate   `json:"whole"` // over the horizon
}

// Rates are ultimate redemption rates and their estimates.
type Rates struct {
	Method   string `json:"method"`
	Cut      string `json:"cut,omitempty"` // what the chain ladder leaves out
	ByMonth  []Rate `json:"by_month"`      // of all points issued so far
	ByCohort []Rate `json:"by_cohort"`     // by month of issue, as seen from the end of the horizon
}

// Rate is a redemption rate by several methods.
type Rate struct {
	Month       int      `json:"month"` // from 1
	True        Estimate `json:"true"`
	Naive       Estimate `json:"naive"`
	ChainLadder Estimate `json:"chain_ladder"`
	LifeTable   Estimate `json:"life_table"`
}

// Sensitivity is the closing liability with the ultimate redemption rate one percentage point lower and higher.
type Sensitivity struct {
	Method   string  `json:"method"`
	Deferred Shifted `json:"deferred"`
	Cost     Shifted `json:"cost"`
}

// Shifted is a balance at three rates.
type Shifted struct {
	Lower  Estimate `json:"lower"`
	Value  Estimate `json:"value"`
	Higher Estimate `json:"higher"`
}

// liabilities are those of all programs with points, where points were counted by month of issue.
func (r *Report) liabilities(res *simulate.Result) {
	if !res.Options.Cohorts || !r.intervals || r.asked != nil {
		return
	}
	for i := range r.Arms {
		if r.Arms[i].Baseline || !res.Arms[i].Running.HasPoints {
			continue
		}
		l := Liability{Arm: r.Arms[i].Name, RollForwards: []RollForward{}}
		book := func(roll *liability.RollForward, err error) {
			if err != nil {
				l.Missing = err.Error()
				return
			}
			l.RollForwards = append(l.RollForwards, newRollForward(roll))
		}
		book(liability.Points(&res.Data, i))
		book(liability.Deferred(&res.Data, i, liability.ByTheTable))
		book(liability.IncrementalCost(&res.Data, i, liability.ByTheTable))
		if rates, err := liability.RatesOf(&res.Data, i); err != nil {
			l.Missing = err.Error()
		} else {
			l.Rates = &Rates{Method: rates.Method, Cut: rates.Cut, ByMonth: newRates(rates.ByMonth), ByCohort: newRates(rates.ByCohort)}
		}
		if s, err := liability.SensitivityOf(&res.Data, i, liability.ByTheTable); err != nil {
			l.Missing = err.Error()
		} else {
			l.Sensitivity = &Sensitivity{Method: s.Method, Deferred: newShifted(s.Deferred), Cost: newShifted(s.Cost)}
		}
		r.Liability = append(r.Liability, l)
	}
}

func newRollForward(x *liability.RollForward) RollForward {
	r := RollForward{Title: x.Title, Unit: x.Unit, Method: x.Method}
	for _, l := range x.Lines {
		m := Movement{Name: l.Name, Whole: newEstimate(l.Whole)}
		for _, e := range l.Months {
			m.Months = append(m.Months, newEstimate(e))
		}
		r.Lines = append(r.Lines, m)
	}
	return r
}

func newRates(list []liability.Rate) []Rate {
	var rates []Rate
	for _, x := range list {
		rates = append(rates, Rate{
			Month: x.Month + 1, True: newEstimate(x.True), Naive: newEstimate(x.Naive), ChainLadder: newEstimate(x.ChainLadder), LifeTable: newEstimate(x.LifeTable),
		})
	}
	return rates
}

func newShifted(x liability.Range) Shifted {
	return Shifted{newEstimate(x.Lower), newEstimate(x.Value), newEstimate(x.Higher)}
}

// books are the tables of the liability of one program.
func (r *Report) books(p *page, a *Arm) {
	for _, l := range r.Liability {
		if l.Arm != a.Name {
			continue
		}
		for i := range l.RollForwards {
			r.rollForward(p, &l.RollForwards[i])
		}
		if l.Sensitivity != nil {
			s := l.Sensitivity
			g := &grid{header: []string{"closing, in " + r.world.Currency, "1 pp lower", "as estimated", "1 pp higher"}, group: 1}
			g.add("Deferred revenue", WithError(s.Deferred.Lower, metrics.Money), WithError(s.Deferred.Value, metrics.Money), WithError(s.Deferred.Higher, metrics.Money))
			g.add("Incremental cost", WithError(s.Cost.Lower, metrics.Money), WithError(s.Cost.Value, metrics.Money), WithError(s.Cost.Higher, metrics.Money))
			p.add(section{heading: "Liability: if the redemption rate is off by a percentage point", table: g, after: []string{s.Method}})
		}
		r.rates(p, l.Rates)
		if l.Missing != "" {
			p.add(section{heading: "Liability", text: []string{l.Missing + "."}})
		}
	}
}

func (r *Report) rollForward(p *page, x *RollForward) {
	months := r.Scenario.Months
	kind, unit := metrics.Money, r.world.Currency
	if x.Unit == "points" {
		kind, unit = metrics.Points, "points"
	}
	g := &grid{header: []string{"in " + unit, fmt.Sprintf("month %d", months), "all " + english.Many(months, "month")}, group: 1}
	for i, line := range x.Lines {
		if i > 0 && i < len(x.Lines)-1 && line.Whole.Value != nil && *line.Whole.Value == 0 {
			continue
		}
		name := line.Name
		if i == len(x.Lines)-1 {
			name = "= " + name
		}
		g.add(name, WithError(line.Months[months-1], kind), WithError(line.Whole, kind))
	}
	p.add(section{heading: "Liability: " + strings.ToLower(x.Title), table: g, after: []string{x.Method}})
}

// rates show how wrong an estimate of the redemption rate is, and for how long.
func (r *Report) rates(p *page, x *Rates) {
	if x == nil {
		return
	}
	g := &grid{header: []string{"at the end of month", "true", "naive", "chain ladder", "life table"}}
	for _, m := range milestones(len(x.ByMonth)) {
		if m < 3 {
			continue
		}
		rate := x.ByMonth[m-1]
		cell := func(e Estimate) string {
			if e.Value == nil {
				return "n/a"
			}
			return WithError(e, metrics.Share)
		}
		g.add(english.Group(float64(m), 0), cell(rate.True), cell(rate.Naive), cell(rate.ChainLadder), cell(rate.LifeTable))
	}
	after := []string{x.Method}
	if x.Cut != "" {
		after = append(after, x.Cut+".")
	}
	p.add(section{heading: "Ultimate redemption rate of all points issued so far, and what an accountant would estimate", table: g, after: after})
}
