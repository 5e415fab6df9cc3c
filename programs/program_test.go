package programs

import (
	"strings"
	"testing"
)

// retail is a world with everything that shipped programs name.
var retail = Vocabulary{
	Categories: []string{"beauty", "fashion"}, Tenders: []string{"own_card"}, Currency: "USD", Unit: "night",
}

func shipped(t testing.TB, name string) *Program {
	t.Helper()
	data, ok := Shipped(name)
	if !ok {
		t.Fatalf("%s is not shipped", name)
	}
	p, err := Parse(name+".yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestProgramsWithoutMoneyFitAnyCurrency(t *testing.T) {
	for _, name := range []string{"bonus-5", "discount-5", "cashback"} {
		if _, err := shipped(t, name).Compile(Vocabulary{Currency: "RUB"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, ok := Shipped("../program"); ok {
		t.Error("a path is not a shipped name")
	}
}

func compile(t tester, text string) *Rules {
	t.Helper()
	p, err := Parse("test.yaml", []byte("earnburn: program/v1\nname: test\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Compile(retail)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"points per nothing", "points:\n  earn:\n    - {points: 1, pre: {spend: 1}}\n", `test.yaml:5:19: points.earn[0]: unknown key "pre"; did you mean "per"?`},
		{"two rates", "discounts:\n  - {rate: 5%, cumulative: {steps: [{from: 1, rate: 5%}]}}\n", "test.yaml:4:5: discounts[0]: give exactly one of rate, off, by_basket, cumulative, free_unit"},
		{"no rate", "discounts:\n  - {name: empty}\n", "discounts[0]: give exactly one of rate, off, by_basket, cumulative, free_unit"},
		{"share without percent", "discounts:\n  - rate: 5\n", "did you mean 5%? (got 5)"},
		{"share above one", "discounts:\n  - rate: 150%\n", "discounts[0].rate: must be greater than 0 and at most 1 (got 150%)"},
		{"unknown tier", "discounts:\n  - {rate: 5%, when: {tier: Gold}}\n", `discounts[0].when.tier: unknown tier "Gold"; there are no tiers`},
		{"unknown weekday", "discounts:\n  - {rate: 5%, when: {weekday: [monday, tusday]}}\n", `unknown weekday "tusday"; did you mean "tuesday"?`},
		{"dates in the wrong order", "discounts:\n  - {rate: 5%, when: {from: 2026-05-01, to: 2026-04-01}}\n", "discounts[0].when.to: must not be before from, 2026-05-01 (got 2026-04-01)"},
		{"no such date", "discounts:\n  - {rate: 5%, when: {from: 2026-02-30}}\n", "there is no such date (got 2026-02-30)"},
		{"unknown category", "discounts:\n  - {rate: 5%, when: {category: [fashion, beaty]}}\n", `test.yaml:4:43: discounts[0].when.category[1]: unknown category "beaty"; did you mean "beauty"?`},
		{"unknown tender", "discounts:\n  - {rate: 5%, when: {tender: cash}}\n", `discounts[0].when.tender: unknown tender "cash"; there are own_card`},
		{"another currency", "currency: RUB\n", "test.yaml:3:11: currency: the program is in RUB, the scenario in USD; add to the scenario: exchange: {RUB: RATE}, where RATE is USD per RUB"},
		{"currency in words", "currency: dollars\n", "currency: must be a code of three capital letters"},
		{"first level with a threshold", "tiers: {by: spend, window: lifetime, levels: [{name: A, from: 1}, {name: B, from: 2}]}\n", "tiers.levels[0].from: the first level is everyone's"},
		{"levels out of order", "tiers: {by: spend, window: lifetime, levels: [{name: A}, {name: B, from: 5}, {name: C, from: 2}]}\n", "tiers.levels[2].from: must be above the level before it, 5 (got 2)"},
		{"levels of one name", "tiers: {by: spend, window: lifetime, levels: [{name: A}, {name: A, from: 5}]}\n", "tiers.levels[1].name"},
		{"days in a window", "tiers: {by: spend, window: 45 days, levels: [{name: A}, {name: B, from: 5}]}\n", "tiers.window: a rolling window is counted in whole months"},
		{"tiers by missing points", "tiers: {by: points, window: lifetime, levels: [{name: A}, {name: B, from: 5}]}\n", "tiers.by: the program has no points to count"},
		{"certificate at once", "points: {earn: [{points: 1, per: {visit: 1}}], rewards: [{points: 5, used: at_once, gives: {certificate: {face: 5}}}]}\n", "points.rewards[0].used: a certificate is used on a later purchase"},
		{"linear product", "points: {earn: [{points: 1, per: {visit: 1}}], rewards: [{points: 5, step: 2, gives: {product: {price: 5, cost: 10%}}}]}\n", "points.rewards[0].step: goes with money_off only"},
		{"two ways to give", "points: {earn: [{points: 1, per: {visit: 1}}], rewards: [{points: 5, gives: {money_off: 1, certificate: {face: 5}}}]}\n", "give exactly one of money_off, share_off, product, certificate, gift_card, cash, partner, donation, draw"},
		{"two ways to expire", "points: {earn: [{points: 1, per: {visit: 1}}], expire: {after: 1 year, each_year: 12-31}}\n", "points.expire: give after, inactive, both of these, or each_year alone"},
		{"a waiver for a level that is not there", "enrollment: opt_in\nfee: {per_year: 5, waived: {tier: Gold}}\n", `fee.waived.tier: unknown tier "Gold"; there are no tiers`},
		{"a waiver for nobody", "enrollment: opt_in\nfee: {per_year: 5, waived: {}}\n", "fee.waived: give tier, spend or both"},
		{"a waiver of what is paid once", "enrollment: opt_in\nfee: {join: 5, waived: {spend: 9}}\n", "fee.waived: goes with per_month or per_year"},
		{"two waits", "points: {earn: [{points: 1, per: {visit: 1}}], pending: {next_month: 1, next_year: 03-01}}\n", "points.pending: give exactly one of next_month, next_year"},
		{"no such day of a month", "points: {earn: [{points: 1, per: {visit: 1}}], pending: {next_month: 32}}\n", "points.pending.next_month: must be between 1 and 31 (got 32)"},
		{"nothing named", "discounts:\n  - {rate: 5%, when: {category: []}}\n", "discounts[0].when.category: must name at least one"},
		{"steps out of order", "discounts: [{cumulative: {steps: [{from: 5, rate: 5%}, {from: 5, rate: 6%}]}}]\n", "discounts[0].cumulative.steps[1].from: must be above the step before it, 5 (got 5)"},
		{"no steps", "discounts: [{cumulative: {steps: []}}]\n", "discounts[0].cumulative.steps: must have at least one step"},
		{"a long window", "discounts: [{cumulative: {window: 11 years, steps: [{from: 5, rate: 5%}]}}]\n", "discounts[0].cumulative.window: must be at most 120 months (got 11 years)"},
		{"no earning", "points: {earn: []}\n", "points.earn: must have at least one rule"},
		{"burning what buys nothing", "points: {earn: [{points: 1, per: {visit: 1}}], burn_rate: 50%}\n", "points.burn_rate: there are no rewards to burn points for"},
		{"linear at once", "points: {earn: [{points: 1, per: {visit: 1}}], rewards: [{points: 5, up_to: 50%, used: at_once, gives: {money_off: 1}}]}\n", "points.rewards[0].used: a reward with up_to is used on a later purchase"},
		{"minimum of a product", "points: {earn: [{points: 1, per: {visit: 1}}], rewards: [{points: 5, minimum: 2, gives: {product: {price: 5, cost: 10%}}}]}\n", "points.rewards[0].minimum: goes with money_off only"},
		{"one level", "tiers: {by: spend, window: lifetime, levels: [{name: A}]}\n", "tiers.levels: must be at least two"},
		{"a level without a threshold", "tiers: {by: spend, window: lifetime, levels: [{name: A}, {name: B}]}\n", "tiers.levels[1]: must say from"},
		{"faster points without points", "tiers: {by: spend, window: lifetime, levels: [{name: A}, {name: B, from: 5, earn_times: 2}]}\n", "tiers.levels[1].earn_times: the program has no points"},
		{"not a time", "points: {earn: [{points: 1, per: {visit: 1}}], expire: {after: a year}}\n", "points.expire.after: must be a time such as 12 months or 30 days or a mapping with span, end_of or until (got a year)"},
		{"a long time", "points: {earn: [{points: 1, per: {visit: 1}}], expire: {after: 101 years}}\n", "points.expire.after: must be at most 100 years or a mapping with span, end_of or until (got 101 years)"},
		{"not a day", "points: {earn: [{points: 1, per: {visit: 1}}], expire: {each_year: 02-30}}\n", "there is no such day of the year (got 02-30)"},
		{"neither day nor month", "points: {earn: [{points: 1, per: {visit: 1}}], expire: {each_year: December}}\n", "must be a day of the year such as 12-31 (got December)"},
		{"not a date", "discounts:\n  - {rate: 5%, when: {from: April}}\n", "must be a date such as 2026-04-30 (got April)"},
		{"not a share", "discounts:\n  - rate: half\n", "must be a share such as 5% or 0.05 (got half)"},
		{"too much", "points: {earn: [{points: 1, per: {spend: 9999999999999}}]}\n", "must be at most a million million (got 9999999999999)"},
		{"too fine", "points: {earn: [{points: 999999999999.999, per: {spend: 999999999999.998}}]}\ntiers: {by: spend, window: lifetime, levels: [{name: A}, {name: B, from: 5, earn_times: 1.000001}]}\n", "points.earn[0]: 999,999,999,999.999 points per"},
		{"a bad name", "title: x\ncurrency: USD\ndiscounts: [{rate: 5%}]\ncosts: {setup: -1}\n", "costs.setup: must be 0 or more"},
		{"units where there are some", "points: {earn: [{points: 1, per: {unit: 1}}]}\n", ""},
		{"a scenario", "earnburn: scenario/v1\n", "already given"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Parse("test.yaml", []byte("earnburn: program/v1\nname: test\n"+c.text))
			if err == nil {
				_, err = p.Compile(retail)
			}
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := Parse("x.yaml", []byte("earnburn: scenario/v1\nmonths: 5\n")); err == nil || !strings.Contains(err.Error(), "x.yaml:1:11: earnburn: must be program/v1 to be read as a program (got scenario/v1)") {
		t.Errorf("a scenario: %v", err)
	}
	if p := shipped(t, "stamp-card"); !p.HasAccounts() {
		t.Error("stamps need accounts")
	}
	if p := shipped(t, "discount-5"); p.HasAccounts() {
		t.Error("a fixed discount needs no accounts")
	}
	for text, want := range map[string]bool{"discounts: [{rate: 3%}]": false, "discounts: [{cumulative: {steps: [{from: 100, rate: 3%}]}}]": true, "points: {earn: [{points: 1, per: {visit: 1}}]}": true} {
		p, err := Parse("v.yaml", []byte("earnburn: program/v1\nname: v\ndiscounts: [{rate: 5%}]\nversions: [{from: 2027-01-01, "+text+"}]\n"))
		if err != nil || p.HasAccounts() != want {
			t.Errorf("a discount, later %s: accounts %v, want %v (%v)", text, !want, want, err)
		}
	}
	_, err := Parse("u.yaml", []byte("earnburn: program/v1\nname: a b\npoints: {earn: [{points: 1, per: {unit: 1}}]}\n"))
	if err == nil || !strings.Contains(err.Error(), `u.yaml:2:7: name: must be letters, digits and dashes, at most 64 (got "a b")`) {
		t.Errorf("a name with a space: %v", err)
	}
	p, err := Parse("u.yaml", []byte("earnburn: program/v1\nname: a\npoints: {earn: [{points: 1, per: {unit: 1}}]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Compile(Vocabulary{}); err == nil || !strings.Contains(err.Error(), "points.earn[0].per.unit: the scenario has no units to earn on") {
		t.Errorf("a world without units: %v", err)
	}
	_, err = shipped(t, "bloomingdales-loyallist").Compile(Vocabulary{Currency: "USD"})
	if err == nil || !strings.Contains(err.Error(), `unknown category "beauty"; there are no categories`) {
		t.Errorf("no categories: %v", err)
	}
}

// tester is what ordinary and property tests have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
}
