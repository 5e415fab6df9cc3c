package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"earnburn/scenarios"
)

// savedText is a small result as JSON.
func savedText(t testing.TB, asked ...string) string {
	t.Helper()
	month := []scenarios.Override{{Path: "months", Value: "2", Origin: "test"}}
	r := newReport(t, simulated(t, "worked-example", 5, month, "discount-5", "bonus-5"), asked...)
	var b bytes.Buffer
	if err := r.JSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is wrong with a file that is no result, or no longer one, is said with its place.
func TestReadRefuses(t *testing.T) {
	text := savedText(t)
	replace := func(old, new string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("the result holds no %q", old)
		}
		return strings.Replace(text, old, new, 1)
	}
	for name, c := range map[string]struct{ text, want string }{
		"nothing":                 {" \n", `r.json: is empty; a result is what "earnburn compare PROGRAM... -o result.json" writes`},
		"a program":               {"earnburn: program/v1\n", "r.json:1:1: is not JSON: invalid character 'e' looking for beginning of value; a saved result is what -o result.json writes"},
		"a missing comma":         {replace(`"earnburn/result/v1",`, `"earnburn/result/v1"`), `r.json:3:3: is not JSON: invalid character '"' after object key:value pair`},
		"cut off":                 {text[:strings.Index(text, `"arch"`)], "ends before the JSON does; it may have been cut off"},
		"cut off at the end":      {text[:len(text)-2], "ends before the JSON does; it may have been cut off"},
		"two results":             {text + text, "is not JSON: invalid character '{' after top-level value"},
		"a list":                  {"[1, 2]", "r.json:1:1: is JSON but no result, which is an object"},
		"another JSON":            {`{"name": "x"}`, "r.json: schema: must be earnburn/result/v1; this is no result that compare or run wrote"},
		"a trace":                 {`{"schema": "earnburn/trace/v1"}`, `r.json: schema: must be earnburn/result/v1; this is the output of another command (got "earnburn/trace/v1")`},
		"a newer version":         {`{"schema": "earnburn/result/v2"}`, `r.json: schema: this earnburn reads earnburn/result/v1; a newer one wrote the file (got "earnburn/result/v2")`},
		"text for a number":       {replace(`"months": 2,`+"\n    \"seed\"", `"months": "2",`+"\n    \"seed\""), "scenario.months: must be a whole number (got string)"},
		"a command for terminals": {replace(`"schema":`, `"\u001b[2J": 1, "schema":`), `control character '\x1b'; only plain text is allowed`},
		"changed inputs":          {replace(`"customers": 1,`, `"customers": 2,`), "inputs_sha256: does not fit inputs: they were changed after the result was computed"},
		"another scenario":        {replace(`"months": 2,`+"\n    \"seed\"", `"months": 3,`+"\n    \"seed\""), "scenario: is another than inputs.scenario: worked-example, 2 months and 1 customer there"},
		"no baseline":             {replace(`"baseline": true`, `"baseline": false`), "arms[0].baseline: must be true of the first arm and of no other"},
		"an arm without program":  {replace(`"name": "bonus-5",`+"\n      \"baseline\"", `"name": "bonus-6",`+"\n      \"baseline\""), `arms[2].name: is no program of inputs ("bonus-6")`},
		"an unknown command":      {replace(`"command": "compare"`, `"command": "optimize"`), `settings.command: must be compare or run (got "optimize")`},
		"an unknown metric":       {replace(`"metrics": null`, `"metrics": ["npx"]`), `settings.metrics[0]: this earnburn has no metric "npx"; did you mean "nps"?`},
		"too few draws":           {replace(`"draws": 0`, `"draws": 7`), "settings.draws: must be 0 or at least 20 (got 7)"},
		"one bound":               {replace(`"low": null`, `"low": 1`), "has one bound; it must have two or none"},
	} {
		r, err := Read("r.json", []byte(c.text))
		if err == nil || r != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// The contract grows by keys, so a reader passes over those it does not know; and one that came later may be missing.
func TestReadTakesMoreAndFewerKeys(t *testing.T) {
	text := savedText(t)
	want := printed(t, text)
	more := strings.Replace(text, `"headline":`, `"weather": {"sunny": [true]}, "headline":`, 1)
	if printed(t, more) != want {
		t.Error("a further key changes what is printed")
	}
	i, j := strings.Index(text, `  "settings": {`), strings.Index(text, `  "inputs_sha256"`)
	if got := printed(t, text[:i]+text[j:]); got != want {
		t.Errorf("without settings it is\n%s", got)
	}
}

func printed(t testing.TB, text string) string {
	t.Helper()
	r, err := Read("r.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.Write(&b, "table", Layout{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// FuzzRead breaks results in every way: a reader returns an error or a result that can be printed, and never panics.
func FuzzRead(f *testing.F) {
	// A change somewhere in a result gets further than text that is random altogether.
	whole := []string{"", savedText(f), savedText(f, "nps")}
	f.Add(uint8(0), uint32(0), uint16(0), `{"schema": "earnburn/result/v1"}`)
	f.Add(uint8(1), uint32(0), uint16(0), "")
	f.Add(uint8(2), uint32(900), uint16(3), "null")
	f.Fuzz(func(t *testing.T, which uint8, at uint32, length uint16, with string) {
		text := whole[int(which)%len(whole)]
		from := int(at) % (len(text) + 1)
		text = text[:from] + with + text[min(from+int(length), len(text)):]
		r, err := Read("r.json", []byte(text))
		if err != nil {
			return
		}
		for _, format := range []string{"table", "markdown", "csv", "json"} {
			if err := r.Write(io.Discard, format, Layout{}); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Depth(io.Discard, Layout{}); err != nil {
			t.Fatal(err)
		}
	})
}
