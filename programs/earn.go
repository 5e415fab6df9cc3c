package programs

// earnRule is a compiled Earn at one level: num/den points, in thousandths, per thousandth of spend, per unit or per visit.
type earnRule struct {
	when     condition
	num, den int64
	per      perWhat
	round    rounding
}

type perWhat uint8

const (
	perSpend perWhat = iota
	perVisit
	perUnit
)

// rounding is to whole points per purchase and rule.
type rounding uint8

const (
	roundNone rounding = iota
	roundDown
	roundNearest
)

// earn returns the points of a purchase of which base earns. Each rule rounds once, to a thousandth of a point or as it says.
func (r *Rules) earn(level *levelRules, p *Purchase, base Money) Points {
	var sum, best int64
	for i := range level.earn {
		e := &level.earn[i]
		if !e.when.holds(p) {
			continue
		}
		points := e.points(p, base)
		sum += points
		best = max(best, points)
	}
	if r.best {
		sum = best
	}
	return Points(min(sum, most))
}

func (e *earnRule) points(p *Purchase, base Money) int64 {
	counted := int64(base)
	switch e.per {
	case perVisit:
		counted = 1
	case perUnit:
		counted = int64(p.Units)
	}
	if counted <= 0 {
		return 0
	}
	switch e.round {
	case roundDown:
		return timesDown(counted, e.num, e.den*1000) * 1000
	case roundNearest:
		return times(counted, e.num, e.den*1000) * 1000
	}
	return times(counted, e.num, e.den)
}

// credit adds points to the balance: what a negative balance lacks is absorbed, the rest becomes part of the newest lot.
func (r *Rules) credit(a *Account, points Points, d Day) {
	a.Balance += points
	added := min(points, a.Balance)
	if added <= 0 {
		return
	}
	until := r.goodUntil(d)
	if a.lots.count > 0 {
		if newest := a.lots.newest(); newest.until == until {
			newest.points += added
			return
		}
	}
	a.lots.push(lot{until, added})
}

// debit takes points from the balance, the oldest lots first.
func (a *Account) debit(points Points) {
	a.Balance -= points
	for points > 0 && a.lots.count > 0 {
		oldest := a.lots.oldest()
		if oldest.points > points {
			oldest.points -= points
			return
		}
		points -= oldest.points
		a.lots.popOldest()
	}
}

// clawBack takes points from the balance, the newest lots first; what the lots lack makes the balance negative.
func (a *Account) clawBack(points Points) {
	a.Balance -= points
	for points > 0 && a.lots.count > 0 {
		newest := a.lots.newest()
		if newest.points > points {
			newest.points -= points
			return
		}
		points -= newest.points
		a.lots.popNewest()
	}
}
