package cmd

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/study"
)

// mostNamed is how many names an error lists.
const mostNamed = 30

// defaultScenario is the world of programs that have no home.
const defaultScenario = "retail"

// inputs are the world and the programs of a command, and what they were read from.
type inputs struct {
	world   *scenarios.World
	arms    []simulate.Arm // without the baseline
	written study.Inputs
	changes []scenarios.Override // made to all of them
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
	all      collector
	homes    []home
}

// home is the scenario that a program names as its own.
type home struct {
	arm, scenario string
	at            document.Position
	folder        string // of the program's file
}

// load reads the programs that arguments name and the world they live in, with changes made to them.
func (s *session) load(arguments []string, st *settings, changes []scenarios.Override) (*inputs, error) {
	l := &loader{session: s, settings: st}
	in := &inputs{changes: append(slices.Clip(changes), st.months()...)}
	folders := map[string]string{}
	for _, argument := range arguments {
		if argument == simulate.Baseline {
			continue
		}
		w, folder, err := l.program(argument)
		if l.all.add(err) {
			continue
		}
		if slices.ContainsFunc(in.written.Programs, func(other study.Written) bool { return other.Arm == w.Arm }) {
			l.all.add(badInput("two programs are called %q; name one of them as in other=%s", w.Arm, quoted(argument)))
			continue
		}
		in.written.Programs = append(in.written.Programs, w)
		folders[w.Arm] = folder
	}
	for i := range in.written.Programs {
		w := &in.written.Programs[i]
		own, _ := w.Document.Scalar("name")
		if !slices.ContainsFunc(in.written.Programs, func(other study.Written) bool { return other.Arm == own }) {
			w.Own = own
		}
	}
	arms, err := in.written.Arms(in.changes)
	l.all.add(err)
	for _, a := range arms {
		if a.Program.Scenario != "" {
			l.homes = append(l.homes, home{a.Name, a.Program.Scenario, a.Program.Document().At("scenario"), folders[a.Name]})
		}
	}
	if in.written.Scenario = l.scenario(); in.written.Scenario != nil {
		world, err := in.written.World(in.changes)
		if !l.all.add(err) {
			c, err := study.NewCase(world, arms)
			if !l.all.add(err) {
				in.world, in.arms = c.World, c.Arms
			}
		}
	}
	if err := l.all.err(); err != nil {
		return nil, err
	}
	return in, nil
}

// program reads the text of a program and where it lies.
func (l *loader) program(argument string) (w study.Written, folder string, err error) {
	r, err := parseRequest(argument)
	if err != nil {
		return w, "", err
	}
	src, err := l.programSource(r.program)
	if err != nil {
		return w, "", err
	}
	d, err := document.Parse(src.name, src.data)
	if err != nil {
		return w, "", err
	}
	if r.name == "" {
		r.name, _ = d.Scalar("name")
	}
	return study.Written{Arm: r.name, Document: d}, filepath.Dir(src.path), nil
}

// scenario reads the text of the scenario: the one asked for, the programs' home, or the default. Nil means that it could not, and why is noted.
func (l *loader) scenario() *document.Document {
	name, ok := l.scenarioName()
	if !ok {
		return nil
	}
	if d, ok := l.scenarios[name]; ok {
		return d
	}
	src, err := l.scenarioSource(name)
	if l.all.add(err) {
		return nil
	}
	d, err := document.Parse(src.name, src.data)
	if l.all.add(err) {
		return nil
	}
	if l.scenarios == nil {
		l.scenarios = map[string]*document.Document{}
	}
	l.scenarios[name] = d
	return d
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

// months is the change that --months makes.
func (st *settings) months() []scenarios.Override {
	if st.Months == "" {
		return nil
	}
	origin := st.origin["months"]
	if origin == "--months" {
		origin += " " + st.Months
	}
	return []scenarios.Override{{Path: "scenario.months", Value: st.Months, Origin: strings.TrimSuffix(origin, ": months")}}
}
