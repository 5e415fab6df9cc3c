package reports

import (
	"testing"

	"earnburn/scenarios"
)

// ranking is a report of programs with these impacts.
func ranking(impacts map[string]Estimate, names []string, pairs ...Difference) *Report {
	r := &Report{Scenario: Scenario{Months: 36}, world: &scenarios.World{Currency: "USD"}, intervals: true, pairs: pairs}
	r.Arms = append(r.Arms, Arm{Name: "none", Baseline: true})
	for _, name := range names {
		r.Arms = append(r.Arms, Arm{Name: name, all: map[string]Metric{headline: {Estimate: impacts[name]}}})
	}
	return r
}

func pair(arm, against string, e Estimate) Difference {
	return Difference{Arm: arm, Against: against, Metric: headline, Estimate: e}
}

func TestSentence(t *testing.T) {
	bad, good, unclear := plusMinus(-200_000, 4000), plusMinus(90_000, 3000), plusMinus(1000, 3000)
	few := good
	few.Low, few.High, few.SE, few.NoInterval = nil, nil, nil, "too few customers"
	saw := Estimate{Value: number(0), NoInterval: "too few customers"}
	for _, c := range []struct {
		want    string
		names   []string
		impacts map[string]Estimate
		pairs   []Difference
	}{
		{"a earns 90,000 ± 3,000 USD more than no program over three years.", []string{"a"}, map[string]Estimate{"a": good}, nil},
		{"a earns 200,000 ± 4,000 USD less than no program over three years.", []string{"a"}, map[string]Estimate{"a": bad}, nil},
		{"a cannot be told apart from no program over three years: the difference is 1,000 ± 3,000 USD.", []string{"a"}, map[string]Estimate{"a": unclear}, nil},
		{"a earns as much as no program over three years.", []string{"a"}, map[string]Estimate{"a": exact(0)}, nil},
		{"Too few customers were simulated to tell whether a earns more or less than no program over three years.", []string{"a"}, map[string]Estimate{"a": few}, nil},
		{"Too few customers were simulated to tell whether a earns more or less than no program over three years.", []string{"a"}, map[string]Estimate{"a": saw}, nil},
		{
			"Too few customers were simulated to tell which of a and b earns most over three years, or whether any of them earns more than no program.",
			[]string{"a", "b"}, map[string]Estimate{"a": saw, "b": saw}, []Difference{pair("b", "a", saw)},
		},
		{
			"b earns 41,000 ± 1,000 USD more than a over three years; neither beats no program.",
			[]string{"a", "b"}, map[string]Estimate{"a": plusMinus(-241_000, 4000), "b": bad}, []Difference{pair("b", "a", plusMinus(41_000, 1000))},
		},
		{
			"a earns 41,000 ± 1,000 USD more than b over three years; both beat no program.",
			[]string{"a", "b"}, map[string]Estimate{"a": plusMinus(131_000, 4000), "b": good}, []Difference{pair("b", "a", plusMinus(-41_000, 1000))},
		},
		{
			"a and b cannot be told apart over three years: the difference is 100 ± 1,000 USD; neither beats no program.",
			[]string{"a", "b"}, map[string]Estimate{"a": plusMinus(-199_900, 4000), "b": bad}, []Difference{pair("b", "a", plusMinus(-100, 1000))},
		},
		{
			"a and b earn the same over three years; both beat no program.",
			[]string{"a", "b"}, map[string]Estimate{"a": good, "b": good}, []Difference{pair("b", "a", exact(0))},
		},
		{
			"b earns 290,000 ± 5,000 USD more than a over three years; b beats no program; a does not.",
			[]string{"a", "b"}, map[string]Estimate{"a": bad, "b": good}, []Difference{pair("b", "a", plusMinus(290_000, 5000))},
		},
		{
			"b earns 89,000 ± 3,000 USD more than c, the next best, over three years; b beats no program; a does not; for c it cannot be told.",
			[]string{"a", "b", "c"}, map[string]Estimate{"a": bad, "b": good, "c": unclear}, []Difference{pair("c", "b", plusMinus(-89_000, 3000))},
		},
		{
			"b earns 41,000 ± 1,000 USD more than a, the next best, over three years; having no program beats all three.",
			[]string{"a", "b", "c"}, map[string]Estimate{"a": plusMinus(-241_000, 4000), "b": bad, "c": plusMinus(-300_000, 4000)},
			[]Difference{pair("b", "a", plusMinus(41_000, 1000))},
		},
		{
			"b earns 390,000 ± 5,000 USD more than a, the next best, over three years; b beats no program; a and c do not.",
			[]string{"a", "b", "c"}, map[string]Estimate{"a": bad, "b": good, "c": plusMinus(-300_000, 4000)}, []Difference{pair("b", "a", plusMinus(390_000, 5000))},
		},
		{
			"c earns 201,000 ± 5,000 USD more than a over three years; a does not beat no program; for c it cannot be told.",
			[]string{"a", "c"}, map[string]Estimate{"a": bad, "c": unclear}, []Difference{pair("c", "a", plusMinus(201_000, 5000))},
		},
	} {
		if got := ranking(c.impacts, c.names, c.pairs...).sentence(); got != c.want {
			t.Errorf("the sentence is %q\nwant            %q", got, c.want)
		}
	}
}
