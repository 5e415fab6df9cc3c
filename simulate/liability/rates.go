package liability

import (
	"errors"
	"fmt"

	"earnburn/simulate/metrics"
)

// Rates are ultimate redemption rates of an arm: what they are, as the run-off shows, and what an accountant would think they are.
type Rates struct {
	ByCohort []Rate // by month of issue, as seen from the end of the horizon
	ByMonth  []Rate // of all points issued up to each month, as seen from its end
	Cut      string // what the chain ladder leaves out at the end of the horizon; "" if nothing
	Method   string // in words, to be printed with the numbers
}

// Rate is a rate by several methods, as fractions of points issued, net of those clawed back on returns. An estimate that does not exist says why.
type Rate struct {
	Month       int // of the horizon, from 0
	Issued      metrics.Estimate
	True        metrics.Estimate // redeemed in the end
	Naive       metrics.Estimate // redeemed so far
	ChainLadder metrics.Estimate
	LifeTable   metrics.Estimate
}

// perRate is how many numbers make a Rate.
const perRate = 5

// RatesOf returns the redemption rates of an arm with points. It fails where they were not counted by cohort.
func RatesOf(d *metrics.Data, arm int) (*Rates, error) {
	if err := counted(d, arm); err != nil {
		return nil, err
	}
	r := &Rates{Method: "True: points are followed to their end, for at most 60 months after the horizon. Naive: redeemed ÷ issued so far. " +
		"Chain ladder: what was redeemed so far × volume-weighted development factors of older months of issue, tail 1. " +
		"Life table: shares redeemed and lapsed by age in months, points as exposure (Kaplan–Meier); ages not reached yet are taken to be like the last twelve that were."}
	months, seen := d.Facts.Months, false
	values := metrics.Jackknife(d, arm, func(s *metrics.Sums, scale float64) []float64 {
		t := triangleOf(d, arm, s, scale)
		last := months - 1
		ladder, table := t.ChainLadder(last), t.LifeTable(last)
		if !seen {
			r.Cut, seen = ladder.Cut, true
		}
		var x []float64
		for s, issued := range t.Issued {
			x = append(x, issued, t.Ultimate(s)/issued, t.Known(s, last)/issued, ladder.Ultimate[s]/issued, table.expected(t, s, last)/issued)
		}
		sum := 0.0
		for m, issued := range t.Issued {
			sum += issued
			x = append(x, sum, t.True(m), t.Naive(m), t.ChainLadder(m).Rate, t.LifeTable(m).Pool(t, m))
		}
		return x
	})
	for i := 0; i < len(values); i += perRate {
		row := Rate{i / perRate % months, values[i], values[i+1], values[i+2], values[i+3], values[i+4]}
		row.explain()
		if i/perRate < months {
			r.ByCohort = append(r.ByCohort, row)
		} else {
			r.ByMonth = append(r.ByMonth, row)
		}
	}
	return r, nil
}

// explain says in the reader's words why rates are missing.
func (r *Rate) explain() {
	if r.ChainLadder.Missing != "" {
		r.ChainLadder.Missing = "by some age nothing had been redeemed, which no factor can develop"
	}
	if r.Issued.Value > 0 {
		return
	}
	for _, e := range []*metrics.Estimate{&r.True, &r.Naive, &r.ChainLadder, &r.LifeTable} {
		*e = metrics.Estimate{Missing: "no points were issued"}
	}
}

// counted fails if the points of an arm were not counted by cohort.
func counted(d *metrics.Data, arm int) error {
	a := &d.Arms[arm]
	if !a.Running.HasPoints {
		return fmt.Errorf("%s has no points, and so no liability", a.Name)
	}
	for _, groups := range a.Cells {
		for _, cell := range groups {
			if cell != nil && cell.Cohorts != nil {
				return nil
			}
		}
	}
	return errors.New("points were not counted by month of issue: run with Options.Cohorts")
}

// triangleOf reads the cohorts of an arm's sums, scaled to the population, in points. Sums without any are those of no customer with points.
func triangleOf(d *metrics.Data, arm int, s *metrics.Sums, scale float64) *Triangle {
	c := s.Cohorts
	if c == nil {
		c = metrics.NewCohorts(d.Facts.Months)
	}
	return newTriangle(c, d.Arms[arm].Running.PointLife, scale/1000)
}
