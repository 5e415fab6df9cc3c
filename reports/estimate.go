package reports

import (
	"cmp"
	"math"

	"earnburn/simulate/metrics"
)

// Estimate is a number as it is reported. Every format prints from it, so a number printed in two formats is the same number.
type Estimate struct {
	Value      *float64 `json:"value"` // nil: Missing says why
	Low        *float64 `json:"low"`   // bounds of the 95 % interval of simulation error; nil without one
	High       *float64 `json:"high"`
	SE         *float64 `json:"se"`
	Missing    string   `json:"missing,omitempty"`
	NoInterval string   `json:"no_interval,omitempty"` // why there is a value but no interval
}

// newEstimate takes over what the metrics say. A number that is not finite cannot be written as JSON and would be a mistake of a metric; it is reported
// as missing.
func newEstimate(e metrics.Estimate) Estimate {
	for _, x := range []float64{e.Value, e.Low, e.High, e.SE} {
		if e.Missing == "" && (math.IsNaN(x) || math.IsInf(x, 0)) {
			return Estimate{Missing: "it is not finite"}
		}
	}
	switch {
	case e.Missing != "":
		return Estimate{Missing: e.Missing}
	case e.NoInterval != "":
		return Estimate{Value: number(e.Value), NoInterval: e.NoInterval}
	}
	return Estimate{Value: number(e.Value), Low: number(e.Low), High: number(e.High), SE: number(e.SE)}
}

// number is a pointer to x, with −0 written as 0.
func number(x float64) *float64 {
	x += 0
	return &x
}

// half is half the width of the interval, 0 without one.
func (e *Estimate) half() float64 {
	if e.Low == nil || e.High == nil {
		return 0
	}
	return (*e.High - *e.Low) / 2
}

// indistinct reports whether not even the sign can be told.
func (e *Estimate) indistinct() bool {
	return e.Low != nil && *e.Low <= 0 && *e.High >= 0 && *e.High > *e.Low
}

// negative is the estimate of the opposite.
func (e *Estimate) negative() Estimate {
	n := *e
	if e.Value != nil {
		n.Value = number(-*e.Value)
	}
	n.Low, n.High = nil, nil
	if e.Low != nil {
		n.Low, n.High = number(-*e.High), number(-*e.Low)
	}
	return n
}

// times is the estimate of a positive multiple.
func (e *Estimate) times(factor float64) Estimate {
	m := *e
	for _, x := range []**float64{&m.Value, &m.Low, &m.High, &m.SE} {
		if *x != nil {
			*x = number(factor * **x)
		}
	}
	return m
}

// plain is the estimate as it is computed with.
func (e *Estimate) plain() metrics.Estimate {
	switch {
	case e.Value == nil:
		return metrics.Estimate{Missing: cmp.Or(e.Missing, "it is missing")}
	case e.Low == nil || e.High == nil || e.SE == nil:
		return metrics.Estimate{Value: *e.Value, Low: *e.Value, High: *e.Value, NoInterval: cmp.Or(e.NoInterval, "it was saved without")}
	}
	return metrics.Estimate{Value: *e.Value, Low: *e.Low, High: *e.High, SE: *e.SE, NoInterval: e.NoInterval}
}
