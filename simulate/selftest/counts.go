package selftest

import (
	"math"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// count reads one number off the sums of some customers.
type count func(*metrics.Sums) float64

// flow counts over the whole horizon.
func flow(f metrics.Flow) count {
	return func(s *metrics.Sums) float64 { return flowIn(f, 0, len(s.Flow))(s) }
}

// flowIn counts from one month up to another.
func flowIn(f metrics.Flow, from, to int) count {
	return func(s *metrics.Sums) (sum float64) {
		for m := from; m < to; m++ {
			sum += float64(s.Flow[m][f])
		}
		return sum
	}
}

// owed counts over the whole run-off.
func owed(f metrics.Owed) count {
	return func(s *metrics.Sums) (sum float64) {
		for m := range s.Owed {
			sum += float64(s.Owed[m][f])
		}
		return sum
	}
}

func person(p metrics.Person) count {
	return func(s *metrics.Sums) float64 { return float64(s.Person[p]) }
}

// plus adds counts.
func plus(counts ...count) count {
	return func(s *metrics.Sums) (sum float64) {
		for _, c := range counts {
			sum += c(s)
		}
		return sum
	}
}

// times scales a count.
func times(factor float64, c count) count {
	return func(s *metrics.Sums) float64 { return factor * c(s) }
}

// thousandths is a count of money or points in whole units.
func thousandths(c count) count { return times(1e-3, c) }

var customers = person(metrics.Customers)

// groups are an arm's sums by group of customers, over segments.
func groups(r *simulate.Result, arm int) (list []*metrics.Sums) {
	for g := range metrics.Groups {
		sum := metrics.NewSums(r.Facts.Months)
		for _, segment := range r.Arms[arm].Cells {
			if segment[g] != nil {
				sum.Add(segment[g])
			}
		}
		if sum.Person[metrics.Customers] > 0 {
			list = append(list, sum)
		}
	}
	return list
}

// sum is a count over all customers of an arm.
func sum(r *simulate.Result, arm int, c count) (all float64) {
	for _, g := range groups(r, arm) {
		all += c(g)
	}
	return all
}

// estimate is what a run says of a number, and its standard error.
type estimate struct{ value, se float64 }

// times is the estimate of a multiple.
func (e estimate) times(factor float64) estimate { return estimate{e.value * factor, e.se * factor} }

// less is the estimate of a number less a constant.
func (e estimate) less(x float64) estimate { return estimate{e.value - x, e.se} }

func estimated(e metrics.Estimate) estimate { return estimate{e.Value, e.SE} }

// ratio estimates one count over another, with the delete-one-group jackknife.
func ratio(r *simulate.Result, arm int, above, below count) estimate {
	var a, b float64
	list := groups(r, arm)
	for _, g := range list {
		a += above(g)
		b += below(g)
	}
	var without []float64
	var mean float64
	for _, g := range list {
		x := (a - above(g)) / (b - below(g))
		without = append(without, x)
		mean += x / float64(len(list))
	}
	var squares float64
	for _, x := range without {
		squares += (x - mean) * (x - mean)
	}
	n := float64(len(list))
	return estimate{a / b, math.Sqrt((n - 1) / n * squares)}
}

// perCustomer is a count per customer.
func perCustomer(r *simulate.Result, arm int, c count) estimate { return ratio(r, arm, c, customers) }

// sample is what a few customers count together.
type sample struct{ n, x float64 }

// moments estimates the mean and variance over customers from many small samples.
func moments(samples []sample) (mean, variance estimate) {
	var n, total float64
	for _, s := range samples {
		n += s.n
		total += s.x
	}
	mean.value = total / n
	var v, v2 float64
	for _, s := range samples {
		d := (s.x - s.n*mean.value) * (s.x - s.n*mean.value) / s.n
		v += d
		v2 += d * d
	}
	k := float64(len(samples))
	v /= k
	variance = estimate{v, math.Sqrt((v2/k - v*v) / k)}
	mean.se = math.Sqrt(v / n)
	return mean, variance
}
