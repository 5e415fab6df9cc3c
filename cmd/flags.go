package cmd

import (
	"errors"
	"strings"

	"earnburn/simulate/metrics"

	"github.com/spf13/cobra"
)

// simulationFlags are the flags of commands that simulate. Those that are settings too are read through settings.
type simulationFlags struct {
	set     []string
	metrics string
	output  []string
}

// addWorld adds the flags that say what is simulated.
func (f *simulationFlags) addWorld(c *cobra.Command) {
	c.Flags().String("scenario", "", "shipped `scenario` or file (default: the program's own, or retail)")
	c.Flags().StringArrayVar(&f.set, "set", nil, "change a value: `PATH=VALUE`, as in scenario.months=12 or programs.bonus-5.title=x")
	c.Flags().String("months", "", "`number` of months simulated")
}

// addSimulation adds the flags that say how it is simulated.
func (f *simulationFlags) addSimulation(c *cobra.Command) {
	c.Flags().String("sample", "", "`number` of customers to simulate (default: the smaller of 100,000 and the scenario's)")
	c.Flags().String("seed", "1", "where random numbers begin: a whole `number` or random")
	c.Flags().String("threads", "", "`number` of processors to use (default: all); changes no result")
}

// addOutput adds the flags that say where the result goes.
func (f *simulationFlags) addOutput(c *cobra.Command) {
	c.Flags().String("format", "table", "`format` of stdout: table, json, csv or markdown")
	c.Flags().StringArrayVarP(&f.output, "output", "o", nil, "write to a `file`, the format by its ending (.json, .csv, .md, .txt); - is stdout; repeatable")
}

func (f *simulationFlags) addMetrics(c *cobra.Command) {
	c.Flags().StringVar(&f.metrics, "metrics", "", "`metrics` to show, separated by commas (default: those that decide)")
}

// chosenMetrics finds the metrics that were asked for; nil if none were.
func (f *simulationFlags) chosenMetrics() ([]*metrics.Metric, error) {
	if f.metrics == "" {
		return nil, nil
	}
	var list []*metrics.Metric
	var all collector
	seen := map[string]bool{}
	for word := range strings.SplitSeq(f.metrics, ",") {
		word = strings.TrimSpace(word)
		m, ok := metrics.ByName(word)
		switch {
		case ok && !seen[word]:
			seen[word] = true
			list = append(list, m)
		case ok:
			all.add(badInput("--metrics: %s is given twice", word))
		default:
			all.add(badInput("%s", suggest("--metrics: there is no metric "+quoted(word), word, metrics.Names(), `"earnburn list" names all`)))
		}
	}
	return list, all.err()
}

// change is one --set.
type change struct {
	path, value, origin string
}

// changes reads all --set.
func (f *simulationFlags) changes() ([]change, error) {
	var list []change
	var all collector
	for _, text := range f.set {
		path, value, ok := strings.Cut(text, "=")
		switch {
		case !ok || path == "":
			all.add(badInput("--set %s: must be PATH=VALUE, as in scenario.months=12", quoted(text)))
		case !strings.HasPrefix(path, "scenario.") && !strings.HasPrefix(path, "programs."):
			all.add(badInput("--set %s: a path begins with scenario. or programs.NAME.", quoted(text)))
		default:
			list = append(list, change{path, value, "--set " + text})
		}
	}
	return list, all.err()
}

// errNothing is an empty list of programs.
var errNothing = errors.New("name at least one program besides none")
