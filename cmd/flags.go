package cmd

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// simulationFlags are the flags of commands that simulate. Those that are settings too are read through settings.
type simulationFlags struct {
	set     []string
	metrics string
	output  []string
	why     bool     // say what each response of customers brings
	depth   bool     // count by tier and decile, whatever the format
	equal   string   // what all programs are to cost; first: what the first does
	scale   []string // paths that are scaled to it

	precision, budget string
}

// addWorld adds the flags that say what is simulated.
func (f *simulationFlags) addWorld(c *cobra.Command) {
	c.Flags().String("scenario", "", "shipped `scenario` or file (default: the program's own, or retail)")
	c.Flags().StringArrayVar(&f.set, "set", nil, "change a value: `PATH=VALUE`, as in scenario.months=12 or programs.bonus-5.title=x")
	c.Flags().String("months", "", "`number` of months simulated")
	completeFlag(c, "scenario", completeScenarios)
}

// addSimulation adds the flags that say how it is simulated.
func (f *simulationFlags) addSimulation(c *cobra.Command) {
	f.addRun(c)
	c.Flags().String("draws", strconv.Itoa(study.Usual.Draws), "`number` of times that all assumptions are drawn from their ranges; 0: not at all")
}

// addRun adds the flags of every run.
func (f *simulationFlags) addRun(c *cobra.Command) {
	c.Flags().String("sample", "", "`number` of customers to simulate (default: the smaller of 100,000 and the scenario's)")
	c.Flags().String("seed", "1", "where random numbers begin: a whole `number` or random")
	c.Flags().String("threads", "", "`number` of processors to use (default: all); changes no result")
}

// addOutput adds the flags that say where the result goes.
func (f *simulationFlags) addOutput(c *cobra.Command) {
	f.addFormats(c, formats, ".json, .csv, .md, .txt")
}

// addFormats is addOutput for a command with formats of its own.
func (f *simulationFlags) addFormats(c *cobra.Command, known []string, endings string) {
	c.Flags().String("format", "table", "`format` of stdout: "+english.Either(known))
	c.Flags().StringArrayVarP(&f.output, "output", "o", nil, "write to a `file`, the format by its ending ("+endings+"); a file that exists is replaced; - is stdout; repeatable")
	completeFlag(c, "format", cobra.FixedCompletions(known, cobra.ShellCompDirectiveNoFileComp))
}

// addMetrics adds the flag that chooses metrics; otherwise says what is shown without it.
func (f *simulationFlags) addMetrics(c *cobra.Command, otherwise string) {
	c.Flags().StringVar(&f.metrics, "metrics", "", "`metrics` to show, separated by commas (default: "+otherwise+")")
	completeFlag(c, "metrics", completeMetrics)
}

// chosenMetrics finds the metrics that were asked for; nil if none were.
func (f *simulationFlags) chosenMetrics(flags *pflag.FlagSet) ([]*metrics.Metric, error) {
	switch {
	case f.metrics != "":
	case flags.Changed("metrics"):
		return nil, emptyFlag("metrics")
	default:
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

// changes reads all --set.
func (f *simulationFlags) changes() ([]scenarios.Override, error) {
	var list []scenarios.Override
	var all collector
	for _, text := range f.set {
		path, value, ok := strings.Cut(text, "=")
		switch {
		case !ok || path == "":
			all.add(badInput("--set %s: must be PATH=VALUE, as in scenario.months=12", quoted(text)))
		case !all.add(checkPath("--set", text, path)):
			list = append(list, scenarios.Override{Path: path, Value: value, Origin: "--set " + text})
		}
	}
	return list, all.err()
}

// checkPath checks how the path of a flag begins.
func checkPath(flag, text, path string) error {
	for _, start := range []string{"scenario.", "programs.", "programs["} {
		if strings.HasPrefix(path, start) {
			return nil
		}
	}
	return badInput("%s %s: a path begins with scenario. or programs.NAME.%s", flag, quoted(text), meantPath(path))
}

// firstKey is what a path begins with.
func firstKey(path string) string {
	key, _, _ := strings.Cut(path, ".")
	key, _, _ = strings.Cut(key, "[")
	return key
}

// meantPath guesses the path in the scenario that a path without its beginning stands for.
func meantPath(path string) string {
	name := strings.TrimPrefix(path, "behavior.")
	if _, ok := scenarios.ParameterByName(name); ok {
		return "; did you mean scenario.behavior." + name + "?"
	}
	key := firstKey(path)
	if data, ok := scenarios.Shipped(defaultScenario); ok {
		if d, err := document.Parse(defaultScenario, data); err == nil && slices.Contains(d.Keys(""), key) {
			return "; did you mean scenario." + path + "?"
		}
	}
	if near, ok := document.Nearest(name, parameterNames()); ok {
		return "; did you mean scenario.behavior." + near + "?"
	}
	return ""
}

// parameterNames are those of the parameters of behavior.
func parameterNames() []string {
	var names []string
	for p := range scenarios.NumParameters {
		names = append(names, p.String())
	}
	return names
}

// emptyFlag is bad input: a flag that was given without a value, which is hardly what was meant.
func emptyFlag(name string) error { return badInput("--%s: the value is empty", name) }

// errNothing is an empty list of programs.
var errNothing = errors.New("name at least one program besides none")
