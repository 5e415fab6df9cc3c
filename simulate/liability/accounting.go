package liability

// Estimator is where an accountant takes the ultimate redemption rate from.
type Estimator uint8

// The estimators.
const (
	RunOff     Estimator = iota // the end of the points themselves: an accountant who knows the future, and never changes an estimate
	ByTheTable                  // the life table on what has happened up to each month
)

// String names the estimator in a sentence.
func (e Estimator) String() string {
	if e == ByTheTable {
		return "a life table of what had happened up to each month"
	}
	return "the run-off of the points themselves, as if the future were known"
}

// expectation is what an estimator expects at the end of month m.
type expectation struct {
	triangle *Triangle
	table    *LifeTable // nil: the run-off
	month    int
}

func (e Estimator) at(t *Triangle, m int) expectation {
	x := expectation{triangle: t, month: m}
	if e == ByTheTable {
		x.table = t.LifeTable(m)
	}
	return x
}

// first is the points expected to be redeemed in the end of those of month s when they are issued.
func (x *expectation) first(s int) float64 {
	if x.table == nil {
		return x.triangle.Ultimate(s)
	}
	return x.triangle.Issued[s] * x.table.Rate(0)
}

// now is the same at the end of month m.
func (x *expectation) now(s int) float64 {
	if x.table == nil {
		return x.triangle.Ultimate(s)
	}
	return x.table.expected(x.triangle, s, x.month)
}

// terms are what points are worth and cost.
type terms struct {
	paid, list []float64 // by members in each month: after discounts, and at list price
	face       float64   // of a point
	cost       float64   // of the rewards for a point redeemed
}

// movements are what one month does to both views of the liability, with their signs.
type movements struct {
	deferred, redemption, breakage, change, closing float64 // deferred revenue
	provided, used, revised, owed                   float64 // incremental cost
}

// account keeps the books of a triangle month by month. It returns the contracts as of the end, by month of issue.
func (t *Triangle) account(v *terms, e Estimator) ([]movements, []Contract) {
	months, contracts := make([]movements, t.Months()), make([]Contract, t.Months())
	for m := range months {
		x, now := e.at(t, m), &months[m]
		for s := range m + 1 {
			c := &contracts[s]
			if t.Issued[s] <= 0 {
				continue
			}
			if s == m {
				*c = Contract{Issued: t.Issued[s], Expected: x.first(s)}
				c.Deferred = Allocate(max(0, v.paid[s]), max(0, v.list[s]), v.face*c.Expected)[1]
				now.deferred += c.Deferred
				now.provided += v.cost * c.Expected
			}
			was, redeemed := c.Expected, t.Redeemed[s][m-s]
			r := c.Period(redeemed, x.now(s), t.Open(s, m))
			now.redemption -= r.Redemption
			now.breakage -= r.Breakage
			now.change -= r.Change
			now.closing += c.Balance()
			now.used -= v.cost * redeemed
			now.revised += v.cost * (c.Expected - was)
			now.owed += v.cost * (c.Expected - c.Redeemed)
		}
	}
	return months, contracts
}

// shifted is what both views of the liability would be at the end if, of every month of issue with points left, the share `by` of the points issued more
// were redeemed in the end: never less than have been, nor more than are left.
func (t *Triangle) shifted(v *terms, contracts []Contract, by float64) (deferred, cost float64) {
	for s := range contracts {
		c := contracts[s]
		if c.Issued <= 0 {
			continue
		}
		open := t.Open(s, t.Months()-1)
		c.Expected = min(max(c.Expected+by*c.Issued, c.Redeemed), c.Redeemed+open)
		deferred += c.Balance()
		cost += v.cost * (c.Expected - c.Redeemed)
	}
	return deferred, cost
}
