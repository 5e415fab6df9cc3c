package reports

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"earnburn/internal/english"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
	"earnburn/simulate/study"
)

// SensitivitySchema names the shape of a sensitivity analysis as JSON.
const SensitivitySchema = "earnburn/sensitivity/v1"

// Tornado reports which assumptions a metric rests on.
type Tornado struct {
	Schema       string        `json:"schema"`
	Headline     string        `json:"headline"`
	Earnburn     Build         `json:"earnburn"`
	InputsSHA256 string        `json:"inputs_sha256"`
	Inputs       Inputs        `json:"inputs"`
	Scenario     Scenario      `json:"scenario"`
	Metric       string        `json:"metric"`
	Outcomes     []SensitiveTo `json:"outcomes"`
	Customers    int           `json:"customers"`        // that the bars rest on
	Points       int           `json:"points"`           // of the design behind the shares; 0: there are none
	PerPoint     int           `json:"customers_points"` // simulated at each of them

	metric *metrics.Metric
	money  string
}

// SensitiveTo is what one number rests on: a program's metric, or the difference of two programs.
type SensitiveTo struct {
	Arm     string   `json:"arm"`
	Against string   `json:"against,omitempty"` // of a difference
	Center  Estimate `json:"center"`
	Bars    []Bar    `json:"bars"`   // the longest first
	Shares  []Share  `json:"shares"` // of the variance
}

// Bar is what an assumption alone does: the change from the center.
type Bar struct {
	Assumption string   `json:"assumption"`
	Low        string   `json:"low"`  // its 5th percentile
	High       string   `json:"high"` // its 95th
	Grade      string   `json:"grade"`
	AtLow      Estimate `json:"change_at_low"`
	AtHigh     Estimate `json:"change_at_high"`
}

// Share is the part of the variance that an assumption carries with all assumptions uncertain.
type Share struct {
	Assumption string   `json:"assumption"` // "" for all others together
	First      Estimate `json:"first_order"`
	Total      Estimate `json:"total"`
}

// NewTornado makes the report of an analysis of a run.
func NewTornado(run *simulate.Result, s *study.Sensitivity, build Build) (*Tornado, error) {
	inputs, sum, err := NewInputs(run.World, run.Programs)
	if err != nil {
		return nil, err
	}
	w := run.World
	r := &Tornado{
		Schema: SensitivitySchema, Earnburn: build, Inputs: inputs, InputsSHA256: sum,
		Scenario: Scenario{Name: w.Name, Months: w.Months, Seed: run.Options.Seed, Customers: w.Customers, Sample: run.Done},
		Metric:   s.Metric.Name, Outcomes: []SensitiveTo{}, Customers: s.Customers, Points: s.Points, PerPoint: s.Each,
		metric: s.Metric, money: w.Currency,
	}
	for _, o := range s.Outcomes {
		x := SensitiveTo{Arm: o.Arm, Against: o.Against, Center: newEstimate(o.Center), Bars: []Bar{}, Shares: []Share{}}
		for _, b := range o.Bars {
			e := b.Assumption
			x.Bars = append(x.Bars, Bar{
				Assumption: e.Name, Low: quantity(&e, e.Low), High: quantity(&e, e.High), Grade: e.Grade, AtLow: newEstimate(b.Low), AtHigh: newEstimate(b.High),
			})
		}
		for _, share := range o.Shares {
			x.Shares = append(x.Shares, Share{Assumption: share.Name, First: newEstimate(share.First), Total: newEstimate(share.Total)})
		}
		r.Outcomes = append(r.Outcomes, x)
	}
	r.Headline = r.sentence()
	return r, nil
}

// sentence names what each number rests on most.
func (r *Tornado) sentence() string {
	var list []string
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		var names []string
		for _, b := range o.Bars[:min(3, len(o.Bars))] {
			if b.moves() {
				names = append(names, fmt.Sprintf("%s (%s to %s)", b.Assumption, b.Low, b.High))
			}
		}
		if len(names) == 0 {
			list = append(list, fmt.Sprintf("%s of %s rests on none of the uncertain assumptions.", r.metric.Title, o.name()))
			continue
		}
		list = append(list, fmt.Sprintf("%s of %s rests most on %s.", r.metric.Title, o.name(), english.Joined(names)))
	}
	return strings.Join(list, " ")
}

// name is what the number belongs to.
func (o *SensitiveTo) name() string {
	if o.Against == "" {
		return o.Arm
	}
	return o.Arm + " minus " + o.Against
}

// moves reports whether the assumption does anything; what has no value at one of its ends has moved there.
func (b *Bar) moves() bool { return b.AtLow.Value == nil || b.AtHigh.Value == nil || b.swing() > 0 }

func (b *Bar) swing() float64 {
	if b.AtLow.Value == nil || b.AtHigh.Value == nil {
		return 0
	}
	return max(*b.AtLow.Value, *b.AtHigh.Value, 0) - min(*b.AtLow.Value, *b.AtHigh.Value, 0)
}

// Write writes the report as a format of --format.
func (r *Tornado) Write(w io.Writer, format string, l Layout) error { return write(r, w, format, l) }

// records are those of the CSV, a row a number: the bars, then the shares.
func (r *Tornado) records() [][]string {
	rows := [][]string{{"arm", "against", "assumption", "kind", "assumption_value", "value", "low", "high", "se"}}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		add := func(name, kind, at string, e *Estimate) {
			rows = append(rows, []string{plainText(o.Arm), plainText(o.Against), plainText(name), kind, plainText(at), digits(e.Value), digits(e.Low), digits(e.High), digits(e.SE)})
		}
		for k := range o.Bars {
			b := &o.Bars[k]
			add(b.Assumption, "change_at_low", b.Low, &b.AtLow)
			add(b.Assumption, "change_at_high", b.High, &b.AtHigh)
		}
		for k := range o.Shares {
			x := &o.Shares[k]
			add(x.Assumption, "first_order", "", &x.First)
			add(x.Assumption, "total", "", &x.Total)
		}
	}
	return rows
}

// mostBars is how many bars of a tornado people are shown.
const mostBars = 15

// table writes the report for people: a tornado for each number, with shares of the variance beside it.
func (r *Tornado) table(w io.Writer, l Layout) error {
	p := &page{}
	p.add(section{text: []string{r.Headline, "", fmt.Sprintf("Scenario %s over %s, in %s; %s for each bar, always the same.",
		r.Scenario.Name, horizon(r.Scenario.Months), r.money, english.Many(r.Customers, "customer"))}})
	for i := range r.Outcomes {
		r.tornado(p, &r.Outcomes[i])
	}
	after := []string{
		"At its low and high end: what changes with the assumption alone at its 5th or 95th percentile; ± is the 95 % interval of simulation error, the same customers on both sides.",
	}
	if r.Points > 0 {
		after = append(after, fmt.Sprintf("Alone, with others: first-order and total Sobol index, the share of the variance that the assumption carries by itself, and together with others, "+
			"when all assumptions are uncertain at once; from %d points with %s each, ± from a bootstrap.", r.Points, english.Many(r.PerPoint, "customer")))
	}
	if r.Points > 0 && r.Points < study.UsualSensitivity.Points/2 {
		after = append(after, fmt.Sprintf("From so few points the shares are rough, and the ± of the smaller ones too small: together they should add up to 100 %% or more with others. --points %d is usual.",
			study.UsualSensitivity.Points))
	}
	p.add(section{after: after})
	return p.write(w, l)
}

// tornado shows what one number rests on.
func (r *Tornado) tornado(p *page, o *SensitiveTo) {
	g := &grid{header: []string{"assumption", "low – high", "at low end", "at high end"}, wide: true}
	if len(o.Shares) > 0 {
		g.header = append(g.header, "alone", "with others")
	}
	share := func(name string) []string {
		i := slices.IndexFunc(o.Shares, func(s Share) bool { return s.Assumption == name })
		switch {
		case len(o.Shares) == 0:
			return nil
		case i < 0:
			return []string{"", ""}
		}
		return []string{indexCell(o.Shares[i].First), indexCell(o.Shares[i].Total)}
	}
	still, rest, shown := 0, 0.0, 0
	for k := range o.Bars {
		b := &o.Bars[k]
		switch {
		case !b.moves():
			still++
		case shown == mostBars:
			rest = math.Hypot(rest, b.swing())
		default:
			shown++
			g.add(slices.Concat([]string{b.Assumption, b.Low + " – " + b.High, changeCell(b.AtLow, r.metric), changeCell(b.AtHigh, r.metric)}, share(b.Assumption))...)
		}
	}
	if others := share(""); others != nil && others[0] != "" {
		g.add(slices.Concat([]string{"all others together", "", "", ""}, others)...)
	}
	var after []string
	if hidden := len(o.Bars) - still - shown; hidden > 0 {
		after = append(after, fmt.Sprintf("%s more move it by less; JSON and CSV have them all.", english.Many(hidden, "assumption")))
	}
	if still > 0 {
		after = append(after, english.Many(still, "assumption")+" cannot move it at all.")
	}
	p.add(section{heading: fmt.Sprintf("%s of %s: %s", r.metric.Title, o.name(), WithError(o.Center, r.metric.Kind)), table: g, after: after})
}

// indexCell writes a share of the variance.
func indexCell(e Estimate) string {
	if e.Value == nil {
		return "n/a"
	}
	return withHalf(e, metrics.Share, false, false) + " %"
}

// changeCell writes a change, or that there is none because the metric has no value.
func changeCell(e Estimate, m *metrics.Metric) string {
	if e.Value == nil {
		return "n/a"
	}
	return signed(e, m.Kind)
}
