package scenarios

import (
	"math"

	"earnburn/internal/document"
	"earnburn/programs"
	"earnburn/simulate/limits"
)

// Defaults of what a scenario need not say.
const (
	defaultDiscountRate    = programs.Share(0.10) // a year
	defaultSurvey          = 1000                 // answers
	defaultNPS             = 27                   // of the distribution of answers that surveys of retailers show
	defaultPurchasesCV     = 1.0                  // Gamma of shape 1
	defaultBasketCVBetween = 0.5
	defaultBasketCVWithin  = 0.6
	defaultWalletSD        = 0.6 // on the logit scale
	defaultWalletRank      = 0.4
	defaultChurnCV         = 0.7071 // Gamma of shape 2
	defaultUnits           = 1.0
	defaultReturnLag       = 14.0 // days
)

// world is what a definition without problems comes to.
func (f *Definition) world(d *document.Document) *World {
	w := &World{
		Name:         f.Name,
		Title:        f.Title,
		Currency:     f.Currency,
		Exchange:     f.Exchange,
		Start:        f.Start.Day,
		Months:       f.Months,
		Customers:    f.Customers,
		DiscountRate: float64(f.DiscountRate),
		Season:       [12]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
		Unit:         f.Unit,
		Operations:   Operations(f.Operations),
		Mechanical:   f.mechanical(),
		Behavior:     Default(),
		Register:     Register,
		Survey:       f.Survey,
		Variants:     f.variants(d),
		Sweeps:       f.sweeps(d),
		source:       d,
		warnings:     f.warnings(d),
	}
	w.Limits = limits.Read(d, &document.Problems{}) // Check has found none
	if w.Title == "" {
		w.Title = w.Name
	}
	copy(w.Season[:], f.Season)
	for _, p := range f.Behavior.stated() {
		a := f.Behavior.Stated[p.String()]
		w.Register[p] = a.over(Register[p], f.Name)
		w.Behavior[p] = w.Register[p].Value
	}
	w.Categories = f.categories()
	for _, t := range f.Tenders {
		w.Tenders = append(w.Tenders, Tender{Name: t.Name, Share: float64(t.Share)})
	}
	for i := range f.Segments {
		w.Segments = append(w.Segments, f.segment(&f.Segments[i]))
	}
	return w
}

// categories returns at least one: without any, all purchases are of one without a name.
func (f *Definition) categories() []Category {
	if len(f.Categories) == 0 {
		return []Category{{Share: 1, Margin: math.NaN()}}
	}
	list := make([]Category, len(f.Categories))
	for i, c := range f.Categories {
		list[i] = Category{Name: c.Name, Share: float64(c.Share), Margin: math.NaN()}
		if c.Margin != nil {
			list[i].Margin = float64(*c.Margin)
		}
	}
	return list
}

// meanMargin is the mean of the categories' margins by their share of purchases, where all have one.
func (f *Definition) meanMargin() float64 {
	var sum float64
	for _, c := range f.Categories {
		if c.Margin != nil {
			sum += float64(c.Share) * float64(*c.Margin)
		}
	}
	return sum
}

func (f *Definition) segment(s *segmentYAML) Segment {
	margin := f.meanMargin()
	if s.Margin != nil {
		margin = float64(*s.Margin)
	}
	units := s.Units
	if units == 0 {
		units = defaultUnits
	}
	return Segment{
		Name:      s.Name,
		Share:     float64(s.Share),
		Margin:    margin,
		NPS:       or(s.NPS, defaultNPS),
		Purchases: s.Purchases.world(),
		Basket:    s.Basket.world(),
		Wallet:    s.Wallet.world(),
		Churn:     s.Churn.world(),
		Returns:   float64(s.Returns.Share),
		ReturnLag: s.Returns.lag(),
		Units:     units,
		Arriving:  Arriving{PerMonth: float64(s.Arriving.PerMonth), Cost: s.Arriving.Cost},
	}
}

// or is a value or, where none is given, the default.
func or(given *float64, otherwise float64) float64 {
	if given == nil {
		return otherwise
	}
	return *given
}

func (p *purchasesYAML) world() Purchases {
	k, cv := regularity(1), defaultPurchasesCV
	if p.Regularity != nil {
		k = *p.Regularity
	}
	if k == 0 {
		cv = 0
	}
	return Purchases{PerMonth: p.PerMonth, CV: or(p.CV, cv), Regularity: int(k)}
}

func (b *basketYAML) world() Basket {
	w := Basket{RankCorrelation: b.Rank}
	switch {
	case b.Fixed != nil:
		w.Fixed = *b.Fixed
	case b.Mean != nil:
		w.Mean = *b.Mean
		w.CVBetween = or(b.CVBetween, defaultBasketCVBetween)
		w.CVWithin = or(b.CVWithin, defaultBasketCVWithin)
	default:
		w.P, w.Q, w.V = *b.P, *b.Q, *b.V
	}
	return w
}

// world is a share of 1 where none is given, which only a mechanical world allows: nobody responds.
func (w *walletYAML) world() Wallet {
	switch {
	case w == nil:
		return Wallet{Mean: 1}
	case w.plain || w.Mean == 1:
		return Wallet{Mean: float64(w.Mean)}
	}
	return Wallet{Mean: float64(w.Mean), SD: or(w.SD, defaultWalletSD), RankCorrelation: or(w.Rank, defaultWalletRank)}
}

func (c *churnYAML) world() Churn {
	w := Churn{PerYear: float64(c.PerYear), P: float64(c.PerPurchase.P), A: c.PerPurchase.A, B: c.PerPurchase.B}
	if !c.plain && c.PerYear > 0 {
		w.CV = or(c.CV, defaultChurnCV)
	}
	if c.Age != nil {
		w.Age = days(*c.Age) / daysPerYear
	}
	return w
}

// lag is the time that purchases stay away, days.
func (r *returnsYAML) lag() float64 {
	if r.After == nil {
		return defaultReturnLag
	}
	return days(*r.After)
}
