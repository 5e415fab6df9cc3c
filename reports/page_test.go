package reports

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPage(t *testing.T) {
	g := &grid{header: []string{"", "discount-5", "bonus-5", "points-tiers"}, group: 1}
	g.add("Net margin impact", "-340,000 ± 2,900", "-290,000 ± 3,000", "1,200 ± 3,400 ~")
	g.add("  of which X_Y", "n/a", "0", "12.5 %")
	p := &page{}
	p.add(section{heading: "Why", text: []string{strings.Repeat("word ", 30)}, table: g})
	p.note("a reason that is long enough to be broken into several lines on a page that is narrow")
	for _, width := range []int{100, 80, 60, 40, 20} {
		var b strings.Builder
		if err := p.write(&b, Layout{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("width %d: a line of %d: %q", width, n, line)
			}
		}
	}
	var b strings.Builder
	if err := p.write(&b, Layout{Markdown: true}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"## Why\n", "| Net margin impact | -340,000 ± 2,900 | -290,000 ± 3,000 | 1,200 ± 3,400 \\~ |", `| of which X\_Y |`, `\[1\] a reason`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := p.write(&b, Layout{ASCII: true}); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexFunc(b.String(), func(r rune) bool { return r > 127 }); i >= 0 {
		t.Errorf("not ASCII at %d: %s", i, b.String())
	}
}
