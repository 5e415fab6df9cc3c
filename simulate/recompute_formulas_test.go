package simulate_test

import (
	"math"

	"earnburn/programs"
	"earnburn/scenarios"
)

// The formulas of docs/model.md as they stand there, for the replays of recompute_test.go.

const year, quarter = 365.25, 365.25 / 4

// milli rounds to thousandths, as money and points are.
func milli(x float64) float64 { return math.Floor(x*1000+0.5+1e-7) / 1000 }

// fading is the mean of 2^(−x/half) over x from a to b.
func fading(a, b, half float64) float64 {
	return half / math.Ln2 * (math.Exp2(-a/half) - math.Exp2(-b/half)) / (b - a)
}

func poissonOf(mean float64, n int) float64 {
	g, _ := math.Lgamma(float64(n + 1))
	return math.Exp(float64(n)*math.Log(mean) - mean - g)
}

// off is the discount on the typical purchase once so much has been paid.
func (r *replay) off(counted float64) (off float64) {
	for _, s := range r.steps {
		if counted >= s.from {
			off = milli(r.basket * s.rate)
		}
	}
	return off
}

// earns is the points that a purchase brings at a level.
func (r *replay) earns(level int, paid float64) float64 {
	return milli((paid*r.perSpend + r.perVisit) * r.levels[level].times)
}

// face is that of a point at the best reward, for baskets of a size.
func (r *replay) face(basket float64) (best float64) {
	for _, w := range r.rewards {
		best = max(best, w.worth(basket, r.linear)/w.points)
	}
	return best
}

// worth is that of a reward: money off at most the basket.
func (w prize) worth(basket float64, linear bool) float64 {
	if w.product || linear {
		return w.value
	}
	return min(w.value, basket)
}

// mean is the mean basket in whole thousandths.
func (r *replay) mean() float64 { return math.Floor(1000*r.price) / 1000 }

// chance is that of redeeming; more is what a reminder adds to the logit.
func (r *replay) chance(value, more float64) float64 {
	return logistic(r.b[scenarios.RedemptionIntercept] + r.b[scenarios.RedemptionValue]*math.Log(value/r.price) + r.leans + more)
}

// arrives is ψ: the probability of so many purchases before the points die.
func (r *replay) arrives(purchases float64) float64 {
	n := math.Ceil(purchases)
	if r.inactive {
		return math.Pow(-math.Expm1(-r.lambda*r.b[scenarios.Capture]*year), n)
	}
	psi := 1.0
	for k := range int(n) {
		psi -= poissonOf(r.lambda*year, k)
	}
	return psi
}

// asks is what waiting for a purchase at which one asks leaves of a reward. Inactivity does not bound that wait: whoever waits is active.
func (r *replay) asks(value float64) float64 {
	c := r.b[scenarios.Capture] * r.chance(min(r.price, value), 0)
	worth := c / (1 - r.a*(1-c))
	if r.inactive {
		return worth
	}
	return worth * -math.Expm1(-r.lambda*c*year)
}

// works finds the reward at a level whose first purchase is worth most.
func (r *replay) works(level int) work {
	best, most := work{target: -1}, 0.0
	for i, w := range r.rewards {
		x := work{target: i, e: r.earns(level, r.basket) * r.b[scenarios.Capture], points: w.points, psi: 1}
		if r.linear {
			f := x.e * r.face(r.mean())
			collect := max(1, r.hassle/(r.theta*f))
			if collect > 1 {
				x.psi = r.arrives(collect)
			}
			pile := f * max(collect, 1/r.chance(min(r.price, f*collect), 0))
			x.steady = r.theta * r.b[scenarios.PresentBias] * f / r.price * x.psi * r.asks(pile) * math.Pow(r.a, collect)
			x.first = x.steady
		} else {
			w.value = w.worth(r.mean(), false)
			n := math.Floor(r.hassle/(r.theta*w.value)) + 1
			if n > 1 && w.product {
				continue
			}
			x.points *= n
			x.k = max(1, x.points/x.e)
			x.psi = r.arrives(x.k)
			x.v = r.theta * x.psi * n * w.value * max(1, x.e/x.points) / r.price * r.b[scenarios.PresentBias] * r.a * r.asks(n*w.value)
			x.steady = x.v / x.k
			x.first = x.v * math.Pow(r.a, x.k-1) * (1 - r.a) / (1 - math.Pow(r.a, x.k))
		}
		if x.first > most {
			best, most = x, x.first
		}
	}
	return best
}

// steady is what the value index is made of.
func (r *replay) steady(level int) float64 {
	return r.b[scenarios.Capture]*(r.off(r.counted)+r.levels[level].perk)/r.price + r.works(level).first
}

// index is v_step of a level.
func (r *replay) index(level int) float64 {
	return max(0, min(1, (r.steady(level)-r.steady(level-1))/r.b[scenarios.FullValue]))
}

// next is what one more purchase is worth toward the next level or step of a discount.
func (r *replay) next(from, to float64) float64 {
	capture, now := r.b[scenarios.Capture], r.off(r.counted)
	later := capture * r.theta * r.b[scenarios.PresentBias] / r.price
	for _, s := range r.steps {
		if r.counted < s.from {
			return (r.off(s.from) - now) * later * math.Pow(r.a, math.Ceil((s.from-r.counted)/(capture*(r.basket-now))))
		}
	}
	newYear := programs.DayOf((r.w.Start+programs.Day(from)).Year()+1, 1, 1)
	keep, target := newYear.Year(), max(1, r.level)
	for target < len(r.levels) && (r.counted >= r.levels[target].from || r.until[target].Year() >= keep) {
		target++
	}
	if target >= len(r.levels) {
		return 0
	}
	otherwise, start := r.level, r.seen // the days that a level is kept are counted from when the account was last looked at
	if target == r.level {
		otherwise, start = r.level-1, r.until[r.level]
	}
	worth := func(l int) float64 {
		return math.Round(1000*r.earns(l, r.basket))*r.face(r.basket) + 1000*r.levels[l].perk
	}
	d := math.Ceil((r.levels[target].from - r.counted) / (capture * r.basket))
	left := float64(newYear-r.w.Start) - (from+to)/2
	return math.Round(worth(target)-worth(otherwise)) / 1000 * later * r.lambda * float64(programs.DayOf(keep, 12, 31)-start) *
		math.Exp(-r.impatience*left) * poissonOf(r.lambda*left, int(d)-1)
}

// lapse is the last day of the points next to lapse, and how many they are.
func (r *replay) lapse() (programs.Day, float64) {
	switch {
	case r.balance <= 0:
		return programs.Never, 0
	case r.inactive:
		return programs.Span{Months: 12}.After(r.moved), r.balance
	}
	return r.lots[0].until, r.lots[0].points
}

// between applies the formulas to a piece that is to last from one scheduled date to another.
func (r *replay) between(from, to float64) piece {
	p := piece{q: 1, b: 1, hazard: 1, works: work{target: -1}}
	if !r.joined {
		return p
	}
	b, stays, half, overlays := r.b, r.b[scenarios.PermanentShare], r.b[scenarios.HabituationHalfLife], 0.0
	for _, c := range r.discount {
		p.d += c.by * (stays + (1-stays)*fading(from-c.at, to-c.at, half))
	}
	if r.engaged {
		w, v := r.works(r.level), min(1, r.steady(r.level)/b[scenarios.FullValue])
		p.works = w
		deferred := w.steady + b[scenarios.Capture]*r.levels[r.level].perk/r.price + r.next(from, to)
		if w.target >= 0 {
			threshold := max(w.e, 1)
			if !r.linear {
				threshold = w.points
				d := min(w.k, max(1, (threshold-r.balance)/w.e))
				deferred += w.v*math.Pow(r.a, d-1)*(1-r.a)/(1-math.Pow(r.a, w.k)) - w.steady
				if w.k >= 2 && r.balance < threshold {
					overlays += v * b[scenarios.GoalGradient] * w.psi * (r.balance/threshold - (1-b[scenarios.GoalGradientLevel])*(1-1/w.k)/2)
				}
			}
			if day, points := r.lapse(); day != programs.Never && r.balance >= w.points {
				if expected := r.lambda * (float64(day+1-r.w.Start) - (from+to)/2); expected <= 12 {
					deferred += r.theta * points * r.face(r.mean()) / r.price * math.Exp(-expected)
				}
			}
			p.hazard *= math.Exp(-b[scenarios.Stake] * v * min(1, r.balance/threshold))
		}
		p.d += deferred * (1 - b[scenarios.DeferredHabituation]*(1-stays)*(1-fading(from-r.since, to-r.since, half)))
		if r.rewarded {
			overlays += v * b[scenarios.PostReward]
		}
		if r.redeemed >= 0 {
			overlays += v * b[scenarios.RewardedBehavior] * fading(from-r.redeemed, to-r.redeemed, b[scenarios.RewardedBehaviorHalfLife])
		}
		p.hazard *= math.Pow(b[scenarios.ChurnHazardRatio], v*min(r.response, 2))
		if from < r.promoted.until {
			overlays += b[scenarios.Promotion] * r.promoted.step
		}
		if from < r.demoted.until {
			overlays += b[scenarios.Demotion] * r.demoted.step
			p.hazard *= math.Pow(b[scenarios.DemotionChurn], r.demoted.step)
		}
		if from < r.missed.until {
			overlays += b[scenarios.MissedNarrowly] * r.missed.step
		}
		if from < r.expired.until {
			p.hazard *= math.Pow(b[scenarios.ExpiryChurn], v)
		}
		held := 1.0
		for l := 1; l <= r.level; l++ {
			held *= math.Pow(b[scenarios.TierRetention], r.index(l))
		}
		p.hazard = min(2, max(0.5, p.hazard*max(b[scenarios.TierRetentionFloor], held)))
	}
	p.d = max(-0.5, min(0.5, p.d))
	q := func(u float64) float64 { return math.Exp(u) / (1 - r.wallet + r.wallet*math.Exp(u)) }
	room := 1 - r.w.ReferenceShare()
	price := r.response * b[scenarios.Elasticity] * p.d / room
	p.u = price + r.response*overlays/room
	p.q, p.b = q(p.u), 1+(1-b[scenarios.FrequencyShare])*(q(price)-1)
	return p
}
