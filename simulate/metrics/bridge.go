package metrics

// BridgeLine is one step from the baseline's net margin to the arm's. What lowers the margin is negative.
type BridgeLine struct {
	Name, Title string
	Value       Estimate
}

// bridgeStep is a line of the bridge as a function of the prepared sums.
type bridgeStep struct {
	name, title string
	of          func(*pair) float64
}

// discounted is how much more of a flow there is in the arm than in the baseline, in money of the start.
func discounted(f Flow) func(*pair) float64 {
	return func(p *pair) float64 { return p.arm.now[f] - p.base.now[f] }
}

func negative(of func(*pair) float64) func(*pair) float64 {
	return func(p *pair) float64 { return -of(p) }
}

// rewardsAnyway is the discounted cost of rewards on what would have been bought without the program: per customer,
// rewards count in the proportion of his sales at baseline to those in the arm, at most all of them.
func rewardsAnyway(p *pair) float64 {
	rewards := discounted(RewardCost)(p)
	if p.arm.person[RewardsAll] <= 0 {
		return rewards
	}
	return rewards * (p.arm.person[SubsidyRewards] / p.arm.person[RewardsAll])
}

// bridgeSteps add up to the net margin impact.
var bridgeSteps = []bridgeStep{
	{"incremental_margin", "Margin on incremental sales", discounted(GrossMargin)},
	{"discounts", "Discounts", negative(discounted(Discounts))},
	{"rewards_anyway", "Rewards on what would have been bought anyway", negative(rewardsAnyway)},
	{"rewards_rest", "Rewards on the rest", func(p *pair) float64 { return rewardsAnyway(p) - discounted(RewardCost)(p) }},
	{"perks", "Perks", negative(discounted(PerkCost))},
	{"operations", "Running costs", func(p *pair) float64 { return p.base.operations - p.arm.operations }},
	{"fees", "Fees and partners", discounted(Fees)},
	{"acquisition", "Acquisition of customers", negative(discounted(AcquisitionCost))},
	{"closing_obligation", "Closing obligation", func(p *pair) float64 { return p.base.obligation() - p.arm.obligation() }},
}

// lastSteps end the bridge over the horizon and that of a single month.
var (
	lastStep      = bridgeStep{"impact", "Net margin impact", impact}
	lastMonthStep = bridgeStep{"impact_cash", "Net margin impact, cash", impactCash}
)

// BridgeTitle is what people read of a line of the bridge; its name, if there is none of that name.
func BridgeTitle(name string) string {
	for _, step := range append([]bridgeStep{lastStep, lastMonthStep}, bridgeSteps...) {
		if step.name == name {
			return step.title
		}
	}
	return name
}

// Bridge says where the net margin impact of an arm comes from, in discounted money: lines that add up to it, then the impact itself.
// For a single month it ends at the impact on the cash basis, without a closing obligation, and splits rewards as over the whole horizon.
// Nil means that no customer is selected.
func Bridge(d *Data, arm int, s Selection) []BridgeLine {
	all := newSample(d, arm, s)
	if all.missing != "" {
		return nil
	}
	steps, end := bridgeSteps, lastStep
	if s.Month >= 0 {
		steps, end = steps[:len(steps)-1], lastMonthStep
	}
	lines := make([]BridgeLine, 0, len(steps)+1)
	for _, step := range append(steps[:len(steps):len(steps)], end) {
		lines = append(lines, BridgeLine{step.name, step.title, compute(all, sum(step.of)).Estimate()})
	}
	return lines
}
