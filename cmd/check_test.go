package cmd

import (
	"context"
	"testing"
	"time"
)

func TestInterruptedCheckGivesNoVerdict(t *testing.T) {
	t.Parallel()
	for _, code := range []int{codeInterrupted, codeTerminated} {
		s, stdout, stderr := console(t, "check", "discount-5", "--limit", "sales > 1", "--sample", "500000000", "--months", "1")
		ctx, cancel := context.WithCancelCause(context.Background())
		time.AfterFunc(300*time.Millisecond, func() { cancel(errSignal{code}) })
		if got := run(ctx, s); got != code {
			t.Fatalf("exit code %d, want %d: %s", got, code, stderr)
		}
		if stdout.Len() > 0 || stderr.Len() == 0 {
			t.Errorf("stdout %q, stderr %q", stdout, stderr)
		}
	}
}

// A precision that is interrupted leaves the customers that were finished, as any other run does.
func TestInterruptedPrecisionGivesWhatIsDone(t *testing.T) {
	t.Parallel()
	stdout, stderr := interrupted(t, t.TempDir(), codeInterrupted, 500*time.Millisecond,
		"compare", "discount-5", "--precision", "0.0001%", "--sample", "1000", "--budget", "500000000", "--months", "1", "--metrics", "sales")
	if stdout.Len() == 0 || stderr.Len() > 0 {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}
