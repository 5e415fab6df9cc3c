package programs

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawProgram writes a random program.
func drawProgram(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("earnburn: program/v1\nname: drawn\n")
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	when := func(label string) string {
		return pick(label, "", "", ", when: {category: beauty}", ", when: {tender: own_card}", ", when: {basket_from: 30}",
			", when: {weekday: [monday, friday]}", ", when: {chosen_days: 3}", ", when: {from: 2026-03-01, to: 2026-09-30}")
	}
	if rapid.Bool().Draw(t, "discounts") {
		fmt.Fprintf(&b, "discounts:\n  - {rate: %s%s}\n", pick("rate", "5%", "60%", "0.333"), when("discount"))
		if rapid.Bool().Draw(t, "cumulative") {
			fmt.Fprintf(&b, "  - {cumulative: {by: %s, window: %s, steps: [{from: 3, rate: 3%%}, {from: 100, rate: 50%%}]}%s}\n",
				pick("cumulative by", "spend", "visits"), pick("cumulative window", "lifetime", "calendar_year", "2 months"), when("cumulative"))
		}
	}
	b.WriteString("points:\n")
	fmt.Fprintf(&b, "  combine: %s\n  earn_on_rewards: %s\n", pick("combine", "sum", "best"), pick("on rewards", "true", "false"))
	fmt.Fprintf(&b, "  welcome: %s\n", pick("welcome", "0", "3", "120.5"))
	fmt.Fprintf(&b, "  expire: %s\n", pick("expire", "never", "{after: 3 months}", "{after: 40 days}", "{inactive: 2 months}", "{each_year: 06-30}"))
	fmt.Fprintf(&b, "  earn:\n    - {points: %s, per: {spend: %s}, round: %s%s}\n", pick("points", "1", "0.7", "5"), pick("spend", "1", "3"), pick("round", "none", "down", "nearest"), when("earn"))
	if rapid.Bool().Draw(t, "second earn") {
		fmt.Fprintf(&b, "    - {points: %s, per: {visit: %s}%s}\n", pick("visit points", "1", "10"), pick("visits", "1", "3"), when("earn 2"))
	}
	b.WriteString("  rewards:\n")
	for i := range rapid.IntRange(1, 3).Draw(t, "rewards") {
		fmt.Fprintf(&b, "    - {name: r%d, %s}\n", i, pick("reward",
			"points: 1, gives: {money_off: 0.01}, up_to: 50%",
			"points: 1, gives: {money_off: 0.01}, step: 7, minimum: 20",
			"points: 1, issued: automatically, gives: {money_off: 0.07}, up_to: 100%",
			"points: 50, gives: {money_off: 8}",
			"points: 33.3, gives: {money_off: 9.999}",
			"points: 10, gives: {product: {price: 4, cost: 35%}}",
			"points: 70, used: at_once, gives: {money_off: 5}",
			"points: 10, used: at_once, gives: {product: {price: 4, cost: 35%}}",
			"points: 60, issued: automatically, gives: {certificate: {face: 10, valid: 2 months}}",
			"points: 90, gives: {certificate: {face: 12, valid: 20 days}}",
			"points: 40, issued: automatically, gives: {certificate: {face: 5}}"))
	}
	if rapid.Bool().Draw(t, "tiers") {
		fmt.Fprintf(&b, "tiers:\n  by: %s\n  window: %s\n  missed: %s\n", pick("by", "spend", "points", "visits"),
			pick("window", "calendar_year", "lifetime", "3 months"), pick("missed", "drop_one", "drop_to_earned", "never"))
		if kept := pick("kept", "", "end_of_year", "end_of_next_year", "5 months"); kept != "" {
			fmt.Fprintf(&b, "  kept_until: %s\n", kept)
		}
		b.WriteString("  levels:\n    - {name: A}\n    - {name: B, from: 4, earn_times: 1.5}\n    - {name: C, from: 150, discount: 10%, perks: [{name: p, worth: 2, cost: 1}]}\n")
	}
	return b.String()
}

// member is an account with what a test knows about it from outside.
type member struct {
	*rapid.T
	rules   *Rules
	account Account
	day     Day
	cards   Money // in hand by the receipts
	past    []Receipt
}

// step draws a day and what happens on it.
func (m *member) step() {
	m.day += Day(rapid.SampledFrom([]int{0, 1, 3, 10, 31, 100, 400}).Draw(m.T, "days"))
	var l Lapsed
	m.rules.Advance(&m.account, m.day, &l)
	m.cards -= l.CardsFace
	m.check()
	if len(m.past) > 0 && rapid.IntRange(0, 4).Draw(m.T, "return") == 0 {
		out := m.past[len(m.past)-1]
		m.past = m.past[:len(m.past)-1]
		m.rules.Return(&m.account, &out, m.day)
		m.cards += out.CardsUsedFace - out.CardsIssuedFace
		m.check()
		return
	}
	m.past = append(m.past, m.buy())
	m.check()
}

func (m *member) buy() Receipt {
	p := Purchase{
		Day: m.day, Amount: Money(rapid.Int64Range(0, 200_000).Draw(m.T, "amount")), Units: 1, Tender: NoTender,
		Category: uint8(rapid.IntRange(0, 1).Draw(m.T, "category")), Chosen: rapid.Bool().Draw(m.T, "chosen"),
	}
	if rapid.Bool().Draw(m.T, "card") {
		p.Tender = 0
	}
	a := &m.account
	offer := m.rules.Offer(a, &p, int8(rapid.IntRange(-1, len(m.rules.Goals)-1).Draw(m.T, "target")))
	if offer.Points > max(0, a.Balance) || offer.Points < 0 || offer.Face < 0 || (offer.Count == 0) != (offer == Offer{}) {
		m.Fatalf("offer %+v with a balance of %v", offer, a.Balance)
	}
	if rapid.Bool().Draw(m.T, "take") || offer.Count > 0 && offer.Reward >= 0 && m.rules.Automatic[offer.Reward] {
		p.Take = offer
	}
	before := *a
	var out Receipt
	m.rules.Buy(a, &p, &out)
	if out.Paid != out.Amount-out.Discount-out.MoneyOff || out.Paid < 0 || out.Discount < 0 || out.MoneyOff < 0 {
		m.Fatalf("money is lost: %+v", out)
	}
	if a.Balance != before.Balance+out.Earned-out.Burned {
		m.Fatalf("balance %v, was %v: %+v", a.Balance, before.Balance, out)
	}
	if p.Take.Count > 0 {
		if p.Take.Points > out.Burned {
			m.Fatalf("took %+v, burned %v", p.Take, out.Burned)
		}
		if r := p.Take.Reward; (r < 0 || m.rules.rewards[r].kind == moneyOff) && out.MoneyOff < p.Take.Face {
			m.Fatalf("took %+v, got %v off", p.Take, out.MoneyOff)
		}
	}
	m.cards += out.CardsIssuedFace - out.CardsUsedFace
	return out
}

// check holds the account against its own books.
func (m *member) check() {
	a := &m.account
	if a.Balance != a.Book.Outstanding() {
		m.Fatalf("balance %v, book %+v", a.Balance, a.Book)
	}
	sum, last := Points(0), before
	for i := range a.lots.count {
		l := a.lots.at(i)
		if l.points <= 0 || l.until <= last || l.until < m.day {
			m.Fatalf("lot %d of %d on %v: %+v after one until %v", i, a.lots.count, m.day, *l, last)
		}
		sum, last = sum+l.points, l.until
	}
	if sum != max(0, a.Balance) {
		m.Fatalf("lots hold %v, the balance is %v", sum, a.Balance)
	}
	face, last := Money(0), before
	for i := range a.cards.count {
		c := a.cards.at(i)
		if c.until < last || c.until < m.day {
			m.Fatalf("certificate %d on %v: %+v after one until %v", i, m.day, *c, last)
		}
		face, last = face+c.face, c.until
	}
	if int(a.Cards) != a.cards.count || a.CardsFace != face || face != m.cards {
		m.Fatalf("%d certificates worth %v; there are %d worth %v, by the receipts %v", a.Cards, a.CardsFace, a.cards.count, face, m.cards)
	}
	if a.NextDate <= m.day {
		m.Fatalf("next date %v on %v", a.NextDate, m.day)
	}
	for i := range a.counters {
		if m.rules.counters[i].kind != rolling {
			continue
		}
		total := int64(0)
		for _, n := range a.counters[i].months {
			total += n
		}
		if total != a.counters[i].total {
			m.Fatalf("window %d: months hold %d, total %d", i, total, a.counters[i].total)
		}
	}
}

func drawMember(t *rapid.T) *member {
	text := drawProgram(t)
	p, err := Parse("drawn.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	rules, err := p.Compile(retail)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	m := &member{T: t, rules: rules, day: DayOf(2026, 1, 1) + Day(rapid.IntRange(0, 400).Draw(t, "start"))}
	m.rules.Join(&m.account, m.day)
	return m
}

func TestBooksBalanceWhateverHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		m.check()
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			m.step()
		}
	})
}

// clone copies an account with its memory.
func clone(a *Account) Account {
	c := *a
	c.lots.items = append([]lot(nil), a.lots.items...)
	c.cards.items = append([]card(nil), a.cards.items...)
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
	if a.lots.count != b.lots.count || a.cards.count != b.cards.count {
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
	x.lots, y.lots, x.cards, y.cards = ring[lot]{}, ring[lot]{}, ring[card]{}, ring[card]{}
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
		if m.rules.byDay {
			t.Skip("the prospect is a mean over the days of the week")
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
		if out.Discount != p.MoneyOff || out.Earned != p.Gain {
			t.Fatalf("prospect %+v, receipt %+v", p, out)
		}
		if p.Next.Level > 0 && m.rules.HasTiers && p.Next.Gain >= p.Next.Short && m.account.Level < p.Next.Level && out.MoneyOff == 0 {
			t.Fatalf("prospect %+v: level %d was not reached", p.Next, m.account.Level)
		}
	})
}

func TestProgressKeepsAProspectTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMember(t)
		typical := Typical{Amount: Money(rapid.Int64Range(1, 200_000).Draw(t, "amount")), Units: 1}
		var kept Prospect
		level := -1
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			m.step()
			typical.Day = m.day
			if level != int(m.account.Level) || !m.rules.Progress(&m.account, &typical, &kept) {
				m.rules.Prospect(&m.account, &typical, &kept)
			}
			level = int(m.account.Level)
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
		a := &m.account
		balance, cards, face := a.Balance, a.Cards, a.CardsFace
		totals := make([]int64, len(a.counters))
		for i := range totals {
			totals[i] = a.counters[i].total
		}
		out := m.buy()
		m.rules.Return(a, &out, m.day)
		if a.Balance != balance || a.Cards != cards || a.CardsFace != face {
			t.Fatalf("was %v and %d cards of %v, is %v and %d of %v", balance, cards, face, a.Balance, a.Cards, a.CardsFace)
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
