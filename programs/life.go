package programs

// PointLife returns the greatest age in days at which points can still be used, whatever the level they were earned at; 0 if they may live on.
// Pausing may end them earlier.
func (r *Rules) PointLife() float64 {
	longest := 0.0
	for i := range r.levels {
		e := &r.levels[i].expire
		days := 0.0
		switch e.kind {
		case expiresAfter:
			days = e.after.InDays()
			switch {
			case e.endOf > 0:
				days += Span{Months: int(e.endOf)}.InDays()
			case e.until:
				days += Span{Months: 12}.InDays()
			}
		case expiresEachYear:
			days = Span{Months: 12}.InDays()
		}
		if days == 0 {
			return 0
		}
		longest = max(longest, days)
	}
	return longest
}
