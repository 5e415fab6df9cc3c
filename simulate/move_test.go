package simulate_test

import (
	"math"
	"testing"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

func moved(t *testing.T, world string, customers int, from, to string) *simulate.Move {
	t.Helper()
	r := runExactly(t, load(t, world), simulate.Options{Customers: customers, Seed: 3, Depth: true}, arm(t, "old", from), arm(t, "new", to))
	if r.Move == nil {
		t.Fatal("two programs counted in depth, and no move between them")
	}
	return r.Move
}

// 24 purchases of 100: three percent off are 72, five are 120, and what is paid to belong is taken off.
func TestAMoveCountsWhatEachCustomerReceives(t *testing.T) {
	const three, five = "enrollment: opt_in\ndiscounts: [{rate: 3%}]\n", "enrollment: opt_in\ndiscounts: [{rate: 5%}]\n"
	for _, c := range []struct {
		what, from, to string
		received       float64
		more, less     float64
	}{
		{"more off", three, five, 48, 1, 0},
		{"less off", five, three, -48, 0, 1},
		{"the same", five, five, 0, 0, 0},
		{"more off for 30 a head", three, "fee: {join: 30}\n" + five, 18, 1, 0},
		{"more off for 50 a head", three, "fee: {join: 50}\n" + five, -2, 0, 1},
	} {
		m := moved(t, proof.Shop(24, punctual, proof.Mechanical), 2_000, c.from, c.to)
		got := metrics.EstimateShift(m.Segments[0])
		if got.Received.Value != c.received || got.More.Value != c.more || got.Less.Value != c.less {
			t.Errorf("%s: receive %v more, %v of them more, %v less, want %v, %v, %v", c.what, got.Received.Value, got.More.Value, got.Less.Value, c.received, c.more, c.less)
		}
	}
}

// Who buys n times for 100 in a year gets 5 n more and pays 60: more of who buys more than 12 times, less of who buys less. With n Poisson of mean
// 365/365.25·12 that are 42.3 and 46.2 % of all, from published tables of the distribution (12: 0.4240 and 0.4616); all of those who buy most.
func TestAFeePaysForThoseWhoBuyOften(t *testing.T) {
	world := proof.Shop(12, "purchases: {per_month: 1, regularity: 1, cv: 0}, basket: {fixed: 100}, share_of_wallet: 100%", proof.Mechanical)
	const customers = 20_000
	m := moved(t, world, customers, "enrollment: opt_in\ndiscounts: [{rate: 1%}]\n", "enrollment: opt_in\nfee: {join: 60}\ndiscounts: [{rate: 6%}]\n")
	got := metrics.EstimateShift(m.Segments[0])
	near(t, "who receive more", got.More.Value, 0.4231, math.Sqrt(0.4231*0.5769/customers))
	near(t, "who receive less", got.Less.Value, 0.4625, math.Sqrt(0.4625*0.5375/customers))
	least, most := metrics.EstimateShift(m.Deciles[0]), metrics.EstimateShift(m.Deciles[simulate.Deciles-1])
	equals(t, "of those who buy least receive less", least.Less.Value, 1)
	equals(t, "of those who buy most receive more", most.More.Value, 1)
}

// By segment, decile or tier, it is the same customers with the same gains; and what is counted agrees with what the flows and the run-off say.
func TestPartsOfAMoveAreAllCustomers(t *testing.T) {
	world := proof.Shop(18, "purchases: {per_month: 1}, basket: {mean: 40}, share_of_wallet: 40%")
	r := runExactly(t, load(t, world), simulate.Options{Customers: 3_000, Seed: 3, Depth: true}, shipped(t, "points-tiers"), shipped(t, "points-100"))
	sum := func(view [][]metrics.Shift) (all metrics.Shift) {
		for _, part := range view {
			for _, group := range part {
				all.Add(group)
			}
		}
		return all
	}
	m := r.Move
	all := sum(m.Segments)
	if sum(m.Deciles) != all || sum(m.Tiers) != all || all.Customers != 3_000 || all.More == 0 || all.Less == 0 {
		t.Errorf("segments %+v, deciles %+v, tiers %+v", all, sum(m.Deciles), sum(m.Tiers))
	}
	want := proof.Sum(r, 2, proof.Person(metrics.ProgramCost)) - proof.Sum(r, 1, proof.Person(metrics.ProgramCost))
	equals(t, "what customers receive more", float64(all.Amount), want)
	if r.Tiers[1].Arms[2].Name != "points-100" {
		t.Errorf("by tier of the first program: %s, want the second", r.Tiers[1].Arms[2].Name)
	}
	if one := runExactly(t, load(t, world), simulate.Options{Customers: 200, Depth: true}, shipped(t, "points-100")); one.Move != nil {
		t.Error("a move from a single program")
	}
}
