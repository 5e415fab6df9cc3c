package cmd

import (
	"errors"
	"fmt"
	"slices"

	"earnburn/internal/document"
	"earnburn/reports"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

// likeFirst is the value of --equal-cost without an amount.
const likeFirst = "first"

// addEqualCost adds the flags that make programs cost the same.
func (f *simulationFlags) addEqualCost(c *cobra.Command) {
	c.Flags().StringVar(&f.equal, "equal-cost", "", "scale what programs give until each costs what the first does, or an `amount`")
	c.Flags().Lookup("equal-cost").NoOptDefVal = likeFirst
	c.Flags().StringArrayVar(&f.scale, "scale", nil, "with --equal-cost, the `path` that is scaled, as in programs.bonus-5.points.expire.after (default: all rates and points that purchases give); repeatable")
}

// equalize scales programs until they cost the same, if that was asked for, and puts the scaled ones in their place.
func (s *session) equalize(c *cobra.Command, f *simulationFlags, sim *simulation) error {
	switch {
	case f.equal == "" && c.Flags().Changed("equal-cost"):
		return emptyFlag("equal-cost")
	case f.equal == "" && len(f.scale) > 0:
		return usageError(c, "--scale says what to scale for --equal-cost")
	case f.equal == "":
		return nil
	case f.equal == likeFirst && len(sim.arms) < 2:
		return usageError(c, "--equal-cost needs a second program, or an amount, as in --equal-cost=1000000")
	}
	e := &study.EqualCost{Inputs: &sim.written, Changes: sim.changes, Paths: f.scale, Options: sim.options}
	var all collector
	if f.equal != likeFirst {
		amount, err := document.ParseNumber(f.equal)
		if err == nil && amount <= 0 {
			err = fmt.Errorf("must be above 0 (got %s)", quoted(f.equal))
		}
		if err != nil {
			all.add(badInput("--equal-cost: %w", err))
		}
		e.Amount = max(amount, 1)
	}
	for _, path := range f.scale {
		all.add(checkPath("--scale", path, path))
	}
	if all.err() == nil {
		if err := e.Check(); err != nil {
			all.add(asInput(err))
		}
	}
	if err := all.err(); err != nil {
		return err
	}
	progress, finish := func(int, int) {}, func() {}
	if s.system.progress() {
		progress, finish = progressBar(s.system.stderr, "programs scaled")
	}
	list, err := e.Run(s.ctx, progress)
	finish()
	switch {
	case errors.Is(err, study.ErrUnequal):
		return &failure{codeUndecided, err}
	case err != nil:
		return err
	}
	sim.scaled = list
	for i := range list {
		sim.changes = append(slices.Clip(sim.changes), list[i].Set...)
	}
	scaled, err := sim.written.At(sim.changes)
	if err != nil {
		return err
	}
	sim.world, sim.arms = scaled.World, scaled.Arms
	_, s.doing.inputs, err = reports.NewInputs(sim.world, sim.arms)
	return err
}

// asInput makes errors that people can mend of such as say so themselves.
func asInput(err error) error {
	var list []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			list = append(list, asInput(e))
		}
		return errors.Join(list...)
	}
	var problems document.Problems
	if errors.As(err, &problems) {
		return err
	}
	return badInput("%w", err)
}
