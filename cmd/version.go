package cmd

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by -ldflags "-X earnburn/cmd.version=v1.2.3"; without it the build's own record is used.
var version string

// buildVersion says which earnburn this is.
func buildVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Path != "earnburn" {
		return "(devel)"
	}
	return info.Main.Version
}

// versionLine is what the command and the flag print.
func versionLine() string {
	return fmt.Sprintf("earnburn %s %s %s/%s\n", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func (s *session) versionCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "version",
		Short:   "Say which earnburn this is",
		GroupID: groupMore,
		Args:    noArguments,
		Example: "  earnburn version\n  earnburn version --format json",
		RunE: func(*cobra.Command, []string) error {
			switch format {
			case "table":
				return s.print("%s", versionLine())
			case "json":
				text, err := json.Marshal(map[string]string{"version": buildVersion(), "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH})
				if err != nil {
					return fmt.Errorf("version: %w", err)
				}
				return s.print("%s\n", text)
			}
			return wrongWord("--format", format, []string{"table", "json"})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "`format`: table or json")
	return c
}
