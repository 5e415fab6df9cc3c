package reports

import (
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate/metrics"
)

// headline is the metric that programs are ranked by.
const headline = "net_margin_impact"

// sentence says which program earns more, so that it can be read aloud.
func (r *Report) sentence() string {
	list := r.ranked()
	if len(list) == 0 {
		return "Nothing was compared."
	}
	over := " over " + horizon(r.Scenario.Months)
	if len(list) == 1 {
		return r.againstNothing(list[0], over) + "."
	}
	first, second := list[0], list[1]
	next := second.Name
	if len(list) > 2 {
		next += ", the next best,"
	}
	d := r.difference(first.Name, second.Name, headline)
	var text string
	switch {
	case d.Value == nil:
		return "The programs cannot be ranked: " + d.Missing + "."
	case r.blind(&d):
		return tooFew + "which of " + english.Joined(namesOf(list)) + " earns most" + over + ", or whether any of them earns more than no program."
	case *d.Value == 0 && !d.indistinct():
		text = first.Name + " and " + second.Name + " earn the same" + over
	case d.indistinct():
		text = first.Name + " and " + second.Name + " cannot be told apart" + over + ": the difference is " + r.amount(d)
	default:
		text = first.Name + " earns " + r.amount(d) + " more than " + next + over
	}
	return text + "; " + r.verdict(list) + "."
}

// tooFew begins what is said where there is chance in a number and no telling how much.
const tooFew = "Too few customers were simulated to tell "

// blind reports whether a number is one draw of chance: from so few customers that its error is not known. Nothing may be concluded from it, not even that
// it is zero.
func (r *Report) blind(e *Estimate) bool { return r.intervals && e.NoInterval != "" }

// againstNothing compares one program with none.
func (r *Report) againstNothing(a *Arm, over string) string {
	e := a.all[headline].Estimate
	switch {
	case e.Value == nil:
		return a.Name + " cannot be compared with no program: " + e.Missing
	case r.blind(&e):
		return tooFew + "whether " + a.Name + " earns more or less than no program" + over
	case *e.Value == 0 && !e.indistinct():
		return a.Name + " earns as much as no program" + over
	case e.indistinct():
		return a.Name + " cannot be told apart from no program" + over + ": the difference is " + r.amount(e)
	}
	than := " more than no program"
	if *e.Value < 0 {
		than = " less than no program"
		e = e.negative()
	}
	return a.Name + " earns " + r.amount(e) + than + over
}

// outcome is how a program compares with none.
type outcome uint8

const (
	unclear outcome = iota
	beats
	equals
	loses
)

func (r *Report) outcome(a *Arm) outcome {
	switch e := a.all[headline].Estimate; {
	case e.Value == nil || r.blind(&e) || e.indistinct():
		return unclear
	case *e.Value > 0:
		return beats
	case *e.Value == 0:
		return equals
	}
	return loses
}

// verdict says which programs beat no program, in clauses that stand alone.
func (r *Report) verdict(list []*Arm) string {
	var better, unknown, others []string
	lost := 0
	for _, a := range list {
		switch r.outcome(a) {
		case unclear:
			unknown = append(unknown, a.Name)
		case beats:
			better = append(better, a.Name)
		case loses:
			lost++
			fallthrough
		default:
			others = append(others, a.Name)
		}
	}
	two, all := len(list) == 2, "all "+english.Spelled(len(list))
	switch {
	case len(others) == len(list) && two:
		return "neither beats no program"
	case lost == len(list):
		return "having no program beats " + all
	case len(others) == len(list):
		return "not one of the " + english.Spelled(len(list)) + " beats no program"
	case len(better) == len(list) && two:
		return "both beat no program"
	case len(better) == len(list):
		return all + " beat no program"
	case len(unknown) == len(list) && two:
		return "whether either beats no program cannot be told"
	case len(unknown) == len(list):
		return "whether any of the " + english.Spelled(len(list)) + " beats no program cannot be told"
	}
	var parts []string
	if len(better) > 0 {
		parts = append(parts, plural(better, "beats no program", "beat no program"))
	}
	switch {
	case len(others) > 0 && len(better) > 0:
		parts = append(parts, plural(others, "does not", "do not"))
	case len(others) > 0:
		parts = append(parts, plural(others, "does not beat no program", "do not beat no program"))
	}
	if len(unknown) > 0 {
		parts = append(parts, "for "+english.Joined(unknown)+" it cannot be told")
	}
	return strings.Join(parts, "; ")
}

func namesOf(list []*Arm) []string {
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}

// plural is names with the verb in its number.
func plural(names []string, one, many string) string {
	if len(names) == 1 {
		return names[0] + " " + one
	}
	return english.Joined(names) + " " + many
}

// ranked lists the programs by impact, the best first; those without a value last.
func (r *Report) ranked() []*Arm {
	list := r.programs()
	slices.SortStableFunc(list, func(a, b *Arm) int {
		x, y := a.all[headline].Value, b.all[headline].Value
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return 1
		case y == nil:
			return -1
		case *x > *y:
			return -1
		case *x < *y:
			return 1
		}
		return 0
	})
	return list
}

// amount writes money with its error and currency.
func (r *Report) amount(e Estimate) string {
	return strings.TrimSuffix(WithError(e, metrics.Money), " ~") + " " + r.world.Currency
}

// inSentence writes a number of a metric with its error, and if it is money its currency.
func inSentence(e Estimate, m *metrics.Metric, currency string) string {
	text := strings.TrimSuffix(whatIfCell(e, m), " ~")
	if m.Kind <= metrics.MoneyPerPoint {
		text += " " + currency
	}
	return text
}

// accounts says for a world without chance what each program leaves: there is nothing to estimate.
func (r *Report) accounts() []string {
	var lines []string
	for i := range r.Arms {
		a := &r.Arms[i]
		cash, owed := a.all["net_margin_cash"].Estimate, a.all["closing_obligation"].Estimate
		if cash.Value == nil {
			continue
		}
		if a.Baseline {
			lines = append(lines, "no program: "+Number(cash, metrics.Money)+".")
			continue
		}
		text := a.Name + ": " + Number(cash, metrics.Money) + " in cash; "
		if owed.Value != nil && *owed.Value != 0 {
			text += Number(owed, metrics.Money) + " is still owed."
		} else {
			text += "nothing is owed."
		}
		lines = append(lines, text)
	}
	return lines
}
