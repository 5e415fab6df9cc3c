package cmd

import (
	"encoding/json"
	"strings"

	"earnburn/reports"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
)

// savedResult is what a check needs of a result that compare or run saved as JSON.
type savedResult struct {
	Schema   string
	Scenario struct {
		Months    int
		Customers int64
	}
	Inputs struct{ Scenario struct{ Currency string } }
	Arms   []struct {
		Name    string
		Metrics map[string]reports.Estimate
	}
}

// saved reads the result that --against names; nil if it names none.
func (s *session) saved(name string) (*limits.Saved, error) {
	if name == "" {
		return nil, nil
	}
	src, err := s.reader.readUpTo(s.ctx, name, maxResult)
	if err != nil {
		return nil, err
	}
	var r savedResult
	if err := json.Unmarshal(src.data, &r); err != nil {
		return nil, badInput("--against %s: is no result saved as JSON: %s", quoted(name), strings.TrimPrefix(err.Error(), "json: "))
	}
	if r.Schema != reports.Schema {
		return nil, badInput("--against %s: must be a result of compare or run, whose schema is %s (got %s)", quoted(name), reports.Schema, quoted(r.Schema))
	}
	saved := &limits.Saved{Name: name, Months: r.Scenario.Months, Customers: r.Scenario.Customers, Currency: r.Inputs.Scenario.Currency,
		Metrics: map[string]map[string]metrics.Estimate{}}
	for _, a := range r.Arms {
		of := map[string]metrics.Estimate{}
		for metric, e := range a.Metrics {
			of[metric] = e.Plain()
		}
		saved.Metrics[a.Name] = of
	}
	return saved, nil
}
