package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cleanText turns the bytes of a file into text with bare line feeds. What is
// not text, or could send commands to a terminal, is refused. The position is
// that of the whole file or flag.
func cleanText(data []byte, whole Position) (string, Problems) {
	var problems Problems
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		problems.Add(whole, "", "is UTF-16; save it as UTF-8, for example with iconv -f utf-16 -t utf-8")
		return "", problems
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))

	line, column := 1, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		column++
		at := whole
		if at.Origin == "" {
			at.Line, at.Column = line, column
		}
		switch {
		case r == utf8.RuneError && size == 1:
			// One such byte means a file of another encoding: more would
			// only repeat it.
			problems.Add(at, "", "byte 0x%X is not UTF-8; try iconv -f latin1 -t utf-8", data[i])
			return "", problems
		case isControl(r):
			problems.Add(at, "", "control character %q; only plain text is allowed", r)
		case r == '\n':
			line++
			column = 0
		}
		i += size
	}
	return string(data), problems
}

// BadCharacter finds a character that no value may hold, not even escaped.
func BadCharacter(text string) (r rune, found bool) {
	i := strings.IndexFunc(text, isControl)
	if i < 0 {
		return 0, false
	}
	r, _ = utf8.DecodeRuneInString(text[i:])
	return r, true
}

// isControl reports characters that act instead of showing: terminal
// controls, line ends that only some programs see, marks that reorder text,
// and invisible marks at its start.
func isControl(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	case r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF':
		return true
	}
	return unicode.Is(unicode.Bidi_Control, r)
}
