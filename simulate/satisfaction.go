package simulate

import (
	"math"

	"earnburn/scenarios"
)

// Cut points of the ordered logit for the likelihood to recommend, 0–10: P(answer ≤ j) = logistic(cut − η). They give the reference distribution
// 2, 1, 1, 2, 2, 6, 6, 13, 20, 17, 30 % at η = 0, an NPS of +27.
const (
	detractorCut = -1.3863 // answers 0–6: 20 %
	promoterCut  = 0.1201  // answers 0–8: 53 %
)

// recommend returns the shares of promoters and detractors at satisfaction η.
func recommend(eta float64) (promoters, detractors float64) {
	return 1 - logistic(promoterCut-eta), logistic(detractorCut - eta)
}

// satisfactionFor returns the satisfaction at which the NPS, −100…100, is as stated.
func satisfactionFor(nps float64) float64 {
	low, high := -40.0, 40.0
	for range 80 {
		mid := (low + high) / 2
		if p, d := recommend(mid); 100*(p-d) < nps {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// mood returns how far membership has moved a member's satisfaction by day t.
func (m *mind) mood(o *outlook, s *memory, t float64) float64 {
	if m.off || !o.noticing {
		return 0
	}
	shift := m.Behavior[scenarios.NPSComplexity] * float64(m.steps)
	if s.pleased > t {
		shift += m.Behavior[scenarios.NPSRedeemed]
	}
	if s.demoted.until > t {
		shift += m.Behavior[scenarios.NPSDemotion]
	} else if s.devalued > t {
		shift += m.Behavior[scenarios.NPSDevaluation]
	} else if s.robbed > t {
		shift += m.Behavior[scenarios.NPSExpiry]
	}
	return math.Max(-1, math.Min(1, shift))
}

// Cut points of the ordered logit for the customer effort score, 1 (very hard) to 7 (very easy): P(answer ≤ j) = logistic(cut − η). They give the
// distribution 3, 4, 5, 9, 18, 29, 32 % at η = 0, a mean of 5.5: an assumption, for the score is only good for comparing programs.
var effortCuts = func() (cuts [6]float64) {
	below := 0.0
	for j, share := range []float64{0.03, 0.04, 0.05, 0.09, 0.18, 0.29} {
		below += share
		cuts[j] = math.Log(below / (1 - below))
	}
	return cuts
}()

// answer is what a customer would answer to a question: the mean, and the mean of the square, in millionths.
type answer struct{ mean, square int64 }

// noEffort is the effort score without a program.
var noEffort = effortScore(0)

// effortScore is the effort score at a shift of the logit: with P(answer ≤ j) = logistic(cut − shift), the mean is 7 − Σ P(≤ j) and the mean of the square
// 49 − Σ (2j + 1) P(≤ j), j from 1 to 6.
func effortScore(shift float64) answer {
	mean, square := 7.0, 49.0
	for i, cut := range effortCuts {
		below := logistic(cut - shift)
		mean -= below
		square -= float64(2*i+3) * below
	}
	return answer{millionths(mean), millionths(square)}
}
