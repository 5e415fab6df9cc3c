package simulate

import (
	"math"
	"slices"

	"earnburn/programs"
	"earnburn/scenarios"
)

// mind is what people make of one arm's program: with value.go the only place that reads both a Prospect and the parameters of behavior.
// It is shared by all customers of the arm and does not change during a run. docs/model.md derives every formula here.
type mind struct {
	*scenarios.Behavior
	rules     *programs.Rules
	off       bool    // the mechanical world: nobody reacts, everything is taken
	toUtility float64 // 1/(1 − s_ref): from a relative effect at the reference share of wallet to utility
	capture   float64 // share of purchases at which a member identifies
	fresh     float64 // share of the response to a discount that wears off
	wear      halving // of a discount's novelty
	glow      halving // of rewarded behavior
	lifetime  float64 // days that points last from earning; 0: no limit
	idle      float64 // days without earning or burning that points survive; 0: no limit
	cardLife  float64 // days that certificates last; 0: no limit
	engaged   float64 // share of members who notice what comes later
	steps     int     // of complexity
	effort    answer  // customer effort score of members

	priceUtility float64 // e/(1 − s_ref)
	basketShare  float64 // 1 − φ
	retention    float64 // log of the hazard ratio at full value
	tierStep     float64 // and of a tier step, a demotion, a loss to expiry
	demotion     float64
	loss         float64
	sunk         halving // of the spur of a fee paid
	pending      float64 // days before points earned can be used
	statedRate   float64 // relative effect on the rate, and hazard ratio, that the program states itself
	statedChurn  float64
	actionPoints float64 // points a year from what members do besides buying
	expiring     float64 // added to the redemption logit when points are about to lapse
}

func newMind(w *scenarios.World, b *scenarios.Behavior, p *programs.Program, r *programs.Rules, from, days int) *mind {
	m := &mind{
		Behavior: b, rules: r, off: w.Mechanical,
		toUtility: 1 / (1 - w.ReferenceShare()),
		capture:   b[scenarios.Capture],
		fresh:     1 - b[scenarios.PermanentShare],
		wear:      newHalving(b[scenarios.HabituationHalfLife], days),
		glow:      newHalving(b[scenarios.RewardedBehaviorHalfLife], days),
		lifetime:  r.ExpireAfter.InDays(),
		idle:      r.ExpireInactive.InDays(),
		cardLife:  r.CardValid.InDays(),
		engaged:   b[scenarios.EngagedShare],
		steps:     complexity(r),
		retention: math.Log(b[scenarios.ChurnHazardRatio]),
		tierStep:  math.Log(b[scenarios.TierRetention]),
		demotion:  math.Log(b[scenarios.DemotionChurn]),
		loss:      math.Log(b[scenarios.ExpiryChurn]),
		expiring:  b[scenarios.RedemptionExpiring],
	}
	if r.HasPoints && !r.Reminder {
		m.expiring *= math.Log(1.2) / math.Ln2 // without a reminder the odds rise by a fifth where they would double
	}
	m.pending = r.Pending.InDays()
	if r.Fee != nil {
		m.sunk = newHalving(b[scenarios.SunkCostHalfLife], days)
	}
	m.statedChurn = 1
	for _, x := range p.BeyondMoney {
		m.statedRate += x.Rate.Float()
		if x.ChurnTimes > 0 {
			m.statedChurn *= x.ChurnTimes
		}
	}
	first, last := w.Start+programs.Day(from), w.Start+programs.Day(days)-1
	for i := range r.Actions {
		a := &r.Actions[i]
		open := float64(min(last, a.To)-max(first, a.From)+1) / float64(last-first+1) // share of the time
		switch {
		case a.Once || open <= 0:
		case a.PerYear == 0:
			m.actionPoints += a.Points.Float() * open
		default:
			m.actionPoints += a.Points.Float() * a.PerYear * open
		}
	}
	m.priceUtility = b[scenarios.Elasticity] * m.toUtility
	m.basketShare = 1 - b[scenarios.FrequencyShare]
	if r.HasExpiry && m.lifetime == 0 && m.idle == 0 {
		m.lifetime = daysPerYear / 2 // a yearly date is half a year away on average
	}
	if r.EndowedShare >= 0.15 {
		odds := m.engaged * b[scenarios.EndowedProgress] // of 1 − engaged; where all are engaged, they stay so
		m.engaged = odds / (1 - m.engaged + odds)
	}
	if m.off {
		m.capture, m.engaged = 1, 1
	}
	m.effort = effortScore(m.trouble(r))
	return m
}

// trouble is the shift of the logit of a member's effort score: by rules beyond one, by having to ask for rewards, by points that expire.
func (m *mind) trouble(r *programs.Rules) float64 {
	if m.off {
		return 0
	}
	shift := m.Behavior[scenarios.CESRule] * float64(m.steps)
	if slices.Contains(r.Automatic, false) {
		shift += m.Behavior[scenarios.CESRedeeming]
	}
	if r.HasExpiry {
		shift += m.Behavior[scenarios.CESExpiry]
	}
	return shift
}

// complexity counts what a member has to understand beyond one rule.
func complexity(r *programs.Rules) (steps int) {
	for _, more := range []bool{
		r.EarnRules > 1, len(r.Goals) > 1,
		r.HasExpiry, r.HasCards, r.HasTiers,
	} {
		if more {
			steps++
		}
	}
	return steps
}
