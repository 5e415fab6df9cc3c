package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/reports"
	"earnburn/scenarios"

	"github.com/spf13/cobra"
)

// initFlags are the flags of init.
type initFlags struct {
	template, output string
	force            bool
	name, currency   string
	customers        string
	basket           string
	perYear          string
	margin           string
	churn            string
	wallet           string
}

// numbers are the flags that describe a company, in the order of the help.
var numbers = []string{"customers", "basket", "per-year", "margin", "churn", "wallet"}

func (s *session) initCommand() *cobra.Command {
	f := &initFlags{}
	c := &cobra.Command{
		Use:     "init program|scenario",
		Short:   "Write a file to start from",
		GroupID: groupWrite,
		Long: `Write a program or a scenario to start from: a copy of a shipped one, or a
scenario of your own customers in six numbers. It goes to stdout or, with -o,
to a file, which is overwritten only with --force.` + exits(exitInput, exitAccess),
		Example: `  earnburn init program --template points-100 -o mine.yaml
  earnburn init scenario --template coffee > shop.yaml
  earnburn init scenario --customers 200000 --basket 45 --per-year 12 --margin 35% --churn 25% --wallet 35% -o shop.yaml`,
		Args:      exactlyOne("kind: program or scenario"),
		ValidArgs: []string{"program", "scenario"},
		RunE:      func(c *cobra.Command, args []string) error { return s.initialize(c, f, args[0]) },
	}
	c.Flags().StringVar(&f.template, "template", "", "`name` of the shipped program or scenario to copy (default: points-100, retail)")
	c.Flags().StringVarP(&f.output, "output", "o", "", "`file` to write; - is stdout (default)")
	c.Flags().BoolVar(&f.force, "force", false, "overwrite the file")
	c.Flags().StringVar(&f.name, "name", "", "`name` of the scenario (default: my-company)")
	c.Flags().StringVar(&f.currency, "currency", "", "its `currency` (default: USD)")
	c.Flags().StringVar(&f.customers, "customers", "", "`number` of active customers")
	c.Flags().StringVar(&f.basket, "basket", "", "mean list `price` of a purchase")
	c.Flags().StringVar(&f.perYear, "per-year", "", "mean `number` of purchases of a customer a year")
	c.Flags().StringVar(&f.margin, "margin", "", "gross margin, a `share` of list price")
	c.Flags().StringVar(&f.churn, "churn", "", "`share` of customers who leave within a year")
	c.Flags().StringVar(&f.wallet, "wallet", "", "`share` of what customers spend in the market that the company has")
	return c
}

func (s *session) initialize(c *cobra.Command, f *initFlags, kind string) error {
	text, err := initialText(c, f, kind)
	if err != nil {
		return err
	}
	if f.output == "" || f.output == "-" {
		return s.print("%s", text)
	}
	path := s.system.path(f.output)
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && !f.force {
		return noAccess("cannot write %s: it exists; overwrite it with --force", quoted(f.output))
	}
	target, err := reports.NewTarget(path, nil)
	if err == nil {
		err = target.Write(func(w io.Writer) error {
			_, err := w.Write(text)
			return err
		})
	}
	if err != nil {
		return noAccess("cannot write %s: %w", quoted(f.output), cause(err))
	}
	return nil
}

func initialText(c *cobra.Command, f *initFlags, kind string) ([]byte, error) {
	given := 0
	for _, name := range append([]string{"name", "currency"}, numbers...) {
		if c.Flags().Changed(name) {
			given++
		}
	}
	switch {
	case kind != "program" && kind != "scenario":
		return nil, wrongWord("init", kind, []string{"program", "scenario"})
	case given > 0 && (kind == "program" || f.template != ""):
		return nil, usageError(c, "--%s and the like describe a scenario of your own; they go neither with program nor with --template", numbers[0])
	case kind == "program":
		return template(f.template, "points-100", programs.Names(), programs.Shipped)
	case given == 0:
		return template(f.template, defaultScenario, scenarios.Names(), scenarios.TemplateOf)
	}
	return ownScenario(c, f)
}

// template copies something shipped.
func template(name, otherwise string, names []string, find func(string) ([]byte, bool)) ([]byte, error) {
	if name == "" {
		name = otherwise
	}
	data, ok := find(name)
	if !ok {
		return nil, wrongWord("--template", name, names)
	}
	return data, nil
}

// ownScenario writes a scenario from six numbers and lets the scenario's own checks judge them.
func ownScenario(c *cobra.Command, f *initFlags) ([]byte, error) {
	var all collector
	var missing []string
	for _, name := range numbers {
		if !c.Flags().Changed(name) {
			missing = append(missing, "--"+name)
		}
	}
	if missing != nil {
		return nil, usageError(c, "a scenario of your own takes %s too", strings.Join(missing, ", "))
	}
	read := func(name, text string, share bool) float64 {
		number, isPercent := strings.CutSuffix(strings.TrimSpace(text), "%")
		x, err := document.ParseNumber(strings.TrimSpace(number))
		switch {
		case err != nil:
			all.add(badInput("--%s: %w", name, err))
		case isPercent && !share:
			all.add(badInput("--%s: must be a number, not a share (got %s)", name, text))
		case isPercent:
			x /= 100
		}
		if err == nil && share && (x < 0 || x > 1) {
			all.add(badInput("--%s: must be from 0 to 1 or, as a percentage, from 0%% to 100%% (got %s)", name, text))
		}
		return x
	}
	a := scenarios.Answers{
		Name: f.name, Currency: f.currency,
		Basket: read("basket", f.basket, false), PerYear: read("per-year", f.perYear, false),
		Margin: read("margin", f.margin, true), Churn: read("churn", f.churn, true), Wallet: read("wallet", f.wallet, true),
	}
	st := &settings{}
	customers, err := st.wholeNumber("customers", f.customers, 1, 10_000_000_000)
	all.add(err)
	a.Customers = int64(customers)
	if err := all.err(); err != nil {
		return nil, err
	}
	text := scenarios.Template(a)
	if _, err := scenarios.Load("the new scenario", text, nil); err != nil {
		return nil, fmt.Errorf("these numbers do not make a scenario:\n%w", err)
	}
	return text, nil
}
