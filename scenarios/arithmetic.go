package scenarios

import (
	"fmt"
	"math"

	"earnburn/programs"
)

// Fact is one number about a program in this world that needs no simulation: nobody reacts, members identify at every purchase, and all points are used
// unless the program states a burn rate.
type Fact struct {
	Name    string // stable, as "break_even_lift"
	Segment string // "" in a world with one segment
	Title   string
	Value   float64
	Unit    FactUnit
	How     string // how it comes about, in words
	Missing string // why there is no value
}

// FactUnit says how the value of a fact is to be read.
type FactUnit uint8

// The units of facts.
const (
	FactShare     FactUnit = iota // a fraction of a whole
	FactPurchases                 // a number of purchases
	FactMonths
)

// Arithmetic works out what a program gives and costs and how far its first reward is, for each segment. Errors are those of Compile.
func (w *World) Arithmetic(p *programs.Program) ([]Fact, error) {
	rules, err := p.Compile(w.Vocabulary())
	if err != nil {
		return nil, err
	}
	var facts []Fact
	for i := range w.Segments {
		a := arithmetic{world: w, program: p, rules: rules, segment: &w.Segments[i]}
		if len(w.Segments) > 1 {
			a.name = w.Segments[i].Name
		}
		a.rates()
		a.firstReward()
		facts = append(facts, a.facts...)
	}
	return facts, nil
}

// BreakEvenLift is by how much sales must rise to pay for a program that costs a share c of sales at margin m: c/(m − c). The error says that no lift
// is enough.
func BreakEvenLift(margin, cost float64) (float64, error) {
	if cost >= margin {
		return 0, fmt.Errorf("the program gives away %.4g %% of sales at a margin of %.4g %%: each sale loses money", 100*cost, 100*margin)
	}
	return cost / (margin - cost), nil
}

// BreakEvenBreakage is the share of rewards that must never be used for a program to pay for itself when sales rise by a lift: 1 − mL/(c(1 + L)),
// at least 0.
func BreakEvenBreakage(margin, cost, lift float64) float64 {
	return max(0, 1-margin*lift/(cost*(1+lift)))
}

// arithmetic gathers the facts of one segment.
type arithmetic struct {
	world   *World
	program *programs.Program
	rules   *programs.Rules
	segment *Segment
	name    string
	facts   []Fact
}

func (a *arithmetic) add(f Fact) {
	f.Segment = a.name
	a.facts = append(a.facts, f)
}

// rates are what a mean purchase of a new member brings and costs.
func (a *arithmetic) rates() {
	basket := a.segment.Basket.mean()
	if !(basket > 0) || math.IsInf(basket, 0) {
		a.add(Fact{Name: "reward_rate", Title: "reward rate", Missing: "the mean basket does not exist"})
		return
	}
	now := a.prospect(basket)
	price := programs.Money(math.Round(basket * 1000)).Float()
	off, face, perks := now.MoneyOff.Float()/price, now.Face.Float()/price, now.Perks.Float()/price
	reward := off + face + perks
	a.add(Fact{
		Name: "reward_rate", Title: "reward rate", Value: reward,
		How: fmt.Sprintf("a purchase of %.2f by a new member brings %.2f: %s", price, reward*price, parts(off*price, face*price, perks*price)),
	})
	if reward == 0 {
		return
	}
	used, how := 1.0, "if every point is used"
	if a.program.Points == nil {
		how = "discounts cost what they take off"
	} else if burn := a.program.Points.BurnRate; burn != nil {
		used, how = burn.Float(), fmt.Sprintf("at the stated burn rate of %.4g %%", 100*burn.Float())
	}
	each, goods := a.costOfFace()
	if goods != "" {
		how += "; " + goods
	}
	cost := off + used*face*each + a.perkCost()/price
	a.add(Fact{Name: "cost_rate", Title: "cost rate", Value: cost, How: "share of members' sales, " + how})
	margin := a.margin()
	lift, err := BreakEvenLift(margin, cost)
	f := Fact{
		Name: "break_even_lift", Title: "break-even lift", Value: lift,
		How: fmt.Sprintf("members must buy this much more to pay for it: c/(m − c) at cost rate c and margin m = %.4g %%; running costs come on top", 100*margin),
	}
	if err != nil {
		f.Missing = err.Error()
	}
	a.add(f)
	if face > 0 && used == 1 && !a.world.Mechanical {
		expected := a.world.Behavior[Elasticity] * reward
		a.add(Fact{
			Name: "break_even_breakage", Title: "break-even breakage", Value: BreakEvenBreakage(margin, cost, expected),
			How: fmt.Sprintf("share of rewards that must never be used if sales rise by %.1f %%, elasticity %.4g times the reward rate: 1 − mL/(c(1 + L))", 100*expected, a.world.Behavior[Elasticity]),
		})
	}
}

// parts says what a reward is made of.
func parts(off, face, perks float64) string {
	text := ""
	for _, part := range []struct {
		amount float64
		noun   string
	}{{off, "off at the till"}, {face, "in points at face value"}, {perks, "in perks"}} {
		if part.amount == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%.2f %s", part.amount, part.noun)
	}
	if text == "" {
		return "nothing"
	}
	return text
}

// firstReward is how far the first reward is for the median customer, and who never gets there.
func (a *arithmetic) firstReward() {
	goal, ok := a.cheapest()
	if !ok {
		return
	}
	basket := a.segment.Basket.median()
	if !(basket > 0) || math.IsInf(basket, 0) {
		return
	}
	gain := a.prospect(basket).Gain
	first := Fact{Name: "purchases_to_first_reward", Title: "purchases to the first reward", Unit: FactPurchases}
	if gain <= 0 {
		first.Missing = fmt.Sprintf("a purchase of %.2f earns nothing", basket)
		a.add(first)
		return
	}
	n := max(1, int(math.Ceil(float64(goal.Price-a.rules.Welcome)/float64(gain))))
	first.Value = float64(n)
	first.How = fmt.Sprintf("%s points at %s for a purchase of %.2f, the basket of the median customer", goal.Price, gain, basket)
	if goal.Price == 0 {
		first.How = "any number of points can be used on the next purchase"
	}
	a.add(first)
	rate := a.segment.Purchases.median()
	if rate > 0 {
		a.add(Fact{
			Name: "months_to_first_reward", Title: "months to the first reward", Unit: FactMonths, Value: float64(n) / rate,
			How: fmt.Sprintf("at %.3g purchases a month, the rate of the median customer", rate),
		})
	}
	a.unreachable(n)
}

// unreachable is the share of customers for whom points die before the first reward.
func (a *arithmetic) unreachable(n int) {
	f := Fact{Name: "cannot_reach_share", Title: "customers who cannot reach it before points expire"}
	p := &a.segment.Purchases
	switch {
	case !a.rules.HasExpiry:
		f.How = "points do not expire"
	case !a.rules.ExpireInactive.IsZero():
		f.Value = p.pausesBefore(n, a.rules.ExpireInactive.InDays())
		f.How = fmt.Sprintf("those who pause for more than %s before they have bought %d times", a.rules.ExpireInactive, n)
	default:
		days, name := daysPerYear, "a year"
		if !a.rules.ExpireAfter.IsZero() {
			days, name = a.rules.ExpireAfter.InDays(), a.rules.ExpireAfter.String()
		}
		f.Value = p.fewerThan(n, days)
		f.How = fmt.Sprintf("those who buy fewer than %d times in %s", n, name)
		if n == 1 {
			f.How = "those who do not buy again within " + name
		}
	}
	a.add(f)
}

// cheapest is the reward that is reached first: the threshold of fewest points, or the fewest points that can be used.
func (a *arithmetic) cheapest() (programs.Goal, bool) {
	var best programs.Goal
	found := false
	for i, g := range a.rules.Goals {
		if g.Linear {
			reward := a.program.Points.Rewards[i]
			g.Price = 0
			for _, least := range []*programs.Points{reward.Minimum, reward.Step} {
				if least != nil {
					g.Price = max(g.Price, *least)
				}
			}
		}
		if !found || g.Price < best.Price {
			best, found = g, true
		}
	}
	return best, found
}

// costOfFace is what a unit of face value costs when it is used, and why. A free product costs its goods and the margin of sales it replaces.
func (a *arithmetic) costOfFace() (cost float64, why string) {
	best := -1.0
	cost = 1
	for i, g := range a.rules.Goals {
		rate := float64(g.Value) / float64(g.Price)
		if rate <= best {
			continue
		}
		best = rate
		cost, why = 1, ""
		if product := a.program.Points.Rewards[i].Gives.Product; product != nil {
			goods, displaced := product.Cost.Float(), a.world.Behavior[Displacement]
			cost = goods + displaced*(1-goods)
			why = fmt.Sprintf("a free product costs its goods, %.4g %% of its price, and the margin of the %.4g %% that would have been bought", 100*goods, 100*displaced)
		}
	}
	return cost, why
}

// perkCost is what perks cost with each purchase of a new member.
func (a *arithmetic) perkCost() float64 {
	var account programs.Account
	var receipt programs.Receipt
	a.rules.Join(&account, a.world.Start)
	a.rules.Buy(&account, &programs.Purchase{Day: a.world.Start, Amount: 1000, Tender: programs.NoTender}, &receipt)
	return receipt.PerkCost.Float()
}

// prospect is what a purchase of this size brings a new member, averaged over categories and means of payment.
func (a *arithmetic) prospect(basket float64) programs.Prospect {
	var account programs.Account
	a.rules.Join(&account, a.world.Start)
	typical := programs.Typical{
		Day: a.world.Start, Amount: programs.Money(math.Round(basket * 1000)), Units: int32(max(1, math.Round(a.segment.Units))), Mix: a.world.mix(),
	}
	var p programs.Prospect
	a.rules.Prospect(&account, &typical, &p)
	return p
}

// mix is every combination of category and means of payment with its share of purchases.
func (w *World) mix() []programs.Mix {
	var mix []programs.Mix
	for c, category := range w.Categories {
		rest := 1.0
		for t, tender := range w.Tenders {
			rest -= tender.Share
			mix = append(mix, programs.Mix{Category: uint8(c), Tender: uint8(t), Share: category.Share * tender.Share})
		}
		if rest > 1e-9 {
			mix = append(mix, programs.Mix{Category: uint8(c), Tender: programs.NoTender, Share: category.Share * rest})
		}
	}
	return mix
}

// margin is the segment's mean gross margin over categories.
func (a *arithmetic) margin() float64 {
	sum := 0.0
	for _, c := range a.world.Categories {
		m := c.Margin
		if math.IsNaN(m) {
			m = a.segment.Margin
		}
		sum += c.Share * m
	}
	return sum
}
