package reports

import (
	"testing"

	"earnburn/scenarios"
)

func TestWhoGainsAndWhoLosesReadsAsSpoken(t *testing.T) {
	for _, c := range []struct {
		better, worse, all int
		want               string
	}{
		{1, 6, 9, "By the rules alone, of these nine customers one gains and six lose."},
		{0, 9, 9, "By the rules alone, of these nine customers none gains and all lose."},
		{0, 0, 9, "By the rules alone, of these nine customers none gains and none loses."},
		{8, 1, 9, "By the rules alone, of these nine customers eight gain and one loses."},
	} {
		if got := gainAndLose(c.better, c.worse, c.all); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestPaceIsSaidInNumbersThatPeopleUse(t *testing.T) {
	for perMonth, want := range map[float64]string{1: "once a month", 2.7: "2.7 times a month", 0.06: "0.7 times a year", 1.0 / 6: "twice a year"} {
		if got := pace(perMonth); got != want {
			t.Errorf("%g a month: got %q, want %q", perMonth, got, want)
		}
	}
}

func TestARateThatStaysIsWrittenOnce(t *testing.T) {
	for _, c := range []struct {
		before, after float64
		want          string
	}{{1.255, 1.255, "125.5 %"}, {0.123, 0.103, "12.3 to 10.3 %"}, {0.0095, 0.005, "0.95 to 0.50 %"}} {
		m := Member{Before: &c.before, After: &c.after}
		if got := m.change(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestSmallSharesAreNotShownAsNone(t *testing.T) {
	for value, want := range map[float64]string{0.00002: "less than 0.01 %", 0: "0.0 %", 0.0001: "0.01 %", 0.049: "4.9 %"} {
		f := Fact{Value: &value, unit: scenarios.FactShare}
		if got := f.text(); got != want {
			t.Errorf("%g: got %q, want %q", value, got, want)
		}
	}
}
