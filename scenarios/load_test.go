package scenarios

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"earnburn/programs"
)

func load(t *testing.T, data string, overrides ...Override) *World {
	t.Helper()
	w, err := Load("shop.yaml", []byte(data), overrides)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// full uses every key of the format but extends.
const full = `earnburn: scenario/v1
name: full
title: Everything
currency: EUR
exchange: {GBP: 1.15, USD: 0.92}
start: 2026-03-01
months: 24
customers: 400000
discount_rate: 8%
season: [0.8, 0.8, 0.9, 0.9, 1.0, 0.9, 0.9, 0.9, 1.0, 1.0, 1.3, 1.6]
categories: [{name: beauty, share: 15%, margin: 45%}, {name: fashion, share: 85%, margin: 38%}]
tenders: [{name: own_card, share: 35%}]
unit: items
segments:
  - name: regulars
    share: 25%
    nps: 35
    purchases: {per_month: 1.4, cv: 0.7, regularity: 2}
    basket: {mean: 95, cv_between: 0.4, cv_within: 0.7, rank_correlation: 0.1}
    share_of_wallet: {mean: 45%, sd: 0.5, rank_correlation: 0.3}
    churn: {per_year: 12%, cv: 0.6, per_purchase: {a: 0.6, b: 40}, age: 2 years}
    returns: {share: 8%, after: 30 days}
    units: 2.5
    arriving: {per_month: 1%, cost: 12.50}
  - name: occasional
    share: 75%
    margin: 41%
    purchases: {per_month: 0.25}
    basket: {p: 6.25, q: 3.74, v: 15.44}
    share_of_wallet: 15%
    churn: 35%
behavior:
  elasticity: 0.6
  churn_hazard_ratio: {value: 0.96, low: 0.88, high: 1.00, grade: A, source: own test 2024}
  habituation_half_life: 8 weeks
  engaged_share: 70%
  demotion: -5%
operations: {setup: 250000, per_month: 12000, per_member_year: 0.60}
survey: 400
limits:
  - net_margin_impact_pct >= -0.5%
  - breakage_ultimate between 10% and 35%
variants:
  - name: richer
    set: {"programs.points-tiers.points.earn[0].points": "1.5", scenario.months: 12}
`

func TestEveryKeyArrives(t *testing.T) {
	w := load(t, full)
	beauty, fashion := Category{"beauty", 0.15, 0.45}, Category{"fashion", 0.85, 0.38}
	want := []Segment{{
		Name: "regulars", Share: 0.25, Margin: 0.15*0.45 + 0.85*0.38, NPS: 35,
		Purchases: Purchases{PerMonth: 1.4, CV: 0.7, Regularity: 2},
		Basket:    Basket{Mean: 95, CVBetween: 0.4, CVWithin: 0.7, RankCorrelation: 0.1},
		Wallet:    Wallet{Mean: 0.45, SD: 0.5, RankCorrelation: 0.3},
		Churn:     Churn{PerYear: 0.12, CV: 0.6, A: 0.6, B: 40, Age: 2},
		Returns:   0.08, ReturnLag: 30, Units: 2.5, Arriving: Arriving{PerMonth: 0.01, Cost: 12_500},
	}, {
		Name: "occasional", Share: 0.75, Margin: 0.41, NPS: 27,
		Purchases: Purchases{PerMonth: 0.25, CV: 1, Regularity: 1},
		Basket:    Basket{P: 6.25, Q: 3.74, V: 15.44},
		Wallet:    Wallet{Mean: 0.15},
		Churn:     Churn{PerYear: 0.35},
		ReturnLag: 14, Units: 1,
	}}
	if !reflect.DeepEqual(w.Segments, want) {
		t.Errorf("segments\n got %+v\nwant %+v", w.Segments, want)
	}
	if !reflect.DeepEqual(w.Categories, []Category{beauty, fashion}) {
		t.Errorf("categories %+v", w.Categories)
	}
	if w.Start != programs.DayOf(2026, 3, 1) || w.Months != 24 || w.Customers != 400_000 || w.DiscountRate != 0.08 || w.Survey != 400 {
		t.Errorf("%v %v %v %v %v", w.Start, w.Months, w.Customers, w.DiscountRate, w.Survey)
	}
	if w.Season[10] != 1.3 || w.Operations != (Operations{250_000_000, 12_000_000, 600}) || len(w.Limits) != 2 || w.Title != "Everything" {
		t.Errorf("%v %v %v %q", w.Season, w.Operations, w.Limits, w.Title)
	}
	vocabulary := programs.Vocabulary{Categories: []string{"beauty", "fashion"}, Tenders: []string{"own_card"}, Unit: "items", Currency: "EUR", Exchange: map[string]float64{"GBP": 1.15, "USD": 0.92}}
	if got := w.Vocabulary(); !reflect.DeepEqual(got, vocabulary) {
		t.Errorf("vocabulary %+v", got)
	}
	variants := []Variant{{"richer", []Override{
		{"programs.points-tiers.points.earn[0].points", "1.5", "variant richer", 0},
		{"scenario.months", "12", "variant richer", 0},
	}}}
	if !reflect.DeepEqual(w.Variants, variants) {
		t.Errorf("variants %+v", w.Variants)
	}
	if got := w.ReferenceShare(); math.Abs(got-(0.25*0.45+0.75*0.15)) > 1e-15 {
		t.Errorf("reference share %v", got)
	}
	// Both categories have a margin.
	if list := w.Warnings(); len(list) != 1 || list[0].String() != "shop.yaml:27:13: segments[1].margin: each category has a margin of its own, so this one plays no part" {
		t.Errorf("warnings %v", list)
	}
}

func TestBehaviorIsDefaultUnlessStated(t *testing.T) {
	w := load(t, full)
	stated := map[Parameter]Entry{
		Elasticity:          {Value: 0.6, Low: 0.6, High: 0.6, Grade: "C", Source: "stated in scenario full"},
		ChurnHazardRatio:    {Value: 0.96, Low: 0.88, High: 1, Grade: "A", Source: "own test 2024"},
		HabituationHalfLife: {Value: 56, Low: 56, High: 56, Grade: "C", Source: "stated in scenario full"},
		EngagedShare:        {Value: 0.7, Low: 0.7, High: 0.7, Grade: "C", Source: "stated in scenario full"},
		Demotion:            {Value: -0.05, Low: -0.05, High: -0.05, Grade: "C", Source: "stated in scenario full"},
	}
	for p := range NumParameters {
		got, want := w.Register[p], Register[p]
		if s, ok := stated[p]; ok {
			want.Value, want.Low, want.High, want.Grade, want.Source, want.Stated = s.Value, s.Low, s.High, s.Grade, s.Source, true
		}
		if got != want || w.Behavior[p] != want.Value {
			t.Errorf("%s\n got %+v\nwant %+v", p, got, want)
		}
	}
	if mechanical := load(t, strings.Replace(shop, "months: 12", "months: 12\nbehavior: mechanical", 1)); !mechanical.Mechanical || w.Mechanical {
		t.Error("mechanical")
	}
	if Register[Elasticity].Stated {
		t.Error("a scenario has changed the defaults")
	}
}

func TestWhatIsNotSaid(t *testing.T) {
	w := load(t, shop)
	want := Segment{
		Name: "all", Share: 1, Margin: 0.4, NPS: 27, ReturnLag: 14, Units: 1,
		Purchases: Purchases{PerMonth: 1, CV: 1, Regularity: 1},
		Basket:    Basket{Mean: 50, CVBetween: 0.5, CVWithin: 0.6},
		Wallet:    Wallet{Mean: 0.3},
	}
	if !reflect.DeepEqual(w.Segments, []Segment{want}) {
		t.Errorf("%+v", w.Segments)
	}
	if len(w.Categories) != 1 || w.Categories[0].Name != "" || w.Categories[0].Share != 1 || !math.IsNaN(w.Categories[0].Margin) {
		t.Errorf("%+v", w.Categories)
	}
	if w.Vocabulary().Categories != nil || w.DiscountRate != 0.1 || w.Survey != 1000 || w.Title != "shop" || seasonMean(w.Season[:]) != 1 {
		t.Errorf("%+v", w)
	}
}

func TestAMappingSpreadsAndAPlainShareDoesNot(t *testing.T) {
	w := load(t, strings.Replace(shop, "share_of_wallet: 30%", "share_of_wallet: {mean: 30%}\n    churn: {per_year: 20%}", 1))
	if s := w.Segments[0]; s.Wallet != (Wallet{0.3, 0.6, 0.4}) || s.Churn != (Churn{PerYear: 0.2, CV: 0.7071}) {
		t.Errorf("%+v", s)
	}
	w = load(t, strings.Replace(shop, "share_of_wallet: 30%", "share_of_wallet: 30%\n    churn: 20%", 1))
	if s := w.Segments[0]; s.Wallet != (Wallet{Mean: 0.3}) || s.Churn != (Churn{PerYear: 0.2}) {
		t.Errorf("%+v", s)
	}
}

func TestAPlainShareComesBackAfterAFortnight(t *testing.T) {
	for text, want := range map[string][2]float64{
		"8%":                         {0.08, 14},
		"{share: 8%}":                {0.08, 14},
		"{share: 8%, after: 1 day}":  {0.08, 1},
		"{share: 8%, after: 1 year}": {0.08, 365.25},
	} {
		w, err := Load("shop.yaml", []byte(strings.Replace(shop, "share_of_wallet: 30%", "share_of_wallet: 30%\n    returns: "+text, 1)), nil)
		if want[1] > 365 {
			if err == nil || !strings.HasSuffix(err.Error(), "segments[0].returns.after: must be between 1 and 365 days (got 12 months)") {
				t.Errorf("%s: %v", text, err)
			}
			continue
		}
		if err != nil {
			t.Error(err)
		} else if s := w.Segments[0]; s.Returns != want[0] || s.ReturnLag != want[1] {
			t.Errorf("%s: %+v", text, s)
		}
	}
}

func TestShippedScenariosLoad(t *testing.T) {
	// Customers, purchases a month, mean basket, margin, share of wallet as published in the documentation.
	want := map[string][5]float64{
		"retail":           {100_000, 1, 45, 0.35, 0.35},
		"coffee":           {50_000, 2.7, 7, 0.65, 0.5},
		"grocery":          {500_000, 3.9, 38, 0.26, 0.35},
		"fashion":          {200_000, 0.18, 80, 0.50, 0.15},
		"department-store": {400_000, 1.4, 95, 0.15*0.45 + 0.85*0.38, 0.45},
		"hotel":            {500_000, 0.065, 390, 0.8*0.60 + 0.2*0.65, 0.22},
		"airline":          {2_000_000, 0.12, 380, 0.40, 0.30},
		"car-rental":       {400_000, 0.1, 240, 0.40, 0.20},
		"beauty":           {400_000, 0.36, 65, 0.4*0.46 + 0.4*0.48 + 0.2*0.42, 0.20},
		"electronics":      {1_000_000, 0.058, 180, 0.45*0.16 + 0.35*0.36 + 0.2*0.22, 0.20},
		"pharmacy":         {800_000, 2.4, 32, 0.4*0.22 + 0.6*0.32, 0.50},
		"marketplace":      {2_000_000, 4.4, 42, 0.25, 0.40},
		"food-delivery":    {500_000, 2, 30, 0.20, 0.35},
		"small-shop":       {3_000, 0.35, 40, 0.45, 0.15},
		"supermarket":      {500_000, 3.9, 38, 0.92*0.274 + 0.08*0.10, 0.35},
		"worked-example":   {1, 1, 0, 0.30, 1},
	}
	if len(Names()) != len(want) {
		t.Errorf("names %v", Names())
	}
	for _, name := range Names() {
		data, ok := Shipped(name)
		if !ok || !strings.HasPrefix(string(data), "# ") {
			t.Errorf("%s: not there, or no comment on what it is", name)
		}
		w, err := Load(name, data, nil)
		if err != nil {
			t.Error(err)
			continue
		}
		s := w.Segments[0]
		got := [5]float64{float64(w.Customers), s.Purchases.PerMonth, s.Basket.Mean, s.Margin, s.Wallet.Mean}
		same := true
		for i, x := range want[name] {
			same = same && math.Abs(got[i]-x) <= 1e-12*x
		}
		if !same || w.Name != name || w.Title == name {
			t.Errorf("%s: %v", name, got)
		}
		if len(w.Warnings()) > 0 {
			t.Errorf("%s: %v", name, w.Warnings())
		}
		if copied, ok := TemplateOf(name); !ok || !strings.HasSuffix(string(copied), string(data)) {
			t.Errorf("%s: copy", name)
		} else if _, err := Load(name, copied, nil); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"", "..", "../library/retail", "retial"} {
		if _, ok := Shipped(name); ok {
			t.Errorf("%q is shipped", name)
		}
	}
	if _, ok := TemplateOf("retial"); ok {
		t.Error("a template of nothing")
	}
}

// What programs of a trade earn on, in the mean over purchases, as the comments of the scenarios have it.
func TestUnitsOfShippedScenarios(t *testing.T) {
	want := map[string]struct {
		unit     string
		mean     float64
		purchase float64 // a month and customer
	}{
		"hotel": {"nights", 2.2, 0.23}, "airline": {"miles", 1915, 0.24}, "car-rental": {"days", 3, 0.175}, "supermarket": {"liters", 40, 3.9},
		"marketplace": {"", 1, 2.0},
	}
	for name, want := range want {
		data, _ := Shipped(name)
		w, err := Load(name, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		var units, purchases float64
		for _, s := range w.Segments {
			if s.Units != math.Round(s.Units) {
				t.Errorf("%s, %s: a purchase has whole units, not %v", name, s.Name, s.Units)
			}
			units += s.Share * s.Purchases.PerMonth * s.Units
			purchases += s.Share * s.Purchases.PerMonth
		}
		if w.Unit != want.unit || math.Abs(units/purchases/want.mean-1) > 0.02 || math.Abs(purchases/want.purchase-1) > 0.02 {
			t.Errorf("%s: %v %s a purchase, %v purchases a month", name, units/purchases, w.Unit, purchases)
		}
	}
}

func TestExtendsMergesMappingsAndReplacesLists(t *testing.T) {
	w := load(t, "earnburn: scenario/v1\nname: mine\nextends: retail\nmonths: 12\noperations: {per_month: 100}\n")
	if w.Name != "mine" || w.Title != "mine" || w.Months != 12 || w.Customers != 100_000 {
		t.Errorf("%+v", w)
	}
	if w.Operations != (Operations{40_000_000, 100_000, 600}) {
		t.Errorf("%+v", w.Operations)
	}
	if len(w.Segments) != 1 || w.Segments[0].Basket.Mean != 45 {
		t.Errorf("%+v", w.Segments)
	}
	if got := w.Document().At("customers").String(); !strings.HasPrefix(got, "retail.yaml (shipped):") {
		t.Errorf("position %s", got)
	}
	own := shop[strings.Index(shop, "segments"):]
	w = load(t, "earnburn: scenario/v1\nname: mine\nextends: retail\n"+own)
	if len(w.Segments) != 1 || w.Segments[0].Name != "all" || w.Segments[0].Churn.PerYear != 0 {
		t.Errorf("%+v", w.Segments)
	}
}

func TestADocumentedScenarioLoads(t *testing.T) {
	// Two segments without margins of their own, defaults of the spread of share of wallet, and all extras, over retail.
	w := load(t, `earnburn: scenario/v1
name: department-store
extends: retail
currency: USD
season: [0.8, 0.8, 0.9, 0.9, 1.0, 0.9, 0.9, 0.9, 1.0, 1.0, 1.3, 1.6]
categories: [{name: beauty, share: 15%, margin: 45%}, {name: fashion, share: 85%, margin: 38%}]
tenders: [{name: own_card, share: 35%}]
segments:
  - name: regulars
    share: 25%
    purchases: {per_month: 1.4, cv: 0.7, regularity: 2}
    basket: {mean: 95, cv_between: 0.5, cv_within: 0.7}
    share_of_wallet: {mean: 45%, rank_correlation: 0.4}
    churn: {per_year: 12%, cv: 0.7}
  - name: occasional
    share: 75%
    purchases: {per_month: 0.25, cv: 1.0}
    basket: {mean: 70, cv_between: 0.5, cv_within: 0.7}
    share_of_wallet: {mean: 15%}
    churn: {per_year: 35%, cv: 0.7}
behavior:
  elasticity: 0.6
  churn_hazard_ratio: {value: 0.96, low: 0.88, high: 1.00, grade: A, source: own test 2024}
operations: {setup: 250000, per_month: 12000, per_member_year: 0.60}
limits:
  - net_margin_impact_pct >= -0.5%
variants:
  - {name: richer, set: {"programs.points-tiers.points.earn[0].points": "1.5"}}
`)
	if w.Segments[1].Wallet != (Wallet{0.15, 0.6, 0.4}) || math.Abs(w.Segments[0].Margin-0.3905) > 1e-15 || w.Behavior[Elasticity] != 0.6 {
		t.Errorf("%+v", w.Segments)
	}
}

func TestOverrides(t *testing.T) {
	set := func(path, value string) Override {
		return Override{path, value, "--set scenario." + path + "=" + value, 0}
	}
	w := load(t, shop, set("extends", "coffee"), set("months", "6"), set("segments[all].nps", "50"), set("behavior.elasticity", "1.1"))
	if w.Months != 6 || w.Segments[0].NPS != 50 || w.Operations.Setup != 40_000_000 || w.Behavior[Elasticity] != 1.1 {
		t.Errorf("%+v", w)
	}
	if got := w.Document().At("months").String(); got != "--set scenario.months=6" {
		t.Errorf("origin %q", got)
	}
	tests := []struct {
		override Override
		want     string
	}{
		{set("months", "0"), "--set scenario.months=0: months: must be between 1 and 600 (got 0)"},
		{set("segments[al].nps", "5"), "--set scenario.segments[al].nps=5: [al]: no item of that name; there is all"},
		{set("extends", "bakery"), `--set scenario.extends=bakery: extends: there is no shipped scenario of that name; there are airline, beauty, car-rental, coffee, department-store, electronics, fashion, food-delivery, grocery, hotel, marketplace, pharmacy, retail, small-shop, supermarket, worked-example (got "bakery")`},
		{set("behavior.elasticity", "-1"), "--set scenario.behavior.elasticity=-1: behavior.elasticity: must be between 0 and 10 (got -1)"},
	}
	for _, test := range tests {
		_, err := Load("shop.yaml", []byte(shop), []Override{test.override})
		if err == nil || err.Error() != test.want {
			t.Errorf("\n got %v\nwant %s", err, test.want)
		}
	}
	if _, err := Load("shop.yaml", []byte(shop), []Override{set("months", "0"), set("months", "5")}); err != nil {
		t.Errorf("the last override counts: %v", err)
	}
}

func TestWarnings(t *testing.T) {
	odd := strings.Replace(shop, "{mean: 50}", "{p: 6, q: 1.5, v: 15}", 1)
	odd = strings.Replace(odd, "share_of_wallet: 30%", "share_of_wallet: 100%", 1)
	w := load(t, odd)
	want := []string{"infinite_variance shop.yaml:12:23", "no_response shop.yaml:13:22"}
	var got []string
	for _, warning := range w.Warnings() {
		got = append(got, warning.Code+" "+warning.Position.String())
		if !strings.HasPrefix(warning.String(), warning.Position.String()+": segments[0].") {
			t.Error(warning)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if w.ReferenceShare() != 0.9 {
		t.Errorf("reference share %v", w.ReferenceShare())
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(shop))
	f.Add([]byte(full))
	for _, name := range Names() {
		data, _ := Shipped(name)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := Load("fuzz.yaml", data, nil)
		if err != nil {
			return
		}
		var customers float64
		for _, s := range w.Segments {
			customers += s.Share
			if math.IsNaN(s.Margin) || s.Purchases.PerMonth <= 0 || s.Wallet.Mean <= 0 || s.Wallet.Mean > 1 || s.Churn.PerYear >= 1 {
				t.Errorf("%+v", s)
			}
		}
		if math.Abs(customers-1) > 2e-6 || w.Months < 1 || w.Customers < 1 || len(w.Categories) == 0 || w.Name == "" {
			t.Errorf("%+v", w)
		}
	})
}
