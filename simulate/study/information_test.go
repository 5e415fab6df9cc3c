package study

import (
	"math"
	"testing"
)

// Closed forms for normal outcomes: with INB ~ N(m, s²), EVPI = s φ(m/s) − |m| Φ(−|m|/s).
func TestInformationOfNormalOutcomesHasTheClosedForm(t *testing.T) {
	const n = 4000
	z1, z2, idle := scores(1, "first", n), scores(1, "second", n), scores(1, "idle", n)
	none := make([]float64, n)

	mean1 := make([]float64, n)
	sum := make([]float64, n)
	for k := range sum {
		mean1[k] = 1 + 2*z1[k]
		sum[k] = z1[k] + 2*z2[k]
	}
	near := func(what string, got, want, by float64) {
		t.Helper()
		if math.Abs(got-want) > by {
			t.Errorf("%s: %.6f, want %.6f", what, got, want)
		}
	}
	one := NewInformation([][]float64{none, mean1}, [][]float64{z1, idle})
	near("EVPI of N(1, 4)", one.Perfect.Value, 0.395593, 0.001)
	near("EVPPI of the only assumption", one.Partial[0].Value, 0.395593, 0.001)
	near("EVPPI of an idle assumption", one.Partial[1].Value, 0, 0)

	two := NewInformation([][]float64{none, sum}, [][]float64{z1, z2, idle})
	near("EVPI of N(0, 5)", two.Perfect.Value, math.Sqrt(5)*0.398942, 0.03)
	near("EVPPI of θ₁ ~ N(0, 1)", two.Partial[0].Value, 0.398942, 0.01)
	near("EVPPI of θ₂ ~ N(0, 4)", two.Partial[1].Value, 0.797885, 0.01)
	near("EVPPI of an idle assumption", two.Partial[2].Value, 0, 0)
	near("share of variance of θ₁", two.Shares[1][0], 0.2, 0.01)
	near("share of variance of θ₂", two.Shares[1][1], 0.8, 0.01)
}

func TestFewDrawsFindTheInformationThatMatters(t *testing.T) {
	// 200 draws, 50 assumptions of which two act, one of them not linearly.
	const n, many = 200, 50
	z := make([][]float64, many)
	for j := range z {
		z[j] = scores(7, string(rune('a'+j)), n)
	}
	y := make([]float64, n)
	for k := range y {
		y[k] = -0.5 + z[3][k] + 0.5*(z[9][k]*z[9][k]-1)
	}
	in := NewInformation([][]float64{make([]float64, n), y}, z)
	// E max(0, −0.5 + z) = φ(0.5) − 0.5 Φ(−0.5) = 0.197797
	if got := in.Partial[3].Value; math.Abs(got-0.197797) > 0.02 {
		t.Errorf("EVPPI of a linear assumption: %.4f, want 0.1978", got)
	}
	for j, q := range in.Partial {
		if j != 3 && j != 9 && q.Value != 0 {
			t.Errorf("assumption %d does nothing but has an EVPPI of %g", j, q.Value)
		}
		if q.Value < 0 || q.Value > in.Perfect.Value {
			t.Errorf("EVPPI %g outside 0…EVPI %g", q.Value, in.Perfect.Value)
		}
	}
	if share := in.Shares[1][3] + in.Shares[1][9]; math.Abs(share-1) > 0.12 {
		t.Errorf("two assumptions carry %.3f of the variance, want all but what chance correlates them", share)
	}
}

func TestInformationIsWorthNothingWhenOneOptionAlwaysWins(t *testing.T) {
	const n = 100
	z := [][]float64{scores(1, "a", n)}
	better, worse := make([]float64, n), make([]float64, n)
	for k := range better {
		better[k], worse[k] = 5+z[0][k], z[0][k]-5
	}
	in := NewInformation([][]float64{worse, better, make([]float64, n)}, z)
	if in.Perfect != (Quantity{}) || in.Partial[0] != (Quantity{}) {
		t.Errorf("EVPI %v and EVPPI %v, want 0: no knowledge changes the choice", in.Perfect, in.Partial[0])
	}
}

func TestScoresAreALatinHypercube(t *testing.T) {
	a, b := scores(1, "elasticity", 10), scores(1, "elasticity", 10)
	var in [10]int
	for i, z := range a {
		if z != b[i] {
			t.Fatal("the same name gives other scores")
		}
		in[int(10*0.5*math.Erfc(-z/math.Sqrt2))]++
	}
	for s, n := range in {
		if n != 1 {
			t.Errorf("%d scores in stratum %d, want one", n, s)
		}
	}
}
