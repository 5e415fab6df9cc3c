package simulate

import (
	"math"

	"earnburn/programs"
	"earnburn/simulate/metrics"
)

// tally is what is kept of one customer in one arm until his end.
type tally struct {
	member     bool
	level      int     // held at the end of the horizon; −1: the membership has ended
	joined     float64 // day
	before     int64   // sales before
	left       float64 // day of dropout; +Inf if he stays to the end of the horizon
	purchases  int64
	sales      int64
	inYear     int64 // purchases in the last year
	yearSales  int64
	yearBefore bool // bought in the year before the last
	moved      bool // earned or burned in the last year
	burned     bool
	paid       int64   // revenue in the last year
	paidAgo    int64   // and in the year before it
	first      float64 // day of the first purchase
	last       float64 // and of the last so far
	cost       int64   // of the program
	rewards    int64   // among it
	points     int64   // outstanding at the end of the horizon
	cards      int64   // face of certificates in hand
	fees       int64   // paid by the member
	unearned   int64   // of fees paid, for days after the horizon
	orphaned   int64   // points on a balance too small for any reward
}

// visit counts a purchase and what is paid for it.
func (t *tally) visit(p *plan, day float64, amount, paid int64) {
	if t.purchases == 0 {
		t.first = day
	}
	t.last = day
	t.purchases++
	t.sales += amount
	if day >= p.yearAgo {
		t.inYear++
		t.yearSales += amount
		t.paid += paid
	} else if day >= p.twoYearsAgo {
		t.yearBefore = true
		t.paidAgo += paid
	}
}

// giveBack counts the return of a purchase of day bought.
func (t *tally) giveBack(p *plan, bought float64, amount, paid int64) {
	t.sales -= amount
	if bought >= p.yearAgo {
		t.yearSales -= amount
		t.paid -= paid
	} else if bought >= p.twoYearsAgo {
		t.paidAgo -= paid
	}
}

// seemsGone tells what a company would conclude from purchases alone: whether a customer who has bought at least three times has bought nothing in the
// last three of his own mean gaps.
func (t *tally) seemsGone(end float64) (gone, known bool) {
	if t.purchases < 3 {
		return false, false
	}
	gap := (t.last - t.first) / float64(t.purchases-1)
	return end-t.last > 3*gap, true
}

// move notes that the member got something: points, a reward, a discount or a perk.
func (t *tally) move(p *plan, day float64, r *programs.Receipt) {
	if day < p.yearAgo {
		return
	}
	t.moved = t.moved || r.Earned > 0 || r.Burned > 0 || r.CardsUsed > 0 || r.Discount > 0 || r.PerkWorth > 0
	t.burned = t.burned || r.Events&programs.Redeemed != 0
}

// leave notes when a customer who is no member drops out, and what is on its way back.
func (l *lane) leave(w *worker, day float64) {
	if day < l.calendar.end {
		l.tally.left = day
		l.flow[l.calendar.month(day)][metrics.Left]++
		if l.watch != nil {
			l.watch(&Step{Time: day, What: "dropped out", Q: 1, B: 1, Hazard: 1})
		}
	}
	l.collect(w)
}

// collect takes back at the end of the horizon, on its last day, whatever is still to come back.
func (l *lane) collect(w *worker) {
	last := l.calendar.end - 1e-6
	for len(l.returns) > 0 {
		l.unpack(w, min(l.returns[0].due(l.c.seg), last))
	}
}

// drop ends a member's life as a customer on day t. His points stay until they expire; he pays, receives and does nothing any more.
func (l *lane) drop(w *worker, t float64) {
	l.tally.left = t
	l.flow[l.month][metrics.Left]++
	l.settle(w, t)
	l.nextDeed = math.Inf(1)
	if l.watch != nil {
		l.watch(l.step(0, t, "dropped out"))
	}
	l.close(w)
}

// close brings the account to the end of the horizon.
func (l *lane) close(w *worker) {
	l.settle(w, l.calendar.end-1e-6)
	l.collect(w)
	l.now = l.calendar.end
	l.tally.points = int64(l.account.Outstanding())
	l.tally.cards = int64(l.account.CardsFace)
	l.tally.unearned = int64(l.account.Unearned(l.day()))
	l.tally.orphaned = l.orphaned()
	l.tally.level = int(l.account.Level)
	if l.ended {
		l.tally.level = -1
	}
}

// finish adds the customer to the counts per person.
func (l *lane) finish(w *worker, c *customer, base *tally) {
	t, p := &l.tally, &l.into.Person
	end := l.calendar.end
	arrival := &l.flow[l.calendar.month(c.arrives)]
	arrival[metrics.Arrived]++
	if c.arrives > 0 {
		arrival[metrics.AcquisitionCost] += int64(c.seg.Arriving.Cost)
	}
	p[metrics.Customers]++
	alive := t.left >= end
	if alive {
		p[metrics.Alive]++
	}
	if c.arrives <= w.plan.yearAgo && t.left > w.plan.yearAgo {
		p[metrics.AliveYearAgo]++
		if !alive {
			p[metrics.LeftLastYear]++
		}
	}
	p[metrics.AliveDays] += int64(math.Round(min(t.left, end) - c.arrives))
	p[metrics.ExtraPurchases] += max(0, t.purchases-base.purchases)
	if lost := base.purchases - t.purchases; lost > 0 {
		p[metrics.LostPurchases] += lost
		p[metrics.BoughtLess]++
	}
	if t.yearBefore {
		p[metrics.BoughtBefore]++
		if t.inYear > 0 {
			p[metrics.Retained]++
		}
	}
	if t.yearBefore {
		p[metrics.RevenueBefore] += t.paidAgo
		p[metrics.RevenueAfter] += t.paid
		p[metrics.RevenueKept] += min(t.paid, t.paidAgo)
	}
	if gone, known := t.seemsGone(end); known {
		p[metrics.Frequent]++
		if gone {
			p[metrics.SeemGone]++
		}
	}
	wallet := millionths(c.wallet)
	if t.member {
		l.finishMember(w, p, base)
		wallet = millionths(l.walletLastYear(w))
	}
	mood := 0.0
	if t.member {
		mood = l.mind.mood(&l.outlook, &l.memory, min(t.left, end))
	}
	if l.depth != nil {
		l.opine(c.seg.satisfaction, mood)
	}
	if t.inYear == 0 {
		return
	}
	p[metrics.Buyers]++
	if t.inYear > 1 {
		p[metrics.Repeaters]++
	}
	effort := noEffort
	if t.member {
		effort = l.mind.effort
		p[metrics.MemberBuyers]++
		p[metrics.MemberWallet] += wallet
		p[metrics.MemberWalletBaseline] += millionths(c.wallet)
	} else {
		p[metrics.OtherSpend] += t.yearSales
		p[metrics.OtherWallet] += wallet
	}
	p[metrics.Effort] += effort.mean
	p[metrics.EffortSquares] += effort.square
	promoters, detractors := recommend(c.seg.satisfaction + mood)
	p[metrics.Promoters] += millionths(promoters)
	p[metrics.Detractors] += millionths(detractors)
}

func (l *lane) finishMember(w *worker, p *[metrics.NumPersons]int64, base *tally) {
	t := &l.tally
	p[metrics.Members]++
	if t.moved {
		p[metrics.ActiveMembers]++
	}
	if t.burned {
		p[metrics.RedeemingMembers]++
	}
	p[metrics.ProgramCost] += t.cost
	p[metrics.RewardsAll] += t.rewards
	if t.before > 0 {
		p[metrics.BeforeSpend] += t.before
		p[metrics.BeforeDays] += int64(math.Round(t.joined - l.c.arrives))
		p[metrics.AfterSpend] += t.sales - t.before
		p[metrics.AfterDays] += int64(math.Round(l.calendar.end - t.joined))
	}
	anyway := 1.0
	if t.sales > base.sales {
		anyway = max(0, float64(base.sales)/float64(t.sales))
	}
	p[metrics.Subsidy] += int64(math.Round(float64(t.cost) * anyway))
	p[metrics.SubsidyRewards] += int64(math.Round(float64(t.rewards) * anyway))
	p[metrics.MemberSpend] += t.yearSales
	p[metrics.MemberSpendBaseline] += base.yearSales
	p[metrics.PointsOutstanding] += t.points
	p[metrics.CardsOutstandingFace] += t.cards
	p[metrics.FeesUnearned] += t.unearned
	p[metrics.PointsOrphaned] += t.orphaned
}

// walletLastYear returns the member's share of wallet over the last year as a customer: s q, averaged over his own clock.
func (l *lane) walletLastYear(w *worker) float64 {
	then := l.c.rate * l.calendar.operational(w.plan.yearAgo, l.calendar.month(w.plan.yearAgo))
	if l.c.arrives > 0 {
		then = max(then, l.c.first)
	}
	if l.clock <= then {
		return l.c.wallet
	}
	return min(1, l.c.wallet*(1+l.spent/(l.clock-then)))
}

func millionths(x float64) int64 { return int64(math.Round(x * 1e6)) }
