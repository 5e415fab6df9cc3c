package programs

// earnRule is a compiled Earn at one level: num/den points, in thousandths, per thousandth of spend, per unit or per visit.
type earnRule struct {
	when     condition
	num, den int64
	each     int64 // with roundStep: thousandths of spend, or units, for which points are given whole
	most     int64 // in one purchase; 0: no limit
	per      perWhat
	round    rounding
	odds     odds
}

// timesRule is a compiled Earn that multiplies what others earn.
type timesRule struct {
	when   condition
	factor int64 // millionths
	odds   odds
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
	roundUp
	roundStep // points only for each full amount
)

var roundings = map[string]rounding{"down": roundDown, "nearest": roundNearest, "up": roundUp, "step": roundStep}

// earn returns the points of a purchase of which base earns. Each rule rounds once, to a thousandth of a point or as it says.
func (r *Rules) earn(level *levelRules, p *Purchase, base Money) Points {
	var sum, best int64
	for i := range level.earn {
		e := &level.earn[i]
		if !e.when.holds(p) {
			continue
		}
		points := e.points(p, base)
		if e.odds.any {
			points = e.odds.of(points, p)
		}
		sum += points
		best = max(best, points)
	}
	if r.best {
		sum = best
	}
	if len(level.times) > 0 {
		sum = multiplied(level.times, sum, p)
	}
	return Points(min(sum, most))
}

// multiplied returns points times the largest factor that holds; rounded to a thousandth of a point.
func multiplied(rules []timesRule, points int64, p *Purchase) int64 {
	const one = 1_000_000
	factor := int64(0)
	for i := range rules {
		t := &rules[i]
		if !t.when.holds(p) {
			continue
		}
		switch given := t.odds.of(one, p); {
		case given == 0:
		case t.factor < one:
			factor = max(factor, one-times(one-t.factor, given, one))
		default:
			factor = max(factor, one+times(t.factor-one, given, one))
		}
	}
	if factor == 0 {
		return points
	}
	return times(points, factor, one)
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
	points := int64(0)
	switch e.round {
	case roundDown:
		points = timesDown(counted, e.num, e.den*1000) * 1000
	case roundNearest:
		points = times(counted, e.num, e.den*1000) * 1000
	case roundUp:
		points = timesUp(counted, e.num, e.den*1000) * 1000
	case roundStep:
		points = times(counted-counted%e.each, e.num, e.den)
	default:
		points = times(counted, e.num, e.den)
	}
	if e.most > 0 {
		return min(points, e.most)
	}
	return points
}

// credit adds points to the balance or, where they have to wait, to those that do, and returns their last day.
func (r *Rules) credit(a *Account, points Points, d Day) (until Day) {
	until = r.levels[a.Level].expire.goodUntil(d)
	if r.waits {
		r.hold(a, points, d, until)
	} else {
		a.put(points, until)
	}
	return until
}

// put adds points to the balance: what a negative balance lacks is absorbed, the rest becomes part of the lot of that last day. Lots lie in the order
// in which they die, which is that of earning unless levels or versions differ.
func (a *Account) put(points Points, until Day) {
	a.Balance += points
	added := min(points, a.Balance)
	if added <= 0 {
		return
	}
	if a.lots.count > 0 {
		newest := a.lots.newest()
		if newest.until == until {
			newest.points += added
			return
		}
		if newest.until > until {
			a.insert(lot{until, added})
			return
		}
	}
	a.lots.push(lot{until, added})
}

// insert puts a lot between those that die before and after it.
func (a *Account) insert(l lot) {
	a.lots.push(l)
	i := a.lots.count - 1
	for ; i > 0 && a.lots.at(i-1).until > l.until; i-- {
		*a.lots.at(i) = *a.lots.at(i - 1)
	}
	*a.lots.at(i) = l
	if i > 0 && a.lots.at(i-1).until == l.until {
		a.lots.at(i - 1).points += l.points
		a.lots.remove(i)
	}
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
