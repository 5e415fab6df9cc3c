package scenarios

import (
	"fmt"
	"math"
	"testing"

	"earnburn/programs"
)

const ruled = `earnburn: program/v1
name: p
currency: USD
enrollment: opt_in
`

// factsIn are the facts of a program in the plain world by name.
func factsIn(t *testing.T, program string) map[string]Fact {
	t.Helper()
	w, err := Load("plain", []byte(plain), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := programs.Parse("p.yaml", []byte(program))
	if err != nil {
		t.Fatal(err)
	}
	list, err := w.Arithmetic(p)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Fact{}
	for _, f := range list {
		byName[f.Name] = f
		if f.Missing == "" && f.How == "" {
			t.Errorf("%s: not said how", f.Name)
		}
	}
	return byName
}

// What each kind of reward brings with a purchase of 100, which earns 100 points or a stamp, and what it costs.
func TestArithmeticOfRewards(t *testing.T) {
	const points = ruled + "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: %s}]\n"
	for _, c := range []struct {
		reward     string
		rate, cost float64
	}{
		{"200, gives: {share_off: 20%}", 0.10, 0.10},                                   // every other purchase
		{"50, gives: {share_off: 20%}", 0.20, 0.20},                                    // at most once a purchase
		{"1000, gives: {gift_card: {face: 50, breakage: 10%}}", 0.05, 0.045},           // a tenth of 50, of which a tenth is never used
		{"1000, gives: {partner: {worth: 40, cost: 60%}}", 0.04, 0.024},                // bought for 24
		{"1000, gives: {donation: {amount: 20, worth: 10}}", 0.01, 0.02},               // given is not felt
		{"1000, gives: {draw: {chance: 1%, prize: 1000, cost: 80%}}", 0.01, 0.008},     // 10 on average
		{"1000, plus_cash: 10, gives: {partner: {worth: 40, cost: 60%}}", 0.03, 0.014}, // the member adds 10
		{"100, gives: {money_off: 150}", 1, 1},                                         // no more than the price
		{"1000, gives: {cash: 20}", 0.02, 0.02},
	} {
		f := factsIn(t, fmt.Sprintf(points, c.reward))
		near(t, c.reward+": reward rate", f["reward_rate"].Value, c.rate, 1e-9)
		near(t, c.reward+": cost rate", f["cost_rate"].Value, c.cost, 1e-9)
	}
}

// Caps by time bind at the pace of the customer: 12 purchases of 100 a year and 600 points make 50 each.
func TestArithmeticOfCaps(t *testing.T) {
	f := factsIn(t, ruled+"points:\n  earn: [{points: 1, per: {spend: 1}}]\n  caps: [{points: 600, per: year}]\n  rewards: [{points: 100, gives: {money_off: 10}}]\n")
	near(t, "reward rate", f["reward_rate"].Value, 0.05, 1e-9)
	near(t, "first reward", f["purchases_to_first_reward"].Value, 2, 0)
}

// What is given beside purchases, and what membership costs.
func TestArithmeticOfMembership(t *testing.T) {
	f := factsIn(t, ruled+`fee: {join: 20, per_year: 50}
points:
  earn: [{points: 1, per: {spend: 1}}]
  actions: [{name: birthday, points: 50, birthday: true}, {name: review, points: 10, per_year: 3}, {name: profile, points: 7, per_year: 4, once: true}]
  challenges: [{name: pair, points: 10, visits: 2, within: 2 months}]
  rewards: [{points: 100, gives: {money_off: 10}}]
tiers:
  by: spend
  window: 12 months
  levels: [{name: A}, {name: B, from: 1100}, {name: C, from: 1300}]
perks: [{name: magazine, per: month, worth: 1, cost: 0.50}, {name: gift, per: year, worth: 8, cost: 6, taken: 50%}, {name: wrapping, worth: 2, cost: 1}]
`)
	near(t, "perks by time", f["perks_a_year"].Value, 12+4, 1e-9)
	near(t, "points for actions", f["action_points_a_year"].Value, 50+3*10+7, 1e-9)
	near(t, "chance", f["challenge_chance[pair]"].Value, 1, 0)
	near(t, "fee", f["annual_fee"].Value, 50+20./2, 1e-9)
	// 10 in points and 2 in perks with each 100; 16 come by time.
	near(t, "spend for the fee", f["fee_break_even_spend"].Value, (60-16)/0.12, 1e-9)
	// 10 in points and 1 in perks; besides, a pair in two purchases brings 5 points each, and 80 points a year for actions come to 80/12.
	near(t, "cost rate", f["cost_rate"].Value, 0.11+0.1*(5+80./12)/100, 1e-9)
	near(t, "B", f["level_share[B]"].Value, 1, 1e-9)
	near(t, "C", f["level_share[C]"].Value, 0, 1e-9)
}

// On the grid as in closed form: 12 purchases a year on average are geometric, (12/13)ⁿ make n; of 45 each they come to 45 n.
func TestReach(t *testing.T) {
	w, err := Load("retail", must(Shipped("retail")), nil)
	if err != nil {
		t.Fatal(err)
	}
	for by, from := range map[string]float64{"visits": 20, "points": 20} {
		p, err := programs.Parse("p", fmt.Appendf(nil, "%spoints: {earn: [{points: 1, per: {visit: 1}}]}\ntiers: {by: %s, window: 12 months, levels: [{name: A}, {name: B, from: %v}]}\n", ruled, by, from))
		if err != nil {
			t.Fatal(err)
		}
		stages, err := w.stages(p)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "reach by "+by, stages[0].in(0).reach(1, daysPerYear), math.Pow(12./13, from), 1e-6)
	}
}

func TestSpends(t *testing.T) {
	alike := Purchases{PerMonth: 1, Regularity: 1}
	// Two more of 100 each in a Poisson time of mean 1: 1 − 2/e.
	near(t, "alike baskets", alike.spends(300, meanMonth, 1/meanMonth, 100, 0), 1-2/math.E, 1e-9)
	// Exponential baskets: the first alone reaches the sum of one mean with e^−1, and so on; nothing but a purchase is certain.
	near(t, "no time", alike.spends(100, 0, 1/meanMonth, 100, 1), 1/math.E, 1e-9)
}

// Twice the purchases for a reward, and a level that is out of reach: who gains and who loses is known from the rules.
func TestShifts(t *testing.T) {
	w, err := Load("retail", must(Shipped("retail")), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := programs.Parse("p.yaml", []byte(ruled+`points:
  earn: [{points: 1, per: {visit: 1}}]
  rewards: [{points: 10, gives: {money_off: 4.50}}]
  expire: {after: 12 months}
versions:
  - from: 2027-01-01
    title: by spend
    points:
      earn: [{points: 1, per: {spend: 1}}]
      rewards: [{points: 450, gives: {money_off: 4.50}}]
      expire: {after: 12 months}
`))
	if err != nil {
		t.Fatal(err)
	}
	shifts, err := w.Shifts(p)
	if err != nil {
		t.Fatal(err)
	}
	if len(shifts) != 1 || len(shifts[0].Members) != 9 || shifts[0].Title != "by spend" || shifts[0].From.String() != "2027-01-01" {
		t.Fatalf("%+v", shifts)
	}
	// Exponential rates: 12 ln(10/9), 12 ln 2 and 12 ln 10 purchases a year; baskets of 45·e^(±1.2816σ − σ²/2) with σ² = ln 1.25.
	s := math.Sqrt(math.Log(1.25))
	baskets := []float64{45 * math.Exp(-1.2815515655*s-s*s/2), 45, 45 * math.Exp(1.2815515655*s-s*s/2)}
	for i, rate := range []float64{12 * math.Log(10./9), 12 * math.Log(2), 12 * math.Log(10)} {
		for j, basket := range baskets {
			m := shifts[0].Members[3*i+j]
			near(t, "rate", m.PerYear, rate, 1e-6)
			near(t, "basket", m.Basket, basket, 1e-6)
			// A stamp a visit is worth 0.45 to whoever makes ten visits a year; a point a dollar is 1 % to whoever spends 450.
			before, after := 0.0, 0.0
			if rate >= 10 {
				before = 0.45 / basket
			}
			if rate*basket >= 450 {
				after = 0.01
			}
			near(t, m.Purchases+" "+m.BasketSize+" before", m.Before, before, 1e-4)
			near(t, m.Purchases+" "+m.BasketSize+" after", m.After, after, 1e-4)
		}
	}
	if f := shifts[0].Facts[0]; f.Before.Name != "reward_rate" || math.Abs(f.Before.Value-0.01) > 1e-9 || math.Abs(f.After.Value-0.01) > 1e-9 {
		t.Errorf("%+v", f)
	}
}

// A coalition charges 0.03 for each of 100 points and pays 0.05 for those used, which take 10 off.
func TestArithmeticOfACoalition(t *testing.T) {
	f := factsIn(t, ruled+`points:
  earn: [{points: 1, per: {spend: 1}}]
  rewards: [{points: 100, gives: {money_off: 10}}]
coalition: {pays_per_point: 0.03, receives_per_point: 0.05}
`)
	near(t, "cost rate", f["cost_rate"].Value, 0.10+0.03-0.05, 1e-9)
}
