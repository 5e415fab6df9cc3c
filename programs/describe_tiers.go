package programs

import (
	"fmt"
	"strings"

	"earnburn/internal/english"
)

// counted is what tiers count, in words; the other form follows a number.
var counted = map[string]struct{ what, of string }{
	"spend":  {"spend", "spent"},
	"visits": {"the number of purchases", "purchases"},
	"units":  {"the number of units bought", "units"},
}

func (t *Tiers) describe(c *Currency) []string {
	words := make([]string, len(t.By))
	for i, by := range t.By {
		words[i] = counted[by].what
		if by == "points" {
			words[i] = c.Noun() + " earned"
		}
	}
	enough := ""
	if len(words) > 1 {
		enough = ", either of which is enough,"
	}
	lines := []string{fmt.Sprintf("The level depends on %s %s%s%s.", english.Either(words), t.Window.describe(), enough, t.describeKept())}
	if where := t.When.describe(); where != "" {
		lines = append(lines, fmt.Sprintf("Only purchases %s count.", where))
	}
	if t.Reset {
		lines = append(lines, fmt.Sprintf("Who loses a level loses all %s with it.", c.Noun()))
	}
	for i, l := range t.Levels {
		who := l.Name + " is everyone"
		if i > 0 {
			who = t.describeLevel(&l, c)
		}
		switch benefits := l.benefits(c); {
		case benefits != "":
			lines = append(lines, fmt.Sprintf("%s: %s.", who, benefits))
		case i == 0:
			lines = append(lines, who+".")
		default:
			lines = append(lines, who+": what other rules give to its members.")
		}
	}
	return lines
}

// describeLevel says who reaches a level.
func (t *Tiers) describeLevel(l *Level, c *Currency) string {
	if l.Invited != nil {
		return fmt.Sprintf("%s of members are invited to %s on joining and keep it for good", *l.Invited, l.Name)
	}
	text := fmt.Sprintf("%s from %s", l.Name, t.threshold(*l.From, 0, c))
	if l.OrFrom != nil {
		text += " or " + t.threshold(*l.OrFrom, 1, c)
	}
	text += " " + t.Window.describe()
	if f := l.Challenge; f != nil {
		text += fmt.Sprintf(", or from %s within %s of joining", t.threshold(f.From, 0, c), f.Within)
	}
	return text
}

// threshold writes an amount of the first or second that is counted; what it is goes without saying where there is one.
func (t *Tiers) threshold(a Amount, which int, c *Currency) string {
	switch {
	case len(t.By) < 2:
		return a.String()
	case t.By[which] == "points":
		return fmt.Sprintf("%s %s", a, c.Noun())
	}
	return fmt.Sprintf("%s %s", a, counted[t.By[which]].of)
}

func (t *Tiers) describeKept() string {
	rules := keeping(t)
	if rules.forGood {
		return "; a level reached is never lost"
	}
	year := "year"
	switch compileWindow(t.Window).kind {
	case memberYear:
		year = "year of membership"
	case programYear:
		year = "such year"
	}
	kept := " and is kept for " + rules.span.String()
	switch rules.kept {
	case keptToEndOfNextYear:
		kept = " and is kept until the end of the next " + year
	case keptToEndOfYear:
		kept = " and is kept until the end of the " + strings.TrimPrefix(year, "such ")
	}
	if rules.missed == dropOne {
		return kept + "; who does not reach it again falls one level"
	}
	return kept + "; who does not reach it again falls to the level that was reached"
}

func (l *Level) benefits(c *Currency) string {
	var parts []string
	if l.EarnTimes != 0 && l.EarnTimes != 1 {
		parts = append(parts, fmt.Sprintf("%s ×%g", c.Noun(), l.EarnTimes))
	}
	if l.Discount != nil {
		parts = append(parts, fmt.Sprintf("%s off", *l.Discount))
	}
	for _, p := range l.Perks {
		parts = append(parts, p.describe())
	}
	if l.Expire != nil {
		parts = append(parts, fmt.Sprintf("%s earned at this level %s", c.Noun(), l.Expire.describe()))
	}
	return strings.Join(parts, ", ")
}

func (p *Perk) describe() string {
	text := p.Name
	switch where := p.When.describe(); {
	case p.Per == "month" || p.Per == "year":
		text += " each " + p.Per + " of membership"
	case where != "":
		text += " with each order " + where
	default:
		text += " with each order"
	}
	text += fmt.Sprintf(" (worth %s, costs %s", p.Worth, p.Cost)
	if p.Taken != nil {
		text += fmt.Sprintf("; made use of %s of the time", *p.Taken)
	}
	return text + ")"
}
