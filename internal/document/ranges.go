package document

import "slices"

// Range is a number that is not certain: a mapping of value, low and high in place of a single value.
type Range struct {
	Path             string // with list items by name where they have one
	At               Position
	Value, Low, High string // as written
	Grade, Source    string // "" where not given
}

// Flat returns a copy in which the value of each range stands in place of the range, and the ranges in the order of the document. Below the top-level keys
// excepted, mappings of such keys mean something else and stay.
func (d *Document) Flat(except ...string) (*Document, []Range) {
	flat := d.Clone()
	var list []Range
	for i, k := range flat.root.keys {
		if !slices.Contains(except, k.name) {
			flat.root.items[i] = flat.root.items[i].flat(join("", k.name), &list)
		}
	}
	return flat, list
}

// flat replaces ranges at and below a node.
func (n *node) flat(path string, list *[]Range) *node {
	if r, ok := n.asRange(path); ok {
		*list = append(*list, r)
		return n.get("value")
	}
	for i, content := range n.items {
		below := item(path, i)
		if n.kind == mappingNode {
			below = join(path, n.keys[i].name)
		} else if name, ok := content.itemName(); ok {
			below = path + "[" + name + "]"
		}
		n.items[i] = content.flat(below, list)
	}
	return n
}

// asRange reads a mapping of value, low and high, and perhaps grade and source.
func (n *node) asRange(path string) (r Range, ok bool) {
	if n.kind != mappingNode || len(n.again) > 0 {
		return r, false
	}
	r = Range{Path: path, At: n.at}
	parts := map[string]*string{"value": &r.Value, "low": &r.Low, "high": &r.High, "grade": &r.Grade, "source": &r.Source}
	for i, k := range n.keys {
		part, known := parts[k.name]
		if !known || n.items[i].kind != scalarNode {
			return r, false
		}
		*part = n.items[i].value
	}
	return r, n.get("value") != nil && n.get("low") != nil && n.get("high") != nil
}
