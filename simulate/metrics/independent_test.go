package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// Worked by hand: 15 in [14, 17] less 10 in [8, 13].
func TestIndependentDifference(t *testing.T) {
	got := Independent(Estimate{Value: 15, Low: 14, High: 17, SE: 3}, Estimate{Value: 10, Low: 8, High: 13, SE: 4}, "a", "b")
	want := Estimate{Value: 5, Low: 5 - math.Sqrt(1+9), High: 5 + math.Sqrt(4+4), SE: 5}
	if !about(got.Low, want.Low, 1) || !about(got.High, want.High, 1) || got.Value != 5 || !about(got.SE, 5, 5) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := Independent(Estimate{Missing: "no points"}, Estimate{Value: 1}, "a", "b"); got.Missing != "a: no points" {
		t.Errorf("got %+v", got)
	}
	if got := Independent(Estimate{Value: 3, NoInterval: "few"}, Estimate{Value: 1, SE: 1, High: 2}, "a", "b"); got.Value != 2 || got.NoInterval != "few" || got.SE != 0 {
		t.Errorf("got %+v", got)
	}
}

// The interval holds the true difference as often as it says, and is as wide as that of Welch for equal groups.
func TestIndependentIntervalsHoldTheDifference(t *testing.T) {
	const tries, n = 4000, 100
	r := rand.New(rand.NewPCG(5, 5))
	mean := func(mu, sd float64) Estimate {
		x := make([]float64, n)
		for i := range x {
			x[i] = mu + sd*r.NormFloat64()
		}
		m, s := stat.MeanStdDev(x, nil)
		se := s / math.Sqrt(n)
		half := se * studentQuantile(n-1)
		return Estimate{Value: m, Low: m - half, High: m + half, SE: se}
	}
	held := 0
	for range tries {
		if d := Independent(mean(7, 3), mean(5, 1), "a", "b"); d.Low <= 2 && 2 <= d.High {
			held++
		}
	}
	// 95 % of 4,000 with a standard error of 14
	if held < 3800-45 || held > 3800+45 {
		t.Errorf("%d of %d intervals hold the difference", held, tries)
	}
}
