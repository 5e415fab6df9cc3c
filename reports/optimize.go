package reports

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// OptimumSchema names the shape of the best values of rules as JSON.
const OptimumSchema = "earnburn/optimize/v1"

// Optimum reports the best values of a program's rules.
type Optimum struct {
	Schema       string   `json:"schema"`
	Headline     string   `json:"headline"`
	Earnburn     Build    `json:"earnburn"`
	InputsSHA256 string   `json:"inputs_sha256"` // of Inputs
	Inputs       Inputs   `json:"inputs"`        // as given
	Scenario     Scenario `json:"scenario"`      // Seed is that of the search, Sample the customers simulated again

	Program    string      `json:"program"`
	Objective  string      `json:"objective"` // a metric
	Goal       string      `json:"goal"`      // maximize or minimize
	Vary       []Vary      `json:"vary"`
	Conditions []string    `json:"conditions"`
	Search     SearchFacts `json:"search"`
	AgainSeed  uint64      `json:"again_seed"` // of the customers who decide

	Given      *Stage      `json:"given"`      // the rules as given, with the customers who decide; null: interrupted before
	Candidates []Candidate `json:"candidates"` // the best first
	Feasible   bool        `json:"feasible"`   // the first candidate meets all conditions
	Frontiers  []Frontier  `json:"frontiers"`
	Partial    bool        `json:"partial"`

	objective   *metrics.Metric
	shown       []*metrics.Metric
	constraints []study.Constraint
	fronts      []study.Frontier
	money       string
	errors      string // which the numbers have, in words
}

// Vary is a path and the values that it may take.
type Vary struct {
	Path   string `json:"path"`
	Values string `json:"values"` // in words
	Given  string `json:"given"`  // by the rules as given, as it is written; "" if it is not

	low, high float64 // ends of a range; equal for a list
}

// SearchFacts say how much was searched.
type SearchFacts struct {
	Points     int `json:"points"`     // simulated
	Impossible int `json:"impossible"` // left out, as the rules cannot be or have no value
	Customers  int `json:"customers"`  // in each
}

// Candidate is a point of the search that was among the best.
type Candidate struct {
	Set      []Set  `json:"set"`
	Searched *Stage `json:"searched"` // with the customers of the search
	Again    *Stage `json:"again"`    // with other customers, who decide; null: interrupted before
}

// Stage is what came of a point with some customers.
type Stage struct {
	Objective    Estimate            `json:"objective"`
	AgainstGiven *Estimate           `json:"against_given,omitempty"` // of the objective, the same customers in both
	Metrics      map[string]Estimate `json:"metrics"`
	Conditions   []Condition         `json:"conditions"`
}

// Condition is by how much a condition is met.
type Condition struct {
	Text  string   `json:"text"`
	Met   bool     `json:"met"`   // by the value, whatever its error
	Slack Estimate `json:"slack"` // below 0: not met
}

// Frontier is what can be had at most of one metric for another.
type Frontier struct {
	First   string          `json:"first"`
	Second  string          `json:"second"`
	Points  []FrontierPoint `json:"points"`            // the best of First first
	Missing string          `json:"missing,omitempty"` // why there are none
}

// FrontierPoint is a point of a frontier.
type FrontierPoint struct {
	Set    []Set    `json:"set"`
	First  Estimate `json:"first"`
	Second Estimate `json:"second"`
	Met    bool     `json:"conditions_met"`
}

// OptimumMetrics are those shown beside the objective unless others are asked for.
func OptimumMetrics(objective *metrics.Metric) []*metrics.Metric {
	list := metricsNamed([]string{headline, "program_cost", "nps_change"})
	return slices.DeleteFunc(list, func(m *metrics.Metric) bool { return m == objective })
}

// NewOptimum makes the report of an optimization.
func NewOptimum(given *study.Case, o *study.Optimization, x *study.Optimum, build Build) (*Optimum, error) {
	inputs, sum, err := NewInputs(given.World, given.Arms)
	if err != nil {
		return nil, err
	}
	w := given.World
	r := &Optimum{
		Schema: OptimumSchema, Earnburn: build, Inputs: inputs, InputsSHA256: sum,
		Scenario: Scenario{Name: w.Name, Months: w.Months, Seed: o.Options.Seed, Customers: w.Customers, Sample: x.Again},
		Program:  given.Arms[0].Name, Objective: o.Objective.Name, Goal: "maximize", Conditions: []string{}, Vary: []Vary{},
		Search: SearchFacts{x.Searched, x.Impossible, x.Customers}, AgainSeed: x.AgainSeed,
		Candidates: []Candidate{}, Feasible: x.Feasible(), Frontiers: []Frontier{}, Partial: x.Partial,
		objective: o.Objective, shown: o.Metrics, constraints: o.Constraints, fronts: x.Frontiers, money: w.Currency, errors: errorsOf(w),
	}
	if o.Minimize {
		r.Goal = "minimize"
	}
	for i := range o.Axes {
		v := Vary{Path: o.Axes[i].Path, Values: o.Axes[i].Text()}
		if own, ok := study.Within(v.Path, given.Arms[0].Name); ok {
			v.Given, _ = given.Arms[0].Program.Document().Scalar(own)
		}
		if !o.Axes[i].List() {
			v.low, v.high = o.Axes[i].Bounds()
		}
		r.Vary = append(r.Vary, v)
	}
	for _, c := range o.Constraints {
		r.Conditions = append(r.Conditions, c.Text)
	}
	r.Given = r.stage(x.Given, false)
	for i := range x.Candidates {
		c := &x.Candidates[i]
		r.Candidates = append(r.Candidates, Candidate{Set: r.set(c.Values), Searched: r.stage(&c.Searched, false), Again: r.stage(c.Again, true)})
	}
	for _, f := range x.Frontiers {
		front := Frontier{First: f.First.Name, Second: f.Second.Name, Points: []FrontierPoint{}, Missing: f.Missing}
		for _, p := range f.Points {
			front.Points = append(front.Points, FrontierPoint{r.set(p.Values), newEstimate(p.First), newEstimate(p.Second), p.Kept})
		}
		r.Frontiers = append(r.Frontiers, front)
	}
	r.Headline = r.sentence()
	return r, nil
}

func (r *Optimum) set(values []string) []Set {
	list := []Set{}
	for i, v := range values {
		list = append(list, Set{Path: r.Vary[i].Path, Value: v})
	}
	return list
}

func (r *Optimum) stage(j *study.Judged, compared bool) *Stage {
	if j == nil {
		return nil
	}
	s := &Stage{Objective: newEstimate(j.Objective), Metrics: map[string]Estimate{}, Conditions: []Condition{}}
	if compared {
		e := newEstimate(j.AgainstGiven)
		s.AgainstGiven = &e
	}
	for i, m := range r.shown {
		s.Metrics[m.Name] = newEstimate(j.Metrics[i])
	}
	for i, e := range j.Slacks {
		s.Conditions = append(s.Conditions, Condition{r.Conditions[i], e.Missing == "" && e.Value >= 0, newEstimate(e)})
	}
	return s
}

// Write writes the report as a format of --format.
func (r *Optimum) Write(w io.Writer, format string, l Layout) error { return write(r, w, format, l) }

// records are those of the CSV, a long table: whose numbers they are, the values of the paths in a column each, then what the number is.
func (r *Optimum) records() [][]string {
	header := []string{"list", "rank"}
	for _, v := range r.Vary {
		header = append(header, v.Path)
	}
	rows := [][]string{append(header, "stage", "against", "metric", "value", "low", "high", "se")}
	add := func(list string, rank int, set []Set, stage, against, metric string, e *Estimate) {
		row := []string{list, strconv.Itoa(rank)}
		for i := range r.Vary {
			value := ""
			if set != nil {
				value = plainText(set[i].Value)
			}
			row = append(row, value)
		}
		rows = append(rows, append(row, stage, against, plainText(metric), digits(e.Value), digits(e.Low), digits(e.High), digits(e.SE)))
	}
	stage := func(list string, rank int, set []Set, name string, s *Stage) {
		if s == nil {
			return
		}
		add(list, rank, set, name, "", r.Objective, &s.Objective)
		if s.AgainstGiven != nil {
			add(list, rank, set, name, "as given", r.Objective, s.AgainstGiven)
		}
		for _, m := range r.shown {
			e := s.Metrics[m.Name]
			add(list, rank, set, name, "", m.Name, &e)
		}
		for i := range s.Conditions {
			add(list, rank, set, name, "condition", s.Conditions[i].Text, &s.Conditions[i].Slack)
		}
	}
	stage("given", 0, nil, "again", r.Given)
	for i, c := range r.Candidates {
		stage("best", i+1, c.Set, "search", c.Searched)
		stage("best", i+1, c.Set, "again", c.Again)
	}
	for _, f := range r.Frontiers {
		for i := range f.Points {
			p := &f.Points[i]
			add("frontier "+f.Second, i+1, p.Set, "again", "", f.First, &p.First)
			add("frontier "+f.Second, i+1, p.Set, "again", "", f.Second, &p.Second)
		}
	}
	return rows
}

// sentence is the answer.
func (r *Optimum) sentence() string {
	if len(r.Candidates) == 0 {
		return "Nothing was simulated."
	}
	c := &r.Candidates[0]
	where := r.where(c.Set)
	if !r.Feasible {
		return "No values found meet all conditions; nearest is " + where + "."
	}
	if c.Again == nil {
		return fmt.Sprintf("In the search, %s of %s is %s with %s: %s.", lower(r.objective), r.Program, r.superlative(), where, r.value(c.Searched.Objective))
	}
	if r.worse(c.Again) {
		return fmt.Sprintf("No values tried beat the rules as given, with which %s of %s is %s; the best of them, %s, %s.",
			lower(r.objective), r.Program, r.value(r.Given.Objective), where, "gives "+r.value(c.Again.Objective)) + r.ends(c.Set)
	}
	text := fmt.Sprintf("%s of %s is %s with %s: %s", r.objective.Title, r.Program, r.superlative(), where, r.value(c.Again.Objective))
	if d := c.Again.AgainstGiven; d.Value != nil {
		switch change := strings.TrimSuffix(signed(*d, r.objective.Kind), " ~"); {
		case *d.Value == 0 && !d.indistinct():
			text += ", the same as with the rules as given"
		case d.indistinct():
			text += ", which cannot be told apart from the rules as given (" + change + ")"
		default:
			text += ", " + change + " against the rules as given"
		}
	}
	return text + "." + r.ends(c.Set)
}

// worse reports whether the rules as given are clearly better than these, and meet all conditions.
func (r *Optimum) worse(s *Stage) bool {
	d := s.AgainstGiven
	if d.Value == nil || d.indistinct() || r.Given == nil || slices.ContainsFunc(r.Given.Conditions, func(c Condition) bool { return !c.Met }) {
		return false
	}
	return *d.Value < 0 && r.Goal == "maximize" || *d.Value > 0 && r.Goal == "minimize"
}

// superlative is what the best is.
func (r *Optimum) superlative() string {
	text := "largest"
	if r.Goal == "minimize" {
		text = "smallest"
	}
	switch len(r.Conditions) {
	case 0:
		return text
	case 1:
		return text + " under the condition"
	}
	return text + " under the conditions"
}

// ends says which of the best values lie at an end of what they were sought in, beyond which there may be better ones.
func (r *Optimum) ends(set []Set) string {
	var list []string
	for i, s := range set {
		v := &r.Vary[i]
		x, err := strconv.ParseFloat(strings.TrimRight(s.Value, "% "), 64)
		if err == nil && v.low < v.high && min(math.Abs(x-v.low), math.Abs(x-v.high)) <= 0.01*(v.high-v.low) {
			list = append(list, shortPath(s.Path, []string{r.Program}))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprintf(" For %s that is an end of the range, and there may be better beyond.", english.Joined(list))
}

// value is the objective with its error.
func (r *Optimum) value(e Estimate) string { return inSentence(e, r.objective, r.money) }

func (r *Optimum) where(set []Set) string {
	var list []string
	for _, s := range set {
		list = append(list, shortPath(s.Path, []string{r.Program})+" = "+s.Value)
	}
	return english.Joined(list)
}

// Unmet says which conditions the nearest values do not meet, and by how much.
func (r *Optimum) Unmet() string {
	c := &r.Candidates[0]
	stage := c.Again
	if stage == nil {
		stage = c.Searched
	}
	var list []string
	for i, x := range stage.Conditions {
		if x.Met {
			continue
		}
		why := x.Slack.Missing
		if x.Slack.Value != nil {
			short := x.Slack.negative()
			why = "short of it by " + strings.TrimSuffix(withError(short, r.constraints[i].Metric.Kind, false, " pp"), " ~")
		}
		list = append(list, fmt.Sprintf("%s (%s)", x.Text, why))
	}
	return fmt.Sprintf("no values found meet all conditions; nearest is %s, which does not meet %s", r.where(c.Set), english.Joined(list))
}

// lower is a metric's title within a sentence.
func lower(m *metrics.Metric) string { return strings.ToLower(m.Title[:1]) + m.Title[1:] }
