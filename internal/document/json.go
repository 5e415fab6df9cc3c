package document

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
)

// JSON is the document as compact JSON with sorted keys: equal documents give
// equal bytes, whatever their layout, comments and quotes. Unquoted numbers
// that JSON can write are numbers, unquoted true and false are booleans,
// empty values are null, and all else is a string.
func (d *Document) JSON() []byte {
	var b bytes.Buffer
	writeJSON(&b, d.root)
	return b.Bytes()
}

func writeJSON(b *bytes.Buffer, n *node) {
	switch n.kind {
	case nullNode:
		b.WriteString("null")
	case scalarNode:
		if !n.quoted && (n.value == "true" || n.value == "false" || isDecimal(n.value)) {
			b.WriteString(n.value)
			return
		}
		writeString(b, n.value)
	case listNode:
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, item)
		}
		b.WriteByte(']')
	case mappingNode:
		sorted := make([]int, len(n.keys))
		for i := range sorted {
			sorted[i] = i
		}
		slices.SortFunc(sorted, func(i, j int) int { return cmp.Compare(n.keys[i].name, n.keys[j].name) })
		b.WriteByte('{')
		for place, i := range sorted {
			if place > 0 {
				b.WriteByte(',')
			}
			writeString(b, n.keys[i].name)
			b.WriteByte(':')
			writeJSON(b, n.items[i])
		}
		b.WriteByte('}')
	}
}

func writeString(b *bytes.Buffer, text string) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	// Writing a string to a buffer cannot fail.
	_ = e.Encode(text)
	b.Truncate(b.Len() - 1) // the line feed that Encode adds
}
