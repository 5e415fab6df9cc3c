package cmd

import (
	"errors"
	"fmt"
	"slices"

	"earnburn/internal/document"
)

// The exit codes. 2 is what Go's own crash returns, so it means nothing here.
const (
	codeFine        = 0
	codeFailed      = 1 // a check failed
	codeInput       = 3 // bad input or usage
	codeAccess      = 4 // cannot read or write
	codeUndecided   = 5 // precision, decision or calibration not reached
	codeTooLarge    = 6 // would exceed resources
	codeInternal    = 70
	codeInterrupted = 130 // SIGINT
	codeTerminated  = 143 // SIGTERM
)

// failure is an error with the exit code it leads to.
type failure struct {
	code int
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// mishap is the text of an internal error that says already what to do about it.
type mishap string

func (m mishap) Error() string { return string(m) }

// badInput is a failure that the person at the keyboard can mend.
func badInput(format string, args ...any) error {
	return &failure{codeInput, fmt.Errorf(format, args...)}
}

// noAccess is a failure to read or write.
func noAccess(format string, args ...any) error {
	return &failure{codeAccess, fmt.Errorf(format, args...)}
}

// exitCode is the code that an error leads to. Errors of several kinds are joined; the first code that is not bad input decides.
func exitCode(err error) int {
	if err == nil {
		return codeFine
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		code := codeInput
		for _, e := range joined.Unwrap() {
			if c := exitCode(e); c != codeInput {
				code = c
			}
		}
		return code
	}
	var f *failure
	if errors.As(err, &f) {
		return f.code
	}
	var p document.Problems
	if errors.As(err, &p) {
		return codeInput
	}
	return codeInternal
}

// collector gathers all independent errors of a command, so that they are shown at once.
type collector struct {
	problems document.Problems
	others   []error
}

// add takes an error, if there is one, and reports whether there was.
func (c *collector) add(err error) bool {
	if err == nil {
		return false
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			c.add(e)
		}
		return true
	}
	var p document.Problems
	if errors.As(err, &p) {
		c.problems = append(c.problems, p...)
	} else if !slices.ContainsFunc(c.others, func(other error) bool { return other.Error() == err.Error() }) {
		c.others = append(c.others, err)
	}
	return true
}

// err returns what was gathered, nil if nothing.
func (c *collector) err() error {
	all := c.others
	if err := c.problems.Err(); err != nil {
		all = append(all, err)
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return errors.Join(all...)
}
