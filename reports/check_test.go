package reports

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// finding is what became of a limit on the first program.
func finding(t *testing.T, text string, v limits.Verdict, e metrics.Estimate) study.Finding {
	t.Helper()
	l, err := limits.FromFlag("--limit", text)
	if err != nil {
		t.Fatal(err)
	}
	return study.Finding{Case: limits.Case{Limit: &l, Arm: 1, Against: -1}, Verdict: v, Number: e, Confidence: 0.99, Customers: 2000}
}

func checkOf(findings ...study.Finding) *Check {
	return &Check{Currency: "USD", Programs: []string{"none", "card"}, Findings: findings, Most: 4000, Scenario: Scenario{Name: "shop", Months: 12, Seed: 1, Sample: 2000}}
}

func TestSummaryOfACheck(t *testing.T) {
	of := func(verdicts ...limits.Verdict) string {
		var list []study.Finding
		for _, v := range verdicts {
			list = append(list, finding(t, "sales > 1", v, metrics.Estimate{}))
		}
		return checkOf(list...).Summary()
	}
	const holds, crossed, open = limits.Holds, limits.Crossed, limits.Undecided
	for got, want := range map[string]string{
		of(holds): "the limit holds", of(crossed): "the limit is crossed", of(open): "the limit is undecided",
		of(holds, holds): "all 2 limits hold", of(holds, crossed): "of 2 limits 1 is crossed", of(crossed, crossed, open): "of 3 limits 2 are crossed and 1 is undecided",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A number close to its bound has all digits that its error supports.
func TestSentencesOfACheck(t *testing.T) {
	around := func(x, half float64) metrics.Estimate {
		return metrics.Estimate{Value: x, Low: x - half, High: x + half, SE: half / 2}
	}
	undecided := finding(t, "net_margin_impact_pct >= -6.63%", limits.Undecided, around(-0.06634, 0.00021))
	undecided.WouldDecide = 55_000
	hopeless := undecided
	hopeless.WouldDecide = math.Inf(1)
	chance := finding(t, "p_loss <= 20%", limits.Undecided, around(0.2, 0.04))
	chance.Draws, chance.WouldDecide = 1600, 5000
	few := finding(t, "sales > 1", limits.Undecided, metrics.Estimate{Value: 5, NoInterval: "fewer than 1,000 customers"})
	for _, c := range []struct {
		f    study.Finding
		want string
	}{
		{finding(t, "sales > 5", limits.Crossed, around(3, 1)), "sales > 5, card: crossed: sales is 3.0 ± 1.0"},
		{undecided, "net_margin_impact_pct >= -6.63%, card: undecided: net_margin_impact_pct is -6.634 ± 0.021 %; about 55,000 customers would decide, which --budget 55000 allows for"},
		{hopeless, "net_margin_impact_pct >= -6.63%, card: undecided: net_margin_impact_pct is -6.634 ± 0.021 %; it is so close to the bound that no simulation would decide"},
		{chance, "p_loss <= 20%, card: undecided: p_loss is 20 ± 4 %; about 5,000 draws of the assumptions would decide, which --draws 625 allows for"},
		{few, "sales > 1, card: undecided: sales is 5; it has no interval: fewer than 1,000 customers"},
		{finding(t, "roi drop <= 1pp", limits.Holds, around(0.004, 0.003)), "roi drop <= 1pp, card: holds: the drop is 0.40 ± 0.30 pp"},
		{finding(t, "closing_obligation <= 3% of revenue", limits.Holds, around(-4000, 50)), "closing_obligation <= 3% of revenue, card: holds: closing_obligation minus 3% of revenue is -4,000 ± 50"},
	} {
		if got := checkOf(c.f).Sentence(&c.f); got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}

func TestManualOfOutputHasAllKeysOfACheck(t *testing.T) {
	manual, err := os.ReadFile("../docs/output.md")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := checkOf(finding(t, "sales > 5", limits.Crossed, metrics.Estimate{Value: 3, Low: 2, High: 4, SE: 0.5})).JSON(&b); err != nil {
		t.Fatal(err)
	}
	var x map[string]any
	if err := json.Unmarshal(b.Bytes(), &x); err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(manual), "`earnburn check` has")
	section, _, _ = strings.Cut(section, "`earnburn selftest` has")
	demanded := []map[string]any{x, x["limits"].([]any)[0].(map[string]any)}
	for _, keys := range demanded {
		for key := range keys {
			if !strings.Contains(section, "`"+key+"`") {
				t.Errorf("docs/output.md does not name %s of a check", key)
			}
		}
	}
}
