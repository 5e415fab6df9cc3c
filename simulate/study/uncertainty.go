// Package study runs a simulation many times over the same customers to find out what its result rests on.
package study

import (
	"context"
	"math"
	"slices"

	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"

	"gonum.org/v1/gonum/stat"
)

// Options say how assumptions are drawn.
type Options struct {
	Draws     int                   // of all uncertain assumptions at once; 0: none
	Customers int                   // of the run who are simulated in each draw, the first ones
	Threads   int                   // 0: all processors; never changes a result
	Progress  func(done, total int) // counts draws; called from one goroutine at a time; nil: not wanted
}

// FewestDraws is how many draws it takes to say anything: with fewer, the 5th percentile is none of them.
const FewestDraws = 20

// Usual are the options unless others are wanted.
var Usual = Options{Draws: 200, Customers: 2500}

// Draws is what became of a run when its assumptions were drawn from their ranges.
type Draws struct {
	Assumptions []scenarios.Entry // that were drawn
	Number      int               // of draws
	Customers   int               // in each
	Partial     bool              // interrupted: fewer draws than wanted

	run    *simulate.Result
	scores [][]float64   // [assumption][draw]
	values [][][]float64 // [arm][metric of metrics.All][draw], NaN where there is none
}

// Draw repeats a run with assumptions drawn from their ranges, each time with the same customers.
//
// So few customers differ by chance from the run's many. They do so alike in every draw: the difference between run and the same few customers under the
// central assumptions is added to each draw. When ctx ends early the draws finished until then are kept, a prefix, marked Partial.
func Draw(ctx context.Context, run *simulate.Result, o Options) (*Draws, error) {
	d := &Draws{run: run, Assumptions: run.World.Uncertain(), Customers: min(o.Customers, run.Done)}
	if o.Draws <= 0 || len(d.Assumptions) == 0 {
		return d, nil
	}
	for _, e := range d.Assumptions {
		d.scores = append(d.scores, scores(run.Options.Seed, e.Name, o.Draws))
	}
	outcomes, err := d.outcomes(ctx, o)
	if err != nil {
		return nil, err
	}
	d.Number, d.Partial = max(0, len(outcomes)-1), len(outcomes) <= o.Draws
	d.center(outcomes)
	return d, nil
}

// outcomes simulates the central assumptions, then each draw; [draw + 1][arm][metric]. They come back in order, as many as were finished.
func (d *Draws) outcomes(ctx context.Context, o Options) ([][][]float64, error) {
	points := make([][]float64, o.Draws+1)
	for k := range points {
		points[k] = make([]float64, len(d.scores))
		for j := range d.scores {
			if k > 0 {
				points[k][j] = d.scores[j][k-1]
			}
		}
	}
	s := scoring{run: d.run, customers: d.Customers, threads: o.Threads, rough: true}
	if o.Progress != nil {
		s.progress = func(done int) {
			if done > 1 {
				o.Progress(done-1, o.Draws)
			}
		}
	}
	return scored(ctx, s, points, func(r *simulate.Result) [][]float64 {
		values := make([][]float64, len(r.Arms))
		for arm := range values {
			values[arm] = metrics.Values(&r.Data, arm, metrics.Every())
		}
		return values
	})
}

// center moves the outcomes to where the run is.
func (d *Draws) center(outcomes [][][]float64) {
	every := metrics.Every()
	for arm := range d.run.Arms {
		central := metrics.Values(&d.run.Data, arm, every)
		values := make([][]float64, len(every))
		for m := range every {
			values[m] = make([]float64, d.Number)
			for k := range d.Number {
				x := outcomes[k+1][arm][m] + central[m] - outcomes[0][arm][m]
				values[m][k] = every[m].Within(x)
			}
		}
		d.values = append(d.values, values)
	}
}

// Range is where a number lies from the 5th to the 95th percentile of the draws.
type Range struct {
	Low, High float64
	Missing   string // why there is none
}

// Range is that of a metric of an arm.
func (d *Draws) Range(arm int, m *metrics.Metric) Range {
	switch {
	case d.Number < FewestDraws:
		return Range{Missing: metrics.ErrNotDrawn.Error()}
	case m.Jumps():
		return Range{Missing: "it moves in steps, which the few customers of a draw cannot tell"}
	}
	var values []float64
	for _, x := range d.values[arm][index(m)] {
		if !math.IsNaN(x) {
			values = append(values, x)
		}
	}
	const most = 0.95
	if float64(len(values)) < most*float64(d.Number) {
		return Range{Missing: "it has no value in many of the draws"}
	}
	low, high := between(0.05, 0.95, values)
	return Range{Low: low, High: high}
}

// between are two quantiles, in order, of values that it sorts. Interpolation between equal values may miss them by the last digit, and then the higher
// quantile would lie below the lower one.
func between(low, high float64, values []float64) (float64, float64) {
	slices.Sort(values)
	a, b := stat.Quantile(low, stat.LinInterp, values, nil), stat.Quantile(high, stat.LinInterp, values, nil)
	return min(a, b), max(a, b)
}

// index is a metric's place in metrics.All.
func index(m *metrics.Metric) int {
	return slices.IndexFunc(metrics.All, func(other metrics.Metric) bool { return other.Name == m.Name })
}
