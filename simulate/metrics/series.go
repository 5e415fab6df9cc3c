package metrics

import (
	"fmt"
	"math"
)

// Series is a number and what it is without each of the jackknife groups of customers, from which errors follow. Numbers of runs of the same customers have
// the same groups, so the difference of two Series is a paired one.
type Series struct {
	Value      float64
	Without    []float64 // without one group after another; nil without an interval
	Missing    string    // why there is no value
	NoInterval string    // why there is a value but no interval

	size float64 // of what a difference is taken from, whose rounding it has; 0 for other values
}

// SeriesOf computes metrics of an arm over all customers and the whole horizon.
func SeriesOf(d *Data, arm int, ms []*Metric) []Series { return SeriesIn(d, arm, ms, Whole) }

// SeriesIn is SeriesOf for a part of the customers or of the horizon.
func SeriesIn(d *Data, arm int, ms []*Metric, sel Selection) []Series {
	s := newSample(d, arm, sel)
	list := make([]Series, len(ms))
	for i, m := range ms {
		if list[i] = m.series(s); m.stepwise && list[i].Missing == "" && list[i].NoInterval == "" {
			list[i].Without, list[i].NoInterval = nil, "it moves in steps"
		}
	}
	return list
}

func (m *Metric) series(s *sample) Series {
	if s.missing != "" {
		return Series{Missing: s.missing}
	}
	if s.selection.Month >= 0 && !m.Monthly {
		return Series{Missing: errMonthOnly.Error()}
	}
	x := compute(s, m.of)
	if n, counted := m.customersBehind(s.full); counted && x.NoInterval == "" && n < fewestBehind {
		x.Without, x.NoInterval = nil, fmt.Sprintf(RestsOn+"%d of the customers simulated, and an interval needs %d; simulate more", n, fewestBehind)
	}
	if x.Missing == "" && m.divisor != nil && s.few == "" {
		below := compute(s, func(p *pair) (float64, error) { return m.divisor.of(p), nil })
		if se := below.se(); math.Abs(below.Value) <= nearZero*se {
			return Series{Missing: fmt.Sprintf("its denominator, %s, is within %d standard errors of 0", m.divisor.name, nearZero)}
		}
	}
	return x
}

// RestsOn begins the reason for the missing interval of a number with too few customers behind it.
const RestsOn = "it rests on "

// fewestBehind is how many customers simulated must be behind a number that has an interval: of fewer the sum is too skewed, and a sample that happens to
// have few of them finds a small error too.
const fewestBehind = 30

// customersBehind is how many customers simulated are behind a number for which they are counted. Where nobody buys more or less than without the program
// there is nothing to count: such an arm is as good as the baseline.
func (m *Metric) customersBehind(p *pair) (n int, counted bool) {
	if m.behind == Customers || p.arm.person[ExtraPurchases] == 0 && p.arm.person[LostPurchases] == 0 {
		return 0, false
	}
	return int(math.Round(p.arm.person[m.behind] / p.arm.scale)), true
}

// compute evaluates a function of a pair on a sample.
func compute(s *sample, of func(*pair) (float64, error)) Series {
	value, err := of(s.full)
	if err != nil {
		return Series{Missing: err.Error()}
	}
	x := Series{Value: value, NoInterval: s.few}
	if s.few != "" {
		return x
	}
	x.Without = make([]float64, len(s.without))
	for i, p := range s.without {
		if x.Without[i], err = of(p); err != nil {
			x.Without, x.NoInterval = nil, "without some of the customers there is no value: "+err.Error()
			return x
		}
	}
	return x
}

// Minus is the paired difference of two numbers of the same customers, which the reason for a missing one calls name and against.
func (x Series) Minus(o Series, name, against string) Series {
	switch {
	case x.Missing != "" && x.Missing == o.Missing:
		return Series{Missing: x.Missing}
	case x.Missing != "":
		return Series{Missing: name + ": " + x.Missing}
	case o.Missing != "":
		return Series{Missing: against + ": " + o.Missing}
	}
	d := Series{Value: gap(x.Value, o.Value), size: max(math.Abs(x.Value), math.Abs(o.Value))}
	switch {
	case x.NoInterval != "":
		d.NoInterval = x.NoInterval
	case o.NoInterval != "":
		d.NoInterval = o.NoInterval
	default:
		d.Without = make([]float64, len(x.Without))
		for i := range d.Without {
			d.Without[i] = gap(x.Without[i], o.Without[i])
		}
	}
	return d
}

// Linear is the number times a factor, plus a shift that has no error.
func (x Series) Linear(factor, shift float64) Series {
	if x.Missing != "" {
		return x
	}
	y := Series{Value: gap(factor*x.Value, -shift), NoInterval: x.NoInterval, size: max(math.Abs(factor*x.Value), math.Abs(shift))}
	for _, without := range x.Without {
		y.Without = append(y.Without, gap(factor*without, -shift))
	}
	return y
}

// Estimate is the number with its error.
func (x Series) Estimate() Estimate { return x.within(studentQuantile) }

// At is Estimate with an interval of another confidence than 95 %, above 0 and below 1.
func (x Series) At(confidence float64) Estimate {
	return x.within(func(freedom int) float64 { return Quantile(confidence, freedom) })
}

// within is the number with an interval of so many standard errors to each side as quantile says of the degrees of freedom.
func (x Series) within(quantile func(freedom int) float64) Estimate {
	if x.Missing != "" {
		return Estimate{Missing: x.Missing}
	}
	value := x.Value + 0 // −0 becomes 0
	if x.NoInterval != "" {
		return Estimate{Value: value, Low: value, High: value, NoInterval: x.NoInterval}
	}
	se := x.se()
	half := 0.0
	if se > 0 {
		half = se * quantile(len(x.Without)-1)
	}
	return Estimate{Value: value, Low: value - half + 0, High: value + half + 0, SE: se}
}

// se is the standard error of a value by the jackknife over g groups: √((g − 1)/g · Σ (θ₋ᵢ − mean)²).
// It is exactly 0 if leaving out any group changes nothing but rounding.
func (x Series) se() float64 {
	if len(x.Without) < 2 {
		return 0
	}
	g, first := float64(len(x.Without)), x.Without[0]
	mean, spread := 0.0, 0.0 // of the differences from the first
	for _, without := range x.Without {
		mean += (without - first) / g
		spread = max(spread, math.Abs(without-first))
	}
	if spread <= sameValue*max(x.size, math.Abs(first)) {
		return 0
	}
	squares := 0.0
	for _, without := range x.Without {
		deviation := without - first - mean
		squares += deviation * deviation
	}
	return math.Sqrt((g - 1) / g * squares)
}
