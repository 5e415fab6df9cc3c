package reports

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// simulated is a small run of shipped programs.
func simulated(t testing.TB, scenario string, customers int, overrides []scenarios.Override, names ...string) *simulate.Result {
	t.Helper()
	data, ok := scenarios.Shipped(scenario)
	if !ok {
		t.Fatalf("no scenario %s", scenario)
	}
	w, err := scenarios.Load(scenario, data, overrides)
	if err != nil {
		t.Fatal(err)
	}
	var arms []simulate.Arm
	for _, name := range names {
		data, ok := programs.Shipped(name)
		if !ok {
			t.Fatalf("no program %s", name)
		}
		p, err := programs.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		arms = append(arms, simulate.Arm{Name: name, Program: p})
	}
	result, err := simulate.Run(context.Background(), w, arms, simulate.Options{Customers: customers, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

var testBuild = Build{Version: "v0.0.0-test", Go: "go1.26", Arch: "amd64"}

func newReport(t testing.TB, result *simulate.Result, asked ...string) *Report {
	t.Helper()
	r, err := New(result, Studies{}, testBuild, Settings{Command: CompareCommand, Metrics: asked})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func asJSON(t *testing.T, r *Report) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := r.JSON(&b); err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(&b)
	d.UseNumber()
	var x map[string]any
	if err := d.Decode(&x); err != nil {
		t.Fatal(err)
	}
	return x
}

func keys(x any) []string {
	m, _ := x.(map[string]any)
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func demand(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s has the keys %v, want %v", what, got, want)
	}
}

var quarter = []scenarios.Override{{Path: "months", Value: "3", Origin: "test"}}

// The JSON is a contract: a key that goes or changes its meaning breaks somebody's pipeline.
func TestJSONKeys(t *testing.T) {
	x := asJSON(t, newReport(t, simulated(t, "retail", 2000, quarter, "discount-5", "points-100")))
	demand(t, "the result", keys(x), "schema", "headline", "earnburn", "inputs_sha256", "inputs", "scenario", "arms", "differences", "rows", "assumptions", "warnings", "partial", "settings", "replicates")
	if x["schema"] != "earnburn/result/v1" {
		t.Errorf("the schema is %v", x["schema"])
	}
	demand(t, "earnburn", keys(x["earnburn"]), "version", "go", "arch")
	demand(t, "settings", keys(x["settings"]), "command", "sample", "draws", "why", "metrics")
	demand(t, "replicates", keys(x["replicates"]), "none", "discount-5", "points-100")
	some := asJSON(t, newReport(t, simulated(t, "retail", 500, quarter, "discount-5"), "nps"))
	demand(t, "beside", keys(some["beside"]), "arms", "differences", "rows")
	demand(t, "inputs", keys(x["inputs"]), "behavior", "scenario", "programs")
	behavior := x["inputs"].(map[string]any)["behavior"].(map[string]any)
	if len(behavior) != int(scenarios.NumParameters) || behavior["elasticity"] != json.Number("0.8") {
		t.Errorf("the parameters of behavior are %v", behavior)
	}
	if text, _ := x["headline"].(string); !strings.HasSuffix(text, " no program.") && !strings.Contains(text, "; ") {
		t.Errorf("the headline is %q", text)
	}
	demand(t, "scenario", keys(x["scenario"]), "name", "months", "seed", "customers", "sample")
	arms := x["arms"].([]any)
	if len(arms) != 3 {
		t.Fatalf("there are %d arms", len(arms))
	}
	base, program := arms[0].(map[string]any), arms[2].(map[string]any)
	if base["name"] != "none" || base["baseline"] != true || program["baseline"] != false {
		t.Errorf("the baseline is not the first arm: %v, %v", base["name"], base["baseline"])
	}
	demand(t, "an arm", keys(program), "name", "baseline", "metrics")
	values := program["metrics"].(map[string]any)
	demand(t, "metrics", keys(values), metrics.Names()...)
	demand(t, "a metric", keys(values["net_margin"]), "value", "low", "high", "se", "range_low", "range_high", "change")
	demand(t, "a change", keys(values["net_margin"].(map[string]any)["change"]), "value", "low", "high", "se")
	demand(t, "nps", keys(values["nps"]), "value", "low", "high", "se", "range_low", "range_high", "change", "survey_low", "survey_high")
	missing := arms[1].(map[string]any)["metrics"].(map[string]any)["burn_rate"].(map[string]any)
	if missing["value"] != nil || missing["missing"] == "" || missing["missing"] == nil {
		t.Errorf("a missing value is %v", missing)
	}
	difference := x["differences"].([]any)[0]
	demand(t, "a difference", keys(difference), "arm", "against", "metric", "value", "low", "high", "se")
	row := x["rows"].([]any)[0]
	demand(t, "a row", keys(row), "arm", "segment", "tier", "decile", "month", "metric", "value", "low", "high", "se")
	if x["partial"] != false {
		t.Errorf("partial is %v", x["partial"])
	}
}

// The manual names every column of the CSV, every key of the JSON and every code of a warning.
func TestManualOfOutputIsComplete(t *testing.T) {
	text, err := os.ReadFile("../docs/output.md")
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Clone(columns)
	names = append(names, "limits_not_checked", "infinite_variance", "no_response", "unused_margin", interrupted)
	var collect func(x any)
	collect = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			for key, value := range x {
				names = append(names, key)
				if key != "inputs" && key != "metrics" && key != "replicates" { // whose keys are names
					collect(value)
				}
			}
		case []any:
			for _, value := range x[:min(2, len(x))] {
				collect(value)
			}
		}
	}
	result := asJSON(t, newReport(t, simulated(t, "retail", 2000, quarter, "discount-5", "points-400")))
	collect(result)
	collect(asJSON(t, newReport(t, simulated(t, "retail", 500, quarter, "discount-5"), "nps")))
	collect(result["arms"].([]any)[1].(map[string]any)["metrics"].(map[string]any)["nps"])
	for _, name := range names {
		if !bytes.Contains(text, []byte("`"+name+"`")) {
			t.Errorf("docs/output.md does not name %s", name)
		}
	}
}

func TestJSONRoundTrip(t *testing.T) {
	r := newReport(t, simulated(t, "retail", 2000, quarter, "points-tiers"))
	var first bytes.Buffer
	if err := r.JSON(&first); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(first.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	var second bytes.Buffer
	if err := back.JSON(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("reading and writing a result changes it")
	}
}

// Every format prints the same numbers.
func TestFormatsAgree(t *testing.T) {
	r := newReport(t, simulated(t, "department-store", 3000, quarter, "bloomingdales-loyallist"))
	var text bytes.Buffer
	if err := r.CSV(&text); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(records[0], columns) {
		t.Errorf("the columns are %v", records[0])
	}
	rows := asJSON(t, r)["rows"].([]any)
	if len(rows) != len(records)-1 {
		t.Fatalf("%d rows as JSON, %d as CSV", len(rows), len(records)-1)
	}
	for i, x := range rows {
		row := x.(map[string]any)
		for j, name := range columns {
			want := ""
			switch v := row[name].(type) {
			case string:
				want = v
			case json.Number:
				want = v.String()
			}
			if got := records[i+1][j]; got != want {
				t.Fatalf("row %d, %s: %q as CSV, %q as JSON", i, name, got, want)
			}
		}
	}

	var plain, markdown bytes.Buffer
	if err := r.Depth(&plain, Layout{}); err != nil {
		t.Fatal(err)
	}
	if err := r.Depth(&markdown, Layout{Markdown: true}); err != nil {
		t.Fatal(err)
	}
	a := r.programs()[0]
	for _, m := range metrics.Every() {
		want := WithError(a.Metrics[m.Name].Estimate, m.Kind)
		if a.Metrics[m.Name].Value == nil {
			continue
		}
		if !strings.Contains(strings.ReplaceAll(plain.String(), "\n", " "), want) {
			t.Errorf("%s: %q is not in the table", m.Name, want)
		}
		if !strings.Contains(markdown.String(), escape(want)) {
			t.Errorf("%s: %q is not in the Markdown", m.Name, want)
		}
	}
}

// What is asked for is what there is, but the answer stays.
func TestAskedMetrics(t *testing.T) {
	r := newReport(t, simulated(t, "retail", 2000, quarter, "discount-5", "bonus-5"), "enrolled_share", "roi")
	for _, a := range r.Arms {
		if len(a.Metrics) != 2 {
			t.Errorf("%s has %d metrics", a.Name, len(a.Metrics))
		}
	}
	if len(r.Differences) != 2 {
		t.Errorf("there are %d differences", len(r.Differences))
	}
	var b bytes.Buffer
	if err := r.Compare(&b, Layout{}); err != nil {
		t.Fatal(err)
	}
	if text := b.String(); !strings.Contains(text, "Enrolled") || strings.Contains(text, "Program cost") || !strings.Contains(text, " over three months") {
		t.Errorf("the comparison is\n%s", text)
	}
}

func TestNoLineIsWiderThanThePage(t *testing.T) {
	r := newReport(t, simulated(t, "department-store", 3000, quarter, "discount-5", "bonus-5", "bloomingdales-loyallist"))
	for _, width := range []int{40, 60, 80, 100, 200} {
		for name, write := range map[string]func(*Report, *bytes.Buffer, Layout) error{
			"compare": func(r *Report, b *bytes.Buffer, l Layout) error { return r.Compare(b, l) },
			"run":     func(r *Report, b *bytes.Buffer, l Layout) error { return r.Depth(b, l) },
		} {
			var b bytes.Buffer
			if err := write(r, &b, Layout{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > min(width, widest) {
					t.Errorf("%s at %d columns has a line of %d: %s", name, width, n, line)
				}
				if strings.Contains(line, "NaN") || strings.Contains(line, "Inf") || strings.Contains(line, "\x1b") {
					t.Errorf("%s: %s", name, line)
				}
			}
		}
	}
}

func TestPartialResultIsMarked(t *testing.T) {
	result := simulated(t, "retail", 2000, quarter, "discount-5")
	result.Partial, result.Options.Customers = true, 100_000
	r := newReport(t, result)
	if !r.Partial || asJSON(t, r)["partial"] != true {
		t.Error("the JSON does not say so")
	}
	var b bytes.Buffer
	if err := r.Compare(&b, Layout{}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "INTERRUPTED: what follows rests on the first 2,000 of 100,000 customers.\n") {
		t.Errorf("the comparison begins %.200s", b.String())
	}
}

// The numbers of the example that can be followed by hand.
func TestWorkedExample(t *testing.T) {
	r := newReport(t, simulated(t, "worked-example", 0, nil, "discount-5", "bonus-5"))
	want := []string{"no program: 5,400.", "discount-5: 4,500 in cash; nothing is owed.", "bonus-5: 4,950 in cash; 450 is still owed."}
	if got := r.accounts(); !slices.Equal(got, want) {
		t.Errorf("the accounts are %q", got)
	}
	for name, value := range map[string]float64{"none": 5400, "discount-5": 4500, "bonus-5": 4500} {
		for _, a := range r.Arms {
			if got := a.Metrics["net_margin"]; a.Name == name && (got.Value == nil || math.Abs(*got.Value-value) > 1e-9) {
				t.Errorf("net margin of %s is %v", name, deref(got.Value))
			}
		}
	}
}
