package programs

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What comes back, told as stories like those of ledger_test.go.

func TestReturnsTakeNothingTwice(t *testing.T) {
	t.Run("points that have lapsed are not taken back from others", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  expire: {after: 1 month}\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.on("2026-02-11")
		c.has("lapsed", 0)
		c.buys("2026-02-11", 70_000)
		c.returns("2026-02-12", first)
		c.has("only the second purchase's", 70_000)
		c.book(Book{Issued: 170_000, Expired: 100_000})
	})
	t.Run("points that were used are, and so are those still there", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  expire: {after: 1 month}\n", "2026-01-10")
		first := c.buys("2026-01-10", 160_000)
		c.buys("2026-01-20", 10_000, 0) // 100 used, 60 left
		c.on("2026-02-11")
		c.has("60 lapsed", 0)
		c.buys("2026-02-11", 70_000)
		c.returns("2026-02-12", first)
		c.has("70 less the 100 used", -30_000)
		c.book(Book{Issued: 230_000, Redeemed: 100_000, Expired: 60_000, ClawedBack: 100_000})
	})
	t.Run("purchases that share a last day share what has lapsed, the one returned first before the others", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  expire: {each_year: 01-31}\n", "2026-01-10")
		first, second := c.buys("2026-01-10", 80_000), c.buys("2026-01-11", 70_000)
		c.buys("2026-01-12", 10_000, 0) // 100 of 150 used
		c.on("2026-02-01")
		c.buys("2026-02-01", 200_000)
		c.returns("2026-02-02", second)
		c.has("50 had lapsed, 20 were used", 180_000)
		c.returns("2026-02-03", first)
		c.has("80 were used: all in all as many as were used", 100_000)
		c.book(Book{Issued: 350_000, Redeemed: 100_000, Expired: 50_000, ClawedBack: 100_000})
	})
	t.Run("a balance that died of idleness leaves alone what was earned since", func(t *testing.T) {
		c := opens(t, pointsForSpend+tenOff+"  expire: {inactive: 1 month}\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		second := c.buys("2026-02-20", 50_000)
		c.has("the first has lapsed", 50_000)
		c.returns("2026-02-21", second)
		c.has("what was earned since is taken back", 0)
		c.returns("2026-02-22", first)
		c.has("what has lapsed is not", 0)
		c.book(Book{Issued: 150_000, Expired: 100_000, ClawedBack: 50_000})
	})
	t.Run("points forfeited with a level are gone, those that wait too", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  pending: 40 days\ntiers: {by: spend, window: calendar_year, kept_until: end_of_year, reset_balance: true, levels: [{name: A}, {name: B, from: 100}]}\n", "2026-11-10")
		first, second := c.buys("2026-11-10", 100_000), c.buys("2026-12-20", 30_000)
		c.on("2027-01-01")
		c.has("forfeited", 0, 0)
		c.buys("2027-01-02", 10_000)
		c.returns("2027-01-03", first)
		c.returns("2027-01-04", second)
		c.has("as if nothing had come back", 0, 10_000)
		c.book(Book{Issued: 140_000, Forfeited: 130_000})
	})
	t.Run("points that have lapsed and been converted since are gone in the new currency", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  expire: {after: 1 month}\nversions: [{from: 2026-02-20, convert: 10, points: {earn: [{points: 10, per: {spend: 1}}]}}]\n", "2026-01-10")
		first := c.buys("2026-01-10", 100_000)
		c.on("2026-02-20")
		c.buys("2026-02-20", 5000)
		c.returns("2026-02-21", first)
		c.has("left alone", 50_000)
	})
	t.Run("a certificate that has lapsed takes its points with it", func(t *testing.T) {
		c := opens(t, pointsForSpend+"  rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 10, valid: 1 month}}}]\n", "2026-01-10")
		first := c.buys("2026-01-10", 250_000)
		amounts(t, "used", c.buys("2026-01-20", 10_000, -1).MoneyOff, 10_000)
		c.on("2026-02-11")
		c.has("one was used, one has lapsed", 50_000)
		c.returns("2026-02-12", first)
		c.has("250 less the 100 that have lapsed", -100_000)
	})
	t.Run("a certificate comes back for as long as certificates were last good for", func(t *testing.T) {
		for version, last := range map[string]string{
			"": "2026-03-05", // none
			"versions: [{from: 2026-02-01, points: {earn: [{points: 1, per: {spend: 1}}]}}]\n":                                                                           "2026-03-05",
			"versions: [{from: 2026-02-01, without: points, discounts: [{rate: 1%}]}]\n":                                                                                 "2026-03-05",
			"versions: [{from: 2026-02-01, points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 9, gives: {certificate: {face: 1, valid: 2 months}}}]}}]\n": "2026-04-05",
		} {
			c := opens(t, pointsForSpend+"  rewards: [{points: 100, issued: automatically, gives: {certificate: {face: 10, valid: 1 month}}}]\n"+version, "2026-01-10")
			c.buys("2026-01-10", 100_000)
			used := c.buys("2026-01-31", 10_000, -1)
			c.returns("2026-02-05", used)
			c.on(last)
			amounts(t, version+"on its last day", c.account.CardsFace, 10_000)
			var l Lapsed
			c.rules.Advance(&c.account, c.date(last)+1, &l)
			amounts(t, version+"after it", c.account.CardsFace, 0)
		}
	})
}

func TestReturnsAndChallenges(t *testing.T) {
	challenge := func(what string) string {
		return "points:\n  earn: [{points: 1, per: {visit: 1}}]\n  challenges: [{name: c, points: 30, " + what + "}]\n"
	}
	t.Run("a purchase that comes back does not count toward the target", func(t *testing.T) {
		c := opens(t, challenge("visits: 3, within: 1 month"), "2026-01-10")
		c.buys("2026-01-10", 10_000)
		second := c.buys("2026-01-11", 10_000)
		c.returns("2026-01-12", second)
		c.buys("2026-01-13", 10_000)
		c.has("two count", 2000)
		c.buys("2026-02-09", 10_000)
		c.has("the third within the month of the first", 33_000)
	})
	t.Run("nor does what was spent on it", func(t *testing.T) {
		c := opens(t, "discounts: [{rate: 10%}]\n"+challenge("spend: 100, within: 1 month"), "2026-01-10")
		c.buys("2026-01-10", 50_000) // 45 paid
		c.returns("2026-01-12", c.buys("2026-01-11", 60_000))
		c.buys("2026-01-13", 61_000) // 54.90
		c.has("99.90 count", 2000)
		c.buys("2026-01-14", 1000)
		c.has("and 0.90 more", 33_000)
	})
	t.Run("with no purchase left the time begins anew", func(t *testing.T) {
		c := opens(t, challenge("visits: 2, within: 10 days"), "2026-01-10")
		c.returns("2026-01-12", c.buys("2026-01-10", 10_000))
		c.buys("2026-01-18", 10_000)
		c.buys("2026-01-25", 10_000)
		c.has("7 days apart", 32_000)
	})
	t.Run("a purchase of a challenge that is over, or paid, leaves the next one alone", func(t *testing.T) {
		c := opens(t, challenge("visits: 2, within: 10 days"), "2026-01-10")
		first := c.buys("2026-01-10", 10_000) // over on 20 January
		c.buys("2026-01-20", 10_000)
		c.returns("2026-01-21", first)
		paid := c.buys("2026-01-21", 10_000)
		c.has("the second of two that are still there", 32_000)
		c.buys("2026-01-21", 10_000) // on the same day the first of the next
		c.returns("2026-01-22", paid)
		c.has("the purchase that completed it takes its points along", 2000)
		c.buys("2026-01-23", 10_000)
		c.has("and is none of the next two", 33_000)
	})
	t.Run("what has been paid stays when another purchase comes back", func(t *testing.T) {
		c := opens(t, challenge("visits: 2, within: 10 days"), "2026-01-10")
		first := c.buys("2026-01-10", 10_000)
		c.buys("2026-01-11", 10_000)
		c.returns("2026-01-12", first)
		c.has("one visit and the challenge", 31_000)
	})
	t.Run("who came, came: a streak goes on", func(t *testing.T) {
		c := opens(t, challenge("streak: 2, within: 1 week"), "2026-01-10")
		c.returns("2026-01-11", c.buys("2026-01-10", 10_000))
		c.buys("2026-01-18", 10_000)
		c.has("the second week", 31_000)
	})
}

// TestWhoUsesNothingOwesNothing buys, lets points lapse and returns in any order: without a reward taken no return may ever leave a debt, and in the end nothing is left.
func TestWhoUsesNothingOwesNothing(t *testing.T) {
	const tiers = "tiers: {by: spend, window: calendar_year, kept_until: end_of_year, reset_balance: true, levels: [{name: A}, {name: B, from: 300, expire: {after: 20 days}}]}\n"
	rapid.Check(t, func(t *rapid.T) {
		text := pointsForSpend + tenOff + "  expire: " + rapid.SampledFrom([]string{
			"never", "{after: 1 month}", "{after: {span: 10 days, end_of: month}}", "{each_year: 03-31}", "{inactive: 1 month}", "{after: 2 months, inactive: 30 days}",
		}).Draw(t, "expire") + "\n" + rapid.SampledFrom([]string{"", "  pending: 20 days\n"}).Draw(t, "pending") +
			rapid.SampledFrom([]string{"", tiers, "versions: [{from: 2026-03-01, convert: 10, points: {earn: [{points: 10, per: {spend: 1}}], expire: {after: 40 days}}}]\n"}).Draw(t, "more")
		c := opens(t, text, "2026-01-10")
		var past []*Receipt
		day := c.date("2026-01-10")
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			day += Day(rapid.IntRange(0, 40).Draw(t, "days"))
			if len(past) > 0 && rapid.Bool().Draw(t, "return") {
				i := rapid.IntRange(0, len(past)-1).Draw(t, "which")
				c.returns(day.String(), past[i])
				past = slices.Delete(past, i, i+1)
			} else {
				past = append(past, c.buys(day.String(), Money(1000*rapid.IntRange(1, 200).Draw(t, "amount"))))
			}
			if c.account.Balance < 0 {
				t.Fatalf("%v: owes %v\n%s", day, -c.account.Balance, text)
			}
		}
		for _, out := range past {
			c.returns(day.String(), out)
		}
		if left := c.account.Outstanding(); left != 0 {
			t.Fatalf("%v are left\n%s", left, text)
		}
	})
}
