package metrics

import (
	"math"
	"testing"
)

// twoPurchases is the worked example: purchases of 9,000 at a margin of 30 % in two months, no discounting, and 5 % off or as a bonus.
func twoPurchases() *Data {
	d := single(2, "discount-5", "bonus-5")
	for a := range d.Arms {
		for m := range 2 {
			f := &d.cell(a, 0, 0).Flow[m]
			f[Purchases], f[Sales], f[GrossMargin] = 1, 9_000_000, 2_700_000
		}
	}
	for m := range 2 {
		d.cell(1, 0, 0).Flow[m][Discounts] = 450_000
		d.cell(2, 0, 0).Flow[m][PointsIssued] = 450_000
	}
	bonus := d.cell(2, 0, 0)
	bonus.Flow[1][PointsRedeemed], bonus.Flow[1][MoneyOff], bonus.Flow[1][RewardCost] = 450_000, 450_000, 450_000
	bonus.Owed[0][OwedCost], bonus.Owed[0][OwedRedeemed] = 450_000, 450_000
	d.Arms[2].Running = Running{HasPoints: true, FacePerPoint: 1}
	return d
}

func TestWorkedExample(t *testing.T) {
	d := twoPurchases()
	for _, want := range []struct {
		arm    int
		metric string
		value  float64
	}{
		{0, "net_margin", 5400}, {0, "net_margin_cash", 5400}, {0, "net_margin_impact", 0},
		{1, "net_margin", 4500}, {1, "net_margin_cash", 4500}, {1, "net_margin_impact", -900}, {1, "net_margin_impact_pct", -900.0 / 5400},
		{2, "net_margin_cash", 4950}, {2, "net_margin", 4500}, {2, "closing_obligation", 450},
		{2, "net_margin_impact_cash", -450}, {2, "net_margin_impact", -900}, {2, "net_margin_impact_pct_cash", -450.0 / 5400},
		{2, "net_margin_impact_pct", -900.0 / 5400}, {2, "net_margin_impact_per_customer", -900}, {2, "net_margin_impact_per_customer_cash", -450},
		{1, "sales", 18_000}, {1, "revenue", 17_100}, {2, "revenue", 17_550}, {2, "incremental_revenue", -450}, {2, "incremental_sales", 0},
		{2, "roi", -1}, {2, "burn_rate", 1}, {2, "breakage_ultimate", 0}, {2, "redeemed_share", 0.5}, {2, "breakage_monetary", 0},
	} {
		r := Evaluate(d, want.arm, []*Metric{metric(t, want.metric)}, Whole)[0]
		if r.Value.Missing != "" || r.Value.Value != want.value {
			t.Errorf("%s: %s = %v (%s), want exactly %v", d.Arms[want.arm].Name, want.metric, r.Value.Value, r.Value.Missing, want.value)
		}
		if r.Value.NoInterval == "" || r.Value.Low != r.Value.Value || r.Value.SE != 0 {
			t.Errorf("%s: one customer gives an interval: %+v", want.metric, r.Value)
		}
	}
}

// perHundred is a program that gives away a rate of sales of 100 at some margin to customers who would have bought anyway.
func perHundred(margin, rate, fixed float64) *Data {
	d := single(1, "program")
	for a := range d.Arms {
		f := &d.cell(a, 0, 0).Flow[0]
		f[Sales], f[GrossMargin] = 100_000, int64(math.Round(margin*100_000))
	}
	c := d.cell(1, 0, 0)
	c.Flow[0][Discounts] = int64(math.Round(rate * 100_000))
	c.Person[ProgramCost], c.Person[Subsidy] = c.Flow[0][Discounts], c.Flow[0][Discounts]
	d.Arms[1].Running.PerMonth = fixed
	return d
}

func TestBreakEvenLift(t *testing.T) {
	rates := []float64{0.01, 0.02, 0.03, 0.05, 0.10}
	for margin, row := range map[float64][]float64{ // percent, rounded as in published tables
		0.20: {5.3, 11.1, 17.6, 33.3, 100},
		0.30: {3.4, 7.1, 11.1, 20.0, 50},
		0.40: {2.6, 5.3, 8.1, 14.3, 33.3},
		0.60: {1.7, 3.4, 5.3, 9.1, 20},
	} {
		for i, percent := range row {
			e := valueOf(t, perHundred(margin, rates[i], 0), "break_even_lift")
			if e.Missing != "" || math.Abs(100*e.Value-percent) > 0.0500001 {
				t.Errorf("%v given away at a margin of %v: %+v, want %v %%", rates[i], margin, e, percent)
			}
		}
	}
	// A cost of 3 % of sales that does not grow with them, at a margin of 30 %, and one that does.
	wantValue(t, perHundred(0.30, 0, 3), "break_even_lift", 0.10, 1e-12)
	wantValue(t, perHundred(0.30, 0.03, 0), "break_even_lift", 1.0/9, 1e-12)
	wantValue(t, perHundred(0.30, 0.03, 1), "break_even_lift", 4.0/27, 1e-12)
	wantMissing(t, perHundred(0.05, 0.05, 0), "break_even_lift", errUnreached.Error())
	wantMissing(t, perHundred(0.05, 0.10, 0), "break_even_lift", errUnreached.Error())
}

func TestBreakEvenLiftLeavesOutWhatWentToExtraSales(t *testing.T) {
	d := perHundred(0.30, 0.05, 0)
	d.cell(1, 0, 0).Person[Subsidy] = 4_000 // of 5,000
	wantValue(t, d, "subsidy_ratio", 0.8, 1e-12)
	wantValue(t, d, "break_even_lift", 4.0/26, 1e-12)
}

func TestBreakEvenLiftCountsFeesAgainstWhatIsGiven(t *testing.T) {
	d := perHundred(0.30, 0.05, 0)
	d.cell(1, 0, 0).Flow[0][Fees] = 2_000
	wantValue(t, d, "break_even_lift", 3.0/27, 1e-12)
	d.cell(1, 0, 0).Flow[0][Fees] = 0
	d.cell(1, 0, 0).Owed[0][OwedCost] = 1_000
	wantValue(t, d, "break_even_lift", 6.0/24, 1e-12)
}

func TestFreeProducts(t *testing.T) {
	// A free unit priced 10 at cost of goods 65 % that replaces half a sale: it costs 6.5 + 0.5 × 3.5, and revenue falls by 5.
	d := perHundred(0.35, 0, 0)
	f := &d.cell(1, 0, 0).Flow[0]
	f[Displaced], f[RewardCost] = 5_000, 8_250
	wantValue(t, d, "sales", 100, 0)
	wantValue(t, d, "revenue", 95, 1e-12)
	wantValue(t, d, "net_margin", 26.75, 1e-12)
	wantValue(t, d, "cost_rewards", 8.25, 1e-12)
}

func TestReturnOnTheProgram(t *testing.T) {
	d := perHundred(0.35, 0.02, 1)
	c := d.cell(1, 0, 0)
	c.Flow[0][GrossMargin] += 6_000 // bought because of the program
	c.Flow[0][Fees] = 500
	c.Owed[0][OwedCost] = 1_500
	wantValue(t, d, "program_cost", 2.5, 1e-12)
	wantValue(t, d, "net_margin_impact", 2, 1e-12)
	wantValue(t, d, "roi", 0.5, 1e-12)
	c.Flow[0][Fees] = 4_500
	wantMissing(t, d, "roi", errNothing.Error())
}

func TestWithoutDiscountingSumsAreExact(t *testing.T) {
	d := single(36, "program")
	var sales int64
	for m := range 36 {
		f := &d.cell(1, 0, 0).Flow[m]
		f[Sales] = 1_000_000_007 * int64(m+1)
		f[GrossMargin] = f[Sales]
		sales += f[Sales]
	}
	for m := range RunoffMonths {
		d.cell(1, 0, 0).Owed[m][OwedCost] = 1
	}
	if got, want := valueOf(t, d, "net_margin_cash").Value, float64(sales)/1000; got != want {
		t.Errorf("net margin %v, want exactly %v", got, want)
	}
	if got := valueOf(t, d, "closing_obligation").Value; !about(got, 0.060, 0.06) {
		t.Errorf("closing obligation %v, want 0.060", got)
	}
}

func TestDiscounting(t *testing.T) {
	d := single(2, "program")
	d.Facts.DiscountRate = 0.1
	d.Facts.MonthStart = []float64{0, 2 * daysPerYear, 4 * daysPerYear} // so that a month's middle is a year or three away
	for m := range d.Facts.RunoffStart {
		d.Facts.RunoffStart[m] = (4 + 2*float64(m)) * daysPerYear
	}
	c := d.cell(1, 0, 0)
	c.Flow[0][GrossMargin], c.Flow[1][Discounts], c.Owed[0][OwedCost] = 1_100_000, 1_331_000, 161_051
	d.Arms[1].Running = Running{Setup: 7, PerMonth: 14.641, PerMemberYear: 12 * 1.21}
	c.Flow[0][Joined], c.Person[Members] = 2, 2
	wantValue(t, d, "cost_discounts", 1000, 1e-12)
	wantValue(t, d, "closing_obligation", 100, 1e-12)
	// Setup; the months at their ends in 2 and 4 years; one member on average in the first month, two in the second.
	wantValue(t, d, "cost_operations", 7+14.641/1.21+10+1.0+2/1.21, 1e-12)
	wantValue(t, d, "net_margin_cash", -(7 + 12.1 + 10 + 1 + 2/1.21), 1e-9)
}

func TestFeesForDaysAfterTheHorizonAreOwed(t *testing.T) {
	// A fee of 1,210 of which 605 are for days after a horizon of two years: at 10 % a year 500 are owed. Paid in its first month, a year from the start, it brings 1,100.
	d := single(1, "program")
	d.Facts.DiscountRate = 0.1
	d.Facts.MonthStart = []float64{0, 2 * daysPerYear}
	c := d.cell(1, 0, 0)
	c.Flow[0][Fees], c.Person[FeesUnearned] = 1_210_000, 605_000
	wantValue(t, d, "fees", 1100, 1e-12)
	wantValue(t, d, "closing_obligation", 500, 1e-12)
	wantValue(t, d, "net_margin_cash", 1100, 1e-12)
	wantValue(t, d, "net_margin", 600, 1e-12)
}

func TestScale(t *testing.T) {
	d := blank(1, 2, "program")
	d.Facts.Population = 10_000
	d.Facts.Segments = []string{"a", "b"}
	for a := range d.Arms {
		d.Arms[a].Cells = [][]*Sums{make([]*Sums, 2), make([]*Sums, 2)}
		for s := range 2 {
			c := d.cell(a, s, s)
			c.Person[Customers] = 10
			c.Flow[0][Sales] = int64(1+s) * 1_000_000
		}
	}
	d.Arms[1].Running = Running{Setup: 40, PerMonth: 60}
	// The stated shares do not matter: a customer simulated stands for as many in each segment, and bears as much of the fixed costs.
	for segment, want := range map[int]struct{ sales, costs float64 }{-1: {1_500_000, 100}, 0: {500_000, 50}, 1: {1_000_000, 50}} {
		for i, r := range Evaluate(d, 1, []*Metric{metric(t, "sales"), metric(t, "cost_operations")}, Selection{segment, -1}) {
			if want := []float64{want.sales, want.costs}[i]; r.Value.Value != want {
				t.Errorf("segment %d: %s = %v, want %v", segment, r.Metric.Name, r.Value.Value, want)
			}
		}
	}
}

// costing is a Data of n groups whose program earns the given amounts a month over the baseline, plus noise by group.
func costing(n int, noise int64, earns ...int64) *Data {
	d := spread(n, len(earns), "program")
	for g := range n {
		for m, x := range earns {
			sign := int64(1 - 2*(g%2))
			d.cell(0, 0, g).Flow[m][GrossMargin] = 1_000_000
			d.cell(1, 0, g).Flow[m][GrossMargin] = 1_000_000 + x + sign*noise
			d.cell(1, 0, g).Flow[m][PerkCost] = 1
		}
	}
	return d
}

func TestPayback(t *testing.T) {
	for name, c := range map[string]struct {
		earns   []int64
		month   float64
		missing string
	}{
		"in the third month":         {[]int64{-10_000, 4_000, 7_000, 1_000}, 3, ""},
		"at once":                    {[]int64{5_000, 4_000}, 1, ""},
		"not at all":                 {[]int64{-10_000, 4_000, 5_000}, 0, "not within 3 months"},
		"crosses back and forth":     {[]int64{5_000, -9_000, 6_000, 1_000}, 3, ""},
		"falls below again in month": {[]int64{5_000, -2_000, -6_000}, 0, "not within 3 months"},
	} {
		t.Run(name, func(t *testing.T) {
			e := valueOf(t, costing(20, 0, c.earns...), "payback_months")
			if e.Missing != c.missing || e.Value != c.month || (c.missing == "" && (e.Low != c.month || e.High != c.month)) {
				t.Errorf("got %+v", e)
			}
		})
	}
	wantMissing(t, spread(20, 3, "idle"), "payback_months", errNoPayback.Error())
}

func TestPaybackIntervalIsWhereTheBandCrossesZero(t *testing.T) {
	d := costing(100, 5_000, -10_000, 4_000, 4_000, 4_000, 4_000, 4_000)
	months := Monthly(d, 1)
	low, high := 0.0, 0.0
	for m := len(months) - 1; m >= 0 && months[m].High >= 0; m-- {
		low = float64(m + 1)
	}
	for m := len(months) - 1; m >= 0 && months[m].Low >= 0; m-- {
		high = float64(m + 1)
	}
	e := valueOf(t, d, "payback_months")
	if e.Value != 4 || e.Low != low || e.High != high || low > 4 || high <= 4 {
		t.Errorf("payback %+v, want 4 in %v to %v", e, low, high)
	}
	// With more noise the lower edge of the band is still below zero at the end.
	e = valueOf(t, costing(100, 50_000, -10_000, 4_000, 4_000, 4_000, 4_000, 4_000), "payback_months")
	if e.Value != 4 || e.NoInterval == "" || e.Low != 4 || e.High != 4 {
		t.Errorf("payback %+v, want no interval", e)
	}
}

func TestMonthlyEndsAtTheImpact(t *testing.T) {
	d := plausible(3, 6, 2, 20)
	months := Monthly(d, 2)
	want := Evaluate(d, 2, []*Metric{metric(t, "net_margin_impact_cash")}, Whole)[0].Value
	last := months[len(months)-1]
	if len(months) != 6 || !about(last.Value, want.Value, 1e6) || !about(last.SE, want.SE, 1e4) {
		t.Errorf("last of %d months %+v, want %+v", len(months), last, want)
	}
}

func TestRatioOverNothingIsMissing(t *testing.T) {
	idle := spread(20, 1, "idle")
	for name, reason := range map[string]error{
		"roi": errNothing, "subsidy_ratio": errSubsidyFor, "net_margin_impact_pct": errNoMargin,
		"incremental_sales_pct": errNoSales, "incremental_revenue_pct": errNoRevenue, "break_even_lift": errUnreached,
	} {
		wantMissing(t, idle, name, reason.Error())
	}
}

func TestRatioOverAlmostNothingIsMissing(t *testing.T) {
	// A baseline margin of mean 1 per customer; its standard error over 100 customers is that of ±spread.
	for spread, missing := range map[int64]bool{2_000: false, 3_200: false, 3_500: true, 20_000: true} {
		d := costing(100, 0, 500)
		for g := range 100 {
			sign := int64(1 - 2*(g%2))
			d.cell(0, 0, g).Flow[0][GrossMargin] = 1_000 + sign*spread
			d.cell(1, 0, g).Flow[0][GrossMargin] = 1_500 + sign*spread
		}
		e := valueOf(t, d, "net_margin_impact_pct_cash")
		want := ""
		if missing {
			want = "its denominator, the net margin of the baseline, is within 3 standard errors of 0"
		}
		if e.Missing != want {
			t.Errorf("spread %d: %+v, want missing %q", spread, e, want)
		}
	}
}

func TestBreakEvenLiftByHand(t *testing.T) {
	// 5 % of sales given to everyone at a margin of 30 %: each 100 of sales earns 25 instead of 30.
	if lift, err := breakEvenLift(0, 5, 30); lift != 0.2 || err != nil {
		t.Errorf("lift %v, %v", lift, err)
	}
}

// Of 100 groups of 100 customers, some customers lose two purchases each. Of fewer than 30 of them no interval can be told; of 30 the count has the error of the
// sample, and what all customers do is never in question.
func TestLostPurchasesOfFewCustomersHaveNoInterval(t *testing.T) {
	for losers, wants := range map[int]bool{0: false, 1: false, 29: false, 30: true, 90: true} {
		d := spread(100, 1, "program")
		for g := range 100 {
			for a := range d.Arms {
				d.cell(a, 0, g).Person[Customers] = 100
			}
			d.cell(1, 0, g).Person[ExtraPurchases] = 50
		}
		for g := range losers {
			p := &d.cell(1, 0, g).Person
			p[BoughtLess]++
			p[LostPurchases] += 2
		}
		d.Facts.Population = 1_000_000
		r := Evaluate(d, 1, []*Metric{metric(t, "lost_purchases"), metric(t, "incremental_purchases")}, Whole)
		if got := r[0].Value; got.Value != float64(losers*200) || (got.NoInterval == "") != wants || (got.High > got.Value) != wants {
			t.Errorf("%d customers: %+v", losers, got)
		}
		if (r[0].Change.NoInterval == "") != wants {
			t.Errorf("%d customers, change: %+v", losers, r[0].Change)
		}
		if r[1].Value.NoInterval != "" {
			t.Errorf("what all do: %+v", r[1].Value)
		}
	}
}
