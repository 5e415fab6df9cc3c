package simulate

import (
	"context"
	"math"
	"reflect"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// monthly buys in the middle of each of six months, redeems 8 of the 10 points at the next purchase and lets the other 2 die after 45 days.
const (
	monthlyWorld = `earnburn: scenario/v1
name: monthly
currency: USD
start: 2025-01-01
months: 6
customers: 3
discount_rate: 0%
behavior: mechanical
segments:
  - {name: all, share: 100%, margin: 30%, share_of_wallet: 100%, purchases: {per_month: 1, cv: 0, regularity: fixed}, basket: {mean: 50, cv_between: 0, cv_within: 0}}
`
	eightOfTen = `earnburn: program/v1
name: eight-of-ten
points:
  earn: [{points: 10, per: {visit: 1}}]
  rewards: [{points: 8, gives: {money_off: 2}}]
  expire: {after: 45 days}
`
)

func cohortsOf(t *testing.T, w *scenarios.World, customers int, arms ...Arm) *Result {
	t.Helper()
	r, err := Run(context.Background(), w, arms, Options{Customers: customers, Seed: 3, Cohorts: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCohortsWorkedByHand(t *testing.T) {
	w, err := scenarios.Load("monthly.yaml", []byte(monthlyWorld), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := cohortsOf(t, w, 3, arm(t, "eight-of-ten", eightOfTen))
	got := r.Arms[1].Cells[0][0].Cohorts
	const customers = 3
	// Points of 16 January are used in February and die on 3 March, and so on: used at an age of one month, lapsed at two.
	for s := range 6 {
		want := make([][metrics.NumFates]int64, 6-s+1)
		end := len(want) - 1 // after the horizon
		want[min(1, end)][metrics.FateRedeemed] += customers * 8_000
		want[min(2, end)][metrics.FateLapsed] += customers * 2_000
		if !reflect.DeepEqual(got[s], want) {
			t.Errorf("month %d: %v, want %v", s+1, got[s], want)
		}
	}
	if r.Arms[0].Cells[0][0].Cohorts != nil {
		t.Error("the baseline has cohorts")
	}
	// 2 of May and 10 of June are in hand, which is enough for a reward.
	if orphaned := personOf(r, 1, metrics.PointsOrphaned); orphaned != 0 {
		t.Errorf("%d points on balances below 8", orphaned)
	}
	if life := r.Arms[1].Running.PointLife; math.Abs(life-45*12/365.25) > 1e-12 {
		t.Errorf("points of 45 days live for %v months", life)
	}
}

func TestVintages(t *testing.T) {
	v := &vintages{rows: metrics.NewCohorts(4), left: make([]programs.Points, 4), from: 4}
	var b programs.Book
	b.Issued = 10
	v.follow(&b, 0)
	b.Issued, b.Redeemed = 15, 6
	v.follow(&b, 1) // 4 of the first month are left, 5 of the second
	b.ClawedBack = 12
	v.follow(&b, 2) // the 5, the 4, and 3 that were already spent
	b.Issued, b.Adjusted = 17, 6
	v.follow(&b, 3) // 2 earned and 6 restored, less the 3
	b.Expired = 1
	v.follow(&b, 3)
	v.take(4, 4, metrics.FateRedeemed)
	const redeemed, lapsed, clawed = metrics.FateRedeemed, metrics.FateLapsed, metrics.FateClawedBack
	want := metrics.NewCohorts(4)
	want[0][1][redeemed], want[0][2][clawed] = 6, 4
	want[1][1][clawed] = 5
	want[3][0][clawed], want[3][0][lapsed], want[3][1][redeemed] = 3, 1, 4
	if !reflect.DeepEqual(v.rows, want) || v.debt != 0 {
		t.Errorf("%v, debt %v; want %v", v.rows, v.debt, want)
	}
}

// TestCohortsChangeNothingElse runs programs whose points go all ways; that cohorts add up to flows is among the identities of every run.
func TestCohortsChangeNothingElse(t *testing.T) {
	arms := append(shipped(t, "discount-5", "bonus-5", "points-tiers", "next-visit-20"), arm(t, "everything", everything))
	for _, name := range []string{"retail", "fashion"} {
		w := world(t, name)
		r := cohortsOf(t, w, 2000, arms...)
		plain, err := Run(context.Background(), w, arms, Options{Customers: 2000, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		for a := range r.Arms {
			for s, groups := range r.Arms[a].Cells {
				for g, cell := range groups {
					if has := cell != nil && cell.Cohorts != nil; has != (cell != nil && r.Arms[a].Running.HasPoints) {
						t.Fatalf("%s, %s: cohorts %v", name, r.Arms[a].Name, has)
					}
					if cell != nil {
						cell.Cohorts = nil
					}
					if !reflect.DeepEqual(cell, plain.Arms[a].Cells[s][g]) {
						t.Fatalf("%s, %s: counts differ", name, r.Arms[a].Name)
					}
				}
			}
		}
	}
}

func TestPointsBelowTheCheapestReward(t *testing.T) {
	w, err := scenarios.Load("monthly.yaml", []byte(monthlyWorld), nil)
	if err != nil {
		t.Fatal(err)
	}
	for reward, want := range map[string]int64{ // six purchases
		"points: 60, gives: {money_off: 5}":                                      0,
		"points: 61, gives: {money_off: 5}":                                      60_000,
		"points: 50, gives: {money_off: 5}":                                      10_000, // the sixth takes a reward from the opening balance
		"points: 100, gives: {money_off: 1}, up_to: 100%, minimum: 60":           0,
		"points: 10, gives: {money_off: 0.1}, up_to: 100%, minimum: 61":          60_000,
		"points: 61, gives: {money_off: 5}}, {points: 99, gives: {money_off: 9}": 60_000,
	} {
		a := arm(t, "card", "earnburn: program/v1\nname: card\npoints:\n  earn: [{points: 10, per: {visit: 1}}]\n  rewards: [{"+reward+"}]\n")
		if got := personOf(cohortsOf(t, w, 1, a), 1, metrics.PointsOrphaned); got != want {
			t.Errorf("%s: %d, want %d", reward, got, want)
		}
	}
}

func TestACoalitionOwesItsPoints(t *testing.T) {
	for name, want := range map[string]bool{"plenti": true, "bonus-5": false} {
		r := cohortsOf(t, world(t, "department-store"), 100, shipped(t, name)...)
		if got := r.Arms[1].Running.OwedByOthers; got != want {
			t.Errorf("%s: owed by others %v", name, got)
		}
	}
}
