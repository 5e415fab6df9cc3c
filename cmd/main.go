// Package cmd is the command line: one file per command, each from flags to the packages that do the work to a report. It computes nothing.
package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// errSignal is why a command was stopped from outside.
type errSignal struct{ code int }

func (e errSignal) Error() string {
	if e.code == codeTerminated {
		return "terminated"
	}
	return "interrupted"
}

// Main runs the command that the process was started with and returns its exit code. A first SIGINT or SIGTERM ends a simulation after the customers
// under way, whose results are printed and marked; a second one ends the process.
func Main() int {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		cancel(errSignal{signalCode(<-signals)})
		os.Exit(signalCode(<-signals))
	}()
	return run(ctx, operating())
}

func signalCode(s os.Signal) int {
	if s == syscall.SIGTERM {
		return codeTerminated
	}
	return codeInterrupted
}

// stopped returns the exit code of the signal that ended the context, 0 if none did.
func stopped(ctx context.Context) int {
	if ctx.Err() == nil {
		return 0
	}
	var s errSignal
	if errors.As(context.Cause(ctx), &s) {
		return s.code
	}
	return codeInterrupted
}

// run runs one command and returns its exit code. Errors go to stderr; stdout then stays empty.
func run(ctx context.Context, s *system) (code int) {
	var doing occupation
	defer func() {
		if r := recover(); r != nil {
			code = codeInternal
			complain(s.stderr, doing.regret(fmt.Sprint(r)))
		}
	}()
	out := &checkedWriter{w: s.stdout}
	err := execute(ctx, s, out, &doing)
	if out.err != nil {
		err = noAccess("cannot write to stdout: %w", cause(out.err))
	}
	if err == nil {
		return doing.code
	}
	if code = stopped(ctx); code != 0 && (errors.Is(err, context.Cause(ctx)) || errors.Is(err, context.Canceled)) {
		complain(s.stderr, "earnburn: "+context.Cause(ctx).Error()+" before "+cmp.Or(doing.unfinished, "there was anything to show"))
		return code
	}
	code = exitCode(err)
	text := err.Error()
	var said mishap
	if code == codeInternal && !errors.As(err, &said) {
		text = doing.regret(text)
	}
	complain(s.stderr, text)
	return code
}

// complain writes to stderr. Where that fails too there is nobody left to tell.
func complain(w io.Writer, text string) { _, _ = fmt.Fprintln(w, text) }

// checkedWriter remembers the first error, because not every writer of help texts looks at it.
type checkedWriter struct {
	w   io.Writer
	err error
}

func (c *checkedWriter) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.err = err
	return n, err
}

// occupation is what a command is doing, for the case that it fails in a way nobody foresaw.
type occupation struct {
	seed   string
	inputs string // SHA-256
	code   int    // exit code of a command that printed its result

	unfinished string // what an interruption came before; "": there was anything to show
}

// regret says what somebody needs to know who wants to report or repeat a failure of earnburn itself.
func (o *occupation) regret(what string) string {
	text := "earnburn: internal error: " + what + ". This is a mistake in earnburn, not in your files; no result was written. To repeat it: earnburn " + buildVersion()
	if o.seed != "" {
		text += ", seed " + o.seed
	}
	if o.inputs != "" {
		text += ", inputs " + o.inputs
	}
	return text + "."
}
