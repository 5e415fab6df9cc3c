package scenarios_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
)

// atHome reads a shipped program and the words of its home world, in the program's own currency.
func atHome(t *testing.T, name string) (*programs.Program, programs.Vocabulary) {
	t.Helper()
	data, ok := programs.Shipped(name)
	if !ok {
		t.Fatalf("there is no program %s", name)
	}
	p, err := programs.Parse(name+".yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	home := cmp.Or(p.Scenario, "retail")
	data, ok = scenarios.Shipped(home)
	if !ok {
		t.Fatalf("%s: there is no scenario %s", name, home)
	}
	w, err := scenarios.Load(home+".yaml", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	v := w.Vocabulary()
	if _, err := p.Compile(v); err != nil {
		t.Errorf("%s is not at home in %s: %v", name, home, err)
	}
	v.Currency = cmp.Or(p.Currency, v.Currency)
	return p, v
}

// TestShippedProgramsDoWhatTheySay plays the tests of rules of all shipped programs; their numbers were worked by hand from the published rules.
func TestShippedProgramsDoWhatTheySay(t *testing.T) {
	var tested []string
	for _, name := range programs.Names() {
		file := filepath.Join("..", "programs", "testdata", name+".yaml")
		t.Run(name, func(t *testing.T) {
			p, v := atHome(t, name)
			if p.Name != name || p.Title == "" {
				t.Errorf("calls itself %q, %q", p.Name, p.Title)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%s is shipped without a test of its rules: %v", name, err)
			}
			suite, err := programs.ParseTest(file, data)
			if err != nil {
				t.Fatal(err)
			}
			results, err := suite.Run(func(program string) (*programs.Program, programs.Vocabulary, error) {
				if program != name {
					t.Fatalf("%s tests %s", file, program)
				}
				return p, v, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range results {
				for _, f := range r.Failures {
					t.Errorf("%s\n\t%v", r.Name, f)
				}
			}
		})
		tested = append(tested, file)
	}
	files, err := filepath.Glob(filepath.Join("..", "programs", "testdata", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(tested, f) {
			t.Errorf("%s tests no shipped program", f)
		}
	}
}
