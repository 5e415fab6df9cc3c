package metrics

import "errors"

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

// effortScore is the customer effort score of the buyers of the last 12 months.
func effortScore(p *pair) (float64, error) {
	if p.arm.monthly {
		return ratio(func(p *pair) float64 { return p.arm.flow[RecentEffort] }, func(p *pair) float64 { return p.arm.flow[RecentBuyers] }, errNotDeep)(p)
	}
	return ratio(person(Effort), person(Buyers), errNoBuyers)(p)
}

var errNotDeep = errors.New("nobody bought in the 12 months before, or it was not counted by month")

const npsChange = "nps_change"

var npsMetrics = []Metric{
	{Name: "nps", Title: "Net promoter score", Unit: "NPS", Kind: Score, Group: NPSGroup, Better: 1, Monthly: true, question: recommending,
		of: func(p *pair) (float64, error) { return promoterScore(p.arm) },
		Definition: "Percentage of the customers who bought in the last 12 months that would recommend the company with 9 or 10 of 10, less the percentage that would with 0 to 6. " +
			"Computed from each customer's probabilities; the survey bounds are those of asking only some, of whom a segment is asked as many as its share of the buyers."},
	{Name: npsChange, Title: "Change of the net promoter score", Unit: "NPS", Kind: ScoreChange, Group: NPSGroup, Better: 1, Monthly: true, question: recommending, of: promoterScoreChange,
		Definition: "Net promoter score of the arm minus that of the baseline; each among its own buyers of the last 12 months. The survey bounds are those of the difference of two surveys."},
	{Name: "ces", Title: "Customer effort score", Unit: "1 to 7", Kind: EffortScore, Group: NPSGroup, Better: 1, Monthly: true, question: easiness, of: effortScore,
		Definition: "Mean answer from 1, very hard, to 7, very easy, of the customers who bought in the last 12 months to whether the company makes it easy for them. " +
			"Without a program it is taken to be 5.5; it is only good for comparing programs. The survey bounds are those of asking only some, as for nps."},
}
