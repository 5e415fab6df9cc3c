package programs

import (
	"fmt"
	"slices"
	"strings"

	"earnburn/internal/english"
)

// Noun returns what points are called; "points" for none.
func (c *Currency) Noun() string {
	if c == nil || c.Name == "" {
		return "points"
	}
	return c.Name
}

// Amount writes a number of points with their name.
func (c *Currency) Amount(p Points) string {
	noun := c.Noun()
	if p == 1000 {
		noun = english.Singular(noun)
	}
	return p.String() + " " + noun
}

// verb returns the form of a verb that goes with a number of points.
func (p Points) verb(one, many string) string {
	if p == 1000 {
		return one
	}
	return many
}

func (c *Currency) describe() []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if c.Welcome > 0 {
		add("Joining brings %s.", c.Amount(c.Welcome))
	}
	lines = append(lines, c.describeEarning()...)
	for _, x := range c.Caps {
		if x.Per == "program" {
			add("There are %s for all members together; once they are spent, purchases earn nothing.", c.Amount(x.Points))
			continue
		}
		add("All these rules together earn at most %s %s.", c.Amount(x.Points), map[string]string{
			"order": "in one purchase", "day": "a day", "month": "a calendar month", "year": "a calendar year", "lifetime": "in a membership",
		}[x.Per])
	}
	for _, a := range c.Actions {
		lines = append(lines, c.describeAction(&a))
	}
	for _, x := range c.Challenges {
		lines = append(lines, c.describeChallenge(&x))
	}
	if c.Pending != nil {
		add("%s can be used %s.", capital(c.Noun()), c.Pending)
	}
	for _, w := range c.Rewards {
		lines = append(lines, c.describeReward(&w))
	}
	lines = append(lines, c.describeBurning()...)
	add("%s %s.", capital(c.Noun()), c.Expire.describe())
	if c.Reminder {
		add("Members are told when %s are about to expire.", c.Noun())
	}
	if c.KeepOnReturn {
		add("%s of purchases that come back are kept.", capital(c.Noun()))
	}
	if c.Transferable {
		add("Members may give %s to other members.", c.Noun())
	}
	if c.BurnRate != nil {
		add("It is stated, not derived, that %s of the %s issued are used in the end.", *c.BurnRate, c.Noun())
	}
	return lines
}

// describeEarning says what purchases earn.
func (c *Currency) describeEarning() (lines []string) {
	rules, multiples := 0, 0
	for _, e := range c.Earn {
		lines = append(lines, c.describeEarn(&e))
		if e.Times > 0 {
			multiples++
		} else {
			rules++
		}
	}
	switch {
	case rules > 1 && c.Combine == "best":
		lines = append(lines, "When several of these apply, the best one counts.")
	case rules > 1:
		lines = append(lines, "When several of these apply, they add up.")
	}
	if multiples > 1 {
		lines = append(lines, "Of several multiples that apply, the largest counts.")
	}
	if c.On == "list" {
		lines = append(lines, fmt.Sprintf("%s are earned on the list price, before discounts.", capital(c.Noun())))
	}
	return lines
}

func (c *Currency) describeEarn(e *Earn) string {
	text := c.earnSentence(e)
	switch e.Round {
	case "down":
		text += ", rounded down to whole " + c.Noun()
	case "nearest":
		text += ", rounded to whole " + c.Noun()
	case "up":
		text += ", rounded up to whole " + c.Noun()
	case "step":
		text += ", only for full amounts"
	}
	if e.Most != nil {
		text += fmt.Sprintf(", at most %s a purchase", c.Amount(*e.Most))
	}
	if e.Chance != nil {
		text += fmt.Sprintf(", at random with a chance of %s", *e.Chance)
	}
	return text + "."
}

// earnSentence says what earns how much.
func (c *Currency) earnSentence(e *Earn) string {
	where := e.When.describe()
	if where != "" {
		where = " " + where
	}
	in := where
	if where != "" {
		in = " in purchases" + where
	}
	switch {
	case e.Times > 0 && where != "":
		return fmt.Sprintf("Purchases%s earn %s as many %s", where, english.Times(e.Times), c.Noun())
	case e.Times > 0:
		return fmt.Sprintf("Every purchase earns %s as many %s", english.Times(e.Times), c.Noun())
	case e.Per.Spend != nil:
		return fmt.Sprintf("Every %s spent%s earns %s", *e.Per.Spend, in, c.Amount(e.Points))
	case e.Per.Visit != nil && *e.Per.Visit == 1:
		return fmt.Sprintf("Each purchase%s earns %s", where, c.Amount(e.Points))
	case e.Per.Visit != nil:
		return fmt.Sprintf("Every %s%s earn %s", english.Many(*e.Per.Visit, "purchase"), where, c.Amount(e.Points))
	case e.Per.Unit != nil && *e.Per.Unit == 1:
		return fmt.Sprintf("Each unit bought%s earns %s", in, c.Amount(e.Points))
	}
	return fmt.Sprintf("Every %s bought%s earn %s", english.Many(*e.Per.Unit, "unit"), in, c.Amount(e.Points))
}

func (c *Currency) describeAction(a *Action) string {
	text := fmt.Sprintf("%s: %s", capital(a.Name), c.Amount(a.Points))
	if a.Birthday {
		text += " on each birthday of the member"
	}
	if a.Once {
		text += " at most once"
	}
	if a.From != nil {
		text += fmt.Sprintf(" from %s", a.From.Day)
	}
	if a.To != nil {
		text += fmt.Sprintf(" until %s", a.To.Day)
	}
	if a.PerYear != nil {
		text += fmt.Sprintf("; it is stated, not derived, that an engaged member does it %s a year", english.Times(*a.PerYear))
	}
	if a.Cost > 0 {
		text += fmt.Sprintf("; each time costs the company %s besides the %s", a.Cost, c.Noun())
	}
	if a.Brings > 0 {
		text += fmt.Sprintf("; it is stated, not derived, that each time brings a margin of %s", a.Brings)
	}
	return text + "."
}

func (c *Currency) describeChallenge(x *Challenge) string {
	var target string
	switch {
	case x.Visits != nil:
		target = fmt.Sprintf("%s within %s earn %s; the time begins with a purchase", english.Many(*x.Visits, "purchase"), x.Within, c.Amount(x.Points))
	case x.Spend != nil:
		target = fmt.Sprintf("%s paid within %s earns %s; the time begins with a purchase", *x.Spend, x.Within, c.Amount(x.Points))
	default:
		target = fmt.Sprintf("a purchase in each of %d periods of %s in a row earns %s; the first begins with a purchase", *x.Streak, x.Within, c.Amount(x.Points))
	}
	return capital(x.Name) + ": " + target + "."
}

// describeBurning says what goes on at purchases at which rewards are used.
func (c *Currency) describeBurning() (lines []string) {
	if len(c.Rewards) == 0 {
		return []string{fmt.Sprintf("There is nothing to use %s for.", c.Noun())}
	}
	money := slices.ContainsFunc(c.Rewards, func(w Reward) bool {
		return w.Gives.MoneyOff != nil || w.Gives.ShareOff != nil || w.Gives.Certificate != nil
	})
	var without []string
	if slices.Contains(c.BurnExcludes, "earning") {
		without = append(without, "earns nothing")
		money = false
	}
	if slices.Contains(c.BurnExcludes, "discounts") {
		without = append(without, "has no discounts")
	}
	switch {
	case money && c.EarnOnRewards:
		lines = append(lines, fmt.Sprintf("The part of a purchase paid with %s earns too.", c.Noun()))
	case money:
		lines = append(lines, fmt.Sprintf("The part of a purchase paid with %s earns nothing.", c.Noun()))
	}
	if without != nil {
		lines = append(lines, fmt.Sprintf("A purchase at which %s or certificates are used %s.", c.Noun(), strings.Join(without, " and ")))
	}
	return lines
}

// describe says when points die, to follow their name.
func (e *Expire) describe() string {
	var parts []string
	if a := e.After; a != nil {
		text := fmt.Sprintf("expire %s after they were earned", a.Span)
		switch {
		case a.EndOf != "":
			text += ", at the end of that " + a.EndOf
		case a.Until != nil:
			text += fmt.Sprintf(", at the end of the next %s", a.Until.words())
		}
		parts = append(parts, text)
	}
	if e.Inactive != nil {
		parts = append(parts, fmt.Sprintf("expire when none were earned or used for %s", *e.Inactive))
	}
	if e.EachYear != nil {
		parts = append(parts, fmt.Sprintf("expire at the end of %s each year", e.EachYear.words()))
	}
	if parts == nil {
		return "never expire"
	}
	return strings.Join(parts, ", and all of them ")
}
