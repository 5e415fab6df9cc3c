package programs

import (
	"strings"
	"testing"
)

func TestDescriptionsReadLikeSentences(t *testing.T) {
	for name, want := range map[string][]string{
		"discount-5": {
			"Customers join when they want to; how many do follows from what they get.",
			"Every purchase is 5 % off.",
		},
		"bonus-5": {
			"Every 1.00 spent earns 5 points.",
			"1 point takes 0.01 off a purchase, and so does any part or multiple.",
			"The part of a purchase paid with points earns too.",
			"Points expire 12 months after they were earned.",
		},
		"stamp-card": {
			"Each purchase earns 1 stamp.",
			"10 stamps bring free coffee (worth 4.00, costs 1.40) on a later purchase.",
			"Stamps expire when none were earned or used for 12 months.",
		},
		"points-tiers": {
			"100 points take 5.00 off a purchase.",
			"The level depends on spend in a calendar year and is kept until the end of the next year; who does not reach it again falls one level.",
			"Member is everyone.",
			"Silver from 500 in a calendar year: points ×1.25.",
			"Gold from 1,500 in a calendar year: points ×1.5, free delivery with each order (worth 4.00, costs 3.20).",
		},
		"bloomingdales-loyallist": {
			"Every 1.00 spent in purchases paid with own_card by Unlocked members earns 4 points.",
			"Every 1.00 spent in purchases on 2 days a year that the member chooses earns 3 points.",
			"When several of these apply, the best one counts.",
			"5,000 points turn on their own into a certificate of 25.00, valid for 12 months.",
			"Points never expire.",
		},
		"discount-progressive": {"Progressive card: the discount grows with spend over a lifetime: 3 % from 200, 5 % from 500, 7 % from 1,000."},
		"cashback":             {"1 point takes 0.01 off a purchase, and so does any part or multiple, on the next purchase without being asked for."},
	} {
		got := strings.Join(shipped(t, name).Describe(), "\n")
		for _, line := range want {
			if !strings.Contains("\n"+got+"\n", "\n"+line+"\n") {
				t.Errorf("%s does not say %q:\n%s", name, line, got)
			}
		}
	}
}

func TestEveryMechanicHasASentence(t *testing.T) {
	p, err := Parse("all.yaml", []byte(`earnburn: program/v1
name: all
enrollment: 30%
discounts:
  - {rate: 10%, when: {category: [beauty, fashion], tender: own_card, weekday: [monday, friday], basket_from: 50, from: 2026-03-01, to: 2026-03-31}}
  - {cumulative: {by: visits, window: 12 months, steps: [{from: 3, rate: 2%}]}, when: {tier: [Silver, Gold]}}
points:
  name: stars
  welcome: 5
  combine: sum
  earn:
    - {points: 1, per: {visit: 3}, round: down}
    - {points: 2, per: {unit: 1}, when: {category: beauty}}
    - {points: 2, per: {unit: 4}, round: nearest}
  rewards:
    - {points: 10, gives: {money_off: 1}, up_to: 50%, step: 10, minimum: 20}
    - {points: 1, used: at_once, gives: {product: {price: 2, cost: 10%}}}
    - {points: 60, gives: {certificate: {face: 5}}}
  expire: {each_year: 12-31}
  burn_rate: 70%
tiers:
  by: points
  window: 6 months
  levels: [{name: Basic, discount: 1%}, {name: Silver, from: 10}, {name: Gold, from: 20, discount: 2%, earn_times: 2}]
perks: [{name: a magazine, worth: 2, cost: 1}]
costs: {setup: 1000, per_month: 10, per_member_year: 0.5}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := `Customers join when they want to; 30 % of them are willing to.
Purchases of beauty or fashion of at least 50.00 paid with own_card on a Monday or Friday from 2026-03-01 until 2026-03-31 are 10 % off.
The discount grows with the number of purchases in 12 months: 2 % from 3; it holds for purchases by Silver or Gold members.
When several discounts apply, they add up.
Joining brings 5 stars.
Every 3 purchases earn 1 star, rounded down to whole stars.
Each unit bought in purchases of beauty earns 2 stars.
Every 4 units bought earn 2 stars, rounded to whole stars.
When several of these apply, they add up.
10 stars take 1.00 off a purchase, up to 50 % of it, in steps of 10 stars, at least 20 stars at once.
1 star brings a free item (worth 2.00, costs 0.20) handed over on the purchase that completes it.
60 stars can be turned into a certificate of 5.00, valid for good.
The part of a purchase paid with stars earns nothing.
Stars expire at the end of 31 December each year.
It is stated, not derived, that 70 % of the stars issued are used in the end.
The level depends on stars earned in 6 months and is kept for 6 months; who does not reach it again falls to the level that was reached.
Basic is everyone: 1 % off.
Silver from 10 in 6 months: what other rules give to its members.
Gold from 20 in 6 months: stars ×2, 2 % off.
Every member has a magazine with each order (worth 2.00, costs 1.00).
Running it costs 1,000.00 to set up, 10.00 a month and 0.50 a year for each member.`
	if got := strings.Join(p.Describe(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNewMechanicsReadLikeSentences(t *testing.T) {
	const earn = "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 100, gives: {money_off: 5}}]\n"
	const tiers = "  levels: [{name: Basic}, {name: Gold, from: 100}]\n"
	reward := func(text string) string {
		return "points:\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 100, " + text + "}]\n"
	}
	rule := func(text string) string { return "points:\n  earn: [{points: 1, per: {spend: 1}}, {" + text + "}]\n" }
	for _, c := range []struct{ text, want string }{
		{"enrollment: {invited: 10%}", "Membership is by invitation: 10 % of customers are invited, and those of them join who want to."},
		{"enrollment: {after_spend: 500}", "Customers may join once they have spent 500.00; those join who want to."},
		{"enrollment: {after_visits: 3}", "Customers may join once they have made 3 purchases; those join who want to."},
		{"enrollment: opt_in\nfee: {join: 5}", "Joining costs 5.00, once."},
		{"enrollment: opt_in\nfee: {per_year: 49}\ndiscounts: [{rate: 5%}]", "Membership costs 49.00 a year."},
		{"enrollment: opt_in\nfee: {per_year: 49}\npoints:\n  name: stars\n  earn: [{points: 1, per: {spend: 1}}]\n  rewards: [{points: 100, gives: {certificate: {face: 5}}}]\ntiers: {by: spend, window: calendar_year, levels: [{name: Basic}, {name: Gold, from: 100}]}",
			"Membership costs 49.00 a year; who stops paying loses stars, certificates and the level."},
		{"enrollment: opt_in\nfee: {per_month: 9.99, trial: 1 month}", "Membership costs 9.99 a month after a trial of 1 month."},
		{"discounts: [{name: \"members' price\", off: 5}]", "Members' price: every purchase is 5.00 off."},
		{"discounts: [{rate: 20%, on_share: 30%}]", "Every purchase is 20 % off on 30 % of the assortment."},
		{"discounts: [{by_basket: [{from: 50, off: 5}, {from: 100, rate: 12%}], when: {weekday: tuesday}}]", "What comes off grows with the basket: 5.00 from 50.00, 12 % from 100.00; it holds for purchases on a Tuesday."},
		{"discounts: [{free_unit: 5}]", "Of every 5 units in one purchase, one is free."},
		{"discounts: [{rate: 50%, chance: 1%}]", "Every purchase is 50 % off, at random with a chance of 1 %."},
		{"discounts: [{rate: 5%}, {off: 2}]\ndiscounts_combine: best", "When several discounts apply, the best one counts."},
		{"discounts: [{cumulative: {steps: [{from: 100, rate: 3%}], lapse: 6 months}}]", "The discount grows with spend over a lifetime: 3 % from 100; who buys nothing for 6 months falls one step, and one more for each further such time."},
		{"discounts: [{rate: 15%, when: {visit: 1}}]", "Purchases on the member's first visit are 15 % off."},
		{"discounts: [{rate: 15%, when: {every_visit: 3, units_from: 2, units_to: 4}}]", "Purchases of 2 to 4 units on every 3rd visit of the member are 15 % off."},
		{"discounts: [{rate: 15%, when: {birthday: 7 days, each_year: 12-20 to 01-05}}]", "Purchases within 1 week from the member's birthday from 20 December to 5 January of each year are 15 % off."},
		{rule("times: 3, when: {weekday: sunday}"), "Purchases on a Sunday earn 3 times as many points."},
		{rule("points: 10, per: {spend: 100}, round: step, most: 50"), "Every 100.00 spent earns 10 points, only for full amounts, at most 50 points a purchase."},
		{rule("points: 500, per: {visit: 1}, chance: 2%"), "Each purchase earns 500 points, at random with a chance of 2 %."},
		{earn + "  on: list", "Points are earned on the list price, before discounts."},
		{earn + "  caps: [{points: 1000, per: month}]", "All these rules together earn at most 1,000 points a calendar month."},
		{earn + "  pending: 14 days", "Points can be used 2 weeks after they were earned."},
		{earn + "  actions: [{name: bringing a friend, points: 200, per_year: 0.5, brings: 12, cost: 1}]", "Bringing a friend: 200 points; it is stated, not derived, that an engaged member does it 0.5 times a year; each time costs the company 1.00 besides the points; it is stated, not derived, that each time brings a margin of 12.00."},
		{earn + "  actions: [{name: a review, points: 50, per_year: 1}]", "A review: 50 points; it is stated, not derived, that an engaged member does it once a year."},
		{rule("times: 2, when: {weekday: sunday}"), "Purchases on a Sunday earn twice as many points."},
		{reward("gives: {product: {price: 3.5, cost: 25%}}"), "100 points bring a free item (worth 3.50, costs 0.88) on a later purchase."},
		{earn + "  actions: [{name: a present, points: 100, birthday: true}]", "A present: 100 points on each birthday of the member."},
		{earn + "  challenges: [{name: spring, points: 300, visits: 3, within: 1 month}]", "Spring: 3 purchases within 1 month earn 300 points; the time begins with a purchase."},
		{earn + "  challenges: [{name: habit, points: 50, streak: 4, within: 1 week}]", "Habit: a purchase in each of 4 periods of 1 week in a row earns 50 points; the first begins with a purchase."},
		{reward("gives: {share_off: 20%}, most: 1, when: {basket_from: 30}"), "100 points take 20 % off a purchase, one at a time; it can be had at purchases of at least 30.00."},
		{reward("name: a mug, plus_cash: 3, head_start: 20, gives: {product: {price: 8, cost: 25%}}"), "100 points and 3.00 bring a mug (worth 8.00, costs 2.00) on a later purchase; the next one begins with 20 points."},
		{reward("gives: {gift_card: {face: 25, breakage: 8%}}"), "100 points bring a gift card (worth 25.00, of which 8 % is never used) on a later purchase."},
		{reward("gives: {cash: 4}"), "100 points bring 4.00 in cash on a later purchase."},
		{reward("name: a flight, gives: {partner: {worth: 200, cost: 60%}}"), "100 points bring a flight from a partner (worth 200.00, costs 120.00) on a later purchase."},
		{reward("gives: {donation: {amount: 5}}"), "100 points bring a gift of 5.00 to charity (worth 5.00 to the member) on a later purchase."},
		{reward("gives: {draw: {chance: 1%, prize: 500}}"), "100 points bring a ticket in a draw with a chance of 1 % of a prize worth 500.00 (costs 5.00 on average) on a later purchase."},
		{reward("gives: {certificate: {face: 5, valid: 1 month, basket_from: 20}}"), "100 points can be turned into a certificate of 5.00, valid for 1 month, for baskets of at least 20.00."},
		{earn + "  burn_excludes: [earning, discounts]", "A purchase at which points or certificates are used earns nothing and has no discounts."},
		{earn + "  expire: {after: {span: 24 months, end_of: year}, inactive: 12 months}", "Points expire 2 years after they were earned, at the end of that year, and all of them expire when none were earned or used for 12 months."},
		{earn + "  expire: {after: {span: 12 months, until: 09-30}}", "Points expire 12 months after they were earned, at the end of the next 30 September."},
		{earn + "  reminder: true", "Members are told when points are about to expire."},
		{earn + "  keep_on_return: true", "Points of purchases that come back are kept."},
		{earn + "  transferable: true", "Members may give points to other members."},
		{"tiers:\n  by: [visits, units]\n  window: anniversary\n  levels: [{name: Basic}, {name: Gold, from: 10, or_from: 25, discount: 5%}]", "Gold from 10 purchases or 25 units in a year of membership: 5 % off."},
		{"tiers:\n  by: [visits, spend]\n  window: anniversary\n" + tiers, "The level depends on the number of purchases or spend in a year of membership, either of which is enough, and is kept until the end of the next year of membership; who does not reach it again falls to the level that was reached."},
		{"tiers:\n  by: spend\n  window: {year_from: 03-01}\n  kept_until: end_of_year\n" + tiers, "The level depends on spend in a year from 1 March on and is kept until the end of the year; who does not reach it again falls to the level that was reached."},
		{"tiers:\n  by: spend\n  window: calendar_year\n  reset_balance: true\n" + tiers, "Who loses a level loses all points with it."},
		{"tiers:\n  by: spend\n  window: calendar_year\n  levels: [{name: Basic}, {name: Gold, from: 100, challenge: {from: 30, within: 3 months}}, {name: Black, invited: 1%}]", "Gold from 100 in a calendar year, or from 30 within 3 months of joining: what other rules give to its members."},
		{"tiers:\n  by: spend\n  window: calendar_year\n  levels: [{name: Basic}, {name: Black, invited: 1%, discount: 5%}]", "1 % of members are invited to Black on joining and keep it for good: 5 % off."},
		{earn + "tiers:\n  by: spend\n  window: calendar_year\n  levels: [{name: Basic}, {name: Gold, from: 100, expire: never}]", "Gold from 100 in a calendar year: points earned at this level never expire."},
		{"perks: [{name: a lounge, per: month, worth: 30, cost: 6, taken: 20%}]", "Every member has a lounge each month of membership (worth 30.00, costs 6.00; made use of 20 % of the time)."},
		{"perks: [{name: free delivery, worth: 4, cost: 3, when: {basket_from: 50}}]", "Every member has free delivery with each order of at least 50.00 (worth 4.00, costs 3.00)."},
		{"beyond_money: [{name: a club, kind: recognition, affinity: 0.4, churn_times: 0.9, rate: 2%, cost: 1}]", "A club (recognition): it is stated, not derived, that the odds of joining are multiplied by 1.492, engaged members leave at 0.9 times the usual rate and engaged members buy 2 % more often; it costs 1.00 a year for each member."},
		{earn + "coalition: {pays_per_point: 0.01, receives_per_point: 0.008}", "Members earn the same points with partners; the company pays the operator 0.01 for each of the points earned with it; the operator pays the company 0.008 for each of the points used with it."},
		{earn + "coalition: {partners: [{name: the bank, points: 100, per_year: 4, pays_per_point: 0.005, until: 2027-06-30}]}", "The bank: 100 points each time, 4 times a year for each member until 2027-06-30, for each of which the company is paid 0.005; how often is stated, not derived."},
		{earn + "versions: [{from: 2015-04-11, title: half the value, convert: 2, points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 200, gives: {money_off: 5}}]}}]",
			"From 2015-04-11: half the value.\nFrom 2015-04-11: points in hand are multiplied by 2.\nFrom 2015-04-11 no longer: 100 points take 5.00 off a purchase.\nFrom 2015-04-11: 200 points take 5.00 off a purchase."},
		{earn + "discounts: [{rate: 5%}]\nversions: [{from: 2015-04-11, without: [points, discounts], perks: [{name: wrapping, worth: 2, cost: 1}]}]",
			"From 2015-04-11: there are no discounts any more.\nFrom 2015-04-11: there are no points any more, and those in hand are forfeited.\nFrom 2015-04-11: Every member has wrapping with each order (worth 2.00, costs 1.00)."},
	} {
		p, err := Parse("new.yaml", []byte("earnburn: program/v1\nname: new\n"+c.text+"\n"))
		if err != nil {
			t.Errorf("%v\n%s", err, c.text)
			continue
		}
		if got := strings.Join(p.Describe(), "\n"); !strings.Contains("\n"+got+"\n", "\n"+c.want+"\n") {
			t.Errorf("%s\ndoes not say %q:\n%s", c.text, c.want, got)
		}
	}
}
