package cmd

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/reports"

	"github.com/spf13/cobra"
)

// output is one place that a report goes to, in one format.
type output struct {
	name   string          // as given
	target *reports.Target // nil: stdout
	format string
}

// endings are the formats by the ending of a file's name.
var endings = map[string]string{".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".txt": "table", ".xml": "junit"}

// outputs checks where the report is to go, before anything is computed.
func (s *session) outputs(c *cobra.Command, names []string, st *settings, known []string) ([]output, error) {
	format, err := st.format(known)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return []output{{format: format}}, nil
	}
	var list []output
	var all collector
	for _, name := range names {
		o, err := s.output(name, format, st, known)
		if all.add(err) {
			continue
		}
		if slices.ContainsFunc(list, o.same) {
			all.add(badInput("-o %s: is given twice", quoted(name)))
			continue
		}
		list = append(list, o)
	}
	if err := all.err(); err != nil {
		return nil, err
	}
	if st.origin["format"] == "--format" && !slices.ContainsFunc(list, func(o output) bool { return o.format == format }) {
		return nil, usageError(c, "--format %s contradicts -o %s, whose ending says %s", format, quoted(list[0].name), list[0].format)
	}
	return list, nil
}

func (s *session) output(name, format string, st *settings, known []string) (output, error) {
	if name == "-" {
		return output{name: name, format: format}, nil
	}
	o := output{name: name, format: endings[strings.ToLower(filepath.Ext(name))]}
	if o.format == "" && st.origin["format"] == "--format" {
		o.format = format
	}
	if !slices.Contains(known, o.format) {
		var possible []string
		for _, ending := range []string{".json", ".csv", ".md", ".txt", ".xml"} {
			if slices.Contains(known, endings[ending]) {
				possible = append(possible, ending)
			}
		}
		return output{}, badInput("-o %s: the ending says the format; it must be %s", quoted(name), english.Either(possible))
	}
	var inputs []string
	for _, f := range s.reader.files {
		inputs = append(inputs, f.path)
	}
	target, err := reports.NewTarget(s.system.path(name), inputs)
	if err != nil {
		return output{}, noAccess("cannot write %s: %w", quoted(name), cause(err))
	}
	o.target = target
	return o, nil
}

// forMachines reports whether the output holds everything that was counted.
func (o output) forMachines() bool { return o.format == "json" || o.format == "csv" }

func (o output) same(other output) bool {
	if o.target == nil || other.target == nil {
		return o.target == other.target
	}
	return o.target.Same(other.target)
}

// write sends a report everywhere it is to go: files first, so that nothing is on stdout if one of them fails.
func (s *session) write(outputs []output, render func(w io.Writer, format string, l reports.Layout) error) error {
	for _, o := range outputs {
		if o.target == nil {
			continue
		}
		err := o.target.Write(func(w io.Writer) error { return render(w, o.format, reports.Layout{Markdown: o.format == "markdown"}) })
		if err != nil {
			return noAccess("cannot write %s: %w", quoted(o.name), cause(err))
		}
	}
	for _, o := range outputs {
		if o.target != nil {
			continue
		}
		var b bytes.Buffer
		if err := render(&b, o.format, s.layout(o.format)); err != nil {
			return fmt.Errorf("the report: %w", err)
		}
		if err := s.print("%s", b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// oneFile checks that a file of any name can be written, before anything is computed; the name - or none is stdout.
func (s *session) oneFile(name string, inputs []string) (output, error) {
	if name == "" || name == "-" {
		return output{}, nil
	}
	target, err := reports.NewTarget(s.system.path(name), inputs)
	if err != nil {
		return output{}, noAccess("cannot write %s: %w", quoted(name), cause(err))
	}
	return output{name: name, target: target}, nil
}

// deliver writes a text that has no formats.
func (s *session) deliver(o output, text []byte) error {
	if o.target == nil {
		return s.print("%s", text)
	}
	err := o.target.Write(func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	if err != nil {
		return noAccess("cannot write %s: %w", quoted(o.name), cause(err))
	}
	return nil
}

// layout is how text on stdout is to look.
func (s *session) layout(format string) reports.Layout {
	return reports.Layout{Width: s.system.columns(), ASCII: !s.system.unicode(), Markdown: format == "markdown"}
}
