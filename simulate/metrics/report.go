package metrics

import "math"

// Reported is a metric of an arm, and by how much the program changes it: the arm's value minus the baseline's over the same customers.
type Reported struct {
	Metric *Metric
	Value  Estimate
	Change Estimate

	// Surveyed says that the value is a score that a company learns from a survey of Facts.Survey answers; a segment gives
	// its share of them. The bounds are those of 95 % of such surveys; for a change, of the difference of two of them.
	Surveyed                          bool
	SurveyLow, SurveyHigh             float64
	ChangeSurveyLow, ChangeSurveyHigh float64
}

// Evaluate computes metrics of an arm over a selection, and their paired changes against the baseline.
func Evaluate(d *Data, arm int, ms []*Metric, s Selection) []Reported {
	return evaluate(d, arm, ms, s.Segment, []int{s.Month})[0]
}

// EvaluateMonths is Evaluate for each month of the horizon, much faster than one by one.
func EvaluateMonths(d *Data, arm int, ms []*Metric, segment int) [][]Reported {
	months := make([]int, d.Facts.Months)
	for m := range months {
		months[m] = m
	}
	return evaluate(d, arm, ms, segment, months)
}

func evaluate(d *Data, arm int, ms []*Metric, segment int, months []int) [][]Reported {
	own := newSamples(d, arm, segment, months)
	base := own
	if arm != 0 {
		base = newSamples(d, 0, segment, months)
	}
	n, nBase := askedOf(d, arm, segment), askedOf(d, 0, segment)
	reported := make([][]Reported, len(months))
	for i := range months {
		reported[i] = make([]Reported, len(ms))
		for j, m := range ms {
			x, y := m.series(own[i]), m.series(base[i])
			r := Reported{Metric: m, Value: m.estimate(own[i], x), Change: m.difference(own[i], base[i], x, y, "in the baseline")}
			r.survey(own[i].full, n, nBase)
			reported[i][j] = r
		}
	}
	return reported
}

// Difference computes the paired differences of metrics between two arms, arm minus against.
// Two equal programs differ by exactly 0, with a standard error of exactly 0.
func Difference(d *Data, arm, against int, ms []*Metric, s Selection) []Estimate {
	a, b := newSample(d, arm, s), newSample(d, against, s)
	differences := make([]Estimate, len(ms))
	for i, m := range ms {
		differences[i] = m.difference(a, b, m.series(a), m.series(b), b.name)
	}
	return differences
}

// Monthly is the discounted impact on the cash basis, cumulative from the start to the end of each month of the horizon.
// Its last entry is net_margin_impact_cash.
func Monthly(d *Data, arm int) []Estimate { return cumulative(newSample(d, arm, Whole)) }

// cumulative estimates the cumulative impact by month of a sample over the whole horizon; nil without customers.
func cumulative(s *sample) []Estimate {
	if s.missing != "" {
		return nil
	}
	full := s.full.cumulative()
	without := make([][]float64, len(s.without))
	for i, p := range s.without {
		without[i] = p.cumulative()
	}
	months := make([]Estimate, len(full))
	for m := range months {
		x := Series{Value: full[m], NoInterval: s.few}
		if s.few == "" {
			x.Without = make([]float64, len(without))
			for i := range without {
				x.Without[i] = without[i][m]
			}
		}
		months[m] = x.Estimate()
	}
	return months
}

func (m *Metric) estimate(s *sample, x Series) Estimate {
	if m.stepwise {
		return paybackEstimate(s, x)
	}
	e := x.Estimate()
	if m.Kind == Share {
		m.clamp(&e, s.selection)
	}
	return e
}

// clamp cuts the interval of a share to what is possible. A value outside, which returns may bring about, is left alone.
func (m *Metric) clamp(e *Estimate, sel Selection) {
	if e.Value >= 0 {
		e.Low = max(e.Low, 0)
	}
	if e.Value <= 1 && !(m.aboveOne && sel.Month >= 0) {
		e.High = min(e.High, 1)
	}
}

func (m *Metric) difference(a, b *sample, x, y Series, against string) Estimate {
	if m.behind != Customers && x.Missing == "" && a.few == "" && a.full.arm.person == b.full.arm.person {
		return Estimate{} // the same customers do the same, however few they are
	}
	d := x.Minus(y, a.name, against)
	if m.stepwise && d.Missing == "" && d.NoInterval == "" && (d.Value != 0 || d.se() != 0) {
		d.NoInterval = "a difference of months in which payback is reached jumps, so it has no interval"
	}
	return d.Estimate()
}

// Values computes metrics of an arm over all customers and the whole horizon without their errors, much faster than Evaluate: for one of many runs that
// are looked at together. NaN stands for a value that does not exist.
func Values(d *Data, arm int, ms []*Metric) []float64 {
	t := newTimetable(&d.Facts)
	values := make([]float64, len(ms))
	own, base := t.all(d, arm), t.all(d, 0)
	for i, m := range ms {
		values[i] = math.NaN()
		if own == nil || base == nil {
			continue
		}
		if x, err := m.of(t.pair(d, arm, own, base)); err == nil {
			values[i] = x
		}
	}
	return values
}

// Part is an arm of a run with a weight, in a sum over runs of the same customers.
type Part struct {
	Data   *Data
	Arm    int
	Weight float64
}

// Combine is the weighted sum of a metric over arms of several runs of the same customers, with the paired error.
func Combine(parts []Part, m *Metric) Estimate {
	var sum Series
	for i, p := range parts {
		x := m.series(newSample(p.Data, p.Arm, Whole))
		if x.Missing != "" {
			return x.Estimate()
		}
		if i == 0 {
			sum.NoInterval, sum.Without = x.NoInterval, make([]float64, len(x.Without))
		}
		sum.Value += p.Weight * x.Value
		sum.size = max(sum.size, math.Abs(x.Value))
		for g, without := range x.Without { // the customers are the same, and so are the groups
			sum.Without[g] += p.Weight * without
		}
	}
	return sum.Estimate()
}
