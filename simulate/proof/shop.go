// Package proof is what the engine is put to the proof with, by the selftest and by tests: small shops whose numbers are known, and counts of runs with
// a jackknife of its own.
package proof

import (
	"fmt"
	"strconv"
	"strings"

	"earnburn/programs"
)

// MeanMonth is the length in days of the month that rates are stated for.
const MeanMonth = 365.25 / 12

// Opening is the first day of the horizons here. Four years from it have 1461 days, exactly 48 mean months.
var Opening = programs.DayOf(2025, 1, 1)

// DaysOf is the length of a horizon of so many calendar months.
func DaysOf(months int) float64 {
	return float64(programs.Span{Months: months}.After(Opening) - Opening)
}

// Number writes a number without an exponent.
func Number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Shop is a scenario of one segment; extra are further lines.
func Shop(months int, segment string, extra ...string) string {
	return ShopOf(months, "  - {name: everyone, share: 100%, margin: 30%, "+segment+"}\n", extra...)
}

// ShopOf is a scenario of these segments, written as YAML.
func ShopOf(months int, segments string, extra ...string) string {
	return fmt.Sprintf("earnburn: scenario/v1\nname: shop\ncurrency: USD\nstart: 2025-01-01\nmonths: %d\ncustomers: 1000\ndiscount_rate: 0%%\nsegments:\n%s%s\n",
		months, segments, strings.Join(extra, "\n"))
}

// Mechanical is the line of a scenario in which nobody reacts.
const Mechanical = "behavior: mechanical"
