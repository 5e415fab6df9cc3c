package limits

import (
	"math"

	"earnburn/simulate/metrics"
)

// View is what a run has counted so far.
type View struct {
	Data    *metrics.Data
	Deciles *metrics.Data   // nil unless a case needs depth
	Tiers   []*metrics.Data // by arm
	Certain bool            // nothing in the world is left to chance, so numbers without an error are exact
}

// Deep reports whether customers have to be counted by tier, decile or, for scores of satisfaction, by month in depth.
func (c *Case) Deep() bool {
	return c.Tier != "" || c.Decile > 0 || c.selected() >= 0 && c.Metric.Group == metrics.NPSGroup
}

// Estimate is the number that the limit bounds, with an interval of that confidence: see Limit. It is not that of a metric of draws.
//
// The saved result of a Change counts as an independent run: the squares of both errors add. With the same seed both have most of their chance in common,
// so that the difference is surer than its interval says, never less sure.
func (c *Case) Estimate(v *View, confidence float64) metrics.Estimate {
	x := c.series(v)
	if v.Certain && x.Missing == "" && x.NoInterval != "" {
		x = metrics.Series{Value: x.Value, Without: []float64{x.Value}}
	}
	e := x.At(confidence)
	switch {
	case e.Missing != "" || e.NoInterval != "":
	case c.Change != NoChange:
		e = c.changed(e, confidence)
	case c.plain() && c.selected() < 0:
		e.Low, e.High = min(e.Value, c.Metric.Within(e.Low)), max(e.Value, c.Metric.Within(e.High))
	}
	return e
}

// series is the number with what it is without each group of customers. What is saved is not taken off yet.
func (c *Case) series(v *View) metrics.Series {
	of := func(arm int, m *metrics.Metric) metrics.Series {
		d, i := v.Data, arm
		switch {
		case c.Decile > 0:
			d = v.Deciles
		case c.Tier != "" && arm == 0:
			d = v.Tiers[c.Arm]
		case c.Tier != "":
			d, i = v.Tiers[arm], 1
		}
		return metrics.SeriesIn(d, i, []*metrics.Metric{m}, metrics.Selection{Segment: c.row, Month: c.selected()})[0]
	}
	x := of(c.Arm, c.Metric)
	switch {
	case c.Against >= 0:
		return x.Minus(of(c.Against, c.Metric), v.Data.Arms[c.Arm].Name, v.Data.Arms[c.Against].Name)
	case c.Of != nil:
		return x.Minus(of(c.Arm, c.Of).Linear(c.Share, 0), c.Metric.Name, c.Of.Name)
	}
	return x
}

// changed compares a number with the saved one.
func (c *Case) changed(e metrics.Estimate, confidence float64) metrics.Estimate {
	s := &c.saved
	d := metrics.Estimate{Value: s.Value - e.Value, SE: math.Hypot(e.SE, s.SE)}
	if c.Change == Rise {
		d.Value = -d.Value
	}
	half := math.Hypot(e.High-e.Value, s.SE*metrics.Quantile(confidence, metrics.Groups-1))
	if c.Relative {
		size := math.Abs(s.Value)
		d.Value, d.SE, half = d.Value/size, d.SE/size, half/size
	}
	d.Low, d.High = d.Value-half, d.Value+half
	return d
}
