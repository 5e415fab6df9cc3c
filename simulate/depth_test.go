package simulate

import (
	"context"
	"math"
	"reflect"
	"testing"

	"earnburn/simulate/metrics"
)

// deeply runs 4,000 customers of a scenario counted in depth.
func deeply(t *testing.T, scenario string, arms ...Arm) *Result {
	t.Helper()
	r, err := Run(context.Background(), world(t, scenario), arms, Options{Customers: 4_000, Seed: 1, Depth: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func reported(t *testing.T, d *metrics.Data, arm int, name string, month int) metrics.Reported {
	t.Helper()
	m, ok := metrics.ByName(name)
	if !ok {
		t.Fatalf("no metric %s", name)
	}
	return metrics.Evaluate(d, arm, []*metrics.Metric{m}, metrics.Selection{Segment: -1, Month: month})[0]
}

// The answers of the buyers of the 12 months up to the end of the last month are those of the horizon's end.
func TestTheLastMonthsScoresAreThoseOfTheHorizon(t *testing.T) {
	r := deeply(t, "retail", append(shipped(t, "points-tiers", "bonus-5"), arm(t, "everything", everything))...)
	for arm := range r.Arms {
		for _, name := range []string{"nps", "nps_change", "ces"} {
			whole, last := reported(t, &r.Data, arm, name, -1), reported(t, &r.Data, arm, name, r.Facts.Months-1)
			if whole.Value.Missing != "" || last.Value.Missing != "" || math.Abs(whole.Value.Value-last.Value.Value) > 1e-9 || math.Abs(whole.SurveyLow-last.SurveyLow) > 1e-9 {
				t.Errorf("%s of %s: %+v over the horizon, %+v in its last month", name, r.Arms[arm].Name, whole.Value, last.Value)
			}
		}
	}
}

// Who joins has a member's score from that month on, by the rules in force at its end.
func TestEffortByMonthFollowsJoiningAndVersions(t *testing.T) {
	simple := arm(t, "simple", "earnburn: program/v1\nname: simple\ncurrency: USD\npoints: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 5}}]}\nenrollment: automatic\n"+
		"versions: [{from: 2027-01-01, points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 5}}], expire: {after: 12 months}}}]\n")
	r := deeply(t, "retail", simple)
	before, after := 0.0, 0.0
	for month := range r.Facts.Months {
		base, own := reported(t, &r.Data, 0, "ces", month), reported(t, &r.Data, 1, "ces", month)
		if math.Abs(base.Value.Value-5.5) > 1e-6 {
			t.Fatalf("month %d: %v without a program, want 5.5", month+1, base.Value.Value)
		}
		switch month {
		case 11:
			before = own.Value.Value
		case 12:
			after = own.Value.Value
		}
	}
	if before >= 5.5 || after >= before-0.1 {
		t.Errorf("score %v before points expire, %v after; each trouble lowers it", before, after)
	}
}

// The distribution that the cut points come from, by hand: a mean of 5.5 and a mean square of 32.7. Far up everybody answers 7.
func TestEffortScore(t *testing.T) {
	for shift, want := range map[float64]answer{0: {5_500_000, 32_700_000}, 60: {7_000_000, 49_000_000}, -60: {1_000_000, 1_000_000}} {
		if got := effortScore(shift); got != want {
			t.Errorf("shifted by %v: %v, want %v", shift, got, want)
		}
	}
}

// Whatever customers are parted by, all parts together are all customers, to the last count; and counting in depth changes nothing else.
func TestPartsInDepthAreAllCustomers(t *testing.T) {
	arms := append(shipped(t, "points-tiers", "discount-5"), arm(t, "everything", everything))
	r := deeply(t, "retail", arms...)
	plain, err := Run(context.Background(), r.World, arms, Options{Customers: 4_000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	all := func(d *metrics.Data, arm int) *metrics.Sums {
		sum := metrics.NewSums(d.Facts.Months)
		for _, groups := range d.Arms[arm].Cells {
			for _, cell := range groups {
				if cell != nil {
					sum.Add(cell)
				}
			}
		}
		return sum
	}
	equal := func(what string, got, want *metrics.Sums) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s are not all customers", what)
		}
	}
	for i, a := range r.Arms {
		whole := all(&r.Data, i)
		equal("deciles of "+a.Name, all(r.Deciles, i), whole)
		if r.Tiers[i] != nil {
			equal("tiers of "+a.Name, all(r.Tiers[i], 1), whole)
			equal("tiers of "+a.Name+" at baseline", all(r.Tiers[i], 0), all(&r.Data, 0))
		}
		for m := range whole.Flow {
			for f := metrics.RecentBuyers; f <= metrics.RecentEffortSquares; f++ {
				whole.Flow[m][f] = 0
			}
		}
		equal("segments of "+a.Name, whole, all(&plain.Data, i))
	}
}
