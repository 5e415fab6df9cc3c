package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// selftestFormats are the values of --format of selftest.
var selftestFormats = []string{"table", "json"}

// selftestJSON is the outcome of a selftest for machines.
type selftestJSON struct {
	Schema string         `json:"schema"`
	Seed   uint64         `json:"seed"`
	Passed bool           `json:"passed"`
	Checks []checkResults `json:"checks"`
}

// checkResults is one comparison.
type checkResults struct {
	Case      string   `json:"case"`
	What      string   `json:"what"`
	Formula   string   `json:"formula"`
	Source    string   `json:"source"`
	Expected  float64  `json:"expected"`
	Simulated float64  `json:"simulated"`
	SE        float64  `json:"se"`
	Z         *float64 `json:"z"`    // null: nothing is random
	Sees      *float64 `json:"sees"` // null likewise
	Passed    bool     `json:"passed"`
}

// renderSelftest writes what came of the cases, and whether any failed.
func renderSelftest(results []played, format string, seed uint64) (text []byte, failed bool, err error) {
	var b bytes.Buffer
	line := func(verdict, what string, columns ...any) {
		text := fmt.Sprintf("%-4s  %-50s %11s %11s %9s %6s %7s", append([]any{verdict, what}, columns...)...)
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	out := selftestJSON{Schema: "earnburn/selftest/v1", Seed: seed}
	failures := 0
	for _, r := range results {
		fmt.Fprintf(&b, "%s: %s\n%s (%s)\n", r.Name, r.Title, r.Formula, r.Source)
		line("", "", "expected", "simulated", "se", "z", "sees")
		for i := range r.checks {
			c := &r.checks[i]
			one := checkResults{Case: r.Name, What: c.What, Formula: r.Formula, Source: r.Source,
				Expected: c.Expected, Simulated: c.Simulated, SE: c.SE, Passed: c.Passed()}
			verdict, se, z, sees := "pass", "", "exact", ""
			if c.SE > 0 {
				x, y := c.Z(), c.Sees()
				one.Z, one.Sees = &x, &y
				se, z, sees = digits(2, c.SE), fmt.Sprintf("%+.2f", x), digits(2, 100*y)+" %"
			}
			if !one.Passed {
				verdict = "FAIL"
				failures++
			}
			out.Checks = append(out.Checks, one)
			line(verdict, c.What, digits(7, c.Expected), digits(7, c.Simulated), se, z, sees)
		}
		b.WriteString("\n")
	}
	out.Passed = failures == 0
	if format == "json" {
		text, err := json.MarshalIndent(out, "", "  ")
		return append(text, '\n'), failures > 0, err
	}
	if failures > 0 {
		fmt.Fprintf(&b, "%d of %d checks failed\n", failures, len(out.Checks))
	} else {
		fmt.Fprintf(&b, "all %d checks passed\n", len(out.Checks))
	}
	return b.Bytes(), failures > 0, nil
}

// digits writes a number to so many significant digits, without an exponent.
func digits(n int, x float64) string {
	if x == 0 {
		return "0"
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', n, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
