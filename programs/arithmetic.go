package programs

import "math/bits"

// most is the largest amount of money or points that a rule may produce at once, in thousandths: a million million units.
// Sums of thousands of such amounts still fit an int64.
const most = 1_000_000_000_000_000

// shareUnit is the whole in the integers that shares are compiled to: a share keeps nine decimals.
const shareUnit = 1_000_000_000

// times returns a·b/c rounded to the nearest integer, halves up, for a, b ≥ 0 and c > 0, by way of a 128-bit product; it stops at most.
func times(a, b, c int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	d := uint64(c)
	var q, rest uint64
	if hi == 0 {
		q, rest = lo/d, lo%d
	} else if hi < d {
		q, rest = bits.Div64(hi, lo, d)
	} else {
		return most
	}
	if rest >= d-rest {
		q++
	}
	if q > most {
		return most
	}
	return int64(q)
}

// timesDown is times rounded down.
func timesDown(a, b, c int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return most
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	return int64(min(q, most))
}

// timesUp is times rounded up.
func timesUp(a, b, c int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return most
	}
	q, rest := bits.Div64(hi, lo, uint64(c))
	if rest > 0 {
		q++
	}
	return int64(min(q, most))
}
