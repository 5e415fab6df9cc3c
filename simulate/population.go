package simulate

import (
	"math"
	"slices"

	"earnburn/programs"
	"earnburn/scenarios"
)

// trait is something drawn once per customer, by a normal score of its own stream.
type trait uint8

const (
	rateTrait trait = iota
	basketTrait
	walletTrait
	hazardTrait
	stayTrait
	responseTrait
	impatienceTrait
	framingTrait
	redemptionTrait
	hassleTrait
	numTraits
)

// segment is a scenario's segment made ready for drawing customers.
type segment struct {
	scenarios.Segment
	rates, hazards, stays *quantiles
	gammaMean             *quantiles // of the customer's mean basket with Gamma-Gamma
	between               float64    // sd of the log of the mean basket
	within                basketWithin
	walletLocation        float64
	basketLoad            float64 // loadings on the rate's score, from rank correlations
	walletLoad            float64
	hazardRate            float64    // Gamma rate of the dropout hazard, years; with hazards
	staysNew              *quantiles // of those who arrive: no age behind them
	hasStay               bool
	categoryShares        []float64 // cumulative
	margins               []int64   // by category, millionths of list price
	meanBasket            float64   // currency units
	medianSpend           float64   // a year, currency units
	satisfaction          float64   // constant of the NPS logit
	units                 int32
	sizes                 []float64 // of baskets relative to the mean of the customer, equally likely; nil: all alike
	unitsPerBasket        float64   // of a purchase of the mean basket; 0: always units
}

// customer is one drawn person; rates are per day unless said otherwise.
type customer struct {
	number   int
	segment  int
	seg      *segment
	score    [numTraits]float64
	rate     float64 // λ: purchases per month of average season
	period   float64 // 1/λ
	basket   float64 // mean list price, currency units
	wallet   float64 // s
	hazard   float64 // μ: dropout, per day
	leave    float64 // p: chance of leaving after a purchase
	arrives  float64 // day from the start
	life     float64 // unit exponential spent against the dropout hazard
	first    float64 // clock reading of the first purchase
	tender   uint8
	birthday programs.YearDay // where some program asks for it
	willing  float64          // uniform against the willingness to join
	engages  float64          // uniform against the engaged share

	response   float64 // R: multiplies every response
	impatience float64 // ρ: subjective discount rate, per day
	framing    float64 // θ: worth of value in points against money
	redeems    float64 // own effect on the redemption logit
	hassle     float64 // of redeeming, currency units

	patience patience
}

// patience is what waiting costs a customer.
type patience struct {
	rate      float64 // purchases a day at baseline
	impatient float64 // ρ + μ, a day: subjective discount and own chance of leaving
	stay      float64 // a = λ/(λ + ρ + μ): what one unit at the next purchase is worth
	log       float64 // h = −ln a
}

// settle works out the customer's patience from his other traits.
func (c *customer) settle() {
	rate := c.rate / daysPerMonth
	impatient := c.impatience + c.hazard + rate*c.leave
	c.patience = patience{rate: rate, impatient: impatient, stay: rate / (rate + impatient), log: math.Log1p(impatient / rate)}
}

// population draws a world's customers.
type population struct {
	seed      uint64
	segments  []segment
	shares    []float64 // cumulative
	tenders   []float64 // cumulative
	behavior  *scenarios.Behavior
	calendar  *calendar
	arriving  []float64 // by segment: share of the segment's customers who arrive during the horizon
	total     float64   // the real base with those who arrive
	birthdays bool      // customers' birthdays are asked for
}

func newPopulation(w *scenarios.World, c *calendar, seed uint64) *population {
	p := &population{seed: seed, behavior: &w.Behavior, calendar: c}
	for _, s := range w.Segments {
		p.segments = append(p.segments, newSegment(w, s))
		// Arrivals spread evenly over the horizon; the segment's share of the drawn population grows by them.
		arrivals := s.Arriving.PerMonth * float64(w.Months)
		p.arriving = append(p.arriving, arrivals/(1+arrivals))
		p.total += s.Share * (1 + arrivals) * float64(w.Customers)
		p.shares = append(p.shares, p.total)
	}
	for i := range p.shares {
		p.shares[i] /= p.total
	}
	var sum float64
	for _, t := range w.Tenders {
		sum += t.Share
		p.tenders = append(p.tenders, sum)
	}
	return p
}

// basket is the mean basket of all purchases.
func (p *population) basket() programs.Money {
	var sum, purchases float64
	for i := range p.segments {
		g := &p.segments[i]
		sum += g.Share * g.Purchases.PerMonth * g.meanBasket
		purchases += g.Share * g.Purchases.PerMonth
	}
	return cents(sum / purchases)
}

func newSegment(w *scenarios.World, s scenarios.Segment) segment {
	g := segment{Segment: s, meanBasket: s.Basket.Mean, units: max(1, int32(math.Round(s.Units)))}
	if s.Purchases.CV > 0 {
		g.rates = gammaQuantiles(1 / (s.Purchases.CV * s.Purchases.CV))
	}
	switch b := s.Basket; {
	case b.Fixed > 0:
		g.meanBasket = float64(b.Fixed) / 1000
	case b.Q > 0:
		g.meanBasket = b.P * b.V / (b.Q - 1)
		g.gammaMean = inverseGammaQuantiles(b.Q)
		g.within = basketWithin{kind: gammaBasket, table: gammaQuantiles(b.P), mean: b.P}
	default:
		g.between = logSD(b.CVBetween)
		if b.CVWithin > 0 {
			sd := logSD(b.CVWithin)
			g.within = basketWithin{kind: lognormalBasket, sd: sd, shift: -sd * sd / 2}
		}
	}
	g.basketLoad, g.walletLoad = loading(s.Basket.RankCorrelation), loading(s.Wallet.RankCorrelation)
	if c := s.Churn; c.PerYear > 0 && c.CV > 0 {
		shape := 1 / (c.CV * c.CV)
		g.hazards = gammaQuantiles(shape)
		// The share that leaves within a year is 1 − (β/(β+1))^shape.
		g.hazardRate = 1 / (math.Pow(1-c.PerYear, -1/shape) - 1)
	}
	if c := s.Churn; c.A > 0 {
		g.staysNew = betaQuantiles(c.A, c.B)
		g.stays = betaQuantiles(c.A, c.B+c.Age*12*s.Purchases.PerMonth)
	}
	g.hasStay = s.Churn.A > 0 || s.Churn.P > 0
	if s.Wallet.Mean < 1 {
		g.walletLocation = logitLocation(s.Wallet.Mean, s.Wallet.SD)
	}
	var sum float64
	for _, c := range w.Categories {
		margin := s.Margin
		if !math.IsNaN(c.Margin) {
			margin = c.Margin
		}
		g.margins = append(g.margins, int64(math.Round(margin*1e6)))
		sum += c.Share
		g.categoryShares = append(g.categoryShares, sum)
	}
	if len(g.categoryShares) == 1 {
		g.categoryShares = nil
	}
	if w.Unit != "" && s.Units > 1 {
		g.unitsPerBasket = s.Units
	}
	g.sizes = g.within.sizes()
	g.medianSpend = g.medianAnnualSpend()
	g.satisfaction = satisfactionFor(s.NPS)
	return g
}

// loading turns Spearman's rank correlation into the correlation of normal scores (Kruskal 1958).
func loading(rank float64) float64 { return 2 * math.Sin(math.Pi/6*rank) }

// logitLocation returns the location at which a logit-normal variable has this mean, by bisection over a trapezoid sum.
func logitLocation(mean, sd float64) float64 {
	low, high := -30.0, 30.0
	for range 60 {
		mid := (low + high) / 2
		var sum, weight float64
		for z := -6.0; z <= 6; z += 0.1 {
			f := exp(-z * z / 2)
			sum += f * logistic(mid+sd*z)
			weight += f
		}
		if sum/weight < mean {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

func logistic(x float64) float64 { return 1 / (1 + exp(-x)) }

// medianAnnualSpend returns the median of rate × mean basket × 12 over the segment's distributions (never over a sample), on a grid of normal scores.
func (g *segment) medianAnnualSpend() float64 {
	const n = 101
	spend := make([]float64, 0, n*n)
	for i := range n {
		z := normalScore(i, n)
		rate := g.rate(z)
		for j := range n {
			spend = append(spend, 12*rate*g.basketMean(g.basketScore(z, normalScore(j, n))))
		}
	}
	slices.Sort(spend)
	return spend[len(spend)/2]
}

func normalScore(i, n int) float64 { return math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/float64(n)-1) }

func (g *segment) rate(z float64) float64 {
	if g.rates == nil {
		return g.Purchases.PerMonth
	}
	cv := g.Purchases.CV
	return g.Purchases.PerMonth * cv * cv * g.rates.at(z)
}

func (g *segment) basketScore(rate, own float64) float64 {
	return g.basketLoad*rate + math.Sqrt(1-g.basketLoad*g.basketLoad)*own
}

func (g *segment) basketMean(z float64) float64 {
	if g.gammaMean != nil {
		return g.Basket.P * g.Basket.V * g.gammaMean.at(z)
	}
	if g.between == 0 {
		return g.meanBasket
	}
	return g.meanBasket * exp(g.between*z-g.between*g.between/2)
}

// person draws customer n.
func (p *population) person(n int, s *stream, c *customer) {
	*c = customer{number: n, tender: programs.NoTender}
	uniform := func(why purpose) float64 {
		s.start(p.seed, n, why)
		return s.uniform()
	}
	if len(p.segments) > 1 {
		for u := uniform(forSegment); c.segment < len(p.shares)-1 && u >= p.shares[c.segment]; c.segment++ {
		}
	}
	g := &p.segments[c.segment]
	c.seg = g
	for t := range numTraits {
		s.start(p.seed, n, forTraits+purpose(t))
		c.score[t] = s.NormFloat64()
	}
	c.rate = g.rate(c.score[rateTrait])
	c.period = 1 / c.rate
	c.basket = g.basketMean(g.basketScore(c.score[rateTrait], c.score[basketTrait]))
	c.wallet = 1
	if g.Wallet.Mean < 1 {
		z := g.walletLoad*c.score[rateTrait] + math.Sqrt(1-g.walletLoad*g.walletLoad)*c.score[walletTrait]
		c.wallet = logistic(g.walletLocation + g.Wallet.SD*z)
	}
	b := p.behavior
	c.response = lognormal(1, b[scenarios.ResponsivenessCV], c.score[responseTrait])
	c.impatience = b[scenarios.SubjectiveDiscount] * exp(logSD(b[scenarios.SubjectiveDiscountCV])*c.score[impatienceTrait]) / daysPerYear
	c.framing = lognormal(b[scenarios.PointFraming], b[scenarios.PointFramingCV], c.score[framingTrait])
	c.redeems = b[scenarios.RedemptionSD] * c.score[redemptionTrait]
	c.hassle = b[scenarios.Hassle] * g.meanBasket * exp(logSD(b[scenarios.HassleCV])*c.score[hassleTrait])
	s.start(p.seed, n, forLifetime)
	c.life = s.ExpFloat64()
	p.firstPurchase(c, s)
	// Those present at the start are the survivors of their age: Gamma(shape, rate + age) and Beta(a, b + purchases made).
	age, stays := g.Churn.Age, g.stays
	if c.arrives > 0 {
		age, stays = 0, g.staysNew
	}
	switch {
	case g.hazards != nil:
		c.hazard = g.hazards.at(c.score[hazardTrait]) / (g.hazardRate + age) / daysPerYear
	case g.Churn.PerYear > 0:
		c.hazard = -math.Log1p(-g.Churn.PerYear) / daysPerYear
	}
	c.leave = g.Churn.P
	if stays != nil {
		c.leave = stays.at(c.score[stayTrait])
	}
	c.settle()
	if p.birthdays {
		_, month, day := (programs.DayOf(2025, 1, 1) + programs.Day(365*uniform(forBirthday))).Date()
		c.birthday = programs.YearDay{Month: month, Day: day}
	}
	c.willing = uniform(forWillingness)
	c.engages = uniform(forEngagement)
	if len(p.tenders) > 0 {
		u := uniform(forTender)
		for i, share := range p.tenders {
			if u < share {
				c.tender = uint8(i)
				break
			}
		}
	}
}

// firstPurchase draws the arrival and the clock's reading at the first purchase: customers present at the start are in mid-gap, new ones buy when they arrive.
func (p *population) firstPurchase(c *customer, s *stream) {
	if arriving := p.arriving[c.segment]; arriving > 0 {
		s.start(p.seed, c.number, forArrival)
		if s.uniform() < arriving {
			c.arrives = s.uniform() * p.calendar.end
			c.first = c.rate * p.calendar.operational(c.arrives, p.calendar.month(c.arrives))
			return
		}
	}
	s.start(p.seed, c.number, forFirstGap)
	switch k := c.seg.Purchases.Regularity; k {
	case 0:
		c.first = 0.5
	case 1:
		c.first = s.ExpFloat64()
	default:
		c.first = erlang(s, 1+s.IntN(k), k) // the stage in progress is any of the k; its remainder is memoryless
	}
}

// logSD returns the standard deviation of the logarithm of a lognormal variable with this cv.
func logSD(cv float64) float64 { return math.Sqrt(math.Log1p(cv * cv)) }

// lognormal returns the quantile at normal score z of a lognormal variable.
func lognormal(mean, cv, z float64) float64 {
	sd := logSD(cv)
	return mean * exp(sd*z-sd*sd/2)
}
