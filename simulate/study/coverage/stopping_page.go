package main

import (
	"fmt"
	"math"
	"strings"

	"earnburn/simulate/study"
)

// stoppingDocument writes the study up as a page of Markdown.
func stoppingDocument(p stops, edges []edge, runs []stopped) string {
	var b strings.Builder
	looks := study.Looks(p.first, p.budget)
	var words []string
	for _, n := range looks {
		words = append(words, grouped(n))
	}
	n := float64(p.seeds)
	allowed := 1 - study.Confidence
	fmt.Fprintf(&b, "# Do verdicts hold what they say?\n\n"+
		"<!-- Written by simulate/study/coverage -stopping; do not edit. -->\n\n"+
		"`earnburn check` and `--precision` look at their own result to decide whether they add customers, which makes errors likelier.\n"+
		"[ci.md](ci.md) says how a check allows for it. This page tests both: %s runs of the scenario %s over %d months, with seeds\n"+
		"of their own, that look at %s customers, against one run of %s customers whose values are\n"+
		"taken for the truth. To repeat it:\n\n    go run ./simulate/study/coverage -stopping%s\n\n"+
		"## Limits right at the true value\n\n"+
		"Any verdict on such a limit is wrong. Of all checks at most %.0f %% may give one. Of %s checks that err so often, one in forty\n"+
		"finds more than %.1f %%; the true value is known only from a run, whose own error adds a little.\n\n",
		grouped(p.seeds), scenario, months, strings.Join(words, ", "), grouped(p.reference), p.flags(), 100*allowed, grouped(p.seeds),
		100*(allowed+1.96*math.Sqrt(allowed*(1-allowed)/n)))
	b.WriteString("| limit, its bound moved to the true value | wrong | holds | crossed | wrong at the looks |\n| --- | ---: | ---: | ---: | --- |\n")
	share := func(k int) string { return fmt.Sprintf("%.1f %%", 100*float64(k)/n) }
	for i := range edges {
		e := &edges[i]
		var at []string
		for _, k := range e.at {
			at = append(at, fmt.Sprint(k))
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", e.limit, share(e.wrong()), share(e.held), share(e.crossed), strings.Join(at, ", "))
	}
	b.WriteString("\n## Runs that stop when they are precise\n\n" +
		"A run of `--precision` ends when its intervals are narrow enough, and prints them as 95 % intervals. How often do they hold the truth?\n\n" +
		"| `--precision` | reached | customers, mean |")
	for _, name := range names {
		fmt.Fprintf(&b, " `net_margin_impact`, %s | `…_pct`, %s |", name, name)
	}
	b.WriteString("\n| --- | ---: | ---: |" + strings.Repeat(" ---: | ---: |", len(names)) + "\n")
	for i := range runs {
		r := &runs[i]
		fmt.Fprintf(&b, "| %s | %s | %s |", r.goal, share(r.reached), grouped(int(math.Round(float64(r.customers)/n))))
		for j := range r.cells {
			fmt.Fprintf(&b, " %.1f %% |", 100*r.cells[j].share())
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "\nBy chance alone a share of 95 %% found in %s runs is off by up to %.1f percentage points in 95 of 100 cases.\n",
		grouped(p.seeds), 196*math.Sqrt(.95*.05/n))
	return b.String()
}

// flags are those that differ from the usual.
func (p stops) flags() (text string) {
	for _, f := range []struct {
		name       string
		got, usual int
	}{{"seeds", p.seeds, usualStops.seeds}, {"customers", p.first, usualStops.first}, {"budget", p.budget, usualStops.budget}, {"reference", p.reference, usualStops.reference}} {
		if f.got != f.usual {
			text += fmt.Sprintf(" -%s %d", f.name, f.got)
		}
	}
	return text
}
