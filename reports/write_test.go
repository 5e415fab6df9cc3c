package reports

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func content(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestTargetReplacesAtOnceOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "result.json")
	for _, text := range []string{"first", "second"} {
		target, err := NewTarget(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := target.Write(content(text)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != text {
			t.Errorf("the file holds %q, want %q", got, text)
		}
	}
	target, err := NewTarget(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New("no")
	if err := target.Write(func(io.Writer) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("the error is %v", err)
	}
	if got := read(t, path); got != "second" {
		t.Errorf("a failed write left %q", got)
	}
	if files := list(t, dir); len(files) != 1 {
		t.Errorf("files remain: %v", files)
	}
}

func TestTargetKeepsPermissionsAndLinks(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "private.csv"), filepath.Join(dir, "link.csv")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("private.csv", link); err != nil {
		t.Skip(err)
	}
	target, err := NewTarget(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := target.Write(content("x")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if info, err = os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions are %v, %v", info.Mode(), err)
	}
	if got := read(t, path); got != "x" {
		t.Errorf("the file holds %q", got)
	}
}

func TestTargetRefuses(t *testing.T) {
	dir := t.TempDir()
	input := filepath.Join(dir, "input.yaml")
	if err := os.WriteFile(input, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	hard, soft := filepath.Join(dir, "hard.json"), filepath.Join(dir, "soft.json")
	if err := os.Link(input, hard); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(input, soft); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{
		dir:                                "directory",
		input:                              "an input",
		hard:                               "an input",
		soft:                               "an input",
		filepath.Join(dir, "no", "x.json"): "no such file or directory",
	} {
		if _, err := NewTarget(path, []string{input}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("NewTarget(%s) = %v, want %q", filepath.Base(path), err, want)
		}
	}
	if got := read(t, input); got != "precious" {
		t.Errorf("the input is now %q", got)
	}
}

func TestTargetReportsAFullDevice(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip(err)
	}
	target, err := NewTarget("/dev/full", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := target.Write(content("x")); err == nil {
		t.Error("writing to a full device succeeded")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
