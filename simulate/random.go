package simulate

import (
	"math"
	"math/rand/v2"
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

// normal returns what NormFloat64 does: the same numbers, in half the time where the generator's word falls inside the ziggurat's layer, as 99 in 100 do.
// For the others the word is given back and the library draws it again.
func (s *stream) normal() float64 {
	before := s.source
	u := s.source.Uint64()
	layer := &normalLayers[u>>32&(1<<normalBits-1)]
	if j := int64(int32(u)); max(j, -j) < layer.inside {
		return float64(j) * layer.width
	}
	s.source = before
	return s.NormFloat64()
}

// exponential returns what ExpFloat64 does, as normal does what NormFloat64 does.
func (s *stream) exponential() float64 {
	before := s.source
	u := s.source.Uint64()
	layer := &exponentialLayers[u>>32&(1<<exponentialBits-1)]
	if j := int64(uint32(u)); j < layer.inside {
		return float64(j) * layer.width
	}
	s.source = before
	return s.ExpFloat64()
}

// layer is one of the layers of equal area that a ziggurat covers a density with (Marsaglia and Tsang 2000).
type layer struct {
	inside int64   // numbers below it are under the density whatever the height
	width  float64 // of one
}

const normalBits, exponentialBits = 7, 8

var (
	normalLayers = [1 << normalBits]layer(layers(1<<normalBits, 1<<31, 3.442619855899, 9.91256303526217e-3,
		func(x float64) float64 { return math.Exp(-x * x / 2) }, func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) }))
	exponentialLayers = [1 << exponentialBits]layer(layers(1<<exponentialBits, 1<<32, 7.69711747013104972, 3.949659822581572e-3,
		func(x float64) float64 { return math.Exp(-x) }, func(y float64) float64 { return -math.Log(y) }))
)

// layers returns n layers of a density, whose tail begins at x, with this area each, for numbers below `numbers`. Widths are float32s as the library's.
func layers(n int, numbers, x, area float64, density, inverse func(float64) float64) []layer {
	t := make([]layer, n)
	base := area / density(x)
	t[0] = layer{int64(x / base * numbers), float64(float32(base / numbers))}
	t[n-1].width = float64(float32(x / numbers))
	for i := n - 2; i > 0; i-- {
		above := inverse(area/x + density(x))
		t[i+1].inside = int64(above / x * numbers)
		t[i].width = float64(float32(above / numbers))
		x = above
	}
	return t
}
