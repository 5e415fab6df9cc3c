package cmd

import (
	"context"
	"io"
	"runtime"
	"slices"
	"strconv"
	"time"

	"earnburn/reports"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
)

// simulation is all that a command needs to simulate and report, checked before it begins.
type simulation struct {
	*inputs
	command string // that computes the result
	options simulate.Options
	metrics []*metrics.Metric
	outputs []output
	draws   study.Options
	why     bool
	scaled  []study.Scaled   // programs that were made to cost the same
	goal    *study.Precision // nil: as many customers as were asked for
	budget  int              // customers at the most that the goal is worth
}

// prepare reads flags, settings, programs and scenario, and checks where the report goes.
func (s *session) prepare(c *cobra.Command, f *simulationFlags, args []string, known []string) (*simulation, error) {
	st, err := s.settings(c.Flags())
	if err != nil {
		return nil, err
	}
	return s.prepareWith(c, f, st, args, known)
}

// prepareWith is prepare where settings have been read.
func (s *session) prepareWith(c *cobra.Command, f *simulationFlags, st *settings, args []string, known []string) (*simulation, error) {
	sim := &simulation{command: c.Name()}
	var all collector
	var err error
	sim.options.Customers, err = st.sample()
	all.add(err)
	sim.options.Threads, err = st.threads()
	all.add(err)
	sim.draws = study.Usual
	sim.draws.Draws, err = st.draws()
	all.add(err)
	sim.why = f.why
	seed, drawn, err := st.seed()
	all.add(err)
	sim.options.Seed = seed
	sim.metrics, err = f.chosenMetrics(c.Flags())
	all.add(err)
	changes, err := f.changes()
	all.add(err)
	sim.inputs, err = s.load(args, st, changes)
	all.add(err)
	sim.outputs, err = s.outputs(c, f.output, st, known)
	all.add(err)
	sim.goal, err = f.goal(c)
	all.add(err)
	if err := all.err(); err != nil {
		return nil, err
	}
	if sim.goal != nil {
		if sim.budget, err = f.most(sim.first()); err != nil {
			return nil, err
		}
	}
	if len(sim.arms) == 0 {
		return nil, usageError(c, "%s", errNothing)
	}
	sim.draws.Threads = sim.options.Threads
	sim.options.Cohorts = f.depth
	sim.options.Depth = f.depth || f.why || slices.ContainsFunc(sim.outputs, output.forMachines)
	if err := s.checkMemory(sim); err != nil {
		return nil, err
	}
	_, sum, err := reports.NewInputs(sim.world, sim.arms)
	if err != nil {
		return nil, err
	}
	s.doing.seed, s.doing.inputs = st.Seed, sum
	if drawn {
		s.doing.seed = strconv.FormatUint(seed, 10)
		complain(s.system.stderr, "earnburn: the seed drawn is "+s.doing.seed)
	}
	return sim, nil
}

// first is how many customers are simulated at first.
func (sim *simulation) first() int {
	if sim.options.Customers > 0 {
		return sim.options.Customers
	}
	return simulate.Usual(sim.world)
}

// simulate runs the simulation, with a progress bar if somebody watches.
func (s *session) simulate(sim *simulation) (*simulate.Result, error) {
	finish := func() {}
	if s.system.progress() {
		sim.options.Progress, finish = progressBar(s.system.stderr, "customers")
	}
	defer func() { finish() }()
	result, err := simulate.Run(s.ctx, sim.world, sim.arms, sim.options)
	if err == nil {
		err = s.refine(sim, result)
	}
	if err != nil {
		return nil, err
	}
	if result.Partial {
		if result.Done == 0 {
			return nil, context.Cause(s.ctx)
		}
		s.doing.code = stopped(s.ctx)
	}
	return result, nil
}

// study repeats the simulation as often as was asked for; who watches reads the answer meanwhile. What an interruption leaves out is said in the report.
func (s *session) study(result *simulate.Result, sim *simulation) (reports.Studies, error) {
	var studies reports.Studies
	if result.Partial {
		return studies, nil
	}
	if s.system.progress() && (sim.why || sim.draws.Draws > 0) {
		answer, err := reports.Answer(result)
		if err != nil {
			return studies, err
		}
		complain(s.system.stderr, "earnburn: "+answer)
	}
	watched := func(what string) (study.Options, func()) {
		o, finish := sim.draws, func() {}
		if s.system.progress() {
			o.Progress, finish = progressBar(s.system.stderr, what)
		}
		return o, finish
	}
	var err error
	if sim.why {
		o, finish := watched("simulations of effects")
		studies.Decompositions, err = study.Decompose(s.ctx, result, o)
		finish()
	}
	if err == nil {
		o, finish := watched("draws of the assumptions")
		studies.Draws, err = study.Draw(s.ctx, result, o)
		finish()
	}
	if s.ctx.Err() != nil {
		s.doing.code = stopped(s.ctx)
		studies.Interrupted = true
		return studies, nil
	}
	return studies, err
}

// progressBar shows how many of something are done, at what rate, and how long the rest will take.
func progressBar(w io.Writer, what string) (progress func(done, total int), finish func()) {
	var bar *progressbar.ProgressBar
	progress = func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(w),
				progressbar.OptionSetDescription(what),
				progressbar.OptionSetWidth(20),
				progressbar.OptionSetTheme(progressbar.ThemeASCII),
				progressbar.OptionShowCount(),
				progressbar.OptionShowIts(),
				progressbar.OptionSetItsString(what),
				progressbar.OptionSetPredictTime(true),
				progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
		}
		// A bar that cannot be drawn is no reason to stop a simulation.
		_ = bar.Set(done)
	}
	return progress, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}

// thisBuild is what computes results here.
func thisBuild() reports.Build {
	return reports.Build{Version: buildVersion(), Go: runtime.Version(), Arch: runtime.GOARCH}
}

// compute simulates all that is asked for and makes the report of it.
func (s *session) compute(sim *simulation) (*reports.Report, error) {
	result, err := s.simulate(sim)
	if err != nil {
		return nil, err
	}
	studies, err := s.study(result, sim)
	if err != nil {
		return nil, err
	}
	studies.Scaled = sim.scaled
	set := reports.Settings{Command: sim.command, Draws: sim.draws.Draws, Why: sim.why}
	for _, m := range sim.metrics {
		set.Metrics = append(set.Metrics, m.Name)
	}
	return reports.New(result, studies, thisBuild(), set)
}

// simulateAndReport is what compare and run have in common.
func (s *session) simulateAndReport(c *cobra.Command, f *simulationFlags, args []string) error {
	sim, err := s.prepare(c, f, args, formats)
	if err != nil {
		return err
	}
	if err := s.equalize(c, f, sim); err != nil {
		return err
	}
	report, err := s.compute(sim)
	if err != nil {
		return err
	}
	return s.write(sim.outputs, report.Write)
}
