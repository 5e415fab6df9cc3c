package main

import (
	"context"
	"sync"

	"earnburn/simulate"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// stops is what a study of rules that add customers does: both check and --precision look at their own result to decide whether to go on.
type stops struct {
	seeds     int // checks, with the seeds 1, 2, …
	first     int // customers at the first look
	budget    int // customers at the last one
	reference int // customers of the run whose values are taken for the truth
	threads   int

	goals []string // precisions that some runs reach at one look and some at another
}

// onTheEdge are limits; each is moved to the true value of its number, so that any verdict on it is wrong.
var onTheEdge = []string{
	"net_margin_impact_pct of discount-5 >= 0",
	"net_margin_impact_pct of points-tiers >= 0",
	"net_margin_impact of bonus-5 >= discount-5",
	"true_lift of bonus-5 <= 0",
	"nps_change of bonus-5 >= 0",
	"breakage_ultimate of points-tiers >= 0",
	"closing_obligation of bonus-5 <= 3% of revenue",
	"program_cost of bonus-5 <= 0 at month 24",
}

// edge is a limit at the true value, and what checks said of it.
type edge struct {
	limit         string
	held, crossed int
	at            []int // wrong verdicts by look
}

// wrong is how many of the checks called it.
func (e *edge) wrong() int { return e.held + e.crossed }

// stopped is a precision, and what its runs came to.
type stopped struct {
	goal      string
	reached   int
	customers int // of all runs together
	cells     []cell
}

// stopping runs the checks and the runs, and counts.
func stopping(ctx context.Context, p stops, progress func(done int)) ([]edge, []stopped, error) {
	w, arms, err := world()
	if err != nil {
		return nil, nil, err
	}
	frame, err := study.Frame(w, arms, 0, nil)
	if err != nil {
		return nil, nil, err
	}
	list := make([]limits.Limit, len(onTheEdge))
	edges := make([]edge, len(onTheEdge))
	looks := study.Looks(p.first, p.budget)
	for i, text := range onTheEdge {
		if list[i], err = limits.FromFlag("-", text); err != nil {
			return nil, nil, err
		}
		edges[i] = edge{limit: text, at: make([]int, len(looks))}
	}
	cases, err := frame.Cases(list)
	if err != nil {
		return nil, nil, err
	}
	large, err := simulate.Run(ctx, w, arms, simulate.Options{Customers: p.reference, Seed: referenceSeed, Threads: p.threads})
	if err != nil {
		return nil, nil, err
	}
	for i := range list { // whose limits the cases share
		truth := cases[i].Estimate(&limits.View{Data: &large.Data}, study.Confidence).Value
		if l := &list[i]; l.Low == 0 {
			l.Low = truth
		} else {
			l.High = truth
		}
	}
	runs := make([]stopped, len(p.goals))
	for i, text := range p.goals {
		runs[i] = stopped{goal: text, cells: impacts(large)}
	}
	var mu sync.Mutex
	one := func(seed uint64) error {
		o := simulate.Options{Seed: seed, Threads: 1}
		findings, err := (&study.Check{World: w, Arms: arms, Cases: cases, Options: o, Looks: looks}).Run(ctx)
		if err != nil {
			return err
		}
		results := make([]*simulate.Result, len(p.goals))
		short := make([][]study.Shortfall, len(p.goals))
		for i, text := range p.goals {
			goal, err := study.ParsePrecision(text)
			if err != nil {
				return err
			}
			o.Customers = p.first
			if results[i], err = simulate.Run(ctx, w, arms, o); err != nil {
				return err
			}
			if short[i], err = goal.Refine(ctx, results[i], p.budget); err != nil {
				return err
			}
		}
		mu.Lock()
		defer mu.Unlock()
		for i := range findings {
			edges[i].count(&findings[i], looks)
		}
		for i, r := range results {
			runs[i].count(r, len(short[i]) == 0)
		}
		return nil
	}
	return edges, runs, each(p.seeds, p.threads, one, progress)
}

func (e *edge) count(f *study.Finding, looks []int) {
	switch f.Verdict {
	case limits.Holds:
		e.held++
	case limits.Crossed:
		e.crossed++
	default:
		return
	}
	for k, n := range looks {
		if n == f.Customers {
			e.at[k]++
		}
	}
}

func (s *stopped) count(r *simulate.Result, reached bool) {
	s.customers += r.Done
	if reached {
		s.reached++
	}
	for i, c := range impacts(r) {
		s.cells[i].count(c.truth)
	}
}

// impacts are the numbers that a precision is about: of each program the impact and its share of the margin.
func impacts(r *simulate.Result) (cells []cell) {
	var ms []*metrics.Metric
	for _, name := range []string{"net_margin_impact", "net_margin_impact_pct"} {
		m, _ := metrics.ByName(name)
		ms = append(ms, m)
	}
	for arm := 1; arm < len(r.Arms); arm++ {
		for _, x := range metrics.Evaluate(&r.Data, arm, ms, metrics.Whole) {
			cells = append(cells, cell{truth: x.Value})
		}
	}
	return cells
}
