package programs

import (
	"fmt"
	"slices"

	"earnburn/internal/document"
)

// CaseResult is what came of one case; it passed if there are no failures.
type CaseResult struct {
	Name     string
	Position document.Position
	Failures []Failure
}

// Failure is one thing that came out differently.
type Failure struct {
	Position  document.Position // of the expectation, or of the purchase that could not be made
	Path      string            // e.g. cases[0].gives.points
	Got, Want string
}

// Error writes the failure as position, path, and what was got and wanted.
func (f Failure) Error() string {
	return fmt.Sprintf("%s: %s: got %s, want %s", f.Position, f.Path, f.Got, f.Want)
}

// Run plays all cases. The program is found by load, together with the words of the world it is tested in.
// An error means that the cases could not be played: an unknown program or word.
func (t *Test) Run(load func(program string) (*Program, Vocabulary, error)) ([]CaseResult, error) {
	p, v, err := load(t.Program)
	if err != nil {
		return nil, err
	}
	rules, err := p.Compile(v)
	if err != nil {
		return nil, err
	}
	words := newReader(rules, v)
	var problems document.Problems
	orders := make([][]order, len(t.Cases))
	for i := range t.Cases {
		for j, b := range t.Cases[i].Buys {
			o, err := words.read(b.Words)
			if path := fmt.Sprintf("cases[%d].buys[%d]", i, j); err != nil {
				problems.Add(t.at(path), path, "%s", err)
			}
			orders[i] = append(orders[i], o)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	results := make([]CaseResult, len(t.Cases))
	for i := range t.Cases {
		path := fmt.Sprintf("cases[%d]", i)
		s := story{rules: rules, test: t, path: path}
		s.play(&t.Cases[i], orders[i])
		s.compare(&t.Cases[i].Gives)
		results[i] = CaseResult{Name: t.Cases[i].Name, Position: t.at(path), Failures: s.failures}
	}
	return results, nil
}

func (t *Test) at(path string) document.Position {
	if t.source == nil {
		return document.Position{}
	}
	return t.source.At(path)
}

// story is one case while it is played.
type story struct {
	rules    *Rules
	test     *Test
	path     string
	account  Account
	receipts []Receipt
	lapsed   Lapsed
	promoted int64
	demoted  int64
	fees     Money
	failures []Failure
}

func (s *story) play(c *Case, orders []order) {
	s.rules = s.rules.On(c.Buys[0].Day)
	s.rules.Join(&s.account, c.Buys[0].Day)
	s.fees = s.rules.JoiningFee()
	for i, b := range c.Buys {
		for j := range b.Times {
			o := orders[i]
			o.purchase.Day, o.purchase.Amount = b.day(j), b.Amount
			s.advance(o.purchase.Day)
			if level := slices.Index(s.rules.Levels, o.invited); level > 0 && o.invited != "" {
				s.rules.Invite(&s.account, uint8(level))
			}
			s.do(&o, fmt.Sprintf("%s.buys[%d]", s.path, i))
		}
	}
	if c.Until != nil {
		s.advance(c.Until.Day)
	}
}

// do carries out a line.
func (s *story) do(o *order, path string) {
	d := o.purchase.Day
	switch {
	case o.buys():
		s.buy(o, path)
	case o.purchase.Amount != 0 && !o.back:
		s.fail(path, "an amount of "+o.purchase.Amount.String(), "0: this is no purchase")
	case o.back:
		s.giveBack(&o.purchase, path)
	case o.leaves:
		var l Lapsed
		s.rules.Leave(&s.account, &l)
		s.lapse(&l)
	case o.action != "":
		s.act(o.action, d, path)
	default:
		if moved := s.rules.Transfer(&s.account, o.moves, d); moved != o.moves {
			s.fail(path, "a balance of "+s.account.Balance.String(), "points to give")
		}
	}
}

func (s *story) act(name string, d Day, path string) {
	action := slices.IndexFunc(s.rules.Actions, func(a ActionRule) bool { return a.Name == name })
	if action < 0 || s.rules.Act(&s.account, action, d) == 0 {
		s.fail(path, "rules that know no such action on that day", "points for "+name)
	}
}

// advance brings the account to a day, from version to version. Members of these stories pay their fees.
func (s *story) advance(d Day) {
	for {
		to := d
		if s.rules.Next != nil {
			to = min(to, s.rules.NextFrom)
		}
		s.advanceWithin(to)
		if s.rules.Next == nil || s.rules.NextFrom > d {
			return
		}
		var l Lapsed
		old := s.rules
		s.rules = old.Next
		s.rules.Adopt(&s.account, old, old.NextFrom, &l)
		s.lapse(&l)
	}
}

func (s *story) advanceWithin(d Day) {
	for s.account.NextDate <= d && !s.account.Ended() {
		at := s.account.NextDate
		if s.rules.Fee != nil && s.account.PaidUntil() < at {
			s.fees += s.rules.Renew(&s.account)
			continue
		}
		var l Lapsed
		s.rules.Advance(&s.account, at, &l)
		s.lapse(&l)
	}
}

func (s *story) lapse(l *Lapsed) {
	s.lapsed.Points += l.Points
	s.lapsed.Cards += l.Cards
	s.lapsed.PerkCost += l.PerkCost
	s.demoted += int64(l.Demotions)
}

func (s *story) buy(o *order, path string) {
	p := &o.purchase
	if s.account.Ended() {
		s.receipts = append(s.receipts, Receipt{Day: p.Day, Amount: p.Amount, Paid: p.Amount})
		return
	}
	switch {
	case !o.takes:
		p.Take = s.rules.Applied(&s.account, p)
	case o.reward == "":
		p.Take = s.rules.Offer(&s.account, p, -1)
	default:
		reward := int8(slices.Index(s.rules.rewardNames, o.reward))
		if reward < 0 {
			break // the rules in force have none of that name
		}
		p.Take = s.rules.OfferOf(&s.account, p, reward)
		if goal := s.rules.Goals[reward]; goal.Card && s.account.Cards > 0 {
			p.Take = s.rules.OfferOf(&s.account, p, -1)
		}
	}
	if o.takes && p.Take.Count == 0 {
		s.fail(path, fmt.Sprintf("a balance of %s and %d certificates", s.account.Balance, s.account.Cards), "a reward to use")
	}
	var out Receipt
	s.rules.Buy(&s.account, p, &out)
	if out.Events&Promoted != 0 {
		s.promoted++
	}
	s.receipts = append(s.receipts, out)
}

// giveBack returns the latest purchase of that amount.
func (s *story) giveBack(p *Purchase, path string) {
	for i, r := range slices.Backward(s.receipts) {
		if r.Amount == p.Amount {
			s.rules.Return(&s.account, &r, p.Day)
			s.receipts = slices.Delete(s.receipts, i, i+1)
			return
		}
	}
	s.fail(path, "no purchase of that amount", "one to return")
}

func (s *story) fail(path, got, want string) {
	s.failures = append(s.failures, Failure{Position: s.test.at(path), Path: path, Got: got, Want: want})
}

// compare sets the sums of the story beside what was expected.
func (s *story) compare(want *Given) {
	a := &s.account
	var sum Receipt
	for _, r := range s.receipts {
		sum.Amount += r.Amount
		sum.Discount += r.Discount
		sum.MoneyOff += r.MoneyOff
		sum.Paid += r.Paid
		sum.ProductPrice += r.ProductPrice
		sum.ProductCost += r.ProductCost
		sum.Handed += r.Handed
		sum.HandedCost += r.HandedCost
		sum.Cash += r.Cash
		sum.PerkCost += r.PerkCost
		sum.CardsIssued += r.CardsIssued
		sum.CardsUsed += r.CardsUsed
	}
	check := func(key string, want *Amount, got int64) {
		if want != nil && int64(*want) != got {
			s.fail(s.path+".gives."+key, Amount(got).String(), want.String())
		}
	}
	check("points", want.Points, int64(a.Balance))
	check("amount", want.Amount, int64(sum.Amount))
	check("discount", want.Discount, int64(sum.Discount))
	check("money_off", want.MoneyOff, int64(sum.MoneyOff))
	check("paid", want.Paid, int64(sum.Paid))
	check("cost", want.Cost, int64(sum.Discount+sum.MoneyOff+sum.ProductCost+sum.HandedCost-sum.Cash+sum.PerkCost+s.lapsed.PerkCost))
	check("pending", want.Pending, int64(a.Pending))
	check("forfeited", want.Forfeited, int64(a.Book.Forfeited))
	check("fees", want.Fees, int64(s.fees))
	check("handed", want.Handed, int64(sum.Handed))
	check("earned", want.Earned, int64(a.Book.Issued-a.Book.ClawedBack))
	check("redeemed", want.Redeemed, int64(a.Book.Redeemed-a.Book.Adjusted))
	check("expired", want.Expired, int64(a.Book.Expired))
	check("visits", want.Visits, int64(len(s.receipts))*1000)
	check("products", want.Products, int64(sum.ProductPrice))
	check("cards", want.Cards, int64(a.Cards)*1000)
	check("cards_issued", want.CardsIssued, int64(sum.CardsIssued)*1000)
	check("cards_used", want.CardsUsed, int64(sum.CardsUsed)*1000)
	check("cards_expired", want.CardsExpired, int64(s.lapsed.Cards)*1000)
	check("promotions", want.Promotions, s.promoted*1000)
	check("demotions", want.Demotions, s.demoted*1000)
	if level := s.rules.Levels[a.Level]; want.Tier != nil && *want.Tier != level {
		got := level
		if got == "" {
			got = "no tiers"
		}
		s.fail(s.path+".gives.tier", got, *want.Tier)
	}
	if a.Outstanding() != a.Book.Outstanding() {
		s.fail(s.path, "a balance of "+a.Outstanding().String(), "what the ledger says: "+a.Book.Outstanding().String())
	}
}
