package metrics

import (
	"math"
	"slices"
	"strings"
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

func TestSegmentsAddUpToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		arm := rapid.IntRange(0, 3).Draw(t, "arm")
		month := rapid.IntRange(-1, d.Facts.Months-1).Draw(t, "month")
		every := Every()
		whole := Evaluate(d, arm, every, Selection{-1, month})
		sums, sizes := make([]Estimate, len(every)), make([]float64, len(every))
		for segment := range d.Facts.Segments {
			for i, r := range Evaluate(d, arm, every, Selection{segment, month}) {
				sums[i].Value += r.Value.Value
				sums[i].Low += r.Change.Value
				sizes[i] += math.Abs(r.Value.Value)
			}
		}
		for i, m := range every {
			if k := m.Kind; (k != Money && k != Count && k != Points) || strings.HasPrefix(m.Name, "liability_") || whole[i].Value.Missing != "" {
				continue
			}
			scale := sizes[i] + d.Facts.Population // differences of large amounts
			if !about(sums[i].Value, whole[i].Value.Value, scale) {
				t.Fatalf("%s: segments add up to %v, the total is %v", m.Name, sums[i].Value, whole[i].Value.Value)
			}
			if !about(sums[i].Low, whole[i].Change.Value, scale) {
				t.Fatalf("change of %s: segments add up to %v, the total is %v", m.Name, sums[i].Low, whole[i].Change.Value)
			}
		}
	})
}

// TestScaleIsEstimatedAnewWithoutEachGroup compares the error of a segment's total with that of a ratio estimate by hand.
func TestScaleIsEstimatedAnewWithoutEachGroup(t *testing.T) {
	const n = 20
	d := blank(1, n, "program")
	d.Facts.Population = 100
	d.Facts.Segments = []string{"a", "b"}
	for a := range d.Arms {
		d.Arms[a].Cells = [][]*Sums{make([]*Sums, n), make([]*Sums, n)}
	}
	var sales, customers [n]float64
	for g := range n {
		for a := range d.Arms {
			if g%4 > 0 { // five groups have nobody in the first segment
				c := d.cell(a, 0, g)
				c.Person[Customers] = int64(g % 4)
				c.Flow[0][Sales] = int64(1000 * (g + 1))
				sales[g] = float64(g + 1)
			}
			d.cell(a, 1, g).Person[Customers] = int64(1 + g%3)
		}
		customers[g] = float64(g%4 + 1 + g%3)
	}
	var all, heads float64
	for g := range n {
		all, heads = all+sales[g], heads+customers[g]
	}
	var without [n]float64
	mean, squares := 0.0, 0.0
	for g := range n {
		without[g] = 100 * (all - sales[g]) / (heads - customers[g])
		mean += without[g] / n
	}
	for _, x := range without {
		squares += (x - mean) * (x - mean)
	}
	m, _ := ByName("sales")
	e := Evaluate(d, 1, []*Metric{m}, Selection{0, -1})[0].Value
	if want := math.Sqrt(squares * (n - 1) / n); !about(e.SE, want, want) || !about(e.Value, 100*all/heads, e.Value) {
		t.Errorf("sales %+v, want %v ± %v", e, 100*all/heads, want)
	}
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
