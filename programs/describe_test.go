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
		"discount-progressive": {"The discount grows with spend over a lifetime: 3 % from 200, 5 % from 500, 7 % from 1,000."},
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
	want := `Customers join when they want to; 30 % of them do.
Purchases of beauty or fashion of at least 50.00 paid with own_card on a Monday or Friday from 2026-03-01 until 2026-03-31 are 10 % off.
The discount grows with the number of purchases in 12 months: 2 % from 3; it holds for purchases by Silver or Gold members.
Joining brings 5 stars.
Every 3 purchases earn 1 star, rounded down to whole stars.
Each unit bought in purchases of beauty earns 2 stars.
Every 4 units bought earn 2 stars, rounded to whole stars.
When several of these apply, they add up.
10 stars take 1.00 off a purchase, up to 50 % of it, in steps of 10 stars, at least 20 stars at once.
1 star brings a free item (worth 2.00, costs 0.20) handed over on the purchase that completes it.
60 stars can be turned into a certificate of 5.00, valid for good.
The part of a purchase paid with stars earns nothing.
Stars expire at the end of 12-31 each year.
It is stated, not derived, that 70 % of the stars issued are used in the end.
The level depends on stars earned in 6 months and is kept for 6 months; who does not reach it again falls to the level that was reached.
Basic is everyone: 1 % off.
Silver from 10 in 6 months: what other rules give to its members.
Gold from 20 in 6 months: points ×2, 2 % off.
Every member has a magazine with each order (worth 2.00, costs 1.00).
Running it costs 1,000.00 to set up, 10.00 a month and 0.50 a year for each member.`
	if got := strings.Join(p.Describe(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
