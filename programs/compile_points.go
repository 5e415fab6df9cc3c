package programs

import (
	"math"
	"math/big"
	"slices"
	"sort"
)

func (c *compiler) points() {
	r, p := c.rules, c.regime.Points
	r.HasPoints = true
	r.best = p.Combine == "best"
	r.rewarded = p.EarnOnRewards
	r.onList = p.On == "list"
	r.keeps = p.KeepOnReturn
	r.burnNoEarning = slices.Contains(p.BurnExcludes, "earning")
	r.burnNoDiscount = slices.Contains(p.BurnExcludes, "discounts")
	r.Welcome = p.Welcome
	if p.Pending != nil {
		r.Pending, r.waits = *p.Pending, true
	}
	c.expiry(p)
	c.caps(p.Caps)
	c.actions(p.Actions)
	c.challenges(p.Challenges)
	r.EarnRules, r.Reminder = len(p.Earn), p.Reminder
	for i, e := range p.Earn {
		c.earn(e, c.item("points.earn", i))
	}
	for i, w := range p.Rewards {
		c.reward(w, c.item("points.rewards", i))
	}
	c.rank()
}

// expiry compiles when points die, at each level.
func (c *compiler) expiry(p *Currency) {
	r := c.rules
	if p.Expire.After != nil {
		r.ExpireAfter = p.Expire.After.Span
	}
	if p.Expire.Inactive != nil {
		r.ExpireInactive = *p.Expire.Inactive
	}
	for l := range r.levels {
		e := &r.levels[l].expire
		*e = compileExpire(p.Expire)
		if t := c.regime.Tiers; t != nil && t.Levels[l].Expire != nil {
			*e = compileExpire(*t.Levels[l].Expire)
		}
		r.HasExpiry = r.HasExpiry || e.ever()
		r.pauses = r.pauses || !e.inactive.IsZero()
	}
}

// earn compiles one earn rule for each level at which it applies.
func (c *compiler) earn(e Earn, path string) {
	when, levels := c.condition(e.When, path+".when")
	c.rules.Lucky = c.rules.Lucky || e.Chance != nil
	if e.Times > 0 {
		rule := timesRule{when: when, factor: int64(math.Round(e.Times * 1e6)), odds: newOdds(&when, e.Chance)}
		for l := range c.rules.levels {
			if levels == 0 || levels>>l&1 != 0 {
				c.rules.levels[l].times = append(c.rules.levels[l].times, rule)
			}
		}
		return
	}
	rule := earnRule{when: when, round: roundings[e.Round], odds: newOdds(&when, e.Chance)}
	if e.Most != nil {
		rule.most = int64(*e.Most)
	}
	var per int64
	switch {
	case e.Per.Spend != nil:
		rule.per, per = perSpend, int64(*e.Per.Spend)
	case e.Per.Visit != nil:
		rule.per, per = perVisit, int64(*e.Per.Visit)
	case e.Per.Unit != nil:
		rule.per, per = perUnit, int64(*e.Per.Unit)
		if c.words.Unit == "" {
			c.add(path+".per.unit", "the scenario has no units to earn on; give it one, as in unit: nights")
		}
	}
	rule.each = per
	for l := range c.rules.levels {
		if levels != 0 && levels>>l&1 == 0 {
			continue
		}
		factor := int64(1_000_000)
		if t := c.regime.Tiers; t != nil && t.Levels[l].EarnTimes != 0 {
			factor = int64(math.Round(t.Levels[l].EarnTimes * 1e6))
		}
		num := new(big.Int).Mul(big.NewInt(int64(e.Points)), big.NewInt(factor))
		den := new(big.Int).Mul(big.NewInt(per), big.NewInt(1_000_000))
		ratio := new(big.Rat).SetFrac(num, den)
		if !ratio.Num().IsInt64() || !ratio.Denom().IsInt64() || ratio.Denom().Int64() > math.MaxInt64/1000 {
			c.add(path, "%s points per %d cannot be computed exactly; use rounder numbers", e.Points, per)
			return
		}
		rule.num, rule.den = ratio.Num().Int64(), ratio.Denom().Int64()
		c.rules.levels[l].earn = append(c.rules.levels[l].earn, rule)
	}
}

func (c *compiler) reward(w Reward, path string) {
	r := c.rules
	rule := rewardRule{points: w.Points, auto: w.Issued != "", atOnce: w.Used == "at_once", cash: w.Cash, headStart: w.HeadStart}
	rule.when, rule.levels = c.condition(w.When, path+".when")
	r.limitedRewards = r.limitedRewards || rule.levels != 0 || !rule.when.always
	if w.Most != nil {
		rule.most = int64(*w.Most)
	}
	switch g := w.Gives; {
	case g.MoneyOff != nil:
		rule.kind, rule.value = moneyOff, *g.MoneyOff
		rule.linear = w.UpTo != nil || w.Minimum != nil || w.Step != nil
	case g.Product != nil:
		rule.kind, rule.value = product, g.Product.Price
		rule.cost = Money(times(int64(g.Product.Price), g.Product.Cost.parts(), shareUnit))
	case g.Certificate != nil:
		rule.kind, rule.value = certificate, g.Certificate.Face
		rule.forGood = g.Certificate.Valid == nil
		r.HasCards = true
		r.cardBasket = max(r.cardBasket, g.Certificate.Basket)
		if !rule.forGood {
			rule.valid = compileExpire(Expire{After: g.Certificate.Valid})
			if span := g.Certificate.Valid.Span; r.CardValid.IsZero() || span.InDays() < r.CardValid.InDays() {
				r.CardValid = span
			}
		}
	case g.ShareOff != nil:
		rule.kind, rule.share = shareOff, g.ShareOff.parts()
	default:
		rule.kind = handed
		rule.value, rule.cost = g.terms()
	}
	if rule.linear {
		rule.upTo = shareUnit
		if w.UpTo != nil {
			rule.upTo = w.UpTo.parts()
		}
		if w.Minimum != nil {
			rule.minimum = *w.Minimum
		}
		if w.Step != nil {
			rule.step = *w.Step
		}
	}
	r.Goals = append(r.Goals, Goal{
		Reward: int8(len(r.rewards)), Value: rule.value, Price: rule.points,
		AtOnce: rule.atOnce, Card: rule.kind == certificate, Linear: rule.linear,
		Least: max(rule.minimum, rule.step), Single: (rule.kind == product || rule.kind == handed) && rule.most < 2 || rule.most == 1,
		HeadStart: rule.headStart, Cash: rule.cash, Share: Share(rule.share) / shareUnit, Cost: rule.cost, Product: rule.kind == product, Off: (rule.kind == moneyOff || rule.kind == certificate) && !rule.linear,
		From: rule.when.from, To: rule.when.to, tenders: rule.when.tenders,
	})
	goal := &r.Goals[len(r.Goals)-1]
	if when := rule.when; !when.always {
		goal.when = &when
	}
	switch {
	case w.Gives.Certificate != nil:
		goal.basket = w.Gives.Certificate.Basket
	case rule.linear && rule.upTo > 0 && rule.points > 0:
		// So large that the share which may be paid with points takes the fewest of them.
		goal.basket = Money(math.Ceil(float64(goal.Least) * float64(rule.value) / float64(rule.points) * shareUnit / float64(rule.upTo)))
	}
	if rule.kind == shareOff {
		r.sharing = true
		r.Goals[len(r.Goals)-1].Single = true
	}
	r.rewardNames = append(r.rewardNames, w.Name)
	r.Automatic = append(r.Automatic, rule.auto || rule.atOnce)
	r.rewards = append(r.rewards, rule)
}

// rank orders the rewards by what they are worth and finds the facts that depend on all of them.
func (c *compiler) rank() {
	r := c.rules
	perPoint := func(i int8) float64 {
		return float64(max(0, r.rewards[i].value-r.rewards[i].cash)) / float64(r.rewards[i].points)
	}
	order := make([]int8, len(r.rewards))
	for i := range order {
		order[i] = int8(i)
	}
	sort.SliceStable(order, func(x, y int) bool {
		i, j := &r.rewards[order[x]], &r.rewards[order[y]]
		if i.auto != j.auto {
			return i.auto
		}
		if a, b := perPoint(order[x]), perPoint(order[y]); a != b {
			return a > b
		}
		return i.points > j.points
	})
	cheapest := Points(0)
	r.least = most
	for _, i := range order {
		w := &r.rewards[i]
		if w.atOnce || w.issued() {
			r.issuing = append(r.issuing, i)
		} else {
			r.ranked = append(r.ranked, i)
			r.least = min(r.least, w.fewest())
		}
		r.FacePerPoint = max(r.FacePerPoint, perPoint(i))
		if g := &r.Goals[i]; g.Off {
			r.largest = max(r.largest, g.Value)
		}
		worth := w.points
		if w.linear {
			worth = max(w.minimum, w.step)
		} else if cheapest == 0 || w.points < cheapest {
			cheapest = w.points
		}
		if worth > 0 && (r.lossLimit == 0 || worth < r.lossLimit) {
			r.lossLimit = worth
		}
	}
	if cheapest > 0 {
		r.EndowedShare = float64(r.Welcome) / float64(cheapest)
	}
	c.goals()
}

// goals lists what members of each level can work for, where levels differ.
func (c *compiler) goals() {
	r := c.rules
	if !slices.ContainsFunc(r.rewards, func(w rewardRule) bool { return w.levels != 0 }) {
		return
	}
	r.goals = make([][]Goal, len(r.levels))
	for l := range r.levels {
		for i := range r.rewards {
			if w := &r.rewards[i]; w.levels == 0 || w.levels>>l&1 != 0 {
				r.goals[l] = append(r.goals[l], r.Goals[i])
			}
		}
	}
}
