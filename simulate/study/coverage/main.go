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

func run() error {
	p := usual
	ofStops := flag.Bool("stopping", false, "study limits and precisions instead, which add customers until they are decided or reached; writes docs/stopping.md")
	flag.IntVar(&p.seeds, "seeds", 0, "`number` of small runs, with the seeds 1, 2, … (default 1000; 500 with -stopping)")
	flag.IntVar(&p.customers, "customers", 0, "`number` of customers of a small run, or at the first look; at least 1,000, or there are no intervals (default 10000; 1000 with -stopping)")
	budget := flag.Int("budget", usualStops.budget, "`number` of customers at the last look, with -stopping")
	flag.IntVar(&p.reference, "reference", 0, "`number` of customers of the large run, whose values are taken for the truth (default 2000000; 1000000 with -stopping)")
	flag.IntVar(&p.threads, "threads", p.threads, "`number` of processors to use; changes no result")
	output := flag.String("o", "", "`file` to write (default docs/coverage.md; docs/stopping.md with -stopping); - is stdout")
	flag.Parse()
	seeds, customers, reference, name := usual.seeds, usual.customers, usual.reference, "docs/coverage.md"
	if *ofStops {
		seeds, customers, reference, name = usualStops.seeds, usualStops.first, usualStops.reference, "docs/stopping.md"
	}
	p.seeds, p.customers, p.reference, name = cmp.Or(p.seeds, seeds), cmp.Or(p.customers, customers), cmp.Or(p.reference, reference), cmp.Or(*output, name)
	if flag.NArg() > 0 || p.seeds < 1 || p.customers < 1000 || *budget < p.customers || p.reference < 1000 || p.threads < 1 {
		return fmt.Errorf("takes flags only, with -seeds and -threads of at least 1, -customers, -budget and -reference of at least 1000; see -h")
	}
	progress := func(done int) {
		if done%100 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d small runs\n", done, p.seeds)
		}
	}
	page, err := written(p, *ofStops, *budget, progress)
	if err != nil {
		return err
	}
	if name == "-" {
		_, err = os.Stdout.WriteString(page)
		return err
	}
	return os.WriteFile(name, []byte(page), 0o644)
}

// written runs a study and writes it up.
func written(p plan, ofStops bool, budget int, progress func(done int)) (string, error) {
	if !ofStops {
		rows, err := coverage(context.Background(), p, progress)
		return document(p, rows), err
	}
	s := stops{p.seeds, p.customers, budget, p.reference, p.threads, usualStops.goals}
	edges, runs, err := stopping(context.Background(), s, progress)
	return stoppingDocument(s, edges, runs), err
}
