package programs

// pointsLapse returns the last day on which the points next to lapse can be used; Never if none will.
func (r *Rules) pointsLapse(a *Account) Day {
	switch {
	case a.Balance <= 0:
		return Never
	case r.expire.After != nil:
		return a.lots.oldest().until
	case r.expire.Inactive != nil:
		return r.ExpireInactive.After(a.moved)
	case r.expire.EachYear != nil:
		return a.yearly
	}
	return Never
}

// expirePoints lets points lapse that were good before day t.
func (r *Rules) expirePoints(a *Account, t Day, l *Lapsed) {
	var lost Points
	switch {
	case r.expire.After != nil:
		for a.lots.count > 0 && a.lots.oldest().until < t {
			lost += a.lots.oldest().points
			a.lots.popOldest()
		}
	case r.expire.Inactive != nil, r.expire.EachYear != nil:
		if r.pointsLapse(a) < t {
			lost = a.Balance
			a.lots.clear()
		}
		if r.expire.EachYear != nil && a.yearly < t {
			a.yearly = r.expire.EachYear.onOrAfter(t)
		}
	}
	if lost == 0 {
		return
	}
	a.Balance -= lost
	a.Book.Expired += lost
	l.Points += lost
	l.Events |= PointsExpired
	if r.lossLimit > 0 && lost > r.lossLimit {
		l.Events |= LostReward
	}
}
