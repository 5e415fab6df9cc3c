package cmd

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What a saved result prints is what the command printed when it was computed, byte for byte, in every format.
func TestSavedResultsPrintTheSame(t *testing.T) {
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
	t.Parallel()
	for name, args := range map[string][]string{
		"the run":     {"run", "bonus-5", "--sample", "500000000", "--months", "1"},
		"the studies": {"compare", "discount-5", "bonus-5", "--sample", "2000", "--months", "1", "--draws", "100000"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s, _, stderr := console(t, append(args, "-o", "r.json", "-o", "r.csv", "-o", "r.md", "-o", "r.txt")...)
			s.dir = dir
			ctx, cancel := context.WithCancelCause(context.Background())
			time.AfterFunc(3*time.Second, func() { cancel(errSignal{codeInterrupted}) })
			if got := run(ctx, s); got != codeInterrupted {
				t.Fatalf("exit code %d: %s", got, stderr)
			}
			s, _, stderr = console(t, "report", "r.json", "-o", "again.json", "-o", "again.csv", "-o", "again.md", "-o", "again.txt")
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
