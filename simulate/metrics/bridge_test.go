package metrics

import (
	"math"
	"testing"
)

func TestBridgeOfTheWorkedExample(t *testing.T) {
	d := twoPurchases()
	for arm, want := range map[int]map[string]float64{
		1: {"discounts": -900, "impact": -900},
		2: {"rewards_anyway": -450, "closing_obligation": -450, "impact": -900},
	} {
		for _, line := range Bridge(d, arm, Whole) {
			if line.Value.Value != want[line.Name] {
				t.Errorf("%s: %s %v, want %v", d.Arms[arm].Name, line.Name, line.Value.Value, want[line.Name])
			}
		}
	}
}

func TestBridgeLines(t *testing.T) {
	d := single(1, "program")
	d.cell(0, 0, 0).Flow[0][GrossMargin] = 100_000
	c := d.cell(1, 0, 0)
	c.Flow[0] = [NumFlows]int64{GrossMargin: 110_000, Discounts: 4_000, RewardCost: 10_000, MoneyOff: 10_000, PerkCost: 2_000, Fees: 3_000, AcquisitionCost: 500}
	c.Owed[0][OwedCost] = 1_000
	c.Person[RewardsAll], c.Person[SubsidyRewards] = 11_000, 8_800
	d.Arms[1].Running.PerMonth = 1.5
	want := []struct {
		name  string
		value float64
	}{{"incremental_margin", 10}, {"discounts", -4}, {"rewards_anyway", -8}, {"rewards_rest", -2}, {"perks", -2}, {"operations", -1.5},
		{"fees", 3}, {"acquisition", -0.5}, {"closing_obligation", -1}, {"impact", -6}}
	lines := Bridge(d, 1, Whole)
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d", len(lines), len(want))
	}
	for i, w := range want {
		if lines[i].Name != w.name || !about(lines[i].Value.Value, w.value, 10) || lines[i].Title == "" {
			t.Errorf("line %d: %s %v, want %s %v", i, lines[i].Name, lines[i].Value.Value, w.name, w.value)
		}
	}
}

func TestBridgeAddsUp(t *testing.T) {
	d := plausible(19, 6, 3, 20)
	for arm := range d.Arms {
		for segment := -1; segment < 3; segment++ {
			for month := -1; month < 6; month++ {
				sel := Selection{segment, month}
				lines := Bridge(d, arm, sel)
				name, end := "net_margin_impact", "impact"
				if month >= 0 {
					name, end = "net_margin_impact_cash", "impact_cash"
				}
				sum, size := 0.0, 0.0
				for _, l := range lines[:len(lines)-1] {
					sum += l.Value.Value
					size = max(size, math.Abs(l.Value.Value))
				}
				last := lines[len(lines)-1]
				reported := Evaluate(d, arm, []*Metric{metric(t, name)}, sel)[0].Value
				if last.Name != end || last.Value != reported || math.Abs(sum-reported.Value) > 1e-9*size {
					t.Errorf("arm %d, %+v: lines add up to %v, %s is %v, %s is %v", arm, sel, sum, last.Name, last.Value.Value, name, reported.Value)
				}
			}
		}
	}
}
