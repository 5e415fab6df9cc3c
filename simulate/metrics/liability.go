package metrics

import "errors"

var (
	errNoneOpen     = errors.New("no points are outstanding at the end")
	errNoneRedeemed = errors.New("no points are redeemed, now or later")
	errNoSalesTo    = errors.New("members bought nothing")
	errOwedByOthers = errors.New("the points are a coalition's: who runs it owes the rewards")
	errConverted    = errors.New("points are converted within the horizon: a mean over old and new ones would be that of neither")
)

// NoLiability says why there is no liability that can be told from means over all points; nil if there is.
func (r *Running) NoLiability() error {
	switch {
	case r.OwedByOthers:
		return errOwedByOthers
	case r.Converted:
		return errConverted
	}
	return nil
}

// owing guards a function against programs without a liability.
func owing(of func(*pair) (float64, error)) func(*pair) (float64, error) {
	return withPoints(func(p *pair) (float64, error) {
		if err := p.running.NoLiability(); err != nil {
			return 0, err
		}
		return of(p)
	})
}

// outstanding is the points in hand at the end, which the run-off follows; unlike the balances of a metric it knows no negative ones.
func outstanding(p *pair) float64 { return p.arm.owed[OwedRedeemed] + p.arm.owed[OwedExpired] }

// costPerPoint is what the rewards for a point redeemed cost.
var costPerPoint = ratio(func(p *pair) float64 { return p.arm.flow[RewardCost] + p.arm.owed[OwedCost] }, usedInTheEnd, errNoneRedeemed)

func liabilityCost(p *pair) (float64, error) {
	if p.arm.owed[OwedRedeemed] == 0 {
		return 0, nil
	}
	each, err := costPerPoint(p)
	return p.arm.owed[OwedRedeemed] * each, err
}

// liabilityDeferred is what was deferred on all points of the horizon, times the share of their redemption that is still to come.
func liabilityDeferred(p *pair) (float64, error) {
	if p.arm.owed[OwedRedeemed] == 0 {
		return 0, nil
	}
	if p.running.FacePerPoint <= 0 {
		return 0, errNoFace
	}
	goods, alone := p.arm.flow[MemberSales], usedInTheEnd(p)*p.running.FacePerPoint
	if goods <= 0 || alone <= 0 {
		return 0, errNoSalesTo
	}
	deferred := (goods - p.arm.flow[Discounts]) * alone / (goods + alone)
	return deferred * p.arm.owed[OwedRedeemed] / usedInTheEnd(p), nil
}

var liabilityMetrics = []Metric{
	{Name: "liability_deferred", Title: "Liability, deferred revenue", Unit: perPopulation, Kind: Money, Group: PointsGroup, of: owing(liabilityDeferred),
		Definition: "Revenue deferred at the end of the horizon for points that will still be redeemed (IFRS 15, ASC 606): what members paid after discounts, split between goods at list price and points at face × the share redeemed in the end, " +
			"times the share of that redemption still to come. One rate for all points of the horizon; undiscounted. Segments have rates of their own and need not add up."},
	{Name: "liability_cost", Title: "Liability, incremental cost", Unit: perPopulation, Kind: Money, Group: PointsGroup, of: owing(liabilityCost),
		Definition: "Points outstanding at the end of the horizon × urr_outstanding × cost_per_point. Undiscounted, at the average cost of a point, and without certificates in hand; closing_obligation is discounted, at the cost of the very rewards that will be taken, " +
			"certificates included. Segments have costs of their own and need not add up."},
	{Name: "urr_outstanding", Title: "Redeemed of the points outstanding", Unit: fraction, Kind: Share, Group: PointsGroup,
		of:         withPoints(ratio(func(p *pair) float64 { return p.arm.owed[OwedRedeemed] }, outstanding, errNoneOpen)),
		Definition: "Share of the points outstanding at the end of the horizon that will be redeemed. Lower than burn_rate where those who have left hold old balances."},
	{Name: "cost_per_point", Title: "Cost per point", Unit: "currency per point", Kind: MoneyPerPoint, Group: PointsGroup, of: owing(costPerPoint),
		Definition: "What rewards cost, those still owed included, divided by the points redeemed for them in the end, net of points restored by returns. Undiscounted."},
	{Name: "orphan_share", Title: "Outstanding below the cheapest reward", Unit: fraction, Kind: Share, Group: PointsGroup,
		of:         withPoints(ratio(func(p *pair) float64 { return p.arm.person[PointsOrphaned] }, outstanding, errNoneOpen)),
		Definition: "Share of the points outstanding at the end of the horizon that lies on balances too small for the program's cheapest reward. They may still grow."},
}
