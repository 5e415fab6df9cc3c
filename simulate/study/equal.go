package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/root"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// EqualCost scales programs until they cost the same: what program_cost says, of the same customers and draws. A program is scaled by one factor, by which
// all that it gives for purchases is multiplied, discounts and points, or only the values at the paths given.
type EqualCost struct {
	Inputs  *Inputs
	Changes []scenarios.Override
	Paths   []string // that are scaled, "programs.NAME.…"; programs without a path scale all that they give
	Amount  float64  // each is to cost; 0: what the first program costs, which then stays as it is
	Options simulate.Options
}

// Scaled is a program that costs what it should.
type Scaled struct {
	Arm    string
	Factor float64              // by which the values were multiplied, before they were rounded
	Set    []scenarios.Override // the scaled values
	Cost   float64              // what it then costs
	Target float64              // what it should cost
	Like   string               // the program whose cost that is; "" if it is an amount
}

// Gap is by how much the program costs more, in a run of it, than it should: paired where that is what another program costs.
func (s *Scaled) Gap(d *metrics.Data) metrics.Estimate {
	m, _ := metrics.ByName("program_cost")
	cost := func(name string) metrics.Series {
		arm := slices.IndexFunc(d.Arms, func(a metrics.Arm) bool { return a.Name == name })
		return metrics.SeriesOf(d, arm, []*metrics.Metric{m})[0]
	}
	if s.Like == "" {
		return cost(s.Arm).Linear(1, -s.Target).Estimate()
	}
	return cost(s.Arm).Minus(cost(s.Like), s.Arm, s.Like).Estimate()
}

// The factors that are tried, and what is good enough.
const (
	mostScaled   = 50.0
	nearCost     = 0.001 // of the cost
	equalEnough  = 0.02  // of the cost; values in steps may come no nearer
	scaledDigits = 4     // significant ones of values
)

// ErrUnequal is a cost that scaling a program does not reach.
var ErrUnequal = errors.New("costs cannot be made equal")

// Check finds what is to be scaled before anything is simulated.
func (e *EqualCost) Check() error {
	var all []error
	for _, path := range e.Paths {
		if !slices.ContainsFunc(e.Inputs.Programs, func(w Written) bool { _, ok := Within(path, w.names()...); return ok }) {
			all = append(all, fmt.Errorf("--scale %s: it leads into no program that is compared", path))
		}
	}
	for _, w := range e.scaled() {
		paths := e.pathsOf(w)
		if len(paths) == 0 {
			all = append(all, fmt.Errorf("%s gives no discounts and no points for purchases that could be scaled; say what to scale, as in --scale programs.%s.PATH", w.Arm, w.Arm))
		}
		for _, path := range paths {
			if _, err := e.times(w, path, 1); err != nil {
				all = append(all, err)
			}
		}
		if e.Amount == 0 && w == &e.Inputs.Programs[0] {
			all = append(all, fmt.Errorf("--scale: %s is what the others are scaled to", w.Arm))
		}
	}
	return errors.Join(all...)
}

// scaled are the programs that are scaled.
func (e *EqualCost) scaled() []*Written {
	var list []*Written
	for i := range e.Inputs.Programs {
		w := &e.Inputs.Programs[i]
		given := slices.ContainsFunc(e.Paths, func(path string) bool { _, ok := Within(path, w.names()...); return ok })
		if i > 0 || e.Amount > 0 || given {
			list = append(list, w)
		}
	}
	return list
}

// Run scales the programs one after another, in their order. Progress counts programs. An error that is ErrUnequal says which cannot be scaled to the cost.
func (e *EqualCost) Run(ctx context.Context, progress func(done, total int)) ([]Scaled, error) {
	target, like := e.Amount, ""
	if target == 0 {
		cost, err := e.cost(ctx, &e.Inputs.Programs[0], nil)
		if err != nil {
			return nil, err
		}
		target, like = cost, e.Inputs.Programs[0].Arm
		if target <= 0 {
			return nil, fmt.Errorf("%w: %s costs nothing", ErrUnequal, like)
		}
	}
	var list []Scaled
	programs := e.scaled()
	for i, w := range programs {
		s, err := e.scale(ctx, w, target)
		if err != nil {
			return nil, err
		}
		s.Like = like
		list = append(list, s)
		if progress != nil {
			progress(i+1, len(programs))
		}
	}
	return list, nil
}

// scale finds the factor of a program by secants on runs of the same customers.
func (e *EqualCost) scale(ctx context.Context, w *Written, target float64) (Scaled, error) {
	s := Scaled{Arm: w.Arm, Target: target}
	costs := map[float64]float64{}
	above := func(log float64) (float64, error) {
		if cost, known := costs[log]; known {
			return cost/target - 1, nil
		}
		set, err := e.set(w, math.Exp(log))
		if err != nil {
			return 0, err
		}
		cost, err := e.cost(ctx, w, set)
		if err == nil {
			costs[log] = cost
		}
		return cost/target - 1, err
	}
	low, high := e.possible(w, -math.Log(mostScaled)), e.possible(w, math.Log(mostScaled))
	second := min(0.3, high)
	if second <= 0 {
		second = max(-0.3, low)
	}
	// What customers get usually costs more when there is more of it; thresholds are the other way round.
	here, err := above(0)
	if err != nil {
		return s, err
	}
	there, err := above(second)
	if err != nil {
		return s, err
	}
	direction := 1.0
	if (there-here)*second < 0 {
		direction = -1
	}
	rising := func(x float64) (float64, error) { return above(direction * x) }
	search := root.Search{Low: low, High: high, First: 0, Second: direction * second, Near: nearCost, Precision: 1e-4}
	if direction < 0 {
		search.Low, search.High = -high, -low
	}
	// Costs grow in proportion to what is given as long as nobody does anything else for it: the first step.
	if guess := -math.Log1p(here); direction > 0 && guess > search.Low && guess < search.High {
		search.Second = guess
	}
	x, gap, err := root.Rising(rising, search)
	if err != nil {
		return s, err
	}
	log := direction * x
	if math.Abs(gap) > equalEnough {
		return s, fmt.Errorf("%w: %s comes no nearer to a program cost of %s than %s, at %.3g times what it gives", ErrUnequal, w.Arm, document.Grouped(math.Round(target)), document.Grouped(math.Round(costs[log])), math.Exp(log))
	}
	s.Factor, s.Cost = math.Exp(log), costs[log]
	s.Set, err = e.set(w, s.Factor)
	return s, err
}

// at reads one program alone, with changes: what it costs does not depend on the others.
func (e *EqualCost) at(w *Written, set []scenarios.Override) (*Case, error) {
	alone := &Inputs{Programs: []Written{*w}, Scenario: e.Inputs.Scenario}
	var own []scenarios.Override // changes of other programs would be strangers here
	for _, c := range e.Changes {
		if _, mine := Within(c.Path, w.names()...); mine || strings.HasPrefix(c.Path, "scenario.") {
			own = append(own, c)
		}
	}
	return alone.At(append(own, set...))
}

// cost is the program cost with changes. It is an error if ctx ends.
func (e *EqualCost) cost(ctx context.Context, w *Written, set []scenarios.Override) (float64, error) {
	c, err := e.at(w, set)
	if err != nil {
		return 0, err
	}
	o := e.Options
	o.Depth, o.Cohorts, o.Progress = false, false, nil
	r, err := simulate.Run(ctx, c.World, c.Arms, o)
	switch {
	case err != nil:
		return 0, err
	case r.Partial:
		return 0, context.Cause(ctx)
	}
	m, _ := metrics.ByName("program_cost")
	return metrics.Values(&r.Data, 1, []*metrics.Metric{m})[0], nil
}
