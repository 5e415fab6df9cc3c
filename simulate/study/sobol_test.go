package study

import (
	"math"
	"testing"
)

// Ishigami and Homma 1990, a = 7, b = 0.1, whose indices are known exactly.
func ishigami(u []float64) float64 {
	x := make([]float64, 3)
	for i := range x {
		x[i] = math.Pi * (2*u[i] - 1)
	}
	return math.Sin(x[0]) + 7*math.Sin(x[1])*math.Sin(x[1]) + 0.1*math.Pow(x[2], 4)*math.Sin(x[0])
}

func TestIndicesOfIshigami(t *testing.T) {
	first, total := []float64{0.3139, 0.4424, 0}, []float64{0.5576, 0.4424, 0.2437}
	const n = 1024
	for seed := range uint64(20) {
		var y []float64
		for _, u := range sobolDesign(n, 3, 0, seed) {
			y = append(y, ishigami(u))
		}
		for i, x := range sobolIndices(y, n) {
			if math.Abs(x.First.Value-first[i]) > 0.03 || math.Abs(x.Total.Value-total[i]) > 0.03 {
				t.Errorf("seed %d: input %d has %.4f and %.4f, want %.4f and %.4f", seed, i+1, x.First.Value, x.Total.Value, first[i], total[i])
			}
			if x.First.Low > first[i]+0.03 || x.First.High < first[i]-0.03 || x.Total.Low >= x.Total.High {
				t.Errorf("seed %d: input %d: %+v", seed, i+1, x)
			}
		}
	}
}

// Grouped, the second and third carry what they carry together: variance shares add up over groups that do not work on each other.
func TestIndicesOfAGroup(t *testing.T) {
	const n = 2048
	var y []float64
	for _, u := range sobolDesign(n, 1, 3, 5) {
		// 3·u0 + 2·u1 − u2·u3: with v = 1/12, var(u2·u3) = v² + v/2 = 7/144.
		y = append(y, 1e6+3*u[0]+2*u[1]-u[2]*u[3])
	}
	v := 1.0 / 12
	all := 9*v + 4*v + 7.0/144
	x := sobolIndices(y, n)
	if len(x) != 2 || math.Abs(x[0].First.Value-9*v/all) > 0.02 || math.Abs(x[1].Total.Value-(4*v+7.0/144)/all) > 0.02 {
		t.Errorf("%+v, want %.3f and %.3f", x, 9*v/all, (4*v+7.0/144)/all)
	}
}

func TestIndicesOfAConstant(t *testing.T) {
	y := make([]float64, 6*64)
	for i := range y {
		y[i] = 5
	}
	for _, x := range sobolIndices(y, 64) {
		if x.First.Missing == "" {
			t.Errorf("%+v, want none", x)
		}
	}
}
