// Package manual keeps generated tables in the documents true. Only tests import it.
package manual

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated tables of the documents anew")

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
