package document

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxPath is the most steps of a path; a document is never deeper.
const maxPath = maxDepth

// step is one step of a path: .key, [2], [Gold] or ["a.b"].
type step struct {
	name    string
	bracket bool
	quoted  bool // in brackets and quotes: a name or key, never a number
	number  int  // in [2]; -1 otherwise
}

// String writes the step as in a path.
func (s step) String() string {
	switch {
	case s.quoted:
		return "[" + strconv.Quote(s.name) + "]"
	case s.bracket:
		return "[" + show(s.name) + "]"
	}
	return show(s.name)
}

// parsePath splits a path; "" has no steps. A leading dot is ignored, so that
// path+".key" works for the top of the document as well.
func parsePath(path string) ([]step, error) {
	rest := strings.TrimPrefix(path, ".")
	var steps []step
	for rest != "" {
		var s step
		var err error
		if rest[0] == '[' {
			s, rest, err = bracketStep(rest[1:])
			if err != nil {
				return nil, err
			}
			if rest != "" && rest[0] != '.' && rest[0] != '[' {
				return nil, errors.New("a ] in a path is followed by a dot, a [ or nothing")
			}
		} else {
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			s = step{name: rest[:end], number: -1}
			rest = rest[end:]
			if s.name == "" {
				return nil, errors.New("there is an empty key in the path")
			}
		}
		if steps = append(steps, s); len(steps) > maxPath {
			return nil, fmt.Errorf("the path is deeper than %d levels", maxPath)
		}
		if strings.HasPrefix(rest, ".") {
			if rest = rest[1:]; rest == "" || rest[0] == '[' {
				return nil, errors.New("there is an empty key in the path")
			}
		}
	}
	return steps, nil
}

// bracketStep reads what follows a [ and returns what is left after the ].
func bracketStep(text string) (s step, rest string, err error) {
	unclosed := errors.New("a [ in the path is not closed")
	if strings.HasPrefix(text, `"`) {
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil || !strings.HasPrefix(text[len(quoted):], "]") {
			return step{}, "", unclosed
		}
		name, err := strconv.Unquote(quoted)
		if err != nil {
			return step{}, "", unclosed
		}
		return step{name: name, bracket: true, quoted: true, number: -1}, text[len(quoted)+1:], nil
	}
	end := strings.IndexByte(text, ']')
	if end < 0 {
		return step{}, "", unclosed
	}
	name := text[:end]
	if name == "" {
		return step{}, "", errors.New("[] in the path names no item; write [0] for the first")
	}
	s = step{name: name, bracket: true, number: -1}
	if n, err := strconv.Atoi(name); err == nil && n >= 0 && strconv.Itoa(n) == name {
		s.number = n
	}
	return s, text[end+1:], nil
}

// join extends a path by a key.
func join(path, name string) string {
	switch {
	case needsQuotes(name):
		return path + "[" + strconv.Quote(name) + "]"
	case path == "":
		return name
	}
	return path + "." + name
}

// item extends a path by a place in a list.
func item(path string, i int) string {
	return path + "[" + strconv.Itoa(i) + "]"
}

// needsQuotes reports whether a key would not survive in a path as it is.
func needsQuotes(name string) bool {
	return name == "" || strings.ContainsAny(name, `.[]"`) || show(name) != name
}
