package simulate_test

import (
	"math"
	"testing"

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
	logistic := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
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

func TestClosedFormsAreWrittenDownRight(t *testing.T) {
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"#1 Poisson mean", poissonBeyond(5.2, 0), 5.2},
		{"#2 NBD, nobody buys", 1 - nbdAtLeast(.553, 10.578, 39, 1), 0.42559876},
		{"#3 NBD mean", .553 * 39 / 10.578, 2.0388542},
		{"#3 NBD variance", .553 * 39 / 10.578 * (1 + 39/10.578), 9.5559004},
		{"#4 Pareto/NBD purchases", paretoPurchases(.553, 10.578, .606, 11.669, 39), 1.2130028},
		{"#5 Pareto/NBD alive", paretoAlive(.606, 11.669, 39), 0.41072254},
		{"#6 BG/NBD purchases", bgPurchases(.243, 4.414, .793, 2.426, 39), 1.1967232},
		{"#8 Gamma-Gamma mean", 6.25 * 15.44 / 2.74, 35.218978},
		{"#9 compound Poisson variance", 5.2 * 2 * 20 * 20, 4160},
		{"#10 lifetime value", retentionCLV(10, .8, .1), 36.666667},
		{"#11 shifted beta-geometric survival", betaSurvival(.668, 3.806, 7), 0.48894462},
		{"#12 a full card", math.Pow(.93, 9), 0.52041108},
		{"#13 full cards", fullCards(.93, 10), 1.008514},
		{"#14 stranded stamps", strandedStamps(.93, 10), 4.200574},
		{"#18 time to lapse", untilLapse(1.3, 1.1), 2.4451532},
		{"#20 breakage", breakage(.5, 0, 3), 0.22313016},
		{"#21 breakage with dropout", breakage(.5, .2, 3), 0.37318316},
		{"#22 age of a point", ageAtEnd(.5, 3), 1.5537397},
		{"#23 points outstanding", 1.3 * ageAtEnd(.5, 3), 2.0198616},
		{"#24 stamps on a card", 400 - 10*expectedFloor(400, 10), 4.5},
		{"#26 points rounded down", 1 / math.Expm1(7./20), 2.3862501},
		{"#27 tier share", nbdAtLeast(.553, 10.578, 39, 5), 0.14757031},
		{"#29 promoter score", promoterScore(.7, .9, -.4), 0.20042611},
		{"#32 Erlang discount", erlangDiscount(1.3, .05, 10), 0.68563951},
		{"#34 active members", activeMembers(3, .2, 6), 10.482087},
		{"#36 thinning", 1 - poissonAtLeast(.35*5.2, 1), 0.16202575},
		{"#40 capped cashback", capped(1e9, 1e9, 2), 0.86466472},
		{"#41 spend from a minimum", spendFrom(3, .7, 25), 16.699112},
	} {
		if math.Abs(c.got-c.want) > 6e-8*c.want {
			t.Errorf("%s: %.9g, want %.9g", c.what, c.got, c.want)
		}
	}
	// Exponential spend is the limit of Lomax spend.
	if got := pointsRoundedDown(1e7, 2e8, 7); math.Abs(got/2.3862501-1) > 3e-3 {
		t.Errorf("#26 with prices in cents: %v", got)
	}
	for _, k := range []int{1, 2, 5} {
		mean, step := 0.0, 1e-3
		for x := step / 2; x < 20; x += step {
			mean += step * erlangResidual(k, 1.3, x)
		}
		if want := (1 + 1/float64(k)) / 2.6; math.Abs(mean/want-1) > 1e-5 {
			t.Errorf("D8 mean time to the next purchase, Erlang-%d: %v, want %v", k, mean, want)
		}
	}
	if got, want := mbgPurchases(.243, 4.414, .793, 2.426, 1e-6), 2.426/(.793+2.426)*.243/4.414*1e-6; math.Abs(got/want-1) > 1e-3 {
		t.Errorf("MBG/NBD purchases in a moment: %v, want %v", got, want)
	}
}
