package simulate

import (
	"context"
	"math"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// The claims below are what the literature and common sense say of people's response. Each must hold of the engine, not of a helper.

func runOf(t *testing.T, w *scenarios.World, customers int, arms ...Arm) *Result {
	t.Helper()
	if testing.Short() {
		customers = min(customers, 4000)
	}
	r, err := Run(context.Background(), w, arms, Options{Customers: customers, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func value(t *testing.T, r *Result, arm int, name string) metrics.Estimate {
	t.Helper()
	m, ok := metrics.ByName(name)
	if !ok {
		t.Fatalf("no metric %s", name)
	}
	e := metrics.Evaluate(&r.Data, arm, []*metrics.Metric{m}, metrics.Whole)[0].Value
	if e.Missing != "" {
		t.Fatalf("%s of %s is missing: %s", name, r.Arms[arm].Name, e.Missing)
	}
	return e
}

// less fails unless the metric of arm a lies below that of arm b by more than the noise of their paired difference.
func less(t *testing.T, r *Result, name string, a, b int) {
	t.Helper()
	m, _ := metrics.ByName(name)
	if e := metrics.Difference(&r.Data, a, b, []*metrics.Metric{m}, metrics.Whole)[0]; e.Missing != "" || e.High >= 0 {
		t.Errorf("%s of %s less that of %s is %.5g ± %.2g %s, want below 0", name, r.Arms[a].Name, r.Arms[b].Name, e.Value, e.SE, e.Missing)
	}
}

const pointsYAML = `
earnburn: program/v1
name: points
enrollment: opt_in
points:
  earn: [{points: 1, per: {spend: 1}}]
  rewards: [{points: THRESHOLD, gives: {money_off: VALUE}}]
  expire: EXPIRE
`

func points(t *testing.T, threshold, value, expire string) Arm {
	t.Helper()
	return arm(t, "points-"+threshold, replace(pointsYAML, "THRESHOLD", threshold, "VALUE", value, "EXPIRE", expire))
}

// still is a world without heterogeneity of minds: everyone engaged, patient, certain to redeem, without hassle and without overlays.
func still(more ...string) []string {
	set := []string{
		"behavior.engaged_share", "1", "behavior.capture", "1", "behavior.responsiveness_cv", "0", "behavior.subjective_discount", "0.001",
		"behavior.subjective_discount_cv", "0", "behavior.present_bias", "1", "behavior.point_framing", "1", "behavior.point_framing_cv", "0",
		"behavior.goal_gradient", "0", "behavior.post_reward", "0", "behavior.rewarded_behavior", "0", "behavior.churn_hazard_ratio", "1",
		"behavior.stake", "0", "behavior.redemption_intercept", "20", "behavior.redemption_sd", "0", "behavior.redemption_value", "0",
		"behavior.hassle", "0", "behavior.permanent_share", "1", "behavior.joining_intercept", "10", "behavior.ask_rate", "1",
	}
	return append(set, more...)
}

func TestResponse(t *testing.T) {
	t.Run("a_program_worth_nothing_does_nothing", func(t *testing.T) {
		r := runOf(t, world(t, "retail"), 10_000,
			arm(t, "idle", "earnburn: program/v1\nname: idle\nenrollment: automatic\npoints: {earn: [{points: 1, per: {spend: 1}}]}\n"),
			arm(t, "empty", "earnburn: program/v1\nname: empty\n"))
		for a := 1; a < 3; a++ {
			for _, f := range []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.GrossMargin, metrics.Left} {
				if got, want := flowOf(r, a, f), flowOf(r, 0, f); got != want {
					t.Errorf("%s: flow %d is %d, at baseline %d", r.Arms[a].Name, f, got, want)
				}
			}
			for _, p := range []metrics.Person{metrics.ExtraPurchases, metrics.LostPurchases, metrics.ProgramCost} {
				if got := personOf(r, a, p); got != 0 {
					t.Errorf("%s: count %d is %d, want 0", r.Arms[a].Name, p, got)
				}
			}
		}
	})

	t.Run("perceived_value_is_honest", func(t *testing.T) {
		// Patient people who collect until they have enough and then take it: what they think a purchase is worth is what it turns out to bring.
		for _, c := range []struct{ threshold, value, expire string }{{"100", "5", "never"}, {"225", "20", "never"}, {"450", "40", "never"}, {"200", "10", "{after: 24 months}"}} {
			w := world(t, "retail", still("behavior.elasticity", "0", "months", "240", "segments[0].churn", "0%", "segments[0].purchases.cv", "0.3", "segments[0].basket.cv_between", "0", "segments[0].basket.cv_within", "0.2")...)
			p, err := newPlan(w, []Arm{points(t, c.threshold, c.value, c.expire)}, 1)
			if err != nil {
				t.Fatal(err)
			}
			worker := newWorker(p)
			l := worker.lanes[1]
			var felt, purchases float64
			l.watch = func(s *Step) {
				if s.Purchase > 0 && s.Q != 0 && l.memory.joined < s.Time {
					felt += s.D * l.outlook.price
					purchases++
				}
			}
			for n := range 300 {
				if err := worker.customer(n); err != nil {
					t.Fatal(err)
				}
			}
			var received float64
			for m := range l.sums[0].Flow {
				received += float64(l.sums[0].Flow[m][metrics.RewardCost]) / 1000
			}
			if ratio := felt / received; math.Abs(ratio-1) > 0.15 {
				t.Errorf("%s points for %s: a purchase feels worth %.3f and brings %.3f", c.threshold, c.value, felt/purchases, received/purchases)
			}
		}
	})

	t.Run("an_idle_arm_has_the_baselines_bits", func(t *testing.T) {
		for _, scenario := range []string{"retail", "coffee", "department-store", "fashion"} {
			w := world(t, scenario, "start", "2027-03-17")
			late := arm(t, "late", "earnburn: program/v1\nname: late\nenrollment: automatic\ndiscounts: [{rate: 10%, when: {from: 2099-01-01}}]\n")
			for n := range 50 {
				traced, err := Trace(w, []Arm{late}, Options{Seed: 3}, n)
				if err != nil {
					t.Fatal(err)
				}
				var times [2][]float64
				for _, s := range traced.Steps {
					if s.Purchase > 0 {
						i := 0
						if s.Arm != Baseline {
							i = 1
						}
						times[i] = append(times[i], s.Time)
					}
				}
				if len(times[0]) != len(times[1]) {
					t.Fatalf("%s, customer %d: %d purchases, at baseline %d", scenario, n, len(times[1]), len(times[0]))
				}
				for k := range times[0] {
					if math.Float64bits(times[0][k]) != math.Float64bits(times[1][k]) {
						t.Fatalf("%s, customer %d, purchase %d: day %v, at baseline %v", scenario, n, k+1, times[1][k], times[0][k])
					}
				}
			}
		}
	})

	t.Run("an_unreachable_reward_changes_nothing", func(t *testing.T) {
		r := runOf(t, world(t, "retail"), 10_000, points(t, "100000", "5000", "{after: 3 months}"))
		for _, f := range []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.RewardCost} {
			want := flowOf(r, 0, f)
			if got := flowOf(r, 1, f); got != want {
				t.Errorf("flow %d is %d, at baseline %d", f, got, want)
			}
		}
	})

	t.Run("segments_without_headroom_respond_less", func(t *testing.T) {
		lift := func(wallet string) metrics.Estimate {
			// The reference share of wallet belongs to the scenario, so the two groups are segments of one.
			w := world(t, "retail", "segments", `[{name: a, share: 50%, margin: 35%, purchases: {per_month: 1}, basket: {mean: 45}, share_of_wallet: {mean: 20%}},
				{name: b, share: 50%, margin: 35%, purchases: {per_month: 1}, basket: {mean: 45}, share_of_wallet: {mean: 80%}}]`)
			r := runOf(t, w, 10_000, shipped(t, "discount-5")...)
			m, _ := metrics.ByName("true_lift")
			segment := map[string]int{"20%": 0, "80%": 1}[wallet]
			return metrics.Evaluate(&r.Data, 1, []*metrics.Metric{m}, metrics.Selection{Segment: segment, Month: -1})[0].Value
		}
		if low, high := lift("80%"), lift("20%"); low.High >= high.Low {
			t.Errorf("lift %.4f ± %.4f at a share of wallet of 80 %% and %.4f ± %.4f at 20 %%", low.Value, low.SE, high.Value, high.SE)
		}
	})

	t.Run("extra_purchases_bring_no_extra_churn", func(t *testing.T) {
		// Only dropout after purchases, no effect on retention: a program that makes people buy more must not lose more of them.
		w := world(t, "coffee", "segments[0].churn", "{per_purchase: 2%}", "behavior.churn_hazard_ratio", "1", "behavior.stake", "0", "behavior.elasticity", "3")
		r := runOf(t, w, 20_000, arm(t, "deep", "earnburn: program/v1\nname: deep\nenrollment: automatic\ndiscounts: [{rate: 20%}]\n"))
		if up := float64(flowOf(r, 1, metrics.Purchases)) / float64(flowOf(r, 0, metrics.Purchases)); up < 1.1 {
			t.Fatalf("purchases rise by %.3f only: the test has no grip", up)
		}
		a, b := float64(personOf(r, 1, metrics.AliveDays)), float64(personOf(r, 0, metrics.AliveDays))
		if math.Abs(a/b-1) > 0.01 {
			t.Errorf("days as a customer change by %.2f %%", 100*(a/b-1))
		}
	})

	t.Run("longer_expiry_lowers_breakage", func(t *testing.T) {
		r := runOf(t, world(t, "retail"), 20_000, points(t, "400", "20", "{after: 4 months}"), points(t, "400", "20", "{after: 12 months}"), points(t, "400", "20", "never"))
		less(t, r, "breakage_ultimate", 2, 1)
		less(t, r, "breakage_ultimate", 3, 2)
	})

	t.Run("what_does_not_fit_on_a_purchase_moves_nobody", func(t *testing.T) {
		// Nobody in the café buys for 100 at a time, so money off beyond it is lost, and everybody knows.
		r := runOf(t, world(t, "coffee"), 5_000, points(t, "50", "100", "{after: 12 months}"), points(t, "50", "5000", "{after: 12 months}"))
		for _, f := range []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.Joined, metrics.RewardCost} {
			if a, b := flowOf(r, 1, f), flowOf(r, 2, f); a != b {
				t.Errorf("flow %d: %v for 100 off, %v for 5,000 off", f, a, b)
			}
		}
	})

	t.Run("a_higher_threshold_raises_breakage", func(t *testing.T) {
		r := runOf(t, world(t, "retail"), 20_000, points(t, "100", "5", "{after: 12 months}"), points(t, "400", "20", "{after: 12 months}"))
		less(t, r, "breakage_ultimate", 1, 2)
	})

	t.Run("a_bonus_costs_less_cash_than_the_same_discount", func(t *testing.T) {
		r := runOf(t, world(t, "retail"), 20_000, shipped(t, "discount-5", "bonus-5")...)
		for _, name := range []string{"net_margin_cash", "net_margin"} {
			less(t, r, name, 1, 2)
		}
	})

	t.Run("heavy_buyers_join_first_so_the_naive_lift_flatters", func(t *testing.T) {
		// Leenheer, van Heerde, Bijmolt and Smidts 2007: the naive gap is seven times the effect; 3 to 20 is the range to expect.
		r := runOf(t, world(t, "grocery"), 20_000, shipped(t, "bonus-5")...)
		ratio := value(t, r, 1, "naive_lift_wallet").Value / value(t, r, 1, "true_lift_wallet").Value
		if ratio < 3 || ratio > 20 {
			t.Errorf("the naive lift in share of wallet is %.1f times the true one; 3 to 20 are plausible", ratio)
		}
	})

	t.Run("frequent_patient_buyers_see_a_flat_discount", func(t *testing.T) {
		// Hartmann and Viard 2008; the closed form a^(d−1)(1 − a)/(1 − a^K) at K = 10.
		for _, c := range []struct{ rate, impatience, most, least float64 }{{52, 0.2, 1.05, 1}, {4, 1, 100, 5}} {
			first, last := worthOfPurchase(t, c.rate, c.impatience, 10), worthOfPurchase(t, c.rate, c.impatience, 1)
			if ratio := last / first; ratio > c.most || ratio < c.least {
				t.Errorf("%v purchases a year, ρ %v: the last purchase is worth %.3f times the first", c.rate, c.impatience, ratio)
			}
		}
		for _, c := range []struct{ rate, impatience, distance, want float64 }{
			{52, 0.2, 10, 0.98}, {12, 0.2, 10, 0.93}, {12, 1, 10, 0.68}, {12, 1, 1, 1.40}, {4, 1, 10, 0.30}, {4, 1, 2, 1.79}, {4, 3, 6, 0.26}, {4, 3, 1, 4.30},
		} {
			if got := worthOfPurchase(t, c.rate, c.impatience, c.distance); math.Abs(got-c.want) > 0.006 {
				t.Errorf("%v a year, ρ %v, %v to go: %.3f of R/K, want %.2f", c.rate, c.impatience, c.distance, got, c.want)
			}
		}
	})

	t.Run("the_goal_gradient_shortens_the_last_gap", func(t *testing.T) {
		// Kivetz, Urminsky and Zheng 2006: gaps shrink by a fifth from the first to the last stamp at κ = 0.22.
		b := scenarios.Default()
		b[scenarios.GoalGradient] = 0.22
		m := &mind{Behavior: &b, toUtility: 1}
		o := outlook{noticing: true, index: 1, response: 1, headroom: 1, wallet: 1e-9, goal: goal{threshold: 10, perPoint: 0.1, perGain: 1, distance: 10, middle: 0.45, reach: 1}}
		b[scenarios.Stake] = 0
		pace := func(balance float64) float64 {
			var st stance
			m.weigh(&st, &o, &memory{redeemed: never}, balance)
			return 1 + st.overlay
		}
		// On a card of ten the purchases are made at 0, 0.1, … 0.9 of the way, around a middle of 0.45.
		want := (1 - 0.22*0.45) / (1 + 0.22*0.45)
		if got := pace(0) / pace(9); math.Abs(got-want) > 1e-6 {
			t.Errorf("the last gap is %.4f of the first, want %.4f", got, want)
		}
	})

	t.Run("endowed_progress_doubles_completion", func(t *testing.T) {
		// Nunes and Drèze 2006: 19 % of plain cards were completed and 34 % of endowed ones, an odds ratio of 2.2.
		w := world(t, "coffee", "behavior.engaged_share", "0.19", "behavior.endowed_progress", "2.2")
		endowed := arm(t, "endowed", "earnburn: program/v1\nname: endowed\npoints: {welcome: 2, earn: [{points: 1, per: {visit: 1}}], rewards: [{points: 10, gives: {money_off: 4}}]}\n")
		p, err := newPlan(w, []Arm{endowed}, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.arms[1].versions[0].mind.engaged; math.Abs(got-0.34) > 0.005 {
			t.Errorf("engaged %.3f, want 0.34", got)
		}
	})

	t.Run("novelty_wears_off", func(t *testing.T) {
		w := world(t, "retail", "behavior.churn_hazard_ratio", "1", "behavior.permanent_share", "0", "behavior.ask_rate", "1", "segments[0].churn", "0%")
		r := runOf(t, w, 20_000, arm(t, "d", "earnburn: program/v1\nname: d\nenrollment: automatic\ndiscounts: [{rate: 10%}]\n"))
		year := func(y int) float64 {
			var a, b int64
			for arm, sum := range []*int64{&b, &a} {
				for _, s := range sumsOf(r, arm) {
					for m := 12 * y; m < 12*y+12; m++ {
						*sum += s.Flow[m][metrics.Sales]
					}
				}
			}
			return float64(a)/float64(b) - 1
		}
		if first, third := year(0), year(2); third > first/4 {
			t.Errorf("sales are up %.4f in the first year and %.4f in the third", first, third)
		}
	})

	t.Run("retention_follows_the_hazard_ratio", func(t *testing.T) {
		// Everyone a member from the first purchase with full value: survival is e^(−HR μ t).
		w := world(t, "retail", still("behavior.churn_hazard_ratio", "0.65", "behavior.elasticity", "0", "segments[0].churn", "{per_year: 30%, cv: 0}",
			"segments[0].purchases", "{per_month: 20, cv: 0, regularity: fixed}")...)
		r := runOf(t, w, 20_000, arm(t, "d", "earnburn: program/v1\nname: d\nenrollment: automatic\ndiscounts: [{rate: 5%}]\n"))
		got := float64(personOf(r, 1, metrics.Alive)) / float64(r.Done)
		want := math.Pow(0.7, 3*0.65)
		if se := math.Sqrt(want * (1 - want) / float64(r.Done)); math.Abs(got-want) > 4*se+0.002 {
			t.Errorf("%.4f are customers after three years, want %.4f", got, want)
		}
	})

	t.Run("retention_is_where_the_value_lies", func(t *testing.T) {
		// Gopalakrishnan, Jiang, Nevskaya and Thomadsen 2021: almost +30 % of value over five years, more than three quarters of it by attrition.
		value := func(ratio, elasticity string) float64 {
			w := world(t, "retail", still("behavior.churn_hazard_ratio", ratio, "behavior.elasticity", elasticity, "months", "60",
				"segments[0].churn", "{per_year: 30%, cv: 0}", "segments[0].share_of_wallet", "{mean: 30%}")...)
			r := runOf(t, w, 10_000, arm(t, "d", "earnburn: program/v1\nname: d\nenrollment: automatic\ndiscounts: [{rate: 5%}]\n"))
			return float64(flowOf(r, 1, metrics.GrossMargin))/float64(flowOf(r, 0, metrics.GrossMargin)) - 1
		}
		both, attrition := value("0.65", "1"), value("0.65", "0")
		if both < 0.22 || both > 0.45 || attrition/both < 0.75 {
			t.Errorf("value rises by %.3f, %.0f %% of it by attrition", both, 100*attrition/both)
		}
	})

	t.Run("another_program_beside_it_changes_nothing", func(t *testing.T) {
		w := world(t, "retail")
		alone := runOf(t, w, 3000, shipped(t, "points-tiers")...)
		beside := runOf(t, w, 3000, shipped(t, "discount-5", "points-tiers", "bonus-5")...)
		for f := range metrics.NumFlows {
			if a, b := flowOf(alone, 1, f), flowOf(beside, 2, f); a != b {
				t.Errorf("flow %d: %d alone and %d beside others", f, a, b)
			}
		}
	})

	t.Run("a_stated_burn_rate_comes_true", func(t *testing.T) {
		if testing.Short() {
			t.Skip("dozens of pilots")
		}
		w := world(t, "retail")
		stated := arm(t, "stated", replace(pointsYAML, "THRESHOLD", "100", "VALUE", "5", "EXPIRE", "{after: 12 months}\n  burn_rate: 60%"))
		r := runOf(t, w, 20_000, stated)
		if e := value(t, r, 1, "burn_rate"); math.Abs(e.Value-0.6) > 4*e.SE+0.01 {
			t.Errorf("burn rate %.4f ± %.4f, stated 60 %%", e.Value, e.SE)
		}
		_, err := Run(context.Background(), w, []Arm{arm(t, "greedy", replace(pointsYAML, "THRESHOLD", "100", "VALUE", "5", "EXPIRE", "{after: 12 months}\n  burn_rate: 99%"))}, Options{Customers: 100})
		if err == nil {
			t.Error("a burn rate out of reach was accepted")
		}
	})

	t.Run("both_stated_come_true_together", func(t *testing.T) {
		if testing.Short() {
			t.Skip("dozens of pilots")
		}
		w := world(t, "retail", "behavior.ask_rate", "1", "segments[0].purchases", "{per_month: 4, cv: 0.3}")
		both := arm(t, "both", replace(pointsYAML, "opt_in", "50%", "THRESHOLD", "100", "VALUE", "5", "EXPIRE", "{after: 12 months}\n  burn_rate: 40%"))
		r := runOf(t, w, 20_000, both)
		for name, want := range map[string]float64{"enrolled_share": 0.5, "burn_rate": 0.4} {
			if e := value(t, r, 1, name); math.Abs(e.Value-want) > 4*e.SE+0.01 {
				t.Errorf("%s %.4f ± %.4f, stated %v", name, e.Value, e.SE, want)
			}
		}
	})

	t.Run("rewards_that_are_never_used_move_nobody", func(t *testing.T) {
		// Neither for want of a mind to use them nor because they are not worth the trouble.
		for _, parameter := range []string{"redemption_intercept", "hassle"} {
			extreme := map[string]string{"redemption_intercept": "-10", "hassle": "9"}[parameter]
			r := runOf(t, world(t, "retail", "behavior."+parameter, extreme), 10_000, points(t, "100", "5", "{after: 12 months}"),
				arm(t, "linear", "earnburn: program/v1\nname: linear\nenrollment: opt_in\npoints: {earn: [{points: 5, per: {spend: 1}}], rewards: [{points: 1, gives: {money_off: 0.01}, up_to: 100%}], expire: {after: 12 months}}\n"))
			for a := 1; a < 3; a++ {
				if lift := float64(flowOf(r, a, metrics.Sales))/float64(flowOf(r, 0, metrics.Sales)) - 1; lift > 0.002 {
					t.Errorf("%s %s: sales of %s rise by %.4f", parameter, extreme, r.Arms[a].Name, lift)
				}
			}
		}
	})

	t.Run("stated_enrollment_comes_true", func(t *testing.T) {
		// Everyone buys often and is asked at every purchase, so all who are willing join.
		w := world(t, "retail", "behavior.ask_rate", "1", "segments[0].purchases", "{per_month: 8, cv: 0.2}")
		r := runOf(t, w, 20_000, arm(t, "stated", "earnburn: program/v1\nname: stated\nenrollment: 30%\ndiscounts: [{rate: 5%}]\n"))
		if e := value(t, r, 1, "enrolled_share"); math.Abs(e.Value-0.3) > 4*e.SE+0.005 {
			t.Errorf("enrolled %.4f ± %.4f, stated 30 %%", e.Value, e.SE)
		}
	})
}

// worthOfPurchase returns what one purchase, d purchases away from a reward that takes ten, is worth relative to a tenth of the reward.
func worthOfPurchase(t *testing.T, perYear, impatience, d float64) float64 {
	t.Helper()
	b := scenarios.Default()
	b[scenarios.PresentBias], b[scenarios.Stake], b[scenarios.GoalGradient] = 1, 0, 0
	m := &mind{Behavior: &b, toUtility: 1, capture: 1, rules: &programs.Rules{Automatic: []bool{true}}}
	c := customer{basket: 1, rate: perYear / 12, framing: 1, impatience: impatience / daysPerYear, response: 1}
	c.settle()
	var o outlook
	m.consider(&o, &c, true, &programs.Prospect{Gain: 1000, Goals: []programs.Goal{{Value: 1000, Price: 10_000, AtOnce: true}}})
	var st stance
	m.weigh(&st, &o, &memory{redeemed: never}, 10-d)
	return st.deferred * 10
}

func TestARewardForFewPurchasesIsWorthLess(t *testing.T) {
	// Twelve purchases a year and an impatience of 30 % a year: a = 12/12.3 = 40/41. A tenth of the purchases wait 0.1/(1 − 0.9 a) = 0.82 of what the next would be worth;
	// of points that die within half a year of six purchases, 1 − e^(−0.6) against 1 − e^(−6) are used besides.
	steady := func(more, when string) float64 {
		p, err := programs.Parse("x.yaml", []byte("earnburn: program/v1\nname: x\npoints:\n  earn: [{points: 1, per: {spend: 1}}]\n"+more+"  rewards: [{points: 100, gives: {money_off: 10}"+when+"}]\n"))
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Compile(programs.Vocabulary{Categories: []string{"beauty", "other"}, Currency: "USD"})
		if err != nil {
			t.Fatal(err)
		}
		b := scenarios.Default()
		b[scenarios.RedemptionIntercept], b[scenarios.FullValue] = 50, 1
		m := &mind{Behavior: &b, toUtility: 1, capture: 1, rules: r, lifetime: r.ExpireAfter.InDays()}
		c := customer{basket: 10, rate: 1, framing: 1, impatience: 0.3 / daysPerYear, response: 1}
		c.settle()
		var a programs.Account
		var prospect programs.Prospect
		r.Join(&a, 0)
		typical := programs.Typical{Amount: 10_000, Mix: []programs.Mix{{Category: 0, Share: 0.1}, {Category: 1, Share: 0.9}}}
		r.Prospect(&a, &typical, &prospect)
		var o outlook
		m.consider(&o, &c, true, &prospect)
		return o.steady
	}
	const expire, linear, tenth = "  expire: {after: 6 months}\n", ", up_to: 100%", ", when: {category: beauty}"
	dies := (1 - math.Exp(-0.6)) / (1 - math.Exp(-6))
	for _, c := range []struct {
		more, reward string
		want         float64
	}{{"", "", 0.82}, {"", linear, 0.82}, {expire, "", 0.82 * dies}, {expire, linear, 0.82 * dies}, {"", ", issued: automatically", 0.82}, {"", ", used: at_once", 0.82}} {
		all := steady(c.more, c.reward)
		if got := steady(c.more, c.reward+tenth) / all; !(math.Abs(got-c.want) < 1e-6) {
			t.Errorf("%s%s: worth %v of one for all purchases, want %v", c.more, c.reward, got, c.want)
		}
		if none := steady(c.more, c.reward+", when: {basket_from: 11}"); none != 0 {
			t.Errorf("%s%s: worth %v where it can never be had", c.more, c.reward, none)
		}
	}
}
