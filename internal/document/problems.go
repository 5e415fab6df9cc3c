package document

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxShown is how many problems a message lists before it only counts.
const maxShown = 20

// Position is where a value was written: a place in a file, or the flag or
// variant that set it.
type Position struct {
	File         string // as shown to the user
	Line, Column int    // from 1, in characters; 0 is unknown
	Origin       string // what wrote the value, as in "--set tiers.by=points"; File is then empty
}

// String is the origin or file:line:column, as far as known.
func (p Position) String() string {
	if p.Origin != "" {
		return show(p.Origin)
	}
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

// reference names the position within a message about another one.
func (p Position) reference(from Position) string {
	switch {
	case p.Origin != "":
		return "by " + show(p.Origin)
	case p.Line == 0:
		return "in " + p.File
	case from.File != "" && from.File != p.File, from.Origin != "":
		return fmt.Sprintf("at line %d of %s", p.Line, p.File)
	}
	return fmt.Sprintf("at line %d", p.Line)
}

// Problem is one thing wrong with a document.
type Problem struct {
	Position
	Path string // of the value, as in points.earn[0]; "" for the whole file
	Text string // what is wrong, what was given, what is allowed
}

// Error is position: path: text; what is not known is left out.
func (p Problem) Error() string {
	var b strings.Builder
	if at := p.Position.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.Text)
	return b.String()
}

// Problems is all that is wrong with one or more documents, as one error.
type Problems []Problem

// Error lists the problems by position, one a line; past the twentieth it
// only counts.
func (p Problems) Error() string {
	sorted := p.sorted()
	var b strings.Builder
	for i, problem := range sorted {
		if i == maxShown {
			fmt.Fprintf(&b, "\nand %d more", len(sorted)-maxShown)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(problem.Error())
	}
	return b.String()
}

// Add appends a problem. A path may begin with a dot, so that callers can
// write path+".from" at the top of a document too.
func (p *Problems) Add(at Position, path, format string, args ...any) {
	*p = append(*p, Problem{
		Position: at,
		Path:     strings.TrimPrefix(path, "."),
		Text:     fmt.Sprintf(format, args...),
	})
}

// Err returns the problems sorted by position, or nil if there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p.sorted()
}

// sorted returns a sorted copy: files by name, then what flags have written.
func (p Problems) sorted() Problems {
	s := slices.Clone(p)
	slices.SortStableFunc(s, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Origin, b.Origin), // "" first: the files
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Text, b.Text),
		)
	})
	return s
}

// show returns text fit for a message: as it is if it is printable, quoted
// if not, so that no file can send commands to a terminal.
func show(text string) string {
	text = shorten(text)
	for _, r := range text {
		if r != ' ' && !unicode.IsPrint(r) {
			return strconv.Quote(text)
		}
	}
	if text == "" || text != strings.TrimSpace(text) || !utf8.ValidString(text) {
		return strconv.Quote(text)
	}
	return text
}

// shorten cuts text that would fill the screen.
func shorten(text string) string {
	const most = 80
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// list joins words for a message, the last by "or" or "and" unless that is
// empty; of many it shows the first ones.
func list(words []string, last string) string {
	const most = 24
	shown := make([]string, 0, most)
	for i, w := range words {
		if i == most {
			return strings.Join(shown, ", ") + fmt.Sprintf(" and %d more", len(words)-most)
		}
		shown = append(shown, show(w))
	}
	return joined(shown, last)
}

// joined joins phrases by commas, the last by a word unless that is empty.
func joined(phrases []string, last string) string {
	if n := len(phrases); last != "" && n > 1 {
		return strings.Join(phrases[:n-1], ", ") + " " + last + " " + phrases[n-1]
	}
	return strings.Join(phrases, ", ")
}
