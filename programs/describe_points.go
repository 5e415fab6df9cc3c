package programs

import (
	"fmt"
	"strings"
)

// noun returns what points are called; "points" for none.
func (c *Currency) noun() string {
	if c == nil || c.Name == "" {
		return "points"
	}
	return c.Name
}

// amount writes a number of points with their name.
func (c *Currency) amount(p Points) string {
	noun := c.noun()
	if p == 1000 {
		noun = strings.TrimSuffix(noun, "s")
	}
	return p.String() + " " + noun
}

func (c *Currency) describe() []string {
	var lines []string
	if c.Welcome > 0 {
		lines = append(lines, "Joining brings "+c.amount(c.Welcome)+".")
	}
	for _, e := range c.Earn {
		lines = append(lines, c.describeEarn(&e))
	}
	switch {
	case len(c.Earn) > 1 && c.Combine == "best":
		lines = append(lines, "When several of these apply, the best one counts.")
	case len(c.Earn) > 1:
		lines = append(lines, "When several of these apply, they add up.")
	}
	money := false
	for _, w := range c.Rewards {
		lines = append(lines, c.describeReward(&w))
		money = money || w.Gives.Product == nil
	}
	switch {
	case len(c.Rewards) == 0:
		lines = append(lines, fmt.Sprintf("There is nothing to use %s for.", c.noun()))
	case money && c.EarnOnRewards:
		lines = append(lines, fmt.Sprintf("The part of a purchase paid with %s earns too.", c.noun()))
	case money:
		lines = append(lines, fmt.Sprintf("The part of a purchase paid with %s earns nothing.", c.noun()))
	}
	lines = append(lines, c.describeExpiry())
	if c.BurnRate != nil {
		lines = append(lines, fmt.Sprintf("It is stated, not derived, that %s of the %s issued are used in the end.", *c.BurnRate, c.noun()))
	}
	return lines
}

func (c *Currency) describeEarn(e *Earn) string {
	var text string
	where := e.When.describe()
	if where != "" {
		where = " in purchases " + where
	}
	switch {
	case e.Per.Spend != nil:
		text = fmt.Sprintf("Every %s spent%s earns %s", *e.Per.Spend, where, c.amount(e.Points))
	case e.Per.Visit != nil && *e.Per.Visit == 1:
		text = fmt.Sprintf("Each purchase%s earns %s", strings.TrimPrefix(where, " in purchases"), c.amount(e.Points))
	case e.Per.Visit != nil:
		text = fmt.Sprintf("Every %s%s earn %s", plural(*e.Per.Visit, "purchase"), strings.TrimPrefix(where, " in purchases"), c.amount(e.Points))
	case e.Per.Unit != nil && *e.Per.Unit == 1:
		text = fmt.Sprintf("Each unit bought%s earns %s", where, c.amount(e.Points))
	default:
		text = fmt.Sprintf("Every %s bought%s earn %s", plural(*e.Per.Unit, "unit"), where, c.amount(e.Points))
	}
	switch e.Round {
	case "down":
		text += ", rounded down to whole " + c.noun()
	case "nearest":
		text += ", rounded to whole " + c.noun()
	}
	return text + "."
}

func (c *Currency) describeReward(w *Reward) string {
	price := c.amount(w.Points)
	verb := func(one, many string) string {
		if w.Points == 1000 {
			return one
		}
		return many
	}
	switch g := w.Gives; {
	case g.Product != nil:
		name := w.Name
		if name == "" {
			name = "a free item"
		}
		cost := Money(times(int64(g.Product.Price), g.Product.Cost.parts(), shareUnit))
		return fmt.Sprintf("%s %s %s (worth %s, costs %s) %s.", price, verb("brings", "bring"), name, g.Product.Price, cost, w.when())
	case g.Certificate != nil:
		how := "can be turned into"
		if w.Issued != "" {
			how = verb("turns", "turn") + " on their own into"
		}
		valid := "valid for good"
		if g.Certificate.Valid != nil {
			valid = "valid for " + g.Certificate.Valid.Span.String()
		}
		return fmt.Sprintf("%s %s a certificate of %s, %s.", price, how, g.Certificate.Face, valid)
	}
	text := fmt.Sprintf("%s %s %s off a purchase", price, verb("takes", "take"), *w.Gives.MoneyOff)
	if w.UpTo != nil && *w.UpTo < 1 {
		text += fmt.Sprintf(", up to %s of it", *w.UpTo)
	}
	switch {
	case w.Step != nil:
		text += fmt.Sprintf(", in steps of %s", c.amount(*w.Step))
	case w.UpTo != nil || w.Minimum != nil:
		text += ", and so does any part or multiple"
	}
	if w.Minimum != nil {
		text += fmt.Sprintf(", at least %s at once", c.amount(*w.Minimum))
	}
	if w.Issued != "" || w.Used == "at_once" {
		text += ", " + w.when()
	}
	return text + "."
}

// when says on which purchase a reward is received.
func (w *Reward) when() string {
	switch {
	case w.Used == "at_once":
		return "handed over on the purchase that completes it"
	case w.Issued != "":
		return "on the next purchase without being asked for"
	}
	return "on a later purchase"
}

func (c *Currency) describeExpiry() string {
	name := c.noun()
	name = strings.ToUpper(name[:1]) + name[1:]
	switch e := c.Expire; {
	case e.After != nil:
		return fmt.Sprintf("%s expire %s after they were earned.", name, e.After.Span)
	case e.Inactive != nil:
		return fmt.Sprintf("%s expire when none were earned or used for %s.", name, *e.Inactive)
	case e.EachYear != nil:
		return fmt.Sprintf("%s expire at the end of %02d-%02d each year.", name, e.EachYear.Month, e.EachYear.Day)
	}
	return name + " never expire."
}
