package reports

import (
	"fmt"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// Studies are the many runs beside a result; what is nil was not asked for.
type Studies struct {
	Draws          *study.Draws
	Decompositions []study.Decomposition // by program
	Scaled         []study.Scaled        // programs that were made to cost the same
	Interrupted    bool                  // before all that was asked for was done
}

// Assumption is what a result rests on, with how much of it rests there.
type Assumption struct {
	Name       string             `json:"name"`
	Definition string             `json:"definition"`
	Value      float64            `json:"value"`
	Low        float64            `json:"low"`  // 5th percentile of what is plausible; the value, if it is certain
	High       float64            `json:"high"` // 95th percentile
	Unit       string             `json:"unit"`
	Grade      string             `json:"grade"`
	Source     string             `json:"source"`
	Shares     map[string]float64 `json:"variance_shares,omitempty"` // by program: of the variance of its net margin impact over the draws, what this alone carries
}

// Information is what knowing assumptions would be worth before choosing one of the programs, or none.
type Information struct {
	EVPI  Estimate  `json:"evpi"`  // of all at once
	EVPPI []Partial `json:"evppi"` // of each alone, those that are worth most first
	Draws DrawnFrom `json:"draws"`
}

// Partial is the value of knowing one assumption.
type Partial struct {
	Name string `json:"name"`
	Estimate
}

// DrawnFrom says what draws a range comes from.
type DrawnFrom struct {
	Number    int `json:"number"`
	Customers int `json:"customers"` // in each
}

// Decomposition is where the net margin impact of a program comes from, by switching effects off.
type Decomposition struct {
	Arm       string   `json:"arm"`
	Customers int      `json:"customers"` // it rests on, the first of the sample
	Total     Estimate `json:"total"`
	Parts     []Part   `json:"parts"` // they add up to the total
}

// Part is one line of a decomposition.
type Part struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Grade string `json:"grade"` // the weakest grade of the assumptions behind it; "" for none
	Estimate
}

// study adds what many runs say.
func (r *Report) study(res *simulate.Result, s Studies) {
	r.Assumptions = r.register()
	for i, d := range s.Decompositions {
		one := Decomposition{Arm: res.Arms[i+1].Name, Customers: d.Customers, Total: newEstimate(d.Total)}
		for _, p := range d.Parts {
			one.Parts = append(one.Parts, Part{Name: p.Name, Title: p.Title, Grade: p.Grade, Estimate: newEstimate(p.Value)})
		}
		r.Decomposition = append(r.Decomposition, one)
	}
	if s.Draws == nil || s.Draws.Number < study.FewestDraws {
		return
	}
	for i := range r.Arms {
		r.ranges(&r.Arms[i], i, s.Draws)
	}
	info := s.Draws.Information()
	v := &Information{EVPI: newEstimate(info.Perfect.Estimate()), EVPPI: []Partial{}, Draws: DrawnFrom{Number: s.Draws.Number, Customers: s.Draws.Customers}}
	for j, e := range s.Draws.Assumptions {
		v.EVPPI = append(v.EVPPI, Partial{Name: e.Name, Estimate: newEstimate(info.Partial[j].Estimate())})
		for k := range r.Assumptions {
			if r.Assumptions[k].Name == e.Name {
				r.Assumptions[k].Shares = map[string]float64{}
				for i := range r.Arms {
					if !r.Arms[i].Baseline {
						r.Assumptions[k].Shares[r.Arms[i].Name] = carried(&r.Arms[i], e.Name, info.Shares[i][j])
					}
				}
			}
		}
	}
	r.atMostAll()
	slices.SortStableFunc(v.EVPPI, func(a, b Partial) int {
		switch {
		case *a.Value > *b.Value:
			return -1
		case *a.Value < *b.Value:
			return 1
		}
		return 0
	})
	r.Information = v
}

// carried is the share of variance that an assumption carries, as few draws make it seem: none where it plays no part in the program or in money.
func carried(a *Arm, name string, share float64) float64 {
	p, behavior := scenarios.ParameterByName(name)
	if behavior && (!a.features.uses(p) || strings.HasPrefix(name, "nps_") || strings.HasPrefix(name, "ces_")) {
		return 0
	}
	return share
}

// atMostAll scales the shares of variance of a program down to 1 together: each is found on its own, and by chance they may add up to more.
func (r *Report) atMostAll() {
	for i := range r.Arms {
		name, sum := r.Arms[i].Name, 0.0
		for k := range r.Assumptions {
			sum += r.Assumptions[k].Shares[name]
		}
		for k := range r.Assumptions {
			if sum > 1 && r.Assumptions[k].Shares != nil {
				r.Assumptions[k].Shares[name] /= sum
			}
		}
	}
}

// Why a metric of the draws has no value of this kind.
const (
	noDifference = "it is a comparison itself"
	noPart       = "it is told of all customers together"
)

// drawn is an estimate from counts, which know nothing of a metric of the draws: where there are draws, the reason says what they do not give.
func (r *Report) drawn(m *metrics.Metric, e Estimate, reason string) Estimate {
	if m.Drawn() && r.Information != nil {
		return Estimate{Missing: reason}
	}
	return e
}

// ranges adds to the metrics of an arm where they lie over the draws, and those that only draws give.
func (r *Report) ranges(a *Arm, i int, d *study.Draws) {
	for name, e := range d.Risk(i) {
		m := Metric{Estimate: newEstimate(e), Change: Change{Estimate: Estimate{Missing: noDifference}}}
		if _, shown := a.all[name]; shown {
			a.all[name] = m
		}
	}
	for _, m := range metrics.Every() {
		x := a.all[m.Name]
		if m.Drawn() || x.Value == nil {
			continue
		}
		if in := d.Range(i, m); in.Missing == "" {
			x.RangeLow, x.RangeHigh = number(in.Low), number(in.High)
			a.all[m.Name] = x
		}
	}
	for name := range a.Metrics {
		a.Metrics[name] = a.all[name]
	}
}

// register lists the assumptions about behavior that play a part, in the order of the register, and numbers of the scenario that have a range.
func (r *Report) register() []Assumption {
	list := []Assumption{}
	add := func(e scenarios.Entry) {
		list = append(list, Assumption{
			Name: e.Name, Definition: e.Definition, Value: e.Value, Low: e.Low, High: e.High, Unit: e.Unit, Grade: e.Grade, Source: e.Source,
		})
	}
	if !r.world.Mechanical {
		for i, e := range r.world.Register {
			if r.uses(scenarios.Parameter(i)) {
				add(e)
			}
		}
	}
	for _, e := range r.world.Uncertain() {
		if _, behavior := scenarios.ParameterByName(e.Name); !behavior {
			add(e)
		}
	}
	return list
}

// openness is the table of what the assumptions leave open.
func (r *Report) openness(p *page) {
	if r.Information == nil {
		return
	}
	arms := r.programs()
	g := &grid{header: []string{"in " + r.world.Currency}, group: 1}
	for _, a := range arms {
		g.header = append(g.header, a.Name)
	}
	g.header = append(g.header, "no program")
	row := func(title string, cell func(a *Arm) string, none string) {
		cells := []string{title}
		for _, a := range arms {
			cells = append(cells, cell(a))
		}
		g.add(append(cells, none)...)
	}
	plausible := func(name string) func(a *Arm) string {
		m, _ := metrics.ByName(name)
		return func(a *Arm) string { return inRange(a.all[name], m.Kind) }
	}
	risk := func(name string) func(a *Arm) string {
		m, _ := metrics.ByName(name)
		return func(a *Arm) string { return WithError(a.all[name].Estimate, m.Kind) }
	}
	row("Net margin impact, plausible", plausible(headline), "0")
	row("The same, relative", plausible("net_margin_impact_pct"), "0 %")
	row("Chance of a loss", risk("p_loss"), "–")
	row("Chance of being best", risk("p_best"), risk("p_best")(r.baseline()))
	row("Expected regret", risk("expected_regret"), risk("expected_regret")(r.baseline()))
	p.add(section{heading: "What the assumptions leave open", table: g, after: []string{
		fmt.Sprintf("Plausible: from the 5th to the 95th percentile of %s of all uncertain assumptions at once, with the same %s in each. This is no simulation error and does not shrink with more customers.",
			english.Many(r.Information.Draws.Number, "draw"), english.Many(r.Information.Draws.Customers, "customer")),
		"Expected regret: what the choice earns less, on average over the draws, than the best choice for each of them.",
		r.worthKnowing(),
	}})
}

// worthKnowing says what better knowledge would be worth.
func (r *Report) worthKnowing() string {
	evpi := r.Information.EVPI
	if evpi.Value == nil || *evpi.Value <= 0 {
		return "Knowing the assumptions better is worth nothing for this choice: the same one is best in every draw."
	}
	text := fmt.Sprintf("Knowing all assumptions for certain before choosing would be worth %s, the most that any test may cost.", r.amount(evpi))
	var best []string
	for _, x := range r.Information.EVPPI {
		if x.Value != nil && *x.Value > 0 && len(best) < 3 {
			best = append(best, fmt.Sprintf("%s (%s)", x.Name, r.amount(x.Estimate)))
		}
	}
	if best == nil {
		return text + " No single one of them would change the choice."
	}
	return text + " Worth most alone: " + english.Joined(best) + "."
}

// inRange writes the plausible range of a metric.
func inRange(m Metric, k metrics.Kind) string {
	if m.RangeLow == nil {
		return "n/a"
	}
	// No more digits than a hundredth of the range supports.
	half := (*m.RangeHigh - *m.RangeLow) / 100
	write := func(x float64) string {
		low, high := x-half, x+half
		value, _ := parts(Estimate{Value: &x, Low: &low, High: &high}, k, true, false)
		return value
	}
	text := write(*m.RangeLow) + " to " + write(*m.RangeHigh)
	if inPercent(k) {
		text += " %"
	}
	return text
}

// decompositions say where each impact comes from.
func (r *Report) decompositions(p *page) {
	if len(r.Decomposition) == 0 {
		return
	}
	g := &grid{header: []string{"in " + r.world.Currency}, group: 1}
	for _, d := range r.Decomposition {
		g.header = append(g.header, d.Arm)
	}
	g.header = append(g.header, "grade")
	first := r.Decomposition[0]
	for i, part := range first.Parts {
		row, something := []string{part.Title}, false
		for _, d := range r.Decomposition {
			e := d.Parts[i].Estimate
			something = something || e.Value != nil && *e.Value != 0
			row = append(row, signed(e, metrics.Money))
		}
		if something {
			grade := part.Grade
			if grade == "" {
				grade = "–"
			}
			g.add(append(row, grade)...)
		}
	}
	row := []string{"= Net margin impact"}
	for _, d := range r.Decomposition {
		row = append(row, signed(d.Total, metrics.Money))
	}
	g.add(append(row, "")...)
	after := []string{fmt.Sprintf("Found by switching off one response of customers at a time, on the first %s of the sample with the same draws, first and last of all, and taking the mean. Grade: of the weakest assumption behind it.",
		english.Many(first.Customers, "customer"))}
	for _, d := range r.Decomposition {
		if text := d.weak(); text != "" {
			after = append(after, text)
		}
	}
	p.add(section{heading: "Where it comes from: what customers do differently", table: g, after: after})
}

// weak says what share of what responses bring rests on assumptions of grade C.
func (d *Decomposition) weak() string {
	all, weak := 0.0, 0.0
	for _, p := range d.Parts {
		if p.Grade == "" || p.Value == nil {
			continue
		}
		size := max(*p.Value, -*p.Value)
		all += size
		if p.Grade == "C" {
			weak += size
		}
	}
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%s: %.0f %% of what responses bring rests on assumptions of grade C, without a published size or direction.", d.Arm, 100*weak/all)
}
