package scenarios

import (
	"fmt"
	"math"
	"slices"

	"earnburn/internal/document"
	"earnburn/programs"
)

// LintRule is one thing that is looked for in a program before anything is simulated.
type LintRule struct {
	Code   string // stable, for machines
	Finds  string // when it warns
	Advice string // what to change

	once func(*linter)                 // looks at the program as a whole; nil for those that look at each version
	each func(l *linter, rules *stage) // looks at the rules of one version
}

// LintRules are all rules of the linter, in the order in which they are applied.
func LintRules() []LintRule { return slices.Clone(lintRules) }

var lintRules = []LintRule{
	{Code: "discounts_above_price", Finds: "discounts that can meet on one purchase take more than its price", Advice: "lower one of them, keep them apart with `when`, or let the best one count: `discounts_combine: best`", each: discountsAbovePrice},
	{Code: "reward_rate_above_margin", Finds: "what a mean purchase brings a member of some level costs as much as its margin, or more; so, for rewards of a fixed size, with a small purchase", Advice: "raise the price of the reward in points, or give less", each: rewardRateAboveMargin},
	{Code: "stacked_discounts", Finds: "at some purchase discounts and points cost more than the margin together, though neither does alone", Advice: "let one exclude the other with `when`, or lower one of them", each: stackedDiscounts},
	{Code: "earn_burn_loop", Finds: "points pay for themselves: rewards that earn points again, cash or gift cards worth as much as the purchases that earn them, head starts of a whole card, or a welcome worth more than the fee", Advice: "raise the price of the reward, earn nothing on what points pay for, or give less at the start", each: earnBurnLoop},
	{Code: "points_kept_on_return", Finds: "purchases that come back leave their points: buying and returning earns them for nothing", Advice: "leave out `keep_on_return`, or make points wait until nothing can be returned: `pending`", each: pointsKeptOnReturn},
	{Code: "reward_out_of_reach", Finds: "more than half of the customers cannot reach the first reward before their points expire, with all that earns points: for its price, its level, its dates, the wait for points or caps", Advice: "what the text says of the cause: fewer points, a later expiry, a lower level, a higher cap or another date", each: rewardOutOfReach},
	{Code: "pending_beyond_expiry", Finds: "points die before they can be used", Advice: "a shorter `pending` or a later expiry", each: pendingBeyondExpiry},
	{Code: "stranded_points", Finds: "points that can never be used: a purchase earns more than one purchase lets be used, what is left of a year's points when they expire, or what a cap leaves below the next reward", Advice: "more than one reward at a purchase, or prices and caps that fit what is earned", each: strandedPoints},
	{Code: "budget_spent_early", Finds: "a budget of points for all members together lasts for less than a tenth of the time, if all customers are members, or as many as the program states", Advice: "a larger budget, or fewer points for a purchase", each: budgetSpentEarly},
	{Code: "oversized_reward", Finds: "all there is to have is money off, or certificates, of more than a purchase costs; what is over is lost", Advice: "make it smaller, for fewer points, or let any number of points pay", each: oversizedReward},
	{Code: "dominated_reward", Finds: "another reward is as good as money, gives as much per point and costs no more points", Advice: "leave it out, or make it worth its distance", each: dominatedReward},
	{Code: "basket_splitting", Finds: "a mean purchase paid in two brings over 1 % of its price more", Advice: "earn by spend instead of by visit, round down, or ask for a smallest basket with `when: {basket_from: …}`", each: basketSplitting},
	{Code: "basket_out_of_reach", Finds: "fewer than one purchase in a thousand is as large as a rule asks for", Advice: "a smaller `basket_from`", each: basketOutOfReach},
	{Code: "certificate_below_basket", Finds: "certificates need a larger basket than the mean one", Advice: "a smaller `basket_from` of the certificate", each: certificateBelowBasket},
	{Code: "certificate_expires_early", Finds: "more than half of the next purchases come after a certificate has expired", Advice: "a longer `valid`", each: certificateExpiresEarly},
	{Code: "challenge_out_of_reach", Finds: "the median customer completes a challenge in time with a chance below 1 %", Advice: "a lower target or more time", each: challengeOutOfReach},
	{Code: "tier_out_of_reach", Finds: "fewer than one customer in a thousand reaches a level in its window, at the baseline", Advice: "a lower `from` or a longer window", each: tierOutOfReach},
	{Code: "tier_reached_by_all", Finds: "more than nine customers in ten reach a level in its window (a year, where counts are for life), at the baseline", Advice: "a higher `from`, or give its benefits to everyone", each: tierReachedByAll},
	{Code: "fee_nobody_pays", Finds: "what a year of membership brings the best twentieth of customers, and 15 % more, is still less than the fee", Advice: "a lower fee or more benefits", once: feeNobodyPays},
	{Code: "nobody_joins", Finds: "customers join by what the program is worth to them and no rule of it gives anything of worth: they then never do, whatever `affinity` it states", Advice: "`enrollment: automatic`, or something that members get", once: nobodyJoins},
	{Code: "versions_not_in_run", Finds: "all changes of the rules lie before the start of the scenario or after its end", Advice: "move the start: `--set scenario.start=DATE`", once: versionsNotInRun},
	{Code: "never_in_run", Finds: "no day of the scenario meets the dates, days of the year or weekdays of a rule, an action, a partner or a version", Advice: "other dates, or another time: `--set scenario.start=DATE`, `--set scenario.months=NUMBER`", once: neverInRun},
}

// linter gathers what the rules find.
type linter struct {
	world   *World
	program *programs.Program // in the world's currency
	stages  []stage           // in force within the horizon
	code    string
	list    []Warning
}

// Foresee lists what is odd about a program in this world though it can be simulated: of several versions those in force within the horizon.
// Errors are those of Compile.
func (w *World) Foresee(p *programs.Program) ([]Warning, error) {
	stages, err := w.stages(p)
	if err != nil {
		return nil, err
	}
	l := &linter{world: w, program: stages[0].program}
	for _, s := range stages {
		if s.inRun() {
			l.stages = append(l.stages, s)
		}
	}
	for _, rule := range lintRules {
		l.code = rule.Code
		if rule.once != nil {
			rule.once(l)
			continue
		}
		for i := range l.stages {
			rule.each(l, &l.stages[i])
		}
	}
	return l.list, nil
}

// warn adds a warning about a place in the file. A place is warned of once by each rule, however many versions share it.
func (l *linter) warn(path, format string, args ...any) {
	w := Warning{Code: l.code, Text: fmt.Sprintf(format, args...), Position: l.program.Document().At(path)}
	if !slices.ContainsFunc(l.list, func(o Warning) bool { return o.Code == w.Code && o.Position == w.Position }) {
		l.list = append(l.list, w)
	}
}

// segments are the arithmetic of those segments that have a mean basket.
func (s *stage) segments() []*arithmetic {
	var list []*arithmetic
	for i := range s.world.Segments {
		if a := s.in(i); !math.IsInf(a.segment.Basket.mean(), 0) {
			list = append(list, a)
		}
	}
	return list
}

// of names a segment and a level where there are several: " of segment regulars at level Gold".
func (a *arithmetic) of(level int) string {
	text := ""
	if a.name != "" {
		text = " of segment " + a.name
	}
	if a.rules.HasTiers && level > 0 {
		text += " at level " + a.rules.Levels[level]
	}
	return text
}

// inPercent writes a share to a tenth of a percent.
func inPercent(x float64) string {
	switch {
	case x > 0 && x < 0.0001:
		return "less than 0.01%"
	case x > 0 && x < 0.0005:
		return fmt.Sprintf("%.2f%%", 100*x)
	}
	return document.Grouped(math.Round(1000*x)/10) + "%"
}
