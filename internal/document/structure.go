package document

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// structure decodes a mapping, or a scalar that stands for one of its fields.
func (w *decoder) structure(n *node, path string, v reflect.Value, f *field) {
	s := shapeOf(v.Type())
	before := len(w.problems)
	switch {
	case n.kind == scalarNode && len(s.scalar) > 0:
		w.short(n, path, v, s)
	case len(s.keys) == 0 && s.inline == nil && (len(s.scalar) > 0 || isScalarType(v)):
		w.problems.Add(n.at, path, "must be a single value (got %s)", n.describe())
	case n.kind == scalarNode && len(s.keys) > 0:
		hint := s.keyOf(n, v.Type())
		if nearest, ok := Nearest(n.value, s.keys); ok {
			hint = fmt.Sprintf("; did you mean {%s: …}?", nearest)
		}
		w.problems.Add(n.at, path, "must be %s (got %s)%s", s.wanted(), n.describe(), hint)
	case w.is(mappingNode, n, path):
		w.fields(n, path, v, s)
	}
	if len(w.problems) > before {
		return
	}
	if err := f.check(v, n.describe()); err != nil {
		w.problems.Add(n.at, path, "%s", err)
		return
	}
	if c, ok := v.Addr().Interface().(checker); ok {
		c.Check(w.document, path, &w.found)
	}
}

// short decodes a scalar into the first field that takes it.
func (w *decoder) short(n *node, path string, v reflect.Value, s *shape) {
	var words, allowed []string
	hint := ""
	for i := range s.scalar {
		f := &s.scalar[i]
		target := v.FieldByIndex(f.index)
		trial := reflect.New(target.Type()).Elem()
		err := scalar(n, trial, f)
		if err == nil {
			target.Set(trial)
			return
		}
		if len(f.oneOf) > 0 {
			words = append(words, f.oneOf...)
			continue
		}
		text, general := strings.CutPrefix(err.Error(), "must be ")
		if !general {
			// It knows better what was meant, as in "write 10, not 010".
			w.problems.Add(n.at, path, "%s", err)
			return
		}
		text, meant, suggests := strings.Cut(strings.TrimSuffix(text, " (got "+n.describe()+")"), "; did you mean ")
		if suggests {
			hint = "; did you mean " + meant
		}
		allowed = append(allowed, text)
	}
	allowed = append(words, allowed...)
	if len(s.keys) > 0 {
		allowed = append(allowed, s.wanted())
	}
	if nearest, ok := Nearest(n.value, words); ok {
		hint = "; did you mean " + strconv.Quote(nearest) + "?"
	}
	if hint == "" {
		hint = s.keyOf(n, v.Type())
	}
	w.problems.Add(n.at, path, "must be %s (got %s)%s", joined(allowed, "or"), n.describe(), hint)
}

// wanted names the keys of a mapping that should have been given.
func (s *shape) wanted() string { return "a mapping with " + list(s.keys, "or") }

// keyOf guesses the key that a single value should have been given under, as
// after for 12 months; "" if no key takes it.
func (s *shape) keyOf(n *node, t reflect.Type) string {
	for i := range s.fields {
		if f := &s.fields[i]; f.key != "" && f.takes(n, t.FieldByIndex(f.index).Type) {
			return fmt.Sprintf("; did you mean {%s: %s}?", f.key, n.describe())
		}
	}
	return ""
}

// takes reports whether a field of a type takes a single value, and would not
// take just any.
func (f *field) takes(n *node, t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch kind := t.Kind(); {
	case reflect.PointerTo(t).Implements(scalarType):
	case kind == reflect.Struct:
		return slices.ContainsFunc(shapeOf(t).scalar, func(short field) bool {
			return short.takes(n, t.FieldByIndex(short.index).Type)
		})
	case kind == reflect.Slice, kind == reflect.Map, kind == reflect.String && len(f.oneOf) == 0:
		return false
	}
	return scalar(n, reflect.New(t).Elem(), f) == nil && scalar(&node{kind: scalarNode, value: "?"}, reflect.New(t).Elem(), f) != nil
}

// fields decodes a mapping key by key.
func (w *decoder) fields(n *node, path string, v reflect.Value, s *shape) {
	w.repeated(n, path)
	unknown := false
	meant := make(map[string]bool)
	for i, k := range n.keys {
		at, known := s.byKey[k.name]
		switch {
		case known && k.name != "":
			f := &s.fields[at]
			w.value(n.items[i], join(path, k.name), v.FieldByIndex(f.index), f)
		case path == "" && k.name == headerKey:
			// Header reads it.
		case s.inline == nil:
			unknown = true
			if number, first := splitNumber(n, i); first {
				w.problems.Add(k.at, path, "a comma ends a value; did you mean %s?", number)
				continue
			}
			if n.digitsOnly(i) && n.digitsOnly(i-1) {
				continue // of the same number
			}
			meant[w.unknown(k, path, s)] = true
		}
	}
	if s.inline != nil {
		w.entries(n, path, v.FieldByIndex(s.inline), &s.fields[s.byKey[""]], s.skipped(path))
	}
	for i := range s.fields {
		if f := &s.fields[i]; f.required && n.index(f.key) < 0 && !meant[f.key] {
			w.missing(n, path, f.key)
		}
	}
	if s.choice && !unknown && len(n.keys) != 1 {
		w.problems.Add(chosenAt(n), path, "give exactly one of %s", strings.Join(s.keys, ", "))
	}
}

// splitNumber is the number whose digits from key i on somebody grouped by
// commas, as in {points: 1,000}, which YAML reads as a key 000.
func splitNumber(n *node, i int) (string, bool) {
	if i == 0 || !n.digitsOnly(i) || n.items[i-1].kind != scalarNode || !leadingDigits.MatchString(n.items[i-1].value) {
		return "", false
	}
	number := n.items[i-1].value
	for ; n.digitsOnly(i); i++ {
		number += n.keys[i].name
	}
	for _, r := range n.again {
		if threeDigits.MatchString(r.name) {
			number += r.name
		}
	}
	return number, true
}

// digitsOnly reports whether key i has three digits for a name and no value.
func (n *node) digitsOnly(i int) bool {
	return i >= 0 && i < len(n.keys) && n.items[i].kind == nullNode && threeDigits.MatchString(n.keys[i].name)
}

var (
	threeDigits   = regexp.MustCompile(`^\d{3}$`)
	leadingDigits = regexp.MustCompile(`^\d{1,3}$`)
)

// skipped is the set of keys that an inline map leaves alone.
func (s *shape) skipped(path string) map[string]int {
	if path != "" {
		return s.byKey
	}
	skip := map[string]int{headerKey: 0}
	for k, i := range s.byKey {
		skip[k] = i
	}
	return skip
}

// unknown reports a key and returns the one that may have been meant.
func (w *decoder) unknown(k key, path string, s *shape) string {
	known := s.keys
	if _, own := s.byKey[headerKey]; !own && path == "" {
		known = append([]string{headerKey}, known...)
	}
	if nearest, ok := Nearest(k.name, known); ok {
		w.problems.Add(k.at, path, "unknown key %q; did you mean %q?", shorten(k.name), nearest)
		return nearest
	}
	if len(known) == 0 {
		w.problems.Add(k.at, path, "unknown key %q; none is known here", shorten(k.name))
		return ""
	}
	w.problems.Add(k.at, path, "unknown key %q; known: %s", shorten(k.name), list(known, ""))
	return ""
}

func (w *decoder) missing(n *node, path, name string) {
	if n.at.Line == 0 {
		w.problems.Add(n.at, path, "missing key %q", name)
		return
	}
	w.problems.Add(n.at, path, "missing key %q in the block that begins at line %d", name, n.at.Line)
}

// chosenAt is where a wrong choice is reported: at the block, or at the flag
// that added a key to it.
func chosenAt(n *node) Position {
	for _, k := range n.keys {
		if k.at.Origin != "" {
			return k.at
		}
	}
	return n.at
}
