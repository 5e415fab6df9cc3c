package programs

import (
	"strings"
	"testing"
)

// TestStoriesOfMechanics plays what came out differently once.
func TestStoriesOfMechanics(t *testing.T) {
	const earn = "points:\n  earn: [{points: 1, per: {spend: 1}}]\n"
	for _, c := range []struct{ name, program, buys, gives string }{
		{"of a half and a double the double counts, whichever is written first",
			"points: {earn: [{points: 1, per: {spend: 1}}, {times: 2, when: {category: beauty}}, {times: 0.5}]}",
			"[2026-01-10 100 beauty, 2026-01-11 10 fashion]", "{points: 205}"},
		{"a half that is not drawn leaves the points as they are",
			"points: {earn: [{points: 1, per: {spend: 1}}, {times: 0.5, chance: 10%}]}",
			"[2026-01-10 100, 2026-01-11 100 lucky]", "{points: 150}"},
		{"points that wait come also when the rules that made them wait have ended",
			earn + "  pending: 60 days\nversions: [{from: 2026-02-01, points: {earn: [{points: 2, per: {spend: 1}}]}}]",
			"[2026-01-10 100, 2026-04-01 10]", "{points: 120, pending: 0}"},
		{"points with a shorter wait do not queue behind those with a longer one",
			earn + "  pending: 60 days\nversions: [{from: 2026-02-01, points: {pending: 5 days, earn: [{points: 2, per: {spend: 1}}]}}]",
			"[2026-01-20 100, 2026-02-02 10, 2026-02-10 0]", "{points: 20, pending: 100}"},
		{"a return takes what its points have become",
			earn + "versions: [{from: 2026-02-01, convert: 0.1, points: {earn: [{points: 1, per: {spend: 10}}]}}]",
			"[2026-01-10 100, 2026-01-11 50, 2026-03-01 50 return]", "{points: 10}"},
		{"or nothing, where there are no points any more",
			earn + "versions: [{from: 2026-02-01, without: points, perks: [{name: a, worth: 1, cost: 1}]}]",
			"[2026-01-10 100, 2026-03-01 100 return]", "{points: 0, forfeited: 100}"},
		{"a return after the end moves nothing",
			"enrollment: opt_in\nfee: {join: 1}\ndiscounts: [{cumulative: {window: 3 months, steps: [{from: 10, rate: 5%}]}}]\n" +
				"points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{name: ten, points: 100, issued: automatically, gives: {certificate: {face: 10}}}]}\n" +
				"versions: [{from: 2026-02-01, discounts: [{rate: 1%}]}]",
			"[2026-01-10 100, 2026-01-11 50 use ten, 2026-01-12 0 leaves, 2026-03-01 50 return]", "{points: 0, cards: 0, paid: 100}"},
		{"a level that is gone leaves the one below it",
			"tiers: {by: spend, window: calendar_year, levels: [{name: A}, {name: B, from: 10}, {name: C, from: 100}]}\n" +
				"versions: [{from: 2026-06-01, tiers: {by: visits, window: calendar_year, levels: [{name: A}, {name: B, from: 10}]}}]",
			"[2026-01-10 100, 2026-06-02 1]", "{tier: B}"},
		{"a lapse that comes with a version begins with it",
			"discounts: [{cumulative: {steps: [{from: 10, rate: 10%}]}}]\n" +
				"versions: [{from: 2026-02-01, discounts: [{cumulative: {steps: [{from: 10, rate: 10%}], lapse: 2 months}}]}]",
			"[2026-01-10 100, 2026-03-31 100, 2026-06-10 100]", "{discount: 10}"},
		{"what was bought before a step was lost is not taken from what is left",
			"discounts: [{cumulative: {by: visits, steps: [{from: 1, rate: 10%}, {from: 3, rate: 20%}], lapse: 2 months}}]",
			"[3x 1 daily from 2026-01-10, 2026-03-20 1 return, 2026-03-20 100]", "{discount: 10.1}"},
		{"a month has room for 150 points, and more after a return",
			earn + "  caps: [{points: 100, per: order}, {points: 150, per: month}]",
			"[2026-01-10 120, 2026-01-20 80, 2026-01-21 80 return, 2026-01-25 30, 2026-02-01 70]", "{points: 200}"},
		{"perks of a month come once on the day of a version",
			"perks: [{name: a, per: month, worth: 1, cost: 1}]\nversions: [{from: 2026-02-10, perks: [{name: b, per: month, worth: 1, cost: 5}]}]",
			"[2026-01-10 100, 2026-03-01 0]", "{cost: 2}"},
		{"points given away are not redeemed",
			earn + "  transferable: true", "[2026-01-10 100, 2026-01-11 0 gives 40]", "{points: 60, redeemed: 0}"},
		{"what waits pays what is owed before it is forfeited",
			earn + "  pending: 10 days\n  rewards: [{name: ten, points: 100, gives: {money_off: 10}}]",
			"[2026-01-10 100, 2026-01-25 30 use ten, 2026-01-26 100 return, 2026-01-27 90, 2026-01-28 0 leaves]", "{points: 0, pending: 0, forfeited: 10}"},
	} {
		p, err := Parse("p.yaml", []byte("earnburn: program/v1\nname: p\n"+c.program+"\n"))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		suite, err := ParseTest("t.yaml", []byte("earnburn: rules-test/v1\nprogram: p\ncases:\n  - name: a\n    buys: "+c.buys+"\n    gives: "+c.gives+"\n"))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		results, err := suite.Run(func(string) (*Program, Vocabulary, error) { return p, retail, nil })
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, f := range results[0].Failures {
			t.Errorf("%s: %v", c.name, f)
		}
	}
}

func TestMistakesOfVersionsAndActionsAreNamed(t *testing.T) {
	const points = "points: {earn: [{points: 1, per: {visit: 1}}]}\n"
	for _, c := range []struct{ text, want string }{
		{points + "versions: [{from: 2026-05-01, without: [points], points: {earn: [{points: 2, per: {visit: 1}}]}}]\n", "versions[0].without: points cannot end and be given anew"},
		{points + "versions: [{from: 2026-05-01, without: [points], convert: 2}]\n", "versions[0].convert: there are no points any more"},
		{"points: {earn: [{points: 1, per: {visit: 1}}], actions: [{name: x, points: 1, per_year: 1, from: 2027-01-01, to: 2026-01-01}]}\n", "points.actions[0].to: must not be before from, 2027-01-01 (got 2026-01-01)"},
	} {
		_, err := Parse("test.yaml", []byte("earnburn: program/v1\nname: test\n"+c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
