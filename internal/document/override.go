package document

import (
	"fmt"
	"slices"
)

// Set writes a value over the one at path, as if it stood in the file. The
// value is a YAML scalar, [list] or {mapping}. List items must exist; missing
// keys of mappings are created, and Decode reports them if they are not
// known. The origin, for example "--set tiers.by=points", is what errors
// about the value name instead of a file.
//
// A Set that fails changes nothing.
func (d *Document) Set(path, value, origin string) error {
	at := Position{Origin: origin}
	steps, err := parsePath(path)
	if err != nil {
		return Problems{{Position: at, Text: err.Error()}}
	}
	if len(steps) == 0 {
		return Problems{{Position: at, Text: "the path is empty; it must name a value, as in tiers.by"}}
	}
	n, err := parseValue(value, origin)
	if err != nil {
		return err
	}

	parent := d.root
	for i, s := range steps {
		// Nothing has been created yet: from the first missing key on, the
		// rest of the path must be keys, and is built at one blow.
		place := parent.childIndex(s)
		if place < 0 {
			if text := cannotCreate(parent, steps[i:]); text != "" {
				return Problems{{Position: at, Path: s.String(), Text: text}}
			}
			create(parent, steps[i:], n, at)
			return nil
		}
		if i == len(steps)-1 {
			parent.items[place] = n
			return nil
		}
		parent = parent.items[place]
	}
	return nil
}

// cannotCreate says why the steps cannot be added to a node, "" if they can.
func cannotCreate(parent *node, steps []step) string {
	switch parent.kind {
	case listNode:
		return notInList(parent, steps[0])
	case scalarNode:
		return fmt.Sprintf("there is nothing inside of a single value (%s)", show(parent.value))
	}
	for i, later := range steps {
		switch {
		case !later.bracket || later.quoted:
			// A key, which can be created.
		case i == 0:
			return "no such item; this is not a list"
		default:
			return fmt.Sprintf("there is no such list to choose %s from", later)
		}
	}
	return ""
}

// notInList says why a step does not lead to an item of a list.
func notInList(n *node, s step) string {
	names := n.names()
	switch {
	case !s.bracket:
		if len(names) > 0 {
			return fmt.Sprintf("this is a list; choose an item, as in [0] or [%s]", show(names[0]))
		}
		return "this is a list; choose an item, as in [0]"
	case s.number >= 0 && len(n.items) == 0:
		return "no such item; the list is empty"
	case s.number >= 0:
		return fmt.Sprintf("no such item; the last is [%d]", len(n.items)-1)
	case len(names) == 0:
		return "no item of that name; items here have no names, choose by number, as in [0]"
	case len(names) == 1:
		return "no item of that name; there is " + show(names[0])
	}
	return "no item of that name; there are " + list(names, "")
}

// create adds the steps below a mapping, or below a key without a value.
func create(parent *node, steps []step, value *node, at Position) {
	for i, s := range steps {
		child := value
		if i < len(steps)-1 {
			child = &node{kind: mappingNode, at: at}
		}
		parent.kind = mappingNode
		parent.keys = append(parent.keys, key{name: s.name, at: at})
		parent.items = append(parent.items, child)
		parent = child
	}
}

// names lists the names of the items of a list.
func (n *node) names() []string {
	var names []string
	for _, item := range n.items {
		if name, ok := item.itemName(); ok {
			names = append(names, name)
		}
	}
	return names
}

// Insert puts a value before item i of the list at path, or at its end if i is
// its length, and makes the list if there is none.
func (d *Document) Insert(path string, i int, value, origin string) error {
	if !d.Has(path) {
		if err := d.Set(path, "[]", origin); err != nil {
			return err
		}
	}
	at := Position{Origin: origin}
	list, _ := d.find(path)
	if list.kind != listNode || i > len(list.items) {
		return Problems{{Position: at, Path: path, Text: "there is no such place in a list"}}
	}
	n, err := parseValue(value, origin)
	if err != nil {
		return err
	}
	list.items = slices.Insert(list.items, i, n)
	return nil
}

// Copy writes what is at one path to another, where a key may be missing.
// Nothing happens if there is nothing to copy.
func (d *Document) Copy(from, to, origin string) error {
	n, found := d.find(from)
	if !found {
		return nil
	}
	n = n.clone()
	if err := d.Set(to, "{}", origin); err != nil {
		return err
	}
	target, _ := d.find(to)
	*target = *n
	return nil
}
