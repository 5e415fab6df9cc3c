package simulate

import (
	"strings"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// world loads a shipped scenario with overrides given as path, value, path, value, …
func world(t testing.TB, name string, set ...string) *scenarios.World {
	t.Helper()
	data, ok := scenarios.Shipped(name)
	if !ok {
		t.Fatalf("no scenario %s", name)
	}
	var overrides []scenarios.Override
	for i := 0; i < len(set); i += 2 {
		overrides = append(overrides, scenarios.Override{Path: set[i], Value: set[i+1], Origin: "test"})
	}
	w, err := scenarios.Load(name+".yaml", data, overrides)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// shipped returns arms with shipped programs.
func shipped(t testing.TB, names ...string) []Arm {
	t.Helper()
	var arms []Arm
	for _, n := range names {
		data, ok := programs.Shipped(n)
		if !ok {
			t.Fatalf("no program %s", n)
		}
		arms = append(arms, arm(t, n, string(data)))
	}
	return arms
}

// arm parses a program.
func arm(t testing.TB, name, yaml string) Arm {
	t.Helper()
	p, err := programs.Parse(name+".yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	return Arm{Name: name, Program: p}
}

// totalOf sums a flow over arms, segments, groups and months.
func totalOf(r *Result, f metrics.Flow) (sum int64) {
	for a := range r.Arms {
		sum += flowOf(r, a, f)
	}
	return sum
}

// flowOf sums a flow of one arm.
func flowOf(r *Result, arm int, f metrics.Flow) (sum int64) {
	for _, s := range sumsOf(r, arm) {
		for m := range s.Flow {
			sum += s.Flow[m][f]
		}
	}
	return sum
}

// personOf sums a count per customer of one arm.
func personOf(r *Result, arm int, p metrics.Person) (sum int64) {
	for _, s := range sumsOf(r, arm) {
		sum += s.Person[p]
	}
	return sum
}

func sumsOf(r *Result, arm int) (all []*metrics.Sums) {
	for _, segment := range r.Arms[arm].Cells {
		for _, s := range segment {
			if s != nil {
				all = append(all, s)
			}
		}
	}
	return all
}

// replace puts values into a template, given as word, value, word, value, …
func replace(template string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(template)
}
