package simulate

import "math"

// never is the day of something that has not happened.
const never = -1e9

// memory is what a member remembers that rules and account do not show. Days are from the start.
type memory struct {
	joined   float64
	changed  float64 // last change of the discount at the till
	level    float64 // that discount, share of price
	novelty  float64 // decaying sum of its changes as of `changed`; losses weigh more
	redeemed float64 // last redemption
	rewarded bool    // no purchase since then
	promoted effect
	demoted  effect
	missed   effect  // a tier, narrowly
	robbed   float64 // day until which the loss of more than one reward's worth to expiry is felt
	shaken   float64 // day on which the last of these four ends
	pleased  float64 // day until which a redemption pleases
	devalued float64 // day until which rules that give less are resented
	paid     float64 // last fee
}

// effect is a temporary effect of a tier.
type effect struct {
	until float64 // day on which it ends
	step  float64 // value index of the step that moved
}

// Durations of temporary effects, days.
const (
	quarter  = daysPerYear / 4
	halfYear = daysPerYear / 2
)

func newMemory(t float64) memory {
	over := effect{until: never}
	return memory{joined: t, changed: t, redeemed: never, promoted: over, demoted: over, missed: over, robbed: never, shaken: never, pleased: never, devalued: never, paid: never}
}

// notice takes in a change of the discount at the till: the response to it wears off from now on.
func (s *memory) notice(level, lossWeight float64, wear *halving, t float64) {
	if level == s.level {
		return
	}
	s.novelty *= wear.at(t - s.changed)
	change := level - s.level
	if change < 0 {
		change *= lossWeight
	}
	s.novelty += change
	s.level, s.changed = level, t
}

// until returns the first day after t on which a temporary effect ends, or end if none does before.
func (s *memory) until(t, end float64) float64 {
	if s.shaken <= t {
		return end
	}
	for _, at := range [...]float64{s.promoted.until, s.demoted.until, s.missed.until, s.robbed} {
		if at > t && at < end {
			end = at
		}
	}
	return end
}

// halving is exponential decay by half-life, tabulated by day: 2^(−days/half) and its mean over a stretch from now. Linear between days, error below 10⁻⁵
// for half-lives of a week or more.
type halving struct{ value, average []float64 }

func newHalving(half float64, days int) halving {
	h := halving{value: make([]float64, days+2), average: make([]float64, days+2)}
	for d := range h.value {
		x := float64(d) / half * math.Ln2
		h.value[d] = math.Exp(-x)
		h.average[d] = 1
		if d > 0 {
			h.average[d] = -math.Expm1(-x) / x
		}
	}
	return h
}

func (h *halving) at(days float64) float64 { return interpolate(h.value, days) }

// mean returns the mean of the decay over so many days from now.
func (h *halving) mean(days float64) float64 { return interpolate(h.average, days) }

func interpolate(t []float64, x float64) float64 {
	i := int(x)
	if uint(i+1) >= uint(len(t)) {
		return t[len(t)-1]
	}
	return t[i] + (x-float64(i))*(t[i+1]-t[i])
}
