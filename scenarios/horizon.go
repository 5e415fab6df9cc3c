package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"earnburn/programs"
)

// end is the day after the horizon.
func (w *World) end() programs.Day { return programs.Span{Months: w.Months}.After(w.Start) }

// horizon sets the first and the last day on which these rules are in force within the world's horizon, given the day on which others take their place.
// The last is before the first where they never are.
func (s *stage) horizon(next programs.Day) {
	s.first, s.last = max(s.regime.From, s.world.Start), min(next, s.world.end())-1
}

// inRun tells whether these rules are ever in force within the horizon.
func (s *stage) inRun() bool { return s.first <= s.last }

// on is the arithmetic on another day.
func (a *arithmetic) on(day programs.Day) *arithmetic {
	s, b := *a.stage, *a
	s.day, b.stage = day, &s
	return &b
}

// openings are the day looked at and those after it, within the horizon, on which some rule begins or has ended.
func (s *stage) openings() []programs.Day {
	const enough = 100
	days := append([]programs.Day{s.day}, s.rules.Dates(s.day+1, s.last)...)
	return days[:min(enough, len(days))]
}

// overlap is how many days two stretches of days have in common, the last days included.
func overlap(first, last, from, to programs.Day) float64 {
	return float64(max(0, min(last, to)-max(first, from)+1))
}

// span is the first and the last date of a condition, for good where it states none.
func span(from, to *programs.Date) (programs.Day, programs.Day) {
	first, last := programs.Day(-1<<30), programs.Never
	if from != nil {
		first = from.Day
	}
	if to != nil {
		last = to.Day
	}
	return first, last
}

// meets tells whether a condition's dates, seasons and weekdays come together on a day from first to last.
func meets(when *programs.Condition, first, last programs.Day) bool {
	from, to := span(when.From, when.To)
	first, last = max(first, from), min(last, to)
	if when.EachYear == nil && when.Weekday == nil {
		return first <= last
	}
	const enough = 9 * 366 // 29 February comes at least every eight years
	for d := first; d <= min(last, first+enough); d++ {
		if inSeason(when.EachYear, d) && onWeekday(when.Weekday, d) {
			return true
		}
	}
	return false
}

// inSeason tells whether a day lies in a stretch of each year; nil is all year.
func inSeason(s *programs.Season, d programs.Day) bool {
	return s == nil || s.From.OnOrAfter(d) == d || s.To.OnOrAfter(d) < s.From.OnOrAfter(d)
}

func onWeekday(words programs.Words, d programs.Day) bool {
	name := time.Weekday((d.Weekday() + 1) % 7).String()
	return words == nil || slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, name) })
}

// counted is on how many of a number of days in a row purchases count that have to meet a condition, within the horizon where it states dates.
func (s *stage) counted(when *programs.Condition, days float64) float64 {
	if when.From != nil || when.To != nil {
		from, to := span(when.From, when.To)
		days = min(days, overlap(s.first, s.last, from, to))
	}
	if when.EachYear != nil {
		year := 0.0
		for d := s.first; d < s.first+365; d++ {
			if inSeason(when.EachYear, d) {
				year++
			}
		}
		days *= year / 365
	}
	return days
}

// outside says which date of a condition keeps it from ever holding while the rules are in force within the horizon, and why, to follow what it is for.
func (s *stage) outside(when *programs.Condition) (key, why string, found bool) {
	from, to := span(when.From, when.To)
	switch {
	case meets(when, s.first, s.last):
		return "", "", false
	case from > s.last:
		return ".from", fmt.Sprintf("begins on %s and %s", from, s.lasts()), true
	case to < s.first:
		return ".to", fmt.Sprintf("ends on %s and %s", to, s.lasts()), true
	case when.EachYear != nil:
		return ".each_year", fmt.Sprintf("is for days of the year that do not come, as %s", s.lasts()), true
	}
	return ".weekday", fmt.Sprintf("is for weekdays that do not come, as %s", s.lasts()), true
}

// lasts says when these rules are in force within the horizon.
func (s *stage) lasts() string {
	if s.first == s.world.Start && s.last == s.world.end()-1 {
		return fmt.Sprintf("the scenario lasts from %s to %s", s.first, s.last)
	}
	return fmt.Sprintf("in the scenario these rules hold from %s to %s", s.first, s.last)
}
