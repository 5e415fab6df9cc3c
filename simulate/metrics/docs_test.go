package metrics_test

import (
	"fmt"
	"strings"
	"testing"

	"earnburn/internal/manual"
	"earnburn/simulate/metrics"
)

func TestTableOfMetricsIsAllMetrics(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n| metric | unit | definition |\n| --- | --- | --- |\n")
	for i := range metrics.All {
		m := &metrics.All[i]
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", m.Name, m.Unit, m.Definition)
	}
	b.WriteString("\n")
	manual.Table(t, "../../docs/model.md", "metrics", b.String())
}
