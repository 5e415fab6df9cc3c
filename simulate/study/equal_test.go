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
		"has no rates of discounts":            {Inputs: worked(t, tenOff, "name: free\nperks: []\n")},
	} {
		if err := e.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
