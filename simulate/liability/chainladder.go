package liability

import (
	"fmt"
	"math"
)

// Ladder is the chain ladder on redeemed points (Mack 1993, ASTIN Bulletin): what a cohort has redeemed by some age grows to the next age by the same
// factor as it did in older cohorts, taken together.
type Ladder struct {
	Factors  []float64 // from each age to the next; not a number where nothing was redeemed by the age
	Ultimate []float64 // by month of issue: redeemed so far × all factors to come
	Rate     float64   // of all months of issue together; not a number if one of them has none
	Cut      string    // why later redemption is left out: the oldest points are younger than points can become; "" if it is not
}

// ChainLadder estimates from what is known at the end of month m.
// A factor is Σ redeemed by age a + 1 ÷ Σ redeemed by age a over the cohorts that have reached a + 1. The factor beyond the oldest age, the tail, is 1.
func (t *Triangle) ChainLadder(m int) *Ladder {
	oldest := t.oldest(m)
	l := &Ladder{Factors: make([]float64, max(0, oldest))}
	below := make([]float64, len(l.Factors))
	for s := m - oldest; s < m; s++ {
		known := 0.0
		for a := range m - s {
			known += t.Redeemed[s][a]
			below[a] += known
			l.Factors[a] += known + t.Redeemed[s][a+1]
		}
	}
	for a := range l.Factors {
		if l.Factors[a] /= below[a]; below[a] <= 0 {
			l.Factors[a] = math.NaN()
		}
	}
	for s := range m + 1 {
		ultimate := t.Known(s, m)
		for a := m - s; a < len(l.Factors); a++ {
			ultimate *= l.Factors[a]
		}
		l.Ultimate = append(l.Ultimate, ultimate)
	}
	l.Rate = t.rate(m, func(s int) float64 { return l.Ultimate[s] })
	switch {
	case t.Life == 0:
		l.Cut = fmt.Sprintf("Points may live on, the oldest are %d months old: what is redeemed later is left out", oldest)
	case oldest < t.lastAge():
		l.Cut = fmt.Sprintf("Points live up to %.3g months, the oldest are %d months old: what is redeemed later is left out", t.Life, oldest)
	}
	return l
}
