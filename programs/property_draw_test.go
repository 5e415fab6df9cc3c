package programs

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// drawing writes a random program.
type drawing struct {
	*rapid.T
	strings.Builder
	tiers bool // the blocks drawn have levels A, B and C
}

// drawProgram writes a random program, sometimes of several versions.
func drawProgram(t *rapid.T) string {
	d := &drawing{T: t}
	d.line("earnburn: program/v1\nname: drawn")
	if d.maybe("fee") {
		d.line("enrollment: opt_in\nfee: %s", d.pick("fees", "{join: 3}", "{per_month: 2}", "{join: 1, per_year: 20}", "{per_month: 4, trial: 2 months}",
			"{per_month: 2, waived: {spend: 60}}"))
	}
	d.line("discounts_combine: %s", d.pick("discounts combine", "sum", "sum", "best"))
	d.blocks()
	if d.tiers && d.maybe("by level") {
		d.line("perks: [{name: q, worth: 1, cost: 1, when: {tier: [A, C]}}, {name: r, worth: 3, cost: 1, taken: 30%%, when: {basket_from: 40}}]")
	}
	if !d.maybe("versions") {
		return d.String()
	}
	d.line("versions:")
	for _, from := range []string{"2026-09-01", "2027-03-15"}[:rapid.IntRange(1, 2).Draw(t, "number of versions")] {
		v := &drawing{T: t}
		v.line("from: %s\nconvert: %s", from, v.pick("convert", "1", "0.333", "0.001", "10"))
		if without := v.pick("without", "", "", "points", "[perks, discounts]"); without != "" {
			// Levels and prices of the version before may need its points: these end alone.
			v.Reset()
			v.line("from: %s\nwithout: [points, perks, discounts, tiers]", from)
			if without != "points" {
				v.Reset()
				v.line("from: %s\nwithout: %s", from, without)
			}
		} else {
			v.blocks()
			if !v.tiers {
				v.line("without: [tiers, perks]")
			}
		}
		d.line("  - %s", strings.ReplaceAll(strings.TrimSuffix(v.String(), "\n"), "\n", "\n    "))
	}
	return d.String()
}

func (d *drawing) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *drawing) pick(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(d.T, label)
}

// maybe draws what one program in four has.
func (d *drawing) maybe(label string) bool { return rapid.IntRange(0, 3).Draw(d.T, label) == 3 }

func (d *drawing) when(label string) string {
	return d.pick(label, "", "", "", "", ", when: {category: beauty}", ", when: {tender: own_card}", ", when: {basket_from: 30}",
		", when: {weekday: [monday, friday]}", ", when: {chosen_days: 3}", ", when: {from: 2026-03-01, to: 2026-09-30}",
		", when: {each_year: 11-01 to 02-14}", ", when: {units_from: 2, units_to: 3}", ", when: {visit: 2}", ", when: {every_visit: 3}", ", when: {birthday: 30 days}")
}

func (d *drawing) blocks() {
	d.tiers = rapid.Bool().Draw(d.T, "tiers")
	if rapid.Bool().Draw(d.T, "discounts") {
		d.discounts()
	}
	d.points()
	if d.tiers {
		d.levels()
	}
}

func (d *drawing) discounts() {
	d.line("discounts:\n  - {rate: %s%s}", d.pick("rate", "5%", "60%", "0.333"), d.when("discount"))
	if d.maybe("varied") {
		d.line("  - {%s%s}", d.pick("discount kind", "off: 3.333", "by_basket: [{from: 20, off: 4}, {from: 90, rate: 15%}]", "free_unit: 2", "rate: 20%, on_share: 33.3%",
			"rate: 30%, chance: 40%", "off: 10, chance: 50%"), d.when("varied discount"))
	}
	if rapid.Bool().Draw(d.T, "cumulative") {
		window := d.pick("cumulative window", "lifetime", "calendar_year", "2 months", "anniversary", "{year_from: 03-01}")
		lapse := ""
		if window != "2 months" && d.maybe("lapse") {
			lapse = ", lapse: 40 days"
		}
		d.line("  - {cumulative: {by: %s, window: %s, steps: [{from: 3, rate: 3%%}, {from: 100, rate: 50%%}]%s}%s}",
			d.pick("cumulative by", "spend", "visits"), window, lapse, d.when("cumulative"))
	}
}

const expiries = "never|{after: 3 months}|{after: 40 days}|{inactive: 2 months}|{each_year: 06-30}|{after: 5 months, inactive: 50 days}|" +
	"{after: {span: 2 months, end_of: month}}|{after: {span: 30 days, end_of: quarter}}|{after: {span: 1 month, until: 09-30}}"

func (d *drawing) points() {
	d.line("points:\n  combine: %s\n  earn_on_rewards: %s\n  on: %s", d.pick("combine", "sum", "best"), d.pick("on rewards", "true", "false"), d.pick("on", "paid", "paid", "list"))
	d.line("  welcome: %s\n  expire: %s", d.pick("welcome", "0", "3", "120.5"), d.pick("expire", strings.Split(expiries, "|")...))
	d.line("  earn:\n    - {points: %s, per: {spend: %s}, round: %s%s}", d.pick("points", "1", "0.7", "5"), d.pick("spend", "1", "3"),
		d.pick("round", "none", "down", "nearest", "up", "step"), d.when("earn"))
	if rapid.Bool().Draw(d.T, "second earn") {
		d.line("    - {points: %s, per: {%s}%s}", d.pick("visit points", "1", "10"), d.pick("visits", "visit: 1", "visit: 3", "unit: 2"), d.when("earn 2"))
	}
	if d.maybe("times") {
		d.line("    - {times: %s%s}\n    - {times: 2, chance: 30%%}", d.pick("factor", "3", "0.5", "1.234567"), d.when("times"))
	}
	if d.maybe("win") {
		d.line("    - {points: 40, per: {visit: 1}, chance: 20%%, most: 30}")
	}
	d.pointsBesides()
	d.line("  rewards:")
	for i := range rapid.IntRange(1, 3).Draw(d.T, "rewards") {
		d.line("    - {name: r%d, %s%s}", i, d.pick("reward", rewardsDrawn...), d.pick("reward when", "", "", "", "", ", when: {basket_from: 30}", ", when: {birthday: 60 days}", ", when: {to: 2026-11-30}"))
	}
}

var rewardsDrawn = []string{
	"points: 1, gives: {money_off: 0.01}, up_to: 50%",
	"points: 1, gives: {money_off: 0.01}, step: 7, minimum: 20",
	"points: 1, issued: automatically, gives: {money_off: 0.07}, up_to: 100%",
	"points: 50, gives: {money_off: 8}",
	"points: 33.3, gives: {money_off: 9.999}, most: 2",
	"points: 10, gives: {product: {price: 4, cost: 35%}}",
	"points: 10, gives: {product: {price: 4, cost: 35%}}, plus_cash: 1, head_start: 3",
	"points: 70, used: at_once, gives: {money_off: 5}, head_start: 20",
	"points: 10, used: at_once, gives: {product: {price: 4, cost: 35%}}, most: 2",
	"points: 60, issued: automatically, gives: {certificate: {face: 10, valid: 2 months}}, head_start: 7.7",
	"points: 90, gives: {certificate: {face: 12, valid: 20 days, basket_from: 15}}",
	"points: 40, issued: automatically, gives: {certificate: {face: 5}}",
	"points: 30, gives: {share_off: 33.3%}",
	"points: 90, used: at_once, gives: {share_off: 50%}",
	"points: 45, gives: {gift_card: {face: 5, breakage: 10%}}",
	"points: 45, issued: automatically, gives: {cash: 4}",
	"points: 45, gives: {partner: {worth: 9, cost: 60%}}, plus_cash: 2",
	"points: 45, used: at_once, gives: {donation: {amount: 5, worth: 2}}",
	"points: 5, gives: {draw: {chance: 1%, prize: 100, cost: 80%}}",
}

// pointsBesides draws what happens to points besides earning and burning.
func (d *drawing) pointsBesides() {
	if d.maybe("caps") {
		d.line("  caps: [%s]", d.pick("cap", "{points: 20, per: order}", "{points: 50, per: day}", "{points: 90, per: month}, {points: 40, per: order}", "{points: 300, per: year}", "{points: 500.5, per: lifetime}"))
	}
	if d.maybe("pending") {
		d.line("  pending: %s", d.pick("wait", "10 days", "1 month", "100 days", "{next_month: 31}", "{next_year: 02-29}"))
	}
	if d.maybe("actions") {
		d.line("  actions: [{name: a, points: 30, per_year: 3}, {name: b, points: 5.5, birthday: true, from: 2026-05-01, to: 2027-02-01}]")
	}
	if d.maybe("challenges") {
		d.line("  challenges: [%s]", d.pick("challenge", "{name: v, points: 40, visits: 3, within: 1 month}", "{name: s, points: 40, spend: 150, within: 60 days}",
			"{name: w, points: 40, streak: 3, within: 2 weeks}, {name: v, points: 2, visits: 2, within: 1 week}"))
	}
	if d.maybe("excludes") {
		d.line("  burn_excludes: %s", d.pick("excluded", "earning", "discounts", "[earning, discounts]"))
	}
	if d.maybe("keep") {
		d.line("  keep_on_return: true")
	}
	if d.maybe("transfers") {
		d.line("  transferable: true")
	}
}

func (d *drawing) levels() {
	by := d.pick("by", "spend", "points", "visits", "units", "[visits, spend]", "[spend, points]")
	d.line("tiers:\n  by: %s\n  window: %s\n  missed: %s", by, d.pick("window", "calendar_year", "lifetime", "3 months", "anniversary", "{year_from: 03-01}"),
		d.pick("missed", "drop_one", "drop_to_earned", "never"))
	if kept := d.pick("kept", "", "end_of_year", "end_of_next_year", "5 months"); kept != "" {
		d.line("  kept_until: %s", kept)
	}
	if d.maybe("reset") {
		d.line("  reset_balance: true")
	}
	b, c := "from: 4", "from: 150"
	if strings.HasPrefix(by, "[") {
		b, c = b+", or_from: 60", c+", or_from: 200"
	}
	if d.maybe("fast track") {
		c += ", challenge: {from: 5, within: 3 months}"
	}
	if d.maybe("level expires") {
		c += ", expire: " + d.pick("level expiry", strings.Split(expiries, "|")...)
	}
	if d.maybe("invited") {
		c = "invited: 5%"
	}
	perk := d.pick("perk", "{name: p, worth: 2, cost: 1}", "{name: p, worth: 2, cost: 1, per: month}", "{name: p, worth: 2, cost: 1, per: year, taken: 50%}")
	d.line("  levels:\n    - {name: A}\n    - {name: B, %s, earn_times: 1.5}\n    - {name: C, %s, discount: 10%%, perks: [%s]}", b, c, perk)
}
