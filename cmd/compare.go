package cmd

import (
	"github.com/spf13/cobra"
)

func (s *session) compareCommand() *cobra.Command {
	f := &simulationFlags{}
	c := &cobra.Command{
		Use:     "compare [NAME=]PROGRAM...",
		Short:   "Say which program earns more, and why",
		GroupID: groupAsk,
		Long: `Simulate the same customers without a program and with each of the programs,
and say which earns more and why.

A program is a shipped name ("earnburn list") or a file: a path with a slash or
ending in .yaml; - is stdin. NAME=PROGRAM gives it another name in the report.
The arm without a program, none, is always there.

Programs that differ in cost are hard to compare. --equal-cost multiplies what
the programs after the first give for purchases, rates of discounts and points,
until each costs what the first does, and compares them then.` + exits(exitInput, exitAccess, exitUnequal, exitPrecision, exitRun),
		Example: `  earnburn compare discount-5 bonus-5
  earnburn compare short=points-100 long=points-100 --set 'programs.long.points.expire.after=24 months'
  earnburn compare mine.yaml none --scenario coffee --sample 20000
  earnburn compare discount-5 bonus-5 --why
  earnburn compare discount-5 bonus-5 --equal-cost
  earnburn compare old=points-tiers new=points-100 --why
  earnburn compare discount-5 bonus-5 --precision 1%
  earnburn compare discount-5 bonus-5 -o - -o result.json`,
		Args:              atLeast(1, "the programs to compare"),
		ValidArgsFunction: completePrograms,
		RunE: func(c *cobra.Command, args []string) error {
			return s.simulateAndReport(c, f, args)
		},
	}
	f.addWorld(c)
	f.addSimulation(c)
	f.addPrecision(c)
	f.addMetrics(c, "those that decide")
	c.Flags().BoolVar(&f.why, "why", false, "say what each response of customers brings, and between two programs who gains and who loses")
	f.addEqualCost(c)
	f.addOutput(c)
	return c
}
