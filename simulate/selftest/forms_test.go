package selftest

import (
	"math"
	"testing"
)

func TestClosedFormsAreWrittenDownRight(t *testing.T) {
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"Poisson mean", poissonBeyond(5.2, 0), 5.2},
		{"NBD, nobody buys", 1 - nbdAtLeast(.553, 10.578, 39, 1), 0.42559876},
		{"NBD mean", .553 * 39 / 10.578, 2.0388542},
		{"NBD variance", .553 * 39 / 10.578 * (1 + 39/10.578), 9.5559004},
		{"Pareto/NBD purchases", paretoPurchases(.553, 10.578, .606, 11.669, 39), 1.2130028},
		{"Pareto/NBD alive", paretoAlive(.606, 11.669, 39), 0.41072254},
		{"BG/NBD purchases", bgPurchases(.243, 4.414, .793, 2.426, 39), 1.1967232},
		{"Gamma-Gamma mean", 6.25 * 15.44 / 2.74, 35.218978},
		{"compound Poisson variance", 5.2 * 2 * 20 * 20, 4160},
		{"lifetime value", retentionCLV(10, .8, .1), 36.666667},
		{"shifted beta-geometric survival", betaSurvival(.668, 3.806, 7), 0.48894462},
		{"a full card", math.Pow(.93, 9), 0.52041108},
		{"full cards", fullCards(.93, 10), 1.008514},
		{"stranded stamps", strandedStamps(.93, 10), 4.200574},
		{"time to lapse", untilLapse(1.3, 1.1), 2.4451532},
		{"breakage", breakage(.5, 0, 3), 0.22313016},
		{"breakage with dropout", breakage(.5, .2, 3), 0.37318316},
		{"age of a point", ageAtEnd(.5, 3), 1.5537397},
		{"points outstanding", 1.3 * ageAtEnd(.5, 3), 2.0198616},
		{"stamps on a card", 400 - 10*expectedFloor(400, 10), 4.5},
		{"points rounded down", 1 / math.Expm1(7./20), 2.3862501},
		{"tier share", nbdAtLeast(.553, 10.578, 39, 5), 0.14757031},
		{"two-state chain", twoStates(.15, .3, 0, 4), 0.30283125},
		{"promoter score", promoterScore(.7, .9, -.4), 0.20042611},
		{"Erlang discount", erlangDiscount(1.3, .05, 10), 0.68563951},
		{"active members", activeMembers(3, .2, 6), 10.482087},
		{"thinning", 1 - poissonAtLeast(.35*5.2, 1), 0.16202575},
		{"capped cashback", capped(1e9, 1e9, 2), 0.86466472},
		{"spend from a minimum", spendFrom(3, .7, 25), 16.699112},
	} {
		if math.Abs(c.got-c.want) > 6e-8*c.want {
			t.Errorf("%s: %.9g, want %.9g", c.what, c.got, c.want)
		}
	}
	// Exponential spend is the limit of Lomax spend.
	if got := pointsRoundedDown(1e7, 2e8, 7); math.Abs(got/2.3862501-1) > 3e-3 {
		t.Errorf("with prices in cents: %v", got)
	}
	for _, k := range []int{1, 2, 5} {
		mean, step := 0.0, 1e-3
		for x := step / 2; x < 20; x += step {
			mean += step * erlangResidual(k, 1.3, x)
		}
		if want := (1 + 1/float64(k)) / 2.6; math.Abs(mean/want-1) > 1e-5 {
			t.Errorf("mean time to the next purchase, Erlang-%d: %v, want %v", k, mean, want)
		}
	}
	if got, want := mbgPurchases(.243, 4.414, .793, 2.426, 1e-6), 2.426/(.793+2.426)*.243/4.414*1e-6; math.Abs(got/want-1) > 1e-3 {
		t.Errorf("MBG/NBD purchases in a moment: %v, want %v", got, want)
	}
}
