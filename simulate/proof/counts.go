package proof

import (
	"math"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Count reads one number off the sums of some customers.
type Count func(*metrics.Sums) float64

// Flow counts over the whole horizon.
func Flow(f metrics.Flow) Count {
	return func(s *metrics.Sums) float64 { return FlowIn(f, 0, len(s.Flow))(s) }
}

// FlowIn counts from one month up to another.
func FlowIn(f metrics.Flow, from, to int) Count {
	return func(s *metrics.Sums) (sum float64) {
		for m := from; m < to; m++ {
			sum += float64(s.Flow[m][f])
		}
		return sum
	}
}

// Owed counts over the whole run-off.
func Owed(f metrics.Owed) Count {
	return func(s *metrics.Sums) (sum float64) {
		for m := range s.Owed {
			sum += float64(s.Owed[m][f])
		}
		return sum
	}
}

// Person counts once per customer.
func Person(p metrics.Person) Count {
	return func(s *metrics.Sums) float64 { return float64(s.Person[p]) }
}

// Plus adds counts.
func Plus(counts ...Count) Count {
	return func(s *metrics.Sums) (sum float64) {
		for _, c := range counts {
			sum += c(s)
		}
		return sum
	}
}

// Times scales a count.
func Times(factor float64, c Count) Count {
	return func(s *metrics.Sums) float64 { return factor * c(s) }
}

// Thousandths is a count of money or points in whole units.
func Thousandths(c Count) Count { return Times(1e-3, c) }

// Customers counts customers simulated.
var Customers = Person(metrics.Customers)

// Groups are an arm's sums by group of customers, over segments.
func Groups(r *simulate.Result, arm int) (list []*metrics.Sums) {
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

// Sum is a count over all customers of an arm.
func Sum(r *simulate.Result, arm int, c Count) (all float64) {
	for _, g := range Groups(r, arm) {
		all += c(g)
	}
	return all
}

// Estimate is what a run says of a number, and its standard error.
type Estimate struct{ Value, SE float64 }

// Times is the estimate of a multiple.
func (e Estimate) Times(factor float64) Estimate { return Estimate{e.Value * factor, e.SE * factor} }

// Less is the estimate of a number less a constant.
func (e Estimate) Less(x float64) Estimate { return Estimate{e.Value - x, e.SE} }

// Estimated is a metric as an Estimate.
func Estimated(e metrics.Estimate) Estimate { return Estimate{e.Value, e.SE} }

// Ratio estimates one count over another, with the delete-one-group jackknife, written here once more so that nothing is proven by itself.
func Ratio(r *simulate.Result, arm int, above, below Count) Estimate {
	var a, b float64
	list := Groups(r, arm)
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
	return Estimate{a / b, math.Sqrt((n - 1) / n * squares)}
}

// PerCustomer is a count per customer.
func PerCustomer(r *simulate.Result, arm int, c Count) Estimate { return Ratio(r, arm, c, Customers) }
