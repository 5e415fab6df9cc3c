package selftest

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"earnburn/programs"
)

// The worlds and programs of the cases.

// meanMonth is the length in days of the month that rates are stated for.
const meanMonth = 365.25 / 12

// opening is the first day of the horizons here. Four years from it have 1461 days, exactly 48 mean months.
var opening = programs.DayOf(2025, 1, 1)

// daysOf is the length of a horizon of so many calendar months.
func daysOf(months int) float64 {
	return float64(programs.Span{Months: months}.After(opening) - opening)
}

// perMonth is the rate in the scenario's unit at which so many purchases are expected within a horizon.
func perMonth(expected float64, months int) string {
	return number(expected / daysOf(months) * meanMonth)
}

// yearly is the share of customers a hazard takes away in a year, when it amounts to total over so many days.
func yearly(total, days float64) string { return number(-math.Expm1(-total / days * 365.25)) }

// number writes a number without an exponent.
func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// shop is a scenario of one segment; extra are further lines.
func shop(months int, segment string, extra ...string) string {
	return shopOf(months, "  - {name: everyone, share: 100%, margin: 30%, "+segment+"}\n", extra...)
}

func shopOf(months int, segments string, extra ...string) string {
	return fmt.Sprintf("earnburn: scenario/v1\nname: shop\ncurrency: USD\nstart: 2025-01-01\nmonths: %d\ncustomers: 1000\ndiscount_rate: 0%%\nsegments:\n%s%s\n",
		months, segments, strings.Join(extra, "\n"))
}

const mechanical = "behavior: mechanical"

// calm is a world with minds in which everyone notices everything and nobody acts on it but by redeeming, with chance logistic(intercept).
func calm(intercept float64, more ...string) string {
	stated := append([]string{
		"engaged_share: 1", "capture: 1", "displacement: 0", "hassle: 0", "redemption_value: 0", "redemption_sd: 0", "redemption_expiring: 0",
		"churn_hazard_ratio: 1", "stake: 0", "redemption_intercept: " + number(intercept),
	}, more...)
	return "behavior: {" + strings.Join(stated, ", ") + "}"
}

const cheap = "basket: {fixed: 20}"

// stampCards are programs that hand over something on every k-th visit, so that members who burned are those with at least k visits in the last year.
func stampCard(k int) string {
	return fmt.Sprintf("points:\n  name: stamps\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: %d, used: at_once, gives: {product: {price: 2, cost: 50%%}}}]\n", k)
}

// cashback pays with any number of points; a visit earns one.
func cashback(expire string) string {
	return "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 1, gives: {money_off: 0.01}, up_to: 100%}]\n  expire: " + expire + "\n"
}

// lifetime is a scenario of 50 years at a discount rate of 10 %.
func lifetime(segment string) string {
	return "earnburn: scenario/v1\nname: lifetime\ncurrency: USD\nstart: 2025-01-01\nmonths: 600\ncustomers: 1000\ndiscount_rate: 10%\nsegments:\n" +
		"  - {name: everyone, share: 100%, margin: 30%, " + segment + "}\n" + mechanical + "\n"
}
