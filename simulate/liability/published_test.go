package liability

import (
	"math"
	"testing"
)

// whole requires a value that rounds to a published one.
func whole(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Round(got) != want {
		t.Errorf("%s = %v, published %v", what, got, want)
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

// TestExample52OfIFRS15 is IE267 to IE270: goods of 100,000, 10,000 points of 1 each, of which 9,500 are expected to be redeemed.
func TestExample52OfIFRS15(t *testing.T) {
	parts := Allocate(100_000, 100_000, 10_000*1*0.95)
	whole(t, "goods", parts[0], 91_324)
	whole(t, "points", parts[1], 8_676)
	c := Contract{Issued: 10_000, Deferred: parts[1], Expected: 9_500}
	whole(t, "first year", c.Period(4_500, 9_500, 5_500).Sum(), 4_110)
	whole(t, "balance", c.Balance(), 4_566) // 8,676 − 4,110
	second := c.Period(4_000, 9_700, 1_500)
	whole(t, "second year", second.Sum(), 3_493)
	whole(t, "balance", c.Balance(), 1_073) // 4,566 − 3,493
	// By hand: 4,000 of 10,000 at 0.86758; at the old estimate 4,000 of 9,500; the rest is the catch-up on 8,500.
	near(t, "redemption", second.Redemption, 8675.799*0.4, 0.001)
	near(t, "breakage", second.Breakage, 8675.799*(4/9.5-0.4), 0.001)
	near(t, "change", second.Change, 8675.799*(8.5/9.7-8.5/9.5), 0.001)
	last := c.Period(0, 9_600, 0)
	near(t, "the rest lapses", last.Change, 8675.799*(1-8.5/9.7), 0.001)
	if c.Balance() != 0 || c.Open() {
		t.Errorf("left %v of a contract without points", c.Balance())
	}
}

// TestExample10OfKPMG has the allocation rounded to 91 and 9 %: 9,000 on points, of which 97 % are expected to be redeemed.
func TestExample10OfKPMG(t *testing.T) {
	parts := Allocate(100_000, 100_000, 9_700)
	if math.Round(parts[0]/1000) != 91 || math.Round(parts[1]/1000) != 9 {
		t.Errorf("allocation %v", parts)
	}
	c := Contract{Issued: 10_000, Deferred: 9_000, Expected: 9_700}
	whole(t, "10A and B, year 2", c.Period(4_500, 9_700, 5_500).Sum(), 4_175)
	up, down := c, c
	whole(t, "10A, year 3, estimate up", up.Period(4_000, 9_900, 1_500).Sum(), 3_552)
	whole(t, "10B, year 3, estimate down", down.Period(4_000, 9_200, 1_500).Sum(), 4_140)
}

// TestFinlearnhub is a sale of 2,000 with 2,000 points of 0.10, 85 % expected to be redeemed. They publish 158 by rounding the share to a percent on the way.
func TestFinlearnhub(t *testing.T) {
	near(t, "points", Allocate(2_000, 2_000, 2_000*0.10*0.85)[1], 156.682, 0.0005)
}

// TestHilton2013 is the disclosure of a liability of 796 million that rises by 28 if breakage is estimated a tenth lower.
func TestHilton2013(t *testing.T) {
	b := ImpliedBreakage(796, 0.1, 28)
	near(t, "breakage", b, 0.2602, 0.00005)
	near(t, "the rise at that breakage", 796*(1-0.9*b)/(1-b)-796, 28, 1e-9)
}

func TestCost(t *testing.T) {
	near(t, "cost", Cost(1_000, 0.7, 0.008), 5.6, 1e-12)
}

func TestContractsOutOfTheOrdinary(t *testing.T) {
	if parts := Allocate(100, 0, 0); parts[0] != 0 || parts[1] != 0 {
		t.Errorf("without prices: %v", parts)
	}
	none := Contract{Issued: 100, Deferred: 10}
	if r := none.Period(0, 0, 100); r.Sum() != 0 || none.Balance() != 10 {
		t.Errorf("nothing expected, nothing redeemed: %+v, balance %v", r, none.Balance())
	}
	if r := none.Period(0, 0, 0); r.Change != 10 {
		t.Errorf("all lapsed: %+v", r)
	}
	more := Contract{Issued: 100, Deferred: 10, Expected: 50}
	if r := more.Period(60, 55, 40); math.Abs(r.Sum()-10) > 1e-12 || more.Balance() != 0 {
		t.Errorf("more than expected: %+v, balance %v", r, more.Balance())
	}
}
