package programs

import (
	"cmp"
	"testing"

	"pgregory.net/rapid"
)

// The bugs that the ledgers of other systems had, each played as its story. Then what no report was found of but is as easy to get wrong.
// The account is held against its book after every step.

// clerk keeps one member's account.
type clerk struct {
	rapid.TB
	rules   *Rules
	account Account
}

// opens makes someone a member of a program on a day.
func opens(t rapid.TB, text, date string) *clerk {
	t.Helper()
	c := &clerk{TB: t, rules: compile(t, text)}
	d := c.date(date)
	c.rules = c.rules.On(d)
	c.rules.Join(&c.account, d)
	c.agrees(date)
	return c
}

func (c *clerk) date(text string) Day {
	c.Helper()
	d, err := ParseDate(text)
	if err != nil {
		c.Fatal(err)
	}
	return d
}

// agrees holds the account against its book.
func (c *clerk) agrees(when string) {
	c.Helper()
	if err := c.account.Check(); err != nil {
		c.Fatalf("%s: %v\n%+v", when, err, c.account.Book)
	}
}

// on brings the account to a day, from version to version. The fees that fall due are not paid.
func (c *clerk) on(date string) Day {
	c.Helper()
	var l Lapsed
	d := c.date(date)
	for c.rules.Next != nil && c.rules.NextFrom <= d {
		c.rules.Advance(&c.account, c.rules.NextFrom, &l)
		c.agrees(date)
		old := c.rules
		c.rules = old.Next
		c.rules.Adopt(&c.account, old, old.NextFrom, &l)
		c.agrees(date)
	}
	c.rules.Advance(&c.account, d, &l)
	c.agrees(date)
	return d
}

// buys carries out a purchase. Something is taken if it names a reward: its number, or -1 for certificates.
func (c *clerk) buys(date string, amount Money, take ...int8) *Receipt {
	c.Helper()
	p := Purchase{Day: c.on(date), Amount: amount, Units: 1, Tender: NoTender}
	for _, reward := range take {
		if p.Take = c.rules.OfferOf(&c.account, &p, reward); p.Take.Count == 0 {
			c.Fatalf("%s: reward %d cannot be had with %v", date, reward, c.account.Balance)
		}
	}
	return c.pays(&p)
}

func (c *clerk) pays(p *Purchase) *Receipt {
	c.Helper()
	var out Receipt
	outstanding := c.account.Outstanding()
	c.rules.Buy(&c.account, p, &out)
	c.agrees(p.Day.String())
	if got, want := c.account.Outstanding(), outstanding+out.Earned-out.Burned; got != want {
		c.Fatalf("%v: %v points after a purchase, the receipt says %v", p.Day, got, want)
	}
	return &out
}

// returns brings a purchase back. The receipt stays as it was.
func (c *clerk) returns(date string, out *Receipt) {
	c.Helper()
	undone := *out
	c.rules.Return(&c.account, &undone, c.on(date))
	c.agrees(date)
}

func (c *clerk) gives(date string, points Points) {
	c.Helper()
	if moved := c.rules.Transfer(&c.account, -points, c.on(date)); moved != -points {
		c.Fatalf("%s: gave %v of %v points", date, -moved, points)
	}
	c.agrees(date)
}

// has requires a balance, and points that wait.
func (c *clerk) has(when string, points Points, pending ...Points) {
	c.Helper()
	if c.account.Balance != points {
		c.Errorf("%s: a balance of %v, want %v", when, c.account.Balance, points)
	}
	if want := append(pending, 0)[0]; c.account.Pending != want {
		c.Errorf("%s: %v points wait, want %v", when, c.account.Pending, want)
	}
}

// cannot requires that there is nothing to take, whatever is asked for.
func (c *clerk) cannot(date string, amount Money) {
	c.Helper()
	p := Purchase{Day: c.on(date), Amount: amount, Units: 1, Tender: NoTender}
	for target := int8(-1); int(target) < len(c.rules.Goals); target++ {
		if o := cmp.Or(c.rules.Offer(&c.account, &p, target), c.rules.OfferOf(&c.account, &p, target), c.rules.Applied(&c.account, &p)); o.Count != 0 {
			c.Errorf("%s: %+v can be had with %v points and %d certificates", date, o, c.account.Balance, c.account.Cards)
		}
	}
}

// book requires what the ledger says of the whole story.
func (c *clerk) book(want Book) {
	c.Helper()
	if c.account.Book != want {
		c.Errorf("the book says %+v\nwant          %+v", c.account.Book, want)
	}
}

// amounts requires one thing of a receipt.
func amounts[T Money | Points](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

const (
	pointsForSpend = "points:\n  earn: [{points: 1, per: {spend: 1}}]\n"
	tenOff         = "  rewards: [{points: 100, gives: {money_off: 10}}]\n"
	payWithPoints  = "  rewards: [{points: 100, gives: {money_off: 1}, up_to: 100%}]\n"
)

func TestLedgersThatWentWrongElsewhere(t *testing.T) {
	t.Run("who buys and returns again and again keeps no points", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff, "2026-01-10")
		for range 50 {
			out := c.buys("2026-01-10", 500_000)
			c.returns("2026-01-10", out)
			c.has("returned", 0)
		}
		c.cannot("2026-01-11", 100_000)
		c.book(Book{Issued: 50 * 500_000, ClawedBack: 50 * 500_000})
	})
	t.Run("who has used the points of a purchase that he returns owes them, and earns them back before he can use any", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff, "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		amounts(t, "money off", c.buys("2026-01-11", 10_000, 0).MoneyOff, 10_000)
		c.returns("2026-01-12", first)
		c.has("what was used is owed", -100_000)
		c.buys("2026-01-13", 150_000)
		c.has("paid back", 50_000)
		c.cannot("2026-01-14", 100_000)
		c.buys("2026-01-14", 50_000)
		amounts(t, "money off", c.buys("2026-01-15", 10_000, 0).MoneyOff, 10_000)
		c.has("and used", 0)
	})
	t.Run("a certificate issued on a purchase goes back with it, and what it has paid stays used", func(t *testing.T) {
		program := pointsForSpend + "  rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 10}}}]\n"
		c := opens(t, program, "2026-01-10")
		c.returns("2026-01-11", c.buys("2026-01-10", 250_000))
		c.has("neither points", 0)
		c.cannot("2026-01-11", 50_000) // nor certificates
		first := c.buys("2026-01-12", 250_000)
		amounts(t, "money off", c.buys("2026-01-13", 10_000, -1).MoneyOff, 10_000)
		c.returns("2026-01-14", first)
		c.has("one of two certificates has been used", -100_000)
		c.cannot("2026-01-14", 50_000)
	})
	t.Run("points that paid for a purchase that comes back are given back and not taken again", func(t *testing.T) {
		for program, off := range map[string]Money{pointsForSpend + tenOff: 10_000, pointsForSpend + payWithPoints: 1000} {
			c := opens(t, program, "2026-01-10")
			c.buys("2026-01-10", 100_000)
			second := c.buys("2026-01-11", 30_000, 0)
			amounts(t, "money off", second.MoneyOff, off)
			c.has("before", Points(second.Paid))
			c.returns("2026-01-20", second)
			c.has("as before the purchase", 100_000)
			c.book(Book{Issued: 100_000 + Points(second.Paid), Redeemed: 100_000, Adjusted: 100_000, ClawedBack: Points(second.Paid)})
			c.returns("2026-02-20", c.buys("2026-02-10", 30_000, 0))
			c.has("and once more", 100_000)
		}
	})
	t.Run("points given back begin a new life", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  expire: {after: 3 months}\n", "2026-01-10")
		c.buys("2026-01-10", 100_000)
		c.returns("2026-04-20", c.buys("2026-04-10", 10_000, 0)) // used on their last day
		c.on("2026-07-20")
		c.has("the last day", 100_000)
		c.on("2026-07-21")
		c.has("over", 0)
		c.book(Book{Issued: 100_000, Redeemed: 100_000, Adjusted: 100_000, Expired: 100_000})
	})
	t.Run("what lapses is what is left of a lot, so that no balance collapses under what was paid with lapsed points", func(t *testing.T) {
		c := opens(t, pointsForSpend+payWithPoints+"  expire: {after: 12 months}\n", "2026-01-10")
		c.buys("2026-01-10", 1000_000)
		c.buys("2026-06-10", 1000_000)
		amounts(t, "burned", c.buys("2026-07-10", 12_000, 0).Burned, 1200_000)
		c.has("before the first lot lapses", 800_000)
		c.on("2027-01-11")
		c.has("nothing is left of it", 800_000)
		c.buys("2027-02-10", 100_000)
		c.on("2027-06-11")
		c.has("of the second lot 800 lapse", 100_000)
		c.on("2028-06-11")
		c.has("in the end", 0)
		c.book(Book{Issued: 2100_000, Redeemed: 1200_000, Expired: 900_000})
	})
	t.Run("what points have paid earns only where the program says so", func(t *testing.T) {
		for more, want := range map[string]Points{"": 70_000, "  earn_on_rewards: true\n": 100_000, "  earn_on_rewards: false\n": 70_000} {
			c := opens(t, pointsForSpend+"  rewards: [{points: 100, gives: {money_off: 30}}]\n"+more, "2026-01-10")
			c.buys("2026-01-10", 100_000)
			amounts(t, more+"earned", c.buys("2026-01-11", 100_000, 0).Earned, want)
		}
		// Discounts are no rewards: they earn only on the list price.
		c := opens(t, "discounts: [{rate: 20%}]\n"+pointsForSpend+"  rewards: [{points: 80, gives: {money_off: 30}}]\n  earn_on_rewards: true\n", "2026-01-10")
		c.buys("2026-01-10", 100_000)
		amounts(t, "earned after a discount", c.buys("2026-01-11", 100_000, 0).Earned, 80_000)
	})
	t.Run("paying with more points than the order is worth uses only those it takes", func(t *testing.T) {
		c := opens(t, pointsForSpend+payWithPoints, "2026-01-10")
		c.buys("2026-01-10", 10_000_000)
		out := c.buys("2026-01-11", 30_000, 0)
		amounts(t, "money off", out.MoneyOff, 30_000)
		amounts(t, "burned", out.Burned, 3000_000)
		c.has("the rest", 7000_000)
		half := opens(t, pointsForSpend+"  rewards: [{points: 100, gives: {money_off: 1}, up_to: 50%, step: 100}]\n", "2026-01-10")
		half.buys("2026-01-10", 10_000_000)
		amounts(t, "whole steps, up to half of 30.50", half.buys("2026-01-11", 30_500, 0).Burned, 1500_000)
	})
	t.Run("a whole reward larger than the order is used up, but no second one is", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 500, gives: {money_off: 20}}]\n", "2026-01-10")
		c.buys("2026-01-10", 2000_000)
		small := c.buys("2026-01-11", 12_000, 0)
		amounts(t, "money off", small.MoneyOff, 12_000)
		amounts(t, "burned", small.Burned, 500_000)
		amounts(t, "paid", small.Paid, 0)
		amounts(t, "burned for an order of 59, which two fit", c.buys("2026-01-12", 59_000, 0).Burned, 1000_000)
		c.has("one is left, and 19 earned", 519_000)
		c.returns("2026-01-13", small)
		c.has("a return gives all of it back", 1019_000)
	})
	t.Run("a certificate larger than the order is used up, and comes back whole", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 50}}}]\n", "2026-01-10")
		c.buys("2026-01-10", 100_000)
		small := c.buys("2026-01-11", 30_000, -1)
		amounts(t, "money off", small.MoneyOff, 30_000)
		amounts(t, "left", c.account.CardsFace, 0)
		c.returns("2026-01-12", small)
		amounts(t, "given back", c.account.CardsFace, 50_000)
	})
	t.Run("points are spent once, whatever they are spent on", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards:\n    - {points: 100, gives: {money_off: 10}}\n    - {points: 100, gives: {product: {price: 12, cost: 50%}}}\n"+
			"    - {points: 100, gives: {cash: 8}}\n    - {points: 100, gives: {certificate: {face: 10}}}\n  transferable: true\n", "2026-01-10")
		c.buys("2026-01-10", 100_000)
		p := Purchase{Day: c.on("2026-01-11"), Tender: NoTender}
		var taken []Offer
		for reward := range int8(4) {
			p.Amount = 10_000
			offer := c.rules.OfferOf(&c.account, &p, reward)
			if offer.Points != 100_000 {
				t.Fatalf("reward %d: %+v is on offer", reward, offer)
			}
			taken = append(taken, offer)
		}
		p.Take = taken[0]
		amounts(t, "the first", c.pays(&p).Burned, 100_000)
		for _, again := range taken { // offers made before
			p.Take, p.Amount = again, 0
			out := c.pays(&p)
			if out.Burned != 0 || out.MoneyOff != 0 || out.ProductPrice != 0 || out.Handed != 0 || out.CardsIssued != 0 {
				t.Errorf("points that are gone bought %+v", out)
			}
		}
		if moved := c.rules.Transfer(&c.account, -100_000, p.Day); moved != 0 {
			t.Errorf("%v points that are gone were given away", moved)
		}
		c.has("in the end", 0)
		c.agrees("in the end")
	})
	t.Run("a certificate pays once", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 10}}}]\n", "2026-01-10")
		c.buys("2026-01-10", 100_000)
		p := Purchase{Day: c.on("2026-01-11"), Amount: 50_000, Tender: NoTender}
		p.Take = c.rules.OfferOf(&c.account, &p, -1)
		amounts(t, "first", c.pays(&p).MoneyOff, 10_000)
		amounts(t, "then", c.pays(&p).MoneyOff, 0)
	})
	t.Run("a return takes back what the purchase earned, whatever earns more or less by then", func(t *testing.T) {
		program := "points:\n  earn:\n    - {points: 1, per: {spend: 1}}\n    - {times: 3, when: {weekday: saturday}}\n  caps: [{points: 500, per: order}]\n" +
			"tiers: {by: spend, window: lifetime, levels: [{name: A}, {name: B, from: 300, earn_times: 2}]}\n"
		c := opens(t, program, "2026-01-10")
		saturday := c.buys("2026-01-10", 100_000)
		sunday := c.buys("2026-01-11", 250_000) // reaches B
		capped := c.buys("2026-01-12", 400_000)
		c.has("300 on Saturday, 250 on Sunday, 500 of 800 at B", 1050_000)
		c.returns("2026-01-13", saturday)
		c.has("less Saturday's", 750_000)
		c.returns("2026-01-17", sunday) // a Saturday, and he is at B
		c.has("less Sunday's", 500_000)
		c.returns("2026-01-18", capped)
		c.has("less the capped ones", 0)
	})
	t.Run("a purchase earns on what was paid for it after discounts", func(t *testing.T) {
		c := opens(t, "discounts: [{rate: 10%}, {off: 5}]\n"+pointsForSpend, "2026-01-10")
		out := c.buys("2026-01-10", 50_000)
		amounts(t, "paid", out.Paid, 40_000)
		amounts(t, "earned", out.Earned, 40_000)
		c.returns("2026-01-10", out)
		c.has("voided", 0)
	})
	t.Run("points short of a step wait for more and are lost if none come", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 100, gives: {money_off: 1}, up_to: 100%, step: 100}]\n  expire: {inactive: 6 months}\n", "2026-01-10")
		c.buys("2026-01-10", 250_000)
		amounts(t, "burned", c.buys("2026-01-11", 2000, 0).Burned, 200_000)
		c.has("orphans", 50_000)
		c.cannot("2026-01-12", 100_000)
		c.buys("2026-01-12", 70_000)
		amounts(t, "burned when others have joined them", c.buys("2026-01-13", 1000, 0).Burned, 100_000)
		c.on("2026-07-14")
		c.has("nobody came", 0)
		c.book(Book{Issued: 320_000, Redeemed: 300_000, Expired: 20_000})
	})
	t.Run("no point is burned for a fraction that money does not have", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 3, gives: {money_off: 0.01}, up_to: 100%}]\n", "2026-01-10")
		c.buys("2026-01-10", 7000)
		out := c.buys("2026-01-11", 23, 0) // 7 points are worth 0.02333
		amounts(t, "money off", out.MoneyOff, 23)
		amounts(t, "burned", out.Burned, 6900)
		c.has("the rest", 100)
		c.cannot("2026-01-12", 100_000) // a tenth of a point is worth a third of a thousandth
	})
}

func TestLedgersOfNewMechanics(t *testing.T) {
	t.Run("points that wait are taken back before they can ever be used", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  pending: 14 days\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.has("waiting", 0, 100_000)
		c.cannot("2026-01-15", 50_000)
		c.returns("2026-01-15", first)
		c.has("returned", 0, 0)
		c.on("2026-02-10")
		c.has("nothing lands", 0, 0)
		c.book(Book{Issued: 100_000, ClawedBack: 100_000})
	})
	t.Run("a return takes from the points that still wait, and then from those that do not", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  pending: 14 days\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.buys("2026-01-20", 60_000)
		c.has("waiting", 0, 160_000)
		c.on("2026-01-24")
		c.has("landed", 100_000, 60_000)
		c.returns("2026-01-25", first)
		c.has("60 that waited and 40 that did not", 60_000, 0)
		c.on("2026-02-10")
		c.has("as if only the second had been bought", 60_000, 0)
	})
	t.Run("points wait for a day of the next month, or of the next year", func(t *testing.T) {
		for _, x := range []struct {
			pending, earned, first string
			days                   float64 // they wait on average
		}{
			{"14 days", "2026-01-10", "2026-01-24", 14},
			{"{next_month: 1}", "2026-01-01", "2026-02-01", 29.4375/2 + 1},
			{"{next_month: 1}", "2026-12-31", "2027-01-01", 29.4375/2 + 1},
			{"{next_month: 15}", "2026-01-20", "2026-02-15", 29.4375/2 + 15},
			{"{next_month: 31}", "2026-01-31", "2026-02-28", 29.4375/2 + 30.4375},
			{"{next_year: 03-15}", "2026-01-01", "2027-03-15", 364.25/2 + 74},
			{"{next_year: 03-15}", "2026-12-31", "2027-03-15", 364.25/2 + 74},
			{"{next_year: 02-29}", "2026-05-01", "2027-02-28", 364.25/2 + 59},
		} {
			c := opens(t, pointsForSpend+"  pending: "+x.pending+"\n", x.earned)
			c.buys(x.earned, 100_000)
			c.on((c.date(x.first) - 1).String())
			c.has(x.pending+": the day before", 0, 100_000)
			c.on(x.first)
			c.has(x.pending+": the day", 100_000)
			if days := c.rules.Pending.InDays(); days != x.days {
				t.Errorf("%s: %v days on average, want %v", x.pending, days, x.days)
			}
		}
	})
	t.Run("points that wait pay what is owed only when they land", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  pending: 14 days\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.buys("2026-01-24", 10_000, 0)
		c.returns("2026-01-25", first)
		c.has("owed", -100_000)
		c.buys("2026-01-26", 150_000)
		c.has("still owed", -100_000, 150_000)
		c.on("2026-02-08")
		c.has("the day before", -100_000, 150_000)
		c.on("2026-02-09")
		c.has("paid", 50_000)
	})
	t.Run("who gives points away and returns the purchase owes what he gave", func(t *testing.T) {
		program := pointsForSpend + tenOff + "  transferable: true\n"
		c := opens(t, program, "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.gives("2026-01-11", 60_000)
		c.returns("2026-01-12", first)
		c.has("owed", -60_000)
		if moved := c.rules.Transfer(&c.account, -10_000, c.on("2026-01-13")); moved != 0 {
			t.Errorf("%v points that are owed were given away", moved)
		}
		c.rules.Transfer(&c.account, 100_000, c.on("2026-01-14"))
		c.has("points from others pay as well", 40_000)
		c.book(Book{Issued: 100_000, Adjusted: 40_000, ClawedBack: 100_000})
	})
	t.Run("points that wait cannot be given away", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  transferable: true\n  pending: 14 days\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		if moved := c.rules.Transfer(&c.account, -60_000, c.on("2026-01-11")); moved != 0 {
			t.Errorf("%v points that wait were given away", moved)
		}
		c.returns("2026-01-12", first)
		c.has("returned", 0, 0)
	})
	t.Run("points received are burned and lapse as if earned then, and a return of a purchase they paid for gives them back", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  transferable: true\n  expire: {after: 2 months}\n", "2026-01-10")
		c.rules.Transfer(&c.account, 100_000, c.on("2026-01-20"))
		c.returns("2026-03-25", c.buys("2026-03-20", 10_000, 0))
		c.has("given back", 100_000)
		c.on("2026-05-26")
		c.has("lapsed", 0)
		c.book(Book{Adjusted: 200_000, Redeemed: 100_000, Expired: 100_000})
	})
	for name, end := range map[string]func(*clerk){
		"because its fee was not paid": func(c *clerk) { c.on("2027-01-11") },
		"because he left": func(c *clerk) {
			var l Lapsed
			c.on("2026-03-10")
			c.rules.Leave(&c.account, &l)
			c.agrees("left")
		},
	} {
		t.Run("a purchase that comes back after the membership ended "+name+" moves nothing", func(t *testing.T) {
			c := opens(t, "enrollment: opt_in\nfee: {per_year: 10}\n"+pointsForSpend+tenOff+"  transferable: true\n", "2026-01-10")
			c.buys("2026-01-10", 150_000)
			second := c.buys("2026-01-11", 30_000, 0)
			end(c)
			if !c.account.Ended() {
				t.Fatal("it goes on")
			}
			c.has("forfeited", 0)
			want := c.account.Book
			c.returns("2027-02-10", second)
			c.has("still nothing", 0)
			c.book(want)
		})
	}
	t.Run("of a fee, what is for days to come is not yet earned", func(t *testing.T) {
		c := opens(t, "enrollment: opt_in\nfee: {join: 5, per_month: 6}\n", "2026-01-31")
		amounts(t, "all of the first month, to 27 February", c.account.Unearned(c.date("2026-01-31")), 6000)
		amounts(t, "a day later, 27 of 28 days", c.account.Unearned(c.date("2026-02-01")), 5786)
		c.rules.Renew(&c.account)
		c.on("2026-03-20")
		amounts(t, "of the second month, 28 February to 30 March, the last 10 of 31 days", c.account.Unearned(c.date("2026-03-21")), 1935)
		amounts(t, "of its last day", c.account.Unearned(c.date("2026-03-30")), 194)
		amounts(t, "after it", c.account.Unearned(c.date("2026-03-31")), 0)
		c.on("2026-03-31")
		amounts(t, "when nothing more was paid", c.account.Unearned(c.date("2026-03-31")), 0)
		var l Lapsed
		c = opens(t, "enrollment: opt_in\nfee: {per_year: 120}\n", "2026-01-10")
		c.rules.Leave(&c.account, &l)
		amounts(t, "of a membership given up", c.account.Unearned(c.date("2026-02-10")), 0)
	})
	t.Run("a fee is waived for who has spent enough since the last, less what came back, or has the level", func(t *testing.T) {
		program := "enrollment: opt_in\nfee: {per_year: 100, waived: {tier: Gold, spend: 300}}\ndiscounts: [{rate: 10%}]\n" +
			"tiers: {by: visits, window: calendar_year, kept_until: end_of_year, levels: [{name: Member}, {name: Gold, from: 4}]}\n"
		c := opens(t, program, "2026-01-10")
		due := func(when string, want Money) {
			t.Helper()
			if fee, _ := c.rules.FeeDue(&c.account); fee != want || c.rules.Renew(&c.account) != want {
				t.Errorf("%s: a fee of %v falls due, want %v", when, fee, want)
			}
		}
		c.buys("2026-02-10", 333_000) // 299.70 paid
		due("a first year of 299.70", 100_000)
		c.buys("2027-02-10", 334_000) // 300.60
		due("a second year of 300.60", 0)
		amounts(t, "nothing of it is for later", c.account.Unearned(c.date("2028-02-01")), 0)
		c.buys("2028-02-10", 300_000)
		c.returns("2028-02-20", c.buys("2028-02-11", 300_000))
		due("a third year of 270, for 270 more came back", 100_000)
		for range 4 {
			c.buys("2029-01-20", 1000)
		}
		due("a fourth at Gold", 0)
		c.on("2030-01-05")
		due("a fifth, Gold no longer", 100_000)
	})
	t.Run("who owes points when he leaves goes on owing them", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  pending: 5 days\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.buys("2026-01-16", 10_000, 0)
		c.returns("2026-01-17", first)
		c.buys("2026-01-18", 30_000)
		c.has("owes, and waits", -100_000, 30_000)
		var l Lapsed
		c.rules.Leave(&c.account, &l)
		c.agrees("left")
		c.has("nothing was there to forfeit", -70_000)
		amounts(t, "forfeited", l.Forfeited, 0)
	})
	t.Run("a purchase that comes back under new rules takes and gives what its points have become", func(t *testing.T) {
		for convert, factor := range map[string]Points{"10": 10_000, "1": 1000, "0.1": 100, "0.001": 1} {
			c := opens(t, pointsForSpend+tenOff+"versions: [{from: 2026-02-01, convert: "+convert+", points: {earn: [{points: 5, per: {spend: 1}}], rewards: [{points: 7, gives: {money_off: 1}}]}}]\n", "2026-01-10")
			c.buys("2026-01-10", 200_000)
			earning := c.buys("2026-01-11", 70_000)
			using := c.buys("2026-01-12", 30_000, 0)
			c.on("2026-02-01")
			balance := Points(200+70) - Points(using.Burned/1000) + Points(using.Earned/1000)
			c.has(convert+" times", balance*factor)
			c.returns("2026-02-02", earning)
			c.has(convert+" times, less what it earned", (balance-70)*factor)
			c.returns("2026-02-03", using)
			c.has(convert+" times, as if only the first had been bought", 200*factor)
		}
	})
	t.Run("points that wait are converted where they are, and taken back there", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  pending: 30 days\nversions: [{from: 2026-02-01, convert: 3, points: {earn: [{points: 1, per: {spend: 1}}]}}]\n", "2026-01-10")
		first, second := c.buys("2026-01-20", 100_000), c.buys("2026-01-21", 50_000)
		c.on("2026-02-01")
		c.has("still waiting", 0, 450_000)
		c.returns("2026-02-02", first)
		c.has("less 300", 0, 150_000)
		c.on("2026-03-01")
		c.has("landed, for what took longest was taken first", 150_000, 0)
		c.returns("2026-03-02", second)
		c.has("nothing is left", 0)
	})
	t.Run("across two versions a return is converted twice", func(t *testing.T) {
		same := "points: {earn: [{points: 1, per: {spend: 1}}]}}"
		c := opens(t, pointsForSpend+"versions: [{from: 2026-02-01, convert: 10, "+same+", {from: 2026-03-01, convert: 0.5, "+same+"]\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		between := c.buys("2026-02-10", 40_000)
		c.on("2026-03-01")
		c.has("5 times the first and half of the other", 520_000)
		c.returns("2026-03-02", first)
		c.has("less the first", 20_000)
		c.returns("2026-03-03", between)
		c.has("nothing is left", 0)
	})
	t.Run("where points were abolished a return neither takes nor gives any", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"versions: [{from: 2026-02-01, without: points, discounts: [{rate: 1%}]}]\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		second := c.buys("2026-01-11", 30_000, 0)
		c.on("2026-02-01")
		c.has("forfeited", 0)
		c.returns("2026-02-02", first)
		c.returns("2026-02-03", second)
		c.has("still nothing", 0)
		c.book(Book{Issued: 120_000, Redeemed: 100_000, Forfeited: 20_000})
	})
	t.Run("what is owed is converted like what is owned", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"versions: [{from: 2026-02-01, convert: 10, points: {earn: [{points: 10, per: {spend: 1}}]}}]\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.buys("2026-01-11", 10_000, 0)
		c.returns("2026-01-12", first)
		c.has("owed", -100_000)
		c.on("2026-02-01")
		c.has("owed in new points", -1000_000)
		c.buys("2026-02-02", 100_000)
		c.has("and paid in them", 0)
	})
	t.Run("certificates of old rules are good under new ones, and are withdrawn with their purchase", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 10}}}]\n"+
			"versions: [{from: 2026-02-01, convert: 10, points: {earn: [{points: 10, per: {spend: 1}}]}}]\n", "2026-01-10")
		first := c.buys("2026-01-10", 150_000)
		c.on("2026-02-01")
		c.has("the rest", 500_000)
		amounts(t, "certificates", c.account.CardsFace, 10_000)
		c.returns("2026-02-02", first)
		c.has("nothing", 0)
		amounts(t, "certificates", c.account.CardsFace, 0)
	})
}

func TestCumulativeDiscountsGoOnWhateverTiersDo(t *testing.T) {
	const discount = "discounts: [{cumulative: {steps: [{from: 1000, rate: 10%}]}}]\n"
	const tiers = "tiers: {by: spend, window: calendar_year, levels: [{name: A}, {name: B, from: 100000}]}"
	for _, program := range []string{
		discount + "versions: [{from: 2026-03-01, perks: [{name: x, worth: 1, cost: 1}]}]\n",
		discount + "versions: [{from: 2026-03-01, " + tiers + "}]\n",
		discount + tiers + "\nversions: [{from: 2026-03-01, without: tiers}]\n",
	} {
		c := opens(t, program, "2026-01-01")
		c.buys("2026-01-10", 2_000_000)
		if got := c.buys("2026-03-10", 200_000).Discount; got != 20_000 {
			t.Errorf("%s: a discount of %s on 200 after 2,000", program, got)
		}
	}
}

func TestCapsPerOrderAreMetBySizeOfPurchase(t *testing.T) {
	for _, earn := range []string{"earn: [{points: 1, per: {spend: 1}}], caps: [{points: 50, per: order}]", "earn: [{points: 1, per: {spend: 1}, most: 50}]"} {
		r := compile(t, "points: {"+earn+", rewards: [{points: 1000, gives: {money_off: 10}}]}\n")
		var a Account
		day := DayOf(2026, 1, 1)
		r.Join(&a, day)
		var p Prospect
		r.Prospect(&a, &Typical{Day: day, Amount: 50_000, Sizes: []Size{{10_000, 1}, {90_000, 1}}, PerYear: 12}, &p)
		if p.Gain != 30_000 { // 10 of 10, 50 of 90
			t.Errorf("%s: baskets of 10 and 90 earn %s", earn, p.Gain)
		}
	}
}

func TestRestoredCertificatesEndOnTheirDate(t *testing.T) {
	c := opens(t, "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{name: ten, points: 100, issued: automatically, gives: {certificate: {face: 10, valid: {span: 1 month, until: 12-31}}}}]}\n", "2026-01-01")
	c.buys("2026-01-10", 100_000)
	want := DayOf(2026, 12, 31)
	if got := c.account.cards.oldest().until; got != want {
		t.Errorf("issued, it is good until %s, want %s", got, want)
	}
	out := c.buys("2026-02-01", 50_000, -1)
	c.returns("2026-02-10", out)
	if got := c.account.cards.oldest().until; c.account.Cards != 1 || got != want {
		t.Errorf("restored, %d are good until %s, want %s", c.account.Cards, got, want)
	}
}

func TestCertificatesKeepTheirSmallestBasket(t *testing.T) {
	const program = "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 10, basket_from: 100}}}]}\n" +
		"versions: [{from: 2026-02-01, without: points, perks: [{name: x, worth: 1, cost: 1}]}]\n"
	c := opens(t, program, "2026-01-01")
	c.buys("2026-01-10", 100_000)
	c.buys("2026-02-10", 50_000)
	if o := c.rules.OfferOf(&c.account, &Purchase{Day: c.date("2026-02-11"), Amount: 50_000, Tender: NoTender}, -1); o.Count != 0 {
		t.Error("it can be used on a basket of 50")
	}
	if out := c.buys("2026-02-11", 100_000, -1); out.CardsUsed != 1 {
		t.Error("it is not used on a basket of 100")
	}
}

func TestANewVersionProlongsNoLevel(t *testing.T) {
	const tiers = "tiers: {by: spend, window: 12 months, kept_until: 6 months, levels: [{name: Base}, {name: Gold, from: 1000, discount: 10%}]}\n"
	for _, program := range []string{tiers, tiers + "versions: [{from: 2025-06-01, perks: [{name: nothing, worth: 0, cost: 0}]}]\n"} {
		c := opens(t, program, "2025-01-01")
		c.buys("2025-01-10", 1_000_000)
		if got := c.buys("2025-10-01", 100_000).Discount; got != 0 {
			t.Errorf("%s: a discount of %s three months after the level ended", program, got)
		}
	}
}

func TestCertificatesAreIssuedAsSoonAsPointsSuffice(t *testing.T) {
	c := opens(t, "points: {earn: [{points: 1, per: {spend: 1}}], pending: 30 days, caps: [{points: 500, per: year}], rewards: [{points: 500, issued: automatically, gives: {certificate: {face: 10}}}]}\n", "2025-01-01")
	c.buys("2025-01-10", 500_000)
	if out := c.buys("2025-03-01", 100_000); out.CardsIssued != 1 { // it earns nothing: the cap is reached
		t.Errorf("%d certificates issued when 500 points had landed", out.CardsIssued)
	}
}
