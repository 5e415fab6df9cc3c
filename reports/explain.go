package reports

import (
	"fmt"
	"io"

	"earnburn/internal/english"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// Explanation explains a program, a metric or a parameter in plain language.
type Explanation struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Title string   `json:"title,omitempty"`
	Text  []string `json:"text"`
	World string   `json:"scenario,omitempty"` // that Facts hold in
	Facts []Fact   `json:"facts,omitempty"`

	Versions []Version `json:"versions,omitempty"` // what each changes by its rules alone

	basis string // why that scenario
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

// ExplainProgram explains a program with its arithmetic in a world; basis says why that world, to follow a comma. Errors are those of Compile.
func ExplainProgram(w *scenarios.World, p *programs.Program, basis string) (*Explanation, error) {
	facts, err := w.Arithmetic(p)
	if err != nil {
		return nil, err
	}
	shifts, err := w.Shifts(p)
	if err != nil {
		return nil, err
	}
	if p, err = p.In(w.Vocabulary()); err != nil {
		return nil, err
	}
	x := &Explanation{Name: p.Name, Kind: "program", Title: p.Title, Text: p.Describe(), World: w.Name, basis: basis}
	if own := p.WrittenIn(); own != "" && own != w.Currency {
		x.Text = append(x.Text, fmt.Sprintf("The program is written in %s; at 1 %s = %s %s all of this is in %s.", own, own, rate(w.Exchange[own]), w.Currency, w.Currency))
	}
	if p.Neutral() {
		x.Text = append(x.Text, fmt.Sprintf("The program names no currency: its amounts are taken in the scenario's, %s.", w.Currency))
	}
	x.addFacts(facts)
	x.addShifts(shifts)
	return x, nil
}

// addFacts takes over the arithmetic of a program.
func (x *Explanation) addFacts(facts []scenarios.Fact) {
	for i := range facts {
		x.Facts = append(x.Facts, factOf(&facts[i]))
	}
}

func factOf(f *scenarios.Fact) Fact {
	fact := Fact{Name: f.Name, Segment: f.Segment, Title: f.Title, How: f.How, Missing: f.Missing, unit: f.Unit}
	if f.Missing == "" {
		fact.Value = number(f.Value)
	}
	return fact
}

// text writes the value of a fact.
func (f *Fact) text() string {
	switch {
	case f.Value == nil:
		return "n/a"
	case f.unit == scenarios.FactPurchases:
		return english.Group(*f.Value, 0)
	case f.unit == scenarios.FactPoints:
		return english.Short(*f.Value, 1)
	case f.unit == scenarios.FactMoney:
		return english.Group(*f.Value, 2)
	case f.unit == scenarios.FactMonths:
		return english.Group(*f.Value, 1)
	case *f.Value > 0 && *f.Value < 0.00005:
		return "less than 0.01 %"
	case *f.Value != 0 && *f.Value < 0.01:
		return english.Group(100**f.Value, 2) + " %"
	}
	return english.Group(100**f.Value, 1) + " %"
}

// Explanations are answers to several questions at once.
type Explanations []*Explanation

// Write writes the explanations as table, json, csv or markdown. As JSON a single one is an object, several are a list; as CSV several have a first
// column that says whose numbers they are.
func (list Explanations) Write(w io.Writer, format string, l Layout) error {
	switch format {
	case "json":
		if len(list) == 1 {
			return writeJSON(w, list[0])
		}
		return writeJSON(w, list)
	case "csv":
		return writeCSV(w, list.records())
	}
	p := &page{}
	for _, x := range list {
		x.page(p)
	}
	return p.write(w, l)
}

func (list Explanations) records() [][]string {
	records := [][]string{{"name", "segment", "title", "value", "how"}}
	for _, x := range list {
		for i := range x.Facts {
			f := &x.Facts[i]
			records = append(records, []string{f.Name, plainText(f.Segment), f.Title, digits(f.Value), f.why()})
		}
	}
	if len(list) == 1 {
		return records
	}
	row := 1
	records[0] = append([]string{"of"}, records[0]...)
	for _, x := range list {
		for range x.Facts {
			records[row] = append([]string{plainText(x.Name)}, records[row]...)
			row++
		}
	}
	return records
}

// why is how a value comes about, or why there is none.
func (f *Fact) why() string {
	if f.Value == nil {
		return f.Missing
	}
	return f.How
}

func (x *Explanation) page(p *page) {
	heading := x.Name
	if x.Title != "" && x.Title != x.Name {
		heading += ": " + x.Title
	}
	p.add(section{heading: heading, text: x.Text})
	first := len(p.sections)
	for from := 0; from < len(x.Facts); {
		to := from + 1
		for to < len(x.Facts) && x.Facts[to].Segment == x.Facts[from].Segment {
			to++
		}
		p.add(factSection(x.Facts[from:to]))
		from = to
	}
	if first < len(p.sections) {
		p.sections[first].text = []string{"In scenario " + x.World + ", " + x.basis + "."}
	}
	for i := range x.Versions {
		x.Versions[i].page(p)
	}
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
		how = append(how, f.Title+": "+f.why()+".")
	}
	return section{heading: heading, table: g, after: append([]string{""}, how...)}
}

// ExplainMetric explains a metric.
func ExplainMetric(m *metrics.Metric) *Explanation {
	better := map[int]string{1: "More is better.", -1: "Less is better."}[m.Better]
	text := []string{m.Definition, shownAs(m)}
	if better != "" {
		text = append(text, better)
	}
	if m.Monthly {
		text = append(text, "It is reported for each month too.")
	}
	return &Explanation{Name: m.Name, Kind: "metric", Title: m.Title, Text: text}
}

// shownAs says how the value of a metric is written in reports and in files.
func shownAs(m *metrics.Metric) string {
	switch m.Kind {
	case metrics.Share, metrics.Ratio:
		return "Shown as a percentage; in JSON and CSV a fraction, 0.25 for 25 %."
	case metrics.RelativeChange:
		return "Shown as a percentage with its sign; in JSON and CSV a fraction, 0.25 for +25 %."
	case metrics.Money:
		return "Shown in the scenario's currency, for all customers together."
	case metrics.MoneyPerCustomer:
		return "Shown in the scenario's currency, per customer."
	case metrics.MoneyPerPoint:
		return "Shown in the scenario's currency, per point."
	}
	return "Unit: " + m.Unit + "."
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
