package programs

// goodUntil returns the last day on which points credited on day d can be used, as far as that is known by then.
func (r *Rules) goodUntil(d Day) Day {
	switch {
	case r.expire.After != nil:
		return r.ExpireAfter.After(d)
	case r.expire.EachYear != nil:
		return r.expire.EachYear.onOrAfter(d)
	}
	return Never
}

// pointsLapse returns the last day on which the points next to lapse can be used; Never if none will.
func (r *Rules) pointsLapse(a *Account) Day {
	switch {
	case a.Balance <= 0:
		return Never
	case r.expire.Inactive != nil:
		return r.ExpireInactive.After(a.moved)
	}
	return a.lots.oldest().until
}

// expirePoints lets points lapse that were good before day t.
func (r *Rules) expirePoints(a *Account, t Day, l *Lapsed) {
	var lost Points
	if r.expire.Inactive != nil {
		if r.pointsLapse(a) < t {
			lost = a.Balance
			a.lots.clear()
		}
	} else {
		for a.lots.count > 0 && a.lots.oldest().until < t {
			lost += a.lots.oldest().points
			a.lots.popOldest()
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
