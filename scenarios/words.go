package scenarios

import (
	"earnburn/internal/english"
)

// noun is what the program calls its points.
func (s *stage) noun() string { return s.regime.Points.Noun() }

// amount writes a number of points, which may be a mean, with their name.
func (s *stage) amount(points float64) string {
	if points == 1 {
		return "1 " + english.Singular(s.noun())
	}
	return english.Short(points, 1) + " " + s.noun()
}

// one is what the program calls a single point.
func (s *stage) one() string { return english.Singular(s.noun()) }

// inMoney writes an amount of money with cents.
func inMoney(x float64) string { return english.Group(x, 2) }

// shareText writes a share in percent, with at most two decimals.
func shareText(x float64) string { return english.Short(100*x, 2) + " %" }
