package study

import (
	"context"
	"math"
	"strings"
	"testing"

	"earnburn/internal/document"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// corner is a shop in which nobody reacts, so that break-even values can be worked by hand: each of 10,000 customers buys twelve times a year for 100.
const corner = `
earnburn: scenario/v1
name: corner
currency: USD
start: 2026-01-01
months: 12
customers: 10000
discount_rate: 0%
behavior: mechanical
segments:
  - {name: all, share: 100%, margin: 30%, purchases: {per_month: 1, regularity: fixed}, basket: {fixed: 100}}
`

// rebate brings 60 from each customer at once, and costs 5 with each purchase and 0.10 a month.
const rebate = `
earnburn: program/v1
name: rebate
currency: USD
enrollment: opt_in
costs: {per_month: 1000}
fee: {join: 60}
discounts:
  - {rate: 5%}
`

func cornerShop(t *testing.T) *BreakEven {
	t.Helper()
	parse := func(name, text string) *document.Document {
		d, err := document.Parse(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	in := &Inputs{Scenario: parse("corner.yaml", corner), Programs: []Written{{Arm: "rebate", Document: parse("rebate.yaml", rebate)}}}
	return &BreakEven{Inputs: in, Options: simulate.Options{Customers: 1_000, Seed: 1}}
}

func scale(t *testing.T, path, text string) Scale {
	t.Helper()
	a, err := scenarios.ParseAxis(path, text)
	if err != nil {
		t.Fatal(err)
	}
	return Scale{Axis: a}
}

func TestBreakEvenValuesByHand(t *testing.T) {
	for _, c := range []struct {
		path, over string
		want       float64
		above      bool
	}{
		{"programs.rebate.fee.join", "1:101", 12*5 + 1.2, true},         // 12 discounts of 5, and 12,000 of costs for 10,000 customers
		{"programs.rebate.discounts[0].rate", "1%:20%", 4.9, false},     // (60 − 1.20)/12 of 100
		{"programs.rebate.discounts[0].rate", "0.01:0.1", 0.049, false}, // the same, written as a number
		{"scenario.segments[0].basket.fixed", "50:200", 98, false},      // 12 × 5 % of 98 is 58.80
		{"programs.rebate.costs.per_month", "-1:3", math.NaN(), false},  // refused: costs are not negative
		{"programs.rebate.costs.setup", "1:100000", math.NaN(), false},  // never
		{"scenario.months", "6:18:1", 12, false},                        // 60 − 5.10 a month: 11 months pay, 12 do not
		{"programs.rebate.fee.join", "20:100:20", 80, true},             // of these values
	} {
		b := cornerShop(t)
		b.Over = []Scale{scale(t, c.path, c.over)}
		if err := b.Check(); err != nil {
			if !strings.HasPrefix(c.over, "-1") {
				t.Errorf("%s over %s: %v", c.path, c.over, err)
			}
			continue
		}
		l, err := b.Line(context.Background())
		if strings.HasPrefix(c.over, "-1") {
			if err == nil {
				t.Errorf("%s may be negative", c.path)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s over %s: %v", c.path, c.over, err)
			continue
		}
		if math.IsNaN(c.want) {
			if len(l.Crossings) != 0 {
				t.Errorf("%s over %s: %+v, want none", c.path, c.over, l.Crossings)
			}
			continue
		}
		if len(l.Crossings) != 1 {
			t.Errorf("%s over %s: %d crossings, want one: %+v", c.path, c.over, len(l.Crossings), l.Tried)
			continue
		}
		if x := l.Crossings[0]; math.Abs(x.Value.Value-c.want) > 2e-4*c.want || x.PaysAbove != c.above {
			t.Errorf("%s over %s: %+v, want %g", c.path, c.over, x, c.want)
		}
	}
}

func TestBreakEvenCurveByHand(t *testing.T) {
	b := cornerShop(t)
	b.Over = []Scale{scale(t, "programs.rebate.fee.join", "12:84"), scale(t, "programs.rebate.discounts[0].rate", "0.5%:10%")}
	if err := b.Check(); err != nil {
		t.Fatal(err)
	}
	c, err := b.Curve(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Values) != stepsFirst+1 || c.Values[0] != "12" {
		t.Fatalf("values %q", c.Values)
	}
	for i, l := range c.Lines {
		fee := 12 + 12*float64(i)
		want := (fee - 1.2) / 12 // percent of 100
		if len(l.Crossings) != 1 || math.Abs(l.Crossings[0].Value.Value-want) > 1e-3*want {
			t.Errorf("fee %g: %+v, want %g", fee, l.Crossings, want)
		}
	}
}

// In retail chance plays a part: an interval that is printed holds the value of a far larger run.
func TestBreakEvenKnowsItsError(t *testing.T) {
	if testing.Short() {
		t.Skip("searches for minutes under the race detector")
	}
	value := func(customers int) metrics.Estimate {
		b := &BreakEven{Inputs: shipped(t, "bonus-5"), Options: simulate.Options{Customers: customers, Seed: 3}}
		b.Over = []Scale{scale(t, "scenario.behavior.elasticity", "0.5:9")}
		if err := b.Check(); err != nil {
			t.Fatal(err)
		}
		l, err := b.Line(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Crossings) != 1 {
			t.Fatalf("%+v", l)
		}
		return l.Crossings[0].Value
	}
	few, many := value(2_000), value(40_000)
	if few.Low > many.High || few.High < many.Low || few.SE < 2*many.SE || few.SE > 10*many.SE {
		t.Errorf("2,000 customers: %+v; 40,000: %+v", few, many)
	}
}

func TestPlausibleShareOfAnAssumption(t *testing.T) {
	e := scenarios.Entry{Value: 1, Low: 0, High: 3, Min: -10, Max: 10}
	at := func(x float64, above bool) Crossing {
		return Crossing{Value: metrics.Estimate{Value: x}, PaysAbove: above}
	}
	line := func(first float64, list ...Crossing) *Line {
		return &Line{Tried: []Tried{{Impact: metrics.Estimate{Value: first}}}, Crossings: list}
	}
	for _, c := range []struct {
		over        string
		l           *Line
		least, most float64
	}{
		{"-10:10", line(-1), 0, 0}, {"-10:10", line(1), 1, 1}, {"-10:10", line(-1, at(3, true)), 0.05, 0.05}, {"-10:10", line(-1, at(1, true)), 0.5, 0.5},
		{"-10:10", line(1, at(0, false)), 0.05, 0.05}, {"-10:10", line(1, at(3, false)), 0.95, 0.95}, {"-10:10", line(-1, at(0, true), at(3, false)), 0.9, 0.9},
		// Of values that were not tried nothing is known: half of them are below 1, one in twenty below 0 or above 3.
		{"1:10", line(1), 0.5, 1}, {"1:10", line(-1, at(3, true)), 0.05, 0.55}, {"0:3", line(-1), 0, 0.1}, {"0:3", line(1), 0.9, 1},
	} {
		a, err := scenarios.ParseAxis("x", c.over)
		if err != nil {
			t.Fatal(err)
		}
		s := &Scale{Axis: a, Assumption: &e}
		if got := s.plausible(c.l); math.Abs(got[0]-c.least) > 1e-6 || math.Abs(got[1]-c.most) > 1e-6 {
			t.Errorf("%s, %+v: %g, want %g to %g", c.over, c.l, got, c.least, c.most)
		}
	}
}

func TestNearestZeroOfAPlane(t *testing.T) {
	// 5 + 3x + 4y = 0 is nearest to the center at (−0.6, −0.8), at a distance of 1.
	z := nearestZero([]float64{0, 0}, []float64{3, 4}, 5)
	if math.Abs(z[0]+0.6) > 1e-12 || math.Abs(z[1]+0.8) > 1e-12 {
		t.Errorf("%v, want -0.6 -0.8", z)
	}
	// The same plane, known from elsewhere.
	z = nearestZero([]float64{1, 1}, []float64{3, 4}, 12)
	if math.Abs(z[0]+0.6) > 1e-12 || math.Abs(z[1]+0.8) > 1e-12 {
		t.Errorf("%v, want -0.6 -0.8", z)
	}
	// 10 + 3x + y = 0 is nearest at (−3, −1); 13 + 3x + y = 0 would be beyond 3, so x stays there and y does the rest.
	z = nearestZero([]float64{0, 0}, []float64{3, 1}, 11)
	if math.Abs(z[0]+3) > 1e-12 || math.Abs(z[1]+2) > 1e-12 {
		t.Errorf("%v, want -3 -2", z)
	}
	if z = nearestZero([]float64{0, 0}, []float64{0, 0}, 1); z != nil {
		t.Errorf("%v where nothing moves it", z)
	}
	if z = nearestZero([]float64{0, 0}, []float64{1, 0.001}, 100); z != nil {
		t.Errorf("%v where nothing moves it far enough", z)
	}
}

func TestScoreIsTheInverseOfAt(t *testing.T) {
	for _, e := range scenarios.Register {
		for _, z := range []float64{-1.5, -0.3, 0, 0.4, 1.6} {
			x := e.At(z)
			if x == e.Min || x == e.Max || z > 0 && e.High == e.Value || z < 0 && e.Low == e.Value {
				continue
			}
			if got := e.Score(x); math.Abs(got-z) > 1e-9 {
				t.Errorf("%s: score of %g is %g, want %g", e.Name, x, got, z)
			}
		}
	}
}

// What one must believe is where the choice flips: simulated there, the lead is gone.
func TestBeliefsFlipTheChoice(t *testing.T) {
	if testing.Short() {
		t.Skip("searches for minutes under the race detector")
	}
	c, err := shipped(t, "bonus-5").At(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := simulate.Run(context.Background(), c.World, c.Arms, simulate.Options{Customers: 500, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Believe(context.Background(), r, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b.Best != simulate.Baseline || b.Instead != "bonus-5" || math.IsInf(b.Distance, 0) || len(b.Moves) == 0 {
		t.Fatalf("%+v", b)
	}
	if math.Abs(b.Left) > 0.1*b.Lead {
		t.Errorf("a lead of %g is %g after the move", b.Lead, b.Left)
	}
	squares := 0.0
	for _, m := range b.Moves {
		if m.Assumption.At(m.Score) != m.To {
			t.Errorf("%s goes to %g, its score says %g", m.Assumption.Name, m.To, m.Assumption.At(m.Score))
		}
		squares += m.Score * m.Score
	}
	if math.Abs(math.Sqrt(squares)-b.Distance) > 0.2 {
		t.Errorf("moves are %g long, the distance is %g", math.Sqrt(squares), b.Distance)
	}
	again, err := Believe(context.Background(), r, 1, nil)
	if err != nil || again.Distance != b.Distance {
		t.Errorf("with one thread the distance is %g, not %g (%v)", again.Distance, b.Distance, err)
	}
}
