package programs

// ChallengeRule is a target that earns points. Its facts are what a member strives for.
type ChallengeRule struct {
	Points Points
	Visits int32 // purchases; 0: not counted
	Spend  Money // paid; 0: not counted
	Streak int32 // periods in a row; 0: no streak
	Within Span  // time for it; of a streak, the length of a period
}

// challengeCount is how far the member has come.
type challengeCount struct {
	began  Day // with which purchase; of a streak, the first day of the period last bought in
	count  int64
	first  int32 // the first purchase counted
	active bool
}

func (c *compiler) challenges(challenges []Challenge) {
	for _, x := range challenges {
		rule := ChallengeRule{Points: x.Points, Within: x.Within}
		switch {
		case x.Visits != nil:
			rule.Visits = int32(*x.Visits)
		case x.Spend != nil:
			rule.Spend = *x.Spend
		default:
			rule.Streak = int32(*x.Streak)
		}
		c.rules.Challenges = append(c.rules.Challenges, rule)
	}
}

// challenge counts a purchase toward all challenges and returns the points of those that it completes.
func (r *Rules) challenge(a *Account, out *Receipt) (points Points) {
	out.counted = out.Paid
	for i := range r.Challenges {
		rule, n := &r.Challenges[i], &a.challenges[i]
		if rule.Streak > 0 {
			rule.follow(n, out.Day)
		} else {
			rule.add(n, out)
		}
		if n.count >= rule.target() {
			points += rule.Points
			*n = challengeCount{}
		}
	}
	return points
}

func (c *ChallengeRule) target() int64 {
	switch {
	case c.Streak > 0:
		return int64(c.Streak)
	case c.Visits > 0:
		return int64(c.Visits)
	}
	return int64(c.Spend)
}

// add counts a purchase; the time begins with the first one, and again with the first after it is over.
func (c *ChallengeRule) add(n *challengeCount, out *Receipt) {
	if !n.active || out.Day >= c.Within.After(n.began) {
		*n = challengeCount{began: out.Day, first: out.serial, active: true}
	}
	if c.Visits > 0 {
		n.count++
	} else {
		n.count += int64(out.Paid)
	}
}

// unchallenge takes a returned purchase out of what has been counted toward the targets it counts for; without any other purchase their time begins anew.
// Streaks stay: who came, came.
func (r *Rules) unchallenge(a *Account, out *Receipt) {
	for i := range r.Challenges {
		rule, n := &r.Challenges[i], &a.challenges[i]
		if !n.active || rule.Streak > 0 || out.serial < n.first {
			continue
		}
		if rule.Visits > 0 {
			n.count--
		} else {
			n.count -= int64(out.counted)
		}
		if n.count <= 0 {
			*n = challengeCount{}
		}
	}
}

// follow continues a streak in the next period or begins it anew. Periods are counted from the streak's first purchase.
func (c *ChallengeRule) follow(n *challengeCount, d Day) {
	next := c.Within.After(n.began)
	switch {
	case !n.active, d >= c.Within.After(next):
		*n = challengeCount{began: d, count: 1, active: true}
	case d >= next:
		n.began = next
		n.count++
	}
}
