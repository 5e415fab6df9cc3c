package cmd

import (
	"earnburn/programs"
	"earnburn/reports"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"

	"github.com/spf13/cobra"
)

func (s *session) listCommand() *cobra.Command {
	f := &simulationFlags{}
	c := &cobra.Command{
		Use:     "list",
		Short:   "List shipped programs and scenarios, and all metrics",
		GroupID: groupAsk,
		Long:    "List what has a name: shipped programs, shipped scenarios and metrics.\n\"earnburn explain NAME\" explains each of them." + exits(exitInput, exitAccess),
		Example: "  earnburn list\n  earnburn list --format json",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := s.settings(c.Flags())
			if err != nil {
				return err
			}
			outputs, err := s.outputs(c, f.output, st, formats)
			if err != nil {
				return err
			}
			catalog, err := newCatalog()
			if err != nil {
				return err
			}
			return s.write(outputs, catalog.Write)
		},
	}
	f.addOutput(c)
	return c
}

// newCatalog collects all that has a name.
func newCatalog() (*reports.Catalog, error) {
	catalog := &reports.Catalog{}
	for _, name := range programs.Names() {
		data, _ := programs.Shipped(name)
		p, err := programs.Parse(name+".yaml (shipped)", data)
		if err != nil {
			return nil, err
		}
		catalog.Programs = append(catalog.Programs, reports.CatalogEntry{Name: name, Title: p.Title, Home: p.Scenario})
	}
	for _, name := range scenarios.Names() {
		data, _ := scenarios.Shipped(name)
		w, err := scenarios.Load(name+".yaml (shipped)", data, nil)
		if err != nil {
			return nil, err
		}
		catalog.Scenarios = append(catalog.Scenarios, reports.CatalogEntry{Name: name, Title: w.Title})
	}
	for _, m := range metrics.All {
		catalog.Metrics = append(catalog.Metrics, reports.CatalogEntry{Name: m.Name, Title: m.Title})
	}
	return catalog, nil
}
