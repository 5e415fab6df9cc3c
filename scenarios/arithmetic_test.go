package scenarios

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"earnburn/programs"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.10g, want %.10g", what, got, want)
	}
}

// The percentages of a table worked out by hand: rows of margin, columns of cost rate.
func TestBreakEvenLift(t *testing.T) {
	costs := []float64{0.01, 0.02, 0.03, 0.05, 0.10}
	for margin, want := range map[float64][]float64{
		0.20: {5.3, 11.1, 17.6, 33.3, 100},
		0.30: {3.4, 7.1, 11.1, 20.0, 50},
		0.40: {2.6, 5.3, 8.1, 14.3, 33.3},
		0.60: {1.7, 3.4, 5.3, 9.1, 20},
	} {
		for i, cost := range costs {
			lift, err := BreakEvenLift(margin, cost)
			if err != nil {
				t.Error(err)
			}
			near(t, fmt.Sprintf("lift at margin %v and cost %v", margin, cost), 100*lift, want[i], 0.05)
		}
	}
	if _, err := BreakEvenLift(0.3, 0.3); err == nil {
		t.Error("a program that gives the whole margin away breaks even")
	}
}

// At the break-even breakage the program earns as much as none: m(1 + L) − c(1 − b)(1 + L) = m.
func TestBreakEvenBreakage(t *testing.T) {
	const m, c, lift = 0.35, 0.05, 0.04
	b := BreakEvenBreakage(m, c, lift)
	near(t, "margin", m*(1+lift)-c*(1-b)*(1+lift), m, 1e-12)
	near(t, "breakage when the lift alone pays", BreakEvenBreakage(m, c, 0.5), 0, 0)
}

// buyers are customers who differ in how often they buy and earn a point each time, with what else earns points.
func buyers(p Purchases, actions ...programs.ActionRule) *arithmetic {
	for i := range actions {
		actions[i].To = programs.Never
	}
	return &arithmetic{stage: &stage{rules: &programs.Rules{Actions: actions}, grids: map[*Segment]*grid{}}, segment: &Segment{Purchases: p, Basket: Basket{Fixed: 1000}}}
}

// share of the customers is a mean over them.
func (a *arithmetic) shareOf(chance func(perYear float64) float64) (sum float64) {
	a.customers(func(_ float64, perYear, shares []float64) {
		for i := range perYear {
			sum += shares[i] * chance(perYear[i])
		}
	})
	return sum
}

// Published and closed forms of counts.
func TestInTime(t *testing.T) {
	// Fader, Hardie and Lee 2005: r = 0.553, α = 10.578 a week, T = 39 weeks: P(0) and the share with at least 5.
	weekly := buyers(Purchases{PerMonth: 0.553 / 10.578 / 7 * 365.25 / 12, CV: 1 / math.Sqrt(0.553), Regularity: 1})
	near(t, "P(0)", 1-weekly.shareOf(weekly.inTime(need{points: 1}, 1, 39*7)), 0.42559876, 2e-6)
	near(t, "P(>= 5)", weekly.shareOf(weekly.inTime(need{points: 5}, 1, 39*7)), 0.14757031, 2e-6)

	// Gamma of shape 1 with a mean of 12 in the time: geometric.
	retail := buyers(Purchases{PerMonth: 1, CV: 1, Regularity: 1})
	near(t, "geometric", retail.shareOf(retail.inTime(need{points: 3}, 1, 365.25)), math.Pow(12./13, 3), 1e-6)

	// All alike: Poisson of mean 2, P(0) + P(1) + P(2) = 5 e^−2.
	alike := buyers(Purchases{PerMonth: 1, Regularity: 1})
	near(t, "Poisson", 1-alike.inTime(need{points: 3}, 1, 2*meanMonth)(12), 5*math.Exp(-2), 1e-12)

	// Erlang-2 gaps: the second purchase needs four events of a process twice as fast, mean 4: e^−4 (1 + 4 + 8 + 32/3).
	regular := buyers(Purchases{PerMonth: 1, Regularity: 2})
	near(t, "Erlang", 1-regular.inTime(need{points: 2}, 1, 2*meanMonth)(12), math.Exp(-4)*(1+4+8+32./3), 1e-12)

	fixed := buyers(Purchases{PerMonth: 1, Regularity: 0})
	near(t, "fixed gaps, in time", fixed.inTime(need{points: 2}, 1, 2*meanMonth)(12), 1, 0)
	near(t, "fixed gaps, late", fixed.inTime(need{points: 3}, 1, 2*meanMonth)(12), 0, 0)

	// Three points in a year by purchases, Poisson of mean 2, and reviews, of mean 1: together Poisson of mean 3, e^−3 (1 + 3 + 9/2) are too few.
	// Overlaps are of whole days, so a year is 365 of 365.25 days.
	reviews := buyers(Purchases{PerMonth: 2. / 12, Regularity: 1}, programs.ActionRule{Points: 1000, PerYear: 1})
	near(t, "two sources", 1-reviews.inTime(need{points: 3}, 1, 365)(2), math.Exp(-3)*(1+3+9./2), 1e-3)

	// A birthday is certain: two purchases are left. And who buys nothing is there by four partner's points a year, of which one in a year with e^−4 is none.
	birthday := buyers(Purchases{PerMonth: 2. / 12, Regularity: 1}, programs.ActionRule{Points: 1000})
	near(t, "birthday", 1-birthday.inTime(need{points: 3}, 1, 366)(2), math.Exp(-2)*(1+2), 1e-2)
	partner := buyers(Purchases{Regularity: 1}, programs.ActionRule{Points: 1000, PerYear: 4, Partner: true})
	near(t, "partner only", 1-partner.inTime(need{points: 1}, 0, 365)(0), math.Exp(-4), 1e-3)

	// The purchase with which one joins earns as well: what comes with the completing one takes one less.
	near(t, "at once", 1-alike.inTime(need{3, true}, 1, 2*meanMonth)(12), 3*math.Exp(-2), 1e-12)
	near(t, "at once, in one", alike.inTime(need{1, true}, 1, 1)(12), 1, 0)

	// What is done once is done once however long it takes.
	once := buyers(Purchases{Regularity: 1}, programs.ActionRule{Points: 1000, PerYear: 1, Once: true})
	near(t, "once", once.flow(5*365).mean(), 1, 1e-12)
	near(t, "again and again", reviews.flow(4*365.25).mean(), 4, 1e-12)
}

func TestInTouch(t *testing.T) {
	alike := buyers(Purchases{PerMonth: 1, Regularity: 1})
	near(t, "one gap", 1-alike.inTouch(need{points: 1}, 1, meanMonth)(12), math.Exp(-1), 1e-12)
	near(t, "three gaps", 1-alike.inTouch(need{points: 3}, 1, meanMonth)(12), 1-math.Pow(1-math.Exp(-1), 3), 1e-12)
	// Gamma of shape 1: E[1 − e^−λT] = mean/(1 + mean).
	mixed := buyers(Purchases{PerMonth: 1, CV: 1, Regularity: 1})
	near(t, "one gap, mixed", 1-mixed.shareOf(mixed.inTouch(need{points: 1}, 1, 3*meanMonth)), 1-3./4, 1e-5)
	// And E[(1 − e^−x)²] = 1 − 2/(1 + 3) + 1/(1 + 6) with a mean of 3.
	near(t, "two gaps, mixed", 1-mixed.shareOf(mixed.inTouch(need{points: 2}, 1, 3*meanMonth)), 1-(1-2./4+1./7), 1e-5)
	// A partner twelve times a year ends pauses as often as purchases do: no pause of a month with 1 − e^−2. Half of what earns is his, of a point like theirs.
	partner := buyers(Purchases{PerMonth: 1, Regularity: 1}, programs.ActionRule{Points: 1000, PerYear: 12, Partner: true})
	near(t, "three of either", partner.inTouch(need{points: 3}, 1, meanMonth)(12), math.Pow(1-math.Exp(-2), 3), 1e-12)
}

func facts(t *testing.T, scenario, program string) map[string]Fact {
	t.Helper()
	data, ok := Shipped(scenario)
	if !ok {
		t.Fatalf("no scenario %s", scenario)
	}
	w, err := Load(scenario, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	yaml, ok := programs.Shipped(program)
	if !ok {
		yaml = []byte(program)
	}
	p, err := programs.Parse(program, yaml)
	if err != nil {
		t.Fatal(err)
	}
	list, err := w.Arithmetic(p)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Fact{}
	for _, f := range list {
		name := f.Name
		if f.Segment != "" {
			name = f.Segment + "." + name
		}
		byName[name] = f
		if f.Missing == "" && f.How == "" {
			t.Errorf("%s of %s: not said how", f.Name, program)
		}
	}
	return byName
}

func TestArithmetic(t *testing.T) {
	discount := facts(t, "retail", "discount-5")
	near(t, "discount-5: reward rate", discount["reward_rate"].Value, 0.05, 1e-9)
	near(t, "discount-5: cost rate", discount["cost_rate"].Value, 0.05, 1e-9)
	near(t, "discount-5: break-even lift of members", discount["break_even_member_lift"].Value, 1./6, 1e-9)

	bonus := facts(t, "retail", "bonus-5")
	near(t, "bonus-5: break-even lift of members", bonus["break_even_member_lift"].Value, 1./6, 1e-9)
	near(t, "bonus-5: break-even breakage", bonus["break_even_breakage"].Value, 1-0.35*0.04/(0.05*1.04), 1e-9)
	near(t, "bonus-5: first reward", bonus["purchases_to_first_reward"].Value, 1, 0)

	// The median customer of retail spends 45/√1.25 = 40.25 at a time: three purchases to 100 points, eleven months' worth at λ = ln 2 a month: 4.3.
	points := facts(t, "retail", "points-100")
	near(t, "points-100: reward rate", points["reward_rate"].Value, 0.05, 1e-9)
	near(t, "points-100: first reward", points["purchases_to_first_reward"].Value, 3, 0)
	near(t, "points-100: months", points["months_to_first_reward"].Value, 3/math.Ln2, 1e-6)
	// Baskets are lognormal, mean 45, log-variance ln 1.25: n purchases, which (q/(1+q))^n make in q = 365/30.4375 months, are enough from 100/n on:
	// summed over all n by hand.
	near(t, "points-100: out of reach", points["cannot_reach_share"].Value, 0.22630, 1e-3)
	far := facts(t, "retail", "points-400")
	near(t, "points-400: out of reach", far["cannot_reach_share"].Value, 0.57205, 1e-3)

	worked := facts(t, "worked-example", "bonus-5")
	near(t, "worked example: lift", worked["break_even_member_lift"].Value, 0.2, 1e-9)
	if _, there := worked["break_even_breakage"]; there {
		t.Error("a world without minds has no lift to expect")
	}

	stamps := facts(t, "coffee", "stamp-card")
	near(t, "stamp-card: first reward", stamps["purchases_to_first_reward"].Value, 10, 0)

	store := facts(t, "department-store", "bloomingdales-loyallist")
	// Of regulars' purchases 35 % are on the own card (3 points), 15 % of the rest beauty (2 points): 25 per 5,000 points.
	rate := (0.35*3 + 0.65*(0.15*2+0.85*1)) * 25 / 5000
	near(t, "loyallist: reward rate", store["regulars.reward_rate"].Value, rate, 1e-5)
	near(t, "loyallist: break-even lift of members", store["regulars.break_even_member_lift"].Value, rate/(0.15*0.45+0.85*0.38-rate), 1e-5)
}

// What the same five percent cost at a margin of 35 %, with a quarter of the points never used.
func TestArithmeticOfStatedBurnRate(t *testing.T) {
	const program = `earnburn: program/v1
name: %s
points:
  earn: [{points: 5, per: {spend: 1}}]
  rewards: [{points: 500, gives: %s}]
  burn_rate: 75%%
`
	cash := facts(t, "retail", fmt.Sprintf(program, "cash", "{money_off: 5}"))
	near(t, "cash: cost rate", cash["cost_rate"].Value, 0.0375, 1e-9)
	near(t, "cash: lift", 100*cash["break_even_member_lift"].Value, 12.0, 0.05)
	goods := facts(t, "retail", fmt.Sprintf(program, "goods", "{product: {price: 5, cost: 65%}}"))
	near(t, "goods: cost rate", 100*goods["cost_rate"].Value, 3.1, 0.05)
	near(t, "goods: lift", 100*goods["break_even_member_lift"].Value, 9.7, 0.05)
}

func must(data []byte, ok bool) []byte {
	if !ok {
		panic("not shipped")
	}
	return data
}

// What is said of a program's points is said by their name, and a mean has one decimal at most: 12.126 a purchase are 12.1 stars.
func TestFactsNameWhatTheProgramCallsItsPoints(t *testing.T) {
	f := factsIn(t, "earnburn: program/v1\nname: p\nenrollment: automatic\npoints:\n  name: stars\n  earn: [{points: 12.126, per: {visit: 1}}]\n  rewards: [{points: 3000, gives: {money_off: 10}}]\n  actions: [{name: a review, points: 1, per_year: 1}]\n")
	for name, want := range map[string]string{
		"purchases_to_first_reward": "3,000 stars, at 12.1 stars for a purchase of ",
		"cannot_reach_share":        "stars do not expire",
		"cost_rate":                 "if every star is used",
	} {
		if got := f[name].How; !strings.Contains(got, want) {
			t.Errorf("%s: %q does not say %q", name, got, want)
		}
	}
	if got, want := f["action_points_a_year"].Title, "stars for other things than purchases, a year"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, fact := range f {
		if strings.Contains(fact.Title+fact.How, "point") {
			t.Errorf("it calls stars points: %s: %s", fact.Title, fact.How)
		}
	}
}
