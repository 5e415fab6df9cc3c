package document

import (
	"strconv"
)

// kind is what a node holds.
type kind uint8

const (
	nullNode kind = iota
	scalarNode
	listNode
	mappingNode
)

// node is one value of a document. The tree is our own, so that no other
// file needs to know the YAML library.
type node struct {
	kind   kind
	at     Position
	value  string // text of a scalar
	quoted bool   // the scalar was quoted or a block: text, whatever it looks like
	lead   int    // columns from at to the first character of a scalar's text; -1: it begins on another line
	keys   []key  // keys[i] is the key of items[i] in a mapping
	items  []*node
	again  []repeat // keys given twice; the tree holds the first
}

// key is one key of a mapping.
type key struct {
	name   string
	at     Position
	quoted bool
}

// repeat is a key that was already given.
type repeat struct {
	key
	first Position
}

// get returns the value of a key, nil if it is not there.
func (n *node) get(name string) *node {
	if i := n.index(name); i >= 0 {
		return n.items[i]
	}
	return nil
}

// index is where a mapping holds the key, -1 if it does not.
func (n *node) index(name string) int {
	for i := range n.keys {
		if n.keys[i].name == name {
			return i
		}
	}
	return -1
}

// keyNames lists the keys in the order of the document.
func (n *node) keyNames() []string {
	if n.kind != mappingNode {
		return nil
	}
	names := make([]string, len(n.keys))
	for i := range n.keys {
		names[i] = n.keys[i].name
	}
	return names
}

// child follows one step of a path, nil if that leads nowhere.
func (n *node) child(s step) *node {
	if i := n.childIndex(s); i >= 0 {
		return n.items[i]
	}
	return nil
}

// childIndex is the place among the items that a step leads to, -1 if none.
func (n *node) childIndex(s step) int {
	switch {
	case n.kind == mappingNode:
		return n.index(s.name)
	case n.kind != listNode || !s.bracket:
		return -1
	case s.number >= 0:
		if s.number < len(n.items) {
			return s.number
		}
		return -1
	}
	for i, item := range n.items {
		if name, ok := item.itemName(); ok && name == s.name {
			return i
		}
	}
	return -1
}

// itemName is what a list item is called in a path: the value of its key
// name.
func (n *node) itemName() (string, bool) {
	if n.kind != mappingNode {
		return "", false
	}
	name := n.get("name")
	if name == nil || name.kind != scalarNode {
		return "", false
	}
	return name.value, true
}

// clone copies the tree.
func (n *node) clone() *node {
	c := *n
	c.keys = append([]key(nil), n.keys...)
	c.again = append([]repeat(nil), n.again...)
	c.items = make([]*node, len(n.items))
	for i, item := range n.items {
		c.items[i] = item.clone()
	}
	return &c
}

// describe says in a message what was found instead of what was wanted.
func (n *node) describe() string {
	switch n.kind {
	case listNode:
		return "a list"
	case mappingNode:
		return "a mapping"
	case nullNode:
		return "nothing"
	}
	if n.quoted {
		return strconv.Quote(shorten(n.value))
	}
	return show(n.value)
}
