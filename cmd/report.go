package cmd

import (
	"earnburn/reports"

	"github.com/spf13/cobra"
)

func (s *session) reportCommand() *cobra.Command {
	f := &simulationFlags{}
	c := &cobra.Command{
		Use:     "report RESULT.json",
		Short:   "Print a saved result without simulating",
		GroupID: groupAsk,
		Long: `Print a result that compare or run wrote as JSON, in any format: byte for byte
what the command would have printed then. - is stdin.` + exits(exitInput, exitAccess),
		Example: `  earnburn compare discount-5 bonus-5 -o result.json
  earnburn report result.json
  earnburn report result.json --format markdown
  earnburn report - -o numbers.csv < result.json`,
		Args: exactlyOne("saved result"),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := s.settings(c.Flags())
			if err != nil {
				return err
			}
			var all collector
			report, _, err := s.saved(args[0])
			all.add(err)
			outputs, err := s.outputs(c, f.output, st, formats)
			all.add(err)
			if err := all.err(); err != nil {
				return err
			}
			return s.write(outputs, report.Write)
		},
	}
	f.addOutput(c)
	return c
}

// saved reads a result that was written as JSON, and where it comes from.
func (s *session) saved(name string) (*reports.Report, source, error) {
	file, err := s.reader.readUpTo(s.ctx, name, reports.MaxSize)
	if err != nil {
		return nil, file, err
	}
	r, err := reports.Read(file.name, file.data)
	return r, file, err
}
