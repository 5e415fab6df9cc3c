package cmd

import (
	"runtime"

	"earnburn/reports"
	"earnburn/simulate"

	"github.com/spf13/cobra"
)

func (s *session) traceCommand() *cobra.Command {
	f := &simulationFlags{}
	var customer string
	c := &cobra.Command{
		Use:     "trace [NAME=]PROGRAM...",
		Short:   "Follow one customer purchase by purchase",
		GroupID: groupAsk,
		Long: `Show what one customer does without a program and with it: each purchase with
balance, perceived discount D, utility u and decision. The numbers are those
the customer has in compare and run with the same seed.` + exits(exitInput, exitAccess),
		Example: `  earnburn trace bonus-5 --customer 17
  earnburn trace points-tiers --customer 3 --months 12 --format csv`,
		Args:              atLeast(1, "the program to follow a customer in"),
		ValidArgsFunction: completePrograms,
		RunE: func(c *cobra.Command, args []string) error {
			sim, err := s.prepare(c, f, args, formats)
			if err != nil {
				return err
			}
			st := &settings{}
			number, err := st.wholeNumber("customer", customer, 0, maxSample)
			if err != nil {
				return err
			}
			traced, err := simulate.Trace(sim.world, sim.arms, sim.options, number)
			if err != nil {
				return err
			}
			build := reports.Build{Version: buildVersion(), Go: runtime.Version(), Arch: runtime.GOARCH}
			trace := &reports.Trace{Traced: traced, Currency: sim.world.Currency, Build: build, Seed: sim.options.Seed}
			return s.write(sim.outputs, trace.Write)
		},
	}
	f.addWorld(c)
	c.Flags().StringVar(&customer, "customer", "0", "`number` of the customer, from 0")
	c.Flags().String("seed", "1", "where random numbers begin: a whole `number` or random")
	f.addOutput(c)
	return c
}
