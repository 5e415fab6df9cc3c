package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"earnburn/programs"
)

// plain is a world of numbers that are easily worked out: everyone buys for 100 once a month, at equal gaps, at a margin of 40 %.
const plain = `earnburn: scenario/v1
name: plain
currency: USD
start: 2026-01-01
months: 24
customers: 1000
segments:
  - name: customers
    share: 100%
    margin: 40%
    purchases: {per_month: 1, cv: 0, regularity: fixed}
    basket: {fixed: 100}
    share_of_wallet: 50%
`

// foreseen are the warnings about a program in a world: plain, or a shipped one.
func foreseen(t *testing.T, world, program string) []Warning {
	t.Helper()
	data := []byte(plain)
	if world != "plain" {
		data = must(Shipped(world))
	}
	w, err := Load(world, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := programs.Parse("p.yaml", []byte(program))
	if err != nil {
		t.Fatalf("%v\n%s", err, program)
	}
	list, err := w.Foresee(p)
	if err != nil {
		t.Fatalf("%v\n%s", err, program)
	}
	return list
}

// Each rule finds what it is for, with numbers worked out by hand, and leaves alone what is just not that.
//
// In retail customers buy 12 times a year on average with Gamma rates of shape 1, so that n purchases in a year are made by (12/13)^n of them. Baskets of
// 45 differ with log-variances ln 1.25 between and ln 1.36 within customers: σ = 0.7284, the median is 34.51 and a tenth are below 34.51·e^(−1.2816σ) = 13.57.
func TestLint(t *testing.T) {
	const (
		head   = "earnburn: program/v1\nname: p\ncurrency: USD\nenrollment: opt_in\n"
		points = head + "points:\n  earn: [{points: 1, per: {spend: 1}}]\n" // 100 a purchase in the plain world
		stamps = head + "points:\n  earn: [{points: 1, per: {visit: 1}}]\n"
		tiers  = "tiers:\n  by: visits\n  window: calendar_year\n  levels: [{name: A}, {name: B, from: %d}]\n"
	)
	cases := []struct{ code, world, program, says string }{
		// Every purchase earns ten times what 40 % off takes: 40 % of each purchase, the whole margin. Of 39 % a hundredth is left.
		{"reward_rate_above_margin", "plain", points + "  rewards: [{points: 10, gives: {share_off: 40%}}]", "p.yaml:7:13: a purchase of 100.00 brings 40% of its price back and costs 40% at a margin of 40%"},
		{"reward_rate_above_margin", "plain", points + "  rewards: [{points: 10, gives: {share_off: 39%}}]", ""},
		// Half of something that costs 20 with each visit: 22 % of a mean basket, but 10/13.57 of a small one. Half of 8 is 29 % of that.
		{"reward_rate_above_margin", "retail", stamps + "  rewards: [{points: 2, gives: {product: {price: 20, cost: 100%}}}]", "a small purchase, below nine in ten others, of 13.57 brings 73.7%"},
		{"reward_rate_above_margin", "retail", stamps + "  rewards: [{points: 2, gives: {product: {price: 8, cost: 100%}}}]", ""},

		// On Mondays 30 off and 70 × 20 % in points: 44 of 100. At 10 % it is 37.
		{"stacked_discounts", "plain", points + "  rewards: [{points: 100, gives: {money_off: 20}}]\ndiscounts: [{rate: 30%, when: {weekday: monday}}]", "can get 30% off and points that cost 14% on 2026-01-05"},
		{"stacked_discounts", "plain", points + "  rewards: [{points: 100, gives: {money_off: 10}}]\ndiscounts: [{rate: 30%, when: {weekday: monday}}]", ""},

		// Points that buy 1.20 per 1 spent, and earn when they are used. 0.30 + 0.09 + … = 0.3/0.7; 0.28/0.72 = 38.9 % is below the margin.
		{"earn_burn_loop", "plain", points + "  earn_on_rewards: true\n  rewards: [{points: 100, gives: {money_off: 120}, up_to: 100%}]", "free points without end: spending 1.00 earns 1 point, worth 1.20 to be spent again, a gain of 20% each round"},
		{"earn_burn_loop", "plain", points + "  earn_on_rewards: true\n  rewards: [{points: 100, gives: {money_off: 30}, up_to: 100%}]", "the 30% that a purchase brings become 42.9% over all rounds"},
		{"earn_burn_loop", "plain", points + "  earn_on_rewards: true\n  rewards: [{points: 100, gives: {money_off: 28}, up_to: 100%}]", ""},
		{"earn_burn_loop", "plain", points + "  rewards: [{points: 100, gives: {money_off: 30}, up_to: 100%}]", ""},
		{"earn_burn_loop", "plain", points + "  rewards: [{points: 100, gives: {gift_card: {face: 100}}}]", "a gain of 0% each round"},
		{"earn_burn_loop", "plain", points + "  rewards: [{points: 100, gives: {gift_card: {face: 28}}}]", ""},
		{"earn_burn_loop", "plain", points + "  rewards: [{points: 100, gives: {cash: 110}}]", "buy, cash out, repeat: spending 1.00 earns 1 point, worth 1.10, a gain of 10% each round"},
		{"earn_burn_loop", "plain", points + "  rewards: [{points: 100, gives: {cash: 99}}]", ""},
		{"earn_burn_loop", "plain", stamps + "  rewards: [{points: 10, head_start: 12, gives: {money_off: 5}}]", "an endless reward: each takes 10 points and puts 12 on the next card, a gain of 2 points a cycle"},
		{"earn_burn_loop", "plain", stamps + "  rewards: [{points: 10, head_start: 9, gives: {money_off: 5}}]", ""},
		{"earn_burn_loop", "plain", points + "  welcome: 100\n  rewards: [{name: six, points: 100, gives: {money_off: 6}}]\nfee: {join: 5}", "100 points for joining buy 6.00 at once (six) and joining costs 5.00, a gain of 1.00"},
		{"earn_burn_loop", "plain", points + "  welcome: 100\n  rewards: [{name: five, points: 100, gives: {money_off: 5}}]\nfee: {join: 5}", ""},

		{"points_kept_on_return", "plain", points + "  keep_on_return: true\n  rewards: [{points: 100, gives: {money_off: 10}}]", "buying and returning 100.00 leaves 100 points worth 10.00, usable at once"},
		{"points_kept_on_return", "plain", points + "  keep_on_return: true\n  pending: 30 days\n  rewards: [{points: 100, gives: {money_off: 10}}]", ""},

		// (12/13)^20 = 20.2 % make 20 purchases a year, (12/13)^8 = 52.7 % make 8.
		{"reward_out_of_reach", "retail", stamps + "  rewards: [{points: 5, gives: {money_off: 1}, when: {tier: B}}]\n" + fmt.Sprintf(tiers, 20), "80% of customers cannot reach the first reward: those who buy fewer than 20 times in 12 months and do not reach level B"},
		{"reward_out_of_reach", "retail", stamps + "  rewards: [{points: 5, gives: {money_off: 1}, when: {tier: B}}]\n" + fmt.Sprintf(tiers, 8), ""},
		{"reward_out_of_reach", "plain", points + "  caps: [{points: 400, per: lifetime}]\n  rewards: [{points: 500, gives: {money_off: 5}}]", "100% of customers cannot reach the first reward: everyone: caps allow 400 points in a lifetime"},
		{"reward_out_of_reach", "plain", points + "  caps: [{points: 500, per: lifetime}]\n  rewards: [{points: 500, gives: {money_off: 5}}]", ""},
		// Of six months five are spent waiting, and the second purchase comes too late.
		{"reward_out_of_reach", "plain", points + "  pending: 5 months\n  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {after: 6 months}", "those who buy fewer than 2 times in 1 month"},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {after: 6 months}", ""},
		// Nothing is earned by buying, but 40 for each pair of purchases, 20 each: 240 in 12 of them.
		{"reward_out_of_reach", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 1000}, round: down}]\n  challenges: [{name: pair, points: 40, visits: 2, within: 2 months}]\n  rewards: [{points: 240, gives: {money_off: 5}}]\n  expire: {after: 12 months}", ""},
		{"reward_out_of_reach", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 1000}, round: down}]\n  challenges: [{name: pair, points: 40, visits: 2, within: 2 months}]\n  rewards: [{points: 260, gives: {money_off: 5}}]\n  expire: {after: 12 months}", "those who buy fewer than 13 times in 12 months"},
		// 1,200 a year are not 1,500, but with 400 for something else 1,100 are enough.
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 1500, gives: {money_off: 5}}]\n  expire: {each_year: 12-31}", "those who buy fewer than 15 times in 12 months"},
		{"reward_out_of_reach", "plain", points + "  actions: [{name: review, points: 400, per_year: 1}]\n  rewards: [{points: 1500, gives: {money_off: 5}}]\n  expire: {each_year: 12-31}", ""},

		// A partner brings 100 a month: 12 purchases and 1,200 more are enough for 2,000 within a year, and alone for 1,000.
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 2000, gives: {money_off: 5}}]\n  expire: {after: 12 months}", "those who buy fewer than 20 times in 12 months; offer a smaller one, or let points last longer"},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 2000, gives: {money_off: 5}}]\n  expire: {after: 12 months}\ncoalition: {partners: [{name: bank, points: 100, per_year: 12}]}", ""},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 2600, gives: {money_off: 5}}]\n  expire: {after: 12 months}\ncoalition: {partners: [{name: bank, points: 100, per_year: 12}]}", "those who buy fewer than 14 times in 12 months, with 1,200 points for other things than purchases"},
		// Nobody buys within three weeks; a partner who is met weekly keeps points alive, one who has left before does not.
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {inactive: 3 weeks}", "p.yaml:8:11: 100% of customers cannot reach the first reward: those who pause for more than 3 weeks before they have bought 2 times"},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {inactive: 3 weeks}\ncoalition: {partners: [{name: bank, points: 10, per_year: 52}]}", ""},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {inactive: 3 weeks}\ncoalition: {partners: [{name: bank, points: 10, per_year: 52, until: 2025-12-31}]}", "100% of customers"},
		// Welcome points, birthdays and what has no cap: 1,200 bought, 100 for joining and 200 in a year make 1,500; caps allow 400 and a birthday 50 each year.
		{"reward_out_of_reach", "plain", points + "  welcome: 100\n  actions: [{name: birthday, points: 200, birthday: true}]\n  rewards: [{points: 1490, gives: {money_off: 5}}]\n  expire: {after: 12 months}", ""},
		{"reward_out_of_reach", "plain", points + "  actions: [{name: birthday, points: 200, birthday: true}]\n  rewards: [{points: 1490, gives: {money_off: 5}}]\n  expire: {after: 12 months}", "those who buy fewer than 13 times in 12 months"},
		{"reward_out_of_reach", "plain", points + "  caps: [{points: 400, per: lifetime}]\n  actions: [{name: birthday, points: 50, birthday: true}]\n  rewards: [{points: 500, gives: {money_off: 5}}]", ""},
		// The twelfth purchase completes 1,200 points: eleven more after joining, for which eleven months are enough. Used later it takes twelve.
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 1200, used: at_once, gives: {money_off: 5}}]\n  expire: {after: 11 months}", ""},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 1200, gives: {money_off: 5}}]\n  expire: {after: 11 months}", "those who buy fewer than 12 times in 11 months"},
		// Dates: after the end, before the start, within the horizon, and of what earns.
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}, when: {from: 2028-01-01}}]", "p.yaml:7:63: 100% of customers cannot reach the first reward: the reward begins on 2028-01-01 and the scenario lasts from 2026-01-01 to 2027-12-31; change the date, or the time of the scenario"},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}, when: {to: 2025-12-31}}]", "the reward ends on 2025-12-31 and the scenario lasts from"},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}, when: {from: 2027-12-31}}]", ""},
		{"reward_out_of_reach", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 1}, when: {from: 2028-06-01}}]\n  rewards: [{points: 200, gives: {money_off: 5}}]", "earning begins on 2028-06-01"},
		{"reward_out_of_reach", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 1}, when: {from: 2027-06-01}}]\n  rewards: [{points: 200, gives: {money_off: 5}}]", ""},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 500, gives: {money_off: 5}, when: {to: 2026-03-31}}]", "those who buy fewer than 5 times from 2026-01-01 to 2026-03-31, the last day on which it can be had; let it be had longer"},
		{"reward_out_of_reach", "plain", points + "  rewards: [{points: 200, gives: {money_off: 5}, when: {to: 2026-03-31}}]", ""},

		// 1,000 customers earn 1,200,000 points a year: 60,000 last for 18 days of 730, 240,000 for 73.
		{"budget_spent_early", "plain", points + "  caps: [{points: 60000, per: program}]\n  rewards: [{points: 200, gives: {money_off: 5}}]", "p.yaml:7:10: a budget of 60,000 points lasts for 18 of 730 days if all customers are members, who earn 1,200,000 a year, and purchases earn nothing from then on; 2,398,000 last to the end"},
		{"budget_spent_early", "plain", points + "  caps: [{points: 241000, per: program}]\n  rewards: [{points: 200, gives: {money_off: 5}}]", ""},
		{"budget_spent_early", "plain", strings.Replace(points, "opt_in", "20%", 1) + "  caps: [{points: 60000, per: program}]\n  rewards: [{points: 200, gives: {money_off: 5}}]", ""}, // 91 days

		{"pending_beyond_expiry", "plain", points + "  pending: 3 months\n  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {after: 3 months}", "points can be used 3 months after they were earned and have expired by then, after 3 months at most"},
		{"pending_beyond_expiry", "plain", points + "  pending: 2 months\n  rewards: [{points: 200, gives: {money_off: 5}}]\n  expire: {after: 3 months}", ""},

		{"stranded_points", "plain", points + "  name: stars\n  rewards: [{name: tenth, points: 10, gives: {share_off: 10%}}]", "earns 100 stars and one purchase lets at most 10 be used (tenth), so 90% of stars pile up for good; let more be used at once, or ask for more stars"},
		{"earn_burn_loop", "plain", points + "  name: miles\n  rewards: [{points: 100, gives: {cash: 110}}]", "spending 1.00 earns 1 mile, worth 1.10, a gain of 10% each round and the goods for nothing; ask for more miles"},
		{"stranded_points", "plain", points + "  rewards: [{name: tenth, points: 10, gives: {share_off: 10%}}]", "earns 100 points and one purchase lets at most 10 be used (tenth), so 90% of points pile up for good"},
		{"stranded_points", "plain", points + "  rewards: [{name: tenth, points: 95, gives: {share_off: 10%}}]", ""},
		{"stranded_points", "plain", points + "  caps: [{points: 250, per: lifetime}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", "members can earn 250 points in all; rewards take multiples of 100, so 50 are left"},
		{"stranded_points", "plain", points + "  caps: [{points: 300, per: lifetime}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", ""},
		{"stranded_points", "plain", points + "  rewards: [{points: 700, gives: {money_off: 5}}]\n  expire: {each_year: 12-31}", "earns 1,200 points a year and uses them by 700, so 500 of them, 41.7%"},
		{"stranded_points", "plain", points + "  rewards: [{points: 600, gives: {money_off: 5}}]\n  expire: {each_year: 12-31}", ""},

		{"oversized_reward", "plain", points + "  rewards: [{name: sixty, points: 100, gives: {money_off: 6000}}]", "sixty is more than a purchase of"},
		{"oversized_reward", "plain", points + "  rewards: [{name: sixty, points: 100, gives: {money_off: 10}}]", ""},
		{"dominated_reward", "plain", points + "  rewards: [{name: ten, points: 100, gives: {money_off: 10}}, {name: fifteen, points: 200, gives: {money_off: 15}}]", "fifteen gives 0.075 per point at 200 points; ten gives 0.1 at 100"},
		{"dominated_reward", "plain", points + "  rewards: [{name: ten, points: 100, gives: {money_off: 10}}, {name: more, points: 200, gives: {money_off: 21}}]", ""},
		{"dominated_reward", "plain", points + "  rewards: [{name: ten, points: 100, gives: {money_off: 10}}, {name: mug, points: 100, gives: {product: {price: 8, cost: 30%}}}]", "mug gives 0.08 per point"},
		{"dominated_reward", "plain", points + "  rewards: [{name: ten, points: 100, gives: {money_off: 10}}, {name: mug, points: 100, gives: {product: {price: 12, cost: 30%}}}]", ""},
		{"dominated_reward", "plain", points + "  rewards: [{name: ten, points: 100, gives: {money_off: 10}, when: {weekday: monday}}, {name: mug, points: 100, gives: {product: {price: 8, cost: 30%}}}]", ""},
		{"dominated_reward", "plain", points + "  rewards: [{name: cake, points: 100, gives: {product: {price: 9, cost: 30%}}}, {name: mug, points: 100, gives: {product: {price: 8, cost: 30%}}}]", ""},

		// A tenth of 20 with each visit: 2 become 4 of 100. A tenth of 10 is 1 %, which is not over 1 %.
		{"basket_splitting", "plain", stamps + "  rewards: [{points: 10, gives: {product: {price: 20, cost: 30%}}}]", "a purchase of 100.00 brings 2.00, paid in two it brings 4.00: splitting gains 2% of its price, most of it by points"},
		{"basket_splitting", "plain", stamps + "  rewards: [{points: 10, gives: {product: {price: 10, cost: 30%}}}]", ""},
		{"basket_splitting", "plain", head + "discounts: [{by_basket: [{from: 50, off: 5}]}]", "brings 5.00, paid in two it brings 10.00: splitting gains 5%"},
		{"basket_splitting", "plain", head + "discounts: [{by_basket: [{from: 51, off: 5}]}]", ""},
		// 50 are half of 100, and half a point is a point.
		{"basket_splitting", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 100}, round: nearest}]\n  rewards: [{points: 1, gives: {money_off: 2}}]", "brings 2.00, paid in two it brings 4.00"},
		{"basket_splitting", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 100}, round: down}]\n  rewards: [{points: 1, gives: {money_off: 2}}]", ""},
		{"basket_splitting", "plain", points + "  caps: [{points: 60, per: order}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", "brings 3.00, paid in two it brings 5.00"},
		{"basket_splitting", "plain", points + "  caps: [{points: 60, per: day}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", ""},
		{"basket_splitting", "plain", head + "perks: [{name: delivery, worth: 5, cost: 4}]", "most of it by perks with each order"},
		{"basket_splitting", "plain", head + "perks: [{name: delivery, worth: 5, cost: 4, when: {basket_from: 60}}]", ""},

		// ln(900/45)/σ + σ/2 = 4.48: less than four in a million.
		{"basket_out_of_reach", "retail", head + "discounts: [{rate: 5%, when: {basket_from: 900}}]", "p.yaml:5:44: less than 0.01% of purchases are of 900.00 or more"},
		{"basket_out_of_reach", "retail", head + "discounts: [{rate: 5%, when: {basket_from: 90}}]", ""},

		// ln(50/45)/σ + σ/2 = 0.509: 30.5 % of baskets.
		{"certificate_below_basket", "retail", points + "  rewards: [{points: 100, gives: {certificate: {face: 5, basket_from: 50}}}]", "needs a basket of 50.00, the mean one is 45.00 and 30.5% are as large"},
		{"certificate_below_basket", "retail", points + "  rewards: [{points: 100, gives: {certificate: {face: 5, basket_from: 45}}}]", ""},

		// Over purchases rates have shape 2: (30.44/(30.44 + 12))² = 51.4 %, and 49.1 % with 13 days.
		{"certificate_expires_early", "retail", points + "  rewards: [{points: 100, gives: {certificate: {face: 5, valid: 12 days}}}]", "after 51.4% of purchases the next one comes later"},
		{"certificate_expires_early", "retail", points + "  rewards: [{points: 100, gives: {certificate: {face: 5, valid: 13 days}}}]", ""},

		// The median customer buys ln 2 times a month: five more within one have a chance of 1 − (1 + 0.693 + 0.240 + 0.056 + 0.010)/2 = 0.08 %, three of 3.3 %.
		{"challenge_out_of_reach", "retail", points + "  challenges: [{name: six, points: 10, visits: 6, within: 1 month}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", "who begins six is there in time with a chance of 0.1%"},
		{"challenge_out_of_reach", "retail", points + "  challenges: [{name: four, points: 10, visits: 4, within: 1 month}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", ""},
		{"challenge_out_of_reach", "plain", points + "  challenges: [{name: spend, points: 10, spend: 300, within: 1 month}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", "with a chance of 0%"},
		{"challenge_out_of_reach", "plain", points + "  challenges: [{name: spend, points: 10, spend: 300, within: 3 months}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", ""},
		// 1 − e^(−0.693·7/30.44) = 14.7 % buy in a week; 0.147² = 2.2 %, 0.147³ = 0.3 %.
		{"challenge_out_of_reach", "retail", points + "  challenges: [{name: weeks, points: 10, streak: 4, within: 1 week}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", "with a chance of 0.3%"},
		{"challenge_out_of_reach", "retail", points + "  challenges: [{name: weeks, points: 10, streak: 3, within: 1 week}]\n  rewards: [{points: 100, gives: {money_off: 5}}]", ""},

		// (12/13)^100 = 0.033 %, (12/13)^80 = 0.17 %; 12/13 = 92.3 %, (12/13)² = 85.2 %.
		{"tier_out_of_reach", "retail", head + fmt.Sprintf(tiers, 100), "p.yaml:8:39: 0.03% of customers reach B within 12 months"},
		{"tier_out_of_reach", "retail", head + fmt.Sprintf(tiers, 80), ""},
		{"tier_reached_by_all", "retail", head + fmt.Sprintf(tiers, 1), "92.3% of customers reach B within 12 months"},
		{"tier_reached_by_all", "retail", head + fmt.Sprintf(tiers, 2), ""},

		// A level of 12 visits, which count from a date on: 6 months are left of two years, none, or all.
		{"tier_out_of_reach", "plain", head + "tiers:\n  by: visits\n  window: calendar_year\n  when: {from: 2027-07-01}\n  levels: [{name: A}, {name: B, from: 12}]", "0% of customers reach B within 12 months because purchases count on 184 of 365 days only; change the date"},
		{"tier_out_of_reach", "plain", head + "tiers:\n  by: visits\n  window: calendar_year\n  when: {from: 2028-07-01}\n  levels: [{name: A}, {name: B, from: 12}]", "p.yaml:8:16: 0% of customers reach B within 12 months because what counts begins on 2028-07-01 and the scenario lasts from 2026-01-01 to 2027-12-31; change the date"},
		{"tier_out_of_reach", "plain", head + "tiers:\n  by: visits\n  window: calendar_year\n  when: {from: 2026-07-01}\n  levels: [{name: A}, {name: B, from: 12}]", ""},
		{"tier_out_of_reach", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 1}, when: {from: 2028-06-01}}]\n" + strings.Replace(fmt.Sprintf(tiers, 500), "visits", "points", 1), "because what earns begins on 2028-06-01"},
		{"tier_out_of_reach", "plain", head + "points:\n  earn: [{points: 1, per: {spend: 1}, when: {from: 2026-06-01}}]\n" + strings.Replace(fmt.Sprintf(tiers, 500), "visits", "points", 1), ""},

		// 12 times 5 off are 60 a year; with 15 % more 69.
		{"fee_nobody_pays", "plain", head + "fee: {per_year: 70}\ndiscounts: [{rate: 5%}]", "membership costs 70.00 a year and brings the best twentieth of customers 60.00"},
		{"fee_nobody_pays", "plain", head + "fee: {per_year: 68}\ndiscounts: [{rate: 5%}]", ""},

		{"fee_nobody_pays", "plain", head + "fee: {per_year: 123456789.5}\ndiscounts: [{rate: 5%}]", "membership costs 123,456,789.50 a year and"},

		// Nobody joins for recognition alone, however much it is liked; with something to get, or without being asked, they do.
		{"nobody_joins", "plain", head + "beyond_money: [{name: wall, kind: recognition, affinity: 3, churn_times: 0.9}]", "p.yaml:4:13: customers join for what a program is worth to them, and nothing in this one is worth money, so nobody does"},
		{"nobody_joins", "plain", points + "tiers: {by: points, window: lifetime, levels: [{name: A}, {name: B, from: 100, earn_times: 2}]}", "so nobody does"},
		{"nobody_joins", "plain", strings.Replace(head, "opt_in", "{invited: 10%}", 1) + "perks: [{name: card, worth: 0, cost: 1}]", "so nobody does"},
		{"nobody_joins", "plain", strings.Replace(head, "opt_in", "automatic", 1) + "beyond_money: [{name: wall, kind: recognition, churn_times: 0.9}]", ""},
		{"nobody_joins", "plain", head + "perks: [{name: wrap, worth: 1, cost: 1}]", ""},
		{"nobody_joins", "plain", points + "  rewards: [{points: 100, gives: {money_off: 1}}]", ""},
		{"nobody_joins", "plain", head + "tiers: {by: visits, window: lifetime, levels: [{name: A}, {name: B, from: 5, discount: 2%}]}", ""},
		{"nobody_joins", "plain", head + "beyond_money: [{name: wall, kind: recognition}]\nversions: [{from: 2027-01-01, discounts: [{rate: 3%}]}]", ""},

		{"versions_not_in_run", "plain", head + "discounts: [{rate: 5%}]\nversions: [{from: 2015-04-11, discounts: [{rate: 3%}]}]", "this run has the last rules only; to see the change happen: --set scenario.start=2015-01-01"},
		{"versions_not_in_run", "plain", head + "discounts: [{rate: 5%}]\nversions: [{from: 2028-01-01, discounts: [{rate: 3%}]}]", "this run has the rules before the first change only; to see the change happen: --set scenario.start=2027-01-01"},
		{"versions_not_in_run", "plain", head + "discounts: [{rate: 5%}]\nversions: [{from: 2027-12-31, discounts: [{rate: 3%}]}]", ""},

		{"versions_not_in_run", "plain", head + "discounts: [{rate: 5%}]\nversions: [{from: 2025-01-01, discounts: [{rate: 3%}]}, {from: 2029-01-01, discounts: [{rate: 2%}]}]", "this run has the rules of 2025-01-01 only"},

		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {from: 2028-01-01}}]", "p.yaml:5:37: this begins on 2028-01-01 and the scenario lasts from 2026-01-01 to 2027-12-31, so it never comes in this run"},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {from: 2027-12-31}}]", ""},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {to: 2025-12-31}}]", "this ends on 2025-12-31"},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {to: 2026-01-01}}]", ""},
		// 3 and 4 January 2026 are a Saturday and a Sunday.
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {weekday: monday, from: 2026-01-03, to: 2026-01-04}}]", "this is for weekdays that do not come"},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {weekday: sunday, from: 2026-01-03, to: 2026-01-04}}]", ""},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {each_year: 02-01 to 02-14, from: 2027-03-01}}]", "this is for days of the year that do not come"},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {each_year: 12-20 to 01-05, from: 2027-12-30}}]", ""},
		{"never_in_run", "plain", points + "  actions: [{name: review, points: 5, per_year: 1, to: 2025-06-30}]", "p.yaml:7:56: this ends on 2025-06-30"},
		{"never_in_run", "plain", points + "  actions: [{name: review, points: 5, per_year: 1, from: 2027-06-30}]", ""},
		{"never_in_run", "plain", points + "coalition: {partners: [{name: bank, points: 5, per_year: 1, until: 2025-06-30}]}", "p.yaml:7:68: this ends on 2025-06-30"},
		{"never_in_run", "plain", points + "coalition: {partners: [{name: bank, points: 5, per_year: 1, until: 2026-06-30}]}", ""},
		{"never_in_run", "plain", head + "discounts: [{rate: 5%}]\nversions: [{from: 2027-01-01, discounts: [{rate: 3%}]}, {from: 2029-01-01, discounts: [{rate: 2%}]}]", "this begins on 2029-01-01"},
		// The perk is shared by both versions and holds in the second; the discount would, but is replaced before.
		{"never_in_run", "plain", head + "discounts: [{rate: 5%, when: {from: 2027-06-01}}]\nperks: [{name: wrap, worth: 1, cost: 1, when: {from: 2027-06-01}}]\nversions: [{from: 2027-01-01, discounts: [{rate: 3%}]}]", "p.yaml:5:37: this begins on 2027-06-01 and in the scenario these rules hold from 2026-01-01 to 2026-12-31"},

		// Rules of versions are looked at while they are in force.
		{"reward_rate_above_margin", "plain", head + "discounts: [{rate: 5%}]\nversions: [{from: 2027-01-01, discounts: [{rate: 40%}]}]", "p.yaml:6:42: a purchase of 100.00 brings 40%"},
		{"reward_rate_above_margin", "plain", head + "discounts: [{rate: 50%}]\nversions: [{from: 2025-01-01, discounts: [{rate: 5%}]}]", ""},
	}
	tested := map[string]bool{"discounts_above_price": true} // by TestForesee
	for _, c := range cases {
		tested[c.code] = true
		found := ""
		for _, w := range foreseen(t, c.world, c.program) {
			if w.Code == c.code {
				found += w.String() + "\n"
			}
		}
		if c.says == "" && found != "" || !strings.Contains(found, c.says) || strings.Count(found, "\n") > 1 {
			t.Errorf("%s\nfinds %q\nwant  %q", c.program, found, c.says)
		}
	}
	for _, rule := range LintRules() {
		if !tested[rule.Code] {
			t.Errorf("%s is not tested", rule.Code)
		}
	}
}

func TestForesee(t *testing.T) {
	w, err := Load("retail", must(Shipped("retail")), nil)
	if err != nil {
		t.Fatal(err)
	}
	const head = "earnburn: program/v1\nname: p\n"
	tiers := "tiers:\n  by: visits\n  window: lifetime\n  levels: [{name: A}, {name: B, from: 10, discount: 30%}]\n"
	for _, c := range []struct{ what, program, want string }{
		{"nothing odd", head + "discounts: [{rate: 5%}]", "[]"},
		{"far reward", string(must(programs.Shipped("points-400"))), "[reward_out_of_reach]"},
		{"near reward", string(must(programs.Shipped("points-100"))), "[]"},
		{"as much as the margin", head + "discounts: [{rate: 35%}]", "[reward_rate_above_margin]"},
		{"just below", head + "discounts: [{rate: 34%}]", "[]"},
		{"two at once", head + "discounts: [{rate: 60%, when: {weekday: monday}}, {rate: 60%, when: {basket_from: 90}}]", "[discounts_above_price]"},
		{"three at once", head + "discounts: [{rate: 40%, when: {weekday: monday}}, {rate: 40%, when: {basket_from: 90}}, {rate: 30%, when: {from: 2026-06-01}}]", "[discounts_above_price]"},
		{"never together", head + "discounts: [{rate: 60%, when: {weekday: monday}}, {rate: 60%, when: {weekday: [sunday, tuesday]}}]", "[]"},
		{"one after the other", head + "discounts: [{rate: 60%, when: {weekday: monday, to: 2026-05-31}}, {rate: 60%, when: {weekday: monday, from: 2026-06-01}}]", "[]"},
		{"with a level", head + tiers + "discounts: [{rate: 80%, when: {basket_from: 90}}]", "[discounts_above_price]"},
		{"of another level", head + tiers + "discounts: [{rate: 80%, when: {basket_from: 90, tier: A}}]", "[]"},
		{"growing", head + "discounts: [{rate: 60%, when: {basket_from: 90}}, {cumulative: {steps: [{from: 5, rate: 2%}, {from: 9, rate: 50%}]}}]", "[discounts_above_price]"},
	} {
		p, err := programs.Parse(c.what, []byte(c.program))
		if err != nil {
			t.Fatal(err)
		}
		list, err := w.Foresee(p)
		if err != nil {
			t.Fatal(err)
		}
		codes := []string{}
		for _, warning := range list {
			codes = append(codes, warning.Code)
		}
		if got := fmt.Sprint(codes); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// What is shipped says nothing untrue in its home world, or in retail; it is quick.
func TestLintOfShippedPrograms(t *testing.T) {
	known := map[string][]string{
		"points-400": {"reward_out_of_reach"},                         // which is what it is for
		"tribe-six":  {"reward_rate_above_margin", "stranded_points"}, // and what this is

		// Most travelers make no second journey in time, and most shoppers of electronics no second purchase.
		"airline-fast-track": {"reward_out_of_reach"}, "hilton-hhonors": {"reward_out_of_reach"},
		"my-best-buy-2015":     {"reward_out_of_reach", "certificate_expires_early", "tier_out_of_reach"},
		"best-buy-reward-zone": {"certificate_expires_early"},
		"sony-rewards":         {"reward_out_of_reach", "challenge_out_of_reach"},

		// Rewards are for a level that most do not reach.
		"my-starbucks-rewards-2009": {"reward_out_of_reach", "basket_splitting"}, "my-starbucks-rewards-2012": {"reward_out_of_reach", "basket_splitting"},
		"neiman-marcus-incircle": {"reward_out_of_reach", "oversized_reward", "tier_out_of_reach", "tier_out_of_reach", "tier_out_of_reach", "tier_out_of_reach"},

		// Levels for a few very good customers of a real company, of whom these worlds have none.
		"bloomingdales-loyallist": {"tier_out_of_reach"}, "starbucks-rewards-2026": {"tier_out_of_reach"},

		// What comes with each visit or order, however small.
		"amazon-prime": {"basket_splitting"}, "body-shop-love-your-body": {"basket_splitting"}, "coffee-stamp-card": {"basket_splitting"},
		"coffee-stamp-card-endowed": {"basket_splitting"}, "grubhub-yummy-rummy": {"basket_splitting"}, "national-emerald-club": {"basket_splitting"},

		// Changes of the past, in worlds of today.
		"plenti":             {"never_in_run", "never_in_run"}, // two partners had left
		"nectar-devaluation": {"versions_not_in_run"}, "sephora-beauty-insider": {"versions_not_in_run"},
		"starbucks-rewards-2019": {"versions_not_in_run"}, "starbucks-visits-to-dollars": {"versions_not_in_run"},
	}
	for _, name := range programs.Names() {
		data := must(programs.Shipped(name))
		p, err := programs.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		home := p.Scenario
		if home == "" {
			home = "retail"
		}
		began := time.Now()
		var codes []string
		for _, w := range foreseen(t, home, string(data)) {
			codes = append(codes, w.Code)
		}
		if want := known[name]; !slices.Equal(codes, want) {
			t.Errorf("%s: %v, want %v", name, codes, want)
		}
		w, err := Load(home, must(Shipped(home)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if w.Exchange == nil && p.Currency != "" {
			w.Currency = p.Currency
		}
		facts, err := w.Arithmetic(p)
		if err != nil {
			t.Fatal(err)
		}
		shifts, err := w.Shifts(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range shifts {
			for _, f := range s.Facts {
				facts = append(facts, f.Before, f.After)
			}
			for _, m := range s.Members {
				facts = append(facts, Fact{Name: m.Purchases, Value: m.Before}, Fact{Name: m.Purchases, Value: m.After})
			}
		}
		for _, f := range facts {
			if math.IsNaN(f.Value) || f.Missing == "" && math.IsInf(f.Value, 0) || f.Value < 0 && f.Name != "cost_rate" && f.Name != "break_even_member_lift" {
				t.Errorf("%s: %s is %v", name, f.Name, f.Value)
			}
		}
		// Far above what it takes, so that a busy machine does not fail it; the race detector slows it down too much to tell.
		if took := time.Since(began); took > 10*time.Second && !testing.Short() {
			t.Errorf("%s took %v", name, took)
		}
	}
}
