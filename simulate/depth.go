package simulate

import (
	"math"
	"slices"
	"strconv"

	"earnburn/simulate/metrics"
)

// Deciles is into how many equal parts customers are ranked by what they buy at baseline.
const Deciles = 10

// NoMember stands for customers who are no members where others are listed by their tier.
const NoMember = "not a member"

// depthGroups is how many jackknife groups customers are counted in by decile and tier: fewer than elsewhere, for there are many deciles and tiers.
const depthGroups = 20

// rank is what customers are ranked by: baseline purchases within the horizon, and of equals, sales.
type rank struct{ purchases, sales int64 }

func (r rank) less(o rank) bool {
	return r.purchases < o.purchases || r.purchases == o.purchases && r.sales < o.sales
}

// rankers is how many other customers the limits of deciles are taken from.
const rankers = 10_000

// ranks returns the limits between deciles, from below.
func (p *plan) ranks() []rank {
	q := *p
	population := *p.population
	population.seed = pilotSeed
	q.population = &population
	q.arms = p.arms[:1]
	w := newWorker(&q)
	all := make([]rank, rankers)
	for n := range all {
		q.population.person(n, w.traits, &w.person)
		w.draws.begin(pilotSeed, n, w.person.seg, w.person.basket, w.person.first)
		w.baseline(&w.person)
		for i := range w.visits {
			all[n].purchases++
			all[n].sales += int64(w.visits[i].amount)
		}
	}
	slices.SortFunc(all, func(a, b rank) int {
		switch {
		case a.less(b):
			return -1
		case b.less(a):
			return 1
		}
		return 0
	})
	limits := make([]rank, Deciles-1)
	for i := range limits {
		limits[i] = all[(i+1)*rankers/Deciles]
	}
	return limits
}

// decile returns the decile, from 0 for those who buy least, of the customer whose baseline purchases these are.
func (w *worker) decile() int {
	r := rank{purchases: int64(len(w.visits))}
	for i := range w.visits {
		r.sales += int64(w.visits[i].amount)
	}
	d := 0
	for _, limit := range w.plan.limits {
		if !r.less(limit) {
			d++
		}
	}
	return d
}

// depth is where a lane counts in depth: one customer at a time, to be added to all that he belongs to.
type depth struct {
	own       *metrics.Sums
	moods     []float64       // how far membership has moved satisfaction, at the end of each month
	deciles   []*metrics.Sums // of the current block
	tiers     []*metrics.Sums // by the level that members hold in the end, then those who are none; nil without tiers
	baselines []*metrics.Sums // the same customers at baseline
	moved     []*metrics.Sums // the same customers under the program that one moves to from this one; nil without a move
}

func newDepth(p *plan, a *armPlan) *depth {
	months := p.calendar.months
	d := &depth{own: metrics.NewSums(months), moods: make([]float64, months), deciles: newSums(Deciles, months)}
	if levels := a.levels(); len(levels) > 1 {
		d.tiers, d.baselines = newSums(len(levels)+1, months), newSums(len(levels)+1, months)
		if p.moves() && a == &p.arms[moveFrom] {
			d.moved = newSums(len(levels)+1, months)
		}
	}
	return d
}

func newSums(n, months int) []*metrics.Sums {
	list := make([]*metrics.Sums, n)
	for i := range list {
		list[i] = metrics.NewSums(months)
	}
	return list
}

// levels returns the names of the levels of the rules in force at the end; one or none without tiers.
func (a *armPlan) levels() []string {
	if len(a.versions) == 0 {
		return nil
	}
	return a.versions[len(a.versions)-1].rules.Levels
}

// tiers returns what members and others are told apart by at the end, NoMember last; nil for programs without tiers.
func (a *armPlan) tiers() []string {
	if levels := a.levels(); len(levels) > 1 {
		return append(slices.Clone(levels), NoMember)
	}
	return nil
}

// settleDepth adds the customer, who is finished in all lanes, to all that he belongs to.
func (w *worker) settleDepth(segment int) {
	decile := w.decile()
	base := w.lanes[0].depth.own
	for _, l := range w.lanes {
		d := l.depth
		l.sums[segment].Count(d.own)
		d.deciles[decile].Count(d.own)
		if d.tiers == nil {
			continue
		}
		level := l.tier()
		d.tiers[level].Count(d.own)
		d.baselines[level].Count(base)
		if d.moved != nil {
			d.moved[level].Count(w.lanes[moveTo].depth.own)
		}
	}
	if w.move != nil {
		w.settleMove(segment, decile, w.lanes[moveFrom].tier())
	}
	for _, l := range w.lanes {
		l.depth.own.Reset()
	}
}

// tier is the level that the customer holds at the end of the horizon, or the one after the last if he is no member then; 0 without tiers.
func (l *lane) tier() int {
	none := max(0, len(l.depth.tiers)-1)
	if l.tally.member && l.tally.level >= 0 {
		return min(l.tally.level, max(0, none-1))
	}
	return none
}

// recall keeps the member's mood at the ends of the months that he passes up to month next.
func (l *lane) recall(next int) {
	mood := l.mind.mood(&l.outlook, &l.memory, l.now)
	for m := l.month; m < next && m < len(l.depth.moods); m++ {
		l.depth.moods[m] = mood
	}
}

// opine counts who would recommend the company at the end of each month, and find it easy to deal with, among those who bought in the 12 months before.
func (l *lane) opine(satisfaction, last float64) {
	if l.tally.member {
		for m := l.month; m < len(l.depth.moods); m++ {
			l.depth.moods[m] = last
		}
	}
	bought, version, asked := -12, 0, math.NaN()
	var promoters, detractors float64
	for m := range l.flow {
		f := &l.flow[m]
		if f[metrics.Purchases] > 0 {
			bought = m
		}
		if m-bought >= 12 {
			continue
		}
		eta, effort := satisfaction, noEffort
		if end := l.calendar.begin(m + 1); l.tally.member && l.tally.joined < end {
			eta += l.depth.moods[m]
			for version+1 < len(l.arm.versions) && l.arm.versions[version+1].from < end {
				version++
			}
			effort = l.arm.versions[version].mind.effort
		}
		if eta != asked {
			asked = eta
			promoters, detractors = recommend(eta)
		}
		f[metrics.RecentBuyers]++
		f[metrics.RecentPromoters] += millionths(promoters)
		f[metrics.RecentDetractors] += millionths(detractors)
		f[metrics.RecentEffort] += effort.mean
		f[metrics.RecentEffortSquares] += effort.square
	}
}

// deepen adds what was counted in depth.
func (r *Result) deepen(p *plan, count counts) {
	if !p.depth {
		return
	}
	view := func(rows []string, arms ...metrics.Arm) *metrics.Data {
		d := &metrics.Data{Facts: r.Facts, Arms: arms}
		d.Facts.Segments = rows
		return d
	}
	names := make([]string, Deciles)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	r.Deciles = view(names)
	r.Tiers = make([]*metrics.Data, len(r.Arms))
	for i := range r.Arms {
		arm := r.Arms[i]
		arm.Cells = count.deciles[i]
		r.Deciles.Arms = append(r.Deciles.Arms, arm)
		if tiers := p.arms[i].tiers(); tiers != nil {
			base := r.Arms[0]
			base.Cells, arm.Cells = count.baselines[i], count.tiers[i]
			arms := []metrics.Arm{base, arm}
			if p.moves() && i == moveFrom {
				other := r.Arms[moveTo]
				other.Cells = count.moved[i]
				arms = append(arms, other)
			}
			r.Tiers[i] = view(tiers, arms...)
		}
	}
	r.Move = count.move
}
