package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/scenarios"
)

// outlook is what membership steadily brings one customer, in shares of his mean basket per purchase.
type outlook struct {
	price float64 // mean basket, currency units
	patience
	noticing bool    // engaged in this program
	response float64 // R
	wallet   float64
	headroom float64 // 1 − share of wallet

	immediate   float64 // discounts at the till
	perks       float64
	linear      float64 // value of the points of a purchase when any number can be used
	goal        goal
	steady      float64 // perceived steady reward rate: immediate + deferred + perks
	index       float64 // v: steady rate over the full one, at most 1
	hazardRatio float64 // on dropout, of what is steady
	tier        float64 // factor of tier progress: θβπ/price
	ascent      ascent
	perPoint    float64 // perceived value of a point in hand, share of price
	lapsing     float64 // of those next to lapse
	lapse       float64 // day on which they do; +Inf
}

// goal is the reward a customer works for.
type goal struct {
	reward    int8    // −1: none
	threshold float64 // points
	perPoint  float64 // 1/threshold
	perGain   float64 // purchases a point takes: 1/expected points of a purchase
	distance  float64 // K: purchases from nothing
	middle    float64 // mean progress at the purchases on the way, (1 − 1/K)/2: the gradient moves purchases around it
	scale     float64 // V (1 − a)/(1 − a^K), share of price
	reach     float64 // ψ
}

// consider works out the outlook of customer c on a prospect.
func (m *mind) consider(o *outlook, c *customer, noticing bool, p *programs.Prospect) {
	*o = outlook{
		price: c.basket, patience: c.patience, noticing: noticing,
		response: c.response, wallet: c.wallet, headroom: 1 - c.wallet,
		goal: goal{reward: -1}, lapse: math.Inf(1),
	}
	o.immediate = m.capture * p.MoneyOff.Float() / o.price
	o.steady = o.immediate
	if noticing {
		o.perks = m.capture * p.Perks.Float() / o.price
		o.tier = c.framing * m.Behavior[scenarios.PresentBias] / o.price
		o.perPoint = c.framing * m.rules.FaceTo(programs.Money(o.price*1000)) / o.price
		m.choose(o, c, p)
		o.steady += o.perks
		if m.rules.Unusual {
			m.considerUnusual(o, c, p)
		}
	}
	o.index = m.indexOf(o.steady)
	o.hazardRatio = exp(m.retention * o.index * min(o.response, 2))
	if noticing {
		o.hazardRatio *= m.statedChurn
	}
}

// indexOf returns the value index of a reward rate: its share of full value, 0 to 1.
func (m *mind) indexOf(rate float64) float64 {
	return clamp(rate/m.Behavior[scenarios.FullValue], 0, 1)
}

// choose finds the reward that is worth most per purchase to the customer who sets out for it, and adds what it is worth to the outlook.
func (m *mind) choose(o *outlook, c *customer, p *programs.Prospect) {
	gain := m.capture * p.Gain.Float()
	if gain <= 0 {
		return
	}
	var most, best float64
	for i := range p.Goals {
		g := &p.Goals[i]
		usable := 0.0 // share of purchases
		if g.OpenTo(c.tender, p.Day) {
			usable = p.Usable(g)
		}
		if usable <= 0 {
			continue
		}
		var steady, today float64
		var candidate goal
		if g.Linear {
			steady = m.linearValue(o, c, g, gain, usable)
			today = steady
			threshold := max(g.Price.Float(), gain)
			candidate = goal{reward: g.Reward, threshold: threshold, perPoint: 1 / threshold, perGain: 1 / gain, distance: 1}
		} else {
			candidate, steady = m.threshold(o, c, g, gain, usable)
			today = steady * o.atFirst(candidate.distance)
		}
		if today > most {
			most, best = today, steady
			o.goal = candidate
			o.linear = 0
			if g.Linear {
				o.linear = steady
			}
		}
	}
	o.steady += most
	if g := &o.goal; best > 0 && o.linear == 0 {
		g.scale = best // V/K: the whole way is the next purchase, or nobody minds waiting
		if way := o.log * g.distance; way > 1e-6 {
			g.scale *= g.distance * (1 - o.stay) / (1 - exp(-way))
		}
	}
}

// atFirst returns what the first of K purchases on the way to a reward is worth, relative to their mean V/K: K (1 − a) a^(K−1)/(1 − a^K).
// Impatient customers would rather have a small reward soon than a large one that pays better.
func (o *outlook) atFirst(distance float64) float64 {
	way := o.log * distance
	if way <= 1e-6 {
		return 1
	}
	return distance * (1 - o.stay) * exp(o.log-way) / (1 - exp(-way))
}

// threshold values a reward that takes a number of points, and returns V/K: one purchase d purchases away from it is worth
// m(d) = V a^(d−1) (1 − a)/(1 − a^K), which averages V/K over the way there.
func (m *mind) threshold(o *outlook, c *customer, r *programs.Goal, gain, usable float64) (goal, float64) {
	price, face := r.Price.Float(), r.Worth(programs.Money(o.price*1000)).Float()
	if face <= 0 {
		return goal{reward: -1}, 0
	}
	way := price - r.HeadStart.Float()                          // from one to the next
	comes := r.AtOnce || m.rules.Automatic[r.Reward] && !r.Card // without being asked for
	if hassle := c.hassle / c.framing; !comes && face <= hassle {
		if r.Single {
			return goal{reward: -1}, 0
		}
		// Not worth the trouble one by one: the customer lets them add up.
		n := math.Floor(hassle/face) + 1
		price, way, face = n*price, n*way, n*face
	}
	g := goal{reward: r.Reward, threshold: price, perPoint: 1 / price, perGain: 1 / gain, distance: max(price/100, way) / gain}
	worth := face
	if g.distance < 1 {
		worth /= g.distance
		g.distance = 1
	}
	g.middle = (1 - 1/g.distance) / 2
	g.reach = m.reach(o.rate, math.Ceil(g.distance))
	value := c.framing * g.reach * worth / o.price
	if !r.AtOnce {
		value *= m.Behavior[scenarios.PresentBias] * o.stay
	}
	if !comes {
		// A reward that has to be asked for waits for a purchase at which it can be had and the customer does, within its life.
		life := m.lifetime
		if r.Card {
			life = m.cardLife
		}
		value *= m.use(o, m.capture*usable*m.chance(c, min(1, face/o.price), false), life)
	} else if usable < 1 {
		value *= m.use(o, usable, m.lifetime)
	}
	return g, value / g.distance
}

// use returns what a reward in hand is worth of one used at the next purchase, when it is used at each with chance h and lives so many days:
// h/(1 − a(1 − h)) · (1 − e^(−λhT)), a the discount to the next purchase.
func (m *mind) use(o *outlook, h, life float64) float64 {
	return h / (1 - o.stay*(1-h)) * within(o.rate*h, life)
}

// reach returns ψ, the probability of making n purchases before the points die.
func (m *mind) reach(rate, n float64) float64 {
	switch {
	case m.idle > 0:
		return math.Pow(within(rate*m.capture, m.idle), n)
	case m.lifetime > 0:
		return poissonTail(rate*m.lifetime, n)
	}
	return 1
}

// within returns the probability that an event of this rate happens within so many days; no limit: certain.
func within(rate, days float64) float64 {
	if days == 0 {
		return 1
	}
	x := rate * days
	if x < 1e-6 {
		return x
	}
	return 1 - exp(-x)
}

// linearValue values the points of one purchase when any number of them can be used: face × θβψ A, A = a h/(1 − a(1 − h)),
// h the chance of using them at a purchase. A customer first collects until they are worth the hassle and as many as must be used at once.
func (m *mind) linearValue(o *outlook, c *customer, r *programs.Goal, gain, usable float64) float64 {
	face := gain / r.Price.Float() * r.Value.Float()
	h, collect := 1.0, max(1, r.Least.Float()/gain)
	if !m.rules.Automatic[r.Reward] {
		collect = max(collect, c.hassle/(c.framing*face))
		h = m.chance(c, min(1, face*collect/o.price), false)
		h = m.chance(c, min(1, face*max(collect, 1/h)/o.price), false)
	}
	value := face * c.framing * m.Behavior[scenarios.PresentBias] * o.stay * exp(-o.log*(collect-1)) / o.price
	if collect > 1 {
		value *= m.reach(o.rate, math.Ceil(collect))
	}
	h *= m.capture * usable
	if m.idle > 0 {
		return value * m.use(o, h, 0) * within(o.rate*m.capture, m.idle)
	}
	return value * m.use(o, h, m.lifetime)
}

// chance returns the probability of redeeming at a purchase, given what is on offer as a share of the mean basket.
func (m *mind) chance(c *customer, offered float64, expiring bool) float64 {
	x := m.Behavior[scenarios.RedemptionIntercept] + m.Behavior[scenarios.RedemptionValue]*log(offered) + c.redeems
	if expiring {
		x += m.expiring
	}
	return logistic(x)
}

// stepIndex returns the value index of a level over the one below, given the steady rates of all levels.
func (m *mind) stepIndex(rates []float64, level int) float64 {
	return m.climbIndex(rates, level-1, level)
}

// climbIndex returns the value index of a level over a lower one.
func (m *mind) climbIndex(rates []float64, from, to int) float64 {
	if from < 0 || to >= len(rates) || from >= to {
		return 0
	}
	return m.indexOf(rates[to] - rates[from])
}

// tierRatio returns the hazard ratio of holding a level: one factor for each step up to it.
func (m *mind) tierRatio(rates []float64, level int) float64 {
	var log float64
	for l := 1; l <= level; l++ {
		log += m.tierStep * m.stepIndex(rates, l)
	}
	return max(exp(log), m.Behavior[scenarios.TierRetentionFloor])
}

// feeling is a customer's state of mind until the next event.
type feeling struct {
	discount float64 // D: perceived effective discount
	utility  float64 // u
	slow     float64 // 1/q(u): spending as a multiple of the baseline's is its reciprocal
	basket   float64 // B
	wait     float64 // B/q: the arm's clock runs at its reciprocal
	hazard   float64 // hazard ratio on dropout
}

// indifferent is how people feel about nothing: the baseline's pace exactly.
var indifferent = feeling{slow: 1, basket: 1, wait: 1, hazard: 1}

// stance is the part of a feeling that only events move: what account and level mean to the customer.
type stance struct {
	deferred float64 // value of what one more purchase brings later, share of price
	overlay  float64 // relative effects on the rate beside value, before R and the value index
	hazard   float64 // hazard ratio
}

// weigh works out the customer's stance after an event.
func (m *mind) weigh(st *stance, o *outlook, s *memory, balance float64) {
	if m.off || !o.noticing {
		*st = stance{hazard: 1}
		return
	}
	b := m.Behavior
	st.deferred = o.linear + o.perks
	st.overlay = 0
	progress := 0.0
	if o.goal.reward >= 0 {
		progress = clamp(balance*o.goal.perPoint, 0, 1)
		if o.linear == 0 {
			d := clamp((o.goal.threshold-balance)*o.goal.perGain, 1, o.goal.distance)
			st.deferred += o.goal.scale * exp(-o.log*(d-1))
		}
		if o.goal.distance >= 2 && progress < 1 {
			st.overlay += b[scenarios.GoalGradient] * o.goal.reach * (progress - (1-b[scenarios.GoalGradientLevel])*o.goal.middle)
		}
	}
	if s.rewarded {
		st.overlay += b[scenarios.PostReward]
	}
	st.hazard = o.hazardRatio
	if progress > 0 {
		st.hazard *= expSmall(-b[scenarios.Stake] * o.index * progress)
	}
}

// feel sets how the customer feels from day t to day until, the next scheduled date. Terms that vary in time are averaged over that stretch.
func (m *mind) feel(f *feeling, st *stance, o *outlook, s *memory, t, until float64) {
	if m.off {
		*f = indifferent
		return
	}
	b := m.Behavior
	span := until - t
	novelty := m.wear.mean(span)
	immediate := b[scenarios.PermanentShare] * s.level
	if s.novelty != 0 {
		immediate += m.fresh * s.novelty * novelty * m.wear.at(t-s.changed)
	}
	if !o.noticing {
		f.hazard = 1
		m.respond(f, o, immediate, 0)
		return
	}
	deferred := st.deferred
	if o.ascent.worth > 0 {
		deferred += m.striving(o, (t+until)/2)
	}
	if o.lapsing > 0 && o.lapse > t {
		// Far from the day it does not cross anybody's mind: below 10⁻⁵ it is left out.
		if expected := o.rate * (o.lapse - (t+until)/2); expected < 12 {
			deferred += o.lapsing * exp(-expected)
		}
	}
	if deferred != 0 {
		novelty *= m.wear.at(t - s.joined)
		deferred *= 1 - b[scenarios.DeferredHabituation]*m.fresh*(1-novelty)
	}
	overlay := st.overlay
	if s.redeemed > never {
		overlay += b[scenarios.RewardedBehavior] * m.glow.at(t-s.redeemed) * m.glow.mean(span)
	}
	if s.paid > never {
		overlay += b[scenarios.SunkCost] * m.sunk.at(t-s.paid) * m.sunk.mean(span)
	}
	overlay *= o.index
	f.hazard = st.hazard
	if s.shaken > t {
		if s.promoted.until > t {
			overlay += b[scenarios.Promotion] * s.promoted.step
		}
		if s.demoted.until > t {
			overlay += b[scenarios.Demotion] * s.demoted.step
			f.hazard *= exp(m.demotion * s.demoted.step)
		}
		if s.missed.until > t {
			overlay += b[scenarios.MissedNarrowly] * s.missed.step
		}
		if s.robbed > t {
			f.hazard *= exp(m.loss * o.index)
		}
	}
	f.hazard = clamp(f.hazard, 0.5, 2)
	m.respond(f, o, immediate+deferred, o.response*overlay+m.statedRate)
}

// respond turns a perceived discount and other relative effects into the pace of the customer's clock:
// q(u) = e^u/(1 − s + s e^u) = 1/(s + (1 − s) e^−u), the response of a random-utility buyer who already gives the company the share s of his spending.
func (m *mind) respond(f *feeling, o *outlook, discount, overlay float64) {
	f.discount = clamp(discount, -0.5, 0.5)
	price := m.priceUtility * o.response * f.discount
	f.utility = price + overlay*m.toUtility
	if o.headroom <= 0 || f.utility == 0 && price == 0 {
		f.utility, f.slow, f.basket, f.wait = 0, 1, 1, 1
		return
	}
	// Reciprocals are kept, for each division would have to wait for the one before it.
	f.slow = o.wallet + o.headroom*expSmall(-price)
	f.basket = 1 + m.basketShare*(1/f.slow-1)
	if overlay != 0 {
		f.slow = o.wallet + o.headroom*expSmall(-f.utility)
	}
	f.wait = f.basket * f.slow
}

// clamp keeps x within bounds. Unlike min and max it branches, which costs nothing where the bounds hardly ever bind.
func clamp(x, low, high float64) float64 {
	if x < low {
		return low
	}
	if x > high {
		return high
	}
	return x
}
