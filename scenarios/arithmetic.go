package scenarios

import (
	"fmt"
	"math"

	"earnburn/internal/english"
	"earnburn/programs"
)

// Fact is one number about a program in this world that needs no simulation: nobody reacts, members identify at every purchase, and all points are used
// unless the program states a burn rate.
type Fact struct {
	Name    string // stable, as "break_even_member_lift"
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
	FactMoney  // an amount in the world's currency
	FactPoints // a number of points
)

// Arithmetic works out what a program gives and costs, how far its first reward is and who reaches its levels, for each segment. Of several versions it is
// the one in force at the start; Shifts compares them. Errors are those of Compile.
func (w *World) Arithmetic(p *programs.Program) ([]Fact, error) {
	stages, err := w.stages(p)
	if err != nil {
		return nil, err
	}
	return inForce(stages, w.Start).facts(), nil
}

// facts are those of all segments under these rules.
func (s *stage) facts() []Fact {
	var facts []Fact
	for i := range s.world.Segments {
		a := s.in(i)
		a.rates()
		a.firstReward()
		a.besides()
		a.fee()
		a.levels()
		facts = append(facts, a.facts...)
	}
	return facts
}

// BreakEvenLift is by how much sales must rise to pay for a program that costs a share c of sales at margin m: c/(m − c). The error says that no lift
// is enough.
func BreakEvenLift(margin, cost float64) (float64, error) {
	if cost >= margin {
		return 0, fmt.Errorf("the program gives away %s of sales at a margin of %s: each sale loses money", shareText(cost), shareText(margin))
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
	*stage
	segment *Segment
	name    string
	facts   []Fact
}

func (a *arithmetic) add(f Fact) {
	f.Segment = a.name
	a.facts = append(a.facts, f)
}

// perYear is how often the mean customer buys.
func (a *arithmetic) perYear() float64 { return 12 * a.segment.Purchases.PerMonth }

// rates are what a mean purchase of a new member brings and costs.
func (a *arithmetic) rates() {
	basket := a.segment.Basket.mean()
	if !(basket > 0) || math.IsInf(basket, 0) {
		a.add(Fact{Name: "reward_rate", Title: "reward rate", Missing: "the mean basket does not exist"})
		return
	}
	y := a.yield(0, basket, a.perYear(), nil)
	reward := y.brings() / y.price
	a.add(Fact{
		Name: "reward_rate", Title: "reward rate", Value: reward,
		How: fmt.Sprintf("a purchase of %s brings a new member %s", inMoney(y.price), a.parts(&y)),
	})
	if reward == 0 {
		return
	}
	used, how := 1.0, "discounts at what they take off, perks at their cost"
	if a.regime.Points != nil {
		how = "if every " + a.one() + " is used"
	}
	if a.regime.Points != nil && a.regime.Points.BurnRate != nil {
		used = a.regime.Points.BurnRate.Float()
		how = "at the stated burn rate of " + shareText(used)
	}
	if goods := a.goods(y.best); goods != "" {
		how += "; " + goods
	}
	if y.besides > 0 {
		how += "; " + a.noun() + " of challenges and actions included"
	}
	if y.settled > 0 {
		how += "; with what the coalition charges for " + a.noun() + ", less what it pays for those used"
	}
	cost := (y.off + used*(y.faceCost+y.besides) + y.settled + y.perkCost) / y.price
	a.add(Fact{Name: "cost_rate", Title: "cost rate", Value: cost, How: "share of members' sales, " + how})
	margin := a.margin()
	lift, err := BreakEvenLift(margin, cost)
	f := Fact{
		Name: "break_even_member_lift", Title: "break-even lift of members", Value: lift,
		How: fmt.Sprintf("members must buy this much more to pay for it: c/(m − c) at cost rate c and margin m = %s; running costs come on top", shareText(margin)),
	}
	if err != nil {
		f.Missing = err.Error()
	}
	a.add(f)
	if y.face > 0 && cost > 0 && used == 1 && !a.world.Mechanical {
		expected := a.world.Behavior[Elasticity] * reward
		a.add(Fact{
			Name: "break_even_breakage", Title: "break-even breakage", Value: BreakEvenBreakage(margin, cost, expected),
			How: fmt.Sprintf("share of rewards that must never be used if sales rise by %.1f %%, elasticity %s times the reward rate: 1 − mL/(c(1 + L))", 100*expected, short(a.world.Behavior[Elasticity])),
		})
	}
}

// goods says why a reward costs less than it is worth.
func (a *arithmetic) goods(g *programs.Goal) string {
	if g == nil {
		return ""
	}
	why := ""
	switch gives := &a.reward(g).Gives; {
	case gives.Product != nil:
		why = fmt.Sprintf("a free product costs its goods, %s of its price, and the margin of the %s that would have been bought", shareText(gives.Product.Cost.Float()), shareText(a.world.Behavior[Displacement]))
	case handed(gives) && g.Cost != g.Value:
		why = fmt.Sprintf("a reward worth %s costs %s", g.Value, g.Cost)
	}
	if why != "" && g.Cash > 0 {
		why += fmt.Sprintf(", less %s that the member pays", g.Cash)
	}
	return why
}

// parts says what a purchase brings, and of what that is made where there are several parts.
func (a *arithmetic) parts(y *yield) string {
	var list []string
	add := func(amount float64, what string) {
		if amount != 0 {
			list = append(list, inMoney(amount)+" "+what)
		}
	}
	add(y.off, "off at the till")
	if y.face != 0 {
		add(y.face, "in "+a.noun()+" at face value")
	}
	add(y.perks, "in perks")
	switch len(list) {
	case 0:
		return "nothing"
	case 1:
		return list[0]
	}
	return inMoney(y.brings()) + ": " + english.Joined(list)
}

// spanOf writes a length of time as it is written in a program.
func spanOf(x float64) string {
	span := programs.Span{Days: int(math.Round(x))}
	if months := x / meanMonth; math.Abs(months-math.Round(months)) < 0.02*months && months > 0.9 {
		span = programs.Span{Months: int(math.Round(months))}
	}
	return span.String()
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
