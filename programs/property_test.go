package programs

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBooksBalanceWhateverHappens(t *testing.T) {
	for i := range 12 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := drawMember(t)
				m.check()
				for range rapid.IntRange(1, 40).Draw(t, "steps") {
					m.step()
				}
			})
		})
	}
}

// clone copies an account with its memory.
func clone(a *Account) Account {
	c := *a
	c.lots.items = append([]lot(nil), a.lots.items...)
	c.cards.items = append([]card(nil), a.cards.items...)
	c.pending.items = append([]pendingLot(nil), a.pending.items...)
	c.gone.items = append([]gone(nil), a.gone.items...)
	c.caps = append([]capCount(nil), a.caps...)
	c.challenges = append([]challengeCount(nil), a.challenges...)
	c.counters = append([]counter(nil), a.counters...)
	for i := range c.counters {
		c.counters[i].months = append([]int64(nil), a.counters[i].months...)
	}
	return c
}

func TestADayAtATimeComesToTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			m.step()
		}
		to := m.day + Day(rapid.IntRange(1, 900).Draw(t, "later"))
		slow := clone(&m.account)
		var all, sum, l Lapsed
		m.rules.Advance(&m.account, to, &all)
		for d := m.day + 1; d <= to; d++ {
			m.rules.Advance(&slow, d, &l)
			sum.Points += l.Points
			sum.Cards += l.Cards
			sum.CardsFace += l.CardsFace
			sum.Demotions += l.Demotions
			sum.Forfeited += l.Forfeited
			sum.PerkWorth += l.PerkWorth
			if l.Events&MissedNarrowly != 0 {
				sum.Missed = l.Missed
			}
			sum.PerkCost += l.PerkCost
			sum.Events |= l.Events
		}
		if all != sum {
			t.Fatalf("at once %+v, by day %+v", all, sum)
		}
		if !sameAccount(&m.account, &slow) {
			t.Fatalf("at once %+v\nby day  %+v", m.account, slow)
		}
	})
}

func sameAccount(a, b *Account) bool {
	if a.lots.count != b.lots.count || a.cards.count != b.cards.count || a.pending.count != b.pending.count || a.gone.count != b.gone.count || len(a.counters) != len(b.counters) {
		return false
	}
	for i := range a.pending.count {
		if *a.pending.at(i) != *b.pending.at(i) {
			return false
		}
	}
	for i := range a.gone.count {
		if *a.gone.at(i) != *b.gone.at(i) {
			return false
		}
	}
	for i := range a.counters {
		x, y := a.counters[i], b.counters[i]
		if x.total != y.total || x.last != y.last || x.since != y.since || !slices.Equal(x.months, y.months) {
			return false
		}
	}
	if !slices.Equal(a.caps, b.caps) || !slices.Equal(a.challenges, b.challenges) {
		return false
	}
	for i := range a.lots.count {
		if *a.lots.at(i) != *b.lots.at(i) {
			return false
		}
	}
	for i := range a.cards.count {
		if *a.cards.at(i) != *b.cards.at(i) {
			return false
		}
	}
	x, y := *a, *b
	x.lots, y.lots, x.cards, y.cards, x.pending, y.pending = ring[lot]{}, ring[lot]{}, ring[card]{}, ring[card]{}, ring[pendingLot]{}, ring[pendingLot]{}
	x.gone, y.gone = ring[gone]{}, ring[gone]{}
	x.counters, y.counters, x.caps, y.caps, x.challenges, y.challenges, x.otherCounters, y.otherCounters = nil, nil, nil, nil, nil, nil, nil, nil
	return reflect.DeepEqual(x, y)
}

func TestAnAccountUsedAgainIsLikeNew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			m.step()
		}
		var fresh Account
		m.rules.Join(&fresh, m.day)
		m.rules.Join(&m.account, m.day)
		if !sameAccount(&fresh, &m.account) {
			t.Fatalf("fresh %+v\nused  %+v", fresh, m.account)
		}
	})
}

func TestAProspectComesTrueAndLeavesNoTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			m.step()
		}
		switch {
		case m.account.Ended():
			t.Skip("there is no member any more")
		case m.rules.byDay:
			t.Skip("the prospect is a mean over the days of the week")
		case m.rules.guesses():
			t.Skip("the prospect is a mean over what is left to chance, and over time")
		}
		earlier := clone(&m.account)
		typical := Typical{Day: m.day, Amount: Money(rapid.Int64Range(1, 200_000).Draw(t, "amount")), Units: 1}
		var p Prospect
		m.rules.Prospect(&m.account, &typical, &p)
		if !sameAccount(&earlier, &m.account) {
			t.Fatal("the prospect has changed the account")
		}
		var out Receipt
		m.rules.Buy(&m.account, &Purchase{Day: m.day, Amount: typical.Amount, Units: 1, Tender: NoTender}, &out)
		if out.Discount != p.MoneyOff || out.Earned-out.bonus != p.Gain {
			t.Fatalf("prospect %+v, receipt %+v", p, out)
		}
		if p.Next.Level > 0 && m.rules.HasTiers && p.Next.Gain >= p.Next.Short && m.account.Level < p.Next.Level && out.MoneyOff == 0 {
			t.Fatalf("prospect %+v: level %d was not reached", p.Next, m.account.Level)
		}
	})
}

// guesses tells whether a typical purchase is a mean of different ones.
func (r *Rules) guesses() bool {
	for i := range r.levels {
		l := &r.levels[i]
		if slices.ContainsFunc(l.earn, func(e earnRule) bool { return e.odds.any }) || slices.ContainsFunc(l.times, func(t timesRule) bool { return t.odds.any }) ||
			slices.ContainsFunc(l.discounts, func(d discountRule) bool { return d.odds.any }) {
			return true
		}
	}
	return len(r.caps) > 0 || slices.ContainsFunc(r.cumulative, func(c cumulativeRule) bool { return c.odds.any })
}

func TestProgressKeepsAProspectTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		typical := Typical{Amount: Money(rapid.Int64Range(1, 200_000).Draw(t, "amount")), Units: 1}
		var kept Prospect
		level, rules := -1, m.rules
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			m.step()
			if m.account.Ended() {
				return
			}
			typical.Day = m.day
			if rules != m.rules {
				typical = Typical{Day: m.day, Amount: typical.Amount, Units: 1}
			}
			if level != int(m.account.Level) || rules != m.rules || !m.rules.Progress(&m.account, &typical, &kept) {
				m.rules.Prospect(&m.account, &typical, &kept)
			}
			level, rules = int(m.account.Level), m.rules
			fresh := typical
			var want Prospect
			m.rules.Prospect(&m.account, &fresh, &want)
			if kept.Next.facts() != want.Next.facts() || kept.Gain != want.Gain || kept.MoneyOff != want.MoneyOff || kept.LapseDay != want.LapseDay || kept.LapsePoints != want.LapsePoints {
				t.Fatalf("kept up to date %+v, read off anew %+v", kept, want)
			}
		}
	})
}

func TestAPurchaseReturnedAtOnceLeavesTheBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			m.step()
		}
		if m.account.Ended() || m.rules.keeps {
			t.Skip("nothing is taken back")
		}
		a := &m.account
		balance, cards, face := a.Outstanding(), a.Cards, a.CardsFace
		totals := make([]int64, len(a.counters))
		for i := range totals {
			totals[i] = a.counters[i].total
		}
		out := m.buy()
		m.rules.Return(a, &out, m.day)
		if a.Outstanding() != balance || a.Cards != cards || a.CardsFace != face {
			t.Fatalf("was %v and %d cards of %v, is %v and %d of %v", balance, cards, face, a.Outstanding(), a.Cards, a.CardsFace)
		}
		for i := range totals {
			if a.counters[i].total != totals[i] {
				t.Fatalf("window %d counted %d, counts %d", i, totals[i], a.counters[i].total)
			}
		}
	})
}

func TestABurnTakesFromTheOldest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := compile(t, "points: {earn: [{points: 1, per: {spend: 1}}], rewards: [{points: 1, gives: {money_off: 0.01}, step: 1}], expire: {after: 3 months}}\n")
		var a Account
		var l Lapsed
		day := DayOf(2026, 1, 1)
		r.Join(&a, day)
		type entry struct {
			until  Day
			points Points
		}
		var queue []entry // every earning by itself
		for range rapid.IntRange(1, 60).Draw(t, "purchases") {
			day += Day(rapid.IntRange(0, 30).Draw(t, "days"))
			expired := Points(0)
			for len(queue) > 0 && queue[0].until < day {
				expired += queue[0].points
				queue = queue[1:]
			}
			r.Advance(&a, day, &l)
			if l.Points != expired {
				t.Fatalf("%v: %v expired, want %v", day, l.Points, expired)
			}
			p := Purchase{Day: day, Amount: Money(rapid.Int64Range(0, 100_000).Draw(t, "amount")), Tender: NoTender}
			if rapid.Bool().Draw(t, "take") {
				p.Take = r.Offer(&a, &p, 0)
			}
			var out Receipt
			r.Buy(&a, &p, &out)
			for burn := out.Burned; burn > 0; {
				part := min(burn, queue[0].points)
				burn -= part
				if queue[0].points -= part; queue[0].points == 0 {
					queue = queue[1:]
				}
			}
			if out.Earned > 0 {
				queue = append(queue, entry{Span{Months: 3}.After(day), out.Earned})
			}
		}
	})
}
