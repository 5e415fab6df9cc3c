package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"earnburn/scenarios"
	"earnburn/simulate/study"
)

// page is a report for people, before it is laid out as plain text or Markdown.
type page struct {
	sections []section
	notes    []string // footnotes, numbered from 1 in this order
}

// section is a heading with text and a table, any of which may be missing.
type section struct {
	heading string
	text    []string // paragraphs above the table
	table   *grid
	after   []string // paragraphs below it
}

// grid is a table: the first column says what a row is, the others hold numbers or words.
type grid struct {
	header []string
	rows   [][]string
	words  bool // the other columns hold words: left-aligned
	remark bool // the last column holds words
	wide   bool // use all of a wide terminal, and more than that in files
	group  int  // columns that are split off together where the page is narrow; 0: the table is stacked instead
	keys   int  // leading columns that say together what a row is about; 0: the first does, whatever it is headed
}

func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// note returns the mark of a footnote, which is added unless it is there.
func (p *page) note(text string) string {
	i := slices.Index(p.notes, text)
	if i < 0 {
		p.notes = append(p.notes, text)
		i = len(p.notes) - 1
	}
	return fmt.Sprintf("[%d]", i+1)
}

func (p *page) add(s section) { p.sections = append(p.sections, s) }

// Layout says how a text is to look.
type Layout struct {
	Width    int  // columns; 0: 100, as in files and pipes
	ASCII    bool // the terminal cannot show more
	Markdown bool
}

// The widths that text is laid out for.
const (
	widest   = 100
	overwide = 130 // of tables that ask for it
	narrowst = 20
)

func (l Layout) width() int {
	if l.Width == 0 {
		return widest
	}
	return min(max(l.Width, narrowst), widest)
}

// write lays the page out.
func (p *page) write(w io.Writer, l Layout) error {
	var b strings.Builder
	if l.ASCII {
		p.ascii()
	}
	if l.Markdown {
		p.markdown(&b)
	} else if err := p.plain(&b, l); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ASCII writes the characters beyond ASCII that reports and formulas use as any terminal can show them.
func ASCII(text string) string { return inASCII.Replace(text) }

var inASCII = strings.NewReplacer("±", "+/-", "–", "-", "—", "-", "…", "...", "≥", ">=", "×", "x", "−", "-", "·", "*", "÷", "/",
	"▁", "_", "▂", "_", "▃", "-", "▄", "-", "▅", "=", "▆", "=", "▇", "#", "█", "#",
	"α", "alpha", "β", "beta", "δ", "delta", "η", "eta", "θ", "theta", "κ", "kappa", "λ", "lambda", "μ", "mu", "π", "pi", "ρ", "rho", "τ", "tau", "φ", "phi",
	"Λ", "Lambda", "Σ", "sum ", "Φ", "Phi", "∫", "integral ", "√", "sqrt", "∞", "inf", "⌊", "floor(", "⌋", ")", "½", "1/2", "²", "^2", "⁺", "+",
	"₀", "0", "₇", "7", "₉", "9")

// ascii changes all text of the page to what any terminal can show.
func (p *page) ascii() {
	change := func(texts []string) {
		for i, text := range texts {
			texts[i] = inASCII.Replace(text)
		}
	}
	change(p.notes)
	for i := range p.sections {
		s := &p.sections[i]
		s.heading = inASCII.Replace(s.heading)
		change(s.text)
		change(s.after)
		if s.table != nil {
			change(s.table.header)
			for _, row := range s.table.rows {
				change(row)
			}
		}
	}
}

func (p *page) plain(b *strings.Builder, l Layout) error {
	width := l.width()
	for i, s := range p.sections {
		if i > 0 {
			b.WriteByte('\n')
		}
		if s.heading != "" {
			b.WriteString(wrap(s.heading, width, "") + "\n")
		}
		for _, text := range s.text {
			b.WriteString(wrap(text, width, "") + "\n")
		}
		if s.table != nil {
			if len(s.text) > 0 {
				b.WriteByte('\n')
			}
			s.table.makeRoom()
			room := width
			if s.table.wide {
				room = max(width, l.Width)
			}
			if s.table.wide && l.Width == 0 {
				room = overwide
			}
			if err := s.table.plain(b, room); err != nil {
				return err
			}
		}
		for _, text := range s.after {
			b.WriteString(wrap(text, width, "") + "\n")
		}
	}
	if len(p.notes) > 0 {
		b.WriteByte('\n')
	}
	for i, text := range p.notes {
		mark := fmt.Sprintf("[%d] ", i+1)
		b.WriteString(wrap(mark+text, width, strings.Repeat(" ", len(mark))) + "\n")
	}
	return nil
}

// plain writes a table that fits the width: whole, in several of some columns each, or stacked.
func (g *grid) plain(b *strings.Builder, width int) error {
	if g.width() <= width {
		return drawTable(b, g)
	}
	if g.group > 0 && len(g.header) > 1+g.group {
		for from := 1; from < len(g.header); {
			to := from + g.group
			for to < len(g.header) && g.columns(from, to+g.group).width() <= width {
				to += g.group
			}
			if from > 1 {
				b.WriteByte('\n')
			}
			if err := g.columns(from, to).plain(b, width); err != nil {
				return err
			}
			from = to
		}
		return nil
	}
	if unit := g.header[0]; unit != "" && g.keys == 0 {
		b.WriteString(wrap(unit, width, "") + "\n")
	}
	keys := max(1, g.keys)
	for _, row := range g.rows {
		b.WriteString(wrap(g.key(row), width, "  ") + "\n")
		for i, cell := range row[keys:] {
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			if name := strings.TrimSpace(g.header[keys+i]); name != "" {
				cell = name + ": " + cell
			}
			b.WriteString(wrap("  "+cell, width, "    ") + "\n")
		}
	}
	return nil
}

// key says what a row of a stacked table is about.
func (g *grid) key(row []string) string {
	if g.keys == 0 {
		return row[0]
	}
	var parts []string
	for i, cell := range row[:g.keys] {
		if cell != "" {
			parts = append(parts, g.header[i]+" "+cell)
		}
	}
	return strings.Join(parts, ", ")
}

// makeRoom keeps numbers aligned in columns where some carry a "~".
func (g *grid) makeRoom() {
	const mark = " ~"
	for i := 1; i < len(g.header); i++ {
		if !slices.ContainsFunc(g.rows, func(row []string) bool { return strings.HasSuffix(row[i], mark) }) {
			continue
		}
		g.header[i] += "  "
		for _, row := range g.rows {
			if !strings.HasSuffix(row[i], mark) {
				row[i] += "  "
			}
		}
	}
}

// columns is the table of the first column and some others.
func (g *grid) columns(from, to int) *grid {
	to = min(to, len(g.header))
	part := &grid{words: g.words, remark: g.remark, group: g.group, header: append(g.header[:1:1], g.header[from:to]...)}
	for _, row := range g.rows {
		part.rows = append(part.rows, append(row[:1:1], row[from:to]...))
	}
	return part
}

// width is how wide the table is, with two spaces between columns.
func (g *grid) width() int {
	sum := 0
	for i := range g.header {
		most := utf8.RuneCountInString(g.header[i])
		for _, row := range g.rows {
			most = max(most, utf8.RuneCountInString(row[i]))
		}
		sum += most
	}
	return sum + 2*(len(g.header)-1)
}

// wrap breaks text into lines; those after the first are indented. Words longer than a line stay whole.
func wrap(text string, width int, indent string) string {
	lead := text[:len(text)-len(strings.TrimLeft(text, " "))]
	var b strings.Builder
	b.WriteString(lead)
	column, fresh := len(lead), true
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case fresh:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
		fresh = false
	}
	return b.String()
}

func (p *page) markdown(b *strings.Builder) {
	for i, s := range p.sections {
		if i > 0 {
			b.WriteByte('\n')
		}
		if s.heading != "" {
			b.WriteString("## " + escape(s.heading) + "\n\n")
		}
		for _, text := range s.text {
			if text != "" {
				b.WriteString(escape(text) + "\n\n")
			}
		}
		if s.table != nil {
			s.table.markdown(b)
		}
		for _, text := range s.after {
			if text != "" {
				b.WriteString("\n" + escape(text) + "\n")
			}
		}
	}
	for i, text := range p.notes {
		fmt.Fprintf(b, "\n\\[%d\\] %s\n", i+1, escape(text))
	}
}

func (g *grid) markdown(b *strings.Builder) {
	line := func(cells []string) {
		for _, cell := range cells {
			b.WriteString("| " + strings.ReplaceAll(escape(strings.TrimSpace(cell)), "|", `\|`) + " ")
		}
		b.WriteString("|\n")
	}
	line(g.header)
	rules := slices.Repeat([]string{"---:"}, len(g.header))
	rules[0] = "---"
	if g.remark {
		rules[len(rules)-1] = "---"
	}
	if g.words {
		rules = slices.Repeat([]string{"---"}, len(g.header))
	}
	b.WriteString("| " + strings.Join(rules, " | ") + " |\n")
	for _, row := range g.rows {
		line(row)
	}
}

// escape keeps Markdown from reading text as anything but text.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "~", `\~`).Replace(text)
}

// shortPath is a path as people read it: that of a rule without its program where only one is spoken of, that of an assumption by its name.
func shortPath(path string, programs []string) string {
	if rest, ok := strings.CutPrefix(path, "scenario."); ok {
		return strings.TrimPrefix(rest, "behavior.")
	}
	if len(programs) == 1 {
		if rest, ok := study.Within(path, programs[0]); ok {
			return rest
		}
	}
	return strings.TrimPrefix(path, "programs.")
}

const noErrors = "Nothing is left to chance here, so there is no ±."

// errorsOf says which errors numbers have that were simulated at the central assumptions of a world.
func errorsOf(w *scenarios.World) string {
	switch {
	case w.Certain():
		return noErrors
	case len(w.Uncertain()) == 0:
		return "±: 95 % interval of simulation error; ~: too small to tell from zero."
	}
	return "±: 95 % interval of simulation error; ~: too small to tell from zero. What the assumptions leave open comes on top of it: earnburn compare says how much."
}
