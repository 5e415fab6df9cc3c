package main

import (
	"context"
	"math"
	"strings"
	"testing"
)

// A small version of the study of docs/stopping.md, with room for chance of 1 in 30,000 a limit.
func TestVerdictsErrNoMoreOftenThanTheySay(t *testing.T) {
	if testing.Short() {
		t.Skip("fewer seeds say nothing")
	}
	p := stops{seeds: 80, first: 1000, budget: 4000, reference: 300_000, threads: 2, goals: []string{"12%", "0.6pp"}}
	edges, runs, err := stopping(context.Background(), p, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	n := float64(p.seeds)
	room := 4 * math.Sqrt(.05*.95/n)
	all := 0
	for _, e := range edges {
		all += e.wrong()
		if share := float64(e.wrong()) / n; share > .05+room {
			t.Errorf("%s: %.3f of the checks give a verdict on a limit at the true value", e.limit, share)
		}
	}
	if all == 0 {
		t.Error("no check errs at all: their intervals are too wide, or the limits are not at the true values")
	}
	for _, r := range runs {
		if r.customers <= p.first*p.seeds || r.customers >= p.budget*p.seeds {
			t.Errorf("%s: runs stop at %d customers in all: the precision is no test", r.goal, r.customers)
		}
		for i := range r.cells {
			if share := r.cells[i].share(); share < .95-.03-room {
				t.Errorf("%s, column %d: %.3f of the intervals hold the truth", r.goal, i, share)
			}
		}
	}
	page := stoppingDocument(p, edges, runs)
	for _, want := range []string{"| `net_margin_impact of bonus-5 >= discount-5` | ", "| 12% | ", "look at 1,000, 2,000, 4,000 customers", " -seeds "} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
}
