package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What a saved result prints is what the command printed when it was computed, byte for byte, in every format.
func TestSavedResultsPrintTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	t.Parallel()
	for name, args := range map[string][]string{
		"two programs":       {"compare", "discount-5", "bonus-5"},
		"draws and why":      {"compare", "discount-5", "bonus-5", "--draws", "30", "--why"},
		"some metrics":       {"compare", "discount-5", "bonus-5", "points-tiers", "--metrics", "nps,burn_rate,payback_months", "--draws", "30"},
		"the headline alone": {"compare", "points-100", "--metrics", "net_margin_impact"},
		"mechanical":         {"compare", "discount-5", "bonus-5", "--scenario", "worked-example"},
		"mechanical, some":   {"compare", "discount-5", "bonus-5", "--scenario", "worked-example", "--metrics", "nps"},
		"in depth":           {"run", "points-tiers", "--draws", "30"},
		"in depth, some":     {"run", "points-tiers", "--metrics", "nps,net_margin_impact_cash", "--draws", "30"},
		"a foreign currency": {"run", "nectar-devaluation", "--set", "scenario.start=2014-10-01"},
		"too few customers":  {"compare", "bonus-5", "--sample", "500"},
		"ranges":             {"compare", "bonus-5", "--set", "scenario.segments[0].margin={value: 30%, low: 25%, high: 35%}", "--draws", "20"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			do := func(args ...string) []byte {
				s, stdout, stderr := console(t, args...)
				if s.dir = dir; run(context.Background(), s) != 0 {
					t.Fatalf("%v: %s", args, stderr)
				}
				return stdout.Bytes()
			}
			do(append([]string{args[0], "--months", "12", "--sample", "2000", "-o", "r.json", "-o", "r.csv", "-o", "r.md", "-o", "r.txt"}, args[1:]...)...)
			do("report", "r.json", "-o", "again.json", "-o", "again.csv", "-o", "again.md", "-o", "again.txt")
			sameFiles(t, dir)
			do("rerun", "r.json", "-o", "again.json", "--threads", "1")
			sameFiles(t, dir)
		})
	}
}

// So is one that was interrupted.
func TestInterruptedResultsPrintTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	t.Parallel()
	for name, args := range map[string][]string{
		"the run":     {"run", "bonus-5", "--sample", "500000000", "--months", "1"},
		"the studies": {"compare", "discount-5", "bonus-5", "--sample", "2000", "--months", "1", "--draws", "100000"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			interrupted(t, dir, codeInterrupted, 3*time.Second, append(args, "-o", "r.json", "-o", "r.csv", "-o", "r.md", "-o", "r.txt")...)
			s, _, stderr := console(t, "report", "r.json", "-o", "again.json", "-o", "again.csv", "-o", "again.md", "-o", "again.txt")
			if s.dir = dir; run(context.Background(), s) != 0 {
				t.Fatal(stderr)
			}
			sameFiles(t, dir)
		})
	}
}

// sameFiles requires what a command wrote and what a saved result printed to be the same.
func sameFiles(t *testing.T, dir string) {
	t.Helper()
	for _, ending := range []string{".json", ".csv", ".md", ".txt"} {
		want, err := os.ReadFile(filepath.Join(dir, "r"+ending))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "again"+ending))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs: %s", ending, firstDifference(got, want))
		}
	}
}

func firstDifference(got, want []byte) string {
	a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			return "got " + string(a[i]) + "\nwant " + string(b[i])
		}
	}
	return "one is longer"
}

// Two saved results of the same customers differ by what one run of both says, to the last digit, errors included: the runs share nothing but the seed.
func TestDiffOfSavedResultsIsThatOfOneRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	do := func(args ...string) []byte {
		s, stdout, stderr := console(t, args...)
		if s.dir = dir; run(context.Background(), s) != 0 {
			t.Fatalf("%v: %s", args, stderr)
		}
		return stdout.Bytes()
	}
	const seven = "points.earn[0].points=7"
	same := []string{"--sample", "3000", "--months", "12", "--format", "json"}
	var joint struct {
		Differences []struct {
			Metric         string
			Value, Low, SE *float64
			Missing        string
		}
	}
	if err := json.Unmarshal(do(append([]string{"compare", "five=bonus-5", "seven=bonus-5", "--set", "programs.seven." + seven}, same...)...), &joint); err != nil {
		t.Fatal(err)
	}
	do(append([]string{"compare", "bonus-5", "-o", "five.json"}, same...)...)
	do(append([]string{"compare", "discount-5", "bonus-5", "--set", "programs.bonus-5." + seven, "-o", "seven.json"}, same...)...)
	var diff struct {
		Paired bool
		Rows   []struct {
			Metric     string
			ArmA       string `json:"arm_a"`
			Paired     bool
			Difference struct{ Value, Low, SE *float64 }
		}
	}
	if err := json.Unmarshal(do("diff", "five.json", "seven.json", "--format", "json"), &diff); err != nil {
		t.Fatal(err)
	}
	if !diff.Paired {
		t.Error("results of the same seed and sample are paired")
	}
	equal := func(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	compared := 0
	for _, want := range joint.Differences {
		for _, row := range diff.Rows {
			if got := row.Difference; row.ArmA == "bonus-5" && row.Metric == want.Metric {
				if compared++; !equal(got.Value, want.Value) || !equal(got.Low, want.Low) || !equal(got.SE, want.SE) {
					t.Errorf("%s: got %v %v %v, want %v %v %v", want.Metric, show(got.Value), show(got.Low), show(got.SE), show(want.Value), show(want.Low), show(want.SE))
				}
			}
		}
	}
	if compared < 60 {
		t.Errorf("only %d metrics were compared", compared)
	}

	// So is a limit on the change from a saved result.
	var check struct {
		Limits []struct {
			Value, Low, SE *float64
		}
	}
	metric := "program_cost"
	limit := metric + " rise <= 100000000"
	if err := json.Unmarshal(do("check", "bonus-5", "--set", "programs.bonus-5."+seven, "--months", "12", "--against", "five.json", "--limit", limit, "--format", "json"), &check); err != nil {
		t.Fatal(err)
	}
	for _, want := range joint.Differences {
		if got := check.Limits[0]; want.Metric == metric && (!equal(got.Value, want.Value) || !equal(got.Low, want.Low) || !equal(got.SE, want.SE)) {
			t.Errorf("%s: got %v %v %v, want %v %v %v", limit, show(got.Value), show(got.Low), show(got.SE), show(want.Value), show(want.Low), show(want.SE))
		}
	}
}

func show(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

// A rerun that does not fit into memory, or is interrupted, writes nothing and says so.
func TestRerunThatCannotBeFinished(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, _, stderr := console(t, "compare", "bonus-5", "--sample", "1000", "--months", "3", "--draws", "20", "-o", "r.json")
	if s.dir = dir; run(context.Background(), s) != 0 {
		t.Fatal(stderr)
	}
	s, stdout, stderr := console(t, "rerun", "r.json")
	s.dir, s.memory = dir, 1000
	if got := run(context.Background(), s); got != codeTooLarge || stdout.Len() > 0 || !strings.HasPrefix(stderr.String(), "this needs about ") {
		t.Errorf("exit code %d: %s", got, stderr)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errSignal{codeTerminated})
	s, stdout, stderr = console(t, "rerun", "r.json")
	s.dir = dir
	if got := run(ctx, s); got != codeTerminated || stdout.Len() > 0 {
		t.Errorf("exit code %d: %s", got, stderr)
	}
}

// Interrupted while it simulates, it says how far it came.
func TestInterruptedRerun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, stdout, stderr := console(t, "compare", "bonus-5", "--sample", "1000", "--months", "1", "--format", "json", "--metrics", "net_margin_impact")
	if s.dir = dir; run(context.Background(), s) != 0 {
		t.Fatal(stderr)
	}
	// A result of so many customers cannot be awaited, but one of few can be made to say that it is of many.
	many := strings.Replace(stdout.String(), `"sample": 1000,`, `"sample": 500000000,`, 1)
	if err := os.WriteFile(filepath.Join(dir, "many.json"), []byte(many), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, stderr = interrupted(t, dir, codeInterrupted, time.Second, "rerun", "many.json")
	if stdout.Len() > 0 || !strings.HasSuffix(stderr.String(), " customers; nothing was compared or written\n") {
		t.Error(stderr)
	}
}
