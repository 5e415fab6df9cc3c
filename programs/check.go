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
	p.Blocks.check(add, "")
	last := Day(before)
	rules := p.Blocks
	for i, v := range p.Versions {
		at := fmt.Sprintf(".versions[%d]", i)
		if v.From.Day <= last {
			add(at+".from", "must be after the version before it, %s (got %s)", last, v.From.Day)
		}
		last = v.From.Day
		v.checkEnds(add, at, &rules)
		rules = v.over(rules)
		rules.check(add, at)
		if !v.Blocks.any() && len(v.Without) == 0 {
			add(at, "must give a block that changes: discounts, points, tiers or perks; or without, the blocks that end")
		}
	}
	if f := p.Fee; f != nil {
		switch {
		case f.Join == 0 && f.PerMonth == 0 && f.PerYear == 0:
			add(".fee", "give join, per_month or per_year")
		case f.PerMonth > 0 && f.PerYear > 0:
			add(".fee", "give per_month or per_year, not both")
		case f.Trial != nil && f.PerMonth == 0 && f.PerYear == 0:
			add(".fee.trial", "goes with per_month or per_year")
		case f.Waived != nil && f.PerMonth == 0 && f.PerYear == 0:
			add(".fee.waived", "goes with per_month or per_year")
		case f.Waived != nil:
			p.checkWaiver(f.Waived, add)
		}
		if p.Enrollment == nil || p.Enrollment.Mode == "automatic" {
			add(".fee", "nobody is made to pay: enrollment must be opt_in")
		}
	}
	if p.Coalition != nil && p.Points == nil {
		add(".coalition", "the program has no points to share")
	}
}

// checkWaiver finds waivers for nobody, and for levels that no version of the rules has.
func (p *Program) checkWaiver(w *Waiver, add func(below, format string, args ...any)) {
	if len(w.Tier) == 0 && w.Spend == nil {
		add(".fee.waived", "give tier, spend or both")
	}
	var tiers []string
	for _, regime := range p.Regimes() {
		if regime.Tiers == nil {
			continue
		}
		for _, l := range regime.Tiers.Levels {
			if !slices.Contains(tiers, l.Name) {
				tiers = append(tiers, l.Name)
			}
		}
	}
	for i, word := range w.Tier {
		if !slices.Contains(tiers, word) {
			add(wordPath(w.Tier, ".fee.waived.tier", i), "%s", unknownWord(word, tiers, "tier", "tiers"))
		}
	}
}

// checkEnds finds blocks that end although they are given, and points that are converted although they end.
func (v *Version) checkEnds(add func(below, format string, args ...any), at string, before *Blocks) {
	given := map[string]bool{"discounts": v.Discounts != nil, "points": v.Points != nil, "tiers": v.Tiers != nil, "perks": v.Perks != nil}
	for i, block := range v.Without {
		if given[block] {
			add(wordPath(v.Without, at+".without", i), "%s cannot end and be given anew; a block that is given replaces the one before", block)
		}
	}
	if v.Convert > 0 && v.over(*before).Points == nil {
		add(at+".convert", "there are no points any more that could be converted")
	}
}

// check finds what is wrong between the blocks that hold together; below is the version that gives them.
func (p *Blocks) check(add func(below, format string, args ...any), below string) {
	var tiers []string
	if p.Tiers != nil {
		for i, l := range p.Tiers.Levels {
			tiers = append(tiers, l.Name)
			if l.EarnTimes != 0 && p.Points == nil {
				add(fmt.Sprintf("%s.tiers.levels[%d].earn_times", below, i), "the program has no points")
			}
			if l.Expire != nil && p.Points == nil {
				add(fmt.Sprintf("%s.tiers.levels[%d].expire", below, i), "the program has no points")
			}
		}
		if slices.Contains(p.Tiers.By, "points") && p.Points == nil {
			add(below+".tiers.by", "the program has no points to count; use spend, visits or units")
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
		tierWords(rule.When.Tier, fmt.Sprintf("%s.discounts[%d].when.tier", below, i))
	}
	for i, perk := range p.Perks {
		tierWords(perk.When.Tier, fmt.Sprintf("%s.perks[%d].when.tier", below, i))
	}
	if p.Points != nil {
		for i, rule := range p.Points.Earn {
			tierWords(rule.When.Tier, fmt.Sprintf("%s.points.earn[%d].when.tier", below, i))
		}
		for i, rule := range p.Points.Rewards {
			tierWords(rule.When.Tier, fmt.Sprintf("%s.points.rewards[%d].when.tier", below, i))
		}
	}
}

// adder returns a function that reports a problem at a path below another.
func adder(d *document.Document, path string, problems *document.Problems) func(below, format string, args ...any) {
	return func(below, format string, args ...any) {
		problems.Add(d.At(path+below), path+below, format, args...)
	}
}

// Check demands exactly one kind of discount.
func (r *Discount) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if count(r.Rate != nil, r.Off != nil, r.ByBasket != nil, r.Cumulative != nil, r.FreeUnit != nil) != 1 {
		add("", "give exactly one of rate, off, by_basket, cumulative, free_unit")
	}
	if r.OnShare != nil && r.Rate == nil && r.Cumulative == nil {
		add(".on_share", "goes with rate and cumulative")
	}
	if r.Chance != nil && r.Cumulative != nil {
		add(".chance", "does not go with cumulative")
	}
	for i, s := range r.ByBasket {
		at := fmt.Sprintf(".by_basket[%d]", i)
		if (s.Rate == nil) == (s.Off == nil) {
			add(at, "give exactly one of rate, off")
		}
		if s.Off != nil && *s.Off > s.From {
			add(at+".off", "must be at most the basket it comes off, %s (got %s)", s.From, *s.Off)
		}
		if i > 0 && s.From <= r.ByBasket[i-1].From {
			add(at+".from", "must be above the step before it, %s (got %s)", r.ByBasket[i-1].From, s.From)
		}
	}
	if r.ByBasket != nil && len(r.ByBasket) == 0 {
		add(".by_basket", "must have at least one step")
	}
}

// count returns how many are true.
func count(given ...bool) (n int) {
	for _, g := range given {
		if g {
			n++
		}
	}
	return n
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
	if c.Lapse != nil && !c.Window.Span.IsZero() {
		add(".lapse", "does not go with a rolling window, which forgets by itself")
	}
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
	if c.Basket != nil && c.BasketTo != nil && *c.Basket > *c.BasketTo {
		add(".basket_to", "must not be below basket_from, %s (got %s)", *c.Basket, *c.BasketTo)
	}
	if c.Units != nil && c.UnitsTo != nil && *c.Units > *c.UnitsTo {
		add(".units_to", "must not be below units_from, %d (got %d)", *c.Units, *c.UnitsTo)
	}
	if c.Visit != nil && c.Every != nil {
		add("", "give visit or every_visit, not both")
	}
	if c.Birthday != nil && c.Birthday.InDays() > 366 {
		add(".birthday", "must be at most a year (got %s)", *c.Birthday)
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
	if !slices.ContainsFunc(c.Earn, func(e Earn) bool { return e.Points > 0 }) && len(c.Earn) > 0 {
		add(".earn", "must have a rule with points; times multiplies what others earn")
	}
}

// Check demands one time to wait.
func (p *Pending) Check(d *document.Document, path string, problems *document.Problems) {
	if p.Span.IsZero() && (p.NextMonth == nil) == (p.NextYear == nil) {
		adder(d, path, problems)("", "give exactly one of next_month, next_year")
	}
}

// Check demands either points for something or a multiple of what others earn.
func (e *Earn) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	switch {
	case (e.Points > 0) == (e.Times > 0):
		add("", "give either points, with per, or times")
	case e.Points > 0 && e.Per == nil:
		add("", "missing key \"per\": for what the points are earned")
	case e.Times > 0 && (e.Per != nil || e.Round != "" || e.Most != nil):
		add("", "times stands alone, with when and chance; per, round and most belong to points")
	case e.Round == "step" && e.Per.Visit != nil:
		add(".round", "step goes with spend and unit")
	}
}

// Check demands one occasion.
func (a *Action) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	if (a.PerYear != nil) == a.Birthday {
		add("", "give exactly one of per_year, birthday: true")
	}
	if a.From != nil && a.To != nil && a.From.Day > a.To.Day {
		add(".to", "must not be before from, %s (got %s)", a.From.Day, a.To.Day)
	}
}

// Check demands one target.
func (c *Challenge) Check(d *document.Document, path string, problems *document.Problems) {
	if count(c.Visits != nil, c.Spend != nil, c.Streak != nil) != 1 {
		adder(d, path, problems)("", "give exactly one of visits, spend, streak")
	}
}

// Check finds ways to expire that do not go together.
func (e *Expire) Check(d *document.Document, path string, problems *document.Problems) {
	if e.Mode == "" && e.EachYear == nil && e.After == nil && e.Inactive == nil || e.EachYear != nil && (e.After != nil || e.Inactive != nil) {
		adder(d, path, problems)("", "give after, inactive, both of these, or each_year alone")
	}
}

// Check finds two roundings of one age.
func (a *After) Check(d *document.Document, path string, problems *document.Problems) {
	if a.EndOf != "" && a.Until != nil {
		adder(d, path, problems)("", "give end_of or until, not both")
	}
}

// Check demands one way to become a member.
func (e *Enrollment) Check(d *document.Document, path string, problems *document.Problems) {
	if e.Mode == "" && e.Stated == 0 && count(e.Invited != nil, e.AfterSpend != nil, e.AfterVisits != nil) != 1 {
		adder(d, path, problems)("", "give exactly one of invited, after_spend, after_visits")
	}
}

// Check finds conditions on perks that do not come with purchases.
func (p *Perk) Check(d *document.Document, path string, problems *document.Problems) {
	if p.Per != "" && p.Per != "order" && d.Has(path+".when") {
		adder(d, path, problems)(".when", "goes with per: order")
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
		case w.Cash > 0:
			add(".used", "who pays %s besides has to ask for it", w.Cash)
		}
	}
	if w.Cash > 0 && (w.Gives.MoneyOff != nil || w.Gives.ShareOff != nil || w.Gives.Cash != nil || w.Issued != "") {
		add(".plus_cash", "goes with things, not with money, and not with rewards issued automatically")
	}
	if w.Most != nil && linear != "" {
		add(".most", "goes with rewards of whole multiples; up_to limits a linear one")
	}
}

// Check demands levels in rising order that windows and benefits can serve.
func (t *Tiers) Check(d *document.Document, path string, problems *document.Problems) {
	add := adder(d, path, problems)
	t.Window.check(add)
	if t.When.Tier != nil {
		add(".when.tier", "purchases count toward tiers whatever the level")
	}
	if len(t.By) > 2 || len(t.By) == 2 && t.By[0] == t.By[1] {
		add(".by", "must be one of spend, points, visits, units, or two different ones of which either is enough")
	}
	if len(t.Levels) < 2 {
		add(".levels", "must be at least two: one for everyone and one to reach")
	}
	if len(t.Levels) > maxLevels {
		add(".levels", "must be at most %d (got %d)", maxLevels, len(t.Levels))
	}
	var last, lastOr Amount
	for i, l := range t.Levels {
		at := fmt.Sprintf(".levels[%d]", i)
		if l.OrFrom != nil && len(t.By) < 2 {
			add(at+".or_from", "needs two words in by, as in [visits, units]")
		}
		switch {
		case i == 0 && (l.From != nil || l.OrFrom != nil || l.Invited != nil):
			add(at+".from", "the first level is everyone's; it has no from")
		case i == 0:
		case l.Invited != nil && (l.From != nil || l.OrFrom != nil || l.Challenge != nil):
			add(at+".invited", "takes the place of from, or_from and challenge")
		case l.Invited != nil:
		case l.From == nil:
			add(at, "must say from, or invited; only the first level is everyone's")
		case *l.From <= last:
			add(at+".from", "must be above the level before it, %s (got %s)", last, *l.From)
		default:
			last = *l.From
		}
		if l.OrFrom != nil {
			if *l.OrFrom <= lastOr {
				add(at+".or_from", "must be above the level before it, %s (got %s)", lastOr, *l.OrFrom)
			}
			lastOr = *l.OrFrom
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
