package limits

import (
	"fmt"
	"slices"
	"strings"

	"earnburn/internal/document"
	"earnburn/simulate/metrics"
)

// Frame is what limits are held against before anything is simulated.
type Frame struct {
	Data   *metrics.Data // arms without counts, the baseline first
	Levels [][]string    // by arm: the tiers that customers are told apart by; nil for programs without
	Drawn  string        // why there are no draws of the assumptions; "" if there are

	Certain bool   // nothing in the world is left to chance
	Saved   *Saved // what drop and rise compare with; nil without

	Scenario, World string // name of the scenario, and what tells it from any other
}

// Saved is a result that was kept, to see what has changed since.
type Saved struct {
	Name      string // of its file
	Scenario  string // that it was simulated in, by its name
	World     string // and by what tells it from any other
	Months    int
	Customers int64 // of the real base
	Seed      uint64
	Sample    int // customers simulated
	Currency  string
	Metrics   map[string]map[string]Kept // by arm and metric
}

// Kept is a number of a saved result.
type Kept struct {
	metrics.Estimate
	Without []float64 // what it was without each of the jackknife groups of customers; nil if that was not kept
}

// Case is a limit as it applies to one program.
type Case struct {
	*Limit
	Arm, Against int // indices of arms; Against is −1 unless the limit compares two
	row          int // index of the segment, tier or decile; −1: all customers
	From         *Saved
	saved        Kept // of a Change, in From
}

// Cases applies each limit to the programs that it binds, in the order of the limits and of the programs. All that is wrong with any of them comes back at
// once: names that do not exist, numbers that can have no value, bounds that contradict each other.
func (f *Frame) Cases(list []Limit) ([]Case, error) {
	var cases []Case
	var problems document.Problems
	for i := range list {
		l := &list[i]
		for _, arm := range f.bound(l, &problems) {
			if c, ok := f.apply(l, arm, &problems); ok {
				cases = append(cases, c)
			}
		}
	}
	contradictions(cases, f.Data, &problems)
	return cases, unique(problems).Err()
}

// unique drops problems that a limit has with several programs alike.
func unique(problems document.Problems) document.Problems {
	var list document.Problems
	for _, p := range problems {
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

func (f *Frame) names() []string {
	var names []string
	for _, a := range f.Data.Arms {
		names = append(names, a.Name)
	}
	return names
}

// arm finds an arm by its name.
func (f *Frame) arm(l *Limit, at document.Position, name string, problems *document.Problems) (int, bool) {
	i := slices.Index(f.names(), name)
	if i < 0 {
		text := fmt.Sprintf("this command simulates no program %.80q; there are %s", name, strings.Join(f.names(), ", "))
		if near, ok := document.Nearest(name, f.names()); ok {
			text = fmt.Sprintf("this command simulates no program %.80q; did you mean %q?", name, near)
		}
		problems.Add(at, l.path, "%s", l.say(text))
	}
	return i, i >= 0
}

// say puts the limit before what is wrong with it where the position does not show it.
func (l *Limit) say(text string) string {
	if l.At.Origin != "" {
		return text
	}
	return l.Text + ": " + text
}

// bound lists the arms that a limit binds.
func (f *Frame) bound(l *Limit, problems *document.Problems) (arms []int) {
	if l.Arm != "" {
		if i, ok := f.arm(l, l.arm, l.Arm, problems); ok {
			return []int{i}
		}
		return nil
	}
	for i, name := range f.names() {
		switch {
		case i == 0: // no program is not checked unless it is named
		case l.Owner != "" && name != l.Owner:
		case name == l.Against: // nor a program against itself
		default:
			arms = append(arms, i)
		}
	}
	if len(arms) == 0 {
		problems.Add(l.At, l.path, "%s", l.say("there is no program to compare with "+l.Against))
	}
	return arms
}

// apply finds what a limit is about in an arm.
func (f *Frame) apply(l *Limit, arm int, problems *document.Problems) (Case, bool) {
	c := Case{Limit: l, Arm: arm, Against: -1, row: -1}
	ok := true
	fail := func(at document.Position, format string, args ...any) {
		problems.Add(at, l.path, "%s", l.say(fmt.Sprintf(format, args...)))
		ok = false
	}
	row := func(kind, name string, rows []string) {
		if c.row = slices.Index(rows, name); c.row < 0 {
			text := fmt.Sprintf("there is no %s %.80q; there are %s", kind, name, strings.Join(rows, ", "))
			if near, found := document.Nearest(name, rows); found {
				text = fmt.Sprintf("there is no %s %.80q; did you mean %q?", kind, name, near)
			}
			fail(l.part, "%s", text)
		}
	}
	if l.Against != "" {
		if c.Against, ok = f.arm(l, l.other, l.Against, problems); !ok {
			return c, false
		}
	}
	switch {
	case l.Tier != "" && c.Against > 0:
		fail(l.part, "the tiers of two programs hold different customers, so they cannot be compared; the same customers without a program can: write none")
	case l.Segment != "":
		row("segment", l.Segment, f.Data.Facts.Segments)
	case l.Decile > 0:
		c.row = l.Decile - 1
	case l.Tier != "" && f.Levels[arm] == nil:
		fail(l.part, "%s has no tiers", f.Data.Arms[arm].Name)
	case l.Tier != "":
		row("tier of "+f.Data.Arms[arm].Name, l.Tier, f.Levels[arm])
	}
	if l.Month > f.Data.Facts.Months {
		fail(l.month, "the horizon has %d months", f.Data.Facts.Months)
	}
	switch {
	case l.Metric.Drawn() && f.Drawn != "":
		fail(l.At, "%s has no value: %s", l.Metric.Name, f.Drawn)
	case l.Metric.Name == metrics.PLoss && arm == 0:
		fail(l.At, "%s of %s has no value: %s", l.Metric.Name, f.Data.Arms[0].Name, metrics.ErrNothingToLose)
	}
	if ok {
		f.valued(&c, fail)
	}
	return c, ok
}

// valued fails where a number of the case can have no value.
func (f *Frame) valued(c *Case, fail func(at document.Position, format string, args ...any)) {
	facts := f.Data.Facts
	if h := c.Horizon(); h > 0 {
		facts.Months = h
	}
	never := func(arm int, m *metrics.Metric) {
		a := &f.Data.Arms[arm]
		if why := metrics.Never(&facts, &a.Running, m, c.selected()); why != "" {
			fail(c.At, "%s of %s has no value: %s", m.Name, a.Name, why)
		}
	}
	if c.Metric.Drawn() {
		return
	}
	never(c.Arm, c.Metric)
	if c.Against >= 0 {
		never(c.Against, c.Metric)
	}
	if c.Of != nil {
		never(c.Arm, c.Of)
	}
	if c.Change == NoChange {
		return
	}
	name, s := f.Data.Arms[c.Arm].Name, f.Saved
	if s == nil {
		fail(c.At, "drop and rise compare with a saved result; name it with --against")
		return
	}
	saved, found := s.Metrics[name][c.Metric.Name]
	switch {
	case s.Scenario != f.Scenario:
		fail(c.At, "%s was saved in scenario %s, and this is %s: a difference would be that of the scenarios", s.Name, s.Scenario, f.Scenario)
	case s.Months != f.Data.Facts.Months:
		fail(c.At, "%s was saved over %d months, and this horizon has %d", s.Name, s.Months, f.Data.Facts.Months)
	case total(c.Metric) && float64(s.Customers) != f.Data.Facts.Population:
		fail(c.At, "%s is that of %d customers in %s, and of %.0f here; compare a share, or a number per customer", c.Metric.Name, s.Customers, s.Name, f.Data.Facts.Population)
	case money(c.Metric) && s.Currency != f.Data.Facts.Currency:
		fail(c.At, "%s is in %s in %s, and in %s here", c.Metric.Name, s.Currency, s.Name, f.Data.Facts.Currency)
	case s.World != f.World:
		fail(c.At, "scenario %s, or what earnburn assumes for it, has changed since %s was saved, so a difference would not be that of the programs; save the result again", f.Scenario, s.Name)
	case !found:
		fail(c.At, "%s holds no %s of %s", s.Name, c.Metric.Name, name)
	case saved.Missing != "":
		fail(c.At, "%s of %s has no value in %s: %s", c.Metric.Name, name, s.Name, saved.Missing)
	case c.Relative && saved.Value == 0:
		fail(c.At, "%s of %s is 0 in %s, of which there is no share", c.Metric.Name, name, s.Name)
	}
	c.From, c.saved = s, saved
}

// total reports metrics that grow with the number of customers.
func total(m *metrics.Metric) bool {
	return m.Kind == metrics.Money || m.Kind == metrics.Count || m.Kind == metrics.Points
}

func money(m *metrics.Metric) bool {
	return m.Kind == metrics.Money || m.Kind == metrics.MoneyPerCustomer || m.Kind == metrics.MoneyPerPoint
}
