package document

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
)

// Change is a value that is not the same in two documents.
type Change struct {
	Path string          `json:"path"` // as overrides have it
	A    json.RawMessage `json:"a"`    // as in Document.JSON; nil: there is none
	B    json.RawMessage `json:"b"`
}

// Changes lists what differs between two documents, by path in the order of their JSON. Items of a list that all have names are matched by these, others
// by place; a list of single values is one value. It is empty exactly if their JSON is the same.
func Changes(a, b *Document) []Change {
	var list []Change
	changes(&list, "", a.root, b.root)
	return list
}

// changes compares two values, of which one may be missing.
func changes(list *[]Change, path string, a, b *node) {
	x, y := written(a), written(b)
	switch {
	case bytes.Equal(x, y):
	case a != nil && b != nil && a.kind == mappingNode && b.kind == mappingNode:
		for _, name := range both(a, b) {
			changes(list, join(path, name), a.get(name), b.get(name))
		}
	case a != nil && b != nil && a.kind == listNode && b.kind == listNode && (deep(a) || deep(b)):
		if names, ok := named(a, b); ok {
			for _, name := range names {
				_, err := strconv.Atoi(name)
				quoted := needsQuotes(name) || err == nil
				changes(list, path+step{name: name, bracket: true, quoted: quoted}.String(), a.called(name), b.called(name))
			}
			return
		}
		for i := range max(len(a.items), len(b.items)) {
			changes(list, item(path, i), a.place(i), b.place(i))
		}
	default:
		*list = append(*list, Change{path, x, y})
	}
}

// written is a value as JSON, nil if there is none.
func written(n *node) []byte {
	if n == nil {
		return nil
	}
	var b bytes.Buffer
	writeJSON(&b, n)
	return b.Bytes()
}

// both lists the keys of two mappings in the order of JSON.
func both(a, b *node) []string {
	names := append(a.keyNames(), b.keyNames()...)
	slices.SortFunc(names, cmp.Compare[string])
	return slices.Compact(names)
}

// deep reports whether a list holds more than single values.
func deep(list *node) bool {
	return slices.ContainsFunc(list.items, func(n *node) bool { return n.kind == listNode || n.kind == mappingNode })
}

// named lists the names of the items of two lists, if all have different ones and those in both lists are in the same order.
func named(a, b *node) (names []string, ok bool) {
	x, okX := a.itemNames()
	y, okY := b.itemNames()
	if !okX || !okY {
		return nil, false
	}
	only := func(list, other []string) (common []string) {
		for _, name := range list {
			if slices.Contains(other, name) {
				common = append(common, name)
			}
		}
		return common
	}
	if !slices.Equal(only(x, y), only(y, x)) {
		return nil, false
	}
	for _, name := range y {
		if !slices.Contains(x, name) {
			x = append(x, name)
		}
	}
	return x, true
}

// itemNames are the names of all items of a list; false if one has none or that of another.
func (n *node) itemNames() (names []string, ok bool) {
	for _, item := range n.items {
		name, ok := item.itemName()
		if !ok || slices.Contains(names, name) {
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

// called is the item of a list that has a name, nil if none has.
func (n *node) called(name string) *node { return n.child(step{name: name, bracket: true, number: -1}) }

// place is an item of a list, nil if it is shorter.
func (n *node) place(i int) *node {
	if i >= len(n.items) {
		return nil
	}
	return n.items[i]
}
