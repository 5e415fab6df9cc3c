package metrics

import (
	"math"
	"testing"
)

// 20 groups of ten customers; in half of the groups four receive 5 more, in the others two receive 5 more and five 1 less. The error of a mean
// over groups of equal size is that of the groups' means: with all of them s away from it, √(Σ s²/(20·19)) = s/√19.
func TestEstimateShift(t *testing.T) {
	var groups []Shift
	for g := range 20 {
		if g%2 == 0 {
			groups = append(groups, Shift{Customers: 10, More: 4, Amount: 20_000})
		} else {
			groups = append(groups, Shift{Customers: 10, More: 2, Less: 5, Amount: 5_000})
		}
	}
	got := EstimateShift(groups)
	for _, c := range []struct {
		what      string
		e         Estimate
		value, sd float64 // of the groups' means, which are sd above and below the value in turn
	}{{"received", got.Received, 1.25, 0.75}, {"more", got.More, 0.3, 0.1}, {"less", got.Less, 0.25, 0.25}} {
		if se := c.sd / math.Sqrt(19); math.Abs(c.e.Value-c.value) > 1e-12 || math.Abs(c.e.SE-se) > 1e-12 || c.e.High <= c.e.Value {
			t.Errorf("%s: %+v, want %v with an error of %v", c.what, c.e, c.value, se)
		}
	}
	if few := EstimateShift(groups[:9]); few.More.NoInterval == "" || few.More.Value == 0 {
		t.Errorf("nine groups: %+v", few.More)
	}
	if none := EstimateShift(nil); none.Received.Missing == "" {
		t.Errorf("nobody: %+v", none.Received)
	}
}
