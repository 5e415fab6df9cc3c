package programs

// ActionRule is something other than a purchase that earns points. Frequency and money are facts for whoever plays the member.
type ActionRule struct {
	Name     string
	Points   Points
	PerYear  float64 // how often an engaged member does it, a year; 0: on his birthday
	Once     bool
	Cost     Money // to the company each time, besides the points
	Brings   Money // margin that comes in with it, and what a partner pays for the points
	From, To Day
	Partner  bool // earned at a partner: by every member, engaged or not
}

func (c *compiler) actions(actions []Action) {
	for _, a := range actions {
		rule := ActionRule{Name: a.Name, Points: a.Points, Once: a.Once, Cost: a.Cost, Brings: a.Brings, From: before, To: Never}
		if a.PerYear != nil {
			rule.PerYear = *a.PerYear
		}
		if a.From != nil {
			rule.From = a.From.Day
		}
		if a.To != nil {
			rule.To = a.To.Day
		}
		c.rules.Actions = append(c.rules.Actions, rule)
		c.rules.Birthdays = c.rules.Birthdays || a.Birthday
	}
}

// coalition compiles partners into actions: what happens there is known only by how often it does.
func (c *compiler) coalition(co *Coalition) {
	r := c.rules
	r.PaysPerPoint, r.ReceivesPerPoint = co.Pays, co.Receives
	for _, p := range co.Partners {
		rule := ActionRule{
			Name: p.Name, Points: p.Points, PerYear: p.PerYear, Partner: true, From: before, To: Never,
			Brings: Money(p.Points.Float()*p.Pays*1000 + 0.5),
		}
		if p.Until != nil {
			rule.To = p.Until.Day
		}
		r.Actions = append(r.Actions, rule)
	}
}

// Act credits what the member earns by an action on day d, to which the account has been advanced, and returns the points.
func (r *Rules) Act(a *Account, action int, d Day) Points {
	rule := &r.Actions[action]
	if d < rule.From || d > rule.To || a.ended {
		return 0
	}
	r.credit(a, rule.Points, d)
	a.Book.Issued += rule.Points
	a.moved = d
	r.schedule(a)
	return rule.Points
}

// Transfer moves points between members on day d: positive ones come in, negative ones go out, at most those in hand. It returns what was moved.
func (r *Rules) Transfer(a *Account, points Points, d Day) Points {
	if points < 0 {
		points = -min(-points, max(0, a.Balance))
		a.debit(-points)
	} else {
		a.put(points, r.levels[a.Level].expire.goodUntil(d))
	}
	a.Book.Adjusted += points
	if points != 0 {
		a.moved = d
	}
	r.schedule(a)
	return points
}
