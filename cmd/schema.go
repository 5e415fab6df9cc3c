package cmd

import (
	"fmt"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/limits"

	"github.com/spf13/cobra"
)

// kind is a kind of file with a schema.
type kind struct {
	name string
	of   any
}

// kinds are the kinds of files with a schema, in the order of the manual.
var kinds = []kind{{"program", programs.Program{}}, {"scenario", scenarios.Definition{}}, {"rules-test", programs.Test{}}, {"limits", limits.File{}}}

// schemaFile is where a file written by init expects its schema.
const schemaFile = "earnburn.schema.json"

func (s *session) schemaCommand() *cobra.Command {
	var output string
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	c := &cobra.Command{
		Use:     "schema [program|scenario|rules-test|limits]",
		Short:   "Write the JSON Schema of the files, for editors",
		GroupID: groupWrite,
		Long: `Write the JSON Schema (draft 2020-12) of programs, scenarios, tests of rules
and limits. With it an editor completes keys, explains them, and marks mistakes as you type.
One schema serves all files, or name one kind.

Files written by "earnburn init" look for ` + schemaFile + ` in their own
folder. To any other file, add the first line that those have. What fits together
across keys and files is beyond a schema: "earnburn validate" checks it.` + exits(exitInput, exitAccess),
		Example: `  earnburn schema -o earnburn.schema.json
  earnburn schema program`,
		Args:      cobra.ArbitraryArgs,
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError(c, "name one kind of file, or none for all (got %d)", len(args))
			}
			var of []any
			for _, k := range kinds {
				if len(args) == 0 || args[0] == k.name {
					of = append(of, k.of)
				}
			}
			if of == nil {
				return wrongWord("schema", args[0], names)
			}
			text, err := document.Schema(of...)
			if err != nil {
				return fmt.Errorf("the schema: %w", err)
			}
			f, err := s.oneFile(output, nil)
			if err != nil {
				return err
			}
			return s.deliver(f, text)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "`file` to write; one that exists is replaced; - is stdout (default)")
	return c
}
