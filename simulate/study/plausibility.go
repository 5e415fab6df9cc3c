package study

import (
	"fmt"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Limits beyond which nothing published supports a result.
const (
	mostLift    = 0.15 // of members' sales
	mostROI     = 3.0
	leastUnused = 0.05
	mostUnused  = 0.50
)

// Implausible lists what of a run lies outside of what has been measured for real programs, with why that is a reason to doubt the assumptions, not the
// arithmetic. A mechanical world makes no claim to be plausible.
func Implausible(r *simulate.Result) []simulate.Warning {
	if r.World.Mechanical {
		return nil
	}
	var list []simulate.Warning
	for arm := 1; arm < len(r.Arms); arm++ {
		s := suspect{result: r, arm: arm}
		s.lift()
		s.baskets()
		s.roi()
		s.breakage()
		s.firstMonth()
		s.heavyBuyers()
		list = append(list, s.warnings...)
	}
	return list
}

// suspect is a program under examination.
type suspect struct {
	result   *simulate.Result
	arm      int
	warnings []simulate.Warning
}

func (s *suspect) warn(code, format string, args ...any) {
	s.warnings = append(s.warnings, simulate.Warning{Code: code, Text: s.result.Arms[s.arm].Name + ": " + fmt.Sprintf(format, args...)})
}

// of is a metric of the program over a selection of some data, and whether it has a value that chance does not explain away.
func of(d *metrics.Data, arm int, name string, sel metrics.Selection) (metrics.Reported, bool) {
	m, _ := metrics.ByName(name)
	r := metrics.Evaluate(d, arm, []*metrics.Metric{m}, sel)[0]
	return r, r.Value.Missing == "" && r.Value.NoInterval == ""
}

func (s *suspect) lift() {
	if x, ok := of(&s.result.Data, s.arm, "true_lift", metrics.Whole); ok && x.Value.Low > mostLift {
		s.warn("implausible_lift", "members buy %.0f %% more than the same people would without the program; no study that compares like with like found more than 15 %% (Leenheer et al. 2007; Nastasoiu et al. 2021: 1.7 %% of all sales); doubt elasticity", 100*x.Value.Value)
	}
}

// baskets compares how much of the response is larger baskets with how much is more purchases.
func (s *suspect) baskets() {
	basket, ok := of(&s.result.Data, s.arm, "average_basket", metrics.Whole)
	often, also := of(&s.result.Data, s.arm, "purchase_frequency", metrics.Whole)
	if !ok || !also || basket.Change.Missing != "" || often.Change.Missing != "" {
		return
	}
	larger, more := basket.Change.Low/(basket.Value.Value-basket.Change.Value), often.Change.High/(often.Value.Value-often.Change.Value)
	if larger > 0 && larger > more {
		s.warn("implausible_baskets", "baskets rise by %.1f %% and purchases by at most %.1f %%; Gopalakrishnan et al. 2021 find next to no effect on spending per visit; doubt frequency_share", 100*larger, 100*max(0, more))
	}
}

func (s *suspect) roi() {
	if x, ok := of(&s.result.Data, s.arm, "roi", metrics.Whole); ok && x.Value.Low > mostROI {
		s.warn("implausible_roi", "each unit spent brings %.1f back; returns of 5 are claimed by owners of programs who compare members with others, never against the same customers; doubt the costs", x.Value.Value)
	}
}

func (s *suspect) breakage() {
	x, ok := of(&s.result.Data, s.arm, "breakage_ultimate", metrics.Whole)
	money, valued := of(&s.result.Data, s.arm, "breakage_monetary", metrics.Whole)
	switch {
	case !ok:
	case x.Value.High < leastUnused && valued && money.Value.Low >= leastUnused:
		// All points turn into certificates, say, of which enough are never used.
	case x.Value.High < leastUnused:
		s.warn("implausible_breakage", "only %.1f %% of points are never used; filings and surveys lie between 5 and 50 %%; doubt redemption_intercept and hassle", 100*x.Value.Value)
	case x.Value.Low > mostUnused:
		s.warn("implausible_breakage", "%.0f %% of points are never used; filings and surveys lie between 5 and 50 %%; rewards are out of reach or expire too early, or doubt redemption_intercept and hassle", 100*x.Value.Value)
	}
}

func (s *suspect) firstMonth() {
	if x, ok := of(&s.result.Data, s.arm, "net_margin_impact_cash", metrics.Selection{Segment: -1, Month: 0}); ok && x.Value.Low > 0 {
		s.warn("implausible_start", "the program earns from the first month on; gross profit is known to follow sales by a quarter or more (Chaudhuri, Voorhees and Beck 2019); doubt setup costs and fees")
	}
}

// heavyBuyers compares the relative response of those who buy most with that of those who buy less. It needs counts in depth.
func (s *suspect) heavyBuyers() {
	if s.result.Deciles == nil {
		return
	}
	heavy, ok := of(s.result.Deciles, s.arm, "true_lift", metrics.Selection{Segment: simulate.Deciles - 1, Month: -1})
	middle, also := of(s.result.Deciles, s.arm, "true_lift", metrics.Selection{Segment: simulate.Deciles/2 - 1, Month: -1})
	if ok && also && heavy.Value.Low > max(0, middle.Value.High) {
		s.warn("implausible_heavy_buyers", "members who would buy most anyway buy %.1f %% more, members in the middle %.1f %%; measured effects are larger among light buyers (Liu 2007; Lal and Bell 2003); doubt the spread of share_of_wallet", 100*heavy.Value.Value, 100*middle.Value.Value)
	}
}
