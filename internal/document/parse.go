package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// MaxSize is the size of the largest file that is read, in bytes.
const MaxSize = 1 << 20

// More limits: no honest document comes near them, and a hostile one stops
// here.
const (
	maxDepth  = 64
	maxNodes  = 50_000
	maxScalar = 10_000 // bytes
	maxKey    = 200    // bytes
)

// Parse reads one document. The name is what errors call the file. All that
// is wrong with its form comes back at once, as Problems.
func Parse(name string, data []byte) (*Document, error) {
	name = show(name)
	whole := Position{File: name}
	if len(data) > MaxSize {
		return nil, Problems{{Position: whole, Text: fmt.Sprintf("is larger than %d bytes", MaxSize)}}
	}
	text, problems := cleanText(data, whole)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	empty := Problems{{Text: name + ` is empty; see "earnburn init"`}}
	documents, err := parseYAML(text)
	if err != nil {
		return nil, syntaxProblems(err.Error(), text, whole)
	}
	if len(documents) == 0 {
		return nil, empty
	}

	c := converter{file: name, lines: strings.Split(text, "\n")}
	if len(documents) > 1 {
		c.problems.Add(c.position(documents[1]), "", "second document; one file holds one")
		return nil, c.problems.Err()
	}
	root := c.convert(content(documents[0]), "", 1)
	if root != nil && root.kind == nullNode && len(c.problems) == 0 {
		return nil, empty
	}
	if root != nil && root.kind != mappingNode {
		c.problems.Add(root.at, "", "must be a mapping (got %s)", root.describe())
	}
	if err := c.problems.Err(); err != nil {
		return nil, err
	}
	return &Document{name: name, root: root}, nil
}

// parseValue reads the value of an override. Only what fits on a command
// line is allowed: a scalar, a [list] or a {mapping}.
func parseValue(text, origin string) (*node, error) {
	at := Position{Origin: origin}
	if len(text) > MaxSize {
		return nil, Problems{{Position: at, Text: fmt.Sprintf("the value is larger than %d bytes", MaxSize)}}
	}
	text, problems := cleanText([]byte(strings.TrimSpace(text)), at)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	documents, err := parseYAML(text)
	if err != nil {
		return nil, syntaxProblems(err.Error(), text, at)
	}
	if len(documents) == 0 {
		return nil, Problems{{Position: at, Text: "missing value"}}
	}
	c := converter{origin: origin, lines: strings.Split(text, "\n")}
	n := c.convert(content(documents[0]), "", 1)
	if err := c.problems.Err(); err != nil {
		return nil, err
	}
	plain := n.kind == scalarNode && !n.quoted
	flow := n.kind == listNode && text[0] == '[' || n.kind == mappingNode && text[0] == '{'
	switch {
	case len(documents) > 1:
		problems.Add(at, "", "the value holds more than one document")
	case n.kind == nullNode:
		problems.Add(at, "", "missing value")
	case plain && n.value != text:
		// A comment or a line break would vanish without a word.
		problems.Add(at, "", "put the value into quotes (got %s)", show(text))
	case n.kind != scalarNode && !flow:
		problems.Add(at, "", "must be one value, a [list] or a {mapping}; put text with a colon or a dash into quotes (got %s)", show(text))
	}
	return n, problems.Err()
}

// parseYAML runs the YAML library over the text, which must be clean. Its
// panics on odd input become errors.
func parseYAML(text string) (documents []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("yaml: this is not YAML that can be read")
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	for len(documents) < 2 {
		n := new(yaml.Node)
		err := decoder.Decode(n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, n)
	}
	return documents, nil
}

// parses is nil if the text is YAML; the reader of syntax errors tries parts
// of a file with it.
func parses(text string) error {
	_, err := parseYAML(text)
	return err
}

// content unwraps a document.
func content(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		return n.Content[0]
	}
	return n
}

// converter turns the library's tree into ours and refuses what is not
// allowed.
type converter struct {
	file, origin string
	lines        []string
	nodes        int
	full         bool // more nodes than are read
	problems     Problems

	// Where find was last: a file of one long line is walked only once.
	line, column, offset int
}

func (c *converter) position(n *yaml.Node) Position {
	if c.origin != "" {
		return Position{Origin: c.origin}
	}
	return Position{File: c.file, Line: n.Line, Column: n.Column}
}

// convert returns nil where a limit makes going on pointless.
func (c *converter) convert(n *yaml.Node, path string, depth int) *node {
	at := c.position(n)
	switch c.nodes++; {
	case c.nodes > maxNodes:
		if !c.full { // keys count too, so the limit itself may have been passed there
			c.full = true
			c.problems.Add(at, "", "more than %d values in one document", maxNodes)
		}
		return nil
	case depth > maxDepth:
		c.problems.Add(at, "", "nested deeper than %d levels", maxDepth)
		return nil
	}
	if !c.plainForm(n, at, path) {
		return &node{kind: nullNode, at: at}
	}
	switch n.Kind {
	case yaml.MappingNode:
		return c.mapping(n, at, path, depth)
	case yaml.SequenceNode:
		list := &node{kind: listNode, at: at}
		for i, content := range n.Content {
			list.items = append(list.items, c.convert(content, item(path, i), depth+1))
		}
		return list
	}
	return c.scalar(n, at, path)
}

// plainForm refuses anchors, aliases and tags.
func (c *converter) plainForm(n *yaml.Node, at Position, path string) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		c.problems.Add(at, path, "an alias (*%s) is not allowed; write the value out", show(n.Value))
	case n.Anchor != "":
		c.problems.Add(at, path, "an anchor (&%s) is not allowed; write the value out where it is needed", show(n.Anchor))
	case n.Style&yaml.TaggedStyle != 0:
		c.problems.Add(at, path, "a tag (%s) is not allowed; put text that begins with ! into quotes", show(n.Tag))
	case c.bareTag(n):
		c.problems.Add(at, path, "a tag (!) is not allowed; put text that begins with ! into quotes")
	default:
		return true
	}
	return false
}

// bareTag finds the tag "!", of which the library leaves no trace.
func (c *converter) bareTag(n *yaml.Node) bool {
	line, at := c.find(n)
	return strings.HasPrefix(line[at:], "!")
}

func (c *converter) scalar(n *yaml.Node, at Position, path string) *node {
	const styles = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	s := &node{kind: scalarNode, at: at, value: n.Value, quoted: n.Style&styles != 0}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		s.lead = -1
	case s.quoted:
		s.lead = 1
	}
	if len(s.value) > maxScalar {
		c.problems.Add(at, path, "a single value of more than %d bytes", maxScalar)
	} else if bad, found := BadCharacter(s.value); found {
		c.problems.Add(at, path, "control character %q; only plain text is allowed", bad)
	}
	if !s.quoted && isNull(s.value) {
		s.kind, s.value = nullNode, ""
	}
	return s
}

// isNull reports whether unquoted text stands for nothing.
func isNull(text string) bool {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

func (c *converter) mapping(n *yaml.Node, at Position, path string, depth int) *node {
	m := &node{kind: mappingNode, at: at}
	seen := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, ok := c.key(n.Content[i], path)
		if !ok {
			continue
		}
		value := c.convert(n.Content[i+1], join(path, k.name), depth+1)
		if first, found := seen[k.name]; found {
			m.again = append(m.again, repeat{key: k, first: m.keys[first].at})
			continue
		}
		seen[k.name] = len(m.keys)
		m.keys = append(m.keys, k)
		m.items = append(m.items, value)
	}
	return m
}

// key accepts one word or a quoted text of one line.
func (c *converter) key(n *yaml.Node, path string) (k key, ok bool) {
	at := c.position(n)
	before := len(c.problems)
	c.nodes++
	if !c.plainForm(n, at, path) {
		return key{}, false
	}
	switch {
	case n.Kind != yaml.ScalarNode:
		c.problems.Add(at, path, "a key must be a word, not a list or a mapping")
	case c.explicit(n):
		c.problems.Add(at, path, `write "key: value", without a question mark`)
	case n.Tag == "!!merge":
		c.problems.Add(at, path, "a merge key (<<) is not allowed; write the values out")
	case n.Value == "":
		c.problems.Add(at, path, "missing key before the colon")
	case len(n.Value) > maxKey:
		c.problems.Add(at, path, "a key of more than %d bytes", maxKey)
	case strings.ContainsAny(n.Value, "\n\t"):
		c.problems.Add(at, path, "a key must be on one line (got %s)", show(n.Value))
	default:
		if bad, found := BadCharacter(n.Value); found {
			c.problems.Add(at, path, "control character %q in a key", bad)
		}
	}
	return key{name: n.Value, at: at, quoted: n.Style != 0}, len(c.problems) == before
}

// explicit reports whether a key is written with a leading question mark,
// which allows keys of several lines.
func (c *converter) explicit(n *yaml.Node) bool {
	line, at := c.find(n)
	before := strings.TrimRight(line[:at], " \t")
	head, found := strings.CutSuffix(before, "?")
	return found && (head == "" || strings.ContainsAny(head[len(head)-1:], " \t-{[,:?"))
}

// find returns the line of a node and the byte at which the node begins.
func (c *converter) find(n *yaml.Node) (line string, at int) {
	if n.Line < 1 || n.Line > len(c.lines) {
		return "", 0
	}
	if n.Line != c.line || n.Column < c.column {
		c.line, c.column, c.offset = n.Line, 1, 0
	}
	line = c.lines[n.Line-1]
	for ; c.column < n.Column && c.offset < len(line); c.column++ {
		_, size := utf8.DecodeRuneInString(line[c.offset:])
		c.offset += size
	}
	return line, c.offset
}
