package metrics

// Fate is what becomes of points.
type Fate uint8

// The fates of points, in thousandths of a point.
const (
	FateRedeemed   Fate = iota
	FateLapsed          // expired or forfeited
	FateClawedBack      // taken back on returns; out of a balance that was already spent, only when later points fill it up
	NumFates
)

// Cohorts follows points by the month they were issued in to their end: by month of issue, by age in months, by fate. Points restored by returns are issued
// anew. Of month s of a horizon of n months there are ages 0 … n−1−s within the horizon, and one last entry for all that happens after it. A customer's
// points leave oldest first; returns take back the newest. In the end all points have a fate, so that for each month of issue
// issued + restored = redeemed + lapsed + clawed back.
type Cohorts [][][NumFates]int64

// NewCohorts returns zero counts for a horizon of this many months.
func NewCohorts(months int) Cohorts {
	c := make(Cohorts, months)
	for s := range c {
		c[s] = make([][NumFates]int64, months-s+1)
	}
	return c
}

// sum adds up a fate over ages, up to and without the last.
func (c Cohorts) sum(s, from, to int, f Fate) (sum int64) {
	for a := from; a < to; a++ {
		sum += c[s][a][f]
	}
	return sum
}

// Issued is what was issued or restored in month s and not clawed back.
func (c Cohorts) Issued(s int) int64 {
	return c.sum(s, 0, len(c[s]), FateRedeemed) + c.sum(s, 0, len(c[s]), FateLapsed)
}

// accumulate adds sign times o to c and names what does not fit an integer, "" if all does.
func (c Cohorts) accumulate(o Cohorts, sign int64) (overflow string) {
	for s := range o {
		for a := range o[s] {
			if i := addRow(c[s][a][:], o[s][a][:], sign); i >= 0 {
				overflow = fateNames[i]
			}
		}
	}
	return overflow
}

var fateNames = [NumFates]string{FateRedeemed: "points redeemed", FateLapsed: "points lapsed", FateClawedBack: "points clawed back"}

// cohorts checks that what was issued in a month comes to an end, and that cohorts add up to what happens in each month and after the horizon.
func (c *checker) cohorts(s, g int, cell *Sums) {
	if cell.Cohorts == nil {
		return
	}
	n := len(cell.Flow)
	equal := func(identity string, month int, left, right int64) {
		if left != right {
			c.add(identity, s, g, month, left, right)
		}
	}
	var after [NumFates]int64
	for m := range cell.Flow {
		f := &cell.Flow[m]
		equal("points issued + adjusted in a month = redeemed + lapsed + clawed back of them", m,
			f[PointsIssued]+f[PointsAdjusted], cell.Cohorts.Issued(m)+cell.Cohorts.sum(m, 0, n-m+1, FateClawedBack))
		var now [NumFates]int64
		for from := range m + 1 {
			for i, x := range cell.Cohorts[from][m-from] {
				now[i] += x
			}
		}
		for i, x := range cell.Cohorts[m][n-m] {
			after[i] += x
		}
		equal("points redeemed in a month = those of all cohorts", m, f[PointsRedeemed], now[FateRedeemed])
		equal("points expired and forfeited in a month = lapsed of all cohorts", m, f[PointsExpired]+f[PointsForfeited], now[FateLapsed])
	}
	var owed [NumOwed]int64
	for m := range cell.Owed {
		for i, x := range cell.Owed[m] {
			owed[i] += x
		}
	}
	equal("points redeemed after the horizon = those of all cohorts", -1, owed[OwedRedeemed], after[FateRedeemed])
	equal("points expired after the horizon = lapsed of all cohorts", -1, owed[OwedExpired], after[FateLapsed])
}
