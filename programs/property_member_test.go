package programs

import "pgregory.net/rapid"

// member is an account with what a test knows about it from outside.
type member struct {
	*rapid.T
	rules   *Rules
	account Account
	day     Day
	cards   Money // in hand by the receipts
	past    []Receipt
}

// advance brings the member to a day, from version to version; he may stop paying.
func (m *member) advance(to Day) {
	for next := m.rules.Next; next != nil && m.rules.NextFrom <= to; next = m.rules.Next {
		m.advanceWithin(m.rules.NextFrom)
		m.day = m.rules.NextFrom
		m.check()
		var l Lapsed
		next.Adopt(&m.account, m.rules, m.day, &l)
		m.rules = next
		m.agree()
	}
	m.advanceWithin(to)
	m.day = to
	m.check()
}

func (m *member) advanceWithin(to Day) {
	var l Lapsed
	for a := &m.account; a.NextDate <= to; {
		at := a.NextDate
		if a.PaidUntil() < at && !a.Ended() && rapid.IntRange(0, 9).Draw(m.T, "stops paying") > 0 {
			m.rules.Renew(a)
			continue
		}
		m.rules.Advance(a, at, &l)
		m.cards -= l.CardsFace
	}
}

// step draws a day and what happens on it.
func (m *member) step() {
	m.advance(m.day + Day(rapid.SampledFrom([]int{0, 1, 3, 10, 31, 100, 400}).Draw(m.T, "days")))
	kind := rapid.IntRange(0, 9).Draw(m.T, "what")
	switch {
	case kind < 2 && len(m.past) > 0:
		m.giveBack()
	case m.account.Ended():
	case kind == 2 && m.rules.HasPoints:
		m.besides()
	default:
		m.past = append(m.past, m.buy())
	}
	m.agree()
	m.advance(m.day) // points of a level just reached may have been idle for too long there
}

// giveBack returns the last purchase.
func (m *member) giveBack() {
	out := m.past[len(m.past)-1]
	m.past = m.past[:len(m.past)-1]
	m.rules.Return(&m.account, &out, m.day)
	m.cards += out.CardsUsedFace - out.CardsIssuedFace
}

// besides draws what happens to a member who does not buy.
func (m *member) besides() {
	a := &m.account
	outstanding := a.Outstanding()
	switch kind := rapid.IntRange(0, 20).Draw(m.T, "besides"); {
	case kind == 0:
		var l Lapsed
		m.rules.Leave(a, &l)
		m.cards -= l.CardsFace
		if a.Outstanding() > 0 || l.Forfeited != max(0, outstanding) {
			m.Fatalf("left with %v, had %v: %+v", a.Outstanding(), outstanding, l)
		}
	case kind < 3 && m.rules.HasTiers && m.rules.Invited[len(m.rules.Invited)-1] > 0:
		m.rules.Invite(a, uint8(len(m.rules.Invited)-1))
	case kind < 12 && len(m.rules.Actions) > 0:
		if got := m.rules.Act(a, kind%len(m.rules.Actions), m.day); a.Outstanding() != outstanding+got {
			m.Fatalf("%v outstanding, were %v, an action brought %v", a.Outstanding(), outstanding, got)
		}
	default:
		points := Points(rapid.Int64Range(-50_000, 50_000).Draw(m.T, "transfer"))
		if got := m.rules.Transfer(a, points, m.day); a.Outstanding() != outstanding+got || got != points && (points > 0 || a.Balance > 0) {
			m.Fatalf("%v outstanding, were %v, moved %v of %v", a.Outstanding(), outstanding, got, points)
		}
	}
}

func (m *member) buy() Receipt {
	p := Purchase{
		Day: m.day, Amount: Money(rapid.Int64Range(0, 200_000).Draw(m.T, "amount")), Units: int32(rapid.IntRange(0, 4).Draw(m.T, "units")), Tender: NoTender,
		Category: uint8(rapid.IntRange(0, 1).Draw(m.T, "category")), Chosen: rapid.Bool().Draw(m.T, "chosen"),
	}
	if rapid.Bool().Draw(m.T, "card") {
		p.Tender = 0
	}
	if m.rules.Lucky {
		p.Luck = int32(rapid.IntRange(0, 999_999).Draw(m.T, "luck"))
	}
	if m.rules.Birthdays {
		p.Birthday = int32(rapid.IntRange(0, 366).Draw(m.T, "birthday"))
	}
	a := &m.account
	target := int8(rapid.IntRange(-1, len(m.rules.Goals)-1).Draw(m.T, "target"))
	offer := m.rules.Offer(a, &p, target)
	if m.maybe("asks for one") {
		offer = m.rules.OfferOf(a, &p, target)
	}
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
	if a.Outstanding() != before.Outstanding()+out.Earned-out.Burned {
		m.Fatalf("outstanding %v, was %v: %+v", a.Outstanding(), before.Outstanding(), out)
	}
	for i := range m.rules.caps {
		if c := &m.rules.caps[i]; out.Earned-out.bonus > c.most || a.caps[i].earned > c.most || a.caps[i].earned < 0 {
			m.Fatalf("cap %d of %v is broken: %+v, %+v", i, c.most, a.caps[i], out)
		}
	}
	if p.Take.Count > 0 {
		if p.Take.Points > out.Burned {
			m.Fatalf("took %+v, burned %v", p.Take, out.Burned)
		}
		if r := p.Take.Reward; (r < 0 || m.rules.rewards[r].kind == moneyOff || m.rules.rewards[r].kind == shareOff) && out.MoneyOff < p.Take.Face {
			m.Fatalf("took %+v, got %v off", p.Take, out.MoneyOff)
		}
	}
	m.cards += out.CardsIssuedFace - out.CardsUsedFace
	return out
}

// maybe draws what happens one time in four.
func (m *member) maybe(label string) bool { return rapid.IntRange(0, 3).Draw(m.T, label) == 3 }

// check holds the account against its own books on a day that it has been advanced to.
func (m *member) check() {
	a := &m.account
	m.agree()
	for i, last := 0, before; i < a.lots.count; i++ {
		l := a.lots.at(i)
		if l.until <= last || l.until < m.day {
			m.Fatalf("lot %d of %d on %v: %+v after one until %v", i, a.lots.count, m.day, *l, last)
		}
		last = l.until
	}
	for i, last := 0, before; i < a.cards.count; i++ {
		c := a.cards.at(i)
		if c.until < last || c.until < m.day {
			m.Fatalf("certificate %d on %v: %+v after one until %v", i, m.day, *c, last)
		}
		last = c.until
	}
	for i, last := 0, before; i < a.pending.count; i++ {
		p := a.pending.at(i)
		if p.from < last || p.from <= m.day {
			m.Fatalf("pending lot %d on %v: %+v after one from %v", i, m.day, *p, last)
		}
		last = p.from
	}
	if a.NextDate <= m.day {
		m.Fatalf("next date %v on %v", a.NextDate, m.day)
	}
}

// agree holds the account against its ledger and the test's own books.
func (m *member) agree() {
	a := &m.account
	if err := a.Check(); err != nil {
		m.Fatalf("on %v: %v\n%+v", m.day, err, a.Book)
	}
	if a.CardsFace != m.cards {
		m.Fatalf("certificates worth %v, by the receipts %v", a.CardsFace, m.cards)
	}
	if a.Ended() {
		return
	}
	for i := range a.counters {
		c := &a.counters[i]
		if c.total < 0 {
			m.Fatalf("window %d holds %d", i, c.total)
		}
		if m.rules.counters[i].kind != rolling {
			continue
		}
		total := int64(0)
		for _, n := range c.months {
			total += n
		}
		if total != c.total {
			m.Fatalf("window %d: months hold %d, total %d", i, total, c.total)
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
	m := &member{T: t, day: DayOf(2026, 1, 1) + Day(rapid.IntRange(0, 400).Draw(t, "start"))}
	m.rules = rules.On(m.day)
	m.rules.Join(&m.account, m.day)
	m.advance(m.day) // perks that come by time come at once
	return m
}
