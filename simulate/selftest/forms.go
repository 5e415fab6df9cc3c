package selftest

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// The closed forms that runs are compared with. Time is in any unit.

// poissonAtLeast is P(N ≥ k) of a Poisson count.
func poissonAtLeast(mean float64, k int) float64 {
	if k <= 0 {
		return 1
	}
	return mathext.GammaIncReg(float64(k), mean)
}

// poissonBeyond is E(N − k)⁺ = Σ_{j>k} P(N ≥ j).
func poissonBeyond(mean float64, k int) (sum float64) {
	for j := k + 1; j < k+200; j++ {
		sum += poissonAtLeast(mean, j)
	}
	return sum
}

// nbdAtLeast is P(N ≥ k) of a Poisson count whose rate is Gamma(r, α).
func nbdAtLeast(r, alpha, t float64, k int) float64 {
	below := 0.0
	for j := range k {
		lg, _ := math.Lgamma(r + float64(j))
		lr, _ := math.Lgamma(r)
		lj, _ := math.Lgamma(float64(j) + 1)
		below += math.Exp(lg - lr - lj + r*math.Log(alpha/(alpha+t)) + float64(j)*math.Log(t/(alpha+t)))
	}
	return 1 - below
}

// paretoPurchases is the expected number of purchases by t, Pareto/NBD.
func paretoPurchases(r, alpha, s, beta, t float64) float64 {
	return r * beta / (alpha * (s - 1)) * (1 - math.Pow(beta/(beta+t), s-1))
}

func paretoAlive(s, beta, t float64) float64 { return math.Pow(beta/(beta+t), s) }

// bgPurchases is the expected number of purchases by t, BG/NBD: a customer may leave after each of them.
func bgPurchases(r, alpha, a, b, t float64) float64 {
	return (a + b - 1) / (a - 1) * (1 - math.Pow(alpha/(alpha+t), r)*mathext.Hypergeo(r, b, a+b-1, t/(alpha+t)))
}

// mbgPurchases is the same of customers who may also leave at once, at time 0: MBG/NBD.
func mbgPurchases(r, alpha, a, b, t float64) float64 {
	return b / (a - 1) * (1 - math.Pow(alpha/(alpha+t), r)*mathext.Hypergeo(r, b+1, a+b, t/(alpha+t)))
}

// retentionCLV is a margin now and then at the end of each period, of a customer who stays with a fixed chance.
func retentionCLV(margin, stay, rate float64) float64 { return margin * (1 + rate) / (1 + rate - stay) }

// betaSurvival is the share left after t chances of leaving, shifted beta-geometric.
func betaSurvival(a, b, t float64) float64 {
	return math.Exp(mathext.Lbeta(a, b+t) - mathext.Lbeta(a, b))
}

// fullCards is the expected number of cards of n stamps filled by a customer who stays with chance q after each visit.
func fullCards(q float64, n int) float64 {
	return math.Pow(q, float64(n-1)) / (1 - math.Pow(q, float64(n)))
}

// strandedStamps is the expected number of stamps left on the last card.
func strandedStamps(q float64, n int) float64 { return 1/(1-q) - float64(n)*fullCards(q, n) }

// untilLapse is the mean time to the first gap longer than tau.
func untilLapse(rate, tau float64) float64 { return math.Expm1(rate*tau) / rate }

// breakage is the share of points not used within tau, with dropout.
func breakage(use, leave, tau float64) float64 {
	return 1 - use/(use+leave)*-math.Expm1(-(use+leave)*tau)
}

// ageAtEnd is the mean age of a point when it is used or expires.
func ageAtEnd(use, tau float64) float64 { return -math.Expm1(-use*tau) / use }

// lomax is P(S > x) of spend that is exponential given a Gamma(q, v) rate; exponential with mean v/q for large q.
func lomax(q, v, x float64) float64 { return math.Exp(-q * math.Log1p(x/v)) }

// pointsRoundedDown is E⌊S/c⌋, a point per c spent; spend is known to the cent.
func pointsRoundedDown(q, v, c float64) (sum float64) {
	for j := 1.0; j < 400; j++ {
		sum += lomax(q, v, j*c-0.005)
	}
	return sum
}

// capped is E min(S, k).
func capped(q, v, k float64) float64 { return v / (q - 1) * -math.Expm1((1-q)*math.Log1p(k/v)) }

// spendFrom is E[S; S ≥ k] of a lognormal basket.
func spendFrom(m, s, k float64) float64 {
	return math.Exp(m+s*s/2) * distuv.UnitNormal.CDF((m+s*s-math.Log(k))/s)
}

// promoterScore is the share of answers 9 and 10 less that of 0 to 6, ordered logit.
func promoterScore(eta, cut9, cut7 float64) float64 {
	return 1 - logistic(cut9-eta) - logistic(cut7-eta)
}

// erlangDiscount is the mean discount factor of the n-th purchase.
func erlangDiscount(rate, discount float64, n int) float64 {
	return math.Pow(rate/(rate+discount), float64(n))
}

// activeMembers is the mean number present at t of arrivals at a constant pace.
func activeMembers(arrivals, leave, t float64) float64 { return arrivals * ageAtEnd(leave, t) }

// erlangResidual is P(time to the next purchase > t) of Erlang-k gaps met at a random moment.
func erlangResidual(k int, rate, t float64) (sum float64) {
	// The stage in progress is any of the k; it and those after it are exponential.
	for stages := 1; stages <= k; stages++ {
		sum += mathext.GammaIncRegComp(float64(stages), float64(k)*rate*t) / float64(k)
	}
	return sum
}

// expectedFloor is E⌊N/k⌋ = Σ P(N ≥ jk) of a Poisson count.
func expectedFloor(mean float64, k int) (sum float64) {
	for j := k; j < int(mean)+400; j += k {
		sum += poissonAtLeast(mean, j)
	}
	return sum
}

// twoStates is the share in the upper of two states after t steps, with chances u to rise and d to fall and a share x at first.
func twoStates(u, d, x float64, t int) float64 {
	limit := u / (u + d)
	return limit + math.Pow(1-u-d, float64(t))*(x-limit)
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
