package cmd

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/reports"
	"earnburn/simulate/limits"

	"github.com/jstemmer/go-junit-report/v2/junit"
)

// inFile reports whether a position is a line of a file of the user.
func inFile(at document.Position) bool {
	return at.Line > 0 && !strings.HasSuffix(at.File, " (shipped)")
}

// annotateCheck writes limits that do not hold as commands to GitHub Actions, then the outcome in a line.
func annotateCheck(w io.Writer, r *reports.Check) error {
	var b strings.Builder
	for i := range r.Findings {
		f := &r.Findings[i]
		command := "error"
		switch {
		case f.Verdict == limits.Holds:
			continue
		case f.Verdict == limits.Undecided && r.Lenient:
			command = "warning"
		}
		if inFile(f.At) {
			command += fmt.Sprintf(" file=%s,line=%d,col=%d", inProperty.Replace(f.At.File), f.At.Line, f.At.Column)
		}
		fmt.Fprintf(&b, "::%s::%s\n", command, inMessage.Replace(r.Sentence(f)))
	}
	b.WriteString(r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// junitOfCheck puts limits into the words of JUnit: where limits are written is a suite, a program a class. There are no times, so that equal results are
// equal files. What is undecided and may be so is skipped.
func junitOfCheck(w io.Writer, r *reports.Check) error {
	all := &junit.Testsuites{Name: "earnburn"}
	var names []string
	var suites []*junit.Testsuite
	for i := range r.Findings {
		f := &r.Findings[i]
		name := f.At.File
		if name == "" {
			name = "command line"
		}
		k := slices.Index(names, name)
		if k < 0 {
			k = len(names)
			names = append(names, name)
			s := &junit.Testsuite{Name: name, ID: k, Time: "0.000"}
			if inFile(f.At) {
				s.File = name
			}
			suites = append(suites, s)
		}
		c := junit.Testcase{Name: f.Text, Classname: r.Programs[f.Arm]}
		if slices.ContainsFunc(suites[k].Testcases, func(other junit.Testcase) bool { return other.Name == c.Name && other.Classname == c.Classname }) {
			c.Name += fmt.Sprintf(" (line %d)", f.At.Line) // the same limit, written twice
		}
		result := &junit.Result{Message: r.Sentence(f), Type: string(f.Verdict)}
		switch {
		case f.Verdict == limits.Holds:
		case f.Verdict == limits.Undecided && r.Lenient:
			c.Skipped = result
		default:
			c.Failure = result
		}
		suites[k].AddTestcase(c)
	}
	for _, s := range suites {
		all.AddSuite(*s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return all.WriteXML(w)
}
