package scenarios

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// meanMonth is the length of the month that rates are stated for, in days.
const meanMonth = daysPerYear / 12

// mean is the mean list price over customers, +Inf where it does not exist.
func (b *Basket) mean() float64 {
	switch {
	case b.Fixed != 0:
		return b.Fixed.Float()
	case b.Q != 0 && b.Q <= 1:
		return math.Inf(1)
	case b.Q != 0:
		return b.P * b.V / (b.Q - 1)
	}
	return b.Mean
}

// median is the mean basket of the median customer. In the Gamma-Gamma model that mean is p/ν with ν ~ Gamma(q, v).
func (b *Basket) median() float64 {
	switch {
	case b.Fixed != 0:
		return b.Fixed.Float()
	case b.Q != 0:
		return b.P / distuv.Gamma{Alpha: b.Q, Beta: b.V}.Quantile(0.5)
	}
	return b.Mean / math.Sqrt(1+b.CVBetween*b.CVBetween)
}

// gamma is the distribution of purchase rates a day; false: all are alike.
func (p *Purchases) gamma() (distuv.Gamma, bool) {
	if p.CV == 0 {
		return distuv.Gamma{}, false
	}
	shape := 1 / (p.CV * p.CV)
	return distuv.Gamma{Alpha: shape, Beta: shape / (p.PerMonth / meanMonth)}, true
}

// median is the rate of the median customer, purchases a month.
func (p *Purchases) median() float64 {
	if g, ok := p.gamma(); ok {
		return g.Quantile(0.5) * meanMonth
	}
	return p.PerMonth
}

// normal is the distribution of a standard normal score.
var normal = distuv.Normal{Mu: 0, Sigma: 1}

// at is the rate of the customer with a normal score, purchases a month.
func (p *Purchases) at(score float64) float64 {
	if g, ok := p.gamma(); ok {
		return g.Quantile(normal.CDF(score)) * meanMonth
	}
	return p.PerMonth
}

// at is the mean basket of the customer with a normal score.
func (b *Basket) at(score float64) float64 {
	switch {
	case b.Fixed != 0:
		return b.Fixed.Float()
	case b.Q != 0:
		return b.P / distuv.Gamma{Alpha: b.Q, Beta: b.V}.Quantile(normal.CDF(-score))
	}
	s := math.Sqrt(math.Log1p(b.CVBetween * b.CVBetween))
	return b.Mean * math.Exp(s*score-s*s/2)
}

// above is the share of purchases of at least this list price.
func (b *Basket) above(price float64) float64 {
	switch {
	case b.Fixed != 0:
		if b.Fixed.Float() >= price {
			return 1
		}
		return 0
	case b.Q != 0: // a beta prime distribution
		return 1 - mathext.RegIncBeta(b.P, b.Q, price/(price+b.V))
	}
	s := math.Sqrt(math.Log1p(b.CVBetween*b.CVBetween) + math.Log1p(b.CVWithin*b.CVWithin))
	if s == 0 {
		s = 1e-9
	}
	return 1 - normal.CDF(math.Log(price/b.Mean)/s+s/2)
}

// within is the chance of at least n more purchases within some days of one, at so many purchases a day.
func (p *Purchases) within(n, days, perDay float64) float64 {
	k := float64(p.Regularity)
	switch {
	case n <= 0:
		return 1
	case days <= 0 || math.IsInf(n, 1) || perDay <= 0:
		return 0
	case k == 0:
		if perDay*days >= n {
			return 1
		}
		return 0
	}
	return mathext.GammaIncReg(k*n, k*perDay*days)
}

// laterThan is the share of purchases after which the next one takes longer than some days. Those who buy more make more of them, which shifts the shape
// of a Gamma distribution of rates by one.
func (p *Purchases) laterThan(days float64) float64 {
	k := float64(p.Regularity)
	g, differ := p.gamma()
	switch {
	case !differ:
		return 1 - p.within(1, days, p.PerMonth/meanMonth)
	case k == 0:
		g.Alpha++
		return g.CDF(1 / days)
	}
	return mathext.RegIncBeta(g.Alpha+1, k, g.Beta/(g.Beta+k*days))
}

// tenth is the list price that nine in ten purchases reach.
func (b *Basket) tenth() float64 {
	low, high := 0.0, b.median()
	for range 50 {
		if mid := (low + high) / 2; b.above(mid) > 0.9 {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}
