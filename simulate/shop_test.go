package simulate_test

import (
	"context"
	"math"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"pgregory.net/rapid"
)

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
