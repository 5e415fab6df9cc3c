package metrics

import "math"

// Selection is the part of the customers and of the horizon that is reported on.
type Selection struct {
	Segment int // index into Facts.Segments; −1 for all customers
	Month   int // month of the horizon from 0; −1 for the whole horizon
}

// Whole selects all customers over the whole horizon.
var Whole = Selection{Segment: -1, Month: -1}

// pair is what metrics are computed from: the sums of an arm and of the baseline over the same customers,
// scaled to the population, discounted and not.
type pair struct {
	facts   *Facts
	running *Running // of the arm

	arm, base *side
}

func (t *timetable) pair(d *Data, arm int, a, b *side) *pair {
	return &pair{facts: &d.Facts, running: &d.Arms[arm].Running, arm: a, base: b}
}

// customers is how many customers of the real base are selected.
func (p *pair) customers() float64 { return p.facts.Population * p.arm.share }

// cumulative is the discounted impact on the cash basis from the start to the end of each month.
func (p *pair) cumulative() []float64 {
	sums := make([]float64, len(p.arm.cash))
	sum := 0.0
	for m := range sums {
		sum += p.arm.cash[m] - p.base.cash[m]
		sums[m] = sum
	}
	return sums
}

// side is what one arm's sums come to for the selected population, in units of the currency, points and customers.
type side struct {
	monthly    bool                // of a single month
	share      float64             // of the customers simulated that is selected
	scale      float64             // customers of the real base that one simulated stands for
	flow       [NumFlows]float64   // over the selected months, undiscounted
	now        [NumFlows]float64   // the same, discounted
	owed       [NumOwed]float64    // over the run-off, undiscounted
	owedNow    [NumOwed]float64    // the same, discounted
	person     [NumPersons]float64 // at the end of the horizon
	operations float64             // running costs of the selected months, discounted
	setup      float64             // of them, what comes once
	unearned   float64             // fees paid for days after the horizon, discounted from its end
	cash       []float64           // discounted net margin on the cash basis by selected month

	joined      float64 // members at the end of the selected months
	outstanding float64 // points at the end of the selected months
}

// revenue is what was paid for goods.
func (s *side) revenue() float64 {
	return s.flow[Sales] - s.flow[Discounts] - s.flow[MoneyOff] - s.flow[Displaced]
}

// variable is the discounted cost of what was given to customers, within the months.
func (s *side) variable() float64 {
	return s.now[Discounts] + s.now[RewardCost] + s.now[PerkCost]
}

// programCost is the discounted cost of the program within the months.
func (s *side) programCost() float64 { return s.variable() + s.operations - s.now[Fees] }

// marginCash is the discounted net margin of what was earned and paid within the months.
func (s *side) marginCash() float64 {
	return s.now[GrossMargin] - s.now[AcquisitionCost] - s.programCost()
}

// obligation is what is owed to members at the end, discounted: the cost of what is outstanding and used later, and fees paid for days after it.
func (s *side) obligation() float64 { return s.owedNow[OwedCost] + s.unearned }

// margin is the net margin after the closing obligation.
func (s *side) margin() float64 { return s.marginCash() - s.obligation() }

// perUnit is how many of what is counted make one unit of what is reported.
var (
	perUnit = func() (n [NumFlows]float64) {
		for i := range n {
			n[i] = 1000
		}
		for _, count := range []Flow{Purchases, MemberPurchases, Redemptions, Joined, Ended, Arrived, Left, RecentBuyers} {
			n[count] = 1
		}
		n[RecentPromoters], n[RecentDetractors], n[RecentEffort], n[RecentEffortSquares] = 1e6, 1e6, 1e6, 1e6
		return n
	}()
	perUnitOfPerson = func() (n [NumPersons]float64) {
		for i := range n {
			n[i] = 1
		}
		for _, thousandths := range []Person{ProgramCost, Subsidy, RewardsAll, SubsidyRewards, MemberSpend, MemberSpendBaseline,
			OtherSpend, PointsOutstanding, CardsOutstandingFace, FeesUnearned, PointsOrphaned, BeforeSpend, AfterSpend, RevenueBefore, RevenueAfter, RevenueKept} {
			n[thousandths] = 1e3
		}
		for _, millionths := range []Person{MemberWallet, MemberWalletBaseline, OtherWallet, Effort, EffortSquares, Promoters, Detractors} {
			n[millionths] = 1e6
		}
		return n
	}()
)

// daysPerYear is the mean length of a year.
const daysPerYear = 365.25

// discount is the value at the start of the horizon of one unit paid after some days: (1 + rate)^(−days/365.25), exactly 1 at a rate of 0.
func discount(rate, days float64) float64 { return math.Pow(1+rate, -days/daysPerYear) }

// timetable holds the discount factors of a horizon and its run-off.
type timetable struct {
	middle []float64 // of each month, for what happens during it
	end    []float64 // of each month, for its running costs
	runoff []float64 // middle of each month of the run-off
}

func newTimetable(f *Facts) *timetable {
	t := &timetable{
		middle: make([]float64, f.Months), end: make([]float64, f.Months), runoff: make([]float64, RunoffMonths),
	}
	for m := range f.Months {
		t.middle[m] = discount(f.DiscountRate, (f.MonthStart[m]+f.MonthStart[m+1])/2)
		t.end[m] = discount(f.DiscountRate, f.MonthStart[m+1])
	}
	for m := range t.runoff {
		t.runoff[m] = discount(f.DiscountRate, (f.RunoffStart[m]+f.RunoffStart[m+1])/2)
	}
	return t
}

// side scales sums of some of the customers simulated to the population and discounts them, over a month or, if it is −1, the horizon.
// The scale is that of all customers in the sample, so that segments add up to the total.
// The fixed running costs are the company's: a segment bears its share of the customers simulated of them.
func (t *timetable) side(d *Data, arm, month int, sums *Sums, customers int64) *side {
	from, to := 0, d.Facts.Months
	if month >= 0 {
		from, to = month, month+1
	}
	scale := d.Facts.Population / float64(customers)
	share := float64(sums.Person[Customers]) / float64(customers)
	running := &d.Arms[arm].Running

	s := &side{monthly: month >= 0, share: share, scale: scale, cash: make([]float64, 0, to-from)}
	var joined, outstanding int64
	for m := range from {
		f := &sums.Flow[m]
		joined += f[Joined] - f[Ended]
		outstanding += pointsLeft(f)
	}
	var plain [NumFlows]int64
	for m := from; m < to; m++ {
		f := &sums.Flow[m]
		for i, x := range f {
			plain[i] += x
			s.now[i] += t.middle[m] * float64(x)
		}
		memberYears := (float64(joined) + float64(f[Joined]-f[Ended])/2) * scale / 12
		joined += f[Joined] - f[Ended]
		outstanding += pointsLeft(f)
		costs := t.end[m] * (running.PerMonth*share + running.PerMemberYear*memberYears)
		if m == 0 {
			s.setup = running.Setup * share
			costs += s.setup
		}
		s.operations += costs
		earned := f[GrossMargin] - f[Discounts] - f[RewardCost] - f[PerkCost] + f[Fees] - f[AcquisitionCost]
		s.cash = append(s.cash, t.middle[m]*float64(earned)*scale/1000-costs)
	}
	for i := range plain {
		s.flow[i] = float64(plain[i]) * scale / perUnit[i]
		s.now[i] = s.now[i] * scale / perUnit[i]
	}
	for m := range sums.Owed {
		for i, x := range sums.Owed[m] {
			s.owed[i] += float64(x) * scale / 1000
			s.owedNow[i] += t.runoff[m] * float64(x) * scale / 1000
		}
	}
	for i, x := range sums.Person {
		s.person[i] = float64(x) * scale / perUnitOfPerson[i]
	}
	s.unearned = t.end[len(t.end)-1] * s.person[FeesUnearned]
	s.joined = float64(joined) * scale
	s.outstanding = float64(outstanding) * scale / 1000
	return s
}

// pointsLeft is by how much a month's flows raise the points outstanding.
func pointsLeft(f *[NumFlows]int64) int64 {
	return f[PointsIssued] + f[PointsAdjusted] - f[PointsRedeemed] - f[PointsExpired] - f[PointsForfeited] - f[PointsClawedBack]
}

// groupSums returns the sums of each group of customers over the selected segments; nil for a group without any.
func groupSums(d *Data, arm, segment int) []*Sums {
	cells := d.Arms[arm].Cells
	if segment >= 0 {
		return cells[segment]
	}
	if len(cells) == 1 {
		return cells[0]
	}
	var groups []*Sums
	for _, row := range cells {
		for g, cell := range row {
			if g >= len(groups) {
				groups = append(groups, nil)
			}
			if cell == nil || cell.Person[Customers] == 0 {
				continue
			}
			if groups[g] == nil {
				groups[g] = NewSums(d.Facts.Months)
			}
			groups[g].Add(cell)
		}
	}
	return groups
}

// customersByGroup counts the customers simulated in all segments, by group and in all.
func customersByGroup(d *Data, arm int) (groups []int64, all int64) {
	for _, row := range d.Arms[arm].Cells {
		for g, cell := range row {
			if g >= len(groups) {
				groups = append(groups, 0)
			}
			if cell != nil {
				groups[g] += cell.Person[Customers]
				all += cell.Person[Customers]
			}
		}
	}
	return groups, all
}

func total(groups []*Sums, months int) *Sums {
	sum := NewSums(months)
	for _, g := range groups {
		if g != nil {
			sum.Add(g)
		}
	}
	return sum
}
