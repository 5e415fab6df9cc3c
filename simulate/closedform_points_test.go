package simulate_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// cashback pays with any number of points; a visit earns one.
func cashback(expire string) string {
	return "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 1, gives: {money_off: 0.01}, up_to: 100%}]\n  expire: " + expire + "\n"
}

// Points are good to the end of a day, so a lifetime of n days is n + ½ days on average after a purchase at some time of day.

func TestClosedFormsHoldForPoints(t *testing.T) {
	visits := func(perDay float64) string {
		return "purchases: {per_month: " + number(perDay*meanMonth) + ", cv: 0}, share_of_wallet: 100%, " + cheap
	}
	thousandth := func(c count) count { return times(1e-3, c) }

	t.Run("#12, #13, #14 a stamp card is filled by those who stay", func(t *testing.T) {
		w := load(t, shop(12, "purchases: {per_month: 20, regularity: fixed}, "+cheap+", churn: {per_purchase: 7%}", mechanical))
		r := run(t, w, 400_000, arm(t, "card", stampCard(10)))
		agree(t, "#12 at least one full card", perCustomer(r, 1, person(metrics.RedeemingMembers)), 0.52041108, 0.01)
		agree(t, "#13 full cards", perCustomer(r, 1, flow(metrics.Redemptions)), 1.008514, 0.015)
		agree(t, "#14 stranded stamps", perCustomer(r, 1, thousandth(person(metrics.PointsOutstanding))), 4.200574, 0.01)
		agree(t, "#14 their share", ratio(r, 1, person(metrics.PointsOutstanding), flow(metrics.PointsIssued)), 4.200574*.07, 0.015)
		agree(t, "#14 all of them are lost", ratio(r, 1, owed(metrics.OwedExpired), person(metrics.PointsOutstanding)), 1, 0.01)
	})

	t.Run("#18 points under inactivity expiry live as long as it takes to pause", func(t *testing.T) {
		const days = 365
		rate := 1.43 / (days + 0.5)
		w := load(t, shop(300, visits(rate), mechanical))
		r := run(t, w, 100_000, arm(t, "idle", fmt.Sprintf("points: {earn: [{points: 1, per: {visit: 1}}], expire: {inactive: %d days}}\n", days)))
		// Little's law: outstanding = earn rate × time to lapse. On the last day points of a pause one day too long are still there.
		want := -math.Expm1(-rate*(days+1)) * math.Exp(1.43) / rate
		if limit := untilLapse(1.3, 1.1) * (days + 0.5) / 1.1; math.Abs(want/limit-1) > 1e-3 {
			t.Errorf("with whole days %v, without %v", want, limit)
		}
		agree(t, "outstanding over earn rate, days", perCustomer(r, 1, times(1e-3/rate, person(metrics.PointsOutstanding))), want, 0.025)
	})

	const days = 365 // of validity
	valid := fmt.Sprintf("{after: %d days}", days)
	t.Run("#20 points not used in time are breakage", func(t *testing.T) {
		use := 1.5 / (days + 0.5) // θτ
		r := run(t, load(t, shop(18, visits(use), mechanical)), 200_000, arm(t, "back", cashback(valid)))
		lost := plus(flow(metrics.PointsExpired), owed(metrics.OwedExpired))
		agree(t, "everyone uses points at the next visit", ratio(r, 1, lost, flow(metrics.PointsIssued)), 0.22313016, 0.015)
		for _, share := range []float64{0.5, 0.2} {
			w := load(t, shop(18, visits(use/share), calm(math.Log(share/(1-share)))))
			r := run(t, w, 120_000, arm(t, "back", cashback(valid)))
			agree(t, fmt.Sprintf("at a share of %v of visits", share), ratio(r, 1, lost, flow(metrics.PointsIssued)), 0.22313016, 0.015)
		}
	})
	t.Run("#21 dropout adds to breakage", func(t *testing.T) {
		use := 1.5 / (days + 0.5)
		segment := visits(2*use) + ", churn: " + yearly(0.6, days+0.5)
		r := run(t, load(t, shop(18, segment, calm(0))), 200_000, arm(t, "back", cashback(valid)))
		lost := plus(flow(metrics.PointsExpired), owed(metrics.OwedExpired))
		agree(t, "breakage", ratio(r, 1, lost, flow(metrics.PointsIssued)), 0.37318316, 0.015)
	})
	t.Run("D3 redeemed and lost are all that was issued", func(t *testing.T) {
		w := load(t, shop(18, visits(.01)+", churn: 30%", calm(-1)))
		r := run(t, w, 5000, arm(t, "back", cashback(valid)), arm(t, "card", "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  rewards: [{points: 3, gives: {product: {price: 5, cost: 40%}}}]\n  expire: {inactive: 90 days}\n"))
		for a := 1; a < len(r.Arms); a++ {
			for _, g := range groups(r, a) {
				left := plus(flow(metrics.PointsRedeemed), flow(metrics.PointsExpired), owed(metrics.OwedRedeemed), owed(metrics.OwedExpired))(g)
				if issued := flow(metrics.PointsIssued)(g); left != issued {
					t.Errorf("%s: %v redeemed or lost of %v", r.Arms[a].Name, left, issued)
				}
				if open := plus(owed(metrics.OwedRedeemed), owed(metrics.OwedExpired))(g); open != person(metrics.PointsOutstanding)(g) {
					t.Errorf("%s: %v of %v outstanding came to an end", r.Arms[a].Name, open, person(metrics.PointsOutstanding)(g))
				}
			}
		}
	})
	t.Run("#22, #23 points outstanding obey Little's law", func(t *testing.T) {
		// Outstanding after the last day are the points of days + 1 days: three units of time.
		unit := (days + 1) / 3.
		share := .5 / 1.3
		w := load(t, shop(18, visits(1.3/unit), calm(math.Log(share/(1-share)))))
		r := run(t, w, 400_000, arm(t, "back", cashback(valid)))
		outstanding := perCustomer(r, 1, thousandth(person(metrics.PointsOutstanding)))
		agree(t, "#23 outstanding", outstanding, 2.0198616, 0.015)
		agree(t, "#22 mean age when a point leaves", estimate{outstanding.value / 1.3, outstanding.se / 1.3}, 1.5537397, 0.015)
		agree(t, "earn rate", perCustomer(r, 1, times(1e-3*unit/daysOf(18), flow(metrics.PointsIssued))), 1.3, 0.01)
	})

	t.Run("#24 a stamp card is half full on average, and D7 rewards come at λ/N", func(t *testing.T) {
		w := load(t, shop(12, "purchases: {per_month: "+perMonth(60, 12)+", cv: 0}, "+cheap, mechanical))
		r := run(t, w, 140_000, arm(t, "card", stampCard(10)))
		agree(t, "#24 stamps on the card", perCustomer(r, 1, thousandth(person(metrics.PointsOutstanding))), 60-10*expectedFloor(60, 10), 0.01)
		agree(t, "D7 rewards", perCustomer(r, 1, flow(metrics.Redemptions)), expectedFloor(60, 10), 0.005)
		if rate := 6.0; math.Abs((expectedFloor(60, 10)+0.45)/rate-1) > 1e-4 {
			t.Errorf("rewards and the half-filled card come to %v, want λR/N", expectedFloor(60, 10)+0.45)
		}
		if expired := sum(r, 1, flow(metrics.PointsExpired)); expired != 0 {
			t.Errorf("D7 %v points expired though they never do", expired)
		}
	})

	const gold = "points:\n  earn: [{points: 1, per: {visit: 1}, when: {tier: Gold}}]\n  rewards: [{points: 1, used: at_once, gives: {product: {price: 1, cost: 0%}}}]\n"
	t.Run("#27 the share at a tier is a tail of the NBD", func(t *testing.T) {
		segment := "purchases: {per_month: " + perMonth(.553*39/10.578, 12) + ", cv: " + number(1/math.Sqrt(.553)) + "}, " + cheap
		// What only Gold earns comes from the visit after the one that reached it.
		tiers := gold + "tiers: {by: visits, window: calendar_year, levels: [{name: Basic}, {name: Gold, from: 4}]}\n"
		r := run(t, load(t, shop(12, segment, mechanical)), 600_000, arm(t, "tiers", tiers))
		agree(t, "bought as a Gold member", perCustomer(r, 1, person(metrics.RedeemingMembers)), 0.14757031, 0.02)
		var beyond float64
		for k := 5; k < 400; k++ {
			beyond += nbdAtLeast(.553, 10.578, 39, k)
		}
		agree(t, "visits as a Gold member", perCustomer(r, 1, thousandth(flow(metrics.PointsIssued))), beyond, 0.03)
	})
	t.Run("#28 a tier kept to the end of the next year is held by those who qualified in it or before", func(t *testing.T) {
		const mean, from = 4.0, 6 // visits in a year of 365 days
		w := load(t, shop(36, visits(mean/365), mechanical))
		tiers := func(kept string) string {
			return gold + "tiers: {by: visits, window: calendar_year, kept_until: " + kept + ", levels: [{name: Basic}, {name: Gold, from: 6}]}\n"
		}
		r := run(t, w, 300_000, arm(t, "year", tiers("end_of_year")), arm(t, "next", tiers("end_of_next_year")))
		qualified, beyond := poissonAtLeast(mean, from), poissonBeyond(mean, from)
		for year := range 3 {
			orders := thousandth(flowIn(metrics.PointsIssued, 12*year, 12*year+12))
			agree(t, fmt.Sprintf("orders as Gold in year %d, lost at its end", year+1), perCustomer(r, 1, orders), beyond, 0.03)
			held := 0.0
			if year > 0 {
				held = qualified
			}
			agree(t, fmt.Sprintf("orders as Gold in year %d, kept for another", year+1), perCustomer(r, 2, orders), held*mean+(1-held)*beyond, 0.03)
		}
	})

	t.Run("#32 the tenth purchase is discounted by (λ/(λ+δ))^10", func(t *testing.T) {
		// At 100 % a year δ = ln 2, and λ is 26 times that. Only the lowest level earns, and the tenth visit ends it.
		rate := 26 * math.Ln2 / 365.25
		yaml := strings.Replace(shop(36, visits(rate), mechanical), "discount_rate: 0%", "discount_rate: 100%", 1)
		once := "points:\n  earn: [{points: 1, per: {visit: 1}, when: {tier: New}}]\n" +
			"  rewards: [{points: 10, used: at_once, gives: {product: {price: 10, cost: 100%}}}]\n" +
			"tiers: {by: visits, window: lifetime, levels: [{name: New}, {name: Old, from: 10}]}\n"
		r := run(t, load(t, yaml), 120_000, arm(t, "once", once))
		if got := perCustomer(r, 1, flow(metrics.Redemptions)); got.value != 1 {
			t.Errorf("%v rewards a customer", got.value)
		}
		got := value(t, r, 1, "cost_rewards")
		// Discounted from the middle of the month instead of the day: less by the variance of the day within it.
		agree(t, "discount factor", estimate{got.Value / 1e4, got.SE / 1e4}, erlangDiscount(1.3, .05, 10), 0.01)
	})

	t.Run("D1 a discount breaks even at d/(m − d)", func(t *testing.T) {
		w := load(t, shop(12, visits(.02), mechanical))
		r := run(t, w, 2000, arm(t, "tenth", "discounts: [{rate: 10%}]\n"))
		exactly(t, "lift", value(t, r, 1, "break_even_lift").Value, 0.5)
		// Points at a face value of c that are redeemed up to a breakage b cost c(1 − b).
		back := "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  earn_on_rewards: true\n  rewards: [{points: 1, gives: {money_off: 0.08}, up_to: 100%}]\n  expire: {after: 60 days}\n"
		r = run(t, w, 2000, arm(t, "back", back))
		b := value(t, r, 1, "breakage_monetary").Value
		lift := value(t, r, 1, "break_even_lift").Value
		exactly(t, "lift at a breakage", lift, .08*(1-b)/(.30-.08*(1-b)))
		exactly(t, "breakage at that lift", scenarios.BreakEvenBreakage(.30, .08, lift), b)
		if b < 0.1 || b > 0.9 {
			t.Errorf("a breakage of %v shows little", b)
		}
	})
	t.Run("D2 buy N, get one: 1/(N+1) of items are free", func(t *testing.T) {
		w := load(t, shop(12, "purchases: {per_month: "+perMonth(120, 12)+", regularity: fixed}, share_of_wallet: 100%, "+cheap, calm(0)))
		r := run(t, w, 1000, arm(t, "card", strings.Replace(stampCard(10), "price: 2, cost: 50%", "price: 20, cost: 35%", 1)))
		paid, free := sum(r, 1, flow(metrics.Purchases)), sum(r, 1, flow(metrics.Redemptions))
		exactly(t, "free share of items", free/(paid+free), 1./11)
		exactly(t, "cost over paid revenue", sum(r, 1, flow(metrics.RewardCost))/sum(r, 1, flow(metrics.Sales)), .35*20/(10*20))
	})
	t.Run("D6 the error of a paired difference counts the covariance", func(t *testing.T) {
		w := load(t, shop(12, visits(.02), mechanical))
		r := runExactly(t, w, simulateOptions(20_000), arm(t, "tenth", "discounts: [{rate: 10%}]\n"), arm(t, "back", cashback("never")))
		list, n := [2][]float64{}, 200.0 // customers in each group
		for i, a := range []int{1, 2} {
			margin := plus(flow(metrics.GrossMargin), times(-1, flow(metrics.Discounts)), times(-1, flow(metrics.RewardCost)), times(-1, owed(metrics.OwedCost)))
			for _, g := range groups(r, a) {
				list[i] = append(list[i], margin(g)/1000/n)
			}
		}
		var mean, square [2]float64
		var both float64
		k := float64(len(list[0]))
		for i := range list {
			for _, x := range list[i] {
				mean[i] += x / k
			}
			for _, x := range list[i] {
				square[i] += (x - mean[i]) * (x - mean[i]) / (k - 1)
			}
		}
		for g := range list[0] {
			both += (list[0][g] - mean[0]) * (list[1][g] - mean[1]) / (k - 1)
		}
		m, _ := metrics.ByName("net_margin_impact_per_customer")
		d := metrics.Difference(&r.Data, 1, 2, []*metrics.Metric{m}, metrics.Whole)[0]
		exactly(t, "standard error", d.SE, math.Sqrt((square[0]+square[1]-2*both)/k))
		exactly(t, "difference", d.Value, mean[0]-mean[1])
	})
	t.Run("D7 without discounting present value is the plain sum", func(t *testing.T) {
		w := load(t, shop(18, visits(.02)+", churn: 20%", calm(0)))
		r := run(t, w, 3000, arm(t, "tenth", "discounts: [{rate: 10%}]\n"), arm(t, "back", cashback("never")))
		for a := range r.Arms {
			plain := plus(flow(metrics.GrossMargin), times(-1, flow(metrics.Discounts)), times(-1, flow(metrics.RewardCost)))
			perHead := 1 / sum(r, a, customers)
			exactly(t, "cash of "+r.Arms[a].Name, value(t, r, a, "net_margin_cash").Value, sum(r, a, plain)*perHead)
			exactly(t, "margin of "+r.Arms[a].Name, value(t, r, a, "net_margin").Value, sum(r, a, plus(plain, times(-1, owed(metrics.OwedCost))))*perHead)
		}
		if expired := sum(r, 2, flow(metrics.PointsExpired)); expired != 0 {
			t.Errorf("%v points expired though they never do", expired)
		}
	})
}
