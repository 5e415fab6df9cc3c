package study

import (
	"cmp"
	"math"
	"slices"

	"earnburn/simulate/metrics"
)

// Frontier is what can be had at most of one thing for another: points of a search of which no other is better in both, when simulated again with other
// customers.
type Frontier struct {
	First, Second *metrics.Metric
	Points        []FrontierPoint // the best of First first
	Missing       string          // why there are none
}

// FrontierPoint is a point of a frontier.
type FrontierPoint struct {
	Values        []string
	First, Second metrics.Estimate
	Kept          bool // it meets the conditions
}

// frontier is a Frontier before its points are simulated again.
type frontier struct {
	first, second *metrics.Metric
	places        []int
	missing       string
}

// mostOnFrontier is how many points a frontier shows.
const mostOnFrontier = 8

// frontierPairs are what is set against each other: the margin against what customers say, and against what the books owe.
var frontierPairs = [][2]string{{"net_margin_impact", "nps_change"}, {"net_margin_impact", "liability_deferred"}}

func frontierMetrics() []*metrics.Metric {
	var list []*metrics.Metric
	for _, pair := range frontierPairs {
		for _, name := range pair {
			if m, ok := metrics.ByName(name); ok {
				list = append(list, m)
			}
		}
	}
	return list
}

// frontiers are those of the points of the search.
func (o *Optimization) frontiers() []frontier {
	var list []frontier
	for _, pair := range frontierPairs {
		f := frontier{}
		f.first, _ = metrics.ByName(pair[0])
		f.second, _ = metrics.ByName(pair[1])
		var values [][2]float64
		var places []int
		for i := range o.found {
			x, y := o.of(&o.found[i].Searched, f.first), o.of(&o.found[i].Searched, f.second)
			if x.Missing == "" && y.Missing == "" {
				values, places = append(values, [2]float64{gains(f.first, x), gains(f.second, y)}), append(places, i)
			} else if f.missing == "" {
				f.missing = cmp.Or(x.Missing, y.Missing)
			}
		}
		for _, i := range thinned(values, undominated(values), mostOnFrontier) {
			f.places = append(f.places, places[i])
		}
		list = append(list, f)
	}
	return list
}

// of is the value of a metric at a point.
func (o *Optimization) of(j *Judged, m *metrics.Metric) metrics.Estimate {
	return j.series[slices.Index(o.all, m)].Estimate()
}

// gains is a value, the more the better: of what is owed, which is neither good nor bad in itself, the less.
func gains(m *metrics.Metric, e metrics.Estimate) float64 {
	if m.Better > 0 {
		return e.Value
	}
	return -e.Value
}

// frontier keeps the points which are undominated when simulated again, too.
func (o *Optimization) frontier(f frontier) Frontier {
	r := Frontier{First: f.first, Second: f.second}
	var values [][2]float64
	var list []FrontierPoint
	for _, i := range f.places {
		j := o.found[i].Again
		if j == nil {
			continue
		}
		x, y := o.of(j, f.first), o.of(j, f.second)
		if x.Missing == "" && y.Missing == "" {
			values = append(values, [2]float64{gains(f.first, x), gains(f.second, y)})
			list = append(list, FrontierPoint{Values: o.found[i].Values, First: x, Second: y, Kept: j.Kept()})
		}
	}
	for _, i := range undominated(values) {
		r.Points = append(r.Points, list[i])
	}
	if len(r.Points) == 0 {
		if r.Missing = f.missing; r.Missing == "" {
			r.Missing = "interrupted before its points were simulated"
		}
	}
	return r
}

// undominated are the indexes of pairs of which no other is at least as good in both and better in one, in falling order of the first; of equal pairs one.
func undominated(values [][2]float64) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(values[b][0], values[a][0]), cmp.Compare(values[b][1], values[a][1]))
	})
	best := math.Inf(-1)
	return slices.DeleteFunc(order, func(i int) bool {
		if values[i][1] <= best {
			return true
		}
		best = values[i][1]
		return false
	})
}

// thinned leaves at most so many of pairs: both ends, then one after another the one farthest from those chosen, in units of the range of each number.
// They stay in order.
func thinned(values [][2]float64, list []int, most int) []int {
	if len(list) <= most {
		return list
	}
	first, last := values[list[0]], values[list[len(list)-1]]
	far := func(i, j int) float64 {
		a, b := values[list[i]], values[list[j]]
		return math.Hypot((a[0]-b[0])/(first[0]-last[0]), (a[1]-b[1])/(first[1]-last[1]))
	}
	chosen := []int{0, len(list) - 1}
	for len(chosen) < most {
		next, farthest := 0, -1.0
		for i := range list {
			nearest := math.Inf(1)
			for _, j := range chosen {
				nearest = min(nearest, far(i, j))
			}
			if nearest > farthest {
				next, farthest = i, nearest
			}
		}
		chosen = append(chosen, next)
	}
	slices.Sort(chosen)
	var kept []int
	for _, i := range chosen {
		kept = append(kept, list[i])
	}
	return kept
}
