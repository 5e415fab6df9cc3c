package document

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// field describes one key of a struct, as its tags have it:
//
//	yaml:"key,required"   the key; a missing one is a problem
//	yaml:"key,scalar"     the struct may be given as a scalar, for this field;
//	                      without a key only so
//	yaml:",inline"        on a map: takes all other keys; on a struct: its
//	                      fields count as fields of the outer one
//	range:"0..1"          limits of numbers, see parseLimits
//	oneof:"spend visits"  the words allowed
//	unique:"name"         no two items of the list have the same name
//	doc:"…"               what it means, in a sentence
//
// A struct with a field _ struct{} tagged choice:"true" takes exactly one of
// its keys. Fields without a yaml tag are left alone.
//
// Range and oneof apply to the elements of lists and maps.
type field struct {
	index    []int
	key      string
	required bool
	limits   *limits
	oneOf    []string
	unique   string
	doc      string
}

// shape describes a struct.
type shape struct {
	fields []field
	byKey  map[string]int
	keys   []string // in the order of the fields
	scalar []field  // tried in order for a struct given as a scalar
	inline []int    // index of the map for all other keys; nil if there is none
	choice bool     // exactly one key must be given
}

// shapes caches descriptions by type; they never change.
var shapes sync.Map // reflect.Type → *shape

// shapeOf describes a struct type. Wrong tags are mistakes in this program,
// not in a file, so they panic.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{byKey: make(map[string]int)}
	s.add(t, nil)
	cached, _ := shapes.LoadOrStore(t, s)
	return cached.(*shape)
}

func (s *shape) add(t reflect.Type, outer []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Name == "_" {
			s.choice = s.choice || outer == nil && f.Tag.Get("choice") == "true"
			continue
		}
		tag, tagged := f.Tag.Lookup("yaml")
		if !tagged || tag == "-" {
			continue
		}
		if !f.IsExported() {
			panic(fmt.Sprintf("document: field %s.%s has a yaml tag but is not exported", t, f.Name))
		}
		index := append(append([]int(nil), outer...), i)
		s.addField(t, f, tag, index)
	}
}

func (s *shape) addField(t reflect.Type, f reflect.StructField, tag string, index []int) {
	fail := func(format string, args ...any) {
		panic(fmt.Sprintf("document: field %s.%s: ", t, f.Name) + fmt.Sprintf(format, args...))
	}
	name, options, _ := strings.Cut(tag, ",")
	d := field{
		index:  index,
		key:    name,
		oneOf:  strings.Fields(f.Tag.Get("oneof")),
		unique: f.Tag.Get("unique"),
		doc:    f.Tag.Get("doc"),
	}
	if text := f.Tag.Get("range"); text != "" {
		var err error
		if d.limits, err = parseLimits(text); err != nil {
			fail("%v", err)
		}
	}
	scalar, inline := false, false
	for _, option := range strings.Split(options, ",") {
		switch option {
		case "":
		case "required":
			d.required = true
		case "scalar":
			scalar = true
		case "inline":
			inline = true
		default:
			fail("unknown option %q", option)
		}
	}
	switch {
	case inline && f.Type.Kind() == reflect.Struct:
		s.add(f.Type, index)
		return
	case inline:
		if f.Type.Kind() != reflect.Map || s.inline != nil {
			fail("inline needs a struct, or one map")
		}
		s.inline = index
		s.fields = append(s.fields, d) // for its limits and words; it has no key
		s.byKey[""] = len(s.fields) - 1
		return
	case name == "" && !scalar:
		fail("no key")
	}
	if scalar {
		if f.Type.Kind() == reflect.Struct && !reflect.PointerTo(f.Type).Implements(scalarType) {
			fail("a scalar cannot become a struct")
		}
		s.scalar = append(s.scalar, d)
	}
	if name == "" {
		return
	}
	if _, taken := s.byKey[name]; taken {
		fail("the key %q is taken", name)
	}
	s.byKey[name] = len(s.fields)
	s.fields = append(s.fields, d)
	s.keys = append(s.keys, name)
}
