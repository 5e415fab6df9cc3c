package cmd

import (
	"fmt"

	"earnburn/reports"
	"earnburn/scenarios"
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
what went on in the customer's mind. The numbers are those the customer has in
compare and run with the same seed.

Columns:
    arm         none or the program; purchase: its number in that arm, 0 for others
    date        when; time (in the table: day) counts days from the start
    basket      list price of the purchase; paid: after discounts and rewards
    balance     points held afterwards; level: of membership
    d           perceived discount on the way to the purchase: what the program
                seems worth to this customer, as a share of the price
    u           utility of ordering that follows from d and all other effects
    q           by how much u speeds up the customer's clock and baskets; 1: not
    b           the part of q that goes into the size of the basket
    hazard      the rate of leaving as a multiple of that without a program
    offered     face value of the reward that could be had
    chance      probability of taking it; took: whether it was taken
    what        what happened: purchase, joined, redeemed, expired, ...` + exits(exitInput, exitAccess),
		Example: `  earnburn trace bonus-5 --customer 17
  earnburn trace points-tiers --customer 3 --months 12 --format csv`,
		Args:              atLeast(1, "the program to follow a customer in"),
		ValidArgsFunction: completePrograms,
		RunE: func(c *cobra.Command, args []string) error {
			sim, err := s.prepare(c, f, args, formats)
			if err != nil {
				return err
			}
			number, err := customerNumber(customer, sim.world)
			if err != nil {
				return err
			}
			traced, err := simulate.Trace(sim.world, sim.arms, sim.options, number)
			if err != nil {
				return err
			}
			trace := &reports.Trace{Traced: traced, Currency: sim.world.Currency, Build: thisBuild(), Seed: sim.options.Seed}
			return s.write(sim.outputs, trace.Write)
		},
	}
	f.addWorld(c)
	c.Flags().StringVar(&customer, "customer", "0", "`number` of the customer, from 0")
	c.Flags().String("seed", "1", "where random numbers begin: a whole `number` or random")
	f.addOutput(c)
	return c
}

// customerNumber reads the number of a customer whom the world has.
func customerNumber(text string, w *scenarios.World) (int, error) {
	last := int(min(w.Customers-1, maxSample))
	number, err := (&settings{}).wholeNumber("customer", text, 0, last)
	if err != nil && last < maxSample {
		err = fmt.Errorf("%w; scenario %s has %d customers", err, w.Name, w.Customers)
	}
	return number, err
}
