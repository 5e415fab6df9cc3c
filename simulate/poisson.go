package simulate

import "math"

// logFactorial holds ln n! for the counts that tier distances reach; farther levels are out of sight.
var logFactorial = func() (t [512]float64) {
	for n := 2; n < len(t); n++ {
		t[n] = t[n-1] + math.Log(float64(n))
	}
	return t
}()

// poissonPMF returns e^−wait P(N = n) for N ~ Poisson(mean) and integer n ≥ 0; 0 beyond the table and where the probability is below 10⁻⁹.
func poissonPMF(mean, n, wait float64) float64 {
	if n < 0 || n >= float64(len(logFactorial)) || mean <= 0 {
		return 0
	}
	if far := math.Abs(n - mean); far*far > 50*(mean+far) {
		return 0
	}
	return exp(n*log(mean) - mean - logFactorial[int(n)] - wait)
}

// reciprocal holds 1/k: n stays below 600 + 7√600 + 25 in poissonTail's sum.
var reciprocal = func() (t [800]float64) {
	for k := 1; k < len(t); k++ {
		t[k] = 1 / float64(k)
	}
	return t
}()

// poissonTail returns P(N ≥ n) for N ~ Poisson(mean) and integer n, to an absolute error below 10⁻⁹.
func poissonTail(mean, n float64) float64 {
	if n <= 0 {
		return 1
	}
	// Beyond seven standard deviations (and the skew of small means) nothing is left to add up.
	slack := 7*math.Sqrt(mean) + 25
	if n > mean+slack {
		return 0
	}
	if n < mean-slack {
		return 1
	}
	if mean > 600 { // e^(−mean) would underflow: the normal approximation of Peizer and Pratt (1968) is good to 10⁻⁵ here
		z := (n - 0.5 - mean) / math.Sqrt(mean)
		return math.Erfc(z/math.Sqrt2) / 2
	}
	term := exp(-mean)
	below := term
	for k := 1; k < int(n); k++ {
		term *= mean * reciprocal[k]
		below += term
	}
	return max(0, 1-below)
}
