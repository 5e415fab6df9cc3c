package selftest

import (
	"fmt"
	"math"
	"strings"

	"earnburn/simulate/metrics"
)

// netMargin is what a customer brings within the horizon, less what is still owed, in whole units.
var netMargin = thousandths(plus(flow(metrics.GrossMargin), times(-1, flow(metrics.Discounts)), times(-1, flow(metrics.RewardCost)), times(-1, owed(metrics.OwedCost))))

var identityCases = []Case{
	{
		Name: "ledger", Title: "Redeemed and lost are all that was issued",
		Formula: "issued = redeemed + lost, in the horizon and after it", Source: "double-entry bookkeeping",
		play: func(l *lab) {
			r := l.fixed(5000, shop(18, visits(.01)+", churn: 30%", calm(-1)), l.arm("back", cashback(valid)),
				l.arm("card", "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 3, gives: {product: {price: 5, cost: 40%}}}]\n  expire: {inactive: 90 days}\n"))
			for a := 1; a < len(r.Arms); a++ {
				name := r.Arms[a].Name
				left := plus(flow(metrics.PointsRedeemed), flow(metrics.PointsExpired), owed(metrics.OwedRedeemed), owed(metrics.OwedExpired))
				l.exactly("thousandths redeemed or lost, "+name, sum(r, a, left), sum(r, a, flow(metrics.PointsIssued)))
				end := plus(owed(metrics.OwedRedeemed), owed(metrics.OwedExpired))
				l.exactly("of them after the horizon, "+name, sum(r, a, end), sum(r, a, person(metrics.PointsOutstanding)))
			}
		},
	}, {
		Name: "linear-cost", Title: "Where nobody reacts, margin falls in proportion to what a reward costs",
		Formula: "margin(c) = margin(0) − c·redemptions", Source: "linearity of cost",
		play: func(l *lab) {
			card := func(cost string) string { return strings.Replace(stampCard(3), "cost: 50%", "cost: "+cost, 1) }
			r := l.fixed(2000, shop(year, visits(.02), calm(20)), l.arm("free", card("0%")), l.arm("half", card("50%")), l.arm("full", card("100%")))
			margin := plus(netMargin, thousandths(owed(metrics.OwedCost)))
			for i, c := range []float64{0, 1, 2} { // of a reward of 2
				l.exactly(fmt.Sprintf("margin at a cost of %v", c), sum(r, 1+i, margin), sum(r, 0, margin)-c*sum(r, 1, flow(metrics.Redemptions)))
			}
		},
	}, {
		Name: "paired-error", Title: "The error of a paired difference counts the covariance",
		Formula: "Var(A−B) = Var A + Var B − 2·Cov(A, B), over groups of customers", Source: "common random numbers",
		play: func(l *lab) {
			const each = 200. // customers in each of the groups
			r := l.fixed(each*metrics.Groups, shop(year, visits(.02), mechanical), l.arm("tenth", "discounts: [{rate: 10%}]\n"), l.arm("back", cashback("never")))
			one, two := groups(r, 1), groups(r, 2)
			k := float64(len(one))
			mean := [2]float64{sum(r, 1, netMargin) / each / k, sum(r, 2, netMargin) / each / k}
			var squares [2]float64
			var both float64
			for g := range one {
				a, b := netMargin(one[g])/each-mean[0], netMargin(two[g])/each-mean[1]
				squares[0] += a * a / (k - 1)
				squares[1] += b * b / (k - 1)
				both += a * b / (k - 1)
			}
			m, _ := metrics.ByName("net_margin_impact_per_customer")
			d := metrics.Difference(&r.Data, 1, 2, []*metrics.Metric{m}, metrics.Whole)[0]
			l.exactly("standard error", d.SE, math.Sqrt((squares[0]+squares[1]-2*both)/k))
			l.exactly("difference", d.Value, mean[0]-mean[1])
		},
	}, {
		Name: "no-discounting", Title: "Without discounting present value is the plain sum",
		Formula: "δ = 0: PV = Σ", Source: "definition",
		play: func(l *lab) {
			r := l.fixed(3000, shop(18, visits(.02)+", churn: 20%", calm(0)), l.arm("tenth", "discounts: [{rate: 10%}]\n"), l.arm("back", cashback("never")))
			for a := range r.Arms {
				scale := r.Facts.Population / sum(r, a, customers)
				l.exactly("margin of "+r.Arms[a].Name, l.metric(r, a, "net_margin").Value, scale*sum(r, a, netMargin))
				cash := plus(netMargin, thousandths(owed(metrics.OwedCost)))
				l.exactly("cash of "+r.Arms[a].Name, l.metric(r, a, "net_margin_cash").Value, scale*sum(r, a, cash))
			}
			l.exactly("expired, of points that never do", sum(r, 2, flow(metrics.PointsExpired)), 0)
		},
	},
}
