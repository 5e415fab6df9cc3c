package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"earnburn/reports"
	"earnburn/simulate/selftest"
)

// console is a system for one command in a test.
func console(t *testing.T, args ...string) (*system, *bytes.Buffer, *bytes.Buffer) {
	var stdout, stderr bytes.Buffer
	return &system{args: args, stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, dir: t.TempDir(), env: []string{"EARNBURN_DRAWS=0"}}, &stdout, &stderr
}

// interrupted runs a command in a folder and interrupts it after a while: a longer one where a busy machine had nothing to show by then.
func interrupted(t *testing.T, dir string, code int, after time.Duration, args ...string) (stdout, stderr *bytes.Buffer) {
	t.Helper()
	for ; ; after *= 2 {
		s, stdout, stderr := console(t, args...)
		s.dir = dir
		ctx, cancel := context.WithCancelCause(context.Background())
		timer := time.AfterFunc(after, func() { cancel(errSignal{code}) })
		got := run(ctx, s)
		timer.Stop()
		cancel(nil)
		if got != code {
			t.Fatalf("exit code %d, want %d: %s", got, code, stderr)
		}
		if !strings.Contains(stderr.String(), "before there was anything to show") || after > time.Minute {
			return stdout, stderr
		}
	}
}

func TestInterruptedRunGivesWhatIsDone(t *testing.T) {
	t.Parallel()
	for _, code := range []int{codeInterrupted, codeTerminated} {
		stdout, _ := interrupted(t, t.TempDir(), code, 300*time.Millisecond,
			"compare", "discount-5", "--sample", "500000000", "--months", "1", "--format", "json", "--metrics", "net_margin_impact")
		var result struct {
			Partial  bool
			Scenario struct{ Sample int }
			Warnings []struct{ Code string }
		}
		if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
			t.Fatal(err)
		}
		if !result.Partial || result.Scenario.Sample == 0 || len(result.Warnings) == 0 || result.Warnings[len(result.Warnings)-1].Code != "interrupted" {
			t.Errorf("the result is %+v", result)
		}
	}
}

// The run itself is whole when only what goes beside it is interrupted, and the report says what is missing.
func TestInterruptedStudiesLeaveTheRunWhole(t *testing.T) {
	t.Parallel()
	stdout, _ := interrupted(t, t.TempDir(), codeInterrupted, 2*time.Second,
		"compare", "discount-5", "--sample", "1000", "--months", "1", "--draws", "100000", "--format", "json", "--metrics", "net_margin_impact")
	var result struct {
		Partial  bool
		Scenario struct{ Sample int }
		Warnings []struct{ Code string }
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		t.Fatal(err)
	}
	if result.Partial || result.Scenario.Sample != 1000 || len(result.Warnings) == 0 || result.Warnings[0].Code != "studies_interrupted" {
		t.Errorf("the result is %+v", result)
	}
}

// What a search found until then is kept, though nothing has confirmed it.
func TestInterruptedSearchGivesTheBestSoFar(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	t.Parallel()
	stdout, _ := interrupted(t, t.TempDir(), codeInterrupted, 5*time.Second,
		"optimize", "discount-5", "--vary", "discounts[0].rate=1%:10%", "--points", "3", "--sample", "500000000", "--months", "1", "--format", "json")
	var result struct {
		Partial    bool
		Given      *struct{}
		Candidates []struct {
			Searched *struct{}
			Again    *struct{}
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		t.Fatal(err)
	}
	if !result.Partial || result.Given != nil || len(result.Candidates) == 0 || result.Candidates[0].Searched == nil || result.Candidates[0].Again != nil {
		t.Errorf("the result is %+v", result)
	}
}

func TestInterruptedBeforeAnything(t *testing.T) {
	t.Parallel()
	s, stdout, stderr := console(t, "compare", "discount-5")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errSignal{codeInterrupted})
	if got := run(ctx, s); got != codeInterrupted {
		t.Errorf("exit code %d", got)
	}
	if stdout.Len() > 0 || stderr.String() != "earnburn: interrupted before there was anything to show\n" {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) {
	if f.err == nil {
		panic("the roof is on fire")
	}
	return 0, f.err
}

func TestStdoutThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"list"}, {"--help"}, {"version"}, {"completion", "bash"}, {"compare", "discount-5", "--scenario", "worked-example"}} {
		s, _, stderr := console(t, args...)
		s.stdout = failing{errors.New("no space left on device")}
		if got := run(context.Background(), s); got != codeAccess {
			t.Errorf("%v: exit code %d", args, got)
		}
		if stderr.String() != "cannot write to stdout: no space left on device\n" {
			t.Errorf("%v: stderr is %q", args, stderr)
		}
	}
}

func TestPanicIsOneParagraph(t *testing.T) {
	t.Parallel()
	s, _, stderr := console(t, "compare", "discount-5", "--scenario", "worked-example", "--seed", "77")
	s.stdout = failing{}
	if got := run(context.Background(), s); got != codeInternal {
		t.Errorf("exit code %d", got)
	}
	text := stderr.String()
	for _, want := range []string{"the roof is on fire", "seed 77", "inputs ", buildVersion()} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if strings.Count(text, "\n") != 1 {
		t.Errorf("not one paragraph: %s", text)
	}
}

func TestTerminals(t *testing.T) {
	t.Parallel()
	for _, width := range []int{40, 80, 120} {
		s, stdout, _ := console(t, "compare", "discount-5", "bonus-5", "points-tiers", "--sample", "2000", "--months", "3")
		s.width = width
		if got := run(context.Background(), s); got != codeFine {
			t.Fatalf("exit code %d", got)
		}
		for line := range strings.Lines(stdout.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("a line of %d on %d columns: %s", n, width, line)
			}
		}
	}
	for _, args := range [][]string{{"run", "points-tiers", "--sample", "2000", "--months", "3"}, {"explain", "points-400", "coffee"}, {"trace", "bonus-5", "--months", "3"}, {"selftest", "--run", "promoter"}} {
		s, stdout, _ := console(t, args...)
		s.width, s.env = 80, []string{"LANG=C"}
		if got := run(context.Background(), s); got != codeFine {
			t.Fatalf("exit code %d", got)
		}
		if i := strings.IndexFunc(stdout.String(), func(r rune) bool { return r > 126 }); i >= 0 {
			t.Errorf("%v: not ASCII: %.40s", args, stdout.String()[i:])
		}
	}
	for _, c := range selftest.Cases {
		if text := reports.ASCII(c.Title + " " + c.Formula + " " + c.Source); strings.ContainsFunc(text, func(r rune) bool { return r > 126 }) {
			t.Errorf("selftest %s: not ASCII: %s", c.Name, text)
		}
	}
}

func TestProgressOnlyWhereSomebodyWatches(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		terminal bool
		env      []string
		want     bool
	}{{false, nil, false}, {true, nil, true}, {true, []string{"TERM=dumb"}, false}} {
		s, _, stderr := console(t, "compare", "discount-5", "--sample", "3000", "--months", "3")
		s.stderrTerminal, s.env = c.terminal, append(c.env, "EARNBURN_DRAWS=20")
		if got := run(context.Background(), s); got != codeFine {
			t.Fatalf("exit code %d", got)
		}
		if shown := stderr.Len() > 0; shown != c.want {
			t.Errorf("terminal %v, %v: progress is %q", c.terminal, c.env, stderr)
		}
		if c.want && !strings.Contains(stderr.String(), "earnburn: discount-5 earns ") {
			t.Errorf("while assumptions are drawn, nobody reads the answer: %q", stderr)
		}
	}
}

func TestStdinFromATerminal(t *testing.T) {
	t.Parallel()
	s, _, stderr := console(t, "compare", "-")
	s.stdinTerminal = true
	if got := run(context.Background(), s); got != codeInput || !strings.Contains(stderr.String(), "stdin is a terminal") {
		t.Errorf("exit code %d: %s", got, stderr)
	}
}

// A pipe into which nobody writes does not survive an interruption.
func TestEndlessStdin(t *testing.T) {
	t.Parallel()
	s, _, _ := console(t, "validate", "-")
	s.stdin = blocking{}
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errSignal{codeTerminated})
	if got := run(ctx, s); got != codeTerminated {
		t.Errorf("exit code %d", got)
	}
}

type blocking struct{}

func (blocking) Read([]byte) (int, error) { select {} }

func TestTooLargeForTheMemory(t *testing.T) {
	t.Parallel()
	s, _, stderr := console(t, "compare", "discount-5", "--months", "600")
	s.memory = 10_000_000
	if got := run(context.Background(), s); got != codeTooLarge {
		t.Errorf("exit code %d: %s", got, stderr)
	}
}

func TestExitCode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, codeFine},
		{badInput("x"), codeInput},
		{errors.Join(badInput("x"), noAccess("y")), codeAccess},
		{errors.Join(noAccess("y"), badInput("x")), codeAccess},
		{errors.New("violated identity"), codeInternal},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("exitCode(%v) = %d, want %d", c.err, got, c.want)
		}
	}
}

func TestPanicOverOneFileLeavesTheOthers(t *testing.T) {
	t.Parallel()
	var all collector
	_, err := guarded("odd.yaml", &occupation{}, func() (string, error) { panic("lost") })
	all.add(err)
	all.add(badInput("other.yaml: wrong"))
	err = all.err()
	if got := exitCode(err); got != codeInternal {
		t.Errorf("exit code %d", got)
	}
	var said mishap
	if !errors.As(err, &said) || !strings.Contains(err.Error(), "odd.yaml: lost") || !strings.Contains(err.Error(), "other.yaml: wrong") {
		t.Errorf("the error is %v", err)
	}
}
