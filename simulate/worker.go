package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// blockSize is how many consecutive customers are simulated at once; block b is in jackknife group b mod metrics.Groups.
const blockSize = 100

// visit is one purchase of the baseline arm.
type visit struct {
	day      float64
	month    int32
	category uint8
	returned bool
	amount   programs.Money
	margin   int64
}

// worker simulates blocks of customers. Its memory is used again for each customer.
type worker struct {
	plan   *plan
	traits *stream
	draws  *draws
	person customer
	visits []visit
	gone   float64 // day on which the baseline's hazard ends the customer; +Inf without one
	leaves float64 // day on which he drops out at baseline, one way or the other; +Inf after the horizon
	lanes  []*lane // one per arm, the baseline first
	move   *Move   // of the current block; nil without
}

func newWorker(p *plan) *worker {
	w := &worker{plan: p, traits: newStream(), draws: newDraws(), move: p.newMove(1)}
	for i := range p.arms {
		w.lanes = append(w.lanes, newLane(p, &p.arms[i]))
	}
	return w
}

// block simulates customers from first up to end into the lanes' sums, zeroed before.
func (w *worker) block(first, end int) error {
	for _, l := range w.lanes {
		reset(l.sums)
		if l.depth != nil {
			reset(l.depth.deciles)
			reset(l.depth.tiers)
			reset(l.depth.baselines)
			reset(l.depth.moved)
		}
	}
	if w.move != nil {
		w.move.reset()
	}
	for n := first; n < end; n++ {
		if err := w.customer(n); err != nil {
			return err
		}
	}
	return nil
}

// customer simulates customer n in every arm.
func (w *worker) customer(n int) error {
	c := &w.person
	w.plan.population.person(n, w.traits, c)
	w.draws.begin(w.plan.population.seed, n, c.seg, c.basket, c.first)
	w.baseline(c)
	base := w.lanes[0]
	base.begin(c)
	base.stranger(w, c, len(w.visits))
	base.leave(w, w.leaves)
	base.finish(w, c, &base.tally)
	for _, l := range w.lanes[1:] {
		if err := l.live(w, c, &base.tally); err != nil {
			return err
		}
	}
	if base.depth != nil {
		w.settleDepth(c.segment)
	}
	return nil
}

func reset(sums []*metrics.Sums) {
	for _, s := range sums {
		s.Reset()
	}
}

// baseline works out the customer's purchases without any program.
func (w *worker) baseline(c *customer) {
	cal := w.plan.calendar
	end := cal.end
	w.visits = w.visits[:0]
	w.gone = math.Inf(1)
	if c.hazard > 0 {
		w.gone = c.arrives + c.life/c.hazard
	}
	w.leaves = w.gone
	month := 0
	var day float64
	for k := 0; ; k++ {
		d := w.draws.at(k)
		day, month = cal.day(d.due*c.period, month)
		if day >= end || day >= w.leaves {
			break
		}
		w.visits = append(w.visits, visit{})
		v := &w.visits[len(w.visits)-1]
		v.day, v.month, v.category, v.returned, v.amount = day, int32(month), d.category, d.returned, cents(d.basket)
		v.margin = share(int64(v.amount), c.seg.margins[d.category])
		if c.leave > 0 && d.stay >= 1-c.leave {
			w.leaves = day
			break
		}
	}
	if w.leaves >= end {
		w.leaves = math.Inf(1)
	}
}

// cents rounds a drawn basket to the cent; from there on receipts are exact.
func cents(units float64) programs.Money { return programs.Money(units*100+0.5) * 10 }

// share returns millionths of an amount, halves away from zero.
func share(amount, millionths int64) int64 {
	if uint64(amount) <= 1e12 && millionths >= 0 {
		return (amount*millionths + 500_000) / 1_000_000
	}
	return rareShare(amount, millionths)
}

// rareShare is share of amounts or shares below zero, and of those whose product does not fit.
func rareShare(amount, millionths int64) int64 {
	if amount > 1e12 || amount < -1e12 {
		return int64(math.Round(float64(amount) / 1e6 * float64(millionths)))
	}
	x := amount * millionths
	if x < 0 {
		return (x - 500_000) / 1_000_000
	}
	return (x + 500_000) / 1_000_000
}
