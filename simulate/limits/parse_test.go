package limits

import (
	"math"
	"slices"
	"strings"
	"testing"

	"earnburn/internal/document"
	"earnburn/simulate/metrics"
)

// read reads a limit whose positions are those of the first line of a file.
func read(text string) (Limit, *fault) {
	return parse(text, func(character int) document.Position {
		return document.Position{File: "l", Line: 1, Column: 1 + character}
	})
}

func metric(t *testing.T, name string) *metrics.Metric {
	t.Helper()
	m, ok := metrics.ByName(name)
	if !ok {
		t.Fatalf("there is no metric %s", name)
	}
	return m
}

var inf = math.Inf(1)

// As reports print numbers.
func TestPrintedNumbersAreRead(t *testing.T) {
	for printed, plain := range map[string]string{
		"net_margin_impact_pct >= \u22120.5 %": "net_margin_impact_pct >= -0.5%", "liability_cost <= 3 % of revenue": "liability_cost <= 3% of revenue",
		"retention_rate drop <= 0.2 pp": "retention_rate drop <= 0.2pp",
	} {
		got, wrong := read(printed)
		want, _ := read(plain)
		if wrong != nil || got.Low != want.Low || got.High != want.High || got.Text != plain || got.Share != want.Share {
			t.Errorf("%s: %+v %+v", printed, got, wrong)
		}
	}
}

func TestEveryFormOfALimit(t *testing.T) {
	for _, c := range []struct {
		text string
		want Limit // without positions
	}{
		{"net_margin_impact_pct >= -0.5%", Limit{Low: -0.005, High: inf}},
		{"net_margin_impact_pct>=-0.5%", Limit{Low: -0.005, High: inf}},
		{"p_loss <= 20%", Limit{Low: -inf, High: 0.2}},
		{"net_revenue_retention > 1.5", Limit{Low: 1.5, LowOpen: true, High: inf}},
		{"net_revenue_retention < 150%", Limit{Low: -inf, High: 1.5, HighOpen: true}},
		{"net_margin_impact >= -50000", Limit{Low: -50000, High: inf}},
		{"net_margin_impact_pct >= 0", Limit{Low: 0, High: inf}},
		{"nps_change >= -0", Limit{Low: 0, High: inf}},
		{"breakage_ultimate between 10% and 35%", Limit{Low: 0.1, High: 0.35}},
		{"nps between -5 and +5.25", Limit{Low: -5, High: 5.25}},
		{"net_margin_impact of bonus-5 > discount-5", Limit{Arm: "bonus-5", Against: "discount-5", Low: 0, LowOpen: true, High: inf}},
		{"retention_rate >= none", Limit{Against: "none", Low: 0, High: inf}},
		{"sales of 5-off >= 3-for-2", Limit{Arm: "5-off", Against: "3-for-2", Low: 0, High: inf}},
		{"nps_change >= 0 in segment families", Limit{Segment: "families", Low: 0, High: inf}},
		{`sales > 0 in tier "Gold and above"`, Limit{Tier: "Gold and above", Low: 0, LowOpen: true, High: inf}},
		{"sales > 0 in decile 10", Limit{Decile: 10, Low: 0, LowOpen: true, High: inf}},
		{"points_outstanding <= 1000 in segment a at month 24", Limit{Segment: "a", Month: 24, Low: -inf, High: 1000}},
		{"liability_cost <= 3% of revenue", Limit{Share: 0.03, Of: metric(t, "revenue"), Low: -inf, High: 0}},
		{"net_margin_impact_pct drop <= 0.2pp", Limit{Change: Drop, Low: -inf, High: 0.002}},
		{"net_margin_impact of a drop < 5%", Limit{Arm: "a", Change: Drop, Relative: true, Low: -inf, High: 0.05, HighOpen: true}},
		{"program_cost rise <= 5000", Limit{Change: Rise, Low: -inf, High: 5000}},
	} {
		got, wrong := read(c.text)
		if wrong != nil {
			t.Errorf("%s: %+v", c.text, *wrong)
			continue
		}
		name, _, _ := strings.Cut(strings.NewReplacer(">", " ", "<", " ").Replace(c.text), " ")
		c.want.Metric, c.want.Text, c.want.At = metric(t, name), strings.Replace(c.text, "pct>=-", "pct >= -", 1), got.At
		c.want.arm, c.want.other, c.want.part, c.want.month = got.arm, got.other, got.part, got.month
		if got != c.want {
			t.Errorf("%s:\n%+v, want\n%+v", c.text, got, c.want)
		}
	}
}

func TestWhatIsWrongWithALimit(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"", 0, "must not be empty; write a metric and a bound, as in net_margin_impact_pct >= -0.5%"},
		{"net_margin_impct >= 0", 0, `there is no metric "net_margin_impct"; did you mean "net_margin_impact"?`},
		{"weather >= 0", 0, `there is no metric "weather"; "earnburn list" names all`},
		{"payback_months <= 24", 0, "payback_months moves in whole months, so no simulation error says how sure it is; net_margin_impact_cash >= 0 with --months 24 says that it is paid back in the end of two years"},
		{"net_margin_impact", 17, "ends too soon; here comes >=, <=, > or <"},
		{"net_margin_impact is 5", 18, `here comes what is demanded: >=, <=, >, <, between, drop or rise (got "is")`},
		{"net_margin_impact == 5", 18, "must be >=, <=, > or < (got ==): a simulated number is never exactly another; between A and B leaves room"},
		{"net_margin_impact => 5", 18, "must be written >="},
		{"net_margin_impact >= 50,000", 21, `a number has no commas, as in 50000 (got "50,000")`},
		{"net_margin_impact >= 5e3", 21, `must be a number, as in -50000, 0.5 or 20% (got "5e3")`},
		{"net_margin_impact >= .5", 21, `must be a number, as in -50000, 0.5 or 20% (got ".5")`},
		{"net_margin_impact >= 5%", 21, "net_margin_impact is a number (currency), or a share of another metric, as in 3% of revenue (got 5%)"},
		{"net_margin_impact_pct >= -0.5", 25, "net_margin_impact_pct is a percentage, as in 20% (got -0.5): is it -0.5% or -50%?"},
		{"net_margin_impact_pct >= 0.5pp", 25, "pp, percentage points, are for drop and rise (got 0.5pp); net_margin_impact_pct is a percentage, as in 20%"},
		{"breakage_ultimate > 100%", 0, "breakage_ultimate is never above 100%"},
		{"breakage_ultimate < 0%", 0, "breakage_ultimate is never below 0%"},
		{"ces >= 0", 0, "ces is never below 1"},
		{"sales drop 5%", 11, `here comes how far it may drop, after <= or < (got "5%")`},
		{"p_loss <= 120%", 0, "p_loss is never above 100%"},
		{"nps >= 120", 0, "nps is never above 100"},
		{"breakage_ultimate between 35% and 10%", 18, "no number lies between 35% and 10%; write the smaller one first"},
		{"breakage_ultimate between 35% to 40%", 30, `between A and B needs an and here (got "to")`},
		{"sales >= 3% of weather", 15, `there is no metric "weather"; "earnburn list" names all`},
		{"sales >= 3 of revenue", 9, `a share of another metric is a percentage, as in 3% of revenue (got "3")`},
		{"sales >= 3% of nps", 0, "sales is no share of nps: they have different units (currency; NPS)"},
		{"sales of a >= a", 0, "compares a with itself"},
		{"p_loss of a < b", 0, "p_loss comes from draws of the assumptions, whose error is that of their number, so it can only be compared with a number, for all customers and the whole horizon"},
		{"net_margin_impact_pct drop <= 5%", 30, "net_margin_impact_pct is a percentage, whose drop or rise is counted in percentage points, as in 0.2pp (got 5%)"},
		{"sales drop <= 5pp", 14, "sales is no percentage, so write a number in its unit (currency), or as in 5% the share of what was saved (got 5pp)"},
		{"sales drop >= 5", 11, "how far it may drop is limited from above: write <= or < (got >=)"},
		{"sales drop <= -5", 14, "must not be below 0 (got -5): a drop of less than nothing is a rise, and the other way round"},
		{"sales drop <= 5 in segment a", 0, "drop and rise compare all customers over the whole horizon with a saved result; leave out in … and at …"},
		{"sales > 5 in group a", 13, `must be segment, tier or decile (got "group")`},
		{"sales > 5 in decile 0", 20, `must be a whole number from 1 to 10 (got "0")`},
		{"sales > 5 at month 1.5", 19, `must be a whole number from 1 to 600 (got "1.5")`},
		{"sales > 5 at the end", 13, `must be month and its number, as in at month 12 (got "the")`},
		{"sales > 5 please", 10, `what comes after the bound is in segment NAME, in tier NAME or in decile N, then at month N (got "please")`},
		{`sales > 5 in tier "Gold`, 18, `the name in " is not closed`},
	} {
		_, wrong := read(c.text)
		if wrong == nil {
			t.Errorf("%s: nothing is wrong", c.text)
			continue
		}
		if wrong.at != c.at || wrong.text != c.want {
			t.Errorf("%s: at %d: %s\nwant at %d: %s", c.text, wrong.at, wrong.text, c.at, c.want)
		}
	}
}

// Columns count from the file, also within quotes.
func TestPositionsOfFaults(t *testing.T) {
	_, err := ParseFile("l.yaml", []byte(`earnburn: limits/v1
limits:
  - net_margin_impact >= 5k
  - "net_margin_impact >= 5k"
  - 'sales > 1'
  - >-
    sales >
    5k
`))
	got := err.Error()
	for _, line := range []string{"l.yaml:3:26: limits[0]: ", "l.yaml:4:27: limits[1]: ", "l.yaml:6:5: limits[3]: "} {
		if !strings.Contains(got, line) {
			t.Errorf("no %q in\n%s", line, got)
		}
	}
	if strings.Count(got, "\n") != 2 {
		t.Errorf("not three problems:\n%s", got)
	}
}

func TestWhatIsNoFileOfLimits(t *testing.T) {
	for text, want := range map[string]string{
		"earnburn: program/v1\nname: x\n":           "l.yaml:1:11: earnburn: must be limits/v1 to be read as limits",
		"earnburn: limits/v1\nlimits: []\n":         "l.yaml:2:9: limits: must have at least one",
		"earnburn: limits/v1\nlimits: [[a]]\n":      "l.yaml:2:10: limits[0]: must be a single value",
		"earnburn: limits/v1\nlimit: [sales > 5]\n": `unknown key "limit"; did you mean "limits"?`,
	} {
		if _, err := ParseFile("l.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"net_margin_impact_pct >= -0.5%", "sales of a > b in tier \"x y\"", "nps between -5 and 5 at month 3", "sales drop <= 5%", `"`, "p_loss<", "sales >= 3% of revenue"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, wrong := read(text)
		if wrong != nil {
			if wrong.at < 0 || wrong.at > len([]rune(text)) || wrong.text == "" {
				t.Errorf("%q: %+v", text, wrong)
			}
			return
		}
		if l.Metric == nil || l.Low > l.High || math.IsInf(l.Low, -1) && math.IsInf(l.High, 1) {
			t.Errorf("%q demands nothing, or what cannot be: %+v", text, l)
		}
		again, wrong := read(l.Text)
		if wrong != nil || again.Low != l.Low || again.High != l.High || !slices.Equal([]string{again.Arm, again.Against, again.Segment, again.Tier}, []string{l.Arm, l.Against, l.Segment, l.Tier}) {
			t.Errorf("%q reads differently as %q", text, l.Text)
		}
	})
}
