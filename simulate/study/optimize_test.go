package study

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"earnburn/internal/document"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// worked are programs in the worked example: one customer, two purchases of 9,000, nothing left to chance, nobody reacts.
func worked(t *testing.T, texts ...string) *Inputs {
	t.Helper()
	data, _ := scenarios.Shipped("worked-example")
	d, err := document.Parse("worked-example", data)
	if err != nil {
		t.Fatal(err)
	}
	in := &Inputs{Scenario: d}
	for _, text := range texts {
		d, err := document.Parse("test", []byte("earnburn: program/v1\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		name, _ := d.Scalar("name")
		in.Programs = append(in.Programs, Written{Arm: name, Document: d})
	}
	return in
}

const (
	tenOff  = "name: cut\ndiscounts:\n  - rate: 10%\n"
	fivePts = "name: bonus\npoints:\n  earn:\n    - {points: 5, per: {spend: 1}}\n  rewards:\n    - {points: 1, gives: {money_off: 0.01}, up_to: 100%}\n"
)

func metric(t *testing.T, name string) *metrics.Metric {
	t.Helper()
	m, ok := metrics.ByName(name)
	if !ok {
		t.Fatal(name)
	}
	return m
}

func axes(t *testing.T, list ...string) []scenarios.Axis {
	t.Helper()
	var axes []scenarios.Axis
	for _, text := range list {
		path, values, _ := strings.Cut(text, "=")
		a, err := scenarios.ParseAxis(path, values)
		if err != nil {
			t.Fatal(err)
		}
		axes = append(axes, a)
	}
	return axes
}

func subjectTo(t *testing.T, list ...string) []Constraint {
	t.Helper()
	var cs []Constraint
	for _, text := range list {
		c, err := ParseConstraint("--subject-to", text)
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, c)
	}
	return cs
}

func best(t *testing.T, o *Optimization) *Optimum {
	t.Helper()
	if _, err := o.Check(); err != nil {
		t.Fatal(err)
	}
	r, err := o.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A discount of rate d costs 18,000·d here, and no more is sold: by hand.
func TestOptimaByHand(t *testing.T) {
	for _, c := range []struct {
		name, metric string
		minimize     bool
		limits       []string
		vary, want   string
		value        float64
	}{
		{"the less the better", "net_margin_impact", false, nil, "1%:20%", "1.0%", -180},
		{"no condition binds", "program_cost", false, []string{"program_cost <= 50% of revenue"}, "1%:20%", "20.0%", 3600},
		{"a budget", "program_cost", false, []string{"program_cost <= 1314"}, "1%:20%", "7.3%", 1314},
		{"a share of sales", "program_cost", false, []string{"program_cost <= 12.5% of sales"}, "1%:20%", "12.5%", 2250},
		{"the least that is enough", "program_cost", true, []string{"program_cost >= 700"}, "1%:20%", "3.9%", 702},
		{"among steps", "program_cost", false, []string{"net_margin_impact >= -1500"}, "2%:20%:3", "8%", 1440},
		{"among a list", "program_cost", false, []string{"net_margin_impact >= -1500"}, "2%,3%,7%", "7%", 1260},
	} {
		o := &Optimization{Inputs: worked(t, tenOff), Axes: axes(t, "programs.cut.discounts[0].rate="+c.vary), Objective: metric(t, c.metric), Minimize: c.minimize, Constraints: subjectTo(t, c.limits...)}
		r := best(t, o)
		first := r.Candidates[0]
		if !r.Feasible() || first.Values[0] != c.want || math.Abs(first.Again.Objective.Value-c.value) > 1e-6 {
			t.Errorf("%s: %v gives %+v, want %s with %g", c.name, first.Values, first.Again, c.want, c.value)
		}
		if r.Searched > o.Points {
			t.Errorf("%s: %d points, at most %d", c.name, r.Searched, o.Points)
		}
	}
}

func TestNoValuesMeetAllConditions(t *testing.T) {
	o := &Optimization{Inputs: worked(t, tenOff), Axes: axes(t, "programs.cut.discounts[0].rate=1%:20%"), Objective: metric(t, "net_margin"),
		Constraints: subjectTo(t, "program_cost >= 100", "program_cost <= 90")}
	r := best(t, o)
	if first := r.Candidates[0]; r.Feasible() || first.Values[0] != "1.0%" || first.Again.Slacks[1].Value != -90 {
		t.Errorf("the nearest: %v %+v", first.Values, first.Again)
	}
}

// What is found is what a run with those values and the other seed gives, and the same whatever the number of threads.
func TestTheBestAreRunsOfOtherCustomers(t *testing.T) {
	if testing.Short() {
		t.Skip("searches for minutes under the race detector")
	}
	find := func(threads int) *Optimum {
		return best(t, &Optimization{
			Inputs: shipped(t, "bonus-5"), Axes: axes(t, "programs.bonus-5.points.earn[0].points=1:8", "programs.bonus-5.points.expire.after=3 months:24 months:3"),
			Objective: metric(t, "nps_change"), Constraints: subjectTo(t, "net_margin_impact_pct >= -3%"), Metrics: []*metrics.Metric{metric(t, "net_margin_impact_pct")},
			Points: 24, Options: simulate.Options{Customers: 3_000, Seed: 7, Threads: threads},
		})
	}
	r := find(1)
	if again := find(2); !reflect.DeepEqual(r, again) {
		t.Errorf("one thread found %+v, two found %+v", r.Candidates[0], again.Candidates[0])
	}
	first := r.Candidates[0]
	c, err := shipped(t, "bonus-5").At([]scenarios.Override{set("programs.bonus-5.points.earn[0].points", first.Values[0]), set("programs.bonus-5.points.expire.after", first.Values[1])})
	if err != nil {
		t.Fatal(err)
	}
	run := func(seed uint64) *simulate.Result {
		alone, err := simulate.Run(context.Background(), c.World, c.Arms, simulate.Options{Customers: 3_000, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return alone
	}
	ms := []*metrics.Metric{metric(t, "nps_change"), metric(t, "net_margin_impact_pct")}
	alone := metrics.Evaluate(&run(8).Data, 1, ms, metrics.Whole)
	slack := first.Again.Slacks[0]
	if first.Again.Objective != alone[0].Value || first.Again.Metrics[0] != alone[1].Value ||
		math.Abs(slack.Value-(alone[1].Value.Value+0.03)) > 1e-12 || math.Abs(slack.SE-alone[1].Value.SE) > 1e-12 {
		t.Errorf("again: %+v, a run alone: %+v", first.Again, alone)
	}
	if searched := metrics.Evaluate(&run(7).Data, 1, ms, metrics.Whole); first.Searched.Objective != searched[0].Value {
		t.Errorf("in the search: %+v, a run alone: %+v", first.Searched.Objective, searched[0].Value)
	}
	// The condition binds: the search stays a standard error away from it, and two to three in what is looked at besides.
	if first.Again.Slacks[0].Value > 0.006 {
		t.Errorf("there is %+v to spare", first.Again.Slacks[0])
	}
	for _, f := range r.Frontiers {
		for i := 1; i < len(f.Points); i++ {
			p, q := f.Points[i-1], f.Points[i]
			if gains(f.First, p.First) <= gains(f.First, q.First) || gains(f.Second, p.Second) >= gains(f.Second, q.Second) {
				t.Errorf("%s against %s: %+v and %+v do not trade one for the other", f.First.Name, f.Second.Name, p, q)
			}
		}
	}
}

func TestImpossibleRulesAreLeftOut(t *testing.T) {
	r := best(t, &Optimization{
		Inputs: shipped(t, "points-tiers"), Axes: axes(t, "programs.points-tiers.tiers.levels[Silver].from=500:1500:500", "programs.points-tiers.tiers.levels[Gold].from=500:1500:500"),
		Objective: metric(t, "net_margin_impact"), Options: simulate.Options{Customers: 1_000, Seed: 1},
	})
	// Of nine pairs the three rise in which Silver comes before Gold.
	if r.Searched != 3 || r.Impossible != 6 {
		t.Errorf("%d simulated, %d left out; want 3 and 6", r.Searched, r.Impossible)
	}
}

func TestAxesAreTriedBeforeAnythingIsSimulated(t *testing.T) {
	visits := &Optimization{Inputs: worked(t, "name: cut\ndiscounts:\n  - {rate: 10%, when: {every_visit: 3}}\n"),
		Axes: axes(t, "programs.cut.discounts[0].when.every_visit=2:12"), Objective: metric(t, "net_margin_impact")}
	if _, err := visits.Check(); err != nil || visits.Axes[0].Count() != 11 {
		t.Errorf("%v: a range of visits has %d values, want 11", err, visits.Axes[0].Count())
	}
	// Neither pair of cuts is possible with the other cut as given, 1,500 and 500.
	together := &Optimization{Inputs: shipped(t, "points-tiers"), Objective: metric(t, "net_margin_impact"),
		Axes: axes(t, "programs.points-tiers.tiers.levels[Silver].from=2000:3000", "programs.points-tiers.tiers.levels[Gold].from=4000:6000")}
	if _, err := together.Check(); err != nil {
		t.Error(err)
	}
	wrong := &Optimization{Inputs: worked(t, tenOff), Axes: axes(t, "programs.cut.discounts[0].rat=1%:20%", "programs.cut.discounts[0].rate=2:20"), Objective: metric(t, "net_margin_impact")}
	if _, err := wrong.Check(); err == nil || !strings.Contains(err.Error(), `did you mean "rate"?`) || !strings.Contains(err.Error(), "did you mean 10.8%?") {
		t.Errorf("both mistakes at once: %v", err)
	}
}

// An interrupted search keeps what it found and says so.
func TestInterruptedSearchKeepsTheBestSoFar(t *testing.T) {
	for _, again := range []bool{false, true} {
		ctx, stop := context.WithCancel(context.Background())
		o := &Optimization{Inputs: worked(t, tenOff), Axes: axes(t, "programs.cut.discounts[0].rate=1%:20%"), Objective: metric(t, "net_margin_impact")}
		if _, err := o.Check(); err != nil {
			t.Fatal(err)
		}
		r, err := o.Run(ctx, func(second bool, done, _ int) {
			if second == again && done == 4 {
				stop()
			}
		})
		if err != nil || !r.Partial || len(r.Candidates) == 0 || (r.Given != nil) != again {
			t.Errorf("again %v: %v, %+v", again, err, r)
		}
	}
}

func TestSlacksOfConditions(t *testing.T) {
	c, err := worked(t, tenOff).At(nil) // costs 1,800 of sales of 18,000; revenue 16,200; margin 30 % of 18,000
	if err != nil {
		t.Fatal(err)
	}
	r, err := simulate.Run(context.Background(), c.World, c.Arms, simulate.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]float64{
		"program_cost <= 2000":               200,
		"program_cost >= 2000":               -200,
		"program_cost <= 9%  of sales":       -180,
		"program_cost <= 10% of revenue":     -180,
		"net_margin_impact_pct >= -40%":      0.4 - 1.0/3, // −1,800 ÷ 5,400
		"net_margin_impact_pct <= -33.5%":    -0.335 + 1.0/3,
		"net_margin_impact >= -1800":         0,
		"program_cost between 1000 and 2000": 200,
		"program_cost between 1700 and 9000": 100,
		"  net_margin_impact   >=  -1800.0":  0,
	} {
		c, err := ParseConstraint("--subject-to", text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := c.Slack(&r.Data, 1); math.Abs(got.Value-want) > 1e-9 {
			t.Errorf("%s: %+v, want %g", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"":                                    "metric",
		"nps_chnge >= 0":                      `did you mean "nps_change"?`,
		"program_cost of bonus-5 <= 3":        "must be about a metric of the program itself",
		"nps_change >= 0 in segment all":      "must be about a metric of the program itself",
		"net_margin_impact_pct drop <= 0.2pp": "must be about a metric of the program itself",
		"sales >= 5 at month 3":               "must be about a metric of the program itself",
		"p_loss <= 20%":                       "must be about a metric of the program itself",
	} {
		if _, err := ParseConstraint("--subject-to", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// The error of a slack is that of the whole condition, not of its parts.
func TestSlackErrorsArePaired(t *testing.T) {
	c, err := shipped(t, "bonus-5").At(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := simulate.Run(context.Background(), c.World, c.Arms, simulate.Options{Seed: 1, Customers: 2_000})
	if err != nil {
		t.Fatal(err)
	}
	got := subjectTo(t, "program_cost <= 3% of revenue")[0].Slack(&r.Data, 1)
	ms := []*metrics.Metric{metric(t, "program_cost"), metric(t, "revenue")}
	series := metrics.SeriesOf(&r.Data, 1, ms)
	// Tukey's jackknife by hand.
	n := float64(len(series[0].Without))
	mean, squares := 0.0, 0.0
	slack := func(i int) float64 { return 0.03*series[1].Without[i] - series[0].Without[i] }
	for i := range series[0].Without {
		mean += slack(i) / n
	}
	for i := range series[0].Without {
		squares += (slack(i) - mean) * (slack(i) - mean)
	}
	if want := math.Sqrt((n - 1) / n * squares); math.Abs(got.SE/want-1) > 1e-6 {
		t.Errorf("%+v, want a standard error of %g", got, want)
	}
}

func TestUndominatedPoints(t *testing.T) {
	values := [][2]float64{{1, 9}, {5, 5}, {4, 4}, {9, 1}, {5, 5}, {9, 0}, {6, 4.9}, {0, 9}}
	list := undominated(values)
	if want := []int{3, 6, 1, 0}; !slices.Equal(list, want) {
		t.Errorf("%v, want %v", list, want)
	}
	// Both ends, then what is farthest from them.
	if got, want := thinned(values, list, 3), []int{3, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
