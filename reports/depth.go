package reports

import (
	"fmt"
	"strconv"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// byCustomers are the metrics shown for each decile and tier.
var byCustomers = []string{"net_margin_impact", "net_margin_impact_per_customer", "incremental_sales_pct", "effective_reward_rate", "enrolled_share"}

// winners says on which customers a program gains and loses: by what they buy without it, and by the tier they hold in the end.
func (r *Report) winners(p *page, a *Arm) {
	var deciles, tiers []string
	for _, row := range r.Rows {
		if row.Arm != a.Name || row.Metric != headline {
			continue
		}
		if row.Decile != nil {
			deciles = append(deciles, strconv.Itoa(*row.Decile))
		}
		if row.Tier != nil {
			tiers = append(tiers, *row.Tier)
		}
	}
	if r.asked != nil || !r.intervals {
		return
	}
	r.parted(p, a, "Who brings it: by baseline decile", "decile", deciles, func(row *Row) string {
		if row.Decile == nil {
			return ""
		}
		return strconv.Itoa(*row.Decile)
	}, fmt.Sprintf("Decile 1 are the tenth of customers who buy least without a program, %d those who buy most.", simulate.Deciles))
	if len(tiers) > 0 {
		r.parted(p, a, "Who brings it: by tier", "tier", tiers, func(row *Row) string {
			if row.Tier == nil {
				return ""
			}
			return *row.Tier
		}, "Tier: held at the end of the horizon. Members of high tiers are those who would buy more anyway; each is compared with the same customers without the program.")
	}
}

// parted is a table of some metrics by parts of the customers, a line for each.
func (r *Report) parted(p *page, a *Arm, heading, what string, parts []string, of func(*Row) string, after string) {
	ms := r.applicable(metricsNamed(byCustomers))
	g := &grid{header: []string{what}, group: 1}
	for _, m := range ms {
		g.header = append(g.header, briefly(m))
	}
	unknown := &errorless{}
	for _, part := range parts {
		line := []string{part}
		for _, m := range ms {
			e := Estimate{Missing: "it was not computed"}
			for i := range r.Rows {
				if row := &r.Rows[i]; row.Arm == a.Name && row.Metric == m.Name && of(row) == part {
					e = row.Estimate
				}
			}
			if e.Value == nil {
				line = append(line, "n/a")
				continue
			}
			unknown.add(e)
			line = append(line, WithError(e, m.Kind))
		}
		g.add(line...)
	}
	if len(g.rows) > 0 {
		unknown.explain(p, r.intervals)
		p.add(section{heading: heading, table: g, after: []string{after}})
	}
}

// briefly is a metric's title for the head of a narrow column.
func briefly(m *metrics.Metric) string {
	switch m.Name {
	case "net_margin_impact":
		return "impact"
	case "net_margin_impact_per_customer":
		return "per customer"
	case "incremental_sales_pct":
		return "sales"
	case "effective_reward_rate":
		return "given back"
	case "enrolled_share":
		return "enrolled"
	}
	return m.Title
}
