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

// BenchmarkDepth is BenchmarkCompare counted in depth.
func BenchmarkDepth(b *testing.B) { benchmark(b, Options{Threads: 1, Depth: true}) }

// BenchmarkCompareTwoThreads is the same on two threads.
func BenchmarkCompareTwoThreads(b *testing.B) { benchmarkCompare(b, 2) }

func benchmarkCompare(b *testing.B, threads int) { benchmark(b, Options{Threads: threads}) }

func benchmark(b *testing.B, o Options) {
	o.Customers, o.Seed = 100_000, 1
	w := world(b, "retail")
	arms := shipped(b, "discount-5", "points-tiers")
	var purchases int64
	b.ReportAllocs()
	for b.Loop() {
		r, err := Run(context.Background(), w, arms, o)
		if err != nil {
			b.Fatal(err)
		}
		purchases += totalOf(r, metrics.Purchases)
	}
	b.ReportMetric(float64(purchases)/b.Elapsed().Seconds(), "purchases/s")
}

// everything has mechanics that few programs have, and rules that are looked at anew at each purchase.
const everything = `earnburn: program/v1
name: everything
currency: USD
discounts:
  - {by_basket: [{from: 60, off: 5}], when: {each_year: 02-01 to 06-30}}
  - {rate: 100%, chance: 1%}
  - {cumulative: {lapse: 2 months, steps: [{from: 100, rate: 3%}]}}
points:
  pending: 10 days
  caps: [{points: 200, per: month}]
  earn: [{points: 1, per: {spend: 1}}, {times: 2, when: {birthday: 30 days}}]
  actions: [{name: review, points: 20, per_year: 4}]
  challenges: [{name: streak, points: 10, streak: 3, within: 1 month}]
  rewards: [{points: 100, gives: {draw: {chance: 25%, prize: 20}}}, {points: 120, gives: {money_off: 5}, when: {tier: Gold}}]
  expire: {after: {span: 6 months, end_of: month}, inactive: 4 months}
tiers: {by: [spend, visits], window: anniversary, levels: [{name: Member}, {name: Gold, from: 300, or_from: 12, expire: never}]}
perks: [{name: gift, per: year, worth: 5, cost: 2}, {name: shipping, worth: 5, cost: 5, when: {basket_from: 50}}]
versions: [{from: 2027-04-01, discounts: [{rate: 2%}]}]
`

func TestNothingIsAllocatedPerPurchase(t *testing.T) {
	if testing.Short() {
		t.Skip("is about the engine as it is built, not under the race detector")
	}
	for _, scenario := range []string{"retail", "coffee", "fashion", "department-store"} {
		names := []string{"discount-5", "points-tiers", "bonus-5", "discount-progressive"}
		if scenario == "department-store" {
			names = append(names, "bloomingdales-loyallist")
		}
		arms := append(shipped(t, names...), arm(t, "everything", everything))
		p, err := newPlan(world(t, scenario), arms, 1)
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
