package metrics

import "math"

// question is one that a survey asks customers, and the score that follows from the answers.
type question struct {
	low, high float64             // of the scale of the score
	variance  func(*side) float64 // of what one customer drawn at random adds to the score
}

// The questions: whether one would recommend the company, and whether it makes things easy.
var (
	recommending = &question{-100, 100, func(s *side) float64 {
		p, d := s.person[Promoters]/s.person[Buyers], s.person[Detractors]/s.person[Buyers]
		if s.monthly {
			p, d = s.flow[RecentPromoters]/s.flow[RecentBuyers], s.flow[RecentDetractors]/s.flow[RecentBuyers]
		}
		return 1e4 * max(0, p+d-(p-d)*(p-d))
	}}
	easiness = &question{1, 7, func(s *side) float64 {
		mean, square := s.person[Effort]/s.person[Buyers], s.person[EffortSquares]/s.person[Buyers]
		if s.monthly {
			mean, square = s.flow[RecentEffort]/s.flow[RecentBuyers], s.flow[RecentEffortSquares]/s.flow[RecentBuyers]
		}
		return max(0, square-mean*mean)
	}}
)

// span is by how much the score can change.
func (q *question) span() float64 { return q.high - q.low }

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

// surveyQuantile is the 97.5 % quantile of the normal distribution to the places in use for surveys.
const surveyQuantile = 1.96

// survey adds the bounds of a survey to a score or its change: ± 1.96·√(variance of an answer ÷ n); n are the answers with the program and without.
func (r *Reported) survey(p *pair, n, nBase float64) {
	q := r.Metric.question
	if q == nil || r.Value.Missing != "" || n <= 0 || nBase <= 0 {
		return
	}
	one := q.variance(p.arm) / n
	two := one + q.variance(p.base)/nBase
	r.Surveyed = true
	r.ChangeSurveyLow, r.ChangeSurveyHigh = surveyBounds(r.Change.Value, two, -q.span(), q.span())
	if r.Metric.Name == npsChange {
		r.SurveyLow, r.SurveyHigh = surveyBounds(r.Value.Value, two, -q.span(), q.span())
	} else {
		r.SurveyLow, r.SurveyHigh = surveyBounds(r.Value.Value, one, q.low, q.high)
	}
}

// surveyBounds are those of 95 % of surveys, within what is possible.
func surveyBounds(value, variance, lowest, highest float64) (low, high float64) {
	half := surveyQuantile * math.Sqrt(variance)
	return max(lowest, value-half), min(highest, value+half)
}
