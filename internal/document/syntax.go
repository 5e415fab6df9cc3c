package document

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
)

var (
	syntaxLine    = regexp.MustCompile(`^line (\d+): `)
	unknownAnchor = regexp.MustCompile(`^unknown anchor '([^']*)' referenced`)
)

// blockErrors are the library's messages that name the line where the block
// began instead of the one that does not fit into it.
var blockErrors = []string{"did not find expected key", "did not find expected '-' indicator"}

// mostTried is the size up to which a file is parsed again and again to find
// the line that breaks it.
const mostTried = MaxSize / 8

// plainWords says what the library's messages mean for somebody who does not
// know how YAML is scanned.
var plainWords = []struct{ message, meaning string }{
	{"did not find expected key", "this line does not fit: wrong indentation, or a missing colon, quote or bracket"},
	{"did not find expected '-' indicator", `this line does not fit: wrong indentation, or an item without "- "`},
	{"mapping values are not allowed in this context", `a second ": " on this line, or wrong indentation; put text with a colon into quotes`},
	{"block sequence entries are not allowed in this context", `"- " cannot begin a list here; put it on its own line`},
	{"could not find expected ':'", `must be "key: value"; a colon or a quote is missing`},
	{"found unexpected end of stream", "a quote that opens here is not closed"},
	{"found unexpected document indicator", "a quote that opens here is not closed"},
	{"found unknown escape character", `a \ in double quotes that YAML does not know; use single quotes or \\`},
	{"did not find expected ',' or '}'", "a { that opens here is not closed, or a comma is missing"},
	{"did not find expected ',' or ']'", "a [ that opens here is not closed, or a comma is missing"},
	{"did not find expected <document start>", "this line does not fit; one file holds one document"},
	{"did not find expected node content", "a value is missing, or a bracket or comma is one too many"},
	{"mapping keys are not allowed in this context", `a value cannot begin with "? "; put it into quotes`},
	{"found incompatible YAML document", "a %YAML line is not needed; leave it out"},
	{"found character that cannot start any token", "a value cannot begin with this character; put it into quotes"},
}

// syntaxProblems turns an error of the YAML library into a Problem. The
// library knows lines at best, and counts them in several ways.
func syntaxProblems(message, text string, whole Position) Problems {
	// The library takes a mark on the first line for none, so let there be a
	// line before it.
	if err := parses("#\n" + text); err != nil {
		message = err.Error()
	}
	message = strings.TrimPrefix(message, "yaml: ")
	at := whole
	line := 1
	if m := syntaxLine.FindStringSubmatch(message); m != nil {
		message = message[len(m[0]):]
		line, _ = strconv.Atoi(m[1])
		if !fromParser(message) {
			line-- // the scanner counts from 1, the parser from 0
		}
	}
	lines := strings.Split(text, "\n")
	for _, known := range blockErrors {
		if message == known && len(text) <= mostTried {
			line = firstFailure(lines, message)
		}
	}
	if m := unknownAnchor.FindStringSubmatch(message); m != nil {
		message = "an alias (*" + show(m[1]) + ") is not allowed; write the value out"
		line = lineWith(lines, "*"+m[1])
	}
	line = max(1, min(line, len(lines)))
	for _, w := range plainWords {
		if message == w.message {
			message = w.meaning
			break
		}
	}
	if tab := tabIndented(lines, line); tab > 0 {
		line, message = tab, "a tab cannot indent; use spaces"
	}
	if whole.Origin == "" {
		at.Line = line
	}
	return Problems{{Position: at, Text: clean(message)}}
}

// fromParser tells the messages of the library's parser from those of its
// scanner.
func fromParser(message string) bool {
	for _, start := range []string{
		"did not find expected <", "did not find expected node", "did not find expected key",
		"did not find expected '-'", "did not find expected ','", "found duplicate %",
		"found incompatible", "found undefined tag",
	} {
		if strings.HasPrefix(message, start) {
			return true
		}
	}
	return false
}

// firstFailure is the line with which a message first appears: the shortest
// beginning of the file that fails in the same way.
func firstFailure(lines []string, message string) int {
	n := sort.Search(len(lines)-1, func(i int) bool {
		err := parses(strings.Join(lines[:i+1], "\n"))
		return err != nil && strings.HasSuffix(err.Error(), message)
	})
	return n + 1
}

// tabIndented finds a tab in the indentation of the line that failed or of
// its neighbors, 0 if there is none.
func tabIndented(lines []string, line int) int {
	for _, candidate := range []int{line, line + 1, line - 1} {
		if candidate < 1 || candidate > len(lines) {
			continue
		}
		text := lines[candidate-1]
		indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if strings.Contains(indent, "\t") && len(indent) < len(text) {
			return candidate
		}
	}
	return 0
}

// lineWith is the first line that holds the text outside of a comment.
func lineWith(lines []string, text string) int {
	for i, l := range lines {
		at := strings.Index(l, text)
		if at >= 0 && !strings.Contains(l[:at], "#") {
			return i + 1
		}
	}
	return 1
}
