package programs

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"earnburn/internal/english"
)

// Describe says in plain sentences what the program does, in the order in which a member meets it. Every key that changes what happens changes a sentence.
func (p *Program) Describe() []string {
	lines := []string{p.Enrollment.describe()}
	if p.Fee != nil {
		lines = append(lines, p.Fee.describe(p.losses())...)
	}
	lines = append(lines, p.describeBlocks(p.Blocks)...)
	for _, b := range p.BeyondMoney {
		lines = append(lines, b.describe())
	}
	if p.Coalition != nil {
		lines = append(lines, p.Coalition.describe(p.Points)...)
	}
	if c := p.Costs; c != nil {
		lines = append(lines, fmt.Sprintf("Running it costs %s to set up, %s a month and %s a year for each member.", c.Setup, c.PerMonth, c.PerMemberYear))
	}
	blocks := p.Blocks
	for i := range p.Versions {
		v := &p.Versions[i]
		lines = append(lines, p.describeVersion(v, blocks)...)
		blocks = v.over(blocks)
	}
	return lines
}

// describeBlocks describes the blocks that hold together.
func (p *Program) describeBlocks(b Blocks) []string {
	var lines []string
	for _, block := range p.describeEach(b) {
		lines = append(lines, block...)
	}
	return lines
}

// blockNames are the blocks in the order in which they are described.
var blockNames = [...]string{"discounts", "points", "tiers", "perks"}

// describeEach describes each block; of one that is not there it says nothing.
func (p *Program) describeEach(b Blocks) (blocks [len(blockNames)][]string) {
	for _, d := range b.Discounts {
		blocks[0] = append(blocks[0], d.describe())
	}
	switch {
	case len(b.Discounts) > 0 && p.Combine == "best":
		blocks[0] = append(blocks[0], "When several discounts apply, the best one counts.")
	case len(b.Discounts) > 1:
		blocks[0] = append(blocks[0], "When several discounts apply, they add up.")
	}
	if b.Points != nil {
		blocks[1] = b.Points.describe()
	}
	if b.Tiers != nil {
		blocks[2] = b.Tiers.describe(b.Points)
	}
	for _, perk := range b.Perks {
		who := "Every member has "
		if w := perk.When.Tier; len(w) > 0 {
			who = fmt.Sprintf("Every %s member has ", english.Either(w))
			perk.When.Tier = nil
		}
		blocks[3] = append(blocks[3], who+perk.describe()+".")
	}
	return blocks
}

func (e *Enrollment) describe() string {
	switch {
	case e == nil || e.Mode == "automatic":
		return "Every customer is a member from the first purchase on."
	case e.Mode == "opt_in":
		return "Customers join when they want to; how many do follows from what they get."
	case e.Invited != nil:
		return fmt.Sprintf("Membership is by invitation: %s of customers are invited, and those of them join who want to.", *e.Invited)
	case e.AfterSpend != nil:
		return fmt.Sprintf("Customers may join once they have spent %s; those join who want to.", *e.AfterSpend)
	case e.AfterVisits != nil:
		return fmt.Sprintf("Customers may join once they have made %s; those join who want to.", english.Many(*e.AfterVisits, "purchase"))
	}
	return fmt.Sprintf("Customers join when they want to; %s of them are willing to.", e.Stated)
}

// losses are what members have to lose with their membership.
func (p *Program) losses() []string {
	var list []string
	if p.Points != nil {
		list = append(list, p.Points.Noun())
		if slices.ContainsFunc(p.Points.Rewards, func(w Reward) bool { return w.Gives.Certificate != nil }) {
			list = append(list, "certificates")
		}
	}
	if p.Tiers != nil {
		list = append(list, "the level")
	}
	return list
}

// describe says what membership costs, and what who stops paying loses.
func (f *Fee) describe(losses []string) (lines []string) {
	if f.Join > 0 {
		lines = append(lines, fmt.Sprintf("Joining costs %s, once.", f.Join))
	}
	due, every := f.Due()
	if every.IsZero() {
		return lines
	}
	text := fmt.Sprintf("Membership costs %s a %s", due, map[int]string{1: "month", 12: "year"}[every.Months])
	if f.Trial != nil {
		text += fmt.Sprintf(" after a trial of %s", *f.Trial)
	}
	if losses != nil {
		text += "; who stops paying loses " + english.Joined(losses)
	}
	text += "."
	if w := f.Waived; w != nil {
		var who []string
		if len(w.Tier) > 0 {
			who = append(who, fmt.Sprintf("%s members", english.Either(w.Tier)))
		}
		if w.Spend != nil {
			who = append(who, fmt.Sprintf("who has spent %s since it was last due", *w.Spend))
		}
		text += fmt.Sprintf(" It is waived for %s when it falls due again.", strings.Join(who, " and for "))
	}
	return append(lines, text)
}

func (b *BeyondMoney) describe() string {
	var effects []string
	if b.Affinity != 0 {
		effects = append(effects, fmt.Sprintf("the odds of joining are multiplied by %.4g", math.Exp(b.Affinity)))
	}
	if b.ChurnTimes != 0 && b.ChurnTimes != 1 {
		effects = append(effects, fmt.Sprintf("engaged members leave at %g times the usual rate", b.ChurnTimes))
	}
	switch {
	case b.Rate > 0:
		effects = append(effects, fmt.Sprintf("engaged members buy %s more often", b.Rate))
	case b.Rate < 0:
		effects = append(effects, fmt.Sprintf("engaged members buy %s less often", -b.Rate))
	}
	text := fmt.Sprintf("%s (%s): no effect is stated", capital(b.Name), b.Kind)
	if effects != nil {
		text = fmt.Sprintf("%s (%s): it is stated, not derived, that %s", capital(b.Name), b.Kind, english.Joined(effects))
	}
	if b.Cost > 0 {
		text += fmt.Sprintf("; it costs %s a year for each member", b.Cost)
	}
	return text + "."
}

func (co *Coalition) describe(c *Currency) (lines []string) {
	name := c.Noun()
	text := fmt.Sprintf("Members earn the same %s with partners", name)
	if co.Pays > 0 {
		text += fmt.Sprintf("; the company pays the operator %.6g for each of the %s earned with it", co.Pays, name)
	}
	if co.Receives > 0 {
		text += fmt.Sprintf("; the operator pays the company %.6g for each of the %s used with it", co.Receives, name)
	}
	lines = append(lines, text+".")
	for _, p := range co.Partners {
		text := fmt.Sprintf("%s: %s each time, %s a year for each member", capital(p.Name), c.Amount(p.Points), english.Times(p.PerYear))
		if p.Until != nil {
			text += fmt.Sprintf(" until %s", p.Until.Day)
		}
		if p.Pays > 0 {
			text += fmt.Sprintf(", for each of which the company is paid %g", p.Pays)
		}
		lines = append(lines, text+"; how often is stated, not derived.")
	}
	return lines
}

// describeVersion says what changes with a version: what it does to points in hand, which blocks end, which sentences no longer hold and which do.
func (p *Program) describeVersion(v *Version, old Blocks) (lines []string) {
	from := fmt.Sprintf("From %s", v.From.Day)
	add := func(format string, args ...any) { lines = append(lines, from+fmt.Sprintf(format, args...)) }
	if v.Title != "" {
		add(": %s.", v.Title)
	}
	if v.Convert != 0 && v.Convert != 1 {
		add(": %s in hand are multiplied by %g.", old.Points.Noun(), v.Convert)
	}
	after := p.describeEach(v.over(old))
	for i, before := range p.describeEach(old) {
		switch {
		case before != nil && after[i] == nil && blockNames[i] == "points":
			add(": there are no %s any more, and those in hand are forfeited.", old.Points.Noun())
			continue
		case before != nil && after[i] == nil:
			add(": there are no %s any more.", blockNames[i])
			continue
		}
		for _, line := range before {
			if !slices.Contains(after[i], line) {
				add(" no longer: %s", line)
			}
		}
		for _, line := range after[i] {
			if !slices.Contains(before, line) {
				add(": %s", line)
			}
		}
	}
	return lines
}

// withName puts a name, if there is one, before a sentence.
func withName(name, sentence string) string {
	if name == "" {
		return sentence
	}
	return capital(name) + ": " + strings.ToLower(sentence[:1]) + sentence[1:]
}

// capital writes the first letter large.
func capital(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:size]) + text[size:]
}

// ordinal writes 1 as 1st.
func ordinal(n int) string {
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, ending)
}
