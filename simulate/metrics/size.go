package metrics

import (
	"fmt"
	"math"
)

// maxSum bounds what is counted in an arm, so that no sum over any of its cells and months, nor any of a few such sums, is too large for an integer.
const maxSum = 1 << 59

// checkSize fails if counts are too large to be added up exactly.
func checkSize(d *Data) error {
	for a := range d.Arms {
		arm := &d.Arms[a]
		var flow [NumFlows]float64
		var owed [NumOwed]float64
		var person [NumPersons]float64
		for s, groups := range arm.Cells {
			for _, cell := range groups {
				if cell == nil {
					continue
				}
				if cell.overflow != "" {
					return tooLarge(cell.overflow, arm.Name+", segment "+d.Facts.Segments[s])
				}
				for m := range cell.Flow {
					addSizes(flow[:], cell.Flow[m][:])
				}
				for m := range cell.Owed {
					addSizes(owed[:], cell.Owed[m][:])
				}
				addSizes(person[:], cell.Person[:])
			}
		}
		for _, sums := range []struct {
			sizes []float64
			names []string
		}{{flow[:], flowNames[:]}, {owed[:], owedNames[:]}, {person[:], personNames[:]}} {
			for i, size := range sums.sizes {
				if size > maxSum {
					return tooLarge(sums.names[i], arm.Name)
				}
			}
		}
	}
	return nil
}

func tooLarge(name, arm string) error {
	return fmt.Errorf("amounts are too large to be counted exactly: %s in arm %s; state money or points in larger units, or simulate fewer customers", name, arm)
}

func addSizes(sizes []float64, counts []int64) {
	for i, x := range counts {
		sizes[i] += math.Abs(float64(x))
	}
}

// What is counted, for the reader of an error.
var (
	flowNames = [NumFlows]string{
		Purchases: "purchases", MemberPurchases: "purchases of members", Sales: "sales", MemberSales: "sales to members", Returns: "returns",
		GrossMargin: "gross margin", Discounts: "discounts", MoneyOff: "money off", Displaced: "displaced sales", RewardCost: "cost of rewards",
		PerkCost: "cost of perks", Fees: "fees", PointsIssued: "points issued", PointsAdjusted: "points restored", PointsRedeemed: "points redeemed",
		PointsExpired: "points expired", PointsForfeited: "points forfeited", PointsClawedBack: "points clawed back",
		Redemptions: "purchases with a reward", CardsIssuedFace: "certificates issued", CardsUsedFace: "certificates used",
		CardsExpiredFace: "certificates expired", Joined: "customers who joined", Ended: "memberships that ended", Arrived: "customers who arrived",
		AcquisitionCost: "cost of acquisition", Left: "customers who left",
		RecentBuyers: "recent buyers", RecentPromoters: "recent promoters", RecentDetractors: "recent detractors",
		RecentEffort: "recent customer effort", RecentEffortSquares: "squares of recent customer effort",
	}
	owedNames = [NumOwed]string{
		OwedCost: "cost of rewards after the horizon", OwedRedeemed: "points redeemed after the horizon",
		OwedExpired: "points expired after the horizon", OwedCardsUsedFace: "certificates used after the horizon",
	}
	personNames = [NumPersons]string{
		Customers: "customers", Alive: "customers at the end", AliveYearAgo: "customers a year before the end", LeftLastYear: "customers who left in the last year",
		AliveDays: "days as a customer", Buyers: "buyers", Repeaters: "repeat buyers", BoughtBefore: "buyers of the year before", Retained: "retained buyers",
		Members: "members", ActiveMembers: "active members", RedeemingMembers: "redeeming members", ExtraPurchases: "incremental purchases",
		LostPurchases: "lost purchases", BoughtLess: "customers who bought less often", ProgramCost: "cost of the program", Subsidy: "subsidy", RewardsAll: "rewards", SubsidyRewards: "subsidy by rewards",
		MemberBuyers: "members who bought", MemberSpend: "spend of members", MemberSpendBaseline: "spend of members at baseline",
		OtherSpend: "spend of other buyers", MemberWallet: "share of wallet of members", MemberWalletBaseline: "share of wallet of members at baseline",
		OtherWallet: "share of wallet of other buyers", RevenueBefore: "revenue of the year before", RevenueAfter: "revenue retained", RevenueKept: "revenue kept", Frequent: "frequent buyers",
		SeemGone: "frequent buyers who seem gone", Effort: "customer effort", EffortSquares: "squares of customer effort", BeforeSpend: "spend before joining", BeforeDays: "days before joining",
		AfterSpend: "spend since joining", AfterDays: "days since joining", Promoters: "promoters", Detractors: "detractors", PointsOutstanding: "points outstanding",
		CardsOutstandingFace: "certificates outstanding", FeesUnearned: "fees paid for later", PointsOrphaned: "orphaned points",
	}
)
