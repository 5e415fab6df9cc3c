package cmd

import (
	"earnburn/reports"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

func (s *session) sensitivityCommand() *cobra.Command {
	f := &simulationFlags{}
	var metric, points string
	c := &cobra.Command{
		Use:     "sensitivity [NAME=]PROGRAM...",
		Short:   "Say which assumptions a result rests on",
		GroupID: groupAsk,
		Long: `Put one uncertain assumption after another to the ends of its plausible range,
with the same customers and draws, and show how far the result moves: a tornado.
Then let all of them vary at once and say which share of the variance each
carries, alone (first-order Sobol index) and together with others (total index);
the eight that move the result most singly, all others as one group. Of two
programs their difference is looked at, too.` + exits(exitInput, exitAccess, exitRun),
		Example: `  earnburn sensitivity bonus-5
  earnburn sensitivity discount-5 bonus-5 --points 0
  earnburn sensitivity points-100 --metric breakage_ultimate --scenario coffee -o tornado.csv`,
		Args:              atLeast(1, "the programs"),
		ValidArgsFunction: completePrograms,
		RunE:              func(c *cobra.Command, args []string) error { return s.sensitivity(c, f, metric, points, args) },
	}
	c.Flags().StringVar(&metric, "metric", "net_margin_impact", "`name` of the metric that is looked at")
	c.Flags().StringVar(&points, "points", "64", "`number` of points behind the Sobol indices, each of some 20 runs; 0: none")
	completeFlag(c, "metric", completeMetrics)
	f.addWorld(c)
	f.addRun(c)
	c.Flags().Lookup("sample").Usage = "`number` of customers for each bar (default: the smaller of 20,000 and the scenario's)"
	f.addOutput(c)
	return c
}

func (s *session) sensitivity(c *cobra.Command, f *simulationFlags, metric, points string, args []string) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	var all collector
	o := study.UsualSensitivity
	m, ok := metrics.ByName(metric)
	switch {
	case !ok:
		all.add(badInput("%s", suggest("--metric: there is no metric "+quoted(metric), metric, metrics.Names(), `"earnburn list" names all`)))
	case m.Jumps() || m.Drawn():
		all.add(badInput("--metric %s: it cannot be followed from run to run; choose another", metric))
	}
	const mostPoints = 4096
	o.Points, err = st.wholeNumber("points", points, 0, mostPoints)
	all.add(err)
	sim, err := s.prepareWith(c, f, st, args, formats)
	all.add(err)
	if err := all.err(); err != nil {
		return err
	}
	o.Customers = int(min(int64(o.Customers), sim.world.Customers))
	if sim.options.Customers > 0 {
		o.Customers = sim.options.Customers
	}
	sim.options.Customers, sim.options.Depth = o.Customers, false
	o.Threads = sim.options.Threads
	result, err := s.simulate(sim)
	if err != nil {
		return err
	}
	finish := func() {}
	if s.system.progress() {
		o.Progress, finish = progressBar(s.system.stderr, "runs")
	}
	found, err := study.Sensitive(s.ctx, result, m, o)
	finish()
	switch {
	case err != nil:
		return err
	case found == nil:
		return badInput("scenario %s has no uncertain assumptions, so nothing can be moved", sim.world.Name)
	}
	report, err := reports.NewTornado(result, found, thisBuild())
	if err != nil {
		return err
	}
	return s.write(sim.outputs, report.Write)
}
