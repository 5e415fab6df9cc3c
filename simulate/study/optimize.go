package study

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"earnburn/internal/document"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Optimization looks for the values of a program's rules that make a metric best while conditions are met. All points of the search share the same
// customers and draws. The best of many is best by luck too, so those found are simulated again with customers of another seed, and that decides.
type Optimization struct {
	Inputs      *Inputs // of one program
	Changes     []scenarios.Override
	Axes        []scenarios.Axis // what may vary, within what bounds
	Objective   *metrics.Metric
	Minimize    bool
	Constraints []Constraint
	Metrics     []*metrics.Metric // reported beside the objective
	Points      int               // simulated in the search at most; 0: UsualPoints
	Options     simulate.Options

	all    []*metrics.Metric // the objective, Metrics, and those of frontiers
	found  []Candidate       // by place of the search
	seen   *search
	given  *Judged
	reason string
}

// SearchCustomers is how many customers each point of the search has at most.
const SearchCustomers = 10_000

// mostTries is how many places of axes are read before they are refused.
const mostTries = 50

// UsualPoints is how many points a search over so many axes simulates at most, unless another number is wanted.
func UsualPoints(axes int) int { return min(20+20*axes, 100) }

// Judged is what became of the program at a point; lists are by Optimization.Metrics and Constraints.
type Judged struct {
	Objective metrics.Estimate
	Metrics   []metrics.Estimate
	Slacks    []metrics.Estimate // by how much conditions are met; below 0 they are not

	AgainstGiven metrics.Estimate // of the objective, paired with the rules as given

	series []metrics.Series // by Optimization.all
}

// Kept reports whether all conditions are met, whatever the error.
func (j *Judged) Kept() bool {
	return !slices.ContainsFunc(j.Slacks, func(e metrics.Estimate) bool { return e.Missing != "" || e.Value < 0 })
}

// Candidate is a point of the search.
type Candidate struct {
	Values   []string // by axis
	Searched Judged   // with the few customers of the search
	Again    *Judged  // with all customers, of another seed; nil: not simulated again
}

// Optimum is the answer.
type Optimum struct {
	Given      *Judged     // the rules as given, with the customers of Again; nil: interrupted before
	Candidates []Candidate // the best of the search, the best when simulated again first
	Frontiers  []Frontier
	Searched   int    // points simulated in the search
	Impossible int    // points left out because their rules cannot be, or have no value
	Reason     string // of the first of these
	Customers  int    // simulated in each point of the search
	Again      int    // and again
	AgainSeed  uint64
	Partial    bool // interrupted
}

// Feasible reports whether the first candidate meets all conditions.
func (o *Optimum) Feasible() bool {
	if len(o.Candidates) == 0 {
		return false
	}
	c := &o.Candidates[0]
	if c.Again == nil {
		return c.Searched.Kept()
	}
	return c.Again.Kept()
}

// Check reads the inputs as given and at places of the axes, so that what is wrong is known before anything is simulated. Axes of keys that take whole
// numbers only become whole.
func (o *Optimization) Check() (*Case, error) {
	given, err := o.Inputs.At(o.Changes)
	if err != nil {
		return nil, err
	}
	var all []error
	for i := range o.Axes {
		err := o.try(o.Axes[i])
		if whole, ok := o.Axes[i].InWholeSteps(); err != nil && ok && o.try(whole) == nil {
			o.Axes[i], err = whole, nil
		}
		all = append(all, err)
	}
	// What cannot be alone may be possible together, as two cuts of tiers above those given.
	if err := o.try(o.Axes...); err != nil {
		if alone := errors.Join(all...); alone != nil {
			err = alone
		}
		return nil, err
	}
	points := 1
	for i := range o.Axes {
		if n := o.Axes[i].Count(); n > 0 {
			points = min(points*n, scenarios.MostPoints)
		} else {
			points = scenarios.MostPoints
		}
	}
	if o.Points == 0 {
		o.Points = UsualPoints(len(o.Axes))
	}
	o.Points = min(o.Points, points)
	o.all = []*metrics.Metric{o.Objective}
	for _, m := range slices.Concat(o.Metrics, frontierMetrics()) {
		if !slices.Contains(o.all, m) {
			o.all = append(o.all, m)
		}
	}
	return given, nil
}

// try reads the inputs at places spread over axes, until one of them can be.
func (o *Optimization) try(axes ...scenarios.Axis) error {
	var wrong error
	spread := search{directions: len(axes), most: mostTries, seed: o.Options.Seed}
	for _, place := range spread.hypercube(0, mostTries) {
		_, err := o.Inputs.At(o.changes(axes, place))
		if err == nil {
			return nil
		}
		if wrong == nil {
			wrong = err
		}
	}
	return wrong
}

// changes are those to the inputs at a place of axes.
func (o *Optimization) changes(axes []scenarios.Axis, place []float64) []scenarios.Override {
	p := Point{Set: slices.Clone(o.Changes)}
	for i := range axes {
		p.add(&axes[i], axes[i].At(place[i]))
	}
	return p.Set
}

// Run searches, then simulates the best again. Progress is told of each simulation; the second stage begins when again is true. When ctx ends, what was
// found so far is the answer, marked Partial.
func (o *Optimization) Run(ctx context.Context, progress func(again bool, done, total int)) (*Optimum, error) {
	r := &Optimum{Customers: o.searchOptions().Customers, AgainSeed: o.Options.Seed + 1}
	o.seen = &search{
		directions: len(o.Axes), most: o.Points, seed: o.Options.Seed,
		snap: func(place []float64) []float64 {
			snapped := make([]float64, len(place))
			for i := range place {
				snapped[i] = o.Axes[i].Snap(place[i])
			}
			return snapped
		},
		look: func(place []float64) (sight, error) { return o.look(ctx, place) },
		each: func(_ []float64, s sight) error {
			if s.void {
				r.Impossible++
			}
			if progress != nil {
				progress(false, len(o.seen.places), o.Points)
			}
			return nil
		},
	}
	if err := o.seen.run(ctx); err != nil {
		return nil, err
	}
	r.Searched = len(o.found)
	r.Reason, r.Partial = o.reason, ctx.Err() != nil
	if r.Searched == 0 {
		return r, nil
	}
	finalists := o.finalists()
	frontiers := o.frontiers()
	if err := o.again(ctx, r, finalists, frontiers, progress); err != nil {
		return nil, err
	}
	for _, i := range finalists {
		r.Candidates = append(r.Candidates, o.found[i])
	}
	slices.SortStableFunc(r.Candidates, o.order)
	for _, f := range frontiers {
		r.Frontiers = append(r.Frontiers, o.frontier(f))
	}
	return r, nil
}

// Foresee is about how long Run takes, and with how many customers it simulates each point of the search, and again.
func (o *Optimization) Foresee(ctx context.Context, given *Case) (few, all int, took time.Duration, err error) {
	few, all = o.searchOptions().Customers, o.customers()
	p := &Points{Inputs: o.Inputs, Changes: o.Changes, Options: o.Options, List: make([]Point, o.Points-1)}
	search, err := p.Foresee(ctx, given, few)
	if err != nil {
		return few, all, 0, err
	}
	const usuallyAgain = 12 // the rules as given, three to five finalists, and as many points of frontiers
	p.List = make([]Point, usuallyAgain-1)
	again, err := p.Foresee(ctx, given, all)
	return few, all, search + again, err
}

// searchOptions are those of each point of the search.
func (o *Optimization) searchOptions() simulate.Options {
	s := o.Options
	s.Customers, s.Progress = min(o.customers(), SearchCustomers), nil
	return s
}

// customers is how many are simulated again.
func (o *Optimization) customers() int {
	if o.Options.Customers > 0 {
		return o.Options.Customers
	}
	world, err := o.Inputs.World(o.Changes)
	if err != nil {
		return simulate.UsualCustomers
	}
	return int(min(simulate.UsualCustomers, world.Customers))
}

// look simulates a place of the search. Rules that cannot be, alone or in their world, and metrics without a value make it void.
func (o *Optimization) look(ctx context.Context, place []float64) (sight, error) {
	void := func(why string) (sight, error) {
		o.reason = cmp.Or(o.reason, why)
		return sight{void: true}, nil
	}
	c, err := o.Inputs.At(o.changes(o.Axes, place))
	if err != nil {
		return void(err.Error())
	}
	j, err := o.judge(ctx, c, o.searchOptions())
	var problems document.Problems
	switch {
	case errors.As(err, &problems):
		return void(err.Error())
	case err != nil || j == nil:
		return sight{void: true}, err
	case j.Objective.Missing != "":
		return void(o.Objective.Name + ": " + j.Objective.Missing)
	}
	s := sight{value: o.worth(&j.Objective)}
	for i, slack := range j.Slacks {
		if slack.Missing != "" {
			return void(o.Constraints[i].Text + ": " + slack.Missing)
		}
		s.slacks = append(s.slacks, slack.Value-slack.SE) // a limit is kept with other customers too only at some distance from it
	}
	found := Candidate{Searched: *j}
	for i := range o.Axes {
		found.Values = append(found.Values, o.Axes[i].At(place[i]))
	}
	o.found = append(o.found, found)
	return s, nil
}

// worth is a value of the objective, the more the better.
func (o *Optimization) worth(e *metrics.Estimate) float64 {
	if o.Minimize {
		return -e.Value
	}
	return e.Value
}

// judge simulates and measures; nil if ctx ended.
func (o *Optimization) judge(ctx context.Context, c *Case, options simulate.Options) (*Judged, error) {
	r, err := simulate.Run(ctx, c.World, c.Arms, options)
	if err != nil || r.Partial {
		return nil, err
	}
	const arm = 1
	j := &Judged{series: metrics.SeriesOf(&r.Data, arm, o.all)}
	j.Objective = j.series[0].Estimate()
	for _, m := range o.Metrics {
		j.Metrics = append(j.Metrics, o.of(j, m))
	}
	for i := range o.Constraints {
		j.Slacks = append(j.Slacks, o.Constraints[i].Slack(&r.Data, arm))
	}
	return j, nil
}
