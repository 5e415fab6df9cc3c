package liability

import (
	"math"
	"strings"
	"testing"
)

// triangle is three months of 200 points with the cumulative redemption 100, 150, 165 / 110, 176 / 120, and 6, 20 and 70 later.
func triangle() *Triangle {
	return &Triangle{
		Issued:        []float64{200, 200, 200},
		Redeemed:      [][]float64{{100, 50, 15}, {110, 66}, {120}},
		Lapsed:        [][]float64{{0, 10, 10}, {0, 4}, {0}},
		RedeemedLater: []float64{6, 20, 70},
		Life:          3,
	}
}

func TestNaiveAndTrue(t *testing.T) {
	x := triangle()
	near(t, "naive, month 1", x.Naive(0), 100./200, 1e-12)
	near(t, "naive, month 2", x.Naive(1), 260./400, 1e-12)
	near(t, "naive, month 3", x.Naive(2), 461./600, 1e-12)
	near(t, "true, month 1", x.True(0), 171./200, 1e-12)
	near(t, "true, month 3", x.True(2), (171+196+190)/600., 1e-12)
	near(t, "open", x.Open(0, 2), 200-165-20, 1e-12)
}

func TestChainLadder(t *testing.T) {
	l := triangle().ChainLadder(2)
	first, second := 326./210, 165./150 // (150 + 176)/(100 + 110), and 165/150
	near(t, "factor from 0 to 1", l.Factors[0], first, 1e-12)
	near(t, "factor from 1 to 2", l.Factors[1], second, 1e-12)
	near(t, "oldest", l.Ultimate[0], 165, 1e-12)
	near(t, "second", l.Ultimate[1], 176*second, 1e-12)
	near(t, "youngest", l.Ultimate[2], 120*first*second, 1e-12)
	near(t, "all", l.Rate, (165+176*second+120*first*second)/600, 1e-12)
	if !strings.Contains(l.Cut, "Points live up to 3 months, the oldest are 2 months old") {
		t.Errorf("cut: %q", l.Cut)
	}
	x := triangle()
	x.Life = 1 // 31 January + 1 month is 28 February, lapsed on 1 March
	if l := x.ChainLadder(2); l.Cut != "" {
		t.Errorf("a tail of 1 is right, yet: %q", l.Cut)
	}
	x.Redeemed = [][]float64{{0, 50, 15}, {0, 66}, {0}}
	if l := x.ChainLadder(2); !math.IsNaN(l.Factors[0]) || !math.IsNaN(l.Ultimate[2]) || !math.IsNaN(l.Rate) || l.Ultimate[1] != 66*65./50 {
		t.Errorf("nothing redeemed at once: %+v", l)
	}
	x.Issued[0], x.Redeemed[0], x.Lapsed[0] = 0, []float64{0, 0, 0}, []float64{0, 0, 0}
	if l := x.ChainLadder(2); len(l.Factors) != 1 {
		t.Errorf("a month without points: %+v", l)
	}
}

func TestLifeTable(t *testing.T) {
	x := triangle()
	l := x.LifeTable(2)
	// Open at the start of age 0: 600; of age 1: 100 + 90; of age 2: 40.
	for a, want := range []float64{600, 190, 40} {
		near(t, "exposed", l.Exposed[a], want, 1e-12)
	}
	r0, r1, r2 := 330./600, 116./190, 15./40
	x1, x2 := 14./190, 10./40
	use, lose := 131./230, 24./230 // ages 1 and 2 together, for the age 3 that nobody has reached
	rate3 := use / 2               // points of three months issued in the middle of one die in the middle of the third after it
	rate2 := r2 + (1-r2-x2)*rate3
	rate1 := r1 + (1-r1-x1)*rate2
	rate0 := r0 + (1-r0)*rate1
	for a, want := range []float64{rate0, rate1, rate2, rate3, 0, 0} {
		near(t, "rate", l.Rate(a), want, 1e-12)
	}
	near(t, "pool", l.Pool(x, 2), (165+15*rate3+176+20*rate2+120+80*rate1)/600, 1e-12)
	x.Life = 0
	near(t, "points that live on", x.LifeTable(2).Rate(3), use/(use+lose), 1e-12)
	none := &Triangle{Issued: []float64{100}, Redeemed: [][]float64{{0}}, Lapsed: [][]float64{{20}}, RedeemedLater: []float64{10}, Life: 5}
	if l := none.LifeTable(0); l.Rate(0) != 1 || l.Rate(9) != 1 {
		t.Errorf("breakage %v before anything was redeemed", 1-l.Rate(0))
	}
}

// TestConstantHazard holds for any month: of the points open, 10 % are redeemed and 5 % lapse at each age below 6, half as many at 6, and the rest dies then.
func TestConstantHazard(t *testing.T) {
	const months, life, use, lose = 12, 6, 0.1, 0.05
	x := &Triangle{Life: life}
	for s := range months {
		var redeemed, lapsed []float64
		left := 1000.0 * float64(s+1)
		x.Issued = append(x.Issued, left)
		for a := range months - s {
			part := 1.0
			if a == life {
				part = 0.5
			}
			redeemed, lapsed = append(redeemed, part*use*left), append(lapsed, part*lose*left)
			left *= 1 - part*(use+lose)
			if a >= life {
				lapsed[a] += left
				left = 0
			}
		}
		x.Redeemed, x.Lapsed, x.RedeemedLater = append(x.Redeemed, redeemed), append(x.Lapsed, lapsed), append(x.RedeemedLater, 0)
	}
	stay := math.Pow(1-use-lose, life)
	want := use/(use+lose)*(1-stay) + stay*use/2
	for m := range months {
		near(t, "rate", x.LifeTable(m).Rate(0), want, 1e-9)
	}
	near(t, "chain ladder", x.ChainLadder(months-1).Rate, want, 1e-9)
	if naive := x.Naive(months - 1); naive > want-0.05 {
		t.Errorf("naive %v, true %v", naive, want)
	}
}
