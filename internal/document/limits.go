package document

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// limits is the range a number must be in.
type limits struct {
	low, high         float64 // infinite if there is no limit
	lowOpen, highOpen bool    // the limit itself is not allowed
}

// parseLimits reads the tag range: "0..1" with both ends allowed, ">0..1"
// without the lower, "0..<1" without the upper, and ">0", ">=0", "<1", "<=1"
// alone or joined by commas.
func parseLimits(text string) (*limits, error) {
	l := &limits{low: math.Inf(-1), high: math.Inf(1)}
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		low, high, both := strings.Cut(part, "..")
		var err error
		switch {
		case both:
			low, l.lowOpen = strings.CutPrefix(low, ">")
			high, l.highOpen = strings.CutPrefix(high, "<")
			if l.low, err = strconv.ParseFloat(low, 64); err == nil {
				l.high, err = strconv.ParseFloat(high, 64)
			}
		case strings.HasPrefix(part, ">="):
			l.low, err = strconv.ParseFloat(part[2:], 64)
		case strings.HasPrefix(part, ">"):
			l.lowOpen = true
			l.low, err = strconv.ParseFloat(part[1:], 64)
		case strings.HasPrefix(part, "<="):
			l.high, err = strconv.ParseFloat(part[2:], 64)
		case strings.HasPrefix(part, "<"):
			l.highOpen = true
			l.high, err = strconv.ParseFloat(part[1:], 64)
		default:
			err = errors.New("no limit")
		}
		if err != nil {
			return nil, fmt.Errorf("range %q: %v", text, err)
		}
	}
	return l, nil
}

// hold reports whether a number is within the limits; NaN never is.
func (l *limits) hold(x float64) bool {
	low := x > l.low || x == l.low && !l.lowOpen
	high := x < l.high || x == l.high && !l.highOpen
	return low && high
}

// String says what is allowed, to follow "must be".
func (l *limits) String() string {
	low, high := Grouped(l.low), Grouped(l.high)
	switch {
	case math.IsInf(l.low, 0) && l.highOpen:
		return "less than " + high
	case math.IsInf(l.low, 0):
		return high + " or less"
	case math.IsInf(l.high, 0) && l.lowOpen:
		return "greater than " + low
	case math.IsInf(l.high, 0):
		return low + " or more"
	case l.lowOpen && l.highOpen:
		return "greater than " + low + " and less than " + high
	case l.lowOpen:
		return "greater than " + low + " and at most " + high
	case l.highOpen:
		return "at least " + low + " and less than " + high
	}
	return "between " + low + " and " + high
}

// Grouped writes a number as people read it: all its digits, commas between thousands and no exponent, as in 1,000,000 or 0.005.
func Grouped(x float64) string {
	text := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	end := strings.IndexByte(text, '.')
	if end < 0 {
		end = len(text)
	}
	for i := end - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	if x < 0 {
		return "-" + text
	}
	return text
}
