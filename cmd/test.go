package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (s *session) testCommand() *cobra.Command {
	var scenario string
	c := &cobra.Command{
		Use:     "test FILE...",
		Short:   "Test the rules of programs",
		GroupID: groupWrite,
		Long: `Play what a member buys through the rules of a program and check what that must
come to. A file of tests names the program, by its shipped name or by a path
from the folder of the file.` + exits(exitFailed, exitInput, exitAccess),
		Example: `  earnburn test tests.yaml
  earnburn test tests/*.yaml --scenario shop.yaml`,
		Args: atLeast(1, "the files of tests"),
		RunE: func(_ *cobra.Command, args []string) error { return s.test(args, scenario) },
	}
	c.Flags().StringVar(&scenario, "scenario", "", "shipped `scenario` or file whose words the tests use (default: the program's own, or retail)")
	completeFlag(c, "scenario", completeScenarios)
	return c
}

func (s *session) test(names []string, scenario string) error {
	var all collector
	world, err := s.worldNamed(scenario)
	all.add(err)
	var b strings.Builder
	cases, failed := 0, 0
	for _, name := range names {
		src, err := s.reader.read(s.ctx, name)
		if all.add(err) {
			continue
		}
		_, results, err := s.play(src, world)
		if all.add(err) {
			continue
		}
		for _, r := range results {
			cases++
			if len(r.Failures) == 0 {
				fmt.Fprintf(&b, "pass  %s\n", r.Name)
				continue
			}
			failed++
			fmt.Fprintf(&b, "FAIL  %s\n", r.Name)
			for _, f := range r.Failures {
				fmt.Fprintf(&b, "      %s\n", f.Error())
			}
		}
	}
	if err := all.err(); err != nil {
		return err
	}
	if failed > 0 {
		s.doing.code = codeFailed
		fmt.Fprintf(&b, "%d of %d cases failed\n", failed, cases)
	} else {
		fmt.Fprintf(&b, "all %d cases passed\n", cases)
	}
	return s.print("%s", b.String())
}
