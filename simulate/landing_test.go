package simulate

import (
	"math"
	"testing"

	"earnburn/simulate/metrics"
)

// TestRetailLandsWhereATrialImplementationDid compares the defaults with another implementation of the model by other hands, within the last point.
func TestRetailLandsWhereATrialImplementationDid(t *testing.T) {
	if testing.Short() {
		t.Skip("needs all customers")
	}
	product := arm(t, "product", replace(pointsYAML, "opt_in", "opt_in\ncurrency: USD", "THRESHOLD", "400", "{money_off: VALUE}", "{product: {price: 20, cost: 65%}}", "EXPIRE", "{after: 12 months}"))
	r := runOf(t, world(t, "retail"), 50_000, append(shipped(t, "discount-5", "bonus-5", "points-100", "points-400"), product)...)
	for i, want := range []struct{ cash, owed, year float64 }{
		{-0.064, -0.064, 0.018}, {-0.044, -0.049, 0.010}, {-0.040, -0.046, 0.012}, {-0.034, -0.040, 0.009}, {-0.027, -0.032, math.NaN()},
	} {
		a := i + 1
		for name, want := range map[string]float64{"net_margin_impact_pct_cash": want.cash, "net_margin_impact_pct": want.owed} {
			if e := value(t, r, a, name); math.Abs(e.Value-want) > 0.008 {
				t.Errorf("%s of %s is %.2f %%, there %.2f %%", name, r.Arms[a].Name, 100*e.Value, 100*want)
			}
		}
		if got := firstYear(r, a)/firstYear(r, 0) - 1; math.Abs(got-want.year) > 0.006 {
			t.Errorf("sales of %s rise by %.2f %% in the first year, there %.2f %%", r.Arms[a].Name, 100*got, 100*want.year)
		}
		if e := value(t, r, a, "enrolled_share"); e.Value < 0.25 || e.Value > 0.50 {
			t.Errorf("%s enrolls %.1f %%, there 28 to 48 %%", r.Arms[a].Name, 100*e.Value)
		}
		if a > 1 {
			less(t, r, "net_margin", a-1, a)
			if e := value(t, r, a, "redeemed_share"); e.Value < 0.62 || e.Value > 0.80 {
				t.Errorf("%.1f %% of the points of %s are redeemed, there 67 to 75 %%", 100*e.Value, r.Arms[a].Name)
			}
		}
		if ratio := value(t, r, a, "naive_lift_wallet").Value / value(t, r, a, "true_lift_wallet").Value; ratio < 3 || ratio > 20 {
			t.Errorf("the naive lift of %s in share of wallet is %.1f times the true one, there 8 to 19 times", r.Arms[a].Name, ratio)
		}
	}
}

func firstYear(r *Result, arm int) (sum float64) {
	for _, s := range sumsOf(r, arm) {
		for m := range 12 {
			sum += float64(s.Flow[m][metrics.Sales])
		}
	}
	return sum
}
