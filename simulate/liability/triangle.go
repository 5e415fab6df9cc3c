package liability

import "earnburn/simulate/metrics"

// Triangle is points by month of issue and age in months at which they were redeemed or lapsed, as far as a horizon shows them, and what becomes of the
// rest. Points that returns take back are left out from the start: which they will be is known within weeks.
type Triangle struct {
	Issued        []float64   // by month, net of points clawed back
	Redeemed      [][]float64 // by month of issue, by age from 0 to the end of the horizon
	Lapsed        [][]float64 // expired or forfeited, likewise
	RedeemedLater []float64   // after the horizon, by month of issue; an accountant does not know it
	Life          float64     // greatest age of points in months; 0: they may live on
}

// newTriangle reads cohorts, each thousandth of a point standing for scale.
func newTriangle(c metrics.Cohorts, life, scale float64) *Triangle {
	t := &Triangle{Life: life}
	for s, ages := range c {
		end := len(ages) - 1
		redeemed, lapsed := make([]float64, end), make([]float64, end)
		for a := range end {
			redeemed[a], lapsed[a] = scale*float64(ages[a][metrics.FateRedeemed]), scale*float64(ages[a][metrics.FateLapsed])
		}
		t.Issued = append(t.Issued, scale*float64(c.Issued(s)))
		t.Redeemed, t.Lapsed = append(t.Redeemed, redeemed), append(t.Lapsed, lapsed)
		t.RedeemedLater = append(t.RedeemedLater, scale*float64(ages[end][metrics.FateRedeemed]))
	}
	return t
}

// lastAge is the age by which the last points have expired, an age being a calendar month after that of issue: up to 31 days pass to the day of issue,
// one more after the last day of use, and two for a short February.
func (t *Triangle) lastAge() int { return int(t.Life + (31+1+2)*12/365.25) }

// Months is the length of the horizon.
func (t *Triangle) Months() int { return len(t.Issued) }

// Known is what has been redeemed of the points of month s by the end of month m ≥ s.
func (t *Triangle) Known(s, m int) (sum float64) {
	for _, x := range t.Redeemed[s][:m-s+1] {
		sum += x
	}
	return sum
}

// Open is what is left of the points of month s at the end of month m ≥ s.
func (t *Triangle) Open(s, m int) float64 {
	left := t.Issued[s]
	for a := range m - s + 1 {
		left -= t.Redeemed[s][a] + t.Lapsed[s][a]
	}
	if left < nothing*t.Issued[s] { // a rest of rounding
		return 0
	}
	return left
}

// nothing is what is only rounding, relative to the numbers it comes from.
const nothing = 1e-9

// Ultimate is what is redeemed of the points of month s in the end.
func (t *Triangle) Ultimate(s int) float64 { return t.Known(s, t.Months()-1) + t.RedeemedLater[s] }

// oldest is the first month with points, as an age at the end of month m; −1 without points so far.
func (t *Triangle) oldest(m int) int {
	for s := range m + 1 {
		if t.Issued[s] > 0 {
			return m - s
		}
	}
	return -1
}

// rate divides what the months up to m come to by the points issued in them; not a number without points.
func (t *Triangle) rate(m int, of func(s int) float64) float64 {
	above, below := 0.0, 0.0
	for s := range m + 1 {
		if t.Issued[s] > 0 {
			above += of(s)
			below += t.Issued[s]
		}
	}
	return above / below
}

// True is the ultimate redemption rate of the points issued up to and in month m.
func (t *Triangle) True(m int) float64 { return t.rate(m, t.Ultimate) }

// Naive is redeemed ÷ issued up to and in month m, which is what most reports call the redemption rate. It is no estimate of the ultimate one:
// what was issued lately has had no time to be redeemed.
func (t *Triangle) Naive(m int) float64 {
	return t.rate(m, func(s int) float64 { return t.Known(s, m) })
}
