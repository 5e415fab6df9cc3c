// Package liability is the accounting of points: deferred revenue under IFRS 15 and ASC 606, incremental cost, and rates of redemption in the end.
// docs/liability.md derives the formulas and names the sources. Nothing is rounded: that is for whoever prints.
//
// It has three layers, each of use without the next:
//
//   - rules for amounts: Allocate, Contract, Cost, ImpliedBreakage;
//   - estimates from what has happened so far: Triangle with Naive, ChainLadder and LifeTable;
//   - tables of a simulated arm, one function each, with errors by the jackknife: Points, Deferred and IncrementalCost are roll-forwards, RatesOf sets
//     ultimate redemption rates beside what an accountant would have estimated, SensitivityOf moves them by a point.
//
// Each table has a Method in words, to be printed with it. All but Points need a run with simulate.Options.Cohorts. A table that cannot be had, for a
// discount, say, is an error that says why.
package liability
