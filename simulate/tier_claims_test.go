package simulate

import (
	"testing"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

func TestTiers(t *testing.T) {
	t.Run("effort_peaks_near_the_pace_that_just_gets_there", func(t *testing.T) {
		// Orhun, Guo and Hagemann 2022: effort for a status is greatest near the pace that reaches it, small far behind and far ahead.
		b := scenarios.Default()
		m := &mind{Behavior: &b, capture: 1}
		o := outlook{patience: patience{rate: 1.0 / 30}, tier: 1}
		effort := func(short int64) float64 {
			n := programs.NextLevel{Level: 1, Short: 1000 * short, Gain: 1000, Until: 299, Worth: 1000, ForDays: 365}
			o.ascent = m.ahead(&o, &n, 0)
			return m.striving(&o, 0)
		}
		on, behind, ahead := effort(11), effort(25), effort(2) // ten purchases are expected in the time left
		if on < 20*behind || on < 20*ahead {
			t.Errorf("effort %.4f on pace, %.4f far behind, %.4f far ahead", on, behind, ahead)
		}
		// pmf of Poisson(10) at 10, times twelve purchases' worth.
		if want := 0.125110 * 365.0 / 30; on < want*0.999 || on > want*1.001 {
			t.Errorf("effort on pace is %.5f, want %.5f", on, want)
		}
	})

	t.Run("a_tier_in_sight_makes_people_buy_more_before_they_have_it", func(t *testing.T) {
		tiered := func(name, from string) Arm {
			return arm(t, name, "earnburn: program/v1\nname: "+name+"\ncurrency: USD\nenrollment: automatic\ntiers:\n  by: visits\n  window: calendar_year\n"+
				"  levels: [{name: Base}, {name: Gold, from: "+from+", perks: [{name: gift, per: order, worth: 9, cost: 0}]}]\n")
		}
		w := world(t, "retail", still("months", "12", "segments[0].purchases", "{per_month: 1, cv: 0, regularity: 4}", "segments[0].churn", "0%")...)
		r := runOf(t, w, 5000, tiered("near", "12"), tiered("far", "1000"))
		first := func(arm int) (sum int64) {
			for _, s := range sumsOf(r, arm) {
				for m := range 10 { // nobody has it yet
					sum += s.Flow[m][metrics.Purchases]
				}
			}
			return sum
		}
		if near, far := first(1), first(2); float64(near) < 1.01*float64(far) {
			t.Errorf("%d purchases in ten months with the tier in sight, %d without", near, far)
		}
	})
}
