package programs

// terms returns what one of a reward that has nothing to do with the purchase is worth to the member, and what it costs.
func (g *Gives) terms() (worth, cost Money) {
	part := func(of Money, share Share) Money { return Money(times(int64(of), share.parts(), shareUnit)) }
	switch {
	case g.GiftCard != nil:
		return g.GiftCard.Face, g.GiftCard.Face - part(g.GiftCard.Face, g.GiftCard.Breakage)
	case g.Cash != nil:
		return *g.Cash, *g.Cash
	case g.Partner != nil:
		return g.Partner.Worth, part(g.Partner.Worth, g.Partner.Cost)
	case g.Donation != nil:
		worth := g.Donation.Amount
		if g.Donation.Worth != nil {
			worth = *g.Donation.Worth
		}
		return worth, g.Donation.Amount
	case g.Draw != nil:
		worth := part(g.Draw.Prize, g.Draw.Chance)
		if g.Draw.Cost != nil {
			return worth, part(worth, *g.Draw.Cost)
		}
		return worth, worth
	}
	return 0, 0
}
