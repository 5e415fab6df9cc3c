package reports

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// diffColumns are the columns of a comparison of results as CSV.
var diffColumns = []string{
	"arm_a", "arm_b", "metric", "a", "a_low", "a_high", "b", "b_low", "b_high", "difference", "low", "high", "se", "paired",
}

// Write writes the comparison as table, json, csv or markdown.
func (d *Diff) Write(w io.Writer, format string, l Layout) error {
	switch format {
	case "json":
		return writeJSON(w, d)
	case "csv":
		records := [][]string{diffColumns}
		for i := range d.Rows {
			x := &d.Rows[i]
			records = append(records, []string{
				plainText(x.ArmA), plainText(x.ArmB), x.Metric, digits(x.A.Value), digits(x.A.Low), digits(x.A.High), digits(x.B.Value), digits(x.B.Low), digits(x.B.High),
				digits(x.Difference.Value), digits(x.Difference.Low), digits(x.Difference.High), digits(x.Difference.SE), strconv.FormatBool(x.Paired),
			})
		}
		return writeCSV(w, records)
	}
	p := &page{}
	p.add(section{text: d.opening()})
	d.changed(p)
	for _, arms := range d.arms {
		d.table(p, arms)
	}
	p.add(section{text: d.closing()})
	return p.write(w, l)
}

// opening is the answer, and what it is of.
func (d *Diff) opening() []string {
	text := append(d.sentences(), "", fmt.Sprintf("A is %s, B is %s; differences are B minus A.", d.nameA, d.nameB))
	for _, side := range []struct {
		name string
		*Report
	}{{"A", d.a}, {"B", d.b}} {
		if side.Partial {
			text = append(text, fmt.Sprintf("%s was INTERRUPTED: it rests on the first %s of %s.", side.name, english.Group(float64(side.Scenario.Sample), 0), english.Many(side.planned(), "customer")))
		}
	}
	return text
}

// sentences say of each program by how much more it earns in B, so that they can be read aloud.
func (d *Diff) sentences() (list []string) {
	for _, p := range d.arms {
		if !p.a.Baseline && !p.b.Baseline {
			list = append(list, d.sentence(p))
		}
	}
	return list
}

func (d *Diff) sentence(p armPair) string {
	m, _ := metrics.ByName(headline)
	name := p.a.Name
	if p.b.Name != name {
		name += ", in B " + p.b.Name + ","
	}
	e := d.row(p, m).Difference
	switch {
	case e.Value == nil:
		return name + " cannot be compared: " + e.Missing + "."
	case d.a.blind(&e) || d.b.blind(&e):
		return tooFew + "whether " + name + " earns more in B than in A."
	case *e.Value == 0 && !e.indistinct():
		return name + " earns as much in B as in A."
	case e.indistinct():
		return name + " earns in B what it earns in A, as far as can be told: the difference is " + d.a.amount(e) + "."
	case *e.Value < 0:
		return name + " earns " + d.a.amount(e.negative()) + " less in B than in A."
	}
	return name + " earns " + d.a.amount(e) + " more in B than in A."
}

// changed is the table of what differs in the inputs, which explains the rest.
func (d *Diff) changed(p *page) {
	if len(d.Changes) == 0 {
		p.add(section{text: []string{"The inputs are the same."}})
		return
	}
	const most = 60
	brief := func(text json.RawMessage) string {
		if text == nil {
			return "–"
		}
		var word string
		if json.Unmarshal(text, &word) != nil {
			word = string(text)
		}
		if runes := []rune(strings.Join(strings.Fields(word), " ")); len(runes) > most {
			return string(runes[:most-1]) + "…"
		}
		return word
	}
	g := &grid{header: []string{"path", "A", "B"}, words: true}
	for _, c := range d.Changes {
		g.add(c.Path, brief(c.A), brief(c.B))
	}
	p.add(section{heading: "What was changed in the inputs", table: g})
}

// table sets the metrics of an arm side by side. Of the baseline it shows only what differs.
func (d *Diff) table(p *page, arms armPair) {
	ms := d.asked
	if ms == nil {
		ms = metricsNamed(deciding)
		if arms.a.Baseline && arms.b.Baseline {
			ms = metricsNamed([]string{"net_margin", "sales"})
		}
	}
	g := &grid{header: []string{"in " + d.a.world.Currency, "A", "B", "difference"}}
	unknown := &errorless{}
	same, notes := true, len(p.notes)
	for _, m := range ms {
		i := slices.IndexFunc(d.Rows, func(row DiffRow) bool { return row.ArmA == arms.a.Name && row.Metric == m.Name })
		if i < 0 || d.asked == nil && d.Rows[i].A.Missing == metrics.NoPoints && d.Rows[i].B.Missing == metrics.NoPoints {
			continue
		}
		row := &d.Rows[i]
		difference := "n/a"
		if e := row.Difference; e.Value != nil {
			unknown.add(e)
			difference = signed(e, m.Kind)
			same = same && *e.Value == 0 && !e.indistinct()
		}
		g.add(m.Title, d.a.cell(p, unknown, m, row.A), d.b.cell(p, unknown, m, row.B), difference)
	}
	baseline := arms.a.Baseline && arms.b.Baseline
	if len(g.rows) == 0 || baseline && same {
		p.notes = p.notes[:notes] // of cells that nobody sees
		return
	}
	unknown.explain(p, d.a.intervals || d.b.intervals)
	heading := arms.name()
	if baseline {
		heading = "Without a program"
	}
	p.add(section{heading: heading, table: g})
}

// closing says what the error of a difference is, and what is in one result only.
func (d *Diff) closing() []string {
	a, b := d.a.Scenario, d.b.Scenario
	var text []string
	switch {
	case !d.a.intervals && !d.b.intervals:
		text = append(text, noErrors)
	case d.Paired:
		text = append(text, fmt.Sprintf("Paired: the same %s with seed %d in both. ± is half a 95 %% interval of simulation error; ~ marks what cannot be told apart from 0.", english.Many(a.Sample, "customer"), a.Seed))
	default:
		why := "one of them does not hold what numbers are without each group of customers"
		switch {
		case a.Seed != b.Seed:
			why = fmt.Sprintf("seed %d in A, %d in B", a.Seed, b.Seed)
		case a.Sample != b.Sample:
			why = fmt.Sprintf("%s simulated in A, %s in B", english.Many(a.Sample, "customer"), english.Group(float64(b.Sample), 0))
		}
		text = append(text, "Independent samples: "+why+". The squares of their errors add up; the same --seed and --sample for both would tell smaller differences. "+
			"± is half a 95 % interval of simulation error; ~ marks what cannot be told apart from 0.")
	}
	if a.Months != b.Months || a.Customers != b.Customers {
		text = append(text, fmt.Sprintf("A is over %s and for %s, B over %s and for %s.", horizon(a.Months), english.Many(int(a.Customers), "customer"), horizon(b.Months), english.Many(int(b.Customers), "customer")))
	}
	if d.a.Earnburn != d.b.Earnburn {
		text = append(text, fmt.Sprintf("%s computed A, %s computed B: part of a difference may be theirs.", d.a.Earnburn, d.b.Earnburn))
	}
	for _, side := range []struct {
		name string
		only Only
	}{{"A", d.A.Only}, {"B", d.B.Only}} {
		rest := slices.Clone(side.only.Arms)
		if n := len(side.only.Metrics); n > 0 {
			rest = append(rest, english.Many(n, "metric"))
		}
		if len(rest) > 0 {
			text = append(text, fmt.Sprintf("Only in %s, and left out: %s.", side.name, english.Joined(rest)))
		}
	}
	return text
}
