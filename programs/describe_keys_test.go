package programs

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// everyKey are programs that use all keys between them.
var everyKey = []string{`
enrollment: 30%
title: all
limits: [net_margin_impact_pct >= 0]
currency: USD
scenario: retail
fee: {join: 5, per_month: 9.99, trial: 30 days}
discounts_combine: best
discounts:
  - name: opening
    rate: 10%
    on_share: 40%
    chance: 20%
    when:
      category: [beauty, fashion]
      tender: own_card
      tier: [Silver, Gold]
      from: 2026-03-01
      to: 2026-03-31
      weekday: [monday, friday]
      basket_from: 50
      basket_to: 500
      each_year: 02-01 to 02-14
      units_from: 2
      units_to: 6
      visit: 3
      birthday: 7 days
      chosen_days: 2
  - {off: 5, when: {every_visit: 3, units_from: 2}}
  - {by_basket: [{from: 50, rate: 5%}, {from: 100, off: 10}], when: {units_to: 4}}
  - {free_unit: 5}
  - {free_unit: 4, when: {birthday: 1 day}}
  - {cumulative: {by: visits, window: anniversary, steps: [{from: 3, rate: 2%}, {from: 6, rate: 4%}], lapse: 3 months}, on_share: 50%}
  - {cumulative: {window: 12 months, steps: [{from: 3, rate: 2%}]}}
points:
  name: stars
  combine: sum
  on: list
  earn_on_rewards: true
  earn:
    - {points: 1, per: {spend: 2}, round: up, most: 500, chance: 30%, when: {visit: 1}}
    - {points: 2, per: {visit: 3}, round: nearest}
    - {points: 2, per: {unit: 4}, round: step}
    - {times: 2, when: {tier: Gold}, chance: 10%}
    - {times: 3}
  caps: [{points: 500, per: month}, {points: 100, per: order}]
  pending: 14 days
  actions:
    - {name: a review, points: 50, per_year: 2, once: true, cost: 0.1, brings: 3, from: 2026-02-01, to: 2026-12-31}
    - {name: the day itself, points: 50, birthday: true}
  challenges:
    - {name: three in a month, points: 100, visits: 3, within: 1 month}
    - {name: a hundred, points: 100, spend: 100, within: 30 days}
    - {name: every week, points: 100, streak: 4, within: 1 week}
  rewards:
    - {points: 10, gives: {money_off: 1}, up_to: 50%, step: 10, minimum: 20, issued: automatically}
    - {points: 100, gives: {money_off: 10}, used: at_once, most: 3}
    - {name: a mug, points: 1, plus_cash: 3, head_start: 2, gives: {product: {price: 2, cost: 10%}}, when: {tier: Gold}}
    - {name: one item, points: 10, gives: {share_off: 20%}}
    - {points: 60, gives: {certificate: {face: 5, valid: 6 months, basket_from: 30}}}
    - {points: 60, gives: {gift_card: {face: 5, breakage: 10%}}}
    - {points: 60, gives: {cash: 4}}
    - {name: a flight, points: 60, gives: {partner: {worth: 40, cost: 60%}}}
    - {points: 60, gives: {donation: {amount: 4, worth: 2}}}
    - {points: 60, gives: {draw: {chance: 1%, prize: 1000, cost: 80%}}}
  burn_excludes: discounts
  expire: {after: {span: 12 months, end_of: quarter}, inactive: 6 months}
  keep_on_return: true
  transferable: true
  reminder: true
  burn_rate: 70%
  welcome: 5
tiers:
  by: [visits, units]
  window: {year_from: 03-01}
  kept_until: end_of_year
  missed: drop_one
  reset_balance: true
  when: {tender: own_card}
  levels:
    - {name: Basic, discount: 1%}
    - {name: Silver, from: 10, or_from: 20, challenge: {from: 3, within: 3 months}, expire: {each_year: 12-31}}
    - {name: Gold, from: 20, or_from: 40, earn_times: 2, perks: [{name: a lounge, per: month, worth: 30, cost: 6, taken: 50%}]}
    - {name: Black, invited: 1%}
perks: [{name: a magazine, worth: 2, cost: 1, when: {basket_from: 30, tier: Gold}}]
beyond_money:
  - {name: a club, kind: recognition, affinity: 0.4, churn_times: 0.9, rate: 2%, cost: 1}
  - {name: a quarrel, kind: values, rate: -2%}
coalition:
  pays_per_point: 0.01
  receives_per_point: 0.008
  partners: [{name: a bank, points: 100, per_year: 4, pays_per_point: 0.005, until: 2027-06-30}]
versions:
  - from: 2027-01-01
    title: fewer stars
    convert: 0.5
    without: [perks, discounts]
    points:
      earn: [{points: 1, per: {spend: 4}}]
  - from: 2028-01-01
    discounts: [{rate: 3%}]
    perks: [{name: wrapping, worth: 2, cost: 1}]
    tiers: {by: spend, window: calendar_year, levels: [{name: Basic}, {name: Silver, from: 100}]}
  - from: 2029-01-01
    without: points
costs: {setup: 1000, per_month: 10, per_member_year: 0.5}
`, `
enrollment: {invited: 10%}
fee: {per_year: 50, waived: {tier: Silver, spend: 500}}
points:
  combine: best
  earn:
    - {points: 1, per: {spend: 1}}
    - {points: 1, per: {unit: 1}}
  rewards:
    - {points: 10, gives: {money_off: 1}}
  burn_excludes: [earning]
  expire: {after: {span: 12 months, until: 09-30}}
tiers: {by: points, window: 6 months, kept_until: 9 months, levels: [{name: Basic}, {name: Silver, from: 10}]}
`, `
enrollment: {after_spend: 10}
points:
  pending: {next_month: 15}
  earn: [{points: 1, per: {spend: 1}}]
  rewards: [{points: 10, gives: {money_off: 1}, minimum: 20}]
  expire: never
`, `
enrollment: {after_visits: 2}
points:
  pending: {next_year: 03-15}
  earn: [{points: 1, per: {spend: 1}}]
  rewards: [{points: 10, gives: {money_off: 1}, up_to: 30%}]
  expire: {after: 12 months}
`, `
enrollment: opt_in
discounts: [{rate: 5%}]
`}

// undescribed are keys that change nothing of what happens, or whose one word says what also goes without saying.
var undescribed = map[string]string{
	"Program.Header":   "says what file it is",
	"Program.Name":     "is how commands refer to it",
	"Program.Title":    "stands above the description",
	"Program.Currency": "is that of the report",
	"Program.Scenario": "is a place, not a rule",
	"Program.Limits":   "are demands, not rules",
	"Expire.Mode":      "never is the default",
}

// TestEveryKeyIsDescribed changes each key that is used, one at a time, and demands that the description changes with it.
func TestEveryKeyIsDescribed(t *testing.T) {
	used := map[string]bool{}
	for _, text := range everyKey {
		p, err := Parse("every.yaml", []byte("earnburn: program/v1\nname: every\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Compile(retail); err != nil {
			t.Fatal(err)
		}
		before := p.Describe()
		eachKey(reflect.ValueOf(p).Elem(), "", func(key, path string, v reflect.Value, f reflect.StructField) {
			used[key] = true
			if undescribed[key] != "" || v.Kind() == reflect.Struct && !atomic(v.Type()) || v.Kind() == reflect.Slice && v.Type() != reflect.TypeFor[Words]() {
				return
			}
			was := reflect.New(v.Type()).Elem()
			was.Set(v)
			for _, other := range others(was, f.Tag.Get("oneof")) {
				v.Set(other)
				if slices.Equal(p.Describe(), before) {
					t.Errorf("%s is not described: %v reads like %v", path, other, was)
				}
			}
			v.Set(was)
		})
		if !slices.Equal(p.Describe(), before) {
			t.Fatal("the program was not put back as it was")
		}
	}
	for key := range keysOf(reflect.TypeFor[Program](), map[string]bool{}) {
		if !used[key] {
			t.Errorf("no program of everyKey uses %s", key)
		}
	}
}

// atomic tells whether a struct is written as one value.
func atomic(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[Span](), reflect.TypeFor[Date](), reflect.TypeFor[YearDay](), reflect.TypeFor[Season]():
		return true
	}
	return false
}

// eachKey calls do for all keys that are given at or below v, without the pointer to their value.
func eachKey(v reflect.Value, path string, do func(key, path string, v reflect.Value, f reflect.StructField)) {
	for i := range v.NumField() {
		f, at := v.Type().Field(i), v.Field(i)
		if !f.IsExported() || at.IsZero() {
			continue
		}
		if f.Anonymous {
			eachKey(at, path, do)
			continue
		}
		below := strings.TrimPrefix(path+"."+f.Name, ".")
		if at.Kind() == reflect.Pointer {
			at = at.Elem()
		}
		do(v.Type().Name()+"."+f.Name, below, at, f)
		switch {
		case at.Kind() == reflect.Struct && !atomic(at.Type()):
			eachKey(at, below, do)
		case at.Kind() == reflect.Slice && at.Type().Elem().Kind() == reflect.Struct:
			for j := range at.Len() {
				eachKey(at.Index(j), fmt.Sprintf("%s[%d]", below, j), do)
			}
		}
	}
}

// keysOf returns all keys at or below a type.
func keysOf(t reflect.Type, keys map[string]bool) map[string]bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || atomic(t) {
		return keys
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			if !f.Anonymous {
				keys[t.Name()+"."+f.Name] = true
			}
			keysOf(f.Type, keys)
		}
	}
	return keys
}

// others returns other values that a key may have.
func others(v reflect.Value, oneOf string) (out []reflect.Value) {
	add := func(x any) { out = append(out, reflect.ValueOf(x).Convert(v.Type())) }
	words := strings.Fields(oneOf)
	switch x := v.Interface().(type) {
	case Words:
		for i := range x {
			for _, word := range append(words, "another") {
				if w := slices.Clone(x); !slices.Contains(x, word) && (word != "another" || len(words) == 0) {
					w[i] = word
					add(w)
				}
			}
		}
	case Span:
		if x.Months > 0 {
			x.Months++
		} else {
			x.Days++
		}
		add(x)
	case Date:
		add(Date{x.Day + 1})
	case YearDay:
		add(YearDay{x.Month%12 + 1, x.Day})
	case Season:
		add(Season{x.To, x.To})
		add(Season{x.From, x.From})
	case Share:
		add(x / 2)
	case bool:
		add(!x)
	case string:
		if len(words) == 0 {
			add(x + "x")
		}
		for _, word := range words {
			if word != x {
				add(word)
			}
		}
		if len(words) == 1 {
			add("")
		}
	case float64:
		add(x * 1.5)
	default:
		switch v.Kind() {
		case reflect.Int:
			add(v.Int() + 1)
		case reflect.Int64:
			add(v.Int() + 500)
		}
	}
	if len(out) == 0 {
		panic("no other value of " + v.Type().String())
	}
	return out
}
