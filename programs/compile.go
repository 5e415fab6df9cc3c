package programs

import (
	"fmt"
	"math"
	"slices"

	"earnburn/internal/document"
)

// compiler turns the blocks of a definition that hold together into Rules and collects what the world does not know.
type compiler struct {
	program  *Program
	regime   Regime
	words    Vocabulary
	rules    *Rules
	problems document.Problems
}

// Compile translates the program into the words of a world. Its errors carry the positions of the program's file.
// Versions are chained: see Rules.Next and Rules.On.
func (p *Program) Compile(v Vocabulary) (*Rules, error) {
	p, problems := p.in(v)
	c := &compiler{program: p, words: v, problems: problems}
	var first, last *Rules
	for i, regime := range p.Regimes() {
		c.regime = regime
		next := c.compile()
		next.since = regime.From
		if i == 0 {
			first, last = next, next
			continue
		}
		next.convert = 1_000_000
		if convert := p.Versions[i-1].Convert; convert > 0 {
			next.convert = int64(math.Round(convert * 1e6))
		}
		if !next.HasCards { // those still in hand are used as they were issued
			next.cardBasket = last.cardBasket
		}
		next.scheduled = next.scheduled || last.scheduled // points may still wait
		next.previous = last
		last.Next, last.NextFrom = next, regime.From
		last = next
	}
	if err := c.problems.Err(); err != nil {
		return nil, err
	}
	return first, nil
}

// compile compiles the blocks in force.
func (c *compiler) compile() *Rules {
	p := c.program
	r := &Rules{Name: p.Name, Fee: p.Fee, bestDiscount: p.Combine == "best"}
	c.rules = r
	c.levels()
	if p.Fee != nil && p.Fee.Waived != nil {
		c.waiver(p.Fee.Waived)
	}
	c.discounts()
	if c.regime.Points != nil {
		c.points()
	}
	if p.Coalition != nil {
		c.coalition(p.Coalition)
	}
	r.Unusual = r.Lucky || r.Birthdays || r.TopsUp || r.Fee != nil || len(r.Actions) > 0 || len(r.Challenges) > 0 || r.waits || r.regularPerks ||
		r.tiers.reset || len(p.Versions) > 0 || r.PaysPerPoint > 0 || r.ReceivesPerPoint > 0 || slices.ContainsFunc(r.Invited, func(x float64) bool { return x > 0 })
	r.Sized = r.sized()
	r.scheduled = r.waits || r.regularPerks || r.lapses || r.Fee != nil
	slices.Sort(r.dates)
	r.dates = slices.Compact(r.dates)
	r.moving = len(r.cumulative) > 0 || r.dated()
	return r
}

func (c *compiler) add(path, format string, args ...any) {
	path = c.regime.Path(path)
	var at document.Position
	if c.program.source != nil {
		at = c.program.source.At(path)
	}
	for _, p := range c.problems {
		if p.Path == path && p.Position == at {
			return // the block of another version, seen before
		}
	}
	c.problems.Add(at, path, format, args...)
}

// item returns the path of an item of a list.
func (c *compiler) item(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// levels compiles tiers and what each level brings; a program without tiers has one nameless level.
func (c *compiler) levels() {
	r, t := c.rules, c.regime.Tiers
	if t == nil {
		r.Levels = []string{""}
		r.levels = make([]levelRules, 1)
	} else {
		r.HasTiers = true
		r.levels = make([]levelRules, len(t.Levels))
		for i, l := range t.Levels {
			r.Levels = append(r.Levels, l.Name)
			if l.Discount != nil {
				r.levels[i].rate = l.Discount.parts()
			}
		}
		c.tiers(t)
		for i, l := range t.Levels {
			c.perks(l.Perks, c.item("tiers.levels", i)+".perks", i)
		}
	}
	c.perks(c.regime.Perks, "perks", -1)
}

func (c *compiler) tiers(t *Tiers) {
	r := c.rules
	r.tiers = keeping(t)
	w := compileWindow(t.Window)
	for i, by := range t.By {
		own := w
		own.by = map[string]counting{"spend": countSpend, "points": countPoints, "visits": countVisits, "units": countUnits}[by]
		r.counters = append(r.counters, own)
		if by == "units" && c.words.Unit == "" {
			c.add(wordPath(t.By, "tiers.by", i), "the scenario has no units to count")
		}
	}
	r.tiers.counters = len(t.By)
	r.tiers.when, _ = c.condition(t.When, "tiers.when")
	for _, l := range t.Levels {
		from, or := int64(0), int64(0)
		if l.From != nil {
			from = int64(*l.From)
		}
		if l.Invited != nil {
			from = math.MaxInt64
		}
		if l.OrFrom != nil {
			or = int64(*l.OrFrom)
		}
		r.tiers.from = append(r.tiers.from, from)
		r.tiers.or = append(r.tiers.or, or)
		r.tiers.tracks = append(r.tiers.tracks, l.Challenge)
		r.tiers.fast = r.tiers.fast || l.Challenge != nil
		invited := 0.0
		if l.Invited != nil {
			invited = l.Invited.Float()
		}
		r.Invited = append(r.Invited, invited)
	}
}

// keeping compiles how long levels are kept and what follows when they are not reached again.
func keeping(t *Tiers) tierRules {
	w := compileWindow(t.Window)
	rules := tierRules{missed: map[string]missed{"drop_one": dropOne, "never": dropNever}[t.Missed], reset: t.Reset}
	switch {
	case t.Kept.Name == "end_of_next_year", t.Kept == Kept{} && w.byYear():
		rules.kept = keptToEndOfNextYear
	case t.Kept.Name == "end_of_year":
		rules.kept = keptToEndOfYear
	case !t.Kept.Span.IsZero():
		rules.kept, rules.span = keptForSpan, t.Kept.Span
	case w.kind == rolling:
		rules.kept, rules.span = keptForSpan, t.Window.Span
	}
	rules.forGood = rules.missed == dropNever || rules.kept == keptForGood
	return rules
}

// compileWindow compiles a checked window; none is lifetime.
func compileWindow(w Window) window {
	switch {
	case w.Name == "calendar_year":
		return window{kind: calendarYear}
	case w.Name == "anniversary":
		return window{kind: memberYear}
	case w.YearFrom != nil:
		return window{kind: programYear, from: *w.YearFrom}
	case !w.Span.IsZero():
		return window{kind: rolling, months: int32(w.Span.Months)}
	}
	return window{kind: lifetime}
}

func (c *compiler) discounts() {
	r := c.rules
	r.variedDiscounts = r.bestDiscount
	for i, d := range c.regime.Discounts {
		when, levels := c.condition(d.When, c.item("discounts", i)+".when")
		part := int64(shareUnit)
		if d.OnShare != nil {
			part = d.OnShare.parts()
		}
		if d.Cumulative != nil {
			c.cumulative(d.Cumulative, when, levels, part)
			continue
		}
		rule := discountRule{when: when, odds: newOdds(&when, d.Chance)}
		switch {
		case d.Rate != nil:
			rule.rate = times(d.Rate.parts(), part, shareUnit)
		case d.Off != nil:
			rule.off = *d.Off
		case d.FreeUnit != nil:
			rule.freeUnit = int32(*d.FreeUnit)
			if c.words.Unit == "" {
				c.add(c.item("discounts", i)+".free_unit", "the scenario has no units of which one could be free")
			}
		}
		for _, s := range d.ByBasket {
			step := basketStep{from: s.From}
			if s.Rate != nil {
				step.rate = s.Rate.parts()
			} else {
				step.off = *s.Off
			}
			rule.steps = append(rule.steps, step)
		}
		r.variedDiscounts = r.variedDiscounts || !rule.plain()
		r.Lucky = r.Lucky || d.Chance != nil
		r.TopsUp = r.TopsUp || rule.steps != nil || when.basket > 0
		for l := range r.levels {
			switch level := &r.levels[l]; {
			case levels != 0 && levels>>l&1 == 0:
			case when.always && rule.plain() && !r.bestDiscount:
				level.rate += rule.rate
			default:
				level.discounts = append(level.discounts, rule)
			}
		}
	}
}

func (c *compiler) cumulative(d *Cumulative, when condition, levels uint32, part int64) {
	r := c.rules
	rule := cumulativeRule{when: when, levels: levels, counter: len(r.counters), odds: newOdds(&when, nil)}
	for _, s := range d.Steps {
		rule.steps = append(rule.steps, cumulativeStep{int64(s.From), times(s.Rate.parts(), part, shareUnit)})
	}
	if d.Lapse != nil && len(rule.steps) > 0 {
		rule.lapse = *d.Lapse
		r.lapses = true
	}
	w := compileWindow(d.Window)
	if d.By == "visits" {
		w.by = countVisits
	}
	r.counters = append(r.counters, w)
	r.cumulative = append(r.cumulative, rule)
}

// condition compiles a condition and, apart, the set of levels it names (0: all).
func (c *compiler) condition(w Condition, path string) (condition, uint32) {
	out := condition{from: before, to: Never, chosen: w.Chosen > 0}
	out.categories = c.set(w.Category, c.words.Categories, "category", "categories", path+".category")
	out.tenders = c.set(w.Tender, c.words.Tenders, "tender", "tenders", path+".tender")
	levels := c.set(w.Tier, c.rules.Levels, "tier", "tiers", path+".tier")
	for _, day := range w.Weekday {
		out.weekdays |= 1 << max(0, slices.Index(weekdays, day))
		c.rules.byDay = true
	}
	if w.From != nil {
		out.from = w.From.Day
		c.rules.dates = append(c.rules.dates, out.from)
	}
	if w.To != nil {
		out.to = w.To.Day
		c.rules.dates = append(c.rules.dates, out.to+1)
	}
	if w.Basket != nil {
		out.basket = *w.Basket
	}
	c.rules.ChosenDays = max(c.rules.ChosenDays, w.Chosen)
	c.rareConditions(&w, &out, path)
	out.always = out == condition{from: before, to: Never}
	return out, levels
}

// rareConditions compiles the parts that few rules have.
func (c *compiler) rareConditions(w *Condition, out *condition, path string) {
	if w.BasketTo != nil {
		out.basketTo = *w.BasketTo
	}
	if w.EachYear != nil {
		out.season = true
		out.seasonOn, out.seasonTo = int32(32*w.EachYear.From.Month+w.EachYear.From.Day), int32(32*w.EachYear.To.Month+w.EachYear.To.Day)
		c.rules.seasons = append(c.rules.seasons, *w.EachYear)
	}
	for _, x := range []struct {
		from *int
		to   *int32
		key  string
	}{{w.Units, &out.unitsFrom, ".units_from"}, {w.UnitsTo, &out.unitsTo, ".units_to"}, {w.Visit, &out.visit, ""}, {w.Every, &out.every, ""}} {
		if x.from == nil {
			continue
		}
		*x.to = int32(min(*x.from, 1<<30))
		if x.key != "" && c.words.Unit == "" {
			c.add(path+x.key, "the scenario has no units to count")
		}
	}
	if w.Birthday != nil {
		out.birthday = int32(w.Birthday.InDays() + 0.5)
		c.rules.Birthdays = true
	}
	out.rare = out.basketTo > 0 || out.season || out.unitsFrom > 0 || out.unitsTo > 0 || out.visit > 0 || out.every > 0 || out.birthday > 0
}

// set returns the words as a set of their places in the world's list.
func (c *compiler) set(words Words, known []string, noun, nouns, path string) uint32 {
	set := uint32(0)
	for i, word := range words {
		at := slices.Index(known, word)
		switch {
		case at >= maxWords:
			c.add(wordPath(words, path, i), "is beyond the first %d %s, which is all that rules can tell apart", maxWords, nouns)
		case at >= 0:
			set |= 1 << at
		default:
			c.add(wordPath(words, path, i), "%s", unknownWord(word, known, noun, nouns))
		}
	}
	return set
}
