package main

import (
	"context"
	"fmt"
	"math"
	"sync"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"

	"gonum.org/v1/gonum/stat/distuv"
)

// The study's world: small runs of it take a moment, and its horizon is long enough for every metric.
const (
	scenario = "retail"
	months   = 24
)

var names = []string{"discount-5", "bonus-5", "points-tiers"}

// plan is what a study does.
type plan struct {
	seeds     int // small runs, with the seeds 1, 2, …
	customers int // of each
	reference int // customers of the large run, whose values are taken for the truth
	threads   int
}

// referenceSeed is far from those of the small runs.
const referenceSeed = 1 << 40

// The columns of a study: each arm's values, each program's changes against no program, and one difference of programs.
var columns = func() []string {
	list := []string{simulate.Baseline}
	for _, n := range names {
		list = append(list, n, n+", change")
	}
	return append(list, names[1]+" − "+names[0])
}()

// row is a metric, or a line of the bridge, with a cell for each column.
type row struct {
	name   string
	metric *metrics.Metric // nil: a line of the bridge
	cells  []cell
}

// cell counts how often an interval holds the value of the large run.
type cell struct {
	truth  metrics.Estimate
	held   int
	below  int // intervals wholly below the truth
	tried  int // runs with an interval
	exact  int // runs whose value is the truth, without any error
	absent int // runs without a value or an interval
}

// count takes in one small run's estimate.
func (c *cell) count(e metrics.Estimate) {
	const rounding = 1e-9
	switch {
	case c.truth.Missing != "" || c.truth.NoInterval != "" || e.Missing != "" || e.NoInterval != "":
		c.absent++
	case e.SE == 0 && c.truth.SE == 0 && math.Abs(e.Value-c.truth.Value) <= rounding*math.Abs(c.truth.Value):
		c.exact++
	default:
		c.tried++
		low, high := widened(e, c.truth.SE)
		switch {
		case high < c.truth.Value:
			c.below++
		case low <= c.truth.Value:
			c.held++
		}
	}
}

var normal95 = distuv.UnitNormal.Quantile(0.975)

// widened is the interval with room for the error of the large run: both errors are independent, so their squares add.
func widened(e metrics.Estimate, se float64) (low, high float64) {
	return e.Value - math.Hypot(e.Value-e.Low, normal95*se), e.Value + math.Hypot(e.High-e.Value, normal95*se)
}

// share is how often the intervals hold the truth, 0 to 1; NaN where there are none.
func (c *cell) share() float64 { return float64(c.held) / float64(c.tried) }

// coverage runs the small runs and the large one and counts. Progress is told how many small runs are done.
func coverage(ctx context.Context, p plan, progress func(done int)) ([]row, error) {
	w, arms, err := world()
	if err != nil {
		return nil, err
	}
	large, err := simulate.Run(ctx, w, arms, simulate.Options{Customers: p.reference, Seed: referenceSeed, Threads: p.threads})
	if err != nil {
		return nil, err
	}
	rows := reported(large)
	var mu sync.Mutex
	return rows, each(p.seeds, p.threads, func(seed uint64) error {
		small, err := simulate.Run(ctx, w, arms, simulate.Options{Customers: p.customers, Seed: seed, Threads: 1})
		if err == nil && small.Partial {
			err = context.Cause(ctx)
		}
		if err != nil {
			return err
		}
		list := reported(small)
		mu.Lock()
		defer mu.Unlock()
		for i := range list {
			for j := range list[i].cells {
				rows[i].cells[j].count(list[i].cells[j].truth)
			}
		}
		return nil
	}, progress)
}

// each runs something for the seeds 1 to n on several threads, and stops at the first error.
func each(n, threads int, one func(seed uint64) error, progress func(done int)) error {
	var (
		mu         sync.Mutex
		next, done int
		failed     error
		wg         sync.WaitGroup
	)
	for range threads {
		wg.Go(func() {
			for {
				mu.Lock()
				next++
				seed := next
				stop := seed > n || failed != nil
				mu.Unlock()
				if stop {
					return
				}
				err := one(uint64(seed))
				mu.Lock()
				if err != nil && failed == nil {
					failed = fmt.Errorf("seed %d: %w", seed, err)
				}
				done++
				progress(done)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return failed
}

// world loads the scenario and the programs.
func world() (*scenarios.World, []simulate.Arm, error) {
	data, ok := scenarios.Shipped(scenario)
	if !ok {
		return nil, nil, fmt.Errorf("there is no scenario %s", scenario)
	}
	w, err := scenarios.Load(scenario+".yaml", data, []scenarios.Override{{Path: "months", Value: fmt.Sprint(months), Origin: "study"}})
	if err != nil {
		return nil, nil, err
	}
	var arms []simulate.Arm
	for _, n := range names {
		data, ok := programs.Shipped(n)
		if !ok {
			return nil, nil, fmt.Errorf("there is no program %s", n)
		}
		p, err := programs.Parse(n+".yaml", data)
		if err != nil {
			return nil, nil, err
		}
		arms = append(arms, simulate.Arm{Name: n, Program: p})
	}
	return w, arms, nil
}

// reported is what a report prints of a run, an estimate a cell.
func reported(r *simulate.Result) []row {
	var rows []row
	var ms []*metrics.Metric
	for _, m := range metrics.Every() {
		if !m.Drawn() { // its error is that of the number of draws, not of customers
			ms = append(ms, m)
			rows = append(rows, row{name: m.Name, metric: m})
		}
	}
	steps := len(rows)
	add := func(i int, e metrics.Estimate) { rows[i].cells = append(rows[i].cells, cell{truth: e}) }
	for arm := range r.Arms {
		for i, x := range metrics.Evaluate(&r.Data, arm, ms, metrics.Whole) {
			add(i, x.Value)
			if arm > 0 {
				add(i, x.Change)
			}
		}
		for i, line := range metrics.Bridge(&r.Data, arm, metrics.Whole) {
			if arm == 0 {
				rows = append(rows, row{name: "bridge_" + line.Name})
				add(steps+i, metrics.Estimate{Missing: "a bridge begins at no program"})
				continue
			}
			add(steps+i, line.Value)
			add(steps+i, metrics.Estimate{Missing: "a line of the bridge is a change itself"})
		}
	}
	for i, e := range metrics.Difference(&r.Data, 2, 1, ms, metrics.Whole) {
		add(i, e)
	}
	for i := steps; i < len(rows); i++ {
		add(i, metrics.Estimate{Missing: "bridges are not compared"})
	}
	return rows
}
