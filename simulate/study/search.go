package study

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// search looks for the place in the unit cube where a number that costs much is greatest while others are not below 0: a Latin hypercube first, then, one
// after another, the place of the greatest expected improvement that surrogates see, times the chance that they give to keeping the limits (Jones, Schonlau
// and Welch 1998; Schonlau, Welch and Jones 1998 for limits). It needs no slopes and is not misled by steps.
type search struct {
	directions int
	most       int // looks
	seed       uint64

	snap func(place []float64) []float64             // the nearest place that can be
	look func(place []float64) (sight, error)        // what is there
	each func(place []float64, s sight) (stop error) // is told; nil: nobody is

	places [][]float64 // seen
	sights []sight
	seen   map[string]bool // places that were looked at or cannot be
	shapes [][]float64     // of the surrogates: of the value, then of each slack
}

// sight is what there is at a place.
type sight struct {
	value  float64   // the more the better
	slacks []float64 // each at least 0 where the limits are kept
	void   bool      // the place cannot be
}

// kept reports whether the limits are kept.
func (s *sight) kept() bool {
	return !slices.ContainsFunc(s.slacks, func(x float64) bool { return x < 0 })
}

// What the search is content with.
const (
	designPerDirection = 5
	designBeside       = 5
	tried              = 1_000 // places whose expected improvement is computed for each look
	refitEvery         = 4     // looks, as fitting surrogates takes longer than using them
	enoughGain         = 1e-5  // an expected improvement below this share of the spread of values ends the search…
	enoughTimes        = 5     // …after so many looks
)

// run looks until nothing better can be expected, or as often as it may. When ctx ends, so does the search, without an error.
func (s *search) run(ctx context.Context) error {
	s.seen = map[string]bool{}
	for _, place := range s.design() {
		if err := s.visit(ctx, place); err != nil || ctx.Err() != nil {
			return err
		}
	}
	calm := 0
	for len(s.places) < s.most && ctx.Err() == nil && calm < enoughTimes {
		place, gain := s.next()
		if place == nil {
			return nil
		}
		if gain < enoughGain {
			calm++
		} else {
			calm = 0
		}
		if err := s.visit(ctx, place); err != nil {
			return err
		}
	}
	return nil
}

// visit looks at a place unless it has been seen.
func (s *search) visit(ctx context.Context, place []float64) error {
	place = s.snap(place)
	if s.seen[key(place)] || len(s.places) >= s.most {
		return nil
	}
	x, err := s.look(place)
	if err != nil || ctx.Err() != nil {
		return err
	}
	s.seen[key(place)] = true
	if !x.void {
		s.places, s.sights = append(s.places, place), append(s.sights, x)
	}
	if s.each != nil {
		return s.each(place, x)
	}
	return nil
}

// key tells places apart.
func key(place []float64) string {
	var b []byte
	for _, x := range place {
		b = strconv.AppendFloat(append(b, ' '), x, 'g', 12, 64)
	}
	return string(b)
}

// design is the Latin hypercube, of a number of them, whose closest places are farthest apart.
func (s *search) design() [][]float64 {
	n := min(designPerDirection*s.directions+designBeside, s.most)
	var best [][]float64
	farthest := -1.0
	for try := range 50 {
		list := s.hypercube(try, n)
		closest := math.Inf(1)
		for i := range list {
			for j := range i {
				closest = min(closest, distance(list[i], list[j]))
			}
		}
		if closest > farthest {
			best, farthest = list, closest
		}
	}
	return best
}

// hypercube is one Latin hypercube.
func (s *search) hypercube(try, n int) [][]float64 {
	list := make([][]float64, n)
	for d := range s.directions {
		for k, stratum := range strata(s.seed, strconv.Itoa(try)+"/"+strconv.Itoa(d), n) {
			list[k] = append(list[k], (float64(stratum)+0.5)/float64(n))
		}
	}
	return list
}

func distance(a, b []float64) float64 {
	squares := 0.0
	for i := range a {
		squares += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(squares)
}

// next is the most promising place that has not been seen, and the improvement to be expected there as a share of the spread of values so far; nil if all
// have been seen.
func (s *search) next() (place []float64, gain float64) {
	if len(s.places) == 0 {
		return s.unseen(s.trials(nil, rand.New(rand.NewPCG(s.seed, 0))), func([]float64) float64 { return 0 })
	}
	promise := s.promise()
	chance := rand.New(rand.NewPCG(s.seed, uint64(len(s.seen))))
	list := s.trials(s.places[s.best()], chance)
	if place, _ = s.unseen(list, promise); place == nil {
		return nil, 0
	}
	return s.unseen(append(s.around(place, 200, 0.02, chance), place), promise)
}

// unseen is the place of the greatest promise among those that have not been seen.
func (s *search) unseen(list [][]float64, promise func([]float64) float64) (place []float64, most float64) {
	for _, p := range list {
		if p = s.snap(p); !s.seen[key(p)] {
			if x := promise(p); place == nil || x > most {
				place, most = p, x
			}
		}
	}
	return place, most
}

// trials are places all over the cube, in its corners, and around the best one known.
func (s *search) trials(best []float64, chance *rand.Rand) [][]float64 {
	var list [][]float64
	for range tried / 2 {
		p := make([]float64, s.directions)
		for d := range p {
			p[d] = chance.Float64()
		}
		list = append(list, p)
	}
	if s.directions <= 6 {
		for corner := range 1 << s.directions {
			p := make([]float64, s.directions)
			for d := range p {
				p[d] = float64(corner >> d & 1)
			}
			list = append(list, p)
		}
	}
	if best != nil {
		for _, far := range []float64{0.2, 0.05, 0.01} {
			list = append(list, s.around(best, tried/6, far, chance)...)
		}
	}
	return list
}

// around are places near another one; some differ from it in one direction only.
func (s *search) around(place []float64, n int, far float64, chance *rand.Rand) [][]float64 {
	list := make([][]float64, n)
	for i := range list {
		p := slices.Clone(place)
		one := chance.IntN(2 * s.directions)
		for d := range p {
			if one >= s.directions || d == one {
				p[d] = min(max(p[d]+far*chance.NormFloat64(), 0), 1)
			}
		}
		list[i] = p
	}
	return list
}

// best is the index of the best place so far: that of the greatest value which keeps the limits or, if none does, the one that breaks them least, in units
// of the spread of each.
func (s *search) best() int {
	best, spreads := 0, s.spreads()
	for i := range s.sights {
		if s.better(&s.sights[i], &s.sights[best], spreads) {
			best = i
		}
	}
	return best
}

func (s *search) better(a, b *sight, spreads []float64) bool {
	switch {
	case a.kept() != b.kept():
		return a.kept()
	case a.kept():
		return a.value > b.value
	}
	return broken(a, spreads) < broken(b, spreads)
}

// broken is by how much limits are broken, in units of the spread of each.
func broken(x *sight, spreads []float64) float64 {
	sum := 0.0
	for i, slack := range x.slacks {
		sum -= min(slack, 0) / spreads[i]
	}
	return sum
}

// spreads are the ranges of the slacks, at least a little.
func (s *search) spreads() []float64 {
	list := make([]float64, len(s.sights[0].slacks))
	for i := range list {
		low, high := math.Inf(1), math.Inf(-1)
		for _, x := range s.sights {
			low, high = min(low, x.slacks[i]), max(high, x.slacks[i])
		}
		list[i] = max(high-low, 1e-12*math.Abs(high), math.SmallestNonzeroFloat64)
	}
	return list
}
