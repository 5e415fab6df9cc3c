package cmd

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/reports"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

// wish is what optimize is asked for.
type wish struct {
	vary               []string
	maximize, minimize string
	limits             []string
	points             string
}

// mostVaried is how many paths may vary at once: with more, so few points say nothing.
const mostVaried = 8

func (s *session) optimizeCommand() *cobra.Command {
	f, q := &simulationFlags{}, &wish{}
	c := &cobra.Command{
		Use:     "optimize [NAME=]PROGRAM --vary PATH=VALUES...",
		Short:   "Find the best values of a program's rules",
		GroupID: groupAsk,
		Long: `Find the values of rules, within bounds, that make a metric best under
conditions: net margin impact unless another is named.

A path leads into the program, as in points.earn[0].points. Its values are a
range (3:10), a range by steps (3:10:1), or a list (1,2,5); shares and times have
their unit, as in 5%:15% or "6 months:24 months:6". A condition is METRIC >=
NUMBER or METRIC <= NUMBER, where the number may be a share of another metric,
as in "liability_cost <= 3% of revenue".

The search simulates up to --points points with the same few customers. The best
of many is best by luck too. So the best few, and those on the frontier between
margin and what customers and books say, are simulated again with all customers
of another seed, and that decides.` + exits(exitInput, exitAccess, exitUnmet, `    6  it needs more memory than there is
   70  a mistake in earnburn
  130  interrupted, 143 terminated: the best so far is printed`),
		Example: `  earnburn optimize bonus-5 --vary 'points.earn[0].points=1:8'
  earnburn optimize bonus-5 --vary 'points.earn[0].points=1:8' --subject-to 'nps_change >= 1' --subject-to 'liability_cost <= 0.5% of revenue'
  earnburn optimize points-100 --vary 'points.rewards[0].points=50:300:50' --vary 'points.expire.after=6 months:24 months:6' --maximize incremental_sales --subject-to 'program_cost <= 1000000'
  earnburn optimize mine.yaml --scenario ./company.yaml --vary 'discounts[0].rate=1%:10%' --minimize churn_rate --subject-to 'net_margin_impact >= 0' -o best.json`,
		Args:              exactlyOne("program"),
		ValidArgsFunction: completePrograms,
		RunE:              func(c *cobra.Command, args []string) error { return s.optimize(c, f, q, args) },
	}
	c.Flags().StringArrayVar(&q.vary, "vary", nil, "what may vary: `PATH=VALUES`, as in points.earn[0].points=3:10; repeatable")
	c.Flags().StringVar(&q.maximize, "maximize", "", "`metric` to make as large as can be (default: net_margin_impact)")
	c.Flags().StringVar(&q.minimize, "minimize", "", "`metric` to make as small as can be")
	c.Flags().StringArrayVar(&q.limits, "subject-to", nil, "`condition` to meet, as in 'nps_change >= 0'; repeatable")
	c.Flags().StringVar(&q.points, "points", "", "most `number` of points to simulate in the search (default: 20 and 20 a path, at most 100)")
	completeFlag(c, "maximize", completeMetrics)
	completeFlag(c, "minimize", completeMetrics)
	f.addWorld(c)
	f.addRun(c)
	f.addMetrics(c, "margin, cost and NPS")
	f.addOutput(c)
	return c
}

func (s *session) optimize(c *cobra.Command, f *simulationFlags, q *wish, args []string) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	var all collector
	sim, err := s.prepareWith(c, f, st, args, formats)
	all.add(err)
	o := &study.Optimization{}
	all.add(q.objective(c, o))
	all.add(q.conditions(o))
	program := ""
	if sim != nil {
		program = sim.written.Programs[0].Arm
		o.Inputs, o.Changes, o.Options, o.Metrics = &sim.written, sim.changes, sim.options, sim.metrics
	}
	all.add(q.axes(c, o, program))
	if q.points != "" {
		o.Points, err = st.wholeNumber("points", q.points, 1, scenarios.MostPoints)
		all.add(err)
	}
	if err := all.err(); err != nil {
		return err
	}
	if o.Metrics == nil {
		o.Metrics = reports.OptimumMetrics(o.Objective)
	}
	o.Options.Depth = false
	given, err := o.Check()
	if err != nil {
		var all collector
		all.add(err)
		return all.err()
	}
	found, err := s.search(o, given)
	if err != nil {
		return err
	}
	report, err := reports.NewOptimum(given, o, found, thisBuild())
	if err != nil {
		return err
	}
	if err := s.write(sim.outputs, report.Write); err != nil {
		return err
	}
	if !found.Partial && !found.Feasible() {
		return &failure{codeUndecided, fmt.Errorf("%s", report.Unmet())}
	}
	return nil
}

// objective reads --maximize or --minimize.
func (q *wish) objective(c *cobra.Command, o *study.Optimization) error {
	name, flag := q.maximize, "--maximize"
	if c.Flags().Changed("minimize") {
		if c.Flags().Changed("maximize") {
			return usageError(c, "either --maximize or --minimize")
		}
		name, flag, o.Minimize = q.minimize, "--minimize", true
	} else if !c.Flags().Changed("maximize") {
		name = "net_margin_impact"
	}
	m, ok := metrics.ByName(name)
	switch {
	case !ok:
		return badInput("%s", suggest(flag+": there is no metric "+quoted(name), name, metrics.Names(), `"earnburn list" names all`))
	case m.Drawn():
		return badInput("%s: %s comes from draws of the assumptions, which optimize does not make", flag, name)
	}
	o.Objective = m
	return nil
}

// conditions reads all --subject-to.
func (q *wish) conditions(o *study.Optimization) error {
	var all collector
	for _, text := range q.limits {
		c, err := study.ParseConstraint("--subject-to", text)
		if !all.add(err) {
			o.Constraints = append(o.Constraints, c)
		}
	}
	return all.err()
}

// axes reads all --vary. A path without its beginning leads into the program.
func (q *wish) axes(c *cobra.Command, o *study.Optimization, program string) error {
	if len(q.vary) == 0 {
		return usageError(c, "say what may vary, as in --vary 'points.earn[0].points=3:10'")
	}
	if len(q.vary) > mostVaried {
		return usageError(c, "at most %d paths can vary at once (got %d)", mostVaried, len(q.vary))
	}
	var all collector
	for _, text := range q.vary {
		path, values, ok := strings.Cut(text, "=")
		switch {
		case !ok || path == "" || values == "":
			all.add(badInput("--vary %s: must be PATH=VALUES, as in points.earn[0].points=3:10", quoted(text)))
			continue
		case strings.HasPrefix(path, "scenario."):
			all.add(badInput("--vary %s: rules of the program vary, not the world; earnburn whatif --sweep shows what a change of it does", quoted(text)))
			continue
		case !strings.HasPrefix(path, "programs.") && !strings.HasPrefix(path, "programs["):
			path = "programs." + program + "." + path
		}
		a, err := scenarios.ParseAxis(path, values)
		switch {
		case err != nil:
			all.add(badInput("--vary %s: %w", quoted(text), err))
		case slices.ContainsFunc(o.Axes, func(other scenarios.Axis) bool { return other.Path == path }):
			all.add(badInput("--vary %s: this path varies already", quoted(text)))
		default:
			a.Origin = "--vary " + text
			o.Axes = append(o.Axes, a)
		}
	}
	return all.err()
}

// search runs the optimization, and says before how long it will take if that is worth saying.
func (s *session) search(o *study.Optimization, given *study.Case) (*study.Optimum, error) {
	few, all, duration, err := o.Foresee(s.ctx, given)
	if err != nil {
		return nil, err
	}
	bars := [2]func(done, total int){}
	finish := [2]func(){func() {}, func() {}}
	if watched := s.system.progress(); watched || duration > worthSaying {
		complain(s.system.stderr, fmt.Sprintf("earnburn: up to %s of %s each, then the best again with %s each: about %s",
			english.Many(o.Points, "point"), english.Many(few, "customer"), english.Group(float64(all), 0), duration.Round(time.Second)))
		if watched {
			bars[0], finish[0] = progressBar(s.system.stderr, "points")
			bars[1], finish[1] = progressBar(s.system.stderr, "points again")
		}
	}
	found, err := o.Run(s.ctx, func(again bool, done, total int) {
		i := 0
		if again {
			i = 1
			finish[0]()
		}
		if bars[i] != nil {
			bars[i](done, total)
		}
	})
	finish[0]()
	finish[1]()
	switch {
	case err != nil:
		return nil, err
	case s.ctx.Err() != nil && found.Searched == 0:
		return nil, context.Cause(s.ctx)
	case found.Searched == 0:
		var problems document.Problems
		problems.Add(document.Position{Origin: o.Axes[0].Origin}, "", "none of %s can be judged: %s", english.Many(found.Impossible, "point"), found.Reason)
		return nil, problems.Err()
	case found.Partial:
		s.doing.code = stopped(s.ctx)
	}
	return found, nil
}
