package cmd

import (
	"github.com/spf13/cobra"
)

func (s *session) runCommand() *cobra.Command {
	f := &simulationFlags{why: true, depth: true}
	c := &cobra.Command{
		Use:     "run [NAME=]PROGRAM",
		Short:   "Report on one program in depth",
		GroupID: groupAsk,
		Long: `Simulate one program beside none and report all metrics, where the impact comes
from, by segment and by month.` +
			exits(exitInput, exitAccess, exitPrecision, exitRun),
		Example: `  earnburn run bonus-5
  earnburn run mine.yaml --scenario fashion --metrics net_margin_impact,burn_rate,nps_change
  earnburn run bonus-5 -o report.md -o numbers.csv`,
		Args:              exactlyOne("program"),
		ValidArgsFunction: completePrograms,
		RunE: func(c *cobra.Command, args []string) error {
			return s.simulateAndReport(c, f, args)
		},
	}
	f.addWorld(c)
	f.addSimulation(c)
	f.addPrecision(c)
	f.addMetrics(c, "all")
	f.addOutput(c)
	return c
}
