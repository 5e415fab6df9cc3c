package cmd

import (
	"errors"
	"testing"

	"earnburn/internal/document"
)

// FuzzSettings feeds the reader of settings with anything: it never panics, its errors have a place, and what it accepts are known settings.
func FuzzSettings(f *testing.F) {
	for _, text := range []string{
		"seed: 3\n", "sede: 3\n", "seed: [1]\n", "format: json\nsample: 010\n", "earnburn: program/v1\n", "", "\xff", "a.b: 1\n", "{seed: 1, seed: 2}", "seed: \"\\u0000\"\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		st := &settings{origin: map[string]string{}, Seed: "1", Format: "table"}
		values, err := st.parse(settingsFile, data)
		if err != nil {
			var problems document.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		for name, value := range values {
			text, ok := value.(string)
			if !ok || st.origin[name] == "" {
				t.Fatalf("%s is %v from %q", name, value, st.origin[name])
			}
			switch name {
			case "sample":
				st.Sample = text
			case "threads":
				st.Threads = text
			case "seed":
				st.Seed = text
			case "format":
				st.Format = text
			}
		}
		for _, err := range []error{second(st.sample()), second(st.threads()), third(st.seed()), second(st.format(formats))} {
			if err != nil && exitCode(err) != codeInput {
				t.Fatalf("%v has the exit code %d", err, exitCode(err))
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }

func third[T, U any](_ T, _ U, err error) error { return err }
