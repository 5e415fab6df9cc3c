package programs

import (
	"math"
	"slices"
	"testing"
)

// bought returns an account after purchases of the given amounts, a day apart from a first day on.
func bought(t tester, r *Rules, first Day, amounts ...Money) *Account {
	t.Helper()
	var a Account
	var out Receipt
	var l Lapsed
	r.Join(&a, first)
	for i, amount := range amounts {
		d := first + Day(i)
		r.Advance(&a, d, &l)
		r.Buy(&a, &Purchase{Day: d, Amount: amount, Tender: NoTender}, &out)
	}
	return &a
}

func TestTheLevelToWorkFor(t *testing.T) {
	const levels = "  levels: [{name: A}, {name: B, from: 500, discount: 5%}, {name: C, from: 1000, discount: 10%, perks: [{name: gift, worth: 2, cost: 1}]}]\n"
	calendar := "tiers:\n  by: spend\n  window: calendar_year\n" + levels
	for _, c := range []struct {
		name    string
		program string
		amounts []Money // from 2026-06-01 on
		day     string
		want    NextLevel
	}{
		{"a new member works for the first level until the end of the year", calendar, []Money{100_000}, "2026-07-01",
			NextLevel{Level: 1, Short: 400_000, Gain: 100_000, Until: DayOf(2026, 12, 31), Worth: 5000, ForDays: 183 + 365}},
		{"with the first one secured, for the second", calendar, []Money{600_000}, "2026-07-01",
			NextLevel{Level: 2, Short: 400_000, Gain: 95_000, Until: DayOf(2026, 12, 31), Worth: 5000 + 2000, ForDays: 183 + 365}},
		{"a level not yet reached again, for that level, against the lowest", calendar, []Money{600_000}, "2027-07-01",
			NextLevel{Level: 1, Short: 500_000, Gain: 95_000, Until: DayOf(2027, 12, 31), Worth: 5000, ForDays: 366}},
		{"the highest secured, for nothing", calendar, []Money{1_000_000}, "2026-07-01", NextLevel{}},
		{"the highest not yet reached again, against what was earned", calendar, []Money{1_000_000}, "2027-07-01",
			NextLevel{Level: 2, Short: 1_000_000, Gain: 90_000, Until: DayOf(2027, 12, 31), Worth: 10_000 + 2000, ForDays: 366}},
		{"or one step less", "tiers:\n  by: spend\n  window: calendar_year\n  missed: drop_one\n" + levels, []Money{1_000_000}, "2027-07-01",
			NextLevel{Level: 2, Short: 1_000_000, Gain: 90_000, Until: DayOf(2027, 12, 31), Worth: 5000 + 2000, ForDays: 366}},
		{"levels never lost are secured", "tiers:\n  by: spend\n  window: calendar_year\n  missed: never\n" + levels, []Money{600_000}, "2027-07-01",
			NextLevel{Level: 2, Short: 1_000_000, Gain: 95_000, Until: DayOf(2027, 12, 31), Worth: 5000 + 2000, ForDays: 183 + 366}},
		{"a lifetime has no end", "tiers:\n  by: visits\n  window: lifetime\n  levels: [{name: A}, {name: B, from: 3, discount: 5%}]\n", []Money{1000}, "2026-07-01",
			NextLevel{Level: 1, Short: 2000, Gain: 1000, Until: Never, Worth: 5000, ForDays: forGoodDays}},
		{"a rolling window ends when it has passed", "tiers:\n  by: spend\n  window: 3 months\n" + levels, []Money{100_000}, "2026-07-01",
			NextLevel{Level: 1, Short: 400_000, Gain: 100_000, Until: DayOf(2026, 10, 1), Worth: 5000, ForDays: 92}},
		{"a level held in a rolling window must be reached before it lapses", "tiers:\n  by: spend\n  window: 3 months\n" + levels, []Money{600_000}, "2026-09-01",
			NextLevel{Level: 1, Short: 500_000, Gain: 95_000, Until: DayOf(2026, 9, 1), Worth: 5000, ForDays: 91}},
		{"the step of a discount that grows", "discounts: [{cumulative: {steps: [{from: 200, rate: 3%}, {from: 500, rate: 5%}]}}]\n", []Money{300_000}, "2026-07-01",
			NextLevel{Level: 2, Short: 200_000, Gain: 97_000, Until: Never, Worth: 2000, ForDays: forGoodDays}},
		{"the last step reached", "discounts: [{cumulative: {steps: [{from: 200, rate: 3%}]}}]\n", []Money{300_000}, "2026-07-01", NextLevel{}},
		{"points at face value", "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 5}}]}\n" +
			"tiers: {by: points, window: lifetime, levels: [{name: A}, {name: B, from: 150, earn_times: 3}]}\n", []Money{100_000}, "2026-07-01",
			NextLevel{Level: 1, Short: 50_000, Gain: 100_000, Until: Never, Worth: 10_000, ForDays: forGoodDays}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compile(t, c.program)
			a := bought(t, r, DayOf(2026, 6, 1), c.amounts...)
			d, err := ParseDate(c.day)
			if err != nil {
				t.Fatal(err)
			}
			var l Lapsed
			r.Advance(a, d, &l)
			var p Prospect
			r.Prospect(a, &Typical{Day: d, Amount: 100_000, Units: 1}, &p)
			if p.Next.facts() != c.want {
				t.Errorf("got  %+v\nwant %+v", p.Next, c.want)
			}
		})
	}
}

func TestAProspectIsAMeanOverTheMix(t *testing.T) {
	r := compile(t, `discounts: [{rate: 10%, when: {weekday: monday}}]
points:
  earn:
    - {points: 1, per: {spend: 1}}
    - {points: 1, per: {spend: 1}, when: {category: beauty}}
    - {points: 2, per: {spend: 1}, when: {chosen_days: 2}}
  rewards: [{points: 100, gives: {money_off: 5}}]
  expire: {after: 12 months}
`)
	d := DayOf(2026, 6, 1) // a Monday
	a := bought(t, r, d, 100_000)
	var p Prospect
	r.Prospect(a, &Typical{Day: d, Amount: 70_000, Units: 1, Mix: []Mix{{0, NoTender, 0.25}, {1, NoTender, 0.75}}, Chosen: 0.1}, &p)
	// A tenth of 70 on one day in seven; 69 on average times 1, and once more on a quarter, and twice more on a tenth.
	if p.MoneyOff != 1000 || p.Gain != 100_050 || p.Face != 5003 {
		t.Errorf("off %v, gain %v, face %v", p.MoneyOff, p.Gain, p.Face)
	}
	if !slices.Equal(p.Goals, []Goal{{Reward: 0, Value: 5000, Price: 100_000, Off: true, From: before, To: Never}}) {
		t.Errorf("goals %+v", p.Goals)
	}
	if p.LapseDay != DayOf(2027, 6, 1) || p.LapsePoints != 180_000 {
		t.Errorf("%v lapse on %v", p.LapsePoints, p.LapseDay)
	}
	if r.ChosenDays != 2 {
		t.Errorf("%d chosen days", r.ChosenDays)
	}
}

func TestFactsOfRules(t *testing.T) {
	r := compile(t, `points:
  welcome: 20
  earn: [{points: 1, per: {visit: 2}}]
  rewards:
    - {name: small, points: 100, gives: {money_off: 5}}
    - {name: large, points: 200, gives: {product: {price: 30, cost: 50%}}}
    - {name: card, points: 1000, issued: automatically, gives: {certificate: {face: 25, valid: 6 months}}}
  expire: {inactive: 1 year}
`)
	if r.FacePerPoint != 0.15 || r.EndowedShare != 0.2 || r.CardValid != (Span{Months: 6}) || !r.HasCards || !r.HasExpiry || r.HasTiers || !r.HasPoints {
		t.Errorf("%+v", r)
	}
	if !slices.Equal(r.Automatic, []bool{false, false, true}) {
		t.Errorf("%v", r.Automatic)
	}
	if len(r.Levels) != 1 || r.Levels[0] != "" {
		t.Errorf("levels %v", r.Levels)
	}
	a := bought(t, r, DayOf(2026, 1, 1), 5000)
	if a.Balance != 20_500 || a.Book.Issued != 20_500 {
		t.Errorf("welcome points and half a point: %v", a.Balance)
	}
	if a.NextDate != DayOf(2027, 1, 2) {
		t.Errorf("next date %v", a.NextDate)
	}
}

func TestEventsOfTiers(t *testing.T) {
	r := compile(t, "tiers: {by: spend, window: calendar_year, levels: [{name: A}, {name: B, from: 500}]}\n")
	for _, c := range []struct {
		name   string
		second Money // spent in the second year
		want   Events
	}{
		{"requalified", 500_000, 0},
		{"short by a tenth", 450_000, Demoted | MissedNarrowly},
		{"short by more than a tenth, and more than the mean purchase", 20_000, Demoted},
		{"short by one purchase", 250_000, Demoted | MissedNarrowly},
	} {
		a := bought(t, r, DayOf(2026, 6, 1), 500_000)
		var l Lapsed
		var out Receipt
		d := DayOf(2027, 3, 1)
		r.Advance(a, d, &l)
		r.Buy(a, &Purchase{Day: d, Amount: c.second}, &out)
		r.Advance(a, DayOf(2028, 1, 1), &l)
		if l.Events != c.want {
			t.Errorf("%s: events %b, want %b", c.name, l.Events, c.want)
		}
	}
}

func TestLosingMoreThanARewardIsAnEvent(t *testing.T) {
	r := compile(t, "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {money_off: 5}}], expire: {after: 1 month}}\n")
	for amount, want := range map[Money]Events{100_000: PointsExpired, 100_010: PointsExpired | LostReward} {
		a := bought(t, r, DayOf(2026, 1, 1), amount)
		var l Lapsed
		r.Advance(a, DayOf(2026, 3, 1), &l)
		if l.Events != want || l.Points != Points(amount) {
			t.Errorf("%v: %v lost, events %b", amount, l.Points, l.Events)
		}
	}
}

// facts returns what a prospect says, without what it keeps for its own use.
func (n NextLevel) facts() NextLevel {
	n.basis = basis{}
	return n
}

func TestAProspectIsAMeanOverSizes(t *testing.T) {
	d := DayOf(2026, 3, 1)
	r := compile(t, "discounts: [{free_unit: 5}, {by_basket: [{from: 500, off: 30}]}]\nperks: [{name: shipping, worth: 8, cost: 8, when: {basket_to: 300}}]\n")
	a := new(Account)
	r.Join(a, d)
	var p Prospect
	r.Prospect(a, &Typical{Day: d, Amount: 400_000, Units: 4, Sizes: []Size{{200_000, 2}, {600_000, 6}}}, &p)
	// Half the purchases have six units of 100, of which one is free, and 30 off besides; shipping comes with the other half.
	if p.MoneyOff != 65_000 || p.Perks != 4000 {
		t.Errorf("off %v, perks %v", p.MoneyOff, p.Perks)
	}
	r.Prospect(a, &Typical{Day: d, Amount: 400_000, Units: 4}, &p)
	if p.MoneyOff != 0 || p.Perks != 0 {
		t.Errorf("of one size: off %v, perks %v", p.MoneyOff, p.Perks)
	}
}

func TestRewardsCanBeHadAtTheirShareOfPurchases(t *testing.T) {
	typical := Typical{
		Day: DayOf(2026, 1, 1), Amount: 40_000, Units: 1, Mix: []Mix{{Category: 0, Share: 0.1}, {Category: 1, Share: 0.9}},
		Sizes: []Size{{20_000, 1}, {30_000, 1}, {50_000, 2}, {60_000, 3}},
	}
	for when, want := range map[string]float64{
		"{}":                                     1,
		"{category: beauty}":                     0.1,
		"{category: [beauty, fashion]}":          1,
		"{basket_from: 50}":                      0.5,
		"{basket_from: 50, category: fashion}":   0.45,
		"{basket_to: 20, units_to: 1}":           0.25,
		"{weekday: [saturday, sunday]}":          2.0 / 7,
		"{every_visit: 4}":                       0.25,
		"{each_year: 11-15 to 11-17}":            3 / 365.25,
		"{each_year: 12-31 to 01-02}":            3 / 365.25,
		"{birthday: 30 days, category: fashion}": 0.9 * 30 / 365.25,
		"{chosen_days: 2, tender: own_card}":     1, // minds look at the means of payment by itself
		"{from: 2026-03-01, category: beauty}":   0.1,
		"{basket_from: 100}":                     0,
	} {
		r := compile(t, pointsForSpend+"  rewards: [{points: 100, gives: {money_off: 10}, when: "+when+"}]\n")
		var a Account
		var p Prospect
		r.Join(&a, typical.Day)
		fresh := typical
		r.Prospect(&a, &fresh, &p)
		if got := p.Usable(&p.Goals[0]); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: at %v of purchases, want %v", when, got, want)
		}
	}
}
