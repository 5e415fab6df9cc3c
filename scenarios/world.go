package scenarios

import (
	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/simulate/limits"
)

// World is a scenario resolved and checked: the customers, the market, the costs and the assumptions about behavior.
type World struct {
	Name, Title  string
	Currency     string
	Exchange     map[string]float64 // units of Currency per unit of another; nil: programs in others cannot be tried
	Start        programs.Day
	Months       int
	Customers    int64       // the real base
	DiscountRate float64     // a year
	Season       [12]float64 // by calendar month; mean over the year's days within 0.5 % of 1, used as written
	Categories   []Category  // at least one; without a name, share 1 and margin NaN if the scenario declares none
	Tenders      []Tender
	Unit         string
	Segments     []Segment
	Operations   Operations
	Mechanical   bool                 // behavior: mechanical
	Behavior     Behavior             // central values
	Register     [NumParameters]Entry // as overridden by the scenario
	Survey       int                  // answers in a survey of customers, 1,000
	Limits       []limits.Limit       // parsed, not checked
	Variants     []Variant            // parsed, not applied
	Sweeps       []Sweep              // parsed, not run

	source   *document.Document
	flat     *document.Document // with the values of ranges in place of the ranges
	ranges   []uncertain
	warnings []Warning
}

// Document is the resolved scenario, after extends and overrides: the inputs as JSON, and where each value was written.
func (w *World) Document() *document.Document { return w.source }

// Warnings lists what is odd about the scenario though it can be simulated, in the order of the file.
func (w *World) Warnings() []Warning { return w.warnings }

// Certain reports whether there is no chance in the world: its customers are all alike and do the same each time.
func (w *World) Certain() bool {
	if !w.Mechanical {
		return false
	}
	for _, s := range w.Segments {
		if s.Purchases.Regularity != 0 || s.Purchases.CV != 0 || s.Basket.Fixed == 0 || s.Churn != (Churn{}) || s.Returns != 0 {
			return false
		}
	}
	return len(w.Segments) == 1 && len(w.Categories) <= 1 && len(w.Tenders) == 0
}

// Vocabulary lists the words that rules of a program may name in this world, in its order.
func (w *World) Vocabulary() programs.Vocabulary {
	v := programs.Vocabulary{Unit: w.Unit, Currency: w.Currency, Exchange: w.Exchange}
	for _, c := range w.Categories {
		if c.Name != "" {
			v.Categories = append(v.Categories, c.Name)
		}
	}
	for _, t := range w.Tenders {
		v.Tenders = append(v.Tenders, t.Name)
	}
	return v
}

// maxReferenceShare keeps x/(1 − s_ref) finite where customers buy nowhere else.
const maxReferenceShare = 0.9

// ReferenceShare is s_ref, from above 0 to 0.9: the mean share of wallet over customers, capped. A relative effect x on the purchase rate
// enters a customer's utility as x/(1 − s_ref), which makes the rate rise by x at that share and by less above it.
func (w *World) ReferenceShare() float64 {
	var share float64
	for _, s := range w.Segments {
		share += s.Share * s.Wallet.Mean
	}
	return min(share, maxReferenceShare)
}

// Category is a product category with its share of purchases.
type Category struct {
	Name   string
	Share  float64
	Margin float64 // of list price; NaN: the segment's
}

// Tender is a means of payment with its share of customers who use it as a rule; the rest use none of those named.
type Tender struct {
	Name  string
	Share float64
}

// Operations is what running any program with accounts costs, unless the program states its own.
type Operations struct{ Setup, PerMonth, PerMemberYear programs.Money }

// Segment is a group of customers drawn from one population.
type Segment struct {
	Name      string
	Share     float64 // of customers
	Margin    float64 // gross margin on list price
	NPS       float64 // −100…100 at baseline
	Purchases Purchases
	Basket    Basket
	Wallet    Wallet
	Churn     Churn
	Returns   float64 // share of purchases returned whole
	ReturnLag float64 // days from such a purchase to its return, at least 1
	Units     float64 // mean units per purchase, where programs earn on units
	Arriving  Arriving
}

// Purchases is how often customers buy at baseline.
type Purchases struct {
	PerMonth   float64 // mean of λ, per 365.25/12 days
	CV         float64 // of λ between customers (Gamma); 0: all alike
	Regularity int     // k of the Erlang-k gaps; 1 Poisson; 0: fixed gaps
}

// Basket is the list price of a purchase. Exactly one of Fixed, Mean and Q is set.
type Basket struct {
	Fixed               programs.Money
	Mean                float64 // lognormal, in currency units
	CVBetween, CVWithin float64
	P, Q, V             float64 // Gamma-Gamma (Fader and Hardie 2013)
	RankCorrelation     float64 // with λ
}

// Wallet is the share of wallet s at baseline.
type Wallet struct {
	Mean            float64 // 1: no response
	SD              float64 // on the logit scale
	RankCorrelation float64 // with λ
}

// Churn is how customers drop out, silently.
type Churn struct {
	PerYear float64 // share of the population that leaves within its first year by the hazard; 0: none
	CV      float64 // of the hazard between customers (Gamma, shape 1/CV²); 0: all alike
	P       float64 // chance after each purchase, the same for all; 0 with A, B
	A, B    float64 // or Beta(A, B) between customers
	Age     float64 // years that customers at the start have behind them: heterogeneity is then that of survivors
}

// Arriving is the flow of new customers.
type Arriving struct {
	PerMonth float64        // new customers a month as a share of the customers at the start
	Cost     programs.Money // of acquiring one
}

// unitDays is the unit of parameters that may be written as a length of time.
const unitDays = "days"

// Entry documents one parameter: its central value, how far it may be off, and what is known about it.
type Entry struct {
	Name             string
	Value, Low, High float64 // median, 5th and 95th percentile
	Log              bool    // the two-piece normal is on the log scale
	Min, Max         float64 // domain
	Unit             string  // "" for a plain number
	Grade            string  // A published size, B published direction, C assumption
	Source           string  // author, year, journal
	Definition       string
	Stated           bool // by the scenario, in place of the default
}
