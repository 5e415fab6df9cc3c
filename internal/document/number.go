package document

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Number is the regular expression of a decimal number, without anchors.
const Number = `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`

var (
	decimal     = regexp.MustCompile(`^` + Number + `$`)
	almost      = regexp.MustCompile(`^([+-]?)([0-9][0-9_]*)?(?:\.([0-9][0-9_]*)?)?$`)
	prefixed    = regexp.MustCompile(`^[+-]?0[xXoObB][0-9a-fA-F_]+$`)
	sexagesimal = regexp.MustCompile(`^[+-]?[0-9]+(:[0-9]+)+(\.[0-9]*)?$`)
	comma       = regexp.MustCompile(`^[+-]?[0-9.]*,[0-9.,]*$`)
	infinite    = regexp.MustCompile(`^[+-]?(?i:\.?inf|infinity|\.?nan)$`)
)

// isDecimal reports whether the text is a number that YAML and JSON both read
// the way it looks.
func isDecimal(text string) bool { return decimal.MatchString(text) }

// ParseNumber reads a finite decimal number such as 10, -0.5 or 1.5e3. Forms
// that some programs read as another number, like 010, 1_000, 0x1F, 1:30 or
// 0,5, are errors, and the error says what to write instead.
func ParseNumber(text string) (float64, error) {
	if err := checkNumber(text); err != nil {
		return 0, err
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(x, 0) {
		return 0, fmt.Errorf("must be finite (got %s)", show(text))
	}
	if x == 0 {
		return 0, nil // not -0, which prints as "-0"
	}
	return x, nil
}

// ParseThousandths reads a decimal number exactly, in thousandths: 1.25 is
// 1250. More than three decimals, an exponent or a value that does not fit
// are errors.
func ParseThousandths(text string) (int64, error) {
	if err := checkNumber(text); err != nil {
		return 0, err
	}
	if strings.ContainsAny(text, "eE") {
		return 0, fmt.Errorf("must be written without an exponent (got %s)", show(text))
	}
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) > 3 {
		return 0, fmt.Errorf("must have at most 3 decimals (got %s)", show(text))
	}
	n, err := strconv.ParseInt(whole+fraction+"000"[len(fraction):], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("is too large (got %s)", show(text))
	}
	return n, nil
}

// parseWhole reads a whole number of the given number of bits.
func parseWhole(text string, bits int) (int64, error) {
	if err := checkNumber(text); err != nil {
		return 0, err
	}
	if strings.ContainsAny(text, ".eE") {
		return 0, fmt.Errorf("must be a whole number (got %s)", show(text))
	}
	n, err := strconv.ParseInt(text, 10, bits)
	if err != nil {
		return 0, fmt.Errorf("is too large (got %s)", show(text))
	}
	return n, nil
}

// checkNumber accepts decimals and says about all else what to write.
func checkNumber(text string) error {
	switch {
	case isDecimal(text):
		return nil
	case text == "":
		return errors.New("missing value")
	case infinite.MatchString(text):
		return fmt.Errorf("must be finite (got %s)", text)
	case comma.MatchString(text) && strings.ContainsAny(text, "0123456789"):
		return fmt.Errorf("use a point, not a comma, for decimals, and nothing for thousands (got %s)", show(text))
	case sexagesimal.MatchString(text):
		return fmt.Errorf("must be one decimal number (got %s)", show(text))
	case prefixed.MatchString(text):
		if n, err := strconv.ParseInt(strings.ReplaceAll(text, "_", ""), 0, 64); err == nil {
			return fmt.Errorf("write %d, not %s", n, show(text))
		}
		return fmt.Errorf("must be a decimal number (got %s)", show(text))
	}
	if better, ok := spell(text); ok {
		return fmt.Errorf("write %s, not %s", show(better), show(text))
	}
	return fmt.Errorf("must be a number (got %s)", show(text))
}

// spell writes what a person meant by 010, 1_000, +5, .5 or 5. the strict
// way.
func spell(text string) (string, bool) {
	m := almost.FindStringSubmatch(text)
	if m == nil || m[2] == "" && m[3] == "" {
		return "", false
	}
	m[2], m[3] = strings.ReplaceAll(m[2], "_", ""), strings.ReplaceAll(m[3], "_", "")
	s := strings.TrimLeft(m[2], "0")
	if s == "" {
		s = "0"
	}
	if m[1] == "-" {
		s = "-" + s
	}
	if m[3] != "" {
		s += "." + m[3]
	}
	return s, true
}
