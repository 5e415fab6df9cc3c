package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/programs"
	"gonum.org/v1/gonum/mathext"
)

// besides is what members get for other things than single purchases: perks by time, actions, challenges.
func (a *arithmetic) besides() {
	basket := a.segment.Basket.median()
	if !(basket > 0) || math.IsInf(basket, 0) {
		return
	}
	y := a.yield(0, basket, a.perYear(), nil)
	if y.year > 0 || y.yearCost > 0 {
		a.add(Fact{
			Name: "perks_a_year", Title: "perks besides purchases, a year", Unit: FactMoney, Value: y.year,
			How: fmt.Sprintf("what they are worth to a new member, whatever he buys; they cost %s", inMoney(y.yearCost)),
		})
	}
	if a.regime.Points == nil {
		return
	}
	if points := a.actionPoints(); points > 0 {
		a.add(Fact{Name: "action_points_a_year", Title: a.noun() + " for other things than purchases, a year", Unit: FactPoints, Value: points, How: a.actions(points, &y)})
	}
	for i, c := range a.regime.Points.Challenges {
		a.add(Fact{
			Name: fmt.Sprintf("challenge_chance[%s]", c.Name), Title: "chance of " + c.Name, Value: a.chance(&a.rules.Challenges[i]),
			How: fmt.Sprintf("that the median customer, who buys %s a month, is there in time once he has begun; it brings %s", english.Times(math.Round(100*a.segment.Purchases.median())/100), a.regime.Points.Amount(c.Points)),
		})
	}
}

// actionPoints are what actions and partners bring an engaged member a year, as often as the program says. What is done once counts once.
func (a *arithmetic) actionPoints() float64 {
	sum := 0.0
	for _, action := range a.rules.Actions {
		if a.day >= action.From && a.day <= action.To {
			sum += action.Points.Float() * often(&action)
		}
	}
	return sum
}

// often is how many times a year an action happens.
func often(action *programs.ActionRule) float64 {
	switch {
	case action.PerYear == 0:
		return 1 // birthdays
	case action.Once:
		return min(1, action.PerYear)
	}
	return action.PerYear
}

// actions says what the points are for and what they are worth.
func (a *arithmetic) actions(points float64, y *yield) string {
	var names []string
	for _, action := range a.rules.Actions {
		if a.day >= action.From && a.day <= action.To {
			names = append(names, action.Name+" "+programs.Points(1000*math.Round(action.Points.Float()*often(&action))).String())
		}
	}
	text := "as often as the program says: " + strings.Join(names, ", ")
	if face := a.facePerPoint(y); face > 0 {
		text += "; worth " + inMoney(points*face)
	}
	return text
}

// facePerPoint is what a point brings at the reward that gives most for it.
func (a *arithmetic) facePerPoint(y *yield) float64 {
	best := 0.0
	for i := range y.goals {
		g := &y.goals[i]
		if a.day >= g.From && a.day <= g.To {
			best = max(best, a.worth(g, y.price, y.price-y.off)/g.Price.Float())
		}
	}
	return best
}

// chance is that of the median customer to complete a challenge that he begins with a purchase.
func (a *arithmetic) chance(c *programs.ChallengeRule) float64 {
	p, b := &a.segment.Purchases, &a.segment.Basket
	perDay, days := p.median()/meanMonth, c.Within.InDays()
	switch {
	case c.Streak > 0:
		return math.Pow(p.within(1, days, perDay), float64(c.Streak-1))
	case c.Visits > 0:
		return p.within(float64(c.Visits-1), days, perDay)
	}
	basket := b.median()
	t := a.typical(basket, 12*p.median())
	now := a.prospect(0, &t)
	paid := basket - now.MoneyOff.Float()
	return p.spends(c.Spend.Float(), days, perDay, paid, b.within())
}

// challengePoints are what challenges bring the median customer with each purchase, on average.
func (a *arithmetic) challengePoints(basket float64) programs.Points {
	sum := 0.0
	for i := range a.rules.Challenges {
		c := &a.rules.Challenges[i]
		each := float64(max(c.Visits, c.Streak)) // purchases for it, at the least
		if c.Spend > 0 {
			each = max(1, c.Spend.Float()/basket)
		}
		if c.Streak > 0 {
			each *= max(1, a.segment.Purchases.median()/meanMonth*c.Within.InDays())
		}
		sum += float64(c.Points) * a.chance(c) / each
	}
	return programs.Points(math.Round(sum))
}

// within is how much the purchases of one customer differ, standard deviation over mean.
func (b *Basket) within() float64 {
	switch {
	case b.Fixed != 0:
		return 0
	case b.Q != 0:
		return 1 / math.Sqrt(b.P)
	}
	return b.CVWithin
}

// spends is the chance that a purchase and those within some days of it come to a sum. The sum of n purchases is taken to be Gamma distributed.
func (p *Purchases) spends(sum, days, perDay, basket, cv float64) float64 {
	if basket <= 0 {
		return 0
	}
	total := 0.0
	const most = 1000
	if mean := perDay * days; mean > most/2 { // so many that chance evens out
		if mean*basket >= sum {
			return 1
		}
		return 0
	}
	for n := 1; n <= most; n++ {
		exactly := p.within(float64(n-1), days, perDay) - p.within(float64(n), days, perDay)
		reach := 0.0
		switch {
		case cv > 0:
			shape := float64(n) / (cv * cv)
			reach = mathext.GammaIncRegComp(shape, sum/basket/(cv*cv))
		case float64(n)*basket >= sum:
			reach = 1
		}
		total += exactly * reach
		if float64(n-1) > perDay*days && exactly < 1e-12 {
			break
		}
	}
	return min(1, total)
}

// fee is what membership costs a year and how much must be bought for it.
func (a *arithmetic) fee() {
	basket := a.segment.Basket.mean()
	if a.program.Fee == nil || !(basket > 0) || math.IsInf(basket, 0) {
		return
	}
	fee := a.annualFee()
	a.add(Fact{
		Name: "annual_fee", Title: "fee, a year", Unit: FactMoney, Value: fee,
		How: a.feeOf(),
	})
	y := a.yield(0, basket, a.perYear(), nil)
	rate := y.brings() / y.price
	f := Fact{
		Name: "fee_break_even_spend", Title: "yearly spend that pays for the fee", Unit: FactMoney,
		Value: max(0, fee-y.year) / rate,
		How:   "the fee divided by the reward rate of " + shareText(rate),
	}
	if y.year != 0 {
		f.How = fmt.Sprintf("the fee less %s in perks besides purchases, divided by the reward rate of %s", inMoney(y.year), shareText(rate))
	}
	if rate <= 0 {
		f.Missing = "purchases bring nothing"
	}
	a.add(f)
}

func (a *arithmetic) annualFee() float64 {
	return a.program.Fee.Annual(float64(a.world.Months)/12, a.segment.Basket.mean()*a.perYear())
}

// feeOf says what the fee of a year is made of.
func (a *arithmetic) feeOf() string {
	due, every := a.program.Fee.Due()
	var list []string
	if a.program.Fee.Join > 0 {
		list = append(list, fmt.Sprintf("%s once, spread over the %s of the scenario", a.program.Fee.Join, english.Many(max(12, a.world.Months), "month")))
	}
	if !every.IsZero() {
		list = append(list, fmt.Sprintf("%s each %s", due, map[int]string{1: "month", 12: "year"}[every.Months]))
	}
	return english.Joined(list)
}

// levels is which share of customers reaches each level at the baseline.
func (a *arithmetic) levels() {
	if a.regime.Tiers == nil || math.IsInf(a.segment.Basket.mean(), 0) {
		return
	}
	for level := 1; level < len(a.rules.Levels); level++ {
		f := Fact{
			Name: fmt.Sprintf("level_share[%s]", a.rules.Levels[level]), Title: "customers who reach " + a.rules.Levels[level],
			How: "within " + spanOf(a.windowDays()) + ", if they buy as without a program",
		}
		if invited := a.regime.Tiers.Levels[level].Invited; invited != nil {
			f.Value, f.How = invited.Float(), "those who are invited"
		} else {
			f.Value = a.reach(level, a.windowDays())
		}
		a.add(f)
	}
}

// reach is the share of customers who reach a level within some days: those with as many purchases as it takes at their mean basket.
func (a *arithmetic) reach(level int, window float64) float64 {
	share := 0.0
	a.customers(func(basket float64, perYear, shares []float64) {
		chance := a.reaches(level, basket, window)
		for i := range perYear {
			share += shares[i] * chance(perYear[i])
		}
	})
	return min(1, share)
}

// reaches is the chance of a customer of a mean basket to reach a level within some days, by how often he buys.
func (a *arithmetic) reaches(level int, basket, window float64) func(perYear float64) float64 {
	p := &a.segment.Purchases
	n := math.Ceil(a.purchasesTo(level, basket, a.perYear()) - 1e-9)
	fast, within := a.fastTrack(level, basket, a.perYear())
	return func(perYear float64) float64 {
		chance := p.within(n, window, perYear/daysPerYear)
		if within > 0 {
			chance = max(chance, p.within(fast, within, perYear/daysPerYear))
		}
		return chance
	}
}

// fastTrack is how many purchases a shorter way to a level takes and the days for it; 0 days without one.
func (a *arithmetic) fastTrack(level int, basket, perYear float64) (n, within float64) {
	track := a.regime.Tiers.Levels[level].Challenge
	if track == nil {
		return 0, 0
	}
	t := a.typical(basket, perYear)
	now := a.prospect(0, &t)
	return math.Ceil(a.counts(a.regime.Tiers.By[0], &t, &now, &track.From, nil) - 1e-9), track.Within.InDays()
}

// best is what membership brings the customer who gets more than a share of all others, a year.
func (a *arithmetic) best(share float64) float64 {
	type member struct{ worth, share float64 }
	var all []member
	a.customers(func(basket float64, perYear, shares []float64) {
		for i := range perYear {
			y, _ := a.brings(pace{perYear[i], basket})
			all = append(all, member{y.brings()*perYear[i] + y.year + a.actionPoints()*a.facePerPoint(&y), shares[i]})
		}
	})
	slices.SortFunc(all, func(x, y member) int {
		if x.worth < y.worth {
			return -1
		}
		return 1
	})
	sum := 0.0
	for _, m := range all {
		if sum += m.share; sum > share {
			return m.worth
		}
	}
	return 0
}
