package scenarios

import (
	"fmt"
	"math"
	"sort"

	"earnburn/internal/english"
	"earnburn/programs"
)

// firstReward is how far the first reward is for the median customer, and who never gets there.
func (a *arithmetic) firstReward() {
	basket, rate := a.segment.Basket.median(), a.segment.Purchases.median()
	if a.regime.Points == nil || !(basket > 0) || math.IsInf(basket, 0) {
		return
	}
	first := Fact{Name: "purchases_to_first_reward", Title: "purchases to the first reward", Unit: FactPurchases}
	way, ok, exists := a.nearest(basket, 12*rate)
	if !ok {
		if exists {
			first.Missing = way.how
			a.add(first)
		}
		return
	}
	first.Value = float64(way.purchases)
	first.How = fmt.Sprintf("%s, at %s for a purchase of %s, the basket of the median customer", a.amount(way.price.Float()), a.amount(way.gain.Float()), inMoney(basket))
	if way.price == 0 {
		first.How = "any number of " + a.noun() + " can be used on the next purchase"
	}
	if a.rules.Welcome > 0 {
		first.How += fmt.Sprintf(", %s of them for joining", min(way.price, a.rules.Welcome))
	}
	if len(a.rules.Challenges) > 0 {
		first.How += ", challenges included"
	}
	if way.besides > 0 {
		first.How += fmt.Sprintf(", and %s for other things than purchases", short(way.besides))
	}
	if way.level > 0 {
		first.How += fmt.Sprintf("; it is for level %s, which %s", a.rules.Levels[way.level], english.Many(way.toLevel, "purchase")+" "+english.Verb(way.toLevel, "reach"))
	}
	if way.from > a.day {
		first.How += fmt.Sprintf("; from %s on", way.from)
	}
	a.add(first)
	if rate > 0 {
		months := Fact{
			Name: "months_to_first_reward", Title: "months to the first reward", Unit: FactMonths, Value: first.Value / rate,
			How: fmt.Sprintf("at %s purchases a month, the rate of the median customer", short(rate)),
		}
		if wait := float64(way.from-a.day) / meanMonth; wait > 0 {
			months.Value += wait
			months.How += fmt.Sprintf(", from %s on", way.from)
		}
		a.add(months)
	}
	a.add(Fact{Name: "cannot_reach_share", Title: "customers who cannot reach it before " + a.noun() + " expire", Value: way.missed, How: way.how})
}

// way is how a new member comes to a reward; of one that there is no way to, only why, what to change and where.
type way struct {
	level     int             // that it is for
	from      programs.Day    // the first day on which purchases lead to it
	price     programs.Points // it takes
	gain      programs.Points // of a purchase of the median customer, challenges included
	toLevel   int             // purchases to that level
	purchases int             // in all
	besides   float64         // points for other things than purchases, till then
	missed    float64         // share of customers whose points expire before, who never reach the level, or who are too late
	how       string          // who these are, mostly
	fix, path string          // what would help most of them, and where
}

// nearest is the way to the reward that the fewest customers miss, of those the shortest. It reports whether there is one, and whether there are rewards.
// What cannot be had or earned on the day looked at is tried on later days of the horizon, on which rules change.
func (a *arithmetic) nearest(basket, perYear float64) (best way, ok, exists bool) {
	type target struct {
		level  int
		reward int8
	}
	tried := map[target]bool{}
	for _, day := range a.openings() {
		on := a.on(day)
		for level := range a.rules.Levels {
			t := on.typical(basket, perYear)
			goals := on.prospect(level, &t).Goals
			exists = exists || len(goals) > 0
			if math.IsInf(on.purchasesTo(level, basket, perYear), 1) {
				break
			}
			for i := range goals {
				g := &goals[i]
				if tried[target{level, g.Reward}] || !on.possible(level, g, basket) {
					continue
				}
				tried[target{level, g.Reward}] = true
				w := on.way(level, g, basket, perYear)
				if !ok || w.missed < best.missed-1e-9 || w.missed <= best.missed+1e-9 && w.purchases < best.purchases {
					best, ok = w, true
				}
			}
		}
	}
	if !ok {
		best = a.noWay(basket)
	}
	return best, ok, exists
}

// gain is what a purchase earns, with its part of what challenges bring.
func (a *arithmetic) gain(level int, basket, perYear float64) programs.Points {
	t := a.typical(basket, perYear)
	return a.prospect(level, &t).Gain + a.challengePoints(basket)
}

// possible tells whether a reward can be had, and anything be earned for it, on the day looked at.
func (a *arithmetic) possible(level int, g *programs.Goal, basket float64) bool {
	if a.day < g.From || a.day > g.To {
		return false
	}
	return least(g) <= a.rules.Welcome || a.gain(level, basket, a.perYear()) > 0 || a.flow(daysPerYear).mean() > 0
}

// noWay says why no purchases lead to a reward: dates, if some rule is for another time than the horizon.
func (a *arithmetic) noWay(basket float64) way {
	w := way{missed: 1, how: fmt.Sprintf("purchases of %s never lead to one", inMoney(basket)), fix: "offer one for what such purchases earn", path: "points.rewards"}
	off := func(what, path string, when *programs.Condition) {
		if key, why, found := a.outside(when); found && w.path == "points.rewards" {
			w.how, w.path = what+" "+why, path+key
			w.fix = "change the date, or the time of the scenario"
		}
	}
	for i := range a.regime.Points.Rewards {
		off("the reward", fmt.Sprintf("points.rewards[%d].when", i), &a.regime.Points.Rewards[i].When)
	}
	for i := range a.regime.Points.Earn {
		off("earning", fmt.Sprintf("points.earn[%d].when", i), &a.regime.Points.Earn[i].When)
	}
	return w
}

// way works out the way to one reward at a level, for the median customer and for all.
func (a *arithmetic) way(level int, g *programs.Goal, basket, perYear float64) way {
	toLevel := int(math.Ceil(a.purchasesTo(level, basket, perYear) - 1e-9))
	w := way{level: level, from: a.day, toLevel: toLevel, price: least(g), gain: a.gain(level, basket, perYear), how: a.noun() + " do not expire"}
	missing, gain := need{points: (w.price - a.rules.Welcome).Float(), atOnce: g.AtOnce || g.Card && a.rules.Automatic[g.Reward]}, w.gain.Float()
	after := func(n int) float64 { // points for other things than n purchases by the time that they are made
		return a.flow(float64(n) / perYear * daysPerYear).typical()
	}
	const endless = 1_000_000
	n := 1 + sort.Search(endless, func(i int) bool { return float64(i+1)*gain+after(i+1) >= missing.points-1e-9 })
	w.purchases = max(n, toLevel)
	w.besides = after(w.purchases)

	list := a.obstacles(level, g, missing, &w)
	own := make([]float64, len(list))
	a.customers(func(basket float64, perYear, shares []float64) {
		gain := a.gain(level, basket, a.perYear()).Float()
		chances := make([]func(float64) float64, len(list))
		for i := range list {
			chances[i] = list[i].chance(basket, gain)
		}
		for j := range perYear {
			least := 1.0
			for i := range chances {
				chance := chances[i](perYear[j])
				own[i] += shares[j] * (1 - chance)
				least = min(least, chance)
			}
			w.missed += shares[j] * (1 - least)
		}
	})
	w.missed = min(1, w.missed)
	for i, worst := 0, -1.0; i < len(list); i++ {
		if own[i] > worst {
			worst = own[i]
			w.how, w.fix, w.path = list[i].who(gain), list[i].fix, list[i].path
		}
	}
	if most, at := a.mostPoints(level); missing.points > most {
		w.missed = 1
		w.how, w.fix, w.path = "everyone: caps allow "+a.amount(most)+" until the first expire", "raise the cap, or offer a smaller one", fmt.Sprintf("points.caps[%d]", at)
		if life, _ := a.lifeDays(level); math.IsInf(life, 1) {
			w.how = "everyone: caps allow " + a.amount(most) + " in a lifetime"
		}
	}
	return w
}

// obstacle is something that keeps customers from a reward.
type obstacle struct {
	chance    func(basket, gain float64) func(perYear float64) float64 // of those of a mean basket, whose purchases earn so much, not to be kept
	who       func(gain float64) string                                // those whose purchases earn so much, that is, and are kept
	fix, path string
}

// obstacles are those on the way to a reward at a level.
func (a *arithmetic) obstacles(level int, g *programs.Goal, missing need, w *way) []obstacle {
	smaller := "offer a smaller one, or let " + a.noun() + " last longer"
	expire := "points.expire"
	if t := a.regime.Tiers; t != nil && t.Levels[level].Expire != nil {
		expire = fmt.Sprintf("tiers.levels[%d].expire", level)
	}
	var list []obstacle
	life, pause := a.lifeDays(level)
	if life < math.Inf(1) {
		list = append(list, obstacle{
			func(_, gain float64) func(float64) float64 { return a.inTime(missing, gain, life) },
			func(gain float64) string {
				if life == 0 {
					return "everyone: " + a.noun() + " expire before they can be used"
				}
				return a.slow(missing, gain, life, "in "+spanOf(life), "within "+spanOf(life))
			}, smaller, expire,
		})
	}
	if pause < math.Inf(1) {
		list = append(list, obstacle{
			func(_, gain float64) func(float64) float64 { return a.inTouch(missing, gain, pause) },
			func(gain float64) string {
				if rate, _ := a.others(); rate > 0 {
					return fmt.Sprintf("those who neither buy nor earn otherwise for more than %s before they can use %s", spanOf(pause), a.amount(w.price.Float()))
				}
				if n := missing.purchases(gain, 0); n > 1 {
					return fmt.Sprintf("those who pause for more than %s before they have bought %s times", spanOf(pause), short(n))
				}
				return "those who do not buy again within " + spanOf(pause)
			}, smaller, expire,
		})
	}
	if level > 0 {
		window := a.windowDays()
		list = append(list, obstacle{
			func(basket, _ float64) func(float64) float64 { return a.reaches(level, basket, window) },
			func(float64) string {
				return fmt.Sprintf("those who buy fewer than %d times in %s and do not reach level %s", w.toLevel, spanOf(window), a.rules.Levels[level])
			}, "lower the level, or offer one to all", fmt.Sprintf("points.rewards[%d]", g.Reward),
		})
	}
	if g.To <= a.last {
		left := float64(g.To - a.day + 1)
		list = append(list, obstacle{
			func(_, gain float64) func(float64) float64 { return a.inTime(missing, gain, left) },
			func(gain float64) string {
				time := fmt.Sprintf("from %s to %s, the last day on which it can be had", a.day, g.To)
				return a.slow(missing, gain, left, time, time)
			}, "let it be had longer", fmt.Sprintf("points.rewards[%d].when.to", g.Reward),
		})
	}
	return list
}

// slow says who does not earn what is missing in some days, called so in front of several purchases and of one.
func (a *arithmetic) slow(missing need, gain, days float64, several, one string) string {
	besides := a.flow(days).typical()
	text := "those who do not buy again " + one
	switch n := missing.purchases(gain, besides); {
	case n > 1:
		text = fmt.Sprintf("those who buy fewer than %s times %s", short(n), several)
	case n == 0 && besides > 0:
		return "those who earn less than others for other things than purchases"
	case n == 0:
		return "nobody: the purchase with which one joins is enough"
	}
	if besides > 0 {
		text += ", with " + a.amount(besides) + " for other things than purchases"
	}
	return text
}
