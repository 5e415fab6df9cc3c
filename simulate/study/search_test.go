package study

import (
	"context"
	"math"
	"testing"
)

// seek runs a search of a function over a box, whose ends map to the unit cube.
func seek(t *testing.T, low, high []float64, most int, f func(x []float64) sight) (best []float64, s *search) {
	t.Helper()
	scaled := func(place []float64) []float64 {
		x := make([]float64, len(place))
		for i := range x {
			x[i] = low[i] + place[i]*(high[i]-low[i])
		}
		return x
	}
	s = &search{
		directions: len(low), most: most, seed: 1,
		snap: func(place []float64) []float64 { return place },
		look: func(place []float64) (sight, error) { return f(scaled(place)), nil },
	}
	if err := s.run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return scaled(s.places[s.best()]), s
}

// Test functions with known optima: Dixon and Szegő 1978 (Branin, Hartmann), Rosenbrock 1960, Gardner et al. 2014 (limits).
func TestSearchFindsKnownOptima(t *testing.T) {
	if testing.Short() {
		t.Skip("searches for minutes under the race detector")
	}
	branin := func(x []float64) float64 {
		a := x[1] - 5.1/(4*math.Pi*math.Pi)*x[0]*x[0] + 5/math.Pi*x[0] - 6
		return a*a + 10*(1-1/(8*math.Pi))*math.Cos(x[0]) + 10
	}
	hartmann := func(x []float64) float64 {
		weights := []float64{1, 1.2, 3, 3.2}
		a := [][]float64{{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}}
		p := [][]float64{{0.3689, 0.1170, 0.2673}, {0.4699, 0.4387, 0.7470}, {0.1091, 0.8732, 0.5547}, {0.0381, 0.5743, 0.8828}}
		sum := 0.0
		for i := range weights {
			inner := 0.0
			for j := range x {
				inner += a[i][j] * (x[j] - p[i][j]) * (x[j] - p[i][j])
			}
			sum -= weights[i] * math.Exp(-inner)
		}
		return sum
	}
	for _, c := range []struct {
		name      string
		low, high []float64
		most      int
		f         func(x []float64) sight
		want      float64 // value
		near      float64
	}{
		{"Branin", []float64{-5, 0}, []float64{10, 15}, 60, func(x []float64) sight { return sight{value: -branin(x)} }, -0.397887, 0.01},
		{"Hartmann in three directions", []float64{0, 0, 0}, []float64{1, 1, 1}, 80, func(x []float64) sight { return sight{value: -hartmann(x)} }, 3.86278, 0.02},
		{"a line, whose best end is a corner", []float64{0, 0}, []float64{1, 1}, 60, func(x []float64) sight { return sight{value: x[0] - 2*x[1]} }, 1, 0},
		{"a circle cut by a line", []float64{-2, -2}, []float64{2, 2}, 60, func(x []float64) sight {
			return sight{value: -(x[0]-1)*(x[0]-1) - (x[1]-1)*(x[1]-1), slacks: []float64{1 - x[0] - x[1]}}
		}, -0.5, 0.01},
		{"Rosenbrock within a disc that it touches", []float64{-1.5, -1.5}, []float64{1.5, 1.5}, 80, func(x []float64) sight {
			return sight{value: -math.Log1p((1-x[0])*(1-x[0]) + 100*(x[1]-x[0]*x[0])*(x[1]-x[0]*x[0])), slacks: []float64{2 - x[0]*x[0] - x[1]*x[1]}}
		}, 0, 0.1},
		{"a staircase under a budget that jumps", []float64{0}, []float64{10}, 40, func(x []float64) sight {
			return sight{value: math.Floor(x[0]), slacks: []float64{6.5 - math.Floor(x[0])}}
		}, 6, 0},
		{"two limits, one of which decides", []float64{0, 0}, []float64{1, 1}, 60, func(x []float64) sight {
			return sight{value: x[0] + x[1], slacks: []float64{1.25 - x[0] - x[1], 0.5 - x[1]}}
		}, 1.25, 0.005},
	} {
		x, s := seek(t, c.low, c.high, c.most, c.f)
		got := s.sights[s.best()]
		t.Logf("%s: %.4f at %.3f after %d looks", c.name, got.value, x, len(s.places))
		if !got.kept() || math.Abs(got.value-c.want) > c.near {
			t.Errorf("%s: %g at %v after %d looks, want %g ± %g", c.name, got.value, x, len(s.places), c.want, c.near)
		}
		if len(s.places) > c.most {
			t.Errorf("%s: %d looks, at most %d are allowed", c.name, len(s.places), c.most)
		}
	}
}

// Where no place keeps the limits, the one that breaks them least is the best.
func TestSearchWithoutAPossiblePlace(t *testing.T) {
	x, s := seek(t, []float64{0, 0}, []float64{1, 1}, 40, func(x []float64) sight {
		return sight{value: x[0], slacks: []float64{x[1] - 1.5}}
	})
	if got := s.sights[s.best()]; got.kept() || math.Abs(got.slacks[0]+0.5) > 0.01 {
		t.Errorf("%+v at %v", got, x)
	}
}
