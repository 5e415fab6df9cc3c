package document

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// scalarDecoder is a type that reads itself from the text of a single value.
type scalarDecoder interface {
	DecodeScalar(text string) error
}

// floater is a type that a range can be applied to.
type floater interface {
	Float() float64
}

var scalarType = reflect.TypeFor[scalarDecoder]()

// isScalarType reports whether a value decodes itself from text.
func isScalarType(v reflect.Value) bool {
	return reflect.PointerTo(v.Type()).Implements(scalarType)
}

// scalar decodes a single value; its errors are complete sentences to follow
// a path.
func scalar(n *node, v reflect.Value, f *field) error {
	if v.Kind() == reflect.Pointer {
		p := reflect.New(v.Type().Elem())
		if err := scalar(n, p.Elem(), f); err != nil {
			return err
		}
		v.Set(p)
		return nil
	}
	if len(f.oneOf) > 0 && !slices.Contains(f.oneOf, n.value) {
		return f.notOneOf(n)
	}
	if d, ok := v.Addr().Interface().(scalarDecoder); ok {
		if err := d.DecodeScalar(n.value); err != nil {
			return errors.New(clean(err.Error()))
		}
		return f.check(v, n.describe())
	}
	switch v.Kind() {
	case reflect.String:
		return text(n, v, f)
	case reflect.Bool:
		return boolean(n, v)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if n.quoted {
			return unquote(n)
		}
		x, err := parseWhole(n.value, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetInt(x)
	case reflect.Float64:
		if n.quoted {
			return unquote(n)
		}
		x, err := ParseNumber(n.value)
		if err != nil {
			return err
		}
		v.SetFloat(x)
	default:
		panic(fmt.Sprintf("document: cannot decode into %s", v.Type()))
	}
	return f.check(v, n.describe())
}

// clean makes the text of another package fit for a terminal; a line feed
// would look like the next problem.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || isControl(r) {
			return '\uFFFD'
		}
		return r
	}, text)
}

// unquote is the error for a quoted number: other readers of the file would
// take it for text.
func unquote(n *node) error {
	if err := checkNumber(n.value); err != nil {
		return err
	}
	return fmt.Errorf("must be a number without quotes (got %s)", n.describe())
}

// check applies the range to numbers.
func (f *field) check(v reflect.Value, got string) error {
	if f.limits == nil {
		return nil
	}
	var x float64
	if fl, ok := v.Addr().Interface().(floater); ok {
		x = fl.Float()
	} else if v.CanInt() {
		x = float64(v.Int())
	} else if v.CanFloat() {
		x = v.Float()
	} else {
		return nil
	}
	if !f.limits.hold(x) {
		return fmt.Errorf("must be %s (got %s)", f.limits, got)
	}
	return nil
}

// notOneOf is the error for a word that is not among those allowed.
func (f *field) notOneOf(n *node) error {
	allowed := "must be " + list(f.oneOf, "or")
	if len(f.oneOf) > 2 {
		allowed = "must be one of " + list(f.oneOf, "")
	}
	if nearest, ok := Nearest(n.value, f.oneOf); ok && len(f.oneOf) > 1 {
		return fmt.Errorf("%s (got %s); did you mean %q?", allowed, n.describe(), nearest)
	}
	return fmt.Errorf("%s (got %s)", allowed, n.describe())
}

// text decodes a string. Bare words that readers of YAML 1.1 turn into
// booleans are refused, or the same file would mean something else to them.
func text(n *node, v reflect.Value, f *field) error {
	switch {
	case n.value == "" && f.required:
		return errors.New("must not be empty")
	case !n.quoted && len(f.oneOf) == 0 && isBooleanWord(n.value):
		return fmt.Errorf("%s is a boolean to some YAML readers; use another word or put it into quotes", n.value)
	}
	v.SetString(n.value)
	return nil
}

func boolean(n *node, v reflect.Value) error {
	switch {
	case n.quoted:
		return fmt.Errorf("must be true or false, without quotes (got %s)", n.describe())
	case n.value == "true", n.value == "false":
		v.SetBool(n.value == "true")
		return nil
	case isBooleanWord(n.value):
		return fmt.Errorf("must be true or false; on, off, yes and no are not used here (got %s)", n.value)
	}
	return fmt.Errorf("must be true or false (got %s)", n.describe())
}

// isBooleanWord reports words that YAML 1.1 reads as booleans.
func isBooleanWord(word string) bool {
	switch strings.ToLower(word) {
	case "true", "false", "on", "off", "yes", "no", "y", "n":
		return true
	}
	return false
}
