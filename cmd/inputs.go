package cmd

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
)

// mostNamed is how many names an error lists.
const mostNamed = 30

// defaultScenario is the world of programs that have no home.
const defaultScenario = "retail"

// inputs are the world and the programs of a command.
type inputs struct {
	world *scenarios.World
	arms  []simulate.Arm // without the baseline
}

// armName is what an arm may be called.
var armName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)

// request is one argument that names a program: NAME=PROGRAM or PROGRAM.
type request struct{ name, program string }

func parseRequest(argument string) (request, error) {
	name, program, found := strings.Cut(argument, "=")
	if !found || strings.ContainsAny(name, `/\`) {
		return request{program: argument}, nil
	}
	switch {
	case !armName.MatchString(name):
		return request{}, badInput("%s: the name before the = must be letters, digits and dashes", quoted(argument))
	case name == simulate.Baseline:
		return request{}, badInput("%s: %s is the arm without a program; choose another name", quoted(argument), simulate.Baseline)
	case program == "":
		return request{}, badInput("%s: no program after the =", quoted(argument))
	case program == simulate.Baseline:
		return request{}, badInput("%s: %s is always there under its own name", quoted(argument), simulate.Baseline)
	}
	return request{name, program}, nil
}

// shippedOrFile reads a program or scenario by name or path.
func (s *session) shippedOrFile(kind, name string, names []string, shipped func(string) ([]byte, bool)) (source, error) {
	if isFile(name) {
		return s.reader.read(s.ctx, name)
	}
	if data, ok := shipped(name); ok {
		return source{name: name + ".yaml (shipped)", data: data}, nil
	}
	rest := "there are " + strings.Join(names, ", ") + "; a file is written with a slash or .yaml"
	if len(names) > mostNamed {
		rest = `"earnburn list" names all; a file is written with a slash or .yaml`
	}
	return source{}, badInput("%s", suggest(fmt.Sprintf("there is no shipped %s %s", kind, quoted(name)), name, names, rest))
}

func (s *session) programSource(name string) (source, error) {
	return s.shippedOrFile("program", name, programs.Names(), programs.Shipped)
}

func (s *session) scenarioSource(name string) (source, error) {
	return s.shippedOrFile("scenario", name, scenarios.Names(), scenarios.Shipped)
}

// loader reads programs and their world, and gathers what is wrong with any of them.
type loader struct {
	*session
	settings *settings
	changes  []change
	used     []bool // by change
	all      collector
	names    []string // of arms and programs, for messages
	homes    []home
}

// home is the scenario that a program names as its own.
type home struct {
	arm, scenario string
	at            document.Position
	folder        string // of the program's file
}

// load reads the programs that arguments name and the world they live in.
func (s *session) load(arguments []string, st *settings, changes []change) (*inputs, error) {
	l := &loader{session: s, settings: st, changes: changes, used: make([]bool, len(changes))}
	in := &inputs{}
	for _, argument := range arguments {
		if argument == simulate.Baseline {
			continue
		}
		arm, ok := l.program(argument)
		if !ok {
			continue
		}
		if slices.ContainsFunc(in.arms, func(a simulate.Arm) bool { return a.Name == arm.Name }) {
			l.all.add(badInput("two programs are called %q; name one of them as in other=%s", arm.Name, quoted(argument)))
			continue
		}
		in.arms = append(in.arms, arm)
	}
	if len(l.names) > 0 {
		l.unusedChanges()
	}
	in.world = l.world()
	if in.world != nil {
		for i := range in.arms {
			p, words := &in.arms[i].Program, in.world.Vocabulary()
			if _, err := (*p).Compile(words); !l.all.add(err) {
				*p, err = (*p).In(words)
				l.all.add(err)
			}
		}
	}
	if err := l.all.err(); err != nil {
		return nil, err
	}
	return in, nil
}

// program reads one arm; false means that it could not, and why is noted.
func (l *loader) program(argument string) (arm simulate.Arm, ok bool) {
	r, err := parseRequest(argument)
	if l.all.add(err) {
		return arm, false
	}
	src, err := l.programSource(r.program)
	if l.all.add(err) {
		return arm, false
	}
	d, err := document.Parse(src.name, src.data)
	if l.all.add(err) {
		return arm, false
	}
	own, _ := d.Scalar("name")
	if r.name == "" {
		r.name = own
	}
	l.names = append(l.names, r.name)
	var origins []string
	for i, c := range l.changes {
		path, mine := programPath(c.path, r.name, own)
		if !mine {
			continue
		}
		l.used[i] = true
		origins = append(origins, c.origin)
		if l.all.add(d.Set(path, c.value, c.origin)) {
			return arm, false
		}
	}
	p, err := programs.FromDocument(d)
	if err == nil {
		err = refuseBaseline(d, p.Name)
	}
	if l.all.add(blame(err, origins, func() error { _, err := programs.Parse(src.name, src.data); return err })) {
		return arm, false
	}
	if p.Scenario != "" {
		l.homes = append(l.homes, home{r.name, p.Scenario, d.At("scenario"), filepath.Dir(src.path)})
	}
	return simulate.Arm{Name: r.name, Program: p}, true
}

// programPath is what of a --set path lies within a program of one of these names.
func programPath(path string, names ...string) (string, bool) {
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

// unusedChanges reports changes of programs that are not there.
func (l *loader) unusedChanges() {
	for i, c := range l.changes {
		if l.used[i] || strings.HasPrefix(c.path, "scenario.") {
			continue
		}
		var problems document.Problems
		problems.Add(document.Position{Origin: c.origin}, "", "no program of that name; there %s", isOrAre(l.names))
		l.all.add(problems)
	}
}

func isOrAre(names []string) string {
	if len(names) == 1 {
		return "is " + names[0]
	}
	return "are " + strings.Join(names, ", ")
}

// world reads the scenario: the one asked for, the programs' home, or the default. Nil means that it could not, and why is noted.
func (l *loader) world() *scenarios.World {
	name, ok := l.scenarioName()
	if !ok {
		return nil
	}
	src, err := l.scenarioSource(name)
	if l.all.add(err) {
		return nil
	}
	overrides := l.overrides()
	w, err := scenarios.Load(src.name, src.data, overrides)
	var origins []string
	for _, o := range overrides {
		origins = append(origins, o.Origin)
	}
	if l.all.add(blame(err, origins, func() error { _, err := scenarios.Load(src.name, src.data, nil); return err })) {
		return nil
	}
	return w
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

// refuseBaseline refuses a program under the name of the arm without one.
func refuseBaseline(d *document.Document, name string) error {
	var problems document.Problems
	if name == simulate.Baseline {
		problems.Add(d.At("name"), "name", "%s is the arm without a program; choose another name", name)
	}
	return problems.Err()
}

func (l *loader) scenarioName() (string, bool) {
	if l.settings.Scenario != "" {
		return l.settings.Scenario, true
	}
	if len(l.homes) == 0 {
		return defaultScenario, true
	}
	first := l.homes[0]
	for _, h := range l.homes[1:] {
		if h.scenario != first.scenario {
			l.all.add(badInput("%s is at home in %s, %s in %s; choose one world for both with --scenario", first.arm, first.scenario, h.arm, h.scenario))
			return "", false
		}
	}
	if isFile(first.scenario) {
		if filepath.IsAbs(first.scenario) {
			return first.scenario, true
		}
		return filepath.Join(first.folder, first.scenario), true
	}
	if !slices.Contains(scenarios.Names(), first.scenario) {
		var problems document.Problems
		text := fmt.Sprintf("there is no shipped scenario %s", quoted(first.scenario))
		problems.Add(first.at, "scenario", "%s", suggest(text, first.scenario, scenarios.Names(), "there are "+strings.Join(scenarios.Names(), ", ")))
		l.all.add(problems)
		return "", false
	}
	return first.scenario, true
}

// overrides are the changes of the scenario: --set, then --months.
func (l *loader) overrides() []scenarios.Override {
	var list []scenarios.Override
	for _, c := range l.changes {
		if path, ok := strings.CutPrefix(c.path, "scenario."); ok {
			list = append(list, scenarios.Override{Path: path, Value: c.value, Origin: c.origin})
		}
	}
	if months := l.settings.Months; months != "" {
		origin := l.settings.origin["months"]
		if origin == "--months" {
			origin += " " + months
		}
		origin = strings.TrimSuffix(origin, ": months")
		list = append(list, scenarios.Override{Path: "months", Value: months, Origin: origin})
	}
	return list
}
