package reports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// Write writes the result as table, json, csv or markdown; what people see depends on the command that computed it.
func (r *Report) Write(w io.Writer, format string, l Layout) error {
	switch {
	case format == "json":
		return r.JSON(w)
	case format == "csv":
		return r.CSV(w)
	case r.Settings != nil && r.Settings.Command == RunCommand:
		return r.Depth(w, l)
	}
	return r.Compare(w, l)
}

// JSON writes the result for machines, as Schema says.
func (r *Report) JSON(w io.Writer) error { return writeJSON(w, r) }

// numbers is a list of numbers as indented JSON. No text in JSON has a line feed, so that nothing else looks like one.
var numbers = regexp.MustCompile(`\[\n\s+(?:[-+.0-9Ee]+,?\n\s*)+\]`)

// space is what indentation puts between numbers.
var space = regexp.MustCompile(`\n\s*`)

// writeJSON writes indented JSON with a final line feed, lists of numbers in one line.
func writeJSON(w io.Writer, value any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	text := numbers.ReplaceAllFunc(b.Bytes(), func(list []byte) []byte { return space.ReplaceAll(list, nil) })
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}

// columns are those of the CSV.
var columns = []string{"arm", "segment", "tier", "decile", "month", "metric", "value", "low", "high", "se"}

// CSV writes the long table, with the same numbers as the JSON. What is missing, and an index that means all, is empty.
func (r *Report) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(columns); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	for _, row := range r.Rows {
		if err := c.Write([]string{
			plainText(row.Arm), word(row.Segment), word(row.Tier), whole(row.Decile), whole(row.Month), row.Metric,
			digits(row.Value), digits(row.Low), digits(row.High), digits(row.SE),
		}); err != nil {
			return fmt.Errorf("writing CSV: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// plainText keeps a spreadsheet from reading a name as a formula.
func plainText(name string) string {
	if name != "" && (name[0] == '=' || name[0] == '+' || name[0] == '-' || name[0] == '@') {
		return "'" + name
	}
	return name
}

func word(s *string) string {
	if s == nil {
		return ""
	}
	return plainText(*s)
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// digits writes a number with as many digits as it takes to read the same number back, as JSON does.
func digits(x *float64) string {
	if x == nil {
		return ""
	}
	text, err := json.Marshal(*x)
	if err != nil {
		return ""
	}
	return string(text)
}

// forms is a report that is a page for people, and for machines JSON or a long table.
type forms interface {
	table(io.Writer, Layout) error
	records() [][]string // of the table, its header first
}

// write writes a report as a format of --format.
func write(r forms, w io.Writer, format string, l Layout) error {
	switch format {
	case "json":
		return writeJSON(w, r)
	case "csv":
		return writeCSV(w, r.records())
	}
	return r.table(w, l)
}
