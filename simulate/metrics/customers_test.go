package metrics

import "testing"

// base100 is 100 customers, of whom 40 are members.
func base100() *Data {
	d := blank(24, 1, "program")
	d.Facts.Population = 200
	c := d.cell(1, 0, 0)
	c.Flow[3][Joined], c.Flow[20][Joined] = 10, 30
	c.Flow[5] = [NumFlows]int64{Purchases: 600, Sales: 25_000_000, Returns: 2_000_000, Joined: c.Flow[5][Joined]}
	c.Person = [NumPersons]int64{
		Customers: 100, Alive: 60, AliveYearAgo: 80, LeftLastYear: 20, AliveDays: 54_787_5 / 10, // 150 years
		Buyers: 50, Repeaters: 35, BoughtBefore: 64, Retained: 48,
		Members: 40, ActiveMembers: 30, RedeemingMembers: 12, MemberBuyers: 25,
		MemberSpend: 10_300_000, MemberSpendBaseline: 10_000_000, OtherSpend: 5_150_000,
		MemberWallet: 10_200_000, MemberWalletBaseline: 10_000_000, OtherWallet: 8_500_000,
		ExtraPurchases: 12, LostPurchases: 3,
	}
	d.cell(0, 0, 0).Person[Customers] = 100
	return d
}

func TestCustomers(t *testing.T) {
	d := base100()
	d.Arms[1].Running.HasPoints = true
	for name, want := range map[string]float64{
		"enrolled_share": 0.4, "active_rate": 0.75, "redeemer_rate": 0.4,
		"true_lift": 0.03, "naive_lift": 1.0, // 412,000 against 206,000 a head
		"true_lift_wallet": 0.02, "naive_lift_wallet": 0.2, // 0.408 against 0.34
		"retention_rate": 0.75, "churn_rate": 0.25, "repeat_rate": 0.7,
		"average_basket": 45, "share_of_wallet": 18.7 / 50,
		"incremental_purchases": 24, "lost_purchases": 6,
	} {
		wantValue(t, d, name, want, 1e-12)
	}
	wantValue(t, d, "purchase_frequency", 600*365.25/54787, 1e-12)
}

func TestEnrollmentByMonth(t *testing.T) {
	d := base100()
	for month, want := range map[int]float64{0: 0, 3: 0.1, 19: 0.1, 20: 0.4, 23: 0.4} {
		r := Evaluate(d, 1, []*Metric{metric(t, "enrolled_share")}, Selection{-1, month})[0]
		if r.Value.Value != want {
			t.Errorf("enrolled in month %d: %v, want %v", month+1, r.Value.Value, want)
		}
	}
}

func TestCustomersThatAreNotThere(t *testing.T) {
	empty := single(24, "program")
	for name, reason := range map[string]error{
		"active_rate": errNoMembers, "true_lift": errNoMembers, "naive_lift": errNoMembers, "true_lift_wallet": errNoMembers,
		"naive_lift_wallet": errNoMembers, "retention_rate": errNoBefore, "churn_rate": errNobodyAlive, "repeat_rate": errNoBuyers,
		"purchase_frequency": errNoAliveDays, "average_basket": errNoPurchases, "share_of_wallet": errNoBuyers, "nps": errNoBuyers, "nps_change": errNoBuyers,
	} {
		wantMissing(t, empty, name, reason.Error())
	}
	wantValue(t, empty, "enrolled_share", 0, 0)

	all := base100()
	all.cell(1, 0, 0).Person[MemberBuyers] = 50
	wantMissing(t, all, "naive_lift", errOtherBuyers.Error())
	all.cell(1, 0, 0).Person[MemberBuyers] = 0
	wantMissing(t, all, "naive_lift_wallet", errMemberBuyers.Error())
	idle := base100()
	idle.cell(1, 0, 0).Person[OtherSpend] = 0
	idle.cell(1, 0, 0).Person[MemberSpendBaseline] = 0
	wantMissing(t, idle, "naive_lift", errIdleOthers.Error())
	wantMissing(t, idle, "true_lift", errIdleMembers.Error())
}

func TestShortHorizons(t *testing.T) {
	wantMissing(t, single(23, "program"), "retention_rate", errNeeds24.Error())
	wantMissing(t, single(11, "program"), "churn_rate", errNeeds12.Error())
	wantMissing(t, single(12, "program"), "churn_rate", errNobodyAlive.Error())
}
