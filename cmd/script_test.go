package cmd

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"earnburn": func() { os.Exit(Main()) }})
}

// TestScripts runs the tutorials in testdata: one for each command, and those named bad-… for what goes wrong.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: false,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("ESC", "\x1b")
			e.Setenv("EARNBURN_DRAWS", "0") // which take longer than all else; the script on draws asks for them
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":       exitsWith,
			"says":        says,
			"unprintable": unprintable,
			"fill":        fill,
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "root": // who may read and write everything
				return os.Geteuid() == 0, nil
			case "devfull":
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			}
			return false, errors.New("unknown condition " + name)
		},
	})
}

// exitsWith runs a command and demands its exit code: exits 3 earnburn validate x.yaml. On an error stdout must be empty, but for reports to pipelines.
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var e *exec.ExitError
		if !errors.As(err, &e) {
			ts.Fatalf("%v", err)
		}
		got = e.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	pipeline := slices.Contains(args, "junit") || slices.Contains(args, "github") // which get a report of bad input too
	if want != codeFine && want != codeFailed && want != codeUndecided && !pipeline && ts.ReadFile("stdout") != "" {
		ts.Fatalf("there is something on stdout beside the error")
	}
}

// says demands that stderr holds exactly these lines.
func says(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: says LINE...")
	}
	if got, want := strings.TrimSuffix(ts.ReadFile("stderr"), "\n"), strings.Join(args, "\n"); got != want {
		ts.Fatalf("stderr is\n%s\nwant\n%s", got, want)
	}
}

// unprintable writes a file of bytes in hexadecimal, which text files cannot hold: unprintable x.yaml 'name: caf\xe9\n'.
func unprintable(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: unprintable FILE TEXT...")
	}
	var b strings.Builder
	for _, text := range args[1:] {
		s, err := strconv.Unquote(`"` + text + `"`)
		ts.Check(err)
		b.WriteString(s)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// fill writes a file of a number of equal letters after some text: fill x.yaml 'title: ' 10001.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fill FILE TEXT NUMBER")
	}
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text+strings.Repeat("x", n)), 0o644))
}
