package scenarios

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const unsure = `earnburn: scenario/v1
name: unsure
extends: retail
segments:
  - name: all
    share: 100%
    margin: {value: 35%, low: 30%, high: 45%, grade: A, source: books}
    purchases: {per_month: {value: 1, low: 0.5, high: 4}}
    basket: {mean: {value: 45, low: 43, high: 48}}
    share_of_wallet: {value: 35%, low: 20%, high: 50%}
    churn: 25%
    returns: {share: 5%, after: {value: 14 days, low: 7 days, high: 28 days}}
operations: {per_month: {value: 3000, low: 2000, high: 6000}}
`

func TestNumbersWithARangeAreDrawn(t *testing.T) {
	w, err := Load("unsure.yaml", []byte(unsure), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s := w.Segments[0]; s.Margin != 0.35 || s.Purchases.PerMonth != 1 || s.Basket.Mean != 45 || s.Wallet.Mean != 0.35 || s.ReturnLag != 14 {
		t.Fatalf("the medians are not what is simulated: %+v", s)
	}
	list := w.Uncertain()
	names := []string{}
	for _, e := range list[len(list)-6:] {
		names = append(names, e.Name)
	}
	want := []string{"segments[all].margin", "segments[all].purchases.per_month", "segments[all].basket.mean", "segments[all].share_of_wallet", "segments[all].returns.after", "operations.per_month"}
	slices.Sort(names)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Fatalf("uncertain are %v, want %v", names, want)
	}
	// At scores of the 5th and the 95th percentile all are at the ends of their ranges; half way up, on the log scale but for shares.
	at := func(z float64) *Segment {
		scores := make([]float64, len(list))
		for i := range scores {
			scores[i] = z
		}
		drawn, err := w.Draw(scores)
		if err != nil {
			t.Fatal(err)
		}
		return &drawn.Segments[0]
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	low, high, between := at(-z95), at(z95), at(z95/2)
	near("margin at the 5th percentile", low.Margin, 0.30)
	near("margin at the 95th", high.Margin, 0.45)
	near("margin between", between.Margin, 0.40)
	near("purchases at the 5th percentile", low.Purchases.PerMonth, 0.5)
	near("purchases at the 95th", high.Purchases.PerMonth, 4)
	near("purchases between", between.Purchases.PerMonth, 2)
	near("time to a return, at the 95th percentile", high.ReturnLag, 28)
	near("time to a return, between", between.ReturnLag, 20) // 14 √2, to the day
	near("share of wallet at the 5th percentile", low.Wallet.Mean, 0.20)

	same, err := w.Draw(make([]float64, len(list)))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(same.Segments, w.Segments) || same.Behavior != w.Behavior || same.Operations != w.Operations {
		t.Error("a draw at the medians is another world")
	}
	if !strings.Contains(string(w.Document().JSON()), `"low"`) {
		t.Error("the resolved scenario has lost its ranges")
	}
}

func TestBadRangesAreExplained(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"{value: 35%, low: 30%, high: 45%, grade: A, source: books}", "{value: 35%, low: 36%, high: 45%}",
			"unsure.yaml:7:13: segments[all].margin: must have low ≤ value ≤ high (got 36%, 35%, 45%)"},
		{"{value: 35%, low: 30%, high: 45%, grade: A, source: books}", "{value: 35%, low: -3%, high: 45%}",
			"unsure.yaml:7:13: segments[all].margin: cannot vary from -3% to 45%: must be greater than 0 and at most 1 (got -0.03)"},
		{"{value: 1, low: 0.5, high: 4}", "{value: 1, low: few, high: 4}",
			"unsure.yaml:8:28: segments[all].purchases.per_month: value, low and high must be three numbers, shares or times (got 1, few, 4)"},
		{"share: 100%", "share: {value: 100%, low: 90%, high: 100%}",
			"unsure.yaml:6:12: segments[all].share: cannot vary from 90% to 100%: the shares add up to 90%; they must add up to 100%"},
		{"extends: retail", "extends: retail\nmonths: {value: 24, low: 12, high: 36}",
			"unsure.yaml:4:9: months: cannot vary from 12 to 36: must be a whole number (got 17.869070898831893)"},
	} {
		_, err := Load("unsure.yaml", []byte(strings.Replace(unsure, c.old, c.new, 1)), nil)
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
