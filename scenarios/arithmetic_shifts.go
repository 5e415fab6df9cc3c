package scenarios

import (
	"math"

	"earnburn/programs"
)

// Shift is what a version of a program changes by its rules alone: nobody buys more or less.
type Shift struct {
	From    programs.Day
	Title   string // as the version has it
	Segment string // "" in a world with one segment
	Facts   []ShiftedFact
	Members []ShiftedMember // by purchases, then by basket, smallest first
}

// ShiftedFact is a fact before and after.
type ShiftedFact struct{ Before, After Fact }

// ShiftedMember is a customer who buys at a pace and holds the level that it keeps, with the reward rates that he has: what discounts, points and perks
// bring as a share of what he buys. Rewards that his points do not last for count nothing.
type ShiftedMember struct {
	Purchases               string  // light, median or heavy: the 10th, 50th and 90th percentile of purchases; all, where customers do not differ
	PerYear                 float64 // that is
	BasketSize              string  // small, mean or large: the 10th percentile of customers, the mean, and the 90th; every, where baskets do not differ
	Basket                  float64
	Before, After           float64
	LevelBefore, LevelAfter string // names; "" without tiers
}

// Shifts compares each version of a program with the rules before it, for each segment. Errors are those of Compile.
func (w *World) Shifts(p *programs.Program) ([]Shift, error) {
	stages, err := w.stages(p)
	if err != nil {
		return nil, err
	}
	var list []Shift
	for i := 1; i < len(stages); i++ {
		// Each side on the day that it meets the other.
		before, after := stages[i-1], stages[i]
		before.day, after.day = after.regime.From-1, after.regime.From
		for j := range w.Segments {
			s := shift(before.in(j), after.in(j))
			s.From, s.Title = after.regime.From, p.Versions[i-1].Title
			list = append(list, s)
		}
	}
	return list, nil
}

func shift(before, after *arithmetic) Shift {
	s := Shift{Segment: after.name}
	for _, a := range []*arithmetic{before, after} {
		a.rates()
		a.firstReward()
		a.besides()
		a.levels()
	}
	s.Facts = matched(before.facts, after.facts)
	rates, baskets := after.paces()
	for _, rate := range rates {
		for _, basket := range baskets {
			const never = 1e-3 // purchases a year of someone who is no customer
			if math.IsInf(basket.value, 0) || rate.value < never {
				continue
			}
			p := pace{rate.value, basket.value}
			m := ShiftedMember{Purchases: rate.name, PerYear: rate.value, BasketSize: basket.name, Basket: basket.value, Before: before.rate(p), After: after.rate(p)}
			_, was := before.brings(p)
			_, is := after.brings(p)
			m.LevelBefore, m.LevelAfter = before.rules.Levels[was], after.rules.Levels[is]
			s.Members = append(s.Members, m)
		}
	}
	return s
}

// matched pairs facts of one name; what one side lacks is missing there.
func matched(before, after []Fact) []ShiftedFact {
	var list []ShiftedFact
	find := func(facts []Fact, name string) (Fact, bool) {
		for _, f := range facts {
			if f.Name == name {
				return f, true
			}
		}
		return Fact{}, false
	}
	none := func(f Fact) Fact {
		return Fact{Name: f.Name, Segment: f.Segment, Title: f.Title, Unit: f.Unit, Missing: "there is no such thing under these rules"}
	}
	for _, b := range before {
		a, ok := find(after, b.Name)
		if !ok {
			a = none(b)
		}
		list = append(list, ShiftedFact{b, a})
	}
	for _, a := range after {
		if _, ok := find(before, a.Name); !ok {
			list = append(list, ShiftedFact{none(a), a})
		}
	}
	return list
}

// named is a value with its name.
type named struct {
	name  string
	value float64
}

// paces are the rates and baskets that are looked at.
func (a *arithmetic) paces() (rates, baskets []named) {
	const decile = 1.2815515655446004 // normal score of the 90th percentile
	p, b := &a.segment.Purchases, &a.segment.Basket
	rates = []named{{"light", 12 * p.at(-decile)}, {"median", 12 * p.median()}, {"heavy", 12 * p.at(decile)}}
	if rates[0].value == rates[2].value {
		rates = []named{{"all", 12 * p.PerMonth}}
	}
	baskets = []named{{"small", b.at(-decile)}, {"mean", b.mean()}, {"large", b.at(decile)}}
	if baskets[0].value == baskets[2].value {
		baskets = []named{{"every", b.mean()}}
	}
	return rates, baskets
}
