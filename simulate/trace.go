package simulate

import (
	"context"
	"fmt"

	"earnburn/programs"
	"earnburn/scenarios"
)

// Trace simulates customer number n (from 0) alone; his numbers are those he has in Run.
func Trace(w *scenarios.World, arms []Arm, o Options, n int) (*Traced, error) {
	if n < 0 {
		return nil, fmt.Errorf("customer %d: customers are numbered from 0", n)
	}
	p, err := newPlan(w, arms, o.Seed)
	if err != nil {
		return nil, err
	}
	if err := p.solve(context.Background(), o.Threads); err != nil {
		return nil, err
	}
	worker := newWorker(p)
	out := &Traced{Customer: n}
	for _, l := range worker.lanes {
		l.watch = func(s *Step) {
			s.Arm = l.arm.Name
			s.Day = w.Start + programs.Day(s.Time)
			out.Steps = append(out.Steps, *s)
		}
	}
	if err := worker.customer(n); err != nil {
		return nil, err
	}
	c := &worker.person
	out.Segment = c.seg.Name
	out.Traits = []Trait{
		{"purchase rate", "a month", c.rate},
		{"mean basket", w.Currency, c.basket},
		{"share of wallet", "", c.wallet},
		{"dropout hazard", "a year", c.hazard * daysPerYear},
		{"dropout after a purchase", "", c.leave},
		{"responsiveness R", "", c.response},
		{"subjective discount rate ρ", "a year", c.impatience * daysPerYear},
		{"point framing θ", "", c.framing},
		{"hassle of redeeming", w.Currency, c.hassle},
		{"effect on redemption", "logit", c.redeems},
	}
	if w.Mechanical {
		return out, nil
	}
	for _, l := range worker.lanes[1:] {
		l.adopt(0)
		l.assess(c)
		out.Traits = append(out.Traits,
			Trait{"willing to join " + l.arm.Name, "1 yes, 0 no", yes(l.arm.joining.willing(l.mind, &l.outlook, c, worker))},
			Trait{"engaged in " + l.arm.Name, "1 yes, 0 no", yes(c.engages < l.mind.engaged)})
	}
	return out, nil
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
