package simulate

import (
	"context"
	"fmt"
	"testing"
	"time"

	"earnburn/programs"
	"earnburn/scenarios"
	"earnburn/simulate/metrics"
)

func TestScratch(t *testing.T) {
	for _, sc := range []string{"worked-example", "retail"} {
		data, _ := scenarios.Shipped(sc)
		w, err := scenarios.Load(sc+".yaml", data, nil)
		if err != nil {
			t.Fatal(err)
		}
		var arms []Arm
		for _, n := range []string{"discount-5", "bonus-5", "points-100", "points-400", "points-tiers", "cashback", "discount-progressive"} {
			if sc == "worked-example" && n != "discount-5" && n != "bonus-5" {
				continue
			}
			data, _ := programs.Shipped(n)
			p, err := programs.Parse(n+".yaml", data)
			if err != nil {
				t.Fatal(err)
			}
			arms = append(arms, Arm{n, p})
		}
		start := time.Now()
		r, err := Run(context.Background(), w, arms, Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(sc, time.Since(start))
		for _, name := range []string{"net_margin", "net_margin_impact_pct_cash", "net_margin_impact_pct", "incremental_sales_pct", "enrolled_share", "true_lift", "naive_lift", "true_lift_wallet", "naive_lift_wallet", "redeemed_share", "breakage_ultimate", "points_outstanding", "points_issued", "subsidy_ratio", "retention_rate", "churn_rate", "nps", "net_margin_cash", "closing_obligation", "purchase_frequency", "average_basket", "active_rate", "redeemer_rate"} {
			m, _ := metrics.ByName(name)
			fmt.Printf("%-28s", name)
			for a := range r.Arms {
				e := metrics.Evaluate(&r.Data, a, []*metrics.Metric{m}, metrics.Selection{Segment: -1, Month: -1})[0]
				fmt.Printf(" %12.4g±%-8.2g", e.Value.Value, e.Value.SE)
			}
			fmt.Println()
		}
		for a := range r.Arms {
			var b, x [3]int64
			for _, s := range r.Arms[a].Cells[0] {
				if s == nil {
					continue
				}
				for m := range s.Flow {
					x[min(2, m/12)] += s.Flow[m][metrics.Sales]
				}
			}
			for _, s := range r.Arms[0].Cells[0] {
				if s == nil {
					continue
				}
				for m := range s.Flow {
					b[min(2, m/12)] += s.Flow[m][metrics.Sales]
				}
			}
			fmt.Printf("%s year lift %.4f %.4f %.4f\n", r.Arms[a].Name, float64(x[0])/float64(b[0])-1, float64(x[1])/max(1, float64(b[1]))-1, float64(x[2])/max(1, float64(b[2]))-1)
		}
	}
}
