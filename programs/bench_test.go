package programs

import "testing"

var sink Receipt

func benchmarkBuy(b *testing.B, r *Rules, p Purchase) {
	var a Account
	var l Lapsed
	start := DayOf(2026, 1, 1)
	r.Join(&a, start)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if i%64 == 0 {
			r.Join(&a, start)
			p.Day = start
		}
		p.Day += 7
		r.Advance(&a, p.Day, &l)
		p.Take = r.Offer(&a, &p, -1)
		r.Buy(&a, &p, &sink)
	}
}

// BenchmarkBuy is a week of a member: what has expired, what can be had, and the purchase.
func BenchmarkBuy(b *testing.B) {
	for _, name := range []string{"discount-5", "points-100", "bonus-5", "points-tiers", "bloomingdales-loyallist", "discount-progressive"} {
		r, err := shipped(b, name).Compile(retail)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			benchmarkBuy(b, r, Purchase{Amount: 45_000, Tender: NoTender, Units: 1})
		})
	}
}

// BenchmarkBuyAlone is the purchase without advancing and offering.
func BenchmarkBuyAlone(b *testing.B) {
	for _, name := range []string{"discount-5", "points-100", "points-tiers"} {
		r, err := shipped(b, name).Compile(retail)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			var a Account
			start := DayOf(2026, 1, 1)
			r.Join(&a, start)
			p := Purchase{Amount: 45_000, Tender: NoTender, Units: 1}
			b.ReportAllocs()
			for i := range b.N {
				if i%256 == 0 {
					r.Join(&a, start)
				}
				p.Day = start + Day(i%256)
				r.Buy(&a, &p, &sink)
			}
		})
	}
}

func BenchmarkProspect(b *testing.B) {
	for _, name := range []string{"points-100", "points-tiers", "bloomingdales-loyallist"} {
		r, err := shipped(b, name).Compile(retail)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			var a Account
			d := DayOf(2026, 5, 1)
			r.Join(&a, d)
			r.Buy(&a, &Purchase{Day: d, Amount: 400_000, Tender: NoTender, Units: 1}, &sink)
			t := Typical{Day: d + 1, Amount: 45_000, Units: 1, Mix: []Mix{{0, NoTender, 0.5}, {1, 0, 0.5}}}
			var p Prospect
			b.ReportAllocs()
			for b.Loop() {
				r.Prospect(&a, &t, &p)
			}
		})
	}
}
