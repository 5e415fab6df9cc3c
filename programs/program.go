// Package programs says what a loyalty program is: its definition as a company writes it (Program), the same compiled against the words of a world
// (Rules), what it does to one member (Account), and what one more purchase would bring (Prospect).
//
// Rules hold no random numbers and know no feelings: the same state machine serves a simulation, tests of rules and a company's own receipts.
package programs

import (
	"embed"
	"io/fs"
	"slices"
	"strings"

	"earnburn/internal/document"
)

// header is the first key of a program's file.
const header = "program/v1"

//go:embed library/*.yaml
var library embed.FS

// Names returns the names of the shipped programs, sorted.
func Names() []string {
	files, err := fs.Glob(library, "library/*.yaml")
	if err != nil {
		panic(err) // the pattern is constant
	}
	names := make([]string, 0, len(files))
	for _, f := range files {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(f, "library/"), ".yaml"))
	}
	slices.Sort(names)
	return names
}

// Shipped returns the file of a shipped program.
func Shipped(name string) (data []byte, ok bool) {
	if !slices.Contains(Names(), name) {
		return nil, false
	}
	data, err := library.ReadFile("library/" + name + ".yaml")
	return data, err == nil
}

// Parse reads a program from YAML; name is how errors refer to the data, usually a file name. All independent errors are returned together.
func Parse(name string, data []byte) (*Program, error) {
	d, err := document.Parse(name, data)
	if err != nil {
		return nil, err
	}
	return FromDocument(d)
}

// FromDocument decodes and checks a parsed program, keeping the document for the positions of later errors.
func FromDocument(d *document.Document) (*Program, error) {
	if h := d.Header(); h != "" && h != header {
		var problems document.Problems
		problems.Add(d.At("earnburn"), "earnburn", "must be %s to be read as a program (got %s)", header, h)
		return nil, problems.Err()
	}
	p := &Program{source: d}
	if err := d.Decode(p); err != nil {
		return nil, err
	}
	if p.Enrollment == nil {
		p.Enrollment = &Enrollment{Mode: "automatic"}
	}
	return p, nil
}

// Document returns what the program was read from.
func (p *Program) Document() *document.Document { return p.source }

// HasAccounts tells whether members need an account, at first or under a later version: points, tiers, a fee or a discount that grows. Other programs
// have no running costs of their own.
func (p *Program) HasAccounts() bool {
	return p.Fee != nil || p.needAccounts() || slices.ContainsFunc(p.Versions, func(v Version) bool { return v.needAccounts() })
}

func (b *Blocks) needAccounts() bool {
	return b.Points != nil || b.Tiers != nil || slices.ContainsFunc(b.Discounts, func(d Discount) bool { return d.Cumulative != nil })
}
