package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"earnburn/internal/document"
)

// changes lists what differs in the inputs.
func (d *Diff) changes() error {
	d.Changes = []document.Change{}
	add := func(prefix string, a, b *document.Document) {
		for _, c := range document.Changes(a, b) {
			if c.Path[0] != '[' {
				c.Path = "." + c.Path
			}
			c.Path = prefix + c.Path
			d.Changes = append(d.Changes, c)
		}
	}
	for _, p := range d.arms {
		if p.a.Baseline || p.b.Baseline {
			continue
		}
		x, errX := parseInput("inputs", d.a.Inputs.Programs[p.a.Name])
		y, errY := parseInput("inputs", d.b.Inputs.Programs[p.b.Name])
		if err := errors.Join(errX, errY); err != nil {
			return err
		}
		add("programs."+p.name(), x, y)
	}
	x, errX := parseInput("inputs", d.a.Inputs.Scenario)
	y, errY := parseInput("inputs", d.b.Inputs.Scenario)
	if err := errors.Join(errX, errY, evident(x, y), evident(y, x)); err != nil {
		return err
	}
	add("scenario", x, y)
	d.behavior()
	return nil
}

// evident writes the word evidence, which states no parameter of behavior, as the mapping that another scenario has there.
func evident(x, other *document.Document) error {
	if word, _ := x.Scalar("behavior"); word == "evidence" && len(other.Keys("behavior")) > 0 {
		return x.Set("behavior", "{}", "behavior")
	}
	return nil
}

// behavior says what parameters are that one of the scenarios does not state, and adds those whose default is another, as it may be in another build.
func (d *Diff) behavior() {
	const prefix = "scenario.behavior"
	value := func(of map[string]float64, name string) json.RawMessage {
		if x, ok := of[name]; ok {
			return json.RawMessage(digits(&x))
		}
		return nil
	}
	a, b := d.a.Inputs.Behavior, d.b.Inputs.Behavior
	stated := map[string]bool{}
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.Path == prefix {
			return // nobody reacts in one of them
		}
		if name, ok := strings.CutPrefix(c.Path, prefix+"."); ok {
			name, part, _ := strings.Cut(name, ".")
			stated[name] = true
			if c.A == nil && part == "" {
				c.A = value(a, name)
			}
			if c.B == nil && part == "" {
				c.B = value(b, name)
			}
		}
	}
	names := append(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b))...)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if x, y := value(a, name), value(b, name); !bytes.Equal(x, y) && !stated[name] {
			d.Changes = append(d.Changes, document.Change{Path: "behavior." + name, A: x, B: y})
		}
	}
}
