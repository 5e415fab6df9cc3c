package study

import (
	"cmp"
	"context"
	"slices"

	"earnburn/simulate/metrics"
)

// finalists are the places worth another look: the three best, and the best that keep two and three standard errors away from all limits.
func (o *Optimization) finalists() []int {
	order := make([]int, len(o.found))
	for i := range order {
		order[i] = i
	}
	spreads := o.seen.spreads()
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &o.seen.sights[a], &o.seen.sights[b]
		switch {
		case o.seen.better(x, y, spreads):
			return -1
		case o.seen.better(y, x, spreads):
			return 1
		}
		return 0
	})
	list := slices.Clone(order[:min(3, len(order))])
	for _, errors := range []float64{2, 3} {
		for _, i := range order {
			far := !slices.ContainsFunc(o.found[i].Searched.Slacks, func(e metrics.Estimate) bool { return e.Value < errors*e.SE })
			if far && !slices.Contains(list, i) {
				list = append(list, i)
			}
			if far {
				break
			}
		}
	}
	return list
}

// again simulates the rules as given, the finalists and the points of frontiers with all customers, of another seed, each once.
func (o *Optimization) again(ctx context.Context, r *Optimum, finalists []int, frontiers []frontier, progress func(again bool, done, total int)) error {
	places := slices.Clone(finalists)
	for _, f := range frontiers {
		for _, i := range f.places {
			if !slices.Contains(places, i) {
				places = append(places, i)
			}
		}
	}
	options := o.Options
	options.Customers, options.Seed, options.Progress = o.customers(), r.AgainSeed, nil
	r.Again = options.Customers
	for done := -1; done < len(places); done++ {
		if ctx.Err() != nil {
			r.Partial = true
			return nil
		}
		changes := o.Changes
		if done >= 0 {
			changes = o.changes(o.Axes, o.seen.places[places[done]])
		}
		c, err := o.Inputs.At(changes)
		if err != nil {
			return err
		}
		j, err := o.judge(ctx, c, options)
		if err != nil {
			return err
		}
		switch {
		case j == nil:
		case done < 0:
			r.Given, o.given = j, j
		default:
			j.AgainstGiven = j.series[0].Minus(o.given.series[0], "here", "the rules as given").Estimate()
			o.found[places[done]].Again = j
		}
		if progress != nil {
			progress(true, done+2, len(places)+1)
		}
	}
	r.Partial = ctx.Err() != nil
	return nil
}

// order puts candidates that were simulated again first, of these such that keep the limits, of these the best, and else those that break them least.
func (o *Optimization) order(a, b Candidate) int {
	x, y := a.Again, b.Again
	switch {
	case x == nil && y == nil:
		return 0 // as the search had them
	case x == nil || y == nil:
		return first(x != nil)
	case x.Objective.Missing != "" && y.Objective.Missing != "":
		return 0
	case x.Objective.Missing != "" || y.Objective.Missing != "":
		return first(x.Objective.Missing == "")
	case x.Kept() != y.Kept():
		return first(x.Kept())
	case x.Kept():
		return cmp.Compare(o.worth(&y.Objective), o.worth(&x.Objective))
	}
	spreads := o.seen.spreads()
	return cmp.Compare(broken(x.sight(), spreads), broken(y.sight(), spreads))
}

func first(yes bool) int {
	if yes {
		return -1
	}
	return 1
}

// sight is how far limits are kept, as a search sees it.
func (j *Judged) sight() *sight {
	s := &sight{}
	for _, e := range j.Slacks {
		s.slacks = append(s.slacks, e.Value)
	}
	return s
}
