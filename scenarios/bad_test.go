package scenarios

import (
	"strings"
	"testing"
)

// shop is a small scenario that loads; the tests of bad input change one thing in it.
const shop = `earnburn: scenario/v1
name: shop
currency: USD
start: 2026-01-01
months: 12
customers: 1000
segments:
  - name: all
    share: 100%
    margin: 40%
    purchases: {per_month: 1}
    basket: {mean: 50}
    share_of_wallet: 30%
`

func change(t *testing.T, old, replacement string) []byte {
	t.Helper()
	if !strings.Contains(shop, old) {
		t.Fatalf("%q is not in the example", old)
	}
	return []byte(strings.Replace(shop, old, replacement, 1))
}

func TestBadInputIsExplained(t *testing.T) {
	tests := []struct{ name, old, replacement, want string }{
		{"no header", "earnburn: scenario/v1\n", "", `shop.yaml:1:1: missing key "earnburn" in the block that begins at line 1`},
		{"program", "scenario/v1", "program/v1", `shop.yaml:1:11: earnburn: must be scenario/v1; this is another kind of file (got "program/v1")`},
		{"newer version", "scenario/v1", "scenario/v2", `shop.yaml:1:11: earnburn: must be scenario/v1; another version is not known (got "scenario/v2")`},
		{"unknown key", "months:", "month:", `shop.yaml:5:1: unknown key "month"; did you mean "months"?`},
		{"unknown key without a near match", "months: 12", "months: 12\nweather: good", `shop.yaml:6:1: unknown key "weather"; known: earnburn, name, title, extends, currency, exchange, start, months, customers, discount_rate, season, categories, tenders, unit, segments, behavior, operations, survey, limits, variants, sweeps`},
		{"key given twice", "months: 12", "months: 12\nmonths: 24", "shop.yaml:6:1: months: already given at line 5"},
		{"no name", "name: shop\n", "", `shop.yaml:1:1: missing key "name" in the block that begins at line 1`},
		{"name with spaces", "name: shop", "name: my shop", `shop.yaml:2:7: name: must be letters, digits and single dashes (got "my shop")`},
		{"unknown currency", "USD", "USX", `shop.yaml:3:11: currency: must be an ISO 4217 code such as USD; did you mean UGX? (got "USX")`},
		{"currency in lower case", "USD", "usd", `shop.yaml:3:11: currency: must be an ISO 4217 code such as USD; did you mean USD? (got "usd")`},
		{"no such date", "2026-01-01", "2026-02-30", "shop.yaml:4:8: start: there is no such date (got 2026-02-30)"},
		{"start too early", "2026-01-01", "1969-12-31", "shop.yaml:4:8: start: must be from 1970-01-01 to 2100-12-31 (got 1969-12-31)"},
		{"start too late", "2026-01-01", "2101-01-01", "shop.yaml:4:8: start: must be from 1970-01-01 to 2100-12-31 (got 2101-01-01)"},
		{"no months", "months: 12", "months: 0", "shop.yaml:5:9: months: must be between 1 and 600 (got 0)"},
		{"too many months", "months: 12", "months: 601", "shop.yaml:5:9: months: must be between 1 and 600 (got 601)"},
		{"nobody", "customers: 1000", "customers: 0", "shop.yaml:6:12: customers: must be 1 or more (got 0)"},
		{"half a customer", "customers: 1000", "customers: 1000.5", "shop.yaml:6:12: customers: must be a whole number (got 1000.5)"},
		{"underscores", "customers: 1000", "customers: 1_000", "shop.yaml:6:12: customers: write 1000, not 1_000"},
		{"more than there are people", "customers: 1000", "customers: 10000000001", "shop.yaml:6:12: customers: must be at most 10,000,000,000 (got 10000000001)"},
		{"not finite", "customers: 1000", "customers: .inf", "shop.yaml:6:12: customers: must be finite (got .inf)"},
		{"empty value", "customers: 1000", "customers:", "shop.yaml:6:11: customers: missing value"},
		{"discount rate of 10", "months: 12", "months: 12\ndiscount_rate: 10", "shop.yaml:6:16: discount_rate: must be a share such as 5% or 0.05; did you mean 10%? (got 10)"},
		{"exchange of nothing known", "months: 12", "months: 12\nexchange: {GPB: 1.27}", `shop.yaml:6:17: exchange.GPB: must be an ISO 4217 code such as USD; did you mean GBP? (got "GPB")`},
		{"exchange for nothing", "months: 12", "months: 12\nexchange: {GBP: 0}", "shop.yaml:6:17: exchange.GBP: must be greater than 0 and at most 1,000,000 (got 0)"},
		{"exchange in words", "months: 12", "months: 12\nexchange: {GBP: RATE}", "shop.yaml:6:17: exchange.GBP: must be a number (got RATE)"},
		{"exchange of the own currency", "months: 12", "months: 12\nexchange: {USD: 1.1}", "shop.yaml:6:17: exchange.USD: is the scenario's own currency; its rate is 1 (got 1.1)"},
		{"season of 11", "months: 12", "months: 12\nseason: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "shop.yaml:6:9: season: must have 12 numbers, January first (got 11)"},
		{"season without mean 1", "months: 12", "months: 12\nseason: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]", "shop.yaml:6:9: season: must have mean 1 over the days of a year, within 0.5% (the mean is 1.0849; multiply each number by 0.9218)"},
		{"season of zeros", "months: 12", "months: 12\nseason: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "shop.yaml:6:9: season: must not be 0 all year"},
		{"negative season", "months: 12", "months: 12\nseason: [-1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]", "shop.yaml:6:10: season[0]: must be between 0 and 100 (got -1)"},
		{"categories below 1", "months: 12", "months: 12\ncategories: [{name: food, share: 60%}, {name: drink, share: 30%}]", "shop.yaml:6:13: categories: the shares add up to 90%; they must add up to 100%"},
		{"category twice", "months: 12", "months: 12\ncategories: [{name: food, share: 60%}, {name: food, share: 40%}]", "shop.yaml:6:47: categories[1].name: food is already the name of the item given at line 6"},
		{"tenders above 1", "months: 12", "months: 12\ntenders: [{name: card, share: 60%}, {name: app, share: 50%}]", "shop.yaml:6:10: tenders: the shares add up to 110%; 100% is the most"},
		{"tender named as a category", "months: 12", "months: 12\ncategories: [{name: food, share: 1}]\ntenders: [{name: food, share: 60%}]", "shop.yaml:7:18: tenders[0].name: food is already the name of a category; rules could not tell them apart"},
		{"no segments", shop[strings.Index(shop, "segments"):], "segments: []\n", "shop.yaml:7:11: segments: must have at least one"},
		{"segments below 1", "share: 100%", "share: 99.9%", "shop.yaml:8:3: segments: the shares add up to 99.9%; they must add up to 100%"},
		{"segment twice", "segments:\n", "segments:\n  - {name: all, share: 50%, margin: 40%, purchases: {per_month: 1}, basket: {mean: 50}, share_of_wallet: 30%}\n", "shop.yaml:9:11: segments[1].name: all is already the name of the item given at line 8"},
		{"returns above 1", "share_of_wallet: 30%", "share_of_wallet: 30%\n    returns: 8", "shop.yaml:14:14: segments[0].returns: must be a share such as 5% or 0.05 or a mapping with share or after (got 8); did you mean 8%?"},
		{"returns after all", "share_of_wallet: 30%", "share_of_wallet: 30%\n    returns: {share: 8%, after: 366 days}", "shop.yaml:14:33: segments[0].returns.after: must be between 1 and 365 days (got 366 days)"},
		{"returns of nothing", "share_of_wallet: 30%", "share_of_wallet: 30%\n    returns: {after: 30 days}", `shop.yaml:14:14: segments[0].returns: missing key "share" in the block that begins at line 14`},
		{"empty segment", "segments:\n", "segments:\n  - ~\n", "shop.yaml:8:5: segments[0]: item is empty"},
		{"no margin", "    margin: 40%\n", "", `shop.yaml:8:5: segments[0]: missing key "margin"; only where all categories have one is it not needed`},
		{"margin of 40", "margin: 40%", "margin: 40", "shop.yaml:10:13: segments[0].margin: must be a share such as 5% or 0.05; did you mean 40%? (got 40)"},
		{"margin with comma", "margin: 40%", "margin: 0,4", "shop.yaml:10:13: segments[0].margin: must be a share such as 5% or 0.05 (got 0,4)"},
		{"no purchases", "    purchases: {per_month: 1}\n", "", `shop.yaml:8:5: segments[0]: missing key "purchases" in the block that begins at line 8`},
		{"no rate", "{per_month: 1}", "{cv: 1}", `shop.yaml:11:16: segments[0].purchases: missing key "per_month" in the block that begins at line 11`},
		{"rate of 0", "{per_month: 1}", "{per_month: 0}", "shop.yaml:11:28: segments[0].purchases.per_month: must be greater than 0 and at most 1,000 (got 0)"},
		{"regularity of 0", "{per_month: 1}", "{per_month: 1, regularity: 0}", "shop.yaml:11:43: segments[0].purchases.regularity: must be a whole number from 1 to 100, or fixed (got 0)"},
		{"irregular", "{per_month: 1}", "{per_month: 1, regularity: often}", "shop.yaml:11:43: segments[0].purchases.regularity: must be a whole number from 1 to 100, or fixed (got often)"},
		{"basket in words", "{mean: 50}", "{mean: fifty}", "shop.yaml:12:20: segments[0].basket.mean: must be a number (got fifty)"},
		{"basket of nothing", "{mean: 50}", "{}", "shop.yaml:12:13: segments[0].basket: give exactly one of fixed; mean (with cv_between, cv_within); p, q, v"},
		{"two baskets", "{mean: 50}", "{mean: 50, fixed: 50}", "shop.yaml:12:13: segments[0].basket: give exactly one of fixed; mean (with cv_between, cv_within); p, q, v"},
		{"half a Gamma-Gamma", "{mean: 50}", "{p: 6, q: 4}", "shop.yaml:12:13: segments[0].basket: p, q and v belong together"},
		{"no mean", "{mean: 50}", "{p: 6, q: 1, v: 15}", "shop.yaml:12:23: segments[0].basket.q: the mean does not exist; q must be greater than 1 (got 1)"},
		{"spread of a fixed basket", "{mean: 50}", "{fixed: 50, cv_within: 1}", "shop.yaml:12:13: segments[0].basket: cv_between and cv_within belong to mean"},
		{"no share of wallet", "    share_of_wallet: 30%\n", "", `shop.yaml:8:5: segments[0]: missing key "share_of_wallet"; 100% means that customers cannot buy more`},
		{"share of wallet of 0", "share_of_wallet: 30%", "share_of_wallet: 0%", "shop.yaml:13:22: segments[0].share_of_wallet: must be greater than 0 and at most 1 or a mapping with mean, sd or rank_correlation (got 0%)"},
		{"correlation", "share_of_wallet: 30%", "share_of_wallet: {mean: 30%, rank_correlation: 1.4}", "shop.yaml:13:52: segments[0].share_of_wallet.rank_correlation: must be between -0.99 and 0.99 (got 1.4)"},
		{"everyone leaves", "share_of_wallet: 30%", "share_of_wallet: 30%\n    churn: 100%", "shop.yaml:14:12: segments[0].churn: must be at least 0 and less than 1 or a mapping with per_year, cv, per_purchase or age (got 100%)"},
		{"spread of no churn", "share_of_wallet: 30%", "share_of_wallet: 30%\n    churn: {cv: 1}", "shop.yaml:14:17: segments[0].churn.cv: needs per_year: it is the spread of the rate of leaving"},
		{"half a Beta", "share_of_wallet: 30%", "share_of_wallet: 30%\n    churn: {per_purchase: {a: 1}}", `shop.yaml:14:27: segments[0].churn.per_purchase: missing key "b" in the block that begins at line 14`},
		{"age without unit", "share_of_wallet: 30%", "share_of_wallet: 30%\n    churn: {per_year: 10%, age: 5}", "shop.yaml:14:33: segments[0].churn.age: must be a time such as 12 months or 30 days (got 5)"},
		{"NPS out of range", "share_of_wallet: 30%", "share_of_wallet: 30%\n    nps: 127", "shop.yaml:14:10: segments[0].nps: must be greater than -100 and less than 100 (got 127)"},
		{"behavior in a word", "months: 12", "months: 12\nbehavior: rational", "shop.yaml:6:11: behavior: must be evidence or mechanical (got rational)"},
		{"misspelled parameter", "months: 12", "months: 12\nbehavior: {elastisity: 1}", `shop.yaml:6:24: behavior: unknown parameter "elastisity"; did you mean "elasticity"?`},
		{"unknown parameter", "months: 12", "months: 12\nbehavior: {x: 1}", `shop.yaml:6:15: behavior: unknown parameter "x"; known: ask_rate, capture, ces_expiry, ces_redeeming, ces_rule, churn_hazard_ratio, deferred_habituation, demotion, demotion_churn, displacement, elasticity, endowed_progress, engaged_share, expiry_churn, fee_aversion, frequency_share, full_value, goal_gradient, goal_gradient_level, habituation_half_life, hassle, hassle_cv, joining_intercept, joining_slope, loss_weight, membership_offer, membership_spread, missed_narrowly, nps_complexity, nps_demotion, nps_devaluation, nps_expiry, nps_redeemed, permanent_share, point_framing, point_framing_cv, post_reward, present_bias, promotion, redemption_expiring, redemption_intercept, redemption_sd, redemption_value, renewal_intercept, renewal_slope, responsiveness_cv, rewarded_behavior, rewarded_behavior_half_life, stake, subjective_discount, subjective_discount_cv, sunk_cost, sunk_cost_half_life, tier_retention, tier_retention_floor, top_up`},
		{"outside the domain", "months: 12", "months: 12\nbehavior: {engaged_share: 1.2}", "shop.yaml:6:27: behavior.engaged_share: must be between 0 and 1 (got 1.2)"},
		{"range outside the domain", "months: 12", "months: 12\nbehavior: {engaged_share: {value: 90%, low: 80%, high: 110%}}", "shop.yaml:6:56: behavior.engaged_share.high: must be between 0 and 1 (got 1.1)"},
		{"range upside down", "months: 12", "months: 12\nbehavior: {elasticity: {value: 1, low: 2, high: 3}}", "shop.yaml:6:24: behavior.elasticity: must have low ≤ value ≤ high (got 2, 1, 3)"},
		{"half a range", "months: 12", "months: 12\nbehavior: {elasticity: {value: 1, low: 0.5}}", "shop.yaml:6:24: behavior.elasticity: give low and high, or neither for a value that is certain"},
		{"time for a number", "months: 12", "months: 12\nbehavior: {elasticity: 16 weeks}", "shop.yaml:6:24: behavior.elasticity: must be a number or a share, not a time (unit: none)"},
		{"grade", "months: 12", "months: 12\nbehavior: {elasticity: {value: 1, grade: D}}", "shop.yaml:6:42: behavior.elasticity.grade: must be one of A, B, C (got D)"},
		{"parameter in words", "months: 12", "months: 12\nbehavior: {elasticity: high}", "shop.yaml:6:24: behavior.elasticity: must be a number or a mapping with value, low, high, grade or source (got high)"},
		{"negative costs", "months: 12", "months: 12\noperations: {setup: -1}", "shop.yaml:6:21: operations.setup: must be 0 or more (got -1)"},
		{"no answers", "months: 12", "months: 12\nsurvey: 0", "shop.yaml:6:9: survey: must be 1 or more (got 0)"},
		{"empty limit", "months: 12", "months: 12\nlimits: ['']", "shop.yaml:6:11: limits[0]: must not be empty; write a metric and a bound, as in net_margin_impact_pct >= -0.5%"},
		{"limit on nothing", "months: 12", "months: 12\nlimits: [net_margin_impct >= -0.5%]", `shop.yaml:6:10: limits[0]: there is no metric "net_margin_impct"; did you mean "net_margin_impact"?`},
		{"variant of nothing", "months: 12", "months: 12\nvariants: [{name: richer, set: {}}]", "shop.yaml:6:32: variants[0].set: must have at least one path: value"},
		{"variant within the horizon", "months: 12", "months: 12\nvariants: [{name: later, from_month: 7, set: {scenario.customers: 2}}]", "shop.yaml:6:67: variants[0].set: scenario.customers cannot change within the horizon, only rules of programs can; leave out from_month"},
		{"sweep of what", "months: 12", "months: 12\nsweeps: [{name: x, over: {months: '1,2'}}]", `shop.yaml:6:35: sweeps[0].over: "months" must begin with "scenario." or "programs.NAME."`},
		{"sweep of nothing", "months: 12", "months: 12\nsweeps: [{name: x, over: {}}]", "shop.yaml:6:26: sweeps[0].over: must have at least one path: values"},
		{"sweep backwards", "months: 12", "months: 12\nsweeps: [{name: x, over: {scenario.months: '12:6:1'}}]", "shop.yaml:6:44: sweeps[0].over: scenario.months: a range goes from a smaller number to a larger one (got 12:6:1)"},
		{"sweep without steps", "months: 12", "months: 12\nsweeps: [{name: x, over: {scenario.months: '6:12'}}]", "shop.yaml:6:26: sweeps[0].over: scenario.months: from:to has no end of values; write from:to:step, from:to:log5, or say how many points to spread over it"},
		{"sweep over too much", "months: 12", "months: 12\nsweeps: [{name: x, over: {scenario.customers: '1:1000000:1'}}]", "shop.yaml:6:26: sweeps[0].over: 1,000,000 values of scenario.customers are too many; at most 10,000 points can be run"},
		{"variant of what", "months: 12", "months: 12\nvariants: [{name: richer, set: {months: 24}}]", `shop.yaml:6:41: variants[0].set: "months" must begin with "scenario." or "programs.NAME."`},
		{"extends what", "name: shop", "name: shop\nextends: retial", `shop.yaml:3:10: extends: there is no shipped scenario of that name; did you mean "retail"? (got "retial")`},
		{"extends itself", "name: shop", "name: retail\nextends: retail", "shop.yaml:3:10: extends: a scenario cannot extend itself (retail → retail); give this one a name of its own"},
		{"extends a chain", "name: shop", "name: shop\nextends: department-store", "shop.yaml:3:10: extends: only one level: shop → department-store → retail; extend retail and copy what you need of department-store"},
		{"extends a list", "name: shop", "name: shop\nextends: [retail]", "shop.yaml:3:10: extends: must be a single value (got a list)"},
		{"extends without a name", "name: shop", "extends: retail", `shop.yaml:1:1: missing key "name"; a scenario that extends another has a name of its own`},
		{"extends in another currency", "currency: USD", "currency: EUR\nextends: retail\noperations: {setup: 1}", "shop.yaml:3:11: currency: retail is in USD; give operations.per_month, operations.per_member_year in EUR"},
		{"several at once", "months: 12\ncustomers: 1000", "months: 0\ncustomers: 0", "shop.yaml:5:9: months: must be between 1 and 600 (got 0)\nshop.yaml:6:12: customers: must be 1 or more (got 0)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load("shop.yaml", change(t, test.old, test.replacement), nil)
			if err == nil {
				t.Fatal("no error")
			}
			if got := err.Error(); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}
