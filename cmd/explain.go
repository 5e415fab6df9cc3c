package cmd

import (
	"path/filepath"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/programs"
	"earnburn/reports"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

func (s *session) explainCommand() *cobra.Command {
	f := &simulationFlags{}
	c := &cobra.Command{
		Use:     "explain NAME...",
		Short:   "Explain a program, a scenario, a metric or a parameter",
		GroupID: groupAsk,
		Long: `Explain in plain language what a program does, with the arithmetic that needs
no simulation: what it gives and costs, by how much sales must rise to pay for
it, how far the first reward is and who cannot reach it, who reaches its levels,
and, where its rules change, who gains and who loses by that. Or say what world
a scenario is, or what a metric or a parameter of behavior means. A metric goes
by its name or by the title that reports print.` +
			exits(exitInput, exitAccess),
		Example: `  earnburn explain points-400
  earnburn explain mine.yaml --scenario coffee
  earnburn explain coffee
  earnburn explain break_even_lift "Burn rate, in the end"
  earnburn explain elasticity churn_hazard_ratio`,
		Args:              atLeast(1, "a program, a scenario, a metric or a parameter"),
		ValidArgsFunction: completeTopics,
		RunE:              func(c *cobra.Command, args []string) error { return s.explain(c, f, args) },
	}
	f.addWorld(c)
	f.addOutput(c)
	return c
}

func (s *session) explain(c *cobra.Command, f *simulationFlags, names []string) error {
	st, err := s.settings(c.Flags())
	if err != nil {
		return err
	}
	changes, err := f.changes()
	if err != nil {
		return err
	}
	var list reports.Explanations
	var all collector
	for _, name := range names {
		x, err := s.explanation(name, st, changesFor(name, names, changes))
		if !all.add(err) {
			list = append(list, x)
		}
	}
	if err := all.err(); err != nil {
		return err
	}
	outputs, err := s.outputs(c, f.output, st, formats)
	if err != nil {
		return err
	}
	return s.write(outputs, list.Write)
}

// changesFor leaves out changes of other programs that are explained in the same breath.
func changesFor(name string, names []string, changes []scenarios.Override) []scenarios.Override {
	called := func(argument string) string {
		return strings.TrimSuffix(strings.TrimSuffix(filepath.Base(argument), ".yaml"), ".yml")
	}
	var list []scenarios.Override
	for _, c := range changes {
		_, own := study.Within(c.Path, called(name))
		others := slices.ContainsFunc(names, func(other string) bool {
			_, theirs := study.Within(c.Path, called(other))
			return theirs
		})
		if own || !others {
			list = append(list, c)
		}
	}
	return list
}

// explanation finds out what the name means: a file, a shipped program or scenario, a metric by name or title, a parameter.
func (s *session) explanation(name string, st *settings, changes []scenarios.Override) (*reports.Explanation, error) {
	_, program := programs.Shipped(name)
	_, scenario := scenarios.Shipped(name)
	switch {
	case scenario || isFile(name) && s.holdsScenario(name):
		own := *st
		own.Scenario = name
		in, err := s.load(nil, &own, changes)
		if err != nil {
			return nil, err
		}
		return reports.ExplainScenario(in.world), nil
	case program || isFile(name):
		return s.explainProgram(name, st, changes)
	}
	if m, ok := metricCalled(name); ok {
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

// holdsScenario reports whether a file says that it is a scenario. What cannot be read is left to those who say why.
func (s *session) holdsScenario(name string) bool {
	if name == "-" {
		return false
	}
	src, err := s.reader.read(s.ctx, name)
	if err != nil {
		return false
	}
	d, err := document.Parse(src.name, src.data)
	return err == nil && d.Header() == scenarioHeader
}

// metricCalled finds a metric by its name or by the title in reports, in any case.
func metricCalled(name string) (*metrics.Metric, bool) {
	name = strings.TrimSpace(name)
	for _, m := range metrics.Every() {
		if strings.EqualFold(m.Name, name) || strings.EqualFold(m.Title, name) {
			return m, true
		}
	}
	return nil, false
}

func (s *session) explainProgram(name string, st *settings, changes []scenarios.Override) (*reports.Explanation, error) {
	in, err := s.load([]string{name}, st, changes)
	if err != nil {
		return nil, err
	}
	if len(in.arms) == 0 {
		return nil, unknownTopic(name)
	}
	p := in.arms[0].Program
	basis := "the program's home"
	switch {
	case st.Scenario != "":
		basis = "as asked for"
	case p.Scenario == "":
		basis = "because the program has no home scenario; --scenario chooses another"
	}
	return reports.ExplainProgram(in.world, p, basis)
}

// topics are all names that can be explained.
func topics() []string {
	return slices.Concat(programs.Names(), scenarios.Names(), metrics.Names(), parameterNames())
}

// unknownTopic says which names there are.
func unknownTopic(name string) error {
	known, within := topics(), []string{}
	for _, m := range metrics.Every() {
		known = append(known, m.Title)
		if word := strings.ToLower(name); len(word) > 2 && (strings.Contains(m.Name, word) || strings.Contains(strings.ToLower(m.Title), word)) {
			within = append(within, m.Name)
		}
	}
	if len(within) > 0 {
		return badInput("there is no program, scenario, metric or parameter %s, but %s", quoted(name), english.Joined(within))
	}
	return badInput("%s", suggest("there is no program, scenario, metric or parameter "+quoted(name), name, known, `"earnburn list" names programs, scenarios and metrics`))
}
