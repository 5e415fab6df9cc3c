package reports

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/english"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// WhatIfSchema names the shape of the answer to a what-if question as JSON.
const WhatIfSchema = "earnburn/whatif/v1"

// WhatIf reports variants and sweeps beside the inputs as given, all with the same customers.
type WhatIf struct {
	Schema       string   `json:"schema"`
	Headline     string   `json:"headline"`
	Earnburn     Build    `json:"earnburn"`
	InputsSHA256 string   `json:"inputs_sha256"` // of Inputs
	Inputs       Inputs   `json:"inputs"`        // as given
	Scenario     Scenario `json:"scenario"`
	Points       []Point  `json:"points"`  // the inputs as given first; as many as were simulated
	Partial      bool     `json:"partial"` // interrupted: some points are missing

	parts   []WhatIfPart
	metrics []*metrics.Metric
	asked   bool
	most    int
	money   string
	errors  string // which the numbers have, in words
}

// Point is one set of changes and what came of it.
type Point struct {
	Number      int          `json:"point"` // 0 is the inputs as given
	Name        string       `json:"name"`  // of the variant or sweep; "" as given
	Set         []Set        `json:"set"`
	Arms        []PointArm   `json:"arms"`
	Differences []Difference `json:"differences"` // of each pair of programs
}

// Set is one change.
type Set struct {
	Path      string `json:"path"`
	Value     string `json:"value"`
	FromMonth int    `json:"from_month,omitempty"` // of the horizon; absent: from the beginning
}

// PointArm is an arm at a point.
type PointArm struct {
	Name     string                 `json:"name"`
	Baseline bool                   `json:"baseline"`
	Metrics  map[string]PointMetric `json:"metrics"`
}

// PointMetric is a metric of an arm at a point, and its paired difference from the inputs as given.
type PointMetric struct {
	Estimate
	Change       *Estimate `json:"change"`                  // against the baseline at the same point
	AgainstGiven *Estimate `json:"against_given,omitempty"` // the same arm of the inputs as given; absent for these themselves
}

// WhatIfPart is the points that are shown together: the variants, or one sweep.
type WhatIfPart struct {
	Title string
	Axes  []scenarios.Axis // of a sweep
	Grid  bool             // all combinations of the axes
	First int              // index of its first point
	Size  int
}

// NewWhatIf begins a report, of the inputs as they were read. Asked are the metrics to show; nil means those that matter most.
func NewWhatIf(given *study.Case, p *study.Points, parts []WhatIfPart, build Build, asked []*metrics.Metric) (*WhatIf, error) {
	inputs, sum, err := NewInputs(given.World, given.Arms)
	if err != nil {
		return nil, err
	}
	w := given.World
	r := &WhatIf{
		Schema: WhatIfSchema, Earnburn: build, Inputs: inputs, InputsSHA256: sum,
		Scenario: Scenario{Name: w.Name, Months: w.Months, Seed: p.Options.Seed, Customers: w.Customers},
		Points:   []Point{}, parts: parts, metrics: asked, asked: asked != nil, most: len(p.List) + 1, money: w.Currency, errors: errorsOf(w),
	}
	if !r.asked {
		r.metrics = WhatIfMetrics()
	}
	return r, nil
}

// WhatIfMetrics are those shown unless others are asked for.
func WhatIfMetrics() []*metrics.Metric {
	return metricsNamed([]string{headline, "program_cost", "incremental_sales_pct", "nps_change"})
}

// Add takes over the outcome of a point, which come in order; nil is the point of the inputs as given.
func (r *WhatIf) Add(p *study.Point, o *study.Outcome, simulated int) {
	point := Point{Number: len(r.Points), Set: []Set{}, Differences: []Difference{}}
	if p != nil {
		point.Name = p.Name
		for _, c := range p.Set {
			point.Set = append(point.Set, Set{c.Path, c.Value, c.FromMonth})
		}
	} else {
		r.Scenario.Sample = simulated
	}
	for i, a := range o.Arms {
		arm := PointArm{Name: a.Name, Baseline: i == 0, Metrics: map[string]PointMetric{}}
		for k, x := range a.Metrics {
			change := newEstimate(x.Change)
			m := PointMetric{Estimate: newEstimate(x.Value), Change: &change}
			if p != nil {
				against := newEstimate(a.Against[k])
				m.AgainstGiven = &against
			}
			arm.Metrics[x.Metric.Name] = m
		}
		point.Arms = append(point.Arms, arm)
	}
	for _, pair := range o.Pairs {
		for k, e := range pair.Metrics {
			point.Differences = append(point.Differences, Difference{Arm: pair.Arm, Against: pair.Against, Metric: r.metrics[k].Name, Estimate: newEstimate(e)})
		}
	}
	r.Points = append(r.Points, point)
}

// Finish completes the report; points that are missing were not simulated because of an interruption.
func (r *WhatIf) Finish() {
	r.Partial = len(r.Points) < r.most
	r.Headline = r.sentence()
}

// Write writes the report as a format of --format.
func (r *WhatIf) Write(w io.Writer, format string, l Layout) error { return write(r, w, format, l) }

// records are those of the CSV, a long table: the changes of a point in a column for each path, then what the number is and what it is compared with.
func (r *WhatIf) records() [][]string {
	var paths []string
	for _, p := range r.Points {
		for _, s := range p.Set {
			if !slices.Contains(paths, s.Path) {
				paths = append(paths, s.Path)
			}
		}
	}
	header := slices.Concat([]string{"point", "name", "from_month"}, paths, []string{"arm", "against", "metric", "value", "low", "high", "se"})
	rows := [][]string{header}
	for _, p := range r.Points {
		from := ""
		for i := range p.Set {
			if p.Set[i].FromMonth > 0 {
				from = strconv.Itoa(p.Set[i].FromMonth)
			}
		}
		start := []string{strconv.Itoa(p.Number), plainText(p.Name), from}
		for _, path := range paths {
			value := ""
			if i := slices.IndexFunc(p.Set, func(s Set) bool { return s.Path == path }); i >= 0 {
				value = plainText(p.Set[i].Value)
			}
			start = append(start, value)
		}
		add := func(arm, against, metric string, e *Estimate) {
			rows = append(rows, slices.Concat(start, []string{plainText(arm), plainText(against), metric, digits(e.Value), digits(e.Low), digits(e.High), digits(e.SE)}))
		}
		for _, a := range p.Arms {
			for _, m := range r.metrics {
				x := a.Metrics[m.Name]
				add(a.Name, "", m.Name, &x.Estimate)
				if x.AgainstGiven != nil {
					add(a.Name, "as given", m.Name, x.AgainstGiven)
				}
			}
		}
		for i := range p.Differences {
			d := &p.Differences[i]
			add(d.Arm, d.Against, d.Metric, &d.Estimate)
		}
	}
	return rows
}

// programs are the names of the arms without the baseline.
func (r *WhatIf) programs() []string {
	var list []string
	if len(r.Points) > 0 {
		for _, a := range r.Points[0].Arms[1:] {
			list = append(list, a.Name)
		}
	}
	return list
}

// at is a metric of an arm at a point.
func (p *Point) at(arm, metric string) PointMetric {
	for _, a := range p.Arms {
		if a.Name == arm {
			return a.Metrics[metric]
		}
	}
	return PointMetric{}
}

// sentence says with which of its rules each program earns most or, where only the world around it changes, how far that moves it; and how often it earns
// more than no program.
func (r *WhatIf) sentence() string {
	m := r.metrics[0]
	if money, _ := metrics.ByName(headline); slices.Contains(r.metrics, money) {
		m = money
	}
	var list []string
	for _, arm := range r.programs() {
		least, most, chosen, choices, pays, n := -1, -1, -1, 0, 0, 0
		for i := range r.Points {
			p := &r.Points[i]
			x := p.at(arm, m.Name)
			if x.Value == nil {
				continue
			}
			n++
			if *x.Value > 0 && !x.indistinct() {
				pays++
			}
			value := func(at int) float64 { return *r.Points[at].at(arm, m.Name).Value }
			if most < 0 || *x.Value > value(most) {
				most = i
			}
			if least < 0 || *x.Value < value(least) {
				least = i
			}
			if p.only(arm) {
				if choices++; chosen < 0 || *x.Value > value(chosen) {
					chosen = i
				}
			}
		}
		if n == 0 {
			continue
		}
		at := func(i int) string { return inSentence(r.Points[i].at(arm, m.Name).Estimate, m, r.money) }
		var text string
		switch {
		case m.Name == headline && choices > 1:
			verb := "earns most"
			if *r.Points[chosen].at(arm, m.Name).Value < 0 {
				verb = "loses least"
			}
			text = fmt.Sprintf("%s %s %s: net margin impact %s", arm, verb, r.where(&r.Points[chosen]), at(chosen))
		case least == most:
			text = fmt.Sprintf("%s of %s is %s in each case", m.Title, arm, at(most))
		default:
			text = fmt.Sprintf("%s of %s goes from %s (%s) to %s (%s)", m.Title, arm, at(least), r.where(&r.Points[least]), at(most), r.where(&r.Points[most]))
		}
		if m.Name == headline && n > 1 {
			text += "; " + inHowMany(pays, n)
		}
		list = append(list, text+".")
	}
	return strings.Join(list, " ")
}

// only reports whether a point changes nothing but the rules of a program: what its company may choose.
func (p *Point) only(arm string) bool {
	return !slices.ContainsFunc(p.Set, func(s Set) bool { _, own := study.Within(s.Path, arm); return !own })
}

// inHowMany says in how many of n cases a program beats none.
func inHowMany(pays, n int) string {
	switch pays {
	case 0:
		return fmt.Sprintf("in none of %d cases does it beat no program", n)
	case n:
		return fmt.Sprintf("it beats no program in all %d cases", n)
	}
	return fmt.Sprintf("it beats no program in %d of %d cases", pays, n)
}

// where says in words which point it is.
func (r *WhatIf) where(p *Point) string {
	if p.Number == 0 {
		return "as given"
	}
	for _, part := range r.parts {
		if i := p.Number - 1 - part.First; i >= 0 && i < part.Size && len(part.Axes) > 0 {
			var list []string
			for _, s := range p.Set {
				list = append(list, shortPath(s.Path, r.programs())+" = "+s.Value)
			}
			return "with " + english.Joined(list)
		}
	}
	return "as " + p.Name
}
