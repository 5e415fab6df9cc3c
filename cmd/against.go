package cmd

import (
	"earnburn/reports"
	"earnburn/simulate/limits"
)

// against reads the result that --against names; nil if it names none.
func (s *session) against(name string) (*limits.Saved, error) {
	if name == "" {
		return nil, nil
	}
	r, _, err := s.saved(name)
	if err != nil {
		return nil, err
	}
	return reports.Saved(name, r), nil
}
