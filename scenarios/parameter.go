package scenarios

// Parameter names one assumption about behavior; it indexes Register and Behavior.
type Parameter uint8

// The parameters of behavior, in the order of docs/model.md.
const (
	Elasticity               Parameter = iota // relative change of spending per unit of perceived discount
	FrequencyShare                            // φ: share of the price response that is frequency; the rest is basket
	HabituationHalfLife                       // H, days
	PermanentShare                            // k∞: share of the response to a discount that never wears off
	LossWeight                                // response to a discount taken away, relative to one given
	DeferredHabituation                       // w_d: how far deferred value habituates like a discount
	ChurnHazardRatio                          // HR of a member who gets full value
	FullValue                                 // perceived reward rate at which the value index is 1
	EngagedShare                              // share of customers who notice what comes later
	ResponsivenessCV                          // cv of R, the person's own multiplier of every response
	SubjectiveDiscount                        // ρ, median, per year
	SubjectiveDiscountCV                      // cv of ρ between customers
	PresentBias                               // β
	PointFraming                              // θ, mean: what a unit of value in points is worth against money
	PointFramingCV                            // cv of θ
	GoalGradient                              // κ
	GoalGradientLevel                         // share of the goal gradient that creates purchases instead of moving them
	EndowedProgress                           // odds ratio of being engaged when at least 15 % is endowed
	PostReward                                // relative effect on the rate for one purchase just after a reward
	RewardedBehavior                          // relative effect on the rate after a redemption
	RewardedBehaviorHalfLife                  // days
	Promotion                                 // relative effect on the rate for 3 months after a tier promotion
	Demotion                                  // the same for 6 months after a demotion
	MissedNarrowly                            // the same for 3 months after missing a tier narrowly
	TierRetention                             // hazard ratio per tier step held
	TierRetentionFloor                        // smallest product of the steps
	Stake                                     // log hazard reduction with a balance of one reward
	DemotionChurn                             // hazard ratio for 6 months after a demotion
	ExpiryChurn                               // hazard ratio for 6 months after losing more than one reward's worth
	JoiningIntercept                          // c0
	JoiningSlope                              // on ln(perceived annual value ÷ 3 % of median annual spend)
	AskRate                                   // chance that a willing customer joins at a purchase
	Capture                                   // share of purchases at which a member identifies
	RedemptionIntercept                       // b0
	RedemptionValue                           // b1 on ln(value on offer ÷ typical basket)
	RedemptionExpiring                        // b2 when points lapse within 30 days
	RedemptionSD                              // sd of the customer's own effect on the logit
	Hassle                                    // median, share of the segment's mean basket
	HassleCV                                  // cv between customers
	Displacement                              // share of free products that would have been bought
	TopUp                                     // chance that a member fills the basket up to a step that pays for it
	MembershipOffer                           // chance that a paid membership is offered at a purchase
	MembershipSpread                          // sd of the error in what customers expect of a paid membership
	FeeAversion                               // benefit per unit of fee that it takes to join
	RenewalIntercept                          // logit of renewing when the benefit equals the fee
	RenewalSlope                              // on ln(benefit ÷ fee)
	SunkCost                                  // relative effect on the rate just after a fee was paid
	SunkCostHalfLife                          // days
	NPSRedeemed                               // shift of the latent satisfaction after a redemption
	NPSExpiry                                 // after losing more than one reward's worth to expiry
	NPSDemotion                               // after a demotion
	NPSDevaluation                            // after new rules that give less
	NPSComplexity                             // per complexity step of the program
	CESRule                                   // shift of the customer effort score per such step
	CESRedeeming                              // where rewards have to be asked for
	CESExpiry                                 // where points expire
	NumParameters
)

// Behavior is one value of every parameter: the central case, one draw, one end of a tornado bar.
type Behavior [NumParameters]float64
