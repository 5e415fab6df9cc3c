package scenarios

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"earnburn/internal/document"
)

// Axis is a path and the values that it takes in a sweep.
type Axis struct {
	Path   string
	Origin string // what wrote it, for messages

	list      []string // as written; nil for a range
	low, high *big.Rat
	step      *big.Rat // nil: the range is continuous, or logarithmic
	ratios    int      // number of values at equal ratios; 0: not logarithmic
	decimals  int      // of values by steps
	unit      string   // what follows the number: "%", " months", …
}

// axisAmount is a number with its unit, as it is written in a file.
var axisAmount = regexp.MustCompile(`^(-?[0-9.]+)( *%| +[a-z]+)?$`)

// ParseAxis reads the values of a sweep: a list ("1, 2, 5"), a range by steps ("10%:40%:5%") that ends at its end if the steps lead there, a number of
// values at equal ratios ("0.2:2:log5"), or a whole range ("0.2:2"), whose values are spread.
func ParseAxis(path, text string) (Axis, error) {
	a := Axis{Path: path, Origin: "sweep " + path + "=" + text}
	parts := strings.Split(text, ":")
	if len(parts) == 1 || len(parts) > 3 || strings.Contains(text, ",") {
		for item := range strings.SplitSeq(text, ",") {
			if item = strings.TrimSpace(item); item == "" {
				return a, errors.New("a value is empty; values are a list, as in 1, 2, 5, or a range, as in 1:5:1")
			}
			a.list = append(a.list, item)
		}
		return a, nil
	}
	var err error
	var units [2]string
	for i, bound := range []**big.Rat{&a.low, &a.high} {
		decimals := 0
		if *bound, units[i], decimals, err = readAmount(parts[i]); err != nil {
			return a, err
		}
		a.decimals = max(a.decimals, decimals)
	}
	switch {
	case units[0] != units[1]:
		return a, fmt.Errorf("both ends of a range have the same unit (got %s and %s)", strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]))
	case a.low.Cmp(a.high) >= 0:
		return a, fmt.Errorf("a range goes from a smaller number to a larger one (got %s)", text)
	}
	a.unit = units[0]
	if a.times() && a.decimals > 0 {
		return a, fmt.Errorf("times go from a whole number to a whole number (got %s)", text)
	}
	if len(parts) == 3 {
		err = a.readStep(strings.TrimSpace(parts[2]))
	}
	return a, err
}

// readStep reads what follows the ends of a range.
func (a *Axis) readStep(text string) error {
	if ratios, logarithmic := strings.CutPrefix(text, "log"); logarithmic {
		n, err := strconv.Atoi(ratios)
		switch {
		case err != nil || n < 2 || n > MostPoints:
			return fmt.Errorf("log is followed by the number of values, from 2 to %s, as in 0.2:2:log5 (got %s)", document.Grouped(MostPoints), text)
		case a.low.Sign() <= 0:
			return errors.New("values at equal ratios begin above 0")
		}
		a.ratios = n
		return nil
	}
	step, unit, decimals, err := readAmount(text)
	switch {
	case err != nil:
		return err
	case unit != "" && unit != a.unit:
		return fmt.Errorf("the step has the unit of the range (got %s)", text)
	case step.Sign() <= 0:
		return fmt.Errorf("the step must be above 0 (got %s)", text)
	}
	a.step, a.decimals = step, max(a.decimals, decimals)
	return nil
}

// readAmount reads a number and its unit, and how many decimals it is written with.
func readAmount(text string) (x *big.Rat, unit string, decimals int, err error) {
	parts := axisAmount.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return nil, "", 0, fmt.Errorf("must be a number, a share or a time, as in 5, 2.5%% or 6 months (got %s)", strings.TrimSpace(text))
	}
	if _, err := document.ParseNumber(parts[1]); err != nil {
		return nil, "", 0, err
	}
	x, _ = new(big.Rat).SetString(parts[1])
	if _, fraction, ok := strings.Cut(parts[1], "."); ok {
		decimals = len(fraction)
	}
	unit = parts[2]
	if strings.HasSuffix(unit, "%") {
		unit = "%"
	} else if word := strings.TrimSpace(unit); word != "" {
		unit = " " + word
	}
	return x, unit, decimals, nil
}

// Count is the number of values; 0 of a range without a step.
func (a *Axis) Count() int {
	switch {
	case a.list != nil:
		return len(a.list)
	case a.ratios > 0:
		return a.ratios
	case a.step == nil:
		return 0
	}
	steps := a.steps()
	if !steps.IsInt64() || steps.Int64() >= math.MaxInt32 {
		return math.MaxInt32
	}
	return int(steps.Int64()) + 1
}

// steps is how many steps fit into the range.
func (a *Axis) steps() *big.Int {
	n := new(big.Rat).Sub(a.high, a.low)
	n.Quo(n, a.step)
	return new(big.Int).Quo(n.Num(), n.Denom())
}

// Value is value i of Count, as it would be written in a file. Steps are added exactly; values at equal ratios have four significant digits.
func (a *Axis) Value(i int) string {
	switch {
	case a.list != nil:
		return a.list[i]
	case a.ratios > 0:
		if i == a.ratios-1 {
			return a.high.FloatString(a.decimals) + a.unit
		}
		low, _ := a.low.Float64()
		high, _ := a.high.Float64()
		return significant(low*math.Pow(high/low, float64(i)/float64(a.ratios-1)), 4) + a.unit
	}
	x := new(big.Rat).SetInt64(int64(i))
	x.Mul(x, a.step)
	x.Add(x, a.low)
	return x.FloatString(a.decimals) + a.unit
}

// At is the value at a place in the range from 0, its low end, to 1: the nearest of its steps, or to three digits of the width of the range.
func (a *Axis) At(place float64) string {
	if n := a.Count(); n > 0 {
		return a.Value(min(int(place*float64(n)), n-1))
	}
	low, _ := a.low.Float64()
	high, _ := a.high.Float64()
	decimals := max(a.decimals, 3-int(math.Ceil(math.Log10(high-low))))
	if a.times() {
		decimals = 0 // of months and days there are only whole ones
	}
	return strconv.FormatFloat(low+place*(high-low), 'f', decimals, 64) + a.unit
}

// Snap is where in the range, from 0 to 1, the value lies that At gives for a place: values of a list or of steps are equally far from each other.
func (a *Axis) Snap(place float64) float64 {
	switch n := a.Count(); {
	case n == 1:
		return 0
	case n > 1:
		return float64(min(int(place*float64(n)), n-1)) / float64(n-1)
	}
	x, _, _, err := readAmount(a.At(place))
	if err != nil {
		return place
	}
	width := new(big.Rat).Sub(a.high, a.low)
	snapped, _ := x.Quo(x.Sub(x, a.low), width).Float64()
	return snapped
}

// InWholeSteps is the axis in steps of 1, for a key that takes whole numbers only; false if it is no range without steps or its ends are not whole.
func (a *Axis) InWholeSteps() (Axis, bool) {
	if a.Count() != 0 || !a.low.IsInt() || !a.high.IsInt() {
		return Axis{}, false
	}
	whole := *a
	whole.step, whole.decimals = big.NewRat(1, 1), 0
	return whole, true
}

// Text is the whole axis in words, for messages: "3 to 7".
func (a *Axis) Text() string {
	if a.list != nil {
		return strings.Join(a.list, ", ")
	}
	return a.low.FloatString(a.decimals) + a.unit + " to " + a.high.FloatString(a.decimals) + a.unit
}

// significant writes a positive number with so many significant digits, without an exponent.
func significant(x float64, digits int) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// times reports whether values are lengths of time, of which there are only whole ones.
func (a *Axis) times() bool { return strings.HasPrefix(a.unit, " ") }

// List reports whether the values were listed, in whatever order.
func (a *Axis) List() bool { return a.list != nil }

// Many is how many values can be taken: Count, or all whole ones of a range of times; 0 where any value can.
func (a *Axis) Many() int {
	if n := a.Count(); n > 0 || !a.times() {
		return n
	}
	low, high := a.Bounds()
	return int(min(high-low+1, math.MaxInt32))
}

// Stepped reports whether only some values of the range can be taken: a list, steps, ratios, or whole months and days.
func (a *Axis) Stepped() bool { return a.Count() > 0 || a.times() }

// Unit is what follows the numbers, as it is written.
func (a *Axis) Unit() string { return a.unit }

// Bounds are the ends of a range, as numbers in its unit; not of a list.
func (a *Axis) Bounds() (low, high float64) {
	low, _ = a.low.Float64()
	high, _ = a.high.Float64()
	return low, high
}

// Fine is the value at a place in a continuous range from 0 to 1, as a number and as it would be written in a file: to six digits of its width, or so many
// decimals if that is fewer.
func (a *Axis) Fine(place float64, most int) (x float64, text string) {
	low, high := a.Bounds()
	decimals := max(0, 6-int(math.Ceil(math.Log10(high-low))))
	x, _ = strconv.ParseFloat(strconv.FormatFloat(low+place*(high-low), 'f', min(decimals, most), 64), 64)
	return x, strconv.FormatFloat(x, 'f', -1, 64) + a.unit
}

// Whole are the values of a stepped range, in order; of whole months and days all of them.
func (a *Axis) Whole() []string {
	var list []string
	if a.Count() == 0 {
		low, high := a.Bounds()
		for x := low; x <= high; x++ {
			list = append(list, strconv.FormatFloat(x, 'f', 0, 64)+a.unit)
		}
		return list
	}
	for i := range a.Count() {
		list = append(list, a.Value(i))
	}
	return list
}
