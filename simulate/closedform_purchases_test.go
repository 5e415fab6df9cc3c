package simulate_test

import (
	"fmt"
	"math"
	"testing"

	"earnburn/simulate/metrics"
)

const cheap = "basket: {fixed: 20}"

// stampCards are programs that hand over something on every k-th visit, so that members who burned are those with at least k visits in the last year.
func stampCard(k int) string {
	return fmt.Sprintf("points:\n  name: stamps\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: %d, used: at_once, gives: {product: {price: 2, cost: 50%%}}}]\n", k)
}

func TestClosedFormsHoldForPurchases(t *testing.T) {
	const months = 12
	t.Run("#1 Poisson purchases have mean and variance λT", func(t *testing.T) {
		segment := "purchases: {per_month: " + perMonth(5.2, months) + ", cv: 0}, " + cheap
		mean, variance := spread(t, months, 20_000, 3, segment, flow(metrics.Purchases))
		agree(t, "mean", mean, 5.2, 0.01)
		agree(t, "variance", variance, 5.2, 0.06)
		w := load(t, shop(months, segment, mechanical))
		r := run(t, w, 300_000, arm(t, "two", stampCard(2)), arm(t, "five", stampCard(5)), arm(t, "nine", stampCard(9)))
		agree(t, "P(0)", perCustomer(r, 0, plus(customers, times(-1, person(metrics.Buyers)))), math.Exp(-5.2), 0.5)
		for i, k := range []int{2, 5, 9} {
			agree(t, fmt.Sprintf("P(N ≥ %d)", k), perCustomer(r, i+1, person(metrics.RedeemingMembers)), poissonAtLeast(5.2, k), 0.1)
		}
		agree(t, "repeat buyers", perCustomer(r, 0, person(metrics.Repeaters)), poissonAtLeast(5.2, 2), 0.01)
	})

	nbd := "purchases: {per_month: " + perMonth(.553*39/10.578, months) + ", cv: " + number(1/math.Sqrt(.553)) + "}, " + cheap
	t.Run("#2, #3 Gamma rates make purchases negative binomial", func(t *testing.T) {
		w := load(t, shop(months, nbd, mechanical))
		r := run(t, w, 1_000_000)
		agree(t, "#2 P(0)", perCustomer(r, 0, plus(customers, times(-1, person(metrics.Buyers)))), 0.42559876, 0.01)
		agree(t, "#3 mean", perCustomer(r, 0, flow(metrics.Purchases)), 2.0388542, 0.015)
		agree(t, "P(N ≥ 2)", perCustomer(r, 0, person(metrics.Repeaters)), nbdAtLeast(.553, 10.578, 39, 2), 0.015)
		_, variance := spread(t, months, 20_000, 4, nbd, flow(metrics.Purchases))
		agree(t, "#3 variance", variance, 9.5559004, 0.15)
	})

	churn := "churn: {per_year: " + number(1-math.Pow(1+365.25/(11.669/39*daysOf(months)), -.606)) + ", cv: " + number(1/math.Sqrt(.606)) + "}"
	t.Run("#4, #5 Gamma rates of leaving make purchases Pareto/NBD", func(t *testing.T) {
		r := run(t, load(t, shop(months, nbd+", "+churn, mechanical)), 1_600_000)
		agree(t, "#4 purchases", perCustomer(r, 0, flow(metrics.Purchases)), 1.2130028, 0.02)
		agree(t, "#5 P(alive)", perCustomer(r, 0, person(metrics.Alive)), 0.41072254, 0.01)
	})
	t.Run("#5 customers with an age are survivors", func(t *testing.T) {
		aged := churn[:len(churn)-1] + ", age: 2 years}"
		beta, t2 := 11.669/39*daysOf(months), daysOf(months)
		r := run(t, load(t, shop(months, nbd+", "+aged, mechanical)), 120_000)
		want := paretoAlive(.606, beta, 730.5+t2) / paretoAlive(.606, beta, 730.5)
		agree(t, "P(alive, given alive at two years)", perCustomer(r, 0, person(metrics.Alive)), want, 0.01)
		// Those who arrive have no age, whatever that of the others.
		r = run(t, load(t, shop(months, nbd+", "+aged+", arriving: {per_month: 100%}", mechanical)), 400_000)
		const steps = 1000
		for i := range steps {
			want += 12 * paretoAlive(.606, beta, t2*(float64(i)+0.5)/steps) / steps
		}
		agree(t, "P(alive) with arrivals", perCustomer(r, 0, person(metrics.Alive)), want/13, 0.01)
	})

	t.Run("#6 customers present, who may leave after each purchase, are BG/NBD", func(t *testing.T) {
		segment := "purchases: {per_month: " + perMonth(.243*39/4.414, months) + ", cv: " + number(1/math.Sqrt(.243)) + "}, " + cheap +
			", churn: {per_purchase: {a: 0.793, b: 2.426}}"
		r := run(t, load(t, shop(months, segment, mechanical)), 1_600_000)
		agree(t, "purchases", perCustomer(r, 0, flow(metrics.Purchases)), 1.1967232, 0.02)
	})
	t.Run("#6 new customers, who may leave after the first purchase too, are MBG/NBD", func(t *testing.T) {
		const months = 50 // at 100 % a month 50 of 51 customers arrive
		segment := "purchases: {per_month: " + perMonth(.525*39/6.183, months) + ", cv: " + number(1/math.Sqrt(.525)) + "}, " + cheap +
			", churn: {per_purchase: {a: 0.891, b: 1.614}}, arriving: {per_month: 100%}"
		r := run(t, load(t, shop(months, segment, mechanical)), 800_000)
		var later float64
		const steps = 400
		for i := range steps {
			later += mbgPurchases(.525, 6.183, .891, 1.614, 39*(float64(i)+0.5)/steps) / steps
		}
		want := (bgPurchases(.525, 6.183, .891, 1.614, 39) + 50*(1+later)) / 51
		agree(t, "purchases", perCustomer(r, 0, flow(metrics.Purchases)), want, 0.01)
	})

	t.Run("#11 Beta chances of leaving make survival shifted beta-geometric", func(t *testing.T) {
		segment := "purchases: {per_month: 1, regularity: fixed}, " + cheap + ", churn: {per_purchase: {a: 0.668, b: 3.806}}"
		r := run(t, load(t, shop(7, segment, mechanical)), 400_000)
		agree(t, "alive after 7", perCustomer(r, 0, person(metrics.Alive)), 0.48894462, 0.01)
		r = run(t, load(t, shop(36, segment, mechanical)), 120_000)
		for _, month := range []int{0, 1, 2, 5, 11, 23, 35} {
			agree(t, fmt.Sprintf("bought in month %d", month+1), perCustomer(r, 0, flowIn(metrics.Purchases, month, month+1)),
				betaSurvival(.668, 3.806, float64(month)), 0.05)
		}
		aged := "purchases: {per_month: 1, regularity: fixed}, " + cheap + ", churn: {per_purchase: {a: 0.668, b: 3.806}, age: 1 year}"
		r = run(t, load(t, shop(7, aged, mechanical)), 120_000)
		agree(t, "alive after 7 more", perCustomer(r, 0, person(metrics.Alive)), betaSurvival(.668, 3.806+12, 7), 0.01)
	})

	t.Run("D8 customers present are met in the middle of a gap", func(t *testing.T) {
		for _, k := range []int{1, 2, 5} {
			segment := fmt.Sprintf("purchases: {per_month: %s, cv: 0, regularity: %d}, %s", perMonth(5.2, months), k, cheap)
			r := run(t, load(t, shop(months, segment, mechanical)), 100_000, arm(t, "members", "points: {earn: [{points: 1, per: {visit: 1}}]}\n"))
			agree(t, fmt.Sprintf("Erlang-%d: purchases", k), perCustomer(r, 0, flow(metrics.Purchases)), 5.2, 0.01)
			rate := 5.2 / daysOf(months)
			for _, month := range []int{1, 2, 4} {
				want := 1 - erlangResidual(k, rate, daysOf(month))
				agree(t, fmt.Sprintf("Erlang-%d: first purchase within %d months", k, month), perCustomer(r, 1, flowIn(metrics.Joined, 0, month)), want, 0.03)
			}
		}
	})
	t.Run("D8 fixed gaps begin in the middle", func(t *testing.T) {
		for _, expected := range []float64{0.4, 0.6, 5.2, 5.6} {
			segment := "purchases: {per_month: " + perMonth(expected, months) + ", regularity: fixed}, " + cheap
			r := run(t, load(t, shop(months, segment, mechanical)), 1000)
			agree(t, fmt.Sprintf("purchases at λT = %v", expected), perCustomer(r, 0, flow(metrics.Purchases)), math.Floor(expected+0.5), 0.01)
		}
	})

	t.Run("#34 arrivals and leaving balance", func(t *testing.T) {
		const months = 18 // 18 arrivals per customer present: Λt = 3·6
		segment := "purchases: {per_month: 1, cv: 0}, " + cheap + ", churn: " + yearly(1.2, daysOf(months)) + ", arriving: {per_month: 100%, cost: 7}"
		r := run(t, load(t, shop(months, segment, mechanical)), 300_000)
		alive := perCustomer(r, 0, times(19, person(metrics.Alive)))
		alive.value -= math.Exp(-1.2) // those who were there
		agree(t, "active members who arrived", alive, 10.482087, 0.01)
		agree(t, "arrived after the first day", perCustomer(r, 0, times(1./7000, flow(metrics.AcquisitionCost))), 18./19, 0.01)
		for _, month := range []int{6, 12} {
			present := perCustomer(r, 0, times(19, plus(flowIn(metrics.Arrived, 0, month), times(-1, flowIn(metrics.Left, 0, month)))))
			unit := 6 / daysOf(months)
			x := daysOf(month) * unit
			agree(t, fmt.Sprintf("present after %d months", month), present, activeMembers(3, .2, x)+math.Exp(-.2*x), 0.02)
		}
	})

	t.Run("#34 few arrivals are few", func(t *testing.T) {
		segment := "purchases: {per_month: 1, cv: 0}, " + cheap + ", arriving: {per_month: 2%, cost: 7}"
		r := run(t, load(t, shop(months, segment, mechanical)), 800_000)
		agree(t, "share that arrives", perCustomer(r, 0, times(1./7000, flow(metrics.AcquisitionCost))), .24/1.24, 0.015)
		agree(t, "in the first half", ratio(r, 0, flowIn(metrics.AcquisitionCost, 0, 6), flow(metrics.AcquisitionCost)), daysOf(6)/daysOf(12), 0.01)
		exactly(t, "customers of the horizon", r.Facts.Population, 1240)
	})

	t.Run("#36 a member who is asked at a share of purchases is never asked with chance e^(−pλT)", func(t *testing.T) {
		segment := "purchases: {per_month: " + perMonth(5.2, months) + ", cv: 0}, share_of_wallet: 100%, " + cheap
		w := load(t, shop(months, segment, calm(0, "joining_slope: 0", "joining_intercept: 20", "ask_rate: 0.35")))
		r := run(t, w, 500_000, arm(t, "club", "enrollment: opt_in\ndiscounts: [{rate: 1%}]\n"))
		agree(t, "outside the program", perCustomer(r, 1, plus(customers, times(-1, person(metrics.Members)))), 0.16202575, 0.02)
	})
	t.Run("#36 a share of members' purchases is captured", func(t *testing.T) {
		segment := "purchases: {per_month: " + perMonth(5.2, months) + ", cv: 0}, share_of_wallet: 100%, " + cheap
		w := load(t, shop(months, segment, "behavior: {capture: 0.35}"))
		r := run(t, w, 200_000, arm(t, "card", stampCard(2)))
		buys := -math.Expm1(-5.2)
		agree(t, "captured", perCustomer(r, 1, flow(metrics.MemberPurchases)), buys+.35*(5.2-buys), 0.01)
		// The first purchase is captured; nobody of the others with chance ∫ λe^(−λt) e^(−pλ(T−t)) dt.
		none := (math.Exp(-.35*5.2) - math.Exp(-5.2)) / .65
		agree(t, "captured twice", perCustomer(r, 1, person(metrics.RedeemingMembers)), buys-none, 0.01)
	})
}

func TestClosedFormsHoldForMoney(t *testing.T) {
	const months = 12
	poisson := "purchases: {per_month: " + perMonth(5.2, months) + ", cv: 0}"
	const q = 1e5 // customers are as good as alike
	exponential := "basket: {p: 1, q: 100000, v: " + number(20*(q-1)) + "}"

	t.Run("#8 mean spend is that of the Gamma-Gamma", func(t *testing.T) {
		mean := func(p float64) estimate {
			segment := "purchases: {per_month: " + perMonth(3, months) + ", regularity: fixed}, basket: {p: " + number(p) + ", q: 3.74, v: 15.44}"
			r := run(t, load(t, shop(months, segment, mechanical)), 500_000)
			return ratio(r, 0, times(1e-3, flow(metrics.Sales)), flow(metrics.Purchases))
		}
		agree(t, "mean spend, p = 1", mean(1), 15.44/2.74, 0.015)
		agree(t, "mean spend", mean(6.25), 35.218978, 0.015)
	})
	t.Run("#9 and D5 spend is compound Poisson", func(t *testing.T) {
		mean, variance := spread(t, months, 20_000, 4, poisson+", "+exponential, times(1e-3, flow(metrics.Sales)))
		agree(t, "D5 mean, E[N]·E[S]", mean, 104, 0.02)
		agree(t, "#9 variance, E[N]·E[S²]", variance, 4160*(q-1)/(q-2), 0.08)
		// With baskets that differ by customer the spread between them adds (λT)²·Var.
		segment := poisson + ", basket: {mean: 20, cv_between: 0.5, cv_within: 0.6}"
		mean, variance = spread(t, months, 20_000, 4, segment, times(1e-3, flow(metrics.Sales)))
		agree(t, "D5 mean, lognormal", mean, 104, 0.02)
		agree(t, "D5 variance, lognormal", variance, 400*(5.2*1.25*1.36+27.04*.25), 0.1)
	})
	t.Run("#10 the margin of a customer who stays with a fixed chance is his lifetime value", func(t *testing.T) {
		// He buys every 13 months, first after 6½, in the middle of a month: the engine discounts from there.
		const rate, stay = 0.1, 0.8
		w := load(t, lifetime("purchases: {per_month: "+number(1./13)+", regularity: fixed}, basket: {fixed: 100}, churn: {per_purchase: 20%}"))
		r := run(t, w, 120_000)
		got := value(t, r, 0, "net_margin")
		period := math.Pow(1+rate, 13./12)
		agree(t, "margin of a customer", estimate{got.Value / 1000, got.SE / 1000}, retentionCLV(30, stay, period-1)/math.Sqrt(period), 0.02)
	})
	t.Run("#26 points rounded down on each purchase", func(t *testing.T) {
		r := run(t, load(t, shop(months, poisson+", "+exponential, mechanical)), 120_000,
			arm(t, "rounded", "points: {earn: [{points: 1, per: {spend: 7}, round: down}]}\n"), arm(t, "exact", "points: {earn: [{points: 1, per: {spend: 7}}]}\n"))
		agree(t, "points a purchase", ratio(r, 1, times(1e-3, flow(metrics.PointsIssued)), flow(metrics.Purchases)), pointsRoundedDown(q, 20*(q-1), 7), 0.01)
		agree(t, "and without rounding", ratio(r, 2, times(1e-3, flow(metrics.PointsIssued)), flow(metrics.Purchases)), 20./7, 0.01)
	})
	t.Run("#40 a voucher takes off at most the price", func(t *testing.T) {
		r := run(t, load(t, shop(months, poisson+", "+exponential, mechanical)), 120_000,
			arm(t, "voucher", "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 1, gives: {money_off: 40}}]\n"))
		agree(t, "taken off", ratio(r, 1, times(1e-3, flow(metrics.MoneyOff)), flow(metrics.Redemptions)), capped(q, 20*(q-1), 40), 0.01)
		agree(t, "used on every purchase but the first", ratio(r, 1, flow(metrics.Redemptions), flow(metrics.Purchases)), 1+math.Expm1(-5.2)/5.2, 0.01)
	})
	t.Run("#41 only baskets from a minimum earn", func(t *testing.T) {
		mean, cv := math.Exp(3+.49/2), math.Sqrt(math.Expm1(.49))
		segment := poisson + ", basket: {mean: " + number(mean) + ", cv_between: 0, cv_within: " + number(cv) + "}"
		r := run(t, load(t, shop(months, segment, mechanical)), 300_000,
			arm(t, "large", "points: {earn: [{points: 1, per: {spend: 1}, when: {basket_from: 25}}]}\n"))
		agree(t, "points a purchase", ratio(r, 1, times(1e-3, flow(metrics.PointsIssued)), flow(metrics.Purchases)), spendFrom(3, .7, 24.995), 0.01)
	})
	t.Run("#29 a shift of satisfaction moves an ordered logit", func(t *testing.T) {
		const detractors, promoters = 0.20, 0.47 // of the reference distribution
		cut7, cut9 := math.Log(detractors/(1-detractors)), math.Log((1-promoters)/promoters)
		eta := .7
		stated := 100 * promoterScore(eta, cut9, cut7)
		segment := "nps: " + number(stated) + ", purchases: {per_month: 3, regularity: fixed}, share_of_wallet: 100%, " + cheap
		w := load(t, shop(months, segment, calm(20, "nps_redeemed: 0.25", "nps_complexity: -0.1")))
		const back = "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 1, gives: {money_off: 0.05}, up_to: 100%}]\n"
		r := run(t, w, 1000, arm(t, "back", back), arm(t, "back-with-expiry", back+"  expire: {after: 1 year}\n"))
		for i, shift := range []float64{0, 0.25, 0.15} {
			got, want := value(t, r, i, "nps").Value, 100*promoterScore(eta+shift, cut9, cut7)
			if math.Abs(got-want) > 0.005 {
				t.Errorf("shift of %v: %v, want %v", shift, got, want)
			}
		}
		// D9: a survey of n answers.
		m, _ := metrics.ByName("nps")
		reported := metrics.Evaluate(&r.Data, 0, []*metrics.Metric{m}, metrics.Whole)[0]
		p, d := 1-logistic(cut9-eta), logistic(cut7-eta)
		exactly(t, "D9 half the width of a survey's interval", math.Round(1e3*(reported.SurveyHigh-stated)), math.Round(1e3*1.96*100*math.Sqrt((p+d-(p-d)*(p-d))/1000)))
	})
	t.Run("a discount makes customers buy e^u/(1 − s + s e^u) times as often", func(t *testing.T) {
		segment := poisson + ", share_of_wallet: 50%, " + cheap
		for _, phi := range []float64{1, 0.7} {
			stated := fmt.Sprintf("behavior: {elasticity: 1.6, frequency_share: %v, permanent_share: 1, responsiveness_cv: 0, capture: 1, engaged_share: 0}", phi)
			r := run(t, load(t, shop(months, segment, stated)), 160_000, arm(t, "discount", "discounts: [{rate: 15%}]\n"))
			e := math.Exp(1.6 * .15 / (1 - .5))
			pace := e / (1 - .5 + .5*e)
			basket := 1 + (1-phi)*(pace-1)
			buys := -math.Expm1(-5.2)
			purchases := buys + pace/basket*(5.2-buys)
			agree(t, fmt.Sprintf("purchases, φ = %v", phi), perCustomer(r, 1, flow(metrics.Purchases)), purchases, 0.01)
			sales := 20*buys + math.Round(2000*basket)/100*(purchases-buys)
			agree(t, fmt.Sprintf("sales, φ = %v", phi), perCustomer(r, 1, times(1e-3, flow(metrics.Sales))), sales, 0.01)
		}
	})
	t.Run("more purchases bring next to no more chances of leaving", func(t *testing.T) {
		const p = 0.1
		segment := poisson + ", share_of_wallet: 50%, " + cheap + ", churn: {per_purchase: 10%}"
		stated := "behavior: {elasticity: 1.6, frequency_share: 1, permanent_share: 1, responsiveness_cv: 0, capture: 1, engaged_share: 0}"
		r := run(t, load(t, shop(months, segment, stated)), 200_000, arm(t, "discount", "discounts: [{rate: 40%}]\n"))
		agree(t, "alive at baseline", perCustomer(r, 0, person(metrics.Alive)), math.Exp(-5.2*p), 0.01)
		e := math.Exp(1.6 * .4 / (1 - .5))
		pace := e / (1 - .5 + .5*e)
		// From the first purchase on he buys at a faster pace and leaves with chance 1 − (1 − p)^(1/pace) each time.
		leave := 5.2 * pace * (1 - math.Pow(1-p, 1/pace))
		alive := math.Exp(-5.2) + 5.2*(1-p)*(math.Exp(-leave)-math.Exp(-5.2))/(5.2-leave)
		agree(t, "alive with a discount", perCustomer(r, 1, person(metrics.Alive)), alive, 0.01)
	})
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// lifetime is a scenario of 50 years at a discount rate of 10 %.
func lifetime(segment string) string {
	return "earnburn: scenario/v1\nname: lifetime\ncurrency: USD\nstart: 2025-01-01\nmonths: 600\ncustomers: 1000\ndiscount_rate: 10%\nsegments:\n" +
		"  - {name: everyone, share: 100%, margin: 30%, " + segment + "}\n" + mechanical + "\n"
}
