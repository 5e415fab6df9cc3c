package programs

// condition is a compiled Condition; its parts that hold always are zero. Tiers are compiled away: see levelRules.
type condition struct {
	always     bool
	chosen     bool
	categories uint32 // set of indexes; 0: all
	tenders    uint32
	weekdays   uint8 // set of Monday (bit 0) … Sunday; 0: all
	from, to   Day
	basket     Money
}

// holds tells whether the condition is met by a purchase.
func (c *condition) holds(p *Purchase) bool {
	return c.always || c.met(p)
}

func (c *condition) met(p *Purchase) bool {
	switch {
	case c.categories != 0 && c.categories&bit(p.Category) == 0,
		c.tenders != 0 && c.tenders&bit(p.Tender) == 0,
		p.Day < c.from || p.Day > c.to,
		p.Amount < c.basket,
		c.chosen && !p.Chosen:
		return false
	}
	return c.weekdays == 0 || c.weekdays>>p.Day.Weekday()&1 != 0
}

// bit returns the set of one index; NoTender and other indexes beyond the sets are in none.
func bit(i uint8) uint32 {
	if i >= maxWords {
		return 0
	}
	return 1 << i
}
