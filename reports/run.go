package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// groupTitles are the headings of the groups of metrics.
var groupTitles = map[metrics.Group]string{
	metrics.MoneyGroup:     "Money",
	metrics.PointsGroup:    "Points",
	metrics.CustomersGroup: "Customers",
	metrics.NPSGroup:       "Satisfaction",
}

// bySegment are the metrics shown for each segment.
var bySegment = []string{
	"net_margin_impact", "net_margin_impact_per_customer", "incremental_sales_pct", "program_cost", "enrolled_share", "true_lift", "burn_rate", "retention_rate", "nps",
}

// Depth writes one program in depth: all metrics with their change, the bridge, segments, and the impact by month.
func (r *Report) Depth(w io.Writer, l Layout) error {
	p := &page{}
	r.opening(p)
	arms := r.programs()
	if len(arms) == 0 {
		return fmt.Errorf("reports: there is no program in this result")
	}
	a := arms[0]
	r.groups(p, a)
	r.openness(p)
	r.bridges(p)
	r.decompositions(p)
	r.segmentTable(p, a)
	r.winners(p, a)
	r.books(p, a)
	r.curve(p, a)
	r.assumptions(p)
	r.closing(p)
	return p.write(w, l)
}

// groups are all metrics, or those asked for, by group.
func (r *Report) groups(p *page, a *Arm) {
	ms := r.applicable(metrics.Every())
	unknown := &errorless{}
	for _, name := range []metrics.Group{metrics.MoneyGroup, metrics.PointsGroup, metrics.CustomersGroup, metrics.NPSGroup} {
		g := &grid{header: []string{"", a.Name, "against no program"}}
		if name == metrics.MoneyGroup {
			g.header[0] = "in " + r.world.Currency
		}
		var after []string
		for _, m := range ms {
			if m.Group != name {
				continue
			}
			x := a.all[m.Name]
			g.add(m.Title, r.cell(p, unknown, m, surveyed(x.Estimate, x.SurveyLow, x.SurveyHigh)), r.change(m, x))
			if text := r.survey(m, x); text != "" {
				after = append(after, text)
			}
		}
		if name == metrics.CustomersGroup && a.all["naive_lift"].Value != nil && r.asked == nil {
			after = append(after, "Why the lifts differ: the true one compares members with the same people without the program; the naive one with other customers, who would buy less anyway; "+
				"before and after compares members with themselves before they joined, when most had only begun to buy.")
		}
		if name == metrics.PointsGroup && a.all["liability_deferred"].Value != nil && r.asked == nil {
			after = append(after, "Liabilities here are with the share of points outstanding that the simulation sees redeemed in the end; further below with the one that an accountant would estimate by then.")
		}
		if len(g.rows) > 0 {
			p.add(section{heading: groupTitles[name], table: g, after: after})
		} else if name == metrics.PointsGroup && r.asked == nil {
			p.add(section{text: []string{"Metrics of points do not apply: " + metrics.NoPoints + "."}})
		}
	}
	unknown.explain(p, r.intervals)
}

// change is the paired difference to the baseline, "" for a metric that is a comparison itself or that the baseline has none of.
func (r *Report) change(m *metrics.Metric, x Metric) string {
	if comparison(m.Name) || x.Change.Value == nil || *x.Change.Value == *x.Value {
		return ""
	}
	return signed(surveyed(x.Change.Estimate, x.Change.SurveyLow, x.Change.SurveyHigh), m.Kind)
}

// surveyed is an estimate with the interval of a survey, where it has one: that is the error a company meets.
func surveyed(e Estimate, low, high *float64) Estimate {
	if low != nil {
		e.Low, e.High = low, high
	}
	return e
}

// comparison reports whether a metric already compares the arm with the baseline.
func comparison(name string) bool {
	for _, part := range []string{"impact", "incremental", "lost_purchases", "lift", "roi", "payback", "subsidy", "nps_change"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// survey says which error a score is shown with.
func (r *Report) survey(m *metrics.Metric, x Metric) string {
	if x.SurveyLow == nil {
		return ""
	}
	text := fmt.Sprintf("%s: ± is the error of %s", m.Title, r.answers(m))
	if x.half() == 0 {
		return text + "; there is no simulation error."
	}
	return text + "; simulation error alone gives " + WithError(x.Estimate, m.Kind) + "."
}

// answers says how many customers are asked.
func (r *Report) answers(m *metrics.Metric) string {
	if comparison(m.Name) {
		return "two such surveys"
	}
	return "a survey of " + english.Many(r.world.Survey, "answer")
}

// segmentTable shows where the impact comes from, if there are several segments.
func (r *Report) segmentTable(p *page, a *Arm) {
	if len(r.segments) < 2 {
		return
	}
	ms := r.applicable(metricsNamed(bySegment))
	g := &grid{header: append([]string{"in " + r.world.Currency}, r.segments...), group: 1}
	unknown := &errorless{}
	var after []string
	for _, m := range ms {
		row, asked := []string{m.Title}, false
		for _, s := range r.segments {
			x := r.of(a.Name, s, m.Name)
			asked = asked || x.SurveyLow != nil
			row = append(row, r.cell(p, unknown, m, surveyed(x.Estimate, x.SurveyLow, x.SurveyHigh)))
		}
		if asked {
			after = append(after, fmt.Sprintf("%s: ± is the error of %s, of which each segment gives its share.", m.Title, r.answers(m)))
		}
		g.add(row...)
	}
	unknown.explain(p, r.intervals)
	p.add(section{heading: "By segment", table: g, after: after})
}

// curve shows the cumulative impact by month.
func (r *Report) curve(p *page, a *Arm) {
	if len(a.monthly) == 0 {
		return
	}
	g := &grid{header: []string{"end of month", "impact so far, cash"}}
	for _, m := range milestones(len(a.monthly)) {
		g.add(english.Group(float64(m), 0), WithError(a.monthly[m-1], metrics.Money))
	}
	var after []string
	if month, e := r.worstMonth(a); e.Value != nil && *e.Value < 0 {
		after = append(after, fmt.Sprintf("The worst month for cash is month %d: %s.", month, r.amount(e)))
	}
	p.add(section{heading: "Net margin impact by month, cumulative, on the cash basis", text: []string{sparkline(a.monthly)}, table: g, after: after})
}

// worstMonth is the month in which a program costs most, on the cash basis.
func (r *Report) worstMonth(a *Arm) (month int, worst Estimate) {
	for _, row := range r.Rows {
		if row.Arm == a.Name && row.Month != nil && row.Segment == nil && row.Metric == "net_margin_impact_cash" && row.Value != nil &&
			(worst.Value == nil || *row.Value < *worst.Value) {
			month, worst = *row.Month, row.Estimate
		}
	}
	return month, worst
}

// milestones are the months worth a row: the first ones and the last, and some between.
func milestones(months int) []int {
	var list []int
	for _, m := range []int{1, 2, 3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120} {
		if m < months {
			list = append(list, m)
		}
	}
	return append(list, months)
}

// sparkline draws a curve in one line, from its lowest value to its highest; many months are thinned out.
func sparkline(curve []Estimate) string {
	const most = 60
	const bars = "▁▂▃▄▅▆▇█"
	step := (len(curve) + most - 1) / most
	var values []float64
	for i := step - 1; i < len(curve); i += step {
		if curve[i].Value == nil {
			return ""
		}
		values = append(values, *curve[i].Value)
	}
	low, high := slices.Min(values), slices.Max(values)
	levels := []rune(bars)
	var b strings.Builder
	for _, v := range values {
		level := 0
		if high > low {
			level = int((v - low) / (high - low) * float64(len(levels)-1))
		}
		b.WriteRune(levels[level])
	}
	return b.String()
}
