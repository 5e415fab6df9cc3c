package reports

import (
	"math"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Settings are what a result depends on besides its inputs, seed and build: with them it can be computed again.
type Settings struct {
	Command string   `json:"command"` // that computed it: CompareCommand or RunCommand
	Sample  int      `json:"sample"`  // customers that were to be simulated; given to New, 0 is the smaller of 100,000 and the scenario's
	Draws   int      `json:"draws"`   // of the assumptions, that were to be simulated; 0: none
	Why     bool     `json:"why"`     // there was to be a decomposition
	Metrics []string `json:"metrics"` // asked for, in this order; nil: all
}

// The commands that compute results. They differ in what they show, and RunCommand counts points by month of issue besides.
const (
	CompareCommand = "compare"
	RunCommand     = "run"
)

// always are the metrics that reports for people show whatever is asked for.
var always = []string{
	headline, "net_margin_impact_pct", "net_margin", "net_margin_cash", "closing_obligation", "p_loss", "p_best", "expected_regret",
}

// Beside is what reports for people show that Settings.Metrics did not ask for.
type Beside struct {
	Arms        []Arm        `json:"arms"`
	Differences []Difference `json:"differences"`
	Rows        []Row        `json:"rows"` // bridge and cumulative impact
}

// beside keeps what was computed and not asked for.
func (r *Report) beside() {
	if r.asked == nil {
		return
	}
	b := &Beside{Differences: []Difference{}, Rows: []Row{}}
	for i := range r.Arms {
		a := &r.Arms[i]
		unasked := Arm{Name: a.Name, Baseline: a.Baseline, Metrics: map[string]Metric{}}
		for name, m := range a.all {
			if _, asked := a.Metrics[name]; !asked {
				unasked.Metrics[name] = m
			}
		}
		b.Arms = append(b.Arms, unasked)
		for _, l := range a.bridge {
			b.Rows = append(b.Rows, Row{Arm: a.Name, Metric: bridgePrefix + l.Name, Estimate: l.Amount})
		}
		for m, e := range a.monthly {
			number := m + 1
			b.Rows = append(b.Rows, Row{Arm: a.Name, Month: &number, Metric: cumulativeImpact, Estimate: e})
		}
	}
	for _, d := range r.pairs {
		if _, asked := r.baseline().Metrics[d.Metric]; !asked {
			b.Differences = append(b.Differences, d)
		}
	}
	r.Beside = b
}

// replicates keeps what each number is without one group of customers after another, so that results of the same customers can be compared in pairs.
func (r *Report) replicates(res *simulate.Result, shown []*metrics.Metric) {
	r.Replicates = map[string]map[string][]float64{}
	for i := range res.Data.Arms {
		own := map[string][]float64{}
		for k, s := range metrics.SeriesOf(&res.Data, i, shown) {
			if values := finite(s.Without); values != nil {
				own[shown[k].Name] = values
			}
		}
		r.Replicates[res.Data.Arms[i].Name] = own
	}
}

// finite are numbers that JSON can write, with −0 written as 0; nil if one is not finite.
func finite(list []float64) []float64 {
	for i, x := range list {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil
		}
		list[i] = x + 0
	}
	return list
}
