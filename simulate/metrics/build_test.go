package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// blank is a Data with one segment, a mean month's length for each month, and a population of one per simulated customer of 1,000.
func blank(months, groups int, arms ...string) *Data {
	d := &Data{Facts: Facts{Months: months, Population: 1000, Survey: 1000, Currency: "EUR",
		Segments: []string{"all"}}}
	const month = daysPerYear / 12
	for m := range months + 1 {
		d.Facts.MonthStart = append(d.Facts.MonthStart, float64(m)*month)
	}
	for m := range RunoffMonths + 1 {
		d.Facts.RunoffStart = append(d.Facts.RunoffStart, float64(months+m)*month)
	}
	for _, name := range append([]string{"none"}, arms...) {
		d.Arms = append(d.Arms, Arm{Name: name, Cells: [][]*Sums{make([]*Sums, groups)}})
	}
	return d
}

// cell returns the sums of a segment and group of an arm, made on first use.
func (d *Data) cell(arm, segment, group int) *Sums {
	c := &d.Arms[arm].Cells[segment][group]
	if *c == nil {
		*c = NewSums(d.Facts.Months)
	}
	return *c
}

// single is a Data with one group of one customer who stands for the whole population of one.
func single(months int, arms ...string) *Data {
	d := blank(months, 1, arms...)
	d.Facts.Population = 1
	for a := range d.Arms {
		d.cell(a, 0, 0).Person[Customers] = 1
	}
	return d
}

// spread is a Data with one customer in each of n groups, all with no counts.
func spread(n, months int, arms ...string) *Data {
	d := blank(months, n, arms...)
	d.Facts.Population = float64(n)
	for a := range d.Arms {
		for g := range n {
			d.cell(a, 0, g).Person[Customers] = 1
		}
	}
	return d
}

// plausible is a random Data that keeps all identities: several segments, 100 customers a group, three programs.
func plausible(seed uint64, months, segments, groups int) *Data {
	r := rand.New(rand.NewPCG(seed, 1))
	d := blank(months, groups, "discount", "points", "both")
	d.Facts.Population = 50_000
	d.Facts.DiscountRate = 0.1
	d.Facts.Segments = nil
	for s := range segments {
		d.Facts.Segments = append(d.Facts.Segments, fmt.Sprint("segment ", s+1))
	}
	for a := range d.Arms {
		d.Arms[a].Cells = make([][]*Sums, segments)
		if a > 0 {
			d.Arms[a].Running = Running{Setup: 1000 * float64(a), PerMonth: 50, PerMemberYear: 0.6, FacePerPoint: 0.05, HasPoints: a > 1}
		}
	}
	for s := range segments {
		for g := range groups {
			if s > 0 && g == groups-1 && groups > 1 { // none of the group is in other segments than the first
				for a := range d.Arms {
					d.Arms[a].Cells[s] = append(d.Arms[a].Cells[s], nil)
				}
				continue
			}
			base := customersOf(r, months)
			for a := range d.Arms {
				d.Arms[a].Cells[s] = append(d.Arms[a].Cells[s], underProgram(r, base, a))
			}
		}
	}
	return d
}

// customersOf draws the sums of a group of 100 customers at baseline.
func customersOf(r *rand.Rand, months int) *Sums {
	c := NewSums(months)
	var left int64
	for m := range c.Flow {
		f := &c.Flow[m]
		f[Purchases] = 80 + r.Int64N(40)
		f[Returns] = 1000 * r.Int64N(300)
		f[Sales] = f[Purchases]*45_000 + 1000*r.Int64N(500) - f[Returns]
		f[GrossMargin] = f[Sales] * 35 / 100
		f[AcquisitionCost] = r.Int64N(3) * 1000
		f[Left] = r.Int64N(3)
		f[RecentBuyers] = 75 + r.Int64N(10)
		f[RecentPromoters], f[RecentDetractors] = f[RecentBuyers]*(460_000+r.Int64N(20_000)), f[RecentBuyers]*(190_000+r.Int64N(20_000))
		left += f[Left]
	}
	c.Flow[0][Arrived] = 100
	p := &c.Person
	p[Customers], p[Alive], p[AliveYearAgo] = 100, 100-left, 100
	p[LeftLastYear] = left
	p[AliveDays] = 100*int64(months)*30 - r.Int64N(1000)
	p[Buyers], p[Repeaters], p[BoughtBefore], p[Retained] = 80, 60+r.Int64N(10), 82, 70+r.Int64N(5)
	p[OtherWallet] = p[Buyers] * (300_000 + r.Int64N(50_000))
	p[OtherSpend] = p[Buyers] * (400_000 + r.Int64N(50_000))
	p[Promoters], p[Detractors] = p[Buyers]*(460_000+r.Int64N(20_000)), p[Buyers]*(190_000+r.Int64N(20_000))
	return c
}

// underProgram draws what a program changes for a group: 1 gives discounts, 2 points, 3 both.
func underProgram(r *rand.Rand, base *Sums, program int) *Sums {
	c := NewSums(len(base.Flow))
	c.Add(base)
	if program == 0 {
		return c
	}
	p := &c.Person
	for m := range c.Flow {
		f := &c.Flow[m]
		more := r.Int64N(4) - 1
		f[Purchases] += more
		f[Sales] += more * 45_000
		f[GrossMargin] = f[Sales] * 35 / 100
		f[MemberPurchases] = f[Purchases] / 2
		f[MemberSales] = f[Sales] / 2
		f[Joined] = r.Int64N(3)
		f[PerkCost] = r.Int64N(2000)
		f[Fees] = f[Joined] * 100
		p[Members] += f[Joined]
		if more > 0 {
			p[ExtraPurchases] += more
		} else {
			p[LostPurchases] -= more
		}
		if program != 2 {
			f[Discounts] = f[MemberSales] / (20 + r.Int64N(3))
		}
		if program != 1 {
			f[PointsIssued] = f[MemberSales] / 10
			f[PointsRedeemed] = f[PointsIssued] * (40 + r.Int64N(20)) / 100
			f[PointsExpired] = f[PointsIssued] / 20
			f[PointsForfeited] = f[PointsIssued] / 50
			f[PointsClawedBack] = f[Returns] / 40
			f[Displaced] = 1000 * r.Int64N(20)
			f[MoneyOff] = f[PointsRedeemed] / 20
			f[RewardCost] = f[MoneyOff] + f[Displaced]*35/100
			f[Redemptions] = 2
			f[CardsIssuedFace], f[CardsUsedFace], f[CardsExpiredFace] = 9000, 7000, 500
			p[PointsOutstanding] += pointsLeft(f)
			p[CardsOutstandingFace] += 1500
		}
		p[ProgramCost] += f[Discounts] + f[RewardCost] + f[PerkCost]
		p[RewardsAll] += f[RewardCost]
	}
	if program != 1 {
		for m := range 12 {
			c.Owed[m] = [NumOwed]int64{OwedCost: p[PointsOutstanding] / 400, OwedRedeemed: p[PointsOutstanding] / 20, OwedExpired: 100, OwedCardsUsedFace: 10}
			p[ProgramCost] += c.Owed[m][OwedCost]
			p[RewardsAll] += c.Owed[m][OwedCost]
		}
	}
	p[Subsidy] = p[ProgramCost] * (90 + r.Int64N(8)) / 100
	p[SubsidyRewards] = p[RewardsAll] * (90 + r.Int64N(8)) / 100
	p[ActiveMembers] = p[Members] * 3 / 4
	p[RedeemingMembers] = p[ActiveMembers] / 2
	p[MemberBuyers] = min(p[Members], p[Buyers])
	p[MemberSpendBaseline] = p[MemberBuyers] * (500_000 + r.Int64N(50_000))
	p[MemberSpend] = p[MemberSpendBaseline] * (101 + r.Int64N(3)) / 100
	p[OtherSpend] = (p[Buyers] - p[MemberBuyers]) * (380_000 + r.Int64N(40_000))
	p[MemberWalletBaseline] = p[MemberBuyers] * 400_000
	p[MemberWallet] = p[MemberBuyers] * (405_000 + r.Int64N(5_000))
	p[OtherWallet] = (p[Buyers] - p[MemberBuyers]) * 290_000
	return c
}

// metric finds a metric that must exist.
func metric(t testing.TB, name string) *Metric {
	t.Helper()
	m, ok := ByName(name)
	if !ok {
		t.Fatalf("no metric %s", name)
	}
	return m
}

// valueOf evaluates one metric of the first program over everything.
func valueOf(t testing.TB, d *Data, name string) Estimate {
	t.Helper()
	return Evaluate(d, 1, []*Metric{metric(t, name)}, Whole)[0].Value
}

// wantValue requires a value to the given relative error.
func wantValue(t testing.TB, d *Data, name string, want, relative float64) {
	t.Helper()
	e := valueOf(t, d, name)
	if e.Missing != "" {
		t.Errorf("%s is missing: %s; want %v", name, e.Missing, want)
	} else if math.Abs(e.Value-want) > relative*math.Abs(want) {
		t.Errorf("%s = %v, want %v", name, e.Value, want)
	}
}

func wantMissing(t testing.TB, d *Data, name, reason string) {
	t.Helper()
	if e := valueOf(t, d, name); e.Missing != reason {
		t.Errorf("%s: missing %q, value %v; want missing %q", name, e.Missing, e.Value, reason)
	}
}

// about reports whether two numbers agree to a relative error of the larger scale.
func about(a, b, scale float64) bool { return math.Abs(a-b) <= relativeError*max(scale, 1e-12) }
