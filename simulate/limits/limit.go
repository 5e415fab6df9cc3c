// Package limits reads conditions that programs have to meet, as in "net_margin_impact_pct >= -0.5%", and judges numbers by them.
// docs/ci.md has the grammar in BNF and says what each form means.
package limits

import (
	"fmt"
	"math"

	"earnburn/internal/document"
	"earnburn/simulate/metrics"
)

// Limit is one condition. Whatever its form, it demands that a number lies from Low to High: the metric itself, or what is left of it after what it is
// compared with was taken off.
type Limit struct {
	Text  string            // as written, with single spaces
	At    document.Position // where it begins
	Owner string            // the program whose file states it and which alone it binds; "": all programs

	Metric *metrics.Metric
	Arm    string // after of; "": each program that the limit binds

	// What is taken off the metric, at most one of them.
	Against string          // the same metric of another program
	Share   float64         // times Of, a metric of the same program
	Of      *metrics.Metric // nil: no share
	Change  Change          // the metric in a saved result

	Relative bool // the bound of a Change is a share of the size of what was saved, and not a number of the metric's own unit

	Segment, Tier string // the customers it is about; "": all
	Decile        int    // from 1, those who buy least; 0: all
	Month         int    // of the horizon, from 1; 0: all of it. See Horizon

	Low, High         float64 // infinite where there is no bound
	LowOpen, HighOpen bool    // the bound itself does not meet the limit

	path string // of the text in its file; "" for a flag
	// Where names and numbers are that only a run can confirm.
	arm, other, part, month document.Position
}

// Exchange takes a bound that is money for one in a currency, at so many units of the scenario's for one of it.
func (l *Limit) Exchange(currency string, rate float64) {
	if !money(l.Metric) || !l.plain() || l.Relative {
		return
	}
	l.Low, l.High = l.Low*rate, l.High*rate
	l.Text += fmt.Sprintf(" (in %s, × %g)", currency, rate)
}

// Horizon is how many months the limit is about where its metrics are known for a whole horizon only: it then ends with Month. 0 means the whole horizon of the
// scenario, of which Month, if any, is a part.
func (l *Limit) Horizon() int {
	if l.Month > 0 && (!l.Metric.Monthly || l.Of != nil && !l.Of.Monthly) {
		return l.Month
	}
	return 0
}

// selected is the month of the horizon, from 0, or −1 for all of it.
func (l *Limit) selected() int {
	if l.Horizon() > 0 {
		return -1
	}
	return l.Month - 1
}

// Change is how a number may differ from that of a saved result.
type Change int8

// The changes.
const (
	NoChange Change = iota
	Drop            // by how much it is lower now
	Rise            // by how much it is higher now
)

// Verdict is what became of a limit.
type Verdict string

// The verdicts.
const (
	Holds     Verdict = "holds"
	Crossed   Verdict = "crossed"
	Undecided Verdict = "undecided" // a bound lies within the interval of the number
)

// Judge compares an interval with the bounds. A number without an interval decides nothing.
func (l *Limit) Judge(e metrics.Estimate) Verdict {
	switch {
	case e.Missing != "" || e.NoInterval != "":
		return Undecided
	case above(e.Low, l.Low, l.LowOpen) && above(-e.High, -l.High, l.HighOpen):
		return Holds
	case !above(e.High, l.Low, l.LowOpen) || !above(-e.Low, -l.High, l.HighOpen):
		return Crossed
	}
	return Undecided
}

// above reports whether x is on the right side of a lower bound.
func above(x, bound float64, open bool) bool { return x > bound || x == bound && !open }

// WouldDecide is how many customers, or draws, would decide about an undecided number if it stayed where it is: errors shrink with the square root of
// their number, so n·(h/d)², where n of them gave an interval of half-width h around a number at distance d from the nearest bound. It is +Inf for a number
// right on the bound, and 0 without an interval, of which nothing can be said.
func (l *Limit) WouldDecide(e metrics.Estimate, n int) float64 {
	if e.Missing != "" || e.NoInterval != "" {
		return 0
	}
	// The interval is not always symmetric, as that of a share near 0 is not: what counts is its part between the number and the bound.
	factor := 1.0
	if e.Low <= l.Low && l.Low <= e.High {
		factor = max(factor, reach(e, l.Low))
	}
	if e.Low <= l.High && l.High <= e.High {
		factor = max(factor, reach(e, l.High))
	}
	return float64(n) * factor * factor
}

// reach is by how many times too wide an interval is on the side of the bound.
func reach(e metrics.Estimate, bound float64) float64 {
	switch {
	case bound < e.Value:
		return (e.Value - e.Low) / (e.Value - bound)
	case bound > e.Value:
		return (e.High - e.Value) / (bound - e.Value)
	}
	return math.Inf(1)
}

// unbounded is a limit that demands nothing yet.
func unbounded() Limit { return Limit{Low: math.Inf(-1), High: math.Inf(1)} }
