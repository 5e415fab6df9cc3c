package reports

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Catalog is all that has a name.
type Catalog struct {
	Programs  []CatalogEntry `json:"programs"`
	Scenarios []CatalogEntry `json:"scenarios"`
	Metrics   []CatalogEntry `json:"metrics"`
}

// CatalogEntry is a name and what it stands for in a few words.
type CatalogEntry struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Home  string `json:"home,omitempty"` // of a program: its scenario when no other is given
}

// Write writes the catalog as table, json, csv or markdown.
func (c *Catalog) Write(w io.Writer, format string, l Layout) error {
	kinds := []struct {
		kind    string
		entries []CatalogEntry
	}{{"programs", c.Programs}, {"scenarios", c.Scenarios}, {"metrics", c.Metrics}}
	switch format {
	case "json":
		return writeJSON(w, c)
	case "csv":
		records := [][]string{{"kind", "name", "title", "home"}}
		for _, k := range kinds {
			for _, e := range k.entries {
				records = append(records, []string{k.kind, plainText(e.Name), plainText(e.Title), plainText(e.Home)})
			}
		}
		return writeCSV(w, records)
	}
	p := &page{}
	add := func(heading string, entries []CatalogEntry) {
		g := &grid{header: []string{"", ""}, words: true}
		for _, e := range entries {
			g.add(e.Name, e.Title)
		}
		p.add(section{heading: heading, table: g})
	}
	homes := map[string][]CatalogEntry{}
	for _, e := range c.Programs {
		homes[e.Home] = append(homes[e.Home], e)
	}
	for _, home := range slices.Sorted(maps.Keys(homes)) {
		heading := "Programs at home in " + home
		if home == "" {
			heading = "Programs for any scenario"
		}
		add(heading, homes[home])
	}
	add("Scenarios", c.Scenarios)
	add("Metrics", c.Metrics)
	return p.write(w, l)
}

func writeCSV(w io.Writer, records [][]string) error {
	c := csv.NewWriter(w)
	if err := c.WriteAll(records); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}
