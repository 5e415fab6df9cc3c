package selftest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/proof"
)

// lab is where a case is played: a first time with few customers, to see how many it takes, and again with those.
type lab struct {
	ctx     context.Context
	options Options

	customers []int // of each run of the case, in its order
	runs      int   // so far
	checks    []Check
}

// few customers are enough for a first look: each of the 100 groups behind a standard error has a hundred.
const few = 10_000

func (l *lab) begin() { l.runs, l.checks = 0, nil }

// more raises the numbers of customers to what the bias takes, and reports whether any had to rise. The error of a standard error is allowed for.
func (l *lab) more() bool {
	need := make([]float64, l.runs)
	for i := range l.checks {
		c := &l.checks[i]
		need[c.run] = max(need[c.run], c.Sees()/(l.options.Bias*c.coarse))
	}
	again := false
	for i, x := range need {
		if x > 1 {
			l.customers[i] = int(math.Ceil(float64(l.customers[i])*x*x*1.3/few)) * few
			again = true
		}
	}
	return again
}

// sample is the number of customers of the next run, which the checks that follow are about.
func (l *lab) sample() int {
	if l.runs == len(l.customers) {
		l.customers = append(l.customers, few)
	}
	l.runs++
	return l.customers[l.runs-1]
}

// run simulates a scenario.
func (l *lab) run(scenario string, arms ...simulate.Arm) *simulate.Result {
	return l.simulate(scenario, l.sample(), l.options.Seed, arms)
}

// fixed simulates so many customers: of a world in which nothing that is checked is random.
func (l *lab) fixed(customers int, scenario string, arms ...simulate.Arm) *simulate.Result {
	l.sample()
	return l.simulate(scenario, customers, l.options.Seed, arms)
}

func (l *lab) simulate(scenario string, customers int, seed uint64, arms []simulate.Arm) *simulate.Result {
	w, err := scenarios.Load("shop.yaml", []byte(scenario), nil)
	l.must(err, "the world")
	r, err := simulate.Run(l.ctx, w, arms, simulate.Options{Customers: customers, Seed: seed, Threads: l.options.Threads})
	l.must(err, "the run")
	if r.Partial {
		l.must(context.Cause(l.ctx), "the run")
	}
	return r
}

// arm parses a program given without its header.
func (l *lab) arm(name, yaml string) simulate.Arm {
	p, err := programs.Parse(name+".yaml", []byte("earnburn: program/v1\nname: "+name+"\n"+yaml))
	l.must(err, "the program")
	return simulate.Arm{Name: name, Program: p}
}

// check compares an estimate from the latest run.
func (l *lab) check(what string, got proof.Estimate, want float64) {
	if got.SE <= 1e-12*math.Abs(want) { // nothing random
		got.SE = 0
	}
	l.checks = append(l.checks, Check{What: what, Expected: want, Simulated: got.Value, SE: got.SE, coarse: 1, run: l.runs - 1})
}

// rare compares what takes too many customers to be seen as sharply, because it happens to few or is a variance: a bias this many times as large shows.
func (l *lab) rare(coarse float64, what string, got proof.Estimate, want float64) {
	l.check(what, got, want)
	l.checks[len(l.checks)-1].coarse = coarse
}

// exactly compares what is not random.
func (l *lab) exactly(what string, got, want float64) {
	l.check(what, proof.Estimate{Value: got}, want)
}

// metric is a metric of an arm over all customers and the whole horizon.
func (l *lab) metric(r *simulate.Result, arm int, name string) metrics.Estimate {
	m, ok := metrics.ByName(name)
	if !ok {
		l.must(errors.New("there is none"), name)
	}
	e := metrics.Evaluate(&r.Data, arm, []*metrics.Metric{m}, metrics.Whole)[0].Value
	if e.Missing != "" {
		l.must(errors.New(e.Missing), name)
	}
	return e
}

// spread estimates the mean and variance over customers of a count at baseline. It divides customers among a hundred equal segments, so that segments times
// groups are thousands of small independent samples, and runs with several seeds for more of them.
func (l *lab) spread(months int, segment string, c proof.Count) (mean, variance proof.Estimate) {
	const each = 2 * few // two customers a sample
	var segments strings.Builder
	for i := range 100 {
		fmt.Fprintf(&segments, "  - {name: s%d, share: 1%%, margin: 30%%, %s}\n", i, segment)
	}
	scenario := proof.ShopOf(months, segments.String(), proof.Mechanical)
	var samples []sample
	for i := range (l.sample() + each - 1) / each {
		r := l.simulate(scenario, each, l.options.Seed+uint64(i)<<32, nil)
		for _, row := range r.Arms[0].Cells {
			for _, s := range row {
				if s != nil {
					samples = append(samples, sample{float64(s.Person[metrics.Customers]), c(s)})
				}
			}
		}
	}
	return moments(samples)
}
