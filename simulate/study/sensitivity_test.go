package study

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

func TestBarsAreRunsWithOneAssumptionAtItsEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("searches for minutes under the race detector")
	}
	in := shipped(t, "bonus-5", "discount-5")
	c, err := in.At(nil)
	if err != nil {
		t.Fatal(err)
	}
	o := simulate.Options{Customers: 2_000, Seed: 1}
	r, err := simulate.Run(context.Background(), c.World, c.Arms, o)
	if err != nil {
		t.Fatal(err)
	}
	impact, _ := metrics.ByName("net_margin_impact")
	s, err := Sensitive(context.Background(), r, impact, SensitivityOptions{Customers: 2_000, Each: 500, Points: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Outcomes) != 3 || s.Outcomes[2].Arm != "discount-5" || s.Outcomes[2].Against != "bonus-5" || s.Outcomes[0].Against != "" {
		t.Fatalf("outcomes %+v", s.Outcomes)
	}
	bar := func(outcome int, name string) Bar {
		bars := s.Outcomes[outcome].Bars
		i := slices.IndexFunc(bars, func(b Bar) bool { return b.Assumption.Name == name })
		return bars[i]
	}
	// By hand: the file with the assumption changed.
	for _, name := range []string{"elasticity", "churn_hazard_ratio"} {
		p, _ := scenarios.ParameterByName(name)
		low, err := in.At([]scenarios.Override{set("scenario.behavior."+name, fmt.Sprint(scenarios.Register[p].Low))})
		if err != nil {
			t.Fatal(err)
		}
		other, err := simulate.Run(context.Background(), low.World, low.Arms, o)
		if err != nil {
			t.Fatal(err)
		}
		for arm := 1; arm <= 2; arm++ {
			want := metrics.Combine([]metrics.Part{{Data: &other.Data, Arm: arm, Weight: 1}, {Data: &r.Data, Arm: arm, Weight: -1}}, impact)
			got := bar(arm-1, name).Low
			if math.Abs(got.Value-want.Value) > 1e-6*math.Abs(want.Value) || math.Abs(got.SE-want.SE) > 1e-6*want.SE {
				t.Errorf("%s low, arm %d: %+v, want %+v", name, arm, got, want)
			}
		}
	}
	if up, down := bar(0, "elasticity").High, bar(0, "elasticity").Low; up.Low <= 0 || down.High >= 0 {
		t.Errorf("more elastic customers do not bring more: %+v %+v", down, up)
	}
	// What plays no part for a plain discount moves nothing at all.
	for _, name := range []string{"goal_gradient", "redemption_intercept", "fee_aversion"} {
		if b := bar(1, name); b.Swing() != 0 || b.Low.SE != 0 {
			t.Errorf("%s moves a plain discount: %+v", name, b)
		}
	}
	for _, x := range s.Outcomes {
		if !slices.IsSortedFunc(x.Bars, func(a, b Bar) int { return cmp.Compare(b.Swing(), a.Swing()) }) {
			t.Error("bars are out of order")
		}
		if len(x.Shares) != singles+1 || x.Shares[singles].Name != "" {
			t.Errorf("shares %+v", x.Shares)
		}
	}
	again, err := Sensitive(context.Background(), r, impact, SensitivityOptions{Customers: 2_000, Each: 500, Points: 2, Threads: 1})
	if err != nil || !reflect.DeepEqual(again, s) {
		t.Errorf("one thread gives another answer (%v)", err)
	}
}
