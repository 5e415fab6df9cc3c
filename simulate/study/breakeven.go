package study

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/root"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"

	"gonum.org/v1/gonum/stat/distuv"
)

// BreakEven asks where the net margin impact of a program is zero, over one or two ranges of values, with the same customers and draws everywhere.
type BreakEven struct {
	Inputs   *Inputs // of one program
	Changes  []scenarios.Override
	Over     []Scale
	Options  simulate.Options
	Progress func(done int) // counts runs; nil: not wanted

	runs int
}

// Scale is the range that a value is tried over.
type Scale struct {
	scenarios.Axis
	Assumption *scenarios.Entry // that the value is; nil: it is none that has a range

	decimals int  // that the value may be written with
	whole    bool // it is a whole number
}

// Tried is the impact at one value.
type Tried struct {
	Value  float64 // in the unit of the scale
	Text   string  // as it would be written in a file
	Impact metrics.Estimate
}

// Unsure reports whether the sign of the impact cannot be told.
func (t *Tried) Unsure() bool {
	return t.Impact.SE > 0 && t.Impact.Low <= 0 && t.Impact.High >= 0
}

// Crossing is where the impact changes its sign.
type Crossing struct {
	Value     metrics.Estimate // in the unit of the scale; the error follows from that of the impact by the slope there
	Text      string           // the value as it would be written; of steps, the first that is past the crossing
	Before    string           // of steps, the last before; "" where any value can be taken
	PaysAbove bool             // the program earns more than none above, and less below
	Unsure    bool             // of steps: whether the program pays at one of the two cannot be told
}

// Line is what was found over one scale.
type Line struct {
	Tried      []Tried    // evenly over the range, from its low end
	Crossings  []Crossing // from the low end
	Plausible  [2]float64 // the probability, by the range of the assumption, that the value is one at which the program pays, at least and, with values not tried, at most; NaN without an assumption
	Impossible []string   // values that cannot be together with that of the first scale, such as a level from less than the one below
	Why        string     // of the first of them
}

// Curve is a line over the second scale for each of some values of the first.
type Curve struct {
	Values []string // of the first scale
	Lines  []Line
}

// Steps along scales: of one scale, of the first of two, and of the second.
const (
	stepsAlone  = 8
	stepsFirst  = 6
	stepsSecond = 4
)

// Check reads the inputs at the ends of all scales, and finds out how finely their values can be written: money and points have three decimals, and counts
// none. It comes before Line and Curve.
func (b *BreakEven) Check() error {
	var all []error
	for i := range b.Over {
		all = append(all, b.check(i))
	}
	return errors.Join(all...)
}

// check does so for one scale, and says what is wrong there first.
func (b *BreakEven) check(i int) error {
	s := &b.Over[i]
	s.decimals = 9 // as fine as can be, at first
	ends := s.places(1)
	for _, end := range []string{ends[0], ends[len(ends)-1]} {
		if err := b.possible(i, end); err != nil {
			return err
		}
	}
	if s.Stepped() {
		return nil
	}
	const inside = 0.123456789
	var err error
	for _, s.decimals = range []int{9, 3, 0} {
		_, text := s.Fine(inside, s.decimals)
		if err = b.possible(i, text); err == nil {
			break
		}
	}
	s.whole = s.decimals == 0
	return err
}

// possible tells what is wrong with a value of the i-th scale: of two scales, with all else as given and at both ends of the other.
func (b *BreakEven) possible(i int, text string) error {
	s := &b.Over[i]
	_, err := b.at(nil, s, text)
	if err == nil || len(b.Over) == 1 {
		return err
	}
	other := &b.Over[1-i]
	for _, end := range other.Ends() {
		if _, wrong := b.at([]scenarios.Override{other.override(end)}, s, text); wrong == nil {
			return nil
		}
	}
	return err
}

// at reads the inputs at a value.
func (b *BreakEven) at(set []scenarios.Override, s *Scale, text string) (*Case, error) {
	changes := append(append([]scenarios.Override(nil), b.Changes...), set...)
	return b.Inputs.At(append(changes, s.override(text)))
}

// Stepped reports whether only some values of the range can be taken.
func (s *Scale) Stepped() bool { return s.whole || s.Axis.Stepped() }

// Line looks for the break-even values over the only scale.
func (b *BreakEven) Line(ctx context.Context) (*Line, error) {
	return b.line(ctx, nil, &b.Over[0], stepsAlone)
}

// Curve looks for the break-even values of the second scale at values of the first.
func (b *BreakEven) Curve(ctx context.Context) (*Curve, error) {
	c := &Curve{}
	first := &b.Over[0]
	for _, text := range first.places(stepsFirst) {
		l, err := b.line(ctx, []scenarios.Override{first.override(text)}, &b.Over[1], stepsSecond)
		if err != nil {
			return c, err
		}
		c.Values = append(c.Values, text)
		c.Lines = append(c.Lines, *l)
	}
	return c, nil
}

// places are values evenly over the range.
func (s *Scale) places(steps int) []string {
	var list []string
	if s.Stepped() {
		whole := s.Whole()
		for i := range min(steps+1, len(whole)) {
			list = append(list, whole[i*(len(whole)-1)/max(1, min(steps, len(whole)-1))])
		}
		return list
	}
	for i := range steps + 1 {
		_, text := s.Fine(float64(i)/float64(steps), s.decimals)
		list = append(list, text)
	}
	return list
}

func (s *Scale) override(text string) scenarios.Override {
	return scenarios.Override{Path: s.Path, Value: text, Origin: s.Origin}
}

// number is a value as a number in the unit of the scale; NaN for a word.
func (s *Scale) number(text string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSuffix(text, s.Unit()), 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// try simulates one value.
func (b *BreakEven) try(ctx context.Context, set []scenarios.Override, s *Scale, text string) (Tried, error) {
	c, err := b.at(set, s, text)
	if err != nil {
		return Tried{}, err
	}
	r, err := simulate.Run(ctx, c.World, c.Arms, b.Options)
	switch {
	case err != nil:
		return Tried{}, err
	case r.Partial:
		return Tried{}, context.Cause(ctx)
	}
	if b.runs++; b.Progress != nil {
		b.Progress(b.runs)
	}
	impact, _ := metrics.ByName("net_margin_impact")
	return Tried{Value: s.number(text), Text: text, Impact: metrics.SeriesOf(&r.Data, 1, []*metrics.Metric{impact})[0].Estimate()}, nil
}

// line scans a scale and closes in on each change of sign.
func (b *BreakEven) line(ctx context.Context, set []scenarios.Override, s *Scale, steps int) (*Line, error) {
	l := &Line{Plausible: [2]float64{math.NaN(), math.NaN()}}
	for _, text := range s.places(steps) {
		if _, err := b.at(set, s, text); err != nil && set != nil {
			if l.Why == "" {
				l.Why = err.Error()
				if problems := (document.Problems)(nil); errors.As(err, &problems) && len(problems) > 0 {
					l.Why = problems[0].Text
				}
			}
			l.Impossible = append(l.Impossible, text)
			continue
		}
		x, err := b.try(ctx, set, s, text)
		if err != nil {
			return nil, err
		}
		l.Tried = append(l.Tried, x)
	}
	for i := 1; i < len(l.Tried); i++ {
		low, high := l.Tried[i-1], l.Tried[i]
		if low.Impact.Value < 0 == (high.Impact.Value < 0) {
			continue
		}
		cross := b.crossing
		if s.Stepped() {
			cross = b.step
		}
		c, err := cross(ctx, set, s, low, high)
		if err != nil {
			return nil, err
		}
		c.PaysAbove = high.Impact.Value >= 0
		l.Crossings = append(l.Crossings, c)
	}
	if s.Assumption != nil {
		l.Plausible = s.plausible(l)
	}
	return l, nil
}

// crossing closes in on a change of sign between two values.
func (b *BreakEven) crossing(ctx context.Context, set []scenarios.Override, s *Scale, low, high Tried) (c Crossing, err error) {
	from, to := s.Bounds()
	place := func(x float64) float64 { return (x - from) / (to - from) }
	sign := 1.0
	if high.Impact.Value < low.Impact.Value {
		sign = -1
	}
	var last Tried
	at := func(p float64) (Tried, error) {
		_, text := s.Fine(p, s.decimals)
		return b.try(ctx, set, s, text)
	}
	l, h := place(low.Value), place(high.Value)
	first := l + (h-l)*low.Impact.Value/(low.Impact.Value-high.Impact.Value)
	_, _, err = root.Rising(func(p float64) (float64, error) {
		last, err = at(p)
		return sign * last.Impact.Value, err
	}, root.Search{
		Low: l, High: h, First: first, Second: first + (h-l)/20,
		// Much closer than its error there is no need to come.
		Near: max(low.Impact.SE, high.Impact.SE) / 20, Precision: 1e-5,
	})
	if err != nil {
		return c, err
	}
	// The slope there, from runs of the same customers on both sides.
	const aside = 0.02
	p := place(last.Value)
	below, err := at(max(0, p-aside))
	if err != nil {
		return c, err
	}
	above, err := at(min(1, p+aside))
	if err != nil {
		return c, err
	}
	c.Text = last.Text
	c.Value = metrics.Estimate{Value: last.Value, Low: last.Value, High: last.Value, NoInterval: last.Impact.NoInterval}
	slope := (above.Impact.Value - below.Impact.Value) / (above.Value - below.Value)
	switch {
	case c.Value.NoInterval != "":
	case slope == 0 || math.IsNaN(slope):
		c.Value.NoInterval = "the impact does not move there"
	default:
		half := (last.Impact.High - last.Impact.Low) / 2 / math.Abs(slope)
		c.Value.Low, c.Value.High, c.Value.SE = last.Value-half, last.Value+half, last.Impact.SE/math.Abs(slope)
	}
	return c, nil
}

// step closes in on a change of sign between two of the values that a stepped scale has.
func (b *BreakEven) step(ctx context.Context, set []scenarios.Override, s *Scale, low, high Tried) (Crossing, error) {
	values := s.Whole()
	index := func(text string) int {
		for i, value := range values {
			if value == text {
				return i
			}
		}
		return 0
	}
	l, h := index(low.Text), index(high.Text)
	for h-l > 1 {
		x, err := b.try(ctx, set, s, values[(l+h)/2])
		if err != nil {
			return Crossing{}, err
		}
		if x.Impact.Value < 0 == (low.Impact.Value < 0) {
			l, low = (l+h)/2, x
		} else {
			h, high = (l+h)/2, x
		}
	}
	return Crossing{
		Value: metrics.Estimate{Value: high.Value, Low: high.Value, High: high.Value, NoInterval: "only these values can be taken"},
		Text:  high.Text, Before: low.Text, Unsure: low.Unsure() || high.Unsure(),
	}, nil
}

// plausible is the probability that the assumption has a value at which the program pays, at least and at most: what it is beyond the ends of the scale
// nobody has tried.
func (s *Scale) plausible(l *Line) [2]float64 {
	factor := 1.0
	if s.Unit() == "%" {
		factor = 0.01
	}
	below := func(x float64) float64 { return distuv.UnitNormal.CDF(s.Assumption.Score(x * factor)) }
	low, high := s.Bounds()
	first, last := below(math.Nextafter(low, math.Inf(-1))), below(math.Nextafter(high, math.Inf(1)))
	pays := l.Tried[0].Impact.Value >= 0
	p, from := 0.0, first
	for _, c := range l.Crossings {
		to := below(c.Value.Value)
		if pays {
			p += to - from
		}
		from, pays = to, !pays
	}
	if pays {
		p += last - from
	}
	return [2]float64{p, p + first + 1 - last}
}

// Ends are both ends of the range, as they would be written.
func (s *Scale) Ends() [2]string {
	list := s.places(1)
	return [2]string{list[0], list[len(list)-1]}
}

// Expected is about how many runs it will take; of a search for beliefs, where nothing is varied, for a program.
func (b *BreakEven) Expected() int {
	const closing = 8 // in on a change of sign
	switch len(b.Over) {
	case 0:
		return 2*int(scenarios.NumParameters) + mostSteps*2*mostMoves
	case 1:
		return stepsAlone + 1 + closing
	}
	return (stepsFirst + 1) * (stepsSecond + 1 + closing)
}
