// Package simulate runs the same customers through a baseline without any program and through any number of programs, and counts what happens.
// It knows nothing of files, flags or terminals. docs/model.md states the model.
package simulate

import (
	"context"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// Baseline is the name of the arm without any program; it is always simulated and always first.
const Baseline = "none"

// UsualCustomers is how many customers are simulated unless the scenario has fewer or another number is wanted.
const UsualCustomers = 100_000

// Arm is a program under a name.
type Arm struct {
	Name    string
	Program *programs.Program // nil: no program
}

// Options say how to run, not what.
type Options struct {
	Customers int                   // simulated customers; 0: the smaller of 100,000 and the scenario's base
	Like      *Result               // a run whose solutions of stated shares and budgets hold here too; nil: they are solved
	Depth     bool                  // count by decile and tier, satisfaction by month, and who gains between two programs, too, which takes longer
	Rough     bool                  // one of many runs: stated shares are solved on few customers and, out of reach, met as nearly as can be
	Cohorts   bool                  // count points by the month they were issued in: metrics.Sums.Cohorts
	Seed      uint64                // every random number follows from it
	Threads   int                   // 0: all processors; never changes a result
	Progress  func(done, total int) // called now and then from one goroutine at a time; nil: not wanted
}

// Result is what a run counted, and of what.
type Result struct {
	metrics.Data
	World    *scenarios.World
	Programs []Arm // as Data.Arms, the baseline first with a nil program
	Options  Options
	Deciles  *metrics.Data   // the same by baseline decile instead of segment, those who buy least first; nil without Options.Depth
	Tiers    []*metrics.Data // by arm: baseline and arm by the tier that members hold in the end, and NoMember, and where there is a Move from it the other program; nil for programs without, or without Options.Depth
	Move     *Move           // between two programs; nil unless there are two, counted in depth
	Done     int             // customers simulated
	Partial  bool            // interrupted: only the first Done customers
	Warnings []Warning

	solved []solution // by arm
	plan   *plan
	counts counts // that Data, Deciles and Tiers show
}

// Warning is something a reader of the result has to know.
type Warning struct {
	Code, Text string
	At         string // position in a file, or ""
}

// Usual is how many customers are simulated unless a number is given.
func Usual(w *scenarios.World) int { return int(min(UsualCustomers, w.Customers)) }

// Run simulates the baseline and the given arms in one pass over the same draws. When ctx ends early it returns the finished customers, marked Partial.
// Errors are those of the input (document.Problems: a rule naming a category the world does not have, a burn rate out of reach) and violated identities.
func Run(ctx context.Context, w *scenarios.World, arms []Arm, o Options) (*Result, error) {
	p, err := newPlan(w, arms, o.Seed)
	if err != nil {
		return nil, err
	}
	if o.Customers <= 0 {
		o.Customers = Usual(w)
	}
	p.rough = o.Rough
	if o.Like != nil {
		p.adopt(o.Like.solved)
	} else if err := p.solve(ctx, o.Threads); err != nil {
		return nil, err
	}
	if p.depth = o.Depth; p.depth {
		p.limits = p.ranks()
	}
	p.cohorts = o.Cohorts
	r := &Result{World: w, Options: o, plan: p, counts: p.newCounts()}
	if r.Done, err = p.run(ctx, r.counts, 0, o.Customers, o.Threads, o.Progress); err != nil {
		return nil, err
	}
	r.Partial = r.Done < o.Customers
	r.Facts = p.facts()
	for i := range p.arms {
		r.Programs = append(r.Programs, p.arms[i].Arm)
		r.solved = append(r.solved, p.arms[i].solution)
		r.Arms = append(r.Arms, metrics.Arm{Name: p.arms[i].Name, Running: p.running(&p.arms[i]), Cells: r.counts.segments[i]})
	}
	r.deepen(p, r.counts)
	for _, x := range w.Warnings() {
		r.Warnings = append(r.Warnings, Warning{Code: x.Code, Text: x.Text, At: x.Position.String()})
	}
	return r, metrics.CheckIdentities(&r.Data)
}

// Extend goes on with a run that is not Partial until so many customers are simulated: it then is what Run would have made of as many at once, to the bit.
// When ctx ends early the customers finished are kept, and the run is marked Partial.
func (r *Result) Extend(ctx context.Context, customers int) error {
	if r.Partial || customers <= r.Done {
		return nil
	}
	done, err := r.plan.run(ctx, r.counts, r.Done, customers, r.Options.Threads, r.Options.Progress)
	if err != nil {
		return err
	}
	r.Options.Customers, r.Done, r.Partial = customers, done, done < customers
	return metrics.CheckIdentities(&r.Data)
}

// Outline is what is known of a run before any customer is simulated.
type Outline struct {
	metrics.Data            // arms without counts, the baseline first
	Levels       [][]string // by arm: the tiers that customers are told apart by, NoMember last; nil for programs without
}

// Foresee reads programs into a world, as Run does first. Errors are those of the input.
func Foresee(w *scenarios.World, arms []Arm) (*Outline, error) {
	p, err := newPlan(w, arms, 0)
	if err != nil {
		return nil, err
	}
	o := &Outline{}
	o.Facts = p.facts()
	for i := range p.arms {
		a := &p.arms[i]
		o.Arms = append(o.Arms, metrics.Arm{Name: a.Name, Running: p.running(a)})
		o.Levels = append(o.Levels, a.tiers())
	}
	return o, nil
}

// Step is one line of a trace: a purchase, or something scheduled, of one customer in one arm.
type Step struct {
	Arm      string
	Purchase int     // 1, 2, …; 0: not a purchase
	Time     float64 // days from the start
	Day      programs.Day
	What     string  // purchase, joined, redeemed, expired, promoted, demoted, dropped out, …, joined with commas
	Basket   float64 // list price, currency units
	Paid     float64
	Balance  float64 // points after
	Level    string
	D        float64 // perceived effective discount on the way to the event
	U        float64 // utility of ordering on the way to the event
	Q        float64 // clock and basket multiplier q(u)
	B        float64 // basket scale
	Hazard   float64 // product of hazard ratios on dropout
	Offered  float64 // face of the reward on offer
	Chance   float64 // of redeeming, h_r
	Took     bool
}

// Traced is everything one customer did in every arm.
type Traced struct {
	Customer int
	Segment  string
	Traits   []Trait // rate, mean basket, share of wallet, hazard, responsiveness, …
	Steps    []Step  // by arm, then time
}

// Trait is one drawn trait of a customer.
type Trait struct {
	Name, Unit string
	Value      float64
}
