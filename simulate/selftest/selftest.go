// Package selftest compares the engine with closed forms of the literature: formulas that need no simulation, for worlds simple enough to have one.
// Tests and the command of that name go through the same list of cases.
package selftest

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Case is a world, or a few of a kind, of which formulas say what must come out.
type Case struct {
	Name    string // in small letters with hyphens, for choosing
	Title   string // what is shown, as a sentence
	Formula string // in words and symbols
	Source  string // of the formula: author and year, or the book's term

	play func(*lab)
}

// Cases are all cases, from purchases to money.
var Cases = slices.Concat(purchaseCases, lifetimeCases, memberCases, moneyCases, pointsCases, expiryCases, tierCases, identityCases)

// Check is one number of a case.
type Check struct {
	What      string
	Expected  float64 // by the formula
	Simulated float64 // by the engine
	SE        float64 // standard error of Simulated; 0: it is not random

	coarse float64 // see lab.rare
	run    int     // of the runs of its case, the one it comes from
}

// Limit is how many standard errors a simulated value may be away from the formula's.
const Limit = 4

// rounding is what numbers that are not random may differ by, relative to the larger of their size and a thousandth.
const rounding = 1e-9

// Z is by how many standard errors the simulated value is above the formula's. Where nothing is random it is 0, or infinite if they differ.
func (c *Check) Z() float64 {
	switch difference := c.Simulated - c.Expected; {
	case c.SE > 0:
		return difference / c.SE
	case math.Abs(difference) <= rounding*max(math.Abs(c.Expected), 1e-3):
		return 0
	default:
		return math.Copysign(math.Inf(1), difference)
	}
}

// Passed reports whether the two agree.
func (c *Check) Passed() bool { return math.Abs(c.Z()) < Limit }

// Sees is the smallest relative bias of the engine that would fail the check: Limit standard errors over the expected value.
func (c *Check) Sees() float64 {
	if c.SE == 0 {
		return 0
	}
	return Limit * c.SE / math.Abs(c.Expected)
}

// Options say how thorough a selftest is.
type Options struct {
	Bias    float64 // relative bias that would show, 0 to 1: so many customers are simulated; a few rare or spread-out numbers see less
	Seed    uint64
	Threads int // 0: all processors; never changes a result
}

// The biases that show usually and when asked for.
const (
	Usual    = 0.01
	Thorough = 0.002
)

// Play plays a case. When ctx ends early it returns the cause.
func (c *Case) Play(ctx context.Context, o Options) (checks []Check, err error) {
	l := &lab{ctx: ctx, options: o}
	defer func() {
		if r := recover(); r != nil {
			broken, ok := r.(failure)
			if !ok {
				panic(r)
			}
			checks, err = nil, broken.err
		}
	}()
	for {
		l.begin()
		c.play(l)
		if !l.more() {
			return l.checks, nil
		}
	}
}

// failure ends a case: its error is that of a run.
type failure struct{ err error }

func (l *lab) must(err error, what string) {
	if err != nil {
		panic(failure{fmt.Errorf("%s: %w", what, err)})
	}
}
