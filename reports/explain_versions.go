package reports

import (
	"fmt"

	"earnburn/internal/english"
	"earnburn/scenarios"
)

// Version is what a version of a program changes by its rules alone.
type Version struct {
	From    string        `json:"from"`
	Title   string        `json:"title,omitempty"`
	Segment string        `json:"segment,omitempty"`
	Facts   []ChangedFact `json:"facts"`
	Members []Member      `json:"members"`
}

// ChangedFact is a fact before and after; null where there is none.
type ChangedFact struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Before *float64 `json:"before"`
	After  *float64 `json:"after"`

	before, after string
}

// Member is a customer whose reward rate changes.
type Member struct {
	Purchases   string   `json:"purchases"` // light, median or heavy
	PerYear     *float64 `json:"per_year"`
	BasketSize  string   `json:"basket_size"` // small, mean or large
	Basket      *float64 `json:"basket"`
	Before      *float64 `json:"before"` // reward rate
	After       *float64 `json:"after"`
	LevelBefore string   `json:"level_before,omitempty"`
	LevelAfter  string   `json:"level_after,omitempty"`
}

// addShifts takes over what versions change.
func (x *Explanation) addShifts(shifts []scenarios.Shift) {
	for i := range shifts {
		s := &shifts[i]
		v := Version{From: s.From.String(), Title: s.Title, Segment: s.Segment}
		for j := range s.Facts {
			before, after := factOf(&s.Facts[j].Before), factOf(&s.Facts[j].After)
			v.Facts = append(v.Facts, ChangedFact{Name: before.Name, Title: before.Title, Before: before.Value, After: after.Value, before: before.text(), after: after.text()})
		}
		for _, m := range s.Members {
			v.Members = append(v.Members, Member{
				Purchases: m.Purchases, PerYear: number(m.PerYear), BasketSize: m.BasketSize, Basket: number(m.Basket),
				Before: number(m.Before), After: number(m.After), LevelBefore: m.LevelBefore, LevelAfter: m.LevelAfter,
			})
		}
		x.Versions = append(x.Versions, v)
	}
}

// page adds two tables: the facts before and after, and who gains and who loses.
func (v *Version) page(p *page) {
	heading := "What changes on " + v.From
	if v.Title != "" {
		heading += ": " + v.Title
	}
	if v.Segment != "" {
		heading += ", segment " + v.Segment
	}
	facts := &grid{header: []string{"", "before", "after"}}
	for _, f := range v.Facts {
		facts.add(f.Title, f.before, f.after)
	}
	p.add(section{heading: heading, table: facts})
	if len(v.Members) == 0 {
		return
	}
	members := &grid{header: []string{"reward rate by purchases a year"}}
	var better, worse int
	for from := 0; from < len(v.Members); {
		first := &v.Members[from]
		row := []string{fmt.Sprintf("%s, %s", first.Purchases, english.Group(*first.PerYear, 1))}
		to := from
		for ; to < len(v.Members) && v.Members[to].Purchases == first.Purchases; to++ {
			m := &v.Members[to]
			if from == 0 {
				members.header = append(members.header, fmt.Sprintf("%s basket, %s", m.BasketSize, english.Group(*m.Basket, 2)))
			}
			row = append(row, m.change())
			switch change := *m.After - *m.Before; {
			case change > insignificant:
				better++
			case change < -insignificant:
				worse++
			}
		}
		members.add(row...)
		from = to
	}
	p.add(section{
		heading: "Who gains and who loses on " + v.From + withSegment(v.Segment), text: []string{gainAndLose(better, worse, len(v.Members))}, table: members,
		after: []string{"The reward rate is what discounts, rewards and perks bring as a share of what is bought, at the level that the pace keeps. Rewards that expire before they can be reached count nothing."},
	})
}

// gainAndLose says how many of some customers are better off and how many worse.
func gainAndLose(better, worse, all int) string {
	some := func(n int, verb string) string {
		switch n {
		case 0:
			return "none " + english.Verb(n, verb)
		case all:
			return "all " + english.Verb(n, verb)
		}
		return english.Spelled(n) + " " + english.Verb(n, verb)
	}
	return fmt.Sprintf("By the rules alone, of these %s %s and %s.", english.Count(all, "customer"), some(better, "gain"), some(worse, "lose"))
}

// insignificant is a change of a reward rate that is none.
const insignificant = 1e-6

func withSegment(name string) string {
	if name == "" {
		return ""
	}
	return ", segment " + name
}

// change writes the reward rate before and after, once where it stays, and the levels where they differ.
func (m *Member) change() string {
	places := 1
	if max(*m.Before, *m.After) < 0.02 {
		places = 2 // of small rates half a point is much
	}
	text, after := english.Group(100**m.Before, places), english.Group(100**m.After, places)
	if after != text {
		text += " to " + after
	}
	text += " %"
	if m.LevelBefore != m.LevelAfter && m.LevelBefore != "" && m.LevelAfter != "" {
		text += " (" + m.LevelBefore + " to " + m.LevelAfter + ")"
	}
	return text
}
