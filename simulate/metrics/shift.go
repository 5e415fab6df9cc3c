package metrics

// Shift is by how much what some customers receive differs between two arms.
type Shift struct {
	Customers, More, Less int64 // all of them, those who receive more, and less
	Amount                int64 // Σ of what they receive more, thousandths of the currency unit
}

// Add adds other customers.
func (s *Shift) Add(o Shift) { s.add(o, 1) }

func (s *Shift) add(o Shift, sign int64) {
	s.Customers += sign * o.Customers
	s.More += sign * o.More
	s.Less += sign * o.Less
	s.Amount += sign * o.Amount
}

// Shifted is a Shift per customer: what each receives more on average, in units of the currency, and the shares of those who receive more and less.
type Shifted struct{ Received, More, Less Estimate }

// EstimateShift estimates a shift that was counted by jackknife group.
func EstimateShift(groups []Shift) Shifted {
	var all Shift
	filled := 0
	for _, g := range groups {
		all.Add(g)
		if g.Customers > 0 {
			filled++
		}
	}
	perCustomer := func(of func(Shift) int64, unit float64) Series {
		if all.Customers == 0 {
			return Series{Missing: errNoCustomers.Error()}
		}
		mean := func(s Shift) float64 { return float64(of(s)) / float64(s.Customers) / unit }
		x := Series{Value: mean(all)}
		if filled < minGroups {
			x.NoInterval = tooFew(filled)
			return x
		}
		for _, g := range groups {
			if g.Customers > 0 {
				rest := all
				rest.add(g, -1)
				x.Without = append(x.Without, mean(rest))
			}
		}
		return x
	}
	share := func(of func(Shift) int64) Estimate {
		e := perCustomer(of, 1).Estimate()
		e.Low, e.High = max(e.Low, 0), min(e.High, 1)
		return e
	}
	return Shifted{
		Received: perCustomer(func(s Shift) int64 { return s.Amount }, 1000).Estimate(),
		More:     share(func(s Shift) int64 { return s.More }),
		Less:     share(func(s Shift) int64 { return s.Less }),
	}
}
