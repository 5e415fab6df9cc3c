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
	start    programs.Day
	months   int       // of the horizon
	end      float64   // the first day after the horizon
	lastYear int       // the first month of the horizon's last year
	at       []stretch // by month; one more than horizon and run-off have
	monthOf  []uint16  // by day, up to the last stretch: months begin with a day
}

// stretch is one month of the calendar.
type stretch struct {
	begin  float64 // day on which it begins
	passed float64 // operational months before it
	pace   float64 // operational months a day
	length float64 // days an operational month takes
}

func newCalendar(start programs.Day, months int, season [12]float64) *calendar {
	c := &calendar{start: start, months: months, lastYear: months - 12}
	var passed float64
	for m := 0; m <= months+metrics.RunoffMonths; m++ {
		day := programs.Span{Months: m}.After(start)
		_, month, _ := day.Date()
		pace := season[month-1] / daysPerMonth
		c.at = append(c.at, stretch{begin: float64(day - start), passed: passed, pace: pace, length: daysPerMonth / season[month-1]})
		next := programs.Span{Months: m + 1}.After(start)
		passed += float64(next-day) * pace
		for ; day < next; day++ {
			c.monthOf = append(c.monthOf, uint16(m))
		}
	}
	c.end = c.begin(months)
	return c
}

// begin returns the day on which month m begins.
func (c *calendar) begin(m int) float64 { return c.at[m].begin }

// begins returns the days on which months from up to, and with, to begin.
func (c *calendar) begins(from, to int) (days []float64) {
	for _, s := range c.at[from : to+1] {
		days = append(days, s.begin)
	}
	return days
}

// month returns the month that day t lies in; the last one for days beyond the calendar.
func (c *calendar) month(t float64) int {
	if day := int(t); day < len(c.monthOf) {
		return int(c.monthOf[day])
	}
	return len(c.at) - 1
}

// operational returns the operational time of day t in month m.
func (c *calendar) operational(t float64, m int) float64 {
	s := &c.at[m]
	return s.passed + (t-s.begin)*s.pace
}

// day returns the day at which operational time x is reached, and its month, at or after month from. Beyond the calendar it returns a day after it.
func (c *calendar) day(x float64, from int) (float64, int) {
	for from < len(c.at)-1 && x >= c.at[from+1].passed {
		from++
	}
	s := &c.at[from]
	return s.begin + (x-s.passed)*s.length, from
}
