package cmd

import (
	"context"
	"os"
	"testing"
)

// What the command prints is the file that the manual points to.
func TestSchemaIsThatOfTheManual(t *testing.T) {
	want, err := os.ReadFile("../docs/earnburn.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	s, stdout, stderr := console(t, "schema")
	if code := run(context.Background(), s); code != 0 {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	if stdout.String() != string(want) {
		t.Error(`docs/earnburn.schema.json is another schema; write it with "go test ./internal/document -update"`)
	}
}
