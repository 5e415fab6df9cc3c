package reports

import (
	"fmt"
	"math"
	"slices"

	"earnburn/internal/document"
	"earnburn/internal/english"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// check finds what keeps a decoded result from being shown or computed again.
func (in *reading) check(r *Report) {
	in.checkArms(r)
	sum, err := r.Inputs.sum()
	if earlier, _ := sumOf(&r.Inputs); err != nil || sum != r.InputsSHA256 && earlier != r.InputsSHA256 {
		in.add("inputs_sha256", "does not fit inputs: they were changed after the result was computed")
	}
	if s := r.Settings; s != nil {
		in.checkSettings(s)
	}
	if r.Scenario.Sample < 1 {
		in.add("scenario.sample", "must be 1 or more (got %d)", r.Scenario.Sample)
	}
	in.checkNumbers(r)
	in.checkTables(r)
}

// checkArms demands the baseline, then programs of different names that inputs hold.
func (in *reading) checkArms(r *Report) {
	if len(r.Arms) < 2 {
		in.add("arms", "must be the baseline and at least one program (got %s)", english.Many(len(r.Arms), "arm"))
		return
	}
	seen := map[string]bool{}
	for i := range r.Arms {
		a := &r.Arms[i]
		path := fmt.Sprintf("arms[%d]", i)
		switch {
		case a.Baseline != (i == 0):
			in.add(path+".baseline", "must be true of the first arm and of no other")
		case seen[a.Name]:
			in.add(path+".name", "is given twice (%q)", a.Name)
		case i > 0 && r.Inputs.Programs[a.Name] == nil:
			in.add(path+".name", "is no program of inputs (%q)", a.Name)
		}
		seen[a.Name] = true
	}
	if r.Beside == nil {
		return
	}
	same := len(r.Beside.Arms) == len(r.Arms)
	for i := range r.Beside.Arms {
		same = same && r.Beside.Arms[i].Name == r.Arms[i].Name
	}
	if !same {
		in.add("beside.arms", "must be those of arms")
	}
}

func (in *reading) checkSettings(s *Settings) {
	if commands := []string{CompareCommand, RunCommand}; !slices.Contains(commands, s.Command) {
		in.add("settings.command", "must be %s (got %.80q)", english.Either(commands), s.Command)
	}
	if s.Sample < 1 {
		in.add("settings.sample", "must be 1 or more (got %d)", s.Sample)
	}
	if s.Draws < 0 || s.Draws > 0 && s.Draws < study.FewestDraws {
		in.add("settings.draws", "must be 0 or at least %d (got %d)", study.FewestDraws, s.Draws)
	}
	for i, name := range s.Metrics {
		if _, ok := metrics.ByName(name); !ok {
			text := ""
			if near, ok := document.Nearest(name, metrics.Names()); ok {
				text = fmt.Sprintf("; did you mean %q?", near)
			}
			in.add(fmt.Sprintf("settings.metrics[%d]", i), "this earnburn has no metric %.80q%s", name, text)
		}
	}
}

// checkNumbers demands of each number that it is whole: with both of its bounds or none.
func (in *reading) checkNumbers(r *Report) {
	arms := func(where string, list []Arm) {
		for i := range list {
			for name, m := range list[i].Metrics {
				path := fmt.Sprintf("%s[%d].metrics.%s", where, i, name)
				in.number(path, &m.Estimate)
				in.number(path+".change", &m.Change.Estimate)
				in.bounds(path+".range", m.RangeLow, m.RangeHigh, true)
				in.bounds(path+".survey", m.SurveyLow, m.SurveyHigh, m.Value != nil)
				in.bounds(path+".change.survey", m.Change.SurveyLow, m.Change.SurveyHigh, m.Change.Value != nil)
				if m.Change.Value != nil && m.Value == nil {
					in.add(path+".change", "there is a change of a value that is missing")
				}
			}
		}
	}
	differences := func(where string, list []Difference) {
		for i := range list {
			in.number(fmt.Sprintf("%s[%d]", where, i), &list[i].Estimate)
		}
	}
	rows := func(where string, list []Row) {
		for i := range list {
			path := fmt.Sprintf("%s[%d]", where, i)
			in.number(path, &list[i].Estimate)
			in.bounds(path+".survey", list[i].SurveyLow, list[i].SurveyHigh, list[i].Value != nil)
		}
	}
	arms("arms", r.Arms)
	differences("differences", r.Differences)
	rows("rows", r.Rows)
	if b := r.Beside; b != nil {
		arms("beside.arms", b.Arms)
		differences("beside.differences", b.Differences)
		rows("beside.rows", b.Rows)
	}
}

// checkTables demands that tables have the lines that are shown.
func (in *reading) checkTables(r *Report) {
	for i := range r.Decomposition {
		d := &r.Decomposition[i]
		in.number(fmt.Sprintf("decomposition[%d].total", i), &d.Total)
		if len(d.Parts) != len(r.Decomposition[0].Parts) {
			in.add(fmt.Sprintf("decomposition[%d].parts", i), "must be as many as those of the first program")
		}
		for k := range d.Parts {
			in.number(fmt.Sprintf("decomposition[%d].parts[%d]", i, k), &d.Parts[k].Estimate)
		}
	}
	if v := r.Information; v != nil {
		in.number("value_of_information.evpi", &v.EVPI)
		for i := range v.EVPPI {
			in.number(fmt.Sprintf("value_of_information.evppi[%d]", i), &v.EVPPI[i].Estimate)
		}
	}
	for i := range r.Liability {
		l, path := &r.Liability[i], fmt.Sprintf("liability[%d]", i)
		for _, f := range l.RollForwards {
			for k := range f.Lines {
				if len(f.Lines[k].Months) != r.Scenario.Months {
					in.add(path, "%s: %s must have %s", f.Title, f.Lines[k].Name, english.Many(r.Scenario.Months, "month"))
					continue
				}
				in.number(path, &f.Lines[k].Whole)
				in.number(path, &f.Lines[k].Months[len(f.Lines[k].Months)-1])
			}
		}
		if l.Rates != nil {
			for k := range l.Rates.ByMonth {
				x := &l.Rates.ByMonth[k]
				for _, e := range []*Estimate{&x.True, &x.Naive, &x.ChainLadder, &x.LifeTable} {
					in.number(path+".rates", e)
				}
			}
		}
		if s := l.Sensitivity; s != nil {
			for _, x := range []*Shifted{&s.Deferred, &s.Cost} {
				for _, e := range []*Estimate{&x.Lower, &x.Value, &x.Higher} {
					in.number(path+".sensitivity", e)
				}
			}
		}
	}
}

// mostNumber is beyond all that can be counted, and far from where arithmetic overflows.
const mostNumber = 1e30

func (in *reading) number(path string, e *Estimate) {
	in.bounds(path, e.Low, e.High, e.Value != nil)
	if e.Value != nil && math.Abs(*e.Value) > mostNumber {
		in.add(path, "is too large for any result")
	}
}

// bounds demands both or none, in order, and none without a value.
func (in *reading) bounds(path string, low, high *float64, value bool) {
	switch {
	case low == nil && high == nil:
	case low == nil || high == nil:
		in.add(path, "has one bound; it must have two or none")
	case !value:
		in.add(path, "has bounds and no value")
	case *low > *high || math.Abs(*low) > mostNumber || math.Abs(*high) > mostNumber:
		in.add(path, "has bounds that cannot be")
	}
}
