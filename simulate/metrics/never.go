package metrics

import (
	"errors"
	"slices"
)

// always are the reasons for a missing value that lie in the program and the horizon, whatever customers do.
var always = []error{errNoPoints, errNoFace, errOwedByOthers, errConverted, errNeeds12, errNeeds24, errMonthOnly}

// Never says why a metric has no value for an arm, as far as that is known before anything is simulated; "" if it may have one.
// Month is one of the horizon, from 0, or −1 for the whole of it.
func Never(f *Facts, r *Running, m *Metric, month int) string {
	if month >= 0 && !m.Monthly {
		return errMonthOnly.Error()
	}
	// The reasons meant are the first that a metric looks for, so any counts will do.
	s := &side{monthly: month >= 0, share: 1, cash: make([]float64, f.Months)}
	for _, counts := range [][]float64{s.flow[:], s.now[:], s.owed[:], s.owedNow[:], s.person[:]} {
		for i := range counts {
			counts[i] = 1
		}
	}
	_, err := m.of(&pair{facts: f, running: r, arm: s, base: s})
	if slices.ContainsFunc(always, func(reason error) bool { return errors.Is(err, reason) }) {
		return err.Error()
	}
	return ""
}
