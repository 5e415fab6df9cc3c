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
	Seed    uint64
	Done    int // customers simulated
}

// Deep reports whether customers have to be counted by tier, decile or, for scores of satisfaction, by month in depth.
func (c *Case) Deep() bool {
	return c.Tier != "" || c.Decile > 0 || c.selected() >= 0 && c.Metric.Group == metrics.NPSGroup
}

// Estimate is the number that the limit bounds, with an interval of that confidence: see Limit. It is not that of a metric of draws.
//
// A Change is a paired difference where the saved result is of the same seed and as many customers: then both have them in the same jackknife groups.
// Otherwise the saved result counts as an independent run, and the squares of both errors add; with the same seed both have most of their chance in common,
// so that the difference is surer than its interval says, never less sure.
func (c *Case) Estimate(v *View, confidence float64) metrics.Estimate {
	x := c.series(v)
	if v.Certain && x.Missing == "" && x.NoInterval != "" {
		x = metrics.Series{Value: x.Value, Without: []float64{x.Value}}
	}
	paired := c.paired(v, &x)
	if paired {
		x = c.change(x)
	}
	e := x.At(confidence)
	switch {
	case paired:
	case e.Missing != "" || e.NoInterval != "":
	case c.Change != NoChange:
		e = c.changed(e, confidence)
		if !v.Certain && c.saved.NoInterval != "" {
			e.NoInterval = "in " + c.From.Name + " " + c.saved.NoInterval
		}
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

// Pairable reports whether what a Change is from was saved with what it takes to compare the same customers in pairs.
func (c *Case) Pairable() bool { return c.Change != NoChange && len(c.saved.Without) > 0 }

// Partners is how many customers must be simulated with a seed for the saved number of a Change to be that of the same customers; 0 if it never is.
func (c *Case) Partners(seed uint64) int {
	if !c.Pairable() || c.From.Seed != seed {
		return 0
	}
	return c.From.Sample
}

// paired reports whether the saved number of a Change is of the same customers in the same groups as x.
func (c *Case) paired(v *View, x *metrics.Series) bool {
	return v.Done > 0 && c.Partners(v.Seed) == v.Done && len(x.Without) == len(c.saved.Without)
}

// change is a Change of the same customers.
func (c *Case) change(x metrics.Series) metrics.Series {
	before := metrics.Series{Value: c.saved.Value, Without: c.saved.Without}
	return x.Minus(before, c.Metric.Name, c.From.Name).Linear(c.scale(), 0)
}

// scale is what a difference from the saved number is multiplied by.
func (c *Case) scale() float64 {
	scale := 1.0
	if c.Relative {
		scale /= math.Abs(c.saved.Value)
	}
	if c.Change == Drop {
		scale = -scale
	}
	return scale
}

// changed compares a number with the saved one of other customers.
func (c *Case) changed(e metrics.Estimate, confidence float64) metrics.Estimate {
	s, scale := &c.saved, c.scale()
	size := math.Abs(scale)
	half := size * math.Hypot(e.High-e.Value, s.SE*metrics.Quantile(confidence, metrics.Groups-1))
	d := metrics.Estimate{Value: scale * (e.Value - s.Value), SE: size * math.Hypot(e.SE, s.SE)}
	d.Low, d.High = d.Value-half, d.Value+half
	return d
}
