package metrics

import "errors"

var (
	errNoMembers       = errors.New("nobody joined")
	errNoPurchases     = errors.New("nothing was bought")
	errNoBuyers        = errors.New("nobody bought in the last 12 months")
	errMemberBuyers    = errors.New("no member bought in the last 12 months")
	errOtherBuyers     = errors.New("everyone who bought in the last 12 months is a member")
	errIdleMembers     = errors.New("the members bought nothing in the last 12 months without the program")
	errIdleOthers      = errors.New("buyers who are not members have no sales in the last 12 months")
	errNeeds24         = errors.New("it needs a horizon of at least 24 months")
	errNeeds12         = errors.New("it needs a horizon of at least 12 months")
	errNoBefore        = errors.New("nobody bought in the 12 months before the last 12")
	errNobodyAlive     = errors.New("nobody was a customer 12 months before the end")
	errNoRevenue12     = errors.New("nobody who bought in the 12 months before the last 12 paid anything")
	errNoFrequent      = errors.New("nobody bought at least three times")
	errNoBeforeJoining = errors.New("no member had bought before joining")
	errNoDecay         = errors.New("without a discount rate and without churn a customer's value has no end")
	errNoAliveDays     = errors.New("nobody was a customer for a day")
)

// person is a count at the end of the horizon in the arm.
func person(i Person) func(*pair) float64 { return func(p *pair) float64 { return p.arm.person[i] } }

// minusOne turns a ratio into a relative change.
func minusOne(of func(*pair) (float64, error)) func(*pair) (float64, error) {
	return func(p *pair) (float64, error) {
		x, err := of(p)
		if err != nil {
			return 0, err
		}
		return x - 1, nil
	}
}

// atLeast guards a function against horizons that are too short.
func atLeast(months int, otherwise error, of func(*pair) (float64, error)) func(*pair) (float64, error) {
	return func(p *pair) (float64, error) {
		if p.facts.Months < months {
			return 0, otherwise
		}
		return of(p)
	}
}

// naive compares the mean of members who bought with the mean of other buyers, as a dashboard does.
func naive(members, others Person) func(*pair) (float64, error) {
	return func(p *pair) (float64, error) {
		s := p.arm
		n := s.person[Buyers] - s.person[MemberBuyers]
		switch {
		case s.person[Members] <= 0:
			return 0, errNoMembers
		case s.person[MemberBuyers] <= 0:
			return 0, errMemberBuyers
		case n <= 0:
			return 0, errOtherBuyers
		case s.person[others] <= 0:
			return 0, errIdleOthers
		}
		return (s.person[members]/s.person[MemberBuyers])/(s.person[others]/n) - 1, nil
	}
}

// truly compares members with themselves at baseline.
func truly(members, atBaseline Person) func(*pair) (float64, error) {
	of := minusOne(ratio(person(members), person(atBaseline), errIdleMembers))
	return func(p *pair) (float64, error) {
		if p.arm.person[Members] <= 0 {
			return 0, errNoMembers
		}
		return of(p)
	}
}

// shareOf is a row for a fraction of customers.
func shareOf(name, title string, better int, above, below Person, otherwise error, definition string) Metric {
	return Metric{Name: name, Title: title, Unit: fraction, Kind: Share, Group: CustomersGroup, Better: better, Definition: definition,
		of: ratio(person(above), person(below), otherwise)}
}

// lift is a row for a comparison of members; its denominator is guarded where there are members at all.
func lift(name, title string, better int, of func(*pair) (float64, error), below *divisor, definition string) Metric {
	return Metric{Name: name, Title: title, Unit: fraction, Kind: RelativeChange, Group: CustomersGroup, Better: better, Definition: definition,
		of: of, divisor: below}
}

// lifetimeValue is the discounted net margin of a customer with what goes on after the horizon, by geometric retention.
func lifetimeValue(of func(*pair) *side) func(*pair) (float64, error) {
	return atLeast(12, errNeeds12, func(p *pair) (float64, error) {
		s := of(p)
		if s.person[AliveYearAgo] <= 0 {
			return 0, errNobodyAlive
		}
		stay, d := 1-s.person[LeftLastYear]/s.person[AliveYearAgo], p.facts.DiscountRate
		if 1+d-stay <= 0 {
			return 0, errNoDecay
		}
		lastYear := 0.0 // discounted to its own middle, as each year after it
		for _, x := range s.cash[len(s.cash)-12:] {
			lastYear += x
		}
		if len(s.cash) == 12 {
			lastYear += s.setup // which comes once
		}
		return (s.margin() + lastYear*stay/(1+d-stay)) / p.customers(), nil
	})
}

var customerMetrics = []Metric{
	{Name: "enrolled_share", Title: "Enrolled", Unit: fraction, Kind: Share, Group: CustomersGroup, Monthly: true,
		of:         ratio(func(p *pair) float64 { return p.arm.joined }, person(Customers), errNoCustomers),
		Definition: "Share of all customers of the horizon who had become members by its end, or by the end of the month. Those who left since are counted."},
	shareOf("active_rate", "Active members", 1, ActiveMembers, Members, errNoMembers,
		"Share of all members ever that earned, used or received something with a purchase in the last 12 months of the horizon."),
	lift("true_lift", "True lift of members", 1, truly(MemberSpend, MemberSpendBaseline), &divisor{"the members' sales without the program", person(MemberSpendBaseline)},
		"Sales at list price of members in the last 12 months, divided by the sales of the same customers without a program, minus one."),
	lift("naive_lift", "Naive lift of members", 0, naive(MemberSpend, OtherSpend), &divisor{"the sales of buyers who are not members", person(OtherSpend)},
		"Mean sales in the last 12 months of members who bought, divided by the mean of buyers who are not members, minus one. "+
			"Mostly selection: heavy buyers join first. The program's own effect is true_lift."),
	lift("before_after_lift", "Lift of members, before and after", 0, func(p *pair) (float64, error) {
		s := p.arm
		switch {
		case s.person[Members] <= 0:
			return 0, errNoMembers
		case s.person[BeforeSpend] <= 0 || s.person[BeforeDays] <= 0 || s.person[AfterDays] <= 0:
			return 0, errNoBeforeJoining
		}
		return (s.person[AfterSpend]/s.person[AfterDays])/(s.person[BeforeSpend]/s.person[BeforeDays]) - 1, nil
	}, nil,
		"Sales a day of members since they joined, to the end of the horizon, divided by their sales a day before they joined, minus one; of the members who had bought before. "+
			"Who joins has just bought, and some have left since, so it says little of the program's own effect, which is true_lift."),
	lift("true_lift_wallet", "True lift of members' share of wallet", 1, truly(MemberWallet, MemberWalletBaseline), nil,
		"Mean share of wallet of the members who bought in the last 12 months, divided by that of the same customers without a program, minus one."),
	lift("naive_lift_wallet", "Naive lift of members' share of wallet", 0, naive(MemberWallet, OtherWallet), nil,
		"Mean share of wallet of the members who bought in the last 12 months, divided by the mean of buyers who are not members, minus one. Mostly selection."),
	{Name: "retention_rate", Title: "Retention", Unit: fraction, Kind: Share, Group: CustomersGroup, Better: 1,
		of:         atLeast(24, errNeeds24, ratio(person(Retained), person(BoughtBefore), errNoBefore)),
		Definition: "Share of the customers who bought in the last but one 12 months of the horizon that bought again in the last 12."},
	{Name: "churn_rate", Title: "Churn a year", Unit: fraction, Kind: Share, Group: CustomersGroup, Better: -1,
		of:         atLeast(12, errNeeds12, ratio(person(LeftLastYear), person(AliveYearAgo), errNobodyAlive)),
		Definition: "Share of those who were customers 12 months before the end of the horizon that have left for good since. The true state, which a company cannot observe."},
	shareOf("observed_churn_rate", "Churn as it would seem", -1, SeemGone, Frequent, errNoFrequent,
		"Share of the customers who bought at least three times within the horizon that have bought nothing in the last three of their own mean gaps: "+
			"what a company can conclude from its data. It counts who takes a long break and misses who left lately; the true rate is churn_rate."),
	{Name: "net_revenue_retention", Title: "Revenue retention, net", Unit: fraction, Kind: Ratio, Group: CustomersGroup, Better: 1,
		of:         atLeast(24, errNeeds24, ratio(person(RevenueAfter), person(RevenueBefore), errNoRevenue12)),
		Definition: "Revenue of the last 12 months from the customers who bought in the 12 months before, divided by their revenue then. Above one, those who buy more outweigh those who buy less or left: negative churn."},
	{Name: "gross_revenue_retention", Title: "Revenue retention, gross", Unit: fraction, Kind: Share, Group: CustomersGroup, Better: 1,
		of:         atLeast(24, errNeeds24, ratio(person(RevenueKept), person(RevenueBefore), errNoRevenue12)),
		Definition: "As net_revenue_retention, but a customer counts at most with the revenue of the 12 months before, so that nobody makes up for others. Never above one."},
	{Name: "clv", Title: "Customer lifetime value", Unit: "currency per customer", Kind: MoneyPerCustomer, Group: CustomersGroup, Better: 1,
		of: lifetimeValue(func(p *pair) *side { return p.arm }),
		Definition: "Net margin of the horizon per customer, and what goes on after it: the net margin of the last 12 months, cash basis, year after year, each time less the customers who leave at churn_rate, " +
			"discounted: margin × r/(1 + d − r) with r = 1 − churn_rate and discount rate d. Discounted to the start."},
	{Name: "clv_uplift", Title: "Uplift of the lifetime value", Unit: fraction, Kind: RelativeChange, Group: CustomersGroup, Better: 1,
		of: minusOne(func(p *pair) (float64, error) {
			base, err := lifetimeValue(func(p *pair) *side { return p.base })(p)
			if err != nil {
				return 0, err
			}
			own, err := lifetimeValue(func(p *pair) *side { return p.arm })(p)
			if err == nil && base <= 0 {
				err = errNoMargin
			}
			return own / base, err
		}),
		Definition: "clv divided by that of the baseline, minus one."},
	shareOf("repeat_rate", "Repeat buyers", 1, Repeaters, Buyers, errNoBuyers,
		"Share of the customers who bought in the last 12 months that bought at least twice in that time."),
	{Name: "purchase_frequency", Title: "Purchases a year", Unit: "purchases per customer and year", Kind: PerYear, Group: CustomersGroup, Better: 1,
		of: ratio(func(p *pair) float64 { return p.arm.flow[Purchases] * daysPerYear },
			person(AliveDays), errNoAliveDays),
		Definition: "Purchases within the horizon per year of 365.25 days that a customer had arrived and not left."},
	{Name: "average_basket", Title: "Average basket", Unit: "currency per purchase", Kind: MoneyPerCustomer, Group: CustomersGroup, Better: 1, Monthly: true,
		of: ratio(func(p *pair) float64 { return p.arm.flow[Sales] + p.arm.flow[Returns] },
			func(p *pair) float64 { return p.arm.flow[Purchases] }, errNoPurchases),
		Definition: "Mean list price of a purchase, before discounts, rewards and returns."},
	{Name: "share_of_wallet", Title: "Share of wallet", Unit: fraction, Kind: Share, Group: CustomersGroup, Better: 1,
		of: ratio(func(p *pair) float64 { return p.arm.person[MemberWallet] + p.arm.person[OtherWallet] },
			person(Buyers), errNoBuyers),
		Definition: "Mean over the customers who bought in the last 12 months of the share of their spending in the category that they spend here."},
}
