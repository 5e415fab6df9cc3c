package study

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"earnburn/scenarios"
	"earnburn/simulate"
)

// Of two purchases of 9,000, points of the first pay for part of the second: a bonus of k points per unit costs 9,000·k/100, and a discount d 18,000·d.
func TestProgramsAreScaledToTheSameCost(t *testing.T) {
	for _, c := range []struct {
		name     string
		programs []string
		changes  []scenarios.Override
		paths    []string
		amount   float64
		want     map[string]string
		factor   float64
	}{
		{"to the first", []string{tenOff, fivePts}, nil, nil, 0, map[string]string{"programs.bonus.points.earn[0].points": "20"}, 4},
		{"the other way round", []string{fivePts, tenOff}, nil, nil, 0, map[string]string{"programs.cut.discounts[0].rate": "2.5%"}, 0.25},
		{"to an amount", []string{tenOff}, nil, nil, 1314, map[string]string{"programs.cut.discounts[0].rate": "7.3%"}, 0.73},
		{"after changes", []string{tenOff, fivePts}, []scenarios.Override{set("programs.cut.discounts[0].rate", "5%"), set("programs.bonus.points.earn[0].points", "4")}, nil, 0,
			map[string]string{"programs.bonus.points.earn[0].points": "10"}, 2.5},
		{"by a path that makes it cheaper", []string{tenOff, fivePts}, nil, []string{"programs.bonus.points.rewards[0].points"}, 0,
			map[string]string{"programs.bonus.points.rewards[0].points": "0.25"}, 0.25},
		{"all rates alike", []string{"name: two\ndiscounts:\n  - rate: 4%\n  - rate: 6%\n"}, nil, nil, 900,
			map[string]string{"programs.two.discounts[0].rate": "2%", "programs.two.discounts[1].rate": "3%"}, 0.5},
	} {
		e := &EqualCost{Inputs: worked(t, c.programs...), Changes: c.changes, Paths: c.paths, Amount: c.amount, Options: simulate.Options{Seed: 1}}
		if err := e.Check(); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		list, err := e.Run(context.Background(), nil)
		if err != nil || len(list) != 1 {
			t.Errorf("%s: %v, %v", c.name, list, err)
			continue
		}
		s := list[0]
		if math.Abs(s.Factor/c.factor-1) > 2*nearCost || len(s.Set) != len(c.want) {
			t.Errorf("%s: %+v, want a factor of %g", c.name, s, c.factor)
		}
		for _, x := range s.Set {
			if x.Value != c.want[x.Path] {
				t.Errorf("%s: %s = %s, want %s", c.name, x.Path, x.Value, c.want[x.Path])
			}
		}
		if math.Abs(s.Cost/s.Target-1) > nearCost {
			t.Errorf("%s: it costs %g and should cost %g", c.name, s.Cost, s.Target)
		}
	}
}

// All that programs give for purchases is scaled, versions to come included; what is 0 stays.
func TestWhatIsScaled(t *testing.T) {
	in := worked(t, `name: all
discounts:
  - {rate: 5%, when: {weekday: monday}}
  - {off: 2}
  - {by_basket: [{from: 10, rate: 1%}, {from: 20, off: 3}]}
  - {cumulative: {steps: [{from: 0, rate: 0%}, {from: 100, rate: 2%}]}}
points:
  earn: [{points: 1, per: {spend: 1}}, {times: 2, when: {weekday: monday}}]
  rewards: [{points: 100, gives: {money_off: 5}}]
tiers: {by: spend, window: calendar_year, levels: [{name: A}, {name: B, from: 100, discount: 4%}]}
versions:
  - {from: 2025-02-01, discounts: [{rate: 6%}]}
`)
	e := &EqualCost{Inputs: in, Amount: 1}
	list, err := e.set(&in.Programs[0], 1.5)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list {
		got = append(got, strings.TrimPrefix(c.Path, "programs.all.")+"="+c.Value)
	}
	want := "discounts[0].rate=7.5% versions[0].discounts[0].rate=9% discounts[1].off=3 discounts[2].by_basket[0].rate=1.5% discounts[2].by_basket[1].off=4.5 " +
		"discounts[3].cumulative.steps[1].rate=3% points.earn[0].points=1.5 tiers.levels[1].discount=6%"
	if strings.Join(got, " ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestCostsThatCannotBeMadeEqual(t *testing.T) {
	e := &EqualCost{Inputs: worked(t, tenOff), Amount: 20_000, Options: simulate.Options{Seed: 1}} // more than all that is sold
	if _, err := e.Run(context.Background(), nil); !errors.Is(err, ErrUnequal) || !strings.Contains(err.Error(), "comes no nearer to a program cost of 20,000 than 18,000, at 10 times") {
		t.Errorf("%v", err)
	}
	free := &EqualCost{Inputs: worked(t, "name: free\nperks: []\n", tenOff), Options: simulate.Options{Seed: 1}}
	if _, err := free.Run(context.Background(), nil); !errors.Is(err, ErrUnequal) || !strings.Contains(err.Error(), "free costs nothing") {
		t.Errorf("%v", err)
	}
	for want, e := range map[string]*EqualCost{
		"leads into no program":                {Inputs: worked(t, tenOff, fivePts), Paths: []string{"programs.bonos.points.earn[0].points"}},
		"cut is what the others are scaled to": {Inputs: worked(t, tenOff, fivePts), Paths: []string{"programs.cut.discounts[0].rate"}},
		"there is no value to multiply":        {Inputs: worked(t, tenOff, fivePts), Paths: []string{"programs.bonus.points.earn"}},
		"only numbers above 0":                 {Inputs: worked(t, tenOff, fivePts), Paths: []string{"programs.bonus.name"}},
		"gives no discounts and no points":     {Inputs: worked(t, tenOff, "name: free\nperks: []\n")},
	} {
		if err := e.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
