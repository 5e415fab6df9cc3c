package limits

import (
	"fmt"

	"earnburn/internal/document"
)

// header is what a file of limits begins with.
const header = "limits/v1"

// File is a file of limits, for a pipeline that checks many programs by the same ones.
type File struct {
	Header string   `yaml:"earnburn,required" oneof:"limits/v1" doc:"kind and version of this file"`
	Limits []string `yaml:"limits,required" doc:"conditions that programs have to meet, as in net_margin_impact_pct >= -0.5%; the grammar is in docs/ci.md"`
}

// Check reads the limits.
func (f *File) Check(d *document.Document, _ string, problems *document.Problems) {
	if len(f.Limits) == 0 {
		problems.Add(d.At("limits"), "limits", "must have at least one")
	}
	Read(d, problems)
}

// ParseFile reads a file of limits; name is how errors refer to the data.
func ParseFile(name string, data []byte) ([]Limit, error) {
	d, err := document.Parse(name, data)
	if err != nil {
		return nil, err
	}
	if h := d.Header(); h != "" && h != header {
		var problems document.Problems
		problems.Add(d.At("earnburn"), "earnburn", "must be %s to be read as limits (got %.80q)", header, h)
		return nil, problems.Err()
	}
	if err := d.Decode(&File{}); err != nil {
		return nil, err
	}
	return Of(d)
}

// Of reads the list limits of a program, a scenario or a file of limits.
func Of(d *document.Document) ([]Limit, error) {
	var problems document.Problems
	list := Read(d, &problems)
	return list, problems.Err()
}

// Read is Of that adds to other problems. Where a list holds something else than texts it is for the decoder to say so.
func Read(d *document.Document, problems *document.Problems) (list []Limit) {
	for i := range d.Len("limits") {
		path := fmt.Sprintf("limits[%d]", i)
		text, ok := d.Scalar(path)
		if !ok {
			continue
		}
		l, wrong := parse(text, func(character int) document.Position { return d.Within(path, character) })
		if wrong != nil {
			problems.Add(d.Within(path, wrong.at), path, "%s", wrong.text)
			continue
		}
		l.path = path
		list = append(list, l)
	}
	return list
}

// FromFlag reads a limit given as a flag, such as --limit.
func FromFlag(flag, text string) (Limit, error) {
	at := document.Position{Origin: fmt.Sprintf("%s %q", flag, text)}
	l, wrong := parse(text, func(int) document.Position { return at })
	if wrong != nil {
		var problems document.Problems
		problems.Add(at, "", "at character %d: %s", wrong.at+1, wrong.text)
		return l, problems
	}
	return l, nil
}
