package document

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// What Parse accepts is the same document when its JSON is parsed; what it
// refuses, it refuses with Problems.
func FuzzParse(f *testing.F) {
	f.Add([]byte(coffee))
	f.Add([]byte("a: {b: [1, ~, \"x\\n\"], 'c': |\n  d\n  e\n}"))
	for _, c := range append(badForm, badValues...) {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse("fuzz.yaml", data)
		if err != nil {
			wantProblems(t, err)
			return
		}
		if err := d.Decode(new(program)); err != nil {
			wantProblems(t, err)
		}
		text := d.JSON()
		if len(text) > MaxSize {
			return // escapes have made it longer
		}
		again, err := Parse("fuzz.json", text)
		if err != nil {
			t.Fatalf("the JSON %s does not parse: %v", text, err)
		}
		if got := again.JSON(); !bytes.Equal(got, text) {
			t.Fatalf("got  %s\nwant %s", got, text)
		}
	})
}

// A Set that succeeds can be read at its path; one that fails changes
// nothing.
func FuzzSet(f *testing.F) {
	f.Add("tiers.levels[Gold].from", "10")
	f.Add("tiers.levels[Platin].discount", "5%")
	f.Add(`a["b.c"][0]`, "{x: [1, 'y']}")
	f.Add("points.earn[0]", "- a")
	f.Add("tiers..", "&a b")
	f.Fuzz(func(t *testing.T, path, value string) {
		d := mustParse(t, coffee)
		before := d.JSON()
		if err := d.Set(path, value, "--set"); err != nil {
			wantProblems(t, err)
			if !bytes.Equal(d.JSON(), before) {
				t.Fatal("a Set that fails has changed the document")
			}
			return
		}
		if !d.Has(path) && !strings.Contains(path, "name") {
			t.Fatalf("nothing at %q", path)
		}
		if err := d.Decode(new(program)); err != nil {
			wantProblems(t, err)
		}
	})
}

func wantProblems(t *testing.T, err error) {
	t.Helper()
	var p Problems
	if !errors.As(err, &p) || len(p) == 0 {
		t.Fatalf("not Problems: %v", err)
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		if bad, found := BadCharacter(line); found {
			t.Fatalf("%q in %q", bad, line)
		}
	}
}
