package metrics

import "math"

// segmentsAddUp checks that the sums which totals are computed from are those of the segments.
func (c *checker) segmentsAddUp() {
	months := c.data.Facts.Months
	all := total(groupSums(c.data, c.arm, -1), months)
	for s := range c.data.Facts.Segments {
		all.sub(total(groupSums(c.data, c.arm, s), months))
	}
	for m := range all.Flow {
		for _, x := range all.Flow[m] {
			if x != 0 {
				c.add("Σ segments = total", -1, -1, m, x, 0)
			}
		}
	}
	for m := range all.Owed {
		for _, x := range all.Owed[m] {
			if x != 0 {
				c.add("Σ segments = total, run-off", -1, -1, m, x, 0)
			}
		}
	}
	for _, x := range all.Person {
		if x != 0 {
			c.add("Σ segments = total", -1, -1, -1, x, 0)
		}
	}
}

// money checks how net margin and revenue are composed, by month and over the horizon, and that months and the bridge add up.
func (c *checker) money(segment int) {
	d, t := c.data, newTimetable(&c.data.Facts)
	own, base := total(groupSums(d, c.arm, segment), d.Facts.Months), total(groupSums(d, 0, segment), d.Facts.Months)
	if own.Person[Customers] <= 0 || base.Person[Customers] <= 0 { // none of the sample is in this segment
		return
	}
	_, ownAll := customersByGroup(d, c.arm)
	_, baseAll := customersByGroup(d, 0)
	over := func(month int) *pair {
		return t.pair(d, c.arm, t.side(d, c.arm, month, own, ownAll), t.side(d, 0, month, base, baseAll))
	}
	whole := over(-1)
	// Where purchases come back in another month, months may cancel out, but not what they leave of rounding.
	margin, revenue, cash, size, baseSize := 0.0, 0.0, 0.0, magnitude(whole.arm), magnitude(whole.base)
	for m := range d.Facts.Months {
		p := over(m)
		c.composition(p, segment, m, magnitude(p.arm))
		size += magnitude(p.arm)
		baseSize += magnitude(p.base)
		margin += p.arm.marginCash()
		revenue += p.arm.revenue()
		cash += p.arm.cash[0]
	}
	c.composition(whole, segment, -1, size)
	c.near("Σ months = horizon, net margin", segment, -1, margin, whole.arm.marginCash(), size)
	c.near("Σ months = horizon, cumulative net margin", segment, -1, cash, whole.arm.marginCash(), size)
	c.near("Σ months = horizon, revenue", segment, -1, revenue, whole.arm.revenue(), size)

	bridge := 0.0
	for _, step := range bridgeSteps {
		bridge += step.of(whole)
	}
	c.near("Σ bridge = net margin impact", segment, -1, bridge, impact(whole), size+baseSize)
}

// composition checks a pair's reported margin and revenue against their parts, the sums of numbers of some size.
func (c *checker) composition(p *pair, segment, month int, size float64) {
	s := p.arm
	parts := s.now[GrossMargin] - s.now[Discounts] - s.now[RewardCost] - s.now[PerkCost] - s.operations + s.now[Fees] - s.now[AcquisitionCost]
	c.near("net margin = gross margin − discounts − rewards − perks − running costs + fees − acquisition", segment, month,
		s.marginCash(), parts, size)
	c.near("revenue = sales − discounts − money off − sales replaced by free products", segment, month,
		s.revenue(), s.flow[Sales]-(s.flow[Discounts]+s.flow[MoneyOff]+s.flow[Displaced]), size)
}

// magnitude is the size of what is added up in an arm, which bounds the rounding of its sums.
func magnitude(s *side) float64 {
	size := math.Abs(s.operations) + math.Abs(s.obligation())
	for _, f := range []Flow{Sales, GrossMargin, Discounts, MoneyOff, Displaced, RewardCost, PerkCost, Fees, AcquisitionCost} {
		size += math.Abs(s.flow[f])
	}
	return size
}

// reported checks all metrics of an arm: finite, and inside their intervals.
func (c *checker) reported(segment int) {
	for _, r := range Evaluate(c.data, c.arm, Every(), Selection{segment, -1}) {
		for _, e := range []struct {
			of string
			Estimate
		}{{r.Metric.Name, r.Value}, {"change of " + r.Metric.Name, r.Change}} {
			if math.IsNaN(e.Value-e.Value) || math.IsNaN(e.SE-e.SE) || math.IsNaN(e.Low-e.Low) || math.IsNaN(e.High-e.High) {
				c.add(e.of+" is finite", segment, -1, -1, e.Value, e.SE)
				continue
			}
			if e.Low > e.Value {
				c.add(e.of+": low ≤ value", segment, -1, -1, e.Low, e.Value)
			}
			if e.Value > e.High {
				c.add(e.of+": value ≤ high", segment, -1, -1, e.Value, e.High)
			}
		}
	}
}
