package cmd

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"

	"earnburn/programs"

	"github.com/spf13/cobra"
)

// testFlags are the flags of test.
type testFlags struct {
	scenario, run, format, output string
}

func (s *session) testCommand() *cobra.Command {
	f := &testFlags{}
	c := &cobra.Command{
		Use:     "test FILE...",
		Short:   "Test the rules of programs",
		GroupID: groupWrite,
		Long: `Play what a member buys through the rules of a program and check what that must
come to. A file of tests names the program, by its shipped name or by a path
from the folder of the file.

--format junit writes what pipelines show as tests; github writes annotations,
which GitHub Actions show beside the lines of the file. Both say too which files
cannot be read or played.` + exits(exitFailed, exitInput, exitAccess),
		Example: `  earnburn test tests.yaml
  earnburn test tests/*.yaml --scenario shop.yaml
  earnburn test tests.yaml --run 'silver|gold'
  earnburn test tests/*.yaml --format junit -o tests.xml`,
		Args: atLeast(1, "the files of tests"),
		RunE: func(c *cobra.Command, args []string) error {
			if f.run == "" && c.Flags().Changed("run") {
				return emptyFlag("run")
			}
			return s.test(args, f)
		},
	}
	c.Flags().StringVar(&f.scenario, "scenario", "", "shipped `scenario` or file whose words the tests use (default: the program's own, or retail)")
	c.Flags().StringVar(&f.run, "run", "", "show only cases whose name matches a regular `expression`")
	c.Flags().StringVar(&f.format, "format", "table", "`format`: table, junit or github")
	c.Flags().StringVarP(&f.output, "output", "o", "", "`file` to write; one that exists is replaced; - is stdout (default)")
	completeFlag(c, "scenario", completeScenarios)
	completeFlag(c, "format", cobra.FixedCompletions(testFormats, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// suite is a file of tests that was played, or could not be.
type suite struct {
	file, program string
	results       []programs.CaseResult
	err           error // why it could not be played
}

func (s *session) test(names []string, f *testFlags) error {
	var all, unplayed collector
	chosen, err := pattern(f.run)
	all.add(err)
	if !slices.Contains(testFormats, f.format) {
		all.add(wrongWord("--format", f.format, testFormats))
	}
	world, err := s.worldNamed(f.scenario)
	all.add(err)
	var suites []suite
	known, cases := 0, 0
	for _, name := range names {
		src, err := s.reader.read(s.ctx, name)
		if unplayed.add(err) {
			suites = append(suites, suite{file: name, err: err})
			continue
		}
		t, results, err := s.play(src, world)
		if unplayed.add(err) {
			suites = append(suites, suite{file: src.name, err: err})
			continue
		}
		known += len(results)
		if chosen != nil {
			results = slices.DeleteFunc(results, func(r programs.CaseResult) bool { return !chosen.MatchString(r.Name) })
		}
		cases += len(results)
		suites = append(suites, suite{file: src.name, program: t.Program, results: results})
	}
	broken := unplayed.err()
	if all.err() != nil || broken != nil && f.format == "table" {
		all.add(broken)
		return all.err()
	}
	if cases == 0 && broken == nil {
		return badInput("--run %s: matches the name of none of the %d cases", quoted(f.run), known)
	}
	var inputs []string
	for _, file := range s.reader.files {
		inputs = append(inputs, file.path)
	}
	o, err := s.oneFile(f.output, inputs)
	if err != nil {
		return err
	}
	text, failed, err := renderTests(suites, f.format)
	if err != nil {
		return fmt.Errorf("the tests: %w", err)
	}
	if failed {
		s.doing.code = codeFailed
	}
	if err := s.deliver(o, text); err != nil {
		return err
	}
	return broken // a pipeline has its report, and the exit code is still that of bad input
}

// pattern reads --run; nil is every case.
func pattern(text string) (*regexp.Regexp, error) {
	if text == "" {
		return nil, nil
	}
	p, err := regexp.Compile(text)
	var wrong *syntax.Error
	if errors.As(err, &wrong) {
		return nil, badInput("--run %s: is no regular expression: %s in %s", quoted(text), wrong.Code, quoted(wrong.Expr))
	}
	return p, err
}
