package cmd

import (
	"bytes"
	"io"
	"slices"

	"earnburn/internal/document"
	"earnburn/reports"
	"earnburn/simulate"
	"earnburn/simulate/limits"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

// checkFlags are the flags of check beside those of a simulation.
type checkFlags struct {
	simulationFlags
	limits    []string
	files     []string
	against   string
	undecided string
}

// firstLook is how many customers a check looks at first.
const firstLook = 25_000

func (s *session) checkCommand() *cobra.Command {
	f := &checkFlags{}
	c := &cobra.Command{
		Use:     "check [NAME=]PROGRAM...",
		Short:   "Check that programs stay within limits, for pipelines",
		GroupID: groupAsk,
		Long: `Simulate programs until it is clear whether they keep limits such as
"net_margin_impact_pct >= -0.5%". Limits are written in programs, in the scenario,
in a file (--limits) or as flags (--limit); docs/ci.md has all their forms. One
without "of NAME" binds every program of the command; one in a program's file
binds that program.

A limit holds, is crossed, or is undecided: its bound lies within the simulation
error. As long as any is undecided, customers are added, up to --budget.` +
			exits(exitCrossed, exitInput, exitAccess, exitUndecided, exitNoVerdict),
		Example: `  earnburn check bonus-5 --limit 'net_margin_impact_pct >= -10%'
  earnburn check bonus-5 discount-5 --limit 'net_margin_impact of bonus-5 > discount-5'
  earnburn check mine.yaml --limits limits.yaml --undecided pass -o check.xml
  earnburn check mine.yaml --against result.json --limit 'net_margin_impact_pct drop <= 0.2pp'`,
		Args:              atLeast(1, "the programs to check"),
		ValidArgsFunction: completePrograms,
		RunE:              func(c *cobra.Command, args []string) error { return s.check(c, f, args) },
	}
	f.addWorld(c)
	f.addSimulation(c)
	c.Flags().Lookup("sample").Usage = "`number` of customers at the first look (default: 25,000; with --against as many as were saved)"
	c.Flags().Lookup("draws").Usage = "`number` of draws of the assumptions at the first look, for p_loss and its like; at most 8 times as many at the last"
	f.addBudget(c)
	c.Flags().StringArrayVar(&f.limits, "limit", nil, "`limit` to check, as in 'net_margin_impact_pct >= -0.5%'; repeatable")
	c.Flags().StringArrayVar(&f.files, "limits", nil, "`file` of limits; repeatable")
	c.Flags().StringVar(&f.against, "against", "", "saved `result` (JSON of compare or run) that drop and rise compare with")
	c.Flags().StringVar(&f.undecided, "undecided", "fail", "`what` undecided limits do: fail or pass")
	f.addFormats(c, checkFormats, ".json, .md, .txt, and .xml for junit")
	completeFlag(c, "undecided", cobra.FixedCompletions(undecidedWords, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// checkFormats are the values of --format of check.
var checkFormats = []string{"table", "json", "markdown", "junit", "github"}

// undecidedWords are the values of --undecided.
var undecidedWords = []string{"fail", "pass"}

// check checks limits. Those who read annotations are shown what is wrong with the input there too.
func (s *session) check(c *cobra.Command, f *checkFlags, args []string) error {
	err := s.checkLimits(c, f, args)
	st, unset := s.settings(c.Flags())
	if err != nil && unset == nil && st.Format == "github" && exitCode(err) != codeInternal && (len(f.output) == 0 || slices.Contains(f.output, "-")) {
		var b bytes.Buffer
		annotateErrors(&b, err, "")
		if _, failed := s.out.Write(b.Bytes()); failed != nil {
			return failed
		}
	}
	return err
}

func (s *session) checkLimits(c *cobra.Command, f *checkFlags, args []string) error {
	s.doing.unfinished = "there was a verdict"
	var all collector
	if f.undecided != "fail" && f.undecided != "pass" {
		all.add(wrongWord("--undecided", f.undecided, undecidedWords))
	}
	given, err := s.givenLimits(f)
	all.add(err)
	saved, err := s.against(f.against)
	all.add(err)
	sim, err := s.prepare(c, &f.simulationFlags, args, checkFormats)
	all.add(err)
	var stated []limits.Limit
	if sim != nil {
		stated, err = sim.limits()
		all.add(err)
	}
	if err := all.err(); err != nil {
		return err
	}
	if stated = append(stated, given...); len(stated) == 0 {
		return badInput("there are no limits: give --limit or --limits, or write limits: into a program or the scenario")
	}
	looks, err := sim.looks(&f.simulationFlags, saved)
	if err != nil {
		return err
	}
	frame, err := study.Frame(sim.world, sim.arms, sim.draws.Draws, saved)
	if err != nil {
		return err
	}
	frame.Scenario, frame.World = sim.world.Name, reports.WorldSum(sim.world)
	cases, err := frame.Cases(stated)
	if err != nil {
		return err
	}
	findings, err := s.decide(sim, frame, cases, looks)
	if err != nil {
		return err
	}
	report := s.checkReport(sim, findings, looks)
	report.Lenient = f.undecided == "pass"
	switch {
	case report.Count(limits.Crossed) > 0:
		s.doing.code = codeFailed
	case report.Count(limits.Undecided) > 0 && !report.Lenient:
		s.doing.code = codeUndecided
	}
	return s.write(sim.outputs, func(w io.Writer, format string, l reports.Layout) error {
		switch format {
		case "json":
			return report.JSON(w)
		case "junit":
			return junitOfCheck(w, report)
		case "github":
			return annotateCheck(w, report)
		}
		return report.Text(w, l)
	})
}

// checkReport makes the report of a check.
func (s *session) checkReport(sim *simulation, findings []study.Finding, looks []int) *reports.Check {
	r := &reports.Check{Findings: findings, Currency: sim.world.Currency, Most: looks[len(looks)-1], Programs: []string{simulate.Baseline}, Build: thisBuild(),
		Scenario: reports.Scenario{Name: sim.world.Name, Months: sim.world.Months, Seed: sim.options.Seed, Customers: sim.world.Customers}}
	for _, a := range sim.arms {
		r.Programs = append(r.Programs, a.Name)
	}
	for i := range findings {
		r.Scenario.Sample = max(r.Scenario.Sample, findings[i].Customers)
	}
	return r
}

// givenLimits reads the limits of flags and of files that they name.
func (s *session) givenLimits(f *checkFlags) ([]limits.Limit, error) {
	var list []limits.Limit
	var all collector
	for _, name := range f.files {
		src, err := s.reader.read(s.ctx, name)
		if all.add(err) {
			continue
		}
		some, err := limits.ParseFile(src.name, src.data)
		all.add(err)
		list = append(list, some...)
	}
	for _, text := range f.limits {
		l, err := limits.FromFlag("--limit", text)
		all.add(err)
		list = append(list, l)
	}
	return list, all.err()
}

// limits are those that the scenario and the programs state.
func (sim *simulation) limits() ([]limits.Limit, error) {
	list := slices.Clip(sim.world.Limits)
	var all collector
	for _, a := range sim.arms {
		own, err := limits.Of(a.Program.Document())
		all.add(err)
		for i := range own {
			own[i].Owner = a.Name
			for _, name := range []*string{&own[i].Arm, &own[i].Against} {
				if *name == a.Program.Name { // by whatever name it goes here
					*name = a.Name
				}
			}
			if currency := a.Program.WrittenIn(); currency != "" && currency != sim.world.Currency {
				own[i].Exchange(currency, sim.world.Exchange[currency])
			}
		}
		list = append(list, own...)
	}
	return list, all.err()
}

// looks are the numbers of customers at which limits are looked at; first, unless something else is asked for, as many as a saved result has, for with the
// same customers a change is a paired difference.
func (sim *simulation) looks(f *simulationFlags, saved *limits.Saved) ([]int, error) {
	first := sim.options.Customers
	switch {
	case first == 0 && f.budget == "" && sim.world.Certain():
		return []int{simulate.Usual(sim.world)}, nil
	case first == 0 && saved != nil && saved.Seed == sim.options.Seed && saved.Sample <= maxSample:
		first = saved.Sample
	case first == 0:
		first = firstLook
	}
	most, err := f.most(first)
	if err != nil {
		return nil, err
	}
	return study.Looks(first, most), nil
}

// decide simulates until the limits are decided. A number without a value is no verdict, but bad input.
func (s *session) decide(sim *simulation, frame *limits.Frame, cases []limits.Case, looks []int) ([]study.Finding, error) {
	finish := func() {}
	if s.system.progress() {
		sim.options.Progress, finish = progressBar(s.system.stderr, "customers")
	}
	check := study.Check{World: sim.world, Arms: sim.arms, Cases: cases, Options: sim.options, Looks: looks, Draws: sim.draws}
	findings, err := check.Run(s.ctx)
	finish()
	if err != nil {
		return nil, err
	}
	var problems document.Problems
	for i := range findings {
		if f := &findings[i]; f.Number.Missing != "" {
			problems.Add(f.At, "", "%s has no value for %s: %s", f.Text, frame.Data.Arms[f.Arm].Name, f.Number.Missing)
		}
	}
	return findings, problems.Err()
}
