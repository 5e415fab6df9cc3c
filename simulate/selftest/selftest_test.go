package selftest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"earnburn/internal/manual"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

func TestTableOfCasesIsAllCases(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n| case | what is proven | formula | source |\n| --- | --- | --- | --- |\n")
	for _, c := range Cases {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.Name, c.Title, strings.ReplaceAll(c.Formula, "|", "\\|"), c.Source)
	}
	b.WriteString("\n")
	manual.Table(t, "../../docs/verification.md", "selftest", b.String())
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Cases {
		if seen[c.Name] || strings.Trim(c.Name, "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("name %q", c.Name)
		}
		seen[c.Name] = true
	}
}

// biased is a case whose formula is off by a share.
func biased(share float64) *Case {
	return &Case{Name: "biased", play: func(l *lab) {
		r := l.run(proof.Shop(year, poisson+", "+cheap, proof.Mechanical))
		l.check("purchases", proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), 5.2*(1+share))
	}}
}

// A bias of twice what is promised to show fails, and customers are as many as that takes and not many more.
func TestBiasShows(t *testing.T) {
	o := Options{Bias: Usual, Seed: 1}
	for _, c := range []struct {
		share float64
		want  bool
	}{{0, true}, {0.02, false}, {-0.02, false}} {
		checks, err := biased(c.share).Play(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if got := checks[0]; got.Passed() != c.want || got.Sees() > Usual || got.Sees() < Usual/2 {
			t.Errorf("a bias of %v: z is %.2f, sees %v", c.share, got.Z(), got.Sees())
		}
	}
}

func TestNothingRandomMustAgree(t *testing.T) {
	if c := (Check{Expected: 5, Simulated: 5 + 1e-7}); c.Passed() || !math.IsInf(c.Z(), 1) {
		t.Errorf("z is %v", c.Z())
	}
	if c := (Check{Expected: 5, Simulated: 5 + 1e-12}); !c.Passed() || c.Sees() != 0 {
		t.Errorf("z is %v, sees %v", c.Z(), c.Sees())
	}
	if c := (Check{Expected: 5, Simulated: math.NaN(), SE: math.NaN()}); c.Passed() {
		t.Error("no number passes")
	}
}

func TestInterruptedCase(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	stopped := errors.New("stopped")
	cancel(stopped)
	if _, err := biased(0).Play(ctx, Options{Bias: Usual}); !errors.Is(err, stopped) {
		t.Errorf("the error is %v", err)
	}
}
