package study

import (
	"strings"
	"testing"

	"earnburn/scenarios"
	"earnburn/simulate"
)

func TestImplausibleResultsAreNamed(t *testing.T) {
	deep := simulate.Options{Seed: 1, Customers: 20_000, Depth: true}
	for _, c := range []struct {
		scenario, program string
		set               []scenarios.Override
		want              []string // parts of codes, in order
	}{
		{"retail", "discount-5", nil, nil},
		{"retail", "bonus-5", nil, nil},
		{"retail", "points-100", nil, nil},
		{"worked-example", "discount-5", nil, nil}, // which makes no claim
		{"retail", "cashback", nil, []string{"breakage"}},
		{"retail", "discount-5", []scenarios.Override{{Path: "behavior.elasticity", Value: "10", Origin: "test"}}, []string{"lift"}},
		{"retail", "discount-5", []scenarios.Override{{Path: "behavior.frequency_share", Value: "0.1", Origin: "test"}, {Path: "behavior.churn_hazard_ratio", Value: "1", Origin: "test"}}, []string{"baskets"}},
		{"retail", "points-tiers", nil, []string{"heavy_buyers"}},
	} {
		set := c.set
		if c.scenario == "retail" {
			set = append(set[:len(set):len(set)], scenarios.Override{Path: "months", Value: "36", Origin: "test"})
		}
		found := Implausible(ran(t, c.scenario, deep, set, c.program))
		var got []string
		for _, w := range found {
			got = append(got, strings.TrimPrefix(w.Code, "implausible_"))
			if !strings.HasPrefix(w.Text, c.program+": ") {
				t.Errorf("%q does not say whose it is", w.Text)
			}
		}
		for _, want := range c.want {
			if !strings.Contains(strings.Join(got, " "), want) {
				t.Errorf("%s in %s %v: warned of %v, want %v", c.program, c.scenario, c.set, got, c.want)
			}
		}
		if c.want == nil && got != nil {
			t.Errorf("%s in %s: warned of %v, want nothing", c.program, c.scenario, got)
		}
	}
}
