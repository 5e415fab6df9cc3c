// Package root finds where a function that costs much passes through zero.
package root

import "math"

// Search says where to look and when to stop.
type Search struct {
	Low, High float64 // the root is sought between them
	First     float64 // guess to begin with
	Second    float64 // another guess; their secant gives the third
	Near      float64 // a value so close to 0 is good enough
	Precision float64 // of the root; a narrower bracket is good enough
}

// Rising returns where f, which nowhere falls, passes through zero, and f there: by secants, which are kept within the bracket that the values so far
// leave, with bisection where they do not halve the value (after Dekker 1969). If f does not change its sign between Low and High it returns the end that is
// nearest to doing so, and f there, which then is not Near. An error of f ends the search.
func Rising(f func(float64) (float64, error), s Search) (x, fx float64, err error) {
	low, high := s.Low, s.High
	x = s.First
	next := s.Second
	var before, valueBefore float64
	for n := 0; ; n++ {
		if fx, err = f(x); err != nil || math.Abs(fx) <= s.Near {
			return x, fx, err
		}
		if fx < 0 {
			low = x
		} else {
			high = x
		}
		if low >= s.High || high <= s.Low || high-low <= s.Precision {
			return x, fx, nil
		}
		if n > 0 {
			next = x - fx*(x-before)/(fx-valueBefore)
		}
		slow := n > 1 && math.Abs(fx) > math.Abs(valueBefore)/2
		before, valueBefore = x, fx
		switch {
		case math.IsNaN(next) || slow && low > s.Low && high < s.High:
			next = (low + high) / 2
		case next <= low || next >= high:
			// A secant that leaves the bracket goes to its end where that has not been tried, and to its middle where it has.
			switch {
			case next >= high && high == s.High && x != high:
				next = high
			case next <= low && low == s.Low && x != low:
				next = low
			default:
				next = (low + high) / 2
			}
		}
		x = next
	}
}
