package limits

import (
	"math"

	"earnburn/simulate/metrics"
)

// inPercent reports whether a metric is a fraction, which may be written as a percentage.
func inPercent(m *metrics.Metric) bool {
	return m.Kind == metrics.Share || m.Kind == metrics.RelativeChange || m.Kind == metrics.Ratio
}

// percentOnly reports whether a plain number would leave open what is meant: who writes -0.5 of a relative change mostly means half a percent.
func percentOnly(m *metrics.Metric) bool { return inPercent(m) && m.Kind != metrics.Ratio }

// unitOf says how a bound of a metric is written.
func unitOf(m *metrics.Metric) string {
	switch {
	case percentOnly(m):
		return m.Name + " is a percentage, as in 20%"
	case inPercent(m):
		return m.Name + " is a ratio, as in 1.5 or 150%"
	}
	return m.Name + " is a number (" + m.Unit + ")"
}

// fits finds what does not go together, and bounds where the metric never is.
func (p *parser) fits() {
	l := &p.limit
	at := p.words[0].at
	m := l.Metric
	parts := l.Segment != "" || l.Tier != "" || l.Decile > 0
	switch {
	case m.Drawn() && (l.Against != "" || l.Of != nil || l.Change != NoChange || parts || l.Month > 0):
		p.fail(at, "%s comes from draws of the assumptions, whose error is that of their number, so it can only be compared with a number, for all customers and the whole horizon", m.Name)
	case l.Change != NoChange && (parts || l.Month > 0):
		p.fail(at, "drop and rise compare all customers over the whole horizon with a saved result; leave out in … and at …")
	case l.Of != nil && (l.Of.Drawn() || l.Of.Kind != m.Kind):
		p.fail(at, "%s is no share of %s: they have different units (%s; %s)", m.Name, l.Of.Name, m.Unit, l.Of.Unit)
	case l.Against != "" && l.Against == l.Arm:
		p.fail(at, "compares %s with itself", l.Arm)
	case !l.plain() || l.Month > 0: // a difference, or a month, in which shares of what was before may exceed one
		return
	}
	for _, side := range []struct {
		bound, nearest float64 // nearest is the value next to the bound that meets the limit
		beyond         string
	}{{l.Low, next(l.Low, 1, l.LowOpen), "above"}, {l.High, next(l.High, -1, l.HighOpen), "below"}} {
		switch at := m.Within(side.bound); {
		case math.IsInf(side.bound, 0):
		case at < side.bound:
			p.fail(p.words[0].at, "%s is never above %s", m.Name, bound(m, at))
		case at > side.bound:
			p.fail(p.words[0].at, "%s is never below %s", m.Name, bound(m, at))
		case m.Within(side.nearest) != side.nearest:
			p.fail(p.words[0].at, "%s is never %s %s", m.Name, side.beyond, bound(m, at))
		}
	}
}

// next is a bound, or the number next to it in a direction if the bound itself does not meet the limit.
func next(bound, direction float64, open bool) float64 {
	if open {
		return math.Nextafter(bound, math.Inf(int(direction)))
	}
	return bound
}

// bound writes an end of the metric's range.
func bound(m *metrics.Metric, x float64) string {
	if inPercent(m) {
		return short(100*x) + "%"
	}
	return short(x)
}

// plain reports whether the number is the metric itself.
func (l *Limit) plain() bool { return l.Against == "" && l.Of == nil && l.Change == NoChange }
