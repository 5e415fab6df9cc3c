package selftest

import (
	"fmt"
	"math"
	"strings"

	"earnburn/simulate/proof"
)

// The worlds and programs of the cases.

// perMonth is the rate in the scenario's unit at which so many purchases are expected within a horizon.
func perMonth(expected float64, months int) string {
	return proof.Number(expected / proof.DaysOf(months) * proof.MeanMonth)
}

// yearly is the share of customers a hazard takes away in a year, when it amounts to total over so many days.
func yearly(total, days float64) string { return proof.Number(-math.Expm1(-total / days * 365.25)) }

// calm is a world with minds in which everyone notices everything and nobody acts on it but by redeeming, with chance logistic(intercept).
func calm(intercept float64, more ...string) string {
	stated := append([]string{
		"engaged_share: 1", "capture: 1", "displacement: 0", "hassle: 0", "redemption_value: 0", "redemption_sd: 0", "redemption_expiring: 0",
		"churn_hazard_ratio: 1", "stake: 0", "redemption_intercept: " + proof.Number(intercept),
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
		"  - {name: everyone, share: 100%, margin: 30%, " + segment + "}\n" + proof.Mechanical + "\n"
}
