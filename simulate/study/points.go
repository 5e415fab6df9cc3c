package study

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Point is one set of changes to the inputs, among several that are compared over the same customers.
type Point struct {
	Name   string   // of the variant, or of the sweep that it belongs to
	Values []string // in a sweep, by axis
	Set    []scenarios.Override
}

// Variant is the point of a named set of changes.
func Variant(v *scenarios.Variant) Point { return Point{Name: v.Name, Set: v.Set} }

// SweepPoints are the points of a sweep: all combinations, the last axis running fastest; or a Latin hypercube (McKay, Beckman and Conover 1979),
// each axis taking the middle of each of its strata once, in an order that follows from seed and path alone.
func SweepPoints(s *scenarios.Sweep, seed uint64) []Point {
	if s.Points > 0 {
		list := make([]Point, s.Points)
		for i := range s.Over {
			a := &s.Over[i]
			for k, stratum := range strata(seed, a.Path, s.Points) {
				list[k].add(a, a.At((float64(stratum)+0.5)/float64(s.Points)))
			}
		}
		for k := range list {
			list[k].Name = s.Name
		}
		return list
	}
	list := []Point{{Name: s.Name}}
	for i := range s.Over {
		a := &s.Over[i]
		var next []Point
		for _, p := range list {
			for k := range a.Count() {
				q := Point{Name: p.Name, Values: append([]string(nil), p.Values...), Set: append([]scenarios.Override(nil), p.Set...)}
				q.add(a, a.Value(k))
				next = append(next, q)
			}
		}
		list = next
	}
	return list
}

func (p *Point) add(a *scenarios.Axis, value string) {
	p.Values = append(p.Values, value)
	origin := a.Origin
	if !strings.HasPrefix(origin, "--") {
		origin += ": " + a.Path + "=" + value
	}
	p.Set = append(p.Set, scenarios.Override{Path: a.Path, Value: value, Origin: origin})
}

// Outcome is what became of a point.
type Outcome struct {
	Arms  []ArmOutcome // the baseline first
	Pairs []Pair       // of programs
}

// ArmOutcome is an arm of a point; all lists are by metric.
type ArmOutcome struct {
	Name    string
	Metrics []metrics.Reported
	Against []metrics.Estimate // the arm minus the same arm of the inputs as given, same customers
}

// Pair is the paired difference of two programs, by metric.
type Pair struct {
	Arm, Against string
	Metrics      []metrics.Estimate
}

// Points runs the inputs as given, then with the changes of each point, always with the same customers and draws: a point is the run that the changed
// inputs are. Only estimates are kept of each, so memory does not grow with the number of points beyond them.
type Points struct {
	Inputs  *Inputs
	Changes []scenarios.Override // to the inputs as given, below those of points
	List    []Point
	Options simulate.Options
	Metrics []*metrics.Metric

	series    [][]metrics.Series
	simulated int
}

// Check reads the inputs of all points, so that what is wrong with any of them is known before anything is simulated.
func (p *Points) Check() (*Case, error) {
	given, err := p.Inputs.At(p.Changes)
	if err != nil {
		return nil, err
	}
	var all []error
	seen := map[string]bool{} // many points have the same mistake
	for i := range p.List {
		if _, err := p.at(i); err != nil && !seen[err.Error()] {
			seen[err.Error()] = true
			all = append(all, err)
		}
	}
	return given, errors.Join(all...)
}

// at reads the inputs of a point; −1 is the inputs as given.
func (p *Points) at(i int) (*Case, error) {
	if i < 0 {
		return p.Inputs.At(p.Changes)
	}
	return p.Inputs.At(append(append([]scenarios.Override(nil), p.Changes...), p.List[i].Set...))
}

// Run simulates the inputs as given and all points, in this order, and hands over each outcome as soon as it is there; −1 is that of the inputs as given.
// When ctx ends, the outcomes of points that are not finished are not handed over, and the error is why it ended.
func (p *Points) Run(ctx context.Context, progress func(done, total int), each func(i int, o *Outcome)) error {
	for i := -1; i < len(p.List); i++ {
		c, err := p.at(i)
		if err != nil {
			return err
		}
		r, err := simulate.Run(ctx, c.World, c.Arms, p.Options)
		if err != nil {
			return err
		}
		if r.Partial {
			return context.Cause(ctx)
		}
		each(i, p.outcome(r, i < 0))
		if progress != nil {
			progress(i+2, len(p.List)+1)
		}
	}
	return nil
}

// outcome reduces a result to what is kept of it.
func (p *Points) outcome(r *simulate.Result, given bool) *Outcome {
	o := &Outcome{}
	for arm := range r.Arms {
		a := ArmOutcome{Name: r.Arms[arm].Name, Metrics: metrics.Evaluate(&r.Data, arm, p.Metrics, metrics.Whole)}
		series := metrics.SeriesOf(&r.Data, arm, p.Metrics)
		if given {
			p.series = append(p.series, series)
			p.simulated = r.Done
		} else {
			a.Against = p.against(series, p.series[arm], r.Done)
		}
		o.Arms = append(o.Arms, a)
		for other := 1; other < arm; other++ {
			o.Pairs = append(o.Pairs, Pair{Arm: a.Name, Against: r.Arms[other].Name, Metrics: metrics.Difference(&r.Data, arm, other, p.Metrics, metrics.Whole)})
		}
	}
	return o
}

// against are the differences of an arm's metrics from the inputs as given.
func (p *Points) against(own, given []metrics.Series, simulated int) []metrics.Estimate {
	list := make([]metrics.Estimate, len(own))
	for i := range own {
		d := own[i].Minus(given[i], "the point", "the inputs as given")
		if simulated != p.simulated && d.Missing == "" {
			d.Without, d.NoInterval = nil, fmt.Sprintf("%d customers were simulated here and %d there", simulated, p.simulated)
		}
		list[i] = d.Estimate()
	}
	return list
}

// Foresee is about how long Run will take, from two runs of few customers: what a run takes whatever its size, and what each customer takes.
func (p *Points) Foresee(ctx context.Context, given *Case, customers int) (time.Duration, error) {
	few, more := min(2_000, customers), min(10_000, customers)
	took := func(n int) (float64, error) {
		o := p.Options
		o.Customers, o.Progress = n, nil
		start := time.Now()
		_, err := simulate.Run(ctx, given.World, given.Arms, o)
		return float64(time.Since(start)), err
	}
	first, err := took(few)
	if err != nil {
		return 0, err
	}
	second, err := took(more)
	if err != nil {
		return 0, err
	}
	run := second
	if more > few {
		run += max(0, second-first) / float64(more-few) * float64(customers-more)
	}
	return time.Duration(run * float64(len(p.List)+1)), nil
}
