package limits

import (
	"fmt"
	"strconv"

	"earnburn/internal/document"
	"earnburn/simulate/metrics"
)

// contradictions finds limits on one number that no value meets together.
func contradictions(cases []Case, d *metrics.Data, problems *document.Problems) {
	type side struct {
		x    float64
		open bool
		by   *Case
	}
	lows, highs := map[string]side{}, map[string]side{}
	said := map[[2]*Limit]bool{}
	for i := range cases {
		c := &cases[i]
		key, turned := c.number()
		low, high := side{c.Low, c.LowOpen, c}, side{c.High, c.HighOpen, c}
		if c.quotient() {
			low.x, high.x = low.x+c.Share, high.x+c.Share
		}
		if turned {
			low, high = side{-c.High, c.HighOpen, c}, side{-c.Low, c.LowOpen, c}
		}
		l, h := low, high
		if old, ok := lows[key]; ok && (old.x > l.x || old.x == l.x && old.open) {
			l = old
		}
		if old, ok := highs[key]; ok && (old.x < h.x || old.x == h.x && old.open) {
			h = old
		}
		if l.x > h.x || l.x == h.x && (l.open || h.open) {
			first := l.by
			if first == c {
				first = h.by
			}
			if first.Limit != c.Limit && !said[[2]*Limit{first.Limit, c.Limit}] {
				said[[2]*Limit{first.Limit, c.Limit}] = true
				problems.Add(c.At, c.path, "%s", c.say(fmt.Sprintf("contradicts %q (%s): nothing meets both for %s", first.Text, first.At, d.Arms[c.Arm].Name)))
			}
			continue
		}
		lows[key], highs[key] = l, h
	}
}

// quotient reports whether bounds on a metric as a share of another are those of their quotient: the other is never negative.
func (c *Case) quotient() bool {
	return c.Of != nil && (c.Of.Name == "sales" || c.Of.Name == "revenue")
}

// number names the number that a case is about, the same for all cases about it; turned: this case is about its negative.
func (c *Case) number() (key string, turned bool) {
	arm, against := c.Arm, c.Against
	if against > arm {
		arm, against, turned = against, arm, true
	}
	turned = turned || c.Change == Rise
	of := ""
	if c.Of != nil {
		of = c.Of.Name
		if !c.quotient() {
			of += strconv.FormatFloat(c.Share, 'g', -1, 64)
		}
	}
	return fmt.Sprint(c.Metric.Name, "|", arm, "|", against, "|", of, "|", c.Change != NoChange, c.Relative, "|", c.Segment, "|", c.Tier, "|", c.Decile, "|", c.Month), turned
}
