package metrics

import "testing"

// booked is issued with sales to members of 1,000 at list and 900 after discounts, and 89 points on small balances.
func booked() *Data {
	d := issued()
	c := d.cell(1, 0, 0)
	c.Flow[0][MemberSales], c.Flow[1][MemberSales], c.Flow[1][Discounts] = 600_000, 400_000, 100_000
	c.Person[PointsOrphaned] = 89_000
	return d
}

func TestLiability(t *testing.T) {
	d := booked()
	// 695 points are redeemed in the end, 200 of them later, for 28; 445 are outstanding. Alone the 695 are worth 34.75.
	for name, want := range map[string]float64{
		"urr_outstanding": 200.0 / 445, "cost_per_point": 28.0 / 695, "liability_cost": 200 * 28.0 / 695, "orphan_share": 0.2,
		"liability_deferred": 900 * 34.75 / 1034.75 * 200 / 695,
	} {
		wantValue(t, d, name, want, 1e-12)
	}
}

func TestLiabilityThatIsNotThere(t *testing.T) {
	d := booked()
	d.Arms[1].Running.FacePerPoint = 0
	wantMissing(t, d, "liability_deferred", errNoFace.Error())
	wantValue(t, d, "liability_cost", 200*28.0/695, 1e-12)
	d = booked()
	d.Arms[1].Running.OwedByOthers = true
	for _, name := range []string{"liability_deferred", "liability_cost", "cost_per_point"} {
		wantMissing(t, d, name, errOwedByOthers.Error())
	}
	d = booked()
	d.cell(1, 0, 0).Flow[0][MemberSales] = -500_000
	wantMissing(t, d, "liability_deferred", errNoSalesTo.Error())
	d = booked()
	d.cell(1, 0, 0).Owed[3] = [NumOwed]int64{}
	wantMissing(t, d, "urr_outstanding", errNoneOpen.Error())
	wantValue(t, d, "liability_deferred", 0, 0)
	wantValue(t, d, "liability_cost", 0, 0)
}
