package cmd

import (
	"strings"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"

	"github.com/spf13/cobra"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (s *session) completionCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "completion SHELL",
		Short:   "Write a script that completes commands in a shell",
		GroupID: groupMore,
		Long: `Write a script that lets bash, zsh, fish or powershell complete earnburn's
commands, flags and programs.` + exits(exitInput),
		Example:   "  earnburn completion bash > /etc/bash_completion.d/earnburn\n  source <(earnburn completion zsh)",
		Args:      exactlyOne("shell: bash, zsh, fish or powershell"),
		ValidArgs: shells,
		RunE: func(_ *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(s.out, true)
			case "zsh":
				return root.GenZshCompletion(s.out)
			case "fish":
				return root.GenFishCompletion(s.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(s.out)
			}
			return wrongWord("completion", args[0], shells)
		},
	}
}

// completePrograms completes the names of shipped programs, also after NAME=, and files.
func completePrograms(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	name, _, renamed := strings.Cut(word, "=")
	if !renamed {
		return programs.Names(), cobra.ShellCompDirectiveDefault
	}
	var list []string
	for _, program := range programs.Names() {
		list = append(list, name+"="+program)
	}
	return list, cobra.ShellCompDirectiveDefault
}

// completeScenarios completes the names of shipped scenarios, and files.
func completeScenarios(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return scenarios.Names(), cobra.ShellCompDirectiveDefault
}

// completeMetrics completes the last of several metrics.
func completeMetrics(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	before := word[:strings.LastIndex(word, ",")+1]
	var list []string
	for _, name := range metrics.Names() {
		list = append(list, before+name)
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeTopics completes all that can be explained, and files.
func completeTopics(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return topics(), cobra.ShellCompDirectiveDefault
}

// completeFlag says how the value of a flag is completed.
func completeFlag(c *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if err := c.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // the flag was added just before
	}
}
