package simulate_test

import (
	"cmp"
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// The mechanics that few programs have, in the engine: each against a number from outside it.

// ran simulates some customers with one program.
func ran(t *testing.T, yaml, program string, customers int) *simulate.Result {
	t.Helper()
	r, err := simulate.Run(context.Background(), load(t, yaml), []simulate.Arm{arm(t, "card", program)}, simulate.Options{Customers: customers, Seed: 11})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// counted sums a flow of the program's arm over some months, the first of 0.
func counted(r *simulate.Result, f metrics.Flow, months ...int) (sum float64) {
	return countedIn(r, 1, f, months...)
}

func countedIn(r *simulate.Result, which int, f metrics.Flow, months ...int) (sum float64) {
	for _, groups := range r.Arms[which].Cells {
		for _, s := range groups {
			if s == nil {
				continue
			}
			for m := range s.Flow {
				if len(months) == 0 || slices.Contains(months, m) {
					sum += float64(s.Flow[m][f])
				}
			}
		}
	}
	return sum
}

// persons sums a count per customer of the program's arm.
func persons(r *simulate.Result, p metrics.Person) (sum float64) {
	for _, groups := range r.Arms[1].Cells {
		for _, s := range groups {
			if s != nil {
				sum += float64(s.Person[p])
			}
		}
	}
	return sum
}

// equals fails unless a count is what it must be.
func equals(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// near fails unless a count is within four standard errors of what is expected.
func near(t *testing.T, what string, got, want, se float64) {
	t.Helper()
	if z := (got - want) / se; math.Abs(z) > 4 {
		t.Errorf("%s: %v, want %v (z %.1f)", what, got, want, z)
	}
}

// punctual buys on day 15.2 of the first month and every month from then on, for 100, and never leaves.
const punctual = "purchases: {per_month: 1, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 100%"

func TestFeesArePaidOnTheirDays(t *testing.T) {
	// 24 months; members join on day 15 of January 2025 and pay then, and on the same day of each following month: 24 times.
	r := ran(t, proof.Shop(24, punctual, proof.Mechanical), "enrollment: opt_in\nfee: {join: 3, per_month: 2}\ndiscounts: [{rate: 5%}]\n", 100)
	equals(t, "joining fees and 24 monthly ones", counted(r, metrics.Fees), 100*(3+24*2)*1000)
	equals(t, "in the first month", counted(r, metrics.Fees, 0), 100*(3+2)*1000)
	equals(t, "in any other", counted(r, metrics.Fees, 17), 100*2*1000)
	// With a trial of 2 months the first fee is due in March: 22 of them.
	r = ran(t, proof.Shop(24, punctual, proof.Mechanical), "enrollment: opt_in\nfee: {per_month: 2, trial: 2 months}\ndiscounts: [{rate: 5%}]\n", 100)
	equals(t, "during the trial", counted(r, metrics.Fees, 0, 1), 0)
	equals(t, "after it", counted(r, metrics.Fees), 100*22*2*1000)
}

func TestFeesPaidForTimeAfterTheHorizonAreOwed(t *testing.T) {
	const daily = "purchases: {per_month: 30.4375, regularity: fixed}, basket: {fixed: 1}, share_of_wallet: 100%" // members join on 1 January 2025, at noon
	yearly, monthly := "{per_year: 120}", "{per_month: 2}"
	for _, c := range []struct {
		what    string
		months  int
		segment string
		fee     string
		owed    float64 // by each member
	}{
		{"half of a second year: 184 of 365 days", 18, daily, yearly, 120.0 * 184 / 365},
		{"two whole years", 24, daily, yearly, 0},
		{"one month into the second year: 334 of 365 days", 13, daily, yearly, 120.0 * 334 / 365},
		{"joined on 16 January, 15 of 365 days", 12, punctual, yearly, 120.0 * 15 / 365},
		{"months that are over with the horizon", 18, daily, monthly, 0},
		{"joined on 16 January, paid on 16 June 2026: 15 of 30 days", 18, punctual, monthly, 1},
		{"paid on 1 April 2025, after a trial of 3 months: 274 of 365 days", 6, daily, "{per_year: 120, trial: 3 months}", 120.0 * 274 / 365},
		{"in a trial", 2, daily, "{per_year: 120, trial: 3 months}", 0},
		{"paid once", 18, daily, "{join: 120}", 0},
	} {
		r := ran(t, proof.Shop(c.months, c.segment, proof.Mechanical), "enrollment: opt_in\nfee: "+c.fee+"\ndiscounts: [{rate: 5%}]\n", 100)
		equals(t, c.what, persons(r, metrics.FeesUnearned), 100*math.Round(1000*c.owed))
	}
	// Who has silently left has paid all the same.
	leaving := strings.Replace(daily, "purchases", "churn: {per_year: 99.9%, cv: 0}, purchases", 1)
	r := ran(t, proof.Shop(6, leaving, proof.Mechanical), "enrollment: opt_in\nfee: {per_year: 120}\ndiscounts: [{rate: 5%}]\n", 100)
	equals(t, "half a year, stay or leave: 184 of 365 days", persons(r, metrics.FeesUnearned), persons(r, metrics.Members)*math.Round(1000*120.0*184/365))
}

func TestFeesAreWaivedForWhoSpendsEnough(t *testing.T) {
	// Twelve purchases of 100 less 5 % in the year after joining come to 1,140.
	for spend, fees := range map[string]float64{"1140": 1, "1140.01": 2} {
		r := ran(t, proof.Shop(24, punctual, proof.Mechanical), "enrollment: opt_in\nfee: {per_year: 40, waived: {spend: "+spend+"}}\ndiscounts: [{rate: 5%}]\n", 100)
		equals(t, "waived from "+spend, counted(r, metrics.Fees), 100*fees*40_000)
	}
	// In a year 1,200 bring 60: less than a fee of 70, unless it is paid only once. What is waived is renewed by those who would pay nothing, too.
	world := proof.Shop(36, "purchases: {per_month: 1, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 50%",
		"behavior: {elasticity: 0, churn_hazard_ratio: 1, sunk_cost: 0, capture: 1, engaged_share: 1, subjective_discount: 0.001, membership_offer: 1, membership_spread: 0, fee_aversion: 1, renewal_intercept: -20}")
	for waived, want := range map[string]float64{"": 0, ", waived: {spend: 1150}": 0, ", waived: {spend: 1100}": 1000} {
		r := ran(t, world, "enrollment: opt_in\nfee: {per_year: 70"+waived+"}\ndiscounts: [{rate: 5%}]\n", 1000)
		equals(t, "members where the fee is"+waived, persons(r, metrics.Members), want)
		equals(t, "their fees", counted(r, metrics.Fees), want*70_000)
		equals(t, "their purchases in the last month", counted(r, metrics.MemberPurchases, 35), want)
	}
}

func TestRenewalFollowsWhatTheMembershipBrought(t *testing.T) {
	// 12 purchases a year of 100 at 5 % bring 60, at 85 % capture 51 on average; the fee is 40. A fixed world but for who identifies: the benefit is 5 times a
	// binomial count of 12 purchases (the one of joining identifies for sure), and the chance of renewing logistic(1.1 + 1.73 ln(benefit/40 · year/days)).
	world := proof.Shop(24, "purchases: {per_month: 1, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 50%",
		"behavior: {elasticity: 0, churn_hazard_ratio: 1, sunk_cost: 0, membership_offer: 1, membership_spread: 0, fee_aversion: 0.1}")
	r := ran(t, world, "enrollment: opt_in\nfee: {per_year: 40}\ndiscounts: [{rate: 5%}]\n", 20_000)
	equals(t, "members", persons(r, metrics.Members), 20_000)
	var want float64
	for k := 0; k <= 11; k++ { // of the 11 others before the first anniversary
		benefit := 5 * float64(k+1)
		x := 1.1 + 1.73*math.Log(benefit*365.25/365/40)
		want += binomial(11, k, 0.85) / (1 + math.Exp(-x))
	}
	renewed := counted(r, metrics.Fees)/40_000 - 20_000 // those who paid a second time
	near(t, "share that renews", renewed/20_000, want, math.Sqrt(want*(1-want)/20_000))
}

func binomial(n, k int, p float64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return math.Exp(a - b - c + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
}

func TestMembersWhoDoNotRenewAreCustomersStill(t *testing.T) {
	world := proof.Shop(36, "purchases: {per_month: 1, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 100%",
		"behavior: {elasticity: 0, churn_hazard_ratio: 1, sunk_cost: 0, membership_offer: 1, membership_spread: 0, fee_aversion: 0.1, renewal_intercept: -20}")
	r := ran(t, world, "enrollment: opt_in\nfee: {per_year: 40}\npoints:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 3000, gives: {product: {price: 1500, cost: 30%}}}]\n", 1000)
	equals(t, "fees", counted(r, metrics.Fees), 1000*40_000)
	equals(t, "purchases", counted(r, metrics.Purchases), countedIn(r, 0, metrics.Purchases))
	equals(t, "earned after the year", counted(r, metrics.PointsIssued, 13, 14, 20, 35), 0)
	equals(t, "forfeited with the membership", counted(r, metrics.PointsForfeited), counted(r, metrics.PointsIssued))
	equals(t, "members' purchases after the year", counted(r, metrics.MemberPurchases, 13, 14, 20, 35), 0)
}

func TestActionsComeAtTheirRate(t *testing.T) {
	// A Poisson number of reviews, 2 a year over 4 years less 15.2 days; birthdays once a year each; a survey once at most.
	const n = 4000
	r := ran(t, proof.Shop(48, punctual, proof.Mechanical), `enrollment: opt_in
points:
  earn: [{points: 1, per: {visit: 1}}]
  actions:
    - {name: review, points: 1000, per_year: 2, cost: 0.5, brings: 2}
`, n)
	years := (proof.DaysOf(48) - 15.2) / 365.25
	reviews := (counted(r, metrics.PointsIssued) - 1000*counted(r, metrics.Purchases)) / 1_000_000
	near(t, "reviews", reviews, n*2*years, math.Sqrt(n*2*years))
	near(t, "their cost", counted(r, metrics.PerkCost), reviews*500, 0.1)
	near(t, "what they bring", counted(r, metrics.Fees), reviews*2000, 0.1)

	r = ran(t, proof.Shop(48, punctual, proof.Mechanical), "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  actions: [{name: birthday, points: 100, birthday: true}, {name: survey, points: 7, per_year: 900, once: true}]\n", n)
	bonus := counted(r, metrics.PointsIssued)/1000 - counted(r, metrics.Purchases) - 7*n
	// Each has a birthday in each of four years, but for those born from 1 January to the day of joining.
	near(t, "birthdays", bonus/100, n*years, math.Sqrt(n*0.05))
}

func TestWhoHasLeftPaysTakesAndDoesNothing(t *testing.T) {
	// Half of the customers leave in a year, at the rate h a day. Members join within a day; months of membership begin with chance e^(−hkm), k = 0 … 47.
	const n = 4000
	h := math.Ln2 / 365.25
	var begun float64
	for k := range 48 {
		begun += n * math.Exp(-h*float64(k)*proof.MeanMonth)
	}
	lived := n * (1 - math.Exp(-h*proof.DaysOf(48))) / h // days
	r := ran(t, proof.Shop(48, "purchases: {per_month: 30}, basket: {fixed: 10}, share_of_wallet: 100%, churn: {per_year: 50%, cv: 0}", proof.Mechanical), `enrollment: opt_in
fee: {per_month: 2}
points:
  earn: [{points: 1, per: {visit: 1}}]
  actions: [{name: review, points: 1000000, per_year: 4}]
perks: [{name: magazine, per: month, worth: 3, cost: 1}]
versions: [{from: 2026-01-01, discounts: [{rate: 1%}]}]
`, n)
	spread := math.Sqrt(n) * 15 // months differ between customers by at most as much as an exponential's
	near(t, "monthly fees", counted(r, metrics.Fees)/2000, begun, spread)
	near(t, "monthly perks", counted(r, metrics.PerkCost)/1000, begun, spread)
	reviews := math.Floor(counted(r, metrics.PointsIssued) / 1e9)
	near(t, "reviews", reviews, 4*lived/365.25, 4*math.Sqrt(n)*1.3)
}

func TestChanceGivesItsShare(t *testing.T) {
	const n = 20_000
	r := ran(t, proof.Shop(12, punctual, proof.Mechanical), "discounts: [{rate: 100%, chance: 5%}]\n", n)
	buys := counted(r, metrics.MemberPurchases)
	near(t, "orders that are free", counted(r, metrics.Discounts)/100_000, buys*0.05, math.Sqrt(buys*0.05*0.95))
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), "points:\n  earn: [{points: 200, per: {visit: 1}, chance: 1%}]\n", n)
	near(t, "instant wins", counted(r, metrics.PointsIssued)/200_000, buys*0.01, math.Sqrt(buys*0.01*0.99))
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), "discounts: [{rate: 50%, when: {every_visit: 3}}]\n", 100)
	equals(t, "every third of 12 at half", counted(r, metrics.Discounts), 100*4*50_000)
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), "discounts: [{rate: 50%, when: {visit: 1}}]\n", 100)
	equals(t, "the first order at half", counted(r, metrics.Discounts), 100*50_000)
}

func TestCapsBindByMonth(t *testing.T) {
	// Four purchases a month of 100 earn 400, of which 250 count.
	r := ran(t, proof.Shop(12, "purchases: {per_month: 4, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 100%", proof.Mechanical),
		"points:\n  earn: [{points: 1, per: {spend: 1}}]\n  caps: [{points: 250, per: month}]\n", 50)
	for m := range 12 {
		if got := counted(r, metrics.PointsIssued, m); got > 50*250_000 {
			t.Errorf("month %d: %v points", m, got/1000)
		}
	}
	equals(t, "a full month", counted(r, metrics.PointsIssued, 6), 50*250_000)
}

func TestABudgetEndsEarningWhenItIsSpent(t *testing.T) {
	// A real base of 1,000 customers earns 100 points each a month, 100,000 in all; 450,000 last four months and a half.
	program := "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  caps: [{points: 450000, per: program}]\n"
	r := ran(t, proof.Shop(12, "purchases: {per_month: 4}, basket: {fixed: 25}, share_of_wallet: 100%", proof.Mechanical), program, 5000)
	issued := counted(r, metrics.PointsIssued) / 1000 / 5000 * 1000
	if issued < 430_000 || issued > 470_000 {
		t.Errorf("%v points are issued of a budget of 450,000", issued)
	}
	small := ran(t, proof.Shop(12, "purchases: {per_month: 4}, basket: {fixed: 25}, share_of_wallet: 100%", proof.Mechanical), strings.Replace(program, "450000", "10", 1), 5000)
	equals(t, "of a budget too small for half a day", counted(small, metrics.PointsIssued), 0)
	equals(t, "after it is spent", counted(r, metrics.PointsIssued, 6, 7, 8, 9, 10, 11), 0)
}

func TestPendingPointsCannotBeUsed(t *testing.T) {
	// Points can be used 40 days after they were earned: at the second purchase after the one that earned them, for gaps of 30.4 days.
	r := ran(t, proof.Shop(12, punctual, proof.Mechanical), "points:\n  pending: 40 days\n  earn: [{points: 5, per: {spend: 100}}]\n  rewards: [{points: 100, gives: {money_off: 100}, up_to: 100%}]\n", 100)
	equals(t, "money off before", counted(r, metrics.MoneyOff, 0, 1), 0)
	equals(t, "then 5 % of the first purchase", counted(r, metrics.MoneyOff, 2), 100*5000)
	equals(t, "issued", counted(r, metrics.PointsIssued), counted(r, metrics.PointsRedeemed)+persons(r, metrics.PointsOutstanding))
}

func TestPerksByTimeAreGivenWhateverIsBought(t *testing.T) {
	r := ran(t, proof.Shop(24, punctual, proof.Mechanical), "perks: [{name: gift, per: year, worth: 10, cost: 4}, {name: coffee, per: month, worth: 2, cost: 1, taken: 50%}]\n", 100)
	equals(t, "two gifts and 24 coffees of which half is taken", counted(r, metrics.PerkCost), 100*(2*4+24*0.5)*1000)
}

func TestInvitationsReachTheirShare(t *testing.T) {
	const n = 20_000
	r := ran(t, proof.Shop(12, punctual, proof.Mechanical), "tiers:\n  by: spend\n  window: calendar_year\n  levels: [{name: Member}, {name: Black, invited: 2%, discount: 10%}]\n", n)
	near(t, "who pays less", counted(r, metrics.Discounts), n*0.02*12*10_000, math.Sqrt(n*0.02*0.98)*12*10_000)
	r = ran(t, proof.Shop(12, "purchases: {per_month: 1, regularity: fixed}, basket: {fixed: 100}, share_of_wallet: 50%", "behavior: {joining_intercept: 20, ask_rate: 1}"),
		"enrollment: {invited: 25%}\ndiscounts: [{rate: 5%}]\n", n)
	near(t, "members among those invited", persons(r, metrics.Members), n/4, math.Sqrt(n*0.25*0.75))
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), "enrollment: {after_spend: 250}\ndiscounts: [{rate: 5%}]\n", 100)
	equals(t, "discounts from the fourth purchase of 12 on", counted(r, metrics.Discounts), 100*9*5000)
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), "enrollment: {after_visits: 2}\ndiscounts: [{rate: 5%}]\n", 100)
	equals(t, "discounts from the third purchase of 12 on", counted(r, metrics.Discounts), 100*10*5000)
}

const devalued = `enrollment: opt_in
points:
  earn: [{points: 2, per: {spend: 1}}]
  rewards: [{points: 500, gives: {money_off: 2.5}}]
  expire: {inactive: 12 months}
`

// Who would join for the rules to come joins when they are there.
func TestBetterRulesDrawNobodyBeforeTheirDay(t *testing.T) {
	const poor = "currency: USD\nenrollment: opt_in\ndiscounts: [{rate: 0.1%}]\n"
	const better = poor + "versions: [{from: 2025-11-01, discounts: [{rate: 20%}]}]\n"
	r, err := simulate.Run(context.Background(), load(t, retailers), []simulate.Arm{arm(t, "poor", poor), arm(t, "better", better)}, simulate.Options{Customers: 5_000, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	for m := range 8 { // November 2025 is month 8
		for f := range metrics.NumFlows {
			if poor, better := countedIn(r, 1, f, m), countedIn(r, 2, f, m); poor != better {
				t.Fatalf("month %d, flow %d: %v before the better rules, %v without them", m, f, better, poor)
			}
		}
	}
	if before, after := countedIn(r, 1, metrics.Joined, 8, 9, 10), countedIn(r, 2, metrics.Joined, 8, 9, 10); after < 5*before {
		t.Errorf("%v join for 20 %%, %v for next to nothing", after, before)
	}
}

// A discount that lapses is lost to those who stay away, some without having noticed. That is no change of rules, and rules that say the same again upset nobody:
// neither those nor who has left.
func TestTheSameRulesAnewUpsetNobody(t *testing.T) {
	const rules = "discounts: [{cumulative: {lapse: 1 month, steps: [{from: 20, rate: 5%}, {from: 100, rate: 10%}]}}]"
	const card = "currency: USD\nenrollment: opt_in\n" + rules + "\n"
	again := card + "versions: [{from: 2025-11-01, " + rules + "}]\n"
	r, err := simulate.Run(context.Background(), load(t, retailers), []simulate.Arm{arm(t, "card", card), arm(t, "again", again)},
		simulate.Options{Customers: 5_000, Seed: 3, Depth: true})
	if err != nil {
		t.Fatal(err)
	}
	score := func(arm, month int) float64 {
		return 100 * (countedIn(r, arm, metrics.RecentPromoters, month) - countedIn(r, arm, metrics.RecentDetractors, month)) / 1e6 / countedIn(r, arm, metrics.RecentBuyers, month)
	}
	for m := range 18 {
		if a, b := score(1, m), score(2, m); math.Abs(a-b) > 0.05 {
			t.Errorf("month %d: a score of %.2f, with the same rules anew %.2f", m, a, b)
		}
	}
}

func TestNewRulesChangeNothingBeforeTheirDay(t *testing.T) {
	w := load(t, retailers)
	changed := devalued + "versions:\n  - from: 2025-11-01\n    points:\n      earn: [{points: 1, per: {spend: 1}}]\n      rewards: [{points: 500, gives: {money_off: 2.5}}]\n      expire: {inactive: 12 months}\n"
	same := devalued + "versions:\n  - from: 2025-11-01" + "\n    points:\n      earn: [{points: 2, per: {spend: 1}}]\n      rewards: [{points: 500, gives: {money_off: 2.5}}]\n      expire: {inactive: 12 months}\n"
	r, err := simulate.Run(context.Background(), w, []simulate.Arm{arm(t, "old", devalued), arm(t, "changed", changed), arm(t, "same", same)}, simulate.Options{Customers: 20_000, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	for m := range 18 { // November 2025 is month 8
		for f := range metrics.NumFlows {
			old, changed := countedIn(r, 1, f, m), countedIn(r, 2, f, m)
			if m < 8 && old != changed {
				t.Fatalf("month %d, flow %d: %v before the change of rules, %v without one", m, f, changed, old)
			}
		}
	}
	if before, after := countedIn(r, 1, metrics.PointsIssued, 9), countedIn(r, 2, metrics.PointsIssued, 9); after > 0.52*before || after < 0.42*before {
		t.Errorf("half the points for spending give %v of the points", after/before)
	}
	less := func(of func(*simulate.Result, int) float64, what string) {
		if old, changed := of(r, 1), of(r, 2); changed >= old {
			t.Errorf("a devaluation raises %s from %v to %v", what, old, changed)
		}
	}
	less(func(r *simulate.Result, a int) float64 {
		return countedIn(r, a, metrics.Sales, 10, 11, 12, 13, 14, 15, 16, 17)
	}, "sales")
	// New rules that say the same change nobody's purchases; only prospects are read anew.
	if a, b := countedIn(r, 1, metrics.PointsIssued), countedIn(r, 3, metrics.PointsIssued); math.Abs(a-b) > 0.002*a {
		t.Errorf("the same rules anew: %v points against %v", b, a)
	}
}

func TestActionsEndAndBeginWithTheirRules(t *testing.T) {
	const n = 500
	r := ran(t, proof.Shop(12, punctual, proof.Mechanical), `points:
  earn: [{points: 1, per: {visit: 1}}]
  actions: [{name: review, points: 100, per_year: 50}, {name: survey, points: 10, per_year: 50}]
versions:
  - from: 2025-05-01
    points:
      earn: [{points: 1, per: {visit: 1}}]
      actions: [{name: survey, points: 10, per_year: 50}]
  - from: 2025-09-01
    points:
      earn: [{points: 1, per: {visit: 1}}]
      actions: [{name: survey, points: 10, per_year: 50}, {name: photo, points: 1000, per_year: 50}]
`, n)
	rate := func(days float64) float64 { return n * 50 * days / 365.25 }
	bonus := func(months ...int) float64 {
		return (counted(r, metrics.PointsIssued, months...) - 1000*counted(r, metrics.MemberPurchases, months...)) / 1000
	}
	near(t, "reviews and surveys", bonus(1, 2, 3), 110*rate(89), math.Sqrt((100*100+10*10)*rate(89)))
	near(t, "surveys alone", bonus(4, 5, 6, 7), 10*rate(123), 10*math.Sqrt(rate(123)))
	near(t, "surveys and photos", bonus(8, 9, 10, 11), 1010*rate(122), math.Sqrt((1000*1000+10*10)*rate(122)))
}

func TestLevelsAndBalancesCarryOver(t *testing.T) {
	program := `points:
  earn: [{points: 1, per: {visit: 1}}]
  rewards: [{points: 1000, gives: {cash: 1}}]
tiers:
  by: visits
  window: lifetime
  levels: [{name: Green}, {name: Gold, from: 3, discount: 10%}]
versions:
  - from: 2025-07-01
    convert: 10
    points: {earn: [{points: 1, per: {spend: 10}}]}
`
	r := ran(t, proof.Shop(12, punctual, proof.Mechanical), program, 10)
	// Six purchases until the end of June earn 6 points, which become 60; six more at 90 after the discount of Gold earn 9 each.
	equals(t, "points in the end", persons(r, metrics.PointsOutstanding), 10*(60+6*9)*1000)
	equals(t, "Gold from the fourth purchase on, and after the change", counted(r, metrics.Discounts), 10*9*10_000)
}

func TestACoalitionSettlesByPoint(t *testing.T) {
	r := ran(t, proof.Shop(12, punctual, proof.Mechanical), `points:
  earn: [{points: 1, per: {spend: 1}}]
  rewards: [{points: 100, gives: {money_off: 1}, up_to: 100%}]
coalition: {pays_per_point: 0.004, receives_per_point: 0.01}
`, 100)
	want := 0.004*counted(r, metrics.PointsIssued) + counted(r, metrics.MoneyOff) - 0.01*counted(r, metrics.PointsRedeemed)
	near(t, "cost of rewards", counted(r, metrics.RewardCost), want, 100)
	if counted(r, metrics.PointsRedeemed) == 0 {
		t.Error("nothing was redeemed")
	}

	// What is used elsewhere costs as much as the operator pays back: 50 points × 0.01 are half of what 1 is worth.
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), `points:
  earn: [{points: 1, per: {spend: 1}}]
  rewards: [{points: 50, gives: {partner: {worth: 1, cost: 50%}}}]
coalition: {receives_per_point: 0.01}
`, 100)
	equals(t, "cost of what is used elsewhere", counted(r, metrics.RewardCost), 0)
	if counted(r, metrics.PointsRedeemed) == 0 {
		t.Error("nothing was used elsewhere")
	}

	const n = 2000
	r = ran(t, proof.Shop(12, punctual, proof.Mechanical), `points:
  earn: [{points: 1, per: {visit: 1}}]
coalition: {partners: [{name: fuel, points: 20, per_year: 24, pays_per_point: 0.005, until: 2025-06-30}]}
`, n)
	days := 180 - 15.2 // the partner leaves on 1 July
	there := (counted(r, metrics.PointsIssued) - 1000*counted(r, metrics.Purchases)) / 20_000
	near(t, "visits to the partner", there, n*24*days/365.25, math.Sqrt(n*24*days/365.25))
	near(t, "what he pays", counted(r, metrics.Fees), there*20*5, 0.1)
	equals(t, "after he has left", counted(r, metrics.Fees, 6, 7, 8, 9, 10, 11), 0)
}

func TestValuesDoWhatTheyState(t *testing.T) {
	// Nothing but a stated rate of leaving, times 0.8: 1 − e^(−0.8 h T) of the engaged leave, h the hazard.
	n := 40_000
	if testing.Short() {
		n = 4000
	}
	world := proof.Shop(12, "purchases: {per_month: 10}, basket: {fixed: 10}, share_of_wallet: 50%, churn: 40%", "behavior: {engaged_share: 1}")
	r := ran(t, world, "beyond_money: [{name: repairs, kind: values, churn_times: 0.8}]\n", n)
	h := -math.Log(0.6) * proof.DaysOf(12) / 365.25
	want := 1 - math.Exp(-0.8*h)
	// They join three days late on average, in which they leave at the rate of everybody.
	near(t, "who leaves", counted(r, metrics.Left)/float64(n), want, math.Sqrt(want*(1-want)/float64(n))+0.001)
	r = ran(t, proof.Shop(12, "purchases: {per_month: 4}, basket: {fixed: 10}, share_of_wallet: 50%", "behavior: {engaged_share: 1}"), "beyond_money: [{name: game, kind: game, rate: 5%}]\n", n)
	// The rate enters as u = 0.05/(1 − s); at a share of wallet of one half everywhere q = e^u/(1 − s + s e^u).
	u := 0.05 / 0.5
	q := math.Exp(u) / (0.5 + 0.5*math.Exp(u))
	// It acts from the first purchase on, which is after a quarter of a month on average.
	near(t, "purchases", counted(r, metrics.Purchases)/countedIn(r, 0, metrics.Purchases), 1+(q-1)*(1-0.25/12), 0.002)
}

func TestBasketsAreToppedUpToWhatPays(t *testing.T) {
	world := proof.Shop(12, "purchases: {per_month: 4}, basket: {mean: 100, cv_between: 0, cv_within: 0.3}, share_of_wallet: 50%",
		"behavior: {elasticity: 0, engaged_share: 1, capture: 1, churn_hazard_ratio: 1, top_up: 1}")
	steps := "discounts: [{by_basket: [{from: 120, off: 10}]}]\n"
	r := ran(t, world, steps, 2000)
	// Those between 110 and 120, lognormal with cv 0.3, go up to 120.
	sd := math.Sqrt(math.Log1p(0.09))
	cdf := func(x float64) float64 { return 0.5 * math.Erfc(-(math.Log(x/100)+sd*sd/2)/sd/math.Sqrt2) }
	share := cdf(120) - cdf(110)
	given := 1 - cdf(110)
	buys := counted(r, metrics.MemberPurchases)
	near(t, "baskets that get the discount", counted(r, metrics.Discounts)/10_000, buys*given, math.Sqrt(buys*given*(1-given)))
	more := counted(r, metrics.Sales)/1000 - countedIn(r, 0, metrics.Sales)/1000
	if more < buys*share*1 || more > buys*share*9 {
		t.Errorf("topping up adds %v to %v baskets", more, buys*share)
	}
	none := ran(t, strings.Replace(world, "top_up: 1", "top_up: 0", 1), steps, 2000)
	equals(t, "sales when nobody does", counted(none, metrics.Sales), countedIn(none, 0, metrics.Sales))
}

func TestWorthlessExtrasDoNothing(t *testing.T) {
	w := load(t, retailers)
	idle := `points:
  pending: 3 days
  caps: [{points: 50, per: month}]
  earn: [{points: 1, per: {spend: 1}}]
  actions: [{name: review, points: 5, per_year: 3}, {name: birthday, points: 10, birthday: true}]
  challenges: [{name: streak, points: 5, streak: 3, within: 1 month}]
perks: [{name: nothing, per: month, worth: 0, cost: 0}]
versions: [{from: 2025-10-01, perks: [{name: nothing, worth: 0, cost: 0}]}]
`
	r, err := simulate.Run(context.Background(), w, []simulate.Arm{arm(t, "idle", idle)}, simulate.Options{Customers: 10_000, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.GrossMargin, metrics.Left} {
		for m := range 18 {
			equals(t, "as at baseline", counted(r, f, m), countedIn(r, 0, f, m))
		}
	}
}

// TestShippedProgramsAreIndependentOfTheirCompany runs every shipped program in its home world: threads, other programs beside it and more customers
// change no bit of its counts.
func TestShippedProgramsAreIndependentOfTheirCompany(t *testing.T) {
	for i, name := range programs.Names() {
		if testing.Short() && i%6 != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := shipped(t, name)
			data, _ := scenarios.Shipped(cmp.Or(own.Program.Scenario, "retail"))
			w, err := scenarios.Load("home.yaml", data, nil)
			if err != nil {
				t.Fatal(err)
			}
			alone, err := simulate.Run(context.Background(), w, []simulate.Arm{own}, simulate.Options{Customers: 600, Seed: 5, Threads: 1})
			if err != nil {
				t.Fatal(err)
			}
			beside, err := simulate.Run(context.Background(), w, []simulate.Arm{shipped(t, "discount-5"), own, shipped(t, "bonus-5")}, simulate.Options{Customers: 600, Seed: 5, Threads: 2})
			if err != nil {
				t.Fatal(err)
			}
			if name != "discount-5" && name != "bonus-5" && !reflect.DeepEqual(alone.Arms[1].Cells, beside.Arms[2].Cells) {
				t.Error("other programs beside it change its counts")
			}
		})
	}
}
