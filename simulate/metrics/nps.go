package metrics

import (
	"errors"
	"math"
)

// promoterScore is the net promoter score of the buyers of the last 12 months.
func promoterScore(s *side) (float64, error) {
	if s.monthly {
		if s.flow[RecentBuyers] <= 0 {
			return 0, errNotDeep
		}
		return 100 * (s.flow[RecentPromoters] - s.flow[RecentDetractors]) / s.flow[RecentBuyers], nil
	}
	if s.person[Buyers] <= 0 {
		return 0, errNoBuyers
	}
	return 100 * (s.person[Promoters] - s.person[Detractors]) / s.person[Buyers], nil
}

func promoterScoreChange(p *pair) (float64, error) {
	arm, err := promoterScore(p.arm)
	if err != nil {
		return 0, err
	}
	base, err := promoterScore(p.base)
	if err != nil {
		return 0, err
	}
	return gap(arm, base), nil
}

// askedOf is how many of the answers of a survey come from the buyers of a segment of an arm: as many as its share of all buyers of the last 12 months.
func askedOf(d *Data, arm, segment int) float64 {
	own, all := 0.0, 0.0
	for s, groups := range d.Arms[arm].Cells {
		for _, cell := range groups {
			if cell == nil {
				continue
			}
			all += float64(cell.Person[Buyers])
			if segment < 0 || s == segment {
				own += float64(cell.Person[Buyers])
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(d.Facts.Survey) * own / all
}

// surveyVariance is the variance of a net promoter score found by asking n customers: 10⁴ (p + d − (p − d)²)/n
// with the shares p of promoters and d of detractors.
func surveyVariance(s *side, n float64) float64 {
	p, d := s.person[Promoters]/s.person[Buyers], s.person[Detractors]/s.person[Buyers]
	if s.monthly {
		p, d = s.flow[RecentPromoters]/s.flow[RecentBuyers], s.flow[RecentDetractors]/s.flow[RecentBuyers]
	}
	return 1e4 * max(0, p+d-(p-d)*(p-d)) / n
}

// surveyQuantile is the 97.5 % quantile of the normal distribution to the places in use for surveys.
const surveyQuantile = 1.96

// survey adds the bounds of a survey to a net promoter score or its change; n are the answers with the program and without.
func (r *Reported) survey(p *pair, n, nBase float64) {
	if r.Metric.Kind != Score || r.Value.Missing != "" || n <= 0 || nBase <= 0 {
		return
	}
	one := surveyVariance(p.arm, n)
	two := one + surveyVariance(p.base, nBase)
	r.Surveyed = true
	if r.Metric.Name == npsChange {
		r.SurveyLow, r.SurveyHigh = surveyBounds(r.Value.Value, two, 200)
	} else {
		r.SurveyLow, r.SurveyHigh = surveyBounds(r.Value.Value, one, 100)
	}
	r.ChangeSurveyLow, r.ChangeSurveyHigh = surveyBounds(r.Change.Value, two, 200)
}

// surveyBounds are those of 95 % of surveys, within what is possible.
func surveyBounds(value, variance, limit float64) (low, high float64) {
	half := surveyQuantile * math.Sqrt(variance)
	return max(-limit, value-half), min(limit, value+half)
}

var errNotDeep = errors.New("nobody bought in the 12 months before, or it was not counted by month")

const npsChange = "nps_change"

// bestScore is the highest net promoter score; the lowest is its negative.
const bestScore = 100

var npsMetrics = []Metric{
	{Name: "nps", Title: "Net promoter score", Unit: "NPS", Kind: Score, Group: NPSGroup, Better: 1, Monthly: true,
		of: func(p *pair) (float64, error) { return promoterScore(p.arm) },
		Definition: "Percentage of the customers who bought in the last 12 months that would recommend the company with 9 or 10 of 10, less the percentage that would with 0 to 6. " +
			"Computed from each customer's probabilities; the survey bounds are those of asking only some, of whom a segment is asked as many as its share of the buyers."},
	{Name: npsChange, Title: "Change of the net promoter score", Unit: "NPS", Kind: Score, Group: NPSGroup, Better: 1, Monthly: true, of: promoterScoreChange,
		Definition: "Net promoter score of the arm minus that of the baseline; each among its own buyers of the last 12 months. The survey bounds are those of the difference of two surveys."},
	{Name: "ces", Title: "Customer effort score", Unit: "1 to 7", Kind: EffortScore, Group: NPSGroup, Better: 1,
		of: ratio(person(Effort), person(Buyers), errNoBuyers),
		Definition: "Mean answer from 1, very hard, to 7, very easy, of the customers who bought in the last 12 months to whether the company makes it easy for them. " +
			"Without a program it is taken to be 5.5; it is only good for comparing programs."},
}
