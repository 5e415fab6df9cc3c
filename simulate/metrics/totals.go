// Package metrics says what is counted in a run (Flow, Owed, Person), what is reported (Metric) and with which error (Estimate).
// Counts are exact integers; every ratio, discount and error is computed from them.
package metrics

// Flow is something counted by calendar month of the horizon. Money is in thousandths of the currency unit, points in thousandths of a point.
type Flow uint8

// The monthly flows, those of any customer first.
const (
	Purchases           Flow = iota // count
	Sales                           // list price, less returns
	Returns                         // list price of what came back
	GrossMargin                     // list price less cost of goods, of Sales
	Arrived                         // count of customers whose time in the simulation began
	AcquisitionCost                 // of customers who arrived
	Left                            // count of customers who dropped out (true, not observed)
	RecentBuyers                    // customers who bought in the 12 months up to the end of the month; only in depth, as the next four
	RecentPromoters                 // Σ P(9–10) over them, millionths
	RecentDetractors                // Σ P(0–6) over them, millionths
	RecentEffort                    // Σ of the customer effort score over them, millionths
	RecentEffortSquares             // Σ of the mean square of the answer to it over them, millionths

	// Those of members.
	MemberPurchases  // count at which a member identified
	MemberSales      // list price of MemberPurchases, less returns
	Discounts        // money off at the till by discount rules
	MoneyOff         // paid with points or certificates
	Displaced        // sales replaced by free products: displacement × price
	RewardCost       // cost of all rewards: money off + cost of goods of free products + displacement × their margin + what others cost − cash paid + a coalition's charges
	PerkCost         // what perks, and actions of members, cost the company
	Fees             // paid by members and partners, and what actions are stated to bring in
	PointsIssued     // earned, with bonuses
	PointsAdjusted   // restored by returns
	PointsRedeemed   // given for rewards or certificates
	PointsExpired    // lapsed by age, inactivity or date
	PointsForfeited  // taken away by another rule
	PointsClawedBack // taken back on returns
	Redemptions      // count of purchases at which points or certificates were used
	CardsIssuedFace  // face of certificates issued
	CardsUsedFace    // face of certificates used, less those that returns restored
	CardsExpiredFace // face of certificates that lapsed
	Joined           // count of customers who became members
	Ended            // count of memberships that were not paid for any more
	NumFlows
)

// Owed is something counted by month of the run-off, after the horizon, of points and certificates outstanding at its end.
type Owed uint8

// The flows of the run-off.
const (
	OwedCost          Owed = iota // reward cost
	OwedRedeemed                  // points
	OwedExpired                   // points, and what is forfeited
	OwedCardsUsedFace             // face of certificates used
	NumOwed
)

// RunoffMonths is how long outstanding points are run on at most.
const RunoffMonths = 60

// Person is something counted once per customer at the end of the horizon. "Last year" is the last 12 months of the horizon (all of it if shorter).
type Person uint8

// The counts per customer.
const (
	Customers            Person = iota // customers simulated
	Alive                              // not dropped out at the end
	AliveYearAgo                       // not dropped out 12 months before the end
	LeftLastYear                       // of those, dropped out since
	AliveDays                          // days between arrival and dropout or end
	Buyers                             // bought in the last year
	Repeaters                          // bought at least twice in the last year
	BoughtBefore                       // bought in months m−23…m−12 (needs 24 months)
	Retained                           // of those, bought again in m−11…m
	Members                            // ever joined
	ActiveMembers                      // members who earned or burned in the last year
	RedeemingMembers                   // members who burned in the last year
	ExtraPurchases                     // max(0, n₁ − n₀)
	LostPurchases                      // max(0, n₀ − n₁)
	BoughtLess                         // customers who bought less often than without the program
	ProgramCost                        // discounts + rewards + perks of the customer, undiscounted, with run-off
	Subsidy                            // ProgramCost × min(1, g₀/g₁)
	RewardsAll                         // the rewards among ProgramCost
	SubsidyRewards                     // RewardsAll × min(1, g₀/g₁)
	MemberBuyers                       // members who bought in the last year
	MemberSpend                        // their sales in the last year
	MemberSpendBaseline                // the same members' sales in the last year in the baseline arm
	OtherSpend                         // sales in the last year of buyers who are not members
	MemberWallet                       // Σ share of wallet of MemberBuyers in the arm, millionths
	MemberWalletBaseline               // Σ their baseline share of wallet, millionths
	OtherWallet                        // Σ share of wallet of buyers who are not members, millionths
	RevenueBefore                      // paid for goods in months m−23…m−12
	RevenueAfter                       // paid in m−11…m by those who paid before
	RevenueKept                        // Σ of the lesser of the two by customer
	Frequent                           // bought at least three times within the horizon
	SeemGone                           // of those, bought nothing in the last 3 mean gaps of their own
	Effort                             // Σ of the customer effort score over Buyers, millionths
	EffortSquares                      // Σ of the mean square of the answer to it over Buyers, millionths
	BeforeSpend                        // sales before joining, of members who had bought before
	BeforeDays                         // their days from arrival to joining
	AfterSpend                         // their sales from joining to the end of the horizon
	AfterDays                          // their days from joining to the end, left or not
	Promoters                          // Σ P(9–10) over Buyers, millionths
	Detractors                         // Σ P(0–6) over Buyers, millionths
	PointsOutstanding                  // thousandths of a point, at the end of the horizon
	CardsOutstandingFace               // certificates in hand at the end
	FeesUnearned                       // the part of monthly and yearly fees paid that is for days after the horizon
	PointsOrphaned                     // outstanding on balances below the price of the cheapest reward, thousandths of a point
	NumPersons
)

// Sums is what was counted over some set of customers. Addition is exact, so no result depends on its order.
type Sums struct {
	Flow    [][NumFlows]int64 // by month of the horizon
	Owed    [][NumOwed]int64  // by month of the run-off
	Person  [NumPersons]int64
	Cohorts Cohorts // nil unless they were asked for

	overflow string // what became too large for an integer in an addition, if anything did; CheckIdentities says so
}

// NewSums returns zero sums for a horizon of this many months.
func NewSums(months int) *Sums {
	return &Sums{Flow: make([][NumFlows]int64, months), Owed: make([][NumOwed]int64, RunoffMonths)}
}

// Add adds o to s. A sum that is too large for an integer stays what it was, and CheckIdentities fails.
func (s *Sums) Add(o *Sums) { s.accumulate(o, 1) }

// Count adds what one customer did, as counting him in s right away would: without a look for sums that are too large, which Add has for whole blocks.
// Points by month of issue are not counted so.
func (s *Sums) Count(o *Sums) {
	for i := range s.Person {
		s.Person[i] += o.Person[i]
	}
	for m := range o.Flow {
		to, from := &s.Flow[m], &o.Flow[m]
		for i := range MemberPurchases {
			to[i] += from[i]
		}
	}
	if o.Person[Members] == 0 { // nothing is given or owed to others
		return
	}
	for m := range o.Flow {
		to, from := &s.Flow[m], &o.Flow[m]
		for i := MemberPurchases; i < NumFlows; i++ {
			to[i] += from[i]
		}
	}
	for m := range o.Owed {
		to, from := &s.Owed[m], &o.Owed[m]
		for i := range to {
			to[i] += from[i]
		}
	}
}

// sub takes o from s.
func (s *Sums) sub(o *Sums) { s.accumulate(o, -1) }

func (s *Sums) accumulate(o *Sums, sign int64) {
	if s.overflow == "" {
		s.overflow = o.overflow
	}
	for m := range o.Flow {
		if i := addRow(s.Flow[m][:], o.Flow[m][:], sign); i >= 0 {
			s.overflow = flowNames[i]
		}
	}
	for m := range o.Owed {
		if i := addRow(s.Owed[m][:], o.Owed[m][:], sign); i >= 0 {
			s.overflow = owedNames[i]
		}
	}
	if i := addRow(s.Person[:], o.Person[:], sign); i >= 0 {
		s.overflow = personNames[i]
	}
	if o.Cohorts != nil {
		if s.Cohorts == nil {
			s.Cohorts = NewCohorts(len(o.Cohorts))
		}
		if name := s.Cohorts.accumulate(o.Cohorts, sign); name != "" {
			s.overflow = name
		}
	}
}

// addRow adds sign times a row to sums and returns which sum does not fit an integer, −1 if all do. That sum stays what it was.
// Every block of customers passes here, so it looks for the culprit only after all have been added.
func addRow(sums, row []int64, sign int64) int {
	row = row[:len(sums)]
	var wrapped int64
	for i := range sums {
		x := sign * row[i]
		next := sums[i] + x
		wrapped |= (sums[i] ^ next) & (x ^ next)
		sums[i] = next
	}
	if wrapped >= 0 {
		return -1
	}
	culprit := -1
	for i := range sums {
		x := sign * row[i]
		if before := sums[i] - x; (before^sums[i])&(x^sums[i]) < 0 {
			sums[i], culprit = before, i
		}
	}
	return culprit
}

// Reset sets all counts to zero.
func (s *Sums) Reset() {
	clear(s.Flow)
	clear(s.Owed)
	for _, row := range s.Cohorts {
		clear(row)
	}
	s.Person = [NumPersons]int64{}
	s.overflow = ""
}

// Groups is the number of groups of the delete-one-group jackknife.
const Groups = 100

// Facts is what metrics need to know of the world besides counts.
type Facts struct {
	Months       int
	Population   float64   // customers of the real base; counts of a sample are scaled to it
	DiscountRate float64   // a year
	MonthStart   []float64 // days from the start of the horizon, Months + 1 entries
	RunoffStart  []float64 // days from the start of the horizon to each run-off month, RunoffMonths + 1 entries
	Survey       int       // answers of a survey of customers
	Currency     string
	Segments     []string
}

// Running is what running a program costs and what its points are worth at face, per arm. Money in currency units.
type Running struct {
	Setup, PerMonth, PerMemberYear float64
	FacePerPoint                   float64 // face value of a point at the best reward; 0 without points
	HasPoints                      bool
	PointLife                      float64 // greatest age of points that can be used, in months; 0: they may live on
	Converted                      bool    // points of the horizon are of more than one kind
	OwedByOthers                   bool    // points are a coalition's: who runs it owes the rewards, and was paid when points were issued
}

// Arm is what was counted in one arm.
type Arm struct {
	Name    string
	Running Running
	Cells   [][]*Sums // [segment][group]; a group without customers is nil or has no customers
}

// Data is what a run counted: the arms over the same customers, the baseline first.
type Data struct {
	Facts Facts
	Arms  []Arm
}
