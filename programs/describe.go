package programs

import (
	"fmt"
	"strings"
)

// Describe says in plain sentences what the program does, in the order in which a member meets it.
func (p *Program) Describe() []string {
	lines := []string{p.describeEnrollment()}
	for _, d := range p.Discounts {
		lines = append(lines, d.describe())
	}
	if p.Points != nil {
		lines = append(lines, p.Points.describe()...)
	}
	if p.Tiers != nil {
		lines = append(lines, p.Tiers.describe(p.Points.noun())...)
	}
	for _, perk := range p.Perks {
		lines = append(lines, "Every member has "+perk.describe()+".")
	}
	if c := p.Costs; c != nil {
		lines = append(lines, fmt.Sprintf("Running it costs %s to set up, %s a month and %s a year for each member.", c.Setup, c.PerMonth, c.PerMemberYear))
	}
	return lines
}

func (p *Program) describeEnrollment() string {
	e := p.Enrollment
	switch {
	case e == nil || e.Mode == "automatic":
		return "Every customer is a member from the first purchase on."
	case e.Mode == "opt_in":
		return "Customers join when they want to; how many do follows from what they get."
	}
	return fmt.Sprintf("Customers join when they want to; %s of them do.", e.Stated)
}

func (r *Discount) describe() string {
	where := r.When.describe()
	if r.Cumulative == nil {
		if where == "" {
			return fmt.Sprintf("Every purchase is %s off.", *r.Rate)
		}
		return fmt.Sprintf("Purchases %s are %s off.", where, *r.Rate)
	}
	counted := "spend"
	if r.Cumulative.By == "visits" {
		counted = "the number of purchases"
	}
	steps := make([]string, len(r.Cumulative.Steps))
	for i, s := range r.Cumulative.Steps {
		steps[i] = fmt.Sprintf("%s from %s", s.Rate, s.From)
	}
	text := fmt.Sprintf("The discount grows with %s %s: %s", counted, r.Cumulative.Window.describe(), strings.Join(steps, ", "))
	if where != "" {
		text += "; it holds for purchases " + where
	}
	return text + "."
}

// describe says over which time something is counted.
func (w Window) describe() string {
	switch {
	case w.Name == "calendar_year":
		return "in a calendar year"
	case !w.Span.IsZero():
		return "in " + w.Span.String()
	}
	return "over a lifetime"
}

// describe says what the condition demands of a purchase, to follow "purchases"; it is empty for always.
func (c *Condition) describe() string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if len(c.Category) > 0 {
		add("of %s", either(c.Category))
	}
	if c.Basket != nil {
		add("of at least %s", *c.Basket)
	}
	if len(c.Tender) > 0 {
		add("paid with %s", either(c.Tender))
	}
	if len(c.Tier) > 0 {
		add("by %s members", either(c.Tier))
	}
	if len(c.Weekday) > 0 {
		days := make([]string, len(c.Weekday))
		for i, d := range c.Weekday {
			days[i] = strings.ToUpper(d[:1]) + d[1:]
		}
		add("on a %s", either(days))
	}
	if c.Chosen > 0 {
		add("on %s a year that the member chooses", plural(c.Chosen, "day"))
	}
	if c.From != nil {
		add("from %s", c.From.Day)
	}
	if c.To != nil {
		add("until %s", c.To.Day)
	}
	return strings.Join(parts, " ")
}

// either lists words with "or" before the last.
func either(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func (t *Tiers) describe(noun string) []string {
	counted := map[string]string{"spend": "spend", "points": noun + " earned", "visits": "the number of purchases"}[t.By[0]]
	lines := []string{fmt.Sprintf("The level depends on %s %s%s.", counted, t.Window.describe(), t.describeKept())}
	for i, l := range t.Levels {
		benefits := l.benefits()
		switch {
		case i == 0 && benefits == "":
			lines = append(lines, l.Name+" is everyone.")
		case i == 0:
			lines = append(lines, fmt.Sprintf("%s is everyone: %s.", l.Name, benefits))
		case benefits == "":
			lines = append(lines, fmt.Sprintf("%s from %s %s: what other rules give to its members.", l.Name, l.From, t.Window.describe()))
		default:
			lines = append(lines, fmt.Sprintf("%s from %s %s: %s.", l.Name, l.From, t.Window.describe(), benefits))
		}
	}
	return lines
}

func (t *Tiers) describeKept() string {
	r := Rules{}
	(&compiler{rules: &r}).tiers(t)
	if r.tiers.forGood {
		return "; a level reached is never lost"
	}
	kept := " and is kept for " + r.tiers.span.String()
	switch r.tiers.kept {
	case keptToEndOfNextYear:
		kept = " and is kept until the end of the next year"
	case keptToEndOfYear:
		kept = " and is kept until the end of the year"
	}
	if r.tiers.missed == dropOne {
		return kept + "; who does not reach it again falls one level"
	}
	return kept + "; who does not reach it again falls to the level that was reached"
}

func (l *Level) benefits() string {
	var parts []string
	if l.EarnTimes != 0 && l.EarnTimes != 1 {
		parts = append(parts, fmt.Sprintf("points ×%g", l.EarnTimes))
	}
	if l.Discount != nil {
		parts = append(parts, fmt.Sprintf("%s off", *l.Discount))
	}
	for _, p := range l.Perks {
		parts = append(parts, p.describe())
	}
	return strings.Join(parts, ", ")
}

func (p *Perk) describe() string {
	return fmt.Sprintf("%s with each order (worth %s, costs %s)", p.Name, p.Worth, p.Cost)
}
