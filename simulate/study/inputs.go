package study

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
)

// Inputs are what is simulated, as it is written. Changes by path are made to what is written before it is read, so that a changed run is the run of a
// changed file and meets the same checks.
type Inputs struct {
	Programs []Written
	Scenario *document.Document
}

// Written is a program as it is written, and what its arm is called.
type Written struct {
	Arm      string
	Own      string // the program's own name, by which paths may call it, too; "" where that is what another arm is called
	Document *document.Document
}

// names are those that a path may call the program: its arm's and its own.
func (w *Written) names() []string { return []string{w.Arm, w.Own} }

// Called reports whether a path may call the program so.
func (w *Written) Called(name string) bool { return slices.Contains(w.names(), name) }

// Case is what is simulated, as it is read.
type Case struct {
	World *scenarios.World
	Arms  []simulate.Arm // without the baseline
}

// At reads the inputs with changes made to them, whose paths begin with "scenario." or "programs.NAME.". All that is wrong comes back at once.
func (in *Inputs) At(changes []scenarios.Override) (*Case, error) {
	world, err := in.World(changes)
	arms, wrong := in.arms(changes, world)
	if err := errors.Join(wrong, err); err != nil {
		return nil, err
	}
	return NewCase(world, arms)
}

// NewCase puts programs into a world; it fails on what they name and the world does not have.
func NewCase(w *scenarios.World, arms []simulate.Arm) (*Case, error) {
	c := &Case{World: w, Arms: slices.Clone(arms)}
	words := w.Vocabulary()
	var all []error
	for i := range c.Arms {
		p := &c.Arms[i].Program
		if _, err := (*p).Compile(words); err != nil {
			all = append(all, err)
			continue
		}
		var err error
		if *p, err = (*p).In(words); err != nil {
			all = append(all, err)
		}
	}
	if err := errors.Join(all...); err != nil {
		return nil, err
	}
	return c, nil
}

// Arms reads the programs with the changes that are theirs from the beginning. Beside errors come those that could be read.
func (in *Inputs) Arms(changes []scenarios.Override) ([]simulate.Arm, error) {
	return in.arms(changes, nil)
}

// arms is Arms with changes within the horizon of a world, too.
func (in *Inputs) arms(changes []scenarios.Override, world *scenarios.World) ([]simulate.Arm, error) {
	var list []simulate.Arm
	var all []error
	for i := range in.Programs {
		w := &in.Programs[i]
		p, err := w.program(changes, world)
		if err != nil {
			all = append(all, err)
			continue
		}
		list = append(list, simulate.Arm{Name: w.Arm, Program: p})
	}
	all = append(all, in.strangers(changes))
	return list, errors.Join(all...)
}

// program reads the program with the changes that are its own, those within the horizon in the order of their months.
func (w *Written) program(changes []scenarios.Override, world *scenarios.World) (*programs.Program, error) {
	d := w.Document.Clone()
	var origins []string
	later := map[int][]scenarios.Override{}
	for _, c := range changes {
		path, mine := Within(c.Path, w.names()...)
		if !mine {
			continue
		}
		origins = append(origins, c.Origin)
		if c.Path = path; c.FromMonth > 0 {
			later[c.FromMonth] = append(later[c.FromMonth], c)
		} else if err := d.Set(path, c.Value, c.Origin); err != nil {
			return nil, err
		}
	}
	for _, month := range slices.Sorted(maps.Keys(later)) {
		if err := amend(d, month, later[month], world); err != nil {
			return nil, err
		}
	}
	p, err := programs.FromDocument(d)
	if err == nil {
		err = NotBaseline(d, p.Name)
	}
	return p, blame(err, origins, func() error { _, err := programs.FromDocument(w.Document); return err })
}

// amend changes the rules of a program from a month of the horizon on. Without a world, of which the reader has been told, nobody knows when that is.
func amend(d *document.Document, month int, changes []scenarios.Override, world *scenarios.World) error {
	if world == nil {
		return nil
	}
	origin := changes[0].Origin
	if month > world.Months {
		var problems document.Problems
		problems.Add(document.Position{Origin: origin}, "", "month %d is beyond the horizon of %d months", month, world.Months)
		return problems.Err()
	}
	var paths []string
	for _, c := range changes {
		paths = append(paths, c.Path)
	}
	prefix, err := programs.Amend(d, programs.Span{Months: month - 1}.After(world.Start), strings.TrimPrefix(origin, "variant "), paths, origin)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if err := d.Set(prefix+c.Path, c.Value, c.Origin); err != nil {
			return err
		}
	}
	return nil
}

// World reads the scenario with the changes that are its own.
func (in *Inputs) World(changes []scenarios.Override) (*scenarios.World, error) {
	var own []scenarios.Override
	var origins []string
	for _, c := range changes {
		if path, ok := strings.CutPrefix(c.Path, "scenario."); ok {
			own = append(own, scenarios.Override{Path: path, Value: c.Value, Origin: c.Origin})
			origins = append(origins, c.Origin)
		}
	}
	w, err := scenarios.FromDocument(in.Scenario, own)
	return w, blame(err, origins, func() error { _, err := scenarios.FromDocument(in.Scenario, nil); return err })
}

// strangers finds changes of programs that are not there.
func (in *Inputs) strangers(changes []scenarios.Override) error {
	var names, arms []string
	for i := range in.Programs {
		names = append(names, in.Programs[i].names()...)
		arms = append(arms, in.Programs[i].Arm)
	}
	var problems document.Problems
	for _, c := range changes {
		if _, known := Within(c.Path, names...); known || len(arms) == 0 || strings.HasPrefix(c.Path, "scenario.") {
			continue
		}
		there := "are "
		if len(arms) == 1 {
			there = "is "
		}
		problems.Add(document.Position{Origin: c.Origin}, "", "no program of that name; there %s", there+strings.Join(arms, ", "))
	}
	return problems.Err()
}

// Within is what of a path lies within a program of one of these names.
func Within(path string, names ...string) (string, bool) {
	for _, name := range names {
		if name == "" {
			continue
		}
		for _, prefix := range []string{"programs." + name + ".", "programs[" + name + "]."} {
			if rest, ok := strings.CutPrefix(path, prefix); ok {
				return rest, true
			}
		}
	}
	return "", false
}

// NotBaseline refuses a program under the name of the arm without one.
func NotBaseline(d *document.Document, name string) error {
	var problems document.Problems
	if name == simulate.Baseline {
		problems.Add(d.At("name"), "name", "%s is the arm without a program; choose another name", name)
	}
	return problems.Err()
}

// blame names the changes beside problems that are elsewhere but were not there before them.
func blame(err error, origins []string, before func() error) error {
	var problems document.Problems
	if len(origins) == 0 || !errors.As(err, &problems) || before() != nil {
		return err
	}
	for i := range problems {
		if problems[i].Origin == "" {
			problems[i].Text += " (after " + strings.Join(origins, ", ") + ")"
		}
	}
	return problems
}
