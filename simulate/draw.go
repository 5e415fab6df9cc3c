package simulate

import (
	"math/rand/v2"
	"slices"
)

// purpose keys a stream of random numbers together with seed and customer, so that what one decision draws never moves another.
type purpose uint64

const (
	forGaps purpose = iota + 1
	forBaskets
	forDecisions
	forStaying
	forCategories
	forReturns
	forTender
	forSegment
	forArrival
	forLifetime
	forFirstGap
	forWillingness
	forEngagement
	forTraits // + the trait's index
)

// Purposes that only some programs have; their streams are opened where they do.
const (
	forLuck purpose = iota + 1000
	forTopUps
	forBirthday
	forInvitation // into the program
	forLevel      // to a level by invitation
	forFees       // what is expected of a membership
	forRenewals
	forActions // + the action's index
)

// key mixes seed, customer and purpose into the two words that start a stream (SplitMix64's finalizer: Steele, Lea and Flood 2014).
func key(seed uint64, customer int, p purpose) (uint64, uint64) {
	a := mix(seed + 0x9e3779b97f4a7c15*uint64(p))
	b := mix(a ^ (uint64(customer)+1)*0xd1342543de82ef95)
	return a ^ b, mix(b + 0x9e3779b97f4a7c15)
}

func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// stream is one sequence of random numbers. It is started anew for each customer and purpose.
type stream struct {
	source rand.PCG
	*rand.Rand
}

func newStream() *stream {
	s := new(stream)
	s.Rand = rand.New(&s.source)
	return s
}

// uniform returns a number in [0, 1), as rand.Rand's Float64 does, without the call through its interface.
func (s *stream) uniform() float64 { return float64(int64(s.source.Uint64()<<11>>11)) / (1 << 53) }

func (s *stream) start(seed uint64, customer int, p purpose) { s.source.Seed(key(seed, customer, p)) }

// draw is everything random about a customer's k-th purchase, the same in every arm.
type draw struct {
	due      float64 // S_k: the personal clock's reading at which the purchase happens
	basket   float64 // list price before an arm's basket scale, currency units
	identify float64 // uniforms of the decisions at the till
	join     float64
	redeem   float64
	stay     float64
	returned bool
	category uint8
}

// draws is a customer's sequence of purchases, drawn as far as some arm has needed it.
type draws struct {
	gaps, baskets, decisions, staying, categories, returns *stream

	regularity int // Erlang k of the gaps; 0: fixed
	within     basketWithin
	scale      float64 // currency units
	hasStay    bool
	shares     []float64 // cumulative shares of categories; nil with one category
	returnRate float64

	last float64
	list []draw

	seed     uint64
	customer int
	luck     chances // of what programs give at random
	topUps   chances // of filling a basket up
}

// chances are uniforms by purchase, drawn only when some program asks for them.
type chances struct {
	stream *stream
	list   []float64
}

// at returns the uniform of purchase k, the same in every arm.
func (c *chances) at(d *draws, why purpose, k int) float64 {
	if c.stream == nil {
		c.stream = newStream()
	}
	if len(c.list) == 0 {
		c.stream.start(d.seed, d.customer, why)
	}
	for k >= len(c.list) {
		c.list = append(c.list, c.stream.uniform())
	}
	return c.list[k]
}

func newDraws() *draws {
	return &draws{gaps: newStream(), baskets: newStream(), decisions: newStream(), staying: newStream(), categories: newStream(), returns: newStream()}
}

// begin starts the customer's streams. first is the clock's reading at the first purchase.
func (d *draws) begin(seed uint64, customer int, s *segment, scale, first float64) {
	d.gaps.start(seed, customer, forGaps)
	d.baskets.start(seed, customer, forBaskets)
	d.decisions.start(seed, customer, forDecisions)
	d.regularity, d.within, d.scale = s.Purchases.Regularity, s.within, scale
	if d.hasStay = s.hasStay; d.hasStay {
		d.staying.start(seed, customer, forStaying)
	}
	if d.shares = s.categoryShares; d.shares != nil {
		d.categories.start(seed, customer, forCategories)
	}
	if d.returnRate = s.Returns; d.returnRate > 0 {
		d.returns.start(seed, customer, forReturns)
	}
	d.list = d.list[:0]
	d.seed, d.customer = seed, customer
	d.luck.list, d.topUps.list = d.luck.list[:0], d.topUps.list[:0]
	d.last = first
	d.more()
}

// at returns purchase k (from 0), drawing on as needed.
func (d *draws) at(k int) *draw {
	for k >= len(d.list) {
		d.next()
	}
	return &d.list[k]
}

// next draws the next purchase.
func (d *draws) next() {
	d.last += d.gap()
	d.more()
}

// gap returns the next gap between purchases in operational time, mean 1.
func (d *draws) gap() float64 {
	switch d.regularity {
	case 0:
		return 1
	case 1:
		return d.gaps.ExpFloat64()
	}
	return erlang(d.gaps, d.regularity, d.regularity)
}

// erlang returns the sum of n of the k stages of an Erlang-k variable of mean 1.
func erlang(s *stream, n, k int) float64 {
	var sum float64
	for range n {
		sum += s.ExpFloat64()
	}
	return sum / float64(k)
}

func (d *draws) more() {
	if len(d.list) == cap(d.list) {
		d.list = slices.Grow(d.list, 64)
	}
	d.list = d.list[:len(d.list)+1]
	w := &d.list[len(d.list)-1]
	*w = draw{due: d.last, basket: d.scale}
	switch d.within.kind {
	case lognormalBasket:
		w.basket = d.scale * exp(d.within.sd*d.baskets.NormFloat64()+d.within.shift)
	case gammaBasket:
		w.basket = d.scale * d.within.table.at(d.baskets.NormFloat64()) / d.within.mean
	}
	w.identify = d.decisions.uniform()
	w.join = d.decisions.uniform()
	w.redeem = d.decisions.uniform()
	if d.hasStay {
		w.stay = d.staying.uniform()
	}
	if d.shares != nil {
		u := d.categories.uniform()
		for w.category = 0; int(w.category) < len(d.shares)-1 && u >= d.shares[w.category]; w.category++ {
		}
	}
	if d.returnRate > 0 {
		w.returned = d.returns.uniform() < d.returnRate
	}
}

// basketWithin is how a customer's baskets vary around his mean.
type basketWithin struct {
	kind  basketKind
	sd    float64 // of the logarithm
	shift float64 // of the logarithm, so that the mean is 1
	table *quantiles
	mean  float64 // of the table's variable
}

// sizes returns a few baskets relative to the mean, each as likely as the others, with mean 1; nil where all are alike.
func (b *basketWithin) sizes() []float64 {
	const n = 9
	if b.kind == fixedBasket {
		return nil
	}
	sizes := make([]float64, n)
	var sum float64
	for i := range sizes {
		z := normalScore(i, n)
		if b.kind == gammaBasket {
			sizes[i] = b.table.at(z)
		} else {
			sizes[i] = exp(b.sd * z)
		}
		sum += sizes[i]
	}
	for i := range sizes {
		sizes[i] *= n / sum
	}
	return sizes
}

type basketKind uint8

const (
	fixedBasket basketKind = iota
	lognormalBasket
	gammaBasket
)
