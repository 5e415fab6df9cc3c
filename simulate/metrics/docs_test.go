package metrics_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"earnburn/simulate/metrics"
)

var update = flag.Bool("update", false, "write the table of metrics in docs/model.md anew")

func TestTableOfMetricsIsAllMetrics(t *testing.T) {
	const page, begin, end = "../../docs/model.md", "<!-- metrics -->\n", "<!-- /metrics -->\n"
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
	b.WriteString("\n| metric | unit | definition |\n| --- | --- | --- |\n")
	for i := range metrics.All {
		m := &metrics.All[i]
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", m.Name, m.Unit, m.Definition)
	}
	b.WriteString("\n")
	want := b.String()
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("%s: the table of metrics is not what is computed; run this test with -update", page)
	}
	if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
