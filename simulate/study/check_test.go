package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
)

// checked runs a check of shipped programs in the retail scenario, cut to a year.
func checked(t *testing.T, o simulate.Options, looks []int, draws Options, texts []string, names ...string) []Finding {
	t.Helper()
	c := question(t, o, looks, draws, texts, names...)
	findings, err := c.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func question(t *testing.T, o simulate.Options, looks []int, draws Options, texts []string, names ...string) *Check {
	t.Helper()
	o.Customers = 1
	r := ran(t, "retail", o, year, names...)
	var list []limits.Limit
	for _, text := range texts {
		l, err := limits.FromFlag("--limit", text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, l)
	}
	f, err := Frame(r.World, r.Programs[1:], draws.Draws, nil)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := f.Cases(list)
	if err != nil {
		t.Fatal(err)
	}
	return &Check{World: r.World, Arms: r.Programs[1:], Cases: cases, Options: o, Looks: looks, Draws: draws}
}

func TestLooks(t *testing.T) {
	for _, c := range []struct {
		first, budget int
		want          []int
	}{
		{25_000, 400_000, []int{25_000, 50_000, 100_000, 200_000, 400_000}},
		{25_000, 120_000, []int{25_000, 50_000, 100_000, 120_000}},
		{1000, 1000, []int{1000}},
		{1000, 1500, []int{1000, 1500}},
	} {
		if got := Looks(c.first, c.budget); !slices.Equal(got, c.want) {
			t.Errorf("%d to %d: %v", c.first, c.budget, got)
		}
	}
}

// By hand: 1 + 2 + 4 + 8 + 16 = 31 parts of 5 %.
func TestLooksShareWhatACheckMayErr(t *testing.T) {
	for k, got := range confidences(Looks(25_000, 400_000)) {
		if want := 1 - 0.05*float64(int(1)<<k)/31; math.Abs(got-want) > 1e-12 {
			t.Errorf("look %d: %v, want %v", k, got, want)
		}
	}
	if got := confidences([]int{1000}); len(got) != 1 || math.Abs(got[0]-0.95) > 1e-12 {
		t.Errorf("one look: %v", got)
	}
}

// What is clear is decided at the first look; what is not, at a later one or never; and each number is that of a run of so many customers.
func TestCustomersAreAddedUntilLimitsAreDecided(t *testing.T) {
	o := simulate.Options{Seed: 3, Threads: 2}
	looks := []int{2000, 4000, 8000}
	at := func(customers int) *simulate.Result {
		o := o
		o.Customers = customers
		return ran(t, "retail", o, year, "discount-5", "bonus-5")
	}
	m := named(t, "sales")
	last := metrics.Evaluate(&at(8000).Data, 1, []*metrics.Metric{m}, metrics.Whole)[0].Value
	right := fmt.Sprintf("sales of discount-5 >= %.0f", last.Value)
	for _, threads := range []int{1, 2} {
		o.Threads = threads
		findings := checked(t, o, looks, Options{}, []string{"sales of discount-5 >= 1", "sales of bonus-5 <= 1", right, "net_margin_impact of bonus-5 > discount-5"}, "discount-5", "bonus-5")
		for i, want := range []limits.Verdict{limits.Holds, limits.Crossed, limits.Undecided} {
			if findings[i].Verdict != want {
				t.Errorf("%s: %s, want %s: %+v", findings[i].Text, findings[i].Verdict, want, findings[i].Number)
			}
		}
		if findings[0].Customers != 2000 || findings[1].Customers != 2000 || findings[2].Customers != 8000 {
			t.Errorf("looked at %d, %d, %d", findings[0].Customers, findings[1].Customers, findings[2].Customers)
		}
		if got := findings[2]; got.Number.Value != last.Value || got.Number.SE != last.SE || got.WouldDecide < 8000 {
			t.Errorf("%+v, want %+v of more than 8000 customers", got, last)
		}
		pair := findings[3]
		want := metrics.Difference(&at(pair.Customers).Data, 2, 1, []*metrics.Metric{named(t, "net_margin_impact")}, metrics.Whole)[0]
		if pair.Number.Value != want.Value || pair.Number.SE != want.SE {
			t.Errorf("the difference is %+v, want that of a run of %d: %+v", pair.Number, pair.Customers, want)
		}
	}
}

// 3 % of revenue, a tier, a decile, a month: each is the number that a report has for it.
func TestNumbersOfLimitsAreThoseOfReports(t *testing.T) {
	texts := []string{
		"net_margin >= 3% of revenue", "sales >= 1 in tier \"not a member\"", "sales >= 1 in decile 10", "points_outstanding >= 1 at month 6",
		"nps >= -100 at month 5", "sales >= 1 in segment customers", "enrolled_share > none in decile 3", "sales > none in tier Gold",
	}
	o := simulate.Options{Seed: 3}
	findings := checked(t, o, []int{3000}, Options{}, texts, "points-tiers")
	o.Customers, o.Depth = 3000, true
	r := ran(t, "retail", o, year, "points-tiers")
	value := func(d *metrics.Data, arm int, name string, segment, month int) float64 {
		return metrics.Evaluate(d, arm, []*metrics.Metric{named(t, name)}, metrics.Selection{Segment: segment, Month: month})[0].Value.Value
	}
	whole := metrics.Whole
	for i, want := range []float64{
		value(&r.Data, 1, "net_margin", whole.Segment, whole.Month) - 0.03*value(&r.Data, 1, "revenue", whole.Segment, whole.Month),
		value(r.Tiers[1], 1, "sales", len(r.Tiers[1].Facts.Segments)-1, whole.Month),
		value(r.Deciles, 1, "sales", 9, whole.Month),
		value(&r.Data, 1, "points_outstanding", whole.Segment, 5),
		value(&r.Data, 1, "nps", whole.Segment, 4),
		value(&r.Data, 1, "sales", 0, whole.Month),
		value(r.Deciles, 1, "enrolled_share", 2, whole.Month) - value(r.Deciles, 0, "enrolled_share", 2, whole.Month),
		value(r.Tiers[1], 1, "sales", 2, whole.Month) - value(r.Tiers[1], 0, "sales", 2, whole.Month), // Member, Silver, Gold
	} {
		if got := findings[i].Number; got.Missing != "" || math.Abs(got.Value-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s: %+v, want %v", findings[i].Text, got, want)
		}
	}
}

// Chances are those of the draws, with Wilson's interval at the confidence of the look.
func TestChancesAreDecidedByDraws(t *testing.T) {
	draws := Options{Draws: 40, Customers: 500}
	findings := checked(t, simulate.Options{Seed: 3}, []int{2000}, draws, []string{"p_loss of discount-5 >= 50%", "p_loss of discount-5 <= 98%", "expected_regret >= 0"}, "discount-5")
	for i, want := range []limits.Verdict{limits.Holds, limits.Undecided, limits.Holds} {
		if findings[i].Verdict != want {
			t.Errorf("%s: %s, want %s: %+v", findings[i].Text, findings[i].Verdict, want, findings[i].Number)
		}
	}
	if findings[0].Draws != 40 || findings[1].Draws != 320 || findings[1].Customers != 500 {
		t.Errorf("decided with %d, %d draws of %d customers", findings[0].Draws, findings[1].Draws, findings[1].Customers)
	}
	if got := findings[0].Confidence; math.Abs(got-(1-0.05/15)) > 1e-12 {
		t.Errorf("the confidence of the first of four looks is %v", got)
	}
}

func TestAnInterruptedCheckHasNoVerdict(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, looks := range [][]int{{1_000_000}, {1000, 1_000_000}} {
		// Losses per customer are some dollars, with an error of cents: the second look is wanted.
		c := question(t, simulate.Options{Seed: 3}, looks, Options{}, []string{"net_margin_impact_per_customer >= -5"}, "discount-5")
		c.Cases[0].Low = metrics.Evaluate(&ran(t, "retail", simulate.Options{Seed: 3, Customers: 1000}, year, "discount-5").Data, 1,
			[]*metrics.Metric{named(t, "net_margin_impact_per_customer")}, metrics.Whole)[0].Value.Value
		c.Options.Progress = func(done, _ int) {
			if done > 2000 {
				cancel()
			}
		}
		if findings, err := c.Run(ctx); findings != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("looks at %v: %+v, %v", looks, findings, err)
		}
	}
}

// What is known for a whole horizon only is, at a month, that of a horizon which ends with it.
func TestLimitsAtAMonthOfWhatAHorizonEndsWith(t *testing.T) {
	o := simulate.Options{Seed: 3}
	got := checked(t, o, []int{2_000}, Options{}, []string{
		"liability_cost <= 3% of revenue at month 6", "liability_deferred >= 0 at month 9", "sales >= 0 at month 6", "liability_cost >= 0",
	}, "points-100")
	half := ran(t, "retail", simulate.Options{Seed: 3, Customers: 2_000}, []scenarios.Override{{Path: "months", Value: "6", Origin: "test"}}, "points-100")
	value := func(r *simulate.Result, name string) float64 {
		m, _ := metrics.ByName(name)
		return metrics.Values(&r.Data, 1, []*metrics.Metric{m})[0]
	}
	if want := value(half, "liability_cost") - 0.03*value(half, "revenue"); math.Abs(got[0].Number.Value-want) > 1e-9*math.Abs(want) {
		t.Errorf("liability at month 6 less 3 %% of revenue is %g, in a run of six months %g", got[0].Number.Value, want)
	}
	if got[0].Verdict == limits.Undecided || got[1].Number.Value == 0 || got[3].Number.Value == 0 {
		t.Errorf("%+v", got)
	}
	// A month of what has months is that month alone.
	if whole := value(half, "sales"); got[2].Number.Value > 0.5*whole {
		t.Errorf("sales at month 6 are %g of the %g of six months", got[2].Number.Value, whole)
	}
}
