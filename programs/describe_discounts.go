package programs

import (
	"fmt"
	"strings"
)

func (r *Discount) describe() string {
	text := r.sentence()
	if r.Chance != nil {
		text += fmt.Sprintf(", at random with a chance of %s", *r.Chance)
	}
	return withName(r.Name, text+".")
}

// sentence says what comes off which purchases.
func (r *Discount) sentence() string {
	where := r.When.describe()
	holds := ""
	if where != "" {
		holds = "; it holds for purchases " + where
	}
	switch {
	case r.Cumulative != nil:
		return r.Cumulative.describe(r.onShare()) + holds
	case r.FreeUnit != nil && where != "":
		return fmt.Sprintf("Of every %d units in one of the purchases %s, one is free", *r.FreeUnit, where)
	case r.FreeUnit != nil:
		return fmt.Sprintf("Of every %d units in one purchase, one is free", *r.FreeUnit)
	case r.ByBasket != nil:
		steps := make([]string, len(r.ByBasket))
		for i, s := range r.ByBasket {
			steps[i] = fmt.Sprintf("%s from %s", off(s.Rate, s.Off), s.From)
		}
		return "What comes off grows with the basket: " + strings.Join(steps, ", ") + holds
	case where != "":
		return fmt.Sprintf("Purchases %s are %s off", where, off(r.Rate, r.Off)) + r.onShare()
	}
	return fmt.Sprintf("Every purchase is %s off", off(r.Rate, r.Off)) + r.onShare()
}

// onShare says for which part of the assortment.
func (r *Discount) onShare() string {
	if r.OnShare == nil {
		return ""
	}
	return fmt.Sprintf(" on %s of the assortment", *r.OnShare)
}

// off writes a rate or a sum.
func off(rate *Share, sum *Money) string {
	if sum != nil {
		return sum.String()
	}
	return rate.String()
}

// describe says how the discount grows, and on what.
func (c *Cumulative) describe(on string) string {
	counted := "spend"
	if c.By == "visits" {
		counted = "the number of purchases"
	}
	steps := make([]string, len(c.Steps))
	for i, s := range c.Steps {
		steps[i] = fmt.Sprintf("%s from %s", s.Rate, s.From)
	}
	text := fmt.Sprintf("The discount grows with %s %s: %s", counted, c.Window.describe(), strings.Join(steps, ", ")) + on
	if c.Lapse != nil {
		text += fmt.Sprintf("; who buys nothing for %s falls one step, and one more for each further such time", *c.Lapse)
	}
	return text
}
