package metrics

import (
	"slices"
	"testing"
)

// issued is a program that issued 1,000 points worth 0.05 each.
func issued() *Data {
	d := single(2, "points")
	d.Arms[1].Running = Running{HasPoints: true, FacePerPoint: 0.05}
	c := d.cell(1, 0, 0)
	c.Flow[0][PointsIssued], c.Flow[1][PointsIssued] = 600_000, 400_000
	c.Flow[1][PointsRedeemed], c.Flow[1][RewardCost] = 500_000, 20_000 // worth 25 at face, costing 20
	c.Flow[1][PointsExpired], c.Flow[1][PointsForfeited], c.Flow[1][PointsClawedBack] = 30_000, 20_000, 10_000
	c.Flow[1][PointsAdjusted] = 5_000
	c.Owed[3] = [NumOwed]int64{OwedRedeemed: 200_000, OwedCost: 8_000, OwedExpired: 245_000}
	c.Person[PointsOutstanding] = 445_000
	c.Person[Members], c.Person[ActiveMembers], c.Person[RedeemingMembers] = 1, 1, 1
	return d
}

func TestPoints(t *testing.T) {
	d := issued()
	for name, want := range map[string]float64{
		"points_issued": 1000, "points_redeemed": 500, "points_expired": 30, "points_forfeited": 20, "points_outstanding": 445,
		"burn_rate": 695.0 / 990, "breakage_ultimate": 295.0 / 990, "breakage_period": 50.0 / 990, "redeemed_share": 495.0 / 990, // net of returns
		"breakage_monetary": 1 - 28.0/(990*.05), "redeemer_rate": 1,
	} {
		wantValue(t, d, name, want, 1e-12)
	}
}

func TestPointsByMonth(t *testing.T) {
	d := issued()
	for _, want := range []struct {
		name  string
		month int
		value float64
	}{{"points_outstanding", 0, 600}, {"points_outstanding", 1, 445}, {"points_issued", 1, 400}, {"redeemed_share", 1, 495.0 / 390}, {"breakage_period", 0, 0}} {
		r := Evaluate(d, 1, []*Metric{metric(t, want.name)}, Selection{-1, want.month})[0]
		if r.Value.Missing != "" || r.Value.Value != want.value {
			t.Errorf("%s in month %d = %+v, want %v", want.name, want.month+1, r.Value, want.value)
		}
	}
}

// TestReturnedPurchasesLeaveNoTraceInRates books purchases that come back whole, with the points earned and burned on them.
func TestReturnedPurchasesLeaveNoTraceInRates(t *testing.T) {
	names := []string{"burn_rate", "breakage_ultimate", "breakage_period", "breakage_monetary", "redeemed_share"}
	before, d := issued(), issued()
	f := &d.cell(1, 0, 0).Flow[0]
	f[PointsIssued] += 300_000
	f[PointsClawedBack] += 300_000
	f[PointsRedeemed] += 200_000
	f[PointsAdjusted] += 200_000
	for _, name := range names {
		if a, b := valueOf(t, before, name), valueOf(t, d, name); a != b {
			t.Errorf("%s: %+v, with returned purchases %+v", name, a, b)
		}
	}
	wantValue(t, d, "points_issued", 1300, 1e-12)
	wantValue(t, d, "points_redeemed", 700, 1e-12)
	f[PointsClawedBack] = 2_000_000
	for _, name := range names {
		wantMissing(t, d, name, errNoneIssued.Error())
	}
}

func TestPointsThatAreNotThere(t *testing.T) {
	d := single(2, "discount")
	for _, m := range slices.Concat(pointsMetrics, liabilityMetrics) {
		wantMissing(t, d, m.Name, errNoPoints.Error())
	}
	d.Arms[1].Running.HasPoints = true
	for _, name := range []string{"burn_rate", "breakage_ultimate", "breakage_period", "breakage_monetary", "redeemed_share"} {
		wantMissing(t, d, name, errNoneIssued.Error())
	}
	d.cell(1, 0, 0).Flow[0][PointsIssued] = 1000
	wantMissing(t, d, "breakage_monetary", errNoFace.Error())
	wantValue(t, d, "burn_rate", 0, 0)
}
