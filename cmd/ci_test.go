package cmd

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"earnburn/simulate/limits"

	"gopkg.in/yaml.v3"
)

// A file of the manual of pipelines: its path, and the block after it.
var namedFile = regexp.MustCompile("(?s)\n`([^`\n]+)`\n\n```yaml\n(.*?)```")

// TestPipelinesOfTheManualRun writes the files that docs/ci.md shows, then runs its commands: those between, those of the workflow, and those of the hooks.
func TestPipelinesOfTheManualRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]string{}
	for _, m := range namedFile.FindAllStringSubmatch(string(page), -1) {
		files[m[1]] = m[2]
		path := filepath.Join(dir, m[1])
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(m[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var commands []string
	for line := range strings.Lines(string(page)) {
		if strings.HasPrefix(line, "earnburn ") {
			commands = append(commands, strings.TrimSpace(line))
		}
	}
	var workflow struct {
		On   map[string]struct{ Paths []string }
		Jobs map[string]struct {
			Steps []struct{ Uses, Run, If string }
		}
	}
	if err := yaml.Unmarshal([]byte(files[".github/workflows/loyalty.yaml"]), &workflow); err != nil {
		t.Fatal(err)
	}
	if got := workflow.On["pull_request"].Paths; len(got) != 1 || got[0] != "loyalty/**" {
		t.Errorf("the workflow runs on %v", workflow.On)
	}
	summary := false
	for _, step := range workflow.Jobs["check"].Steps {
		if strings.HasPrefix(step.Run, "earnburn ") {
			commands = append(commands, step.Run)
		}
		summary = summary || step.If == "always()" && strings.Contains(step.Run, "cat summary.md ")
	}
	if !summary {
		t.Error("the workflow shows no summary of what fails")
	}
	var hooks struct {
		Repos []struct {
			Hooks []struct {
				Entry, Files string
				Names        *bool `yaml:"pass_filenames"`
			}
		}
	}
	if err := yaml.Unmarshal([]byte(files[".pre-commit-config.yaml"]), &hooks); err != nil {
		t.Fatal(err)
	}
	for _, h := range hooks.Repos[0].Hooks {
		command := h.Entry
		if h.Names == nil { // the hook is given the names of what has changed
			for name := range files {
				if regexp.MustCompile(h.Files).MatchString(name) {
					command += " " + name
				}
			}
		}
		commands = append(commands, command)
	}
	if len(commands) < 6 {
		t.Fatalf("%d commands only: %q", len(commands), commands)
	}
	for _, command := range commands {
		s, _, stderr := console(t, fields(command)[1:]...)
		s.dir = dir
		if code := run(context.Background(), s); code != codeFine {
			t.Errorf("%s: exit code %d\n%s", command, code, stderr)
		}
	}
	for _, name := range []string{"summary.md", "loyalty/accepted.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

// Every limit of the table in docs/ci.md is one.
func TestLimitsOfTheManualAreLimits(t *testing.T) {
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ").FindAllStringSubmatch(string(page), -1)
	if len(rows) < 10 {
		t.Errorf("%d limits", len(rows))
	}
	for _, row := range rows {
		if _, err := limits.FromFlag("--limit", row[1]); err != nil {
			t.Error(err)
		}
	}
}
