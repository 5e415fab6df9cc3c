package metrics

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestPlausibleCountsKeepAllIdentities(t *testing.T) {
	for seed := range uint64(5) {
		if err := CheckIdentities(plausible(seed, 12, 3, 12)); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func TestBrokenIdentitiesAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*Data, *Sums) // to the sums of segment 2, group 4 (from 0) of arm points
		want string
	}{
		"points": {func(_ *Data, s *Sums) { s.Flow[1][PointsIssued]++ },
			"points issued + adjusted − redeemed − expired − forfeited − clawed back = outstanding; arm points, segment segment 2, group 4: "},
		"adjusted points": {func(_ *Data, s *Sums) { s.Flow[0][PointsAdjusted] = -3 }, "points issued + adjusted"},
		"redeemed points": {func(_ *Data, s *Sums) { s.Flow[2][PointsRedeemed]-- }, "points issued + adjusted"},
		"outstanding":     {func(_ *Data, s *Sums) { s.Person[PointsOutstanding] += 1000 }, "points issued + adjusted"},
		"certificates":    {func(_ *Data, s *Sums) { s.Flow[1][CardsExpiredFace]++ }, "face of certificates issued − used − expired = in hand; arm points, segment segment 2, group 4: 4499 against 4500"},
		"members":         {func(_ *Data, s *Sums) { s.Flow[1][Joined]++ }, "joined = members"},
		"alive":           {func(_ *Data, s *Sums) { s.Flow[1][Left]++ }, "arrived − left = alive"},
		"customers":       {func(_ *Data, s *Sums) { s.Person[Customers]++ }, "customers = customers of the baseline; arm points, segment segment 2, group 4: 101 against 100"},
		"arrivals": {func(_ *Data, s *Sums) { s.Flow[0][Arrived]--; s.Flow[1][Arrived]++ },
			"arrived = arrived in the baseline; arm points, segment segment 2, group 4, month 1: 99 against 100"},
		"subset":       {func(_ *Data, s *Sums) { s.Person[Repeaters] = s.Person[Buyers] + 1 }, "repeat buyers ≤ buyers"},
		"negative":     {func(_ *Data, s *Sums) { s.Person[Retained] = -1 }, "retained ≤ bought before"},
		"identified":   {func(_ *Data, s *Sums) { s.Flow[2][MemberPurchases] = s.Flow[2][Purchases] + 1 }, "purchases of members ≤ purchases; arm points, segment segment 2, group 4, month 3"},
		"redemptions":  {func(_ *Data, s *Sums) { s.Flow[2][Redemptions] = s.Flow[2][Purchases] + 1 }, "purchases with a reward ≤ purchases"},
		"answers":      {func(_ *Data, s *Sums) { s.Person[Detractors] = 700_000 * s.Person[Buyers] }, "promoters + detractors ≤ buyers"},
		"share":        {func(_ *Data, s *Sums) { s.Person[MemberWallet] = 1_000_001 * s.Person[MemberBuyers] }, "share of wallet of members ≤ 1"},
		"not finite":   {func(d *Data, _ *Sums) { d.Facts.Population = math.Inf(1) }, "sales is finite"},
		"not a number": {func(d *Data, _ *Sums) { d.Arms[2].Running.Setup = math.NaN() }, "net_margin is finite; arm points: NaN"},
	} {
		t.Run(name, func(t *testing.T) {
			d := plausible(23, 3, 3, 12)
			c.do(d, d.cell(2, 1, 4))
			err := CheckIdentities(d)
			var v *violation
			if !errors.As(err, &v) {
				t.Fatalf("no violation found: %v", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got\n%v\nwant %q", err, c.want)
			}
			if n := strings.Count(err.Error(), "identity broken"); n > maxViolations {
				t.Errorf("%d violations", n)
			}
		})
	}
}

func TestComposition(t *testing.T) {
	d := plausible(29, 3, 1, 12)
	p := newSample(d, 3, Whole).full
	c := &checker{data: d, arm: 3}
	c.near("fine", 0, -1, 1e6, 1e6+1e-4, 1e6)
	if len(c.found) != 0 {
		t.Errorf("rounding counts as a violation: %v", c.found)
	}
	c.near("off", 0, -1, 1e6, 1e6+0.01, 1e6)
	c.near("no number", -1, 2, math.NaN(), 0, 1)
	if len(c.found) != 2 {
		t.Errorf("found %v", c.found)
	}
	c.found = nil
	c.composition(p, -1, -1, magnitude(p.arm))
	if len(c.found) != 0 {
		t.Errorf("found %v", c.found)
	}
}

func TestShapesThatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*Data)
		want string
	}{
		"no months":     {func(d *Data) { d.Facts.Months = 0 }, "horizon of 0 months"},
		"month starts":  {func(d *Data) { d.Facts.MonthStart = d.Facts.MonthStart[1:] }, "3 month starts for 3 months"},
		"run-off":       {func(d *Data) { d.Facts.RunoffStart = nil }, "0 run-off month starts, want 61"},
		"no arms":       {func(d *Data) { d.Arms = nil }, "no baseline arm"},
		"segments":      {func(d *Data) { d.Arms[1].Cells = d.Arms[1].Cells[:1] }, "arm discount counts 1 segments, want 2"},
		"groups":        {func(d *Data) { d.Arms[1].Cells[0] = d.Arms[1].Cells[0][:5] }, "arm discount counts 5 groups in segment segment 1, the baseline 12"},
		"months of one": {func(d *Data) { d.Arms[1].Cells[0][3] = NewSums(2) }, "arm discount, segment segment 1, group 3: 2 months"},
	} {
		d := plausible(1, 3, 2, 12)
		c.do(d)
		if err := CheckIdentities(d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
