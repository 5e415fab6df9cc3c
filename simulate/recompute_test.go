package simulate_test

import (
	"math"
	"strings"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/proof"
)

// The numbers of a trace are computed here a second time, slowly and straight from docs/model.md. What is taken from the code under test is who the
// customers are (their traits and the baseline's purchases) and what they did: when they bought, whether they identified and whether they redeemed.

// terms are those of a shipped program, written out by hand.
type terms struct {
	name, world        string
	steps              []step  // discounts on all that was ever paid
	perSpend, perVisit float64 // points
	rewards            []prize
	linear             bool // any number of points; the reward is one point
	onRewards          bool // what is paid with points earns too
	inactive           bool // points die after 12 months without activity instead of 12 months after they were earned
	levels             []rung
	sees               []string // what has to occur in the traces
}

type step struct{ from, rate float64 }

type prize struct {
	points, value float64
	product       bool
}

type rung struct {
	name              string
	from, times, perk float64
}

var (
	fiveOff    = prize{100, 5, false}
	single     = []rung{{"", 0, 1, 0}}
	recomputed = []terms{
		{name: "discount-5", world: "retail", levels: single, steps: []step{{0, 0.05}}},
		{name: "discount-progressive", world: "retail", levels: single, steps: []step{{200, 0.03}, {500, 0.05}, {1000, 0.07}}},
		{name: "bonus-5", world: "retail", levels: single, perSpend: 5, rewards: []prize{{1, 0.01, false}}, linear: true, onRewards: true,
			sees: []string{"redeemed", "points expired"}},
		{name: "points-100", world: "retail", levels: single, perSpend: 1, rewards: []prize{fiveOff}, sees: []string{"redeemed", "points expired"}},
		{name: "stamp-card", world: "coffee", levels: single, perVisit: 1, rewards: []prize{{10, 4, true}}, inactive: true,
			sees: []string{"redeemed", "points expired"}},
		{name: "points-tiers", world: "retail", perSpend: 1, rewards: []prize{fiveOff, {450, 25, false}},
			levels: []rung{{"Member", 0, 1, 0}, {"Silver", 500, 1.25, 0}, {"Gold", 1500, 1.5, 4}},
			sees:   []string{"redeemed", "points expired", "promoted", "demoted", "missed narrowly"}},
	}
)

// replay is a customer in one arm: the traits, what the account holds and what has happened.
type replay struct {
	*terms
	w                                      *scenarios.World
	b                                      *scenarios.Behavior
	engaged, joined                        bool
	lambda, impatience, a                  float64 // λ a day, ρ + μ + λp a day, worth of one unit at the next purchase
	price, basket                          float64 // the own mean basket, and to the cent: the list price that rules are applied to
	wallet, response, theta, hassle, leans float64
	since, redeemed                        float64 // time of joining and of the last redemption; before that −1
	balance, counted, paid, bought         float64 // points; paid this year (without tiers: ever); all that was paid, in how many purchases
	lots                                   []lot
	moved, seen                            programs.Day // points were last earned or burned; the account was last looked at
	level                                  int
	until                                  [4]programs.Day // last day for which a level has been reached
	rewarded                               bool            // the last purchase
	discount                               []change        // changes of d
	promoted, demoted, missed, expired     effect
	lead, exposure                         float64 // X, and ∫ HR dt
	last                                   piece
}

type lot struct {
	until  programs.Day
	points float64
}

type change struct{ at, by float64 }

type effect struct{ until, step float64 }

// piece is what the formulas give between two events.
type piece struct {
	d, u, q, b, hazard float64
	works              work
}

// work is what a member works for, −1 for nothing: V/K or the linear value, and what goes into it.
type work struct {
	target                              int
	steady, first, v, k, e, psi, points float64
}

// clock is C(t).
func (r *replay) clock(t float64) (c float64) {
	for m := 0; ; m++ {
		begin, end := programs.Span{Months: m}.After(r.w.Start), programs.Span{Months: m + 1}.After(r.w.Start)
		_, month, _ := begin.Date()
		from, to := float64(begin-r.w.Start), min(t, float64(end-r.w.Start))
		c += (to - from) * r.lambda * r.w.Season[month-1]
		if to == t {
			return c
		}
	}
}

// travel goes on to a time, piece by piece.
func (r *replay) travel(now, to float64) {
	for now < to {
		y, m, _ := (r.w.Start + programs.Day(now)).Date()
		end := float64(programs.DayOf(y, m+1, 1) - r.w.Start)
		if day, _ := r.lapse(); day != programs.Never {
			end = min(end, float64(day+1-r.w.Start))
		}
		for _, e := range []effect{r.promoted, r.demoted, r.missed, r.expired} {
			if e.until > now {
				end = min(end, e.until)
			}
		}
		r.last = r.between(now, end)
		end = min(end, to)
		r.lead += (r.last.q/r.last.b - 1) * (r.clock(end) - r.clock(now))
		r.exposure += r.last.hazard * (end - now)
		if now = end; r.joined && now == math.Floor(now) {
			r.open(r.w.Start+programs.Day(now), now)
		}
	}
}

// open lets happen what is scheduled for the start of a day: expiry, evaluation of tiers, a new year.
func (r *replay) open(day programs.Day, t float64) {
	lost := 0.0
	if until, all := r.lapse(); r.inactive && until < day {
		lost, r.lots, r.seen = all, nil, day
	}
	for ; !r.inactive && len(r.lots) > 0 && r.lots[0].until < day; r.lots = r.lots[1:] {
		lost, r.seen = lost+r.lots[0].points, day
	}
	r.balance = milli(r.balance - lost)
	if len(r.rewards) > 0 && !r.linear && lost > r.rewards[0].points {
		r.expired = effect{until: t + 2*quarter}
	}
	if _, month, first := day.Date(); len(r.levels) == 1 || month != 1 || first != 1 {
		return
	}
	if r.until[r.level] < day {
		r.demoted = effect{t + 2*quarter, r.index(r.level)}
		r.miss(r.level, t)
		r.level--
		r.until[r.level] = max(r.until[r.level], programs.DayOf(day.Year(), 12, 31))
	}
	r.miss(r.level+1, t)
	r.counted, r.seen = 0, day
}

// miss notes a level that was missed narrowly.
func (r *replay) miss(level int, t float64) {
	if level < len(r.levels) {
		from := r.levels[level].from
		if short := from - r.counted; short > 0 && (short <= from/10 || short <= r.paid/r.bought) {
			r.missed = effect{t + quarter, r.index(level)}
		}
	}
}

// offer is what the member could take at a purchase: which reward, its face, and the chance that it is taken.
func (r *replay) offer(s *simulate.Step) (i int, face, chance float64) {
	i = r.last.works.target
	day, _ := r.lapse()
	expiring := day != programs.Never && day-s.Day <= 30
	if i > 0 && r.balance < r.rewards[i].points && expiring {
		i = 0
	}
	if i < 0 || r.balance < r.rewards[i].points {
		return 0, 0, 0
	}
	w, more := r.rewards[i], 0.0
	switch {
	case r.linear:
		face = math.Floor(min(s.Basket, r.balance*w.value)*1000+1e-7) / 1000
	case w.product:
		face = w.value
	default:
		face = min(s.Basket, w.value*max(1, math.Floor(min(r.balance/w.points, s.Basket/w.value))))
	}
	if r.theta*face <= r.hassle {
		return i, face, 0
	}
	if expiring {
		more = r.b[scenarios.RedemptionExpiring] * math.Log2(1.2) // the programs here send no reminders
	}
	return i, face, r.chance(face, more)
}

// buy books a purchase at which the member identified.
func (r *replay) buy(s *simulate.Step, i int) {
	before := r.off(r.counted)
	if !r.joined {
		r.joined, r.since, r.moved, r.until[0], before = true, s.Time, s.Day, programs.Never, 0
	}
	r.seen = s.Day
	if s.Took {
		r.rewarded, r.redeemed = true, s.Time
		used := r.rewards[i].points
		if !r.rewards[i].product {
			used *= s.Offered / r.rewards[i].value
		}
		if !r.linear { // whole rewards, of which the last may be worth more than is left to pay
			used = r.rewards[i].points * math.Ceil(used/r.rewards[i].points-1e-9)
		}
		r.balance = milli(r.balance - used)
		for used = milli(used); used > 0; {
			n := min(used, r.lots[0].points)
			used, r.lots[0].points = milli(used-n), milli(r.lots[0].points-n)
			if r.lots[0].points == 0 {
				r.lots = r.lots[1:]
			}
		}
	}
	base := s.Paid
	if r.onRewards {
		base = s.Basket
	}
	if earned := r.earns(r.level, base); earned > 0 {
		r.balance, r.moved = milli(r.balance+earned), s.Day
		until := programs.Span{Months: 12}.After(s.Day)
		if n := len(r.lots); n == 0 || r.lots[n-1].until != until {
			r.lots = append(r.lots, lot{until: until})
		}
		newest := &r.lots[len(r.lots)-1]
		newest.points = milli(newest.points + earned)
	}
	r.counted, r.paid, r.bought = milli(r.counted+s.Paid), r.paid+s.Paid, r.bought+1
	for l := 1; l < len(r.levels) && r.counted >= r.levels[l].from; l++ {
		r.until[l] = programs.DayOf(s.Day.Year()+1, 12, 31)
		if l > r.level {
			r.level, r.promoted = l, effect{s.Time + quarter, r.index(l)}
		}
	}
	if after := r.off(r.counted); after != before {
		r.discount = append(r.discount, change{s.Time, r.b[scenarios.Capture] * (after - before) / r.price})
	}
}

// newReplay is the customer of a trace before anything has happened.
func newReplay(tr *simulate.Traced, m *terms, w *scenarios.World) *replay {
	trait := map[string]float64{}
	for _, x := range tr.Traits {
		trait[x.Name] = x.Value
	}
	r := &replay{terms: m, w: w, b: &w.Behavior, redeemed: -1, last: piece{q: 1, b: 1, hazard: 1}, engaged: trait["engaged in "+m.name] == 1}
	r.lambda, r.price = trait["purchase rate"]/proof.MeanMonth, trait["mean basket"]
	r.basket = math.Round(r.price*100) / 100
	r.impatience = (trait["subjective discount rate ρ"]+trait["dropout hazard"])/year + r.lambda*trait["dropout after a purchase"]
	r.a = r.lambda / (r.lambda + r.impatience)
	r.wallet, r.response, r.theta = trait["share of wallet"], trait["responsiveness R"], trait["point framing θ"]
	r.hassle, r.leans = trait["hassle of redeeming"], trait["effect on redemption"]
	return r
}

func TestTracesAreWhatTheModelSays(t *testing.T) {
	for i := range recomputed {
		m := &recomputed[i]
		data, _ := scenarios.Shipped(m.world)
		var set []scenarios.Override
		if m.world == "retail" {
			set = append(set, with("season", "[0.8, 0.8, 0.9, 0.9, 1.0, 0.9, 0.9, 0.9, 1.0, 1.0, 1.3, 1.6]"))
		}
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			// Half-lives come from tables exact to about 10⁻⁵, which adds up over the days: the rest is compared more closely without them.
			recompute(t, m, load(t, string(data), set...), 2e-5, 2e-5, 2e-3)
		})
		t.Run(m.name+" where nothing fades", func(t *testing.T) {
			t.Parallel()
			still := []scenarios.Override{with("behavior.permanent_share", "1"), with("behavior.rewarded_behavior", "0")}
			recompute(t, m, load(t, string(data), append(still, set...)...), 1e-6, 1e-9, 1e-6)
		})
	}
}

// recompute compares the traces of the first customers with the formulas: numbers within a relative or else an absolute error, times within some days.
func recompute(t *testing.T, m *terms, w *scenarios.World, relative, absolute, days float64) {
	arms := []simulate.Arm{arm(t, "idle", ""), shipped(t, m.name)} // an idle program tells when a customer leaves whom nothing moves
	seen := map[string]int{}
	for n := range 300 {
		tr, err := simulate.Trace(w, arms, simulate.Options{Seed: 1}, n)
		if err != nil {
			t.Fatal(err)
		}
		r, now := newReplay(tr, m, w), 0.0
		base := map[int]*simulate.Step{} // by purchase; 0: leaving
		for i := range tr.Steps {
			s := &tr.Steps[i]
			if s.Arm != m.name {
				base[s.Purchase] = s
				continue
			}
			within := func(what string, got, want, error float64) {
				t.Helper()
				seen[what]++
				if !(math.Abs(got-want) <= error) {
					t.Fatalf("customer %d, day %.4f (%s): %s is %.12g, not %.12g", n, s.Time, s.What, what, got, want)
				}
			}
			near := func(what string, got, want float64) {
				t.Helper()
				within(what, got, want, max(absolute, relative*math.Abs(want)))
			}
			r.travel(now, s.Time)
			now = s.Time
			p, is := &r.last, func(what string) bool { return strings.Contains(s.What, what) }
			near("D", s.D, p.d)
			near("u", s.U, p.u)
			near("q", s.Q, p.q)
			near("B", s.B, p.b)
			near("hazard ratio", s.Hazard, p.hazard)
			if was := base[s.Purchase]; was != nil && s.Purchase > 0 {
				pace := (r.clock(s.Time) - r.clock(s.Time-1e-3)) / 1e-3 * p.q / p.b
				within("days by which C + X = S misses", (r.clock(s.Time)+r.lead-r.clock(was.Time))/pace, 0, days)
				within("basket", s.Basket, was.Basket*p.b, 0.005*(1+p.b)+1e-6)
			} else if was != nil && is("dropped out") && w.Segments[0].Churn.A == 0 {
				within("days by which ∫ HR dt misses", (r.exposure-was.Time)/p.hazard, 0, days)
			}
			if s.Purchase > 0 {
				r.rewarded = false
			}
			if is("joined") || s.Purchase > 0 && r.joined && !is("not identified") {
				reward, face, chance := r.offer(s)
				if r.engaged {
					near("offer", s.Offered, face)
					near("chance", s.Chance, chance)
				}
				r.buy(s, reward)
			}
			near("balance", s.Balance, r.balance)
			if r.joined && s.Level != r.levels[r.level].name {
				t.Fatalf("customer %d, day %.4f (%s): level %q, not %q", n, s.Time, s.What, s.Level, r.levels[r.level].name)
			}
			for _, what := range m.sees {
				if is(what) {
					seen[what]++
				}
			}
			if is("dropped out") {
				break
			}
		}
	}
	for _, what := range append([]string{"D", "chance"}, m.sees...) {
		if seen[what] == 0 {
			t.Errorf("no trace has %q", what)
		}
	}
}
