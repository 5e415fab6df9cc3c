package liability

import (
	"fmt"

	"earnburn/simulate/metrics"
)

// Sensitivity is by how much the liability at the end of the horizon moves with the ultimate redemption rate, in money.
type Sensitivity struct {
	Deferred Range
	Cost     Range
	Method   string // in words, to be printed with the numbers
}

// Range is a liability at an ultimate redemption rate one percentage point lower, as estimated, and one higher.
type Range struct{ Lower, Value, Higher metrics.Estimate }

// SensitivityOf shifts the ultimate redemption rate of each month of issue with points left by one percentage point. It fails like Deferred, but for points
// without a face value, of which nothing is deferred.
func SensitivityOf(d *metrics.Data, arm int, e Estimator) (*Sensitivity, error) {
	if err := owed(d, arm); err != nil {
		return nil, err
	}
	x := metrics.Jackknife(d, arm, func(s *metrics.Sums, scale float64) (all []float64) {
		t, v := triangleOf(d, arm, s, scale), termsOf(d, arm, s, scale)
		_, contracts := t.account(v, e)
		for _, by := range []float64{-0.01, 0, 0.01} {
			deferred, cost := t.shifted(v, contracts, by)
			all = append(all, deferred, cost)
		}
		return all
	})
	if x == nil {
		return nil, fmt.Errorf("%s has no customers, and so no liability", d.Arms[arm].Name)
	}
	return &Sensitivity{
		Deferred: Range{x[0], x[2], x[4]}, Cost: Range{x[1], x[3], x[5]},
		Method: fmt.Sprintf("The ultimate redemption rate, from %s, is moved by one percentage point of the points issued, for each month of issue with points left and at most by those; "+
			"the amount deferred at first is not allocated anew.", e),
	}, nil
}
