package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// table writes the report for people: the best values, how they meet the conditions, and the frontiers.
func (r *Optimum) table(w io.Writer, l Layout) error {
	p := &page{}
	var text []string
	switch {
	case r.Partial && r.Given == nil:
		text = append(text, fmt.Sprintf("INTERRUPTED after %s of the search: the best were not simulated again, so what follows flatters them.", english.Many(r.Search.Points, "point")))
	case r.Partial:
		text = append(text, "INTERRUPTED: some of the best were not simulated again and are left out.")
	}
	text = append(text, r.Headline, "", fmt.Sprintf("Scenario %s over %s, in %s. The search simulated %s of %s each%s.",
		r.Scenario.Name, horizon(r.Scenario.Months), r.money, english.Many(r.Search.Points, "point"), english.Many(r.Search.Customers, "customer"), r.impossible()))
	if r.Given != nil {
		text = append(text, fmt.Sprintf("What follows was simulated again with %s of seed %d, as the best of many is best by luck too%s.",
			english.Many(r.Scenario.Sample, "customer"), r.AgainSeed, r.curse()))
	}
	p.add(section{text: text})
	r.best(p)
	r.conditions(p)
	r.frontiers(p)
	p.add(section{after: []string{r.errors}})
	return p.write(w, l)
}

func (r *Optimum) impossible() string {
	if r.Search.Impossible == 0 {
		return ""
	}
	return fmt.Sprintf(" and left out %s whose rules cannot be", english.Many(r.Search.Impossible, "point"))
}

// curse says what the best promised in the search.
func (r *Optimum) curse() string {
	if len(r.Candidates) == 0 || r.Candidates[0].Again == nil {
		return ""
	}
	return ": in the search, the first of them had " + r.value(r.Candidates[0].Searched.Objective)
}

// best shows the rules as given and the best that were found.
func (r *Optimum) best(p *page) {
	g := &grid{wide: true, keys: len(r.Vary)}
	for _, v := range r.Vary {
		g.header = append(g.header, shortPath(v.Path, []string{r.Program}))
	}
	g.header = append(g.header, narrow(r.objective), "against given")
	for _, m := range r.shown {
		g.header = append(g.header, narrow(m))
	}
	if len(r.Conditions) > 0 {
		g.header = append(g.header, "conditions")
	}
	if r.Given == nil {
		g.header[len(r.Vary)] += " in the search"
	}
	row := func(start []string, s *Stage) {
		start = append(start, whatIfCell(s.Objective, r.objective))
		against := ""
		if s.AgainstGiven != nil && s.AgainstGiven.Value != nil {
			against = signed(*s.AgainstGiven, r.objective.Kind)
		}
		start = append(start, against)
		for _, m := range r.shown {
			start = append(start, whatIfCell(s.Metrics[m.Name], m))
		}
		if len(r.Conditions) > 0 {
			start = append(start, verdict(s.Conditions))
		}
		g.add(start...)
	}
	if r.Given != nil {
		var given []string
		for _, v := range r.Vary {
			given = append(given, strings.TrimSpace(v.Given+" as given"))
		}
		row(given, r.Given)
	}
	for _, c := range r.Candidates {
		var start []string
		for _, s := range c.Set {
			start = append(start, s.Value)
		}
		switch {
		case r.Given == nil:
			row(start, c.Searched)
		case c.Again != nil:
			row(start, c.Again)
		}
	}
	p.add(section{heading: "The best", table: g})
}

// verdict says whether all conditions are met, with a ~ if an interval leaves it open.
func verdict(list []Condition) string {
	text, open := "met", ""
	for i := range list {
		if !list[i].Met {
			text = "not met"
		}
		if list[i].Slack.indistinct() {
			open = " ~"
		}
	}
	return text + open
}

// met says whether a point of a frontier meets all conditions, as the list of the best does.
func (r *Optimum) met(p *FrontierPoint) string {
	for _, c := range r.Candidates {
		if c.Again != nil && slices.Equal(c.Set, p.Set) {
			return verdict(c.Again.Conditions)
		}
	}
	return verdict([]Condition{{Met: p.Met}})
}

// conditions show by how much the first candidate meets each.
func (r *Optimum) conditions(p *page) {
	if len(r.Conditions) == 0 || len(r.Candidates) == 0 {
		return
	}
	s := r.Candidates[0].Again
	if s == nil {
		s = r.Candidates[0].Searched
	}
	g := &grid{header: []string{"condition", "to spare", "verdict"}}
	for i, c := range s.Conditions {
		cell := "n/a"
		if c.Slack.Value != nil {
			cell = signed(c.Slack, r.constraints[i].Metric.Kind)
		}
		g.add(c.Text, cell, verdict([]Condition{c}))
	}
	p.add(section{heading: "Conditions of the first", table: g})
}

// frontiers show what can be had of one thing for another.
func (r *Optimum) frontiers(p *page) {
	for i, f := range r.fronts {
		x := &r.Frontiers[i]
		heading := fmt.Sprintf("Frontier: %s against %s", lower(f.First), lower(f.Second))
		if f.Second.Kind == metrics.ScoreChange {
			heading = "Frontier: net margin impact against the change of NPS"
		}
		if len(x.Points) == 0 {
			p.add(section{heading: heading, text: []string{"None: " + strings.TrimSuffix(x.Missing, ".") + "."}})
			continue
		}
		g := &grid{wide: true, keys: len(r.Vary)}
		for _, v := range r.Vary {
			g.header = append(g.header, shortPath(v.Path, []string{r.Program}))
		}
		g.header = append(g.header, narrow(f.First), narrow(f.Second))
		if len(r.Conditions) > 0 {
			g.header = append(g.header, "conditions")
		}
		for _, point := range x.Points {
			var row []string
			for _, s := range point.Set {
				row = append(row, s.Value)
			}
			row = append(row, whatIfCell(point.First, f.First), whatIfCell(point.Second, f.Second))
			if len(r.Conditions) > 0 {
				row = append(row, r.met(&point))
			}
			g.add(row...)
		}
		note := "No point found is better in both than one of these."
		if len(x.Points) == 1 {
			note = "One point is best in both: there is nothing to trade."
		}
		p.add(section{heading: heading, table: g, after: []string{note}})
	}
}
