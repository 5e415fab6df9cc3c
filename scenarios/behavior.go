package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"earnburn/internal/document"
)

// behaviorYAML says what is assumed about how people behave.
type behaviorYAML struct {
	Mode   string                `yaml:",scalar" oneof:"evidence mechanical" doc:"evidence: the register; mechanical: nobody reacts, everyone joins, identifies and redeems at once"`
	Stated map[string]assumption `yaml:",inline"`
}

// assumption is a parameter as a scenario states it. A plain value is certain; with low and high it is drawn.
type assumption struct {
	Value  quantity  `yaml:"value,required,scalar" doc:"the median"`
	Low    *quantity `yaml:"low" doc:"5th percentile"`
	High   *quantity `yaml:"high" doc:"95th percentile"`
	Grade  string    `yaml:"grade" oneof:"A B C" doc:"A measured, B direction known, C assumption (default)"`
	Source string    `yaml:"source" doc:"where the value comes from"`
}

// stated lists the parameters in the order of the register, so that nothing depends on the order of a map.
func (b *behaviorYAML) stated() []Parameter {
	var list []Parameter
	for p := range NumParameters {
		if _, ok := b.Stated[p.String()]; ok {
			list = append(list, p)
		}
	}
	return list
}

// Names lists the parameters for editors: see document.Schema.
func (*behaviorYAML) Names() map[string]string {
	names := make(map[string]string, NumParameters)
	for _, e := range Register {
		names[e.Name] = e.Definition
	}
	return names
}

// Check finds unknown parameters and values outside their domain.
func (b *behaviorYAML) Check(d *document.Document, path string, problems *document.Problems) {
	for _, name := range d.Keys(path) {
		if _, ok := ParameterByName(name); !ok {
			problems.Add(d.At(path+"."+name), path, "%s", unknownParameter(name))
		}
	}
	for _, p := range b.stated() {
		a := b.Stated[p.String()]
		a.check(d, path+"."+p.String(), Register[p], problems)
	}
}

func unknownParameter(name string) string {
	known := make([]string, NumParameters)
	for p := range NumParameters {
		known[p] = p.String()
	}
	text := fmt.Sprintf("unknown parameter %q", name)
	if nearest, ok := document.Nearest(name, known); ok {
		return text + fmt.Sprintf("; did you mean %q?", nearest)
	}
	slices.Sort(known)
	return text + "; known: " + strings.Join(known, ", ")
}

// check compares the values with the parameter's domain and with each other.
func (a *assumption) check(d *document.Document, path string, e Entry, problems *document.Problems) {
	before := len(*problems)
	one := func(key string, q quantity) {
		at := d.At(path + key)
		switch {
		case q.time && e.Unit != unitDays:
			problems.Add(at, path+key, "must be a number or a share, not a time (unit: %s)", cmp.Or(e.Unit, "none"))
		case q.value < e.Min || q.value > e.Max:
			problems.Add(at, path+key, "must be between %s and %s (got %s)", document.Grouped(e.Min), document.Grouped(e.Max), document.Grouped(q.value))
		}
	}
	if a.Low == nil && a.High == nil {
		one(a.key(d, path), a.Value)
		return
	}
	if a.Low == nil || a.High == nil {
		problems.Add(d.At(path), path, "give low and high, or neither for a value that is certain")
		return
	}
	one(".value", a.Value)
	one(".low", *a.Low)
	one(".high", *a.High)
	if len(*problems) > before {
		return
	}
	if a.Low.value > a.Value.value || a.Value.value > a.High.value {
		problems.Add(d.At(path), path, "must have low ≤ value ≤ high (got %s, %s, %s)",
			document.Grouped(a.Low.value), document.Grouped(a.Value.value), document.Grouped(a.High.value))
	}
}

// key is where the value stands: in a mapping or alone.
func (a *assumption) key(d *document.Document, path string) string {
	if _, plain := d.Scalar(path); plain {
		return ""
	}
	return ".value"
}

// over is the register's entry with what the scenario states in place of it.
func (a *assumption) over(e Entry, scenario string) Entry {
	e.Value, e.Low, e.High = a.Value.value, a.Value.value, a.Value.value
	if a.Low != nil && a.High != nil {
		e.Low, e.High = a.Low.value, a.High.value
	}
	e.Log = e.Log && e.Low > 0
	e.Grade = cmp.Or(a.Grade, "C")
	e.Source = cmp.Or(a.Source, "stated in scenario "+scenario)
	e.Stated = true
	return e
}
