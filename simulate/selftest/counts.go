package selftest

import (
	"math"

	"earnburn/simulate/proof"
)

// sample is what a few customers count together.
type sample struct{ n, x float64 }

// moments estimates the mean and variance over customers from many small samples.
func moments(samples []sample) (mean, variance proof.Estimate) {
	var n, total float64
	for _, s := range samples {
		n += s.n
		total += s.x
	}
	mean.Value = total / n
	var v, v2 float64
	for _, s := range samples {
		d := (s.x - s.n*mean.Value) * (s.x - s.n*mean.Value) / s.n
		v += d
		v2 += d * d
	}
	k := float64(len(samples))
	v /= k
	variance = proof.Estimate{Value: v, SE: math.Sqrt((v2/k - v*v) / k)}
	mean.SE = math.Sqrt(v / n)
	return mean, variance
}
