package reports

import (
	"fmt"

	"earnburn/internal/english"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// EqualCost is a program that was scaled until it cost what it should.
type EqualCost struct {
	Arm    string  `json:"arm"`
	Factor float64 `json:"factor"` // by which the values were multiplied, before they were rounded
	Set    []Set   `json:"set"`    // the scaled values
	Like   string  `json:"like"`   // the program whose cost that is; "" if it is an amount
	Target float64 `json:"target"` // what it should cost, in this sample of customers

	// Gap is its program cost minus that of Like, paired, or minus the amount.
	Gap Estimate `json:"gap"`
}

func (r *Report) equalCosts(res *simulate.Result, list []study.Scaled) {
	for i := range list {
		s := &list[i]
		x := EqualCost{Arm: s.Arm, Factor: s.Factor, Like: s.Like, Target: s.Target, Gap: newEstimate(s.Gap(&res.Data))}
		for _, c := range s.Set {
			x.Set = append(x.Set, Set{Path: c.Path, Value: c.Value})
		}
		r.EqualCost = append(r.EqualCost, x)
	}
}

// Scaled are the programs that were scaled, as a study of them left them.
func (r *Report) Scaled() []study.Scaled {
	var list []study.Scaled
	for _, x := range r.EqualCost {
		s := study.Scaled{Arm: x.Arm, Factor: x.Factor, Like: x.Like, Target: x.Target}
		for _, set := range x.Set {
			s.Set = append(s.Set, scenarios.Override{Path: set.Path, Value: set.Value})
		}
		list = append(list, s)
	}
	return list
}

// equality says how programs were made to cost the same.
func (r *Report) equality() []string {
	var lines []string
	for i := range r.EqualCost {
		x := &r.EqualCost[i]
		var values []string
		for _, s := range x.Set {
			rest, ok := study.Within(s.Path, x.Arm)
			if !ok {
				rest = s.Path
			}
			values = append(values, rest+" = "+s.Value)
		}
		like := "what " + x.Like + " costs"
		if x.Like == "" {
			like = english.Group(x.Target, 0) + " " + r.world.Currency
		}
		lines = append(lines, fmt.Sprintf("At equal cost: %s, scaled by %s, has %s; its program cost differs from %s by %s %s.",
			x.Arm, english.Short(x.Factor, 3), english.Joined(values), like, signed(x.Gap, metrics.Money), r.world.Currency))
	}
	if lines != nil {
		lines = append(lines, "What is still owed at the end, the closing obligation, is no part of program cost.")
	}
	return lines
}
