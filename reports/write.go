package reports

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Target is a file that a report will be written to. Its zero value is not useful: see NewTarget.
type Target struct {
	path   string // with symbolic links followed
	device bool   // not a regular file: written directly
	mode   fs.FileMode
}

// NewTarget checks, before anything is computed, that a file can be written: its folder exists and takes new files, and it is neither a folder itself nor
// one of the inputs, by whatever name or link. Errors are those of the operating system or say what is wrong with the file.
func NewTarget(path string, inputs []string) (*Target, error) {
	t := &Target{path: path, mode: 0o644}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		t.path = real
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, errors.New("it is a directory")
	case err == nil:
		for _, input := range inputs {
			if other, err := os.Stat(input); err == nil && os.SameFile(info, other) {
				return nil, errors.New("it is an input of this run; choose another name")
			}
		}
		t.device = !info.Mode().IsRegular()
		t.mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if t.device {
		return t, nil
	}
	if err == nil {
		f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	probe, err := os.CreateTemp(filepath.Dir(t.path), t.pattern())
	if err != nil {
		return nil, err
	}
	return t, errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// pattern names the temporary file beside the target.
func (t *Target) pattern() string { return "." + filepath.Base(t.path) + ".*.tmp" }

// Same reports whether two targets are one file.
func (t *Target) Same(o *Target) bool {
	a, err := os.Stat(t.path)
	if err != nil {
		return filepath.Clean(t.path) == filepath.Clean(o.path)
	}
	b, err := os.Stat(o.path)
	return err == nil && os.SameFile(a, b)
}

// Write replaces the file by what the function writes, at once or not at all: to a temporary name in the same folder, synced and renamed.
// A device or a pipe is written directly.
func (t *Target) Write(content func(io.Writer) error) error {
	var b bytes.Buffer
	if err := content(&b); err != nil {
		return err
	}
	if t.device {
		f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(b.Bytes())
		return errors.Join(err, f.Close())
	}
	f, err := os.CreateTemp(filepath.Dir(t.path), t.pattern())
	if err != nil {
		return err
	}
	if err := t.fill(f, b.Bytes()); err != nil {
		if gone := os.Remove(f.Name()); gone != nil {
			err = fmt.Errorf("%w, and its temporary file %s remains: %w", err, f.Name(), gone)
		}
		return err
	}
	return nil
}

// fill writes the temporary file and gives it the target's name.
func (t *Target) fill(f *os.File, content []byte) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.Chmod(t.mode)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), t.path)
	}
	return err
}
