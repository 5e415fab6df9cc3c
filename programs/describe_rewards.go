package programs

import "fmt"

func (c *Currency) describeReward(w *Reward) string {
	text := c.rewardSentence(w)
	switch {
	case w.Most == nil:
	case *w.Most == 1:
		text += ", one at a time"
	default:
		text += fmt.Sprintf(", at most %d at once", *w.Most)
	}
	if w.HeadStart > 0 {
		text += fmt.Sprintf("; the next one begins with %s", c.Amount(w.HeadStart))
	}
	if where := w.When.describe(); where != "" {
		text += "; it can be had at purchases " + where
	}
	return text + "."
}

// rewardSentence says what a reward costs, what it gives and when.
func (c *Currency) rewardSentence(w *Reward) string {
	price := c.Amount(w.Points)
	bring := w.Points.verb("brings", "bring")
	if w.Cash > 0 {
		price += fmt.Sprintf(" and %s", w.Cash)
		bring = "bring"
	}
	if what := w.thing(); what != "" {
		return fmt.Sprintf("%s %s %s %s", price, bring, what, w.when())
	}
	switch g := w.Gives; {
	case g.Certificate != nil:
		how := "can be turned into"
		if w.Issued != "" {
			how = w.Points.verb("turns", "turn") + " on their own into"
		}
		text := fmt.Sprintf("%s %s a certificate of %s, %s", price, how, g.Certificate.Face, g.Certificate.validity())
		if g.Certificate.Basket > 0 {
			text += fmt.Sprintf(", for baskets of at least %s", g.Certificate.Basket)
		}
		return text
	case g.ShareOff != nil:
		text := fmt.Sprintf("%s %s %s off a purchase", price, w.Points.verb("takes", "take"), *g.ShareOff)
		return withName(w.Name, text+w.unasked())
	}
	text := fmt.Sprintf("%s %s %s off a purchase", price, w.Points.verb("takes", "take"), *w.Gives.MoneyOff)
	if w.UpTo != nil && *w.UpTo < 1 {
		text += fmt.Sprintf(", up to %s of it", *w.UpTo)
	}
	switch {
	case w.Step != nil:
		text += fmt.Sprintf(", in steps of %s", c.Amount(*w.Step))
	case w.UpTo != nil || w.Minimum != nil:
		text += ", and so does any part or multiple"
	}
	if w.Minimum != nil {
		text += fmt.Sprintf(", at least %s at once", c.Amount(*w.Minimum))
	}
	return text + w.unasked()
}

// thing says what is given that is no money off; "" if it is.
func (w *Reward) thing() string {
	name := func(otherwise string) string {
		if w.Name != "" {
			return w.Name
		}
		return otherwise
	}
	switch g := w.Gives; {
	case g.Product != nil:
		cost := Money(times(int64(g.Product.Price), g.Product.Cost.parts(), shareUnit))
		return fmt.Sprintf("%s (worth %s, costs %s)", name("a free item"), g.Product.Price, cost)
	case g.GiftCard != nil:
		text := fmt.Sprintf("%s (worth %s", name("a gift card"), g.GiftCard.Face)
		if g.GiftCard.Breakage > 0 {
			text += fmt.Sprintf(", of which %s is never used", g.GiftCard.Breakage)
		}
		return text + ")"
	case g.Cash != nil:
		if w.Name != "" {
			return fmt.Sprintf("%s (%s in cash)", w.Name, *g.Cash)
		}
		return fmt.Sprintf("%s in cash", *g.Cash)
	case g.Partner != nil:
		_, cost := g.terms()
		return fmt.Sprintf("%s from a partner (worth %s, costs %s)", name("something"), g.Partner.Worth, cost)
	case g.Donation != nil:
		worth, _ := g.terms()
		return fmt.Sprintf("%s of %s to charity (worth %s to the member)", name("a gift"), g.Donation.Amount, worth)
	case g.Draw != nil:
		_, cost := g.terms()
		return fmt.Sprintf("%s with a chance of %s of a prize worth %s (costs %s on average)", name("a ticket in a draw"), g.Draw.Chance, g.Draw.Prize, cost)
	}
	return ""
}

func (c *Certificate) validity() string {
	if c.Valid == nil {
		return "valid for good"
	}
	text := "valid for " + c.Valid.Span.String()
	switch {
	case c.Valid.EndOf != "":
		text += " and on to the end of that " + c.Valid.EndOf
	case c.Valid.Until != nil:
		text += fmt.Sprintf(" and on to the next %s", c.Valid.Until.words())
	}
	return text
}

// unasked says on which purchase money comes off, where nobody has to ask for it.
func (w *Reward) unasked() string {
	if w.Issued == "" && w.Used != "at_once" {
		return ""
	}
	return ", " + w.when()
}

// when says on which purchase a reward is received.
func (w *Reward) when() string {
	switch {
	case w.Used == "at_once":
		return "handed over on the purchase that completes it"
	case w.Issued != "":
		return "on the next purchase without being asked for"
	}
	return "on a later purchase"
}
