package reports

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// BreakEvenSchema names the shape of break-even values as JSON.
const BreakEvenSchema = "earnburn/breakeven/v1"

// BreakEven reports where a program breaks even, or what one must believe for another choice to be the best.
type BreakEven struct {
	Schema       string          `json:"schema"`
	Headline     string          `json:"headline"`
	Earnburn     Build           `json:"earnburn"`
	InputsSHA256 string          `json:"inputs_sha256"`
	Inputs       Inputs          `json:"inputs"`
	Scenario     Scenario        `json:"scenario"`
	Over         []BreakEvenOver `json:"over"`  // the ranges tried
	Lines        []BreakEvenLine `json:"lines"` // one, or of two ranges one for each value of the first
	Belief       *Belief         `json:"belief,omitempty"`

	program, money string
	certain        bool // nothing is left to chance
}

// BreakEvenOver is a range of values.
type BreakEvenOver struct {
	Path  string   `json:"path"`
	Low   string   `json:"low"`
	High  string   `json:"high"`
	Given string   `json:"given,omitempty"` // of an assumption
	Range []string `json:"range,omitempty"` // of an assumption, the 5th and 95th percentile

	scale *study.Scale
}

// BreakEvenLine is what was found over the last range.
type BreakEvenLine struct {
	At         string         `json:"at,omitempty"` // value of the first of two ranges
	Tried      []BreakEvenTry `json:"tried"`
	Crossings  []Crossing     `json:"crossings"`
	Plausible  []float64      `json:"plausible"`            // probability, by its range, that the assumption has a value at which the program pays: at least and, with values not tried, at most; null without a range
	Impossible []string       `json:"impossible,omitempty"` // values that cannot be together with At

	why string
}

// BreakEvenTry is the net margin impact at a value.
type BreakEvenTry struct {
	Value  string   `json:"at"`
	Impact Estimate `json:"net_margin_impact"`
}

// Crossing is a break-even value.
type Crossing struct {
	Estimate
	Text   string `json:"at"`               // as it would be written
	Before string `json:"before,omitempty"` // of values with steps, the last one before; At is the first after
	Unsure bool   `json:"unsure,omitempty"` // of values with steps: at one of the two the sign of the impact cannot be told
	Pays   string `json:"pays"`             // above or below
}

// Belief is what one must believe for another choice to be the best.
type Belief struct {
	Best      string   `json:"best"`
	Instead   string   `json:"instead"`
	Lead      float64  `json:"lead"`     // of the best over the other, net margin impact
	Distance  *float64 `json:"distance"` // of the move in standard deviations; null if there is none that anybody could believe
	Left      float64  `json:"left"`     // of the lead after the move
	Moves     []Move   `json:"moves"`
	Customers int      `json:"customers"` // that the search rests on
}

// Move is how far one assumption must go.
type Move struct {
	Name  string  `json:"name"`
	Unit  string  `json:"unit"`
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Low   float64 `json:"low"` // 5th percentile
	High  float64 `json:"high"`
	Score float64 `json:"score"` // in standard deviations
	Grade string  `json:"grade"`

	entry scenarios.Entry
}

// NewBreakEven begins a report on the inputs as they were read.
func NewBreakEven(given *study.Case, seed uint64, sample int, over []study.Scale, build Build) (*BreakEven, error) {
	inputs, sum, err := NewInputs(given.World, given.Arms)
	if err != nil {
		return nil, err
	}
	w := given.World
	r := &BreakEven{
		Schema: BreakEvenSchema, Earnburn: build, Inputs: inputs, InputsSHA256: sum,
		Scenario: Scenario{Name: w.Name, Months: w.Months, Seed: seed, Customers: w.Customers, Sample: sample},
		Over:     []BreakEvenOver{}, Lines: []BreakEvenLine{}, program: given.Arms[0].Name, money: w.Currency, certain: w.Certain(),
	}
	for i := range over {
		s := &over[i]
		values := s.Ends()
		o := BreakEvenOver{Path: s.Path, Low: values[0], High: values[1], scale: s}
		if e := s.Assumption; e != nil {
			o.Given = quantity(e, e.Value)
			o.Range = []string{quantity(e, e.Low), quantity(e, e.High)}
		}
		r.Over = append(r.Over, o)
	}
	return r, nil
}

// quantity writes a value of an assumption with its unit.
func quantity(e *scenarios.Entry, x float64) string {
	text := significant(x, 3)
	if e.Unit == "days" {
		text += " days"
	}
	return text
}

// significant writes a number that has no error of its own to so many digits.
func significant(x float64, digits int) string {
	if x == 0 {
		return "0"
	}
	place := digits - 1 - int(math.Floor(math.Log10(math.Abs(x))))
	if place < 0 {
		return english.Group(x, place)
	}
	return english.Short(x, place)
}

// AddLine takes over what was found over the last range, at a value of the first of two.
func (r *BreakEven) AddLine(at string, l *study.Line) {
	line := BreakEvenLine{At: at, Tried: []BreakEvenTry{}, Crossings: []Crossing{}, Impossible: l.Impossible, why: l.Why}
	for _, t := range l.Tried {
		line.Tried = append(line.Tried, BreakEvenTry{t.Text, newEstimate(t.Impact)})
	}
	for _, c := range l.Crossings {
		pays := "below"
		if c.PaysAbove {
			pays = "above"
		}
		value := newEstimate(c.Value)
		if r.Over[len(r.Over)-1].scale.Unit() == "%" { // as all shares, a fraction
			value = value.times(0.01)
		}
		line.Crossings = append(line.Crossings, Crossing{Estimate: value, Text: c.Text, Before: c.Before, Unsure: c.Unsure, Pays: pays})
	}
	if !math.IsNaN(l.Plausible[0]) {
		line.Plausible = l.Plausible[:]
	}
	r.Lines = append(r.Lines, line)
}

// AddBelief takes over what one must believe.
func (r *BreakEven) AddBelief(b *study.Belief) {
	x := &Belief{Best: b.Best, Instead: b.Instead, Lead: b.Lead, Left: b.Left, Moves: []Move{}, Customers: b.Customers}
	if !math.IsInf(b.Distance, 0) {
		x.Distance = &b.Distance
	}
	for _, m := range b.Moves {
		e := m.Assumption
		x.Moves = append(x.Moves, Move{Name: e.Name, Unit: e.Unit, From: m.From, To: m.To, Low: e.Low, High: e.High, Score: m.Score, Grade: e.Grade, entry: e})
	}
	r.Belief = x
}

// Finish completes the report.
func (r *BreakEven) Finish() { r.Headline = strings.Join(r.sentences(), " ") }

// Write writes the report as a format of --format.
func (r *BreakEven) Write(w io.Writer, format string, l Layout) error { return write(r, w, format, l) }

// records are those of the CSV, the values tried and the break-even values, a row each.
func (r *BreakEven) records() [][]string {
	rows := [][]string{{"kind", "first", "at", "before", "pays", "value", "low", "high", "se"}}
	add := func(kind, first, at, before, pays string, e *Estimate) {
		rows = append(rows, []string{kind, plainText(first), plainText(at), plainText(before), pays, digits(e.Value), digits(e.Low), digits(e.High), digits(e.SE)})
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		for k := range l.Tried {
			add("net_margin_impact", l.At, l.Tried[k].Value, "", "", &l.Tried[k].Impact)
		}
		for k := range l.Crossings {
			x := &l.Crossings[k]
			add("break_even", l.At, x.Text, x.Before, x.Pays, &x.Estimate)
		}
	}
	if r.Belief != nil {
		for _, m := range r.Belief.Moves {
			add("belief", m.Name, "", "", "", &Estimate{Value: number(m.To)})
		}
	}
	return rows
}

// sentences are the answer.
func (r *BreakEven) sentences() []string {
	if r.Belief != nil {
		return r.beliefSentences()
	}
	if len(r.Over) == 2 {
		some := 0
		for i := range r.Lines {
			if len(r.Lines[i].Crossings) > 0 {
				some++
			}
		}
		values := fmt.Sprintf("%d of the %d values", some, len(r.Lines))
		switch some {
		case 0:
			values = "none of the " + english.Many(len(r.Lines), "value")
		case len(r.Lines):
			values = "each of the " + english.Many(len(r.Lines), "value")
		}
		return []string{fmt.Sprintf("%s breaks even within the range of %s at %s of %s.",
			r.program, shortPath(r.Over[1].Path, []string{r.program}), values, shortPath(r.Over[0].Path, []string{r.program}))}
	}
	var list []string
	for i := range r.Lines {
		list = append(list, r.lineSentences(&r.Lines[i])...)
	}
	return list
}

// lineSentences say for which values the program pays.
func (r *BreakEven) lineSentences(l *BreakEvenLine) []string {
	o := &r.Over[len(r.Over)-1]
	name := shortPath(r.Over[len(r.Over)-1].Path, []string{r.program})
	var text string
	switch len(l.Crossings) {
	case 0:
		best := 0
		for i := range l.Tried {
			if *l.Tried[i].Impact.Value > *l.Tried[best].Impact.Value {
				best = i
			}
		}
		x, unsure := &l.Tried[best], slices.ContainsFunc(l.Tried, func(t BreakEvenTry) bool { return t.Impact.indistinct() })
		span := fmt.Sprintf("value of %s from %s to %s", name, o.Low, o.High)
		at := fmt.Sprintf("at %s: %s %s", x.Value, WithError(x.Impact, metrics.Money), r.money)
		switch {
		case len(l.Tried) > 1 && !slices.ContainsFunc(l.Tried, func(t BreakEvenTry) bool { return *t.Impact.Value != *x.Impact.Value }):
			text = fmt.Sprintf("The net margin impact of %s is the same at every %s: %s %s.", r.program, span, WithError(x.Impact, metrics.Money), r.money)
		case *x.Impact.Value < 0 && unsure:
			text = fmt.Sprintf("%s is not seen to pay at any %s, though not everywhere it can be told; it loses least %s.", r.program, span, at)
		case *x.Impact.Value < 0:
			text = fmt.Sprintf("%s pays at no %s; it loses least %s.", r.program, span, at)
		case unsure:
			text = fmt.Sprintf("%s seems to pay at every %s, though not everywhere it can be told.", r.program, span)
		default:
			text = fmt.Sprintf("%s pays at every %s.", r.program, span)
		}
	case 1:
		x := &l.Crossings[0]
		text = fmt.Sprintf("%s pays only if %s is %s %s.", r.program, name, x.side(), r.crossing(x))
	default:
		var parts []string
		for i := range l.Crossings {
			x := &l.Crossings[i]
			side := x.Pays
			if x.Before != "" { // one of the values itself, at which it pays
				side = x.side()
			}
			parts = append(parts, side+" "+r.crossing(x))
		}
		text = fmt.Sprintf("%s pays if %s is %s.", r.program, name, english.Joined(parts))
	}
	list := []string{text}
	if slices.ContainsFunc(l.Crossings, func(x Crossing) bool { return x.Unsure }) {
		list = append(list, "Next to it the impact cannot be told from 0; more customers (--sample) would tell.")
	}
	if o.Range != nil && l.Plausible != nil {
		list = append(list, fmt.Sprintf("%s is taken to be %s, plausibly %s to %s. If it alone were uncertain, the chance that it is where %s pays would be %s.",
			name, o.Given, o.Range[0], o.Range[1], r.program, r.chance(o, l.Plausible)))
	}
	return list
}

// side says on which side of the value, itself included, the program pays.
func (x *Crossing) side() string {
	if x.Pays == "above" {
		return "at least"
	}
	return "at most"
}

// chance writes a probability of which only bounds are known where values of the assumption were not tried.
func (r *BreakEven) chance(o *BreakEvenOver, p []float64) string {
	if p[1]-p[0] < 0.005 {
		return chanceOf(p[0])
	}
	return fmt.Sprintf("between %s and %s: below %s and above %s it was not tried", chanceOf(p[0]), chanceOf(p[1]), o.Low, o.High)
}

// chanceOf writes a probability to a whole percent.
func chanceOf(share float64) string {
	switch {
	case share > 0 && share < 0.01:
		return "less than 1 %"
	case share > 0.99 && share < 1:
		return "more than 99 %"
	}
	return english.Short(100*share, 0) + " %"
}

// crossing writes a break-even value with its error.
func (r *BreakEven) crossing(x *Crossing) string {
	unit := r.Over[len(r.Over)-1].scale.Unit()
	if x.Before != "" {
		if x.Pays == "above" {
			return fmt.Sprintf("%s (not yet at %s)", x.Text, x.Before)
		}
		return fmt.Sprintf("%s (no more at %s)", x.Before, x.Text)
	}
	return withUnit(x.Estimate, unit)
}

// withUnit writes an estimate in the unit of a file: "0.87 ± 0.01", "4.9 ± 0.2 %".
func withUnit(e Estimate, unit string) string {
	kind, factor, word := metrics.MoneyPerPoint, 1.0, unit
	if unit == "%" {
		kind, factor, word = metrics.Share, 100, " %"
	}
	switch {
	case e.SE == nil || *e.SE == 0:
		return significant(factor**e.Value, 4) + word
	case kind == metrics.Share:
		return WithError(e, kind)
	}
	return WithError(e, kind) + word
}

func (r *BreakEven) beliefSentences() []string {
	b := r.Belief
	better := b.Best
	if better == "none" {
		better = "no program"
	}
	other := b.Instead
	if other == "none" {
		other = "no program"
	}
	lead := significant(b.Lead, 3)
	if b.Distance == nil {
		return []string{fmt.Sprintf("At the central assumptions %s is best, %s %s ahead of %s. No move of the assumptions that anybody could believe changes that.",
			better, lead, r.money, other)}
	}
	return []string{fmt.Sprintf("At the central assumptions %s is best, %s %s ahead of %s. For %s to be as good, the assumptions must move by %s standard deviations together.",
		better, lead, r.money, other, other, english.Group(*b.Distance, 1))}
}

// table writes the report for people.
func (r *BreakEven) table(w io.Writer, l Layout) error {
	p := &page{}
	text := append(r.sentences(), "", fmt.Sprintf("Scenario %s over %s, in %s; %s, always the same.",
		r.Scenario.Name, horizon(r.Scenario.Months), r.money, english.Many(r.Scenario.Sample, "customer")))
	p.add(section{text: text})
	switch {
	case r.Belief != nil:
		r.beliefTable(p)
	case len(r.Over) == 2:
		g := &grid{header: []string{shortPath(r.Over[0].Path, []string{r.program}), shortPath(r.Over[1].Path, []string{r.program}), "pays"}}
		impossible := "" // why values are left out, by the first of them
		for i := range r.Lines {
			line := &r.Lines[i]
			at := line.At
			if len(line.Impossible) > 0 {
				if impossible == "" {
					impossible = fmt.Sprintf("values of %s that cannot be together with this are left out, as %s with %s: %s", g.header[1], line.Impossible[0], line.At, line.why)
				}
				at += " " + p.note(impossible)
			}
			if len(line.Crossings) == 0 {
				where := "nowhere"
				if len(line.Tried) == 0 {
					where = "n/a"
				} else if *line.Tried[0].Impact.Value >= 0 {
					where = "everywhere"
				}
				g.add(at, "–", where)
			}
			for k := range line.Crossings {
				g.add(at, r.crossing(&line.Crossings[k]), line.Crossings[k].Pays)
			}
		}
		p.add(section{heading: "Where net margin impact is zero", table: g})
	default:
		g := &grid{header: []string{shortPath(r.Over[0].Path, []string{r.program}), "net margin impact"}}
		for _, t := range r.Lines[0].Tried {
			g.add(t.Value, WithError(t.Impact, metrics.Money))
		}
		p.add(section{heading: "Along the way", table: g})
	}
	errors := "±: 95 % interval of simulation error."
	if r.certain {
		errors = noErrors
	}
	if r.Belief == nil {
		errors += " All other assumptions stay where they are."
	}
	p.add(section{after: []string{errors}})
	return p.write(w, l)
}

// worthBelieving is the smallest move of an assumption, in standard deviations, that is shown to people.
const worthBelieving = 0.2

func (r *BreakEven) beliefTable(p *page) {
	if len(r.Belief.Moves) == 0 {
		return
	}
	g := &grid{header: []string{"assumption", "must be", "instead of", "plausible range", "standard deviations", "grade"}, wide: true}
	for i := range r.Belief.Moves {
		m := &r.Belief.Moves[i]
		if math.Abs(m.Score) < worthBelieving {
			continue
		}
		g.add(m.Name, quantity(&m.entry, m.To), quantity(&m.entry, m.From), quantity(&m.entry, m.Low)+" – "+quantity(&m.entry, m.High),
			english.Group(m.Score, 1), m.Grade)
	}
	p.add(section{heading: "What you must believe", table: g, after: []string{
		fmt.Sprintf("The shortest move of all assumptions together, in standard deviations of their ranges, after which %s has no lead any more (first-order reliability method). "+
			"Simulated there with %s, the lead is %s %s. Assumptions that move by less than %g are left out.",
			strings.Replace(r.Belief.Best, "none", "no program", 1), english.Many(r.Belief.Customers, "customer"), significant(r.Belief.Left, 2), r.money, worthBelieving),
	}})
}
