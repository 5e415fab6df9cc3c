package cmd

import (
	"regexp"
	"strconv"

	"earnburn/reports"
	"earnburn/simulate/selftest"

	"github.com/spf13/cobra"
)

// selftestFlags are the flags of selftest that are no settings.
type selftestFlags struct {
	run      string
	thorough bool
}

func (s *session) selftestCommand() *cobra.Command {
	f := &selftestFlags{}
	c := &cobra.Command{
		Use:     "selftest",
		Short:   "Compare the simulation with formulas of the literature",
		GroupID: groupMore,
		Long: `Simulate worlds that are simple enough to have a formula, and compare. Each line
shows what the formula expects, what was simulated, its standard error and z, by
how many of these the two differ; a z of 4 fails. "sees" is the smallest bias of
the simulation that would have failed. Usually it is 1 %, with --thorough 0.2 %,
more for variances and rare events; a line without one is not random and must
agree exactly.` + exits(exitBias, exitInput, exitAccess),
		Example: `  earnburn selftest
  earnburn selftest --run 'nbd|stamp'
  earnburn selftest --thorough --format json`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.run == "" && c.Flags().Changed("run") {
				return emptyFlag("run")
			}
			return s.selftest(c, f)
		},
	}
	c.Flags().StringVar(&f.run, "run", "", "only cases whose name matches a regular `expression`")
	c.Flags().BoolVar(&f.thorough, "thorough", false, "so many customers that a bias of 0.2 % would show; takes many minutes")
	c.Flags().String("seed", "1", "where random numbers begin: a whole `number` or random")
	c.Flags().String("threads", "", "`number` of processors to use (default: all); changes no result")
	c.Flags().String("format", "table", "`format`: table or json")
	completeFlag(c, "format", cobra.FixedCompletions(selftestFormats, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (s *session) selftest(c *cobra.Command, f *selftestFlags) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	var all collector
	chosen, err := pattern(f.run)
	all.add(err)
	cases := matching(chosen)
	if len(cases) == 0 && err == nil {
		all.add(badInput("--run %s: matches the name of none of the %d cases", quoted(f.run), len(selftest.Cases)))
	}
	o := selftest.Options{Bias: selftest.Usual}
	if f.thorough {
		o.Bias = selftest.Thorough
	}
	o.Threads, err = st.threads()
	all.add(err)
	seed, drawn, err := st.seed()
	all.add(err)
	format, err := st.format(selftestFormats)
	all.add(err)
	if err := all.err(); err != nil {
		return err
	}
	o.Seed, s.doing.seed = seed, st.Seed
	if drawn {
		s.doing.seed = strconv.FormatUint(seed, 10)
		complain(s.system.stderr, "earnburn: the seed drawn is "+s.doing.seed)
	}
	results, err := s.playCases(cases, o)
	if err != nil {
		return err
	}
	text, failed, err := renderSelftest(results, format, seed)
	if err != nil {
		return err
	}
	if failed {
		s.doing.code = codeFailed
	}
	if format == "table" && !s.system.unicode() {
		text = []byte(reports.ASCII(string(text)))
	}
	return s.print("%s", text)
}

// matching are the cases whose name matches; of nil, all.
func matching(chosen *regexp.Regexp) (cases []*selftest.Case) {
	for i := range selftest.Cases {
		if c := &selftest.Cases[i]; chosen == nil || chosen.MatchString(c.Name) {
			cases = append(cases, c)
		}
	}
	return cases
}

// played is a case and what came of it.
type played struct {
	*selftest.Case
	checks []selftest.Check
}

// playCases plays cases, with a progress bar if somebody watches.
func (s *session) playCases(cases []*selftest.Case, o selftest.Options) ([]played, error) {
	progress, finish := func(int, int) {}, func() {}
	if s.system.progress() {
		progress, finish = progressBar(s.system.stderr, "cases")
	}
	defer finish()
	var results []played
	for i, c := range cases {
		progress(i, len(cases))
		checks, err := c.Play(s.ctx, o)
		if err != nil {
			return nil, err
		}
		results = append(results, played{c, checks})
	}
	return results, nil
}
