package study

import (
	"math"
	"math/rand/v2"

	"earnburn/simulate/metrics"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"
)

// Index says how much of the variance of an outcome an input, or a group of inputs, carries: First alone, Total together with all others. Both are shares of
// the variance; what the Firsts miss to 1 are interactions. Intervals are those of a bootstrap over the points of the design.
type Index struct{ First, Total metrics.Estimate }

// sobolDesign are the points at which a function must be known for the indices of its inputs and of one group of further ones (grouped of them, perhaps none),
// uniform between 0 and 1: first n of a sample A, then n of B, then for each input, and for the group, those of A with its values from B and those of B with its
// values from A (Azzini, Mara and Rosati 2021, Environmental Modelling & Software). Inputs come from Owen-scrambled Halton points (Owen 2017), the group's from
// Latin hypercubes, for which there are points in any dimension.
func sobolDesign(n, inputs, grouped int, seed uint64) [][]float64 {
	halton := samplemv.Halton{Kind: samplemv.Owen, Q: cube(2 * inputs), Src: rand.NewPCG(seed, 1)}
	single := sample(n, 2*inputs, halton)
	var group [][]float64
	if grouped > 0 {
		group = sample(n, 2*grouped, samplemv.LatinHypercube{Q: cube(2 * grouped), Src: rand.NewPCG(seed, 2)})
	}
	points := make([][]float64, 0, 2*n*(inputs+2))
	block := func(fromB func(i int) bool) {
		for j := range n {
			x := make([]float64, inputs+grouped)
			for i := range x {
				values, at, width := single[j], i, inputs
				if i >= inputs {
					values, at, width = group[j], i-inputs, grouped
				}
				if fromB(min(i, inputs)) { // the group counts as one input more
					at += width
				}
				x[i] = values[at]
			}
			points = append(points, x)
		}
	}
	block(func(int) bool { return false })
	block(func(int) bool { return true })
	for k := range inputs + min(grouped, 1) {
		block(func(i int) bool { return i == k })
		block(func(i int) bool { return i != k })
	}
	return points
}

// sobolIndices are the indices from the values at the points of a design of n, of any origin and unit:
//
//	S = 2 Σ (f(BA) − f(B))·(f(A) − f(AB)) / Σ [(f(A) − f(B))² + (f(BA) − f(AB))²]
//	T = Σ [(f(B) − f(BA))² + (f(A) − f(AB))²] / Σ [(f(A) − f(B))² + (f(BA) − f(AB))²]
func sobolIndices(y []float64, n int) []Index {
	groups := len(y)/(2*n) - 1
	rows := make([]int, n)
	for j := range rows {
		rows[j] = j
	}
	first, total := indicesOf(y, n, rows)
	list := make([]Index, groups)
	const resamples = 400
	random := rand.New(rand.NewPCG(uint64(n), uint64(groups)))
	firsts, totals := make([][]float64, groups), make([][]float64, groups)
	for range resamples {
		for j := range rows {
			rows[j] = random.IntN(n)
		}
		f, t := indicesOf(y, n, rows)
		for i := range groups {
			firsts[i], totals[i] = append(firsts[i], f[i]), append(totals[i], t[i])
		}
	}
	for i := range list {
		list[i] = Index{First: bootstrapped(first[i], firsts[i]), Total: bootstrapped(total[i], totals[i])}
	}
	return list
}

// bootstrapped is a value with the interval of its resamples.
func bootstrapped(value float64, resamples []float64) metrics.Estimate {
	if math.IsNaN(value) {
		return metrics.Estimate{Missing: "nothing moves the result"}
	}
	low, high := between(0.025, 0.975, resamples)
	return metrics.Estimate{Value: value, Low: low, High: high, SE: stat.StdDev(resamples, nil)}
}

// indicesOf are the first-order and total indices from some rows of the design.
func indicesOf(y []float64, n int, rows []int) (first, total []float64) {
	a, b := y[:n], y[n:2*n]
	for k := 2 * n; k < len(y); k += 2 * n {
		ab, ba := y[k:k+n], y[k+n:k+2*n]
		alone, together, all := 0.0, 0.0, 0.0
		for _, j := range rows {
			alone += 2 * (ba[j] - b[j]) * (a[j] - ab[j])
			together += (b[j]-ba[j])*(b[j]-ba[j]) + (a[j]-ab[j])*(a[j]-ab[j])
			all += (a[j]-b[j])*(a[j]-b[j]) + (ba[j]-ab[j])*(ba[j]-ab[j])
		}
		first = append(first, alone/all)
		total = append(total, together/all)
	}
	return first, total
}

// sample is n points of a design in so many dimensions.
func sample(n, dimensions int, design samplemv.Sampler) [][]float64 {
	batch := mat.NewDense(n, dimensions, nil)
	design.Sample(batch)
	points := make([][]float64, n)
	for j := range points {
		points[j] = mat.Row(nil, j, batch)
	}
	return points
}

// cube is the uniform distribution between 0 and 1 in so many dimensions.
func cube(dimensions int) *distmv.Uniform { return distmv.NewUnitUniform(dimensions, nil) }
