package programs

import "fmt"

// Gregorian calendar by Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms" (2023):
// a few multiplications instead of a table or a loop, because every purchase dates its points.

const (
	eraYears   = 32800 // whole 400-year cycles that keep the arithmetic unsigned
	eraDays    = eraYears / 400 * 146097
	epochShift = eraDays + 719468 // days from 0000-03-01 of the shifted era to 1970-01-01
)

// DayOf returns the day of a calendar date. The month may be any integer (13 is January of the next year) and so may the day.
func DayOf(year, month, day int) Day {
	m0 := month - 1
	year += floorDiv(m0, 12)
	month = m0 - floorDiv(m0, 12)*12 + 1
	return civil(year, month, 1) + Day(day-1)
}

// civil is DayOf for a month within 1..12.
func civil(year, month, day int) Day {
	y, m := uint32(year+eraYears), uint32(month)
	if m <= 2 {
		y--
		m += 12
	}
	century := y / 100
	days := 1461*y/4 - century + century/4 + (979*m-2919)/32 + uint32(day) - 1
	return Day(int64(days) - epochShift)
}

// Date returns the calendar date of a day.
func (d Day) Date() (year, month, day int) {
	n := 4*uint32(int64(d)+epochShift) + 3
	century := n / 146097
	n = (n % 146097) | 3
	p := uint64(2939745) * uint64(n)
	z, ofYear := uint32(p>>32), uint32(p)/2939745/4
	q := 2141*ofYear + 197913
	year, month, day = int(100*century+z)-eraYears, int(q>>16), int((q&0xffff)/2141)+1
	if ofYear >= 306 {
		year++
		month -= 12
	}
	return year, month, day
}

// String returns the ISO date, or "never".
func (d Day) String() string {
	if d == Never {
		return "never"
	}
	y, m, day := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Weekday returns 0 for Monday through 6 for Sunday.
func (d Day) Weekday() int {
	return int((int64(d) + 7*400000000 + 3) % 7)
}

// Year returns the calendar year of a day.
func (d Day) Year() int {
	if d >= januaries[0] && d < januaries[lastYear] {
		return firstYear + yearOf(&januaries, d)
	}
	y, _, _ := d.Date()
	return y
}

// The years that simulations reach are looked up.
const (
	firstYear = 1970
	lastYear  = 230 // as an index
)

// First days of the years: the calendar's, and those that begin in March and end with the leap day.
var januaries, marches = yearsFrom(1), yearsFrom(3)

func yearsFrom(month int) (t [lastYear + 2]Day) {
	for y := range t {
		t[y] = civil(firstYear+y, month, 1)
	}
	return t
}

// yearOf returns the index of the year that a day lies in, which must be one of the table's before the last.
func yearOf(t *[lastYear + 2]Day, d Day) int {
	// 400 years have 146,097 days; counted from two days later the estimate is right or one year behind.
	y := int(int64(d-t[0]-2) * 400 / 146_097)
	if d >= t[y+1] {
		y++
	}
	return y
}

// month counts calendar months since the year 0.
func (d Day) month() int32 {
	y, m, _ := d.Date()
	return int32(12*y + m - 1)
}

// daysIn returns the number of days in a month.
func daysIn(year, month int) int {
	if month != 2 {
		return 30 + (month+month/8)&1
	}
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return 28
}

// After returns the day that lies this span after d: months first, clamped to the last day of the month, then days.
// It is Never for Never.
func (s Span) After(d Day) Day {
	if d == Never {
		return Never
	}
	if s.Months%12 == 0 && s.Days >= 0 {
		if at, ok := d.yearsLater(s.Months / 12); ok {
			return at + Day(s.Days)
		}
	}
	if s.Months != 0 {
		y, m, day := d.Date()
		m0 := m - 1 + s.Months
		if uint(m0) > 11 {
			over := floorDiv(m0, 12)
			y, m0 = y+over, m0-12*over
		}
		if day > 28 {
			day = min(day, daysIn(y, m0+1))
		}
		d = civil(y, m0+1, day)
	}
	return d + Day(s.Days)
}

// yearsLater returns the same date some years later, 28 February for the 29th, where the years can be looked up.
func (d Day) yearsLater(years int) (Day, bool) {
	if d < marches[0] || d >= marches[lastYear] {
		return 0, false
	}
	y := yearOf(&marches, d)
	then := y + years
	if years < 0 || then > lastYear {
		return 0, false
	}
	return min(marches[then]+d-marches[y], marches[then+1]-1), true
}

// InDays returns the mean length of the span in days; a month has 365.25/12.
func (s Span) InDays() float64 {
	return float64(s.Months)*(365.25/12) + float64(s.Days)
}

// IsZero tells whether no span was given.
func (s Span) IsZero() bool { return s == Span{} }

// endOfYear returns 31 December, some years after the year of d.
func (d Day) endOfYear(later int) Day {
	y := d.Year() + later
	if i := y + 1 - firstYear; i >= 0 && i < len(januaries) {
		return januaries[i] - 1
	}
	return civil(y, 12, 31)
}

// OnOrBefore returns the last occurrence of a day of the year not after d.
func (y YearDay) OnOrBefore(d Day) Day {
	at := civil(d.Year(), y.Month, min(y.Day, daysIn(d.Year(), y.Month)))
	if at > d {
		at = civil(d.Year()-1, y.Month, min(y.Day, daysIn(d.Year()-1, y.Month)))
	}
	return at
}

// OnOrAfter returns the first occurrence of a day of the year not before d. 29 February falls on the 28th in common years.
func (y YearDay) OnOrAfter(d Day) Day {
	year := d.Year()
	for {
		at := civil(year, y.Month, min(y.Day, daysIn(year, y.Month)))
		if at >= d {
			return at
		}
		year++
	}
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
