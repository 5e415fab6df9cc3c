package cmd

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestClaimsCanBeTried runs the commands of docs/claims.md on few customers, and checks the figures that no simulation enters.
func TestClaimsCanBeTried(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	page, err := os.ReadFile("../docs/claims.md")
	if err != nil {
		t.Fatal(err)
	}
	exact := map[string][]string{
		"compare discount-5 bonus-5 --scenario worked-example": {"no program: 5,400.", "discount-5: 4,500 in cash", "bonus-5: 4,950 in cash; 450 is still owed."},
		"explain cashback": {"9.4 %"},
		"explain nectar-devaluation --set scenario.start=2014-10-01": {"0.95 to 0.50 %", "none gains and all lose"},
		"validate tribe-six": {"50% of its price back", "margin of 45%"},
	}
	for line := range strings.SplitSeq(string(page), "\n") {
		command, ok := strings.CutPrefix(line, "earnburn ")
		if !ok {
			continue
		}
		args := fields(command)
		if args[0] == "compare" && !slices.Contains(args, "--sample") && !strings.Contains(command, "worked-example") {
			args = append(args, "--sample", "2000")
		}
		s, stdout, stderr := console(t, args...)
		if code := run(context.Background(), s); code != 0 {
			t.Errorf("%s: exit code %d\n%s", command, code, stderr)
		}
		for _, text := range exact[command] {
			if !strings.Contains(stdout.String(), text) {
				t.Errorf("%s does not say %q:\n%s", command, text, stdout)
			}
		}
		delete(exact, command)
	}
	for command := range exact {
		t.Errorf("the page has no %q", command)
	}
}
