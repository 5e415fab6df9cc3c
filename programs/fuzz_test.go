package programs

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzParse demands that whatever is read as a program can be compiled, described and bought under, or is refused with an error.
func FuzzParse(f *testing.F) {
	for _, name := range Names() {
		data, _ := Shipped(name)
		f.Add(data)
	}
	for _, text := range everyKey {
		f.Add([]byte("earnburn: program/v1\nname: every\n" + text))
	}
	f.Add([]byte("earnburn: program/v1\nname: x\npoints: {welcome: 1000000000000, earn: [{points: 1000000000000, per: {spend: 0.001}}], rewards: [{points: 0.001, used: at_once, gives: {product: {price: 1000000000000, cost: 100%}}}]}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Parse("fuzz.yaml", data)
		if err != nil {
			return
		}
		p.Describe()
		r, err := p.Compile(Vocabulary{Currency: p.Currency, Categories: retail.Categories, Tenders: retail.Tenders, Unit: "night"})
		if err != nil {
			return
		}
		var a Account
		var l Lapsed
		var out Receipt
		var facts Prospect
		d := DayOf(2026, 1, 1)
		r.Join(&a, d)
		for range 5 {
			d += 50
			for r.Next != nil && r.NextFrom <= d {
				r.Advance(&a, r.NextFrom, &l)
				r.Next.Adopt(&a, r, r.NextFrom, &l)
				r = r.Next
			}
			r.Advance(&a, d, &l)
			if a.Ended() {
				return
			}
			r.Prospect(&a, &Typical{Day: d, Amount: 10_000, Units: 1}, &facts)
			buy := Purchase{Day: d, Amount: 99_990, Units: 2}
			buy.Take = r.Offer(&a, &buy, -1)
			r.Buy(&a, &buy, &out)
			if out.Paid < 0 || out.Paid != out.Amount-out.Discount-out.MoneyOff || a.Check() != nil {
				t.Fatalf("%+v\n%+v", out, a)
			}
		}
		r.Return(&a, &out, d)
		if a.Check() != nil {
			t.Fatalf("%+v\n%+v", out, a)
		}
	})
}

// FuzzParseTest demands that whatever is read as a test of rules can be played.
func FuzzParseTest(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		suite, err := ParseTest("fuzz.yaml", data)
		if err != nil {
			return
		}
		// A program that does not exist is the caller's to report; any will do here.
		_, _ = suite.Run(func(string) (*Program, Vocabulary, error) { return shipped(t, "bloomingdales-loyallist"), retail, nil })
	})
}
