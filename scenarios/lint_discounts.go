package scenarios

import (
	"fmt"
	"math"
	"slices"

	"earnburn/programs"
)

func discountsAbovePrice(l *linter, s *stage) {
	if s.program.Combine == "best" {
		return
	}
	if i, sum, found := overlapping(&s.regime.Blocks); found {
		l.warn(s.regime.Path(fmt.Sprintf("discounts[%d]", i)), "discounts that can apply to one purchase add up to %s; nobody gets more than 100%% off", percent(sum))
	}
}

// taking is something that comes off the price of purchases.
type taking struct {
	rate float64
	when programs.Condition
}

// overlapping finds discounts that can meet on one purchase and take more than its price: the place of the rule that passes it, and the sum.
// A discount that grows counts with its highest rate; sums of money, which are a share of nothing, do not count. Rules beyond any that a person would write
// are not looked at.
func overlapping(p *programs.Blocks) (at int, sum float64, found bool) {
	var levels, before []taking
	if p.Tiers != nil {
		for _, l := range p.Tiers.Levels {
			if l.Discount != nil {
				levels = append(levels, taking{l.Discount.Float(), programs.Condition{Tier: programs.Words{l.Name}}})
			}
		}
	}
	const most = 64
	for i, d := range p.Discounts[:min(most, len(p.Discounts))] {
		own := taking{highest(&d), d.When}
		met := []taking{own}
		sum = own.rate
		for _, other := range slices.Concat(levels, before) {
			if !slices.ContainsFunc(met, func(t taking) bool { return apart(&t.when, &other.when) }) {
				met = append(met, other)
				sum += other.rate
			}
		}
		if sum > 1+shareTolerance {
			return i, sum, true
		}
		before = append(before, own)
	}
	return 0, 0, false
}

// highest is the most that a discount takes off, as a share of the price.
func highest(d *programs.Discount) float64 {
	most := 0.0
	switch {
	case d.Rate != nil:
		most = d.Rate.Float()
	case d.FreeUnit != nil:
		most = 1 / float64(*d.FreeUnit)
	case d.Cumulative != nil:
		for _, s := range d.Cumulative.Steps {
			most = max(most, s.Rate.Float())
		}
	}
	for _, s := range d.ByBasket {
		if s.Rate != nil {
			most = max(most, s.Rate.Float())
		}
	}
	if d.OnShare != nil {
		most *= d.OnShare.Float()
	}
	return most
}

// apart reports whether no purchase meets both conditions.
func apart(a, b *programs.Condition) bool {
	for _, lists := range [][2]programs.Words{{a.Category, b.Category}, {a.Tender, b.Tender}, {a.Tier, b.Tier}, {a.Weekday, b.Weekday}} {
		if lists[0] != nil && lists[1] != nil && !slices.ContainsFunc(lists[0], func(word string) bool { return slices.Contains(lists[1], word) }) {
			return true
		}
	}
	ends := func(x, y *programs.Condition) bool {
		return x.To != nil && y.From != nil && x.To.Day < y.From.Day ||
			x.UnitsTo != nil && y.Units != nil && *x.UnitsTo < *y.Units || x.BasketTo != nil && y.Basket != nil && *x.BasketTo < *y.Basket
	}
	return ends(a, b) || ends(b, a) || a.Visit != nil && b.Visit != nil && *a.Visit != *b.Visit
}

// stackedDiscounts tries purchases of a mean price on all days on which rules change, the week after them, and everywhere that rules tell apart.
func stackedDiscounts(l *linter, s *stage) {
	if s.regime.Points == nil || !s.rules.Discounts() {
		return
	}
	for _, a := range s.segments() {
		basket := a.segment.Basket.mean()
		for level := range s.rules.Levels {
			y := a.yield(level, basket, a.perYear(), nil)
			if y.best == nil || y.costs() >= a.margin()*y.price {
				continue // above it on average: another rule's
			}
			one := a.worth(y.best, y.price, y.price-y.off)
			perPoint := a.cost(y.best, one) / float64(y.best.Price)
			most := a.usable(y.best, y.price-y.off)
			if w, found := a.stack(level, basket, perPoint, most); found {
				l.warn(s.regime.Path("discounts"), "a purchase of %s%s can get %s off and %s that cost %s on %s: together as much as the margin of %s or more, though neither is alone; let one exclude the other or lower one of them",
					inMoney(basket), a.of(level), inPercent(w.off), a.noun(), inPercent(w.points), w.where, inPercent(w.margin))
				return
			}
		}
	}
}

// stacked is a purchase at which discounts and points come together.
type stacked struct {
	off, points, margin float64 // shares of the price
	where               string
}

func (a *arithmetic) stack(level int, basket, perPoint, most float64) (worst stacked, found bool) {
	days := []programs.Day{a.day}
	for _, d := range a.rules.Dates(a.day, a.world.end()) {
		const enough = 100
		if len(days) < enough {
			days = append(days, d)
		}
	}
	excess, week := 0.0, programs.Day(1)
	conditions(&a.regime.Blocks, func(_ string, when *programs.Condition) {
		if when.Weekday != nil {
			week = 7
		}
	})
	for _, first := range days {
		for d := first; d < first+week; d++ {
			for _, m := range a.world.mix() {
				for _, chosen := range []bool{false, true} {
					if chosen && a.rules.ChosenDays == 0 {
						continue
					}
					w := a.till(level, &programs.Purchase{
						Day: d, Amount: money(basket), Category: m.Category, Tender: m.Tender,
						Units: int32(max(1, math.Round(a.segment.Units))), Chosen: chosen,
					}, perPoint, most)
					w.margin = a.marginOf(int(m.Category))
					if sum := w.off + w.points; sum-w.margin >= excess && w.off < w.margin && w.points < w.margin && w.off > 0 && w.points > 0 && !(found && sum-w.margin <= excess) {
						worst, found, excess = w, true, sum-w.margin
						worst.where = a.where(d, &m)
					}
				}
			}
		}
	}
	return worst, found
}

// till carries out a purchase of a member who has bought before, and has not won anything.
func (a *arithmetic) till(level int, p *programs.Purchase, perPoint, most float64) stacked {
	const before = 6 // purchases, so that no rule for the first ones applies
	var account programs.Account
	var receipt programs.Receipt
	a.rules.Join(&account, p.Day)
	for range before {
		account.Level = uint8(level)
		a.rules.Buy(&account, &programs.Purchase{Day: p.Day, Tender: programs.NoTender}, &receipt)
	}
	account.Level = uint8(level)
	a.rules.Buy(&account, p, &receipt)
	price := p.Amount.Float()
	return stacked{off: receipt.Discount.Float() / price, points: min(float64(receipt.Earned), most) * perPoint / price}
}

// where names what is special about a purchase.
func (a *arithmetic) where(d programs.Day, m *programs.Mix) string {
	text := d.String()
	if c := a.world.Categories[m.Category].Name; c != "" {
		text += " in category " + c
	}
	if int(m.Tender) < len(a.world.Tenders) {
		text += " paid with " + a.world.Tenders[m.Tender].Name
	}
	return text
}

// marginOf is the gross margin of a category.
func (a *arithmetic) marginOf(category int) float64 {
	if m := a.world.Categories[category].Margin; !math.IsNaN(m) {
		return m
	}
	return a.segment.Margin
}

// half is what the parts of a purchase bring.
type half struct{ off, face, perks float64 }

func (h half) sum() float64 { return h.off + h.face + h.perks }

func basketSplitting(l *linter, s *stage) {
	for _, a := range s.segments() {
		basket := a.segment.Basket.mean()
		for level := range s.rules.Levels {
			y := a.yield(level, basket, a.perYear(), nil)
			perPoint := 0.0
			if y.best != nil {
				perPoint = a.worth(y.best, y.price, y.price-y.off) / float64(y.best.Price)
			}
			whole, parts, ok := a.split(level, basket, perPoint)
			gain := parts.sum() - whole.sum()
			const least = 0.01
			if !ok || gain <= least*basket {
				continue
			}
			why, path, most, points := "", "", 0.0, ""
			if a.regime.Points != nil {
				points = a.noun()
			}
			for _, part := range []struct {
				gain      float64
				why, path string
			}{
				{parts.off - whole.off, "discounts", "discounts"},
				{parts.face - whole.face, points + "; earn by spend, or round down", "points.earn"},
				{parts.perks - whole.perks, "perks with each order; ask for a smallest basket", "perks"},
			} {
				if part.gain > most {
					most, why, path = part.gain, part.why, part.path
				}
			}
			if path == "perks" && len(s.regime.Perks) == 0 {
				path = "tiers.levels[0].perks"
			}
			l.warn(s.regime.Path(path), "a purchase of %s%s brings %s, paid in two it brings %s: splitting gains %s of its price, most of it by %s",
				inMoney(basket), a.of(level), inMoney(whole.sum()), inMoney(parts.sum()), inPercent(gain/basket), why)
			break
		}
	}
}

// split compares a purchase with the same in two, at a face value of a point (in thousandths); false where its one unit cannot be parted.
func (a *arithmetic) split(level int, basket, perPoint float64) (whole, parts half, ok bool) {
	units := int32(max(1, math.Round(a.segment.Units)))
	if a.world.Unit != "" && units < 2 {
		return whole, parts, false
	}
	first, second := max(1, units/2), max(1, units-units/2)
	share := 0.5
	if units > 1 {
		share = float64(first) / float64(units)
	}
	of := func(part float64, units int32) half {
		// A pace of 0: caps by month and year hold for both parts together, so they do not matter.
		t := a.typicalOf(basket*part, 0, units)
		p := a.prospect(level, &t)
		return half{p.MoneyOff.Float(), float64(p.Gain) * perPoint, p.Perks.Float()}
	}
	whole = of(1, units)
	x, y := of(share, first), of(1-share, second)
	if level > 0 || a.world.Unit != "" {
		// Perks of higher levels are meant to come with every order, and nobody parts a journey for them.
		whole.perks, x.perks, y.perks = 0, 0, 0
	}
	parts = half{x.off + y.off, x.face + y.face, x.perks + y.perks}
	if a.regime.Points != nil {
		for _, c := range a.regime.Points.Caps {
			if c.Per == "day" { // both parts are of one day
				parts.face = min(parts.face, float64(c.Points)*perPoint)
			}
		}
	}
	return whole, parts, true
}

func basketOutOfReach(l *linter, s *stage) {
	const few = 0.001
	check := func(path string, from programs.Money) {
		reached := 0.0
		for i := range s.world.Segments {
			segment := &s.world.Segments[i]
			reached = max(reached, segment.Basket.above(from.Float()))
		}
		if reached < few {
			l.warn(s.regime.Path(path), "%s of purchases are of %s or more, so hardly anybody gets this; ask for less", inPercent(reached), from)
		}
	}
	conditions(&s.regime.Blocks, func(path string, when *programs.Condition) {
		if when.Basket != nil {
			check(path+".basket_from", *when.Basket)
		}
	})
	for i, d := range s.regime.Discounts {
		for j, step := range d.ByBasket {
			check(fmt.Sprintf("discounts[%d].by_basket[%d].from", i, j), step.From)
		}
	}
}

// conditions visits every `when` of the blocks.
func conditions(b *programs.Blocks, visit func(path string, when *programs.Condition)) {
	for i := range b.Discounts {
		visit(fmt.Sprintf("discounts[%d].when", i), &b.Discounts[i].When)
	}
	for i := range b.Perks {
		visit(fmt.Sprintf("perks[%d].when", i), &b.Perks[i].When)
	}
	if b.Points != nil {
		for i := range b.Points.Earn {
			visit(fmt.Sprintf("points.earn[%d].when", i), &b.Points.Earn[i].When)
		}
		for i := range b.Points.Rewards {
			visit(fmt.Sprintf("points.rewards[%d].when", i), &b.Points.Rewards[i].When)
		}
	}
	if b.Tiers != nil {
		visit("tiers.when", &b.Tiers.When)
		for i := range b.Tiers.Levels {
			for j := range b.Tiers.Levels[i].Perks {
				visit(fmt.Sprintf("tiers.levels[%d].perks[%d].when", i, j), &b.Tiers.Levels[i].Perks[j].When)
			}
		}
	}
}
