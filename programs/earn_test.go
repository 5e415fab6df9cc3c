package programs

import "testing"

func TestWhatAPurchaseEarns(t *testing.T) {
	monday := DayOf(2026, 6, 1)
	for _, c := range []struct {
		name, earn string
		purchase   Purchase
		want       Points
	}{
		{"a third rounds to a thousandth", "[{points: 1, per: {spend: 3}}]", Purchase{Amount: 1000}, 333},
		{"and two thirds up", "[{points: 1, per: {spend: 3}}]", Purchase{Amount: 2000}, 667},
		{"half a thousandth away from zero", "[{points: 0.001, per: {spend: 2}}]", Purchase{Amount: 1000}, 1},
		{"whole points down", "[{points: 1, per: {spend: 1}, round: down}]", Purchase{Amount: 9_990}, 9000},
		{"whole points to the nearest", "[{points: 1, per: {spend: 1}, round: nearest}]", Purchase{Amount: 9_500}, 10_000},
		{"and just below a half", "[{points: 1, per: {spend: 1}, round: nearest}]", Purchase{Amount: 9_499}, 9000},
		{"half a point a visit", "[{points: 1, per: {visit: 2}}]", Purchase{Amount: 9000}, 500},
		{"even of a purchase of nothing", "[{points: 1, per: {visit: 1}}]", Purchase{}, 1000},
		{"units", "[{points: 500, per: {unit: 1}}]", Purchase{Amount: 9000, Units: 3}, 1_500_000},
		{"no units", "[{points: 500, per: {unit: 1}}]", Purchase{Amount: 9000}, 0},
		{"rules add up", "[{points: 1, per: {spend: 1}}, {points: 2, per: {visit: 1}}]", Purchase{Amount: 9000}, 11_000},
		{"the first day counts", "[{points: 1, per: {visit: 1}, when: {from: 2026-06-01, to: 2026-06-01}}]", Purchase{}, 1000},
		{"the day before does not", "[{points: 1, per: {visit: 1}, when: {from: 2026-06-02}}]", Purchase{}, 0},
		{"nor the day after", "[{points: 1, per: {visit: 1}, when: {to: 2026-05-31}}]", Purchase{}, 0},
		{"the weekday", "[{points: 1, per: {visit: 1}, when: {weekday: [sunday, monday]}}]", Purchase{}, 1000},
		{"another weekday", "[{points: 1, per: {visit: 1}, when: {weekday: tuesday}}]", Purchase{}, 0},
		{"a basket just large enough", "[{points: 1, per: {visit: 1}, when: {basket_from: 50}}]", Purchase{Amount: 50_000}, 1000},
		{"too small a basket", "[{points: 1, per: {visit: 1}, when: {basket_from: 50}}]", Purchase{Amount: 49_999}, 0},
		{"all parts of a condition", "[{points: 1, per: {visit: 1}, when: {category: fashion, tender: own_card}}]", Purchase{Category: 1, Tender: 0}, 1000},
		{"one part missing", "[{points: 1, per: {visit: 1}, when: {category: fashion, tender: own_card}}]", Purchase{Category: 1, Tender: NoTender}, 0},
		{"a chosen day", "[{points: 1, per: {visit: 1}, when: {chosen_days: 2}}]", Purchase{Chosen: true}, 1000},
		{"a day not chosen", "[{points: 1, per: {visit: 1}, when: {chosen_days: 2}}]", Purchase{}, 0},
		{"a rule stops at a million million", "[{points: 1000000000000, per: {spend: 0.001}}]", Purchase{Amount: 9000}, most},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compile(t, "points: {earn: "+c.earn+"}\n")
			var a Account
			var out Receipt
			r.Join(&a, monday)
			c.purchase.Day = monday
			r.Buy(&a, &c.purchase, &out)
			if out.Earned != c.want || a.Balance != c.want {
				t.Errorf("earned %v, balance %v, want %v", out.Earned, a.Balance, c.want)
			}
		})
	}
}

func TestLevelsEarnFasterWithOneRounding(t *testing.T) {
	r := compile(t, "points: {earn: [{points: 1, per: {spend: 3}}]}\ntiers: {by: visits, window: lifetime, levels: [{name: A}, {name: B, from: 1, earn_times: 1.5}]}\n")
	a := bought(t, r, DayOf(2026, 6, 1), 0)
	var out Receipt
	r.Buy(a, &Purchase{Day: DayOf(2026, 6, 2), Amount: 1000}, &out)
	if out.Earned != 500 { // not 333 × 1.5 = 499.5, rounded
		t.Errorf("earned %v", out.Earned)
	}
}

func TestOffers(t *testing.T) {
	day := DayOf(2026, 6, 1)
	for _, c := range []struct {
		name, rewards string
		balance       Money // spent, and so points
		price         Money
		target        int8
		want          Offer
	}{
		{"the most value per point", "[{points: 100, gives: {money_off: 5}}, {points: 200, gives: {money_off: 12}}]", 450_000, 100_000, -1, Offer{1, 2, 400_000, 24_000}},
		{"the one that is wanted", "[{points: 100, gives: {money_off: 5}}, {points: 200, gives: {money_off: 12}}]", 450_000, 100_000, 0, Offer{0, 4, 400_000, 20_000}},
		{"what can be afforded", "[{points: 100, gives: {money_off: 5}}, {points: 200, gives: {money_off: 12}}]", 150_000, 100_000, -1, Offer{0, 1, 100_000, 5000}},
		{"among equals the larger", "[{points: 100, gives: {money_off: 5}}, {points: 200, gives: {money_off: 10}}]", 250_000, 100_000, -1, Offer{1, 1, 200_000, 10_000}},
		{"nothing for too little", "[{points: 100, gives: {money_off: 5}}]", 99_999, 100_000, -1, Offer{}},
		{"nothing for a basket of nothing", "[{points: 100, gives: {money_off: 5}}]", 200_000, 0, -1, Offer{}},
		{"a product whatever the basket", "[{points: 100, gives: {product: {price: 9, cost: 10%}}}]", 300_000, 1000, -1, Offer{0, 1, 100_000, 9000}},
		{"half a basket", "[{points: 1, gives: {money_off: 0.01}, up_to: 50%}]", 5_000_000, 30_000, -1, Offer{0, 1, 1_500_000, 15_000}},
		{"whole steps", "[{points: 1, gives: {money_off: 0.01}, step: 250}]", 1_100_000, 9000, -1, Offer{0, 1, 750_000, 7500}},
		{"below the minimum", "[{points: 1, gives: {money_off: 0.01}, minimum: 500}]", 499_000, 9000, -1, Offer{}},
		{"at the minimum", "[{points: 1, gives: {money_off: 0.01}, minimum: 500}]", 500_000, 9000, -1, Offer{0, 1, 500_000, 5000}},
		{"a basket too small for the minimum", "[{points: 1, gives: {money_off: 0.01}, minimum: 500}]", 900_000, 4999, -1, Offer{}},
		{"no points that buy no money", "[{points: 3, gives: {money_off: 0.01}, up_to: 100%}]", 100_001, 9000, -1, Offer{0, 1, 99_900, 333}},
		{"what applies itself comes before what is wanted", "[{points: 100, gives: {money_off: 50}}, {points: 1, issued: automatically, gives: {money_off: 0.01}, up_to: 100%}]", 150_000, 9000, 0, Offer{1, 1, 150_000, 1500}},
		{"certificates to be asked for", "[{points: 100, gives: {certificate: {face: 5}}}]", 350_000, 9000, -1, Offer{0, 3, 300_000, 15_000}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compile(t, "points: {earn: [{points: 1, per: {spend: 1}}], rewards: "+c.rewards+"}\n")
			a := bought(t, r, day, c.balance)
			p := Purchase{Day: day, Amount: c.price, Tender: NoTender}
			if got := r.Offer(a, &p, c.target); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestAnAskedForCertificateIsUsedLater(t *testing.T) {
	r := compile(t, "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, gives: {certificate: {face: 5, valid: 1 month}}}]}\n")
	day := DayOf(2026, 6, 1)
	a := bought(t, r, day, 250_000)
	p := Purchase{Day: day, Amount: 20_000, Tender: NoTender}
	p.Take = r.Offer(a, &p, -1)
	var out Receipt
	r.Buy(a, &p, &out)
	if out.CardsIssued != 2 || out.MoneyOff != 0 || a.Cards != 2 || a.CardsFace != 10_000 || a.Balance != 70_000 {
		t.Fatalf("%+v\n%+v", out, a)
	}
	if a.NextDate != DayOf(2026, 7, 2) {
		t.Errorf("next date %v", a.NextDate)
	}
	p.Take = r.Offer(a, &p, 0)
	if want := (Offer{Reward: -1, Count: 2, Face: 10_000}); p.Take != want {
		t.Fatalf("offer %+v", p.Take)
	}
	r.Buy(a, &p, &out)
	if out.CardsUsed != 2 || out.MoneyOff != 10_000 || out.Paid != 10_000 || a.Cards != 0 {
		t.Fatalf("%+v\n%+v", out, a)
	}
}
