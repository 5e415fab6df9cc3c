package reports

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// DiffSchema names the shape of the comparison of two results as JSON.
const DiffSchema = "earnburn/diff/v1"

// Diff compares two saved results, A and B: what was changed in their inputs, and by how much numbers differ, B minus A.
type Diff struct {
	Schema   string            `json:"schema"`
	Headline string            `json:"headline"`
	A        Side              `json:"a"`
	B        Side              `json:"b"`
	Paired   bool              `json:"paired"`  // the same customers in both, so that differences are those of pairs
	Changes  []document.Change `json:"changes"` // of inputs, by path; "behavior.NAME" is a default
	Rows     []DiffRow         `json:"rows"`

	a, b         *Report
	arms         []armPair
	asked        []*metrics.Metric
	nameA, nameB string
}

// Side is one of the two results.
type Side struct {
	Headline     string    `json:"headline"`
	Earnburn     Build     `json:"earnburn"`
	InputsSHA256 string    `json:"inputs_sha256"`
	Scenario     Scenario  `json:"scenario"`
	Settings     *Settings `json:"settings,omitempty"`
	Partial      bool      `json:"partial"`
	Only         Only      `json:"only"`
}

// Only is what one result holds and the other does not.
type Only struct {
	Arms    []string `json:"arms"`
	Metrics []string `json:"metrics"`
}

// DiffRow is a metric of an arm in both results, over all customers and the whole horizon.
type DiffRow struct {
	ArmA       string   `json:"arm_a"`
	ArmB       string   `json:"arm_b"`
	Metric     string   `json:"metric"`
	A          Estimate `json:"a"`
	B          Estimate `json:"b"`
	Difference Estimate `json:"difference"` // B minus A
	Paired     bool     `json:"paired"`     // false: its error is that of independent samples
}

// armPair is an arm of A and the arm of B that it is compared with.
type armPair struct{ a, b *Arm }

// name is what the pair is called.
func (p armPair) name() string {
	if p.a.Name == p.b.Name {
		return p.a.Name
	}
	return p.a.Name + "=" + p.b.Name
}

// DiffOptions say what is compared.
type DiffOptions struct {
	NameA, NameB string            // of the results, as shown to people
	Arms         map[string]string // arms of A that have another name in B
	Metrics      []*metrics.Metric // to compare; nil: all, and in tables those that decide
}

// NewDiff compares two results. It fails if they have no program in common or are in different currencies, on arms that are not there, and on metrics that
// were asked for and are not in both.
func NewDiff(a, b *Report, o DiffOptions) (*Diff, error) {
	d := &Diff{Schema: DiffSchema, A: sideOf(a), B: sideOf(b), a: a, b: b, asked: o.Metrics, nameA: o.NameA, nameB: o.NameB}
	if a.world.Currency != b.world.Currency {
		return nil, fmt.Errorf("%s is in %s and %s in %s; money in different currencies cannot be compared", o.NameA, a.world.Currency, o.NameB, b.world.Currency)
	}
	if err := d.match(o.Arms); err != nil {
		return nil, err
	}
	ms, err := d.metrics()
	if err != nil {
		return nil, err
	}
	d.Paired = a.Scenario.Seed == b.Scenario.Seed && a.Scenario.Sample == b.Scenario.Sample && a.Replicates != nil && b.Replicates != nil
	if err := d.changes(); err != nil {
		return nil, err
	}
	for _, p := range d.arms {
		for _, m := range ms {
			d.Rows = append(d.Rows, d.row(p, m))
		}
	}
	d.Headline = strings.Join(d.sentences(), " ")
	return d, nil
}

func sideOf(r *Report) Side {
	return Side{
		Headline: r.Headline, Earnburn: r.Earnburn, InputsSHA256: r.InputsSHA256, Scenario: r.Scenario, Settings: r.Settings, Partial: r.Partial,
		Only: Only{Arms: []string{}, Metrics: []string{}},
	}
}

// match finds the arms that are compared: those that were paired by hand, then those of the same name.
func (d *Diff) match(renamed map[string]string) error {
	var problems []string
	there := func(r *Report, file, name string) {
		if r.arm(name) != nil {
			return
		}
		names := namesOf(r.every())
		text := fmt.Sprintf("%s has no arm %q; there are %s", file, name, english.Joined(names))
		if near, ok := document.Nearest(name, names); ok {
			text += fmt.Sprintf("; did you mean %q?", near)
		}
		problems = append(problems, text)
	}
	taken := map[string]bool{}
	for _, from := range slices.Sorted(maps.Keys(renamed)) {
		there(d.a, d.nameA, from)
		there(d.b, d.nameB, renamed[from])
		if taken[renamed[from]] {
			problems = append(problems, fmt.Sprintf("two arms are compared with %q", renamed[from]))
		}
		taken[renamed[from]] = true
	}
	if problems != nil {
		return fmt.Errorf("%s", strings.Join(problems, "\n"))
	}
	programs, used := 0, map[string]bool{}
	for i := range d.a.Arms {
		a := &d.a.Arms[i]
		name, by := renamed[a.Name]
		b := d.b.arm(cmp.Or(name, a.Name))
		if b == nil || !by && taken[a.Name] {
			d.A.Only.Arms = append(d.A.Only.Arms, a.Name)
			continue
		}
		used[b.Name] = true
		d.arms = append(d.arms, armPair{a, b})
		if !a.Baseline && !b.Baseline {
			programs++
		}
	}
	for i := range d.b.Arms {
		if b := &d.b.Arms[i]; !used[b.Name] {
			d.B.Only.Arms = append(d.B.Only.Arms, b.Name)
		}
	}
	if programs == 0 {
		x, y := namesOf(d.a.programs()), namesOf(d.b.programs())
		return fmt.Errorf("no program is in both: %s has %s, %s has %s; say which are to be compared, as in --arms %s=%s",
			d.nameA, english.Joined(x), d.nameB, english.Joined(y), x[0], y[0])
	}
	return nil
}

// arm is the arm of a name, nil if there is none.
func (r *Report) arm(name string) *Arm {
	for i := range r.Arms {
		if r.Arms[i].Name == name {
			return &r.Arms[i]
		}
	}
	return nil
}

// every lists all arms, the baseline first.
func (r *Report) every() (list []*Arm) {
	for i := range r.Arms {
		list = append(list, &r.Arms[i])
	}
	return list
}

// metrics are those that both results hold, of those that were asked for.
func (d *Diff) metrics() (list []*metrics.Metric, err error) {
	var lacking []string
	for _, m := range metrics.Every() {
		wanted := d.asked == nil || slices.Contains(d.asked, m)
		inA, inB := d.a.holds(m), d.b.holds(m)
		switch {
		case inA && inB && wanted:
			list = append(list, m)
		case inA && !inB:
			d.A.Only.Metrics = append(d.A.Only.Metrics, m.Name)
		case inB && !inA:
			d.B.Only.Metrics = append(d.B.Only.Metrics, m.Name)
		}
		if wanted && d.asked != nil && !(inA && inB) {
			lacking = append(lacking, m.Name)
		}
	}
	if lacking != nil {
		return nil, fmt.Errorf("--metrics: not in both results: %s", strings.Join(lacking, ", "))
	}
	return list, nil
}

// holds reports whether a saved result holds a metric, be it without a value.
func (r *Report) holds(m *metrics.Metric) bool { return r.Arms[1].all[m.Name].Missing != notHeld }

// row compares a metric. Results of the same seed and sample have the same customers in the same jackknife groups, so that the difference without each
// group gives its error, whatever changed. Otherwise, or where a number comes from draws alone, the squares of errors add up as those of independent samples.
func (d *Diff) row(p armPair, m *metrics.Metric) DiffRow {
	x, y := p.a.all[m.Name].Estimate, p.b.all[m.Name].Estimate
	row := DiffRow{ArmA: p.a.Name, ArmB: p.b.Name, Metric: m.Name, A: x, B: y}
	before, after := x.series(d.a.Replicates[p.a.Name][m.Name]), y.series(d.b.Replicates[p.b.Name][m.Name])
	whole := before.Missing == "" && after.Missing == "" && before.NoInterval == "" && after.NoInterval == ""
	switch {
	case whole && m.Jumps():
		before.NoInterval = "a difference of months in which payback is reached jumps, so it has no interval"
		row.Difference = newEstimate(after.Minus(before, "in B", "in A").Estimate())
	case d.Paired && len(before.Without) > 0 && len(before.Without) == len(after.Without):
		row.Paired = true
		row.Difference = newEstimate(after.Minus(before, "in B", "in A").Estimate())
	case whole:
		row.Difference = newEstimate(metrics.Independent(y.plain(), x.plain(), "in B", "in A"))
	default:
		row.Difference = newEstimate(after.Minus(before, "in B", "in A").Estimate())
	}
	return row
}

// series is a number with what it is without each jackknife group.
func (e *Estimate) series(without []float64) metrics.Series {
	x := e.plain()
	return metrics.Series{Value: x.Value, Without: without, Missing: x.Missing, NoInterval: x.NoInterval}
}
