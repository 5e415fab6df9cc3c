package cmd

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// system is everything a command takes from the operating system, so that a whole command runs in a parallel test.
type system struct {
	args           []string // without the program's name
	env            []string // NAME=value
	stdin          io.Reader
	stdout, stderr io.Writer
	dir            string // paths are relative to it
	width          int    // of the terminal that stdout is; 0: stdout is no terminal
	stdinTerminal  bool
	stderrTerminal bool
	memory         uint64 // bytes; 0: not known
}

// operating is the system that the process runs on.
func operating() *system {
	s := &system{
		args:           os.Args[1:],
		env:            os.Environ(),
		stdin:          os.Stdin,
		stdout:         os.Stdout,
		stderr:         os.Stderr,
		stdinTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		stderrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		memory:         memory(),
	}
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		s.width = width
	}
	return s
}

// path makes a path absolute as the command's directory says.
func (s *system) path(name string) string {
	if filepath.IsAbs(name) || s.dir == "" {
		return name
	}
	return filepath.Join(s.dir, name)
}

// lookup returns a variable of the environment; of several of one name the last counts, as in a shell.
func (s *system) lookup(name string) (value string, found bool) {
	for _, entry := range s.env {
		if k, v, ok := strings.Cut(entry, "="); ok && k == name {
			value, found = v, true
		}
	}
	return value, found
}

// columns is how wide text on stdout may be: what COLUMNS says, or the width of the terminal; 0 if stdout is none.
func (s *system) columns() int {
	if text, _ := s.lookup("COLUMNS"); text != "" {
		if n, err := strconv.Atoi(text); err == nil && n > 0 {
			return n
		}
	}
	return s.width
}

// unicode reports whether the terminal can show more than ASCII. Files and pipes are always UTF-8.
func (s *system) unicode() bool {
	if s.width == 0 {
		return true
	}
	if t, _ := s.lookup("TERM"); t == "dumb" {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v, _ := s.lookup(name); v != "" {
			v = strings.ToLower(v)
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return true
}

// progress reports whether a progress bar would be read by somebody.
func (s *system) progress() bool {
	t, _ := s.lookup("TERM")
	return s.stderrTerminal && t != "dumb"
}
