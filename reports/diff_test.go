package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// saved is a small result as it is read again.
func saved(t testing.TB, scenario string, customers int, overrides []scenarios.Override, names ...string) *Report {
	t.Helper()
	return reread(t, newReport(t, simulated(t, scenario, customers, overrides, names...)))
}

func reread(t testing.TB, r *Report) *Report {
	t.Helper()
	var b bytes.Buffer
	if err := r.JSON(&b); err != nil {
		t.Fatal(err)
	}
	r, err := Read("r.json", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func diffOf(t testing.TB, a, b *Report) *Diff {
	t.Helper()
	d, err := NewDiff(a, b, DiffOptions{NameA: "a.json", NameB: "b.json"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *Diff) of(arm, metric string) *DiffRow {
	i := slices.IndexFunc(d.Rows, func(row DiffRow) bool { return row.ArmA == arm && row.Metric == metric })
	return &d.Rows[i]
}

// With other customers in each the error is the root of the sum of squares; with the same it is that of pairs, here of nothing.
func TestDiffPairsTheSameCustomersOnly(t *testing.T) {
	a, b := saved(t, "retail", 2000, quarter, "points-100"), saved(t, "retail", 3000, quarter, "points-100")
	d := diffOf(t, a, b)
	row := d.of("points-100", "sales")
	x, y, got := row.A, row.B, row.Difference
	if d.Paired || row.Paired || *got.Value != *y.Value-*x.Value || math.Abs(*got.SE-math.Hypot(*x.SE, *y.SE)) > 1e-9**got.SE {
		t.Errorf("samples of 2,000 and 3,000: %v − %v is %v with a standard error of %v", *y.Value, *x.Value, *got.Value, *got.SE)
	}
	d = diffOf(t, a, a)
	for _, row := range d.Rows {
		m, _ := metrics.ByName(row.Metric)
		if e := row.Difference; e.Value != nil && (*e.Value != 0 || e.SE != nil && *e.SE != 0 || row.A.SE != nil && row.Paired == m.Jumps()) {
			t.Errorf("%s of a result differs from itself by %v", row.Metric, *e.Value)
		}
	}
	if d.Headline != "points-100 earns as much in B as in A." || len(d.Changes) != 0 {
		t.Errorf("a result and itself: %s %v", d.Headline, d.Changes)
	}
}

// Its JSON is a contract too.
func TestDiffKeys(t *testing.T) {
	a := saved(t, "retail", 200, quarter, "discount-5")
	b := saved(t, "retail", 200, append([]scenarios.Override{{Path: "survey", Value: "100", Origin: "test"}}, quarter...), "discount-5")
	var text bytes.Buffer
	if err := diffOf(t, a, b).Write(&text, "json", Layout{}); err != nil {
		t.Fatal(err)
	}
	var x map[string]any
	if err := json.Unmarshal(text.Bytes(), &x); err != nil {
		t.Fatal(err)
	}
	demand(t, "a diff", keys(x), "schema", "headline", "a", "b", "paired", "changes", "rows")
	demand(t, "a side", keys(x["a"]), "headline", "earnburn", "inputs_sha256", "scenario", "settings", "partial", "only")
	demand(t, "what is only there", keys(x["a"].(map[string]any)["only"]), "arms", "metrics")
	demand(t, "a change", keys(x["changes"].([]any)[0]), "path", "a", "b")
	demand(t, "a row", keys(x["rows"].([]any)[0]), "arm_a", "arm_b", "metric", "a", "b", "difference", "paired")
	if x["schema"] != "earnburn/diff/v1" {
		t.Errorf("the schema is %v", x["schema"])
	}
}

// A metric without a value in one of the two has none in the difference, and says where.
func TestDiffSaysWhatIsMissing(t *testing.T) {
	a, b := saved(t, "retail", 2000, quarter, "discount-5"), saved(t, "retail", 2000, quarter, "points-100")
	d, err := NewDiff(a, b, DiffOptions{NameA: "a.json", NameB: "b.json", Arms: map[string]string{"discount-5": "points-100"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.of("discount-5", "burn_rate").Difference; got.Value != nil || got.Missing != "in A: the program has no points" {
		t.Errorf("got %+v", got)
	}
	for name, c := range map[string]struct {
		b    *Report
		o    DiffOptions
		want string
	}{
		"no program in common": {b, DiffOptions{}, "no program is in both: a.json has discount-5, b.json has points-100; say which are to be compared, as in --arms discount-5=points-100"},
		"no such arms":         {b, DiffOptions{Arms: map[string]string{"x": "y"}}, "a.json has no arm \"x\"; there are none and discount-5\nb.json has no arm \"y\"; there are none and points-100"},
		"another currency":     {saved(t, "fashion", 500, append([]scenarios.Override{{Path: "currency", Value: "EUR", Origin: "test"}}, quarter...), "discount-5"), DiffOptions{}, "a.json is in USD and b.json in EUR; money in different currencies cannot be compared"},
		"a metric in one": {
			reread(t, newReport(t, simulated(t, "retail", 500, quarter, "discount-5"), "nps")),
			DiffOptions{Metrics: metricsNamed([]string{"nps", "ces"})}, "--metrics: not in both results: ces",
		},
	} {
		c.o.NameA, c.o.NameB = "a.json", "b.json"
		if _, err := NewDiff(a, c.b, c.o); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// What was changed is named by its path, also where one of the two leaves it to a default, and where a default itself is another.
func TestDiffNamesWhatWasChanged(t *testing.T) {
	override := func(path, value string) []scenarios.Override {
		return append([]scenarios.Override{{Path: path, Value: value, Origin: "test"}}, quarter...)
	}
	a := saved(t, "retail", 200, quarter, "bonus-5")
	for _, c := range []struct {
		b    *Report
		want string
	}{
		{saved(t, "retail", 200, override("behavior.elasticity", "1.1"), "bonus-5"), "scenario.behavior.elasticity: 0.8 -> 1.1"},
		{saved(t, "retail", 200, override("behavior", "mechanical"), "bonus-5"), `scenario.behavior: "evidence" -> "mechanical"`},
		{saved(t, "retail", 200, override("segments[0].margin", "20%"), "bonus-5"), `scenario.segments[customers].margin: "35%" -> "20%"`},
	} {
		var got []string
		for _, x := range diffOf(t, a, c.b).Changes {
			got = append(got, fmt.Sprintf("%s: %s -> %s", x.Path, x.A, x.B))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	older := *a
	older.Inputs.Behavior = maps.Clone(a.Inputs.Behavior)
	older.Inputs.Behavior["capture"] = 0.7
	delete(older.Inputs.Behavior, "hassle")
	var paths []string
	for _, x := range diffOf(t, &older, a).Changes {
		paths = append(paths, fmt.Sprintf("%s: %s -> %s", x.Path, x.A, x.B))
	}
	if want := []string{"behavior.capture: 0.7 -> 0.85", fmt.Sprintf("behavior.hassle:  -> %g", a.Inputs.Behavior["hassle"])}; !slices.Equal(paths, want) {
		t.Errorf("got %q, want %q", paths, want)
	}
}

// All shipped programs in their worlds can be read back from the inputs of a result: to the same inputs.
func TestInputsAreReadBack(t *testing.T) {
	for _, name := range programs.Names() {
		data, _ := programs.Shipped(name)
		program, err := programs.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		home := program.Scenario
		if home == "" {
			home = "retail"
		}
		r := newReport(t, simulated(t, home, 1, []scenarios.Override{{Path: "months", Value: "1", Origin: "test"}}, name))
		c, err := r.Case()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, sum, err := NewInputs(c.World, c.Arms)
		if err != nil || sum != r.InputsSHA256 {
			t.Errorf("%s: %v, other inputs: %s", name, err, again.Programs)
		}
	}
}
