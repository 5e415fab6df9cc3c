package scenarios

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/programs"
)

// daysPerYear is the mean length of a year; a month is a twelfth of it.
const daysPerYear = 365.25

// days is the mean length of a span in days.
func days(s programs.Span) float64 { return float64(s.Months)*daysPerYear/12 + float64(s.Days) }

// maxRegularity is the largest k of Erlang-k gaps; at 100 gaps vary by a tenth, and fixed is simpler.
const maxRegularity = 100

// regularity is k of the Erlang-k gaps; 0 is fixed.
type regularity int

// DecodeScalar reads 1, 2, … or fixed.
func (r *regularity) DecodeScalar(text string) error {
	if text == "fixed" {
		*r = 0
		return nil
	}
	k, err := strconv.Atoi(text)
	if err != nil || k < 1 || k > maxRegularity || strconv.Itoa(k) != text {
		return fmt.Errorf("must be a whole number from 1 to %d, or fixed (got %s)", maxRegularity, text)
	}
	*r = regularity(k)
	return nil
}

// Schema describes it to editors: see document.Schema.
func (regularity) Schema() map[string]any {
	return map[string]any{"type": []string{"integer", "string"}, "minimum": 1, "maximum": maxRegularity, "pattern": "^fixed$"}
}

// quantity is the value of a parameter of behavior: a number, a share or a length of time, which is kept in days.
type quantity struct {
	value float64
	time  bool
}

// DecodeScalar reads 0.8, 80% or 16 weeks.
func (q *quantity) DecodeScalar(text string) error {
	if percent, ok := strings.CutSuffix(text, "%"); ok {
		x, err := document.ParseNumber(strings.TrimSpace(percent))
		*q = quantity{value: x / 100}
		return err
	}
	x, err := document.ParseNumber(text)
	if err == nil {
		*q = quantity{value: x}
		return nil
	}
	if !strings.Contains(text, " ") {
		return err
	}
	var s programs.Span
	if err := s.DecodeScalar(text); err != nil {
		return err
	}
	*q = quantity{value: days(s), time: true}
	return nil
}

// Schema describes it to editors: see document.Schema.
func (quantity) Schema() map[string]any {
	return map[string]any{"type": []string{"number", "string"}, "pattern": `^` + document.Number + ` *%$|` + programs.Span{}.Schema()["pattern"].(string)}
}

// percent writes a share with as many decimals as it needs, at most four.
func percent(x float64) string {
	s := strconv.FormatFloat(100*x, 'f', 4, 64)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".") + "%"
}

// short writes a number to four significant digits.
func short(x float64) string {
	if digits, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64); err == nil && !math.IsInf(x, 0) {
		return document.Grouped(digits)
	}
	return document.Grouped(x)
}
