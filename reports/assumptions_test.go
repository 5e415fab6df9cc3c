package reports

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
)

// assumed is the table and text of "What was assumed".
func assumed(t *testing.T, r *Report) string {
	t.Helper()
	p := &page{}
	r.assumptions(p)
	var b bytes.Buffer
	if err := p.write(&b, Layout{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What a program spends on recognition is its own, not what the scenario says that running a program costs.
func TestCostsStandUnderWhoStatesThem(t *testing.T) {
	text := assumed(t, newReport(t, simulated(t, "fashion", 500, quarter, "patagonia")))
	for _, want := range []string{"\npatagonia.beyond_money[0].cost  2.50 USD ", "\nbeyond_money: what the program spends on each member and year"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "operations") {
		t.Errorf("the scenario states none of patagonia's costs:\n%s", text)
	}
	text = assumed(t, newReport(t, simulated(t, "fashion", 500, quarter, "patagonia", "points-100")))
	for _, want := range []string{"\npatagonia.beyond_money[0].cost ", "\noperations.per_member_year ", "\noperations: what running points-100 costs, as the scenario states; beyond_money: "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// Who pays to join weighs the fee; nobody is won by the intercept of programs that are free.
func TestOnlyTheRuleOfJoiningInForceIsAssumed(t *testing.T) {
	for _, c := range []struct {
		program   string
		has, lack []scenarios.Parameter
	}{
		{"points-100", []scenarios.Parameter{scenarios.JoiningIntercept}, []scenarios.Parameter{scenarios.FeeAversion, scenarios.MembershipOffer}},
		{"amazon-prime", []scenarios.Parameter{scenarios.FeeAversion, scenarios.MembershipOffer}, []scenarios.Parameter{scenarios.JoiningIntercept, scenarios.PointFraming}},
		{"patagonia", nil, []scenarios.Parameter{scenarios.JoiningIntercept, scenarios.FeeAversion}}, // everyone is a member
	} {
		carrying, _ := newReport(t, simulated(t, "retail", 500, quarter, c.program)).carrying()
		var list []string
		for _, a := range carrying {
			list = append(list, a.Name)
		}
		for _, p := range c.has {
			if !slices.Contains(list, p.String()) {
				t.Errorf("%s rests on %s, which is not listed", c.program, p)
			}
		}
		for _, p := range c.lack {
			if slices.Contains(list, p.String()) {
				t.Errorf("%s does not rest on %s, which is listed", c.program, p)
			}
		}
	}
}

// A parameter that is said to play no part changes not a single number when it moves.
func TestParametersThatPlayNoPartChangeNothing(t *testing.T) {
	for _, name := range []string{"discount-5", "discount-progressive", "points-100", "stamp-card", "points-tiers", "amazon-prime", "patagonia", "shoppers-optimum"} {
		data, _ := programs.Shipped(name)
		program, err := programs.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		home := program.Scenario
		if home == "" {
			home = "retail"
		}
		year := []scenarios.Override{{Path: "months", Value: "12", Origin: "test"}}
		before := simulated(t, home, 200, year, name)
		r := newReport(t, before)
		numbers := func(res *simulate.Result) string {
			var b bytes.Buffer
			if err := newReport(t, res).CSV(&b); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
		want := numbers(before)
		for p := range scenarios.NumParameters {
			if r.uses(p) {
				continue
			}
			for _, value := range []float64{scenarios.Register[p].Low, scenarios.Register[p].High} {
				moved := append(slices.Clone(year), scenarios.Override{Path: "behavior." + p.String(), Value: strconv.FormatFloat(value, 'g', -1, 64), Origin: "test"})
				if numbers(simulated(t, home, 200, moved, name)) != want {
					t.Errorf("%s: %s of %g changes the result, though it is said to play no part", name, p, value)
				}
			}
		}
	}
}
