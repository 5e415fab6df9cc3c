package programs

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestRoundingIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(0, 1<<62).Draw(t, "a")
		b := rapid.Int64Range(0, 1<<62).Draw(t, "b")
		c := rapid.Int64Range(1, 1<<62).Draw(t, "c")
		product := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		down, rest := new(big.Int).QuoRem(product, big.NewInt(c), new(big.Int))
		up, near := new(big.Int).Set(down), new(big.Int).Set(down)
		if rest.Sign() > 0 {
			up.Add(up, big.NewInt(1))
		}
		if rest.Lsh(rest, 1).Cmp(big.NewInt(c)) >= 0 {
			near.Add(near, big.NewInt(1))
		}
		for _, x := range []struct {
			name string
			got  int64
			want *big.Int
		}{{"nearest", times(a, b, c), near}, {"down", timesDown(a, b, c), down}, {"up", timesUp(a, b, c), up}} {
			want := int64(most)
			if x.want.IsInt64() {
				want = min(want, x.want.Int64())
			}
			if x.got != want {
				t.Fatalf("%d × %d ÷ %d rounded %s is %v, got %d", a, b, c, x.name, x.want, x.got)
			}
		}
	})
}

func TestAmountsAreWrittenForPeople(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Money(1_234_500).String(), "1,234.50"},
		{Money(-5).String(), "-0.005"},
		{Money(0).String(), "0.00"},
		{Points(5_000_000).String(), "5,000"},
		{Points(166_650).String(), "166.65"},
		{Share(0.333).String(), "33.3 %"},
		{Share(0.05).String(), "5 %"},
		{Span{Months: 12}.String(), "12 months"},
		{Span{Months: 24}.String(), "2 years"},
		{Span{Months: 1}.String(), "1 month"},
		{Span{Days: 14}.String(), "2 weeks"},
		{Span{Days: 30}.String(), "30 days"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}
