package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// table writes the report for people: the variants, then each sweep.
func (r *WhatIf) table(w io.Writer, l Layout) error {
	p := &page{}
	var text []string
	if r.Partial {
		text = append(text, fmt.Sprintf("INTERRUPTED: %d of %d cases were simulated.", len(r.Points), r.most))
	}
	text = append(text, r.Headline, "", fmt.Sprintf("Scenario %s over %s, in %s; %s in each case, always the same.",
		r.Scenario.Name, horizon(r.Scenario.Months), r.money, english.Many(r.Scenario.Sample, "customer")))
	p.add(section{text: text})
	for i := range r.parts {
		r.part(p, &r.parts[i])
	}
	p.add(section{after: []string{r.errors}})
	return p.write(w, l)
}

// part shows the variants, or a sweep.
func (r *WhatIf) part(p *page, part *WhatIfPart) {
	if part.First+1 >= len(r.Points) {
		return // interrupted before
	}
	points := r.Points[part.First+1 : min(part.First+1+part.Size, len(r.Points))]
	arms := r.programs()
	if part.Grid && len(part.Axes) == 2 && len(points) == part.Size {
		for _, m := range r.chosen(len(arms)) {
			for _, arm := range arms {
				r.plane(p, part, points, arm, m)
			}
		}
		return
	}
	if len(arms) == 1 {
		r.one(p, part, points, arms[0])
		return
	}
	for _, m := range r.chosen(len(arms)) {
		r.several(p, part, points, arms, m)
	}
}

// chosen are the metrics that get a table of their own: without a wish for others, the one that decides.
func (r *WhatIf) chosen(programs int) []*metrics.Metric {
	if r.asked {
		return r.metrics
	}
	return r.metrics[:1]
}

// heads are the first columns: what is changed.
func (r *WhatIf) heads(part *WhatIfPart) []string {
	if len(part.Axes) == 0 {
		return []string{"variant"}
	}
	var list []string
	for _, a := range part.Axes {
		list = append(list, shortPath(a.Path, r.programs()))
	}
	return list
}

// start is the first cells of a point's row.
func (r *WhatIf) start(part *WhatIfPart, p *Point) []string {
	switch {
	case p.Number == 0:
		return slices.Concat([]string{"as given"}, make([]string, max(0, len(part.Axes)-1)))
	case len(part.Axes) == 0:
		return []string{p.Name}
	}
	var list []string
	for _, s := range p.Set {
		list = append(list, s.Value)
	}
	return list
}

// one shows the metrics of one program.
func (r *WhatIf) one(p *page, part *WhatIfPart, points []Point, arm string) {
	g := &grid{header: r.heads(part), wide: true}
	for i, m := range r.metrics {
		if g.header = append(g.header, narrow(m)); i == 0 {
			g.header = append(g.header, "against given")
		}
	}
	for _, point := range slices.Concat(r.Points[:1], points) {
		row := r.start(part, &point)
		for i, m := range r.metrics {
			x := point.at(arm, m.Name)
			if row = append(row, whatIfCell(x.Estimate, m)); i == 0 {
				row = append(row, againstCell(&x, m))
			}
		}
		g.add(row...)
	}
	p.add(section{heading: part.Title, table: g, after: r.inPlace(part)})
}

// several shows one metric of several programs, and which of them, or none, is best.
func (r *WhatIf) several(p *page, part *WhatIfPart, points []Point, arms []string, m *metrics.Metric) {
	g := &grid{header: append(r.heads(part), arms...), wide: true}
	if m.Name == headline {
		g.header = append(g.header, "best")
	}
	for _, point := range slices.Concat(r.Points[:1], points) {
		row := r.start(part, &point)
		for _, arm := range arms {
			row = append(row, whatIfCell(point.at(arm, m.Name).Estimate, m))
		}
		if m.Name == headline {
			row = append(row, point.best(arms))
		}
		g.add(row...)
	}
	p.add(section{heading: part.Title + ": " + strings.ToLower(m.Title[:1]) + m.Title[1:], table: g, after: r.inPlace(part)})
}

// plane shows one metric of one program over two axes: the first runs down, the second across.
func (r *WhatIf) plane(p *page, part *WhatIfPart, points []Point, arm string, m *metrics.Metric) {
	down, across := &part.Axes[0], &part.Axes[1]
	g := &grid{header: []string{shortPath(down.Path, r.programs())}, wide: true}
	for k := range across.Count() {
		g.header = append(g.header, across.Value(k))
	}
	for i := range down.Count() {
		row := []string{down.Value(i)}
		for k := range across.Count() {
			row = append(row, whatIfCell(points[i*across.Count()+k].at(arm, m.Name).Estimate, m))
		}
		g.add(row...)
	}
	given := r.Points[0].at(arm, m.Name)
	p.add(section{
		heading: fmt.Sprintf("%s: %s of %s", part.Title, strings.ToLower(m.Title[:1])+m.Title[1:], arm), table: g,
		after: []string{fmt.Sprintf("Down: %s; across: %s. As given: %s.", shortPath(down.Path, r.programs()), shortPath(across.Path, r.programs()), whatIfCell(given.Estimate, m))},
	})
}

// inPlace says what the names of variants stand for.
func (r *WhatIf) inPlace(part *WhatIfPart) []string {
	if len(part.Axes) > 0 {
		return nil
	}
	var list []string
	for _, p := range r.Points[part.First+1 : min(part.First+1+part.Size, len(r.Points))] {
		var sets []string
		for _, s := range p.Set {
			text := s.Path + " = " + s.Value
			if s.FromMonth > 0 {
				text += fmt.Sprintf(" from month %d on", s.FromMonth)
			}
			sets = append(sets, text)
		}
		list = append(list, p.Name+": "+strings.Join(sets, ", ")+".")
	}
	return list
}

// best names the arm with the greatest net margin impact, no program being one of them; with a ~ where it cannot be told from the next.
func (p *Point) best(arms []string) string {
	name, greatest := "none", 0.0
	sure := true
	for _, arm := range arms {
		x := p.at(arm, headline)
		switch {
		case x.Value == nil:
			return "n/a"
		case *x.Value > greatest:
			name, greatest = arm, *x.Value
		}
	}
	for _, arm := range append([]string{"none"}, arms...) {
		if arm != name {
			sure = sure && p.distinct(name, arm)
		}
	}
	if !sure {
		name = "~ " + name
	}
	return name
}

// distinct reports whether the net margins of two arms can be told apart.
func (p *Point) distinct(a, b string) bool {
	if a == "none" {
		a, b = b, a
	}
	if b == "none" {
		x := p.at(a, headline)
		return !x.indistinct()
	}
	for i := range p.Differences {
		d := &p.Differences[i]
		if d.Metric == headline && (d.Arm == a && d.Against == b || d.Arm == b && d.Against == a) {
			return !d.indistinct()
		}
	}
	return false
}

func whatIfCell(e Estimate, m *metrics.Metric) string {
	if e.Value == nil {
		return "n/a"
	}
	return WithError(e, m.Kind)
}

func againstCell(x *PointMetric, m *metrics.Metric) string {
	if x.AgainstGiven == nil || x.AgainstGiven.Value == nil {
		return ""
	}
	return signed(*x.AgainstGiven, m.Kind)
}

// narrow is a metric's title for the head of a column.
func narrow(m *metrics.Metric) string {
	switch m.Name {
	case headline:
		return "net margin impact"
	case "program_cost":
		return "program cost"
	case "incremental_sales_pct":
		return "change of sales"
	case "liability_deferred":
		return "liability"
	case "nps_change":
		return "change of NPS"
	}
	return m.Title
}

// Parts are how points are shown together: all variants, then each sweep.
func Parts(variants int, sweeps []scenarios.Sweep, sizes []int) []WhatIfPart {
	var list []WhatIfPart
	if variants > 0 {
		list = append(list, WhatIfPart{Title: "Variants", Size: variants})
	}
	first := variants
	for i, s := range sweeps {
		title := "Sweep"
		if s.Name != "" {
			title += " " + s.Name
		}
		list = append(list, WhatIfPart{Title: title, Axes: s.Over, Grid: s.Points == 0, First: first, Size: sizes[i]})
		first += sizes[i]
	}
	return list
}
