package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// New makes the report of a result that was computed with these settings.
func New(res *simulate.Result, studies Studies, build Build, set Settings) (*Report, error) {
	inputs, hash, err := NewInputs(res.World, res.Programs)
	if err != nil {
		return nil, err
	}
	w := res.World
	set.Sample = planned(res)
	r := &Report{
		Schema: Schema, Earnburn: build, Settings: &set, Inputs: inputs, InputsSHA256: hash,
		Scenario:  Scenario{Name: w.Name, Months: res.Facts.Months, Seed: res.Options.Seed, Customers: w.Customers, Sample: res.Done},
		Partial:   res.Partial,
		world:     w,
		asked:     metricsNamed(set.Metrics),
		segments:  res.Facts.Segments,
		intervals: !w.Certain(),
	}
	shown := r.shown()
	if err := r.arms(res, shown); err != nil {
		return nil, err
	}
	r.study(res, studies)
	r.liabilities(res)
	r.differences(res, shown)
	r.equalCosts(res, studies.Scaled)
	r.rows(res)
	r.moves(res)
	r.beside()
	r.replicates(res, shown)
	if err := r.warn(res, studies); err != nil {
		return nil, err
	}
	r.Headline = r.sentence()
	return r, nil
}

// Answer is the sentence that a report on the result will begin with. It takes a moment only, so that it can be read while studies of the result go on.
func Answer(res *simulate.Result) (string, error) {
	r, err := New(&simulate.Result{Data: res.Data, World: res.World, Programs: res.Programs, Options: res.Options, Done: res.Done}, Studies{}, Build{}, Settings{Metrics: []string{headline}})
	if err != nil {
		return "", err
	}
	return r.Headline, nil
}

// NewInputs collects the resolved documents of a run and their SHA-256.
func NewInputs(w *scenarios.World, arms []simulate.Arm) (inputs Inputs, sum string, err error) {
	inputs = Inputs{Behavior: map[string]float64{}, Programs: map[string]json.RawMessage{}, Scenario: w.Document().JSON()}
	for p := range scenarios.NumParameters {
		if !w.Mechanical {
			inputs.Behavior[p.String()] = w.Behavior[p]
		}
	}
	for _, a := range arms {
		if a.Program != nil {
			inputs.Programs[a.Name] = a.Program.Document().JSON()
		}
	}
	sum, err = inputs.sum()
	return inputs, sum, err
}

// sum is the SHA-256 of the inputs as compact JSON with sorted keys, in hexadecimal. However numbers are written, as 0.60 or 0.6, it is the same.
func (in *Inputs) sum() (string, error) {
	text, err := json.Marshal(in)
	var plain any
	if err == nil {
		err = json.Unmarshal(text, &plain)
	}
	if err != nil {
		return "", fmt.Errorf("the inputs as JSON: %w", err)
	}
	return sumOf(plain)
}

// sumOf is the SHA-256 of a value as compact JSON. Of inputs it is what earlier builds saved, of numbers as they were written.
func sumOf(value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("the inputs as JSON: %w", err)
	}
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:]), nil
}

// WorldSum tells a world from any other: those in which programs come to the same have the same.
func WorldSum(w *scenarios.World) string {
	in, _, err := NewInputs(w, nil)
	if err != nil {
		return ""
	}
	var scenario map[string]any
	if json.Unmarshal(in.Scenario, &scenario) != nil {
		return ""
	}
	for _, key := range []string{"title", "limits", "variants", "sweeps"} { // which move no number
		delete(scenario, key)
	}
	if in.Scenario, err = json.Marshal(scenario); err != nil {
		return ""
	}
	sum, _ := in.sum()
	return sum
}

// planned is how many customers a run was to simulate.
func planned(res *simulate.Result) int {
	if res.Options.Customers > 0 {
		return res.Options.Customers
	}
	return simulate.Usual(res.World)
}

// shown are the metrics that are computed over all customers and the whole horizon.
func (r *Report) shown() []*metrics.Metric {
	return slices.DeleteFunc(metrics.Every(), func(m *metrics.Metric) bool { return !r.wants(m) && !slices.Contains(always, m.Name) })
}

func (r *Report) arms(res *simulate.Result, shown []*metrics.Metric) error {
	for i := range res.Data.Arms {
		a := Arm{Name: res.Data.Arms[i].Name, Baseline: i == 0, Metrics: map[string]Metric{}, all: map[string]Metric{}}
		if i < len(res.Programs) && res.Programs[i].Program != nil {
			p, err := res.Programs[i].Program.In(r.world.Vocabulary())
			if err != nil {
				return err
			}
			a.features = featuresOf(p)
		}
		for _, reported := range metrics.Evaluate(&res.Data, i, shown, metrics.Whole) {
			m := newMetric(reported)
			a.all[reported.Metric.Name] = m
			if r.wants(reported.Metric) {
				a.Metrics[reported.Metric.Name] = m
			}
		}
		if i > 0 {
			for _, l := range metrics.Bridge(&res.Data, i, metrics.Whole) {
				a.bridge = append(a.bridge, Line{Name: l.Name, Title: l.Title, Amount: newEstimate(l.Value)})
			}
			for _, e := range metrics.Monthly(&res.Data, i) {
				a.monthly = append(a.monthly, newEstimate(e))
			}
		}
		r.Arms = append(r.Arms, a)
	}
	return nil
}

// wants reports whether a metric is to be in the report.
func (r *Report) wants(m *metrics.Metric) bool { return r.asked == nil || slices.Contains(r.asked, m) }

func newMetric(x metrics.Reported) Metric {
	m := Metric{Estimate: newEstimate(x.Value), Change: Change{Estimate: newEstimate(x.Change)}}
	if x.Surveyed && m.Value != nil {
		m.SurveyLow, m.SurveyHigh = number(x.SurveyLow), number(x.SurveyHigh)
	}
	if x.Surveyed && m.Change.Value != nil {
		m.Change.SurveyLow, m.Change.SurveyHigh = number(x.ChangeSurveyLow), number(x.ChangeSurveyHigh)
	}
	return m
}

// differences compares each program with those before it.
func (r *Report) differences(res *simulate.Result, shown []*metrics.Metric) {
	r.Differences = []Difference{}
	for i := 2; i < len(res.Data.Arms); i++ {
		for j := 1; j < i; j++ {
			for k, e := range metrics.Difference(&res.Data, i, j, shown, metrics.Whole) {
				d := Difference{Arm: res.Data.Arms[i].Name, Against: res.Data.Arms[j].Name, Metric: shown[k].Name, Estimate: r.drawn(shown[k], newEstimate(e), noDifference)}
				r.pairs = append(r.pairs, d)
				if r.wants(shown[k]) {
					r.Differences = append(r.Differences, d)
				}
			}
		}
	}
}

func (r *Report) rows(res *simulate.Result) {
	r.Rows = []Row{}
	var wanted, monthly []*metrics.Metric
	for _, m := range metrics.Every() {
		if r.wants(m) {
			wanted = append(wanted, m)
			if m.Monthly {
				monthly = append(monthly, m)
			}
		}
	}
	for i := range r.Arms {
		a := &r.Arms[i]
		for _, m := range wanted {
			x := a.all[m.Name]
			r.Rows = append(r.Rows, Row{Arm: a.Name, Metric: m.Name, Estimate: x.Estimate, SurveyLow: x.SurveyLow, SurveyHigh: x.SurveyHigh})
		}
		for _, l := range r.extra(a.bridge) {
			r.Rows = append(r.Rows, Row{Arm: a.Name, Metric: bridgePrefix + l.Name, Estimate: l.Amount})
		}
		if len(r.segments) > 1 {
			for s, name := range r.segments {
				r.evaluated(metrics.Evaluate(&res.Data, i, wanted, metrics.Selection{Segment: s, Month: -1}), Row{Arm: a.Name, Segment: &name})
			}
		}
		r.deep(res, i, wanted)
		for month, evaluated := range metrics.EvaluateMonths(&res.Data, i, monthly, metrics.Whole.Segment) {
			number := month + 1
			r.evaluated(evaluated, Row{Arm: a.Name, Month: &number})
			if month < len(a.monthly) && r.asked == nil {
				r.Rows = append(r.Rows, Row{Arm: a.Name, Month: &number, Metric: cumulativeImpact, Estimate: a.monthly[month]})
			}
		}
	}
}

// deep adds rows by decile and tier, where they were counted.
func (r *Report) deep(res *simulate.Result, arm int, wanted []*metrics.Metric) {
	name := r.Arms[arm].Name
	if res.Deciles != nil {
		for d := range res.Deciles.Facts.Segments {
			number := d + 1
			r.evaluated(metrics.Evaluate(res.Deciles, arm, wanted, metrics.Selection{Segment: d, Month: -1}), Row{Arm: name, Decile: &number})
		}
	}
	if res.Tiers == nil || res.Tiers[arm] == nil {
		return
	}
	for t, tier := range res.Tiers[arm].Facts.Segments {
		r.evaluated(metrics.Evaluate(res.Tiers[arm], 1, wanted, metrics.Selection{Segment: t, Month: -1}), Row{Arm: name, Tier: &tier})
	}
}

// extra are lines beside the metrics, unless only some metrics were asked for.
func (r *Report) extra(lines []Line) []Line {
	if r.asked != nil {
		return nil
	}
	return lines
}

// evaluated appends rows of metrics, with the index columns of a row.
func (r *Report) evaluated(list []metrics.Reported, index Row) {
	for _, x := range list {
		row, m := index, newMetric(x)
		row.Metric, row.Estimate, row.SurveyLow, row.SurveyHigh = x.Metric.Name, r.drawn(x.Metric, m.Estimate, noPart), m.SurveyLow, m.SurveyHigh
		r.Rows = append(r.Rows, row)
	}
}

// warn gathers the warnings of the run, of each program in its world, and that the result is partial.
func (r *Report) warn(res *simulate.Result, studies Studies) error {
	r.Warnings = []Warning{}
	add := func(w Warning) {
		w.At = withoutFolder(w.At)
		if !slices.Contains(r.Warnings, w) {
			r.Warnings = append(r.Warnings, w)
		}
	}
	for _, w := range res.Warnings {
		add(Warning{Code: w.Code, Text: w.Text, At: w.At})
	}
	unchecked := func(d *document.Document) {
		if d.Len("limits") > 0 {
			add(Warning{Code: "limits_not_checked", Text: `limits: stated, and not looked at here; "earnburn check" checks them`, At: d.At("limits").String()})
		}
	}
	unchecked(res.World.Document())
	for _, w := range study.Implausible(res) {
		add(Warning{Code: w.Code, Text: w.Text})
	}
	for _, a := range res.Programs {
		if a.Program == nil {
			continue
		}
		unchecked(a.Program.Document())
		list, err := res.World.Foresee(a.Program)
		if err != nil {
			return err
		}
		for _, w := range list {
			add(Warning{Code: w.Code, Text: a.Name + ": " + w.Text, At: w.Position.String()})
		}
	}
	if studies.Interrupted {
		add(Warning{Code: studiesInterrupted, Text: unfinished(studies.Draws)})
	}
	if r.Partial {
		add(Warning{Code: interrupted, Text: fmt.Sprintf("only the first %s of %s were simulated", english.Group(float64(res.Done), 0), english.Many(r.planned(), "customer"))})
	}
	return nil
}

// unfinished says what an interruption left of the studies beside a run, which itself is complete.
func unfinished(d *study.Draws) string {
	if d == nil || d.Number < study.FewestDraws {
		return "interrupted after the run itself: what the assumptions leave open, and what else goes beside the run and is not shown, was not simulated"
	}
	return fmt.Sprintf("interrupted after the run itself: what the assumptions leave open rests on the first %s", english.Many(d.Number, "draw"))
}

// featuresOf looks up what a program has, written in the world's currency.
func featuresOf(p *programs.Program) features {
	return features{
		Features: p.Features(), joins: p.JoinsBy(), stated: statedEffects(p), currency: p.WrittenIn(),
		accounts: p.HasAccounts(), costs: p.Costs, beyond: p.BeyondMoney,
	}
}

// withoutFolder keeps where a file lies out of a position: a result does not depend on it.
func withoutFolder(at string) string {
	if strings.HasPrefix(at, "--") {
		return at
	}
	return at[strings.LastIndexAny(at, `/\`)+1:]
}
