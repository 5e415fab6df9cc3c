package study

import (
	"context"
	"math"
	"slices"

	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/limits"
	"earnburn/simulate/metrics"
)

// Confidence is that of a verdict: a limit set right at the true value is called held or crossed in at most 1 − Confidence of all checks.
const Confidence = 0.95

// Check is a question to a simulation: do programs stay within limits?
type Check struct {
	World   *scenarios.World
	Arms    []simulate.Arm // without the baseline
	Cases   []limits.Case  // see limits.Frame
	Options simulate.Options
	Looks   []int   // customers simulated when the cases are looked at, rising
	Draws   Options // how many at the first look, for cases about the assumptions
}

// Finding is what became of a case.
type Finding struct {
	limits.Case
	Verdict     limits.Verdict
	Number      metrics.Estimate // what the limit bounds, with the interval that the verdict rests on
	Confidence  float64          // of that interval
	Customers   int              // simulated when it was decided, or in all
	Draws       int              // likewise, of a case about the assumptions; else 0
	WouldDecide float64          // customers, or draws, that would decide; +Inf: none would; 0: that cannot be told, or it is decided
	Partners    int              // customers whose number is compared with what was saved of them: the only look; 0: other customers, or no comparison
}

// Frame is what the limits of a check are held against before it begins: see limits.Frame. Draws is how many there are to be of the assumptions.
func Frame(w *scenarios.World, arms []simulate.Arm, draws int, saved *limits.Saved) (*limits.Frame, error) {
	o, err := simulate.Foresee(w, arms)
	if err != nil {
		return nil, err
	}
	f := &limits.Frame{Data: &o.Data, Levels: o.Levels, Saved: saved, Certain: w.Certain()}
	switch {
	case len(w.Uncertain()) == 0:
		f.Drawn = "no assumption of this scenario has a range to be drawn from"
	case draws < FewestDraws:
		f.Drawn = metrics.ErrNotDrawn.Error()
	}
	return f, nil
}

// Looks are the numbers of customers at which a check looks: first, then twice as many each time, and at last the budget.
func Looks(first, budget int) []int {
	looks := []int{first}
	for n := 2 * first; n < budget; n *= 2 {
		looks = append(looks, n)
	}
	if budget > first {
		looks = append(looks, budget)
	}
	return looks
}

// confidences are those of the intervals at each look. A check that looks several times would err more often than one that looks once; so what it may err
// in all is split over its looks, in proportion to their customers: α·nₖ/Σn (Bonferroni's inequality with weights, which holds however the looks hang together).
// Early looks, which are cheap, then decide only what is clear, and the last one is left most.
func confidences(looks []int) []float64 {
	sum := 0.0
	for _, n := range looks {
		sum += float64(n)
	}
	list := make([]float64, len(looks))
	for k, n := range looks {
		list[k] = 1 - (1-Confidence)*float64(n)/sum
	}
	return list
}

// Run simulates until all cases are decided or there are no more looks. When ctx ends there is no verdict, only why it ended.
// A case whose number has no value in the end has the Number's reason for it; it is for the caller to refuse it.
func (c *Check) Run(ctx context.Context) ([]Finding, error) {
	findings := make([]Finding, len(c.Cases))
	horizons := []int{0}
	for i := range findings {
		findings[i] = Finding{Case: c.Cases[i], Verdict: limits.Undecided}
		if n := c.Cases[i].Partners(c.Options.Seed); slices.Contains(c.Looks, n) {
			findings[i].Partners = n
		}
		c.Options.Depth = c.Options.Depth || c.Cases[i].Deep()
		if h := c.Cases[i].Horizon(); !slices.Contains(horizons, h) {
			horizons = append(horizons, h)
		}
	}
	for _, months := range horizons {
		if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Horizon() == months }) {
			continue
		}
		if err := c.over(ctx, months, findings); err != nil {
			return nil, err
		}
	}
	return findings, nil
}

// over decides the findings about a horizon of so many months; 0 is that of the world.
func (c *Check) over(ctx context.Context, months int, findings []Finding) error {
	world := c.World
	if months > 0 {
		shorter := *world
		shorter.Months = months
		world = &shorter
	}
	c.Options.Customers = c.Looks[0]
	r, err := simulate.Run(ctx, world, c.Arms, c.Options)
	if err != nil {
		return err
	}
	for k, confidence := range confidences(c.Looks) {
		if err := r.Extend(ctx, c.Looks[k]); err != nil {
			return err
		}
		if r.Partial {
			return context.Cause(ctx)
		}
		if c.look(r, months, findings, confidence) == 0 {
			break
		}
	}
	if months > 0 { // what draws give is about the whole horizon
		return nil
	}
	return c.draw(ctx, r, findings)
}

// look decides what can be decided of the counts and returns how many cases about them are left.
func (c *Check) look(r *simulate.Result, months int, findings []Finding, confidence float64) (open int) {
	view := &limits.View{Data: &r.Data, Deciles: r.Deciles, Tiers: r.Tiers, Certain: c.World.Certain(), Seed: r.Options.Seed, Done: r.Done}
	for i := range findings {
		f := &findings[i]
		if f.Horizon() != months || f.Metric.Drawn() || f.Verdict != limits.Undecided {
			continue
		}
		at := confidence
		if f.Partners > 0 {
			// What was saved of the same customers does not grow with the run: there is one look, which may err as much as all looks of other cases.
			if f.Partners > r.Done {
				open++
			}
			if f.Partners != r.Done {
				continue
			}
			at = Confidence
		}
		f.Customers = r.Done
		if f.settle(f.Case.Estimate(view, at), at, r.Done); f.Verdict == limits.Undecided && f.Partners == 0 {
			open++
		}
	}
	return open
}

// settle takes in the number as it is after n customers or draws.
func (f *Finding) settle(e metrics.Estimate, confidence float64, n int) {
	f.Number, f.Confidence, f.Verdict, f.WouldDecide = e, confidence, f.Judge(e), 0
	if f.Verdict == limits.Undecided && (f.Change == limits.NoChange || f.Partners > 0) {
		f.WouldDecide = enough(f.Limit.WouldDecide(e, n))
	}
}

// MoreDraws is by how many times the draws of the last look exceed those of the first; each look has twice as many as the one before.
const MoreDraws = 8

// draw decides the cases about the assumptions. Draws are spread evenly over what can be, so more of them are drawn anew, not added.
func (c *Check) draw(ctx context.Context, r *simulate.Result, findings []Finding) error {
	var open []*Finding
	for i := range findings {
		if findings[i].Metric.Drawn() {
			open = append(open, &findings[i])
		}
	}
	if len(open) == 0 {
		return nil
	}
	looks := Looks(c.Draws.Draws, MoreDraws*c.Draws.Draws)
	for k, confidence := range confidences(looks) {
		o := c.Draws
		o.Draws = looks[k]
		d, err := Draw(ctx, r, o)
		if err != nil {
			return err
		}
		if d.Partial {
			return context.Cause(ctx)
		}
		undecided := open[:0]
		for _, f := range open {
			f.Customers, f.Draws = d.Customers, d.Number
			f.settle(d.RiskAt(f.Arm, confidence)[f.Metric.Name], confidence, d.Number)
			if f.Verdict == limits.Undecided {
				undecided = append(undecided, f)
			}
		}
		if open = undecided; len(open) == 0 {
			break
		}
	}
	return nil
}

// enough rounds a number of customers or draws up to two digits, for "how many would decide".
func enough(n float64) float64 {
	if n <= 0 || math.IsInf(n, 0) {
		return n
	}
	unit := math.Pow10(max(0, int(math.Floor(math.Log10(n)))-1))
	return math.Ceil(n/unit) * unit
}
