package programs

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Regime is the blocks of a program that hold together from a day on: those of the file, then those of each version.
type Regime struct {
	From Day // first day; of the first regime earlier than every calendar
	Blocks

	at map[string]string // where each block stands, if not at the top: "versions[0]."
}

// Regimes returns the blocks in force over time, in order; the first are those of a program without versions.
func (p *Program) Regimes() []Regime {
	list := []Regime{{From: before, Blocks: p.Blocks, at: map[string]string{}}}
	for i := range p.Versions {
		v, last := &p.Versions[i], &list[i]
		next := Regime{From: v.From.Day, Blocks: v.over(last.Blocks), at: maps.Clone(last.at)}
		for block, given := range map[string]bool{"discounts": v.Discounts != nil, "points": v.Points != nil, "tiers": v.Tiers != nil, "perks": v.Perks != nil} {
			if given {
				next.at[block] = fmt.Sprintf("versions[%d].", i)
			}
		}
		list = append(list, next)
	}
	return list
}

// Path returns the place in the file of a place in a block, as versions[0].points.earn for points.earn.
func (r *Regime) Path(path string) string {
	block, _, _ := strings.Cut(path, ".")
	block, _, _ = strings.Cut(block, "[")
	return r.at[block] + path
}

// any tells whether a version gives anything.
func (b *Blocks) any() bool {
	return b.Discounts != nil || b.Points != nil || b.Tiers != nil || b.Perks != nil
}

// over returns the blocks that hold from a version on, given those before it.
func (v *Version) over(b Blocks) Blocks {
	without := func(block string) bool { return slices.Contains(v.Without, block) }
	if v.Discounts != nil || without("discounts") {
		b.Discounts = v.Discounts
	}
	if v.Points != nil || without("points") {
		b.Points = v.Points
	}
	if v.Tiers != nil || without("tiers") {
		b.Tiers = v.Tiers
	}
	if v.Perks != nil || without("perks") {
		b.Perks = v.Perks
	}
	return b
}

// On returns the version of the rules in force on day d.
func (r *Rules) On(d Day) *Rules {
	for r.Next != nil && r.NextFrom <= d {
		r = r.Next
	}
	return r
}

// Adopt takes an account over from the rules before, on the first day of these, to which it has been advanced. Points are converted, their last days stay;
// certificates stay; of the levels held, the highest of a name that is still there goes on until it would have ended, and else the level is what the counts
// so far reach; counts go on where both versions count the same. Where there are no points any more they are forfeited.
func (r *Rules) Adopt(a *Account, old *Rules, d Day, l *Lapsed) {
	*l = Lapsed{}
	if a.ended {
		return
	}
	if r.HasPoints {
		r.convertPoints(a, l)
	} else {
		r.forfeit(a, l)
	}
	until := a.until
	r.adoptCounters(a, old, d)
	a.Level = 0
	for i := range a.until {
		a.until[i] = before
	}
	a.until[0] = Never
	for i, name := range old.Levels {
		if at := slices.Index(r.Levels, name); at > 0 && until[i] >= d {
			a.until[at] = until[i]
			a.Level = max(a.Level, uint8(at))
		}
	}
	if r.HasTiers && len(r.tiers.from) > 0 {
		var out Receipt
		carried := a.until
		r.promote(a, d, &out)
		for i, until := range carried {
			if i > 0 && until >= d { // it goes on until it would have ended
				a.until[i] = until
			}
		}
	}
	a.caps = resize(a.caps, len(r.caps))
	clear(a.caps)
	a.challenges = resize(a.challenges, len(r.Challenges))
	clear(a.challenges)
	if r.regularPerks {
		given := d - 1
		if old.regularPerks {
			given = d // by the rules before
		}
		for kind := range a.perks {
			a.perks[kind] = r.nextPerk(a, kind, given)
		}
	}
	r.schedule(a)
	a.NextDate = max(a.NextDate, d) // what these rules let lapse earlier lapses on their first day
}

// Converts tells whether points become more or fewer when these rules take over.
func (r *Rules) Converts() bool {
	return r.HasPoints && r.previous != nil && r.previous.HasPoints && r.convert != 1_000_000
}

// convertPoints multiplies all points by what the version says; each lot is rounded to a thousandth. What is added is issued, what is lost forfeited.
func (r *Rules) convertPoints(a *Account, l *Lapsed) {
	const one = 1_000_000
	if r.convert == one {
		return
	}
	outstanding := a.Outstanding()
	if a.Balance < 0 {
		a.Balance = -Points(times(int64(-a.Balance), r.convert, one))
	} else {
		a.Balance = 0
		for i := range a.lots.count {
			lot := a.lots.at(i)
			lot.points = Points(times(int64(lot.points), r.convert, one))
			a.Balance += lot.points
		}
		for i := a.lots.count - 1; i >= 0; i-- {
			if a.lots.at(i).points == 0 {
				a.lots.remove(i)
			}
		}
	}
	a.Pending = 0
	for i := range a.pending.count {
		lot := a.pending.at(i)
		lot.points = Points(times(int64(lot.points), r.convert, one))
		a.Pending += lot.points
	}
	for i := range a.gone.count {
		if g := a.gone.at(i); g.serial == 0 {
			g.points = Points(times(int64(g.points), r.convert, one))
		}
	}
	if more := a.Outstanding() - outstanding; more > 0 {
		a.Book.Issued += more
		l.Converted = more
	} else {
		a.Book.Forfeited -= more
		l.Forfeited = -more
	}
}

// convertReceipt makes the points of a receipt of an earlier version what they have become since: nothing where there are none any more.
func (r *Rules) convertReceipt(out *Receipt) {
	if r.previous.previous != nil && out.Day < r.previous.since {
		r.previous.convertReceipt(out)
	}
	for _, points := range []*Points{&out.Earned, &out.Burned, &out.bonus} {
		if r.HasPoints {
			*points = Points(times(int64(*points), r.convert, 1_000_000))
		} else {
			*points = 0
		}
	}
}

// adoptCounters carries counts over where both versions count the same in the same way; others begin anew.
func (r *Rules) adoptCounters(a *Account, old *Rules, d Day) {
	// The two lists take turns, so that a change of rules needs no memory of its own.
	a.otherCounters = resize(a.otherCounters, len(r.counters))
	for i := range r.counters {
		c, was := &a.otherCounters[i], i
		if i >= r.tiers.counters { // that of a cumulative discount: there may have been other tiers, or none
			was += old.tiers.counters - r.tiers.counters
		} else if i >= old.tiers.counters {
			was = len(old.counters)
		}
		if was < len(old.counters) && old.counters[was] == r.counters[i] {
			*c, a.counters[was] = a.counters[was], *c
			if !old.lapses {
				c.last = d
			}
			continue
		}
		*c = counter{months: resize(c.months, int(r.counters[i].months)), last: d, since: d}
		clear(c.months)
		if i == 0 {
			a.counted, a.gains = 0, 0
		}
	}
	a.counters, a.otherCounters = a.otherCounters, a.counters
	a.restart = r.nextRestart(a, d)
}
