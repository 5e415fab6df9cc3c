package simulate

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"earnburn/simulate/metrics"
)

// counts is what was counted, by arm, segment and jackknife group.
type counts [][][]*metrics.Sums

func (p *plan) newCounts() counts {
	c := make(counts, len(p.arms))
	for arm := range c {
		c[arm] = make([][]*metrics.Sums, len(p.population.segments))
		for s := range c[arm] {
			c[arm][s] = make([]*metrics.Sums, metrics.Groups)
		}
	}
	return c
}

// add merges a worker's block. Sums are integers, so the order of blocks leaves no trace.
func (c counts) add(w *worker, group int) {
	for arm, l := range w.lanes {
		for s, sums := range l.sums {
			if sums.Person[metrics.Customers] == 0 {
				continue
			}
			if c[arm][s][group] == nil {
				c[arm][s][group] = metrics.NewSums(len(sums.Flow))
			}
			c[arm][s][group].Add(sums)
		}
	}
}

// run simulates customers in blocks on several threads. Blocks are handed out in order and always finished, so that an interrupted run holds the first
// `done` customers.
func (p *plan) run(ctx context.Context, customers, threads int, progress func(done, total int)) (counts, int, error) {
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	blocks := (customers + blockSize - 1) / blockSize
	total := p.newCounts()
	var (
		mu         sync.Mutex
		next, done int
		failed     error
		wg         sync.WaitGroup
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next == blocks || failed != nil || ctx.Err() != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	for range min(threads, blocks) {
		wg.Go(func() {
			var w *worker
			for {
				b, ok := take()
				if !ok {
					return
				}
				first := b * blockSize
				end := min(first+blockSize, customers)
				err := guarded(first, end, func() error {
					if w == nil {
						w = newWorker(p)
					}
					return w.block(first, end)
				})
				mu.Lock()
				if err != nil && failed == nil {
					failed = err
				}
				if err == nil {
					total.add(w, b%metrics.Groups)
					done += end - first
					if progress != nil {
						progress(done, customers)
					}
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return total, done, failed
}

// guarded turns a panic in a block into an error that names its customers, so that a fault ends the run and not the program.
func guarded(first, end int, work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error at customers %d to %d: %v", first, end-1, r)
		}
	}()
	return work()
}
