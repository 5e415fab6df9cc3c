package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// MaxSize is the size of the largest saved result that is read, in bytes: that of 50 programs over ten years takes less.
const MaxSize = 64 << 20

// Read reads a result that was saved as JSON, which errors call name, and prints as it did then. Keys that are not known are passed over; whatever else is
// not as Schema says, and inputs that are not those of InputsSHA256, are errors: document.Problems. Numbers that somebody changed are not found out.
func Read(name string, data []byte) (*Report, error) {
	in := &reading{name: name, text: data}
	if !in.syntax() {
		return nil, in.problems.Err()
	}
	r := &Report{}
	if err := json.Unmarshal(data, r); err != nil {
		in.undecoded(err)
		return nil, in.problems.Err()
	}
	if in.check(r); len(in.problems) > 0 {
		return nil, in.problems.Err()
	}
	c, err := r.Case()
	if err != nil {
		in.inputs(err)
		return nil, in.problems.Err()
	}
	r.restore(c)
	if in.against(r); len(in.problems) > 0 {
		return nil, in.problems.Err()
	}
	return r, nil
}

// reading is a saved result while it is read.
type reading struct {
	name     string
	text     []byte
	problems document.Problems
}

// add notes a problem with the value at a path.
func (in *reading) add(path, format string, args ...any) {
	in.problems.Add(document.Position{File: in.name}, path, format, args...)
}

// at is the line and column of a place in the text.
func (in *reading) at(offset int64) document.Position {
	before := in.text[:min(max(0, int(offset)), len(in.text))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return document.Position{File: in.name, Line: 1 + bytes.Count(before, []byte("\n")), Column: max(1, utf8.RuneCount(line))}
}

// syntax checks that the text is one JSON value that says it is a result, and that nothing in it can command a terminal.
func (in *reading) syntax() bool {
	whole := document.Position{File: in.name}
	switch {
	case len(in.text) > MaxSize:
		in.problems.Add(whole, "", "is larger than %d bytes", MaxSize)
		return false
	case len(bytes.TrimSpace(in.text)) == 0:
		in.problems.Add(whole, "", "is empty; a result is what \"earnburn compare PROGRAM... -o result.json\" writes")
		return false
	}
	var kind struct {
		Schema any `json:"schema"`
	}
	if err := json.Unmarshal(in.text, &kind); err != nil {
		in.broken(err)
		return false
	}
	d := json.NewDecoder(bytes.NewReader(in.text))
	for {
		token, err := d.Token()
		if err != nil { // the end: the text has been read as a whole before
			break
		}
		if text, ok := token.(string); ok {
			if bad, found := document.BadCharacter(text); found {
				in.problems.Add(in.at(d.InputOffset()), "", "control character %q; only plain text is allowed", bad)
				return false
			}
		}
	}
	switch text, _ := kind.Schema.(string); {
	case text == Schema:
		return true
	case strings.HasPrefix(text, "earnburn/result/"):
		in.add("schema", "this earnburn reads %s; a newer one wrote the file (got %.80q)", Schema, text)
	case strings.HasPrefix(text, "earnburn/"):
		in.add("schema", "must be %s; this is the output of another command (got %.80q)", Schema, text)
	default:
		in.add("schema", "must be %s; this is no result that compare or run wrote", Schema)
	}
	return false
}

// broken says where the text stops being JSON.
func (in *reading) broken(err error) {
	var syntax *json.SyntaxError
	first := bytes.TrimSpace(in.text)[0]
	switch {
	case !errors.As(err, &syntax):
		in.problems.Add(in.at(0), "", "is JSON but no result, which is an object")
	case syntax.Offset >= int64(len(in.text)) && (first == '{' || first == '['):
		in.problems.Add(in.at(syntax.Offset), "", "ends before the JSON does; it may have been cut off")
	case first != '{' && first != '[':
		in.problems.Add(in.at(syntax.Offset), "", "is not JSON: %s; a saved result is what -o result.json writes", syntax)
	default:
		in.problems.Add(in.at(syntax.Offset), "", "is not JSON: %s", syntax)
	}
}

// undecoded says which value is of another type than it must be.
func (in *reading) undecoded(err error) {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		in.add("", "%s", strings.TrimPrefix(err.Error(), "json: "))
		return
	}
	must := "an object"
	switch wrong.Type.Kind().String() {
	case "string":
		must = "text"
	case "bool":
		must = "true or false"
	case "slice":
		must = "a list"
	case "float64":
		must = "a number"
	case "int", "int64", "uint64":
		must = "a whole number"
	}
	in.problems.Add(in.at(wrong.Offset), wrong.Field, "must be %s (got %.40s)", must, wrong.Value)
}

// inputs says what is wrong with the documents of a result.
func (in *reading) inputs(err error) {
	var problems document.Problems
	if !errors.As(err, &problems) {
		in.add("inputs", "%s", err)
		return
	}
	for _, p := range problems {
		path := strings.TrimSuffix(p.File+"."+p.Path, ".")
		in.add(path, "%s", p.Text)
	}
}

// Case is what a result was computed of, read again from its inputs.
func (r *Report) Case() (*study.Case, error) {
	written := study.Inputs{}
	var all []error
	parse := func(path string, text json.RawMessage) *document.Document {
		d, err := parseInput(path, text)
		if err != nil {
			all = append(all, err)
		}
		return d
	}
	written.Scenario = parse("inputs.scenario", r.Inputs.Scenario)
	for _, a := range r.programs() {
		written.Programs = append(written.Programs, study.Written{Arm: a.Name, Document: parse("inputs.programs."+a.Name, r.Inputs.Programs[a.Name])})
	}
	if err := errors.Join(all...); err != nil {
		return nil, err
	}
	return written.At(nil)
}

// parseInput reads a document of the inputs: the JSON of a document is YAML too.
func parseInput(path string, text json.RawMessage) (*document.Document, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return document.Parse(path, compact.Bytes())
}

// notHeld says that a saved result is without a metric, not even with why its value is missing.
const notHeld = "the result does not hold it"

// restore fills in what reports show and JSON says in another way.
func (r *Report) restore(c *study.Case) {
	r.world, r.intervals = c.World, !c.World.Certain()
	for _, s := range c.World.Segments {
		r.segments = append(r.segments, s.Name)
	}
	if r.Settings != nil {
		r.asked = metricsNamed(r.Settings.Metrics)
	}
	r.pairs = r.Differences
	rows := r.Rows
	if r.Beside != nil {
		r.pairs = append(r.pairs[:len(r.pairs):len(r.pairs)], r.Beside.Differences...)
		rows = r.Beside.Rows
	}
	for i := range r.Arms {
		a := &r.Arms[i]
		a.all = map[string]Metric{}
		for _, m := range metrics.Every() {
			a.all[m.Name] = Metric{Estimate: Estimate{Missing: notHeld}}
		}
		for name, m := range a.Metrics {
			a.all[name] = m
		}
		if r.Beside != nil {
			for name, m := range r.Beside.Arms[i].Metrics {
				a.all[name] = m
			}
		}
		if i > 0 {
			a.features = featuresOf(c.Arms[i-1].Program)
		}
		for k := range rows {
			row := &rows[k]
			if row.Arm != a.Name || row.Segment != nil || row.Tier != nil || row.Decile != nil {
				continue
			}
			if name, ok := strings.CutPrefix(row.Metric, bridgePrefix); ok && row.Month == nil {
				a.bridge = append(a.bridge, Line{Name: name, Title: metrics.BridgeTitle(name), Amount: row.Estimate})
			} else if row.Metric == cumulativeImpact && row.Month != nil {
				a.monthly = append(a.monthly, row.Estimate)
			}
		}
	}
}

// against checks a result against the inputs it says it is of.
func (in *reading) against(r *Report) {
	w := r.world
	if s := r.Scenario; s.Name != w.Name || s.Months != w.Months || s.Customers != w.Customers {
		in.add("scenario", "is another than inputs.scenario: %s, %s and %s there", w.Name, english.Many(w.Months, "month"), english.Many(int(w.Customers), "customer"))
	}
	for i := range r.Arms {
		a := &r.Arms[i]
		if i > 0 && len(a.bridge) != len(r.Arms[1].bridge) {
			in.add(fmt.Sprintf("rows of %s", a.Name), "the bridge has %d lines and that of %s has %d", len(a.bridge), r.Arms[1].Name, len(r.Arms[1].bridge))
		}
		if len(a.monthly) > w.Months {
			in.add(fmt.Sprintf("rows of %s", a.Name), "%s is there for more than %s", cumulativeImpact, english.Many(w.Months, "month"))
		}
	}
}

// Saved are the numbers of a result that limits may refer to.
func Saved(name string, r *Report) *limits.Saved {
	s := &limits.Saved{
		Name: name, Scenario: r.Scenario.Name, World: WorldSum(r.world), Months: r.Scenario.Months, Customers: r.Scenario.Customers, Seed: r.Scenario.Seed, Sample: r.Scenario.Sample,
		Currency: r.world.Currency, Metrics: map[string]map[string]limits.Kept{},
	}
	for _, a := range r.Arms {
		of := map[string]limits.Kept{}
		for metric, e := range a.all {
			if e.Missing != notHeld {
				of[metric] = limits.Kept{Estimate: e.plain(), Without: r.Replicates[a.Name][metric]}
			}
		}
		s.Metrics[a.Name] = of
	}
	return s
}
