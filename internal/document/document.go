// Package document reads one YAML file the strict way. A Document knows
// where each of its values came from, takes overrides by path, and decodes
// into structs with messages for the person who wrote the file.
//
// YAML is a large language and most of it surprises: a bare no is a boolean,
// 010 is eight, a repeated key wins silently. This package admits mappings,
// lists and scalars and refuses the rest, with a position.
package document

// headerKey is the key that says what a document is, as in "program/v1".
const headerKey = "earnburn"

// Document is a parsed YAML document: a tree of mappings, lists and scalars
// in which every value knows the file and line, or the flag, that wrote it.
// Reading is safe for concurrent use; Set is not.
type Document struct {
	name string
	root *node
}

// Name is the name given to Parse, as errors show it.
func (d *Document) Name() string { return d.name }

// Header is the value of the top-level key earnburn, such as "program/v1",
// and "" if there is none.
func (d *Document) Header() string {
	header, _ := d.Scalar(headerKey)
	return header
}

// Scalar returns the text of the single value at path. It reports false for
// a path that is not there or holds a mapping, a list or nothing.
func (d *Document) Scalar(path string) (string, bool) {
	n, found := d.find(path)
	if !found || n.kind != scalarNode {
		return "", false
	}
	return n.value, true
}

// Has reports whether there is anything at path, be it an empty value.
func (d *Document) Has(path string) bool {
	_, found := d.find(path)
	return found
}

// At is the position of the value at path, or of its nearest parent that
// exists. List items are addressed by number, as in points.earn[0].points, or
// by name, as in tiers.levels[Gold].from; a key with dots or brackets in it
// is written ["like.this"].
func (d *Document) At(path string) Position {
	n, _ := d.find(path)
	return n.at
}

// Within is the position of a character of the single value at path, counted
// from 0. Of a text of several lines it is where the value begins.
func (d *Document) Within(path string, character int) Position {
	n, found := d.find(path)
	at := n.at
	if found && n.kind == scalarNode && n.lead >= 0 && at.Column > 0 {
		at.Column += n.lead + character
	}
	return at
}

// Len is the number of items of the list at path, 0 if there is no list.
func (d *Document) Len(path string) int {
	n, found := d.find(path)
	if !found || n.kind != listNode {
		return 0
	}
	return len(n.items)
}

// Keys lists the keys of the mapping at path in the order of the document,
// and nothing if there is no mapping. The path "" is the whole document.
func (d *Document) Keys(path string) []string {
	n, found := d.find(path)
	if !found {
		return nil
	}
	return n.keyNames()
}

// Clone returns an independent copy: overrides of one do not show in the
// other.
func (d *Document) Clone() *Document {
	return &Document{name: d.name, root: d.root.clone()}
}

// find walks down the path as far as it exists.
func (d *Document) find(path string) (n *node, found bool) {
	steps, err := parsePath(path)
	if err != nil {
		return d.root, false
	}
	n = d.root
	for _, s := range steps {
		child := n.child(s)
		if child == nil {
			return n, false
		}
		n = child
	}
	return n, true
}
