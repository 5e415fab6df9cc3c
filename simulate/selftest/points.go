package selftest

import (
	"fmt"
	"math"

	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// visits is a segment of so many visits a day.
func visits(perDay float64) string {
	return "purchases: {per_month: " + proof.Number(perDay*proof.MeanMonth) + ", cv: 0}, share_of_wallet: 100%, " + cheap
}

var pointsCases = []Case{
	{
		Name: "stamp-card", Title: "A stamp card is filled by those who stay",
		Formula: "P(full) = q^(N−1); full cards q^(N−1)/(1−q^N); stranded stamps 1/(1−q) − N·full cards", Source: "geometric number of visits",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, "purchases: {per_month: 20, regularity: fixed}, "+cheap+", churn: {per_purchase: 7%}", proof.Mechanical), l.arm("card", stampCard(10)))
			l.check("at least one full card, N = 10, q = 0.93", proof.PerCustomer(r, 1, proof.Person(metrics.RedeemingMembers)), 0.52041108)
			l.check("full cards", proof.PerCustomer(r, 1, proof.Flow(metrics.Redemptions)), 1.008514)
			l.check("stranded stamps", proof.PerCustomer(r, 1, proof.Thousandths(proof.Person(metrics.PointsOutstanding))), 4.200574)
			l.check("their share", proof.Ratio(r, 1, proof.Person(metrics.PointsOutstanding), proof.Flow(metrics.PointsIssued)), 4.200574*.07)
			l.check("of them, lost", proof.Ratio(r, 1, proof.Owed(metrics.OwedExpired), proof.Person(metrics.PointsOutstanding)), 1)
		},
	}, {
		Name: "stamp-balance", Title: "A stamp card is half full on average, and rewards come at λ/N",
		Formula: "balance λT − N·E⌊n/N⌋, in the long run (N−1)/2; rewards E⌊n/N⌋", Source: "renewal reward; Cox 1962",
		play: func(l *lab) {
			r := l.run(proof.Shop(year, "purchases: {per_month: "+perMonth(60, year)+", cv: 0}, "+cheap, proof.Mechanical), l.arm("card", stampCard(10)))
			l.check("stamps on the card", proof.PerCustomer(r, 1, proof.Thousandths(proof.Person(metrics.PointsOutstanding))), 60-10*expectedFloor(60, 10))
			l.check("rewards", proof.PerCustomer(r, 1, proof.Flow(metrics.Redemptions)), expectedFloor(60, 10))
			l.exactly("expired, of points that never do", proof.Sum(r, 1, proof.Flow(metrics.PointsExpired)), 0)
		},
	},
}

// Points are good to the end of a day, so a lifetime of n days is n + ½ days on average after a purchase at some time of day.
const (
	validity = 365 // days
	useRate  = 1.5 / (validity + 0.5)
)

var (
	valid = fmt.Sprintf("{after: %d days}", validity)
	lost  = proof.Plus(proof.Flow(metrics.PointsExpired), proof.Owed(metrics.OwedExpired))
)

var expiryCases = []Case{
	{
		Name: "inactivity-expiry", Title: "Points under inactivity expiry live as long as it takes to pause",
		Formula: "mean time to a gap longer than τ: (e^(λτ)−1)/λ", Source: "Cox 1962",
		play: func(l *lab) {
			const rate = 1.43 / (validity + 0.5)
			r := l.run(proof.Shop(300, visits(rate), proof.Mechanical),
				l.arm("idle", fmt.Sprintf("points: {earn: [{points: 1, per: {visit: 1}}], expire: {inactive: %d days}}\n", validity)))
			// Little's law: outstanding = earn rate × time to lapse. On the last day points of a pause one day too long are still there.
			want := -math.Expm1(-rate*(validity+1)) * math.Exp(1.43) / rate
			l.check("outstanding over earn rate, days", proof.PerCustomer(r, 1, proof.Times(1e-3/rate, proof.Person(metrics.PointsOutstanding))), want)
		},
	}, {
		Name: "breakage", Title: "Points not used in time are breakage",
		Formula: "e^(−θτ), θ the rate of purchases at which points are used", Source: "exponential time to use",
		play: func(l *lab) {
			r := l.run(proof.Shop(18, visits(useRate), proof.Mechanical), l.arm("back", cashback(valid)))
			l.check("used at the next visit", proof.Ratio(r, 1, lost, proof.Flow(metrics.PointsIssued)), 0.22313016)
			for _, share := range []float64{0.5, 0.2} {
				r := l.run(proof.Shop(18, visits(useRate/share), calm(math.Log(share/(1-share)))), l.arm("back", cashback(valid)))
				l.check(fmt.Sprintf("used at a share of %v of visits", share), proof.Ratio(r, 1, lost, proof.Flow(metrics.PointsIssued)), 0.22313016)
			}
		},
	}, {
		Name: "breakage-with-dropout", Title: "Dropout adds to breakage",
		Formula: "1 − θ/(θ+μ)·(1−e^(−(θ+μ)τ))", Source: "competing risks",
		play: func(l *lab) {
			segment := visits(2*useRate) + ", churn: " + yearly(0.6, validity+0.5)
			r := l.run(proof.Shop(18, segment, calm(0)), l.arm("back", cashback(valid)))
			l.check("breakage", proof.Ratio(r, 1, lost, proof.Flow(metrics.PointsIssued)), 0.37318316)
		},
	}, {
		Name: "littles-law", Title: "Points outstanding obey Little's law",
		Formula: "outstanding = earn rate × mean age when a point leaves, (1−e^(−θτ))/θ", Source: "Little 1961",
		play: func(l *lab) {
			// Outstanding after the last day are the points of one day more than they are valid: three units of time.
			const unit, share = (validity + 1) / 3., .5 / 1.3
			r := l.run(proof.Shop(18, visits(1.3/unit), calm(math.Log(share/(1-share)))), l.arm("back", cashback(valid)))
			outstanding := proof.PerCustomer(r, 1, proof.Thousandths(proof.Person(metrics.PointsOutstanding)))
			l.check("outstanding", outstanding, 2.0198616)
			l.check("mean age when a point leaves", outstanding.Times(1/1.3), 1.5537397)
			l.check("earn rate", proof.PerCustomer(r, 1, proof.Times(1e-3*unit/proof.DaysOf(18), proof.Flow(metrics.PointsIssued))), 1.3)
		},
	},
}
