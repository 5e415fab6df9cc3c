package study

import (
	"cmp"
	"context"
	"math"
	"slices"

	"earnburn/internal/root"
	"earnburn/scenarios"
	"earnburn/simulate"
	"earnburn/simulate/metrics"
)

// Belief is the smallest move of the assumptions, all at once, that makes another choice the best.
type Belief struct {
	Best, Instead string  // arms; the baseline is a choice, too
	Lead          float64 // by how much the best one leads at the central assumptions, in net margin
	Distance      float64 // of the move, in standard deviations: the root of the sum of squared normal scores; +Inf if none was found
	Left          float64 // of the lead after the move, nearly 0
	Moves         []Move  // of the assumptions, the farthest first; without those that stay
	Customers     int     // that the search rests on
}

// Move is how far one assumption goes.
type Move struct {
	Assumption scenarios.Entry
	From, To   float64 // in its unit
	Score      float64 // normal score of To
}

// The search for a belief.
const (
	believers   = 5_000 // customers of a run
	farthest    = 4     // standard deviations; a move that is longer is none that anybody could believe
	mostSingle  = 3     // the same of one assumption: beyond, its range says nothing
	mostMoves   = 12    // assumptions whose slopes are found anew in each step; those of the others stay as they were at the center
	mostSteps   = 4
	slopeStep   = 0.5 // of a score, to both sides
	closeEnough = 0.02
)

// Believe looks for what one must believe for another choice to be the best: the point of the assumptions' normal scores that is nearest to the center and
// where the best arm's lead over another is 0 (the first-order reliability method: Hasofer and Lind 1974; Rackwitz and Fiessler 1978). All other arms are
// tried, and the nearest belief is returned; nil without uncertain assumptions. Run is the run as given; the search uses fewer of its customers.
func Believe(ctx context.Context, run *simulate.Result, threads int, progress func(done int)) (*Belief, error) {
	b := &believer{run: run, assumptions: run.World.Uncertain(), threads: threads, progress: progress}
	if len(b.assumptions) == 0 {
		return nil, nil
	}
	center, err := b.impacts(ctx, [][]float64{make([]float64, len(b.assumptions))})
	if err != nil {
		return nil, err
	}
	// Few customers differ from many by chance, and do so alike everywhere.
	impact, _ := metrics.ByName("net_margin_impact")
	b.shift = make([]float64, len(run.Arms))
	central := make([]float64, len(run.Arms))
	for arm := range run.Arms {
		central[arm] = metrics.Values(&run.Data, arm, []*metrics.Metric{impact})[0]
		b.shift[arm] = central[arm] - center[0][arm]
	}
	best := 0
	for arm, x := range central {
		if x > central[best] {
			best = arm
		}
	}
	slopes, err := b.slopes(ctx, make([]float64, len(b.assumptions)), nil)
	if err != nil {
		return nil, err
	}
	var nearest *Belief
	for arm := range run.Arms {
		if arm == best {
			continue
		}
		found, err := b.search(ctx, best, arm, central[best]-central[arm], slopes)
		if err != nil {
			return nil, err
		}
		if nearest == nil || found.Distance < nearest.Distance {
			nearest = found
		}
	}
	return nearest, nil
}

// believer simulates under assumptions away from the center.
type believer struct {
	run         *simulate.Result
	assumptions []scenarios.Entry
	threads     int
	progress    func(done int)
	done        int
	shift       []float64 // by arm
}

// search goes from the center to the nearest point at which the lead of an arm over another is 0.
func (b *believer) search(ctx context.Context, best, other int, lead float64, central [][]float64) (*Belief, error) {
	found := &Belief{
		Best: b.run.Arms[best].Name, Instead: b.run.Arms[other].Name, Lead: lead, Distance: math.Inf(1), Customers: b.customers(),
	}
	slope := make([]float64, len(b.assumptions)) // of the lead, by score
	for j := range slope {
		slope[j] = central[j][best] - central[j][other]
	}
	// Those that move it most.
	order := make([]int, len(slope))
	for j := range order {
		order[j] = j
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(math.Abs(slope[j]), math.Abs(slope[i])) })
	order = order[:min(mostMoves, len(order))]

	if lead == 0 { // as good already
		found.Distance = 0
		return found, nil
	}
	// Far from the center slopes are others. So each step goes in a direction until the lead is gone, and takes the next direction from the slopes there.
	toward := nearestZero(make([]float64, len(slope)), slope, lead)
	for range mostSteps {
		if toward == nil {
			break
		}
		z, left, err := b.along(ctx, toward, best, other, lead)
		if err != nil {
			return nil, err
		}
		gone := math.Abs(left) <= 2*closeEnough*lead
		if gone && length(z) < found.Distance {
			enough := length(z) > (1-closeEnough)*found.Distance
			found.Distance, found.Left, found.Moves = length(z), left, b.moves(z)
			if enough {
				break
			}
		} else if gone {
			break
		}
		fresh, err := b.slopes(ctx, z, order)
		if err != nil {
			return nil, err
		}
		for _, j := range order {
			slope[j] = fresh[j][best] - fresh[j][other]
		}
		toward = nearestZero(z, slope, left)
	}
	return found, nil
}

// along goes from the center in a direction until the lead of an arm over another is gone, or as far as anybody could believe.
func (b *believer) along(ctx context.Context, toward []float64, best, other int, lead float64) (z []float64, left float64, err error) {
	far := length(toward)
	at := func(distance float64) []float64 {
		x := make([]float64, len(toward))
		for j := range x {
			x[j] = min(max(toward[j]*distance/far, -mostSingle), mostSingle)
		}
		return x
	}
	shift := b.shift[best] - b.shift[other]
	distance, gained, err := root.Rising(func(distance float64) (float64, error) {
		impacts, err := b.impacts(ctx, [][]float64{at(distance)})
		if err != nil {
			return 0, err
		}
		return -(impacts[0][best] - impacts[0][other] + shift), nil
	}, root.Search{Low: 0, High: farthest, First: min(far, farthest), Second: min(far, farthest) * 0.9, Near: closeEnough * lead, Precision: 0.01})
	return at(distance), -gained, err
}

// moves are those of the assumptions to scores, the farthest first.
func (b *believer) moves(z []float64) []Move {
	var list []Move
	for j, e := range b.assumptions {
		if math.Abs(z[j]) >= 0.05 {
			list = append(list, Move{Assumption: e, From: e.Value, To: e.At(z[j]), Score: z[j]})
		}
	}
	slices.SortStableFunc(list, func(x, y Move) int { return cmp.Compare(math.Abs(y.Score), math.Abs(x.Score)) })
	return list
}

// nearestZero is the point nearest to the center where a function is 0 that is a plane with the slopes and the value at z, and where no score is beyond
// mostSingle; nil if there is none.
func nearestZero(z, slope []float64, value float64) []float64 {
	// The plane is value + slope·(x − z) = 0. Scores that would go too far are held at their limit, one after another.
	held := make([]bool, len(z))
	x := make([]float64, len(z))
	for range len(z) {
		need, squares := value, 0.0
		for j := range z {
			need -= slope[j] * z[j]
			if held[j] {
				need += slope[j] * x[j]
			} else {
				squares += slope[j] * slope[j]
			}
		}
		if squares == 0 {
			return nil
		}
		beyond := false
		for j := range z {
			if held[j] {
				continue
			}
			if x[j] = -need / squares * slope[j]; math.Abs(x[j]) > mostSingle {
				x[j] = math.Copysign(mostSingle, x[j])
				held[j], beyond = true, true
			}
		}
		if !beyond {
			return x
		}
	}
	return nil
}

func length(z []float64) float64 {
	squares := 0.0
	for _, x := range z {
		squares += x * x
	}
	return math.Sqrt(squares)
}

func (b *believer) customers() int { return min(believers, b.run.Done) }

// slopes are those of the arms' impacts by the scores of some assumptions at z, nil of all: [assumption][arm].
func (b *believer) slopes(ctx context.Context, z []float64, of []int) ([][]float64, error) {
	if of == nil {
		for j := range z {
			of = append(of, j)
		}
	}
	var points [][]float64
	for _, j := range of {
		for _, aside := range []float64{-slopeStep, slopeStep} {
			x := slices.Clone(z)
			x[j] += aside
			points = append(points, x)
		}
	}
	impacts, err := b.impacts(ctx, points)
	if err != nil {
		return nil, err
	}
	slopes := make([][]float64, len(z))
	for i, j := range of {
		low, high := impacts[2*i], impacts[2*i+1]
		slopes[j] = make([]float64, len(low))
		for arm := range low {
			slopes[j][arm] = (high[arm] - low[arm]) / (2 * slopeStep)
		}
	}
	return slopes, nil
}

// impacts simulates assumptions at normal scores: [point][arm].
func (b *believer) impacts(ctx context.Context, points [][]float64) ([][]float64, error) {
	impact, _ := metrics.ByName("net_margin_impact")
	s := scoring{run: b.run, customers: b.customers(), threads: b.threads, rough: true}
	if b.progress != nil {
		s.progress = func(done int) { b.progress(b.done + done) }
	}
	list, err := all(ctx, s, points, func(r *simulate.Result) []float64 {
		values := make([]float64, len(r.Arms))
		for arm := range values {
			values[arm] = metrics.Values(&r.Data, arm, []*metrics.Metric{impact})[0]
		}
		return values
	})
	b.done += len(list)
	return list, err
}
