package simulate_test

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"pgregory.net/rapid"
)

// meanMonth is the length in days of the month that rates are stated for.
const meanMonth = 365.25 / 12

// opening is the first day of the horizons here. Four years from it have 1461 days, exactly 48 mean months.
var opening = programs.DayOf(2025, 1, 1)

// daysOf is the length of a horizon of so many calendar months.
func daysOf(months int) float64 {
	return float64(programs.Span{Months: months}.After(opening) - opening)
}

// number writes a number without an exponent.
func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// shop is a scenario of one segment; extra are further lines.
func shop(months int, segment string, extra ...string) string {
	return shopOf(months, "  - {name: everyone, share: 100%, margin: 30%, "+segment+"}\n", extra...)
}

func shopOf(months int, segments string, extra ...string) string {
	return fmt.Sprintf("earnburn: scenario/v1\nname: shop\ncurrency: USD\nstart: 2025-01-01\nmonths: %d\ncustomers: 1000\ndiscount_rate: 0%%\nsegments:\n%s%s\n",
		months, segments, strings.Join(extra, "\n"))
}

const mechanical = "behavior: mechanical"

// load reads a scenario.
func load(t rapid.TB, yaml string, overrides ...scenarios.Override) *scenarios.World {
	t.Helper()
	w, err := scenarios.Load("shop.yaml", []byte(yaml), overrides)
	if err != nil {
		t.Fatalf("%v\n%s", err, yaml)
	}
	return w
}

// arm parses a program given without its header.
func arm(t rapid.TB, name, yaml string) simulate.Arm {
	t.Helper()
	p, err := programs.Parse(name+".yaml", []byte("earnburn: program/v1\nname: "+name+"\n"+yaml))
	if err != nil {
		t.Fatalf("%v\n%s", err, yaml)
	}
	return simulate.Arm{Name: name, Program: p}
}

// shipped reads a program of the library.
func shipped(t rapid.TB, name string) simulate.Arm {
	t.Helper()
	data, ok := programs.Shipped(name)
	if !ok {
		t.Fatalf("no program %s", name)
	}
	p, err := programs.Parse(name+".yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return simulate.Arm{Name: name, Program: p}
}

func runExactly(t rapid.TB, w *scenarios.World, o simulate.Options, arms ...simulate.Arm) *simulate.Result {
	t.Helper()
	r, err := simulate.Run(context.Background(), w, arms, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// count reads one number off the sums of some customers.
type count func(*metrics.Sums) float64

// flow counts over the whole horizon.
func flow(f metrics.Flow) count {
	return func(s *metrics.Sums) (sum float64) {
		for m := range s.Flow {
			sum += float64(s.Flow[m][f])
		}
		return sum
	}
}

// flowIn counts from one month up to another.
func flowIn(f metrics.Flow, from, to int) count {
	return func(s *metrics.Sums) (sum float64) {
		for m := from; m < to; m++ {
			sum += float64(s.Flow[m][f])
		}
		return sum
	}
}

// owed counts over the whole run-off.
func owed(f metrics.Owed) count {
	return func(s *metrics.Sums) (sum float64) {
		for m := range s.Owed {
			sum += float64(s.Owed[m][f])
		}
		return sum
	}
}

func person(p metrics.Person) count {
	return func(s *metrics.Sums) float64 { return float64(s.Person[p]) }
}

// plus adds counts.
func plus(counts ...count) count {
	return func(s *metrics.Sums) (sum float64) {
		for _, c := range counts {
			sum += c(s)
		}
		return sum
	}
}

var customers = person(metrics.Customers)

// groups are an arm's sums by group of customers, over segments.
func groups(r *simulate.Result, arm int) (list []*metrics.Sums) {
	for g := range metrics.Groups {
		sum := metrics.NewSums(r.Facts.Months)
		for _, segment := range r.Arms[arm].Cells {
			if segment[g] != nil {
				sum.Add(segment[g])
			}
		}
		if sum.Person[metrics.Customers] > 0 {
			list = append(list, sum)
		}
	}
	return list
}

// sum is a count over all customers of an arm.
func sum(r *simulate.Result, arm int, c count) (all float64) {
	for _, g := range groups(r, arm) {
		all += c(g)
	}
	return all
}

// estimate is what a run says of a number, and its standard error.
type estimate struct{ value, se float64 }

// ratio estimates one count over another, with the delete-one-group jackknife.
func ratio(r *simulate.Result, arm int, above, below count) estimate {
	var a, b float64
	list := groups(r, arm)
	for _, g := range list {
		a += above(g)
		b += below(g)
	}
	var without []float64
	var mean float64
	for _, g := range list {
		x := (a - above(g)) / (b - below(g))
		without = append(without, x)
		mean += x / float64(len(list))
	}
	var squares float64
	for _, x := range without {
		squares += (x - mean) * (x - mean)
	}
	n := float64(len(list))
	return estimate{a / b, math.Sqrt((n - 1) / n * squares)}
}

// perCustomer is a count per customer.
func perCustomer(r *simulate.Result, arm int, c count) estimate { return ratio(r, arm, c, customers) }

// value is a metric of an arm over all customers and the whole horizon.
func value(t rapid.TB, r *simulate.Result, arm int, name string) metrics.Estimate {
	t.Helper()
	m, ok := metrics.ByName(name)
	if !ok {
		t.Fatalf("no metric %s", name)
	}
	e := metrics.Evaluate(&r.Data, arm, []*metrics.Metric{m}, metrics.Whole)[0].Value
	if e.Missing != "" {
		t.Fatalf("%s: %s", name, e.Missing)
	}
	return e
}

// simulateOptions are those of a run of this size, also with -short.
func simulateOptions(customers int) simulate.Options {
	return simulate.Options{Customers: customers, Seed: 20}
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
