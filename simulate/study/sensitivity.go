package study

import (
	"cmp"
	"context"
	"math"
	"slices"

	"earnburn/internal/document"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"

	"gonum.org/v1/gonum/stat/distuv"
)

// Sensitivity says which assumptions a metric of the programs of a run rests on.
type Sensitivity struct {
	Metric    *metrics.Metric
	Outcomes  []SensitiveTo // each program's metric, then, of two programs, their difference
	Customers int           // that the bars rest on
	Points    int           // of the design behind the indices; 0: there are none
	Each      int           // customers at each of the points
}

// SensitiveTo is what one number rests on.
type SensitiveTo struct {
	Arm, Against string // Against: of a difference
	Center       metrics.Estimate
	Bars         []Bar   // the longest first
	Shares       []Share // of those assumptions that move the outcomes most, as in Bars, then of all others together
}

// Bar is what one assumption alone does: the paired change from the central assumptions with the assumption at its 5th and at its 95th percentile.
type Bar struct {
	Assumption scenarios.Entry
	Low, High  metrics.Estimate
}

// Swing is how far the number moves between both ends and the center.
func (b *Bar) Swing() float64 {
	low, high := b.Low.Value, b.High.Value
	return max(low, high, 0) - min(low, high, 0)
}

// Share is how much of the variance under all assumptions at once an assumption carries.
type Share struct {
	Name string // "" for all others together
	Index
}

// SensitivityOptions say how much is spent.
type SensitivityOptions struct {
	Customers int // of the run, for each bar
	Each      int // for each point of the indices
	Points    int // n of the design, which needs n·(2·(singles + 1) + 2) runs; 0: no indices
	Threads   int
	Progress  func(done, total int)
}

// UsualSensitivity are the options unless others are wanted.
var UsualSensitivity = SensitivityOptions{Customers: 20_000, Each: 2_500, Points: 64}

// singles is how many assumptions get indices of their own.
const singles = 8

// Sensitive finds out what a metric of a run's programs rests on: first one assumption at a time, then the indices of those that move it most in any of the
// programs, all others forming one group. All is simulated with the same customers and draws. Ctx ends it with an error.
func Sensitive(ctx context.Context, run *simulate.Result, m *metrics.Metric, o SensitivityOptions) (*Sensitivity, error) {
	assumptions := run.World.Uncertain()
	if len(assumptions) == 0 {
		return nil, nil
	}
	s := &Sensitivity{Metric: m, Customers: min(o.Customers, run.Done), Points: o.Points, Each: min(o.Each, run.Done)}
	runs := 2*len(assumptions) + 1
	total := runs
	kept := min(singles, len(assumptions))
	if o.Points > 0 {
		total += len(sobolDesign(o.Points, kept, len(assumptions)-kept, 0))
	}
	progress := func(before int) func(int) {
		if o.Progress == nil {
			return nil
		}
		return func(done int) { o.Progress(before+done, total) }
	}
	if err := s.bars(ctx, run, assumptions, scoring{run: run, customers: s.Customers, threads: o.Threads, progress: progress(0)}); err != nil {
		return nil, err
	}
	if o.Points == 0 {
		return s, nil
	}
	order := s.most(assumptions, kept)
	return s, s.shares(ctx, run, assumptions, order, kept, scoring{run: run, customers: s.Each, threads: o.Threads, rough: true, progress: progress(runs)})
}

// outcomes are the numbers looked at, of a run's series by arm.
func outcomesOf(run *simulate.Result, by []metrics.Series) []metrics.Series {
	list := slices.Clone(by[1:])
	if len(by) == 3 {
		list = append(list, by[2].Minus(by[1], run.Arms[2].Name, run.Arms[1].Name))
	}
	return list
}

// bars puts one assumption after another to its ends.
func (s *Sensitivity) bars(ctx context.Context, run *simulate.Result, assumptions []scenarios.Entry, how scoring) error {
	points := [][]float64{make([]float64, len(assumptions))}
	end := distuv.UnitNormal.Quantile(0.95)
	for j := range assumptions {
		for _, z := range []float64{-end, end} {
			x := make([]float64, len(assumptions))
			x[j] = z
			points = append(points, x)
		}
	}
	list, err := all(ctx, how, points, func(r *simulate.Result) []metrics.Series {
		var by []metrics.Series
		for arm := range r.Arms {
			by = append(by, metrics.SeriesOf(&r.Data, arm, []*metrics.Metric{s.Metric})[0])
		}
		return outcomesOf(r, by)
	})
	if err != nil {
		return err
	}
	for k, center := range list[0] {
		if center.Missing != "" {
			return s.void(armOf(run, k), center.Missing)
		}
		t := SensitiveTo{Center: center.Estimate()}
		if t.Arm = armOf(run, k); k == len(run.Arms)-1 {
			t.Against = run.Arms[1].Name
		}
		for j, e := range assumptions {
			t.Bars = append(t.Bars, Bar{
				Assumption: e,
				Low:        list[1+2*j][k].Minus(center, "with "+e.Name+" low", "at the center").Estimate(),
				High:       list[2+2*j][k].Minus(center, "with "+e.Name+" high", "at the center").Estimate(),
			})
		}
		slices.SortStableFunc(t.Bars, func(a, b Bar) int { return cmp.Compare(b.Swing(), a.Swing()) })
		s.Outcomes = append(s.Outcomes, t)
	}
	return nil
}

// armOf names the arm of outcome k, the programs and then the difference of the last from the first: of that, the last.
func armOf(run *simulate.Result, k int) string { return run.Arms[min(k+1, len(run.Arms)-1)].Name }

// void is the error of a metric without a value, which is a mistake of who chose it.
func (s *Sensitivity) void(arm, why string) error {
	var problems document.Problems
	problems.Add(document.Position{Origin: "--metric " + s.Metric.Name}, "", "has no value for %s: %s", arm, why)
	return problems
}

// most are the places of all assumptions, those that move any of the outcomes most first.
func (s *Sensitivity) most(assumptions []scenarios.Entry, kept int) []int {
	var order []int
	for rank := 0; len(order) < kept; rank++ {
		for _, t := range s.Outcomes {
			j := slices.IndexFunc(assumptions, func(e scenarios.Entry) bool { return e.Name == t.Bars[rank].Assumption.Name })
			if len(order) < kept && !slices.Contains(order, j) {
				order = append(order, j)
			}
		}
	}
	for j := range assumptions {
		if !slices.Contains(order, j) {
			order = append(order, j)
		}
	}
	return order
}

// shares finds the indices of the first of the order, and of all others together.
func (s *Sensitivity) shares(ctx context.Context, run *simulate.Result, assumptions []scenarios.Entry, order []int, kept int, how scoring) error {
	design := sobolDesign(s.Points, kept, len(assumptions)-kept, run.Options.Seed)
	for k, u := range design {
		z := make([]float64, len(u))
		for i, x := range u {
			z[order[i]] = distuv.UnitNormal.Quantile(min(max(x, 1e-6), 1-1e-6))
		}
		design[k] = z
	}
	list, err := all(ctx, how, design, func(r *simulate.Result) []metrics.Series {
		var by []metrics.Series
		for arm := range r.Arms {
			x := metrics.Series{Value: metrics.Values(&r.Data, arm, []*metrics.Metric{s.Metric})[0]}
			by = append(by, x)
		}
		return outcomesOf(r, by)
	})
	if err != nil {
		return err
	}
	for k := range s.Outcomes {
		t := &s.Outcomes[k]
		y := make([]float64, len(list))
		for j := range list {
			if y[j] = list[j][k].Value; math.IsNaN(y[j]) {
				return s.void(armOf(run, k), "it has none under some of the assumptions that are plausible, so there are no indices; leave them out with --points 0")
			}
		}
		for i, x := range sobolIndices(y, s.Points) {
			name := ""
			if i < kept {
				name = assumptions[order[i]].Name
			}
			t.Shares = append(t.Shares, Share{Name: name, Index: x})
		}
	}
	return nil
}
