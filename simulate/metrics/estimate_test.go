package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

func perCustomerCash(t testing.TB) []*Metric {
	return []*Metric{metric(t, "net_margin_impact_per_customer_cash")}
}

// correlated is a Data of one customer in each of n groups with margins in two arms, in thousandths; the baseline earns nothing.
func correlated(n int, seed uint64) (d *Data, a, b []float64) {
	r := rand.New(rand.NewPCG(seed, 2))
	d = spread(n, 1, "a", "b")
	for g := range n {
		common := 3000 * r.NormFloat64()
		x, y := int64(10_000+common+2000*r.NormFloat64()), int64(9_000+common+1000*r.NormFloat64())
		d.cell(1, 0, g).Flow[0][GrossMargin], d.cell(2, 0, g).Flow[0][GrossMargin] = x, y
		a, b = append(a, float64(x)/1000), append(b, float64(y)/1000)
	}
	return d, a, b
}

func TestJackknifeOfAMeanIsTheStandardErrorOfTheMean(t *testing.T) {
	for _, n := range []int{10, 57, 100} {
		d, a, _ := correlated(n, uint64(n))
		e := Evaluate(d, 1, perCustomerCash(t), Whole)[0].Value
		mean, sd := stat.MeanStdDev(a, nil)
		if se := sd / math.Sqrt(float64(n)); !about(e.Value, mean, mean) || !about(e.SE, se, se) {
			t.Errorf("n = %d: %v ± %v, want %v ± %v", n, e.Value, e.SE, mean, se)
		}
	}
}

func TestJackknifeOfAPairedDifference(t *testing.T) {
	const n = 100
	d, a, b := correlated(n, 5)
	e := Difference(d, 1, 2, perCustomerCash(t), Whole)[0]
	sa, sb, rho := stat.StdDev(a, nil), stat.StdDev(b, nil), stat.Correlation(a, b, nil)
	se := math.Sqrt((sa*sa + sb*sb - 2*rho*sa*sb) / n)
	if !about(e.SE, se, se) {
		t.Errorf("standard error %v, want %v", e.SE, se)
	}
	if rho < 0.5 || se > 0.5*math.Hypot(sa, sb)/math.Sqrt(n)*1.5 {
		t.Errorf("correlation %v: pairing gains nothing", rho)
	}
}

func TestIntervalUsesStudentsQuantile(t *testing.T) {
	for n, quantile := range map[int]float64{10: 2.262157, 31: 2.042272, 100: 1.984217} { // tables at 9, 30 and 99 degrees of freedom
		d, _, _ := correlated(n, 7)
		e := Evaluate(d, 1, perCustomerCash(t), Whole)[0].Value
		if got := (e.High - e.Value) / e.SE; math.Abs(got-quantile) > 1e-6 {
			t.Errorf("%d groups: quantile %v, want %v", n, got, quantile)
		}
		if got := (e.Value - e.Low) / e.SE; math.Abs(got-quantile) > 1e-6 {
			t.Errorf("%d groups: lower quantile %v, want %v", n, got, quantile)
		}
	}
	if got := studentQuantile(1_000_000); math.Abs(got-1.959966) > 1e-5 {
		t.Errorf("quantile of many degrees of freedom %v", got)
	}
}

func TestFewGroupsGiveNoInterval(t *testing.T) {
	for n, few := range map[int]bool{1: true, 2: true, 9: true, 10: false} {
		d, _, _ := correlated(n, 9)
		e := Evaluate(d, 1, perCustomerCash(t), Whole)[0].Value
		if got := e.NoInterval != ""; got != few || e.Missing != "" || e.Value == 0 {
			t.Errorf("%d groups: %+v", n, e)
		}
	}
	d, _, _ := correlated(9, 9)
	want := "fewer than 1,000 customers: 9 of the 10 groups that an interval needs"
	if e := Difference(d, 1, 2, perCustomerCash(t), Whole)[0]; e.NoInterval != want || e.Low != e.Value || e.High != e.Value || e.SE != 0 {
		t.Errorf("difference %+v", e)
	}
}

func TestValueThatHangsOnOneGroupHasNoInterval(t *testing.T) {
	d := spread(20, 1, "program")
	c := d.cell(1, 0, 3)
	c.Flow[0][Purchases], c.Flow[0][Sales] = 1, 45_000
	e := valueOf(t, d, "average_basket")
	if e.Value != 45 || e.NoInterval != "without some of the customers there is no value: "+errNoPurchases.Error() {
		t.Errorf("got %+v", e)
	}
}

// TestCoverage counts how often the interval of a ratio of sums of normal data, and of a paired difference of two, covers the truth.
func TestCoverage(t *testing.T) {
	const n = 100
	runs := 2000
	if testing.Short() {
		runs = 500
	}
	r := rand.New(rand.NewPCG(11, 12))
	basket := []*Metric{metric(t, "average_basket")}
	ratio, difference := 0, 0
	d := spread(n, 1, "a", "b")
	for range runs {
		for g := range n {
			common := r.NormFloat64()
			for a, mean := range []float64{45_000, 45_000, 44_000} {
				f := &d.cell(a, 0, g).Flow[0]
				purchases := 1000 + 150*common + 100*r.NormFloat64()
				f[Purchases] = int64(purchases)
				f[Sales] = int64(float64(f[Purchases])*mean + 1e7*(common*0.5+r.NormFloat64()))
			}
		}
		if e := Evaluate(d, 1, basket, Whole)[0].Value; e.Low <= 45 && 45 <= e.High {
			ratio++
		}
		if e := Difference(d, 1, 2, basket, Whole)[0]; e.Low <= 1 && 1 <= e.High {
			difference++
		}
	}
	for name, hits := range map[string]int{"ratio": ratio, "paired difference": difference} {
		if share := float64(hits) / float64(runs); share < 0.93 || share > 0.97 {
			t.Errorf("interval of a %s covers the truth in %.1f %% of %d runs", name, 100*share, runs)
		}
	}
}

func TestEqualArmsDifferByExactlyNothing(t *testing.T) {
	d := plausible(13, 6, 2, 30)
	d.Arms[2] = d.Arms[3]
	d.Arms[1].Cells, d.Arms[1].Running = d.Arms[0].Cells, Running{} // a program without rules
	for i, e := range Difference(d, 3, 2, Every(), Whole) {
		if e.Missing == "" && (e != Estimate{}) {
			t.Errorf("%s of equal programs: %+v", All[i].Name, e)
		}
	}
	for _, r := range Evaluate(d, 1, Every(), Whole) {
		if r.Change.Missing == "" && (r.Change != Estimate{}) {
			t.Errorf("change of %s by an empty program: %+v", r.Metric.Name, r.Change)
		}
	}
	for m, e := range Monthly(d, 1) {
		if (e != Estimate{}) {
			t.Errorf("cumulative impact of an empty program in month %d: %+v", m+1, e)
		}
	}
}

func TestNoNegativeZero(t *testing.T) {
	negative := math.Copysign(0, -1)
	e := Series{Value: negative, Without: []float64{negative, negative}}.Estimate()
	for _, x := range []float64{e.Value, e.Low, e.High, e.SE} {
		if math.Signbit(x) {
			t.Errorf("−0 in %+v", e)
		}
	}
	for _, line := range Bridge(spread(20, 2, "idle"), 1, Whole) {
		if math.Signbit(line.Value.Value) || math.Signbit(line.Value.Low) {
			t.Errorf("−0 in line %s", line.Name)
		}
	}
}

func TestConstantValuesHaveNoErrorAndNoChange(t *testing.T) {
	d := plausible(41, 6, 2, 40)
	r := rand.New(rand.NewPCG(3, 4))
	for a := range d.Arms {
		for _, groups := range d.Arms[a].Cells {
			for _, c := range groups {
				if c == nil {
					continue
				}
				p := &c.Person
				p[Buyers] = 50 + r.Int64N(40) // other buyers in each arm, of whom each answers the same
				p[Promoters], p[Detractors] = 473_117*p[Buyers], 198_339*p[Buyers]
			}
		}
	}
	for arm := 1; arm < len(d.Arms); arm++ {
		for segment := -1; segment < 2; segment++ {
			for _, r := range Evaluate(d, arm, []*Metric{metric(t, "nps"), metric(t, "nps_change")}, Selection{segment, -1}) {
				if v := r.Value; v.SE != 0 || v.Low != v.Value || v.High != v.Value || v.NoInterval != "" {
					t.Errorf("%s in arm %d: %+v", r.Metric.Name, arm, v)
				}
				if (r.Change != Estimate{}) {
					t.Errorf("%s in arm %d changes by %+v", r.Metric.Name, arm, r.Change)
				}
			}
		}
	}
	for _, c := range []struct{ a, b, want float64 }{{27, 27 + 3.8e-14, 0}, {27, 27 - 2e-7, 2e-7}, {0, 0, 0}, {1e-12, 0, 1e-12}, {-5, 5, -10}} {
		if got := gap(c.a, c.b); math.Abs(got-c.want) > 1e-13 || (c.want == 0) != (got == 0) {
			t.Errorf("gap of %v and %v is %v", c.a, c.b, got)
		}
	}
	for _, c := range []struct {
		x  Series
		no bool
	}{{Series{Without: []float64{27, 27 + 1e-14, 27 - 1e-14}}, true}, {Series{Without: []float64{27, 27 + 1e-10, 27}}, false},
		{Series{Without: []float64{1e-3, 1e-3 + 1e-14, 1e-3}, size: 27}, true}, {Series{Without: []float64{0, 0, 0}}, true}} {
		if got := c.x.se(); (got == 0) != c.no {
			t.Errorf("%+v has the error %v", c.x, got)
		}
	}
}

func TestIntervalsOfSharesArePossible(t *testing.T) {
	d := spread(20, 2, "program")
	d.Arms[1].Running = Running{HasPoints: true, FacePerPoint: 1}
	for g := range 20 {
		c := d.cell(1, 0, g)
		c.Flow[0][PointsIssued], c.Flow[1][PointsIssued] = 10_000, 1_000
		c.Flow[1][PointsRedeemed] = 900
		c.Person[Members] = 1
		c.Flow[0][Joined] = 1
		c.Person[ActiveMembers] = int64(min(1, 19-g)) // all but one
	}
	d.cell(1, 0, 3).Flow[0][PointsExpired] = 9_000
	d.cell(1, 0, 4).Flow[1][PointsRedeemed] = 9_000
	value := func(name string, month int) Reported {
		return Evaluate(d, 1, []*Metric{metric(t, name)}, Selection{-1, month})[0]
	}
	if e := value("active_rate", -1).Value; e.Value != 0.95 || e.High != 1 || e.SE == 0 || e.Low >= 0.95 || e.Low < 0.8 {
		t.Errorf("active members %+v", e)
	}
	if e := value("breakage_period", -1).Value; e.Value == 0 || e.Low != 0 || e.High <= e.Value {
		t.Errorf("breakage %+v", e)
	}
	if r := value("enrolled_share", 0); r.Value.Value != 1 || r.Value.High != 1 || r.Change.Low != 1 {
		t.Errorf("enrolled %+v", r)
	}
	// What is redeemed in a month was issued earlier: it may be more than is issued.
	if e := value("redeemed_share", 1).Value; e.Value <= 1 || e.High <= e.Value {
		t.Errorf("redeemed in the second month %+v", e)
	}
	d.cell(1, 0, 4).Flow[1][PointsRedeemed] = 2_700
	if e := value("redeemed_share", 1).Value; e.Value >= 1 || e.High <= 1 {
		t.Errorf("redeemed in the second month %+v", e)
	}
	for _, r := range Evaluate(plausible(2, 24, 2, 12), 3, Every(), Whole) {
		if e := r.Value; r.Metric.Kind == Share && e.Value >= 0 && e.Value <= 1 && (e.Low < 0 || e.High > 1) {
			t.Errorf("%s: %+v", r.Metric.Name, e)
		}
	}
	// A change is a difference of shares, which may be negative.
	for g := range 20 {
		d.cell(0, 0, g).Flow[0][Joined] = 1
	}
	d.cell(1, 0, 7).Flow[0][Joined] = 0
	if e := value("enrolled_share", -1).Change; e.Low >= 0 || e.High <= 0 {
		t.Errorf("change %+v", e)
	}
}

func TestDifferenceOfAMissingValueSaysWhose(t *testing.T) {
	d := plausible(17, 3, 1, 12)
	burn := []*Metric{metric(t, "burn_rate")}
	for _, c := range []struct {
		arm, against int
		want         string
	}{{2, 1, "discount: the program has no points"}, {1, 2, "discount: the program has no points"}, {1, 0, "the program has no points"}} {
		if e := Difference(d, c.arm, c.against, burn, Whole)[0]; e.Missing != c.want {
			t.Errorf("difference of %d and %d: %+v, want missing %q", c.arm, c.against, e, c.want)
		}
	}
	if e := Evaluate(d, 2, burn, Whole)[0].Change; e.Missing != "in the baseline: the program has no points" {
		t.Errorf("change %+v", e)
	}
}

func BenchmarkEvaluate(b *testing.B) {
	d := plausible(1, 36, 5, Groups)
	every := Every()
	b.ReportAllocs()
	for b.Loop() {
		Evaluate(d, 3, every, Whole)
	}
}

func BenchmarkEvaluateMonths(b *testing.B) {
	d := plausible(1, 36, 5, Groups)
	every := Every()
	for b.Loop() {
		EvaluateMonths(d, 3, every, -1)
	}
}

func BenchmarkCheckIdentities(b *testing.B) {
	d := plausible(1, 36, 5, Groups)
	for b.Loop() {
		if err := CheckIdentities(d); err != nil {
			b.Fatal(err)
		}
	}
}

// TestJackknifeOfAnyFunction compares it with the row of a metric.
func TestJackknifeOfAnyFunction(t *testing.T) {
	d := plausible(7, 3, 2, 12)
	got := Jackknife(d, 2, func(s *Sums, scale float64) []float64 {
		return []float64{scale * float64(s.Person[PointsOutstanding]) / 1000, math.NaN(), math.Log(float64(s.Person[Members]) - float64(1))}
	})
	if want := valueAt(d, "points_outstanding"); math.Abs(got[0].Value-want.Value) > 1e-9*want.Value || math.Abs(got[0].SE-want.SE) > 1e-6*want.SE {
		t.Errorf("%+v, want %+v", got[0], want)
	}
	if got[1].Missing == "" || got[2].Missing != "" || got[2].SE <= 0 {
		t.Errorf("%+v", got)
	}
	if few := Jackknife(plausible(7, 3, 2, 5), 2, func(*Sums, float64) []float64 { return []float64{1} }); few[0].NoInterval == "" {
		t.Errorf("%+v from 5 groups", few)
	}
}

func valueAt(d *Data, name string) Estimate {
	m, _ := ByName(name)
	return Evaluate(d, 2, []*Metric{m}, Whole)[0].Value
}
