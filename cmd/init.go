package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"

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
to a file. What you may have edited is precious: unlike the results of other
commands, which replace files, this overwrites one only with --force.

The file begins with a line that leads editors to earnburn.schema.json beside
it, which "earnburn schema -o earnburn.schema.json" writes, and ends with a list
of the keys that it does not use.

A program is called what --name says, or like the file.` + exits(exitInput, exitAccess),
		Example: `  earnburn init program --template points-100 -o mine.yaml
  earnburn init program --name summer-card > summer.yaml
  earnburn init scenario --template coffee > shop.yaml
  earnburn init scenario --customers 200000 --basket 45 --per-year 12 --margin 35% --churn 25% --wallet 35% -o shop.yaml`,
		Args:      exactlyOne("kind: program or scenario"),
		ValidArgs: []string{"program", "scenario"},
		RunE:      func(c *cobra.Command, args []string) error { return s.initialize(c, f, args[0]) },
	}
	c.Flags().StringVar(&f.template, "template", "", "`name` of the shipped program or scenario to copy (default: points-100, retail)")
	c.Flags().StringVarP(&f.output, "output", "o", "", "`file` to write, which must not exist; - is stdout (default)")
	c.Flags().BoolVar(&f.force, "force", false, "overwrite the file")
	c.Flags().StringVar(&f.name, "name", "", "`name` of the program (default: that of the file) or the scenario (default: my-company)")
	c.Flags().StringVar(&f.currency, "currency", "", "`currency` of the scenario (default: USD)")
	c.Flags().StringVar(&f.customers, "customers", "", "`number` of active customers")
	c.Flags().StringVar(&f.basket, "basket", "", "mean list `price` of a purchase")
	c.Flags().StringVar(&f.perYear, "per-year", "", "mean `number` of purchases of a customer a year")
	c.Flags().StringVar(&f.margin, "margin", "", "gross margin, a `share` of list price")
	c.Flags().StringVar(&f.churn, "churn", "", "`share` of customers who leave within a year")
	c.Flags().StringVar(&f.wallet, "wallet", "", "`share` of what customers spend in the market that the company has")
	completeFlag(c, "template", func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 1 && args[0] == "scenario" {
			return scenarios.Names(), cobra.ShellCompDirectiveNoFileComp
		}
		return programs.Names(), cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

func (s *session) initialize(c *cobra.Command, f *initFlags, kind string) error {
	text, err := initialText(c, f, kind)
	if err != nil {
		return err
	}
	if text, err = annotated(text, kind); err != nil {
		return err
	}
	if f.output != "" && f.output != "-" && !f.force {
		if info, err := os.Stat(s.system.path(f.output)); err == nil && info.Mode().IsRegular() {
			return noAccess("cannot write %s: it exists; overwrite it with --force", quoted(f.output))
		}
	}
	o, err := s.oneFile(f.output, nil)
	if err != nil {
		return err
	}
	return s.deliver(o, text)
}

// annotated adds the line that leads editors to the schema, and the keys that the text does not use yet.
func annotated(text []byte, name string) ([]byte, error) {
	d, err := document.Parse("the new "+name, text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", schemaFile)
	fmt.Fprintf(&b, "# With that file, editors complete and explain every key; to make it: earnburn schema -o %s\n#\n", schemaFile)
	b.Write(bytes.TrimRight(text, "\n"))
	fmt.Fprintf(&b, "\n\n# What else there is to say in a %s; docs/yaml.md has examples, and with the schema an editor has all keys inside:\n#\n", name)
	at := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	keys := slices.DeleteFunc(document.Reference(kinds[at].of)[0].Keys, func(k document.Key) bool { return d.Has(k.Name) })
	width := 0
	for _, k := range keys {
		width = max(width, len(k.Name))
	}
	for _, k := range keys {
		fmt.Fprintf(&b, "#   %-*s  %s\n", width, k.Name, k.Doc)
	}
	return b.Bytes(), nil
}

func initialText(c *cobra.Command, f *initFlags, kind string) ([]byte, error) {
	given := 0
	for _, name := range append([]string{"currency"}, numbers...) {
		if c.Flags().Changed(name) {
			given++
		}
	}
	renamed := c.Flags().Changed("name")
	if renamed && kind == "scenario" && f.template == "" {
		given++
	}
	switch {
	case kind != "program" && kind != "scenario":
		return nil, wrongWord("init", kind, []string{"program", "scenario"})
	case renamed && f.name == "":
		return nil, emptyFlag("name")
	case given > 0 && (kind == "program" || f.template != ""):
		return nil, usageError(c, "--%s and the like describe a scenario of your own; they go neither with program nor with --template", numbers[0])
	case kind == "program":
		text, err := template(f.template, "points-100", programs.Names(), programs.Shipped)
		if err != nil {
			return nil, err
		}
		return namedProgram(text, f)
	case given == 0:
		text, err := template(f.template, defaultScenario, scenarios.Names(), scenarios.TemplateOf)
		if err == nil && renamed {
			text = rename(text, f.name)
			_, err = scenarios.Load("the new scenario", text, nil)
		}
		return text, err
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
		if len(names) > mostNamed {
			return nil, badInput("%s", suggest("--template: there is nothing shipped that is called "+quoted(name), name, names, `"earnburn list" names all`))
		}
		return nil, wrongWord("--template", name, names)
	}
	return data, nil
}

// nameLine is the line of a shipped file that names it.
var nameLine = regexp.MustCompile(`(?m)^name: .*$`)

// rename writes another name into a file.
func rename(text []byte, name string) []byte {
	return nameLine.ReplaceAllLiteral(text, []byte("name: "+name))
}

// namedProgram gives a copy of a shipped program the name that was asked for, or that of its file where that can be one.
func namedProgram(text []byte, f *initFlags) ([]byte, error) {
	name := f.name
	if name == "" && f.output != "" && f.output != "-" {
		name = strings.TrimSuffix(filepath.Base(f.output), filepath.Ext(f.output))
		if !armName.MatchString(name) || name == simulate.Baseline {
			return text, nil
		}
	}
	if name == "" {
		return text, nil
	}
	if !armName.MatchString(name) || name == simulate.Baseline {
		return nil, badInput("--name: must be letters, digits and dashes, at most 64, and not %s (got %s)", simulate.Baseline, quoted(name))
	}
	renamed := rename(text, name)
	if p, err := programs.Parse("the new program", renamed); err != nil || p.Name != name {
		renamed = rename(text, strconv.Quote(name)) // a word that YAML takes for something else
	}
	return renamed, nil
}

// ownScenario writes a scenario from six numbers. All that is wrong with them is said at once.
func ownScenario(c *cobra.Command, f *initFlags) ([]byte, error) {
	var missing []string
	for _, name := range numbers {
		if !c.Flags().Changed(name) {
			missing = append(missing, "--"+name)
		}
	}
	if missing != nil {
		return nil, usageError(c, "a scenario of your own takes %s too", strings.Join(missing, ", "))
	}
	var all collector
	a := scenarios.Answers{Name: f.name, Currency: f.currency, Customers: 1, Basket: 1, PerYear: 1, Margin: 0.5, Churn: 0.5, Wallet: 0.5}
	amount := func(flag, text string, most float64, into *float64) {
		x, err := document.ParseNumber(strings.TrimSpace(text))
		switch {
		case strings.HasSuffix(strings.TrimSpace(text), "%"):
			all.add(badInput("--%s: must be a number, not a share (got %s)", flag, text))
		case err != nil:
			all.add(badInput("--%s: %w", flag, err))
		case x <= 0 || x > most:
			all.add(badInput("--%s: must be above 0 and at most %.0f (got %s)", flag, most, text))
		default:
			*into = x
		}
	}
	share := func(flag, text, scope string, holds func(float64) bool, into *float64) {
		x, err := parseShare(text)
		switch {
		case err != nil:
			all.add(badInput("--%s: %w", flag, err))
		case !holds(x):
			all.add(badInput("--%s: must be %s (got %s)", flag, scope, text))
		default:
			*into = x
		}
	}
	positive := func(x float64) bool { return x > 0 && x <= 1 }
	if customers, err := (&settings{}).wholeNumber("customers", f.customers, 1, 10_000_000_000); !all.add(err) {
		a.Customers = int64(customers)
	}
	amount("basket", f.basket, 1e9, &a.Basket)
	amount("per-year", f.perYear, 12_000, &a.PerYear)
	share("margin", f.margin, "above 0% and at most 100%", positive, &a.Margin)
	share("churn", f.churn, "from 0% to below 100%", func(x float64) bool { return x >= 0 && x < 1 }, &a.Churn)
	share("wallet", f.wallet, "above 0% and at most 100%", positive, &a.Wallet)
	text := scenarios.Template(a)
	_, err := scenarios.Load("the new scenario", text, nil)
	var problems document.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			if p.Path == "name" || p.Path == "currency" || p.Path == "extends" {
				p.Position = document.Position{Origin: "--" + strings.Replace(p.Path, "extends", "name", 1)}
				p.Path = ""
			}
			all.add(document.Problems{p})
		}
	} else {
		all.add(err)
	}
	return text, all.err()
}

// parseShare reads a share as files have it, and says how to write one that was meant in percent.
func parseShare(text string) (float64, error) {
	var s programs.Share
	text = strings.TrimSpace(text)
	err := s.DecodeScalar(text)
	if err != nil {
		if x, wrong := document.ParseNumber(text); wrong == nil && x > 1 && x <= 100 {
			err = fmt.Errorf("write %s%% or %s (got %s)", text, strconv.FormatFloat(x/100, 'g', 6, 64), text)
		}
	}
	return s.Float(), err
}
