package metrics

import (
	"errors"
	"slices"
)

// Kind says how a value is to be read, which is enough to format it.
type Kind uint8

// The kinds of values.
const (
	Money            Kind = iota // units of the currency, for the whole population
	MoneyPerCustomer             // units of the currency
	MoneyPerPoint                // units of the currency, often a hundredth or less
	Share                        // a fraction of a whole, 0.25 is 25 %
	RelativeChange               // a change as a fraction of what it is compared with, 0.25 is +25 %
	Count                        // for the whole population
	Points                       // points, for the whole population
	Months                       // months from the start of the horizon
	PerYear                      // times a year
	Score                        // points of a net promoter score, −100 to 100
	ScoreChange                  // a difference of two of them
	Ratio                        // a fraction that may exceed one
	EffortScore                  // a customer effort score, 1 to 7
)

// Group is the heading a metric is listed under.
type Group string

// The groups, in the order in which they are listed.
const (
	MoneyGroup     Group = "money"
	PointsGroup    Group = "points"
	CustomersGroup Group = "customers"
	NPSGroup       Group = "nps"
	RiskGroup      Group = "risk"
)

// Metric is one number that can be reported of an arm. It is a pure function of exact sums,
// so that its standard error is that of the same function over the sums without one group of customers.
type Metric struct {
	Name       string // as in commands, YAML and JSON
	Unit       string
	Title      string // for the heading of a table row
	Definition string // what is computed, in words
	Group      Group
	Kind       Kind
	Better     int  // +1 higher, −1 lower, 0 neither
	Monthly    bool // has a value for a single month too

	// of computes the value. Its error says why there is none, in words for the reader of a report.
	of func(*pair) (float64, error)

	// question is set for what a company learns from a survey.
	question *question
	// divisor is set for ratios whose denominator may be near zero or on either side of it.
	divisor *divisor
	// behind counts the customers behind a number that may rest on a few of them only; Customers for other numbers.
	behind Person
	// stepwise marks a value that jumps, for which leaving out a group says nothing of the error.
	stepwise bool
	// aboveOne marks a share that may exceed one in a single month, of what was issued earlier.
	aboveOne bool
}

// divisor is the denominator of a ratio and what to call it.
type divisor struct {
	name string
	of   func(*pair) float64
}

// Values that do not exist, and why.
var (
	errNoCustomers = errors.New("no customers in this selection")
	errMonthOnly   = errors.New("it is defined over the whole horizon, not for a single month")
)

// All is every metric, in the order in which they are listed: money, points and what they mean for the books, customers, NPS, risk.
var All = slices.Concat(moneyMetrics, pointsMetrics, liabilityMetrics, customerMetrics, npsMetrics, riskMetrics)

var byName = func() map[string]*Metric {
	index := make(map[string]*Metric, len(All))
	for i := range All {
		index[All[i].Name] = &All[i]
	}
	return index
}()

// ByName returns the metric of this name.
func ByName(name string) (*Metric, bool) {
	m, ok := byName[name]
	return m, ok
}

// Names returns the names of all metrics in the order of All.
func Names() []string {
	names := make([]string, len(All))
	for i := range All {
		names[i] = All[i].Name
	}
	return names
}

// Every returns pointers to all metrics in the order of All, for Evaluate and Difference.
func Every() []*Metric {
	every := make([]*Metric, len(All))
	for i := range All {
		every[i] = &All[i]
	}
	return every
}

// Within is a value moved to where the metric can be: a share from 0 to 1, a score to its scale, its change to ± the length of that.
func (m *Metric) Within(x float64) float64 {
	switch {
	case m.Kind == Share:
		return min(max(x, 0), 1)
	case m.Name == npsChange:
		return min(max(x, -m.question.span()), m.question.span())
	case m.question != nil:
		return min(max(x, m.question.low), m.question.high)
	}
	return x
}

// Jumps reports whether the value moves in steps, so that a little chance may move it far.
func (m *Metric) Jumps() bool { return m.stepwise }
