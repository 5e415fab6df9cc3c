package reports

import (
	"math"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// decimals is how many decimals a value of a kind has when it is exact or its error is smaller than that: the finest unit anybody acts on.
// Shares and relative changes are counted in percent.
func decimals(k metrics.Kind, value float64) int {
	switch k {
	case metrics.Money, metrics.MoneyPerCustomer:
		if value == math.Trunc(value) || math.Abs(value) >= 10_000 {
			return 0
		}
		return 2
	case metrics.Count, metrics.Points, metrics.Months:
		if value == math.Trunc(value) || math.Abs(value) >= 100 {
			return 0
		}
		return 1
	case metrics.MoneyPerPoint:
		return 5
	case metrics.Share, metrics.RelativeChange, metrics.Ratio:
		if value == 0 || math.Abs(value) >= 0.95 {
			return 1
		}
		return 2
	case metrics.Score, metrics.ScoreChange:
		return 1
	}
	return 2
}

// inPercent reports whether a kind is a fraction that people read as percent.
func inPercent(k metrics.Kind) bool {
	return k == metrics.Share || k == metrics.RelativeChange || k == metrics.Ratio
}

// isChange reports whether numbers of a kind are changes, whose gains have a plus.
func isChange(k metrics.Kind) bool { return k == metrics.RelativeChange || k == metrics.ScoreChange }

// Number writes an estimate with no more digits than its error supports: the error is rounded to two digits if it begins with 1, 2 or 3 and to one
// otherwise (the rule of the Particle Data Group), and the value to the same place. An exact value has the decimals of its kind.
func Number(e Estimate, k metrics.Kind) string {
	value, _ := parts(e, k, isChange(k), false)
	if inPercent(k) && e.Value != nil {
		value += " %"
	}
	return value
}

// WithError is Number followed by half the width of the interval, as in "41,200 ± 900" or "14 ± 3 months", and by "~" where the interval covers zero.
func WithError(e Estimate, k metrics.Kind) string {
	return withError(e, k, isChange(k), " %")
}

// signed is WithError for a difference: a gain has a plus, and shares differ by percentage points.
func signed(e Estimate, k metrics.Kind) string { return withError(e, k, true, " pp") }

func withError(e Estimate, k metrics.Kind, plus bool, unit string) string {
	return joinedParts(e, k, plus, unit, false)
}

// against is withError for a number that is compared with a bound, which may be close: it has all digits that its error supports, and no "~", which
// compares with 0.
func against(e Estimate, k metrics.Kind, plus bool, unit string) string {
	return strings.TrimSuffix(joinedParts(e, k, plus, unit, true), " ~")
}

func joinedParts(e Estimate, k metrics.Kind, plus bool, unit string, fine bool) string {
	if k == metrics.Share && !plus && e.lopsided() {
		return between(e, fine)
	}
	value := withHalf(e, k, plus, fine)
	switch {
	case e.Value == nil:
	case inPercent(k):
		value += unit
	case k == metrics.Months:
		value += " " + english.Noun(math.Abs(*e.Value), "month")
	}
	if e.indistinct() {
		value += " ~"
	}
	return value
}

// withHalf writes the value and, if there is one, half its interval.
func withHalf(e Estimate, k metrics.Kind, plus, fine bool) string {
	value, half := parts(e, k, plus, fine)
	if half != "" {
		value += " ± " + half
	}
	return value
}

// lopsided reports whether value ± half of the interval would be less than nothing or more than all, which the interval is not.
func (e *Estimate) lopsided() bool {
	return e.Value != nil && e.half() > 0 && *e.Low >= 0 && *e.High <= 1 && (*e.Value-e.half() < 0 || *e.Value+e.half() > 1)
}

// between writes a share with both ends of its interval, as in "99.5 (97.2 to 99.9) %".
func between(e Estimate, fine bool) string {
	most := decimals(metrics.Share, 100**e.Value)
	if fine {
		most = finest
	}
	place := min(errorPlace(100*e.half()), most)
	text := func(x float64) string { return english.Group(100*x, place) }
	value := text(*e.Value) + " (" + text(*e.Low) + " to " + text(*e.High) + ") %"
	if e.indistinct() {
		value += " ~"
	}
	return value
}

// finest is more decimals than any error asks for.
const finest = 9

// parts writes the value and half its interval, "" if there is none; fine: with decimals that nobody acts on too.
func parts(e Estimate, k metrics.Kind, plus, fine bool) (value, half string) {
	if e.Value == nil {
		return "n/a", ""
	}
	v, h := *e.Value, e.half()
	if inPercent(k) {
		v, h = 100*v, 100*h
	}
	most := decimals(k, v)
	if h == 0 {
		return withSign(english.Group(v, most), plus), ""
	}
	if k == metrics.Money || k == metrics.MoneyPerCustomer {
		most = 2
	}
	if fine {
		most = finest
	}
	place := min(errorPlace(h), most)
	h = max(h, math.Pow10(-place)/2) // an error that is too small to show is not shown as 0
	return withSign(english.Group(v, place), plus), english.Group(roundUp(h, place), place)
}

// errorPlace is the number of decimals that an error supports; negative: it does not even support whole units.
func errorPlace(half float64) int {
	exponent := int(math.Floor(math.Log10(half)))
	if lead := half / math.Pow10(exponent); lead < 3.55 {
		return 1 - exponent
	}
	return -exponent // from 9.5 on this becomes 10 of the next power: two digits again
}

// roundUp rounds half a unit away from zero, so that a half-unit error shows as one.
func roundUp(x float64, place int) float64 {
	unit := math.Pow10(-place)
	return math.Round(x/unit) * unit
}

func withSign(text string, plus bool) string {
	if plus && text[0] != '-' && strings.Trim(text, "0.") != "" {
		return "+" + text
	}
	return text
}

// horizon writes a number of months as a person would say it.
func horizon(months int) string {
	if months%12 == 0 {
		return english.Count(months/12, "year")
	}
	return english.Count(months, "month")
}
