package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/root"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// EqualCost scales programs until they cost the same: what program_cost says, of the same customers and draws. A program is scaled by one factor, by which
// every rate of its discounts and every number of points that purchases earn is multiplied, or only the values at the paths given.
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
			all = append(all, fmt.Errorf("%s has no rates of discounts and no points per purchase to scale; say what to scale, as in --scale programs.%s.PATH", w.Arm, w.Arm))
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

// pathsOf are the paths within a program that are scaled.
func (e *EqualCost) pathsOf(w *Written) []string {
	var list []string
	for _, path := range e.Paths {
		if own, ok := Within(path, w.names()...); ok {
			list = append(list, own)
		}
	}
	if len(list) > 0 {
		return list
	}
	d, err := e.changed(w)
	if err != nil {
		return nil
	}
	for _, block := range []struct{ list, key string }{{"discounts", "rate"}, {"points.earn", "points"}} {
		for i := 0; d.Has(fmt.Sprintf("%s[%d]", block.list, i)); i++ {
			item := fmt.Sprintf("%s[%d]", block.list, i)
			if path := item + "." + block.key; d.Has(path) {
				list = append(list, path)
			}
			for k := 0; d.Has(fmt.Sprintf("%s.cumulative.steps[%d]", item, k)); k++ {
				list = append(list, fmt.Sprintf("%s.cumulative.steps[%d].rate", item, k))
			}
		}
	}
	return list
}

// changed is the program as it is written, with the changes that are its own.
func (e *EqualCost) changed(w *Written) (*document.Document, error) {
	d := w.Document.Clone()
	for _, c := range e.Changes {
		if path, mine := Within(c.Path, w.names()...); mine && c.FromMonth == 0 {
			if err := d.Set(path, c.Value, c.Origin); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// times is the change that multiplies the value at a path: to four significant digits and at most three decimals, which is what points and money have.
func (e *EqualCost) times(w *Written, path string, factor float64) (scenarios.Override, error) {
	d, err := e.changed(w)
	if err != nil {
		return scenarios.Override{}, err
	}
	text, ok := d.Scalar(path)
	if !ok {
		return scenarios.Override{}, fmt.Errorf("--scale programs.%s.%s: there is no value to multiply", w.Arm, path)
	}
	number, unit := text, ""
	if i := strings.IndexFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }); i >= 0 {
		number, unit = text[:i], text[i:]
	}
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || x <= 0 {
		return scenarios.Override{}, fmt.Errorf("--scale programs.%s.%s: only numbers above 0 can be multiplied (got %s)", w.Arm, path, text)
	}
	x *= factor
	decimals := min(max(scaledDigits-1-int(math.Floor(math.Log10(x))), 0), 3)
	if strings.HasPrefix(unit, " ") && strings.TrimSpace(unit) != "%" {
		decimals = 0 // of months and days there are only whole ones
	}
	value := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(value, ".") {
		value = strings.TrimRight(strings.TrimRight(value, "0"), ".")
	}
	return scenarios.Override{Path: "programs." + w.Arm + "." + path, Value: value + unit, Origin: "--equal-cost"}, nil
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

// possible is how far towards a logarithm of a factor, from 0, the rules can be.
func (e *EqualCost) possible(w *Written, far float64) float64 {
	can := func(log float64) bool {
		set, err := e.set(w, math.Exp(log))
		if err != nil {
			return false
		}
		_, err = e.at(w, set)
		return err == nil
	}
	if can(far) {
		return far
	}
	good, bad := 0.0, far
	for math.Abs(bad-good) > 1e-6 {
		if middle := (good + bad) / 2; can(middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return good
}

// set are the changes that scale a program by a factor.
func (e *EqualCost) set(w *Written, factor float64) ([]scenarios.Override, error) {
	var list []scenarios.Override
	for _, path := range e.pathsOf(w) {
		c, err := e.times(w, path, factor)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
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
