package scenarios

import (
	"errors"
	"fmt"
	"strings"

	"earnburn/internal/document"
)

// header is what a scenario file begins with.
const header = "scenario/v1"

// Override sets one value before what is written is decoded, as --set and variants do.
type Override struct {
	Path      string // as in segments[regulars].nps; of a change that may be to any document it begins with "scenario." or "programs.NAME."
	Value     string // as it would be written in the file
	Origin    string // what wrote it, for messages: "--set scenario.months=12"
	FromMonth int    // month of the horizon, from 1, with which a change of a program begins; 0: it has always been so
}

// Variant is a named set of changes to a scenario and its programs.
type Variant struct {
	Name string
	Set  []Override // in the order of the file
}

// Load reads a scenario, which errors call file: what it extends, then the overrides in order, then the checks. All that is wrong comes
// back at once as document.Problems.
func Load(file string, data []byte, overrides []Override) (*World, error) {
	d, err := document.Parse(file, data)
	if err != nil {
		return nil, err
	}
	return FromDocument(d, overrides)
}

// FromDocument is Load for a parsed scenario, which stays as it is.
func FromDocument(d *document.Document, overrides []Override) (*World, error) {
	d = d.Clone()
	if kind := d.Header(); kind != "" && kind != header {
		var problems document.Problems
		what := "this is another kind of file"
		if strings.HasPrefix(kind, "scenario/") {
			what = "another version is not known"
		}
		problems.Add(d.At("earnburn"), "earnburn", "must be %s; %s (got %.80q)", header, what, kind)
		return nil, problems.Err()
	}
	// What the file extends may itself be overridden, and all else is set on the result.
	var before, after []Override
	for _, o := range overrides {
		if o.Path == "extends" {
			before = append(before, o)
		} else {
			after = append(after, o)
		}
	}
	if err := set(d, before); err != nil {
		return nil, err
	}
	d, err := extend(d)
	if err != nil {
		return nil, err
	}
	if err := set(d, after); err != nil {
		return nil, err
	}
	flat, ranges := d.Flat("behavior", "variants", "sweeps", "limits")
	w, err := decode(flat)
	if err != nil {
		return nil, err
	}
	w.source, w.flat = d, flat
	if w.ranges, err = uncertainties(w.Name, flat, ranges); err != nil {
		return nil, err
	}
	return w, nil
}

// decode reads a scenario without ranges.
func decode(d *document.Document) (*World, error) {
	f := Definition{DiscountRate: defaultDiscountRate, Survey: defaultSurvey}
	if err := d.Decode(&f); err != nil {
		return nil, err
	}
	return f.world(d), nil
}

// set applies overrides and reports all that fail.
func set(d *document.Document, overrides []Override) error {
	var all document.Problems
	for _, o := range overrides {
		// The word evidence is a mapping that states nothing; it makes room for one that does.
		if mode, _ := d.Scalar("behavior"); mode == "evidence" && strings.HasPrefix(o.Path, "behavior.") {
			if err := d.Set("behavior", "{}", o.Origin); err != nil {
				return err
			}
		}
		err := d.Set(o.Path, o.Value, o.Origin)
		var some document.Problems
		if errors.As(err, &some) {
			all = append(all, some...)
		} else if err != nil {
			all.Add(document.Position{Origin: o.Origin}, o.Path, "%s", err)
		}
	}
	return all.Err()
}

// extend writes the document over the shipped scenario that it names. Name and title are the document's own.
func extend(d *document.Document) (*document.Document, error) {
	const path = "extends"
	name, given := d.Scalar(path)
	if !given {
		return d, nil // Decode reports a value that is not a name
	}
	var problems document.Problems
	own, named := d.Scalar("name")
	data, shipped := Shipped(name)
	switch {
	case own == name:
		problems.Add(d.At(path), path, "a scenario cannot extend itself (%s → %s); give this one a name of its own", own, name)
	case !shipped:
		text := "there is no shipped scenario of that name; there are " + strings.Join(Names(), ", ")
		if nearest, ok := document.Nearest(name, Names()); ok {
			text = fmt.Sprintf("there is no shipped scenario of that name; did you mean %q?", nearest)
		}
		problems.Add(d.At(path), path, "%s (got %q)", text, name)
	case !named:
		problems.Add(d.At("name"), "", "missing key \"name\"; a scenario that extends another has a name of its own")
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	base, err := document.Parse(name+".yaml (shipped)", data)
	if err != nil {
		return nil, err
	}
	if next, chained := base.Scalar(path); chained {
		problems.Add(d.At(path), path, "only one level: %s → %s → %s; extend %s and copy what you need of %s", own, name, next, next, name)
		return nil, problems.Err()
	}
	checkCurrency(d, base, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if !d.Has("title") {
		if err := d.Set("title", quote(own), "name"); err != nil {
			return nil, err
		}
	}
	return d.Extend(base), nil
}

// checkCurrency finds amounts of money that would be taken over from a scenario in another currency.
func checkCurrency(d, base *document.Document, problems *document.Problems) {
	own, given := d.Scalar("currency")
	theirs, _ := base.Scalar("currency")
	if !given || own == theirs {
		return
	}
	var missing []string
	if !d.Has("segments") {
		missing = append(missing, "segments")
	}
	for _, key := range base.Keys("operations") {
		if path := "operations." + key; !d.Has(path) {
			missing = append(missing, path)
		}
	}
	for _, code := range base.Keys("exchange") {
		if path := "exchange." + code; !d.Has(path) {
			missing = append(missing, path)
		}
	}
	if missing != nil {
		extended, _ := base.Scalar("name")
		problems.Add(d.At("currency"), "currency", "%s is in %s; give %s in %s", extended, theirs, strings.Join(missing, ", "), own)
	}
}
