package liability

import (
	"errors"
	"fmt"
	"math"

	"earnburn/simulate/metrics"
)

// RollForward is a balance from month to month: the first line is the opening balance, the last the closing one, and those between carry their signs, so
// that in every month the lines before the last add up to it.
type RollForward struct {
	Title  string
	Unit   string // "points" or "currency", of the whole population
	Lines  []Line
	Method string // in words, to be printed with the numbers
}

// Line is one line of a roll-forward, by month of the horizon, and over all of it: for balances the first opening and the last closing one, else the sum.
type Line struct {
	Name   string
	Months []metrics.Estimate
	Whole  metrics.Estimate
}

// Points is the roll-forward of points of an arm. It needs no cohorts.
func Points(d *metrics.Data, arm int) (*RollForward, error) {
	if !d.Arms[arm].Running.HasPoints {
		return nil, fmt.Errorf("%s has no points, and so no liability", d.Arms[arm].Name)
	}
	flows := []struct {
		name string
		of   metrics.Flow
		sign float64
	}{
		{"issued", metrics.PointsIssued, 1}, {"restored by returns", metrics.PointsAdjusted, 1}, {"redeemed", metrics.PointsRedeemed, -1},
		{"expired", metrics.PointsExpired, -1}, {"forfeited", metrics.PointsForfeited, -1}, {"clawed back on returns", metrics.PointsClawedBack, -1},
	}
	r := &RollForward{Title: "Points", Unit: "points", Method: "Points in all members' balances, also of those who have silently left."}
	names := []string{"opening"}
	for _, f := range flows {
		names = append(names, f.name)
	}
	return r, r.fill(d, arm, append(names, "closing"), func(s *metrics.Sums, scale float64) [][]float64 {
		lines, balance := newLines(len(flows)+2, len(s.Flow)), 0.0
		for m := range s.Flow {
			lines[0][m] = balance
			for i, f := range flows {
				x := f.sign * scale / 1000 * float64(s.Flow[m][f.of])
				lines[i+1][m] = x
				balance += x
			}
			lines[len(flows)+1][m] = balance
		}
		return lines
	})
}

// Deferred is the roll-forward of deferred revenue of an arm, in money. It fails where points were not counted by cohort, have no face value, or are owed
// by others.
func Deferred(d *metrics.Data, arm int, e Estimator) (*RollForward, error) {
	if err := owed(d, arm); err != nil {
		return nil, err
	}
	if d.Arms[arm].Running.FacePerPoint <= 0 {
		return nil, errors.New("a point of the program has no face value, so no part of the price can be allocated to it")
	}
	r := &RollForward{Title: "Deferred revenue", Unit: "currency", Method: fmt.Sprintf("IFRS 15 and ASC 606: price allocated by relative stand-alone selling price, "+
		"a point at its face × its ultimate redemption rate when issued; breakage recognized in proportion to redemption, new estimates by cumulative catch-up. "+
		"Ultimate redemption rate from %s.", e)}
	names := []string{"opening", "deferred on issue", "recognized on redemption", "breakage recognized", "change of estimate", "closing"}
	return r, r.fill(d, arm, names, func(s *metrics.Sums, scale float64) [][]float64 {
		lines, balance := newLines(len(names), len(s.Flow)), 0.0
		months, _ := triangleOf(d, arm, s, scale).account(termsOf(d, arm, s, scale), e)
		for m, x := range months {
			for i, value := range []float64{balance, x.deferred, x.redemption, x.breakage, x.change, x.closing} {
				lines[i][m] = value
			}
			balance = x.closing
		}
		return lines
	})
}

// IncrementalCost is the roll-forward of what the points outstanding will cost, in money, undiscounted. It fails where points were not counted by cohort or
// are owed by others.
func IncrementalCost(d *metrics.Data, arm int, e Estimator) (*RollForward, error) {
	if err := owed(d, arm); err != nil {
		return nil, err
	}
	r := &RollForward{Title: "Incremental cost", Unit: "currency", Method: fmt.Sprintf("Points outstanding × the share of them that will be redeemed × cost per point, "+
		"the mean of all rewards taken with points of the horizon; undiscounted. Ultimate redemption rate from %s.", e)}
	names := []string{"opening", "provided on issue", "used on redemption", "change of estimate", "closing"}
	return r, r.fill(d, arm, names, func(s *metrics.Sums, scale float64) [][]float64 {
		lines, balance := newLines(len(names), len(s.Flow)), 0.0
		months, _ := triangleOf(d, arm, s, scale).account(termsOf(d, arm, s, scale), e)
		for m, x := range months {
			for i, value := range []float64{balance, x.provided, x.used, x.revised, x.owed} {
				lines[i][m] = value
			}
			balance = x.owed
		}
		return lines
	})
}

// owed fails if an arm has no liability that can be told by cohort.
func owed(d *metrics.Data, arm int) error {
	if err := counted(d, arm); err != nil {
		return err
	}
	if err := d.Arms[arm].Running.NoLiability(); err != nil {
		return fmt.Errorf("%s: %w", d.Arms[arm].Name, err)
	}
	return nil
}

// termsOf reads what members paid and what rewards cost.
func termsOf(d *metrics.Data, arm int, s *metrics.Sums, scale float64) *terms {
	v := &terms{face: d.Arms[arm].Running.FacePerPoint}
	var cost, redeemed int64
	for m := range s.Flow {
		f := &s.Flow[m]
		v.list = append(v.list, scale/1000*float64(f[metrics.MemberSales]))
		v.paid = append(v.paid, scale/1000*float64(f[metrics.MemberSales]-f[metrics.Discounts]))
		cost += f[metrics.RewardCost]
		redeemed += f[metrics.PointsRedeemed] - f[metrics.PointsAdjusted]
	}
	for m := range s.Owed {
		cost += s.Owed[m][metrics.OwedCost]
		redeemed += s.Owed[m][metrics.OwedRedeemed]
	}
	if redeemed > 0 {
		v.cost = float64(cost) / float64(redeemed)
	}
	return v
}

func newLines(lines, months int) [][]float64 {
	x := make([][]float64, lines)
	for i := range x {
		x[i] = make([]float64, months)
	}
	return x
}

// fill estimates the lines, given by line and month, and checks that each month adds up.
func (r *RollForward) fill(d *metrics.Data, arm int, names []string, of func(s *metrics.Sums, scale float64) [][]float64) error {
	months := d.Facts.Months
	values := metrics.Jackknife(d, arm, func(s *metrics.Sums, scale float64) (all []float64) {
		lines := of(s, scale)
		for i, line := range lines {
			whole := 0.0
			for _, x := range line {
				whole += x
			}
			switch i {
			case 0:
				whole = line[0]
			case len(lines) - 1:
				whole = line[months-1]
			}
			all = append(append(all, line...), whole)
		}
		return all
	})
	if values == nil {
		return errors.New("no customers, and so no balance")
	}
	for i, name := range names {
		of := values[i*(months+1) : (i+1)*(months+1)]
		r.Lines = append(r.Lines, Line{Name: name, Months: of[:months], Whole: of[months]})
	}
	return r.check()
}

// check adds up each month and the horizon.
func (r *RollForward) check() error {
	last := len(r.Lines) - 1
	for m := range r.Lines[0].Months {
		if err := r.adds(fmt.Sprintf("month %d", m+1), func(l *Line) float64 { return l.Months[m].Value }); err != nil {
			return err
		}
		if m > 0 && r.Lines[0].Months[m].Value != r.Lines[last].Months[m-1].Value {
			return fmt.Errorf("%s: month %d opens with %v, the one before closes with %v", r.Title, m+1, r.Lines[0].Months[m].Value, r.Lines[last].Months[m-1].Value)
		}
	}
	return r.adds("the horizon", func(l *Line) float64 { return l.Whole.Value })
}

// adds checks that the lines before the last add up to it.
func (r *RollForward) adds(when string, of func(*Line) float64) error {
	last := len(r.Lines) - 1
	sum, size := 0.0, 0.0
	for i := range r.Lines[:last] {
		sum += of(&r.Lines[i])
		size += math.Abs(of(&r.Lines[i]))
	}
	if closing := of(&r.Lines[last]); !(math.Abs(sum-closing) <= nothing*size) {
		return fmt.Errorf("identity broken: %s of %s: opening and movements come to %v, closing is %v", r.Title, when, sum, closing)
	}
	return nil
}
