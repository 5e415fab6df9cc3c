package selftest

import (
	"fmt"
	"math"

	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

var memberCases = []Case{
	{
		Name: "asked-at-the-till", Title: "Whoever is asked at a share of purchases is never asked with a Poisson chance",
		Formula: "P(0) = e^(−pλT)", Source: "thinning of a Poisson process; Cox 1962",
		play: func(l *lab) {
			segment := poisson + ", share_of_wallet: 100%, " + cheap
			r := l.run(proof.Shop(year, segment, calm(0, "joining_slope: 0", "joining_intercept: 20", "ask_rate: 0.35")),
				l.arm("club", "enrollment: opt_in\ndiscounts: [{rate: 1%}]\n"))
			l.check("outside the program", proof.PerCustomer(r, 1, proof.Plus(proof.Customers, proof.Times(-1, proof.Person(metrics.Members)))), 0.16202575)
		},
	}, {
		Name: "capture", Title: "A share of members' purchases is captured",
		Formula: "E = b + p(λT−b), b = 1−e^(−λT): the first purchase is always captured", Source: "thinning of a Poisson process; Cox 1962",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, poisson+", share_of_wallet: 100%, "+cheap, "behavior: {capture: 0.35}"), l.arm("card", stampCard(2)))
			buys := -math.Expm1(-5.2)
			l.check("captured", proof.PerCustomer(r, 1, proof.Flow(metrics.MemberPurchases)), buys+.35*(5.2-buys))
			// None of the others is captured with chance ∫ λe^(−λt) e^(−pλ(T−t)) dt.
			none := (math.Exp(-.35*5.2) - math.Exp(-5.2)) / .65
			l.check("captured twice", proof.PerCustomer(r, 1, proof.Person(metrics.RedeemingMembers)), buys-none)
		},
	}, {
		Name: "response", Title: "A discount makes customers buy as often as logit choice says",
		Formula: "q = e^u/(1−s+s·e^u), u = elasticity·D/(1−s_ref); 1−φ of it as larger baskets", Source: "Goodhardt, Ehrenberg and Chatfield 1984",
		play: func(l *lab) {
			for _, phi := range []float64{1, 0.7} {
				stated := fmt.Sprintf("behavior: {elasticity: 1.6, frequency_share: %v, permanent_share: 1, responsiveness_cv: 0, capture: 1, engaged_share: 0}", phi)
				r := l.run(proof.Shop(year, poisson+", share_of_wallet: 50%, "+cheap, stated), l.arm("discount", "discounts: [{rate: 15%}]\n"))
				e := math.Exp(1.6 * .15 / (1 - .5))
				pace := e / (1 - .5 + .5*e)
				basket := 1 + (1-phi)*(pace-1)
				buys := -math.Expm1(-5.2)
				purchases := buys + pace/basket*(5.2-buys)
				l.check(fmt.Sprintf("purchases, φ = %v", phi), proof.PerCustomer(r, 1, proof.Flow(metrics.Purchases)), purchases)
				sales := 20*buys + math.Round(2000*basket)/100*(purchases-buys)
				l.check(fmt.Sprintf("sales, φ = %v", phi), proof.PerCustomer(r, 1, proof.Thousandths(proof.Flow(metrics.Sales))), sales)
			}
		},
	}, {
		Name: "leaving-per-purchase", Title: "More purchases bring next to no more chances of leaving",
		Formula: "at a pace q a customer leaves with chance 1−(1−p)^(1/q) after each purchase", Source: "docs/model.md, by integration",
		play: func(l *lab) {
			const p = 0.1
			segment := poisson + ", share_of_wallet: 50%, " + cheap + ", churn: {per_purchase: 10%}"
			stated := "behavior: {elasticity: 1.6, frequency_share: 1, permanent_share: 1, responsiveness_cv: 0, capture: 1, engaged_share: 0}"
			r := l.run(proof.Shop(year, segment, stated), l.arm("discount", "discounts: [{rate: 40%}]\n"))
			l.check("alive at baseline", proof.PerCustomer(r, 0, proof.Person(metrics.Alive)), math.Exp(-5.2*p))
			e := math.Exp(1.6 * .4 / (1 - .5))
			pace := e / (1 - .5 + .5*e)
			leave := 5.2 * pace * (1 - math.Pow(1-p, 1/pace)) // from the first purchase on
			alive := math.Exp(-5.2) + 5.2*(1-p)*(math.Exp(-leave)-math.Exp(-5.2))/(5.2-leave)
			l.check("alive with a discount", proof.PerCustomer(r, 1, proof.Person(metrics.Alive)), alive)
		},
	}, {
		Name: "promoter-score", Title: "A shift of satisfaction moves an ordered logit",
		Formula: "NPS/100 = 1−Λ(κ₉−η)−Λ(κ₇−η); a survey of n: ±1.96·100·√((p+d−(p−d)²)/n)", Source: "McCullagh 1980",
		play: func(l *lab) {
			// Cut points of the reference distribution; the engine's have four decimals, hence the places below.
			const detractors, promoters = 0.20, 0.47
			cut7, cut9 := math.Log(detractors/(1-detractors)), math.Log((1-promoters)/promoters)
			const eta = .7
			stated := 100 * promoterScore(eta, cut9, cut7)
			segment := "nps: " + proof.Number(stated) + ", purchases: {per_month: 3, regularity: fixed}, share_of_wallet: 100%, " + cheap
			const back = "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 1, gives: {money_off: 0.05}, up_to: 100%}]\n"
			r := l.fixed(1000, proof.Shop(year, segment, calm(20, "nps_redeemed: 0.25", "nps_complexity: -0.1")),
				l.arm("back", back), l.arm("back-with-expiry", back+"  expire: {after: 1 year}\n"))
			for i, shift := range []float64{0, 0.25, 0.15} {
				want := 100 * promoterScore(eta+shift, cut9, cut7)
				l.exactly(fmt.Sprintf("score at a shift of %v, to 2 decimals", shift), places(2, l.metric(r, i, "nps").Value), places(2, want))
			}
			m, _ := metrics.ByName("nps")
			reported := metrics.Evaluate(&r.Data, 0, []*metrics.Metric{m}, metrics.Whole)[0]
			p, d := 1-logistic(cut9-eta), logistic(cut7-eta)
			l.exactly("half the width of a survey of 1,000, to 3 decimals", places(3, reported.SurveyHigh-stated),
				places(3, 1.96*100*math.Sqrt((p+d-(p-d)*(p-d))/1000)))
		},
	},
}

// places rounds to so many decimals.
func places(n int, x float64) float64 { return math.Round(x*math.Pow10(n)) / math.Pow10(n) }
