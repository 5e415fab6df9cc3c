package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// movePrefix begins the names of rows on a move from the first of two programs to the second. Their arm is the second; a tier is one of the first.
const movePrefix = "move_"

// moveColumns are the numbers of a move, in the order of rows and table columns.
var moveColumns = [...]moveColumn{
	{"net_margin_per_customer", "company earns", signedMoney},
	{"received_per_customer", "they receive", signedMoney},
	{"receive_more", "receive more", asShare},
	{"receive_less", "receive less", asShare},
}

type moveColumn struct {
	name, head string
	write      func(Estimate) string
}

func signedMoney(e Estimate) string { return signed(e, metrics.MoneyPerCustomer) }

func asShare(e Estimate) string { return WithError(e, metrics.Share) }

// moved is what going over from the first program to the second does to some customers.
type moved struct {
	by, part string // of the table: what customers are parted by, and the part
	numbers  [len(moveColumns)]Estimate
}

// moves adds what going over from the first program to the second does to customers, where it was counted.
func (r *Report) moves(res *simulate.Result) {
	m := res.Move
	if m == nil || r.asked != nil {
		return
	}
	impact := metricsNamed([]string{"net_margin_impact_per_customer"})
	add := func(d *metrics.Data, part int, groups []metrics.Shift, index Row) {
		shift := metrics.EstimateShift(groups)
		margin := metrics.Difference(d, m.To, m.From, impact, metrics.Selection{Segment: part, Month: -1})[0]
		for i, e := range [...]metrics.Estimate{margin, shift.Received, shift.More, shift.Less} {
			row := index
			row.Arm, row.Metric, row.Estimate = r.Arms[m.To].Name, movePrefix+moveColumns[i].name, newEstimate(e)
			r.Rows = append(r.Rows, row)
		}
	}
	add(&res.Data, metrics.Whole.Segment, m.All(), Row{})
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
	if len(m.Segments) > 1 {
		for i, name := range r.segments {
			add(&res.Data, i, m.Segments[i], Row{Segment: &name})
		}
	}
}

// parts finds the rows of a move, those of a part together.
func (r *Report) parts() []moved {
	var list []moved
	for i := range r.Rows {
		row := &r.Rows[i]
		name, ok := strings.CutPrefix(row.Metric, movePrefix)
		if !ok {
			continue
		}
		k := slices.IndexFunc(moveColumns[:], func(c moveColumn) bool { return c.name == name })
		if k < 0 {
			continue
		}
		if k == 0 {
			one := moved{by: "decile", part: "all"}
			switch {
			case row.Decile != nil:
				one.part = strconv.Itoa(*row.Decile)
			case row.Tier != nil:
				one = moved{by: "tier", part: *row.Tier}
			case row.Segment != nil:
				one = moved{by: "segment", part: *row.Segment}
			}
			list = append(list, one)
		}
		if len(list) > 0 {
			list[len(list)-1].numbers[k] = row.Estimate
		}
	}
	return list
}

// between says who gains and who loses where one program is changed for the other.
func (r *Report) between(p *page) {
	list := r.parts()
	if len(list) == 0 || !r.intervals {
		return
	}
	arms := r.programs()
	from, to := arms[0].Name, arms[1].Name
	after := []string{
		fmt.Sprintf("All numbers: %s against %s, the same customers in both. Company earns: net margin per customer. They receive: discounts, rewards and perks at what they cost the company, also after the horizon, less fees paid; per customer.",
			to, from),
		"Receive more, less: share of the customers; the others receive the same. Who buys more receives more.",
	}
	headings := map[string]string{
		"decile":  fmt.Sprintf("Who gains and who loses, from %s to %s: by baseline decile", from, to),
		"tier":    "By tier of " + from,
		"segment": "By segment",
	}
	unknown := &errorless{}
	var g *grid
	for i, m := range list {
		if i == 0 || m.by != list[i-1].by {
			g = &grid{header: []string{m.by}}
			for _, c := range moveColumns {
				g.header = append(g.header, c.head)
			}
			p.add(section{heading: headings[m.by], table: g, after: after})
			after = nil
		}
		line := []string{m.part}
		for j, c := range moveColumns {
			unknown.add(m.numbers[j])
			line = append(line, c.write(m.numbers[j]))
		}
		g.add(line...)
	}
	unknown.explain(p, r.intervals)
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
