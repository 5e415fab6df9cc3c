package metrics

import "math"

// Independent is the difference of two numbers of different customers, whose errors have nothing to do with each other. Its standard error is the root of
// the sum of squares; its interval takes from each of the two the side that moves the difference that way, which for symmetric intervals is the same sum
// of squares: x − y − √((x − x_low)² + (y_high − y)²) and x − y + √((x_high − x)² + (y − y_low)²) (MOVER; Zou and Donner 2008). Where the two are positively
// correlated after all, both are too wide. The reason for a missing difference calls the numbers name and against.
func Independent(x, y Estimate, name, against string) Estimate {
	d := Series{Value: x.Value, Missing: x.Missing, NoInterval: x.NoInterval}.Minus(Series{Value: y.Value, Missing: y.Missing, NoInterval: y.NoInterval}, name, against)
	if d.Missing != "" || d.NoInterval != "" {
		return d.Estimate()
	}
	return Estimate{
		Value: d.Value + 0,
		Low:   d.Value - math.Hypot(x.Value-x.Low, y.High-y.Value) + 0,
		High:  d.Value + math.Hypot(x.High-x.Value, y.Value-y.Low) + 0,
		SE:    math.Hypot(x.SE, y.SE),
	}
}
