package reports

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// CheckSchema names the shape of a check as JSON.
const CheckSchema = "earnburn/check/v1"

// Check is what became of limits.
type Check struct {
	Build    Build
	Scenario Scenario // with the customers simulated in all
	Currency string
	Programs []string        // by arm, the baseline first
	Findings []study.Finding // in the order in which the limits were given
	Most     int             // customers that there might have been at most
	Lenient  bool            // what is undecided passes
}

// Count is how many findings there are of a verdict.
func (c *Check) Count(v limits.Verdict) (n int) {
	for i := range c.Findings {
		if c.Findings[i].Verdict == v {
			n++
		}
	}
	return n
}

// Summary is the outcome in a line.
func (c *Check) Summary() string {
	all, crossed, open := len(c.Findings), c.Count(limits.Crossed), c.Count(limits.Undecided)
	if crossed+open == 0 && all == 1 {
		return "the limit holds"
	}
	if crossed+open == 0 {
		return fmt.Sprintf("all %d limits hold", all)
	}
	var parts []string
	for _, v := range []limits.Verdict{limits.Crossed, limits.Undecided} {
		switch n := c.Count(v); {
		case n == 0:
		case all == 1:
			return "the limit is " + string(v)
		case n == 1:
			parts = append(parts, "1 is "+string(v))
		default:
			parts = append(parts, fmt.Sprintf("%d are %s", n, v))
		}
	}
	return fmt.Sprintf("of %d limits %s", all, english.Joined(parts))
}

// Sentence says what became of a limit and why.
func (c *Check) Sentence(f *study.Finding) string {
	text := fmt.Sprintf("%s, %s: %s: %s is %s", f.Text, c.Programs[f.Arm], f.Verdict, c.what(f), c.number(f))
	if f.Verdict == limits.Undecided {
		text += "; " + c.advice(f)
	}
	return text
}

// what says which number a finding bounds.
func (c *Check) what(f *study.Finding) string {
	switch {
	case f.Against >= 0:
		return c.Programs[f.Arm] + " minus " + c.Programs[f.Against]
	case f.Of != nil:
		return fmt.Sprintf("%s minus %s%% of %s", f.Metric.Name, english.Short(100*f.Share, 6), f.Of.Name)
	case f.Change == limits.Drop:
		return "the drop"
	case f.Change == limits.Rise:
		return "the rise"
	}
	return f.Metric.Name
}

// number is what a finding bounds, with half of the interval that its verdict rests on.
func (c *Check) number(f *study.Finding) string {
	e, kind := newEstimate(f.Number), f.Metric.Kind
	switch {
	case f.Relative:
		return against(e, metrics.Share, false, " %")
	case f.Change != limits.NoChange:
		return against(e, kind, false, " pp")
	case f.Against >= 0 || f.Of != nil:
		return against(e, kind, true, " pp")
	}
	return against(e, kind, isChange(kind), " %")
}

// mostSimulated is more customers than anybody will wait for.
const mostSimulated = 1_000_000_000

// advice says how many customers, or draws, would decide.
func (c *Check) advice(f *study.Finding) string {
	switch n := f.WouldDecide; {
	case f.Number.NoInterval != "":
		return "it has no interval: " + f.Number.NoInterval
	case math.IsInf(n, 1) || n > mostSimulated:
		return "it is so close to the bound that no simulation would decide"
	case f.Partners > 0:
		return fmt.Sprintf("about %s would decide, in a result saved with --sample %.0f", english.Many(int(n), "customer"), n)
	case f.Pairable():
		return fmt.Sprintf("%s is of %s with seed %d; with the same here a change is compared in pairs, which is much surer",
			f.From.Name, english.Many(f.From.Sample, "customer"), f.From.Seed)
	case f.Change != limits.NoChange:
		return "the saved number has an error of its own, which more customers here do not lower"
	case f.Draws > 0:
		return fmt.Sprintf("about %s of the assumptions would decide, which --draws %.0f allows for", english.Many(int(n), "draw"), math.Ceil(n/study.MoreDraws))
	default:
		return fmt.Sprintf("about %s would decide, which --budget %.0f allows for", english.Many(int(n), "customer"), n)
	}
}

// Text writes the check for people.
func (c *Check) Text(w io.Writer, l Layout) error {
	p := &page{}
	g := &grid{header: []string{"verdict", "limit", "program", "number"}, words: true, wide: true}
	for i := range c.Findings {
		f := &c.Findings[i]
		number := c.number(f)
		if what := c.what(f); what != f.Metric.Name {
			number += " " + p.note(what)
		}
		if f.Verdict == limits.Undecided {
			number += " " + p.note(c.advice(f))
		}
		g.add(string(f.Verdict), f.Text, c.Programs[f.Arm], number)
	}
	p.add(section{table: g})
	summary := c.Summary()
	if c.Lenient && c.Count(limits.Undecided) > 0 {
		summary += "; what is undecided passes"
	}
	p.add(section{text: []string{strings.ToUpper(summary[:1]) + summary[1:] + "."}})
	p.add(section{text: []string{c.basis()}})
	return p.write(w, l)
}

// basis says what the verdicts rest on.
func (c *Check) basis() string {
	s := &c.Scenario
	text := fmt.Sprintf("Scenario %s: %s, %s simulated of %s at most, seed %d", s.Name, english.Many(s.Months, "month"), english.Many(s.Sample, "customer"), english.Group(float64(c.Most), 0), s.Seed)
	money := func(f study.Finding) bool { return f.Metric.Kind <= metrics.MoneyPerPoint }
	if slices.ContainsFunc(c.Findings, money) {
		text += "; money in " + c.Currency
	}
	return text + fmt.Sprintf(". ± is half of the interval that the verdict rests on, wider than in other reports where a check may look several times. Even of limits right at the true value at most %.0f %% are called held or crossed.", 100*(1-study.Confidence))
}

// checkJSON is a check for machines.
type checkJSON struct {
	Schema    string         `json:"schema"`
	Earnburn  Build          `json:"earnburn"`
	Scenario  Scenario       `json:"scenario"`
	Holds     int            `json:"holds"`
	Crossed   int            `json:"crossed"`
	Undecided int            `json:"undecided"`
	Limits    []checkedLimit `json:"limits"`
}

// checkedLimit is a limit and a program.
type checkedLimit struct {
	Limit   string         `json:"limit"`
	At      string         `json:"at"` // where it is written
	Program string         `json:"program"`
	Metric  string         `json:"metric"`
	Number  string         `json:"number"` // what is bounded
	Verdict limits.Verdict `json:"verdict"`
	Estimate
	Confidence  float64  `json:"confidence"` // of low and high
	Customers   int      `json:"customers"`
	Paired      bool     `json:"paired"`       // a change since a saved result of the same customers
	Draws       *int     `json:"draws"`        // null unless it is about the assumptions
	WouldDecide *float64 `json:"would_decide"` // customers, or draws; null if it is decided or nothing would
}

// JSON writes the check for machines, as CheckSchema says.
func (c *Check) JSON(w io.Writer) error {
	out := checkJSON{Schema: CheckSchema, Earnburn: c.Build, Scenario: c.Scenario,
		Holds: c.Count(limits.Holds), Crossed: c.Count(limits.Crossed), Undecided: c.Count(limits.Undecided)}
	for i := range c.Findings {
		f := &c.Findings[i]
		one := checkedLimit{Limit: f.Text, At: f.At.String(), Program: c.Programs[f.Arm], Metric: f.Metric.Name, Number: c.what(f), Verdict: f.Verdict,
			Estimate: newEstimate(f.Number), Confidence: f.Confidence, Customers: f.Customers, Paired: f.Partners > 0}
		if f.Draws > 0 {
			one.Draws = &f.Draws
		}
		if f.WouldDecide > 0 && !math.IsInf(f.WouldDecide, 1) {
			one.WouldDecide = &f.WouldDecide
		}
		out.Limits = append(out.Limits, one)
	}
	return writeJSON(w, out)
}
