package metrics

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyData draws plausible counts of some size.
func anyData(t *rapid.T) *Data {
	return plausible(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(1, 4).Draw(t, "months"),
		rapid.IntRange(1, 3).Draw(t, "segments"), rapid.SampledFrom([]int{1, 5, 10, 13}).Draw(t, "groups"))
}

func TestDifferencesAreAntisymmetricAndAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		every := Every()
		ab, ba := Difference(d, 1, 2, every, Whole), Difference(d, 2, 1, every, Whole)
		bc, ac := Difference(d, 2, 3, every, Whole), Difference(d, 1, 3, every, Whole)
		for i, m := range every {
			if ab[i].Value != -ba[i].Value || ab[i].SE != ba[i].SE || ab[i].Low != -ba[i].High || ab[i].High != -ba[i].Low ||
				(ab[i].Missing == "") != (ba[i].Missing == "") {
				t.Fatalf("%s: %+v against %+v", m.Name, ab[i], ba[i])
			}
			if ab[i].Missing != "" || bc[i].Missing != "" || ac[i].Missing != "" {
				continue
			}
			scale := max(1, math.Abs(Evaluate(d, 1, every[i:i+1], Whole)[0].Value.Value))
			if !about(ab[i].Value+bc[i].Value, ac[i].Value, scale) {
				t.Fatalf("%s: %v + %v ≠ %v", m.Name, ab[i].Value, bc[i].Value, ac[i].Value)
			}
		}
	})
}

func TestChangeIsTheDifferenceFromTheBaseline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		arm := rapid.IntRange(1, 3).Draw(t, "arm")
		differences := Difference(d, arm, 0, Every(), Whole)
		for i, r := range Evaluate(d, arm, Every(), Whole) {
			if r.Change.Value != differences[i].Value || r.Change.SE != differences[i].SE {
				t.Fatalf("%s: %+v against %+v", r.Metric.Name, r.Change, differences[i])
			}
		}
	})
}

func TestIdentitiesHoldForPlausibleCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if err := CheckIdentities(anyData(t)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestMonthsAddUpToTheHorizon(t *testing.T) {
	additive := []string{"sales", "revenue", "net_margin_cash", "net_margin_impact_cash", "incremental_sales", "incremental_revenue",
		"program_cost", "cost_discounts", "cost_rewards", "cost_perks", "cost_operations", "fees"}
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		segment := rapid.IntRange(-1, len(d.Facts.Segments)-1).Draw(t, "segment")
		for _, name := range additive {
			m, _ := ByName(name)
			sum := 0.0
			for month, reported := range EvaluateMonths(d, 3, []*Metric{m}, segment) {
				if alone := Evaluate(d, 3, []*Metric{m}, Selection{segment, month}); alone[0] != reported[0] {
					t.Fatalf("%s in month %d: %+v, alone %+v", name, month+1, reported[0], alone[0])
				}
				sum += reported[0].Value.Value
			}
			if whole := Evaluate(d, 3, []*Metric{m}, Selection{segment, -1})[0].Value.Value; !about(sum, whole, 1e6) {
				t.Fatalf("%s: months add up to %v, the horizon is %v", name, sum, whole)
			}
		}
	})
}

func TestOrderOfSegmentsAndGroupsChangesNoBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		before := Evaluate(d, 3, Every(), Whole)
		for a := range d.Arms {
			slices.Reverse(d.Arms[a].Cells)
		}
		slices.Reverse(d.Facts.Segments)
		after := Evaluate(d, 3, Every(), Whole)
		for i := range before {
			if before[i] != after[i] {
				t.Fatalf("%s: %+v, reordered %+v", before[i].Metric.Name, before[i], after[i])
			}
		}
		for a := range d.Arms {
			for _, groups := range d.Arms[a].Cells {
				slices.Reverse(groups)
			}
		}
		for i, r := range Evaluate(d, 3, Every(), Whole) {
			if r.Value.Value != before[i].Value.Value {
				t.Fatalf("%s: %v, groups reversed %v", r.Metric.Name, before[i].Value.Value, r.Value.Value)
			}
		}
	})
}

func TestTwiceThePopulationDoublesSumsAndLeavesRatios(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		for a := range d.Arms {
			d.Arms[a].Running.Setup, d.Arms[a].Running.PerMonth = 0, 0 // fixed costs do not grow with the population
		}
		before := Evaluate(d, 3, Every(), Whole)
		d.Facts.Population *= 2
		for i, r := range Evaluate(d, 3, Every(), Whole) {
			factor := 1.0
			switch r.Metric.Kind {
			case Money, Count, Points:
				factor = 2
			}
			if r.Value.Value != factor*before[i].Value.Value || r.Value.SE != factor*before[i].Value.SE {
				t.Fatalf("%s: %+v, with twice the population %+v", r.Metric.Name, before[i].Value, r.Value)
			}
		}
	})
}
