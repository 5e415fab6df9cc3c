package cmd

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/limits"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
)

func (s *session) validateCommand() *cobra.Command {
	var scenario string
	var strict bool
	c := &cobra.Command{
		Use:     "validate FILE...",
		Short:   "Check programs, scenarios, tests of rules and limits",
		GroupID: groupWrite,
		Long: `Check files without simulating: what is written in them, and whether the parts
fit together. All errors of all files are shown at once.

A program is also checked against the words of a scenario (its categories,
means of payment and currency): the one given with --scenario, or else the one
the program names as its home, or else retail, if it fits.

A warning is something odd that can still be simulated. With --strict it counts
as an error, as a pipeline may want it.` + exits(exitStrict, exitInput, exitAccess),
		Example: `  earnburn validate mine.yaml
  earnburn validate mine.yaml shop.yaml tests.yaml --scenario shop.yaml
  earnburn validate mine.yaml --scenario shop.yaml --strict`,
		Args:              atLeast(1, "the files to check"),
		ValidArgsFunction: completePrograms,
		RunE:              func(_ *cobra.Command, args []string) error { return s.validate(args, scenario, strict) },
	}
	c.Flags().StringVar(&scenario, "scenario", "", "shipped `scenario` or file whose words programs may use")
	c.Flags().BoolVar(&strict, "strict", false, "count warnings as errors")
	completeFlag(c, "scenario", completeScenarios)
	return c
}

// verdict is what a file is that can be used, and what is odd about it.
type verdict struct {
	file, what string
	warnings   []scenarios.Warning
}

func (s *session) validate(names []string, scenario string, strict bool) error {
	var all collector
	world, err := s.worldNamed(scenario)
	all.add(err)
	var verdicts []verdict
	for _, name := range names {
		src, err := s.inputSource(name)
		if all.add(err) {
			continue
		}
		v, err := guarded(src.name, s.doing, func() (verdict, error) { return s.validateOne(src, world) })
		if !all.add(err) {
			verdicts = append(verdicts, v)
		}
	}
	if err := all.err(); err != nil {
		return err
	}
	var b strings.Builder
	odd := 0
	for _, v := range verdicts {
		mark, word := "ok", "warning"
		if strict && len(v.warnings) > 0 {
			odd++
			mark, word = "FAIL", "error"
		}
		fmt.Fprintf(&b, "%s  %s: %s\n", mark, v.file, v.what)
		for _, w := range v.warnings {
			fmt.Fprintf(&b, "    %s: %s\n", word, w.String())
		}
	}
	if odd > 0 {
		s.doing.code = codeFailed
		fmt.Fprintf(&b, "%d of %d files failed: with --strict, warnings are errors\n", odd, len(verdicts))
	}
	return s.print("%s", b.String())
}

// worldNamed reads a scenario by name or path, as written; nil if no name is given.
func (s *session) worldNamed(name string) (*scenarios.World, error) {
	if name == "" {
		return nil, nil
	}
	src, err := s.scenarioSource(name)
	if err != nil {
		return nil, err
	}
	return scenarios.Load(src.name, src.data, nil)
}

// guarded turns a panic over one file into an error, so that what is wrong with other files is still said.
func guarded[T any](file string, doing *occupation, check func() (T, error)) (result T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &failure{codeInternal, mishap(doing.regret(fmt.Sprintf("%s: %v", file, r)))}
		}
	}()
	return check()
}

// inputSource reads a file, or something shipped.
func (s *session) inputSource(name string) (source, error) {
	if !isFile(name) {
		if data, ok := scenarios.Shipped(name); ok {
			return source{name: name + ".yaml (shipped)", data: data}, nil
		}
	}
	return s.programSource(name)
}

// The first keys of the files there are.
const (
	programHeader  = "program/v1"
	scenarioHeader = "scenario/v1"
	testHeader     = "rules-test/v1"
	limitsHeader   = "limits/v1"
)

// validateOne checks one file and says what it is.
func (s *session) validateOne(src source, world *scenarios.World) (verdict, error) {
	v := verdict{file: src.name}
	d, err := document.Parse(src.name, src.data)
	if err != nil {
		return v, err
	}
	switch d.Header() {
	case programHeader:
		v.what, v.warnings, err = s.validateProgram(src, d, world)
		return v, err
	case scenarioHeader:
		w, err := scenarios.Load(src.name, src.data, nil)
		if err != nil {
			return v, err
		}
		v.what, v.warnings = "scenario "+w.Name, w.Warnings()
		return v, s.limitsFit(w.Limits, w, nil)
	case testHeader:
		t, results, err := s.play(src, world)
		if err != nil {
			return v, err
		}
		v.what = fmt.Sprintf("%d cases for the rules of %s", len(results), t.Program)
		return v, nil
	case limitsHeader:
		list, err := limits.ParseFile(src.name, src.data)
		if err != nil {
			return v, err
		}
		v.what = english.Many(len(list), "limit")
		return v, s.limitsFit(list, world, nil)
	}
	var problems document.Problems
	known := english.Either([]string{programHeader, scenarioHeader, testHeader, limitsHeader})
	if h := d.Header(); h != "" {
		problems.Add(d.At("earnburn"), "earnburn", "must be %s (got %s)", known, quoted(h))
	} else {
		problems.Add(d.At(""), "", `missing key "earnburn"; the first line says what the file is: %s`, known)
	}
	return v, problems.Err()
}

func (s *session) validateProgram(src source, d *document.Document, world *scenarios.World) (what string, warnings []scenarios.Warning, err error) {
	p, err := programs.FromDocument(d)
	if err == nil {
		err = study.NotBaseline(d, p.Name)
	}
	var stated []limits.Limit
	if err == nil {
		stated, err = limits.Of(d)
	}
	if err != nil {
		return "", nil, err
	}
	if world == nil && p.Scenario != "" {
		if world, err = s.home(p.Scenario, filepath.Dir(src.path), d.At("scenario")); err != nil {
			return "", nil, err
		}
	}
	if world != nil {
		if warnings, err = world.Foresee(p); err == nil {
			err = s.limitsFit(stated, world, p)
		}
		return "program " + p.Name, warnings, err
	}
	// A program without a home is judged where it would be simulated, unless it is written for another world.
	if world, err = s.worldNamed(defaultScenario); err != nil {
		return "", nil, err
	}
	if warnings, err = world.Foresee(p); err != nil {
		why, _, _ := strings.Cut(err.Error(), "\n")
		return fmt.Sprintf("program %s; it does not fit scenario %s, so give --scenario for warnings (%s)", p.Name, world.Name, why), nil, nil
	}
	return fmt.Sprintf("program %s, as in scenario %s", p.Name, world.Name), warnings, s.limitsFit(stated, nil, p)
}

// anyProgram stands for the programs that limits outside of a program's file bind, of which there is one of each kind.
const anyProgram = "earnburn: program/v1\nname: any-program\npoints: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 1}}], expire: {after: 12 months}}\n"

// limitsFit finds what is wrong with limits as far as that can be told without the programs of a check: of a program those that speak of it alone, and
// otherwise those that speak of no program by name and no tier; without a world, no segment and no month.
func (s *session) limitsFit(list []limits.Limit, world *scenarios.World, p *programs.Program) error {
	parts := world != nil
	own := p != nil
	var err error
	if !own {
		if p, err = programs.Parse("any program", []byte(anyProgram)); err != nil {
			return err
		}
	}
	if !parts {
		if world, err = s.worldNamed(defaultScenario); err != nil {
			return err
		}
	}
	here := func(name string) bool { return name == "" || name == simulate.Baseline || own && name == p.Name }
	list = slices.DeleteFunc(slices.Clone(list), func(l limits.Limit) bool {
		return l.Change != limits.NoChange || !here(l.Arm) || !here(l.Against) || !own && l.Tier != "" || !parts && (l.Segment != "" || l.Month > 0)
	})
	if len(list) == 0 {
		return nil
	}
	frame, err := study.Frame(world, []simulate.Arm{{Name: p.Name, Program: p}}, study.FewestDraws, nil)
	if err != nil {
		return err
	}
	_, err = frame.Cases(list)
	return err
}

// home reads the scenario that a program names.
func (s *session) home(name, folder string, at document.Position) (*scenarios.World, error) {
	l := &loader{session: s, settings: &settings{}, homes: []home{{scenario: name, at: at, folder: folder}}}
	in := study.Inputs{Scenario: l.scenario()}
	if err := l.all.err(); err != nil {
		return nil, err
	}
	return in.World(nil)
}

// play runs a file of rule tests: the program it names, in its home world or the given one.
func (s *session) play(src source, world *scenarios.World) (*programs.Test, []programs.CaseResult, error) {
	t, err := programs.ParseTest(src.name, src.data)
	if err != nil {
		return nil, nil, err
	}
	results, err := t.Run(func(name string) (*programs.Program, programs.Vocabulary, error) {
		return s.testedProgram(name, filepath.Dir(src.path), world)
	})
	return t, results, err
}

// testedProgram finds a program as a file of tests names it: shipped, or a path from the folder of that file.
func (s *session) testedProgram(name, folder string, world *scenarios.World) (*programs.Program, programs.Vocabulary, error) {
	path := name
	if isFile(name) && !filepath.IsAbs(name) {
		path = filepath.Join(folder, name)
	}
	src, err := s.programSource(path)
	if err != nil {
		return nil, programs.Vocabulary{}, err
	}
	if isFile(name) {
		src.name = name
	}
	p, err := programs.Parse(src.name, src.data)
	if err != nil {
		return nil, programs.Vocabulary{}, err
	}
	if world == nil {
		home := p.Scenario
		if home == "" {
			home = defaultScenario
		}
		if world, err = s.home(home, filepath.Dir(src.path), p.Document().At("scenario")); err != nil {
			return nil, programs.Vocabulary{}, err
		}
	}
	v := world.Vocabulary()
	if _, convertible := v.Exchange[p.Currency]; convertible || p.Scenario == "" {
		v.Currency = "" // the rules are tested, in the program's own currency, not the world
	}
	return p, v, nil
}
