package study

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// promise is the function that the next place maximizes: the expected improvement × the chance that limits are kept or, as long as they are kept nowhere,
// by how much less they may be broken there, with some luck (a standard deviation).
func (s *search) promise() func([]float64) float64 {
	outputs := [][]float64{nil}
	for range s.sights[0].slacks {
		outputs = append(outputs, nil)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range s.sights {
		outputs[0] = append(outputs[0], x.value)
		low, high = min(low, x.value), max(high, x.value)
		for i, slack := range x.slacks {
			outputs[i+1] = append(outputs[i+1], slack)
		}
	}
	if s.shapes == nil {
		s.shapes = make([][]float64, len(outputs))
	}
	models := make([]*surrogate, len(outputs))
	for i := range outputs {
		models[i] = newSurrogate(s.places, outputs[i], s.shapes[i], len(s.places)%refitEvery > 0)
		s.shapes[i] = models[i].shape
	}
	best := s.sights[s.best()]
	spread, spreads := max(high-low, math.SmallestNonzeroFloat64), s.spreads()
	if !best.kept() {
		return func(place []float64) float64 {
			lucky := &sight{}
			for _, m := range models[1:] {
				mean, sd := m.at(place)
				lucky.slacks = append(lucky.slacks, mean+sd)
			}
			return broken(&best, spreads) - broken(lucky, spreads)
		}
	}
	return func(place []float64) float64 {
		chance := 1.0
		for _, m := range models[1:] {
			mean, sd := m.at(place)
			chance *= normalAbove(mean, sd)
		}
		mean, sd := models[0].at(place)
		return expectedGain(mean-best.value, sd) / spread * chance
	}
}

// normalAbove is the chance that a normal number is above 0.
func normalAbove(mean, sd float64) float64 {
	if sd <= 0 {
		if mean >= 0 {
			return 1
		}
		return 0
	}
	return distuv.UnitNormal.CDF(mean / sd)
}

// expectedGain is the expectation of the part above 0 of a normal number: σ·(z·Φ(z) + φ(z)), z = µ/σ.
func expectedGain(mean, sd float64) float64 {
	if sd <= 0 {
		return max(mean, 0)
	}
	z := mean / sd
	return sd * (z*distuv.UnitNormal.CDF(z) + distuv.UnitNormal.Prob(z))
}
