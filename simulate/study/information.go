package study

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Information is what knowing assumptions for certain would be worth before one of several options has to be chosen.
type Information struct {
	Perfect Quantity    // of all assumptions: EVPI = E[max] − max E, in the unit of the outcomes
	Partial []Quantity  // of each assumption alone, EVPPI
	Shares  [][]float64 // by option and assumption: share of the outcome's variance that the assumption carries alone, 0…1
}

// Quantity is a number found from draws, with its standard error.
type Quantity struct{ Value, SE float64 }

// NewInformation values information from outcomes of options in draws, [option][draw], and the independent standard normal scores that
// made the draws, [assumption][draw].
//
// EVPPI needs no further simulation: the part of an outcome that an assumption explains, E[outcome | assumption], is a polynomial in its score,
// found by regression on all assumptions at once (Strong, Oakley and Brennan 2014, Medical Decision Making, regress on one; the others are only noise to
// each other, which a joint fit takes away). Terms enter one by one while they lower the Bayesian information criterion (Schwarz 1978), so an assumption
// that does nothing has an EVPPI of 0 and not of the noise.
// Estimates lie within 0 ≤ EVPPI ≤ EVPI. Standard errors are those of the mean over draws, and for EVPPI do not hold the error of the regression.
func NewInformation(outcomes, scores [][]float64) *Information {
	in := &Information{Partial: make([]Quantity, len(scores))}
	best := preferred(outcomes)
	in.Perfect = gain(outcomes, best)
	parts := make([][][]float64, len(outcomes)) // [option][assumption][draw], nil where nothing depends on it
	for o, y := range outcomes {
		parts[o] = mainEffects(y, scores)
		in.Shares = append(in.Shares, shares(y, parts[o]))
	}
	expected := make([][]float64, len(outcomes))
	for j := range scores {
		for o, y := range outcomes {
			expected[o] = conditional(stat.Mean(y, nil), parts[o][j], len(y))
		}
		q := gain(expected, best)
		in.Partial[j] = Quantity{min(max(0, q.Value), in.Perfect.Value), q.SE}
	}
	return in
}

// preferred is the option that is best on average, the first of equals.
func preferred(outcomes [][]float64) int {
	best, most := 0, math.Inf(-1)
	for o, y := range outcomes {
		if m := stat.Mean(y, nil); m > most {
			best, most = o, m
		}
	}
	return best
}

// gain is what choosing the best option in each draw brings over always choosing one.
func gain(outcomes [][]float64, always int) Quantity {
	n := len(outcomes[always])
	gains := make([]float64, n)
	for k := range gains {
		most := math.Inf(-1)
		for _, y := range outcomes {
			most = max(most, y[k])
		}
		gains[k] = most - outcomes[always][k]
	}
	return meanOf(gains)
}

// meanOf is a mean over draws with its standard error.
func meanOf(x []float64) Quantity {
	mean, sd := stat.MeanStdDev(x, nil)
	return Quantity{mean, sd / math.Sqrt(float64(len(x)))}
}

// conditional is an outcome's expectation given one assumption, in each draw.
func conditional(mean float64, part []float64, draws int) []float64 {
	y := make([]float64, draws)
	for k := range y {
		y[k] = mean
		if part != nil {
			y[k] += part[k]
		}
	}
	return y
}

// shares are those of an outcome's variance that each assumption carries alone.
func shares(y []float64, parts [][]float64) []float64 {
	list := make([]float64, len(parts))
	all := stat.Variance(y, nil)
	for j, part := range parts {
		if part != nil && all > 0 {
			list[j] = min(1, stat.Variance(part, nil)/all)
		}
	}
	return list
}
