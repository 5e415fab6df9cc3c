package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"earnburn/internal/document"
)

// Sweep is a named set of values to try: all combinations, or points spread over the ranges.
type Sweep struct {
	Name   string
	Over   []Axis
	Points int // spread evenly over the ranges (Latin hypercube); 0: a grid
}

// MostPoints is the largest number of points of one study: beyond it, nobody reads the result.
const MostPoints = 10_000

// Check finds sweeps that cannot be: without anything to sweep, over too many points, over ranges without a step where all combinations are wanted.
func (s *Sweep) Check() error {
	count, stepped := 1, true
	for i := range s.Over {
		a := &s.Over[i]
		n := a.Count()
		stepped = stepped && n > 0
		switch {
		case slices.ContainsFunc(s.Over[:i], func(other Axis) bool { return other.Path == a.Path }):
			return fmt.Errorf("%s is given twice", a.Path)
		case s.Points > 0 && len(a.list) > 0:
			return fmt.Errorf("%s: points are spread over ranges, not over a list; write from:to, or leave points out", a.Path)
		case s.Points > 0:
			count *= max(1, min(n, MostPoints))
			count = min(count, MostPoints)
			continue
		case n == 0:
			return fmt.Errorf("%s: from:to has no end of values; write from:to:step, from:to:log5, or say how many points to spread over it", a.Path)
		case n > MostPoints/count:
			total := fmt.Sprintf("%s values of %s", document.Grouped(float64(n)), a.Path)
			if count > 1 {
				total += fmt.Sprintf(" times %d", count)
			}
			return fmt.Errorf("%s are too many; at most %s points can be run", total, document.Grouped(MostPoints))
		}
		count *= n
	}
	if s.Points > count && stepped && count < MostPoints {
		return fmt.Errorf("with these steps there are only %d points, so %d would repeat some; leave points out, or the steps", count, s.Points)
	}
	return nil
}

// variantPath is how the path of a change begins.
var variantPath = regexp.MustCompile(`^(scenario\.[^.]|programs(\.[^.]+|\[[^]]+\])\.[^.])`)

// pathProblem says what is wrong with the path of a change; "" if nothing.
func pathProblem(path string) string {
	if variantPath.MatchString(path) {
		return ""
	}
	return fmt.Sprintf("%q must begin with \"scenario.\" or \"programs.NAME.\"", path)
}

// inside is the path of a mapping of changes, and of one of its keys.
func inside(list string, i int, mapping string) string {
	return fmt.Sprintf("%s[%d].%s", list, i, mapping)
}

// check finds changes of nothing, and what cannot change within the horizon.
func (v *variantYAML) check(d *document.Document, i int, problems *document.Problems) {
	path := inside("variants", i, "set")
	if len(v.Set) == 0 {
		problems.Add(d.At(path), path, "must have at least one path: value")
	}
	for _, key := range d.Keys(path) {
		at := d.At(path + "[" + quote(key) + "]")
		if text := pathProblem(key); text != "" {
			problems.Add(at, path, "%s", text)
		} else if v.FromMonth > 0 && strings.HasPrefix(key, "scenario.") {
			problems.Add(at, path, "%s cannot change within the horizon, only rules of programs can; leave out from_month", key)
		}
	}
}

// check finds sweeps over nothing, and values that are none.
func (s *sweepYAML) check(d *document.Document, i int, problems *document.Problems) {
	path := inside("sweeps", i, "over")
	if len(s.Over) == 0 {
		problems.Add(d.At(path), path, "must have at least one path: values")
	}
	sound := true
	for _, key := range d.Keys(path) {
		at := d.At(path + "[" + quote(key) + "]")
		if text := pathProblem(key); text != "" {
			problems.Add(at, path, "%s", text)
			sound = false
		} else if _, err := ParseAxis(key, string(s.Over[key])); err != nil {
			problems.Add(at, path, "%s: %s", key, err)
			sound = false
		}
	}
	if sound && len(s.Over) > 0 {
		sweep := s.sweep(d, i)
		if err := sweep.Check(); err != nil {
			problems.Add(d.At(path), path, "%s", err)
		}
	}
}

// sweep keeps the order of the file.
func (s *sweepYAML) sweep(d *document.Document, i int) Sweep {
	sweep := Sweep{Name: s.Name, Points: s.Points}
	for _, key := range d.Keys(inside("sweeps", i, "over")) {
		if a, err := ParseAxis(key, string(s.Over[key])); err == nil {
			a.Origin = "sweep " + s.Name
			sweep.Over = append(sweep.Over, a)
		}
	}
	return sweep
}

func (f *Definition) sweeps(d *document.Document) []Sweep {
	var list []Sweep
	for i := range f.Sweeps {
		list = append(list, f.Sweeps[i].sweep(d, i))
	}
	return list
}

// variants keeps the order of the file.
func (f *Definition) variants(d *document.Document) []Variant {
	var list []Variant
	for i, v := range f.Variants {
		w := Variant{Name: v.Name}
		for _, key := range d.Keys(inside("variants", i, "set")) {
			w.Set = append(w.Set, Override{Path: key, Value: string(v.Set[key]), Origin: "variant " + v.Name, FromMonth: v.FromMonth})
		}
		list = append(list, w)
	}
	return list
}
