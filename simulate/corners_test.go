package simulate_test

import (
	"context"
	"math"
	"testing"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// Corners of the model, each against a number from outside it or a program that must come to the same.

// A head start engages more people; where all are engaged already it changes nobody.
func TestAHeadStartWhereAllAreEngaged(t *testing.T) {
	of := func(share string) float64 {
		r := ran(t, proof.Shop(24, twice, "behavior: {engaged_share: "+share+"}"),
			"points: {welcome: 200, earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 1000, gives: {money_off: 50}}]}\n", 1000)
		return counted(r, metrics.Redemptions)
	}
	near(t, "redemptions", of("1"), of("0.999"), 0.01*of("0.999"))
}

// Who tops up to reach the discount of a certain visit does so on that visit, and gets it.
func TestToppingUpKnowsWhichVisitItIs(t *testing.T) {
	const baskets = "purchases: {per_month: 1, cv: 0}, basket: {fixed: 45}, share_of_wallet: 50%"
	for _, visits := range []string{"visit: 1", "every_visit: 2"} {
		r := ran(t, proof.Shop(12, baskets, "behavior: {"+seeing+", top_up: 1, elasticity: 0}"), "discounts: [{rate: 20%, when: {"+visits+", basket_from: 50}}]\n", 2000)
		// Each top-up adds 5 to a basket of 45, and 20 % of 50 come off.
		more := counted(r, metrics.Sales) - countedIn(r, 0, metrics.Sales)
		if more == 0 {
			t.Errorf("%s: nobody tops up", visits)
		}
		equals(t, visits+": discounts", counted(r, metrics.Discounts), more/5*10)
	}
}

// Levels are those at the end of the horizon, whatever the run-off brings: nobody can have spent 1,500 in a year of twelve purchases of 100.
func TestTiersAreThoseOfTheEndOfTheHorizon(t *testing.T) {
	r, err := simulate.Run(context.Background(), load(t, proof.Shop(12, "purchases: {per_month: 1, cv: 0, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 100%", proof.Mechanical)),
		[]simulate.Arm{arm(t, "card", "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 3000, gives: {money_off: 10}}]}\n"+
			"tiers: {by: spend, window: lifetime, levels: [{name: Base}, {name: Gold, from: 1500}]}\n")}, simulate.Options{Customers: 1000, Seed: 11, Depth: true})
	if err != nil {
		t.Fatal(err)
	}
	sales, _ := metrics.ByName("sales")
	gold := metrics.Evaluate(r.Tiers[1], 1, []*metrics.Metric{sales}, metrics.Selection{Segment: 1, Month: -1})[0].Value
	equals(t, "sales to Gold", gold.Value, 0)
}

// byLevels is a metric of a program of levels that spend reaches within a calendar year.
func byLevels(t *testing.T, name string, months int, rate, behavior, tiers string) float64 {
	t.Helper()
	r := ran(t, proof.Shop(months, "purchases: {per_month: "+rate+", cv: 0}, basket: {fixed: 100}, share_of_wallet: 50%", "behavior: {"+seeing+behavior+"}"),
		"tiers: {by: spend, window: calendar_year, "+tiers+"]}\n", 4000)
	return value(t, r, 1, name).Value
}

// Who loses two levels at once loses what the upper one gave: a level between that gives the same changes nothing.
func TestAFallOfTwoLevelsIsAsDeepAsItIs(t *testing.T) {
	of := func(levels string) float64 {
		return byLevels(t, "incremental_sales_pct", 36, "1", ", demotion: -0.5, promotion: 0, missed_narrowly: 0, elasticity: 0", "kept_until: end_of_year, levels: ["+levels)
	}
	one := of("{name: Base}, {name: Silver, from: 1190, discount: 10%}")
	two := of("{name: Base}, {name: Silver, from: 1190, discount: 10%}, {name: Gold, from: 1200, discount: 10%}")
	if one > -0.02 {
		t.Fatalf("falls move sales by %.4f", one)
	}
	near(t, "incremental sales", two, one, 0.1*-one)
}

// A level that takes an invitation stands in nobody's way to those above it.
func TestAnInvitationStandsInNobodysWay(t *testing.T) {
	of := func(between string) float64 {
		return byLevels(t, "true_lift", 24, "2", "", "levels: [{name: Base}, "+between+"{name: Gold, from: 2450, discount: 10%}")
	}
	without := of("")
	near(t, "true lift", of("{name: VIP, invited: 1%}, "), without, 0.1*without)
}

// A coalition charges for each point that is given, for whatever it is given.
func TestACoalitionChargesForEachPoint(t *testing.T) {
	for _, more := range []string{"", ", welcome: 1000", ", actions: [{name: review, points: 1000, per_year: 1}]"} {
		r := ran(t, proof.Shop(12, punctual, proof.Mechanical), "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100000, gives: {money_off: 1}}]"+more+"}\ncoalition: {pays_per_point: 0.01}\n", 100)
		near(t, "charges", counted(r, metrics.RewardCost), 0.01*counted(r, metrics.PointsIssued), 100)
	}
}

// What is spent once to set a program up is not spent again each year that a customer stays.
func TestSetupComesOnceInALife(t *testing.T) {
	of := func(months int) float64 {
		r := ran(t, proof.Shop(months, "churn: 20%, purchases: {per_month: 2, cv: 0}, basket: {fixed: 100}, share_of_wallet: 100%", proof.Mechanical), "costs: {setup: 100000}\nperks: [{name: nothing, worth: 0, cost: 0}]\n", 2000)
		return value(t, r, 1, "clv").Value - value(t, r, 0, "clv").Value
	}
	// 100,000 for 1,000 customers, of whom 2,000 are simulated.
	for _, months := range []int{12, 24} {
		near(t, "change of the lifetime value", of(months), -100, 0.5)
	}
}

// Either of two counts can be missed narrowly.
func TestTheSecondCountCanBeMissedToo(t *testing.T) {
	of := func(tiers string) float64 {
		r := ran(t, proof.Shop(36, "purchases: {per_month: 1, cv: 0, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 50%", "behavior: {"+seeing+", missed_narrowly: -0.5, elasticity: 0}"),
			"tiers: {window: calendar_year, "+tiers+", discount: 10%}]}\n", 1000)
		return counted(r, metrics.Purchases) - countedIn(r, 0, metrics.Purchases)
	}
	first := of("by: visits, levels: [{name: Base}, {name: Gold, from: 13")
	second := of("by: [spend, visits], levels: [{name: Base}, {name: Gold, from: 100000, or_from: 13")
	if first >= 0 || math.Abs(second-first) > 0.05*math.Abs(first) {
		t.Errorf("a miss by the only count brings %g purchases, by the second %g", first, second)
	}
}

// Where all of the response is larger baskets, members' share of wallet rises by as much as where some of it is more purchases.
func TestLargerBasketsAreAShareOfTheWalletToo(t *testing.T) {
	of := func(share string) float64 {
		r := ran(t, proof.Shop(24, twice, "behavior: {"+seeing+", frequency_share: "+share+"}"), "discounts: [{rate: 10%}]\n", 1000)
		return value(t, r, 1, "true_lift_wallet").Value
	}
	near(t, "lift of the share of wallet", of("0"), of("0.01"), 0.002)
}

// A stated enrollment comes true whatever else draws people in.
func TestAStatedEnrollmentIncludesAffinity(t *testing.T) {
	for _, affinity := range []string{"2", "-2"} {
		r := ran(t, proof.Shop(36, all, "behavior: {ask_rate: 1}"), "enrollment: 30%\npoints: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 500, gives: {money_off: 20}}]}\n"+
			"beyond_money: [{name: club, kind: recognition, affinity: "+affinity+"}]\n", 4000)
		near(t, "enrolled with an affinity of "+affinity, value(t, r, 1, "enrolled_share").Value, 0.3, 0.03)
	}
}

// Who uses nothing still receives what applies by itself, also with certificates in hand that he does not use.
func TestWhatAppliesByItselfIsReceived(t *testing.T) {
	world := proof.Shop(36, twice, "behavior: {capture: 1, engaged_share: 0.01, elasticity: 0}")
	const applied = "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 5}, issued: automatically}]}"
	r := ran(t, world, "enrollment: automatic\npoints: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 500, gives: {certificate: {face: 10}}, issued: automatically}]}\nversions: [{from: 2026-01-01, "+applied+"}]\n", 1000)
	without := ran(t, world, "enrollment: automatic\n"+applied+"\n", 1000)
	got, want := counted(r, metrics.MoneyOff, yearOf(3)...), counted(without, metrics.MoneyOff, yearOf(3)...)
	if got < 0.95*want {
		t.Errorf("%g taken off in the third year, %g without certificates", got/1000, want/1000)
	}
}

// Nobody tops up for a chance worth less than what is missing, nor for a discount that is no better than another.
func TestNobodyTopsUpForNothing(t *testing.T) {
	for _, program := range []string{
		"discounts: [{rate: 20%, chance: 10%, when: {basket_from: 50}}]\n",
		"discounts_combine: best\ndiscounts: [{rate: 30%}, {rate: 20%, when: {basket_from: 50}}]\n",
	} {
		r := ran(t, proof.Shop(12, "purchases: {per_month: 1, cv: 0}, basket: {fixed: 45}, share_of_wallet: 50%", "behavior: {"+seeing+", top_up: 1, elasticity: 0}"), program, 1000)
		equals(t, "sales", counted(r, metrics.Sales), countedIn(r, 0, metrics.Sales))
	}
}
