package programs

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"sort"

	"earnburn/internal/document"
)

// compiler turns a definition into Rules and collects what the world does not know.
type compiler struct {
	program  *Program
	words    Vocabulary
	rules    *Rules
	problems document.Problems
}

// Compile translates the program into the words of a world. Its errors carry the positions of the program's file.
func (p *Program) Compile(v Vocabulary) (*Rules, error) {
	p, problems := p.in(v)
	c := &compiler{program: p, words: v, rules: &Rules{Name: p.Name}, problems: problems}
	c.levels()
	c.discounts()
	if p.Points != nil {
		c.points()
	}
	if err := c.problems.Err(); err != nil {
		return nil, err
	}
	slices.Sort(c.rules.dates)
	c.rules.dates = slices.Compact(c.rules.dates)
	return c.rules, nil
}

func (c *compiler) add(path, format string, args ...any) {
	var at document.Position
	if c.program.source != nil {
		at = c.program.source.At(path)
	}
	c.problems.Add(at, path, format, args...)
}

// levels compiles tiers and what each level brings; a program without tiers has one nameless level.
func (c *compiler) levels() {
	r, t := c.rules, c.program.Tiers
	if t == nil {
		r.Levels = []string{""}
		r.levels = make([]levelRules, 1)
	} else {
		r.HasTiers = true
		r.levels = make([]levelRules, len(t.Levels))
		for i, l := range t.Levels {
			r.Levels = append(r.Levels, l.Name)
			from := int64(0)
			if l.From != nil {
				from = int64(*l.From)
			}
			r.tiers.from = append(r.tiers.from, from)
			if l.Discount != nil {
				r.levels[i].rate = l.Discount.parts()
			}
			r.levels[i].add(l.Perks)
		}
		c.tiers(t)
	}
	for i := range r.levels {
		r.levels[i].add(c.program.Perks)
	}
}

func (l *levelRules) add(perks []Perk) {
	for _, p := range perks {
		l.perkWorth += p.Worth
		l.perkCost += p.Cost
	}
}

func (c *compiler) tiers(t *Tiers) {
	r := c.rules
	w := compileWindow(t.Window)
	w.by = map[string]counting{"spend": countSpend, "points": countPoints, "visits": countVisits}[t.By]
	r.counters = append(r.counters, w)
	r.tiers.missed = map[string]missed{"drop_one": dropOne, "never": dropNever}[t.Missed]
	switch {
	case t.Kept.Name == "end_of_next_year", t.Kept == Kept{} && w.kind == calendarYear:
		r.tiers.kept = keptToEndOfNextYear
	case t.Kept.Name == "end_of_year":
		r.tiers.kept = keptToEndOfYear
	case !t.Kept.Span.IsZero():
		r.tiers.kept, r.tiers.span = keptForSpan, t.Kept.Span
	case w.kind == rolling:
		r.tiers.kept, r.tiers.span = keptForSpan, t.Window.Span
	}
	r.tiers.forGood = r.tiers.missed == dropNever || r.tiers.kept == keptForGood
}

// compileWindow compiles a checked window; none is lifetime.
func compileWindow(w Window) window {
	switch {
	case w.Name == "calendar_year":
		return window{kind: calendarYear}
	case !w.Span.IsZero():
		return window{kind: rolling, months: int32(w.Span.Months)}
	}
	return window{kind: lifetime}
}

func (c *compiler) discounts() {
	r := c.rules
	for i, d := range c.program.Discounts {
		when, levels := c.condition(d.When, fmt.Sprintf("discounts[%d].when", i))
		if d.Cumulative != nil {
			rule := cumulativeRule{when: when, levels: levels, counter: len(r.counters)}
			for _, s := range d.Cumulative.Steps {
				rule.steps = append(rule.steps, cumulativeStep{int64(s.From), s.Rate.parts()})
			}
			w := compileWindow(d.Cumulative.Window)
			if d.Cumulative.By == "visits" {
				w.by = countVisits
			}
			r.counters = append(r.counters, w)
			r.cumulative = append(r.cumulative, rule)
			continue
		}
		for l := range r.levels {
			switch level := &r.levels[l]; {
			case levels != 0 && levels>>l&1 == 0:
			case when.always:
				level.rate += d.Rate.parts()
			default:
				level.discounts = append(level.discounts, discountRule{when, d.Rate.parts()})
			}
		}
	}
}

func (c *compiler) points() {
	r, p := c.rules, c.program.Points
	r.HasPoints = true
	r.best = p.Combine == "best"
	r.rewarded = p.EarnOnRewards
	r.Welcome = p.Welcome
	r.expire = p.Expire
	switch e := p.Expire; {
	case e.After != nil:
		r.ExpireAfter, r.HasExpiry = *e.After, true
	case e.Inactive != nil:
		r.ExpireInactive, r.HasExpiry = *e.Inactive, true
	case e.EachYear != nil:
		r.HasExpiry = true
	}
	for i, e := range p.Earn {
		c.earn(e, fmt.Sprintf("points.earn[%d]", i))
	}
	for _, w := range p.Rewards {
		c.reward(w)
	}
	c.rank()
}

// earn compiles one earn rule for each level at which it applies.
func (c *compiler) earn(e Earn, path string) {
	when, levels := c.condition(e.When, path+".when")
	rule := earnRule{when: when, round: map[string]rounding{"down": roundDown, "nearest": roundNearest}[e.Round]}
	var per int64
	switch {
	case e.Per.Spend != nil:
		rule.per, per = perSpend, int64(*e.Per.Spend)
	case e.Per.Visit != nil:
		rule.per, per = perVisit, int64(*e.Per.Visit)
	case e.Per.Unit != nil:
		rule.per, per = perUnit, int64(*e.Per.Unit)
		if c.words.Unit == "" {
			c.add(path+".per.unit", "the scenario has no units to earn on")
		}
	}
	for l := range c.rules.levels {
		if levels != 0 && levels>>l&1 == 0 {
			continue
		}
		factor := int64(1_000_000)
		if t := c.program.Tiers; t != nil && t.Levels[l].EarnTimes != 0 {
			factor = int64(math.Round(t.Levels[l].EarnTimes * 1e6))
		}
		num := new(big.Int).Mul(big.NewInt(int64(e.Points)), big.NewInt(factor))
		den := new(big.Int).Mul(big.NewInt(per), big.NewInt(1_000_000))
		ratio := new(big.Rat).SetFrac(num, den)
		if !ratio.Num().IsInt64() || !ratio.Denom().IsInt64() || ratio.Denom().Int64() > math.MaxInt64/1000 {
			c.add(path, "%s points per %d cannot be computed exactly; use rounder numbers", e.Points, per)
			return
		}
		rule.num, rule.den = ratio.Num().Int64(), ratio.Denom().Int64()
		c.rules.levels[l].earn = append(c.rules.levels[l].earn, rule)
	}
}

func (c *compiler) reward(w Reward) {
	r := c.rules
	rule := rewardRule{points: w.Points, auto: w.Issued != "", atOnce: w.Used == "at_once"}
	switch g := w.Gives; {
	case g.MoneyOff != nil:
		rule.kind, rule.value = moneyOff, *g.MoneyOff
		rule.linear = w.UpTo != nil || w.Minimum != nil || w.Step != nil
	case g.Product != nil:
		rule.kind, rule.value = product, g.Product.Price
		rule.cost = Money(times(int64(g.Product.Price), g.Product.Cost.parts(), shareUnit))
	case g.Certificate != nil:
		rule.kind, rule.value = certificate, g.Certificate.Face
		rule.forGood = g.Certificate.Valid == nil
		r.HasCards = true
		if !rule.forGood {
			rule.valid = *g.Certificate.Valid
			if r.CardValid.IsZero() || rule.valid.InDays() < r.CardValid.InDays() {
				r.CardValid = rule.valid
			}
		}
	}
	if rule.linear {
		rule.upTo = shareUnit
		if w.UpTo != nil {
			rule.upTo = w.UpTo.parts()
		}
		if w.Minimum != nil {
			rule.minimum = *w.Minimum
		}
		if w.Step != nil {
			rule.step = *w.Step
		}
	}
	r.Goals = append(r.Goals, Goal{
		Reward: int8(len(r.rewards)), Value: rule.value, Price: rule.points,
		AtOnce: rule.atOnce, Card: rule.kind == certificate, Linear: rule.linear,
		Least: max(rule.minimum, rule.step), Single: rule.kind == product,
	})
	r.Automatic = append(r.Automatic, rule.auto || rule.atOnce)
	r.rewards = append(r.rewards, rule)
}

// rank orders the rewards by what they are worth and finds the facts that depend on all of them.
func (c *compiler) rank() {
	r := c.rules
	perPoint := func(i int8) float64 { return float64(r.rewards[i].value) / float64(r.rewards[i].points) }
	order := make([]int8, len(r.rewards))
	for i := range order {
		order[i] = int8(i)
	}
	sort.SliceStable(order, func(x, y int) bool {
		i, j := &r.rewards[order[x]], &r.rewards[order[y]]
		if i.auto != j.auto {
			return i.auto
		}
		if a, b := perPoint(order[x]), perPoint(order[y]); a != b {
			return a > b
		}
		return i.points > j.points
	})
	cheapest := Points(0)
	for _, i := range order {
		w := &r.rewards[i]
		if w.atOnce || w.issued() {
			r.issuing = append(r.issuing, i)
		} else {
			r.ranked = append(r.ranked, i)
		}
		r.FacePerPoint = max(r.FacePerPoint, perPoint(i))
		worth := w.points
		if w.linear {
			worth = max(w.minimum, w.step)
		} else if cheapest == 0 || w.points < cheapest {
			cheapest = w.points
		}
		if worth > 0 && (r.lossLimit == 0 || worth < r.lossLimit) {
			r.lossLimit = worth
		}
	}
	if cheapest > 0 {
		r.EndowedShare = float64(r.Welcome) / float64(cheapest)
	}
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
	out.always = out == condition{from: before, to: Never}
	return out, levels
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
