package document_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"earnburn/internal/document"
	"earnburn/internal/manual"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/limits"
)

func TestSchemaInTheManualIsWhatIsDecoded(t *testing.T) {
	manual.File(t, "../../docs/earnburn.schema.json", schemaText(t, programs.Program{}, scenarios.Definition{}, programs.Test{}, limits.File{}))
}

func schemaText(t testing.TB, of ...any) []byte {
	t.Helper()
	text, err := document.Schema(of...)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// compiled is the schema as an editor has it.
func compiled(t testing.TB, of ...any) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaText(t, of...)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", text); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asEditor reads YAML the way of YAML 1.2: dates are texts.
func asEditor(t testing.TB, text string) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	var value func(n *yaml.Node) any
	value = func(n *yaml.Node) any {
		switch n.Kind {
		case yaml.DocumentNode:
			return value(n.Content[0])
		case yaml.MappingNode:
			m := map[string]any{}
			for i := 0; i < len(n.Content); i += 2 {
				m[n.Content[i].Value] = value(n.Content[i+1])
			}
			return m
		case yaml.SequenceNode:
			list := []any{}
			for _, c := range n.Content {
				list = append(list, value(c))
			}
			return list
		}
		var x any
		if err := n.Decode(&x); err != nil || n.ShortTag() == "!!timestamp" {
			return n.Value
		}
		return x
	}
	return value(&n)
}

var anyBlock = regexp.MustCompile("(?ms)^```yaml\n(earnburn: .*?)^```$")

// What the decoder accepts, an editor must not complain about: all that is shipped, and the examples of the manual.
func TestSchemaAcceptsWhatIsShipped(t *testing.T) {
	every := compiled(t, programs.Program{}, scenarios.Definition{}, programs.Test{}, limits.File{})
	one := map[string]*jsonschema.Schema{
		"program/v1":    compiled(t, programs.Program{}),
		"scenario/v1":   compiled(t, scenarios.Definition{}),
		"rules-test/v1": compiled(t, programs.Test{}),
		"limits/v1":     compiled(t, limits.File{}),
	}
	texts := map[string]string{}
	for _, pattern := range []string{"../../programs/library/*.yaml", "../../scenarios/library/*.yaml", "../../programs/testdata/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 3 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts[file] = string(text)
		}
	}
	manual, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range anyBlock.FindAllStringSubmatch(string(manual), -1) {
		texts[block[1]] = block[1]
	}
	texts["made from numbers"] = string(scenarios.Template(scenarios.Answers{Customers: 5000, Basket: 7.5, PerYear: 32, Margin: 0.65, Churn: 0.2, Wallet: 0.5}))
	for name, text := range texts {
		v := asEditor(t, text)
		if err := every.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		kind, _ := v.(map[string]any)["earnburn"].(string)
		for other, s := range one {
			if err := s.Validate(v); (err == nil) != (kind == other) {
				t.Errorf("%s as %s: %v", name, other, err)
			}
		}
	}
}

const (
	card  = "earnburn: program/v1\nname: card\n"
	earns = "points:\n  earn: [{points: 1, per: {spend: 1}}]\n"
	shop  = "earnburn: scenario/v1\nname: shop\nextends: retail\n"
	whole = "earnburn: scenario/v1\nname: shop\ncurrency: USD\nstart: 2026-01-01\nmonths: 12\ncustomers: 5\n"
	cases = "earnburn: rules-test/v1\nprogram: card.yaml\ncases:\n"
)

// What follows is refused where an editor can tell, and all of it by the decoder too.
func TestSchemaRefusesMistakes(t *testing.T) {
	s := compiled(t, programs.Program{}, scenarios.Definition{}, programs.Test{}, limits.File{})
	for name, text := range map[string]string{
		"no header":              "name: card\n",
		"unknown kind":           "earnburn: program/v2\nname: card\n",
		"no name":                "earnburn: program/v1\n",
		"unknown key":            card + "point: {}\n",
		"unknown key inside":     card + "discounts: [{raet: 5%}]\n",
		"missing key":            card + "points: {rewards: []}\n",
		"share above one":        card + "discounts: [{rate: 5}]\n",
		"share of words":         card + "discounts: [{rate: five percent}]\n",
		"share of nothing":       card + "discounts: [{rate: 0}]\n",
		"money in words":         card + "costs: {setup: much}\n",
		"money below the range":  card + "costs: {setup: -1}\n",
		"no such word":           card + earns + "  combine: max\n",
		"no such word alone":     card + "enrollment: opt-in\n",
		"mapping for a value":    card + "title: {en: card}\n",
		"value for a list":       card + "discounts: 5%\n",
		"truth in words":         card + earns + "  reminder: often\n",
		"two choices":            card + earns + "  rewards: [{points: 5, gives: {cash: 5, money_off: 5}}]\n",
		"no choice":              card + earns + "  rewards: [{points: 5, gives: {}}]\n",
		"time without a unit":    card + earns + "  expire: {after: 12}\n",
		"day of the year":        card + earns + "  expire: {each_year: 31 December}\n",
		"date the other way":     card + "discounts: [{rate: 5%, when: {from: 01.02.2026}}]\n",
		"words of a mapping":     card + "discounts: [{rate: 5%, when: {tier: {a: b}}}]\n",
		"whole number":           card + "discounts: [{rate: 5%, when: {chosen_days: 1.5}}]\n",
		"empty value":            card + "title:\n",
		"empty name":             "earnburn: program/v1\nname: ''\n",
		"nothing extended":       "earnburn: scenario/v1\nname: shop\n",
		"no segments":            whole,
		"unknown parameter":      shop + "behavior: {elastisity: 1}\n",
		"unknown grade":          shop + "behavior: {elasticity: {value: 1, grade: D}}\n",
		"parameter in words":     shop + "behavior: {habituation_half_life: long}\n",
		"regularity":             shop + "segments: [{name: a, share: 100%, purchases: {per_month: 1, regularity: 0}, basket: {mean: 5}}]\n",
		"months beyond":          shop + "months: 601\n",
		"list of words":          shop + "season: [low, high]\n",
		"segment without a name": shop + "segments: [{share: 100%, purchases: {per_month: 1}, basket: {mean: 5}}]\n",
		"no cases":               "earnburn: rules-test/v1\nprogram: card.yaml\n",
		"no date":                cases + "  - {name: a, buys: [tomorrow 5], gives: {points: 5}}\n",
		"unknown rhythm":         cases + "  - {name: a, buys: [12x 5 often from 2026-01-10], gives: {points: 5}}\n",
		"unknown sum":            cases + "  - {name: a, buys: [2026-01-10 5], gives: {point: 5}}\n",
	} {
		if s.Validate(asEditor(t, text)) == nil {
			t.Errorf("%s: the schema takes it\n%s", name, text)
		}
		var err error
		switch {
		case strings.HasPrefix(text, "earnburn: scenario/"):
			_, err = scenarios.Load("bad.yaml", []byte(text), nil)
		case strings.HasPrefix(text, "earnburn: rules-test/"):
			_, err = programs.ParseTest("bad.yaml", []byte(text))
		default:
			_, err = programs.Parse("bad.yaml", []byte(text))
		}
		if err == nil {
			t.Errorf("%s: the decoder takes it\n%s", name, text)
		}
	}
}

type item struct {
	Code string `yaml:"code,required"`
}

type single struct {
	Code string `yaml:"code,required"`
}

type either struct {
	Code string `yaml:"code,required"`
}

func (e *either) DecodeScalar(text string) error {
	e.Code = text
	return nil
}

type known struct {
	Mode  string          `yaml:",scalar" oneof:"all"`
	Named map[string]item `yaml:",inline"`
}

// Names are those of the map.
func (known) Names() map[string]string { return map[string]string{"a": "the first"} }

func TestSchemaOfEveryTag(t *testing.T) {
	type tree struct {
		Header string          `yaml:"earnburn,required" oneof:"tree/v1"`
		Name   string          `yaml:"name,required"`
		Base   string          `yaml:"extends"`
		Size   float64         `yaml:"size,required" range:">0..<5"`
		Level  string          `yaml:"level" oneof:"1 2 many"`
		Set    []string        `yaml:"set" unique:"name"`
		Items  []single        `yaml:"items" unique:"code"`
		Map    map[string]bool `yaml:"map"`
		Known  known           `yaml:"known"`
		One    item            `yaml:"one"`
		Below  []tree          `yaml:"below"`
		Either []either        `yaml:"either"`
	}
	s := compiled(t, tree{})
	const head = "earnburn: tree/v1\nname: a\n"
	for text, want := range map[string]bool{
		head + "size: 1":                         true,
		head + "size: 5":                         false,
		head + "size: 0":                         false,
		head:                                     false,
		head + "extends: b":                      true,
		"earnburn: tree/v1\nextends: b":          false,
		head + "size: 1\nlevel: 2":               true,
		head + "size: 1\nlevel: '2'":             true,
		head + "size: 1\nlevel: 3":               false,
		head + "size: 1\nset: [a, b]":            true,
		head + "size: 1\nset: [a, a]":            false,
		head + "size: 1\nitems: [{code: 5}]":     true,
		head + "size: 1\nitems: [{}]":            false,
		head + "extends: b\none: {}":             true,
		head + "size: 1\nmap: {a: true}":         true,
		head + "size: 1\nmap: {a: b}":            false,
		head + "size: 1\nknown: all":             true,
		head + "size: 1\nknown: {a: {}}":         true,
		head + "size: 1\nknown: {b: {}}":         false,
		head + "size: 1\nbelow: [{size: 1}]":     false,
		head + "size: 1\nbelow: [{name: a}]":     false,
		head + "size: 1\nunknown: all":           false,
		head + "size: 1\neither: [a, {code: a}]": true,
		head + "size: 1\neither: [{}]":           false,
		head + "size: 1\nextends: b\nname: 5":    true,
	} {
		if err := s.Validate(asEditor(t, text)); (err == nil) != want {
			t.Errorf("%s\n%v", text, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a schema of something without a header")
		}
	}()
	_, _ = document.Schema(item{})
}
