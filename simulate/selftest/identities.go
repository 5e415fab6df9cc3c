package selftest

import (
	"fmt"
	"math"
	"strings"

	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// netMargin is what a customer brings within the horizon, less what is still owed, in whole units.
var netMargin = proof.Thousandths(proof.Plus(proof.Flow(metrics.GrossMargin), proof.Times(-1, proof.Flow(metrics.Discounts)), proof.Times(-1, proof.Flow(metrics.RewardCost)), proof.Times(-1, proof.Owed(metrics.OwedCost))))

var identityCases = []Case{
	{
		Name: "ledger", Title: "Redeemed and lost are all that was issued",
		Formula: "issued = redeemed + lost, in the horizon and after it", Source: "double-entry bookkeeping",
		play: func(l *lab) {
			r := l.fixed(5000, proof.Shop(18, visits(.01)+", churn: 30%", calm(-1)), l.arm("back", cashback(valid)),
				l.arm("card", "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 3, gives: {product: {price: 5, cost: 40%}}}]\n  expire: {inactive: 90 days}\n"))
			for a := 1; a < len(r.Arms); a++ {
				name := r.Arms[a].Name
				left := proof.Plus(proof.Flow(metrics.PointsRedeemed), proof.Flow(metrics.PointsExpired), proof.Owed(metrics.OwedRedeemed), proof.Owed(metrics.OwedExpired))
				l.exactly("thousandths redeemed or lost, "+name, proof.Sum(r, a, left), proof.Sum(r, a, proof.Flow(metrics.PointsIssued)))
				end := proof.Plus(proof.Owed(metrics.OwedRedeemed), proof.Owed(metrics.OwedExpired))
				l.exactly("of them after the horizon, "+name, proof.Sum(r, a, end), proof.Sum(r, a, proof.Person(metrics.PointsOutstanding)))
			}
		},
	}, {
		Name: "linear-cost", Title: "Where nobody reacts, margin falls in proportion to what a reward costs",
		Formula: "margin(c) = margin(0) − c·redemptions", Source: "linearity of cost",
		play: func(l *lab) {
			card := func(cost string) string { return strings.Replace(stampCard(3), "cost: 50%", "cost: "+cost, 1) }
			r := l.fixed(2000, proof.Shop(year, visits(.02), calm(20)), l.arm("free", card("0%")), l.arm("half", card("50%")), l.arm("full", card("100%")))
			margin := proof.Plus(netMargin, proof.Thousandths(proof.Owed(metrics.OwedCost)))
			for i, c := range []float64{0, 1, 2} { // of a reward of 2
				l.exactly(fmt.Sprintf("margin at a cost of %v", c), proof.Sum(r, 1+i, margin), proof.Sum(r, 0, margin)-c*proof.Sum(r, 1, proof.Flow(metrics.Redemptions)))
			}
		},
	}, {
		Name: "paired-error", Title: "The error of a paired difference counts the covariance",
		Formula: "Var(A−B) = Var A + Var B − 2·Cov(A, B), over groups of customers", Source: "common random numbers",
		play: func(l *lab) {
			const each = 200. // customers in each of the groups
			r := l.fixed(each*metrics.Groups, proof.Shop(year, visits(.02), proof.Mechanical), l.arm("tenth", "discounts: [{rate: 10%}]\n"), l.arm("back", cashback("never")))
			one, two := proof.Groups(r, 1), proof.Groups(r, 2)
			k := float64(len(one))
			mean := [2]float64{proof.Sum(r, 1, netMargin) / each / k, proof.Sum(r, 2, netMargin) / each / k}
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
			r := l.fixed(3000, proof.Shop(18, visits(.02)+", churn: 20%", calm(0)), l.arm("tenth", "discounts: [{rate: 10%}]\n"), l.arm("back", cashback("never")))
			for a := range r.Arms {
				scale := r.Facts.Population / proof.Sum(r, a, proof.Customers)
				l.exactly("margin of "+r.Arms[a].Name, l.metric(r, a, "net_margin").Value, scale*proof.Sum(r, a, netMargin))
				cash := proof.Plus(netMargin, proof.Thousandths(proof.Owed(metrics.OwedCost)))
				l.exactly("cash of "+r.Arms[a].Name, l.metric(r, a, "net_margin_cash").Value, scale*proof.Sum(r, a, cash))
			}
			l.exactly("expired, of points that never do", proof.Sum(r, 2, proof.Flow(metrics.PointsExpired)), 0)
		},
	},
}
