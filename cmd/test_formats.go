package cmd

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/programs"

	"github.com/jstemmer/go-junit-report/v2/junit"
)

// testFormats are the values of --format of test.
var testFormats = []string{"table", "junit", "github"}

// renderTests writes what came of tests of rules, and whether any failed.
func renderTests(suites []suite, format string) (text []byte, failed bool, err error) {
	var b bytes.Buffer
	cases, failures, broken := 0, 0, 0
	for _, u := range suites {
		if u.err != nil {
			broken++
			if format == "github" {
				annotateErrors(&b, u.err, u.file)
			}
		}
		for _, r := range u.results {
			cases++
			if len(r.Failures) > 0 {
				failures++
			}
			switch format {
			case "table":
				tableOfCase(&b, r)
			case "github":
				annotate(&b, r)
			}
		}
	}
	switch {
	case format == "junit":
		b.WriteString(xml.Header)
		err = junitOf(suites).WriteXML(&b)
	case cases == 0: // only files that could not be played
	case failures > 0:
		fmt.Fprintf(&b, "%d of %s failed\n", failures, english.Many(cases, "case"))
	case cases == 1:
		b.WriteString("the case passed\n")
	default:
		fmt.Fprintf(&b, "all %s passed\n", english.Many(cases, "case"))
	}
	if broken > 0 && format == "github" {
		fmt.Fprintf(&b, "%s could not be played\n", english.Many(broken, "file"))
	}
	return b.Bytes(), failures > 0, err
}

func tableOfCase(b *bytes.Buffer, r programs.CaseResult) {
	if len(r.Failures) == 0 {
		fmt.Fprintf(b, "pass  %s\n", r.Name)
		return
	}
	fmt.Fprintf(b, "FAIL  %s\n", r.Name)
	for _, f := range r.Failures {
		fmt.Fprintf(b, "      %s\n", f.Error())
	}
}

// GitHub Actions take these characters for the ends of parts of a command.
var (
	inMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotate writes failures as commands to GitHub Actions.
func annotate(b *bytes.Buffer, r programs.CaseResult) {
	for _, f := range r.Failures {
		message := fmt.Sprintf("%s: %s: got %s, want %s", r.Name, f.Path, f.Got, f.Want)
		fmt.Fprintf(b, "::error file=%s,line=%d,col=%d::%s\n", inProperty.Replace(f.Position.File), f.Position.Line, f.Position.Column, inMessage.Replace(message))
	}
}

// annotateErrors writes what is wrong with the input as commands to GitHub Actions: each problem at its place, or in a file if it has none; "": that is
// not known.
func annotateErrors(b *bytes.Buffer, err error, file string) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			annotateErrors(b, e, file)
		}
		return
	}
	var problems document.Problems
	if !errors.As(err, &problems) {
		problems = document.Problems{{Text: err.Error()}}
	}
	for _, p := range problems {
		at, text := "", p.Text
		if name := cmp.Or(p.File, file); name != "" {
			at = " file=" + inProperty.Replace(name)
		}
		if p.Line > 0 {
			at += fmt.Sprintf(",line=%d,col=%d", p.Line, max(1, p.Column))
		}
		if p.Path != "" {
			text = p.Path + ": " + text
		}
		if p.Origin != "" {
			text = p.Origin + ": " + text
		}
		fmt.Fprintf(b, "::error%s::%s\n", at, inMessage.Replace(text))
	}
}

// junitOf puts tests of rules into the words of JUnit: a file is a suite, a program a class. There are no times, so that equal results are equal files.
func junitOf(suites []suite) *junit.Testsuites {
	all := &junit.Testsuites{Name: "earnburn"}
	for i, u := range suites {
		s := junit.Testsuite{Name: u.file, File: u.file, ID: i, Time: "0.000"}
		if u.err != nil {
			text := printable(u.err.Error())
			first, _, _ := strings.Cut(text, "\n")
			s.AddTestcase(junit.Testcase{Name: "the file can be played", Classname: u.file, Error: &junit.Result{Message: first, Type: "input", Data: text}})
		}
		for _, r := range u.results {
			c := junit.Testcase{Name: r.Name, Classname: u.program}
			if len(r.Failures) > 0 {
				c.Failure = differences(r.Failures)
			}
			s.AddTestcase(c)
		}
		all.AddSuite(s)
	}
	return all
}

func differences(failures []programs.Failure) *junit.Result {
	first := failures[0]
	message := fmt.Sprintf("%s: got %s, want %s", first.Path, first.Got, first.Want)
	if more := len(failures) - 1; more > 0 {
		message += fmt.Sprintf(", and %d more", more)
	}
	var lines []string
	for _, f := range failures {
		lines = append(lines, f.Error())
	}
	return &junit.Result{Message: message, Type: "difference", Data: printable(strings.Join(lines, "\n"))}
}

// printable replaces what XML cannot hold, which the name of a file may have.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsGraphic(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}
