package study

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// highestPower is the highest power of an assumption's score that an outcome may depend on.
const highestPower = 3

// term is a polynomial of one assumption's score that may explain an outcome.
type term struct {
	assumption int
	values     []float64 // by draw, mean 0
	length     float64   // of values as a vector
}

// hermite are polynomials with mean 0 over a standard normal score: z, z² − 1, z³ − 3z. They are orthogonal to each other, so that what a sum of them
// holds of one assumption is the sum's expectation given that assumption.
func hermite(power int, z float64) float64 {
	switch power {
	case 1:
		return z
	case 2:
		return z*z - 1
	}
	return z * (z*z - 3)
}

// mainEffects are the parts of an outcome that each assumption explains, [assumption][draw], nil where it explains nothing. Terms enter in the order in
// which they explain most of what is left, as long as the Bayesian information criterion falls (orthogonal matching pursuit: Pati, Rezaiifar and
// Krishnaprasad 1993).
func mainEffects(y []float64, scores [][]float64) [][]float64 {
	n := float64(len(y))
	candidates := terms(scores)
	rest := centered(y)
	all := floats.Norm(rest, 2)
	criterion := n * math.Log(all*all/n)
	var chosen []term
	var coefficients []float64
	for len(chosen) < len(y)/4 && floats.Norm(rest, 2) > 1e-9*all {
		next := strongest(candidates, rest)
		if next < 0 {
			break
		}
		with := append(chosen[:len(chosen):len(chosen)], candidates[next])
		solved, left, ok := leastSquares(with, y)
		if !ok {
			break
		}
		squares := floats.Dot(left, left)
		bic := n*math.Log(squares/n) + math.Log(n)*float64(len(with))
		if bic >= criterion {
			break
		}
		chosen, coefficients, rest, criterion = with, solved, left, bic
		candidates[next].length = 0
	}
	parts := make([][]float64, len(scores))
	for i, t := range chosen {
		if parts[t.assumption] == nil {
			parts[t.assumption] = make([]float64, len(y))
		}
		floats.AddScaled(parts[t.assumption], coefficients[i], t.values)
	}
	return parts
}

// terms are all that may be chosen.
func terms(scores [][]float64) []term {
	var list []term
	for j, z := range scores {
		for power := 1; power <= highestPower; power++ {
			values := make([]float64, len(z))
			for k := range z {
				values[k] = hermite(power, z[k])
			}
			values = centered(values)
			list = append(list, term{assumption: j, values: values, length: floats.Norm(values, 2)})
		}
	}
	return list
}

// strongest is the term that explains most of what is left, the first of equals; −1 if none explains anything.
func strongest(candidates []term, rest []float64) int {
	best, most := -1, 0.0
	for i, t := range candidates {
		if t.length == 0 {
			continue
		}
		if r := math.Abs(floats.Dot(t.values, rest)) / t.length; r > most {
			best, most = i, r
		}
	}
	return best
}

// leastSquares fits terms to an outcome around its mean and returns what is left; not ok if they cannot be told apart.
func leastSquares(terms []term, y []float64) (coefficients, left []float64, ok bool) {
	a := mat.NewDense(len(y), len(terms), nil)
	for i, t := range terms {
		a.SetCol(i, t.values)
	}
	left = centered(y)
	var x mat.VecDense
	if err := x.SolveVec(a, mat.NewVecDense(len(y), left)); err != nil {
		return nil, nil, false
	}
	coefficients = x.RawVector().Data
	for i, t := range terms {
		floats.AddScaled(left, -coefficients[i], t.values)
	}
	return coefficients, left, true
}

// centered is x less its mean.
func centered(x []float64) []float64 {
	c := make([]float64, len(x))
	copy(c, x)
	floats.AddConst(-stat.Mean(x, nil), c)
	return c
}
