// Coverage is a study of the intervals that reports print: over many small runs with seeds of their own, how often does the 95 % interval of each metric
// hold the value of a very large run? It writes docs/coverage.md.
//
//	go run ./simulate/study/coverage                 # a few minutes on two processors
//	go run ./simulate/study/coverage -seeds 100 -o - # a first look
package main

import (
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

func run() error {
	p := usual
	flag.IntVar(&p.seeds, "seeds", p.seeds, "`number` of small runs, with the seeds 1, 2, …")
	flag.IntVar(&p.customers, "customers", p.customers, "`number` of customers of a small run; at least 1,000, or there are no intervals")
	flag.IntVar(&p.reference, "reference", p.reference, "`number` of customers of the large run, whose values are taken for the truth")
	flag.IntVar(&p.threads, "threads", p.threads, "`number` of processors to use; changes no result")
	output := flag.String("o", "docs/coverage.md", "`file` to write; - is stdout")
	flag.Parse()
	if flag.NArg() > 0 || p.seeds < 1 || p.customers < 1000 || p.reference < 1000 || p.threads < 1 {
		return fmt.Errorf("takes flags only, with -seeds and -threads of at least 1, -customers and -reference of at least 1000; see -h")
	}
	rows, err := study(context.Background(), p, func(done int) {
		if done%100 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d small runs\n", done, p.seeds)
		}
	})
	if err != nil {
		return err
	}
	page := document(p, rows)
	if *output == "-" {
		_, err = os.Stdout.WriteString(page)
		return err
	}
	return os.WriteFile(*output, []byte(page), 0o644)
}
