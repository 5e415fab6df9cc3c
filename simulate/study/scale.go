package study

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/scenarios"
)

// pathsOf are the paths within a program that are scaled.
func (e *EqualCost) pathsOf(w *Written) []string {
	var list []string
	for _, path := range e.Paths {
		if own, ok := Within(path, w.names()...); ok {
			list = append(list, own)
		}
	}
	if len(list) > 0 {
		return list
	}
	d, err := e.changed(w)
	if err != nil {
		return nil
	}
	for _, pattern := range given {
		list = append(list, places(d, "", pattern)...)
		list = append(list, places(d, "", "versions[]."+pattern)...)
	}
	return list
}

// given is what programs give for purchases by themselves; [] stands for each item of a list.
var given = []string{
	"discounts[].rate", "discounts[].off", "discounts[].by_basket[].rate", "discounts[].by_basket[].off", "discounts[].cumulative.steps[].rate",
	"points.earn[].points", "tiers.levels[].discount",
}

// places are the paths of a pattern, after a path, where there is a value other than 0.
func places(d *document.Document, path, pattern string) []string {
	before, after, list := strings.Cut(pattern, "[]")
	path += before
	if !list {
		if text, ok := d.Scalar(path); ok && strings.ContainsAny(text, "123456789") {
			return []string{path}
		}
		return nil
	}
	var all []string
	for i := 0; d.Has(fmt.Sprintf("%s[%d]", path, i)); i++ {
		all = append(all, places(d, fmt.Sprintf("%s[%d]", path, i), after)...)
	}
	return all
}

// changed is the program as it is written, with the changes that are its own.
func (e *EqualCost) changed(w *Written) (*document.Document, error) {
	d := w.Document.Clone()
	for _, c := range e.Changes {
		if path, mine := Within(c.Path, w.names()...); mine && c.FromMonth == 0 {
			if err := d.Set(path, c.Value, c.Origin); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// times is the change that multiplies the value at a path: to four significant digits and at most three decimals, which is what points and money have.
func (e *EqualCost) times(w *Written, path string, factor float64) (scenarios.Override, error) {
	d, err := e.changed(w)
	if err != nil {
		return scenarios.Override{}, err
	}
	text, ok := d.Scalar(path)
	if !ok {
		return scenarios.Override{}, fmt.Errorf("--scale programs.%s.%s: there is no value to multiply", w.Arm, path)
	}
	number, unit := text, ""
	if i := strings.IndexFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }); i >= 0 {
		number, unit = text[:i], text[i:]
	}
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || x <= 0 {
		return scenarios.Override{}, fmt.Errorf("--scale programs.%s.%s: only numbers above 0 can be multiplied (got %s)", w.Arm, path, text)
	}
	x *= factor
	decimals := min(max(scaledDigits-1-int(math.Floor(math.Log10(x))), 0), 3)
	if strings.HasPrefix(unit, " ") && strings.TrimSpace(unit) != "%" {
		decimals = 0 // of months and days there are only whole ones
	}
	value := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(value, ".") {
		value = strings.TrimRight(strings.TrimRight(value, "0"), ".")
	}
	return scenarios.Override{Path: "programs." + w.Arm + "." + path, Value: value + unit, Origin: "--equal-cost"}, nil
}

// set are the changes that scale a program by a factor.
func (e *EqualCost) set(w *Written, factor float64) ([]scenarios.Override, error) {
	var list []scenarios.Override
	for _, path := range e.pathsOf(w) {
		c, err := e.times(w, path, factor)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// possible is how far towards a logarithm of a factor, from 0, the rules can be.
func (e *EqualCost) possible(w *Written, far float64) float64 {
	can := func(log float64) bool {
		set, err := e.set(w, math.Exp(log))
		if err != nil {
			return false
		}
		_, err = e.at(w, set)
		return err == nil
	}
	if can(far) {
		return far
	}
	good, bad := 0.0, far
	for math.Abs(bad-good) > 1e-6 {
		if middle := (good + bad) / 2; can(middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return good
}
