package programs

import (
	"strings"
	"testing"
)

func TestMistakesInTestsOfRulesAreNamed(t *testing.T) {
	const head = "earnburn: rules-test/v1\nprogram: bloomingdales-loyallist\ncases:\n  - name: a\n"
	for _, c := range []struct{ name, text, want string }{
		{"unknown result", "    buys: [2026-01-10 5]\n    gives: {point: 5}\n", `t.yaml:6:13: cases[0].gives: unknown key "point"; did you mean "points"?`},
		{"no date", "    buys: [tomorrow 5]\n    gives: {points: 5}\n", "cases[0].buys[0]: must be DATE AMOUNT and what differs"},
		{"no such date", "    buys: [2026-02-30 5]\n    gives: {points: 5}\n", "cases[0].buys[0]: there is no such date (got 2026-02-30)"},
		{"bad amount", "    buys: [2026-02-20 5.0001]\n    gives: {points: 5}\n", "cases[0].buys[0]: amount must have at most 3 decimals"},
		{"backward", "    buys: [2026-02-20 5, 2026-02-19 5]\n    gives: {points: 5}\n", "cases[0].buys[1]: must not be before the purchase before it, 2026-02-20 (got 2026-02-19)"},
		{"looked at too early", "    buys: [12x 5 monthly from 2026-02-20]\n    until: 2026-12-31\n    gives: {points: 5}\n", "cases[0].until: must not be before the last purchase, 2027-01-20"},
		{"unknown word", "    buys: [2026-02-20 5 beuty]\n    gives: {points: 5}\n", `cases[0].buys[0]: unknown word "beuty"; did you mean "beauty"?`},
		{"unknown reward", "    buys: [2026-02-20 5 use reward crad]\n    gives: {points: 5}\n", `cases[0].buys[0]: unknown reward "reward crad"; did you mean "reward card"?`},
		{"nothing to go on from", "    buys: [2x 5 monthly, 2026-02-20 5]\n    gives: {points: 5}\n", "t.yaml:5:12: cases[0].buys[0]: has no line before it to go on from"},
		{"back before a row", "    buys: [2026-01-20 5, 2x 5 monthly, 2026-03-19 5]\n    gives: {points: 5}\n", "cases[0].buys[2]: must not be before the purchase before it, 2026-03-20 (got 2026-03-19)"},
		{"a row from no date", "    buys: [2x 5 monthly from tomorrow]\n    gives: {points: 5}\n", "cases[0].buys[0]: must be a date such as 2026-04-30 (got tomorrow)"},
		{"nothing bought", "    buys: []\n    gives: {points: 5}\n", "cases[0].buys: must have at least one purchase"},
		{"no units", "    buys: [2026-02-20 5 units many]\n    gives: {points: 5}\n", `units must be followed by a whole number (got "many")`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := playTest(t, head+c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := ParseTest("t.yaml", []byte("earnburn: program/v1\nname: x\n")); err == nil || !strings.Contains(err.Error(), "must be rules-test/v1") {
		t.Errorf("a program is not a test: %v", err)
	}
}

func playTest(t testing.TB, text string) ([]CaseResult, error) {
	suite, err := ParseTest("t.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	return suite.Run(func(name string) (*Program, Vocabulary, error) { return shipped(t, name), retail, nil })
}

func TestFailuresSayWhereAndWhat(t *testing.T) {
	results, err := playTest(t, `earnburn: rules-test/v1
program: points-100
cases:
  - name: wrong in all ways
    buys:
      - 2026-01-10 1234.5 use all
      - 2026-01-11 7 return
    gives: {points: 1, tier: Gold}
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"t.yaml:6:9: cases[0].buys[0]: got a balance of 0 and 0 certificates, want a reward to use",
		"t.yaml:7:9: cases[0].buys[1]: got no purchase of that amount, want one to return",
		"t.yaml:8:21: cases[0].gives.points: got 1,234.5, want 1",
		"t.yaml:8:30: cases[0].gives.tier: got no tiers, want Gold",
	}
	for i, f := range results[0].Failures {
		if i >= len(want) || f.Error() != want[i] {
			t.Errorf("failure %d: %v", i, f)
		}
	}
	if len(results[0].Failures) != len(want) {
		t.Errorf("%d failures, want %d", len(results[0].Failures), len(want))
	}
}
