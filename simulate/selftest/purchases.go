package selftest

import (
	"fmt"
	"math"

	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

const year = 12 // months of most horizons

// poisson is a segment whose customers buy 5.2 times on average, all alike.
var poisson = "purchases: {per_month: " + perMonth(5.2, year) + ", cv: 0}"

// nbd is a segment whose rates are those of CDNOW (Fader and Hardie 2001) over a year instead of 39 weeks.
var nbd = "purchases: {per_month: " + perMonth(.553*39/10.578, year) + ", cv: " + proof.Number(1/math.Sqrt(.553)) + "}, " + cheap

var nobody = proof.Plus(proof.Customers, proof.Times(-1, proof.Person(metrics.Buyers)))

var purchaseCases = []Case{
	{
		Name: "poisson", Title: "Purchases at a constant rate are Poisson",
		Formula: "mean = variance = λT; P(N ≥ k) = regularized gamma(k, λT)", Source: "Ehrenberg 1959",
		play: func(l *lab) {
			segment := poisson + ", " + cheap
			mean, variance := l.spread(year, segment, proof.Flow(metrics.Purchases))
			l.check("mean", mean, 5.2)
			l.rare(5, "variance", variance, 5.2)
			r := l.run(proof.Shop(year, segment, proof.Mechanical), l.arm("two", stampCard(2)), l.arm("five", stampCard(5)), l.arm("nine", stampCard(9)))
			for i, k := range []int{2, 5, 9} {
				l.rare(float64(k)/2, fmt.Sprintf("P(N ≥ %d)", k), proof.PerCustomer(r, i+1, proof.Person(metrics.RedeemingMembers)), poissonAtLeast(5.2, k))
			}
			l.check("repeat buyers", proof.PerCustomer(r, 0, proof.Person(metrics.Repeaters)), poissonAtLeast(5.2, 2))
		},
	}, {
		Name: "nbd", Title: "Gamma rates make purchases negative binomial",
		Formula: "P(0) = (α/(α+T))^r; mean rT/α; variance rT/α·(1+T/α)", Source: "Ehrenberg 1959",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, nbd, proof.Mechanical))
			l.check("P(0)", proof.PerCustomer(r, 0, nobody), 0.42559876)
			l.check("mean", proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), 2.0388542)
			l.check("P(N ≥ 2)", proof.PerCustomer(r, 0, proof.Person(metrics.Repeaters)), nbdAtLeast(.553, 10.578, 39, 2))
			_, variance := l.spread(year, nbd, proof.Flow(metrics.Purchases))
			l.rare(15, "variance", variance, 9.5559004)
		},
	}, {
		Name: "erlang-gaps", Title: "Customers present are met in the middle of a gap",
		Formula: "E[N] = λT; time to the first purchase: one of k stages at random and those after it", Source: "Cox 1962; Platzer and Reutterer 2016",
		play: func(l *lab) {
			for _, k := range []int{1, 2, 5} {
				segment := fmt.Sprintf("purchases: {per_month: %s, cv: 0, regularity: %d}, %s", perMonth(5.2, year), k, cheap)
				r := l.run(proof.Shop(year, segment, proof.Mechanical), l.arm("members", "points: {earn: [{points: 1, per: {visit: 1}}]}\n"))
				l.check(fmt.Sprintf("purchases, Erlang-%d", k), proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), 5.2)
				rate := 5.2 / proof.DaysOf(year)
				for _, month := range []int{1, 2, 4} {
					want := 1 - erlangResidual(k, rate, proof.DaysOf(month))
					l.rare(2, fmt.Sprintf("first purchase within %d months, Erlang-%d", month, k), proof.PerCustomer(r, 1, proof.FlowIn(metrics.Joined, 0, month)), want)
				}
			}
		},
	}, {
		Name: "fixed-gaps", Title: "Equal gaps begin in their middle",
		Formula: "N = ⌊λT + ½⌋", Source: "definition",
		play: func(l *lab) {
			for _, expected := range []float64{0.4, 0.6, 5.2, 5.6} {
				segment := "purchases: {per_month: " + perMonth(expected, year) + ", regularity: fixed}, " + cheap
				r := l.fixed(1000, proof.Shop(year, segment, proof.Mechanical))
				l.check(fmt.Sprintf("purchases at λT = %v", expected), proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), math.Floor(expected+0.5))
			}
		},
	},
}

// paretoChurn is the rate of leaving of CDNOW over a year instead of 39 weeks, without its closing brace.
var paretoChurn = "churn: {per_year: " + proof.Number(1-math.Pow(1+365.25/(11.669/39*proof.DaysOf(year)), -.606)) + ", cv: " + proof.Number(1/math.Sqrt(.606))

var lifetimeCases = []Case{
	{
		Name: "pareto-nbd", Title: "Gamma rates of leaving make purchases Pareto/NBD",
		Formula: "E[N] = rβ/(α(s−1))·(1−(β/(β+T))^(s−1)); P(alive) = (β/(β+T))^s", Source: "Schmittlein, Morrison and Colombo 1987",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, nbd+", "+paretoChurn+"}", proof.Mechanical))
			l.check("purchases", proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), 1.2130028)
			l.check("P(alive)", proof.PerCustomer(r, 0, proof.Person(metrics.Alive)), 0.41072254)
		},
	}, {
		Name: "survivors", Title: "Customers with an age are those who are left",
		Formula: "P(alive at a+T | alive at a) = ((β+a)/(β+a+T))^s", Source: "Schmittlein, Morrison and Colombo 1987",
		play: func(l *lab) {
			beta, t := 11.669/39*proof.DaysOf(year), proof.DaysOf(year)
			aged := nbd + ", " + paretoChurn + ", age: 2 years}"
			r := l.run(proof.Shop(year, aged, proof.Mechanical))
			want := paretoAlive(.606, beta, 730.5+t) / paretoAlive(.606, beta, 730.5)
			l.check("alive a year later", proof.PerCustomer(r, 0, proof.Person(metrics.Alive)), want)
			// Those who arrive have no age, whatever that of the others.
			r = l.run(proof.Shop(year, aged+", arriving: {per_month: 100%}", proof.Mechanical))
			const steps = 1000
			for i := range steps {
				want += 12 * paretoAlive(.606, beta, t*(float64(i)+0.5)/steps) / steps
			}
			l.check("alive, with arrivals", proof.PerCustomer(r, 0, proof.Person(metrics.Alive)), want/13)
		},
	}, {
		Name: "bg-nbd", Title: "Customers present, who may leave after each purchase, are BG/NBD",
		Formula: "E[N] = (a+b−1)/(a−1)·(1−(α/(α+T))^r·2F1(r,b;a+b−1;T/(α+T)))", Source: "Fader, Hardie and Lee 2005",
		play: func(l *lab) {
			segment := "purchases: {per_month: " + perMonth(.243*39/4.414, year) + ", cv: " + proof.Number(1/math.Sqrt(.243)) + "}, " + cheap +
				", churn: {per_purchase: {a: 0.793, b: 2.426}}"
			r := l.run(proof.Shop(year, segment, proof.Mechanical))
			l.check("purchases", proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), 1.1967232)
		},
	}, {
		Name: "mbg-nbd", Title: "New customers, who may leave after the first purchase too, are MBG/NBD",
		Formula: "E[N] = b/(a−1)·(1−(α/(α+T))^r·2F1(r,b+1;a+b;T/(α+T)))", Source: "Batislam, Denizel and Filiztekin 2007",
		play: func(l *lab) {
			const months = 50 // at 100 % a month 50 of 51 customers arrive
			segment := "purchases: {per_month: " + perMonth(.525*39/6.183, months) + ", cv: " + proof.Number(1/math.Sqrt(.525)) + "}, " + cheap +
				", churn: {per_purchase: {a: 0.891, b: 1.614}}, arriving: {per_month: 100%}"
			r := l.run(proof.Shop(months, segment, proof.Mechanical))
			var later float64
			const steps = 400
			for i := range steps {
				later += mbgPurchases(.525, 6.183, .891, 1.614, 39*(float64(i)+0.5)/steps) / steps
			}
			want := (bgPurchases(.525, 6.183, .891, 1.614, 39) + 50*(1+later)) / 51
			l.check("purchases", proof.PerCustomer(r, 0, proof.Flow(metrics.Purchases)), want)
		},
	}, {
		Name: "shifted-beta-geometric", Title: "Beta chances of leaving make survival shifted beta-geometric",
		Formula: "S(t) = B(a, b+t)/B(a, b)", Source: "Fader and Hardie 2007",
		play: func(l *lab) {
			segment := func(age string) string {
				return "purchases: {per_month: 1, regularity: fixed}, " + cheap + ", churn: {per_purchase: {a: 0.668, b: 3.806}" + age + "}"
			}
			r := l.run(proof.Shop(7, segment(""), proof.Mechanical))
			l.check("alive after 7 purchases", proof.PerCustomer(r, 0, proof.Person(metrics.Alive)), 0.48894462)
			r = l.run(proof.Shop(36, segment(""), proof.Mechanical))
			for _, month := range []int{0, 1, 2, 5, 11, 23, 35} {
				l.rare(3, fmt.Sprintf("bought in month %d", month+1), proof.PerCustomer(r, 0, proof.FlowIn(metrics.Purchases, month, month+1)),
					betaSurvival(.668, 3.806, float64(month)))
			}
			r = l.run(proof.Shop(7, segment(", age: 1 year"), proof.Mechanical))
			l.check("alive after 7 more, aged a year", proof.PerCustomer(r, 0, proof.Person(metrics.Alive)), betaSurvival(.668, 3.806+12, 7))
		},
	}, {
		Name: "lifetime-value", Title: "The margin of a customer who stays with a fixed chance is his lifetime value",
		Formula: "CLV = m(1+d)/(1+d−ρ), margin m now and at the end of each period", Source: "Gupta and Lehmann 2003",
		play: func(l *lab) {
			// He buys every 13 months, first after 6½, in the middle of a month: the engine discounts from there.
			const rate, stay = 0.1, 0.8
			r := l.run(lifetime("purchases: {per_month: " + proof.Number(1./13) + ", regularity: fixed}, basket: {fixed: 100}, churn: {per_purchase: 20%}"))
			period := math.Pow(1+rate, 13./12)
			want := retentionCLV(30, stay, period-1) / math.Sqrt(period)
			l.check("margin of a customer", proof.Estimated(l.metric(r, 0, "net_margin")).Times(1e-3), want)
		},
	}, {
		Name: "arrivals", Title: "Arrivals and leaving balance",
		Formula: "present = (Λ/μ)(1−e^(−μt)), and e^(−μt) of those who were there", Source: "M/M/∞ queue; Cox 1962",
		play: func(l *lab) {
			const months = 18 // 18 arrivals per customer present: Λt = 3·6
			segment := "purchases: {per_month: 1, cv: 0}, " + cheap + ", churn: " + yearly(1.2, proof.DaysOf(months)) + ", arriving: {per_month: 100%, cost: 7}"
			r := l.run(proof.Shop(months, segment, proof.Mechanical))
			alive := proof.PerCustomer(r, 0, proof.Times(19, proof.Person(metrics.Alive))).Less(math.Exp(-1.2))
			l.check("members who arrived and are there", alive, 10.482087)
			l.check("arrived after the first day", proof.PerCustomer(r, 0, proof.Times(1./7000, proof.Flow(metrics.AcquisitionCost))), 18./19)
			for _, month := range []int{6, 12} {
				present := proof.PerCustomer(r, 0, proof.Times(19, proof.Plus(proof.FlowIn(metrics.Arrived, 0, month), proof.Times(-1, proof.FlowIn(metrics.Left, 0, month)))))
				x := proof.DaysOf(month) * 6 / proof.DaysOf(months)
				l.check(fmt.Sprintf("present after %d months", month), present, activeMembers(3, .2, x)+math.Exp(-.2*x))
			}
		},
	}, {
		Name: "few-arrivals", Title: "Few arrivals are few, and spread evenly",
		Formula: "share = gM/(1+gM) at g a month over M months", Source: "definition",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, "purchases: {per_month: 1, cv: 0}, "+cheap+", arriving: {per_month: 2%, cost: 7}", proof.Mechanical))
			l.check("share that arrives", proof.PerCustomer(r, 0, proof.Times(1./7000, proof.Flow(metrics.AcquisitionCost))), .24/1.24)
			l.check("in the first half", proof.Ratio(r, 0, proof.FlowIn(metrics.AcquisitionCost, 0, 6), proof.Flow(metrics.AcquisitionCost)), proof.DaysOf(6)/proof.DaysOf(12))
			l.exactly("customers of the horizon", r.Facts.Population, 1240)
		},
	},
}
