package programs

import (
	"fmt"
	"strings"
	"time"

	"earnburn/internal/english"
)

// describe says over which time something is counted.
func (w Window) describe() string {
	switch {
	case w.Name == "calendar_year":
		return "in a calendar year"
	case w.Name == "anniversary":
		return "in a year of membership"
	case w.YearFrom != nil:
		return fmt.Sprintf("in a year from %s on", w.YearFrom.words())
	case !w.Span.IsZero():
		return "in " + w.Span.String()
	}
	return "over a lifetime"
}

// words writes a day of the year as people do: 30 September.
func (y YearDay) words() string { return fmt.Sprintf("%d %s", y.Day, time.Month(y.Month)) }

// describe says what the condition demands of a purchase, to follow "purchases"; it is empty for always.
func (c *Condition) describe() string {
	parts := c.ofBasket()
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if len(c.Tender) > 0 {
		add("paid with %s", english.Either(c.Tender))
	}
	if len(c.Tier) > 0 {
		add("by %s members", english.Either(c.Tier))
	}
	switch {
	case c.Visit != nil && *c.Visit == 1:
		add("on the member's first visit")
	case c.Visit != nil:
		add("on the member's %s visit", ordinal(*c.Visit))
	case c.Every != nil:
		add("on every %s visit of the member", ordinal(*c.Every))
	}
	if len(c.Weekday) > 0 {
		days := make([]string, len(c.Weekday))
		for i, d := range c.Weekday {
			days[i] = capital(d)
		}
		add("on a %s", english.Either(days))
	}
	switch {
	case c.Birthday == nil:
	case *c.Birthday == Span{Days: 1}:
		add("on the member's birthday")
	default:
		add("within %s from the member's birthday", *c.Birthday)
	}
	if c.Chosen > 0 {
		add("on %s a year that the member chooses", english.Many(c.Chosen, "day"))
	}
	if c.EachYear != nil {
		add("from %s to %s of each year", c.EachYear.From.words(), c.EachYear.To.words())
	}
	if c.From != nil {
		add("from %s", c.From.Day)
	}
	if c.To != nil {
		add("until %s", c.To.Day)
	}
	return strings.Join(parts, " ")
}

// ofBasket says what the condition demands of what is bought.
func (c *Condition) ofBasket() (parts []string) {
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if len(c.Category) > 0 {
		add("of %s", english.Either(c.Category))
	}
	switch {
	case c.Basket != nil && c.BasketTo != nil:
		add("of %s to %s", *c.Basket, *c.BasketTo)
	case c.Basket != nil:
		add("of at least %s", *c.Basket)
	case c.BasketTo != nil:
		add("of at most %s", *c.BasketTo)
	}
	switch {
	case c.Units != nil && c.UnitsTo != nil && *c.Units == *c.UnitsTo:
		add("of exactly %s", english.Many(*c.Units, "unit"))
	case c.Units != nil && c.UnitsTo != nil:
		add("of %d to %s", *c.Units, english.Many(*c.UnitsTo, "unit"))
	case c.Units != nil:
		add("of at least %s", english.Many(*c.Units, "unit"))
	case c.UnitsTo != nil:
		add("of at most %s", english.Many(*c.UnitsTo, "unit"))
	}
	return parts
}
