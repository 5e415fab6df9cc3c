package limits

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"earnburn/simulate/metrics"
)

// frame is a horizon of 12 months with a program with points and tiers and one without either.
func frame() *Frame {
	return &Frame{
		Data: &metrics.Data{
			Facts: metrics.Facts{Months: 12, Population: 1000, Currency: "USD", Segments: []string{"regulars", "others"}},
			Arms:  []metrics.Arm{{Name: "none"}, {Name: "points", Running: metrics.Running{HasPoints: true, FacePerPoint: 0.01}}, {Name: "discount"}},
		},
		Levels: [][]string{nil, {"Silver", "Gold", "not a member"}, nil},
	}
}

// limitsOf reads limits, each a line of a file.
func limitsOf(t *testing.T, texts ...string) []Limit {
	t.Helper()
	list, err := ParseFile("l.yaml", []byte("earnburn: limits/v1\nlimits:\n  - '"+strings.Join(texts, "'\n  - '")+"'\n"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestALimitBindsWhoItSays(t *testing.T) {
	list := limitsOf(t, "sales > 0", "sales of discount > 0", "sales of none > 0", "sales > discount", "sales > none", "sales > 0 in tier Gold", "burn_rate > 0%")
	list[5].Owner, list[6].Owner = "points", "points"
	cases, err := frame().Cases(list)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range cases {
		got = append(got, fmt.Sprint(c.Text, ": ", c.Arm, " ", c.Against))
	}
	want := []string{
		"sales > 0: 1 -1", "sales > 0: 2 -1", "sales of discount > 0: 2 -1", "sales of none > 0: 0 -1", "sales > discount: 1 2",
		"sales > none: 1 0", "sales > none: 2 0", "sales > 0 in tier Gold: 1 -1", "burn_rate > 0%: 1 -1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestWhatHasNoNumberIsKnownBefore(t *testing.T) {
	saved := &Saved{Name: "old.json", Months: 12, Customers: 1000, Currency: "USD", Metrics: map[string]map[string]Kept{"points": {
		"sales": {Estimate: metrics.Estimate{Value: 5, Low: 4, High: 6, SE: 0.5}}, "nps": {Estimate: metrics.Estimate{Missing: "nobody bought"}},
		"fees": {}, "roi": {Estimate: metrics.Estimate{NoInterval: "fewer than 1,000 customers"}},
	},
	}}
	other := *saved
	other.Months = 36
	pounds := *saved
	pounds.Currency, pounds.Customers = "GBP", 1000
	coffee, changed := *saved, *saved
	coffee.Scenario, changed.World = "coffee", "other"
	larger := *saved
	larger.Customers = 5000
	for _, c := range []struct {
		text, want string
		saved      *Saved
	}{
		{"sales of pionts > 0", `this command simulates no program "pionts"; did you mean "points"?`, nil},
		{"sales of points > gift", `this command simulates no program "gift"; there are none, points, discount`, nil},
		{"sales of points > 0 in segment regular", `there is no segment "regular"; did you mean "regulars"?`, nil},
		{"sales of points > 0 in tier Platin", `there is no tier of points "Platin"; there are Silver, Gold, not a member`, nil},
		{"sales of discount > 0 in tier Gold", "discount has no tiers", nil},
		{"sales of points > discount in tier Gold", "the tiers of two programs hold different customers, so they cannot be compared; the same customers without a program can: write none", nil},
		{"sales of points > 0 at month 13", "the horizon has 12 months", nil},
		{"burn_rate of discount > 0", "burn_rate of discount has no value: the program has no points", nil},
		{"burn_rate of points > discount", "burn_rate of discount has no value: the program has no points", nil},
		{"retention_rate of points > 0", "retention_rate of points has no value: it needs a horizon of at least 24 months", nil},
		{"p_loss of points < 5%", "p_loss has no value: assumptions were not drawn", nil},
		{"sales of points drop <= 5", "drop and rise compare with a saved result; name it with --against", nil},
		{"sales of discount drop <= 5", "old.json holds no sales of discount", saved},
		{"nps of points drop <= 5", "nps of points has no value in old.json: nobody bought", saved},
		{"sales of points drop <= 5", "old.json was saved in scenario coffee, and this is : a difference would be that of the scenarios", &coffee},
		{"sales of points drop <= 5", "scenario , or what earnburn assumes for it, has changed since old.json was saved, so a difference would not be that of the programs; save the result again", &changed},
		{"fees of points drop <= 5%", "fees of points is 0 in old.json, of which there is no share", saved},
		{"sales of points drop <= 5", "old.json was saved over 36 months, and this horizon has 12", &other},
		{"sales of points drop <= 5", "sales is in GBP in old.json, and in USD here", &pounds},
		{"sales of points drop <= 5", "sales is that of 5000 customers in old.json, and of 1000 here; compare a share, or a number per customer", &larger},
	} {
		f := frame()
		f.Saved, f.Drawn = c.saved, metrics.ErrNotDrawn.Error()
		_, err := f.Cases(limitsOf(t, c.text))
		if err == nil {
			t.Errorf("%s: no error", c.text)
			continue
		}
		if got := err.Error(); !strings.HasSuffix(got, ": limits[0]: "+c.text+": "+c.want) || !strings.HasPrefix(got, "l.yaml:3:") {
			t.Errorf("%s: %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestContradictionsNameBothPlaces(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  string // what contradicts what, by line; "" for nothing
	}{
		{[]string{"sales >= 10", "sales <= 9"}, `4: contradicts "sales >= 10" (l.yaml:3:6): nothing meets both for points`},
		{[]string{"sales >= 10", "sales <= 10"}, ""},
		{[]string{"sales >= 10", "sales < 10"}, `4: contradicts "sales >= 10" (l.yaml:3:6): nothing meets both for points`},
		{[]string{"sales > 10", "nps > 5", "sales <= 10"}, `5: contradicts "sales > 10" (l.yaml:3:6): nothing meets both for points`},
		{[]string{"sales between 1 and 2", "sales of discount between 3 and 4"}, `4: contradicts "sales between 1 and 2" (l.yaml:3:6): nothing meets both for discount`},
		{[]string{"sales of points > discount", "sales of discount > points"}, `4: contradicts "sales of points > discount" (l.yaml:3:6): nothing meets both for discount`},
		{[]string{"sales >= 10 in segment regulars", "sales <= 9 in segment others"}, ""},
		{[]string{"sales >= 10 at month 1", "sales <= 9 at month 2"}, ""},
		{[]string{"sales of points >= 10", "sales of discount <= 9"}, ""},
		{[]string{"sales >= 10% of revenue", "sales <= 9"}, ""},
	} {
		_, err := frame().Cases(limitsOf(t, c.texts...))
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%q: %v", c.texts, err)
		case c.want != "" && err == nil:
			t.Errorf("%q: no error", c.texts)
		case c.want != "":
			line, text, _ := strings.Cut(c.want, ": ")
			if got := err.Error(); !strings.HasPrefix(got, "l.yaml:"+line+":") || !strings.HasSuffix(got, text) || strings.Contains(got, "\n") {
				t.Errorf("%q:\n%s\nwant line %s: %s", c.texts, got, line, text)
			}
		}
	}
}

func TestVerdicts(t *testing.T) {
	interval := func(low, high float64) metrics.Estimate {
		return metrics.Estimate{Value: (low + high) / 2, Low: low, High: high, SE: (high - low) / 4}
	}
	for _, c := range []struct {
		text      string
		low, high float64
		want      Verdict
	}{
		{"sales >= 10", 11, 12, Holds},
		{"sales >= 10", 8, 9, Crossed},
		{"sales >= 10", 9, 11, Undecided},
		{"sales <= 10", 8, 9, Holds},
		{"sales <= 10", 11, 12, Crossed},
		{"sales between 10 and 20", 12, 18, Holds},
		{"sales between 10 and 20", 8, 12, Undecided},
		{"sales between 10 and 20", 18, 22, Undecided},
		{"sales between 10 and 20", 8, 22, Undecided},
		{"sales between 10 and 20", 21, 22, Crossed},
		{"sales between 10 and 20", 8, 9, Crossed},
		{"sales >= 10", 10, 10, Holds}, // exact numbers may lie on the bound
		{"sales > 10", 10, 10, Crossed},
		{"sales < 10", 10, 10, Crossed},
	} {
		l := limitsOf(t, c.text)[0]
		if got := l.Judge(interval(c.low, c.high)); got != c.want {
			t.Errorf("%s of %v to %v: %s, want %s", c.text, c.low, c.high, got, c.want)
		}
	}
	l := limitsOf(t, "sales >= 10")[0]
	for _, e := range []metrics.Estimate{{Missing: "why"}, {Value: 12, Low: 12, High: 12, NoInterval: "why"}} {
		if got := l.Judge(e); got != Undecided {
			t.Errorf("%+v: %s", e, got)
		}
	}
}

// An interval of ± 4 at a distance of 2 is twice too wide, and four times as many customers halve it.
func TestHowManyWouldDecide(t *testing.T) {
	around := func(x float64) metrics.Estimate { return metrics.Estimate{Value: x, Low: x - 4, High: x + 4, SE: 2} }
	for _, c := range []struct {
		text string
		e    metrics.Estimate
		want float64
	}{
		{"sales >= 10", around(12), 4000},
		{"sales <= 10", around(9), 16000},
		{"sales between 10 and 30", around(28), 4000},
		{"sales between 10 and 13", around(12), 16000},
		{"sales >= 10", around(10), math.Inf(1)},
		{"sales >= 10", metrics.Estimate{Value: 12, Low: 11.9, High: 12.1, NoInterval: "why"}, 0},
	} {
		l := limitsOf(t, c.text)[0]
		if got := l.WouldDecide(c.e, 1000); got != c.want {
			t.Errorf("%s of %v: %v, want %v", c.text, c.e.Value, got, c.want)
		}
	}
}

// Two independent errors of 3 and 4 make one of 5; Student's 97.5 % quantile at 99 degrees of freedom is 1.9842 (Fisher and Yates, Statistical Tables).
func TestAChangeHasTheErrorOfBothRuns(t *testing.T) {
	const q = 1.984217
	now := metrics.Estimate{Value: 90, Low: 90 - 3*q, High: 90 + 3*q, SE: 3}
	for _, c := range []struct {
		text             string
		value, half, err float64
	}{
		{"sales drop <= 5", 10, 5 * q, 5},
		{"sales rise <= 5", -10, 5 * q, 5},
		{"sales drop <= 5%", 0.1, 0.05 * q, 0.05},
	} {
		l := limitsOf(t, c.text)[0]
		k := Case{Limit: &l, saved: Kept{Estimate: metrics.Estimate{Value: 100, Low: 100 - 4*q, High: 100 + 4*q, SE: 4}}}
		got := k.changed(now, 0.95)
		for _, x := range [][2]float64{{got.Value, c.value}, {got.SE, c.err}, {got.High - got.Value, c.half}, {got.Value - got.Low, c.half}} {
			if math.Abs(x[0]-x[1]) > 1e-4 {
				t.Errorf("%s: %+v, want %v ± %v", c.text, got, c.value, c.half)
			}
		}
	}
}

// Of the same customers only what has changed between the runs is uncertain: where all groups fell by the same, nothing is.
func TestAChangeOfTheSameCustomersIsPaired(t *testing.T) {
	before := Kept{Estimate: metrics.Estimate{Value: 100, SE: 4}}
	x := metrics.Series{Value: 90}
	for i := range metrics.Groups {
		noise := float64(i % 7)
		before.Without = append(before.Without, 100+noise)
		x.Without = append(x.Without, 90+noise)
	}
	saved := &Saved{Seed: 1, Sample: 1000}
	for _, c := range []struct {
		text  string
		value float64
	}{{"sales drop <= 5", 10}, {"sales rise <= 5", -10}, {"sales drop <= 5%", 0.1}} {
		l := limitsOf(t, c.text)[0]
		k := Case{Limit: &l, From: saved, saved: before}
		if !k.paired(&View{Seed: 1, Done: 1000}, &x) {
			t.Fatalf("%s: not paired", c.text)
		}
		if got := k.change(x).Estimate(); math.Abs(got.Value-c.value) > 1e-12 || got.SE != 0 {
			t.Errorf("%s: %+v, want %v exactly", c.text, got, c.value)
		}
		for _, other := range []View{{Seed: 2, Done: 1000}, {Seed: 1, Done: 2000}} {
			if k.paired(&other, &x) {
				t.Errorf("%s: paired with other customers: %+v", c.text, other)
			}
		}
	}
	// The jackknife by hand: one group of g that is off by δ makes an error of δ (g − 1)/g.
	x.Without[0] -= 2
	l := limitsOf(t, "sales drop <= 5")[0]
	k := Case{Limit: &l, From: saved, saved: before}
	const g = metrics.Groups
	if got, want := k.change(x).Estimate().SE, 2*(g-1.0)/g; math.Abs(got-want) > 1e-9 {
		t.Errorf("error %v, want %v", got, want)
	}
}
