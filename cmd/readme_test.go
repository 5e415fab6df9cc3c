package cmd

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReadmeIsTrue runs the README's commands in a fresh folder, in order, and compares the report it shows with what comes out.
func TestReadmeIsTrue(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	dir := t.TempDir()
	program := regexp.MustCompile("(?s)```yaml\n(earnburn: program/v1.*?)```").FindStringSubmatch(readme)
	if program == nil {
		t.Fatal("the README shows no program")
	}
	shown := regexp.MustCompile("(?s)```text\n(.*?)```").FindStringSubmatch(readme)
	ran := 0
	for _, line := range strings.Split(readme, "\n") {
		command, ok := strings.CutPrefix(line, "earnburn ")
		if !ok {
			if command, ok = strings.CutPrefix(line, "go run . "); !ok {
				continue
			}
		}
		ran++
		command, _, _ = strings.Cut(command, "   #")
		args := fields(command)
		if ran > 1 && !slices.Contains([]string{"init", "validate", "explain", "list", "report", "diff", "rerun"}, args[0]) {
			args = append(args, "--sample", "2000")
			if args[0] == "sensitivity" {
				args = append(args, "--points", "8")
			}
			if args[0] == "trace" {
				args = args[:len(args)-2]
			}
		}
		s, stdout, stderr := console(t, args...)
		s.dir = dir
		if ran == 1 {
			s.env = nil // the report shown is the one that readers get
		}
		if code := run(context.Background(), s); code != 0 {
			t.Fatalf("%s: exit code %d\n%s", command, code, stderr)
		}
		if ran == 1 && stdout.String() != shown[1] {
			t.Errorf("the README shows another report than %q gives; put this in:\n%s", command, stdout)
		}
		if strings.HasPrefix(command, "init program") {
			// From here on the reader's program is the one shown.
			if err := os.WriteFile(filepath.Join(dir, "mine.yaml"), []byte(program[1]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if ran < 10 {
		t.Errorf("found %d commands only", ran)
	}
}

// fields splits a command line at spaces outside single quotes.
func fields(line string) (out []string) {
	for i, part := range strings.Split(strings.ReplaceAll(line, `"`, "'"), "'") {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}
