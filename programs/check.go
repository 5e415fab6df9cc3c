package programs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"earnburn/internal/document"
)

var (
	nameForm     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)
	currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)
	weekdays     = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)

// Check finds what is wrong between the parts of a program.
func (p *Program) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if !nameForm.MatchString(p.Name) {
		add(".name", "must be letters, digits and dashes, at most 64 (got %q)", p.Name)
	}
	if p.Currency != "" && !currencyForm.MatchString(p.Currency) {
		add(".currency", "must be a code of three capital letters such as USD (got %q)", p.Currency)
	}
	var tiers []string
	if p.Tiers != nil {
		for i, l := range p.Tiers.Levels {
			tiers = append(tiers, l.Name)
			if l.EarnTimes != 0 && p.Points == nil {
				add(fmt.Sprintf(".tiers.levels[%d].earn_times", i), "the program has no points")
			}
		}
		if p.Tiers.By == "points" && p.Points == nil {
			add(".tiers.by", "the program has no points to count; use spend or visits")
		}
	}
	tierWords := func(w Words, path string) {
		for i, word := range w {
			if !slices.Contains(tiers, word) {
				add(wordPath(w, path, i), "%s", unknownWord(word, tiers, "tier", "tiers"))
			}
		}
	}
	for i, rule := range p.Discounts {
		tierWords(rule.When.Tier, fmt.Sprintf(".discounts[%d].when.tier", i))
	}
	if p.Points != nil {
		for i, rule := range p.Points.Earn {
			tierWords(rule.When.Tier, fmt.Sprintf(".points.earn[%d].when.tier", i))
		}
	}
}

// adder returns a function that reports a problem at a path below another.
func adder(d *document.Document, path string, problems *document.Problems) func(below, format string, args ...any) {
	return func(below, format string, args ...any) {
		problems.Add(d.At(path+below), path+below, format, args...)
	}
}

// Check demands exactly one kind of rate.
func (r *Discount) Check(d *document.Document, path string, problems *document.Problems) {
	if (r.Rate == nil) == (r.Cumulative == nil) {
		adder(d, path, problems)("", "give exactly one of rate, cumulative")
	}
}

// Check demands steps that rise and windows that can be kept by month.
func (c *Cumulative) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if len(c.Steps) == 0 {
		add(".steps", "must have at least one step")
	}
	for i, s := range c.Steps {
		if i > 0 && s.From <= c.Steps[i-1].From {
			add(fmt.Sprintf(".steps[%d].from", i), "must be above the step before it, %s (got %s)", c.Steps[i-1].From, s.From)
		}
	}
	c.Window.check(add)
}

func (w *Window) check(add func(below, format string, args ...any)) {
	switch {
	case w.Span.Days != 0:
		add(".window", "a rolling window is counted in whole months, e.g. 3 months (got %s)", w.Span)
	case w.Span.Months > maxWindow:
		add(".window", "must be at most %d months (got %s)", maxWindow, w.Span)
	}
}

// maxWindow is the longest rolling window, in months: accounts keep a count for each.
const maxWindow = 120

// Check finds conditions that can never hold and days that do not exist.
func (c *Condition) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if c.From != nil && c.To != nil && c.From.Day > c.To.Day {
		add(".to", "must not be before from, %s (got %s)", c.From.Day, c.To.Day)
	}
	for _, list := range []struct {
		key   string
		words Words
	}{{".category", c.Category}, {".tender", c.Tender}, {".tier", c.Tier}, {".weekday", c.Weekday}} {
		if list.words != nil && len(list.words) == 0 {
			add(list.key, "must name at least one; without the key, all are meant")
		}
	}
	for i, day := range c.Weekday {
		if !slices.Contains(weekdays, day) {
			add(wordPath(c.Weekday, ".weekday", i), "%s", unknownWord(day, weekdays, "weekday", "weekdays"))
		}
	}
}

// Check finds points without a use for earning rules.
func (c *Currency) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if len(c.Earn) == 0 {
		add(".earn", "must have at least one rule")
	}
	if len(c.Rewards) > maxRewards {
		add(".rewards", "must be at most %d (got %d)", maxRewards, len(c.Rewards))
	}
	if c.BurnRate != nil && len(c.Rewards) == 0 {
		add(".burn_rate", "there are no rewards to burn points for")
	}
}

// Check finds settings of a reward that do not go with what it gives.
func (w *Reward) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	linear := ""
	switch {
	case w.UpTo != nil:
		linear = "up_to"
	case w.Minimum != nil:
		linear = "minimum"
	case w.Step != nil:
		linear = "step"
	}
	if linear != "" && w.Gives.MoneyOff == nil {
		add("."+linear, "goes with money_off only")
	}
	if w.Used == "at_once" {
		switch {
		case linear != "":
			add(".used", "a reward with %s is used on a later purchase", linear)
		case w.Gives.Certificate != nil:
			add(".used", "a certificate is used on a later purchase")
		}
	}
}

// Check demands levels in rising order that windows and benefits can serve.
func (t *Tiers) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	t.Window.check(add)
	if len(t.Levels) < 2 {
		add(".levels", "must be at least two: one for everyone and one to reach")
	}
	if len(t.Levels) > maxLevels {
		add(".levels", "must be at most %d (got %d)", maxLevels, len(t.Levels))
	}
	last := Amount(0)
	for i, l := range t.Levels {
		at := fmt.Sprintf(".levels[%d]", i)
		switch {
		case i == 0 && l.From != nil:
			add(at+".from", "the first level is everyone's; it has no from")
		case i > 0 && l.From == nil:
			add(at, "must say from; only the first level is everyone's")
		case i > 0 && *l.From <= last:
			add(at+".from", "must be above the level before it, %s (got %s)", last, *l.From)
		case i > 0:
			last = *l.From
		}
	}
}

// unknownWord says that a word is not among the known ones.
func unknownWord(word string, known []string, noun, nouns string) string {
	if len(known) == 0 || len(known) == 1 && known[0] == "" {
		return fmt.Sprintf("unknown %s %q; there are no %s", noun, word, nouns)
	}
	text := fmt.Sprintf("unknown %s %q", noun, word)
	if near, ok := document.Nearest(word, known); ok {
		return text + fmt.Sprintf("; did you mean %q? There are %s", near, strings.Join(known, ", "))
	}
	return text + "; there are " + strings.Join(known, ", ")
}

// wordPath returns the path of one of several words.
func wordPath(words Words, path string, i int) string {
	if len(words) == 1 {
		return path
	}
	return fmt.Sprintf("%s[%d]", path, i)
}
