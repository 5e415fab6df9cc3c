package reports

import (
	"fmt"
	"io"

	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// Explanation explains a program, a metric or a parameter in plain language.
type Explanation struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Title string   `json:"title,omitempty"`
	Text  []string `json:"text"`
	Facts []Fact   `json:"facts,omitempty"`
}

// Fact is a number that needs no simulation.
type Fact struct {
	Name    string   `json:"name"`
	Segment string   `json:"segment,omitempty"`
	Title   string   `json:"title"`
	Value   *float64 `json:"value"`
	How     string   `json:"how,omitempty"`
	Missing string   `json:"missing,omitempty"`

	unit scenarios.FactUnit
}

// AddFacts takes over the arithmetic of a program.
func (x *Explanation) AddFacts(facts []scenarios.Fact) {
	for _, f := range facts {
		fact := Fact{Name: f.Name, Segment: f.Segment, Title: f.Title, How: f.How, Missing: f.Missing, unit: f.Unit}
		if f.Missing == "" {
			fact.Value = number(f.Value)
		}
		x.Facts = append(x.Facts, fact)
	}
}

// text writes the value of a fact.
func (f *Fact) text() string {
	switch {
	case f.Value == nil:
		return "n/a"
	case f.unit == scenarios.FactPurchases:
		return group(*f.Value, 0)
	case f.unit == scenarios.FactMonths:
		return group(*f.Value, 1)
	case *f.Value != 0 && *f.Value < 0.01:
		return group(100**f.Value, 2) + " %"
	}
	return group(100**f.Value, 1) + " %"
}

// Write writes the explanation as table, json, csv or markdown.
func (x *Explanation) Write(w io.Writer, format string, l Layout) error {
	switch format {
	case "json":
		return writeJSON(w, x)
	case "csv":
		records := [][]string{{"name", "segment", "title", "value", "how"}}
		for _, f := range x.Facts {
			how := f.How
			if f.Value == nil {
				how = f.Missing
			}
			records = append(records, []string{f.Name, plainText(f.Segment), f.Title, digits(f.Value), how})
		}
		return writeCSV(w, records)
	}
	p := &page{}
	heading := x.Name
	if x.Title != "" && x.Title != x.Name {
		heading += ": " + x.Title
	}
	p.add(section{heading: heading, text: x.Text})
	for from := 0; from < len(x.Facts); {
		to := from + 1
		for to < len(x.Facts) && x.Facts[to].Segment == x.Facts[from].Segment {
			to++
		}
		p.add(factSection(x.Facts[from:to]))
		from = to
	}
	return p.write(w, l)
}

// factSection is a table of facts with how each comes about below it.
func factSection(facts []Fact) section {
	heading := "What needs no simulation"
	if s := facts[0].Segment; s != "" {
		heading += ", segment " + s
	}
	g := &grid{header: []string{"", ""}}
	var how []string
	for i := range facts {
		f := &facts[i]
		g.add(f.Title, f.text())
		why := f.How
		if f.Value == nil {
			why = f.Missing
		}
		how = append(how, f.Title+": "+why+".")
	}
	return section{heading: heading, table: g, after: append([]string{""}, how...)}
}

// ExplainMetric explains a metric.
func ExplainMetric(m *metrics.Metric) *Explanation {
	better := map[int]string{1: "More is better.", -1: "Less is better."}[m.Better]
	text := []string{m.Definition, fmt.Sprintf("Unit: %s.", m.Unit)}
	if better != "" {
		text = append(text, better)
	}
	if m.Monthly {
		text = append(text, "It is reported for each month too.")
	}
	return &Explanation{Name: m.Name, Kind: "metric", Title: m.Title, Text: text}
}

// ExplainParameter explains a parameter of behavior with the value it has in a world.
func ExplainParameter(w *scenarios.World, i scenarios.Parameter) *Explanation {
	e := w.Register[i]
	unit := ""
	if e.Unit != "" {
		unit = " (" + e.Unit + ")"
	}
	scope := "taken as certain"
	if !e.Certain() {
		scope = fmt.Sprintf("plausibly %s to %s", plainNumber(e.Low), plainNumber(e.High))
	}
	grades := map[string]string{"A": "a published size", "B": "a published direction", "C": "an assumption"}
	grade := "Grade " + e.Grade
	if meaning := grades[e.Grade]; meaning != "" {
		grade += ", " + meaning
	}
	text := []string{
		e.Definition,
		fmt.Sprintf("Value in scenario %s: %s%s, %s (5th to 95th percentile). It may lie between %s and %s.", w.Name, plainNumber(w.Behavior[i]), unit, scope, plainNumber(e.Min), plainNumber(e.Max)),
		grade + ". " + e.Source,
		fmt.Sprintf("To change it: --set scenario.behavior.%s=VALUE, or under behavior: in a scenario.", e.Name),
	}
	return &Explanation{Name: e.Name, Kind: "parameter", Text: text}
}
