package study

import (
	"fmt"
	"regexp"
	"strings"

	"earnburn/internal/document"
	"earnburn/simulate/metrics"
)

// Constraint is a condition that the best values of rules have to meet.
type Constraint struct {
	Text   string
	Metric *metrics.Metric // whose units the slack has

	// Slack is by how much an arm of a run meets the condition; below 0 it does not.
	Slack func(d *metrics.Data, arm int) metrics.Estimate
}

// constraintForm is METRIC OPERATOR NUMBER[%|pp] [of METRIC].
var constraintForm = regexp.MustCompile(`^([a-z0-9_]+) *([<>=≤≥]+) *(-?[0-9.]+) *(%|pp)?(?: +of +([a-z0-9_]+))?$`)

// ParseConstraint reads a condition such as "nps_change >= 0", "burn_rate >= 70%" or "liability_cost <= 3% of revenue".
func ParseConstraint(text string) (Constraint, error) {
	c := Constraint{Text: strings.Join(strings.Fields(text), " ")}
	parts := constraintForm.FindStringSubmatch(c.Text)
	if parts == nil {
		return c, fmt.Errorf("must be METRIC >= NUMBER or METRIC <= NUMBER, as in nps_change >= 0 or liability_cost <= 3%% of revenue")
	}
	var err error
	if c.Metric, err = metricCalled(parts[1]); err != nil {
		return c, err
	}
	sign := 1.0
	switch parts[2] {
	case ">=", "≥":
	case "<=", "≤":
		sign = -1
	default:
		return c, fmt.Errorf("%s must be >= or <=", parts[2])
	}
	bound, err := document.ParseNumber(parts[3])
	if err != nil {
		return c, err
	}
	list := []*metrics.Metric{c.Metric}
	fraction := c.Metric.Kind == metrics.Share || c.Metric.Kind == metrics.RelativeChange || c.Metric.Kind == metrics.Ratio
	if parts[5] != "" {
		of, err := metricCalled(parts[5])
		switch {
		case err != nil:
			return c, err
		case of.Kind != c.Metric.Kind:
			return c, fmt.Errorf("%s is in %s, %s in %s", c.Metric.Name, c.Metric.Unit, of.Name, of.Unit)
		case parts[4] == "pp":
			return c, fmt.Errorf("a share of %s is written in %%", of.Name)
		}
		list, fraction = append(list, of), true
	}
	switch {
	case parts[4] != "" && !fraction:
		return c, fmt.Errorf("%s is in %s, not in %s", c.Metric.Name, c.Metric.Unit, parts[4])
	case parts[4] != "":
		bound /= 100
	case c.Metric.Kind == metrics.Share && len(list) == 1 && (bound < 0 || bound > 1):
		return c, fmt.Errorf("%s is a share from 0 to 100%%; write %s%%", c.Metric.Name, parts[3])
	}
	c.Slack = func(d *metrics.Data, arm int) metrics.Estimate {
		series := metrics.SeriesOf(d, arm, list)
		if len(list) == 1 {
			return series[0].Linear(sign, -sign*bound).Estimate()
		}
		return series[0].Linear(sign, 0).Minus(series[1].Linear(sign*bound, 0), list[0].Name, list[1].Name).Estimate()
	}
	return c, nil
}

// metricCalled finds a metric.
func metricCalled(name string) (*metrics.Metric, error) {
	if m, ok := metrics.ByName(name); ok {
		return m, nil
	}
	if near, ok := document.Nearest(name, metrics.Names()); ok {
		return nil, fmt.Errorf("there is no metric %s; did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("there is no metric %s; \"earnburn list\" names all", name)
}
