package scenarios

import "math"

// Register holds the default of every parameter of behavior with its range, what it rests on and what it means. A range is the 5th to
// 95th percentile. Grades: A a published size, B a published direction, C an assumption to be replaced by own measurements.
var Register = [NumParameters]Entry{
	Elasticity: {
		Name: "elasticity", Value: 0.8, Low: 0.2, High: 2, Log: true, Min: 0, Max: 10, Unit: "", Grade: "C",
		Source:     "Assumption for a store-wide offer that always runs. Far below the mean of 1,851 brand elasticities, 2.62 (Bijmolt, van Heerde and Pieters 2005, Journal of Marketing Research); above what Nastasoiu, Bendle, Bagga, Vandenbosch and Navarro-Martinez 2021, Journal of the Academy of Marketing Science find for a whole program, 1.74 % of sales.",
		Definition: "By what share spending rises per unit of perceived discount: at 0.8, a discount of 5 % raises it by 4 %.",
	},
	FrequencyShare: {
		Name: "frequency_share", Value: 0.7, Low: 0.4, High: 0.95, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption. Gopalakrishnan, Jiang, Nevskaya and Thomadsen 2021, Marketing Science, find next to no effect on spending per visit; Gupta 1988, Journal of Marketing Research, splits a promotion's response into when, what and how much.",
		Definition: "Share of the response to price that is more purchases; the rest is larger baskets.",
	},
	HabituationHalfLife: {
		Name: "habituation_half_life", Value: 112, Low: 42, High: 364, Log: true, Min: 1, Max: 36525, Unit: "days", Grade: "C",
		Source:     "Assumption. Lin and Bowman 2022, Journal of Retailing and Consumer Services, find launch effects that fade; reference prices adapt over weeks (Mazumdar, Raj and Sinha 2005, Journal of Marketing).",
		Definition: "Time in which half of the response that wears off has worn off after a discount begins.",
	},
	PermanentShare: {
		Name: "permanent_share", Value: 0.5, Low: 0.2, High: 0.9, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption. Lin and Bowman 2022, Journal of Retailing and Consumer Services: the rise in sales at launch is generally short-lived.",
		Definition: "Share of the response to a discount that never wears off.",
	},
	LossWeight: {
		Name: "loss_weight", Value: 1.7, Low: 1.2, High: 2.25, Log: true, Min: 0.1, Max: 10, Unit: "ratio", Grade: "B",
		Source:     "Hardie, Johnson and Fader 1993, Marketing Science (brand choice); Tversky and Kahneman 1992, Journal of Risk and Uncertainty, estimate 2.25.",
		Definition: "How much more strongly customers react to a discount taken away than to the same discount given.",
	},
	DeferredHabituation: {
		Name: "deferred_habituation", Value: 1, Low: 0, High: 1, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption: no study found compares how fast points and discounts wear off.",
		Definition: "How far the value of points and other later rewards wears off like a discount: 1 fully, 0 not at all.",
	},
	ChurnHazardRatio: {
		Name: "churn_hazard_ratio", Value: 0.95, Low: 0.75, High: 1, Log: true, Min: 0.1, Max: 2, Unit: "ratio", Grade: "B",
		Source:     "Gopalakrishnan, Jiang, Nevskaya and Thomadsen 2021, Marketing Science, imply 0.50 to 0.75 for one program, the largest effect published; smaller gains in Bolton, Kannan and Bramlett 2000, Journal of the Academy of Marketing Science, and Verhoef 2003, Journal of Marketing.",
		Definition: "Rate of leaving of an engaged member who gets full value, relative to the same customer without the program.",
	},
	FullValue: {
		Name: "full_value", Value: 0.05, Low: 0.02, High: 0.1, Log: true, Min: 0.001, Max: 1, Unit: "share of spending", Grade: "C",
		Source:     "Assumption: common programs return 1 to 5 % of spending.",
		Definition: "Perceived reward, as a share of spending, at which loyalty effects reach their full size; below it they shrink in proportion.",
	},
	EngagedShare: {
		Name: "engaged_share", Value: 0.8, Low: 0.6, High: 0.95, Min: 0, Max: 1, Unit: "share", Grade: "B",
		Source:     "Bond Brand Loyalty, The Loyalty Report 2016 and 2019: 16 to 20 % of members have never redeemed anywhere.",
		Definition: "Share of customers who notice what a program gives later; the others respond to money off at the till only.",
	},
	ResponsivenessCV: {
		Name: "responsiveness_cv", Value: 0.5, Low: 0.3, High: 0.8, Log: true, Min: 0, Max: 5, Unit: "cv", Grade: "C",
		Source:     "Assumption. Stourm, Bradlow and Fader 2015, Journal of Marketing Research, find large differences between members.",
		Definition: "How much customers differ in the strength of every response, as standard deviation over mean.",
	},
	SubjectiveDiscount: {
		Name: "subjective_discount", Value: 0.3, Low: 0.1, High: 1, Log: true, Min: 0.001, Max: 20, Unit: "per year", Grade: "B",
		Source:     "Frederick, Loewenstein and O'Donoghue 2002, Journal of Economic Literature: estimates scatter from a few percent to well over 100 % a year.",
		Definition: "Rate at which the median customer discounts rewards to come.",
	},
	SubjectiveDiscountCV: {
		Name: "subjective_discount_cv", Value: 0.7, Low: 0.4, High: 1, Log: true, Min: 0, Max: 5, Unit: "cv", Grade: "C",
		Source:     "Assumption, from the scatter of estimates in Frederick, Loewenstein and O'Donoghue 2002, Journal of Economic Literature.",
		Definition: "How much customers differ in the rate at which they discount rewards to come, as standard deviation over mean.",
	},
	PresentBias: {
		Name: "present_bias", Value: 0.9, Low: 0.7, High: 1, Min: 0.01, Max: 1, Unit: "ratio", Grade: "B",
		Source:     "Laibson 1997, Quarterly Journal of Economics; Frederick, Loewenstein and O'Donoghue 2002, Journal of Economic Literature.",
		Definition: "What any delay costs a reward in the customer's mind, whatever its length: 0.9 takes off 10 %.",
	},
	PointFraming: {
		Name: "point_framing", Value: 1, Low: 0.6, High: 1.3, Log: true, Min: 0.01, Max: 10, Unit: "ratio", Grade: "B",
		Source:     "Both directions are published: above face in Zhang and Breugelmans 2012, Journal of Marketing Research, and Rossi 2018, Management Science; below in Stourm, Bradlow and Fader 2015, Journal of Marketing Research.",
		Definition: "Mean over customers of what one unit of value in points is worth against one in money.",
	},
	PointFramingCV: {
		Name: "point_framing_cv", Value: 0.3, Low: 0.15, High: 0.5, Log: true, Min: 0, Max: 5, Unit: "cv", Grade: "C",
		Source:     "Assumption. Rossi 2018, Management Science, finds a sizable group that values points above money and others below.",
		Definition: "How much customers differ in what points are worth to them, as standard deviation over mean.",
	},
	GoalGradient: {
		Name: "goal_gradient", Value: 0.1, Low: 0, High: 0.22, Min: 0, Max: 1, Unit: "", Grade: "A",
		Source:     "Kivetz, Urminsky and Zheng 2006, Journal of Marketing Research: gaps between coffee purchases shrink by some 20 % from first to last stamp. Reduced because Nastasoiu, Bendle, Bagga, Vandenbosch and Navarro-Martinez 2021, Journal of the Academy of Marketing Science find next to no points pressure.",
		Definition: "How much faster members buy just before a reward than just after one; it moves purchases and creates none.",
	},
	GoalGradientLevel: {
		Name: "goal_gradient_level", Value: 0, Low: 0, High: 1, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption, cautious: Kivetz, Urminsky and Zheng 2006, Journal of Marketing Research, observe timing within a card, not more cards.",
		Definition: "Share of the goal gradient that creates purchases instead of moving them.",
	},
	EndowedProgress: {
		Name: "endowed_progress", Value: 1.3, Low: 1, High: 2.2, Log: true, Min: 0.1, Max: 10, Unit: "odds ratio", Grade: "A",
		Source:     "Nunes and Drèze 2006, Journal of Consumer Research: 34 % against 19 % of 150 cards each were completed, an odds ratio of 2.2; reduced because it is one field test.",
		Definition: "Odds of being engaged in a program that gives at least 15 % of the way to the first reward, against one that gives nothing.",
	},
	PostReward: {
		Name: "post_reward", Value: -0.05, Low: -0.2, High: 0, Min: -0.9, Max: 0, Unit: "relative", Grade: "B",
		Source:     "Kivetz, Urminsky and Zheng 2006, Journal of Marketing Research: members slow down again after a reward.",
		Definition: "Relative change of the purchase rate for one purchase just after a reward.",
	},
	RewardedBehavior: {
		Name: "rewarded_behavior", Value: 0.04, Low: 0, High: 0.15, Min: 0, Max: 1, Unit: "relative", Grade: "B",
		Source:     "Taylor and Neslin 2005, Journal of Retailing; Nastasoiu, Bendle, Bagga, Vandenbosch and Navarro-Martinez 2021, Journal of the Academy of Marketing Science, attribute what effect there is to rewarded behavior.",
		Definition: "Relative rise of the purchase rate right after a redemption; it fades with its half-life.",
	},
	RewardedBehaviorHalfLife: {
		Name: "rewarded_behavior_half_life", Value: 42, Low: 14, High: 112, Log: true, Min: 1, Max: 36525, Unit: "days", Grade: "B",
		Source:     "Assumption within the weeks over which Taylor and Neslin 2005, Journal of Retailing, and Dorotic, Verhoef, Fok and Bijmolt 2014, International Journal of Research in Marketing, observe the effect.",
		Definition: "Time in which half of the rise after a redemption has faded.",
	},
	Promotion: {
		Name: "promotion", Value: 0.03, Low: 0, High: 0.08, Min: 0, Max: 1, Unit: "relative", Grade: "C",
		Source:     "Assumption. Wagner, Hennig-Thurau and Rudolph 2009, Journal of Marketing: smaller than the effect of a demotion.",
		Definition: "Relative rise of the purchase rate for 3 months after reaching a higher tier.",
	},
	Demotion: {
		Name: "demotion", Value: -0.08, Low: -0.2, High: -0.02, Min: -0.9, Max: 0, Unit: "relative", Grade: "B",
		Source:     "Wagner, Hennig-Thurau and Rudolph 2009, Journal of Marketing: customers moved down are less loyal than those never moved up, in experiment and field.",
		Definition: "Relative change of the purchase rate for 6 months after losing a tier.",
	},
	MissedNarrowly: {
		Name: "missed_narrowly", Value: -0.03, Low: -0.1, High: 0, Min: -0.9, Max: 0, Unit: "relative", Grade: "C",
		Source:     "Assumption on the size; direction from the field experiment of Wang, Lewis, Cryder and Sprigg 2016, Marketing Science.",
		Definition: "Relative change of the purchase rate for 3 months after missing a tier by 10 % or one purchase.",
	},
	TierRetention: {
		Name: "tier_retention", Value: 0.95, Low: 0.8, High: 1, Log: true, Min: 0.1, Max: 2, Unit: "ratio", Grade: "C",
		Source:     "Assumption on the size. Drèze and Nunes 2009, Journal of Consumer Research: status itself is valued.",
		Definition: "Rate of leaving per tier step held, relative to the step below, when the tier gives full value.",
	},
	TierRetentionFloor: {
		Name: "tier_retention_floor", Value: 0.85, Low: 0.7, High: 0.95, Log: true, Min: 0.1, Max: 1, Unit: "ratio", Grade: "C",
		Source:     "Assumption: status is worth less the more steps there are (Drèze and Nunes 2009, Journal of Consumer Research).",
		Definition: "Lowest rate of leaving, relative to the lowest tier, that any number of tier steps brings.",
	},
	Stake: {
		Name: "stake", Value: 0.05, Low: 0, High: 0.2, Min: 0, Max: 2, Unit: "log hazard", Grade: "C",
		Source:     "Assumption. Hartmann and Viard 2008, Quantitative Marketing and Economics, find that points in hand hardly bind frequent customers.",
		Definition: "How much a balance worth one whole reward lowers the rate of leaving, on the log scale: 0.05 is about 5 %.",
	},
	DemotionChurn: {
		Name: "demotion_churn", Value: 1.25, Low: 1, High: 1.8, Log: true, Min: 0.1, Max: 10, Unit: "ratio", Grade: "B",
		Source:     "Wagner, Hennig-Thurau and Rudolph 2009, Journal of Marketing; the size is an assumption.",
		Definition: "Rate of leaving for 6 months after losing a tier, relative to before.",
	},
	ExpiryChurn: {
		Name: "expiry_churn", Value: 1.1, Low: 1, High: 1.3, Log: true, Min: 0.1, Max: 10, Unit: "ratio", Grade: "C",
		Source:     "Assumption. Dorotic, Verhoef, Fok and Bijmolt 2014, International Journal of Research in Marketing, advise against expiry.",
		Definition: "Rate of leaving for 6 months after more than one reward's worth of points expired, relative to before.",
	},
	JoiningIntercept: {
		Name: "joining_intercept", Value: 0, Low: -1, High: 1, Min: -20, Max: 20, Unit: "logit", Grade: "C",
		Source:     "Assumption: half of the customers are willing to join when the program returns 3 % of a median customer's spending.",
		Definition: "Willingness to join, as a logit, of a customer to whom the program is worth 3 % of the segment's median annual spending.",
	},
	JoiningSlope: {
		Name: "joining_slope", Value: 0.8, Low: 0.3, High: 1.5, Log: true, Min: 0, Max: 10, Unit: "logit per log value", Grade: "C",
		Source:     "Assumption, chosen so that the gap between members and others exceeds the true effect as in Leenheer, van Heerde, Bijmolt and Smidts 2007, International Journal of Research in Marketing.",
		Definition: "How much more willing customers are to join the more a program is worth to them; it makes heavy buyers join first.",
	},
	AskRate: {
		Name: "ask_rate", Value: 0.3, Low: 0.1, High: 0.6, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption: cashiers ask, or customers think of it, at some purchases only.",
		Definition: "Chance that a willing customer joins at a given purchase.",
	},
	Capture: {
		Name: "capture", Value: 0.85, Low: 0.6, High: 0.98, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption; depends on how members identify (card, phone number, app).",
		Definition: "Share of purchases at which a member identifies; at the others there are no points and no discount.",
	},
	RedemptionIntercept: {
		Name: "redemption_intercept", Value: 1.5, Low: 0, High: 3, Min: -20, Max: 20, Unit: "logit", Grade: "C",
		Source:     "Assumption, within surveys of members (Bond Brand Loyalty, The Loyalty Report 2016 and 2019). Stourm, Bradlow and Fader 2015, Journal of Marketing Research, model why members wait.",
		Definition: "Willingness to redeem at a purchase, as a logit, when the rewards on offer are worth one typical basket.",
	},
	RedemptionValue: {
		Name: "redemption_value", Value: 0.5, Low: 0.2, High: 1, Log: true, Min: 0, Max: 10, Unit: "logit per log value", Grade: "C",
		Source:     "Assumption on the size; members redeem more readily what is worth more (Stourm, Bradlow and Fader 2015, Journal of Marketing Research).",
		Definition: "How much more readily members redeem the more the rewards on offer are worth.",
	},
	RedemptionExpiring: {
		Name: "redemption_expiring", Value: math.Ln2, Low: 0, High: 2 * math.Ln2, Min: 0, Max: 10, Unit: "logit", Grade: "C",
		Source:     "Assumption: odds doubled with a reminder, up to four times. Breugelmans and Liu-Thompkins 2017, Marketing Letters, find that only flexible customers react.",
		Definition: "How much more readily members redeem when points lapse within 30 days and they are reminded.",
	},
	RedemptionSD: {
		Name: "redemption_sd", Value: 0.8, Low: 0.4, High: 1.5, Log: true, Min: 0, Max: 10, Unit: "logit", Grade: "C",
		Source:     "Assumption. Stourm, Bradlow and Fader 2015, Journal of Marketing Research, find large differences between members.",
		Definition: "How much members differ in how readily they redeem, as a standard deviation of the logit.",
	},
	Hassle: {
		Name: "hassle", Value: 0.05, Low: 0.01, High: 0.15, Log: true, Min: 0, Max: 10, Unit: "share of mean basket", Grade: "C",
		Source:     "Assumption on the size. Stourm, Bradlow and Fader 2015, Journal of Marketing Research: the fixed effort of redeeming is one of the main reasons to wait; Kwong, Soman and Ho 2011, Journal of Consumer Psychology.",
		Definition: "Effort of redeeming to the median member, in money as a share of the segment's mean basket; a reward worth less is left.",
	},
	HassleCV: {
		Name: "hassle_cv", Value: 1, Low: 0.5, High: 1.5, Log: true, Min: 0, Max: 5, Unit: "cv", Grade: "C",
		Source:     "Assumption. Stourm, Bradlow and Fader 2015, Journal of Marketing Research, find large differences between members.",
		Definition: "How much members differ in the effort of redeeming, as standard deviation over mean.",
	},
	Displacement: {
		Name: "displacement", Value: 0.5, Low: 0.2, High: 0.9, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption: no published estimate found. A company can measure it as the share of redeemed items that the member bought before.",
		Definition: "Share of free products that the member would have bought anyway.",
	},
	TopUp: {
		Name: "top_up", Value: 0.3, Low: 0.1, High: 0.6, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption on the size. Lewis, Singh and Fay 2006, Marketing Science, find that order sizes move to the thresholds of shipping fees.",
		Definition: "Chance that a member adds items to a basket that misses a step by no more than the step saves.",
	},
	MembershipOffer: {
		Name: "membership_offer", Value: 0.1, Low: 0.03, High: 0.3, Log: true, Min: 0, Max: 1, Unit: "share", Grade: "C",
		Source:     "Assumption: paid memberships are put to customers at some purchases only.",
		Definition: "Chance that a paid membership is offered to a customer at a given purchase.",
	},
	MembershipSpread: {
		Name: "membership_spread", Value: 0.3, Low: 0.1, High: 0.6, Log: true, Min: 0, Max: 5, Unit: "sd", Grade: "C",
		Source:     "Assumption: customers misjudge how much they will buy.",
		Definition: "Standard deviation of the relative error in what customers expect of a paid membership.",
	},
	FeeAversion: {
		Name: "fee_aversion", Value: 1.15, Low: 1, High: 1.5, Log: true, Min: 0.1, Max: 10, Unit: "ratio", Grade: "C",
		Source:     "Assumption: a sure fee weighs more than savings to come (Tversky and Kahneman 1992, Journal of Risk and Uncertainty).",
		Definition: "Expected savings per unit of the fee that it takes for a customer to join a paid membership.",
	},
	RenewalIntercept: {
		Name: "renewal_intercept", Value: 1.1, Low: 0.3, High: 2, Min: -20, Max: 20, Unit: "logit", Grade: "C",
		Source:     "Assumption: 75 % renew when the membership has saved as much as it cost.",
		Definition: "Willingness to renew a paid membership, as a logit, when the benefit of the past period equals the fee.",
	},
	RenewalSlope: {
		Name: "renewal_slope", Value: 1.73, Low: 0.8, High: 3, Log: true, Min: 0, Max: 20, Unit: "logit per log value", Grade: "C",
		Source:     "Assumption: 48 % renew at half the fee's worth, 90 % at twice.",
		Definition: "How much more willing members are to renew the more the membership has saved relative to its fee.",
	},
	SunkCost: {
		Name: "sunk_cost", Value: 0.06, Low: 0, High: 0.15, Min: 0, Max: 1, Unit: "relative", Grade: "B",
		Source:     "Iyengar, Park and Yu 2022, Journal of Marketing Research: two thirds of the rise under a paid membership are not economic; Gourville and Soman 1998, Journal of Consumer Research: the effect of a payment wears off.",
		Definition: "Relative rise of the purchase rate just after a membership fee was paid, at full value; it fades with its half-life.",
	},
	SunkCostHalfLife: {
		Name: "sunk_cost_half_life", Value: 122, Low: 60, High: 240, Log: true, Min: 1, Max: 36525, Unit: "days", Grade: "C",
		Source:     "Assumption within the months over which Gourville and Soman 1998, Journal of Consumer Research, see attendance fall after a payment.",
		Definition: "Time in which half of the rise after a membership fee has faded.",
	},
	NPSRedeemed: {
		Name: "nps_redeemed", Value: 0.1, Low: 0, High: 0.3, Min: -5, Max: 5, Unit: "logit", Grade: "B",
		Source:     "Belli, O'Rourke, Carrillat, Pupovac, Melnyk and Napolova 2022, Journal of the Academy of Marketing Science: programs change attitudes less than behavior.",
		Definition: "Shift of satisfaction for 6 months after a redemption; 0.1 is about 4 points of NPS.",
	},
	NPSExpiry: {
		Name: "nps_expiry", Value: -0.3, Low: -0.8, High: -0.1, Min: -5, Max: 5, Unit: "logit", Grade: "B",
		Source:     "Direction from Dorotic, Verhoef, Fok and Bijmolt 2014, International Journal of Research in Marketing; the size is an assumption.",
		Definition: "Shift of satisfaction for 6 months after more than one reward's worth of points expired.",
	},
	NPSDemotion: {
		Name: "nps_demotion", Value: -0.3, Low: -0.8, High: -0.1, Min: -5, Max: 5, Unit: "logit", Grade: "B",
		Source:     "Direction from Wagner, Hennig-Thurau and Rudolph 2009, Journal of Marketing; the size is an assumption.",
		Definition: "Shift of satisfaction for 6 months after losing a tier.",
	},
	NPSDevaluation: {
		Name: "nps_devaluation", Value: -0.3, Low: -0.8, High: -0.1, Min: -5, Max: 5, Unit: "logit", Grade: "B",
		Source:     "Direction from Wagner, Hennig-Thurau and Rudolph 2009, Journal of Marketing, on benefits taken away; the size is an assumption.",
		Definition: "Shift of satisfaction for 6 months after new rules that give the member less.",
	},
	NPSComplexity: {
		Name: "nps_complexity", Value: -0.05, Low: -0.15, High: 0, Min: -5, Max: 5, Unit: "logit", Grade: "B",
		Source:     "Direction from Dixon, Freeman and Toman 2010, Harvard Business Review (customer effort); the size is an assumption.",
		Definition: "Shift of satisfaction per rule that a member has to understand beyond the first.",
	},
	CESRule: {
		Name: "ces_rule", Value: -0.15, Low: -0.3, High: 0, Min: -5, Max: 5, Unit: "logit", Grade: "C",
		Source:     "Assumption. Dixon, Freeman and Toman 2010, Harvard Business Review, propose customer effort as a measure; the score is only good for comparing programs.",
		Definition: "Shift of a member's customer effort score per rule that there is to understand beyond the first.",
	},
	CESRedeeming: {
		Name: "ces_redeeming", Value: -0.3, Low: -0.6, High: 0, Min: -5, Max: 5, Unit: "logit", Grade: "C",
		Source:     "Assumption. Kwong, Soman and Ho 2011, Journal of Consumer Psychology: ease of reckoning raises redemption.",
		Definition: "Shift of a member's customer effort score where rewards have to be asked for.",
	},
	CESExpiry: {
		Name: "ces_expiry", Value: -0.3, Low: -0.6, High: 0, Min: -5, Max: 5, Unit: "logit", Grade: "C",
		Source:     "Assumption. Dorotic, Verhoef, Fok and Bijmolt 2014, International Journal of Research in Marketing, advise against expiry.",
		Definition: "Shift of a member's customer effort score where points expire.",
	},
}
