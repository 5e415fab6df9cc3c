package study

import (
	"context"
	"fmt"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Part is one line of a decomposition: what an effect adds to the net margin impact.
type Part struct {
	Name, Title string
	Grade       string // the weakest grade of the assumptions behind it; "" for what rests on none
	Value       metrics.Estimate
}

// Decomposition splits the net margin impact of an arm into what its customers' responses bring.
type Decomposition struct {
	Parts     []Part           // giving without response first, then the effects, then how they work on each other; they add up to Total exactly
	Total     metrics.Estimate // the impact among these customers
	Customers int
}

// Names of the parts that are no effects.
const (
	NoResponse   = "no_response"
	Interactions = "interactions"
)

// ForDecomposition is how many customers of a run a decomposition rests on.
const ForDecomposition = 20_000

// Decompose splits the net margin impact of each arm of a run, in the order of Result.Programs without the baseline.
//
// With f(S) the impact when only the effects S are at work, an effect's part is the mean of what it adds first and last,
// ½[f({j}) − f(∅)] + ½[f(all) − f(all∖j)]; f(∅) is what the program gives on purchases that would have happened anyway, and its running costs;
// interactions are what is left to the total. All f are simulated with the same draws, on the first customers of the run, with what the run solved.
// A run needs two simulations for each effect that can be at work in one of the programs, and two more. Ctx ends it with an error.
func Decompose(ctx context.Context, run *simulate.Result, o Options) ([]Decomposition, error) {
	arms := run.Programs[1:]
	var effects []*Effect
	for i := range Effects {
		if e := &Effects[i]; !run.World.Mechanical && e.plays(arms) {
			effects = append(effects, e)
		}
	}
	done := 0
	with := func(off ...*Effect) (*metrics.Data, error) {
		world, programs := without(run.World, arms, off)
		r, err := simulate.Run(ctx, world, programs, simulate.Options{
			Customers: min(ForDecomposition, run.Done), Seed: run.Options.Seed, Threads: o.Threads, Like: run,
		})
		switch {
		case err != nil:
			return nil, err
		case r.Partial:
			return nil, fmt.Errorf("the decomposition was interrupted: %w", context.Cause(ctx))
		}
		if done++; o.Progress != nil {
			o.Progress(done, 2*len(effects)+2)
		}
		return &r.Data, nil
	}
	all, err := with()
	if err != nil {
		return nil, err
	}
	none, err := with(effects...)
	if err != nil {
		return nil, err
	}
	first, last := make([]*metrics.Data, len(effects)), make([]*metrics.Data, len(effects))
	for j, e := range effects {
		var others []*Effect
		for _, other := range effects {
			if other != e {
				others = append(others, other)
			}
		}
		if first[j], err = with(others...); err != nil {
			return nil, err
		}
		if last[j], err = with(e); err != nil {
			return nil, err
		}
	}
	impact, _ := metrics.ByName("net_margin_impact")
	list := make([]Decomposition, len(arms))
	for i := range list {
		arm := i + 1
		of := func(data *metrics.Data, weight float64) metrics.Part {
			return metrics.Part{Data: data, Arm: arm, Weight: weight}
		}
		d := &list[i]
		d.Customers = min(ForDecomposition, run.Done)
		d.Total = metrics.Combine([]metrics.Part{of(all, 1)}, impact)
		d.Parts = append(d.Parts, Part{Name: NoResponse, Title: "Given without any response, and running costs", Value: metrics.Combine([]metrics.Part{of(none, 1)}, impact)})
		rest := []metrics.Part{of(all, 1), of(none, -1)}
		for j, e := range effects {
			part := []metrics.Part{of(first[j], 0.5), of(none, -0.5), of(all, 0.5), of(last[j], -0.5)}
			for _, p := range part {
				p.Weight = -p.Weight
				rest = append(rest, p)
			}
			d.Parts = append(d.Parts, Part{Name: e.Name, Title: e.Title, Grade: e.grade(run.World), Value: metrics.Combine(part, impact)})
		}
		d.Parts = append(d.Parts, Part{Name: Interactions, Title: "How these work on each other", Value: metrics.Combine(rest, impact)})
	}
	return list, nil
}
