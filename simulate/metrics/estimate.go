package metrics

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Estimate is a number from a simulation and how far chance may have moved it.
//
// Low and High bound a 95 % interval: value ± t·SE, SE by the delete-one-group jackknife and t the quantile of Student's
// distribution at one less than the number of groups (Tukey 1958; Efron and Stein 1981).
// Without an interval Low and High are the value and SE is 0.
type Estimate struct {
	Value, Low, High, SE float64

	Missing    string // why there is no value; the numbers are then 0
	NoInterval string // why there is a value but no interval
}

// minGroups is the fewest groups that give an interval.
const minGroups = 10

// nearZero is how many standard errors a denominator must be away from zero.
const nearZero = 3

// What is only rounding, relative to the numbers it comes from.
const (
	sameValue = 1e-12 // values without one group or another that differ by less are the same
	noChange  = 1e-9  // a difference of less is none
)

// gap is the difference of two numbers, exactly 0 where it is only rounding.
func gap(a, b float64) float64 {
	d := a - b
	if math.Abs(d) < noChange*max(math.Abs(a), math.Abs(b)) {
		return 0
	}
	return d
}

// sample is an arm with its baseline over a selection, complete and without each of the groups of customers.
type sample struct {
	name      string
	selection Selection
	full      *pair
	without   []*pair
	missing   string // why there is none
	few       string // why there are no intervals
}

// newSample prepares an arm and the baseline.
func newSample(d *Data, arm int, sel Selection) *sample {
	return newSamples(d, arm, sel.Segment, []int{sel.Month})[0]
}

// newSamples prepares an arm and the baseline for several months. All sums are exact integers, whatever is left out.
func newSamples(d *Data, arm, segment int, months []int) []*sample {
	t := newTimetable(&d.Facts)
	base, filled := t.sides(d, 0, segment, months)
	own := base
	if arm != 0 {
		own, _ = t.sides(d, arm, segment, months)
	}
	samples := make([]*sample, len(months))
	for i, month := range months {
		s := &sample{name: d.Arms[arm].Name, selection: Selection{segment, month}}
		samples[i] = s
		if len(base) == 0 || len(own) != len(base) {
			s.missing = errNoCustomers.Error()
			continue
		}
		s.full = t.pair(d, arm, own[0][i], base[0][i])
		if filled < minGroups {
			s.few = tooFew(filled)
			continue
		}
		for g := 1; g < len(own); g++ {
			s.without = append(s.without, t.pair(d, arm, own[g][i], base[g][i]))
		}
	}
	return samples
}

// sides prepares, for each of the months, the sums of all customers; then of all but each group, if there are at least two.
// A group without customers in the segment is left out too, as that changes the scale; filled counts those with customers there.
func (t *timetable) sides(d *Data, arm, segment int, months []int) (sides [][]*side, filled int) {
	filled = leaveOut(d, arm, segment, func(sum *Sums, customers int64) {
		row := make([]*side, len(months))
		for i, month := range months {
			row[i] = t.side(d, arm, month, sum, customers)
		}
		sides = append(sides, row)
	})
	return sides, filled
}

// leaveOut visits the sums of a segment over all customers, then over all but each group, with the number of customers simulated in all segments.
// A group without any is not left out; filled counts those with customers in the segment. Without customers there, there is no visit.
func leaveOut(d *Data, arm, segment int, visit func(sum *Sums, customers int64)) (filled int) {
	groups := groupSums(d, arm, segment)
	sum := total(groups, d.Facts.Months)
	if sum.Person[Customers] <= 0 {
		return 0
	}
	simulated, all := customersByGroup(d, arm)
	visit(sum, all)
	for g, n := range simulated {
		var own *Sums
		if g < len(groups) && groups[g] != nil && groups[g].Person[Customers] > 0 {
			own = groups[g]
			filled++
		}
		switch {
		case n == 0 || n == all:
		case own == nil:
			visit(sum, all-n)
		default:
			sum.sub(own)
			visit(sum, all-n)
			sum.Add(own)
		}
	}
	return filled
}

// Jackknife estimates any numbers that are functions of an arm's sums over all customers, always the same many. NaN stands for a number that does not exist.
// Scale is how many customers of the real base one of the sums stands for.
func Jackknife(d *Data, arm int, of func(s *Sums, scale float64) []float64) []Estimate {
	var all []Series
	filled := leaveOut(d, arm, Whole.Segment, func(s *Sums, customers int64) {
		values := of(s, d.Facts.Population/float64(customers))
		for i, x := range values {
			if len(all) < len(values) {
				all = append(all, Series{Value: x})
				continue
			}
			all[i].Without = append(all[i].Without, x)
		}
	})
	estimates := make([]Estimate, len(all))
	for i := range all {
		switch x := &all[i]; {
		case math.IsNaN(x.Value):
			x.Missing = "it is not defined for these counts"
		case filled < minGroups:
			x.NoInterval = tooFew(filled)
		case slices.ContainsFunc(x.Without, math.IsNaN):
			x.NoInterval = "without some of the customers there is no value"
		}
		estimates[i] = all[i].Estimate()
	}
	return estimates
}

// tooFew says why there are no intervals.
func tooFew(filled int) string {
	return fmt.Sprintf("fewer than 1,000 customers: %d of the %d groups that an interval needs", filled, minGroups)
}

// all is the sum over all customers and months; nil without customers.
func (t *timetable) all(d *Data, arm int) *side {
	sum := total(groupSums(d, arm, Whole.Segment), d.Facts.Months)
	if sum.Person[Customers] <= 0 {
		return nil
	}
	return t.side(d, arm, Whole.Month, sum, sum.Person[Customers])
}

// studentQuantiles are the 97.5 % quantiles of Student's distribution by degrees of freedom.
var studentQuantiles = func() (q [Groups]float64) {
	for n := 1; n < len(q); n++ {
		q[n] = distuv.StudentsT{Sigma: 1, Nu: float64(n)}.Quantile(0.975)
	}
	return q
}()

func studentQuantile(freedom int) float64 {
	if freedom < len(studentQuantiles) {
		return studentQuantiles[freedom]
	}
	return Quantile(0.95, freedom)
}

// Quantile is how many standard errors an interval of that confidence, above 0 and below 1, reaches to each side: Student's t at (1 + confidence)/2.
func Quantile(confidence float64, freedom int) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}.Quantile((1 + confidence) / 2)
}
