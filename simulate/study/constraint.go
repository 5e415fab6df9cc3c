package study

import (
	"math"
	"strings"

	"earnburn/internal/document"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
)

// Constraint is a condition that the best values of rules have to meet: a limit on a metric of the program, or on its share of another metric, over all
// customers and the whole horizon.
type Constraint struct {
	Text   string
	Metric *metrics.Metric // whose units the slack has

	limit limits.Limit
}

// ParseConstraint reads a limit, which errors call by a flag. One on parts of the customers or the horizon, on other programs, on saved results or on draws of
// the assumptions is refused.
func ParseConstraint(flag, text string) (Constraint, error) {
	l, err := limits.FromFlag(flag, strings.Join(strings.Fields(text), " "))
	if err != nil {
		return Constraint{}, err
	}
	if l.Arm != "" || l.Against != "" || l.Change != limits.NoChange || l.Segment != "" || l.Tier != "" || l.Decile > 0 || l.Month > 0 || l.Metric.Drawn() {
		var problems document.Problems
		problems.Add(l.At, "", "must be about a metric of the program itself, over all customers and the whole horizon, as in nps_change >= 0 or liability_cost <= 3%% of revenue")
		return Constraint{}, problems
	}
	if l.LowOpen || l.HighOpen {
		var problems document.Problems
		problems.Add(l.At, "", "must be >= or <=: what is best under a condition may lie right at its bound")
		return Constraint{}, problems
	}
	return Constraint{Text: l.Text, Metric: l.Metric, limit: l}, nil
}

// Slack is by how much an arm of a run meets the condition; below 0 it does not.
func (c *Constraint) Slack(d *metrics.Data, arm int) metrics.Estimate {
	l := &c.limit
	x := metrics.SeriesOf(d, arm, []*metrics.Metric{l.Metric})[0]
	if l.Of != nil {
		x = x.Minus(metrics.SeriesOf(d, arm, []*metrics.Metric{l.Of})[0].Linear(l.Share, 0), l.Metric.Name, l.Of.Name)
	}
	above, below := x.Linear(1, -l.Low), x.Linear(-1, l.High)
	if math.IsInf(l.Low, 0) || !math.IsInf(l.High, 0) && below.Value < above.Value {
		return below.Estimate()
	}
	return above.Estimate()
}
