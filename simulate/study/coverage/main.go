// Coverage is a study of the intervals that reports print: over many small runs with seeds of their own, how often does the 95 % interval of each metric
// hold the value of a very large run? It writes docs/coverage.md.
//
//	go run ./simulate/study/coverage                 # a few minutes on two processors
//	go run ./simulate/study/coverage -seeds 100 -o - # a first look
//	go run ./simulate/study/coverage -stopping       # verdicts on limits, and runs that stop when they are precise: docs/stopping.md
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

// usual is the study unless told otherwise.
var usual = plan{seeds: 1000, customers: 10_000, reference: 2_000_000, threads: runtime.GOMAXPROCS(0)}

// usualStops is the study of rules that add customers unless told otherwise.
var usualStops = stops{seeds: 500, first: 1000, budget: 8000, reference: 1_000_000, goals: []string{"10%", "0.5pp"}}

// task is what the flags ask for.
type task struct {
	plan
	stops  bool // rules that add customers, not intervals
	budget int
	file   string
}

// parse reads the flags.
func parse(args []string) (*task, error) {
	t := &task{plan: usual}
	f := flag.NewFlagSet("coverage", flag.ContinueOnError)
	f.BoolVar(&t.stops, "stopping", false, "study limits and precisions instead, which add customers until they are decided or reached; writes docs/stopping.md")
	f.IntVar(&t.seeds, "seeds", 0, "`number` of small runs, with the seeds 1, 2, … (default 1000; 500 with -stopping)")
	f.IntVar(&t.customers, "customers", 0, "`number` of customers of a small run, or at the first look; at least 1,000, or there are no intervals (default 10000; 1000 with -stopping)")
	f.IntVar(&t.budget, "budget", usualStops.budget, "`number` of customers at the last look, with -stopping")
	f.IntVar(&t.reference, "reference", 0, "`number` of customers of the large run, whose values are taken for the truth (default 2000000; 1000000 with -stopping)")
	f.IntVar(&t.threads, "threads", t.threads, "`number` of processors to use; changes no result")
	f.StringVar(&t.file, "o", "", "`file` to write (default docs/coverage.md; docs/stopping.md with -stopping); - is stdout")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	seeds, customers, reference, file := usual.seeds, usual.customers, usual.reference, "docs/coverage.md"
	if t.stops {
		seeds, customers, reference, file = usualStops.seeds, usualStops.first, usualStops.reference, "docs/stopping.md"
	}
	t.seeds, t.customers, t.reference, t.file = cmp.Or(t.seeds, seeds), cmp.Or(t.customers, customers), cmp.Or(t.reference, reference), cmp.Or(t.file, file)
	if f.NArg() > 0 || t.seeds < 1 || t.customers < 1000 || t.stops && t.budget < t.customers || t.reference < 1000 || t.threads < 1 {
		return nil, fmt.Errorf("takes flags only, with -seeds and -threads of at least 1, -customers and -reference of at least 1000, -budget of at least -customers; see -h")
	}
	return t, nil
}

func run() error {
	t, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	progress := func(done int) {
		if done%100 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d small runs\n", done, t.seeds)
		}
	}
	page, err := t.written(progress)
	if err != nil {
		return err
	}
	if t.file == "-" {
		_, err = os.Stdout.WriteString(page)
		return err
	}
	return os.WriteFile(t.file, []byte(page), 0o644)
}

// written runs a study and writes it up.
func (t *task) written(progress func(done int)) (string, error) {
	if !t.stops {
		rows, err := coverage(context.Background(), t.plan, progress)
		return document(t.plan, rows), err
	}
	s := stops{t.seeds, t.customers, t.budget, t.reference, t.threads, usualStops.goals}
	edges, runs, err := stopping(context.Background(), s, progress)
	return stoppingDocument(s, edges, runs), err
}
