package metrics

import (
	"math"
	"testing"
)

// answers is a Data whose buyers answer 9 or 10 with probability 0.47 and 0 to 6 with 0.20: a score of +27.
func answers(survey int) *Data {
	d := single(12, "program")
	d.Facts.Survey = survey
	for a := range d.Arms {
		c := d.cell(a, 0, 0)
		c.Person[Customers], c.Person[Buyers] = 10, 10
		c.Person[Promoters], c.Person[Detractors] = 4_700_000, 2_000_000
	}
	return d
}

func TestSurveyError(t *testing.T) {
	for n, want := range map[int]float64{200: 10.7, 500: 6.8, 1000: 4.8, 5000: 2.1} { // ± at 95 %, published to one place
		r := Evaluate(answers(n), 1, []*Metric{metric(t, "nps")}, Whole)[0]
		if math.Abs(r.Value.Value-27) > 1e-9 || !r.Surveyed {
			t.Fatalf("score %+v", r)
		}
		if got := r.SurveyHigh - r.Value.Value; math.Abs(got-want) > 0.05 {
			t.Errorf("survey of %d: ±%v, want ±%v", n, got, want)
		}
		if got := r.Value.Value - r.SurveyLow; math.Abs(got-want) > 0.05 {
			t.Errorf("survey of %d: ±%v below, want ±%v", n, got, want)
		}
		if got := r.ChangeSurveyHigh; math.Abs(got-math.Sqrt2*want) > 0.08 {
			t.Errorf("change by two surveys of %d: ±%v, want ±%v", n, got, math.Sqrt2*want)
		}
	}
}

func TestChangeOfTheScore(t *testing.T) {
	d := answers(1000)
	d.cell(1, 0, 0).Person[Promoters] = 4_900_000
	for _, r := range Evaluate(d, 1, []*Metric{metric(t, "nps"), metric(t, "nps_change")}, Whole) {
		if math.Abs(r.Change.Value-2) > 1e-9 || r.ChangeSurveyLow >= 0 {
			t.Errorf("%s changes by %+v, surveys from %v", r.Metric.Name, r.Change, r.ChangeSurveyLow)
		}
		if r.Metric.Name == "nps_change" && (r.SurveyLow != r.ChangeSurveyLow || r.SurveyHigh != r.ChangeSurveyHigh) {
			t.Errorf("surveys of the change %v to %v, want %v to %v", r.SurveyLow, r.SurveyHigh, r.ChangeSurveyLow, r.ChangeSurveyHigh)
		}
	}
}

// Of 1,000 answers a segment with 30 of 40 buyers gives 750, one with 10 gives 250: 1.96 · 100 · √((0.47 + 0.20 − 0.27²)/n).
func TestASegmentGivesItsShareOfTheAnswers(t *testing.T) {
	d := answers(1000)
	d.Facts.Segments = []string{"regulars", "others"}
	for a := range d.Arms {
		d.Arms[a].Cells = append(d.Arms[a].Cells, make([]*Sums, 1))
		for s, buyers := range []int64{30, 10} {
			c := d.cell(a, s, 0)
			c.Person[Customers], c.Person[Buyers] = buyers, buyers
			c.Person[Promoters], c.Person[Detractors] = buyers*470_000, buyers*200_000
		}
	}
	for segment, want := range map[int]float64{-1: 4.789, 0: 5.530, 1: 9.579} {
		r := Evaluate(d, 1, []*Metric{metric(t, "nps")}, Selection{Segment: segment, Month: -1})[0]
		if got := r.SurveyHigh - r.Value.Value; math.Abs(got-want) > 0.001 {
			t.Errorf("segment %d: ±%v, want ±%v", segment, got, want)
		}
	}
}

func TestSurveyStaysOnTheScale(t *testing.T) {
	d := answers(1)
	r := Evaluate(d, 1, []*Metric{metric(t, "nps")}, Whole)[0]
	if r.SurveyLow < -100 || r.SurveyHigh != 100 {
		t.Errorf("one answer: %v to %v", r.SurveyLow, r.SurveyHigh)
	}
	d.Facts.Survey = 0
	if Evaluate(d, 1, []*Metric{metric(t, "nps")}, Whole)[0].Surveyed {
		t.Error("a survey without answers has bounds")
	}
}

// Answers of 3, 4, 5, 9, 18, 29 and 32 % from 1 to 7 have a mean of 5.5 and a mean square of 32.7: a variance of 2.45, and 1.96·√(2.45/n) from n answers.
func TestSurveyErrorOfTheEffortScore(t *testing.T) {
	for n, want := range map[int]float64{200: 0.21693, 1000: 0.09702, 5000: 0.04339} {
		d := answers(n)
		for a := range d.Arms {
			p := &d.cell(a, 0, 0).Person
			p[Effort], p[EffortSquares] = 55_000_000, 327_000_000 // of ten buyers
		}
		d.cell(1, 0, 0).Flow[11][RecentBuyers] = 10
		d.cell(1, 0, 0).Flow[11][RecentEffort], d.cell(1, 0, 0).Flow[11][RecentEffortSquares] = 55_000_000, 327_000_000
		for _, month := range []int{-1, 11} {
			r := Evaluate(d, 1, []*Metric{metric(t, "ces")}, Selection{Segment: -1, Month: month})[0]
			if !about(r.Value.Value, 5.5, 6) || !r.Surveyed || math.Abs(r.SurveyHigh-5.5-want) > 1e-5 || math.Abs(5.5-r.SurveyLow-want) > 1e-5 {
				t.Errorf("survey of %d, month %d: %v to %v around %v, want ±%v", n, month, r.SurveyLow, r.SurveyHigh, r.Value.Value, want)
			}
			if month < 0 && math.Abs(r.ChangeSurveyHigh-math.Sqrt2*want) > 2e-5 {
				t.Errorf("change by two surveys of %d: ±%v, want ±%v", n, r.ChangeSurveyHigh, math.Sqrt2*want)
			}
		}
	}
	if r := Evaluate(answers(1), 1, []*Metric{metric(t, "ces")}, Whole)[0]; r.SurveyLow < 1 || r.SurveyHigh > 7 {
		t.Errorf("one answer: %v to %v", r.SurveyLow, r.SurveyHigh)
	}
}
