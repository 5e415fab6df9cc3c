package reports

import (
	"context"
	"math"
	"testing"

	"earnburn/simulate"
)

// Deciles, weighted by their customers, come to all customers; of those the company earns the difference that the report has anyway.
func TestAMoveOfAllIsTheDifferenceAndItsPartsAddUp(t *testing.T) {
	plain := simulated(t, "retail", 3000, quarter, "points-tiers", "points-100")
	result, err := simulate.Run(context.Background(), plain.World, plain.Programs[1:], simulate.Options{Customers: 3000, Seed: 1, Depth: true})
	if err != nil {
		t.Fatal(err)
	}
	r := newReport(t, result)
	var difference Estimate
	for _, d := range r.Differences {
		if d.Metric == "net_margin_impact_per_customer" {
			difference = d.Estimate
		}
	}
	all := r.parts()[0].numbers
	if all[0].Value == nil || *all[0].Value != *difference.Value || *all[0].SE != *difference.SE {
		t.Errorf("the company earns %v more of all, the difference is %v", all[0].Value, difference.Value)
	}
	for i := range moveColumns {
		sum := 0.0
		for d, groups := range result.Move.Deciles {
			for _, g := range groups {
				if g.Customers == 0 {
					continue // in three months many buy nothing, and the lowest deciles are empty
				}
				sum += float64(g.Customers) / 3000 * *r.parts()[1+d].numbers[i].Value
			}
		}
		if math.Abs(sum-*all[i].Value) > 1e-9*(1+math.Abs(sum)) {
			t.Errorf("%s: deciles come to %v, all to %v", moveColumns[i].name, sum, *all[i].Value)
		}
	}
	if newReport(t, plain).parts() != nil || newReport(t, result, "nps").parts() != nil {
		t.Error("a move that was not counted, or not asked for")
	}
}
