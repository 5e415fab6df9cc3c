package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
	"gonum.org/v1/gonum/stat"
)

// surrogate predicts a number at places in the unit cube from places where it is known: a Gaussian process with a Matérn 5/2 covariance that has a length
// for each direction and a nugget for steps and chance (Rasmussen and Williams 2006, chapters 4 and 5).
type surrogate struct {
	places [][]float64
	mean   float64 // of the known numbers, which are scaled by
	sd     float64 // their standard deviation
	scaled []float64

	shape   []float64 // logarithms of the lengths, then of the nugget
	lengths []float64
	factor  mat.Cholesky
	upper   mat.TriDense
	weights mat.VecDense // K⁻¹·y
	scale   float64      // variance of the process, of scaled numbers
}

// The shape that fitting begins with and is drawn towards, as logarithms: smooth over half of the cube, and nearly without a nugget.
const (
	usualLength  = -0.7
	usualNugget  = -11.5
	nuggetSpread = 3
)

// newSurrogate takes over what is known. The shape is fitted, from the one that fewer places had, if there is one; or kept.
func newSurrogate(places [][]float64, values, shape []float64, keep bool) *surrogate {
	s := &surrogate{places: places, sd: 1}
	s.mean = stat.Mean(values, nil)
	if sd := stat.StdDev(values, nil); sd > 1e-12*math.Abs(s.mean) {
		s.sd = sd
	}
	for _, v := range values {
		s.scaled = append(s.scaled, (v-s.mean)/s.sd)
	}
	if !keep || shape == nil {
		shape = s.fitted(shape)
	}
	for shape = slices.Clone(shape); !s.solve(shape); {
		shape[len(shape)-1]++ // places closer to each other than rounding lets it tell
	}
	s.factor.UTo(&s.upper)
	return s
}

// fitted is the shape of the greatest likelihood, with a wide prior that keeps directions in which nothing happens from running away.
func (s *surrogate) fitted(before []float64) []float64 {
	start, steps := slices.Clone(before), 15
	if start == nil {
		start, steps = slices.Repeat([]float64{usualLength}, len(s.places[0])+1), 60
		start[len(start)-1] = usualNugget
	}
	problem := optimize.Problem{Func: func(shape []float64) float64 {
		if !s.solve(shape) {
			return math.Inf(1)
		}
		n := float64(len(s.scaled))
		loss := (n*math.Log(s.scale) + s.factor.LogDet()) / 2
		for i, x := range shape {
			if i < len(shape)-1 {
				loss += (x - usualLength) * (x - usualLength) / 2
			} else {
				loss += (x - usualNugget) * (x - usualNugget) / (2 * nuggetSpread * nuggetSpread)
			}
		}
		return loss
	}}
	r, err := optimize.Minimize(problem, start, &optimize.Settings{FuncEvaluations: steps * len(start)}, &optimize.NelderMead{})
	if r == nil || err != nil && r.X == nil {
		return start
	}
	return r.X
}

// solve makes the predictions of a shape; false if the places are too close to each other for it.
func (s *surrogate) solve(shape []float64) bool {
	s.shape = append(s.shape[:0], shape...)
	s.lengths = s.lengths[:0]
	for _, x := range shape[:len(shape)-1] {
		s.lengths = append(s.lengths, math.Exp(x))
	}
	n := len(s.places)
	k := mat.NewSymDense(n, nil)
	nugget := math.Exp(shape[len(shape)-1])
	for i := range n {
		for j := range i {
			k.SetSym(i, j, s.likeness(s.places[i], s.places[j]))
		}
		k.SetSym(i, i, 1+nugget+1e-10)
	}
	if !s.factor.Factorize(k) {
		return false
	}
	y := mat.NewVecDense(n, s.scaled)
	if err := s.factor.SolveVecTo(&s.weights, y); err != nil {
		return false
	}
	s.scale = max(mat.Dot(y, &s.weights)/float64(n), 1e-12)
	return true
}

// likeness is the Matérn 5/2 correlation of two places.
func (s *surrogate) likeness(a, b []float64) float64 {
	squares := 0.0
	for i := range a {
		d := (a[i] - b[i]) / s.lengths[i]
		squares += d * d
	}
	r := math.Sqrt(5 * squares)
	return (1 + r + r*r/3) * math.Exp(-r)
}

// at is the expectation at a place, and its standard deviation.
func (s *surrogate) at(place []float64) (mean, sd float64) {
	k := mat.NewVecDense(len(s.places), nil)
	for i, p := range s.places {
		k.SetVec(i, s.likeness(place, p))
	}
	mean = s.mean + s.sd*mat.Dot(k, &s.weights)
	// kᵀ·K⁻¹·k is the square of the length of U⁻ᵀ·k, where K = Uᵀ·U.
	blas64.Trsv(blas.Trans, s.upper.RawTriangular(), k.RawVector())
	return mean, s.sd * math.Sqrt(s.scale*max(1-mat.Dot(k, k), 0))
}
