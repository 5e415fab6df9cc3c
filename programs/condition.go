package programs

// condition is a compiled Condition; its parts that hold always are zero. Tiers are compiled away: see levelRules.
type condition struct {
	always     bool
	chosen     bool
	rare       bool   // some of the parts below the line is set
	categories uint32 // set of indexes; 0: all
	tenders    uint32
	weekdays   uint8 // set of Monday (bit 0) … Sunday; 0: all
	from, to   Day
	basket     Money

	basketTo           Money // 0: any
	season             bool
	seasonOn, seasonTo int32 // days of the year as month·32 + day
	unitsFrom, unitsTo int32 // 0: any
	visit, every       int32 // 0: any
	birthday           int32 // days from the birthday on; 0: any
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
		c.chosen && !p.Chosen,
		c.rare && !c.metToo(p):
		return false
	}
	return c.weekdays == 0 || c.weekdays>>p.Day.Weekday()&1 != 0
}

// metToo looks at the parts that few rules have. Of a typical purchase nobody knows which of the member's it is or how far his birthday: see share.
func (c *condition) metToo(p *Purchase) bool {
	switch {
	case c.basketTo > 0 && p.Amount > c.basketTo,
		c.season && !c.inSeason(p.Day),
		c.unitsFrom > 0 && p.Units < c.unitsFrom,
		c.unitsTo > 0 && p.Units > c.unitsTo:
		return false
	case p.typical:
		return true
	case c.visit > 0 && p.visit != c.visit,
		c.every > 0 && p.visit%c.every != 0,
		c.birthday > 0 && (p.Birthday == 0 || p.Birthday > c.birthday):
		return false
	}
	return true
}

func (c *condition) inSeason(d Day) bool {
	_, month, day := d.Date()
	at := int32(32*month + day)
	if c.seasonOn <= c.seasonTo {
		return at >= c.seasonOn && at <= c.seasonTo
	}
	return at >= c.seasonOn || at <= c.seasonTo
}

// share is how much of the time the parts hold that a typical purchase knows nothing of. The first order is no typical one.
func (c *condition) share() float64 {
	share := 1.0
	if c.visit > 0 {
		share = 0
	}
	if c.every > 0 {
		share /= float64(c.every)
	}
	if c.birthday > 0 {
		share *= min(1, float64(c.birthday)/365.25)
	}
	return share
}

// odds are the part of a rule that is left to chance, or to what a typical purchase does not know.
type odds struct {
	any    bool
	chance int32 // millionths, of rules that give at random; 0: always
	mean   int64 // in shareUnits, over typical purchases
}

// newOdds compiles the chance of a rule under a condition.
func newOdds(c *condition, chance *Share) odds {
	o := odds{mean: Share(c.share()).parts()}
	if chance != nil {
		o.chance = int32(chance.parts() / (shareUnit / 1_000_000))
		o.mean = Share(c.share() * chance.Float()).parts()
	}
	o.any = o.mean != shareUnit
	return o
}

// of returns what comes of an amount at a purchase: all of it or nothing, and of a typical one the mean.
func (o *odds) of(amount int64, p *Purchase) int64 {
	switch {
	case !o.any:
		return amount
	case p.typical:
		return times(amount, o.mean, shareUnit)
	case o.chance > 0 && p.Luck < 1_000_000-o.chance:
		return 0
	}
	return amount
}

// bit returns the set of one index; NoTender and other indexes beyond the sets are in none.
func bit(i uint8) uint32 {
	if i >= maxWords {
		return 0
	}
	return 1 << i
}
