package simulate

import (
	"context"
	"testing"

	"earnburn/simulate/metrics"
)

// BenchmarkDraws draws everything random that customers' baseline purchases need, each once. Compare its purchases/s with BenchmarkCompare's.
func BenchmarkDraws(b *testing.B) {
	p, err := newPlan(world(b, "retail"), nil, 1)
	if err != nil {
		b.Fatal(err)
	}
	w := newWorker(p)
	purchases, n := 0, 0
	for b.Loop() {
		c := &w.person
		p.population.person(n, w.traits, c)
		w.draws.begin(p.population.seed, n, c.seg, c.basket, c.first)
		last := c.rate * p.calendar.at[p.calendar.months].passed
		k := 0
		for w.draws.at(k).due < last {
			k++
		}
		purchases += k
		n++
	}
	b.ReportMetric(float64(purchases)/b.Elapsed().Seconds(), "purchases/s")
}

// BenchmarkCompare runs retail with none, discount-5 and points-tiers on one thread and counts purchases in all arms.
func BenchmarkCompare(b *testing.B) { benchmarkCompare(b, 1) }

// BenchmarkCompareTwoThreads is the same on two threads.
func BenchmarkCompareTwoThreads(b *testing.B) { benchmarkCompare(b, 2) }

func benchmarkCompare(b *testing.B, threads int) {
	w := world(b, "retail")
	arms := shipped(b, "discount-5", "points-tiers")
	var purchases int64
	b.ReportAllocs()
	for b.Loop() {
		r, err := Run(context.Background(), w, arms, Options{Customers: 100_000, Seed: 1, Threads: threads})
		if err != nil {
			b.Fatal(err)
		}
		purchases += totalOf(r, metrics.Purchases)
	}
	b.ReportMetric(float64(purchases)/b.Elapsed().Seconds(), "purchases/s")
}

func TestNothingIsAllocatedPerPurchase(t *testing.T) {
	for _, scenario := range []string{"retail", "coffee", "fashion", "department-store"} {
		names := []string{"discount-5", "points-tiers", "bonus-5", "discount-progressive"}
		if scenario == "department-store" {
			names = append(names, "bloomingdales-loyallist")
		}
		p, err := newPlan(world(t, scenario), shipped(t, names...), 1)
		if err != nil {
			t.Fatal(err)
		}
		w := newWorker(p)
		block := func() {
			if err := w.block(0, 500); err != nil {
				t.Fatal(err)
			}
		}
		block() // lets buffers grow to what these customers need
		if n := testing.AllocsPerRun(3, block); n > 0 {
			t.Errorf("%s: %v allocations in 500 customers", scenario, n)
		}
	}
}
