package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// words is one word or a list of them.
type words []string

func (w *words) DecodeScalar(text string) error {
	*w = words{text}
	return nil
}

func TestOneOrMany(t *testing.T) {
	var into struct {
		A words `yaml:"a" oneof:"x y"`
		B words `yaml:"b"`
	}
	d := mustParse(t, "a: x\nb: [p, q]\n")
	if err := d.Decode(&into); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]words{{"x"}, {"p", "q"}}, []words{into.A, into.B}); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]string{
		"a: z":            "coffee.yaml:1:4: a: must be x or y (got z)",
		"a: [x, z]":       "coffee.yaml:1:8: a[1]: must be x or y (got z)",
		"a: {x: y}":       "coffee.yaml:1:4: a: must be a single value or a list (got a mapping)",
		"b: [p, ~, no]":   "coffee.yaml:1:8: b[1]: item is empty\ncoffee.yaml:1:11: b[2]: no is a boolean to some YAML readers; use another word or put it into quotes",
		"b: [p, [q], ok]": "coffee.yaml:1:8: b[1]: must be a single value (got a list)",
	} {
		if err := mustParse(t, text).Decode(&into); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

type common struct {
	Name string `yaml:"name,required"`
}

func TestInlineStruct(t *testing.T) {
	var into struct {
		common `yaml:"-"`
		Common common `yaml:",inline"`
		Size   int    `yaml:"size"`
		Other  int    // left alone
	}
	if err := mustParse(t, "name: x\nsize: 5\n").Decode(&into); err != nil || into.Common.Name != "x" || into.Size != 5 {
		t.Errorf("%v, %+v", err, into)
	}
	err := mustParse(t, "nme: x\nother: 5\nsize: 5\n").Decode(&into)
	want := "coffee.yaml:1:1: unknown key \"nme\"; did you mean \"name\"?\ncoffee.yaml:2:1: unknown key \"other\"; known: earnburn, name, size"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A Check is not called for what did not decode, and those around it go on.
func TestCheckOrder(t *testing.T) {
	d := mustParse(t, "tiers:\n  by: spend\n  levels: [{name: a, from: 5}, {name: b, from: 5, discount: x}]\n")
	want := "coffee.yaml:3:61: tiers.levels[1].discount: must be a number (got x)"
	if err := d.Decode(new(program)); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// Mistakes in tags show in the first test that decodes.
func TestWrongTags(t *testing.T) {
	for want, into := range map[string]any{
		"no key": &struct {
			A int `yaml:""`
		}{},
		"unknown option": &struct {
			A int `yaml:"a,omitempty"`
		}{},
		"not exported": &struct {
			a int `yaml:"a"`
		}{},
		"range": &struct {
			A int `yaml:"a" range:"5"`
		}{},
		"is taken": &struct {
			A, B int `yaml:"a"`
		}{},
		"inline needs": &struct {
			A int `yaml:",inline"`
		}{},
		"cannot become a struct": &struct {
			A common `yaml:",scalar"`
		}{},
		"cannot decode into": &struct {
			A uint `yaml:"a"`
		}{},
		"needs a pointer": common{},
		"are not strings": &struct {
			M map[int]int `yaml:"m"`
		}{},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
					t.Errorf("got %s, want %s", got, want)
				}
			}()
			_ = mustParse(t, "a: 1\nm: {a: 1}").Decode(into)
		}()
	}
}
