package programs

import (
	"testing"
	"time"
)

func TestDatesAgreeWithTheStandardLibrary(t *testing.T) {
	start := time.Date(1850, 1, 1, 0, 0, 0, 0, time.UTC)
	first := Day(start.Unix() / 86400)
	for i := range 200_000 {
		at, d := start.AddDate(0, 0, i), first+Day(i)
		y, m, day := d.Date()
		if y != at.Year() || m != int(at.Month()) || day != at.Day() {
			t.Fatalf("day %d is %04d-%02d-%02d, want %s", d, y, m, day, at.Format(time.DateOnly))
		}
		if DayOf(y, m, day) != d {
			t.Fatalf("DayOf(%d, %d, %d) = %d, want %d", y, m, day, DayOf(y, m, day), d)
		}
		if want := (int(at.Weekday()) + 6) % 7; d.Weekday() != want {
			t.Fatalf("%s: weekday %d, want %d", d, d.Weekday(), want)
		}
		if last := time.Date(y, at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day(); daysIn(y, m) != last {
			t.Fatalf("%d-%d has %d days, want %d", y, m, daysIn(y, m), last)
		}
	}
	if got := DayOf(2026, 14, 0); got != DayOf(2027, 1, 31) {
		t.Errorf("DayOf(2026, 14, 0) = %s", got)
	}
	if got := DayOf(2026, -1, 1); got != DayOf(2025, 11, 1) {
		t.Errorf("DayOf(2026, -1, 1) = %s", got)
	}
}

func TestSpansClampToTheEndOfTheMonth(t *testing.T) {
	for _, c := range []struct {
		from Day
		span Span
		want string
	}{
		{DayOf(2026, 1, 31), Span{Months: 1}, "2026-02-28"},
		{DayOf(2028, 1, 31), Span{Months: 1}, "2028-02-29"},
		{DayOf(2028, 2, 29), Span{Months: 12}, "2029-02-28"},
		{DayOf(2026, 10, 31), Span{Months: 6}, "2027-04-30"},
		{DayOf(2026, 12, 15), Span{Months: 1}, "2027-01-15"},
		{DayOf(2026, 1, 10), Span{Days: 30}, "2026-02-09"},
		{DayOf(2026, 1, 31), Span{Months: 1, Days: 1}, "2026-03-01"},
		{Never, Span{Months: 1}, "never"},
	} {
		if got := c.span.After(c.from).String(); got != c.want {
			t.Errorf("%+v after %s = %s, want %s", c.span, c.from, got, c.want)
		}
	}
	if got := (Span{Months: 12}).InDays(); got != 365.25 {
		t.Errorf("12 months = %v days", got)
	}
	if got := (YearDay{2, 29}).OnOrAfter(DayOf(2026, 3, 1)).String(); got != "2027-02-28" {
		t.Errorf("29 February after 2026-03-01 = %s", got)
	}
}

func TestYearsAreLookedUpRight(t *testing.T) {
	for d := DayOf(1960, 1, 1); d < DayOf(2210, 1, 1); d++ {
		y, _, _ := d.Date()
		if d.Year() != y || d.endOfYear(1) != DayOf(y+1, 12, 31) {
			t.Fatalf("%v: year %d, end of the next year %v", d, d.Year(), d.endOfYear(1))
		}
	}
}

func TestYearsLaterIsTheSameDate(t *testing.T) {
	for d := DayOf(1969, 1, 1); d < DayOf(2210, 1, 1); d++ {
		for _, years := range []int{0, 1, 2, 4, 10} {
			y, m, day := d.Date()
			want := DayOf(y+years, m, min(day, daysIn(y+years, m)))
			if got := (Span{Months: 12 * years, Days: 5}).After(d); got != want+5 {
				t.Fatalf("%v and %d years and 5 days: %v, want %v", d, years, got, want+5)
			}
		}
	}
}
