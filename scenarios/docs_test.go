package scenarios_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"earnburn/scenarios"
)

var update = flag.Bool("update", false, "write the table of parameters in docs/model.md anew")

func TestTableOfParametersIsTheRegister(t *testing.T) {
	const page, begin, end = "../docs/model.md", "<!-- parameters -->\n", "<!-- /parameters -->\n"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(text), begin)
	got, after, ended := strings.Cut(rest, end)
	if !begun || !ended {
		t.Fatalf("%s: no markers", page)
	}
	var b strings.Builder
	b.WriteString("\n| parameter | value | low – high | unit | grade | meaning | source |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, e := range scenarios.Register {
		unit := e.Unit
		if unit == "" {
			unit = "–"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s – %s | %s | %s | %s | %s |\n", e.Name, short(e.Value), short(e.Low), short(e.High), unit, e.Grade, e.Definition, e.Source)
	}
	b.WriteString("\n")
	want := b.String()
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("%s: the table of parameters is not the register; run this test with -update", page)
	}
	if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// short writes a number with at most four significant digits.
func short(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }

var yamlBlock = regexp.MustCompile("(?ms)^```yaml\n(earnburn: scenario/v1\n.*?)^```$")

func TestExamplesOfScenariosInTheManualLoad(t *testing.T) {
	page, err := os.ReadFile("../docs/yaml.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllStringSubmatch(string(page), -1)
	if len(blocks) < 3 {
		t.Errorf("%d scenarios", len(blocks))
	}
	for _, block := range blocks {
		w, err := scenarios.Load("docs/yaml.md", []byte(block[1]), nil)
		if err != nil {
			t.Errorf("%v\n%s", err, block[1])
			continue
		}
		for _, warning := range w.Warnings() {
			if warning.Code == "limits_not_checked" {
				continue // the manual shows every key
			}
			t.Errorf("%s: %v", w.Name, warning)
		}
	}
}
