package reports

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// TraceSchema names the shape of a trace as JSON.
const TraceSchema = "earnburn/trace/v1"

// Trace is everything one customer did, ready to be written.
type Trace struct {
	Traced   *simulate.Traced
	Currency string
	Build    Build
	Seed     uint64
}

// traceColumns are the columns of a trace as CSV, and the keys of its steps as JSON.
var traceColumns = []string{
	"arm", "purchase", "time", "date", "what", "basket", "paid", "balance", "level", "d", "u", "q", "b", "hazard", "offered", "chance", "took",
}

// Write writes the trace as table, json, csv or markdown.
func (t *Trace) Write(w io.Writer, format string, l Layout) error {
	switch format {
	case "json":
		return writeJSON(w, t.json())
	case "csv":
		records := [][]string{traceColumns}
		for i := range t.Traced.Steps {
			records = append(records, stepRecord(&t.Traced.Steps[i]))
		}
		return writeCSV(w, records)
	}
	return t.page().write(w, l)
}

func exactly(x float64) string { return strconv.FormatFloat(x+0, 'g', -1, 64) }

func stepRecord(s *simulate.Step) []string {
	return []string{
		plainText(s.Arm), strconv.Itoa(s.Purchase), exactly(s.Time), s.Day.String(), s.What, exactly(s.Basket), exactly(s.Paid), exactly(s.Balance), plainText(s.Level),
		exactly(s.D), exactly(s.U), exactly(s.Q), exactly(s.B), exactly(s.Hazard), exactly(s.Offered), exactly(s.Chance), strconv.FormatBool(s.Took),
	}
}

func (t *Trace) json() any {
	type trait struct {
		Name  string  `json:"name"`
		Unit  string  `json:"unit"`
		Value float64 `json:"value"`
	}
	type trace struct {
		Schema   string                       `json:"schema"`
		Earnburn Build                        `json:"earnburn"`
		Seed     uint64                       `json:"seed"`
		Customer int                          `json:"customer"`
		Segment  string                       `json:"segment"`
		Traits   []trait                      `json:"traits"`
		Steps    []map[string]json.RawMessage `json:"steps"`
	}
	x := trace{Schema: TraceSchema, Earnburn: t.Build, Seed: t.Seed, Customer: t.Traced.Customer, Segment: t.Traced.Segment, Traits: []trait{}, Steps: []map[string]json.RawMessage{}}
	for _, c := range t.Traced.Traits {
		x.Traits = append(x.Traits, trait{c.Name, c.Unit, c.Value + 0})
	}
	texts := map[string]bool{"arm": true, "date": true, "what": true, "level": true}
	for i := range t.Traced.Steps {
		s := map[string]json.RawMessage{}
		for j, cell := range stepRecord(&t.Traced.Steps[i]) {
			value := []byte(cell)
			if texts[traceColumns[j]] {
				value, _ = json.Marshal(cell) // a string always can
			}
			s[traceColumns[j]] = value
		}
		x.Steps = append(x.Steps, s)
	}
	return x
}

func (t *Trace) page() *page {
	p := &page{}
	text := fmt.Sprintf("Customer %d of segment %s, seed %d, money in %s.", t.Traced.Customer, t.Traced.Segment, t.Seed, t.Currency)
	traits := &grid{header: []string{"drawn once", "value", "unit"}, words: true}
	for _, c := range t.Traced.Traits {
		traits.add(c.Name, short(c.Value), c.Unit)
	}
	p.add(section{text: []string{text}, table: traits})
	points, levels := false, false
	for i := range t.Traced.Steps {
		s := &t.Traced.Steps[i]
		points = points || s.Balance != 0 || s.Offered != 0
		levels = levels || s.Level != ""
	}
	arm := "\x00"
	var g *grid
	for i := range t.Traced.Steps {
		s := &t.Traced.Steps[i]
		if s.Arm != arm {
			arm = s.Arm
			g = newTraceTable(points, levels)
			p.add(section{heading: arm, table: g})
		}
		g.add(traceRow(s, points, levels)...)
	}
	legend := "D is the perceived discount and u the utility of ordering on the way to the event, averaged over its last stretch; q multiplies the customer's clock and basket together, B the basket."
	if points {
		legend += " Offered is the face of the reward that could be had and chance the probability of taking it."
	}
	p.add(section{text: []string{legend + " docs/model.md has the formulas; --format csv all digits."}})
	return p
}

func newTraceTable(points, levels bool) *grid {
	g := &grid{header: []string{"date", "day", "basket", "paid"}, remark: true, wide: true}
	if points {
		g.header = append(g.header, "balance")
	}
	if levels {
		g.header = append(g.header, "level")
	}
	g.header = append(g.header, "D", "u", "q", "B")
	if points {
		g.header = append(g.header, "offered", "chance")
	}
	g.header = append(g.header, "what")
	return g
}

func traceRow(s *simulate.Step, points, levels bool) []string {
	basket, paid := "", ""
	if s.Purchase > 0 {
		basket, paid = english.Group(s.Basket, 2), english.Group(s.Paid, 2)
	}
	row := []string{s.Day.String(), english.Group(s.Time, 1), basket, paid}
	if points {
		row = append(row, english.Group(s.Balance, decimals(metrics.Points, s.Balance)))
	}
	if levels {
		row = append(row, s.Level)
	}
	row = append(row, english.Group(s.D, 4), english.Group(s.U, 4), english.Group(s.Q, 4), english.Group(s.B, 4))
	if points {
		offered, chance := "", ""
		if s.Offered > 0 {
			offered, chance = english.Group(s.Offered, 2), english.Group(min(s.Chance, 1), 2)
		}
		row = append(row, offered, chance)
	}
	return append(row, strings.TrimSpace(s.What))
}

// short writes a number with four digits.
func short(x float64) string { return strconv.FormatFloat(x+0, 'g', 4, 64) }
