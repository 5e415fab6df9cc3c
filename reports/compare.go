package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// deciding are the metrics that a choice between programs rests on, in the order of the table.
var deciding = []string{
	"net_margin_impact",
	"net_margin_impact_pct",
	"net_margin_impact_per_customer",
	"net_margin_impact_cash",
	"closing_obligation",
	"program_cost",
	"incremental_sales_pct",
	"true_lift",
	"break_even_lift",
	"enrolled_share",
	"burn_rate",
	"payback_months",
}

// Compare writes programs side by side: the answer as a sentence, the metrics that decide, why, and what was assumed.
func (r *Report) Compare(w io.Writer, l Layout) error {
	p := &page{}
	r.opening(p)
	p.add(r.sideBySide(p, r.applicable(metricsNamed(deciding))))
	r.openness(p)
	r.bridges(p)
	r.decompositions(p)
	if len(r.Decomposition) > 0 {
		r.between(p)
		r.worstMonths(p)
	}
	r.assumptions(p)
	r.closing(p)
	return p.write(w, l)
}

// opening is the answer, and what the baseline is.
func (r *Report) opening(p *page) {
	var text []string
	if r.intervals {
		text = append(text, r.sentence())
	} else {
		text = r.accounts()
		if answer := r.sentence(); len(r.programs()) > 1 {
			text = append(text, "After what is owed: "+answer)
		}
	}
	if r.Partial {
		text = append([]string{r.interruption()}, text...)
	}
	if equal := r.equality(); len(equal) > 0 {
		text = append(append(text, ""), equal...)
	}
	if margin := r.baseline().all["net_margin"].Estimate; r.intervals && margin.Value != nil && !r.blind(&margin) {
		verb := "bring"
		if r.Scenario.Customers == 1 {
			verb = "brings"
		}
		line := fmt.Sprintf("Without a program, %s %s a net margin of %s over %s", english.Many(int(r.Scenario.Customers), "customer"), verb, r.amount(margin), horizon(r.Scenario.Months))
		if r.world.DiscountRate > 0 {
			line += fmt.Sprintf(", discounted at %s a year", percent(r.world.DiscountRate))
		}
		text = append(text, "", line+".")
	}
	if marks := r.warningNotes(p); marks != "" {
		text = append(text, "", "Warnings: "+marks+".")
	}
	p.add(section{text: text})
}

func (r *Report) interruption() string {
	return fmt.Sprintf("INTERRUPTED: what follows rests on the first %s of %s.", english.Group(float64(r.Scenario.Sample), 0), english.Many(r.planned(), "customer"))
}

// metricsNamed finds metrics; names that do not exist are left out.
func metricsNamed(names []string) []*metrics.Metric {
	var list []*metrics.Metric
	for _, name := range names {
		if m, ok := metrics.ByName(name); ok {
			list = append(list, m)
		}
	}
	return list
}

// applicable leaves out the metrics of points where no program has any. What was asked for is shown all the same.
func (r *Report) applicable(ms []*metrics.Metric) []*metrics.Metric {
	if r.asked != nil {
		return r.asked
	}
	return slices.DeleteFunc(ms, func(m *metrics.Metric) bool {
		return len(r.programs()) > 0 && !slices.ContainsFunc(r.programs(), func(a *Arm) bool { return a.all[m.Name].Missing != metrics.NoPoints })
	})
}

// sideBySide is the table of metrics by program, with the difference of the last two columns where there are two programs.
func (r *Report) sideBySide(p *page, ms []*metrics.Metric) section {
	arms := r.programs()
	g := &grid{header: []string{"in " + r.world.Currency}, group: 1}
	for _, a := range arms {
		g.header = append(g.header, a.Name)
	}
	pair := len(arms) == 2
	if pair {
		g.header = append(g.header, differenceOf(arms[1], arms[0]))
	}
	unknown := &errorless{}
	var scores []string
	for _, m := range ms {
		row, survey := []string{m.Title}, 0.0
		for _, a := range arms {
			x := a.all[m.Name]
			row = append(row, r.cell(p, unknown, m, x.Estimate))
			if x.SurveyLow != nil {
				survey = max(survey, (*x.SurveyHigh-*x.SurveyLow)/2)
			}
		}
		if survey > 0 {
			scores = append(scores, fmt.Sprintf("%s: ± is simulation error; that of %s is ± %s.", m.Title, r.answers(m), english.Group(survey, decimals(m.Kind, survey))))
		}
		if pair {
			row = append(row, r.pairCell(m, arms[1], arms[0]))
		}
		g.add(row...)
	}
	unknown.explain(p, r.intervals)
	s := section{table: g}
	if pair {
		s.after = []string{fmt.Sprintf("Difference: %s minus %s, the same customers in both.", arms[1].Name, arms[0].Name)}
	}
	shown := slices.DeleteFunc(slices.Clone(ms), func(m *metrics.Metric) bool {
		return !slices.ContainsFunc(arms, func(a *Arm) bool { return a.all[m.Name].Value != nil })
	})
	s.after = append(append(s.after, scores...), glossary(shown, pair)...)
	return s
}

// differenceOf heads a column of differences.
func differenceOf(arm, against *Arm) string {
	const wide = 30
	if text := arm.Name + " − " + against.Name; utf8.RuneCountInString(text) <= wide {
		return text
	}
	return "difference"
}

// plainWords say what a term of the table means to somebody who has never met it.
var plainWords = map[string]string{
	"closing_obligation": "Closing obligation: what points held at the end will cost later, and fees paid for time after it.",
	"true_lift":          "True lift: how much more members buy than the same people would without the program.",
	"break_even_lift":    "Break-even sales lift: by how much sales would have to rise for the program to pay for itself.",
	"burn_rate":          "Burn rate: the share of points that is used sooner or later; the rest is breakage.",
}

// glossary is a line for each term of a table that does not explain itself.
func glossary(ms []*metrics.Metric, differences bool) []string {
	var lines []string
	percent := false
	for _, m := range ms {
		if text := plainWords[m.Name]; text != "" {
			lines = append(lines, text)
		}
		percent = percent || inPercent(m.Kind)
	}
	if differences && percent {
		lines = append(lines, "pp: percentage points, what one percentage is above another.")
	}
	return lines
}

// pairCell writes a difference between two programs; where one of them has no value, that one's footnote says why.
func (r *Report) pairCell(m *metrics.Metric, arm, against *Arm) string {
	e := r.difference(arm.Name, against.Name, m.Name)
	if e.Value == nil {
		return "n/a"
	}
	return signed(e, m.Kind)
}

// cell writes a number; a missing one refers to a footnote with the reason.
func (r *Report) cell(p *page, unknown *errorless, m *metrics.Metric, e Estimate) string {
	if e.Value == nil {
		return "n/a " + p.note(m.Title+": "+e.Missing+".")
	}
	if strings.HasPrefix(e.NoInterval, metrics.RestsOn) {
		return WithError(e, m.Kind) + " " + p.note("A number without ±: "+e.NoInterval+".")
	}
	unknown.add(e)
	return WithError(e, m.Kind)
}

// errorless gathers why numbers have no interval, so that it is said once.
type errorless struct{ reasons []string }

func (x *errorless) add(e Estimate) {
	if e.NoInterval == "" {
		return
	}
	for _, r := range x.reasons {
		if r == e.NoInterval {
			return
		}
	}
	x.reasons = append(x.reasons, e.NoInterval)
}

func (x *errorless) explain(p *page, chance bool) {
	if !chance {
		return
	}
	for _, reason := range x.reasons {
		p.note("A number without ±: " + reason + ".")
	}
}

// bridges say why: the lines from no program to the impact of each program.
func (r *Report) bridges(p *page) {
	arms := r.programs()
	if len(arms) == 0 || len(arms[0].bridge) == 0 {
		return
	}
	g := &grid{header: []string{"in " + r.world.Currency}, group: 1}
	for _, a := range arms {
		g.header = append(g.header, a.Name)
	}
	unknown := &errorless{}
	for i, line := range arms[0].bridge {
		row, something := []string{line.Title}, false
		for _, a := range arms {
			e := a.bridge[i].Amount
			something = something || e.Value != nil && *e.Value != 0
			unknown.add(e)
			row = append(row, signed(e, metrics.Money))
		}
		if last := i == len(arms[0].bridge)-1; something || last {
			if last {
				row[0] = "= " + line.Title
			}
			g.add(row...)
		}
	}
	unknown.explain(p, r.intervals)
	p.add(section{heading: "Why: from no program to the impact", table: g})
}

// closing is what a reader needs to judge and repeat the numbers.
func (r *Report) closing(p *page) {
	s := r.Scenario
	start := r.world.Start.String()
	line := fmt.Sprintf("Scenario %s: %s from %s, %s", s.Name, english.Many(s.Months, "month"), start, english.Many(int(s.Customers), "customer"))
	if r.intervals {
		switch sample := english.Group(float64(s.Sample), 0); {
		case int64(s.Sample) > s.Customers:
			line += fmt.Sprintf(", simulated with %s and seed %d", sample, s.Seed)
		case s.Customers == 1:
			line += fmt.Sprintf(", simulated with seed %d", s.Seed)
		default:
			line += fmt.Sprintf(", %s of them simulated with seed %d", sample, s.Seed)
		}
		line += ". ± is half a 95 % interval of simulation error, not the uncertainty of the assumptions; ~ marks what cannot be told apart from 0."
	} else {
		line += ". " + noErrors
	}
	p.add(section{text: []string{line}})
}

// warningNotes makes a footnote of each warning and returns their marks. An interruption is said in a sentence of its own.
func (r *Report) warningNotes(p *page) string {
	var marks []string
	for _, w := range r.Warnings {
		if w.Code != interrupted {
			marks = append(marks, p.note(warningText(w)))
		}
	}
	return strings.Join(marks, ", ")
}

func warningText(w Warning) string {
	text := "Warning: "
	if w.At != "" {
		text += w.At + ": "
	}
	return text + strings.TrimSuffix(w.Text, ".") + "."
}

// percent writes an exact share.
func percent(share float64) string {
	text := fmt.Sprintf("%.2f", 100*share)
	text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	return text + " %"
}
