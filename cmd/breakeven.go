package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"earnburn/reports"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

func (s *session) breakevenCommand() *cobra.Command {
	f := &simulationFlags{}
	var over []string
	c := &cobra.Command{
		Use:     "breakeven [NAME=]PROGRAM [--over PATH[=FROM:TO]]...",
		Short:   "Find where a program breaks even, or what one must believe",
		GroupID: groupAsk,
		Long: `Find the value of an assumption or a rule at which a program earns as much as no
program, by root finding on runs with the same customers. The value has an
error, and an assumption says how plausible it is.

PATH is a parameter of behavior (elasticity), a rule of the program
(points.earn[0].points), or what --set would change. From and to are needed
where it has no range of its own; with a step, as in 3:10:1, only those values
are tried. Two --over give a curve: the break-even value of the second for
values of the first.

Without --over, find what one must believe: the smallest move of all assumptions
together, by their ranges, that makes another choice the best. Several programs
may be named then; no program is always a choice.` + exits(exitInput, exitAccess, exitRun),
		Example: `  earnburn breakeven bonus-5 --over elasticity=0.2:10
  earnburn breakeven bonus-5 --over churn_hazard_ratio
  earnburn breakeven mine.yaml --over 'points.earn[0].points=0.2:3'
  earnburn breakeven bonus-5 --over 'scenario.segments[0].margin=20%:60%' --over elasticity=0.2:10
  earnburn breakeven discount-5 bonus-5`,
		Args:              atLeast(1, "the program"),
		ValidArgsFunction: completePrograms,
		RunE:              func(c *cobra.Command, args []string) error { return s.breakeven(c, f, over, args) },
	}
	c.Flags().StringArrayVar(&over, "over", nil, "what to vary: `PATH` or PATH=FROM:TO, as in elasticity or scenario.segments[0].margin=20%:60%; once or twice")
	f.addWorld(c)
	f.addRun(c)
	f.addOutput(c)
	return c
}

func (s *session) breakeven(c *cobra.Command, f *simulationFlags, over, args []string) error {
	switch {
	case len(over) > 2:
		return usageError(c, "--over is given once or twice (got %d)", len(over))
	case len(over) > 0 && len(args) > 1:
		return usageError(c, "break-even values are those of one program (got %s)", strings.Join(args, ", "))
	}
	sim, err := s.prepare(c, f, args, formats)
	if err != nil {
		return err
	}
	scales, err := scalesOf(over, sim)
	if err != nil {
		return err
	}
	options := sim.options
	options.Depth = false
	b := &study.BreakEven{Inputs: &sim.written, Changes: sim.changes, Over: scales, Options: options}
	if err := b.Check(); err != nil {
		var all collector
		all.add(err)
		return all.err()
	}
	sample := options.Customers
	if sample == 0 {
		sample = int(min(simulate.UsualCustomers, sim.world.Customers))
	}
	report, err := reports.NewBreakEven(&study.Case{World: sim.world, Arms: sim.arms}, options.Seed, sample, scales, thisBuild())
	if err != nil {
		return err
	}
	finish := func() {}
	if s.system.progress() {
		var progress func(done, total int)
		progress, finish = progressBar(s.system.stderr, "runs")
		b.Progress = func(done int) { progress(done, max(done, b.Expected())) }
	}
	err = s.findBreakEven(b, sim, report)
	finish()
	if err != nil {
		return err
	}
	report.Finish()
	return s.write(sim.outputs, report.Write)
}

// findBreakEven does what the command is asked for.
func (s *session) findBreakEven(b *study.BreakEven, sim *simulation, report *reports.BreakEven) error {
	switch len(b.Over) {
	case 1:
		line, err := b.Line(s.ctx)
		if err != nil {
			return err
		}
		report.AddLine("", line)
	case 2:
		curve, err := b.Curve(s.ctx)
		for i := range curve.Lines {
			report.AddLine(curve.Values[i], &curve.Lines[i])
		}
		return err
	default:
		result, err := s.simulate(sim)
		if err != nil {
			return err
		}
		belief, err := study.Believe(s.ctx, result, sim.options.Threads, b.Progress)
		switch {
		case err != nil:
			return err
		case belief == nil:
			return badInput("scenario %s has no uncertain assumptions, so there is nothing to believe; give --over", sim.world.Name)
		}
		report.AddBelief(belief)
	}
	return nil
}

// scalesOf reads what is to be varied.
func scalesOf(over []string, sim *simulation) ([]study.Scale, error) {
	var list []study.Scale
	var all collector
	uncertain := sim.world.Uncertain()
	for _, text := range over {
		path, values, ranged := strings.Cut(text, "=")
		program := sim.arms[0]
		if _, ok := scenarios.ParameterByName(path); ok {
			path = "scenario.behavior." + path
		} else if slices.Contains(program.Program.Document().Keys(""), firstKey(path)) {
			path = "programs." + program.Name + "." + path
		}
		if all.add(checkPath("--over", text, path)) {
			continue
		}
		s := study.Scale{}
		name := strings.TrimPrefix(strings.TrimPrefix(path, "scenario."), "behavior.")
		if i := slices.IndexFunc(uncertain, func(e scenarios.Entry) bool { return e.Name == name }); i >= 0 && strings.HasPrefix(path, "scenario.") {
			s.Assumption = &uncertain[i]
		}
		if !ranged {
			if s.Assumption == nil {
				all.add(badInput("--over %s: it has no range of its own; write %s=FROM:TO", quoted(text), path))
				continue
			}
			values = s.Assumption.Range()
		}
		a, err := scenarios.ParseAxis(path, values)
		switch {
		case err != nil:
		case a.List():
			err = fmt.Errorf("a range has two ends, as in 0.2:10 (got %s)", values)
		case a.Many() > scenarios.MostPoints:
			err = fmt.Errorf("has more than %d values; take larger steps or a shorter range", scenarios.MostPoints)
		case slices.ContainsFunc(list, func(other study.Scale) bool { return other.Path == path }):
			err = errors.New("is varied twice")
		}
		if err != nil {
			all.add(badInput("--over %s: %w", quoted(text), err))
			continue
		}
		a.Origin = "--over " + text
		s.Axis = a
		list = append(list, s)
	}
	return list, all.err()
}
