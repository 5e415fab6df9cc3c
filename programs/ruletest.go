package programs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
)

// testHeader is the first key of a file of rule tests.
const testHeader = "rules-test/v1"

// maxBuys is the most purchases of one case.
const maxBuys = 10_000

// Test is a file of rule tests: what a member buys, and what that must come to.
type Test struct {
	Header  string `yaml:"earnburn,required" oneof:"rules-test/v1" doc:"kind and version of this file"`
	Program string `yaml:"program,required" doc:"shipped name or path of the program"`
	Cases   []Case `yaml:"cases,required" unique:"name" doc:"stories of single members"`

	source *document.Document
}

// Case is one member's story. He joins at the first purchase.
type Case struct {
	Name  string `yaml:"name,required" doc:"what the case shows, in a sentence"`
	Buys  []Buy  `yaml:"buys,required" doc:"purchases in the order of their dates: DATE AMOUNT, then what differs: a category, a tender, use REWARD, use all, chosen, units N, lucky (what is given at random is given), birthday (the day is the member's), invited LEVEL; DATE AMOUNT return takes one back; with an amount of 0: does ACTION, gives N and gets N (points to and from other members), leaves (the membership ends); 12x AMOUNT monthly from DATE repeats, and without from goes on from the line before"`
	Until *Date  `yaml:"until" doc:"the account is looked at at the start of this day; by default right after the last purchase"`
	Gives Given  `yaml:"gives,required" doc:"what all of it must come to"`
}

// Buy is one line of a case: a purchase, a row of equal ones, or a return.
type Buy struct {
	Day    Day
	Amount Money
	Times  int    // 1 but in a row
	Joins  bool   // a row that goes on from the line before, whose last purchase is then the Day
	Every  Span   // between the purchases of a row
	Words  string // what follows, to be read with the words of the world and the program
}

// Given is what a case expects at its end, summed over its purchases without those returned. What is absent is not looked at.
type Given struct {
	Points       *Amount `yaml:"points" doc:"balance"`
	Pending      *Amount `yaml:"pending" doc:"points that cannot be used yet"`
	Amount       *Amount `yaml:"amount" doc:"list price"`
	Discount     *Amount `yaml:"discount" doc:"off by discounts"`
	MoneyOff     *Amount `yaml:"money_off" doc:"paid with points and certificates"`
	Paid         *Amount `yaml:"paid" doc:"list price less discounts and money off"`
	Cost         *Amount `yaml:"cost" doc:"discounts, money off, cost of free products, of what is handed over and of perks, less cash paid besides points"`
	Earned       *Amount `yaml:"earned" doc:"points earned, welcome points included"`
	Redeemed     *Amount `yaml:"redeemed" doc:"points turned into rewards"`
	Expired      *Amount `yaml:"expired" doc:"points that expired"`
	Forfeited    *Amount `yaml:"forfeited" doc:"points lost with a level or the membership"`
	Fees         *Amount `yaml:"fees" doc:"fees paid"`
	Handed       *Amount `yaml:"handed" doc:"worth of rewards that are neither money off nor products: partners', cash, gift cards, donations, draws at their mean"`
	Visits       *Amount `yaml:"visits" doc:"purchases"`
	Products     *Amount `yaml:"products" doc:"list price of free products"`
	Cards        *Amount `yaml:"cards" doc:"certificates in hand"`
	CardsIssued  *Amount `yaml:"cards_issued" doc:"certificates issued"`
	CardsUsed    *Amount `yaml:"cards_used" doc:"certificates used"`
	CardsExpired *Amount `yaml:"cards_expired" doc:"certificates that expired"`
	Tier         *string `yaml:"tier" doc:"level of membership"`
	Promotions   *Amount `yaml:"promotions" doc:"times a higher level was reached"`
	Demotions    *Amount `yaml:"demotions" doc:"times a level was lost"`
}

// ParseTest reads a file of rule tests; name is how errors refer to the data.
func ParseTest(name string, data []byte) (*Test, error) {
	d, err := document.Parse(name, data)
	if err != nil {
		return nil, err
	}
	if h := d.Header(); h != "" && h != testHeader {
		var problems document.Problems
		problems.Add(d.At("earnburn"), "earnburn", "must be %s to be read as a test of rules (got %s)", testHeader, h)
		return nil, problems.Err()
	}
	t := &Test{source: d}
	if err := d.Decode(t); err != nil {
		return nil, err
	}
	return t, nil
}

var (
	buyForm = regexp.MustCompile(`^([0-9]{4}-[0-9-]+) +([0-9][^ ]*)(?: +(.*))?$`)
	rowForm = regexp.MustCompile(`^([1-9][0-9]{0,8})x +([0-9][^ ]*) +(daily|weekly|monthly|yearly)(?: +from +([^ ]+))?(?: +(.*))?$`)
	rhythms = map[string]Span{"daily": {Days: 1}, "weekly": {Days: 7}, "monthly": {Months: 1}, "yearly": {Months: 12}}
)

// DecodeScalar reads a line such as "2026-01-10 1000 own_card" or "12x 30 monthly from 2026-01-10"; a row without from goes on from the line before.
func (b *Buy) DecodeScalar(text string) error {
	date, amount := "", ""
	if m := rowForm.FindStringSubmatch(text); m != nil {
		b.Times, _ = strconv.Atoi(m[1]) // nine digits always fit
		b.Every = rhythms[m[3]]
		amount, date, b.Words = m[2], m[4], m[5]
		b.Joins = date == ""
	} else if m := buyForm.FindStringSubmatch(text); m != nil {
		b.Times = 1
		date, amount, b.Words = m[1], m[2], m[3]
	} else {
		return fmt.Errorf("must be DATE AMOUNT and what differs, or a row such as 12x 30 monthly from 2026-01-10 (got %s)", text)
	}
	var err error
	if !b.Joins {
		if b.Day, err = ParseDate(date); err != nil {
			return err
		}
	}
	if err := b.Amount.DecodeScalar(amount); err != nil {
		return fmt.Errorf("amount %w", err)
	}
	if b.Times > maxBuys {
		return fmt.Errorf("a row has at most %s (got %s); make it shorter", english.Many(maxBuys, "purchase"), english.Group(float64(b.Times), 0))
	}
	b.Words = strings.Join(strings.Fields(b.Words), " ")
	return nil
}

// Schema describes a line to editors: see document.Schema.
func (Buy) Schema() map[string]any {
	return map[string]any{"type": "string", "pattern": buyForm.String() + "|" + rowForm.String()}
}

// day returns the day of the i-th purchase of the row.
func (b *Buy) day(i int) Day {
	if b.Joins {
		i++
	}
	return Span{Months: b.Every.Months * i, Days: b.Every.Days * i}.After(b.Day)
}

// Check demands something to test.
func (t *Test) Check(d *document.Document, path string, problems *document.Problems) {
	if len(t.Cases) == 0 {
		adder(d, path, problems)(".cases", "must have at least one case")
	}
}

// Check demands something to check and that time only moves forward, and puts rows that go on from the line before in their place.
func (c *Case) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if d.Has(path+".gives") && len(d.Keys(path+".gives")) == 0 {
		add(".gives", "expects nothing, so the case would always pass; write what must come out, as in {points: 100}")
	}
	if len(c.Buys) == 0 {
		add(".buys", "must have at least one purchase")
		return
	}
	last, count := before, 0
	for i := range c.Buys {
		b := &c.Buys[i]
		switch {
		case b.Joins && i == 0:
			add(".buys[0]", "has no line before it to go on from; add from and a date, as in 12x 30 monthly from 2026-01-10")
			return
		case b.Joins:
			b.Day = last
		case b.Day < last:
			add(fmt.Sprintf(".buys[%d]", i), "must not be before the purchase before it, %s (got %s)", last, b.Day)
		}
		last = b.day(b.Times - 1)
		count += b.Times
	}
	if count > maxBuys {
		add(".buys", "must be at most %s (got %s)", english.Many(maxBuys, "purchase"), english.Group(float64(count), 0))
	}
	if c.Until != nil && c.Until.Day < last {
		add(".until", "must not be before the last purchase, %s (got %s)", last, c.Until.Day)
	}
}
