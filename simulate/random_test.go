package simulate

import (
	"math/rand/v2"
	"testing"
)

func TestVariatesAreThoseOfTheLibrary(t *testing.T) {
	s, source := newStream(), new(rand.PCG)
	s.start(1, 2, forGaps)
	source.Seed(key(1, 2, forGaps))
	library := rand.New(source)
	for i := range 1_000_000 {
		if got, want := s.normal(), library.NormFloat64(); got != want {
			t.Fatalf("normal variate %d is %v, the library's is %v", i, got, want)
		}
		if got, want := s.exponential(), library.ExpFloat64(); got != want {
			t.Fatalf("exponential variate %d is %v, the library's is %v", i, got, want)
		}
		if got, want := s.uniform(), library.Float64(); got != want {
			t.Fatalf("uniform variate %d is %v, the library's is %v", i, got, want)
		}
	}
}
