package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"earnburn/internal/document"
)

// source is where a document comes from: a file, stdin or the library.
type source struct {
	name string // as shown to the user
	data []byte
	path string // absolute; "" for stdin and the library
}

// isFile reports whether an argument means a file and not a shipped name.
func isFile(argument string) bool {
	return argument == "-" || strings.ContainsAny(argument, `/\`) || strings.HasSuffix(argument, ".yaml") || strings.HasSuffix(argument, ".yml")
}

// reader reads the files of one command; stdin can be read once.
type reader struct {
	system    *system
	stdinUsed bool
	files     []source // read so far, for the check that no output overwrites an input
}

// read reads a document, or stdin if the name is "-".
func (r *reader) read(ctx context.Context, name string) (source, error) {
	return r.readUpTo(ctx, name, document.MaxSize)
}

// maxResult is the size of the largest saved result that is read, in bytes: one of many programs over decades.
const maxResult = 1 << 30

// readUpTo reads a file of at most so many bytes, or stdin.
func (r *reader) readUpTo(ctx context.Context, name string, most int64) (source, error) {
	if name == "-" {
		return r.readStdin(ctx, most)
	}
	path := r.system.path(name)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return source{}, noAccess("cannot read %s: %w", quoted(name), cause(err))
	case info.IsDir():
		return source{}, noAccess("cannot read %s: it is a directory", quoted(name))
	case info.Mode().IsRegular() && info.Size() > most:
		return source{}, badInput("%s: is larger than %d bytes", quoted(name), most)
	}
	data, err := limited(ctx, most, func() (io.ReadCloser, error) { return os.Open(path) })
	if err != nil {
		return source{}, readFailure(ctx, quoted(name), err)
	}
	s := source{name: name, data: data, path: path}
	r.files = append(r.files, s)
	return s, nil
}

func (r *reader) readStdin(ctx context.Context, most int64) (source, error) {
	switch {
	case r.stdinUsed:
		return source{}, badInput(`"-" is given twice; stdin can be read once`)
	case r.system.stdinTerminal:
		return source{}, badInput(`"-" reads stdin, but stdin is a terminal; pipe a file into earnburn or name it`)
	}
	r.stdinUsed = true
	data, err := limited(ctx, most, func() (io.ReadCloser, error) { return io.NopCloser(r.system.stdin), nil })
	if err != nil {
		return source{}, readFailure(ctx, "stdin", err)
	}
	return source{name: "stdin", data: data}, nil
}

func readFailure(ctx context.Context, name string, err error) error {
	if stopped(ctx) != 0 {
		return err
	}
	return noAccess("cannot read %s: %w", name, cause(err))
}

// limited reads a stream that must end within so many bytes. A pipe into which nobody writes does not outlive the context.
func limited(ctx context.Context, most int64, open func() (io.ReadCloser, error)) ([]byte, error) {
	type outcome struct {
		data []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		f, err := open()
		if err != nil {
			done <- outcome{err: err}
			return
		}
		data, err := io.ReadAll(io.LimitReader(f, most+1))
		if err == nil && int64(len(data)) > most {
			err = fmt.Errorf("it is a stream of more than %d bytes", most)
		}
		done <- outcome{data, errors.Join(err, f.Close())}
	}()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case o := <-done:
		return o.data, o.err
	}
}

// cause is the error of the operating system without the names of the call and the file, which the message has already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		err = l.Err
	}
	var c *os.SyscallError
	if errors.As(err, &c) {
		err = c.Err
	}
	var n syscall.Errno
	if errors.As(err, &n) {
		return n
	}
	return err
}

// quoted is a name from the command line fit for a message: as it is if it is plain, quoted if not, so that it cannot command a terminal.
func quoted(name string) string {
	if q := fmt.Sprintf("%q", name); len(q) != len(name)+2 || name == "" || strings.Contains(name, " ") {
		return fmt.Sprintf("%q", name)
	}
	return name
}
