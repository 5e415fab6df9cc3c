package cmd

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"earnburn/internal/english"
	"earnburn/programs"
	"earnburn/reports"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

// questions are what whatif is asked.
type questions struct {
	sweeps   []string
	points   string
	variants []string // names of variants and sweeps of the scenario
}

func (s *session) whatifCommand() *cobra.Command {
	f, q := &simulationFlags{}, &questions{}
	c := &cobra.Command{
		Use:     "whatif SCENARIO [[NAME=]PROGRAM...]",
		Short:   "Try variants and ranges of values side by side",
		GroupID: groupAsk,
		Long: `Simulate programs under the variants and sweeps that a scenario file holds, or
over the values of --sweep, and set the results beside those of the inputs as
given. All cases share the same customers and draws, so that differences between
them are paired, and each case is the same, to the last digit, as a run with
--set at its values.

A sweep is a path and its values: a list (1,2,5), a range by steps (10%:40%:5%),
values at equal ratios (0.2:2:log5), or a whole range (0.2:2) over which --points
spreads points evenly (Latin hypercube). Several sweeps together make a grid.

Without programs, those that the variants and sweeps change are simulated. The
assumptions are not drawn from their ranges here: compare does that.` + exits(exitInput, exitAccess, exitRun),
		Example: `  earnburn whatif mine.yaml
  earnburn whatif mine.yaml points-100 --variant richer
  earnburn whatif retail bonus-5 --sweep 'programs.bonus-5.points.earn[0].points=3:7:1'
  earnburn whatif retail bonus-5 --sweep scenario.behavior.elasticity=0.2:2:log5 --sweep 'scenario.segments[0].margin=20%:50%:10%'
  earnburn whatif coffee stamp-card --sweep scenario.behavior.elasticity=0.2:2 --points 20 -o points.csv`,
		Args:              atLeast(1, "the scenario"),
		ValidArgsFunction: completeScenarioThenPrograms,
		RunE:              func(c *cobra.Command, args []string) error { return s.whatif(c, f, q, args) },
	}
	c.Flags().StringArrayVar(&q.sweeps, "sweep", nil, "values to try: `PATH=VALUES`, as in scenario.months=12,24,36; repeatable")
	c.Flags().StringVar(&q.points, "points", "", "`number` of points to spread over the ranges of --sweep instead of a grid")
	c.Flags().StringArrayVar(&q.variants, "variant", nil, "`name` of a variant or sweep of the scenario (default: all); repeatable")
	c.Flags().StringArrayVar(&f.set, "set", nil, "change a value in all cases: `PATH=VALUE`, as in scenario.months=12 or programs.bonus-5.title=x")
	c.Flags().String("months", "", "`number` of months simulated")
	f.addRun(c)
	f.addMetrics(c, "those that matter most")
	f.addOutput(c)
	return c
}

// completeScenarioThenPrograms completes the first argument with scenarios, the others with programs.
func completeScenarioThenPrograms(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return completeScenarios(c, args, toComplete)
	}
	return completePrograms(c, args, toComplete)
}

func (s *session) whatif(c *cobra.Command, f *simulationFlags, q *questions, args []string) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	if _, program := programs.Shipped(args[0]); program {
		return usageError(c, "%s is a program; the scenario comes first, as in: earnburn whatif %s %s", args[0], defaultScenario, args[0])
	}
	st.Scenario = args[0]
	changes, err := f.changes()
	if err != nil {
		return err
	}
	changes = slices.DeleteFunc(changes, func(c scenarios.Override) bool { return programOf(c.Path) != "" })
	world, err := s.load(nil, st, changes)
	if err != nil {
		return err
	}
	variants, sweeps, err := q.asked(c, world.world, st)
	if err != nil {
		return err
	}
	names := args[1:]
	if len(names) == 0 {
		if names = changed(variants, sweeps); len(names) == 0 {
			return usageError(c, "name at least one program: what is asked changes none")
		}
		for _, name := range names {
			if _, shipped := programs.Shipped(name); !shipped {
				return usageError(c, "what is asked changes program %s, which is not shipped with earnburn: name its file, as in %s.yaml", name, name)
			}
		}
	}
	sim, err := s.prepareWith(c, f, st, names, formats)
	if err != nil {
		return err
	}
	points := &study.Points{Inputs: &sim.written, Changes: sim.changes, Options: sim.options, Metrics: sim.metrics}
	points.Options.Depth = false
	if points.Metrics == nil {
		points.Metrics = reports.WhatIfMetrics()
	}
	if len(q.variants) == 0 { // those asked for by name are kept, and refused later
		variants = fitting(s, sim, variants, "variant", func(v *scenarios.Variant) (string, []string) { return v.Name, pathsOf(v.Set) })
		if len(q.sweeps) == 0 {
			sweeps = fitting(s, sim, sweeps, "sweep", func(w *scenarios.Sweep) (string, []string) { return w.Name, axesOf(w.Over) })
		}
		if len(variants)+len(sweeps) == 0 {
			return badInput("none of what scenario %s asks is about %s", world.world.Name, english.Joined(names))
		}
	}
	for i := range variants {
		points.List = append(points.List, study.Variant(&variants[i]))
	}
	var sizes []int
	for i := range sweeps {
		list := study.SweepPoints(&sweeps[i], sim.options.Seed)
		sizes = append(sizes, len(list))
		points.List = append(points.List, list...)
	}
	given, err := points.Check()
	if err != nil {
		var all collector
		all.add(err)
		return all.err()
	}
	report, err := reports.NewWhatIf(given, points, reports.Parts(len(variants), sweeps, sizes), thisBuild(), sim.metrics)
	if err != nil {
		return err
	}
	if err := s.runPoints(points, given, report); err != nil {
		return err
	}
	return s.write(sim.outputs, report.Write)
}

// asked are the variants and sweeps of the scenario that are wanted, or those of the flags.
func (q *questions) asked(c *cobra.Command, w *scenarios.World, st *settings) ([]scenarios.Variant, []scenarios.Sweep, error) {
	if len(q.sweeps) == 0 && q.points != "" {
		return nil, nil, usageError(c, "--points is for ranges of --sweep")
	}
	var all collector
	own := scenarios.Sweep{}
	for _, text := range q.sweeps {
		path, values, ok := strings.Cut(text, "=")
		if !ok || path == "" || values == "" {
			all.add(badInput("--sweep %s: must be PATH=VALUES, as in scenario.months=12,24,36", quoted(text)))
			continue
		}
		if all.add(checkPath("--sweep", text, path)) {
			continue
		}
		a, err := scenarios.ParseAxis(path, values)
		if err != nil {
			all.add(badInput("--sweep %s: %w", quoted(text), err))
			continue
		}
		a.Origin = "--sweep " + text
		own.Over = append(own.Over, a)
	}
	if q.points != "" {
		n, err := st.wholeNumber("points", q.points, 2, scenarios.MostPoints)
		all.add(err)
		own.Points = n
	}
	if all.err() == nil {
		if err := own.Check(); err != nil {
			all.add(badInput("--sweep: %w", err))
		}
	}
	variants, sweeps := w.Variants, w.Sweeps
	if len(q.variants) > 0 || len(q.sweeps) > 0 {
		variants = slices.DeleteFunc(slices.Clone(variants), func(v scenarios.Variant) bool { return !slices.Contains(q.variants, v.Name) })
		sweeps = slices.DeleteFunc(slices.Clone(sweeps), func(s scenarios.Sweep) bool { return !slices.Contains(q.variants, s.Name) })
	}
	var known []string
	for _, v := range w.Variants {
		known = append(known, v.Name)
	}
	for _, s := range w.Sweeps {
		known = append(known, s.Name)
	}
	for _, name := range q.variants {
		if !slices.Contains(known, name) {
			rest := fmt.Sprintf("scenario %s holds none", w.Name)
			if len(known) > 0 {
				rest = "there are " + strings.Join(known, ", ")
			}
			all.add(badInput("%s", suggest("--variant: there is no variant or sweep "+quoted(name), name, known, rest)))
		}
	}
	if len(own.Over) > 0 {
		sweeps = append(slices.Clone(sweeps), own)
	}
	if all.err() == nil && len(variants)+len(sweeps) == 0 {
		return nil, nil, usageError(c, "scenario %s holds no variants or sweeps; say what to try, as in --sweep scenario.behavior.elasticity=0.2:2:log5", w.Name)
	}
	return variants, sweeps, all.err()
}

// changed are the programs that variants and sweeps change, in the order of their first mention.
func changed(variants []scenarios.Variant, sweeps []scenarios.Sweep) []string {
	var names []string
	add := func(path string) {
		if name := programOf(path); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for i := range variants {
		for _, path := range pathsOf(variants[i].Set) {
			add(path)
		}
	}
	for i := range sweeps {
		for _, path := range axesOf(sweeps[i].Over) {
			add(path)
		}
	}
	return names
}

// programOf is the program whose value a path leads to, "" if it leads into the scenario.
func programOf(path string) string {
	rest, ok := strings.CutPrefix(path, "programs")
	switch {
	case !ok || rest == "":
		return ""
	case rest[0] == '[':
		name, _, _ := strings.Cut(rest[1:], "]")
		return strings.Trim(name, `"`)
	}
	name, _, _ := strings.Cut(rest[1:], ".")
	return name
}

// fitting leaves out variants or sweeps that change programs which are not simulated, and says so.
func fitting[T any](s *session, sim *simulation, list []T, kind string, of func(*T) (name string, paths []string)) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool {
		name, paths := of(&x)
		for _, path := range paths {
			if program := programOf(path); program != "" && !slices.ContainsFunc(sim.written.Programs, func(w study.Written) bool { return w.Called(program) }) {
				complain(s.system.stderr, fmt.Sprintf("earnburn: %s %s is left out: it changes program %s", kind, name, program))
				return true
			}
		}
		return false
	})
}

// pathsOf are the paths that changes lead to.
func pathsOf(set []scenarios.Override) (paths []string) {
	for i := range set {
		paths = append(paths, set[i].Path)
	}
	return paths
}

// axesOf are the paths that a sweep varies.
func axesOf(over []scenarios.Axis) (paths []string) {
	for i := range over {
		paths = append(paths, over[i].Path)
	}
	return paths
}

// worthSaying is how long something may take without a word, where nobody watches a progress bar.
const worthSaying = 10 * time.Second

// runPoints simulates all points, and says before how long it will take if that is worth saying.
func (s *session) runPoints(p *study.Points, given *study.Case, report *reports.WhatIf) error {
	simulated := p.Options.Customers
	if simulated == 0 {
		simulated = int(min(simulate.UsualCustomers, given.World.Customers))
	}
	duration, err := p.Foresee(s.ctx, given, simulated)
	if err != nil {
		return err
	}
	var progress func(done, total int)
	finish := func() {}
	if watched := s.system.progress(); watched || duration > worthSaying {
		complain(s.system.stderr, fmt.Sprintf("earnburn: %s and the inputs as given, %s each: about %s",
			english.Many(len(p.List), "case"), english.Many(simulated, "customer"), duration.Round(time.Second)))
		if watched {
			progress, finish = progressBar(s.system.stderr, "cases")
		}
	}
	err = p.Run(s.ctx, progress, func(i int, o *study.Outcome) {
		if i < 0 {
			report.Add(nil, o, simulated)
		} else {
			report.Add(&p.List[i], o, simulated)
		}
	})
	finish()
	if err != nil && s.ctx.Err() != nil && len(report.Points) > 0 {
		s.doing.code = stopped(s.ctx)
		err = nil
	}
	report.Finish()
	return err
}
