package study

import (
	"context"
	"math"
	"slices"
	"strconv"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

func ran(t *testing.T, scenario string, o simulate.Options, set []scenarios.Override, names ...string) *simulate.Result {
	t.Helper()
	data, ok := scenarios.Shipped(scenario)
	if !ok {
		t.Fatalf("no scenario %s", scenario)
	}
	w, err := scenarios.Load(scenario, data, set)
	if err != nil {
		t.Fatal(err)
	}
	var arms []simulate.Arm
	for _, n := range names {
		data, ok := programs.Shipped(n)
		if !ok {
			t.Fatalf("no program %s", n)
		}
		p, err := programs.Parse(n, data)
		if err != nil {
			t.Fatal(err)
		}
		arms = append(arms, simulate.Arm{Name: n, Program: p})
	}
	r, err := simulate.Run(context.Background(), w, arms, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func drawn(t *testing.T, r *simulate.Result, o Options) *Draws {
	t.Helper()
	d, err := Draw(context.Background(), r, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var year = []scenarios.Override{{Path: "months", Value: "12", Origin: "test"}}

func named(t *testing.T, name string) *metrics.Metric {
	t.Helper()
	m, ok := metrics.ByName(name)
	if !ok {
		t.Fatalf("no metric %s", name)
	}
	return m
}

func TestThreadsChangeNoDraw(t *testing.T) {
	r := ran(t, "retail", simulate.Options{Seed: 1, Customers: 2000}, year, "discount-5", "points-100")
	one, two := drawn(t, r, Options{Draws: 20, Customers: 500, Threads: 1}), drawn(t, r, Options{Draws: 20, Customers: 500, Threads: 2})
	for arm := range one.values {
		for m := range one.values[arm] {
			for k := range one.values[arm][m] {
				if a, b := one.values[arm][m][k], two.values[arm][m][k]; a != b && !(math.IsNaN(a) && math.IsNaN(b)) {
					t.Fatalf("arm %d, metric %s, draw %d: %v with one thread, %v with two", arm, metrics.All[m].Name, k, a, b)
				}
			}
		}
	}
}

// Where nothing is uncertain there is nothing to draw, and in a draw of one assumption with a narrow range nothing moves far from the run.
func TestDrawsLieAroundTheRun(t *testing.T) {
	// With elasticity alone uncertain the impact of a discount is close to linear in it, so that the median draw is the run itself.
	var set []scenarios.Override
	set = append(set, year...)
	for _, e := range scenarios.Register {
		if e.Name != "elasticity" && !e.Certain() {
			set = append(set, scenarios.Override{Path: "behavior." + e.Name, Value: number(e.Value), Origin: "test"})
		}
	}
	r := ran(t, "retail", simulate.Options{Seed: 1, Customers: 20_000}, set, "discount-5")
	d := drawn(t, r, Options{Draws: 60, Customers: 2500})
	if len(d.Assumptions) != 1 || d.Assumptions[0].Name != "elasticity" {
		t.Fatalf("drawn: %v", d.Assumptions)
	}
	// At elasticities 0.2 and 2, the 5th and 95th percentile, the run itself gives the range.
	at := func(x string) float64 {
		other := append([]scenarios.Override{}, set...)
		other = append(other, scenarios.Override{Path: "behavior.elasticity", Value: x, Origin: "test"})
		return metrics.Values(&ran(t, "retail", simulate.Options{Seed: 1, Customers: 20_000}, other, "discount-5").Data, 1, []*metrics.Metric{named(t, "net_margin_impact")})[0]
	}
	low, high := at("0.2"), at("2")
	in := d.Range(1, named(t, "net_margin_impact"))
	if in.Missing != "" || math.Abs(in.Low-low) > 0.08*(high-low) || math.Abs(in.High-high) > 0.15*(high-low) {
		t.Errorf("range %.0f to %.0f, runs at the ends of the range %.0f to %.0f", in.Low, in.High, low, high)
	}
	if shares := d.Information().Shares[1]; shares[0] < 0.95 {
		t.Errorf("the only assumption carries %.3f of the variance, want nearly all", shares[0])
	}
}

func TestRisksOfAProgramThatAlwaysLosesAndOneThatDoesNothing(t *testing.T) {
	r := ran(t, "worked-example", simulate.Options{Seed: 1}, nil, "discount-5")
	if d := drawn(t, r, Usual); d.Number != 0 || d.Risk(1)["p_loss"].Missing == "" {
		t.Errorf("a mechanical world has no assumptions to draw, got %d draws", d.Number)
	}
	r = ran(t, "retail", simulate.Options{Seed: 1, Customers: 1000}, year, "apple")
	d := drawn(t, r, Options{Draws: 20, Customers: 200})
	for name, want := range map[string]float64{"p_loss": 0, "p_best": 0.5, "expected_regret": 0} { // as good as no program: equals share
		if got := d.Risk(1)[name]; got.Value != want || got.Low > want || got.High < want {
			t.Errorf("%s of a program without rules: %+v, want %v", name, got, want)
		}
	}
	if in := d.Information(); in.Perfect.Value != 0 {
		t.Errorf("EVPI %v, want 0", in.Perfect)
	}
}

// What no assumption moves is the same in every draw, whatever their number, and its quantiles are in order although they are interpolated.
func TestQuantilesOfEqualValuesAreInOrder(t *testing.T) {
	for n := 1; n <= 500; n++ {
		values := make([]float64, n)
		for i := range values {
			values[i] = 0.123456789
		}
		if low, high := between(0.05, 0.95, values); low > high || high-low > 1e-15 {
			t.Fatalf("%d draws: %v to %v", n, low, high)
		}
	}
}

// Wilson's interval for 8 of 10: 0.4902 to 0.9433.
func TestSharesOfDrawsHaveWilsonsInterval(t *testing.T) {
	e := share(8, 10, normal95)
	if math.Abs(e.Low-0.4902) > 5e-5 || math.Abs(e.High-0.9433) > 5e-5 || math.Abs(e.SE-math.Sqrt(0.016)) > 1e-12 {
		t.Errorf("%+v", e)
	}
}

func TestDecompositionAddsUpExactly(t *testing.T) {
	r := ran(t, "retail", simulate.Options{Seed: 1, Customers: 3000}, year, "discount-5", "points-tiers", "apple")
	list, err := Decompose(context.Background(), r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range list {
		sum := 0.0
		parts := map[string]float64{}
		for _, p := range d.Parts {
			sum += p.Value.Value
			parts[p.Name] = p.Value.Value
		}
		if math.Abs(sum-d.Total.Value) > 1e-6*max(1, math.Abs(d.Total.Value)) {
			t.Errorf("arm %d: parts add up to %v, total %v", i+1, sum, d.Total.Value)
		}
		whole := metrics.Values(&r.Data, i+1, []*metrics.Metric{named(t, "net_margin_impact")})[0]
		if math.Abs(whole-d.Total.Value) > 1e-6*max(1, math.Abs(whole)) { // the sample is not larger than what a decomposition takes
			t.Errorf("arm %d: total %v, the run says %v", i+1, d.Total.Value, whole)
		}
		switch i {
		case 0:
			if parts["value"] <= 0 || parts["goal_gradient"] != 0 || parts["status"] != 0 {
				t.Errorf("a discount works by its value alone and by retention: %v", parts)
			}
		case 2:
			for name, x := range parts {
				if x != 0 {
					t.Errorf("%s of a program without rules is %v", name, x)
				}
			}
		}
	}
}

// With one response at work its part is what the run with it earns more than the run without, and nothing interacts.
func TestASingleEffectIsTheWholeDifference(t *testing.T) {
	var set []scenarios.Override
	set = append(set, year...)
	for i := range Effects {
		e := &Effects[i]
		for p, x := range e.neutral {
			if e.Name != "retention" {
				set = append(set, scenarios.Override{Path: "behavior." + p.String(), Value: number(x), Origin: "test"})
			}
		}
	}
	o := simulate.Options{Seed: 1, Customers: 3000}
	r := ran(t, "retail", o, set, "points-100")
	list, err := Decompose(context.Background(), r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	off := append([]scenarios.Override{}, set...)
	retention := Effects[slices.IndexFunc(Effects, func(e Effect) bool { return e.Name == "retention" })]
	for p, x := range retention.neutral {
		off = append(off, scenarios.Override{Path: "behavior." + p.String(), Value: number(x), Origin: "test"})
	}
	impact := []*metrics.Metric{named(t, "net_margin_impact")}
	want := metrics.Values(&r.Data, 1, impact)[0] - metrics.Values(&ran(t, "retail", o, off, "points-100").Data, 1, impact)[0]
	for _, p := range list[0].Parts {
		switch p.Name {
		case "retention":
			if math.Abs(p.Value.Value-want) > 1e-6*math.Abs(want) || want == 0 {
				t.Errorf("retention brings %v, the runs differ by %v", p.Value.Value, want)
			}
		case NoResponse:
		default:
			if math.Abs(p.Value.Value) > 1e-6*math.Abs(want) {
				t.Errorf("%s brings %v, want 0", p.Name, p.Value.Value)
			}
		}
	}
}

// With every response switched off nobody buys anything else, or leaves at another time, than without a program: a new effect that is missing in Effects
// shows here.
func TestWithoutItsEffectsAProgramMovesNobody(t *testing.T) {
	for _, c := range []struct{ scenario, program string }{
		{"retail", "points-tiers"}, {"retail", "discount-progressive"}, {"coffee", "coffee-stamp-card-endowed"}, {"coffee", "starbucks-gold-card"},
		{"marketplace", "amazon-prime"}, {"fashion", "patagonia"}, {"marketplace", "free-shipping-threshold"}, {"retail", "bonus-5"},
	} {
		data, _ := scenarios.Shipped(c.scenario)
		w, err := scenarios.Load(c.scenario, data, []scenarios.Override{{Path: "months", Value: "24", Origin: "test"}})
		if err != nil {
			t.Fatal(err)
		}
		text, _ := programs.Shipped(c.program)
		p, err := programs.Parse(c.program, text)
		if err != nil {
			t.Fatal(err)
		}
		var all []*Effect
		for i := range Effects {
			all = append(all, &Effects[i])
		}
		run := func(off []*Effect) *simulate.Result {
			world, arms := without(w, []simulate.Arm{{Name: "arm", Program: p}}, off)
			r, err := simulate.Run(context.Background(), world, arms, simulate.Options{Seed: 3, Customers: 2000})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		moved := func(r *simulate.Result) bool {
			for _, f := range []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.Left} {
				base, arm := proof.Groups(r, 0), proof.Groups(r, 1)
				for g := range base {
					if proof.Flow(f)(base[g]) != proof.Flow(f)(arm[g]) {
						return true
					}
				}
			}
			return false
		}
		if moved(run(all)) {
			t.Errorf("%s moves customers with all effects switched off", c.program)
		}
		if !moved(run(nil)) {
			t.Errorf("%s moves nobody even with them: the test says nothing", c.program)
		}
	}
}
