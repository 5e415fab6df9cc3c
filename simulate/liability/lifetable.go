package liability

// LifeTable estimates by age which share of the points open at its start is redeemed or lapses at it (Kaplan and Meier 1958, Journal of the American
// Statistical Association, with points as exposure and two ways to leave). Cohorts that have not reached an age say nothing of it, so young ones do no harm.
type LifeTable struct {
	Exposed  []float64 // points open at the start of each age, over the cohorts that have been through it
	Redeemed []float64 // share of them redeemed at that age
	Lapsed   []float64 // share of them that lapsed

	rates []float64 // share redeemed in the end of the points open at the start of each age
	later float64   // the same for ages beyond any that points can reach
}

// tailAges is how many of the oldest ages stand for those that no cohort has reached.
const tailAges = 12

// LifeTable estimates from what is known at the end of month m.
//
// Ages that no cohort has reached have the shares of the last twelve that were reached, taken together, the age of issue left out if it is not the only
// one, for the part of the month before the age Life; then nothing is left. Without one they go on for ever. As long as nothing has been redeemed no breakage is estimated: the rate is 1.
func (t *Triangle) LifeTable(m int) *LifeTable {
	oldest := t.oldest(m)
	l := &LifeTable{later: 1}
	redeemed, lapsed := make([]float64, oldest+1), make([]float64, oldest+1)
	l.Exposed, l.Redeemed, l.Lapsed = make([]float64, oldest+1), make([]float64, oldest+1), make([]float64, oldest+1)
	for s := m - oldest; s <= m; s++ {
		left := t.Issued[s]
		for a := range m - s + 1 {
			l.Exposed[a] += left
			redeemed[a] += t.Redeemed[s][a]
			lapsed[a] += t.Lapsed[s][a]
			left -= t.Redeemed[s][a] + t.Lapsed[s][a]
		}
	}
	any := false
	for a := range oldest + 1 {
		any = any || redeemed[a] > 0
		if l.Exposed[a] > 0 {
			l.Redeemed[a], l.Lapsed[a] = redeemed[a]/l.Exposed[a], lapsed[a]/l.Exposed[a]
		}
	}
	if !any {
		return l
	}
	var exposed, use, lose float64
	for a := max(min(1, oldest), oldest-tailAges+1); a <= oldest; a++ {
		exposed, use, lose = exposed+l.Exposed[a], use+redeemed[a], lose+lapsed[a]
	}
	if exposed > 0 {
		use, lose = use/exposed, lose/exposed
	}
	l.later = 0
	if t.Life == 0 && use > 0 {
		l.later = use / (use + lose)
	}
	last := max(oldest, t.lastAge())
	l.rates = make([]float64, last+1)
	next := l.later
	for a := last; a >= 0; a-- {
		part := t.lives(a)
		r, x := part*use, part*lose
		if a <= oldest {
			r, x = l.Redeemed[a], l.Lapsed[a]
		}
		next = r + (1-r-x)*next
		l.rates[a] = next
	}
	return l
}

// lives is the part of the month of some age that points issued in the middle of a month live through.
func (t *Triangle) lives(age int) float64 { return min(max(t.Life-(float64(age)-0.5), 0), 1) }

// Rate is the share redeemed in the end of points open at the start of an age: of new ones at age 0.
func (l *LifeTable) Rate(age int) float64 {
	if age < len(l.rates) {
		return l.rates[age]
	}
	return l.later
}

// expected is what will have been redeemed in the end of the points of month s, as the table says at the end of month m.
func (l *LifeTable) expected(t *Triangle, s, m int) float64 {
	return t.Known(s, m) + t.Open(s, m)*l.Rate(m-s+1)
}

// Pool is the ultimate redemption rate of all points issued up to and in month m: redeemed so far, and what is open at the rate of its age.
func (l *LifeTable) Pool(t *Triangle, m int) float64 {
	return t.rate(m, func(s int) float64 { return l.expected(t, s, m) })
}
