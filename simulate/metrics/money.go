package metrics

import (
	"errors"
	"fmt"
)

const (
	perPopulation = "currency"
	perCustomer   = "currency per customer"
	fraction      = "fraction"
)

var (
	errNoMargin      = errors.New("the baseline earns no net margin to compare with")
	errNoSales       = errors.New("the baseline has no sales to compare with")
	errNoRevenue     = errors.New("the baseline has no revenue to compare with")
	errNothing       = errors.New("the program costs nothing, or its fees cover what it costs")
	errNoPayback     = errors.New("nothing was spent that could be paid back")
	errUnreached     = errors.New("what the program gives away grows with sales as fast as the margin, so no lift breaks even")
	errNoMemberSales = errors.New("no member bought anything")
	errSubsidyFor    = errors.New("nothing was given to customers")
)

// amount is a row of money for the whole population.
func amount(name, title string, better int, monthly bool, of func(*pair) float64, definition string) Metric {
	return Metric{Name: name, Title: title, Unit: perPopulation, Kind: Money, Group: MoneyGroup, Better: better, Monthly: monthly,
		Definition: definition, of: sum(of)}
}

// sum is the function of a metric that always has a value.
func sum(of func(*pair) float64) func(*pair) (float64, error) {
	return func(p *pair) (float64, error) { return of(p), nil }
}

// ratio divides, and fails with an error if the denominator is not positive.
func ratio(above, below func(*pair) float64, otherwise error) func(*pair) (float64, error) {
	return func(p *pair) (float64, error) {
		d := below(p)
		if d <= 0 {
			return 0, otherwise
		}
		return above(p) / d, nil
	}
}

// relative is a row for a change as a fraction of what it is at baseline.
func relative(name, title, baseline string, monthly bool, of func(*side) float64, otherwise error, definition string) Metric {
	below := func(p *pair) float64 { return of(p.base) }
	return Metric{Name: name, Title: title, Unit: fraction, Kind: RelativeChange, Group: MoneyGroup, Better: 1, Monthly: monthly,
		Definition: definition, of: ratio(increase(of), below, otherwise),
		divisor: &divisor{baseline, below}}
}

func increase(of func(*side) float64) func(*pair) float64 {
	return func(p *pair) float64 { return of(p.arm) - of(p.base) }
}

func sales(s *side) float64 { return s.flow[Sales] }

func impact(p *pair) float64     { return p.arm.margin() - p.base.margin() }
func impactCash(p *pair) float64 { return p.arm.marginCash() - p.base.marginCash() }

// fullCost is what the return on a program is measured against.
func fullCost(p *pair) float64 { return p.arm.programCost() + p.arm.obligation() }

// variableShare is the share of the variable cost that goes to what would have been bought anyway.
func variableShare(p *pair) float64 {
	if p.arm.person[ProgramCost] <= 0 {
		return 1
	}
	return p.arm.person[Subsidy] / p.arm.person[ProgramCost]
}

// breakEvenTerms are the terms of the break-even lift: fixed cost, variable cost on baseline purchases, baseline margin.
func breakEvenTerms(p *pair) (fixed, variable, margin float64) {
	given := p.arm.variable() + p.arm.obligation() - p.arm.now[Fees]
	return p.arm.operations, variableShare(p) * given, p.base.margin()
}

// breakEvenLift is the relative lift of all sales at which a program earns as much as no program: (F + V)/(M − V) with
// fixed cost F, variable cost V on the purchases made anyway, which grows with sales, and their margin M, all in the same unit.
// It fails if V is not below M, as then each sale loses money.
func breakEvenLift(fixed, variable, margin float64) (float64, error) {
	if variable >= margin {
		return 0, errUnreached
	}
	return (fixed + variable) / (margin - variable), nil
}

func payback(p *pair) (float64, error) {
	if p.arm.variable() == 0 && p.arm.operations == 0 {
		return 0, errNoPayback
	}
	return firstStaying(p.cumulative())
}

// firstStaying is the first month, counted from 1, from which sums stay at or above 0.
func firstStaying(sums []float64) (float64, error) {
	first := len(sums)
	for first > 0 && sums[first-1] >= 0 {
		first--
	}
	if first == len(sums) {
		return 0, fmt.Errorf("not within %s", monthsOf(len(sums)))
	}
	return float64(first + 1), nil
}

// monthsOf writes a number of months.
func monthsOf(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}

// paybackEstimate takes the interval from where the band of the cumulative impact crosses zero: its upper edge gives the
// earliest month, its lower edge the latest. SE is half the interval over the quantile used for the band.
func paybackEstimate(s *sample, x Series) Estimate {
	x.Without, x.NoInterval = nil, s.few
	if x.Missing != "" || s.few != "" {
		return x.Estimate()
	}
	band := cumulative(s)
	low, high := make([]float64, len(band)), make([]float64, len(band))
	for m, e := range band {
		low[m], high[m] = e.Low, e.High
	}
	earliest, err := firstStaying(high)
	if err != nil { // the upper edge is never below the value, which has been reached
		earliest = x.Value
	}
	latest, err := firstStaying(low)
	if err != nil {
		x.NoInterval = fmt.Sprintf("it may come as early as month %.0f, but also not within %s", earliest, monthsOf(len(band)))
		return x.Estimate()
	}
	return Estimate{Value: x.Value, Low: earliest, High: latest, SE: (latest - earliest) / 2 / studentQuantile(len(s.without)-1)}
}

var moneyMetrics = []Metric{
	amount("sales", "Sales at list price", 1, true, func(p *pair) float64 { return sales(p.arm) },
		"List price of everything bought, less what was returned. Free products and money off do not reduce it. Undiscounted sum over the horizon."),
	amount("revenue", "Revenue", 1, true, func(p *pair) float64 { return p.arm.revenue() },
		"Sales less discounts, less what was paid with points or certificates, less the sales that free products replaced. Undiscounted sum over the horizon."),
	amount("net_margin", "Net margin", 1, false, func(p *pair) float64 { return p.arm.margin() },
		"Gross margin less discounts, rewards, perks, acquisition and the running costs of the program, plus fees, less the closing obligation. Discounted to the start."),
	amount("net_margin_impact", "Net margin impact", 1, false, impact,
		"Net margin of the arm minus that of the same customers without a program, after the closing obligation. Discounted."),
	relative("net_margin_impact_pct", "Net margin impact, relative", "the net margin of the baseline", false, (*side).margin, errNoMargin,
		"Net margin impact divided by the net margin of the baseline."),
	{Name: "net_margin_impact_per_customer", Title: "Net margin impact per customer", Unit: perCustomer, Kind: MoneyPerCustomer, Group: MoneyGroup,
		Better: 1, of: ratio(impact, (*pair).customers, errNoCustomers),
		Definition: "Net margin impact divided by all customers, members or not."},
	amount("net_margin_cash", "Net margin, cash", 1, true, func(p *pair) float64 { return p.arm.marginCash() },
		"Net margin of what was earned and paid within the horizon; what is still owed at its end is left out. Discounted."),
	amount("net_margin_impact_cash", "Net margin impact, cash", 1, true, impactCash,
		"Net margin on the cash basis minus that of the same customers without a program. Discounted. It flatters programs whose rewards are used late."),
	relative("net_margin_impact_pct_cash", "Net margin impact, relative, cash", "the net margin of the baseline", true, (*side).marginCash, errNoMargin,
		"Net margin impact on the cash basis divided by the net margin of the baseline."),
	{Name: "net_margin_impact_per_customer_cash", Title: "Net margin impact per customer, cash", Unit: perCustomer, Kind: MoneyPerCustomer, Group: MoneyGroup,
		Better: 1, Monthly: true, of: ratio(impactCash, (*pair).customers, errNoCustomers),
		Definition: "Net margin impact on the cash basis divided by all customers, members or not."},
	amount("closing_obligation", "Closing obligation", -1, false, func(p *pair) float64 { return p.arm.obligation() },
		"Cost of the rewards that customers will still take with the points and certificates they hold at the end of the horizon, found by following those to their end while the program goes on; and the part of monthly and yearly fees paid that is for days after the horizon: fee × these days ÷ days of its period. Discounted."),
	amount("incremental_sales", "Incremental sales", 1, true, increase(sales),
		"Sales of the arm minus sales of the same customers without a program. Undiscounted."),
	relative("incremental_sales_pct", "Incremental sales, relative", "the sales of the baseline", true, sales, errNoSales,
		"Incremental sales divided by the sales of the baseline."),
	amount("incremental_revenue", "Incremental revenue", 1, true, increase((*side).revenue),
		"Revenue of the arm minus revenue of the same customers without a program. Undiscounted."),
	relative("incremental_revenue_pct", "Incremental revenue, relative", "the revenue of the baseline", true, (*side).revenue, errNoRevenue,
		"Incremental revenue divided by the revenue of the baseline."),
	amount("program_cost", "Program cost", -1, true, func(p *pair) float64 { return p.arm.programCost() },
		"Discounts, rewards, perks and running costs within the horizon, less fees. Discounted. Rewards still owed at the end are in closing_obligation instead."),
	amount("cost_discounts", "Cost of discounts", -1, true, func(p *pair) float64 { return p.arm.now[Discounts] },
		"Money taken off at the till by discount rules. Discounted to the start of the horizon."),
	amount("cost_rewards", "Cost of rewards", -1, true, func(p *pair) float64 { return p.arm.now[RewardCost] },
		"Money off paid with points or certificates, cost of goods of free products and the margin of the sales they replaced, what other rewards cost less cash paid besides points, and what a coalition charges for points less what it pays for those used. Discounted."),
	amount("cost_perks", "Cost of perks", -1, true, func(p *pair) float64 { return p.arm.now[PerkCost] },
		"What perks such as free shipping or upgrades, and actions such as reviews, cost the company. Discounted."),
	amount("cost_operations", "Running costs", -1, true, func(p *pair) float64 { return p.arm.operations },
		"Setup at the start, the monthly amount at each month end, and a twelfth of the yearly amount per member for the mean of the members at the start and the end of the month. Discounted. A segment bears setup and monthly amount by its share of the customers simulated."),
	amount("fees", "Fees and partners", 1, true, func(p *pair) float64 { return p.arm.now[Fees] },
		"What members paid to belong to the program, partners for points earned with them, and what the program states that actions bring in. Discounted."),
	{Name: "roi", Title: "Return on the program", Unit: fraction, Kind: RelativeChange, Group: MoneyGroup, Better: 1,
		of:         ratio(impact, fullCost, errNothing),
		divisor:    &divisor{"the cost of the program", fullCost},
		Definition: "Net margin impact divided by program cost plus closing obligation, all discounted: the gain left per unit of money put in after that unit has been earned back. The denominator is net of fees."},
	{Name: "payback_months", Title: "Payback", Unit: "months", Kind: Months, Group: MoneyGroup, Better: -1, stepwise: true, of: payback,
		Definition: "First month, counted from 1, from which the cumulative discounted impact on the cash basis stays at or above zero until the end of the horizon. The interval is where the 95 % band of that curve crosses zero."},
	{Name: "break_even_lift", Title: "Break-even sales lift", Unit: fraction, Kind: RelativeChange, Group: MoneyGroup, Better: -1,
		of: func(p *pair) (float64, error) { return breakEvenLift(breakEvenTerms(p)) },
		divisor: &divisor{"the margin left after what is given away", func(p *pair) float64 {
			_, variable, margin := breakEvenTerms(p)
			return margin - variable
		}},
		Definition: "Relative lift of sales at which the program would earn as much as no program: (F + V)/(M − V). F: running costs. V: discounts, rewards, perks and closing obligation less fees, as far as they went to what would have been bought anyway (subsidy_ratio); they grow with sales. M: net margin of the baseline. All discounted. Costs are taken to grow in proportion to sales: where some customers respond more than others, it takes somewhat more."},
	{Name: "subsidy_ratio", Title: "Subsidy ratio", Unit: fraction, Kind: Share, Group: MoneyGroup, Better: -1,
		of: ratio(func(p *pair) float64 { return p.arm.person[Subsidy] }, func(p *pair) float64 { return p.arm.person[ProgramCost] }, errSubsidyFor),
		Definition: "Share of discounts, rewards and perks, those owed at the end included, that went to what would have been bought anyway. " +
			"Per customer the cost counts as subsidy in the proportion of his sales without the program to his sales with it, at most all of it. Undiscounted."},
	{Name: "effective_reward_rate", Title: "Effective reward rate", Unit: fraction, Kind: Share, Group: MoneyGroup,
		of: ratio(func(p *pair) float64 { return p.arm.flow[Discounts] + p.arm.flow[RewardCost] + p.arm.owed[OwedCost] },
			func(p *pair) float64 { return p.arm.flow[MemberSales] }, errNoMemberSales),
		Definition: "Cost of discounts and rewards, those owed at the end included, as a fraction of the sales at list price at which a member identified. Undiscounted."},
	{Name: "incremental_purchases", Title: "Incremental purchases", Unit: "purchases", Kind: Count, Group: MoneyGroup, Better: 1,
		of:         sum(func(p *pair) float64 { return p.arm.person[ExtraPurchases] }),
		Definition: "Purchases of customers who bought more often than without the program, as far as more often; for the whole population."},
	{Name: "lost_purchases", Title: "Lost purchases", Unit: "purchases", Kind: Count, Group: MoneyGroup, Better: -1, behind: BoughtLess,
		of:         sum(func(p *pair) float64 { return p.arm.person[LostPurchases] }),
		Definition: "Purchases of customers who bought less often than without the program, as far as less often; for the whole population. Not netted against incremental_purchases. Without an interval unless 30 customers simulated bought less often."},
}
