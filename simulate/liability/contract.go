package liability

import "math"

// Contract is points sold with goods, on which revenue is deferred until they are redeemed. Breakage is recognized in proportion to redemption
// (IFRS 15.B46, ASC 606-10-55-48): of the amount deferred, the share redeemed ÷ expected to be redeemed in all, at the current estimate, has been
// recognized. A new estimate changes what has been recognized at once (cumulative catch-up); the amount deferred at first is never allocated anew.
type Contract struct {
	Issued   float64 // points, net of those that returns take back
	Deferred float64 // allocated to them at first, money
	Expected float64 // points to be redeemed in all, as estimated now
	Redeemed float64 // points so far
	closed   bool
}

// Recognized is revenue from a contract in one period, by reason. Its parts may be negative.
type Recognized struct {
	Redemption float64 // points redeemed × amount deferred per point issued
	Breakage   float64 // what the points redeemed bring above that, at the estimate of before: breakage in proportion to redemption
	Change     float64 // catch-up for the new estimate
}

// Sum is all revenue of the period.
func (r Recognized) Sum() float64 { return r.Redemption + r.Breakage + r.Change }

// Open reports a contract with revenue still to come.
func (c *Contract) Open() bool { return !c.closed }

// Balance is the contract liability: Deferred × (1 − Redeemed ÷ Expected), and 0 once nothing is left to be redeemed.
func (c *Contract) Balance() float64 { return c.Deferred * (1 - c.recognized(c.Expected)) }

// Period redeems points and takes in a new estimate of what will have been redeemed in the end; left are the points that may still be.
// When none is left the rest is recognized: breakage that no redemption is left to be in proportion to.
func (c *Contract) Period(redeemed, expected, left float64) Recognized {
	before := c.Balance()
	var r Recognized
	if c.Issued > 0 && redeemed != 0 {
		r.Redemption = c.Deferred * redeemed / c.Issued
		if c.Expected > 0 {
			r.Breakage = c.Deferred*redeemed/c.Expected - r.Redemption
		}
	}
	c.Redeemed += redeemed
	c.Expected = expected
	c.closed = left <= 0
	if change := before - c.Balance() - r.Redemption - r.Breakage; math.Abs(change) > nothing*c.Deferred {
		r.Change = change
	}
	return r
}

// recognized is the share of the amount deferred that has been recognized if so many points are expected to be redeemed.
func (c *Contract) recognized(expected float64) float64 {
	switch {
	case c.closed || c.Redeemed > 0 && c.Redeemed >= expected:
		return 1
	case expected <= 0:
		return 0
	}
	return c.Redeemed / expected
}
