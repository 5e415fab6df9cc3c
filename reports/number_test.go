package reports

import (
	"math"
	"testing"

	"earnburn/simulate/metrics"
)

// exact is a number without error.
func exact(x float64) Estimate {
	return Estimate{Value: number(x), Low: number(x), High: number(x), SE: number(0)}
}

func plusMinus(value, half float64) Estimate {
	return newEstimate(metrics.Estimate{Value: value, Low: value - half, High: value + half, SE: half / 1.98})
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		kind metrics.Kind
		want string
	}{
		{plusMinus(41234.5, 1512), metrics.Money, "41,200 ± 1,500"},
		{plusMinus(-41234.5, 1512), metrics.Money, "-41,200 ± 1,500"},
		{plusMinus(1234567, 35499), metrics.Money, "1,235,000 ± 35,000"},
		{plusMinus(1234567, 35501), metrics.Money, "1,230,000 ± 40,000"},
		{plusMinus(1234567, 96000), metrics.Money, "1,230,000 ± 100,000"},
		{plusMinus(12, 400), metrics.Money, "0 ± 400 ~"},
		{plusMinus(-12, 400), metrics.Money, "0 ± 400 ~"},
		{plusMinus(-260, 400), metrics.Money, "-300 ± 400 ~"},
		{plusMinus(12.3456, 0.0001), metrics.MoneyPerCustomer, "12.35 ± 0.01"},
		{plusMinus(-3.217, 0.118), metrics.MoneyPerCustomer, "-3.22 ± 0.12"},
		{plusMinus(-0.0638, 0.0004), metrics.RelativeChange, "-6.4 ± 0.1 %"},
		{plusMinus(0.4812, 0.0113), metrics.Share, "48.1 ± 1.1 %"},
		{plusMinus(0.4812, 0.052), metrics.Share, "48 ± 5 %"},
		{plusMinus(27.04, 0.31), metrics.Score, "27.0 ± 0.3"},
		{plusMinus(12.04, 0.031), metrics.PerYear, "12.04 ± 0.03"},
		{exact(4950), metrics.Money, "4,950"},
		{exact(4950.5), metrics.Money, "4,950.50"},
		{exact(0), metrics.Money, "0"},
		{exact(math.Copysign(0, -1)), metrics.Money, "0"},
		{exact(-0.001), metrics.MoneyPerCustomer, "0.00"},
		{exact(-1. / 6), metrics.RelativeChange, "-16.7 %"},
		{exact(0.1), metrics.Share, "10.0 %"},
		{plusMinus(0.018, 0.0004), metrics.RelativeChange, "+1.8 ± 0.1 %"},
		{plusMinus(0.00041, 0.0003), metrics.RelativeChange, "+0.04 ± 0.03 %"},
		{exact(100000), metrics.Count, "100,000"},
		{exact(999.6), metrics.Count, "1,000"},
		{exact(14), metrics.Months, "14 months"},
		{exact(1), metrics.Months, "1 month"},
		{plusMinus(14.2, 2.1), metrics.Months, "14.2 ± 2.1 months"},
		{exact(1e15), metrics.Money, "1,000,000,000,000,000"},
		{newEstimate(metrics.Estimate{Missing: "no redemptions"}), metrics.Share, "n/a"},
		{newEstimate(metrics.Estimate{Value: math.NaN()}), metrics.Share, "n/a"},
		{newEstimate(metrics.Estimate{Value: 0.5, Low: 0.5, High: 0.5, NoInterval: "too few"}), metrics.Share, "50.0 %"},
	} {
		if got := WithError(c.e, c.kind); got != c.want {
			t.Errorf("WithError(%v ± %v, kind %d) = %q, want %q", deref(c.e.Value), c.e.half(), c.kind, got, c.want)
		}
	}
}

func TestSigned(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		want string
	}{
		{plusMinus(41234.5, 1512), "+41,200 ± 1,500"},
		{plusMinus(-41234.5, 1512), "-41,200 ± 1,500"},
		{plusMinus(10, 1512), "0 ± 1,500 ~"},
		{exact(0), "0"},
	} {
		if got := signed(c.e, metrics.Money); got != c.want {
			t.Errorf("signed = %q, want %q", got, c.want)
		}
	}
}

func TestHorizon(t *testing.T) {
	if got := signed(plusMinus(0.0141, 0.0012), metrics.Share); got != "+1.4 ± 0.1 pp" {
		t.Errorf("a difference of shares is %q", got)
	}
	for months, want := range map[int]string{1: "one month", 2: "two months", 12: "one year", 36: "three years", 30: "30 months", 240: "20 years"} {
		if got := horizon(months); got != want {
			t.Errorf("horizon(%d) = %q, want %q", months, got, want)
		}
	}
}

func deref(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}
