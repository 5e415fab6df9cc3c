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

// Published and closed forms of counts.
func TestFewerThan(t *testing.T) {
	// Fader, Hardie and Lee 2005: r = 0.553, α = 10.578 a week, T = 39 weeks: P(0) and the share with at least 5.
	weekly := Purchases{PerMonth: 0.553 / 10.578 / 7 * 365.25 / 12, CV: 1 / math.Sqrt(0.553), Regularity: 1}
	near(t, "P(0)", weekly.fewerThan(1, 39*7), 0.42559876, 1e-7)
	near(t, "P(>= 5)", 1-weekly.fewerThan(5, 39*7), 0.14757031, 1e-7)

	// Gamma of shape 1 with a mean of 12 in the time: geometric.
	retail := Purchases{PerMonth: 1, CV: 1, Regularity: 1}
	near(t, "geometric", retail.fewerThan(3, 365.25), 1-math.Pow(12./13, 3), 1e-12)

	// All alike: Poisson of mean 2, P(0) + P(1) + P(2) = 5 e^−2.
	alike := Purchases{PerMonth: 1, Regularity: 1}
	near(t, "Poisson", alike.fewerThan(3, 2*meanMonth), 5*math.Exp(-2), 1e-12)

	// Erlang-2 gaps: the second purchase needs four events of a process twice as fast, mean 4: e^−4 (1 + 4 + 8 + 32/3).
	regular := Purchases{PerMonth: 1, Regularity: 2}
	near(t, "Erlang", regular.fewerThan(2, 2*meanMonth), math.Exp(-4)*(1+4+8+32./3), 1e-12)

	fixed := Purchases{PerMonth: 1, Regularity: 0}
	near(t, "fixed gaps, in time", fixed.fewerThan(2, 2*meanMonth), 0, 0)
	near(t, "fixed gaps, late", fixed.fewerThan(3, 2*meanMonth), 1, 0)
}

func TestPausesBefore(t *testing.T) {
	alike := Purchases{PerMonth: 1, Regularity: 1}
	near(t, "one gap", alike.pausesBefore(1, meanMonth), math.Exp(-1), 1e-12)
	near(t, "three gaps", alike.pausesBefore(3, meanMonth), 1-math.Pow(1-math.Exp(-1), 3), 1e-12)
	// Gamma of shape 1: E[1 − e^−λT] = mean/(1 + mean).
	mixed := Purchases{PerMonth: 1, CV: 1, Regularity: 1}
	near(t, "one gap, mixed", mixed.pausesBefore(1, 3*meanMonth), 1-3./4, 1e-5)
	// And E[(1 − e^−x)²] = 1 − 2/(1 + 3) + 1/(1 + 6) with a mean of 3.
	near(t, "two gaps, mixed", mixed.pausesBefore(2, 3*meanMonth), 1-(1-2./4+1./7), 1e-5)
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
	near(t, "discount-5: break-even lift", discount["break_even_lift"].Value, 1./6, 1e-9)

	bonus := facts(t, "retail", "bonus-5")
	near(t, "bonus-5: break-even lift", bonus["break_even_lift"].Value, 1./6, 1e-9)
	near(t, "bonus-5: break-even breakage", bonus["break_even_breakage"].Value, 1-0.35*0.04/(0.05*1.04), 1e-9)
	near(t, "bonus-5: first reward", bonus["purchases_to_first_reward"].Value, 1, 0)

	// The median customer of retail spends 45/√1.25 = 40.25 at a time: three purchases to 100 points, eleven months' worth at λ = ln 2 a month: 4.3.
	points := facts(t, "retail", "points-100")
	near(t, "points-100: reward rate", points["reward_rate"].Value, 0.05, 1e-9)
	near(t, "points-100: first reward", points["purchases_to_first_reward"].Value, 3, 0)
	near(t, "points-100: months", points["months_to_first_reward"].Value, 3/math.Ln2, 1e-6)
	year := 365.0 / meanMonth
	near(t, "points-100: out of reach", points["cannot_reach_share"].Value, 1-math.Pow(year/(1+year), 3), 1e-3)

	worked := facts(t, "worked-example", "bonus-5")
	near(t, "worked example: lift", worked["break_even_lift"].Value, 0.2, 1e-9)
	if _, there := worked["break_even_breakage"]; there {
		t.Error("a world without minds has no lift to expect")
	}

	stamps := facts(t, "coffee", "stamp-card")
	near(t, "stamp-card: first reward", stamps["purchases_to_first_reward"].Value, 10, 0)

	store := facts(t, "department-store", "bloomingdales-loyallist")
	// Of regulars' purchases 35 % are on the own card (3 points), 15 % of the rest beauty (2 points): 25 per 5,000 points.
	rate := (0.35*3 + 0.65*(0.15*2+0.85*1)) * 25 / 5000
	near(t, "loyallist: reward rate", store["regulars.reward_rate"].Value, rate, 1e-5)
	near(t, "loyallist: break-even lift", store["regulars.break_even_lift"].Value, rate/(0.15*0.45+0.85*0.38-rate), 1e-5)
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
	near(t, "cash: lift", 100*cash["break_even_lift"].Value, 12.0, 0.05)
	goods := facts(t, "retail", fmt.Sprintf(program, "goods", "{product: {price: 5, cost: 65%}}"))
	near(t, "goods: cost rate", 100*goods["cost_rate"].Value, 3.1, 0.05)
	near(t, "goods: lift", 100*goods["break_even_lift"].Value, 9.7, 0.05)
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
