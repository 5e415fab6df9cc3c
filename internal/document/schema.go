package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
)

// extendsKey names a document that this one is written over. What that one has need not be given here, but for a name.
const extendsKey = "extends"

// schemer is a type with DecodeScalar that says how its single values look to JSON Schema.
type schemer interface {
	Schema() map[string]any
}

// namer is a struct whose map for all other keys takes certain names only: each with what it means.
type namer interface {
	Names() map[string]string
}

var (
	schemerType = reflect.TypeFor[schemer]()
	namerType   = reflect.TypeFor[namer]()
	floaterType = reflect.TypeFor[floater]()
)

// Schema returns the JSON Schema (draft 2020-12) of the documents that Decode reads into structs like those given. Each struct has the key earnburn with the
// words allowed, such as program/v1; of several structs the one applies whose word a document has.
//
// It follows the tags that Decode follows and can be trusted as far as it goes: what Decode accepts satisfies it, numbers without quotes provided. Beyond
// it are what methods Check demand, ranges of shares in percent, and keys required in mappings that may come from an extended document.
//
// Types with DecodeScalar have a method Schema() map[string]any for their single values, or take any text or number; a struct with a map for all other
// keys may have a method Names() map[string]string of what is allowed there.
func Schema(of ...any) ([]byte, error) {
	g := schemas{defs: make(map[string]any)}
	var kinds, headers []string
	var branches []any
	for _, v := range of {
		forms := Reference(v)
		words := headersOf(&forms[0])
		kind, _, _ := strings.Cut(words[0], "/")
		g.add(kind, forms)
		kinds = append(kinds, kind)
		headers = append(headers, words...)
		branches = append(branches, map[string]any{
			"if":   map[string]any{"required": []string{headerKey}, "properties": map[string]any{headerKey: map[string]any{"enum": words}}},
			"then": refer(kind),
		})
	}
	root := map[string]any{
		"type":       "object",
		"required":   []string{headerKey},
		"properties": map[string]any{headerKey: map[string]any{"enum": headers, "description": "kind and version of this file"}},
		"allOf":      branches,
	}
	if len(of) == 1 {
		root = refer(kinds[0])
	}
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "earnburn: " + joined(kinds, "or")
	root["$defs"] = g.defs
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // descriptions are read by people
	e.SetIndent("", "  ")
	err := e.Encode(root) // maps in the order of their keys
	return b.Bytes(), err
}

// headersOf are the words that documents of a kind may begin with.
func headersOf(f *Form) []string {
	for _, k := range f.Keys {
		if k.Name == headerKey && len(k.Words) > 0 {
			return k.Words
		}
	}
	panic(fmt.Sprintf("document: %s has no key %s with the words allowed", f.Type, headerKey))
}

// schemas writes the forms of a reference as definitions.
type schemas struct {
	defs  map[string]any
	names map[reflect.Type]string // in defs, of the kind at hand

	extends bool // documents of that kind may extend another
	ranges  bool // and give a number as a range: those that may extend
}

func (g *schemas) add(kind string, forms []Form) {
	g.names = make(map[reflect.Type]string)
	g.extends = slices.ContainsFunc(forms[0].Keys, func(k Key) bool { return k.Name == extendsKey })
	g.ranges = g.extends
	if g.ranges {
		g.defs[rangeName] = rangeSchema()
	}
	for _, f := range forms {
		// As in program.points.earn, after the first place it stands in.
		path := strings.NewReplacer("[]", "", "*", "any").Replace(f.Paths[0])
		g.names[f.Type] = strings.TrimSuffix(kind+"."+path, ".")
	}
	for i := range forms {
		g.defs[g.names[forms[i].Type]] = g.form(&forms[i])
	}
}

func refer(name string) map[string]any { return map[string]any{"$ref": "#/$defs/" + name} }

// form describes a mapping and the single values that may stand in its place.
func (g *schemas) form(f *Form) map[string]any {
	if was := g.ranges; was && slices.ContainsFunc(f.Keys, func(k Key) bool { return k.Name == "low" }) {
		g.ranges = false // it is a range itself
		defer func() { g.ranges = was }()
	}
	var ways []any
	if reflect.PointerTo(f.Type).Implements(scalarType) {
		ways = append(ways, scalarSchema(f.Type))
	}
	for i := range f.Alone {
		ways = append(ways, g.described(&f.Alone[i]))
	}
	if len(f.Keys) > 0 {
		ways = append(ways, g.mapping(f))
	}
	return either(ways)
}

// either is the schema of what satisfies at least one of several.
func either(schemas []any) map[string]any {
	if len(schemas) == 1 {
		return schemas[0].(map[string]any)
	}
	return map[string]any{"anyOf": schemas}
}

func (g *schemas) mapping(f *Form) map[string]any {
	properties := make(map[string]any)
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	var required, inherited []string
	for i := range f.Keys {
		k := &f.Keys[i]
		switch {
		case k.Name == "":
			g.others(f, k, s)
			continue
		case k.Required && g.extends && k.Name != headerKey && k.Name != "name" && slices.ContainsFunc(f.Paths, merged):
			inherited = append(inherited, k.Name)
		case k.Required:
			required = append(required, k.Name)
		}
		properties[k.Name] = g.described(k)
	}
	if required != nil {
		s["required"] = required
	}
	if inherited != nil && f.Paths[0] == "" {
		s["if"] = map[string]any{"required": []string{extendsKey}}
		s["else"] = map[string]any{"required": inherited}
	}
	if f.Choice {
		s["minProperties"], s["maxProperties"] = 1, 1
	}
	return s
}

// merged reports whether a mapping at this path is written over one of the extended document, which may have given what is required; lists replace.
func merged(path string) bool { return !strings.Contains(path, "[]") }

// others describes all other keys of a mapping: any, or those whose names the struct knows.
func (g *schemas) others(f *Form, k *Key, s map[string]any) {
	element := g.value(k.Type.Elem(), k)
	if !reflect.PointerTo(f.Type).Implements(namerType) {
		s["additionalProperties"] = element
		return
	}
	for name, doc := range reflect.New(f.Type).Interface().(namer).Names() {
		one := maps.Clone(element)
		one["description"] = doc
		s["properties"].(map[string]any)[name] = one
	}
}

// described is the schema of a value with what it means.
func (g *schemas) described(k *Key) map[string]any {
	s := g.value(k.Type, k)
	if g.ranges && mayVary(s) {
		s = either([]any{s, refer(rangeName)})
	}
	if k.Doc != "" {
		s["description"] = k.Doc
	}
	return s
}

// value describes what a type decodes from; words and range of the key apply to the innermost values, as they do in Decode. The schema is new at every call.
func (g *schemas) value(t reflect.Type, k *Key) map[string]any {
	kind := t.Kind()
	switch {
	case kind == reflect.Pointer:
		return g.value(t.Elem(), k)
	case isSingle(t):
		one := k.single(t, scalarSchema(t))
		if kind != reflect.Slice {
			return one
		}
		return either([]any{one, listOf(g.value(t.Elem(), k))})
	case kind == reflect.Slice:
		s := listOf(g.value(t.Elem(), k))
		if k.unique && t.Elem().Kind() != reflect.Struct {
			s["uniqueItems"] = true // names of mappings are beyond JSON Schema
		}
		return s
	case kind == reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": g.value(t.Elem(), k)}
	case kind == reflect.Struct:
		return k.limit(t, refer(g.names[t]))
	case kind == reflect.Bool:
		return map[string]any{"type": "boolean"}
	case kind == reflect.Float64:
		return k.single(t, map[string]any{"type": "number"})
	case kind == reflect.String:
		s := k.single(t, anyText())
		if k.Required && len(k.Words) == 0 {
			s["minLength"] = 1
		}
		return s
	}
	return k.single(t, map[string]any{"type": "integer"})
}

// rangeName is the definition of a range; see Range.
const rangeName = "range"

func rangeSchema() map[string]any {
	number := map[string]any{"type": []string{"number", "string"}}
	return map[string]any{
		"type": "object", "description": "a number that is not certain: its median, 5th and 95th percentile",
		"properties": map[string]any{
			"value": number, "low": number, "high": number, "grade": map[string]any{"enum": []any{"A", "B", "C"}}, "source": map[string]any{"type": "string"},
		},
		"required": []string{"value", "low", "high"}, "additionalProperties": false,
	}
}

// mayVary reports whether a schema is that of numbers, or of texts of a certain form that stand for numbers, and not of whole numbers or any text.
func mayVary(s map[string]any) bool {
	switch t := s["type"].(type) {
	case string:
		return t == "number"
	case []string:
		return slices.Contains(t, "number") && s["pattern"] != nil
	}
	return false
}

func listOf(items map[string]any) map[string]any {
	return map[string]any{"type": "array", "items": items}
}

// anyText is what a person may write for a text: 400 is one too.
func anyText() map[string]any { return map[string]any{"type": []string{"string", "number"}} }

// scalarSchema is what a type with DecodeScalar says about its single values.
func scalarSchema(t reflect.Type) map[string]any {
	if reflect.PointerTo(t).Implements(schemerType) {
		return reflect.New(t).Interface().(schemer).Schema()
	}
	return anyText()
}

// single narrows a single value to the words or the range of a key.
func (k *Key) single(t reflect.Type, s map[string]any) map[string]any {
	if len(k.Words) == 0 {
		return k.limit(t, s)
	}
	var words []any
	for _, w := range k.Words {
		words = append(words, w)
		if isDecimal(w) {
			words = append(words, json.Number(w)) // what it is without quotes
		}
	}
	return map[string]any{"enum": words}
}

// limit adds the range of a key where Decode applies it. JSON Schema applies it to numbers only, so that 5% passes.
func (k *Key) limit(t reflect.Type, s map[string]any) map[string]any {
	l := k.limits
	v := reflect.New(t).Elem()
	if l == nil || !v.CanInt() && !v.CanFloat() && !reflect.PointerTo(t).Implements(floaterType) {
		return s
	}
	bound := func(x float64, open bool, key, exclusive string) {
		switch {
		case math.IsInf(x, 0):
		case open:
			s[exclusive] = x
		default:
			s[key] = x
		}
	}
	bound(l.low, l.lowOpen, "minimum", "exclusiveMinimum")
	bound(l.high, l.highOpen, "maximum", "exclusiveMaximum")
	return s
}
