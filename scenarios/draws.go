package scenarios

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"earnburn/internal/document"
)

// Uncertain lists the assumptions that have a range: the parameters of behavior in the order of the register, but none in a mechanical world, where they
// play no part; then the numbers of the scenario that are given with one, by their paths.
func (w *World) Uncertain() []Entry {
	var list []Entry
	for _, e := range w.Register {
		if !e.Certain() && !w.Mechanical {
			list = append(list, e)
		}
	}
	for i := range w.ranges {
		list = append(list, w.ranges[i].Entry)
	}
	return list
}

// Draw is the world with each of Uncertain at a normal score, see Entry.At: another world that is as plausible. All scores 0 give the same world. It fails
// if numbers that can each be what they are drawn to be cannot be so together.
func (w *World) Draw(z []float64) (*World, error) {
	drawn := *w
	var list []float64
	for _, e := range w.Uncertain() {
		if p, ok := ParameterByName(e.Name); ok {
			drawn.Behavior[p] = e.At(z[0])
		} else {
			list = append(list, z[0])
		}
		z = z[1:]
	}
	if list == nil {
		return &drawn, nil
	}
	flat := w.flat.Clone()
	for i, z := range list {
		if err := w.ranges[i].set(flat, w.ranges[i].At(z)); err != nil {
			return nil, err
		}
	}
	other, err := decode(flat)
	if err != nil {
		return nil, fmt.Errorf("a draw of the scenario's numbers: %w", err)
	}
	other.Behavior, other.source, other.flat, other.ranges = drawn.Behavior, w.source, w.flat, w.ranges
	return other, nil
}

// uncertain is a number of the scenario with a range.
type uncertain struct {
	Entry
	time  bool // in days
	money bool // in thousandths
}

// set writes a value in place of the number.
func (u *uncertain) set(d *document.Document, x float64) error {
	if u.money {
		x = math.Round(1000*x) / 1000
	}
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if u.time {
		text = strconv.Itoa(int(math.Round(x))) + " days"
	}
	return d.Set(u.Name, text, u.Name)
}

// uncertainties reads the ranges of a scenario and finds those that cannot be: values that are no numbers or out of order, and numbers that cannot vary
// alone, such as one of several shares that add up to 1.
func uncertainties(scenario string, flat *document.Document, ranges []document.Range) ([]uncertain, error) {
	var problems document.Problems
	var list []uncertain
	for _, r := range ranges {
		var value, low, high quantity
		err := errors.Join(value.DecodeScalar(r.Value), low.DecodeScalar(r.Low), high.DecodeScalar(r.High))
		switch {
		case err != nil, value.time != low.time, value.time != high.time:
			problems.Add(r.At, r.Path, "value, low and high must be three numbers, shares or times (got %s, %s, %s)", r.Value, r.Low, r.High)
			continue
		case low.value > value.value || value.value > high.value:
			problems.Add(r.At, r.Path, "must have low ≤ value ≤ high (got %s, %s, %s)", r.Low, r.Value, r.High)
			continue
		case r.Grade != "" && r.Grade != "A" && r.Grade != "B" && r.Grade != "C":
			problems.Add(r.At, r.Path, "grade must be A, B or C (got %s)", r.Grade)
			continue
		}
		share := r.Value[len(r.Value)-1] == '%'
		u := uncertain{time: value.time, Entry: Entry{
			Name: r.Path, Value: value.value, Low: low.value, High: high.value, Log: low.value > 0 && !share, Min: math.Inf(-1), Max: math.Inf(1),
			Grade: "C", Source: "stated in scenario " + scenario, Definition: "A number of the scenario.", Stated: true,
		}}
		if r.Grade != "" {
			u.Grade = r.Grade
		}
		if r.Source != "" {
			u.Source = r.Source
		}
		if u.time {
			u.Unit = unitDays
		}
		err = u.varies(flat)
		if err != nil { // perhaps it is money
			u.money = true
			if u.varies(flat) == nil {
				err = nil
			}
		}
		if err != nil {
			problems.Add(r.At, r.Path, "cannot vary from %s to %s: %s", r.Low, r.High, reason(err))
			continue
		}
		list = append(list, u)
	}
	return list, problems.Err()
}

// varies checks that the number can be anything within its range while all others stay, on which a whole number fails.
func (u *uncertain) varies(flat *document.Document) error {
	const inside = 0.7 // a score at which no number is as round as those written
	for _, x := range []float64{u.Low, u.At(-inside), u.At(inside), u.High} {
		d := flat.Clone()
		if err := u.set(d, x); err != nil {
			return err
		}
		if _, err := decode(d); err != nil {
			return err
		}
	}
	return nil
}

// reason is what is wrong in the first of several problems, without the place.
func reason(err error) string {
	var problems document.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		return problems[0].Text
	}
	return err.Error()
}
