package metrics

import "errors"

// ErrNotDrawn says why there is no value of a metric that rests on draws of the assumptions.
var ErrNotDrawn = errors.New("assumptions were not drawn")

// PLoss is the metric that no program has no value of, because of ErrNothingToLose.
const PLoss = "p_loss"

// ErrNothingToLose says why there is no chance of a loss.
var ErrNothingToLose = errors.New("nothing is lost by having no program")

// Drawn tells whether a metric is computed from draws of the assumptions and not from the counts of a run.
func (m *Metric) Drawn() bool { return m.Group == RiskGroup }

// drawn is a row for a metric of the draws.
func drawn(name, title, unit string, kind Kind, better int, definition string) Metric {
	return Metric{Name: name, Title: title, Unit: unit, Kind: kind, Group: RiskGroup, Better: better, Definition: definition,
		of: func(*pair) (float64, error) { return 0, ErrNotDrawn }}
}

var riskMetrics = []Metric{
	drawn(PLoss, "Chance of a loss", fraction, Share, -1,
		"Share of the draws of the assumptions in which the net margin impact is below 0. Its error is that of the number of draws."),
	drawn("p_best", "Chance of being best", fraction, Share, 1,
		"Share of the draws of the assumptions in which no other program, nor no program, has a higher net margin impact; equals share a draw. Its error is that of the number of draws."),
	drawn("expected_regret", "Expected regret", perPopulation, Money, -1,
		"Mean over the draws of the assumptions of what the best choice in that draw, no program included, would earn more. Its error is that of the number of draws."),
}
