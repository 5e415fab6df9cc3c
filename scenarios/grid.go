package scenarios

import "math"

// grid is the customers of a segment by normal scores: mean baskets, and for each purchases a year with their shares of all, which add up to 1.
type grid struct {
	baskets       []float64
	rates, shares [][]float64
}

// newGrid works a grid out. Baskets are the finer side: how many purchases a reward takes jumps with them.
func newGrid(s *Segment) *grid {
	const many, some = 97, 49
	baskets := many
	if s.Basket.at(-1) == s.Basket.at(1) {
		baskets = 1
	}
	g := &grid{}
	outer, inner := normalScores(baskets), normalScores(some)
	load := s.Basket.RankCorrelation
	for i, basket := range outer {
		g.baskets = append(g.baskets, s.Basket.at(basket.score))
		shares, rates := make([]float64, some), make([]float64, some)
		for j := range inner {
			shares[j] = basket.weight * inner[j].weight
		}
		g.shares = append(g.shares, shares)
		if load == 0 && i > 0 {
			g.rates = append(g.rates, g.rates[0])
			continue
		}
		for j, rate := range inner {
			rates[j] = 12 * s.Purchases.at(load*basket.score+math.Sqrt(1-load*load)*rate.score)
		}
		g.rates = append(g.rates, rates)
	}
	return g
}

// weighted is a normal score with its share of all.
type weighted struct{ score, weight float64 }

// normalScores are n scores at equal distances, with weights that add up to 1; a single one stands for all.
func normalScores(n int) []weighted {
	const width = 4.8
	list, sum := make([]weighted, n), 0.0
	for i := range list {
		if n > 1 {
			list[i].score = width * (2*float64(i)/float64(n-1) - 1)
		}
		list[i].weight = math.Exp(-list[i].score * list[i].score / 2)
		sum += list[i].weight
	}
	for i := range list {
		list[i].weight /= sum
	}
	return list
}

// customers goes through the segment: baskets that exist, and for each purchases a year with their shares of all.
func (a *arithmetic) customers(visit func(basket float64, perYear, shares []float64)) {
	if a.grids[a.segment] == nil {
		a.grids[a.segment] = newGrid(a.segment)
	}
	g := a.grids[a.segment]
	for i, basket := range g.baskets {
		if !math.IsInf(basket, 0) {
			visit(basket, g.rates[i], g.shares[i])
		}
	}
}
