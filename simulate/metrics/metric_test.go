package metrics

import (
	"slices"
	"strings"
	"testing"
)

func TestNamesAreTheOnesPromised(t *testing.T) {
	want := strings.Fields(`
		sales revenue net_margin net_margin_impact net_margin_impact_pct net_margin_impact_per_customer
		net_margin_cash net_margin_impact_cash net_margin_impact_pct_cash net_margin_impact_per_customer_cash
		closing_obligation incremental_sales incremental_sales_pct incremental_revenue incremental_revenue_pct
		program_cost cost_discounts cost_rewards cost_perks cost_operations fees
		roi payback_months break_even_lift subsidy_ratio effective_reward_rate incremental_purchases lost_purchases
		burn_rate breakage_ultimate breakage_period breakage_monetary redeemed_share redeemer_rate
		points_issued points_redeemed points_expired points_forfeited points_outstanding
		liability_deferred liability_cost urr_outstanding cost_per_point orphan_share
		enrolled_share active_rate true_lift naive_lift before_after_lift true_lift_wallet naive_lift_wallet
		retention_rate churn_rate observed_churn_rate net_revenue_retention gross_revenue_retention clv clv_uplift repeat_rate purchase_frequency average_basket share_of_wallet
		nps nps_change ces
		p_loss p_best expected_regret`)
	if got := Names(); !slices.Equal(got, want) {
		t.Errorf("names\n%v, want\n%v", got, want)
	}
}

func TestEveryMetricDescribesItself(t *testing.T) {
	order := []Group{MoneyGroup, PointsGroup, CustomersGroup, NPSGroup, RiskGroup}
	at := 0
	for _, m := range Every() {
		if m.Unit == "" || m.Title == "" || m.of == nil || !strings.HasSuffix(m.Definition, ".") {
			t.Errorf("%s lacks a unit, title, function or definition: %+v", m.Name, m)
		}
		if len(m.Title) > 45 {
			t.Errorf("%s: title of %d bytes is long for a table", m.Name, len(m.Title))
		}
		if m.Better < -1 || m.Better > 1 {
			t.Errorf("%s: better %d", m.Name, m.Better)
		}
		g := slices.Index(order, m.Group)
		if g < at {
			t.Errorf("%s of group %q is listed after another group", m.Name, m.Group)
		}
		at = g
		if found, ok := ByName(m.Name); !ok || found != m {
			t.Errorf("ByName(%s) = %v, %v", m.Name, found, ok)
		}
	}
	if _, ok := ByName("profit"); ok {
		t.Error("found a metric that does not exist")
	}
}

func TestOnlySomeMetricsHaveAValueForAMonth(t *testing.T) {
	d := plausible(1, 3, 1, 12)
	for _, r := range Evaluate(d, 3, Every(), Selection{Segment: -1, Month: 1}) {
		if got := r.Value.Missing == ""; got != r.Metric.Monthly {
			t.Errorf("%s by month: value %v (%s), want one: %v", r.Metric.Name, r.Value.Value, r.Value.Missing, r.Metric.Monthly)
		}
	}
}

func TestSegmentWithoutCustomersHasNoValues(t *testing.T) {
	d := plausible(1, 3, 2, 12)
	for a := range d.Arms {
		clear(d.Arms[a].Cells[1])
	}
	for _, r := range Evaluate(d, 1, Every(), Selection{Segment: 1, Month: -1}) {
		if r.Value.Missing != errNoCustomers.Error() || r.Change.Missing != errNoCustomers.Error() {
			t.Errorf("%s = %+v, change %+v", r.Metric.Name, r.Value, r.Change)
		}
	}
	if lines := Bridge(d, 1, Selection{Segment: 1, Month: -1}); lines != nil {
		t.Errorf("bridge of no customers: %v", lines)
	}
	if err := CheckIdentities(d); err != nil {
		t.Errorf("an empty segment breaks identities: %v", err)
	}
}
