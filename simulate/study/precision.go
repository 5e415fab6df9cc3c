package study

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Precision is how small the error of each program's net margin impact is to be: half of the 95 % interval, either of net_margin_impact as a share of its
// value, or of net_margin_impact_pct in percentage points.
type Precision struct {
	Half     float64 // above 0; a hundredth is 1 % or one percentage point
	Relative bool
}

// ParsePrecision reads a precision as it is written, "1%" or "0.1pp".
func ParsePrecision(text string) (Precision, error) {
	for unit, relative := range map[string]bool{"%": true, "pp": false} {
		digits, ok := strings.CutSuffix(text, unit)
		if !ok {
			continue
		}
		if x, err := strconv.ParseFloat(digits, 64); err == nil && x > 0 && x < 100 && strings.Trim(digits, "0123456789.") == "" {
			return Precision{Half: x / 100, Relative: relative}, nil
		}
	}
	return Precision{}, fmt.Errorf("must be a share of the net margin impact, as in 1%%, or percentage points of the margin without a program, as in 0.1pp (got %.80q)", text)
}

// Shortfall is a program whose error is larger than it was to be.
type Shortfall struct {
	Program string
	Half    float64 // of its interval, as Precision.Half
	Missing string  // why it has no interval; Half is then 0
	Enough  float64 // customers that would do if nothing but the error changed: n·(half/wanted)², rounded up to two digits; 0 if that cannot be told
}

// shortfalls lists the programs whose errors are too large.
func (p Precision) shortfalls(r *simulate.Result) (list []Shortfall) {
	name := "net_margin_impact_pct"
	if p.Relative {
		name = "net_margin_impact"
	}
	m, _ := metrics.ByName(name)
	for arm := 1; arm < len(r.Arms); arm++ {
		e := metrics.SeriesOf(&r.Data, arm, []*metrics.Metric{m})[0].Estimate()
		s := Shortfall{Program: r.Arms[arm].Name, Missing: e.Missing + e.NoInterval, Half: e.High - e.Value}
		if s.Missing == "" && p.Relative {
			s.Half /= math.Abs(e.Value)
		}
		switch {
		case s.Missing != "" && r.World.Certain(), s.Missing == "" && e.SE == 0: // exact
		case s.Missing != "":
			list = append(list, s)
		case !(s.Half <= p.Half):
			s.Enough = enough(float64(r.Done) * (s.Half / p.Half) * (s.Half / p.Half))
			list = append(list, s)
		}
	}
	return list
}

// Refine goes on with a run until no program falls short of the precision or there are as many customers as the budget allows; it looks whenever their
// number has doubled. What falls short then comes back.
//
// Who stops when the error seems small enough stops a little more often where chance makes it seem so; docs/coverage.md shows how little that matters.
func (p Precision) Refine(ctx context.Context, r *simulate.Result, budget int) ([]Shortfall, error) {
	short := p.shortfalls(r)
	for _, customers := range Looks(r.Done, budget)[1:] {
		if len(short) == 0 || r.Partial {
			break
		}
		if err := r.Extend(ctx, customers); err != nil {
			return nil, err
		}
		short = p.shortfalls(r)
	}
	return short, nil
}
