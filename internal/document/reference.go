package document

import (
	"fmt"
	"reflect"
	"strings"
)

// Form describes one kind of mapping in a document, wherever it occurs.
type Form struct {
	Type   reflect.Type // the struct
	Paths  []string     // where it may stand, as in points.earn[]; "" is the document itself
	Choice bool         // exactly one of the keys is given
	Alone  []Key        // single values that may stand in place of the mapping; they have no name
	Keys   []Key        // in the order of the struct
}

// Key describes a key of a mapping, or a single value in place of one.
type Key struct {
	Name     string // "" for a value in place of a mapping and for all other keys of a mapping with names of its own choice
	Type     reflect.Type
	Required bool
	Range    string   // of numbers, to follow "must be"; "" if any
	Words    []string // allowed; nil if any
	Doc      string

	limits *limits // what Range says
	unique bool    // no two items of the list are alike
}

// Reference describes all mappings that Decode would read into a struct like the one given, in the order in which they first occur. It reads the tags
// that Decode reads, so what it says is what is accepted.
func Reference(of any) []Form {
	t := reflect.TypeOf(of)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("document: Reference needs a struct (got %T)", of))
	}
	r := reference{place: make(map[reflect.Type]int), open: make(map[reflect.Type]bool)}
	r.add(t, "")
	return r.forms
}

// reference is one run of Reference.
type reference struct {
	forms []Form
	place map[reflect.Type]int // in forms
	open  map[reflect.Type]bool
}

func (r *reference) add(t reflect.Type, path string) {
	if r.open[t] {
		return // a mapping inside of its own kind
	}
	r.open[t] = true
	defer delete(r.open, t)
	at, known := r.place[t]
	if !known {
		at = len(r.forms)
		r.place[t] = at
		r.forms = append(r.forms, describe(t))
	}
	r.forms[at].Paths = append(r.forms[at].Paths, path)
	for _, k := range r.forms[at].Keys {
		below := join(path, k.Name)
		if k.Name == "" {
			below = strings.TrimPrefix(path+".*", ".")
		}
		r.follow(k.Type, below)
	}
}

// describe puts the tags of a struct into words that others can read.
func describe(t reflect.Type) Form {
	s := shapeOf(t)
	form := Form{Type: t, Choice: s.choice}
	for i := range s.scalar {
		alone := s.scalar[i].describe(t)
		alone.Name = ""
		form.Alone = append(form.Alone, alone)
	}
	for i := range s.fields {
		form.Keys = append(form.Keys, s.fields[i].describe(t))
	}
	return form
}

// follow goes on to the mappings inside of a value.
func (r *reference) follow(t reflect.Type, path string) {
	switch kind := t.Kind(); {
	case isSingle(t):
		// A value of its own kind, or a list of such.
	case kind == reflect.Pointer:
		r.follow(t.Elem(), path)
	case kind == reflect.Slice:
		r.follow(t.Elem(), path+"[]")
	case kind == reflect.Map:
		r.follow(t.Elem(), path)
	case kind == reflect.Struct:
		r.add(t, path)
	}
}

// isSingle reports whether a type decodes itself from text, and from no mapping.
func isSingle(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(scalarType) && (t.Kind() != reflect.Struct || len(shapeOf(t).keys) == 0)
}

func (f *field) describe(of reflect.Type) Key {
	k := Key{
		Name: f.key, Type: of.FieldByIndex(f.index).Type, Required: f.required, Words: f.oneOf, Doc: f.doc,
		limits: f.limits, unique: f.unique != "",
	}
	if f.limits != nil {
		k.Range = f.limits.String()
	}
	return k
}
