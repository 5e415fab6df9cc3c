package study

import (
	"context"
	"runtime"
	"sync"

	"earnburn/simulate"
)

// scoring says how a run is repeated under other assumptions.
type scoring struct {
	run       *simulate.Result
	customers int // of the run, the first ones
	threads   int // 0: all processors; never changes a result
	rough     bool
	progress  func(done int) // counts repetitions; called from one goroutine at a time; nil: not wanted
}

// scored repeats a run with its assumptions at normal scores, a point each, and keeps of each what the function makes of it. When ctx ends early the points
// finished until then are returned, a prefix.
func scored[T any](ctx context.Context, s scoring, points [][]float64, keep func(*simulate.Result) T) ([]T, error) {
	list := make([]T, len(points))
	var (
		mu             sync.Mutex
		wg             sync.WaitGroup
		next, finished int
		failed         error
		culprit        = len(points)
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next == len(list) || failed != nil || ctx.Err() != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	threads := s.threads
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	for range min(threads, len(points)) {
		wg.Go(func() {
			for {
				k, ok := take()
				if !ok {
					return
				}
				// A repetition that has begun is finished, so that what is kept is a prefix.
				r, err := s.at(context.WithoutCancel(ctx), points[k])
				if err == nil {
					list[k] = keep(r)
				}
				mu.Lock()
				if err != nil && k < culprit { // of several, that of the first point, whichever thread is faster
					failed, culprit = err, k
				}
				if finished++; err == nil && s.progress != nil {
					s.progress(finished)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return list[:finished], failed
}

// at repeats the run with its assumptions at normal scores.
func (s *scoring) at(ctx context.Context, z []float64) (*simulate.Result, error) {
	world, err := s.run.World.Draw(z)
	if err != nil {
		return nil, err
	}
	return simulate.Run(ctx, world, s.run.Programs[1:], simulate.Options{Customers: s.customers, Seed: s.run.Options.Seed, Threads: 1, Rough: s.rough})
}

// all is scored where a prefix is of no use: an early end of ctx is an error.
func all[T any](ctx context.Context, s scoring, points [][]float64, keep func(*simulate.Result) T) ([]T, error) {
	list, err := scored(ctx, s, points, keep)
	if err == nil && len(list) < len(points) {
		err = context.Cause(ctx)
	}
	return list, err
}
