package simulate

import "earnburn/simulate/metrics"

// Move is what a change from the first of two programs to the second does to customers.
type Move struct {
	From, To int // arms
	// What customers receive, by part of the customers, then jackknife group: by segment, baseline decile, and the tier held in the end under the first
	// program, then NoMember; nil without tiers.
	Segments, Deciles, Tiers [][]metrics.Shift
}

// The arms that a move goes from and to.
const (
	moveFrom = 1
	moveTo   = 2
)

// moves reports whether there are two programs, counted in depth, to move between.
func (p *plan) moves() bool { return p.depth && len(p.arms) == moveTo+1 }

// newMove returns a move without customers.
func (p *plan) newMove(groups int) *Move {
	if !p.moves() {
		return nil
	}
	shifts := func(parts int) [][]metrics.Shift {
		list := make([][]metrics.Shift, parts)
		for i := range list {
			list[i] = make([]metrics.Shift, groups)
		}
		return list
	}
	m := &Move{From: moveFrom, To: moveTo, Segments: shifts(len(p.population.segments)), Deciles: shifts(Deciles)}
	if levels := p.arms[moveFrom].levels(); len(levels) > 1 {
		m.Tiers = shifts(len(levels) + 1)
	}
	return m
}

func (m *Move) views() [3][][]metrics.Shift {
	return [...][][]metrics.Shift{m.Segments, m.Deciles, m.Tiers}
}

// reset takes all customers out.
func (m *Move) reset() {
	for _, view := range m.views() {
		for _, groups := range view {
			clear(groups)
		}
	}
}

// add merges the move of a block, which has one group.
func (m *Move) add(o *Move, block int) {
	for v, view := range m.views() {
		for part, groups := range view {
			groups[block%len(groups)].Add(o.views()[v][part][0])
		}
	}
}

// settleMove counts what the customer, finished in both arms, receives in one more than in the other.
func (w *worker) settleMove(segment, decile, tier int) {
	more := w.lanes[moveTo].tally.received() - w.lanes[moveFrom].tally.received()
	s := metrics.Shift{Customers: 1, Amount: more}
	switch {
	case more > 0:
		s.More = 1
	case more < 0:
		s.Less = 1
	}
	w.move.Segments[segment][0].Add(s)
	w.move.Deciles[decile][0].Add(s)
	if w.move.Tiers != nil {
		w.move.Tiers[tier][0].Add(s)
	}
}

// received is what the customer gets out of the program, thousandths of the currency unit: discounts, rewards and perks at what they cost the company, also
// after the horizon, less the fees that he has paid for days within it.
func (t *tally) received() int64 { return t.cost - (t.fees - t.unearned) }

// All is what customers receive over all of them, by jackknife group.
func (m *Move) All() []metrics.Shift {
	all := make([]metrics.Shift, len(m.Deciles[0]))
	for _, groups := range m.Deciles {
		for g, shift := range groups {
			all[g].Add(shift)
		}
	}
	return all
}
