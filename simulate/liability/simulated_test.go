package liability_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/liability"
	"earnburn/simulate/metrics"
)

// run simulates a program, without its header, in a shop of one segment.
func run(t *testing.T, months, customers int, segment, extra, program string) *simulate.Result {
	t.Helper()
	w, err := scenarios.Load("shop.yaml", []byte(fmt.Sprintf("earnburn: scenario/v1\nname: shop\ncurrency: USD\nstart: 2025-01-01\nmonths: %d\ncustomers: 1000\ndiscount_rate: 0%%\n"+
		"segments:\n  - {name: everyone, share: 100%%, margin: 30%%, share_of_wallet: 100%%, %s}\n%s\n", months, segment, extra)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return simulated(t, w, customers, program)
}

func simulated(t *testing.T, w *scenarios.World, customers int, program string) *simulate.Result {
	t.Helper()
	p, err := programs.Parse("p.yaml", []byte("earnburn: program/v1\nname: p\n"+program))
	if err != nil {
		t.Fatal(err)
	}
	r, err := simulate.Run(context.Background(), w, []simulate.Arm{{Name: "p", Program: p}}, simulate.Options{Customers: customers, Seed: 20, Cohorts: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// agree requires an estimate within four standard errors of a value, plus what is allowed for months in place of days.
func agree(t *testing.T, what string, got metrics.Estimate, want, allowed float64) {
	t.Helper()
	if got.Missing != "" || !(math.Abs(got.Value-want) <= 4*got.SE+allowed) {
		t.Errorf("%s = %v ± %v %s, want %v", what, got.Value, got.SE, got.Missing, want)
	}
	if got.SE > 0.02*want {
		t.Errorf("%s: an error of %v shows little", what, got.SE)
	}
}

// back pays with any number of points; a visit earns one, good for 365 days.
const back = "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 1, gives: {money_off: 0.01}, up_to: 100%}]\n  expire: {after: 365 days}\n"

// segment buys at a rate a month.
func segment(perMonth float64, extra string) string {
	return fmt.Sprintf("purchases: {per_month: %.12f, cv: 0}, basket: {mean: 10, cv_between: 0, cv_within: 0}%s", perMonth, extra)
}

// TestEstimatesInAWorldOfConstantHazards compares estimates with closed forms: points used at an exponential time with θτ = 1.5 and dead at τ are redeemed
// with probability 1 − e^−1.5; if customers leave with μτ = 0.6 too, with θ/(θ + μ) · (1 − e^−(θ+μ)τ).
func TestEstimatesInAWorldOfConstantHazards(t *testing.T) {
	const month, life = 365.25 / 12, 365.5 // points of some time of day are good to the end of the 365th day after
	calm := "behavior: {engaged_share: 1, capture: 1, displacement: 0, hassle: 0, redemption_value: 0, redemption_sd: 0, redemption_expiring: 0, churn_hazard_ratio: 1, stake: 0, redemption_intercept: 0}"
	for _, c := range []struct {
		name, segment, extra string
		want                 float64
		hidden               bool // who has left is not seen to: the share redeemed of what is open falls with age
	}{
		{"all use points at the next visit", segment(1.5/life*month, ""), "behavior: mechanical", 1 - 0.22313016, false},
		{"half of them, and some leave", segment(2*1.5/life*month, fmt.Sprintf(", churn: %.12f", -math.Expm1(-0.6/life*365.25))), calm, 1 - 0.37318316, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := liability.RatesOf(&run(t, 24, 60_000, c.segment, c.extra, back).Data, 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range []int{0, 12, 23} {
				agree(t, fmt.Sprintf("true, month %d", m+1), r.ByCohort[m].True, c.want, 0)
			}
			for m, row := range r.ByMonth {
				agree(t, "true, all", row.True, c.want, 0)
				if m >= 14 { // all ages have been reached by some
					agree(t, fmt.Sprintf("life table, month %d", m+1), row.LifeTable, c.want, 0)
					agree(t, fmt.Sprintf("chain ladder, month %d", m+1), row.ChainLadder, c.want, 0.005)
				} else if m >= 3 && !c.hidden { // a tail of the same shares
					agree(t, fmt.Sprintf("life table, month %d", m+1), row.LifeTable, c.want, 0.02)
				} else if m >= 3 && m < 10 && row.LifeTable.Value < c.want+0.04 {
					t.Errorf("life table, month %d: %v; it cannot know that some of the points open belong to nobody", m+1, row.LifeTable.Value)
				}
			}
			if naive := r.ByMonth[5].Naive.Value; naive > c.want-0.3 {
				t.Errorf("naive after half a year: %v", naive)
			}
			if r.Cut != "" {
				t.Errorf("the oldest points are gone, yet: %s", r.Cut)
			}
			if !strings.Contains(r.Method, "Naive: redeemed ÷ issued so far") {
				t.Errorf("method %q", r.Method)
			}
		})
	}
}

// byHand buys for 100, less 10 % for members, on days 16 of each of six months and earns 10 points worth 1 each, of which 8 are used at the next purchase; the other 2 die.
func byHand(t *testing.T) *simulate.Result {
	return run(t, 6, 1000, "purchases: {per_month: 1, cv: 0, regularity: fixed}, basket: {mean: 100, cv_between: 0, cv_within: 0}", "behavior: mechanical",
		"discounts: [{rate: 10%}]\npoints:\n  earn: [{points: 10, per: {visit: 1}}]\n  rewards: [{points: 8, gives: {money_off: 8}}]\n  expire: {after: 45 days}\n")
}

// wantLines requires the values of a line in each month, for the population of 1,000.
func wantLines(t *testing.T, r *liability.RollForward, want map[string][]float64) {
	t.Helper()
	if len(want) != len(r.Lines) {
		t.Errorf("%s has %d lines, want %d", r.Title, len(r.Lines), len(want))
	}
	for _, line := range r.Lines {
		for m, e := range line.Months {
			if x := want[line.Name]; m >= len(x) || math.Abs(e.Value-1000*x[m]) > 1e-6 {
				t.Errorf("%s, %s in month %d: %v, want 1,000 × %v", r.Title, line.Name, m+1, e.Value, x)
			}
		}
	}
}

func TestRollForwardsWorkedByHand(t *testing.T) {
	d := &byHand(t).Data
	points, err := liability.Points(d, 1)
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, points, map[string][]float64{
		"opening": {0, 10, 12, 12, 12, 12}, "issued": {10, 10, 10, 10, 10, 10}, "redeemed": {0, -8, -8, -8, -8, -8}, "expired": {0, 0, -2, -2, -2, -2},
		"closing": {10, 12, 12, 12, 12, 12}, "restored by returns": make([]float64, 6), "forfeited": make([]float64, 6), "clawed back on returns": make([]float64, 6),
	})
	// Of 90 paid for goods of 100, 8 points of 1 alone get 90 · 8/108 = 6.667. A month later all 8 are redeemed: 8 of 10 issued are 5.333, breakage is 1.333.
	deferred, err := liability.Deferred(d, 1, liability.RunOff)
	if err != nil {
		t.Fatal(err)
	}
	const each = 720. / 108
	const use, lose = -0.8 * each, -0.2 * each
	wantLines(t, deferred, map[string][]float64{
		"opening": {0, each, each, each, each, each}, "deferred on issue": {each, each, each, each, each, each}, "recognized on redemption": {0, use, use, use, use, use},
		"breakage recognized": {0, lose, lose, lose, lose, lose}, "change of estimate": make([]float64, 6), "closing": {each, each, each, each, each, each},
	})
	if whole := deferred.Lines[1].Whole.Value; math.Abs(whole-6000*each) > 1e-6 {
		t.Errorf("deferred over the horizon %v", whole)
	}
	cost, err := liability.IncrementalCost(d, 1, liability.RunOff)
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, cost, map[string][]float64{
		"opening": {0, 8, 8, 8, 8, 8}, "provided on issue": {8, 8, 8, 8, 8, 8}, "used on redemption": {0, -8, -8, -8, -8, -8},
		"change of estimate": make([]float64, 6), "closing": {8, 8, 8, 8, 8, 8},
	})
	// One point more of a hundred is 0.1 of 10 points. 8.1 instead of 8 to come, of nothing redeemed yet, leaves the balance as it was; May's 2 are open too,
	// with 8 of 8 redeemed: at 8.1 the balance is 0.1/8.1 of what was deferred. Lower, June's 8 become 7.9, and May's stay.
	s, err := liability.SensitivityOf(d, 1, liability.RunOff)
	if err != nil {
		t.Fatal(err)
	}
	for what, x := range map[string][2]float64{
		"deferred, lower": {s.Deferred.Lower.Value, each}, "deferred": {s.Deferred.Value.Value, each}, "deferred, higher": {s.Deferred.Higher.Value, each + each*0.1/8.1},
		"cost, lower": {s.Cost.Lower.Value, 7.9}, "cost": {s.Cost.Value.Value, 8}, "cost, higher": {s.Cost.Higher.Value, 8.2},
	} {
		if math.Abs(x[0]-1000*x[1]) > 1e-6 {
			t.Errorf("%s: %v, want 1,000 × %v", what, x[0], x[1])
		}
	}
}

// TestTheTableLearns keeps the same books with estimates from what had happened: no breakage until something is redeemed, then catching up.
func TestTheTableLearns(t *testing.T) {
	d := &byHand(t).Data
	r, err := liability.Deferred(d, 1, liability.ByTheTable)
	if err != nil {
		t.Fatal(err)
	}
	const first = 900. / 110 // all ten points of the first month expected
	if got := r.Lines[1].Months[0].Value; math.Abs(got-1000*first) > 1e-6 {
		t.Errorf("deferred in the first month %v", got)
	}
	// By the end of the third month the two that were left of January have died: all of January's is revenue.
	last := len(r.Lines) - 1
	if got, want := r.Lines[last].Months[5].Value, 6666.7; math.Abs(got/want-1) > 0.1 {
		t.Errorf("closing %v, from the run-off %v", got, want)
	}
	changed := 0.0
	for _, e := range r.Lines[4].Months {
		changed += math.Abs(e.Value)
	}
	if changed == 0 {
		t.Error("estimates never change")
	}
	if !strings.Contains(r.Method, "life table") {
		t.Errorf("method %q", r.Method)
	}
}

// TestBooksOfRetail checks the identities of all tables in a world with everything, and that they close where metrics do.
func TestBooksOfRetail(t *testing.T) {
	data, _ := scenarios.Shipped("retail")
	w, err := scenarios.Load("retail.yaml", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &simulated(t, w, 8000, "currency: USD\nenrollment: opt_in\npoints:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 100, gives: {money_off: 5}}]\n  expire: {after: 12 months}\n").Data
	value := func(name string) metrics.Estimate {
		m, ok := metrics.ByName(name)
		if !ok {
			t.Fatal(name)
		}
		return metrics.Evaluate(d, 1, []*metrics.Metric{m}, metrics.Whole)[0].Value
	}
	closing := func(r *liability.RollForward, err error) metrics.Estimate {
		if err != nil {
			t.Fatal(err)
		}
		return r.Lines[len(r.Lines)-1].Whole
	}
	same := func(what string, got, want metrics.Estimate, relative float64) {
		if math.Abs(got.Value-want.Value) > relative*want.Value || math.Abs(got.SE-want.SE) > max(relative, 1e-6)*want.SE || want.SE <= 0 {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	same("points", closing(liability.Points(d, 1)), value("points_outstanding"), 1e-9)
	same("cost", closing(liability.IncrementalCost(d, 1, liability.RunOff)), value("liability_cost"), 1e-9)
	same("deferred", closing(liability.Deferred(d, 1, liability.RunOff)), value("liability_deferred"), 0.02) // each month at its own rate, not all at one
	learned := func(what string, got, want metrics.Estimate) {
		if math.Abs(got.Value-want.Value) > 4*(got.SE+want.SE) || got.SE <= 0 {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	learned("cost, by the table", closing(liability.IncrementalCost(d, 1, liability.ByTheTable)), value("liability_cost"))
	learned("deferred, by the table", closing(liability.Deferred(d, 1, liability.ByTheTable)), value("liability_deferred"))
	rates, err := liability.RatesOf(d, 1)
	if err != nil {
		t.Fatal(err)
	}
	same("redeemed in the end", rates.ByMonth[d.Facts.Months-1].True, value("burn_rate"), 1e-9)
	for m, x := range rates.ByMonth {
		if m >= 5 && m < 12 && x.Naive.Value > x.True.Value-0.1 {
			t.Errorf("month %d: naive %v, true %v", m+1, x.Naive.Value, x.True.Value)
		}
		if m >= 18 && (math.Abs(x.LifeTable.Value-x.True.Value) > 0.015 || math.Abs(x.ChainLadder.Value-x.True.Value) > 0.015) {
			t.Errorf("month %d: life table %v, chain ladder %v, true %v", m+1, x.LifeTable.Value, x.ChainLadder.Value, x.True.Value)
		}
	}
	s, err := liability.SensitivityOf(d, 1, liability.RunOff)
	if err != nil {
		t.Fatal(err)
	}
	if s.Cost.Lower.Value >= s.Cost.Value.Value || s.Cost.Higher.Value <= s.Cost.Value.Value || s.Deferred.Lower.Value >= s.Deferred.Value.Value || s.Deferred.Higher.Value <= s.Deferred.Value.Value {
		t.Errorf("%+v", s)
	}
}

// TestRatesThatCannotBe gives points in summer only, for use in the month after.
func TestRatesThatCannotBe(t *testing.T) {
	d := &run(t, 8, 1000, "purchases: {per_month: 1, cv: 0, regularity: fixed}, basket: {mean: 10, cv_between: 0, cv_within: 0}", "behavior: mechanical",
		"points:\n  earn: [{points: 1, per: {visit: 1}, when: {each_year: 06-01 to 08-31}}]\n  rewards: [{points: 1, gives: {money_off: 1}}]\n").Data
	r, err := liability.RatesOf(d, 1)
	if err != nil {
		t.Fatal(err)
	}
	if x := r.ByCohort[2]; x.True.Missing != "no points were issued" || x.ChainLadder.Missing != x.True.Missing {
		t.Errorf("March: %+v", x)
	}
	if x := r.ByCohort[7]; x.True.Value != 1 || x.Naive.Value != 0 || x.LifeTable.Value != 1 || !strings.Contains(x.ChainLadder.Missing, "by some age nothing had been redeemed") {
		t.Errorf("August: %+v", x)
	}
}

func TestTablesThatCannotBe(t *testing.T) {
	calm := segment(1, "")
	discount := &run(t, 2, 100, calm, "behavior: mechanical", "discounts: [{rate: 5%}]\n").Data
	if _, err := liability.Deferred(discount, 1, liability.RunOff); err == nil || !strings.Contains(err.Error(), "no points, and so no liability") {
		t.Error(err)
	}
	if _, err := liability.Points(discount, 1); err == nil {
		t.Error("points of a discount")
	}
	some := run(t, 2, 100, calm, "behavior: mechanical", back)
	some.Arms[1].Running.OwedByOthers = true
	if _, err := liability.IncrementalCost(&some.Data, 1, liability.RunOff); err == nil || !strings.Contains(err.Error(), "a coalition's") {
		t.Error(err)
	}
	for _, groups := range some.Arms[1].Cells {
		for _, cell := range groups {
			if cell != nil {
				cell.Cohorts = nil
			}
		}
	}
	if _, err := liability.RatesOf(&some.Data, 1); err == nil || !strings.Contains(err.Error(), "Options.Cohorts") {
		t.Error(err)
	}
}
