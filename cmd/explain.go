package cmd

import (
	"earnburn/programs"
	"earnburn/reports"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"

	"github.com/spf13/cobra"
)

func (s *session) explainCommand() *cobra.Command {
	f := &simulationFlags{}
	c := &cobra.Command{
		Use:     "explain PROGRAM|METRIC|PARAMETER",
		Short:   "Explain a program, a metric or a parameter",
		GroupID: groupAsk,
		Long: `Explain in plain language what a program does, with the arithmetic that needs
no simulation: what it gives and costs, by how much sales must rise to pay for
it, how far the first reward is and who cannot reach it. Or say what a metric
or a parameter of behavior means.` +
			exits(exitInput, exitAccess),
		Example: `  earnburn explain points-400
  earnburn explain mine.yaml --scenario coffee
  earnburn explain break_even_lift
  earnburn explain elasticity`,
		Args: exactlyOne("program, metric or parameter"),
		RunE: func(c *cobra.Command, args []string) error { return s.explain(c, f, args[0]) },
	}
	f.addWorld(c)
	f.addOutput(c)
	return c
}

func (s *session) explain(c *cobra.Command, f *simulationFlags, name string) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	changes, err := f.changes()
	if err != nil {
		return err
	}
	x, err := s.explanation(name, st, changes)
	if err != nil {
		return err
	}
	outputs, err := s.outputs(c, f.output, st, formats)
	if err != nil {
		return err
	}
	return s.write(outputs, x.Write)
}

// explanation finds out what the name means: a file or shipped program first, then a metric, then a parameter.
func (s *session) explanation(name string, st *settings, changes []change) (*reports.Explanation, error) {
	_, shipped := programs.Shipped(name)
	if shipped || isFile(name) {
		return s.explainProgram(name, st, changes)
	}
	if m, ok := metrics.ByName(name); ok {
		return reports.ExplainMetric(m), nil
	}
	p, isParameter := scenarios.ParameterByName(name)
	if !isParameter {
		return nil, unknownTopic(name)
	}
	in, err := s.load(nil, st, changes)
	if err != nil {
		return nil, err
	}
	return reports.ExplainParameter(in.world, p), nil
}

func (s *session) explainProgram(name string, st *settings, changes []change) (*reports.Explanation, error) {
	in, err := s.load([]string{name}, st, changes)
	if err != nil {
		return nil, err
	}
	p := in.arms[0].Program
	facts, err := in.world.Arithmetic(p)
	if err != nil {
		return nil, err
	}
	x := &reports.Explanation{Name: p.Name, Kind: "program", Title: p.Title, Text: p.Describe()}
	x.AddFacts(facts)
	return x, nil
}

// unknownTopic says which names there are.
func unknownTopic(name string) error {
	known := append(programs.Names(), metrics.Names()...)
	for p := range scenarios.NumParameters {
		known = append(known, p.String())
	}
	return badInput("%s", suggest("there is no program, metric or parameter "+quoted(name), name, known, `"earnburn list" names programs and metrics`))
}
