package main

import (
	"context"
	"math"
	"os"
	"strings"
	"testing"

	"earnburn/simulate/metrics"
)

// A small study with wide bounds. It leaves out what happens to a handful of customers, as docs/coverage.md says.
func TestIntervalsHoldWhatTheySay(t *testing.T) {
	p := plan{seeds: 100, customers: 2000, reference: 400_000, threads: 2}
	if testing.Short() {
		p.seeds, p.reference = 25, 50_000
	}
	rows, err := coverage(context.Background(), p, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, r := range rows {
		for i, c := range r.cells {
			if r.name == "lost_purchases" || c.tried == 0 {
				continue
			}
			checked++
			// Four standard errors of a share of 95 % found in so few runs, and what skewed metrics lack.
			if least := .95 - .03 - 4*math.Sqrt(.95*.05/float64(c.tried)); c.share() < least {
				t.Errorf("%s, %s: %d of %d intervals hold the truth", r.name, columns[i], c.held, c.tried)
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d intervals were looked at", checked)
	}
	if share := pooled(rows); share < .91 || share > .97 {
		t.Errorf("%.3f of all intervals hold the truth", share)
	}
	page := document(p, rows)
	for _, want := range []string{"| `net_margin_impact` | = |", "| `nps` |", "| `payback_months` |"} {
		if found := strings.Contains(page, want); found == (want == "| `payback_months` |") {
			t.Errorf("%q is in the page: %v", want, found)
		}
	}
}

func TestRoomForTheErrorOfTheLargeRun(t *testing.T) {
	e := metrics.Estimate{Value: 10, Low: 7, High: 13, SE: 1.5}
	if low, high := widened(e, 0); low != 7 || high != 13 {
		t.Errorf("without an error: %v to %v", low, high)
	}
	// 3² + 4² = 5²
	if low, high := widened(e, 4/normal95); math.Abs(low-5) > 1e-12 || math.Abs(high-15) > 1e-12 {
		t.Errorf("with an error: %v to %v", low, high)
	}
}

func TestCells(t *testing.T) {
	c := cell{truth: metrics.Estimate{Value: 1, SE: 1e-6}}
	for _, e := range []metrics.Estimate{
		{Value: 1.1, Low: 0.9, High: 1.3, SE: .1}, // holds
		{Value: 0.5, Low: 0.4, High: 0.6, SE: .1}, // below
		{Value: 1.5, Low: 1.4, High: 1.6, SE: .1}, // above
		{Value: 0, Low: 0, High: 0},               // below: nobody had any
		{Missing: "none"},
	} {
		c.count(e)
	}
	if c.held != 1 || c.below != 2 || c.tried != 4 || c.absent != 1 || c.exact != 0 || c.text() != "25.0 (80)" {
		t.Errorf("counted %+v, shown as %s", c, c.text())
	}
	zero := cell{}
	zero.count(metrics.Estimate{})
	if zero.exact != 1 || zero.text() != "=" {
		t.Errorf("counted %+v, shown as %s", zero, zero.text())
	}
}

// The page in docs is one that this program writes.
func TestPageIsOfTheUsualStudy(t *testing.T) {
	page, err := os.ReadFile("../../../docs/coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	begin, _, _ := strings.Cut(document(usual, nil), "\nOf ")
	for _, part := range []string{begin, remarks, "| metric | " + strings.Join(columns, " | ") + " |\n"} {
		if !strings.Contains(string(page), part) {
			t.Errorf("docs/coverage.md lacks this; run the study again:\n%s", part)
		}
	}
}

// The commands of the documents must be commands.
func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args string
		want task
	}{
		{"", task{usual, false, usualStops.budget, "docs/coverage.md"}},
		{"-seeds 100 -o -", task{plan{100, usual.customers, usual.reference, usual.threads}, false, usualStops.budget, "-"}},
		{"-stopping", task{plan{usualStops.seeds, usualStops.first, usualStops.reference, usual.threads}, true, usualStops.budget, "docs/stopping.md"}},
	} {
		got, err := parse(strings.Fields(c.args))
		if err != nil || *got != c.want {
			t.Errorf("%q: %+v, %v; want %+v", c.args, got, err, c.want)
		}
	}
	for _, args := range []string{"-seeds 0x", "-customers 10", "-stopping -budget 500", "here"} {
		if _, err := parse(strings.Fields(args)); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
