package study

import (
	"context"
	"testing"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

func TestPrecisionAsItIsWritten(t *testing.T) {
	for text, want := range map[string]Precision{"1%": {0.01, true}, "0.1pp": {0.001, false}, "2.5%": {0.025, true}} {
		if got, err := ParsePrecision(text); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "1", "%", "0%", "-1%", "100%", "1e1%", "1 %", "pp", "1,5%", "NaN%", "+1%"} {
		if got, err := ParsePrecision(text); err == nil {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// A run stops at the first number of customers, of those at which it looks, whose printed intervals are narrow enough, and is the run of so many.
func TestARunGrowsUntilItIsPrecise(t *testing.T) {
	for _, c := range []struct {
		p      Precision
		metric string
	}{{Precision{0.05, true}, "net_margin_impact"}, {Precision{0.004, false}, "net_margin_impact_pct"}} {
		half := func(customers int) (widest float64, r *simulate.Result) {
			r = ran(t, "retail", simulate.Options{Seed: 5, Customers: customers}, year, "discount-5", "bonus-5")
			for arm := 1; arm < 3; arm++ {
				e := metrics.Evaluate(&r.Data, arm, []*metrics.Metric{named(t, c.metric)}, metrics.Whole)[0].Value
				h := (e.High - e.Low) / 2
				if c.p.Relative {
					h /= max(e.Value, -e.Value)
				}
				widest = max(widest, h)
			}
			return widest, r
		}
		_, r := half(1000)
		short, err := c.p.Refine(context.Background(), r, 64_000)
		if err != nil || len(short) > 0 {
			t.Fatalf("%+v: %v, %v", c.p, short, err)
		}
		now, whole := half(r.Done)
		before, _ := half(r.Done / 2)
		if now > c.p.Half || before <= c.p.Half || r.Done < 2000 {
			t.Errorf("%+v: stopped at %d customers with ± %v; half as many have %v", c.p, r.Done, now, before)
		}
		if a, b := metrics.Values(&r.Data, 2, metrics.Every()), metrics.Values(&whole.Data, 2, metrics.Every()); a[0] != b[0] || a[3] != b[3] {
			t.Errorf("%+v: %v, want those of %d customers at once: %v", c.p, a, r.Done, b)
		}
	}
}

// By hand: an error four times too large needs sixteen times the customers.
func TestWhatFallsShortSaysHowManyWouldDo(t *testing.T) {
	r := ran(t, "retail", simulate.Options{Seed: 5, Customers: 2000}, year, "bonus-5")
	e := metrics.Evaluate(&r.Data, 1, []*metrics.Metric{named(t, "net_margin_impact_pct")}, metrics.Whole)[0].Value
	half := (e.High - e.Low) / 2
	short, err := Precision{Half: half / 4}.Refine(context.Background(), r, 2000)
	if err != nil || len(short) != 1 || short[0].Program != "bonus-5" || short[0].Enough < 32_000 || short[0].Enough > 33_000 || short[0].Half < half*0.999 {
		t.Errorf("%+v, %v", short, err)
	}
}
