package programs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
)

// maxMonths and maxDays bound spans: a century.
const (
	maxMonths = 1200
	maxDays   = 36525
)

var (
	spanForm = regexp.MustCompile(`^([1-9][0-9]{0,5}) (day|week|month|year)s?$`)
	dateForm = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})-([0-9]{2})$`)
	dayForm  = regexp.MustCompile(`^([0-9]{2})-([0-9]{2})$`)

	seasonForm = regexp.MustCompile(`^[0-9]{2}-[0-9]{2} to [0-9]{2}-[0-9]{2}$`)
)

// thousandths reads an amount and keeps it within what sums can bear.
func thousandths(text string) (int64, error) {
	n, err := document.ParseThousandths(text)
	if err != nil {
		return 0, err
	}
	if n > most || n < -most {
		return 0, fmt.Errorf("must be at most a million million (got %s)", text)
	}
	return n, nil
}

// DecodeScalar reads an amount such as 5 or 0.01.
func (m *Money) DecodeScalar(text string) error {
	n, err := thousandths(text)
	*m = Money(n)
	return err
}

// Schema describes an amount to editors: see document.Schema.
func (Money) Schema() map[string]any { return map[string]any{"type": "number"} }

// Float returns the amount in currency units.
func (m Money) Float() float64 { return float64(m) / 1000 }

// String writes the amount in currency units with two decimals, three below a tenth, where they matter.
func (m Money) String() string {
	const tenth, cent = 100, 10
	if m > tenth || m < -tenth {
		m = m.rounded(cent)
	}
	return decimals(int64(m), 2)
}

// rounded is the nearest multiple of a unit, halves away from zero.
func (m Money) rounded(unit Money) Money {
	if m < 0 {
		return -(-m).rounded(unit)
	}
	return (m + unit/2) / unit * unit
}

// DecodeScalar reads a number of points.
func (p *Points) DecodeScalar(text string) error {
	n, err := thousandths(text)
	*p = Points(n)
	return err
}

// Schema describes a number of points to editors: see document.Schema.
func (Points) Schema() map[string]any { return map[string]any{"type": "number"} }

// Float returns the number of points.
func (p Points) Float() float64 { return float64(p) / 1000 }

// String writes the points with as many decimals as needed.
func (p Points) String() string { return decimals(int64(p), 0) }

// DecodeScalar reads a threshold of spend, points or visits.
func (a *Amount) DecodeScalar(text string) error {
	n, err := thousandths(text)
	*a = Amount(n)
	return err
}

// Schema describes a threshold to editors: see document.Schema.
func (Amount) Schema() map[string]any { return map[string]any{"type": "number"} }

// Float returns the threshold in whole units.
func (a Amount) Float() float64 { return float64(a) / 1000 }

// String writes the threshold with as many decimals as needed.
func (a Amount) String() string { return decimals(int64(a), 0) }

// DecodeScalar reads a share written 5% or 0.05.
func (s *Share) DecodeScalar(text string) error {
	percent, isPercent := strings.CutSuffix(text, "%")
	x, err := document.ParseNumber(strings.TrimSuffix(percent, " "))
	if err != nil {
		return fmt.Errorf("must be a share such as 5%% or 0.05 (got %s)", text)
	}
	if isPercent {
		x /= 100
	} else if x > 1 {
		return fmt.Errorf("must be a share such as 5%% or 0.05; did you mean %s%%? (got %s)", text, text)
	}
	*s = Share(x)
	return nil
}

// Schema describes a share to editors: see document.Schema.
func (Share) Schema() map[string]any {
	return map[string]any{"type": []string{"string", "number"}, "pattern": `^` + document.Number + ` ?%$`, "maximum": 1}
}

// Float returns the share as a fraction of one.
func (s Share) Float() float64 { return float64(s) }

// String writes the share in percent.
func (s Share) String() string {
	return strconv.FormatFloat(float64(s.parts())/(shareUnit/100), 'f', -1, 64) + " %"
}

// parts returns the share in shareUnits.
func (s Share) parts() int64 {
	return int64(float64(s)*shareUnit + 0.5)
}

// DecodeScalar reads a length of time such as 12 months.
func (s *Span) DecodeScalar(text string) error {
	m := spanForm.FindStringSubmatch(text)
	if m == nil {
		return fmt.Errorf("must be a time such as 12 months or 30 days (got %s)", text)
	}
	n, _ := strconv.Atoi(m[1]) // six digits always fit
	switch m[2] {
	case "day":
		*s = Span{Days: n}
	case "week":
		*s = Span{Days: 7 * n}
	case "month":
		*s = Span{Months: n}
	case "year":
		*s = Span{Months: 12 * n}
	}
	if s.Months > maxMonths || s.Days > maxDays {
		*s = Span{}
		return fmt.Errorf("must be at most 100 years (got %s)", text)
	}
	return nil
}

// Schema describes a length of time to editors: see document.Schema.
func (Span) Schema() map[string]any { return written(spanForm) }

// String writes the span as it is written in a program.
func (s Span) String() string {
	switch {
	case s.Months > 0 && s.Months%12 == 0 && s.Months > 12:
		return english.Many(s.Months/12, "year")
	case s.Months > 0:
		return english.Many(s.Months, "month")
	case s.Days > 0 && s.Days%7 == 0 && s.Days <= 84:
		return english.Many(s.Days/7, "week")
	}
	return english.Many(s.Days, "day")
}

// DecodeScalar reads a date written 2026-04-30.
func (d *Date) DecodeScalar(text string) error {
	day, err := ParseDate(text)
	d.Day = day
	return err
}

// Schema describes a date to editors: see document.Schema.
func (Date) Schema() map[string]any { return written(dateForm) }

// ParseDate reads a calendar date written 2026-04-30.
func ParseDate(text string) (Day, error) {
	m := dateForm.FindStringSubmatch(text)
	if m == nil {
		return 0, fmt.Errorf("must be a date such as 2026-04-30 (got %s)", text)
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, fmt.Errorf("there is no such date (got %s)", text)
	}
	return DayOf(year, month, day), nil
}

// DecodeScalar reads a day of the year written 12-31.
func (y *YearDay) DecodeScalar(text string) error {
	m := dayForm.FindStringSubmatch(text)
	if m == nil {
		return fmt.Errorf("must be a day of the year such as 12-31 (got %s)", text)
	}
	month, _ := strconv.Atoi(m[1])
	day, _ := strconv.Atoi(m[2])
	if month < 1 || month > 12 || day < 1 || day > daysIn(2000, month) {
		return fmt.Errorf("there is no such day of the year (got %s)", text)
	}
	*y = YearDay{month, day}
	return nil
}

// DecodeScalar reads a stretch of each year written 02-01 to 02-14.
func (s *Season) DecodeScalar(text string) error {
	from, to, _ := strings.Cut(text, " to ")
	if !seasonForm.MatchString(text) {
		return fmt.Errorf("must be days of each year such as 02-01 to 02-14 (got %s)", text)
	}
	if err := s.From.DecodeScalar(from); err != nil {
		return err
	}
	return s.To.DecodeScalar(to)
}

// String writes the day as it is written in a program.
func (y YearDay) String() string { return fmt.Sprintf("%02d-%02d", y.Month, y.Day) }

// Schema describes a day of the year to editors: see document.Schema.
func (YearDay) Schema() map[string]any { return written(dayForm) }

// Schema describes a stretch of each year to editors.
func (Season) Schema() map[string]any { return written(seasonForm) }

// DecodeScalar reads a single word; a list of words needs no help.
func (w *Words) DecodeScalar(text string) error {
	if text == "" {
		return fmt.Errorf("must not be empty")
	}
	*w = Words{text}
	return nil
}

// written is the schema of texts of a form.
func written(form *regexp.Regexp) map[string]any {
	return map[string]any{"type": "string", "pattern": form.String()}
}

// decimals writes thousandths with at least some and at most three decimals, and commas between thousands.
func decimals(n int64, least int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	whole, rest := strconv.FormatInt(n/1000, 10), fmt.Sprintf("%03d", n%1000)
	for len(rest) > least && rest[len(rest)-1] == '0' {
		rest = rest[:len(rest)-1]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest == "" {
		return sign + whole
	}
	return sign + whole + "." + rest
}
