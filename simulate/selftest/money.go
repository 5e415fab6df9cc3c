package selftest

import (
	"math"
	"strings"

	"earnburn/scenarios"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// exponential are baskets of mean 20: Gamma-Gamma with p = 1 and q so large that customers are as good as alike.
const manyQ = 1e5

var exponential = "basket: {p: 1, q: 100000, v: " + proof.Number(20*(manyQ-1)) + "}"

var moneyCases = []Case{
	{
		Name: "gamma-gamma", Title: "Mean spend is that of the Gamma-Gamma",
		Formula: "E = pv/(q−1)", Source: "Fader and Hardie 2013",
		play: func(l *lab) {
			for _, c := range []struct {
				what    string
				p, want float64
			}{{"mean spend, p = 1", 1, 15.44 / 2.74}, {"mean spend, p = 6.25", 6.25, 35.218978}} {
				segment := "purchases: {per_month: " + perMonth(3, year) + ", regularity: fixed}, basket: {p: " + proof.Number(c.p) + ", q: 3.74, v: 15.44}"
				r := l.run(proof.Shop(year, segment, proof.Mechanical))
				l.check(c.what, proof.Ratio(r, 0, proof.Thousandths(proof.Flow(metrics.Sales)), proof.Flow(metrics.Purchases)), c.want)
			}
		},
	}, {
		Name: "compound-poisson", Title: "Spend is compound Poisson",
		Formula: "mean E[N]·E[S]; variance E[N]·Var S + Var N·E[S]²", Source: "Wald 1944",
		play: func(l *lab) {
			mean, variance := l.spread(year, poisson+", "+exponential, proof.Thousandths(proof.Flow(metrics.Sales)))
			l.check("mean, exponential baskets", mean, 104)
			l.rare(8, "variance, exponential baskets", variance, 4160*(manyQ-1)/(manyQ-2))
			// With baskets that differ by customer the spread between them adds (λT)²·Var.
			mean, variance = l.spread(year, poisson+", basket: {mean: 20, cv_between: 0.5, cv_within: 0.6}", proof.Thousandths(proof.Flow(metrics.Sales)))
			l.check("mean, lognormal baskets", mean, 104)
			l.rare(10, "variance, lognormal baskets", variance, 400*(5.2*1.25*1.36+27.04*.25))
		},
	}, {
		Name: "rounded-points", Title: "Points are rounded down on each purchase",
		Formula: "E⌊S/c⌋ = 1/(e^(c/m)−1) of exponential spend, to the cent", Source: "sum of P(S ≥ jc)",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, poisson+", "+exponential, proof.Mechanical),
				l.arm("rounded", "points: {earn: [{points: 1, per: {spend: 7}, round: down}]}\n"), l.arm("exact", "points: {earn: [{points: 1, per: {spend: 7}}]}\n"))
			l.check("points a purchase", proof.Ratio(r, 1, proof.Thousandths(proof.Flow(metrics.PointsIssued)), proof.Flow(metrics.Purchases)), pointsRoundedDown(manyQ, 20*(manyQ-1), 7))
			l.check("without rounding", proof.Ratio(r, 2, proof.Thousandths(proof.Flow(metrics.PointsIssued)), proof.Flow(metrics.Purchases)), 20./7)
		},
	}, {
		Name: "capped", Title: "A voucher takes off at most the price",
		Formula: "E min(S, K) = m(1−e^(−K/m)) of exponential spend", Source: "limited expected value; Klugman, Panjer and Willmot",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, poisson+", "+exponential, proof.Mechanical),
				l.arm("voucher", "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 1, gives: {money_off: 40}}]\n"))
			l.check("taken off", proof.Ratio(r, 1, proof.Thousandths(proof.Flow(metrics.MoneyOff)), proof.Flow(metrics.Redemptions)), capped(manyQ, 20*(manyQ-1), 40))
			l.check("used on every purchase but the first", proof.Ratio(r, 1, proof.Flow(metrics.Redemptions), proof.Flow(metrics.Purchases)), 1+math.Expm1(-5.2)/5.2)
		},
	}, {
		Name: "minimum-spend", Title: "Only baskets from a minimum earn",
		Formula: "E[S; S ≥ k] = e^(m+s²/2)·Φ((m+s²−ln k)/s) of lognormal spend", Source: "Aitchison and Brown 1957",
		play: func(l *lab) {
			mean, cv := math.Exp(3+.49/2), math.Sqrt(math.Expm1(.49))
			r := l.run(proof.Shop(year, poisson+", basket: {mean: "+proof.Number(mean)+", cv_between: 0, cv_within: "+proof.Number(cv)+"}", proof.Mechanical),
				l.arm("large", "points: {earn: [{points: 1, per: {spend: 1}, when: {basket_from: 25}}]}\n"))
			l.check("points a purchase", proof.Ratio(r, 1, proof.Thousandths(proof.Flow(metrics.PointsIssued)), proof.Flow(metrics.Purchases)), spendFrom(3, .7, 24.995))
		},
	}, {
		Name: "erlang-discount", Title: "The tenth purchase is discounted by its expected delay",
		Formula: "E[e^(−δS)] = (λ/(λ+δ))^10", Source: "Laplace transform of the Erlang distribution",
		play: func(l *lab) {
			// At 100 % a year δ = ln 2, and λ is 26 times that. Only the lowest level earns, and the tenth visit ends it.
			scenario := strings.Replace(proof.Shop(36, visits(26*math.Ln2/365.25), proof.Mechanical), "discount_rate: 0%", "discount_rate: 100%", 1)
			once := "points:\n  earn: [{points: 1, per: {visit: 1}, when: {tier: New}}]\n" +
				"  rewards: [{points: 10, used: at_once, gives: {product: {price: 10, cost: 100%}}}]\n" +
				"tiers: {by: visits, window: lifetime, levels: [{name: New}, {name: Old, from: 10}]}\n"
			r := l.run(scenario, l.arm("once", once))
			l.exactly("rewards a customer", proof.PerCustomer(r, 1, proof.Flow(metrics.Redemptions)).Value, 1)
			// Discounted from the middle of the month instead of the day: less by the variance of the day within it.
			l.check("discount factor", proof.Estimated(l.metric(r, 1, "cost_rewards")).Times(1e-4), erlangDiscount(1.3, .05, 10))
		},
	}, {
		Name: "break-even", Title: "A discount breaks even at d/(m − d)",
		Formula: "lift L = d/(m−d); of points at face c and breakage b: d = c(1−b)", Source: "break-even analysis",
		play: func(l *lab) {
			scenario := proof.Shop(year, visits(.02), proof.Mechanical)
			r := l.fixed(2000, scenario, l.arm("tenth", "discounts: [{rate: 10%}]\n"))
			l.exactly("lift, d = 10 %, m = 30 %", l.metric(r, 1, "break_even_lift").Value, 0.5)
			back := "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  earn_on_rewards: true\n  rewards: [{points: 1, gives: {money_off: 0.08}, up_to: 100%}]\n  expire: {after: 60 days}\n"
			r = l.fixed(2000, scenario, l.arm("back", back))
			b := l.metric(r, 1, "breakage_monetary").Value
			lift := l.metric(r, 1, "break_even_lift").Value
			l.exactly("lift at a breakage", lift, .08*(1-b)/(.30-.08*(1-b)))
			l.exactly("breakage at that lift", scenarios.BreakEvenBreakage(.30, .08, lift), b)
		},
	}, {
		Name: "buy-ten-get-one", Title: "Buy N, get one: 1/(N+1) of items are free",
		Formula: "free share 1/(N+1); cost c/(Np) of paid revenue", Source: "arithmetic of a full card",
		play: func(l *lab) {
			r := l.fixed(1000, proof.Shop(year, "purchases: {per_month: "+perMonth(120, year)+", regularity: fixed}, share_of_wallet: 100%, "+cheap, calm(0)),
				l.arm("card", strings.Replace(stampCard(10), "price: 2, cost: 50%", "price: 20, cost: 35%", 1)))
			paid, free := proof.Sum(r, 1, proof.Flow(metrics.Purchases)), proof.Sum(r, 1, proof.Flow(metrics.Redemptions))
			l.exactly("free share of items, N = 10", free/(paid+free), 1./11)
			l.exactly("cost over paid revenue, c = 0.35 p", proof.Sum(r, 1, proof.Flow(metrics.RewardCost))/proof.Sum(r, 1, proof.Flow(metrics.Sales)), .35/10)
		},
	},
}
