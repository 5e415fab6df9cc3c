// Package manual keeps what is generated in the documents true. Only tests import it.
package manual

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what is generated in the documents anew")

// Table requires what stands between the markers <!-- name --> and <!-- /name --> of a page to be want; with -update it writes it there.
func Table(t testing.TB, page, name, want string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	before, rest, begun := strings.Cut(string(text), begin)
	got, after, ended := strings.Cut(rest, end)
	switch {
	case !begun || !ended:
		t.Fatalf("%s: no markers of %s", page, name)
	case got == want:
	case !*update:
		t.Errorf("%s: the table of %s is not what the code says; run this test with -update", page, name)
	default:
		if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// File requires a whole generated file to be want; with -update it writes it.
func File(t testing.TB, name string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(name)
	switch {
	case err == nil && bytes.Equal(got, want):
	case *update:
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not what the code says; run this test with -update", name)
	}
}
