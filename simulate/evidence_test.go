package simulate_test

import (
	"math"
	"strings"
	"testing"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// What published studies and accounting demand of a simulator of loyalty programs, and where it is held:
//
//	C1  no program is no difference         TestAnEmptyProgramChangesExactlyNothing, TestShippedProgramsAreIndependentOfTheirCompany (apple), TestThreadsChangeNothing
//	C2  the ledger                          metrics.CheckIdentities on every run, TestLedgersThatWentWrongElsewhere and the properties of programs
//	C3  CDNOW moments                       TestClosedForms/pareto-nbd, bg-nbd
//	C4  the value of one more stamp         TestResponse/perceived_value_is_honest, frequent_patient_buyers_see_a_flat_discount
//	C5  Hartmann and Viard 2008             TestResponse/frequent_patient_buyers_see_a_flat_discount
//	C6  Kivetz and others 2006              TestResponse/the_goal_gradient_shortens_the_last_gap
//	C7  Nunes and Drèze 2006                TestResponse/endowed_progress_doubles_completion
//	C8  Leenheer and others 2007            TestResponse/heavy_buyers_join_first_so_the_naive_lift_flatters
//	C9  Gopalakrishnan and others 2021      TestResponse/retention_is_where_the_value_lies
//	C10 IFRS 15 worked examples             liability.TestExample52OfIFRS15 and what follows it
//	C11 Hilton's implied breakage           liability.TestHilton2013
//	C12 break-even lifts                    scenarios: the table of break-even lifts
//	C13 signs                               TestResponse/longer_expiry_lowers_breakage, a_higher_threshold_raises_breakage, and below
//	C14 cut points of the promoter score    TestClosedForms/promoter-score, metrics
//	C15 Monte Carlo error                   below
//	C16 value of information                study.TestInformationOfNormalOutcomesHasTheClosedForm, TestInformationIsWorthNothingWhenOneOptionAlwaysWins
//	C17 a threshold out of reach            below
//	C18 a refund                            below
func TestEvidence(t *testing.T) {
	metric := func(t *testing.T, r *simulate.Result, arm int, name string) metrics.Estimate {
		t.Helper()
		m, ok := metrics.ByName(name)
		if !ok {
			t.Fatalf("no metric %s", name)
		}
		return metrics.Evaluate(&r.Data, arm, []*metrics.Metric{m}, metrics.Whole)[0].Value
	}

	t.Run("more_generous_rewards_are_redeemed_more_and_leave_less_of_each_sale", func(t *testing.T) {
		const program = "enrollment: automatic\npoints:\n  earn: [{points: POINTS, per: {spend: 1}}]\n  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {after: 12 months}\n"
		w := load(t, retailers)
		for _, seed := range []uint64{1, 2, 3} {
			r := runExactly(t, w, simulate.Options{Customers: 3000, Seed: seed},
				arm(t, "lean", strings.ReplaceAll(program, "POINTS", "1")), arm(t, "rich", strings.ReplaceAll(program, "POINTS", "2")))
			lean, rich := countedIn(r, 1, metrics.Redemptions), countedIn(r, 2, metrics.Redemptions)
			if rich <= lean {
				t.Errorf("seed %d: %v redemptions of the richer program, %v of the leaner", seed, rich, lean)
			}
			left := func(a int) float64 {
				return (countedIn(r, a, metrics.GrossMargin) - countedIn(r, a, metrics.RewardCost)) / countedIn(r, a, metrics.Sales)
			}
			if left(2) >= left(1) || left(1) >= left(0) {
				t.Errorf("seed %d: of each sale remain %v without a program, %v and %v", seed, left(0), left(1), left(2))
			}
		}
	})

	t.Run("four_times_the_customers_halve_the_error_and_pairing_divides_it_by_far_more", func(t *testing.T) {
		w := load(t, retailers)
		few := runExactly(t, w, simulate.Options{Customers: 10_000, Seed: 4}, shipped(t, "bonus-5"))
		many := runExactly(t, w, simulate.Options{Customers: 40_000, Seed: 4}, shipped(t, "bonus-5"))
		if ratio := metric(t, many, 1, "net_margin").SE / metric(t, few, 1, "net_margin").SE; ratio < 0.38 || ratio > 0.65 {
			t.Errorf("four times the customers have %.2f of the error", ratio) // of errors that are themselves estimated from 100 groups
		}
		independent := math.Hypot(metric(t, many, 0, "net_margin").SE, metric(t, many, 1, "net_margin").SE)
		if paired := metric(t, many, 1, "net_margin_impact").SE; paired > independent/5 {
			t.Errorf("the error of the difference is %.0f paired, %.0f if the customers were others", paired, independent)
		}
	})

	t.Run("a_threshold_out_of_reach_breaks_all_points_costs_nothing_and_moves_nobody", func(t *testing.T) {
		r := small(t, load(t, retailers), arm(t, "far", "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 1000000, gives: {money_off: 50000}}]\n  expire: {after: 3 months}\n"))
		if b := metric(t, r, 1, "breakage_ultimate"); b.Value != 1 {
			t.Errorf("breakage is %v %s", b.Value, b.Missing)
		}
		for _, f := range []metrics.Flow{metrics.Purchases, metrics.Sales, metrics.GrossMargin, metrics.Left} {
			equals(t, "as without", countedIn(r, 1, f), countedIn(r, 0, f))
		}
		equals(t, "cost", countedIn(r, 1, metrics.RewardCost), 0)
	})

	t.Run("a_threshold_out_of_reach_moves_nobody_even_where_points_never_expire", func(t *testing.T) {
		r := runExactly(t, load(t, retailers), simulate.Options{Customers: 5000, Seed: 7},
			arm(t, "far", "enrollment: opt_in\npoints:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 1000000, gives: {money_off: 50000}}]\n"))
		equals(t, "members", persons(r, metrics.Members), 0)
		equals(t, "purchases", countedIn(r, 1, metrics.Purchases), countedIn(r, 0, metrics.Purchases))
	})

	t.Run("a_refund_of_what_earned_points_leaves_points_as_before", func(t *testing.T) {
		// Everything comes back after 14 days; only purchases of the last two weeks are still out, and those return on the last day.
		r := ran(t, proof.Shop(12, punctual+", returns: 0.999999", proof.Mechanical), "points:\n  earn: [{points: 1, per: {spend: 1}}]\n", 200)
		equals(t, "points that remain", persons(r, metrics.PointsOutstanding), 0)
		equals(t, "points taken back", counted(r, metrics.PointsClawedBack), counted(r, metrics.PointsIssued))
		equals(t, "sales that remain", counted(r, metrics.Sales), 0)
	})
}
