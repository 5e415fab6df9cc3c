// Package reports brings results to people and machines: tables, Markdown, CSV and JSON, all printed from one Report. It computes nothing that a decision
// rests on.
package reports

import (
	"encoding/json"

	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// Schema names the shape of a result as JSON. It grows by keys; a key never changes its meaning.
const Schema = "earnburn/result/v1"

// Report is a result as it is reported. As JSON it depends on nothing but the inputs, the seed and the build: no time, host, number of threads or path
// is in it.
type Report struct {
	Schema       string       `json:"schema"`   // Schema
	Headline     string       `json:"headline"` // the answer as a sentence
	Earnburn     Build        `json:"earnburn"`
	Settings     *Settings    `json:"settings,omitempty"` // nil: an earnburn wrote it that kept none
	InputsSHA256 string       `json:"inputs_sha256"`      // of Inputs as compact JSON with sorted keys, in hexadecimal
	Inputs       Inputs       `json:"inputs"`
	Scenario     Scenario     `json:"scenario"`
	Arms         []Arm        `json:"arms"`        // the baseline first
	Differences  []Difference `json:"differences"` // of each pair of programs
	Rows         []Row        `json:"rows"`        // everything as one long table, the columns of the CSV

	Assumptions   []Assumption    `json:"assumptions"`
	Information   *Information    `json:"value_of_information,omitempty"` // without draws there is none
	Decomposition []Decomposition `json:"decomposition,omitempty"`
	EqualCost     []EqualCost     `json:"equal_cost,omitempty"` // programs that were scaled to a program cost
	Liability     []Liability     `json:"liability,omitempty"`  // of programs with points, where they were counted by month of issue

	Warnings []Warning `json:"warnings"`
	Partial  bool      `json:"partial"` // interrupted: the first Scenario.Sample customers only

	Beside     *Beside                         `json:"beside,omitempty"`     // nil where all metrics were asked for
	Replicates map[string]map[string][]float64 `json:"replicates,omitempty"` // by arm, then metric: its value without one jackknife group of customers after another

	world     *scenarios.World
	asked     []*metrics.Metric // what the user wants to see; nil: what the report shows by default
	pairs     []Difference      // Differences and those that were not asked for
	segments  []string
	intervals bool // the world has chance in it
}

// Build says which earnburn computed a result.
type Build struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	Arch    string `json:"arch"`
}

// Inputs are the resolved documents: after extends and overrides, so that they alone repeat the result.
type Inputs struct {
	Behavior map[string]float64         `json:"behavior"` // value of each parameter of behavior, stated or not; empty where nobody reacts
	Programs map[string]json.RawMessage `json:"programs"` // by arm
	Scenario json.RawMessage            `json:"scenario"`
}

// Scenario is what was simulated.
type Scenario struct {
	Name      string `json:"name"`
	Months    int    `json:"months"`
	Seed      uint64 `json:"seed"` // may exceed 2^53: read it as an integer
	Customers int64  `json:"customers"`
	Sample    int    `json:"sample"` // of the customers, how many were simulated
}

// Arm is one program, or the baseline without any.
type Arm struct {
	Name     string            `json:"name"`
	Baseline bool              `json:"baseline"`
	Metrics  map[string]Metric `json:"metrics"` // by name

	features features
	all      map[string]Metric // Metrics and those that were not asked for
	bridge   []Line
	monthly  []Estimate // cumulative impact on the cash basis
}

// Metric is the value of a metric in one arm.
type Metric struct {
	Estimate
	Change     Change   `json:"change"`                // against the baseline, same customers and draws
	RangeLow   *float64 `json:"range_low"`             // 5th percentile over draws of the assumptions; nil without draws
	RangeHigh  *float64 `json:"range_high"`            // 95th
	SurveyLow  *float64 `json:"survey_low,omitempty"`  // 95 % bounds of the error of a survey, for scores that customers are asked for
	SurveyHigh *float64 `json:"survey_high,omitempty"` //
}

// Change is the paired difference to the baseline.
type Change struct {
	Estimate
	SurveyLow  *float64 `json:"survey_low,omitempty"`
	SurveyHigh *float64 `json:"survey_high,omitempty"`
}

// Difference is the paired difference of a metric between two programs: Arm minus Against.
type Difference struct {
	Arm     string `json:"arm"`
	Against string `json:"against"`
	Metric  string `json:"metric"`
	Estimate
}

// Row is one number of the long table. An index that is nil means all: all segments, the whole horizon.
type Row struct {
	Arm     string  `json:"arm"`
	Segment *string `json:"segment"`
	Tier    *string `json:"tier"`
	Decile  *int    `json:"decile"`
	Month   *int    `json:"month"` // of the horizon, from 1
	Metric  string  `json:"metric"`
	Estimate
	SurveyLow  *float64 `json:"survey_low,omitempty"` // as in Metric
	SurveyHigh *float64 `json:"survey_high,omitempty"`
}

// Warning is something a reader of the result has to know.
type Warning struct {
	Code string `json:"code"` // for machines; a code never changes its meaning
	Text string `json:"text"`
	At   string `json:"at"` // file, line and column, or ""
}

// Line is one line of the bridge from no program to the impact of a program.
type Line struct {
	Name, Title string
	Amount      Estimate
}

// Codes of the warnings that a run, and what goes beside it, was interrupted.
const (
	interrupted        = "interrupted"
	studiesInterrupted = "studies_interrupted"
)

// Names of the rows that are not metrics of their own.
const (
	cumulativeImpact = "net_margin_impact_cash_cumulative" // by month
	bridgePrefix     = "bridge_"
)

// planned is how many customers would have been simulated without an interruption.
func (r *Report) planned() int {
	if r.Settings == nil {
		return r.Scenario.Sample
	}
	return r.Settings.Sample
}

// programs are the arms without the baseline.
func (r *Report) programs() []*Arm {
	var list []*Arm
	for i := range r.Arms {
		if !r.Arms[i].Baseline {
			list = append(list, &r.Arms[i])
		}
	}
	return list
}

// baseline is the arm without a program, the first of a result.
func (r *Report) baseline() *Arm { return &r.Arms[0] }

// difference is the paired difference of a metric between two programs, whichever way round it was computed.
func (r *Report) difference(arm, against, metric string) Estimate {
	for i := range r.pairs {
		d := &r.pairs[i]
		switch {
		case d.Metric != metric:
		case d.Arm == arm && d.Against == against:
			return d.Estimate
		case d.Arm == against && d.Against == arm:
			return d.negative()
		}
	}
	return Estimate{Missing: "it was not computed"}
}

// of finds a number of the long table by segment.
func (r *Report) of(arm, segment, metric string) Row {
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.Arm == arm && row.Metric == metric && row.Month == nil && row.Segment != nil && *row.Segment == segment {
			return *row
		}
	}
	return Row{Estimate: Estimate{Missing: "it was not computed"}}
}
