package reports

import (
	"fmt"
	"io"
	"strings"

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
	p.add(r.sideBySide(p, metricsNamed(deciding)))
	r.bridges(p)
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
	if base := r.baseline(); base != nil && r.intervals {
		margin := base.all["net_margin"].Estimate
		line := fmt.Sprintf("Without a program, %s bring a net margin of %s over %s", many(int(r.Scenario.Customers), "customer"), r.amount(margin), horizon(r.Scenario.Months))
		if r.world.DiscountRate > 0 {
			line += fmt.Sprintf(", discounted at %s a year", percent(r.world.DiscountRate))
		}
		text = append(text, "", line+".")
	}
	p.add(section{text: text})
}

func (r *Report) interruption() string {
	return fmt.Sprintf("INTERRUPTED: what follows rests on the first %s of %s customers.", group(float64(r.Scenario.Sample), 0), group(float64(r.planned), 0))
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

// sideBySide is the table of metrics by program, with the difference of the last two columns where there are two programs.
func (r *Report) sideBySide(p *page, ms []*metrics.Metric) section {
	if r.asked != nil {
		ms = r.asked
	}
	arms := r.programs()
	g := &grid{header: []string{"in " + r.world.Currency}, group: 1}
	for _, a := range arms {
		g.header = append(g.header, a.Name)
	}
	pair := len(arms) == 2
	if pair {
		g.header = append(g.header, "difference")
	}
	unknown := &errorless{}
	for _, m := range ms {
		row := []string{m.Title}
		for _, a := range arms {
			row = append(row, r.cell(p, unknown, m, a.all[m.Name].Estimate))
		}
		if pair {
			row = append(row, r.pairCell(m, arms[1], arms[0]))
		}
		g.add(row...)
	}
	unknown.explain(p, r.intervals)
	s := section{table: g}
	if pair {
		s.after = []string{fmt.Sprintf("difference: %s minus %s, the same customers in both; pp are percentage points.", arms[1].Name, arms[0].Name)}
	}
	return s
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
	var text []string
	for _, w := range r.Warnings {
		text = append(text, warningText(w))
	}
	s := r.Scenario
	start := r.world.Start.String()
	line := fmt.Sprintf("Scenario %s: %s from %s, %s", s.Name, many(s.Months, "month"), start, many(int(s.Customers), "customer"))
	if r.intervals {
		line += fmt.Sprintf(", %s of them simulated with seed %d. ± is half a 95 %% interval of simulation error, not the uncertainty of the assumptions; ~ marks what cannot be told apart from 0.", group(float64(s.Sample), 0), s.Seed)
	} else {
		line += ". Nothing is left to chance here, so there is no ±."
	}
	p.add(section{text: append(text, line)})
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
