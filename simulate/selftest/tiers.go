package selftest

import (
	"fmt"

	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// Only Gold earns, from the visit after the one that reached it.
const goldEarns = "points:\n  earn: [{points: 1, per: {visit: 1}, when: {tier: Gold}}]\n  rewards: [{points: 1, used: at_once, gives: {product: {price: 1, cost: 0%}}}]\n"

var tierCases = []Case{
	{
		Name: "tier-share", Title: "The share at a tier is a tail of the NBD",
		Formula: "P(N ≥ k) = 1 − Σ_{j<k} P(j), negative binomial", Source: "Ehrenberg 1959",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, nbd, proof.Mechanical), l.arm("tiers", goldEarns+"tiers: {by: visits, window: calendar_year, levels: [{name: Basic}, {name: Gold, from: 4}]}\n"))
			l.check("bought as a Gold member", proof.PerCustomer(r, 1, proof.Person(metrics.RedeemingMembers)), 0.14757031)
			var beyond float64
			for k := 5; k < 400; k++ {
				beyond += nbdAtLeast(.553, 10.578, 39, k)
			}
			l.rare(2, "visits as a Gold member", proof.PerCustomer(r, 1, proof.Thousandths(proof.Flow(metrics.PointsIssued))), beyond)
		},
	}, {
		Name: "tier-validity", Title: "A tier kept to the end of the next year is held by those who qualified in it or before",
		Formula: "orders as Gold: h·λ + (1−h)·E(N−k)⁺, h = P(N ≥ k) from the second year on", Source: "Poisson counts of independent years",
		play: func(l *lab) {
			const mean, from = 4.0, 6 // visits in a year of 365 days
			tiers := func(kept string) string {
				return goldEarns + "tiers: {by: visits, window: calendar_year, kept_until: " + kept + ", levels: [{name: Basic}, {name: Gold, from: 6}]}\n"
			}
			r := l.run(proof.Shop(36, visits(mean/365), proof.Mechanical), l.arm("year", tiers("end_of_year")), l.arm("next", tiers("end_of_next_year")))
			qualified, beyond := poissonAtLeast(mean, from), poissonBeyond(mean, from)
			for y := range 3 {
				orders := proof.Thousandths(proof.FlowIn(metrics.PointsIssued, 12*y, 12*y+12))
				l.rare(3, fmt.Sprintf("orders as Gold in year %d, lost at its end", y+1), proof.PerCustomer(r, 1, orders), beyond)
				held := 0.0
				if y > 0 {
					held = qualified
				}
				l.rare(3, fmt.Sprintf("orders as Gold in year %d, kept for another", y+1), proof.PerCustomer(r, 2, orders), held*mean+(1-held)*beyond)
			}
		},
	}, {
		Name: "tier-chain", Title: "Tiers that are easier to keep than to reach are a two-state chain",
		Formula: "π + (1−u−d)^t·(x₀−π), π = u/(u+d); u = P(N ≥ 6) to reach Gold, 1−d = P(N ≥ 3) to keep it", Source: "two-state Markov chain; Kemeny and Snell 1960",
		play: func(l *lab) {
			// Visits in a year; Gold earns twice as much, so half as many keep it. The years that count have 365 days: the fourth is a leap year.
			const mean, years = 4.0, 3
			tiers := "points: {earn: [{points: 1, per: {visit: 1}}]}\n" +
				"tiers: {by: points, window: calendar_year, kept_until: end_of_next_year, levels: [{name: Basic}, {name: Gold, from: 6, earn_times: 2}]}\n"
			r := l.run(proof.Shop(12*years+1, visits(mean/365), proof.Mechanical), l.arm("tiers", tiers))
			u, d := poissonAtLeast(mean, 6), 1-poissonAtLeast(mean, 3)
			for y := 1; y <= years; y++ {
				// In January whoever is Gold has two points a visit. To reach it within the month takes six visits, which one in a million makes.
				gold := proof.Ratio(r, 1, proof.Thousandths(proof.FlowIn(metrics.PointsIssued, 12*y, 12*y+1)), proof.FlowIn(metrics.Purchases, 12*y, 12*y+1)).Less(1)
				l.rare(3, fmt.Sprintf("Gold after %d years", y), gold, twoStates(u, d, 0, y))
			}
		},
	},
}
