package programs

// perkRule is a compiled Perk that comes with some purchases.
type perkRule struct {
	when  condition
	worth Money
	cost  Money
	odds  odds
}

// regular is what perks bring and cost each time, whatever the member buys.
type regular struct{ worth, cost Money }

// Kinds of perks that come by time, as indexes.
const (
	monthly = iota
	yearly
)

var perkSpans = [2]Span{monthly: {Months: 1}, yearly: {Months: 12}}

// perks compiles the perks of every member or, with a level of 0 or more, of one level.
func (c *compiler) perks(perks []Perk, path string, level int) {
	for i, p := range perks {
		worth, cost := p.Worth, p.Cost
		if p.Taken != nil {
			worth = Money(times(int64(worth), p.Taken.parts(), shareUnit))
			cost = Money(times(int64(cost), p.Taken.parts(), shareUnit))
		}
		when, levels := c.condition(p.When, c.item(path, i)+".when")
		for l := range c.rules.levels {
			to := &c.rules.levels[l]
			switch {
			case level >= 0 && l != level, levels != 0 && levels>>l&1 == 0:
			case p.Per == "month":
				to.regular[monthly] = regular{to.regular[monthly].worth + worth, to.regular[monthly].cost + cost}
				c.rules.regularPerks = true
			case p.Per == "year":
				to.regular[yearly] = regular{to.regular[yearly].worth + worth, to.regular[yearly].cost + cost}
				c.rules.regularPerks = true
			case when.always:
				to.perkWorth += worth
				to.perkCost += cost
			default:
				to.perks = append(to.perks, perkRule{when, worth, cost, newOdds(&when, nil)})
				c.rules.TopsUp = c.rules.TopsUp || when.basket > 0
			}
		}
	}
}

// perkOf returns what perks with a purchase are worth and cost.
func (l *levelRules) perkOf(p *Purchase) (worth, cost Money) {
	worth, cost = l.perkWorth, l.perkCost
	for i := range l.perks {
		if perk := &l.perks[i]; perk.when.holds(p) {
			worth += Money(perk.odds.of(int64(perk.worth), p))
			cost += Money(perk.odds.of(int64(perk.cost), p))
		}
	}
	return worth, cost
}

// regularly gives the perks that come by time and are due by day t.
func (r *Rules) regularly(a *Account, t Day, l *Lapsed) {
	for kind := range a.perks {
		for a.perks[kind] <= t {
			perk := r.levels[a.Level].regular[kind]
			l.PerkWorth += perk.worth
			l.PerkCost += perk.cost
			a.perks[kind] = r.nextPerk(a, kind, a.perks[kind])
		}
	}
}

// nextPerk returns the first day after d on which perks of a kind come: the day of joining of a month or year.
func (r *Rules) nextPerk(a *Account, kind int, d Day) Day {
	n := 1
	if kind == monthly {
		n = int(d.month() - a.joined.month())
	} else {
		n = d.Year() - a.joined.Year()
	}
	for {
		if next := (Span{Months: n * perkSpans[kind].Months}).After(a.joined); next > d {
			return next
		}
		n++
	}
}

// PerkCosts returns what perks cost at a level: on average with a typical purchase, in money units, and those that come by time, a year.
func (r *Rules) PerkCosts(level uint8, t *Typical) (order float64, year Money) {
	l := &r.levels[level]
	mix := t.Mix
	if len(mix) == 0 {
		mix = []Mix{{Tender: NoTender, Share: 1}}
	}
	const days = 7 // of a week, as in Prospect
	for i := range mix {
		for day := range Day(days) {
			p := Purchase{Day: t.Day + day, Amount: t.Amount, Units: t.Units, Category: mix[i].Category, Tender: mix[i].Tender, typical: true}
			_, cost := l.perkOf(&p)
			order += mix[i].Share / days * cost.Float()
		}
	}
	return order, 12*l.regular[monthly].cost + l.regular[yearly].cost
}
