package metrics

import "errors"

// NoPoints is why metrics of points do not exist: they do not apply, which is no lack of data.
const NoPoints = "the program has no points"

var (
	errNoPoints   = errors.New(NoPoints)
	errNoneIssued = errors.New("no points were issued, or returns took as many back")
	errNoFace     = errors.New("a point of the program has no face value")
	errNoActive   = errors.New("no member was active in the last 12 months")
)

// withPoints guards a function against programs without points.
func withPoints(of func(*pair) (float64, error)) func(*pair) (float64, error) {
	return func(p *pair) (float64, error) {
		if !p.running.HasPoints {
			return 0, errNoPoints
		}
		return of(p)
	}
}

// issuedNet is the points issued in the selected months that returns did not claw back.
func issuedNet(p *pair) float64 { return p.arm.flow[PointsIssued] - p.arm.flow[PointsClawedBack] }

// redeemedNet is the points redeemed in the selected months that returns did not restore.
func redeemedNet(p *pair) float64 { return p.arm.flow[PointsRedeemed] - p.arm.flow[PointsAdjusted] }

// ofIssued is a fraction of the points issued in the selected months, net of returns.
func ofIssued(above func(*pair) float64) func(*pair) (float64, error) {
	return withPoints(ratio(above, issuedNet, errNoneIssued))
}

// pointsSum is a row of points over the whole population.
func pointsSum(name, title string, f Flow, definition string) Metric {
	return Metric{Name: name, Title: title, Unit: "points", Kind: Points, Group: PointsGroup, Monthly: true, Definition: definition,
		of: withPoints(sum(func(p *pair) float64 { return p.arm.flow[f] }))}
}

// usedInTheEnd is what is redeemed within the horizon and of the points outstanding at its end.
func usedInTheEnd(p *pair) float64 { return redeemedNet(p) + p.arm.owed[OwedRedeemed] }

// neverUsed is what is left of the points issued.
func neverUsed(p *pair) float64 { return issuedNet(p) - usedInTheEnd(p) }

// netOfReturns ends the definition of a fraction of the points issued.
const netOfReturns = "Issued is net of points clawed back on returns, redeemed of points restored by them."

func lapsed(p *pair) float64 { return p.arm.flow[PointsExpired] + p.arm.flow[PointsForfeited] }

func breakageMonetary(p *pair) (float64, error) {
	if p.running.Converted {
		return 0, errConverted
	}
	issued := issuedNet(p)
	if issued <= 0 {
		return 0, errNoneIssued
	}
	face := issued * p.running.FacePerPoint
	if face <= 0 {
		return 0, errNoFace
	}
	return (face - p.arm.flow[RewardCost] - p.arm.owed[OwedCost]) / face, nil
}

var pointsMetrics = []Metric{
	{Name: "burn_rate", Title: "Burn rate, in the end", Unit: fraction, Kind: Share, Group: PointsGroup, of: ofIssued(usedInTheEnd),
		Definition: "Share of the points issued within the horizon that is redeemed in the end: within the horizon, or later from the balances outstanding at its end. " + netOfReturns},
	{Name: "breakage_ultimate", Title: "Breakage, in the end", Unit: fraction, Kind: Share, Group: PointsGroup, of: ofIssued(neverUsed),
		Definition: "Share of the points issued within the horizon that is never redeemed: one minus burn_rate. " + netOfReturns},
	{Name: "breakage_period", Title: "Breakage of the period", Unit: fraction, Kind: Share, Group: PointsGroup, Monthly: true, aboveOne: true, of: ofIssued(lapsed),
		Definition: "Points expired and forfeited within the horizon, divided by the points issued within it. What lapses was mostly issued earlier, so this says nothing of the end of a young program. For a single month it may exceed one. " +
			"Issued is net of points clawed back on returns."},
	{Name: "breakage_monetary", Title: "Breakage in money", Unit: fraction, Kind: Share, Group: PointsGroup, of: withPoints(breakageMonetary),
		Definition: "One minus what rewards cost, those still owed included, divided by the face value of the points issued at the best reward. Also counts rewards that cost less than their face. Undiscounted. " +
			"Issued is net of points clawed back on returns, cost of what returns restored."},
	{Name: "redeemed_share", Title: "Redeemed within the horizon", Unit: fraction, Kind: Share, Group: PointsGroup, Monthly: true, aboveOne: true, of: ofIssued(redeemedNet),
		Definition: "Points redeemed within the horizon divided by the points issued within it. For a single month it may exceed one. " + netOfReturns},
	{Name: "redeemer_rate", Title: "Redeemers among active members", Unit: fraction, Kind: Share, Group: PointsGroup, Better: 1,
		of: func(p *pair) (float64, error) {
			if !p.running.HasPoints {
				return 0, errNoPoints
			}
			return ratio(func(p *pair) float64 { return p.arm.person[RedeemingMembers] },
				func(p *pair) float64 { return p.arm.person[ActiveMembers] }, errNoActive)(p)
		},
		Definition: "Share of the members who earned or used something in the last 12 months that used a reward in that time."},
	pointsSum("points_issued", "Points issued", PointsIssued, "Points earned, with bonuses, for the whole population. Gross: those clawed back on returns are counted."),
	pointsSum("points_redeemed", "Points redeemed", PointsRedeemed, "Points given for rewards or turned into certificates, for the whole population. Gross: those restored by returns are counted."),
	pointsSum("points_expired", "Points expired", PointsExpired, "Points that lapsed by age, inactivity or date, for the whole population."),
	pointsSum("points_forfeited", "Points forfeited", PointsForfeited,
		"Points taken away by a rule other than expiry, such as a closed account or a reset at demotion, for the whole population."),
	{Name: "points_outstanding", Title: "Points outstanding", Unit: "points", Kind: Points, Group: PointsGroup, Monthly: true,
		of: withPoints(sum(func(p *pair) float64 { return p.arm.outstanding })),
		Definition: "Points in the balances of all members at the end of the horizon or month, also of those who have silently left: " +
			"issued and adjusted, less redeemed, expired, forfeited and clawed back."},
}
