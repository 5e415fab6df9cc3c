package reports

import (
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

// CountsSize is about how many bytes the counts of a result take: they do not grow with customers but with months, segments and programs.
func CountsSize(w *scenarios.World, programs int) float64 {
	const bytes = 8
	cell := float64(w.Months*int(metrics.NumFlows)+metrics.RunoffMonths*int(metrics.NumOwed)+int(metrics.NumPersons)) * bytes
	return cell * float64(metrics.Groups*len(w.Segments)*(programs+1))
}
