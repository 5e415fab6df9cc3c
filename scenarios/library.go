package scenarios

import (
	"embed"
	"slices"
	"strings"
)

//go:embed library/*.yaml
var library embed.FS

// Names lists the shipped scenarios in alphabetical order.
func Names() []string {
	entries, err := library.ReadDir("library")
	if err != nil {
		return nil // the folder is part of the binary
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	slices.Sort(names)
	return names
}

// Shipped returns the YAML of a shipped scenario.
func Shipped(name string) ([]byte, bool) {
	data, err := library.ReadFile("library/" + name + ".yaml")
	return data, err == nil
}
