package cmd

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// session is one command while it runs.
type session struct {
	ctx    context.Context
	system *system
	out    *checkedWriter // stdout
	doing  *occupation
	reader *reader

	scenarios map[string]*document.Document // read so far, by what they were called
}

// The groups of commands in the help.
const (
	groupAsk   = "ask"
	groupWrite = "write"
	groupMore  = "more"
)

// execute runs the command that the arguments name.
func execute(ctx context.Context, s *system, out *checkedWriter, doing *occupation) error {
	session := &session{ctx: ctx, system: s, out: out, doing: doing, reader: &reader{system: s}}
	root := session.root()
	root.SetArgs(s.args)
	root.SetIn(s.stdin)
	root.SetOut(out)
	root.SetErr(s.stderr)
	return root.ExecuteContext(ctx)
}

func (s *session) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "earnburn",
		Short: "Say what a loyalty program earns",
		Long: `Earnburn simulates the same customers with and without a loyalty program and
says what the program earns, what it costs and why. Programs and scenarios are
YAML files; some are shipped and have plain names.`,
		Example: `  earnburn compare discount-5 bonus-5
  earnburn init program > mine.yaml
  earnburn compare mine.yaml discount-5 --scenario coffee`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.ArbitraryArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return s.unknownCommand(c, args[0])
			}
			return c.Help()
		},
	}
	root.AddGroup(
		&cobra.Group{ID: groupAsk, Title: "Ask:"},
		&cobra.Group{ID: groupWrite, Title: "Write and check files:"},
		&cobra.Group{ID: groupMore, Title: "More:"},
	)
	root.AddCommand(
		s.compareCommand(), s.runCommand(), s.whatifCommand(), s.sensitivityCommand(), s.breakevenCommand(), s.checkCommand(), s.optimizeCommand(),
		s.reportCommand(), s.diffCommand(), s.rerunCommand(),
		s.explainCommand(), s.traceCommand(), s.listCommand(),
		s.initCommand(), s.validateCommand(), s.testCommand(), s.schemaCommand(),
		s.selftestCommand(), s.versionCommand(), s.completionCommand(root),
	)
	root.Version = buildVersion()
	root.SetVersionTemplate(versionLine())
	root.SetHelpCommand(s.helpCommand(root))
	root.SetHelpCommandGroupID(groupMore)
	root.SetFlagErrorFunc(flagError)
	return root
}

// unknownCommand says what the first argument may have meant.
func (s *session) unknownCommand(root *cobra.Command, word string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	slices.Sort(names)
	return badInput("earnburn: %s\nusage: earnburn COMMAND; there are %s", suggest(fmt.Sprintf("there is no command %q", word), word, names, ""), strings.Join(names, ", "))
}

// helpCommand is the help as a command, with an error for what it does not know.
func (s *session) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		GroupID: groupMore,
		Example: "  earnburn help compare",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 && c == root {
				return s.unknownCommand(root, rest[0])
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
	}
}

// usageError is bad input together with how the command is used.
func usageError(c *cobra.Command, format string, args ...any) error {
	return badInput("%s: %s\nusage: %s; see \"%s --help\"", c.CommandPath(), fmt.Sprintf(format, args...), c.UseLine(), c.CommandPath())
}

var (
	unknownFlag  = regexp.MustCompile(`^unknown flag: --(.*)$`)
	invalidValue = regexp.MustCompile(`^invalid argument (".*") for "(.*)" flag: .*$`)
)

// flagError puts the flag library's errors into our words.
func flagError(c *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	text := err.Error()
	if m := unknownFlag.FindStringSubmatch(text); m != nil {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		text = fmt.Sprintf("unknown flag --%s", m[1])
		if near, ok := document.Nearest(m[1], names); ok {
			text += fmt.Sprintf("; did you mean --%s?", near)
		}
	} else if m := invalidValue.FindStringSubmatch(text); m != nil {
		text = fmt.Sprintf("%s cannot be %s", m[2], m[1])
	}
	return usageError(c, "%s", text)
}

// noArguments refuses arguments.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError(c, "takes no arguments (got %s)", quoted(args[0]))
	}
	return nil
}

// atLeast demands arguments.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usageError(c, "name %s", what)
		}
		return nil
	}
}

// exactlyOne demands one argument.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError(c, "name exactly one %s (got %d)", what, len(args))
		}
		return nil
	}
}

// print writes to stdout.
func (s *session) print(format string, args ...any) error {
	if _, err := fmt.Fprintf(s.out, format, args...); err != nil {
		return noAccess("cannot write to stdout: %w", cause(err))
	}
	return nil
}

// wrongWord says that a value is not among the possible ones.
func wrongWord(origin, word string, known []string) error {
	return badInput("%s", suggest(fmt.Sprintf("%s: must be %s (got %s)", origin, english.Either(known), quoted(word)), word, known, ""))
}

// suggest adds to a message what a word may have meant, and a last sentence.
func suggest(text, word string, known []string, rest string) string {
	near, ok := document.Nearest(word, known)
	switch {
	case ok && rest != "":
		return fmt.Sprintf("%s; did you mean %q? %s", text, near, strings.ToUpper(rest[:1])+rest[1:])
	case ok:
		return fmt.Sprintf("%s; did you mean %q?", text, near)
	case rest != "":
		return text + "; " + rest
	}
	return text
}

// exits lists the exit codes in the help of commands.
func exits(codes ...string) string {
	return "\n\nExit codes:\n    0  fine\n" + strings.Join(codes, "\n")
}

// The meanings of exit codes in helps.
const (
	exitFailed    = "    1  a test failed"
	exitCrossed   = "    1  a limit is crossed"
	exitBias      = "    1  a simulated value is not what its formula says"
	exitStrict    = "    1  there are warnings, with --strict"
	exitInput     = "    3  bad input or usage"
	exitAccess    = "    4  a file cannot be read or written"
	exitUndecided = "    5  a limit is undecided, unless --undecided pass"
	exitPrecision = "    5  the --precision is not reached; the report is printed"
	exitUnequal   = "    5  costs cannot be made equal"
	exitUnmet     = "    5  no values meet all conditions; the nearest are printed"
	exitMemory    = `    6  it needs more memory than there is
   70  a mistake in earnburn`
	exitNoVerdict = exitMemory + `
  130  interrupted, 143 terminated: there is no verdict`
	exitRun = exitMemory + `
  130  interrupted, 143 terminated: the result of the customers so far is printed`
	exitNothing = `  130  interrupted, 143 terminated: nothing is written`
	exitChanged = "    1  the new result is another"
)
