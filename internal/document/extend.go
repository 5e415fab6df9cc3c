package document

// Extend returns base with d written over it: mappings merge key by key, and
// lists and single values of d replace those of base. Every value keeps the
// position it came from. Neither document changes.
func (d *Document) Extend(base *Document) *Document {
	return &Document{name: d.name, root: merge(d.root, base.root)}
}

func merge(over, base *node) *node {
	if over.kind != mappingNode || base.kind != mappingNode {
		return over.clone()
	}
	m := &node{kind: mappingNode, at: over.at}
	m.again = append(append(m.again, base.again...), over.again...)
	place := make(map[string]int, len(base.keys))
	for i, k := range base.keys {
		place[k.name] = i
		m.keys = append(m.keys, k)
		m.items = append(m.items, base.items[i])
	}
	for j, k := range over.keys {
		if i, both := place[k.name]; both {
			m.keys[i] = k
			m.items[i] = merge(over.items[j], base.items[i])
			continue
		}
		m.keys = append(m.keys, k)
		m.items = append(m.items, over.items[j].clone())
	}
	for i := range base.keys {
		if m.items[i] == base.items[i] {
			m.items[i] = base.items[i].clone()
		}
	}
	return m
}
