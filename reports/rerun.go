package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Options are how to simulate a saved result again. It fails where that cannot be: on results without Settings, and on interrupted ones, whose end nobody
// can repeat.
func (r *Report) Options() (simulate.Options, error) {
	switch {
	case r.Settings == nil:
		return simulate.Options{}, fmt.Errorf("it does not say how it was computed (settings): an older earnburn wrote it")
	case r.Partial || slices.ContainsFunc(r.Warnings, func(w Warning) bool { return w.Code == studiesInterrupted }):
		return simulate.Options{}, fmt.Errorf("it was interrupted, and an interruption cannot be repeated; compute it anew with %s", r.Settings.Command)
	}
	return simulate.Options{Customers: r.Settings.Sample, Seed: r.Scenario.Seed, Depth: true, Cohorts: r.Settings.Command == RunCommand}, nil
}

// Place gives warnings the places that equal warnings of a saved result have: the files they are in are not among the inputs.
func (r *Report) Place(saved *Report) {
	rest := slices.Clone(saved.Warnings)
	for i := range r.Warnings {
		w := &r.Warnings[i]
		k := slices.IndexFunc(rest, func(o Warning) bool { return o.Code == w.Code && o.Text == w.Text })
		if k < 0 {
			continue
		}
		w.At = rest[k].At
		rest = slices.Delete(rest, k, k+1)
	}
}

// Reproduces says whether a result that was computed again is the saved one, of which given is the text; or in what it is not, and why that may be.
// What computed it does not count, nor how the text is laid out.
func (r *Report) Reproduces(saved *Report, given []byte) (same bool, text string, err error) {
	var now, then bytes.Buffer
	if err := r.JSON(&now); err != nil {
		return false, "", err
	}
	if bytes.Equal(now.Bytes(), given) {
		return true, "reproduced byte for byte", nil
	}
	as := *saved
	as.Earnburn = r.Earnburn
	if err := as.JSON(&then); err != nil {
		return false, "", err
	}
	builds := fmt.Sprintf("%s computed it then, %s now", saved.Earnburn, r.Earnburn)
	if bytes.Equal(now.Bytes(), then.Bytes()) {
		if saved.Earnburn != r.Earnburn {
			return true, "reproduced in every number, though not byte for byte: " + builds, nil
		}
		return true, "reproduced in every number, though not byte for byte: the file is laid out in another way or has keys that this earnburn does not know", nil
	}
	text = "not reproduced: "
	if list := r.moved(saved); len(list) > 0 {
		const most = 3
		text += strings.Join(list[:min(most, len(list))], "; ")
		if more := len(list) - most; more > 0 {
			text += fmt.Sprintf("; and %s more", english.Many(more, "number"))
		}
	} else {
		text += "the metrics are the same; what differs is " + english.Joined(r.unlike(&as))
	}
	if saved.Earnburn != r.Earnburn {
		return false, text + ". " + builds + ", which may be why.", nil
	}
	return false, text + ". The build is the same, so somebody changed the file, or it is a mistake in earnburn.", nil
}

// String names the build in a sentence.
func (b Build) String() string { return fmt.Sprintf("earnburn %s (%s, %s)", b.Version, b.Go, b.Arch) }

// moved lists the metrics of arms that are not what they were, those that decide first.
func (r *Report) moved(saved *Report) (list []string) {
	for _, m := range decidingFirst() {
		for i := range r.Arms {
			now, then := r.Arms[i].all[m.Name], saved.Arms[i].all[m.Name]
			if !reflect.DeepEqual(now, then) && (now.Value != nil || then.Value != nil) {
				list = append(list, fmt.Sprintf("%s of %s is %s and was %s", m.Name, r.Arms[i].Name, written(&now.Estimate), written(&then.Estimate)))
			}
		}
	}
	return list
}

// written is a number with all its digits and its standard error, where the difference may be.
func written(e *Estimate) string {
	switch {
	case e.Value == nil:
		return "missing"
	case e.SE == nil:
		return exactly(*e.Value)
	}
	return exactly(*e.Value) + " (se " + exactly(*e.SE) + ")"
}

// decidingFirst are all metrics, those that decide first.
func decidingFirst() []*metrics.Metric {
	list := metricsNamed(deciding)
	for _, m := range metrics.Every() {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// unlike names the keys of two results that differ.
func (r *Report) unlike(o *Report) (keys []string) {
	a, b := reflect.ValueOf(r).Elem(), reflect.ValueOf(o).Elem()
	for i := range a.NumField() {
		f := a.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		x, errX := json.Marshal(a.Field(i).Interface())
		y, errY := json.Marshal(b.Field(i).Interface())
		if errX != nil || errY != nil || !bytes.Equal(x, y) {
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			keys = append(keys, key)
		}
	}
	return keys
}
