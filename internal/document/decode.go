package document

import (
	"fmt"
	"reflect"
)

// checker is a struct that can say what is wrong between its values.
type checker interface {
	Check(d *Document, path string, problems *Problems)
}

// Decode fills the struct that into points to, by its tags (see field), and
// returns all problems at once as Problems. What the document does not give
// keeps the value it has, so defaults can be set beforehand.
//
// Types decode from single values by a method DecodeScalar(text string)
// error on their pointer; its error follows the path in the message. A slice
// with that method may be given as a single value or as a list. A range
// applies to types with a method Float() float64 too. Structs whose pointer
// has a method Check(d *Document, path string, problems *Problems) have it
// called once all below them has decoded without problems; path+".key" is the
// path of a key whatever the path is.
func (d *Document) Decode(into any) error {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		panic(fmt.Sprintf("document: Decode needs a pointer (got %T)", into))
	}
	w := decoder{document: d}
	w.value(d.root, "", v.Elem(), &field{})
	return append(w.problems, w.found...).Err()
}

// decoder is one run of Decode.
type decoder struct {
	document *Document
	problems Problems // of form: missing, unknown, wrong type or range
	found    Problems // by Check methods, which do not stop other Checks
}

// value decodes a node by the type of v; f has the limits and words.
func (w *decoder) value(n *node, path string, v reflect.Value, f *field) {
	if v.Kind() == reflect.Pointer {
		p := reflect.New(v.Type().Elem())
		if !v.IsNil() {
			p = v
		}
		w.value(n, path, p.Elem(), f)
		v.Set(p)
		return
	}
	if n.kind == nullNode {
		w.problems.Add(n.at, path, "missing value")
		return
	}
	switch {
	case v.Kind() == reflect.Struct && (n.kind != scalarNode || !isScalarType(v)):
		w.structure(n, path, v, f)
	case v.Kind() == reflect.Slice && (n.kind == listNode || !isScalarType(v)):
		w.slice(n, path, v, f)
	case v.Kind() == reflect.Map:
		if w.is(mappingNode, n, path) {
			w.entries(n, path, v, f, nil)
		}
	case n.kind != scalarNode && v.Kind() == reflect.Slice:
		w.problems.Add(n.at, path, "must be a single value or a list (got %s)", n.describe())
	case n.kind != scalarNode:
		w.problems.Add(n.at, path, "must be a single value (got %s)", n.describe())
	default:
		if err := scalar(n, v, f); err != nil {
			w.problems.Add(n.at, path, "%s", err)
		}
	}
}

// is checks that a node is a list or a mapping.
func (w *decoder) is(wanted kind, n *node, path string) bool {
	if n.kind == wanted {
		return true
	}
	w.problems.Add(n.at, path, "must be %s (got %s)", (&node{kind: wanted}).describe(), n.describe())
	return false
}

func (w *decoder) slice(n *node, path string, v reflect.Value, f *field) {
	if !w.is(listNode, n, path) {
		return
	}
	s := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, content := range n.items {
		if content.kind == nullNode {
			w.problems.Add(content.at, item(path, i), "item is empty")
			continue
		}
		w.value(content, item(path, i), s.Index(i), f)
	}
	v.Set(s)
	if f.unique != "" {
		w.unique(n, path, f.unique)
	}
}

// unique reports items of the same name.
func (w *decoder) unique(n *node, path, key string) {
	first := make(map[string]Position, len(n.items))
	for i, content := range n.items {
		place := item(path, i)
		if content.kind == mappingNode {
			if content = content.get(key); content == nil {
				continue
			}
			place = join(place, key)
		}
		if content.kind != scalarNode {
			continue
		}
		if at, taken := first[content.value]; taken {
			w.problems.Add(content.at, place, "%s is already the %s of the item given %s",
				show(content.value), key, at.reference(content.at))
			continue
		}
		first[content.value] = content.at
	}
}

// entries decodes the keys of a mapping that are not among the skipped ones
// into a map.
func (w *decoder) entries(n *node, path string, v reflect.Value, f *field, skip map[string]int) {
	t := v.Type()
	if t.Key().Kind() != reflect.String {
		panic(fmt.Sprintf("document: the keys of %s are not strings", t))
	}
	m := reflect.MakeMapWithSize(t, len(n.keys))
	for i, k := range n.keys {
		if _, known := skip[k.name]; known {
			continue
		}
		if !k.quoted && isBooleanWord(k.name) {
			w.problems.Add(k.at, path, "the key %s is a boolean to some YAML readers; use another word or put it into quotes", k.name)
			continue
		}
		element := reflect.New(t.Elem()).Elem()
		w.value(n.items[i], join(path, k.name), element, f)
		m.SetMapIndex(reflect.ValueOf(k.name).Convert(t.Key()), element)
	}
	if skip == nil {
		w.repeated(n, path)
	}
	v.Set(m)
}

// repeated reports keys that are given twice.
func (w *decoder) repeated(n *node, path string) {
	for _, r := range n.again {
		if n.digitsOnly(n.index(r.name)) {
			continue // of a number: see splitNumber
		}
		w.problems.Add(r.at, join(path, r.name), "already given %s", r.first.reference(r.at))
	}
}
