package reports

import (
	"fmt"
	"strconv"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// movePrefix begins the names of rows on a move from the first of two programs to the second. Their arm is the second; a tier is one of the first.
const movePrefix = "move_"

// moveColumns are the numbers of a move, in the order of rows and table columns.
var moveColumns = []struct {
	name, head string
	kind       metrics.Kind
}{
	{"net_margin_per_customer", "company earns", metrics.MoneyPerCustomer},
	{"received_per_customer", "they receive", metrics.MoneyPerCustomer},
	{"receive_more", "receive more", metrics.Share},
	{"receive_less", "receive less", metrics.Share},
}

// moves adds rows on what going over from the first program to the second does to customers, where it was counted.
func (r *Report) moves(res *simulate.Result) {
	m := res.Move
	if m == nil || r.asked != nil {
		return
	}
	arm := r.Arms[m.To].Name
	impact := metricsNamed([]string{"net_margin_impact_per_customer"})
	add := func(d *metrics.Data, part int, groups []metrics.Shift, index Row) {
		shift := metrics.EstimateShift(groups)
		margin := metrics.Difference(d, m.To, m.From, impact, metrics.Selection{Segment: part, Month: -1})[0]
		for i, e := range []metrics.Estimate{margin, shift.Received, shift.More, shift.Less} {
			row := index
			row.Arm, row.Metric, row.Estimate = arm, movePrefix+moveColumns[i].name, newEstimate(e)
			r.Rows = append(r.Rows, row)
		}
	}
	add(&res.Data, metrics.Whole.Segment, m.All(), Row{})
	if len(m.Segments) > 1 {
		for i, name := range r.segments {
			add(&res.Data, i, m.Segments[i], Row{Segment: &name})
		}
	}
	for i := range m.Deciles {
		number := i + 1
		add(res.Deciles, i, m.Deciles[i], Row{Decile: &number})
	}
	if m.Tiers != nil {
		held := res.Tiers[m.From]
		for i, name := range held.Facts.Segments {
			add(held, i, m.Tiers[i], Row{Tier: &name})
		}
	}
}

// shiftsBetween says who gains and who loses where one program is changed for the other.
func (r *Report) shiftsBetween(p *page) {
	arms := r.programs()
	if len(arms) != 2 || !r.intervals {
		return
	}
	after := []string{
		fmt.Sprintf("All numbers: %s against %s, the same customers in both. Company earns: net margin per customer. They receive: discounts, rewards and perks at what they cost the company, also after the horizon, less fees paid; per customer.",
			arms[1].Name, arms[0].Name),
		"Receive more, less: share of the customers; the others receive the same. Who buys more receives more.",
	}
	for _, view := range []struct {
		heading, what string
		part          func(*Row) (string, bool)
	}{
		{fmt.Sprintf("Who gains and who loses, from %s to %s: by baseline decile", arms[0].Name, arms[1].Name), "decile", func(row *Row) (string, bool) {
			if row.Decile != nil {
				return strconv.Itoa(*row.Decile), true
			}
			return "all", row.Segment == nil && row.Tier == nil
		}},
		{"By tier of " + arms[0].Name, "tier", func(row *Row) (string, bool) { return word(row.Tier), row.Tier != nil }},
		{"By segment", "segment", func(row *Row) (string, bool) { return word(row.Segment), row.Segment != nil }},
	} {
		g := &grid{header: []string{view.what}}
		for _, c := range moveColumns {
			g.header = append(g.header, c.head)
		}
		unknown := &errorless{}
		var line []string
		for i := range r.Rows {
			row := &r.Rows[i]
			part, ok := view.part(row)
			if row.Arm != arms[1].Name || !ok || len(line) == 0 && row.Metric != movePrefix+moveColumns[0].name {
				continue
			}
			if len(line) == 0 {
				line = append(line, part)
			}
			c := moveColumns[len(line)-1]
			unknown.add(row.Estimate)
			if c.kind == metrics.Share {
				line = append(line, WithError(row.Estimate, c.kind))
			} else {
				line = append(line, signed(row.Estimate, c.kind))
			}
			if len(line) == len(g.header) {
				g.add(line...)
				line = nil
			}
		}
		if len(g.rows) > 0 {
			unknown.explain(p, r.intervals)
			p.add(section{heading: view.heading, table: g, after: after})
			after = nil
		}
	}
}

// worstMonths says when a program costs most cash in a month.
func (r *Report) worstMonths(p *page) {
	var lines []string
	for _, a := range r.programs() {
		if month, e := r.worstMonth(a); e.Value != nil && *e.Value < 0 {
			lines = append(lines, fmt.Sprintf("%s: month %d, %s.", a.Name, month, r.amount(e)))
		}
	}
	if len(lines) > 0 {
		p.add(section{heading: "The worst month for cash, against no program", text: lines})
	}
}
