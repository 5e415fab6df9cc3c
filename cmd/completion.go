package cmd

import (
	"earnburn/programs"

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

// completePrograms completes the names of shipped programs, and files.
func completePrograms(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return programs.Names(), cobra.ShellCompDirectiveDefault
}
