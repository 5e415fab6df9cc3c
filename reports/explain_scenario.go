package reports

import (
	"fmt"
	"math"
	"strings"

	"earnburn/internal/english"
	"earnburn/scenarios"
)

// ExplainScenario says in plain words what world a scenario is.
func ExplainScenario(w *scenarios.World) *Explanation {
	later := "."
	if w.DiscountRate > 0 {
		later = fmt.Sprintf("; what comes later counts %s a year less.", percent(w.DiscountRate))
	}
	text := []string{fmt.Sprintf("%s, followed for %s from %s. Money is in %s", english.Many(int(w.Customers), "customer"), english.Many(w.Months, "month"), w.Start, w.Currency) + later}
	for i := range w.Segments {
		text = append(text, describeSegment(w, &w.Segments[i]))
	}
	if named := named(w.Categories, func(c scenarios.Category) (string, float64) { return c.Name, c.Share }); named != "" {
		text = append(text, "Purchases are of "+named+".")
	}
	if named := named(w.Tenders, func(t scenarios.Tender) (string, float64) { return t.Name, t.Share }); named != "" {
		text = append(text, "Means of payment that rules may name, with the customers who use them: "+named+".")
	}
	if w.Season != [12]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1} {
		text = append(text, "How much is bought differs between the months of the year.")
	}
	if o := w.Operations; o != (scenarios.Operations{}) {
		text = append(text, fmt.Sprintf("Running a program with accounts costs %s to set up, %s a month and %s a year for each member, unless the program states its own costs.", o.Setup, o.PerMonth, o.PerMemberYear))
	}
	text = append(text, describeBehavior(w))
	for _, warning := range w.Warnings() {
		text = append(text, warningText(Warning{Text: warning.Text, At: withoutFolder(warning.Position.String())}))
	}
	return &Explanation{Name: w.Name, Kind: "scenario", Title: w.Title, Text: text}
}

func describeSegment(w *scenarios.World, s *scenarios.Segment) string {
	who := "A customer"
	if len(w.Segments) > 1 {
		who = fmt.Sprintf("Segment %s, %s of customers: a customer", s.Name, percent(s.Share))
	}
	text := fmt.Sprintf("%s buys %s on average", who, pace(s.Purchases.PerMonth))
	switch b := &s.Basket; {
	case b.Fixed != 0:
		text += fmt.Sprintf(", always for %s", b.Fixed)
	case b.Mean != 0:
		text += fmt.Sprintf(", for %s at a time", english.Group(b.Mean, 2))
	default:
		text += fmt.Sprintf(", for %s at a time", english.Group(b.P*b.V/(b.Q-1), 2))
	}
	text += fmt.Sprintf(", at a gross margin of %s.", percent(s.Margin))
	if s.Wallet.Mean < 1 {
		text += fmt.Sprintf(" The company has %s of what these customers spend in its market.", percent(s.Wallet.Mean))
	} else {
		text += " They buy nowhere else, so they cannot buy more."
	}
	switch c := s.Churn; {
	case c.PerYear > 0:
		text += fmt.Sprintf(" %s leave within a year", percent(c.PerYear))
		if c.P > 0 || c.A > 0 {
			text += ", and others after a purchase"
		}
		text += "."
	case c.P > 0 || c.A > 0:
		text += " They leave after purchases only."
	default:
		text += " They never leave."
	}
	if s.Returns > 0 {
		text += fmt.Sprintf(" %s of purchases are returned after %s.", percent(s.Returns), english.Many(int(math.Round(s.ReturnLag)), "day"))
	}
	if s.Arriving.PerMonth > 0 {
		text += fmt.Sprintf(" Each month new ones arrive, %s of those at the start.", percent(s.Arriving.PerMonth))
	}
	return text
}

// pace says how often somebody buys: a year where it is seldom.
func pace(perMonth float64) string {
	if perMonth < 0.5 {
		return english.Times(math.Round(120*perMonth)/10) + " a year"
	}
	return english.Times(math.Round(100*perMonth)/100) + " a month"
}

// named lists what has a name with its share.
func named[T any](list []T, of func(T) (string, float64)) string {
	var parts []string
	for _, x := range list {
		if name, share := of(x); name != "" {
			parts = append(parts, name+" ("+percent(share)+")")
		}
	}
	return english.Joined(parts)
}

func describeBehavior(w *scenarios.World) string {
	if w.Mechanical {
		return "Nobody reacts to a program: everybody joins at once and takes each reward as soon as it can be had (behavior: mechanical)."
	}
	var stated []string
	for _, e := range w.Register {
		if e.Stated {
			stated = append(stated, e.Name)
		}
	}
	if stated == nil {
		return "How customers react to a program is taken from the literature and from assumptions; \"earnburn explain elasticity\" explains the first of them."
	}
	return "How customers react to a program is taken from the literature and from assumptions, but for what this scenario states: " + strings.Join(stated, ", ") + "."
}
