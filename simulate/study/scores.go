package study

import (
	"hash/fnv"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// scores are n standard normal scores of one assumption: one from the middle of each of n equally likely strata, in random order
// (Latin hypercube: McKay, Beckman and Conover 1979, Technometrics). The order follows from seed and name alone, so that an assumption more or less
// changes no draw of the others.
func scores(seed uint64, name string, n int) []float64 {
	z := make([]float64, n)
	for i, stratum := range strata(seed, name, n) {
		z[i] = distuv.UnitNormal.Quantile((float64(stratum) + 0.5) / float64(n))
	}
	return z
}

// strata are the numbers below n in an order that follows from seed and name alone.
func strata(seed uint64, name string, n int) []int {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64())).Perm(n)
}
