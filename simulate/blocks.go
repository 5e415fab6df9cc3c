package simulate

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"earnburn/simulate/metrics"
)

// counts is what was counted, by arm, then segment, decile or tier, then jackknife group.
type counts struct {
	segments  [][][]*metrics.Sums
	deciles   [][][]*metrics.Sums // none unless counted in depth
	tiers     [][][]*metrics.Sums
	baselines [][][]*metrics.Sums // of the members of tiers
	moved     [][][]*metrics.Sums // of the members of tiers, under the other program
	move      *Move
}

func (p *plan) newCounts() counts {
	c := counts{move: p.newMove(depthGroups)}
	for i := range p.arms {
		c.segments = append(c.segments, cells(len(p.population.segments), metrics.Groups))
		if !p.depth {
			continue
		}
		c.deciles = append(c.deciles, cells(Deciles, depthGroups))
		levels := 0
		if list := p.arms[i].levels(); len(list) > 1 {
			levels = len(list) + 1
		}
		c.tiers = append(c.tiers, cells(levels, depthGroups))
		c.baselines = append(c.baselines, cells(levels, depthGroups))
		c.moved = append(c.moved, cells(levels, depthGroups))
	}
	return c
}

func cells(rows, groups int) [][]*metrics.Sums {
	list := make([][]*metrics.Sums, rows)
	for i := range list {
		list[i] = make([]*metrics.Sums, groups)
	}
	return list
}

// add merges a worker's block. Sums are integers, so the order of blocks leaves no trace.
func (c *counts) add(w *worker, block int) {
	for arm, l := range w.lanes {
		merge(c.segments[arm], l.sums, block)
		if l.depth != nil {
			merge(c.deciles[arm], l.depth.deciles, block)
			merge(c.tiers[arm], l.depth.tiers, block)
			merge(c.baselines[arm], l.depth.baselines, block)
			merge(c.moved[arm], l.depth.moved, block)
		}
	}
	if c.move != nil {
		c.move.add(w.move, block)
	}
}

// merge adds the rows of a block to those of its group; rows without customers are left out.
func merge(total [][]*metrics.Sums, rows []*metrics.Sums, block int) {
	for i, sums := range rows {
		if sums.Person[metrics.Customers] == 0 {
			continue
		}
		group := block % len(total[i])
		if total[i][group] == nil {
			total[i][group] = metrics.NewSums(len(sums.Flow))
		}
		total[i][group].Add(sums)
	}
}

// run simulates the customers from `from` on in blocks on several threads and adds them to total. Blocks are handed out in order and always finished, so
// that an interrupted run holds the first `done` customers.
func (p *plan) run(ctx context.Context, total counts, from, customers, threads int, progress func(done, total int)) (done int, err error) {
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	blocks := (customers + blockSize - 1) / blockSize
	next := from / blockSize // whose first customers may be there already
	done = from
	var (
		mu     sync.Mutex
		failed error
		wg     sync.WaitGroup
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
	for range min(threads, blocks-next) {
		wg.Go(func() {
			var w *worker
			for {
				b, ok := take()
				if !ok {
					return
				}
				first := max(from, b*blockSize)
				end := min((b+1)*blockSize, customers)
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
					total.add(w, b)
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
	return done, failed
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
