package cmd

import (
	"fmt"

	"earnburn/internal/english"
	"earnburn/simulate"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

// addPrecision adds the flags that let customers be added until errors are small enough.
func (f *simulationFlags) addPrecision(c *cobra.Command) {
	c.Flags().StringVar(&f.precision, "precision", "", "add customers until half the interval of each net margin impact is at most a `share` of it, as 1%, or percentage points of the margin, as 0.1pp")
	f.addBudget(c)
}

// addBudget adds the flag that bounds how many customers are added.
func (f *simulationFlags) addBudget(c *cobra.Command) {
	c.Flags().StringVar(&f.budget, "budget", "", "`number` of customers at the most (default: 16 times those simulated first)")
}

// timesFirst is by how many times a simulation that adds customers may exceed those it begins with.
const timesFirst = 16

// most is how many customers there may be, of a simulation that begins with so many.
func (f *simulationFlags) most(first int) (int, error) {
	if f.budget == "" {
		return max(first, min(timesFirst*first, maxSample)), nil
	}
	st := &settings{origin: map[string]string{}} // which knows how numbers are read
	n, err := st.wholeNumber("budget", f.budget, 1, maxSample)
	if err == nil && n < first {
		err = badInput("--budget: must not be below the customers simulated first, %s (got %s); that is --sample", english.Group(float64(first), 0), f.budget)
	}
	return n, err
}

// goal is the precision that was asked for; nil if none was.
func (f *simulationFlags) goal(c *cobra.Command) (*study.Precision, error) {
	switch {
	case f.precision != "":
	case c.Flags().Changed("precision"):
		return nil, emptyFlag("precision")
	case f.budget != "" && c.Flags().Lookup("precision") != nil:
		return nil, badInput("--budget: goes with --precision, for which customers are added")
	default:
		return nil, nil
	}
	p, err := study.ParsePrecision(f.precision)
	if err != nil {
		return nil, badInput("--precision: %s", err)
	}
	return &p, nil
}

// refine adds customers until the goal is reached. If it is not, the exit code says so and stderr what it would take; the report is printed all the same.
func (s *session) refine(sim *simulation, result *simulate.Result) error {
	if sim.goal == nil || result.Partial {
		return nil
	}
	short, err := sim.goal.Refine(s.ctx, result, sim.budget)
	if err != nil || result.Partial {
		return err
	}
	for _, x := range short {
		s.doing.code = codeUndecided
		text := "it has no interval: " + x.Missing
		if x.Missing == "" {
			unit := "percentage points"
			if sim.goal.Relative {
				unit = "%"
			}
			text = fmt.Sprintf("half its interval is %s %s", digits(2, 100*x.Half), unit)
		}
		if x.Enough > 0 && x.Enough <= maxSample {
			text += fmt.Sprintf("; about %s would do: --budget %.0f", english.Many(int(x.Enough), "customer"), x.Enough)
		}
		complain(s.system.stderr, fmt.Sprintf("earnburn: the precision is not reached for %s with %s: %s", x.Program, english.Many(result.Done, "customer"), text))
	}
	return nil
}
