package programs

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var yamlBlock = regexp.MustCompile("(?ms)^```yaml\n(earnburn: .*?)^```$")

// TestExamplesOfTheManualAreTrue reads every program of docs/yaml.md, compiles it, and plays the tests of rules against them.
func TestExamplesOfTheManualAreTrue(t *testing.T) {
	page, err := os.ReadFile("../docs/yaml.md")
	if err != nil {
		t.Fatal(err)
	}
	words := Vocabulary{Categories: []string{"beauty", "fashion"}, Tenders: []string{"own_card"}, Unit: "nights"}
	known := map[string]*Program{}
	var tests []*Test
	for _, block := range yamlBlock.FindAllStringSubmatch(string(page), -1) {
		text := block[1]
		switch head, _, _ := strings.Cut(text, "\n"); head {
		case "earnburn: " + header:
			p, err := Parse("docs/yaml.md", []byte(text))
			if err != nil {
				t.Errorf("%v\n%s", err, text)
				continue
			}
			if _, err := p.Compile(words); err != nil {
				t.Errorf("%v\n%s", err, text)
			}
			if known[p.Name] != nil {
				t.Errorf("two programs are called %s", p.Name)
			}
			known[p.Name] = p
		case "earnburn: " + testHeader:
			test, err := ParseTest("docs/yaml.md", []byte(text))
			if err != nil {
				t.Errorf("%v\n%s", err, text)
				continue
			}
			tests = append(tests, test)
		}
	}
	if len(known) < 5 || len(tests) == 0 {
		t.Errorf("%d programs and %d tests of rules", len(known), len(tests))
	}
	for _, test := range tests {
		results, err := test.Run(func(name string) (*Program, Vocabulary, error) {
			if known[name] == nil {
				t.Fatalf("there is no program %s in the manual", name)
			}
			return known[name], words, nil
		})
		if err != nil {
			t.Error(err)
		}
		for _, r := range results {
			for _, f := range r.Failures {
				t.Errorf("%s: %v", r.Name, f)
			}
		}
	}
}

var codeBlock = regexp.MustCompile("(?m)^`(programs/[a-z_]+\\.go)`$|(?s:^```go\n(.*?)^```$)")

// TestCodeOfTheManualIsTheCode finds every block of code of docs/adding-a-mechanic.md in the file named last before it.
func TestCodeOfTheManualIsTheCode(t *testing.T) {
	page, err := os.ReadFile("../docs/adding-a-mechanic.md")
	if err != nil {
		t.Fatal(err)
	}
	file, code, blocks := "", "", 0
	for _, m := range codeBlock.FindAllStringSubmatch(string(page), -1) {
		if file = m[1]; file != "" {
			data, err := os.ReadFile("../" + file)
			if err != nil {
				t.Fatal(err)
			}
			code = string(data)
			continue
		}
		blocks++
		if !strings.Contains(code, strings.TrimSuffix(m[2], "\n")) {
			t.Errorf("this is not in the file named before it:\n%s", m[2])
		}
	}
	if blocks < 10 {
		t.Errorf("%d blocks of code", blocks)
	}
}
