package cmd

import (
	"strings"

	"earnburn/reports"

	"github.com/spf13/cobra"
)

func (s *session) diffCommand() *cobra.Command {
	f := &simulationFlags{}
	var arms []string
	c := &cobra.Command{
		Use:     "diff A.json B.json",
		Short:   "Compare two saved results",
		GroupID: groupAsk,
		Long: `Compare two results that compare or run wrote as JSON: what was changed in their
inputs, and by how much the metrics of each arm differ, B minus A. Nothing is
simulated.

With the same --seed and --sample both have the same customers, and differences
are those of pairs: small ones can be told. Otherwise the squares of their
errors add up. Arms are matched by name; --arms pairs those that are called differently.` + exits(exitInput, exitAccess),
		Example: `  earnburn compare bonus-5 -o before.json
  earnburn compare bonus-5 --set 'programs.bonus-5.points.earn[0].points=7' -o after.json
  earnburn diff before.json after.json
  earnburn diff before.json after.json --format markdown
  earnburn diff result.json result.json --arms discount-5=bonus-5`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError(c, "name the two saved results to compare (got %d)", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return s.diff(c, f, arms, args[0], args[1]) },
	}
	c.Flags().StringSliceVar(&arms, "arms", nil, "compare an `arm` of A with one of another name in B: A=B; repeatable")
	f.addMetrics(c, "those that decide")
	f.addOutput(c)
	return c
}

func (s *session) diff(c *cobra.Command, f *simulationFlags, arms []string, nameA, nameB string) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	var all collector
	o := reports.DiffOptions{Arms: map[string]string{}}
	for _, text := range arms {
		a, b, ok := strings.Cut(text, "=")
		if _, twice := o.Arms[a]; !ok || a == "" || b == "" {
			all.add(badInput("--arms %s: must be A=B, an arm of the first result and one of the second", quoted(text)))
		} else if twice {
			all.add(badInput("--arms %s: %s is given twice", quoted(text), quoted(a)))
		}
		o.Arms[a] = b
	}
	o.Metrics, err = f.chosenMetrics(c.Flags())
	all.add(err)
	a, fileA, err := s.saved(nameA)
	all.add(err)
	b, fileB, err := s.saved(nameB)
	all.add(err)
	outputs, err := s.outputs(c, f.output, st, formats)
	all.add(err)
	if err := all.err(); err != nil {
		return err
	}
	o.NameA, o.NameB = quoted(fileA.name), quoted(fileB.name)
	d, err := reports.NewDiff(a, b, o)
	if err != nil {
		return badInput("%w", err)
	}
	return s.write(outputs, d.Write)
}
