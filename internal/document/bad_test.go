package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestBad(t *testing.T) {
	for _, c := range slices.Concat(badForm, badValues) {
		t.Run(c.name, func(t *testing.T) {
			if got := problems(c.text); got != c.want {
				t.Errorf("\n%q\ngot:\n%s\nwant:\n%s", c.text, got, c.want)
			}
		})
	}
}

// Nothing a file holds reaches a terminal as a command, and no message is
// about the inside of a reader.
func TestMessagesAreForPeople(t *testing.T) {
	for _, c := range slices.Concat(badForm, badValues) {
		message := problems(c.text)
		if message == "" {
			t.Errorf("%s: accepted", c.name)
		}
		for _, word := range []string{"EOF", " yaml: ", "goroutine", "strconv", "!!"} {
			if strings.Contains(message, word) && c.name != "tag" {
				t.Errorf("%s: %q in %s", c.name, word, message)
			}
		}
		for _, line := range strings.Split(message, "\n") {
			if bad, found := BadCharacter(line); found {
				t.Errorf("%s: %q in the message", c.name, bad)
			}
		}
	}
}

func TestLimitsOfSize(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"size", strings.Repeat("#", MaxSize+1), "bad.yaml: is larger than 1048576 bytes"},
		{"depth", "name: " + strings.Repeat("[", 64) + strings.Repeat("]", 64), "bad.yaml:1:70: nested deeper than 64 levels"},
		{"great depth", strings.Repeat("[", 20_000), "bad.yaml:1: exceeded max depth of 10000"},
		{"values", "season: [" + strings.Repeat("1,", 60_000) + "]", "bad.yaml:1:100004: more than 50000 values in one document"},
		{"long value", "name: " + strings.Repeat("a", 10_001), "bad.yaml:1:7: name: a single value of more than 10000 bytes"},
		{"long key", strings.Repeat("a", 201) + ": 1", "bad.yaml:1:1: a key of more than 200 bytes"},
	} {
		if got := problems(c.text); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	if got := problems("name: " + strings.Repeat("a", 10_000)); got != "" {
		t.Error(got)
	}
}

func TestFileNameIsShownSafely(t *testing.T) {
	_, err := Parse("a\x1b[31m.yaml", nil)
	if got, want := err.Error(), `"a\x1b[31m.yaml" is empty; see "earnburn init"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestManyProblems(t *testing.T) {
	var b strings.Builder
	b.WriteString("season:\n")
	for range 30 {
		b.WriteString("  - x\n")
	}
	lines := strings.Split(problems(b.String()), "\n")
	if len(lines) != 21 || lines[20] != "and 10 more" || lines[19] != "bad.yaml:21:5: season[19]: must be a number (got x)" {
		t.Errorf("%d lines, last %q", len(lines), lines[len(lines)-1])
	}
}

func TestProblems(t *testing.T) {
	var p Problems
	if p.Err() != nil {
		t.Error("no problems are an error")
	}
	p.Add(Position{Origin: "--set a=1"}, "a", "is %d", 1)
	p.Add(Position{File: "b.yaml", Line: 2, Column: 1}, ".b", "is bad")
	p.Add(Position{File: "b.yaml", Line: 10}, "", "is bad")
	p.Add(Position{File: "a.yaml", Line: 20, Column: 3}, "c[0]", "is bad")
	p.Add(Position{File: "b.yaml"}, "", "is bad")
	p.Add(Position{}, "", "all is bad")
	want := "all is bad\na.yaml:20:3: c[0]: is bad\nb.yaml: is bad\nb.yaml:2:1: b: is bad\nb.yaml:10: is bad\n--set a=1: a: is 1"
	if got := p.Err().Error(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := fmt.Sprint(p[0]); got != "--set a=1: a: is 1" {
		t.Error("Err has reordered the problems in place: ", got)
	}
}

// Keys count toward the limit, so a key may be what passes it.
func TestTooManyValuesAreSaidOnceWhereverTheLimitFalls(t *testing.T) {
	for _, item := range []string{"{a: 1}", "{a: {b: 1}}"} {
		for _, before := range []string{"x: 1\n", "x: 1\ny: 2\n", ""} {
			text := before + "list:\n" + strings.Repeat("  - "+item+"\n", maxNodes)
			_, err := Parse("f", []byte(text))
			if err == nil || strings.Count(err.Error(), "more than 50000 values in one document") != 1 {
				t.Fatalf("%q after %q: %v", item, before, err)
			}
		}
	}
}
