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
