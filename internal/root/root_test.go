package root

import (
	"errors"
	"math"
	"testing"
)

func TestRoots(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
		s    Search
		want float64
		most int // evaluations
	}{
		{"a line", func(x float64) float64 { return 2*x - 6 }, Search{Low: -15, High: 15, First: 0, Second: 1, Near: 1e-12}, 3, 3},
		{"x³ = 2", func(x float64) float64 { return x*x*x - 2 }, Search{Low: 0, High: 10, First: 1, Second: 2, Near: 1e-12}, math.Cbrt(2), 10},
		{"a logistic share of 77 %", func(x float64) float64 { return 1/(1+math.Exp(-x)) - 0.77 }, Search{Low: -15, High: 15, First: 1.5, Second: 1, Near: 1e-9}, math.Log(0.77 / 0.23), 8},
		{"a share close to its end", func(x float64) float64 { return 1/(1+math.Exp(-x)) - 0.999 }, Search{Low: -15, High: 15, First: 0, Second: 1, Near: 1e-9}, math.Log(999), 25},
		{"a step", func(x float64) float64 { return math.Copysign(1, x-0.3) }, Search{Low: -1, High: 1, First: 0, Second: 0.1, Precision: 1e-6}, 0.3, 30},
		{"a staircase", func(x float64) float64 { return math.Floor(x) - 4.5 }, Search{Low: 0, High: 16, First: 1, Second: 2, Precision: 1e-6}, 5, 40},
		{"at the guess", func(x float64) float64 { return x - 1 }, Search{Low: 0, High: 2, First: 1, Second: 2}, 1, 1},
		{"at the end", func(x float64) float64 { return x - 2 }, Search{Low: 0, High: 2, First: 1, Second: 1.5, Near: 1e-12}, 2, 3},
		{"beyond the end", func(x float64) float64 { return x - 20 }, Search{Low: 0, High: 15, First: 1, Second: 2, Near: 1e-9}, 15, 4},
		{"before the beginning", func(x float64) float64 { return x + 20 }, Search{Low: -15, High: 15, First: 1, Second: 2, Near: 1e-9}, -15, 4},
		{"flat beyond the end", func(x float64) float64 { return math.Tanh(x) - 2 }, Search{Low: -15, High: 15, First: 1, Second: 2, Near: 1e-9}, 15, 60},
	} {
		n := 0
		x, fx, err := Rising(func(x float64) (float64, error) {
			n++
			return c.f(x), nil
		}, c.s)
		if err != nil || math.Abs(x-c.want) > 1e-5 {
			t.Errorf("%s: %.9g (%v), want %.9g", c.name, x, err, c.want)
		}
		if fx != c.f(x) || n > c.most {
			t.Errorf("%s: f is %g after %d evaluations, want %d at most", c.name, fx, n, c.most)
		}
	}
}

func TestAnErrorEndsTheSearch(t *testing.T) {
	broken := errors.New("broken")
	if _, _, err := Rising(func(float64) (float64, error) { return 0, broken }, Search{High: 1}); err != broken {
		t.Errorf("%v", err)
	}
}

func FuzzRising(f *testing.F) {
	f.Add(0.3, 1.0, 0.0, 0.5)
	f.Add(-2.0, 8.0, 0.9, 0.1)
	f.Fuzz(func(t *testing.T, at, slope, first, second float64) {
		if !(at >= -1 && at <= 1 && slope > 1e-3 && slope < 1e3 && first >= -1 && first <= 1 && second >= -1 && second <= 1) {
			return
		}
		n := 0
		x, _, _ := Rising(func(x float64) (float64, error) {
			if n++; n > 200 {
				t.Fatalf("no end in sight for %g %g %g %g", at, slope, first, second)
			}
			return math.Atan(slope * (x - at)), nil
		}, Search{Low: -1, High: 1, First: first, Second: second, Near: 1e-9, Precision: 1e-9})
		if math.Abs(x-at) > 1e-5 {
			t.Errorf("%g, want %g", x, at)
		}
	})
}
