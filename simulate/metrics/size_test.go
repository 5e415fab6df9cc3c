package metrics

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestAdditionThatDoesNotFitIsAnError(t *testing.T) {
	const hint = "; state money or points in larger units, or simulate fewer customers"
	for name, c := range map[string]struct {
		do   func(cell, more *Sums)
		want string
	}{
		"flow":     {func(cell, more *Sums) { cell.Flow[1][Sales], more.Flow[1][Sales] = math.MaxInt64, 1 }, "sales in arm points, segment segment 2" + hint},
		"negative": {func(cell, more *Sums) { cell.Flow[1][GrossMargin], more.Flow[1][GrossMargin] = math.MinInt64, -1 }, "gross margin in arm points, segment segment 2" + hint},
		"run-off":  {func(cell, more *Sums) { cell.Owed[7][OwedCost], more.Owed[7][OwedCost] = math.MaxInt64, 5 }, "cost of rewards after the horizon in arm points, segment segment 2" + hint},
		"person":   {func(cell, more *Sums) { cell.Person[Subsidy], more.Person[Subsidy] = 1<<62, 1<<62 }, "subsidy in arm points, segment segment 2" + hint},
		"handed on": {func(cell, more *Sums) {
			other := NewSums(3)
			other.Person[Subsidy], more.Person[Subsidy] = math.MaxInt64, 1
			more.Add(other)
			*more = Sums{overflow: more.overflow}
		}, "subsidy in arm points, segment segment 2" + hint},
		"in all":     {func(cell, _ *Sums) { cell.Flow[0][Returns] = maxSum + 1<<20 }, "returns in arm points" + hint},
		"in all, −":  {func(cell, _ *Sums) { cell.Flow[0][Returns] = math.MinInt64 }, "returns in arm points" + hint},
		"by months":  {func(cell, _ *Sums) { cell.Flow[0][Fees], cell.Flow[1][Fees] = maxSum/2+1<<20, -maxSum/2-1<<20 }, "fees in arm points" + hint},
		"by persons": {func(cell, _ *Sums) { cell.Person[OtherWallet] = maxSum + 1<<20 }, "share of wallet of other buyers in arm points" + hint},
		"by run-off": {func(cell, _ *Sums) { cell.Owed[2][OwedExpired] = maxSum + 1<<20 }, "points expired after the horizon in arm points" + hint},
	} {
		t.Run(name, func(t *testing.T) {
			d := plausible(3, 3, 2, 12)
			cell, more := d.cell(2, 1, 4), NewSums(3)
			c.do(cell, more)
			cell.Add(more)
			err := CheckIdentities(d)
			if err == nil || err.Error() != "amounts are too large to be counted exactly: "+c.want {
				t.Errorf("got %v\nwant %q", err, c.want)
			}
		})
	}
}

func TestOverflowSticksUntilReset(t *testing.T) {
	s, one := NewSums(1), NewSums(1)
	s.Flow[0][Sales], one.Flow[0][Sales] = math.MaxInt64, 1
	s.Add(one)
	s.sub(one)
	s.Add(NewSums(1))
	if s.overflow != "sales" {
		t.Errorf("overflow of %q", s.overflow)
	}
	s.Reset()
	if s.overflow != "" {
		t.Errorf("after a reset, overflow of %q", s.overflow)
	}
	s.Flow[0][Sales] = math.MaxInt64 - 1
	s.Add(one)
	if s.overflow != "" || s.Flow[0][Sales] != math.MaxInt64 {
		t.Errorf("overflow of %q at %d", s.overflow, s.Flow[0][Sales])
	}
}

func TestAllThatIsCountedHasAName(t *testing.T) {
	names := slices.Concat(flowNames[:], owedNames[:], personNames[:])
	for i, name := range names {
		if name == "" || strings.ToLower(name) != name {
			t.Errorf("name %d is %q", i, name)
		}
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != len(flowNames)+len(owedNames)+len(personNames) {
		t.Errorf("a name is used twice")
	}
}
