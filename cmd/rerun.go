package cmd

import (
	"bytes"
	"fmt"

	"earnburn/internal/english"
	"earnburn/reports"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

func (s *session) rerunCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:     "rerun RESULT.json",
		Short:   "Compute a saved result again and say whether it is the same",
		GroupID: groupAsk,
		Long: `Simulate again what compare or run wrote as JSON, from the inputs, the seed and
the settings in it, write the new result as JSON, and say whether it is the given
one. The same build gives the same bytes; another build or processor may round
differently. Files are not read again: the places in warnings are those of the
given result.` + exits(exitChanged, exitInput, exitAccess, exitMemory, exitNothing),
		Example: `  earnburn compare discount-5 bonus-5 -o result.json
  earnburn rerun result.json -o again.json
  earnburn rerun - < result.json > again.json`,
		Args: exactlyOne("saved result"),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := s.settings(c.Flags())
			if err != nil {
				return err
			}
			return s.rerun(args[0], to, st)
		},
	}
	c.Flags().String("threads", "", "`number` of processors to use (default: all); changes no result")
	c.Flags().StringVarP(&to, "output", "o", "", "`file` to write the JSON to; one that exists is replaced; - is stdout (default)")
	return c
}

func (s *session) rerun(name, to string, st *settings) error {
	var all collector
	threads, err := st.threads()
	all.add(err)
	saved, file, err := s.saved(name)
	all.add(err)
	var inputs []string
	for _, file := range s.reader.files {
		inputs = append(inputs, file.path)
	}
	o, err := s.oneFile(to, inputs)
	all.add(err)
	if err := all.err(); err != nil {
		return err
	}
	sim, err := again(saved, threads)
	if err != nil {
		return badInput("%s: %w", quoted(file.name), err)
	}
	if err := s.checkMemory(sim); err != nil {
		return err
	}
	s.doing.seed, s.doing.inputs = fmt.Sprint(saved.Scenario.Seed), saved.InputsSHA256
	report, err := s.compute(sim)
	if err != nil {
		return err
	}
	if s.doing.code != codeFine {
		complain(s.system.stderr, fmt.Sprintf("earnburn: interrupted after %s; nothing was compared or written", english.Many(report.Scenario.Sample, "customer")))
		return nil
	}
	report.Place(saved)
	same, verdict, err := report.Reproduces(saved, file.data)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := report.JSON(&text); err != nil {
		return err
	}
	if err := s.deliver(o, text.Bytes()); err != nil {
		return err
	}
	complain(s.system.stderr, quoted(file.name)+": "+verdict)
	if !same {
		s.doing.code = codeFailed
	}
	return nil
}

// again is the simulation that a saved result came from.
func again(saved *reports.Report, threads int) (*simulation, error) {
	o, err := saved.Options()
	if err != nil {
		return nil, err
	}
	c, err := saved.Case()
	if err != nil {
		return nil, err
	}
	o.Threads = threads
	sim := &simulation{inputs: &inputs{world: c.World, arms: c.Arms}, command: saved.Settings.Command, options: o, draws: study.Usual, why: saved.Settings.Why, scaled: saved.Scaled()}
	sim.draws.Draws, sim.draws.Threads = saved.Settings.Draws, threads
	for _, name := range saved.Settings.Metrics {
		if m, ok := metrics.ByName(name); ok {
			sim.metrics = append(sim.metrics, m)
		}
	}
	return sim, nil
}
