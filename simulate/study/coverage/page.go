package main

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"
)

// The shares of intervals that are to hold the truth.
const (
	least = 0.93
	most  = 0.97
)

// document writes the study up as a page of Markdown.
func document(p plan, rows []row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Do the intervals hold what they say?\n\n"+
		"<!-- Written by simulate/study/coverage; do not edit. -->\n\n"+
		"Reports print each number with a 95 %% interval of simulation error. This page tests them: %s small runs of the\n"+
		"scenario %s over %d months, %s customers each, with seeds of their own, against one run of %s customers whose value\n"+
		"is taken for the truth; its own error is allowed for. To repeat it:\n\n    go run ./simulate/study/coverage%s\n\n",
		grouped(p.seeds), scenario, months, grouped(p.customers), grouped(p.reference), flags(p))
	within, all, worst := tallied(rows)
	fmt.Fprintf(&b, "Of %d intervals, %d hold the truth in %.0f to %.0f %% of the runs; together in %.1f %%. By chance alone a share found in\n"+
		"%s runs is off by up to %.1f percentage points in 95 of 100 cases.\n\n",
		all, within, 100*least, 100*most, 100*pooled(rows), grouped(p.seeds), 196*math.Sqrt(.95*.05/float64(p.seeds)))
	fmt.Fprintf(&b, "Cells are the share of runs, in %%, whose interval holds the truth. **Bold**: outside %.0f to %.0f %%. `=`: the same value\n"+
		"in every run, without error. `·`: the metric has no value or no interval here, in every run. A number in parentheses is the\n"+
		"share of runs, in %%, that have an interval at all, or an error above 0, if not all have.\n\n", 100*least, 100*most)
	b.WriteString("| metric | " + strings.Join(columns, " | ") + " |\n| ---" + strings.Repeat(" | ---:", len(columns)) + " |\n")
	for _, r := range rows {
		if r.silent() {
			continue
		}
		fmt.Fprintf(&b, "| `%s`", r.name)
		for i := range r.cells {
			b.WriteString(" | " + r.cells[i].text())
		}
		b.WriteString(" |\n")
	}
	if len(worst) > 0 {
		b.WriteString("\n## Outside\n\n| metric | column | holds | wholly below | wholly above | runs |\n| --- | --- | ---: | ---: | ---: | ---: |\n")
		for _, line := range worst {
			b.WriteString(line)
		}
	}
	b.WriteString("\n" + remarks)
	return b.String()
}

// flags are those that differ from the usual.
func flags(p plan) (text string) {
	if p.seeds != usual.seeds {
		text += fmt.Sprintf(" -seeds %d", p.seeds)
	}
	if p.customers != usual.customers {
		text += fmt.Sprintf(" -customers %d", p.customers)
	}
	if p.reference != usual.reference {
		text += fmt.Sprintf(" -reference %d", p.reference)
	}
	return text
}

// fewest is how many intervals it takes to speak of a share.
const fewest = 50

// outside reports whether the intervals of a cell hold the truth too seldom or too often, by more than the chance of 1 in 10,000 that is left to
// so few runs; with 1,000 or more the bounds are those of the study.
func (c *cell) outside() bool {
	if c.tried < fewest {
		return false
	}
	room := max(0, distuv.UnitNormal.Quantile(0.99995)*math.Sqrt(.95*.05/float64(c.tried))-(most-least)/2)
	if c.tried >= usual.seeds {
		room = 0
	}
	return c.share() < least-room || c.share() > most+room
}

// silent reports whether a row has nothing to tell.
func (r *row) silent() bool {
	for i := range r.cells {
		if r.cells[i].tried+r.cells[i].exact > 0 {
			return false
		}
	}
	return true
}

func (c *cell) text() string {
	switch {
	case c.tried == 0 && c.exact == 0:
		return "·"
	case c.tried == 0:
		return "="
	}
	text := fmt.Sprintf("%.1f", 100*c.share())
	if c.outside() {
		text = "**" + text + "**"
	}
	if c.absent+c.exact > 0 {
		text += fmt.Sprintf(" (%.0f)", 100*float64(c.tried)/float64(c.tried+c.absent+c.exact))
	}
	return text
}

// tallied counts the cells with intervals and describes those outside the bounds.
func tallied(rows []row) (within, all int, outside []string) {
	for _, r := range rows {
		for i, c := range r.cells {
			if c.tried == 0 {
				continue
			}
			all++
			if !c.outside() {
				within++
				continue
			}
			part := func(n int) float64 { return 100 * float64(n) / float64(c.tried) }
			outside = append(outside, fmt.Sprintf("| `%s` | %s | %.1f %% | %.1f %% | %.1f %% | %d |\n",
				r.name, columns[i], part(c.held), part(c.below), part(c.tried-c.held-c.below), c.tried))
		}
	}
	return within, all, outside
}

// pooled is the share over all intervals of all cells.
func pooled(rows []row) float64 {
	var held, tried int
	for _, r := range rows {
		for i := range r.cells {
			held += r.cells[i].held
			tried += r.cells[i].tried
		}
	}
	return float64(held) / float64(tried)
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// remarks say what no normal interval can do.
const remarks = `## What has no such interval

- ` + "`payback_months`" + ` moves in whole months, so its distribution is no normal one. Its interval is where the 95 % band of the
  cumulative impact crosses zero, which is exact to a month at best; where no program pays back there is none.
- ` + "`lost_purchases`" + ` has one only where 30 customers simulated bought less often than without the program: bonus-5 loses some 12
  purchases per 100,000 customers, so these runs have none. Such a count is skewed, and a sample that happens to have few of
  them finds a small error too. The exact interval of a Poisson count would not do instead: one customer may lose several
  purchases, and a difference of such counts has no such law.
- Chances and regrets over draws of the assumptions have the error of the number of draws, not of customers.
- The bounds of a survey (` + "`survey_low`, `survey_high`" + `) are those of asking so many customers, not of the simulation.
- Metrics of a single month or of a small segment rest on fewer customers than these: read their intervals like those of a
  smaller run. Intervals wholly below the truth are the mark of what happens to few. Runs of 2,000 customers
  (` + "`-customers 2000`" + `), with a handful retained in each, show where it begins: changes of ` + "`retention_rate`" + ` hold in 91 to 93 % of
  them, and all intervals together in 93.4 %. Simulate so many that a few dozen customers are behind a number (` + "`--sample`" + `).
`
