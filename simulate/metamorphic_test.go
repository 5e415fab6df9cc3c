package simulate_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
	"pgregory.net/rapid"
)

// A run's counts are compared bit for bit unless said otherwise.

// retailers is a world in which everything acts: two segments, spread, churn of both kinds, season.
const retailers = `earnburn: scenario/v1
name: retailers
currency: USD
start: 2025-03-01
months: 18
customers: 40000
discount_rate: 10%
season: [0.8, 0.8, 0.9, 0.9, 1.0, 0.9, 0.9, 0.9, 1.0, 1.0, 1.3, 1.6]
categories: [{name: food, share: 60%, margin: 25%}, {name: home, share: 40%}]
tenders: [{name: card, share: 40%}]
segments:
  - name: regulars
    share: 40%
    margin: 35%
    nps: 35
    purchases: {per_month: 2, cv: 0.8, regularity: 2}
    basket: {mean: 40, cv_between: 0.4, cv_within: 0.6}
    share_of_wallet: {mean: 45%, sd: 0.5}
    churn: {per_year: 15%, per_purchase: {a: 0.6, b: 40}}
  - name: others
    share: 60%
    margin: 30%
    purchases: {per_month: 0.6}
    basket: {mean: 55}
    share_of_wallet: 20%
    churn: 30%
operations: {setup: 500, per_month: 20, per_member_year: 0.5}
`

func with(key, value string) scenarios.Override {
	return scenarios.Override{Path: key, Value: value, Origin: "test"}
}

var library = []string{"bonus-5", "cashback", "discount-5", "discount-progressive", "points-100", "points-400", "points-tiers", "stamp-card"}

func shippedAll(t rapid.TB) (arms []simulate.Arm) {
	for _, name := range library {
		arms = append(arms, shipped(t, name))
	}
	return arms
}

// small is a run of a few customers.
func small(t rapid.TB, w *scenarios.World, arms ...simulate.Arm) *simulate.Result {
	t.Helper()
	return runExactly(t, w, simulate.Options{Customers: 600, Seed: 7}, arms...)
}

// same requires two arms to have the same counts.
func same(t rapid.TB, what string, a, b *simulate.Result, armA, armB int) {
	t.Helper()
	if !reflect.DeepEqual(a.Arms[armA].Cells, b.Arms[armB].Cells) {
		t.Errorf("%s: %s and %s differ: %s", what, a.Arms[armA].Name, b.Arms[armB].Name, firstDifference(a.Arms[armA].Cells, b.Arms[armB].Cells))
	}
}

// sameRuns requires all arms of two runs to have the same counts.
func sameRuns(t rapid.TB, what string, a, b *simulate.Result) {
	t.Helper()
	for i := range a.Arms {
		same(t, what, a, b, i, i)
	}
}

func firstDifference(a, b [][]*metrics.Sums) string {
	for s := range a {
		for g := range a[s] {
			x, y := a[s][g], b[s][g]
			if (x == nil) != (y == nil) {
				return fmt.Sprintf("segment %d, group %d: customers in one only", s, g)
			}
			if x == nil {
				continue
			}
			for p := range x.Person {
				if x.Person[p] != y.Person[p] {
					return fmt.Sprintf("segment %d, group %d, count %d per customer: %d and %d", s, g, p, x.Person[p], y.Person[p])
				}
			}
			for m := range min(len(x.Flow), len(y.Flow)) {
				for f := range x.Flow[m] {
					if x.Flow[m][f] != y.Flow[m][f] {
						return fmt.Sprintf("segment %d, group %d, month %d, flow %d: %d and %d", s, g, m, f, x.Flow[m][f], y.Flow[m][f])
					}
				}
			}
			for m := range x.Owed {
				if x.Owed[m] != y.Owed[m] {
					return fmt.Sprintf("segment %d, group %d, month %d of the run-off: %v and %v", s, g, m, x.Owed[m], y.Owed[m])
				}
			}
		}
	}
	return "in length"
}

// behaving are the flows that say what customers do, whatever it costs.
var behaving = []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.Returns, metrics.GrossMargin, metrics.Arrived, metrics.AcquisitionCost, metrics.Left}

// idle requires an arm's customers to behave as at baseline.
func idle(t rapid.TB, r *simulate.Result, arm int) {
	t.Helper()
	base, list := proof.Groups(r, 0), proof.Groups(r, arm)
	for g := range base {
		for m := range base[g].Flow {
			for _, f := range behaving {
				if a, b := list[g].Flow[m][f], base[g].Flow[m][f]; a != b {
					t.Fatalf("%s, group %d, month %d, flow %d: %d, at baseline %d", r.Arms[arm].Name, g, m, f, a, b)
				}
			}
		}
		for _, p := range []metrics.Person{metrics.Alive, metrics.AliveDays, metrics.Buyers, metrics.Repeaters} {
			if a, b := list[g].Person[p], base[g].Person[p]; a != b {
				t.Fatalf("%s, group %d, count %d per customer: %d, at baseline %d", r.Arms[arm].Name, g, p, a, b)
			}
		}
		for _, p := range []metrics.Person{metrics.ExtraPurchases, metrics.LostPurchases} {
			if n := list[g].Person[p]; n != 0 {
				t.Fatalf("%s, group %d: %d purchases more or less than at baseline", r.Arms[arm].Name, g, n)
			}
		}
	}
}

// moneyFlows are in thousandths of the currency unit.
var moneyFlows = []metrics.Flow{metrics.Sales, metrics.MemberSales, metrics.Returns, metrics.GrossMargin, metrics.Discounts, metrics.MoneyOff, metrics.Displaced,
	metrics.RewardCost, metrics.PerkCost, metrics.Fees, metrics.CardsIssuedFace, metrics.CardsUsedFace, metrics.CardsExpiredFace, metrics.AcquisitionCost}

var moneyPersons = []metrics.Person{metrics.ProgramCost, metrics.RewardsAll, metrics.MemberSpend, metrics.MemberSpendBaseline, metrics.OtherSpend,
	metrics.CardsOutstandingFace, metrics.RevenueBefore, metrics.RevenueAfter, metrics.RevenueKept, metrics.BeforeSpend, metrics.AfterSpend}

func TestReturnsComeBackWhenTheirSegmentSays(t *testing.T) {
	// One purchase in the middle of each month: what comes back a month later does so in the next month, or at the end.
	after := func(lag string) *simulate.Result {
		data, _ := scenarios.Shipped("worked-example")
		w := load(t, string(data), with("customers", "1000"), with("months", "6"), with("segments[customer].returns", "{share: 30%, after: "+lag+"}"))
		return small(t, w, shipped(t, "bonus-5"))
	}
	soon, late := after("1 day"), after("1 month")
	for a := range soon.Arms {
		for _, f := range []metrics.Flow{metrics.Returns, metrics.PointsClawedBack} {
			var carried, total float64
			for m := range 6 {
				now, then := proof.Sum(soon, a, proof.FlowIn(f, m, m+1)), proof.Sum(late, a, proof.FlowIn(f, m, m+1))
				want := carried
				if m == 5 {
					want += now
				}
				if then != want {
					t.Errorf("arm %d, month %d, flow %d: %v, want %v", a, m, f, then, want)
				}
				carried, total = now, total+now
			}
			if points := f == metrics.PointsClawedBack; (total > 0) != (!points || a > 0) {
				t.Errorf("arm %d, flow %d: %v in all", a, f, total)
			}
		}
	}
}

func TestMoneyTimesTenIsAllThatACurrencyOfTenthsChanges(t *testing.T) {
	build := func(k float64) *simulate.Result {
		yaml := fmt.Sprintf(`earnburn: scenario/v1
name: shop
currency: USD
start: 2025-01-01
months: 18
customers: 1000
segments:
  - {name: a, share: 100%%, margin: 35%%, purchases: {per_month: 1.5}, basket: {fixed: %v}, share_of_wallet: {mean: 40%%}, churn: 20%%, returns: 5%%, arriving: {per_month: 2%%, cost: %v}}
behavior: {frequency_share: 1}   # the response of baskets is rounded to the cent
operations: {setup: %v, per_month: %v, per_member_year: %v}
`, 40*k, 6*k, 300*k, 10*k, 0.5*k)
		program := fmt.Sprintf(`enrollment: opt_in
discounts: [{rate: 2%%, when: {basket_from: %v}}]
points:
  earn: [{points: 1, per: {spend: %v}}]
  rewards:
    - {name: five, points: 100, gives: {money_off: %v}}
    - {name: gift, points: 400, gives: {product: {price: %v, cost: 40%%}}}
    - {name: voucher, points: 250, issued: automatically, gives: {certificate: {face: %v, valid: 6 months}}}
  expire: {after: 12 months}
tiers:
  by: spend
  window: calendar_year
  levels: [{name: Base}, {name: Gold, from: %v, earn_times: 1.5, perks: [{name: delivery, per: order, worth: %v, cost: %v}]}]
`, 30*k, k, 5*k, 30*k, 15*k, 500*k, 2*k, 1*k)
		return runExactly(t, load(t, yaml), simulateOptions(3000), arm(t, "club", program))
	}
	one, ten := build(1), build(10)
	for a := range one.Arms {
		for g, s := range proof.Groups(one, a) {
			o := proof.Groups(ten, a)[g]
			for m := range s.Flow {
				for f := range s.Flow[m] {
					want := s.Flow[m][f]
					if slices.Contains(moneyFlows, metrics.Flow(f)) {
						want *= 10
					}
					if o.Flow[m][f] != want {
						t.Fatalf("arm %d, month %d, flow %d: %d, want %d", a, m, f, o.Flow[m][f], want)
					}
				}
			}
			for p := range s.Person {
				want, slack := s.Person[p], int64(0)
				switch metrics.Person(p) {
				case metrics.Subsidy, metrics.SubsidyRewards: // a share of a customer's cost, rounded
					want, slack = 10*want, 10*s.Person[metrics.Members]
				default:
					if slices.Contains(moneyPersons, metrics.Person(p)) {
						want *= 10
					}
				}
				if d := o.Person[p] - want; d > slack || -d > slack {
					t.Fatalf("arm %d, count %d per customer: %d, want %d", a, p, o.Person[p], want)
				}
			}
		}
	}
	if proof.Sum(one, 1, proof.Flow(metrics.RewardCost)) == 0 || proof.Sum(one, 1, proof.Flow(metrics.CardsUsedFace)) == 0 || proof.Sum(one, 1, proof.Flow(metrics.PerkCost)) == 0 {
		t.Error("nothing was given")
	}
}

func TestOrderOfKeysCommentsAndFormChangeNothing(t *testing.T) {
	keys := []string{"name: regulars", "share: 40%", "margin: 35%", "nps: 35", "purchases: {per_month: 2, cv: 0.8, regularity: 2}",
		"basket: {mean: 40, cv_between: 0.4, cv_within: 0.6}", "share_of_wallet: {mean: 45%, sd: 0.5}", "churn: {per_year: 15%, per_purchase: {a: 0.6, b: 40}}"}
	begin := strings.Index(retailers, "  - name: regulars")
	end := strings.Index(retailers, "  - name: others")
	arms := []simulate.Arm{shipped(t, "points-tiers"), shipped(t, "discount-5")}
	want := small(t, load(t, retailers), arms...)
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation(keys).Draw(t, "keys")
		block := "  - " + strings.Join(order, "\n    ") + "\n"
		switch rapid.IntRange(0, 2).Draw(t, "form") {
		case 1:
			block = "  - {" + strings.Join(order, ", ") + "}   # a segment\n"
		case 2:
			block = "\n# first segment\n" + strings.ReplaceAll(block, "\n", "   # said twice\n")
		}
		sameRuns(t, "keys in another order", want, small(t, load(t, retailers[:begin]+block+retailers[end:]), arms...))
	})
}

func TestNamesAreOnlyNames(t *testing.T) {
	tiers, _ := programs.Shipped("points-tiers")
	want := small(t, load(t, retailers), arm(t, "a", body(tiers)))
	renamed := strings.NewReplacer("retailers", "andere", "regulars", "Stammkunden", "others", "übrige", "food", "Essen", "home", "Haus", "card", "Karte").Replace(retailers)
	program := strings.NewReplacer("Silver", "Argent", "Gold", "Or", "5 off", "cinq", "25 off", "vingt-cinq", "free delivery", "livraison").Replace(body(tiers))
	got := small(t, load(t, renamed), arm(t, "b", program))
	sameRuns(t, "renamed", want, got)
	if got.Arms[1].Name != "b" || got.Facts.Segments[1] != "übrige" {
		t.Errorf("names %v %v", got.Arms[1].Name, got.Facts.Segments)
	}
	for _, m := range metrics.Every() {
		a := metrics.Evaluate(&want.Data, 1, []*metrics.Metric{m}, metrics.Whole)[0]
		b := metrics.Evaluate(&got.Data, 1, []*metrics.Metric{m}, metrics.Whole)[0]
		if a.Value.Missing == "" && (a.Value != b.Value || a.Change != b.Change) {
			t.Errorf("%s: %v and %v", m.Name, a.Value, b.Value)
		}
	}
}

// body is a program's file without header and name.
func body(data []byte) string {
	var lines []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "earnburn:") && !strings.HasPrefix(line, "name:") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// unmoved is a mechanical world drawn at random.
func unmoved(t *rapid.T) *scenarios.World {
	segment := fmt.Sprintf("purchases: {per_month: %v, cv: %v, regularity: %d}, basket: {mean: 30}",
		rapid.SampledFrom([]float64{0.3, 1, 4}).Draw(t, "rate"), rapid.SampledFrom([]float64{0, 0.7, 1.2}).Draw(t, "cv"), rapid.IntRange(1, 3).Draw(t, "regularity"))
	segment += rapid.SampledFrom([]string{"", ", churn: 25%", ", churn: {per_purchase: 5%}", ", churn: {per_year: 20%, per_purchase: {a: 1, b: 20}}"}).Draw(t, "churn")
	return load(t, proof.Shop(rapid.IntRange(6, 24).Draw(t, "months"), segment, proof.Mechanical))
}

func TestLongerValidityLosesFewerPointsInAMechanicalWorld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := unmoved(t)
		kind := rapid.SampledFrom([]string{"after", "inactive"}).Draw(t, "kind")
		rewards := rapid.SampledFrom([]string{"{points: 1, gives: {money_off: 0.05}, up_to: 100%}", "{points: 5, gives: {product: {price: 4, cost: 30%}}}",
			"{points: 4, used: at_once, gives: {product: {price: 4, cost: 30%}}}"}).Draw(t, "reward")
		short := rapid.IntRange(5, 300).Draw(t, "validity")
		long := short + rapid.IntRange(1, 400).Draw(t, "more")
		var arms []simulate.Arm
		for i, days := range []int{short, long} {
			arms = append(arms, arm(t, fmt.Sprintf("p%d", i), fmt.Sprintf("points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [%s]\n  expire: {%s: %d days}\n", rewards, kind, days)))
		}
		r := small(t, w, arms...)
		lost := proof.Plus(proof.Flow(metrics.PointsExpired), proof.Owed(metrics.OwedExpired))
		used := proof.Plus(proof.Flow(metrics.PointsRedeemed), proof.Owed(metrics.OwedRedeemed))
		if a, b := proof.Sum(r, 1, lost), proof.Sum(r, 2, lost); b > a {
			t.Errorf("%d days: %v lost; %d days: %v", short, a, long, b)
		}
		if a, b := proof.Sum(r, 1, used), proof.Sum(r, 2, used); b < a {
			t.Errorf("%d days: %v used; %d days: %v", short, a, long, b)
		}
		if a, b := proof.Sum(r, 1, proof.Flow(metrics.PointsIssued)), proof.Sum(r, 2, proof.Flow(metrics.PointsIssued)); a != b {
			t.Errorf("%v and %v points issued", a, b)
		}
	})
}

func TestMoreStampsToACardGiveFewerRewardsInAMechanicalWorld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := unmoved(t)
		used := rapid.SampledFrom([]string{"at_once", "later"}).Draw(t, "used")
		expire := rapid.SampledFrom([]string{"never", "{inactive: 120 days}"}).Draw(t, "expire")
		few := rapid.IntRange(1, 12).Draw(t, "stamps")
		many := few + rapid.IntRange(1, 6).Draw(t, "more")
		var arms []simulate.Arm
		for i, n := range []int{few, many} {
			arms = append(arms, arm(t, fmt.Sprintf("p%d", i), fmt.Sprintf("points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: %d, used: %s, gives: {product: {price: 4, cost: 30%%}}}]\n  expire: %s\n", n, used, expire)))
		}
		r := small(t, w, arms...)
		if a, b := proof.Sum(r, 1, proof.Flow(metrics.Redemptions)), proof.Sum(r, 2, proof.Flow(metrics.Redemptions)); b > a {
			t.Errorf("%d stamps: %v rewards; %d stamps: %v", few, a, many, b)
		}
	})
}

func TestMarginFallsInProportionToTheCostOfRewards(t *testing.T) {
	// Customers do not see the cost, so this holds with minds, too (D4).
	program := func(cost int) simulate.Arm {
		return arm(t, fmt.Sprintf("cost%d", cost), fmt.Sprintf("points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 100, gives: {product: {price: 10, cost: %d%%}}}]\n  expire: {after: 12 months}\n", cost))
	}
	w := load(t, retailers, with("behavior", "{displacement: 25%}"))
	r := runExactly(t, w, simulateOptions(3000), program(0), program(10), program(40), program(100))
	free := proof.Groups(r, 1)
	for i, cost := range []float64{0.1, 0.4, 1} {
		for g, s := range proof.Groups(r, 2+i) {
			rewards := proof.Flow(metrics.Redemptions)(s)
			if rewards != proof.Flow(metrics.Redemptions)(free[g]) || proof.Flow(metrics.GrossMargin)(s) != proof.Flow(metrics.GrossMargin)(free[g]) {
				t.Fatal("customers saw the cost of goods")
			}
			// Of the price of 10 a cost and, of what would have been bought anyway, the margin.
			if got, want := proof.Flow(metrics.RewardCost)(s), rewards*10_000*(cost+.25*(1-cost)); math.Abs(got-want) > 1e-6 {
				t.Fatalf("cost of %v: %v, want %v", cost, got, want)
			}
		}
	}
	if proof.Sum(r, 1, proof.Flow(metrics.Redemptions)) == 0 {
		t.Error("no rewards")
	}
}

func TestALongerHorizonBeginsLikeAShorterOne(t *testing.T) {
	points, _ := programs.Shipped("points-100")
	for _, extra := range [][]scenarios.Override{nil, {with("behavior", "mechanical")}} {
		arms := append(shippedAll(t), arm(t, "half", strings.Replace(body(points), "opt_in", "50%", 1)))
		short := small(t, load(t, retailers, append(extra, with("months", "11"))...), arms...)
		long := small(t, load(t, retailers, append(extra, with("months", "29"))...), arms...)
		for a := range short.Arms {
			list := proof.Groups(long, a)
			for g, s := range proof.Groups(short, a) {
				if !reflect.DeepEqual(s.Flow, list[g].Flow[:11]) {
					t.Errorf("%s, group %d: %s", short.Arms[a].Name, g, firstDifference([][]*metrics.Sums{{{Flow: s.Flow}}}, [][]*metrics.Sums{{{Flow: list[g].Flow}}}))
					break
				}
			}
		}
	}
}

func TestReturnsReachBackOnlyIntoTheLastMonth(t *testing.T) {
	arms := []simulate.Arm{shipped(t, "points-100"), shipped(t, "points-tiers")}
	returns := with("segments[regulars].returns", "20%")
	short := small(t, load(t, retailers, returns, with("months", "11")), arms...)
	long := small(t, load(t, retailers, returns, with("months", "29")), arms...)
	for a := range short.Arms {
		for g, s := range proof.Groups(short, a) {
			if !reflect.DeepEqual(s.Flow[:10], proof.Groups(long, a)[g].Flow[:10]) {
				t.Errorf("%s, group %d differs", short.Arms[a].Name, g)
			}
		}
	}
}

// Where everything comes back, most of it in another month, nothing is left of sales or of what programs give with them.
func TestWhatComesBackLeavesNothing(t *testing.T) {
	w := load(t, retailers, with("segments[regulars].returns", "99.9999%"), with("segments[others].returns", "99.9999%"))
	r := small(t, w, shipped(t, "discount-5"), shipped(t, "points-100"), shipped(t, "points-tiers"))
	for arm := range r.Arms {
		if countedIn(r, arm, metrics.Purchases) == 0 {
			t.Error("nobody buys")
		}
		for _, f := range []metrics.Flow{metrics.Sales, metrics.GrossMargin, metrics.Discounts, metrics.RewardCost, metrics.PerkCost} {
			if sum := countedIn(r, arm, f); sum != 0 {
				t.Errorf("%s: flow %d sums to %v", r.Arms[arm].Name, f, sum)
			}
		}
	}
}

func TestTheFirstCustomersOfALargerRunAreTheSame(t *testing.T) {
	w, arms := load(t, retailers), []simulate.Arm{shipped(t, "points-tiers"), shipped(t, "bonus-5")}
	few := runExactly(t, w, simulate.Options{Customers: 2000, Seed: 3}, arms...)
	many := runExactly(t, w, simulate.Options{Customers: 4000, Seed: 3}, arms...)
	for a := range few.Arms {
		for s, segment := range few.Arms[a].Cells {
			for g := range 20 { // 2,000 customers are 20 blocks of 100, each a group of its own
				if !reflect.DeepEqual(segment[g], many.Arms[a].Cells[s][g]) {
					t.Fatalf("%s, segment %d, group %d differs", few.Arms[a].Name, s, g)
				}
			}
		}
	}
}

func TestAnInterruptedRunIsARunOfTheCustomersDone(t *testing.T) {
	w, arms := load(t, retailers), []simulate.Arm{shipped(t, "points-100")}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	part, err := simulate.Run(ctx, w, arms, simulate.Options{Customers: 20_000, Seed: 3, Threads: 2, Progress: func(done, _ int) {
		if done >= 1500 {
			cancel()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if !part.Partial || part.Done < 1500 || part.Done >= 20_000 {
		t.Fatalf("done %d, partial %v", part.Done, part.Partial)
	}
	sameRuns(t, "interrupted", part, runExactly(t, w, simulate.Options{Customers: part.Done, Seed: 3}, arms...))
}

// Customers that come on top of others, in the middle of a block too, make the run that it would have been with all of them at once.
func TestAnExtendedRunIsARunOfAllItsCustomers(t *testing.T) {
	w, arms := load(t, retailers, with("segments[others].arriving.per_month", "3%")), []simulate.Arm{shipped(t, "points-tiers"), shipped(t, "cashback")}
	o := simulate.Options{Customers: 1030, Seed: 3, Threads: 2, Depth: true, Cohorts: true}
	r, err := simulate.Run(context.Background(), w, arms, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, customers := range []int{1030, 1070, 2400, 3050} {
		if err := r.Extend(context.Background(), customers); err != nil {
			t.Fatal(err)
		}
		o.Customers, o.Threads = customers, 1
		want := runExactly(t, w, o, arms...)
		sameRuns(t, fmt.Sprintf("%d customers", customers), want, r)
		if r.Done != customers || r.Partial || !reflect.DeepEqual(r.Deciles, want.Deciles) || !reflect.DeepEqual(r.Tiers, want.Tiers) {
			t.Errorf("%d customers: done %d, partial %v, or deciles or tiers differ", customers, r.Done, r.Partial)
		}
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if err := r.Extend(ended, 5000); err != nil || !r.Partial || r.Done != 3050 {
		t.Errorf("interrupted at once: done %d, partial %v, %v", r.Done, r.Partial, err)
	}
}

func TestTwoEqualProgramsDifferByExactlyNothing(t *testing.T) {
	for _, name := range library {
		one, two := shipped(t, name), shipped(t, name)
		two.Name = "copy"
		r := small(t, load(t, retailers), one, two)
		same(t, name, r, r, 1, 2)
		for i, d := range metrics.Difference(&r.Data, 1, 2, metrics.Every(), metrics.Whole) {
			if d.Missing == "" && (d.Value != 0 || d.SE != 0 || d.Low != 0 || d.High != 0 || math.Signbit(d.Value)) {
				t.Errorf("%s, %s: %+v", name, metrics.All[i].Name, d)
			}
		}
	}
}

func TestComparisonsAreAntisymmetricAndAddUp(t *testing.T) {
	r := runExactly(t, load(t, retailers), simulateOptions(3000), shipped(t, "discount-5"), shipped(t, "bonus-5"), shipped(t, "points-tiers"))
	every := metrics.Every()
	ab, ba := metrics.Difference(&r.Data, 1, 2, every, metrics.Whole), metrics.Difference(&r.Data, 2, 1, every, metrics.Whole)
	bc, ac := metrics.Difference(&r.Data, 2, 3, every, metrics.Whole), metrics.Difference(&r.Data, 1, 3, every, metrics.Whole)
	for i, m := range every {
		if ab[i].Missing != "" || bc[i].Missing != "" {
			continue
		}
		if ab[i].Value != -ba[i].Value || ab[i].SE != ba[i].SE {
			t.Errorf("%s: A against B %v ± %v, B against A %v ± %v", m.Name, ab[i].Value, ab[i].SE, ba[i].Value, ba[i].SE)
		}
		// Payback jumps and has no linear error.
		if d := ac[i].Value - (ab[i].Value + bc[i].Value); math.Abs(d) > 1e-9*(math.Abs(ab[i].Value)+math.Abs(bc[i].Value)+1e-9) {
			t.Errorf("%s: A against C %v, by way of B %v", m.Name, ac[i].Value, ab[i].Value+bc[i].Value)
		}
	}
}

func TestProgramsBesideAProgramChangeNothing(t *testing.T) {
	w := load(t, retailers)
	all := small(t, w, shippedAll(t)...)
	slices.Reverse(library)
	reversed := small(t, w, shippedAll(t)...)
	slices.Reverse(library)
	for i, name := range library {
		alone := small(t, w, shipped(t, name))
		same(t, "baseline", alone, all, 0, 0)
		same(t, "among others", alone, all, 1, i+1)
		same(t, "in reverse", alone, reversed, 1, len(library)-i)
	}
}

func TestThreadsChangeNothing(t *testing.T) {
	w := load(t, retailers, with("segments[others].arriving.per_month", "3%"))
	arms := []simulate.Arm{shipped(t, "points-tiers"), shipped(t, "cashback")}
	want := runExactly(t, w, simulate.Options{Customers: 3050, Seed: 5, Threads: 1}, arms...)
	for _, threads := range []int{0, 2, 3, 7} {
		sameRuns(t, fmt.Sprintf("%d threads", threads), want, runExactly(t, w, simulate.Options{Customers: 3050, Seed: 5, Threads: threads}, arms...))
	}
}

func TestSayingTheDefaultsChangesNothing(t *testing.T) {
	arms := shippedAll(t)
	want := small(t, load(t, retailers), arms...)
	var overrides []scenarios.Override
	for p := range scenarios.NumParameters {
		overrides = append(overrides, with("behavior."+p.String(), proof.Number(scenarios.Register[p].Value)))
	}
	sameRuns(t, "behavior", want, small(t, load(t, retailers, append([]scenarios.Override{with("behavior", "evidence")}, overrides...)...), arms...))
	for _, o := range []scenarios.Override{
		with("discount_rate", "0.1"), with("segments[others].nps", "27"), with("segments[others].units", "1"), with("segments[others].purchases.cv", "1.0"),
		with("segments[others].purchases.regularity", "1"), with("segments[others].basket.cv_within", "0.60"), with("segments[others].returns", "0"),
		with("segments[others].arriving.per_month", "0%"), with("segments[regulars].share_of_wallet.rank_correlation", "0.4"), with("survey", "1000"),
	} {
		sameRuns(t, o.Path, want, small(t, load(t, retailers, o), arms...))
	}
}

func TestAnOverrideIsTheSameAsTheFile(t *testing.T) {
	arms := []simulate.Arm{shipped(t, "points-100"), shipped(t, "discount-5")}
	for _, c := range [][3]string{
		{"behavior", "{elasticity: 1.2}", "behavior: {elasticity: 1.2}\n"},
		{"survey", "300", "survey: 300\n"},
		{"unit", "items", "unit: items\n"},
	} {
		sameRuns(t, c[0], small(t, load(t, retailers, with(c[0], c[1])), arms...), small(t, load(t, retailers+c[2]), arms...))
	}
	sameRuns(t, "months", small(t, load(t, retailers, with("months", "9")), arms...), small(t, load(t, strings.Replace(retailers, "months: 18", "months: 9", 1)), arms...))
}

func TestRulesThatNeverHoldChangeNothing(t *testing.T) {
	const points = "points:\n  earn:\n    - {points: 1, per: {spend: 1}}\n%s  rewards: [{points: 100, gives: {money_off: 5}}]\n  expire: {after: 12 months}\n"
	w := load(t, retailers)
	want := small(t, w, arm(t, "plain", fmt.Sprintf(points, "")))
	for _, never := range []string{"{from: 2090-01-01}", "{to: 1999-12-31}", "{basket_from: 1000000}", "{category: home, basket_from: 1000000}", "{tender: card, to: 2001-01-01}", "{weekday: [monday, sunday], from: 2080-05-05}"} {
		got := small(t, w, arm(t, "discount", "discounts: [{rate: 50%, when: "+never+"}]\n"+fmt.Sprintf(points, "")))
		same(t, "a discount when "+never, want, got, 1, 1)
		got = small(t, w, arm(t, "earn", fmt.Sprintf(points, "    - {points: 9, per: {spend: 1}, when: "+never+"}\n")))
		// One more rule is harder to understand, which the scores of the surveys show and nothing else.
		for _, run := range []*simulate.Result{want, got} {
			for _, segment := range run.Arms[1].Cells {
				for _, s := range segment {
					if s != nil {
						s.Person[metrics.Promoters], s.Person[metrics.Detractors], s.Person[metrics.Effort], s.Person[metrics.EffortSquares] = 0, 0, 0, 0
					}
				}
			}
		}
		same(t, "points when "+never, want, got, 1, 1)
		want = small(t, w, arm(t, "plain", fmt.Sprintf(points, "")))
	}
}

func TestWhatOnlyProgramsCouldUseChangesNoBaseline(t *testing.T) {
	plain := proof.Shop(12, "purchases: {per_month: 1}, basket: {mean: 40}, share_of_wallet: 40%")
	want := small(t, load(t, plain), shipped(t, "points-100"))
	for _, extra := range []string{
		"tenders: [{name: card, share: 30%}]", "unit: nights", "categories: [{name: a, share: 50%}, {name: b, share: 50%}]", "variants: [{name: v, set: {scenario.months: 6}}]",
		"limits: [net_margin_impact_pct >= 0]", "survey: 10",
	} {
		sameRuns(t, extra, want, small(t, load(t, plain+extra+"\n"), shipped(t, "points-100")))
	}
}

func TestTimeZoneAndLocaleChangeNothing(t *testing.T) {
	arms := []simulate.Arm{shipped(t, "points-tiers"), arm(t, "weekend", "discounts: [{rate: 10%, when: {weekday: [saturday, sunday]}}]\n")}
	want := small(t, load(t, retailers), arms...)
	before := time.Local
	t.Cleanup(func() { time.Local = before })
	for _, zone := range []struct {
		name, locale string
		offset       int
	}{{"Pacific/Kiritimati", "de_DE.UTF-8", 14}, {"Pacific/Niue", "tr_TR.UTF-8", -11}} {
		t.Setenv("TZ", zone.name)
		t.Setenv("LC_ALL", zone.locale)
		t.Setenv("LANG", zone.locale)
		time.Local = time.FixedZone(zone.name, zone.offset*3600)
		sameRuns(t, zone.name, want, small(t, load(t, retailers), arms...))
	}
}

func TestOneCustomerIsEnough(t *testing.T) {
	for seed := range uint64(40) {
		r := runExactly(t, load(t, retailers), simulate.Options{Customers: 1, Seed: seed}, shippedAll(t)...)
		if r.Done != 1 || r.Partial {
			t.Fatalf("done %d", r.Done)
		}
		for a := range r.Arms {
			for _, e := range metrics.Evaluate(&r.Data, a, metrics.Every(), metrics.Whole) {
				if v := e.Value; math.IsNaN(v.Value) || math.IsInf(v.Value, 0) || v.SE != 0 || v.Missing == "" && v.NoInterval == "" {
					t.Fatalf("%s: %+v", e.Metric.Name, v)
				}
			}
		}
	}
}

func TestAnEmptyProgramChangesExactlyNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := load(t, retailers, with("months", fmt.Sprint(rapid.IntRange(1, 30).Draw(t, "months"))),
			with("segments[others].returns", rapid.SampledFrom([]string{"0", "10%"}).Draw(t, "returns")),
			with("segments[regulars].arriving.per_month", rapid.SampledFrom([]string{"0", "5%"}).Draw(t, "arriving")))
		enrollment := rapid.SampledFrom([]string{"", "enrollment: opt_in\n", "enrollment: automatic\n"}).Draw(t, "enrollment")
		r := small(t, w, arm(t, "empty", enrollment))
		idle(t, r, 1)
		for _, name := range []string{"net_margin_impact", "net_margin_impact_cash", "incremental_sales", "incremental_revenue", "incremental_purchases", "lost_purchases", "program_cost", "nps_change", "closing_obligation"} {
			if e := value(t, r, 1, name); e.Value != 0 || e.SE != 0 {
				t.Errorf("%s: %+v", name, e)
			}
		}
	})
}

func TestARewardOutOfReachMovesNoPurchase(t *testing.T) {
	program := arm(t, "dream", "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 100000, gives: {money_off: 1000}}]\n  expire: {after: 60 days}\n")
	w := load(t, retailers)
	r := runExactly(t, w, simulateOptions(3000), program)
	idle(t, r, 1)
	for n := range 5 {
		traced, err := simulate.Trace(w, []simulate.Arm{program}, simulateOptions(3000), n)
		if err != nil {
			t.Fatal(err)
		}
		sameTimes(t, traced)
	}
}

// sameTimes requires a traced customer to buy at the baseline's times, bit for bit.
func sameTimes(t rapid.TB, traced *simulate.Traced) {
	t.Helper()
	times := make(map[string][]float64)
	for _, s := range traced.Steps {
		if s.Purchase > 0 {
			times[s.Arm] = append(times[s.Arm], s.Time)
		}
	}
	for name, list := range times {
		if !slices.Equal(list, times[simulate.Baseline]) {
			t.Errorf("customer %d: %s has purchases at %v, the baseline at %v", traced.Customer, name, list, times[simulate.Baseline])
		}
	}
}

func TestWhereNobodyRespondsArmsKeepTheBaselinesBits(t *testing.T) {
	const numb = "{churn_hazard_ratio: 1, stake: 0, tier_retention: 1, demotion_churn: 1, expiry_churn: 1}"
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.SampledFrom([]string{"2024-02-29", "2023-12-31", "2025-01-01", "2027-08-31", "2028-02-01", "2099-11-30", "1999-12-15"}).Draw(t, "start")
		overrides := []scenarios.Override{
			with("start", start), with("months", fmt.Sprint(rapid.IntRange(1, 40).Draw(t, "months"))),
			with("segments[regulars].purchases.regularity", fmt.Sprint(rapid.IntRange(1, 4).Draw(t, "regularity"))),
			with("segments[others].returns", rapid.SampledFrom([]string{"0", "10%"}).Draw(t, "returns")),
			with("segments[regulars].arriving.per_month", rapid.SampledFrom([]string{"0", "5%"}).Draw(t, "arriving")),
		}
		if rapid.Bool().Draw(t, "mechanical") {
			overrides = append(overrides, with("behavior", "mechanical"))
		} else {
			overrides = append(overrides, with("behavior", numb), with("segments[regulars].share_of_wallet", "100%"), with("segments[others].share_of_wallet", "100%"))
		}
		w := load(t, retailers, overrides...)
		program := shipped(t, rapid.SampledFrom(library).Draw(t, "program"))
		r := small(t, w, program)
		idle(t, r, 1)
		traced, err := simulate.Trace(w, []simulate.Arm{program}, simulate.Options{Customers: 600, Seed: 7}, rapid.IntRange(0, 599).Draw(t, "customer"))
		if err != nil {
			t.Fatal(err)
		}
		sameTimes(t, traced)
	})
}

func TestTwoHalvesOfASegmentAreThatSegmentInLaw(t *testing.T) {
	whole := "purchases: {per_month: 1}, basket: {mean: 40}, share_of_wallet: {mean: 40%}, churn: 20%, arriving: {per_month: 1%}"
	halves := "  - {name: a, share: 50%, margin: 30%, " + whole + "}\n  - {name: b, share: 50%, margin: 30%, " + whole + "}\n"
	const n = 40_000
	arms := []simulate.Arm{shipped(t, "points-100"), shipped(t, "discount-5")}
	one := runExactly(t, load(t, proof.Shop(12, whole)), simulate.Options{Customers: n, Seed: 11}, arms...)
	two := runExactly(t, load(t, proof.ShopOf(12, halves)), simulate.Options{Customers: n, Seed: 12}, arms...)
	for a := range one.Arms {
		for name, c := range map[string]proof.Count{
			"purchases": proof.Flow(metrics.Purchases), "sales": proof.Flow(metrics.Sales), "alive": proof.Person(metrics.Alive), "members": proof.Person(metrics.Members),
			"points": proof.Flow(metrics.PointsIssued), "rewards": proof.Flow(metrics.RewardCost), "extra purchases": proof.Person(metrics.ExtraPurchases), "arrived": proof.Flow(metrics.Joined),
		} {
			x, y := proof.PerCustomer(one, a, c), proof.PerCustomer(two, a, c)
			if se := math.Hypot(x.SE, y.SE); math.Abs(x.Value-y.Value) > 4*se {
				t.Errorf("%s, %s: %v in one segment, %v in two (standard error %v)", one.Arms[a].Name, name, x.Value, y.Value, se)
			}
		}
	}
	if a, b := proof.Sum(two, 0, proof.Customers), float64(n); a != b {
		t.Errorf("%v customers, want %v", a, b)
	}
}

func TestAnotherSeedIsAnotherSampleOfTheSameLaw(t *testing.T) {
	w, arms := load(t, retailers), []simulate.Arm{shipped(t, "points-100")}
	a := runExactly(t, w, simulate.Options{Customers: 20_000, Seed: 1}, arms...)
	b := runExactly(t, w, simulate.Options{Customers: 20_000, Seed: 1 << 63}, arms...)
	if reflect.DeepEqual(a.Arms[0].Cells, b.Arms[0].Cells) {
		t.Fatal("two seeds gave the same customers")
	}
	for _, name := range []string{"net_margin", "net_margin_impact", "sales", "enrolled_share", "burn_rate", "churn_rate", "average_basket", "share_of_wallet", "nps"} {
		x, y := value(t, a, 1, name), value(t, b, 1, name)
		if math.Abs(x.Value-y.Value) > 4*math.Hypot(x.SE, y.SE) {
			t.Errorf("%s: %v ± %v and %v ± %v", name, x.Value, x.SE, y.Value, y.SE)
		}
	}
}

func TestTwiceTheBaseIsTwiceTheTotals(t *testing.T) {
	w, arms := load(t, retailers, with("operations", "{}")), []simulate.Arm{shipped(t, "points-100")}
	one := small(t, w, arms...)
	two := small(t, load(t, retailers, with("operations", "{}"), with("customers", "80000")), arms...)
	sameRuns(t, "the sample", one, two)
	for _, m := range metrics.Every() {
		a := metrics.Evaluate(&one.Data, 1, []*metrics.Metric{m}, metrics.Whole)[0].Value
		b := metrics.Evaluate(&two.Data, 1, []*metrics.Metric{m}, metrics.Whole)[0].Value
		if a.Missing != "" {
			continue
		}
		factor := 1.0
		switch m.Kind {
		case metrics.Money, metrics.Count, metrics.Points:
			factor = 2
		}
		if b.Value != factor*a.Value {
			t.Errorf("%s: %v and %v", m.Name, a.Value, b.Value)
		}
	}
}

func TestWhatCustomersDoNotSeeDoesNotMoveThem(t *testing.T) {
	arms := []simulate.Arm{shipped(t, "points-tiers"), shipped(t, "stamp-card")}
	want := small(t, load(t, retailers), arms...)
	for _, c := range []struct {
		override scenarios.Override
		flows    []metrics.Flow
		persons  []metrics.Person
	}{
		{override: with("discount_rate", "50%")},
		{override: with("operations", "{setup: 9, per_month: 9}")},
		{override: with("customers", "7")},
		{override: with("segments[regulars].margin", "99%"), flows: []metrics.Flow{metrics.GrossMargin}},
		{override: with("categories[food].margin", "1%"), flows: []metrics.Flow{metrics.GrossMargin}},
		{override: with("segments[others].nps", "-50"), persons: []metrics.Person{metrics.Promoters, metrics.Detractors}},
		{override: with("behavior.displacement", "90%"), flows: []metrics.Flow{metrics.Displaced, metrics.RewardCost},
			persons: []metrics.Person{metrics.ProgramCost, metrics.Subsidy, metrics.RewardsAll, metrics.SubsidyRewards}},
	} {
		overrides := []scenarios.Override{c.override}
		if strings.HasPrefix(c.override.Path, "behavior.") {
			overrides = []scenarios.Override{with("behavior", "{"+strings.TrimPrefix(c.override.Path, "behavior.")+": "+c.override.Value+"}")}
		}
		got := small(t, load(t, retailers, overrides...), arms...)
		for a := range want.Arms {
			for g, s := range proof.Groups(want, a) {
				o := proof.Groups(got, a)[g]
				for m := range s.Flow {
					for f := range s.Flow[m] {
						if s.Flow[m][f] != o.Flow[m][f] && !slices.Contains(c.flows, metrics.Flow(f)) {
							t.Fatalf("%s: %s, month %d, flow %d: %d and %d", c.override.Path, want.Arms[a].Name, m, f, s.Flow[m][f], o.Flow[m][f])
						}
					}
				}
				for p := range s.Person {
					if s.Person[p] != o.Person[p] && !slices.Contains(c.persons, metrics.Person(p)) {
						t.Fatalf("%s: %s, count %d per customer: %d and %d", c.override.Path, want.Arms[a].Name, p, s.Person[p], o.Person[p])
					}
				}
			}
		}
	}
}

func TestSmallerPointsAreOnlyMorePoints(t *testing.T) {
	const program = "enrollment: opt_in\npoints:\n  earn: [{points: %d, per: {spend: 1}}]\n  rewards:\n    - {points: %d, gives: {money_off: 5}}\n    - {points: %d, gives: {product: {price: 30, cost: 40%%}}}\n  expire: {after: 12 months}\n  welcome: %d\n"
	w := load(t, retailers)
	r := small(t, w, arm(t, "points", fmt.Sprintf(program, 1, 100, 450, 20)), arm(t, "tenths", fmt.Sprintf(program, 10, 1000, 4500, 200)))
	points := []metrics.Flow{metrics.PointsIssued, metrics.PointsAdjusted, metrics.PointsRedeemed, metrics.PointsExpired, metrics.PointsForfeited, metrics.PointsClawedBack}
	for g, s := range proof.Groups(r, 1) {
		o := proof.Groups(r, 2)[g]
		for m := range s.Flow {
			for f, want := range s.Flow[m] {
				if slices.Contains(points, metrics.Flow(f)) {
					want *= 10
				}
				if o.Flow[m][f] != want {
					t.Fatalf("month %d, flow %d: %d, want %d", m, f, o.Flow[m][f], want)
				}
			}
		}
		for m := range s.Owed {
			if o.Owed[m][metrics.OwedCost] != s.Owed[m][metrics.OwedCost] || o.Owed[m][metrics.OwedRedeemed] != 10*s.Owed[m][metrics.OwedRedeemed] {
				t.Fatalf("month %d of the run-off: %v and %v", m, s.Owed[m], o.Owed[m])
			}
		}
	}
}

func TestEveryRunRepeatsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		w, program := load(t, retailers), shipped(t, rapid.SampledFrom(library).Draw(t, "program"))
		o := simulate.Options{Customers: rapid.IntRange(1, 350).Draw(t, "customers"), Seed: seed, Threads: 1}
		a := runExactly(t, w, o, program)
		o.Threads = 3
		sameRuns(t, "again", a, runExactly(t, w, o, program))
	})
}
