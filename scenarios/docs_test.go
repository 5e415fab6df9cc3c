package scenarios_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"earnburn/internal/manual"
	"earnburn/scenarios"
)

func TestTableOfParametersIsTheRegister(t *testing.T) {
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
	manual.Table(t, "../docs/model.md", "parameters", b.String())
}

func TestTableOfScenariosIsWhatIsShipped(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n| scenario | what | customers | categories | tenders | unit |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, name := range scenarios.Names() {
		data, _ := scenarios.Shipped(name)
		w, err := scenarios.Load(name+".yaml", data, nil)
		if err != nil {
			t.Fatal(err)
		}
		words := w.Vocabulary()
		fmt.Fprintf(&b, "| `%s` | %s | %d | %s | %s | %s |\n", name, w.Title, w.Customers, code(words.Categories), code(words.Tenders), w.Unit)
	}
	b.WriteString("\n")
	manual.Table(t, "../docs/yaml.md", "scenarios", b.String())
}

func TestTableOfTheLinterIsItsRules(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n| code | warns when | what to change |\n| --- | --- | --- |\n")
	for _, rule := range scenarios.LintRules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", rule.Code, rule.Finds, rule.Advice)
	}
	b.WriteString("\n")
	manual.Table(t, "../docs/linter.md", "linter", b.String())
}

// code writes words as they are written in a file.
func code(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "`" + w + "`"
	}
	return strings.Join(quoted, ", ")
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
			t.Errorf("%s: %v", w.Name, warning)
		}
	}
}
