package metrics

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// violation is an identity that the counts of a run break: a defect of the program that counted.
type violation struct {
	identity    string
	arm         string
	segment     string // empty if over all segments
	group       int    // −1 if over all groups
	month       int    // −1 if over the whole horizon
	left, right string // the two numbers that do not agree
}

// Error names the identity, where it is broken and the numbers.
func (v *violation) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "identity broken: %s; arm %s", v.identity, v.arm)
	if v.segment != "" {
		fmt.Fprintf(&b, ", segment %s", v.segment)
	}
	if v.group >= 0 {
		fmt.Fprintf(&b, ", group %d", v.group)
	}
	if v.month >= 0 {
		fmt.Fprintf(&b, ", month %d", v.month+1)
	}
	fmt.Fprintf(&b, ": %s against %s", v.left, v.right)
	return b.String()
}

// maxViolations is how many broken identities are worth reading.
const maxViolations = 20

// relativeError is how far floating-point sums of the same numbers may differ.
const relativeError = 1e-9

// CheckIdentities checks what must hold of the counts of every run, in integers and exactly where they are counts:
// accounts of points and certificates, subsets of customers, the same customers in all arms, segments and months that
// add up, the composition of net margin, finite values inside their intervals. The error names up to 20 broken ones.
func CheckIdentities(d *Data) error {
	if err := checkShape(d); err != nil {
		return err
	}
	if err := checkSize(d); err != nil {
		return err
	}
	c := &checker{data: d, arm: -1}
	for arm := range d.Arms {
		c.arm = arm
		c.cells()
		c.segmentsAddUp()
		segments := len(d.Facts.Segments)
		if segments == 1 {
			segments = 0 // it is the total
		}
		for segment := -1; segment < segments; segment++ {
			c.money(segment)
			c.reported(segment)
		}
	}
	return errors.Join(c.found...)
}

// checkShape makes sure that all further checks may index what they read.
func checkShape(d *Data) error {
	f := &d.Facts
	switch {
	case f.Months < 1:
		return fmt.Errorf("metrics: horizon of %d months", f.Months)
	case len(f.MonthStart) != f.Months+1:
		return fmt.Errorf("metrics: %d month starts for %d months", len(f.MonthStart), f.Months)
	case len(f.RunoffStart) != RunoffMonths+1:
		return fmt.Errorf("metrics: %d run-off month starts, want %d", len(f.RunoffStart), RunoffMonths+1)
	case len(d.Arms) == 0:
		return errors.New("metrics: no baseline arm")
	}
	for _, a := range d.Arms {
		if len(a.Cells) != len(f.Segments) {
			return fmt.Errorf("metrics: arm %s counts %d segments, want %d", a.Name, len(a.Cells), len(f.Segments))
		}
		for s, groups := range a.Cells {
			if len(groups) != len(d.Arms[0].Cells[s]) {
				return fmt.Errorf("metrics: arm %s counts %d groups in segment %s, the baseline %d", a.Name, len(groups), f.Segments[s], len(d.Arms[0].Cells[s]))
			}
			for g, cell := range groups {
				if cell != nil && (len(cell.Flow) != f.Months || len(cell.Owed) > RunoffMonths || cell.Cohorts != nil && len(cell.Cohorts) != f.Months) {
					return fmt.Errorf("metrics: arm %s, segment %s, group %d: %d months and %d of run-off", a.Name, f.Segments[s], g, len(cell.Flow), len(cell.Owed))
				}
			}
		}
	}
	return nil
}

// checker collects violations, where it is.
type checker struct {
	data  *Data
	arm   int
	found []error
}

func (c *checker) add(identity string, segment, group, month int, left, right any) {
	if len(c.found) >= maxViolations {
		return
	}
	v := &violation{identity: identity, arm: c.data.Arms[c.arm].Name, group: group, month: month, left: fmt.Sprint(left), right: fmt.Sprint(right)}
	if segment >= 0 {
		v.segment = c.data.Facts.Segments[segment]
	}
	c.found = append(c.found, v)
}

// near requires two floating-point sums to agree, relative to the size of what was added.
func (c *checker) near(identity string, segment, month int, left, right, size float64) {
	if math.Abs(left-right) <= relativeError*math.Abs(size) {
		return
	}
	c.add(identity, segment, -1, month, left, right)
}

// account is an equality of exact counts.
type account struct {
	identity    string
	left, right func(*Sums) int64
}

// flows sums flows over the months, with their signs.
func flows(s *Sums, plus, minus []Flow) (sum int64) {
	for m := range s.Flow {
		for _, f := range plus {
			sum += s.Flow[m][f]
		}
		for _, f := range minus {
			sum -= s.Flow[m][f]
		}
	}
	return sum
}

var accounts = []account{
	{"points issued + adjusted − redeemed − expired − forfeited − clawed back = outstanding",
		func(s *Sums) int64 {
			return flows(s, []Flow{PointsIssued, PointsAdjusted}, []Flow{PointsRedeemed, PointsExpired, PointsForfeited, PointsClawedBack})
		},
		func(s *Sums) int64 { return s.Person[PointsOutstanding] }},
	{"face of certificates issued − used − expired = in hand",
		func(s *Sums) int64 { return flows(s, []Flow{CardsIssuedFace}, []Flow{CardsUsedFace, CardsExpiredFace}) },
		func(s *Sums) int64 { return s.Person[CardsOutstandingFace] }},
	{"joined = members",
		func(s *Sums) int64 { return flows(s, []Flow{Joined}, nil) },
		func(s *Sums) int64 { return s.Person[Members] }},
	{"arrived − left = alive",
		func(s *Sums) int64 { return flows(s, []Flow{Arrived}, []Flow{Left}) },
		func(s *Sums) int64 { return s.Person[Alive] }},
}

// within says that part is between 0 and some multiple of whole.
type within struct {
	part, whole Person
	times       int64
	name        string
}

// promoterUnits are a certain promoter in millionths, and one for rounding each of two probabilities.
const promoterUnits = 1_000_001

var subsets = []within{
	{Alive, Customers, 1, "alive ≤ customers"},
	{AliveYearAgo, Customers, 1, "alive a year ago ≤ customers"},
	{LeftLastYear, AliveYearAgo, 1, "left in the last year ≤ alive a year ago"},
	{Buyers, Customers, 1, "buyers ≤ customers"},
	{Repeaters, Buyers, 1, "repeat buyers ≤ buyers"},
	{BoughtLess, Customers, 1, "customers who bought less often ≤ customers"},
	{BoughtLess, LostPurchases, 1, "customers who bought less often ≤ lost purchases"},
	{Retained, BoughtBefore, 1, "retained ≤ bought before"},
	{Members, Customers, 1, "members ≤ customers"},
	{ActiveMembers, Members, 1, "active members ≤ members"},
	{RedeemingMembers, ActiveMembers, 1, "redeeming members ≤ active members"},
	{MemberBuyers, Buyers, 1, "members who bought ≤ buyers"},
	{MemberBuyers, Members, 1, "members who bought ≤ members"},
	{MemberWallet, MemberBuyers, 1e6, "share of wallet of members ≤ 1"},
	{SeemGone, Frequent, 1, "frequent buyers who seem gone ≤ frequent buyers"},
	{Frequent, Customers, 1, "frequent buyers ≤ customers"},
	{Effort, Buyers, 7_000_001, "customer effort ≤ 7"},
	{EffortSquares, Buyers, 49_000_001, "square of customer effort ≤ 49"},
	{Promoters, Buyers, promoterUnits, "promoters ≤ buyers"},
	{Detractors, Buyers, promoterUnits, "detractors ≤ buyers"},
}

// cells checks the exact counts of each segment and group of an arm.
func (c *checker) cells() {
	for s, groups := range c.data.Arms[c.arm].Cells {
		for g, cell := range groups {
			if cell == nil {
				cell = NewSums(c.data.Facts.Months)
			}
			c.cell(s, g, cell)
			c.cohorts(s, g, cell)
			base := c.data.Arms[0].Cells[s][g]
			if base == nil {
				base = NewSums(c.data.Facts.Months)
			}
			c.sameCustomers(s, g, cell, base)
		}
	}
}

func (c *checker) cell(s, g int, cell *Sums) {
	for _, a := range accounts {
		if left, right := a.left(cell), a.right(cell); left != right {
			c.add(a.identity, s, g, -1, left, right)
		}
	}
	for _, w := range subsets {
		if part, whole := cell.Person[w.part], w.times*cell.Person[w.whole]; part < 0 || part > whole {
			c.add(w.name, s, g, -1, part, whole)
		}
	}
	if sum, all := cell.Person[Promoters]+cell.Person[Detractors], promoterUnits*cell.Person[Buyers]; sum > all {
		c.add("promoters + detractors ≤ buyers", s, g, -1, sum, all)
	}
	var open int64
	for m := range cell.Owed {
		open += cell.Owed[m][OwedRedeemed] + cell.Owed[m][OwedExpired]
	}
	if orphaned := cell.Person[PointsOrphaned]; orphaned < 0 || orphaned > open {
		c.add("points below the cheapest reward ≤ points outstanding", s, g, -1, orphaned, open)
	}
	for m := range cell.Flow {
		f := &cell.Flow[m]
		if f[MemberPurchases] < 0 || f[MemberPurchases] > f[Purchases] {
			c.add("purchases of members ≤ purchases", s, g, m, f[MemberPurchases], f[Purchases])
		}
		if f[Redemptions] < 0 || f[Redemptions] > f[Purchases] {
			c.add("purchases with a reward ≤ purchases", s, g, m, f[Redemptions], f[Purchases])
		}
	}
}

// sameCustomers checks that an arm holds the customers of the baseline, which arrive when they arrive there.
func (c *checker) sameCustomers(s, g int, cell, base *Sums) {
	if a, b := cell.Person[Customers], base.Person[Customers]; a != b {
		c.add("customers = customers of the baseline", s, g, -1, a, b)
	}
	for m := range cell.Flow {
		if a, b := cell.Flow[m][Arrived], base.Flow[m][Arrived]; a != b {
			c.add("arrived = arrived in the baseline", s, g, m, a, b)
		}
	}
}
