package study

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// shipped are shipped programs in retail, for a year.
func shipped(t *testing.T, names ...string) *Inputs {
	t.Helper()
	parse := func(name string, data []byte) *document.Document {
		d, err := document.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	data, _ := scenarios.Shipped("retail")
	in := &Inputs{Scenario: parse("retail", data)}
	if err := in.Scenario.Set("months", "24", "test"); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, _ := programs.Shipped(name)
		in.Programs = append(in.Programs, Written{Arm: name, Document: parse(name, data)})
	}
	return in
}

func set(path, value string) scenarios.Override {
	return scenarios.Override{Path: path, Value: value, Origin: "--set " + path}
}

// run runs points of inputs and returns their outcomes, that of the inputs as given first.
func run(t *testing.T, p *Points) []*Outcome {
	t.Helper()
	p.Options.Customers, p.Options.Seed = 2_000, 7
	if p.Metrics == nil {
		p.Metrics = metrics.Every()
	}
	if _, err := p.Check(); err != nil {
		t.Fatal(err)
	}
	var list []*Outcome
	if err := p.Run(context.Background(), nil, func(i int, o *Outcome) {
		if i != len(list)-1 {
			t.Errorf("point %d came after %d others", i, len(list))
		}
		list = append(list, o)
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAPointIsTheRunOfTheChangedInputs(t *testing.T) {
	in := shipped(t, "bonus-5", "points-tiers")
	a, err := scenarios.ParseAxis("programs.bonus-5.points.earn[0].points", "3:7:2")
	if err != nil {
		t.Fatal(err)
	}
	list := run(t, &Points{Inputs: in, List: SweepPoints(&scenarios.Sweep{Over: []scenarios.Axis{a}}, 1)})
	c, err := in.At([]scenarios.Override{set(a.Path, "7")})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := simulate.Run(context.Background(), c.World, c.Arms, simulate.Options{Customers: 2_000, Seed: 7, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	given, err := in.At(nil)
	if err != nil {
		t.Fatal(err)
	}
	before, err := simulate.Run(context.Background(), given.World, given.Arms, simulate.Options{Customers: 2_000, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	for arm := range alone.Arms {
		if want := metrics.Evaluate(&alone.Data, arm, metrics.Every(), metrics.Whole); !reflect.DeepEqual(list[3].Arms[arm].Metrics, want) {
			t.Errorf("arm %d differs from a run alone", arm)
		}
		// The paired error is that of a combination of both runs.
		for i, m := range metrics.Every() {
			if m.Jumps() {
				continue
			}
			want := metrics.Combine([]metrics.Part{{Data: &alone.Data, Arm: arm, Weight: 1}, {Data: &before.Data, Arm: arm, Weight: -1}}, m)
			got := list[3].Arms[arm].Against[i]
			if want.Missing == "" && (!near(got.Value, want.Value) || !near(got.SE, want.SE)) {
				t.Errorf("%s of arm %d against the inputs as given: %+v, want %+v", m.Name, arm, got, want)
			}
		}
	}
	// The value as given changes nothing, and knows it.
	for _, x := range list[2].Arms[1].Against {
		if x.Value != 0 || x.SE != 0 {
			t.Errorf("a point at the values as given differs by %+v", x)
		}
	}
	// What is changed in one program leaves the other alone.
	for i, x := range list[1].Arms[2].Against {
		if x.Value != 0 {
			t.Errorf("%s of another program changes by %+v", metrics.All[i].Name, x)
		}
	}
}

func near(a, b float64) bool { return a == b || (a-b)*(a-b) <= 1e-16*(a*a+b*b) }

// A change within the horizon is the version that a person would write, and does nothing before.
func TestRulesThatChangeWithinTheHorizon(t *testing.T) {
	change := set("programs.bonus-5.points.earn[0].points", "2")
	change.FromMonth = 13
	in := shipped(t, "bonus-5")
	impact := []*metrics.Metric{}
	for _, name := range []string{"net_margin_impact", "points_issued", "burn_rate"} {
		m, _ := metrics.ByName(name)
		impact = append(impact, m)
	}
	list := run(t, &Points{Inputs: in, List: []Point{{Name: "devalue", Set: []scenarios.Override{change}}}, Metrics: impact})

	written := shipped(t, "bonus-5")
	data, _ := programs.Shipped("bonus-5")
	text := string(data) + `
versions:
  - from: 2027-01-01
    title: devalue
    points:
      earn:
        - {points: 2, per: {spend: 1}}
      earn_on_rewards: true
      rewards:
        - {points: 1, gives: {money_off: 0.01}, up_to: 100%}
      expire: {after: 12 months}
`
	d, err := document.Parse("bonus-5", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	written.Programs[0].Document = d
	same := run(t, &Points{Inputs: written, Metrics: impact})
	if !reflect.DeepEqual(list[1].Arms[1].Metrics, same[0].Arms[1].Metrics) {
		t.Errorf("%+v\nby hand %+v", list[1].Arms[1].Metrics, same[0].Arms[1].Metrics)
	}
	if x := list[1].Arms[1].Against[1]; x.High >= 0 {
		t.Errorf("a lower earn rate issues more points: %+v", x)
	}
}

func TestChangesWithinTheHorizonThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		path, value string
		month       int
		want        string
	}{
		{"programs.bonus-5.points.earn[0].points", "2", 25, "month 25 is beyond the horizon of 24 months"},
		{"programs.bonus-5.enrollment", "automatic", 13, "cannot change within the horizon; what can is in discounts, points, tiers, perks, convert, without"},
		{"programs.bonus-5.points.earn[1].points", "2", 13, "no such item; the last is [0]"},
		{"programs.bonus-5.points.earn[0].points", "two", 13, "must be a number"},
		{"programs.bonus.points.earn[0].points", "2", 13, "no program of that name; there is bonus-5"},
	} {
		change := set(c.path, c.value)
		change.FromMonth = c.month
		if _, err := shipped(t, "bonus-5").At([]scenarios.Override{change}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s = %s from month %d: %v, want %q", c.path, c.value, c.month, err, c.want)
		}
	}
}

// Points in hand may be worth another number of points from a day on.
func TestPointsAreConvertedWithinTheHorizon(t *testing.T) {
	convert := set("programs.bonus-5.convert", "0.5")
	convert.FromMonth = 13
	forfeited, _ := metrics.ByName("points_forfeited")
	list := run(t, &Points{Inputs: shipped(t, "bonus-5"), List: []Point{{Set: []scenarios.Override{convert}}}, Metrics: []*metrics.Metric{forfeited}})
	if x := list[1].Arms[1].Against[0]; x.Low <= 0 {
		t.Errorf("halving all points in hand forfeits %+v more", x)
	}
}

func TestSweepsMakeGridsAndSpreadPoints(t *testing.T) {
	axis := func(path, text string) scenarios.Axis {
		a, err := scenarios.ParseAxis(path, text)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	var got []string
	for _, p := range SweepPoints(&scenarios.Sweep{Over: []scenarios.Axis{axis("scenario.a", "1,2"), axis("scenario.b", "x,y,z")}}, 1) {
		got = append(got, strings.Join(p.Values, ""))
	}
	if want := "1x 1y 1z 2x 2y 2z"; strings.Join(got, " ") != want {
		t.Errorf("grid %v, want %s", got, want)
	}
	// Each axis takes the middle of each of its ten strata once.
	seen := map[string]bool{}
	for _, p := range SweepPoints(&scenarios.Sweep{Over: []scenarios.Axis{axis("scenario.a", "0:10"), axis("scenario.b", "0%:100%")}, Points: 10}, 1) {
		for i, value := range p.Values {
			seen[string(rune('a'+i))+value] = true
		}
	}
	for i := range 10 {
		if a, b := fmt.Sprintf("a%d.50", i), fmt.Sprintf("b%d5.0%%", i); !seen[a] || i > 0 && !seen[b] {
			t.Errorf("%s or %s is missing: %v", a, b, seen)
		}
	}
}
