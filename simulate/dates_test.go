package simulate_test

import (
	"context"
	"strings"
	"testing"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// What begins and ends within the horizon: rules with dates, versions, memberships.

const (
	twice  = "purchases: {per_month: 2, cv: 0}, basket: {fixed: 100}, share_of_wallet: 50%"
	all    = "purchases: {per_month: 4, cv: 0}, basket: {fixed: 100}, share_of_wallet: 100%"
	seeing = "capture: 1, engaged_share: 1"
)

// yearOf are the months of a year of the horizon, from 1.
func yearOf(n int) []int {
	months := make([]int, 12)
	for i := range months {
		months[i] = 12*(n-1) + i
	}
	return months
}

// lift is by how much sales of some months are above those without a program.
func lift(r *simulate.Result, months []int) float64 {
	return counted(r, metrics.Sales, months...)/countedIn(r, 0, metrics.Sales, months...) - 1
}

// Whoever worked for a reward that has ended works for the next best.
func TestARewardThatHasEndedIsNoGoal(t *testing.T) {
	world := proof.Shop(36, twice, "behavior: {"+seeing+", redemption_intercept: 5, redemption_sd: 0, hassle: 0.001}")
	of := func(rewards string) *simulate.Result {
		return ran(t, world, "points: {earn: [{points: 1, per: {spend: 1}}], rewards: ["+rewards+"]}\n", 1000)
	}
	const better, worse = "points: 500, gives: {money_off: 60}", "{name: worse, points: 500, gives: {money_off: 50}}"
	both := of("{name: better, " + better + ", when: {to: 2025-12-31}}, " + worse)
	alone := of(worse)
	// One purchase in five is worth a reward, of whichever kind.
	for n := 2; n <= 3; n++ {
		near(t, "redemptions of a year", counted(both, metrics.Redemptions, yearOf(n)...), counted(alone, metrics.Redemptions, yearOf(n)...), 50)
		near(t, "money off of a reward", counted(both, metrics.MoneyOff, yearOf(n)...)/counted(both, metrics.Redemptions, yearOf(n)...), 50_000, 300)
	}
	if late := of("{name: late, " + better + ", when: {from: 2026-01-01}}"); lift(late, yearOf(1)) != 0 || lift(late, yearOf(3)) < 0.04 {
		t.Errorf("a reward from the second year on moves sales by %.4f in the first and by %.4f in the third", lift(late, yearOf(1)), lift(late, yearOf(3)))
	}
}

func TestAPerkThatHasEndedMovesNobody(t *testing.T) {
	world := proof.Shop(36, twice, "behavior: {"+seeing+", churn_hazard_ratio: 1, loss_weight: 1}")
	always := lift(ran(t, world, "perks: [{name: x, worth: 8, cost: 1}]\n", 2000), yearOf(3))
	ended := lift(ran(t, world, "perks: [{name: x, worth: 8, cost: 1, when: {to: 2025-12-31}}]\n", 2000), yearOf(3))
	begun := lift(ran(t, world, "perks: [{name: x, worth: 8, cost: 1, when: {from: 2026-01-01}}]\n", 2000), yearOf(3))
	if always < 0.03 || ended > 0.005 || begun < 0.9*always {
		t.Errorf("sales of the third year rise by %.4f; by %.4f if the perk ended before, by %.4f if it began before", always, ended, begun)
	}
}

// What new rules let lapse at once lapses on their first day, not when it would have under them.
func TestPointsLapseUnderTheRulesOfTheDay(t *testing.T) {
	for _, convert := range []string{"1", "10"} {
		points := func(per, expire string) string {
			return "points: {earn: [{points: " + per + ", per: {spend: 1}}], rewards: [{points: 1000000, gives: {money_off: 100}}]" + expire + "}"
		}
		program := points("1", "") + "\nversions: [{from: 2026-07-01, convert: " + convert + ", " + points(convert, ", expire: {inactive: 6 months}") + "}]\n"
		seg := "purchases: {per_month: 0.2, cv: 0}, basket: {fixed: 100}, share_of_wallet: 100%"
		r, err := simulate.Run(context.Background(), load(t, proof.Shop(24, seg, proof.Mechanical)), []simulate.Arm{arm(t, "card", program)},
			simulate.Options{Customers: 1000, Seed: 11, Cohorts: true})
		if err != nil {
			t.Fatal(err)
		}
		equals(t, "expired before the version", counted(r, metrics.PointsExpired, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), 0)
		if counted(r, metrics.PointsExpired, 18) == 0 {
			t.Error("nothing expires on the first day of the version")
		}
	}
}

// Who joins after two years of purchases that are partly returned buys as much before as after.
func TestReturnsFromBeforeJoiningAreOfBefore(t *testing.T) {
	program := "enrollment: 100%\npoints: {earn: [{points: 1, per: {spend: 100}}], rewards: [{points: 100000, gives: {money_off: 1}}]}\n"
	of := func(returns, capture string) float64 {
		r := ran(t, proof.Shop(24, all+returns, "behavior: {ask_rate: 0.03, engaged_share: 1, capture: "+capture+"}"), program, 1000)
		return value(t, r, 1, "before_after_lift").Value
	}
	for _, capture := range []string{"1", "0.6"} { // those at which the member does not identify are returned too
		near(t, "lift with returns", of(", returns: 20%", capture), of("", capture), 0.01)
	}
}

func TestATrialIsNoFeePaid(t *testing.T) {
	of := func(sunk string) float64 {
		r := ran(t, proof.Shop(12, twice, "behavior: {"+seeing+", membership_offer: 1, sunk_cost: "+sunk+"}"),
			"enrollment: opt_in\nfee: {per_year: 20, trial: 12 months}\nperks: [{name: x, worth: 5, cost: 1}]\n", 1000)
		equals(t, "fees", counted(r, metrics.Fees), 0)
		return counted(r, metrics.Sales)
	}
	equals(t, "sales", of("0.06"), of("0"))
}

func TestWhatIsDoneOnceIsDoneOnce(t *testing.T) {
	points := func(more, rate string) string {
		return "points: {earn: [{points: 1, per: {spend: 1000000}}], rewards: [{points: 100000, gives: {money_off: 1}}], actions: [{name: review, points: 1000, per_year: " + rate + ", once: true" + more + "}]}\n"
	}
	for what, program := range map[string]string{
		"from a day on": points(", from: 2026-01-01", "12"), "at another rate": points("", "12") + "versions: [{from: 2026-01-01, " + strings.TrimSpace(points("", "6")) + "}]\n",
	} {
		r := ran(t, proof.Shop(48, all, proof.Mechanical), program, 1000)
		equals(t, what, counted(r, metrics.PointsIssued), 1000*1_000_000)
	}
}

// An action of another time brings nobody in.
func TestActionsOfAnotherTimeDrawNobody(t *testing.T) {
	of := func(more string) float64 {
		r := ran(t, proof.Shop(12, twice, ""), "enrollment: opt_in\npoints: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 1}, up_to: 100%}]"+more+"}\n", 2000)
		return persons(r, metrics.Members)
	}
	without := of("")
	equals(t, "later", of(", actions: [{name: visit, points: 5000, per_year: 12, from: 2030-01-01}]"), without)
	equals(t, "earlier", of(", actions: [{name: visit, points: 5000, per_year: 12, to: 2024-12-31}]"), without)
	if now := of(", actions: [{name: visit, points: 5000, per_year: 12}]"); now < 2*without {
		t.Errorf("now: %g members, %g without", now, without)
	}
}

// A membership that is not renewed costs nothing and brings nothing from the end of what was paid for.
func TestWhatIsNotPaidForEnds(t *testing.T) {
	for _, c := range []struct {
		renewal string
		years   float64
	}{{"20", 3}, {"-20", 1}} {
		r := ran(t, proof.Shop(36, all, "behavior: {membership_offer: 1, membership_spread: 0, "+seeing+", renewal_slope: 0, renewal_intercept: "+c.renewal+"}"),
			"enrollment: opt_in\nfee: {per_year: 20}\nperks: [{name: gift, per: year, worth: 100, cost: 10}]\ncosts: {per_member_year: 10}\n", 1000)
		members := persons(r, metrics.Members)
		equals(t, "fees", counted(r, metrics.Fees), members*c.years*20_000)
		equals(t, "gifts", counted(r, metrics.PerkCost), members*c.years*10_000)
		near(t, "running costs", value(t, r, 1, "cost_operations").Value, members*c.years*10, members*0.5)
	}
}

// The mood of those who have left is that in which they left, whatever becomes of their accounts.
func TestWhoHasLeftKeepsHisMood(t *testing.T) {
	of := func(fee string) float64 {
		r := ran(t, proof.Shop(12, "churn: {per_year: 99%, cv: 0}, purchases: {per_month: 8, cv: 0}, basket: {fixed: 100}, share_of_wallet: 100%",
			"behavior: {"+seeing+", membership_offer: 1, renewal_intercept: 20, nps_complexity: -0.15}"),
			"enrollment: opt_in\nfee: "+fee+"\npoints: {earn: [{points: 1, per: {spend: 10}}, {points: 1, per: {visit: 1}}], expire: {after: 60 months}, rewards: [{points: 10, gives: {money_off: 1}}, {points: 100, gives: {money_off: 5}}]}\nperks: [{name: x, worth: 5, cost: 1}]\n", 2000)
		return value(t, r, 1, "nps_change").Value
	}
	near(t, "change of NPS", of("{per_month: 0.1}"), of("{join: 1}"), 0.05)
}

// Rules are as hard to understand from their first day on as they would have been from the start.
func TestVersionsAreAsComplexAsTheyAre(t *testing.T) {
	const simple = "points: {earn: [{points: 1, per: {spend: 10}}], rewards: [{points: 100, gives: {money_off: 5}}]}\n"
	const complicated = "points: {earn: [{points: 1, per: {spend: 10}}, {points: 1, per: {visit: 1}}], rewards: [{points: 100, gives: {money_off: 5}}, {points: 50, gives: {money_off: 2}}]}\n"
	of := func(program string) (float64, float64) {
		r := ran(t, proof.Shop(24, all, "behavior: {"+seeing+", nps_redeemed: 0, nps_devaluation: -0.1}"), program, 1000)
		return value(t, r, 1, "nps_change").Value, value(t, r, 1, "ces").Value
	}
	for _, c := range [][2]string{{simple, complicated}, {complicated, simple}} {
		nps, effort := of(c[0] + "versions: [{from: 2025-01-02, " + strings.TrimSpace(c[1]) + "}]\n")
		wantNPS, wantEffort := of(c[1])
		near(t, "change of NPS", nps, wantNPS, 1e-9)
		near(t, "effort", effort, wantEffort, 1e-9)
	}
}

// A reward that no basket is large enough for moves nobody.
func TestARewardThatCannotBeUsedMovesNobody(t *testing.T) {
	for _, reward := range []string{
		"{points: 100, gives: {money_off: 1}, up_to: 10%, minimum: 1000}",
		"{points: 1000, issued: automatically, gives: {certificate: {face: 10, basket_from: 100}}}",
		"{points: 1000, gives: {money_off: 10}, when: {basket_from: 100}}",
	} {
		of := func(basket string) float64 {
			r := ran(t, proof.Shop(24, "purchases: {per_month: 2, cv: 0}, basket: {fixed: "+basket+"}, share_of_wallet: 50%", "behavior: {"+seeing+"}"),
				"points: {earn: [{points: 10, per: {spend: 1}}], rewards: ["+reward+"]}\n", 1000)
			return value(t, r, 1, "incremental_sales_pct").Value
		}
		if small, large := of("50"), of("100"); small != 0 || large < 0.01 {
			t.Errorf("%s: sales rise by %.4f with baskets of 50, by %.4f with baskets of 100", reward, small, large)
		}
	}
}

// A fifth off a basket of 50 is worth 10 off.
func TestAShareOffIsWorthWhatItIsOfTheBasket(t *testing.T) {
	of := func(gives string) (float64, float64) {
		r := ran(t, proof.Shop(24, "purchases: {per_month: 2, cv: 0}, basket: {fixed: 50}, share_of_wallet: 50%", "behavior: {"+seeing+", goal_gradient: 0, redemption_intercept: 10}"),
			"points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 200, gives: "+gives+", used: at_once}], challenges: [{name: c, points: 200, visits: 5, within: 2 months}]}\n"+
				"tiers: {by: spend, window: calendar_year, levels: [{name: A}, {name: B, from: 800, earn_times: 3}]}\n", 4000)
		return value(t, r, 1, "incremental_sales_pct").Value, value(t, r, 1, "breakage_monetary").Value
	}
	lift, breakage := of("{money_off: 10}")
	shareLift, shareBreakage := of("{share_off: 20%}")
	near(t, "lift", shareLift, lift, 0.05*lift)
	near(t, "breakage in money", shareBreakage, breakage, 0.02)
}

// A cap per order is the same as a most per purchase of the only rule, felt and counted.
func TestACapPerOrderIsAMostPerPurchase(t *testing.T) {
	of := func(rule, cap string) (float64, float64) {
		r := ran(t, proof.Shop(12, "purchases: {per_month: 2, cv: 0}, basket: {mean: 50, cv_between: 0, cv_within: 1.5}, share_of_wallet: 50%", "behavior: {"+seeing+"}"),
			"points: {earn: [{points: 1, per: {spend: 1}"+rule+"}]"+cap+", rewards: [{points: 10, gives: {money_off: 1}, up_to: 100%}]}\n", 1000)
		return counted(r, metrics.PointsIssued), counted(r, metrics.Sales)
	}
	points, sales := of(", most: 40", "")
	capped, cappedSales := of("", ", caps: [{points: 40, per: order}]")
	equals(t, "points", capped, points)
	equals(t, "sales", cappedSales, sales)
}

// Points of two kinds have no mean cost.
func TestConvertedPointsHaveNoMeanCost(t *testing.T) {
	r := ran(t, proof.Shop(24, twice, ""), "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 300, gives: {money_off: 10}}]}\n"+
		"versions: [{from: 2026-07-01, convert: 0.01, points: {earn: [{points: 1, per: {spend: 100}}], rewards: [{points: 3, gives: {money_off: 10}}]}}]\n", 500)
	for _, name := range []string{"liability_cost", "liability_deferred", "cost_per_point", "breakage_monetary"} {
		m, _ := metrics.ByName(name)
		if e := metrics.Evaluate(&r.Data, 1, []*metrics.Metric{m}, metrics.Whole)[0].Value; !strings.Contains(e.Missing, "converted") {
			t.Errorf("%s is %+v", name, e)
		}
	}
	if e := value(t, r, 1, "closing_obligation"); e.Missing != "" || e.Value <= 0 {
		t.Errorf("the closing obligation is %+v", e)
	}
}

// What membership brought is what the decision on the next fee rests on: returned goods do not take back perks received, and actions bring points.
func TestBenefitRealized(t *testing.T) {
	renewed := func(segment, behavior, program string) float64 {
		r := ran(t, proof.Shop(13, segment, "behavior: {membership_offer: 1, membership_spread: 0, "+seeing+behavior+"}"), program, 4000)
		return counted(r, metrics.Fees)/40_000 - persons(r, metrics.Members)
	}
	const perk = "enrollment: opt_in\nfee: {per_year: 40}\nperks: [{name: x, worth: 5, cost: 1}]\n"
	const often = "purchases: {per_month: 2, cv: 0, regularity: 6}, basket: {fixed: 100}, share_of_wallet: 100%"
	if kept, back := renewed(often, "", perk), renewed(often+", returns: 50%", "", perk); back < 0.99*kept {
		t.Errorf("%g renew, %g of those who return half of what they buy", kept, back)
	}
	points := func(more string) string {
		return "enrollment: 100%\nfee: {per_year: 40}\npoints: {earn: [{points: 2, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 1}, up_to: 100%}]" + more + "}\n"
	}
	if with, without := renewed(often, "", points(", actions: [{name: visit, points: 500, per_year: 12}]")), renewed(often, "", points("")); with < 1.1*without {
		t.Errorf("%g renew with points for actions, %g without", with, without)
	}
}
