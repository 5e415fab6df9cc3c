package simulate

import (
	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// daysPerMonth is the length of the month that rates are stated in.
const (
	daysPerYear  = 365.25
	daysPerMonth = daysPerYear / 12
)

// calendar maps operational time (months of average season) to days from the start and back, over the horizon and the run-off.
type calendar struct {
	start  programs.Day
	months int       // of the horizon
	begin  []float64 // day on which month m begins; one entry more than months and run-off
	passed []float64 // operational months before month m
	pace   []float64 // operational months a day in month m
	length []float64 // days an operational month takes in month m
}

func newCalendar(start programs.Day, months int, season [12]float64) *calendar {
	c := &calendar{start: start, months: months}
	var passed float64
	for m := 0; m <= months+metrics.RunoffMonths; m++ {
		day := programs.Span{Months: m}.After(start)
		_, month, _ := day.Date()
		c.begin = append(c.begin, float64(day-start))
		c.passed = append(c.passed, passed)
		c.pace = append(c.pace, season[month-1]/daysPerMonth)
		c.length = append(c.length, daysPerMonth/season[month-1])
		next := programs.Span{Months: m + 1}.After(start)
		passed += float64(next-day) * c.pace[m]
	}
	return c
}

// end returns the first day after the horizon.
func (c *calendar) end() float64 { return c.begin[c.months] }

// month returns the month that day t lies in, at or after month from.
func (c *calendar) month(t float64, from int) int {
	for from < len(c.begin)-1 && t >= c.begin[from+1] {
		from++
	}
	return from
}

// operational returns the operational time of day t in month m.
func (c *calendar) operational(t float64, m int) float64 {
	return c.passed[m] + (t-c.begin[m])*c.pace[m]
}

// day returns the day at which operational time s is reached, and its month, at or after month from. Beyond the calendar it returns a day after it.
func (c *calendar) day(s float64, from int) (float64, int) {
	last := len(c.begin) - 1
	for from < last && s >= c.passed[from+1] {
		from++
	}
	return c.begin[from] + (s-c.passed[from])*c.length[from], from
}
