package document_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"earnburn/internal/document"
	"earnburn/internal/manual"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/limits"
)

// typeNames is what a person calls the types that values decode into.
var typeNames = map[string]string{
	"string":               "text",
	"bool":                 "`true` or `false`",
	"int":                  "whole number",
	"int64":                "whole number",
	"float64":              "number",
	"programs.Money":       "money",
	"programs.Points":      "points",
	"programs.Amount":      "amount",
	"programs.Share":       "share",
	"programs.Span":        "time",
	"programs.Date":        "date",
	"programs.YearDay":     "day of the year",
	"programs.Words":       "word or list of words",
	"programs.Buy":         "line",
	"scenarios.regularity": "whole number from 1 to 100, or `fixed`",
	"scenarios.quantity":   "number, share or time",
	"scenarios.setting":    "value",
}

const page = "../../docs/yaml.md"

func TestManualOfYAMLIsWhatIsDecoded(t *testing.T) {
	for _, part := range []struct {
		marker string
		of     any
	}{
		{"program", programs.Program{}},
		{"scenario", scenarios.Definition{}},
		{"rules-test", programs.Test{}},
		{"limits", limits.File{}},
	} {
		manual.Table(t, page, part.marker, tables(t, document.Reference(part.of)))
	}
}

// tables writes a reference as Markdown.
func tables(t *testing.T, forms []document.Form) string {
	var b strings.Builder
	for _, f := range forms {
		rows := slices.Concat(f.Alone, f.Keys)
		if f.Paths[0] != "" {
			fmt.Fprintf(&b, "\n#### `%s`\n", strings.Join(f.Paths, "`, `"))
		}
		if f.Choice {
			b.WriteString("\nExactly one of the keys.\n")
		}
		b.WriteString("\n| key | type | range | default | meaning |\n| --- | --- | --- | --- | --- |\n")
		for i, k := range rows {
			meaning, otherwise := splitDefault(&k)
			switch {
			case i < len(f.Alone):
				k.Name, otherwise = "*(alone)*", ""
			case k.Name == "":
				k.Name, k.Type = "*(any name)*", k.Type.Elem()
			default:
				k.Name = "`" + k.Name + "`"
			}
			if k.Required && i >= len(f.Alone) {
				otherwise = "**required**"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", k.Name, typeName(t, k.Type, k.Words), k.Range, otherwise, strings.ReplaceAll(meaning, "|", "\\|"))
		}
	}
	b.WriteString("\n")
	return b.String()
}

// typeName says what may be written for a type.
func typeName(t *testing.T, of reflect.Type, words []string) string {
	if len(words) > 0 {
		return "`" + strings.Join(words, "`, `") + "`"
	}
	if name, ok := typeNames[of.String()]; ok {
		return name
	}
	switch of.Kind() {
	case reflect.Pointer:
		return typeName(t, of.Elem(), nil)
	case reflect.Slice:
		return "list of " + plural(typeName(t, of.Elem(), nil))
	case reflect.Map:
		return "mapping of names to " + plural(typeName(t, of.Elem(), nil))
	case reflect.Struct:
		form := document.Reference(reflect.New(of).Interface())[0]
		var names []string
		for _, k := range form.Alone {
			names = append(names, typeName(t, k.Type, k.Words))
		}
		if len(form.Keys) > 0 {
			names = append(names, "mapping")
		}
		return strings.Join(names, " or ")
	}
	t.Errorf("what is %s called in %s?", of, page)
	return ""
}

func plural(name string) string {
	if strings.HasSuffix(name, "s") {
		return name
	}
	return name + "s"
}

var (
	byDefault  = regexp.MustCompile(`^(.*); (.+?) by default(.*)$`)
	defaultIs  = regexp.MustCompile(`^(.*); by default (.+)$`)
	markedWord = regexp.MustCompile(`^(.*?)([^ (]+)(?: \(default|, default)([^)]*)\)`)
)

// splitDefault takes the default of a key out of its description.
func splitDefault(k *document.Key) (meaning, otherwise string) {
	if m := byDefault.FindStringSubmatch(k.Doc); m != nil {
		return m[1], m[2] + m[3]
	}
	if m := defaultIs.FindStringSubmatch(k.Doc); m != nil {
		return m[1], m[2]
	}
	if m := markedWord.FindStringSubmatch(k.Doc); m != nil {
		word, before := m[2], m[1]+m[2]
		for _, w := range k.Words { // of the words allowed, the last one before the mark
			if found := regexp.MustCompile(`\b` + w + `\b`); found.MatchString(before) {
				word = w
			}
		}
		return k.Doc, word + m[3]
	}
	switch k.Type.Kind() {
	case reflect.Bool:
		return k.Doc, "false"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return k.Doc, "0"
	}
	return k.Doc, ""
}

func TestReferenceFollowsListsMapsAndChoices(t *testing.T) {
	type leaf struct {
		_  struct{} `choice:"true"`
		A  int      `yaml:"a" range:">0" doc:"how many"`
		At *string  `yaml:"at" oneof:"here there"`
	}
	type tree struct {
		Mode   string          `yaml:",scalar" oneof:"bare"`
		Leaves []leaf          `yaml:"leaves,required"`
		Named  map[string]leaf `yaml:",inline"`
		Again  []tree          `yaml:"again"`
	}
	forms := document.Reference(&tree{})
	if len(forms) != 2 {
		t.Fatalf("%d forms: %+v", len(forms), forms)
	}
	if f := forms[0]; f.Paths[0] != "" || f.Choice || len(f.Alone) != 1 || f.Alone[0].Words[0] != "bare" || len(f.Keys) != 3 || !f.Keys[0].Required {
		t.Errorf("tree: %+v", f)
	}
	if f := forms[1]; !f.Choice || !slices.Equal(f.Paths, []string{"leaves[]", "*"}) || f.Keys[0].Range != "greater than 0" || f.Keys[0].Doc != "how many" {
		t.Errorf("leaf: %+v", f)
	}
	defer func() {
		if recover() == nil {
			t.Error("a reference of a number")
		}
	}()
	document.Reference(1)
}
