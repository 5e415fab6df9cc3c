package simulate

import (
	"context"
	"math"
	"slices"

	"earnburn/internal/document"
	"earnburn/internal/root"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// Stated shares are solved on a pilot of these customers, over 36 months whatever the horizon, so that what a program states
// means the same in every run. A burn rate is found to about half a percentage point, the pilot's own error.
const (
	pilotCustomers = 30_000
	fewPilots      = 2_000 // of a rough run
	pilotMonths    = 36
	pilotSeed      = 20_050_724
)

// solution is what makes an arm come out as its program states.
type solution struct {
	joining    float64        // intercept c0, if enrollment is stated
	redemption float64        // intercept b0, if a burn rate is stated
	spent      []programs.Day // last day of each version's budget; 0: it lasts
}

// adopt takes over solutions of another run of the same arms.
func (p *plan) adopt(solved []solution) {
	for i := range p.arms {
		a := &p.arms[i]
		a.solution = solved[i]
		if a.Program == nil {
			continue
		}
		if a.joining.stated > 0 {
			a.joining.c0 = a.solution.joining
		}
		if a.statedBurnRate() != nil && !p.world.Mechanical {
			a.behavior()[scenarios.RedemptionIntercept] = a.solution.redemption
		}
		for v, last := range a.solution.spent {
			if last != 0 {
				p.spend(&a.versions[v], last)
			}
		}
	}
}

// spend ends what a version's budget pays for after a day.
func (p *plan) spend(v *version, last programs.Day) {
	v.rules.SpendBudget(last)
	v.dates = append(v.dates, float64(last+1-p.calendar.start))
	slices.Sort(v.dates)
}

// solve finds the intercepts behind what programs state of their outcome: enrollment and burn rate.
func (p *plan) solve(ctx context.Context, threads int) error {
	for i := range p.arms {
		a := &p.arms[i]
		if a.Program == nil {
			continue
		}
		if p.world.Mechanical {
			if err := p.spendBudgets(ctx, a, threads); err != nil {
				return err
			}
			continue
		}
		if a.statedBurnRate() != nil {
			if err := p.solveBurnRate(ctx, a, threads); err != nil {
				return err
			}
		}
		if a.joining.stated > 0 {
			if err := p.pilot(a, pilotMonths).solveEnrollment(a); err != nil {
				return err
			}
		}
		if err := p.spendBudgets(ctx, a, threads); err != nil {
			return err
		}
		a.solution.joining, a.solution.redemption = a.joining.c0, a.behavior()[scenarios.RedemptionIntercept]
	}
	return nil
}

// spendBudgets finds, for each version of the rules with a budget of points for all members together, the day on which it is spent. Nobody foresees it, so
// a pilot of the same horizon in which nothing is spent yet says how fast points are issued.
func (p *plan) spendBudgets(ctx context.Context, a *armPlan, threads int) error {
	a.solution.spent = make([]programs.Day, len(a.versions))
	for i := range a.versions {
		v := &a.versions[i]
		budget := v.rules.Budget().Float()
		if budget == 0 {
			continue
		}
		q := p.pilot(a, p.world.Months)
		total := q.newCounts()
		done, err := q.run(ctx, total, 0, p.pilots(), threads, nil)
		if err == nil && done < p.pilots() {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		// Days are whole: the budget is overrun or left by half a day's points at the most.
		last := p.calendar.start + programs.Day(math.Round(q.spends(total, 1, v.from, budget*float64(p.pilots())/q.population.total))) - 1
		if last < p.calendar.start+programs.Day(p.calendar.end)-1 {
			a.solution.spent[i] = last
			p.spend(v, last)
		}
	}
	return nil
}

// spends returns the day on which an arm has issued so many points since day from; the end of the horizon if it never has.
func (p *plan) spends(c counts, arm int, from, budget float64) float64 {
	var spent float64
	for m := range p.calendar.months {
		begin, end := p.calendar.begin(m), p.calendar.begin(m+1)
		if end <= from {
			continue
		}
		var issued float64
		for _, segment := range c.segments[arm] {
			for _, s := range segment {
				if s != nil {
					issued += programs.Points(s.Flow[m][metrics.PointsIssued]).Float()
				}
			}
		}
		begin = max(begin, from) // points of a month are spread evenly over it
		if issued > 0 && spent+issued >= budget {
			return begin + (end-begin)*(budget-spent)/issued
		}
		spent += issued
	}
	return p.calendar.end
}

// pilot returns a plan for the same world and one arm over the pilot's customers and some months.
func (p *plan) pilot(a *armPlan, months int) *plan {
	w := *p.world
	w.Months = months
	c := newCalendar(w.Start, w.Months, w.Season)
	q := &plan{world: &w, rough: p.rough, calendar: c, population: newPopulation(&w, c, pilotSeed), yearAgo: c.begin(max(0, w.Months-12)), twoYearsAgo: c.begin(max(0, w.Months-24))}
	q.arms = []armPlan{{Arm: Arm{Name: Baseline}}, newArmPlan(&w, a.Arm, a.versions[0].rules, int(c.end))}
	q.arms[1].joining = a.joining
	q.population.birthdays = q.arms[1].birthdays
	for i := range q.arms[1].versions {
		q.arms[1].versions[i].mind.Behavior = a.behavior()
	}
	return q
}

// solveEnrollment finds, on a pilot, c0 at which the stated share of customers is willing to join the arm's program.
func (p *plan) solveEnrollment(a *armPlan) error {
	w := newWorker(p)
	l := w.lanes[1]
	var appeals []float64
	for n := range p.pilots() {
		p.population.person(n, w.traits, &w.person)
		l.assess(&w.person)
		if x := l.mind.appeal(&l.outlook, &w.person); !math.IsInf(x, -1) {
			appeals = append(appeals, x)
		}
	}
	if most := float64(len(appeals)) / float64(p.pilots()); a.joining.stated >= most && !p.rough {
		return a.fault("enrollment", "%.4g%% of customers cannot be willing to join: the program is worth something to %.3g%% in this scenario", 100*a.joining.stated, 100*most)
	}
	a.joining.c0 = bisect(-60, 60, 1e-9, func(c0 float64) bool {
		var sum float64
		for _, x := range appeals {
			sum += logistic(c0 + a.joining.slope*x + a.joining.affinity)
		}
		return sum/float64(p.pilots()) < a.joining.stated
	})
	return nil
}

// solveBurnRate finds b0 at which the stated share of issued points is redeemed in the end. Who joins depends on it,
// so stated enrollment is solved again each time.
func (p *plan) solveBurnRate(ctx context.Context, a *armPlan, threads int) error {
	stated := float64(*a.statedBurnRate())
	q := p.pilot(a, pilotMonths)
	// In logits the rate rises almost in a line, so that a few secants find it.
	logit := func(rate float64) float64 {
		const least = 1e-6
		rate = min(max(rate, least), 1-least)
		return math.Log(rate / (1 - rate))
	}
	var rate float64
	missing := func(b0 float64) (float64, error) {
		a.behavior()[scenarios.RedemptionIntercept] = b0
		if rate = 0; q.arms[1].joining.stated > 0 && q.solveEnrollment(&q.arms[1]) != nil {
			return logit(rate) - logit(stated), nil // hardly anybody would join for rewards so rarely used
		}
		total := q.newCounts()
		done, err := q.run(ctx, total, 0, p.pilots(), threads, nil)
		if err == nil && done < p.pilots() {
			err = ctx.Err()
		}
		if err != nil {
			return 0, err
		}
		rate = total.burnRate(1)
		return logit(rate) - logit(stated), nil
	}
	const noise = 0.015  // of a rate that is out of reach
	const precise = 5e-4 // of one that is not
	b0, _, err := root.Rising(missing, root.Search{
		Low: -15, High: 15, First: a.behavior()[scenarios.RedemptionIntercept], Second: 0,
		Near: precise / (stated * (1 - stated)), Precision: 5e-3,
	})
	switch {
	case err != nil:
		return err
	case p.rough: // as near as can be
	case rate < stated-noise:
		return a.fault("points.burn_rate", "%.4g%% cannot be reached: at most %.3g%% of points would be redeemed in this scenario", 100*stated, 100*rate)
	case rate > stated+noise:
		return a.fault("points.burn_rate", "%.4g%% cannot be reached: at least %.3g%% of points would be redeemed in this scenario", 100*stated, 100*rate)
	}
	a.behavior()[scenarios.RedemptionIntercept] = b0
	return nil
}

// pilots is how many customers a pilot has.
func (p *plan) pilots() int {
	if p.rough {
		return fewPilots
	}
	return pilotCustomers
}

// statedBurnRate returns the burn rate that the program states for the rules in force at the start.
func (a *armPlan) statedBurnRate() *programs.Share {
	if p := a.Program.Points; p != nil {
		return p.BurnRate
	}
	return nil
}

// burnRate returns the share of an arm's points, less those clawed back, that is redeemed in the end, less those restored.
func (c counts) burnRate(arm int) float64 {
	var issued, redeemed int64
	for _, segment := range c.segments[arm] {
		for _, s := range segment {
			if s == nil {
				continue
			}
			for m := range s.Flow {
				issued += s.Flow[m][metrics.PointsIssued] - s.Flow[m][metrics.PointsClawedBack]
				redeemed += s.Flow[m][metrics.PointsRedeemed] - s.Flow[m][metrics.PointsAdjusted]
			}
			for m := range s.Owed {
				redeemed += s.Owed[m][metrics.OwedRedeemed]
			}
		}
	}
	if issued <= 0 {
		return 0
	}
	return float64(redeemed) / float64(issued)
}

// fault returns an error at a path of the arm's program.
func (a *armPlan) fault(path, format string, args ...any) error {
	var problems document.Problems
	problems.Add(a.Program.Document().At(path), path, format, args...)
	return problems.Err()
}

// bisect returns, to a precision, where below turns from true to false.
func bisect(low, high, precision float64, below func(float64) bool) float64 {
	for high-low > precision {
		if mid := (low + high) / 2; below(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}
