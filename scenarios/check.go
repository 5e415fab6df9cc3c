package scenarios

import (
	"fmt"
	"math"
	"regexp"

	"earnburn/internal/document"
	"earnburn/simulate/limits"
)

// maxCustomers is more than there are people.
const maxCustomers = 10_000_000_000

// maxWords is the most categories or tenders: rules keep sets of them in 32 bits.
const maxWords = 32

// maxSegments keeps the tables that a run builds for each segment small.
const maxSegments = 100

// seasonTolerance is how far the mean of season may be from 1: numbers with one decimal rarely meet it exactly.
const seasonTolerance = 0.005

// shareTolerance is how far shares may be from adding up to 1, for rounding in binary.
const shareTolerance = 1e-6

// firstYear and lastYear bound the start of a horizon.
const firstYear, lastYear = 1970, 2100

// monthDays are the mean lengths of the calendar months.
var monthDays = [12]float64{31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

var plainName = regexp.MustCompile(`^[\pL\pN]+(-[\pL\pN]+)*$`)

// Check finds what is wrong between values of the scenario.
func (f *Definition) Check(d *document.Document, _ string, problems *document.Problems) {
	add := func(path, format string, args ...any) { problems.Add(d.At(path), path, format, args...) }
	if !plainName.MatchString(f.Name) {
		add("name", "must be letters, digits and single dashes (got %.80q)", f.Name)
	}
	if !isCurrency(f.Currency) {
		add("currency", "must be an ISO 4217 code such as USD%s (got %.80q)", nearestCurrency(f.Currency), f.Currency)
	}
	f.checkExchange(d, add)
	if year := f.Start.Day.Year(); year < firstYear || year > lastYear {
		add("start", "must be from %d-01-01 to %d-12-31 (got %s)", firstYear, lastYear, f.Start.Day)
	}
	if f.Customers > maxCustomers {
		add("customers", "must be at most %s (got %d)", document.Grouped(maxCustomers), f.Customers)
	}
	f.checkSeason(add)
	f.checkWords(add)
	f.checkSegments(add)
	limits.Read(d, problems)
	for i := range f.Variants {
		f.Variants[i].check(d, i, problems)
	}
	for i := range f.Sweeps {
		f.Sweeps[i].check(d, i, problems)
	}
}

// checkExchange finds currencies that do not exist, and the scenario's own at another rate than 1.
func (f *Definition) checkExchange(d *document.Document, add func(path, format string, args ...any)) {
	for _, code := range d.Keys("exchange") {
		path := "exchange." + code
		if !plainName.MatchString(code) {
			path = "exchange[" + quote(code) + "]"
		}
		switch {
		case !isCurrency(code):
			add(path, "must be an ISO 4217 code such as USD%s (got %.80q)", nearestCurrency(code), code)
		case code == f.Currency && f.Exchange[code] != 1:
			add(path, "is the scenario's own currency; its rate is 1 (got %s)", document.Grouped(f.Exchange[code]))
		}
	}
}

func (f *Definition) checkSeason(add func(path, format string, args ...any)) {
	if f.Season == nil {
		return
	}
	if len(f.Season) != 12 {
		add("season", "must have 12 numbers, January first (got %d)", len(f.Season))
		return
	}
	mean := seasonMean(f.Season)
	switch {
	case mean == 0:
		add("season", "must not be 0 all year")
	case math.Abs(mean-1) > seasonTolerance:
		add("season", "must have mean 1 over the days of a year, within 0.5%% (the mean is %.4f; multiply each number by %.4f)", mean, 1/mean)
	}
}

// seasonMean is the mean of monthly numbers over the days of a year.
func seasonMean(season []float64) float64 {
	var sum float64
	for month, s := range season {
		sum += s * monthDays[month]
	}
	return sum / daysPerYear
}

// checkWords checks the categories and tenders, which rules name.
func (f *Definition) checkWords(add func(path, format string, args ...any)) {
	if n := len(f.Categories); n > maxWords {
		add("categories", "at most %d (got %d)", maxWords, n)
	}
	if n := len(f.Tenders); n > maxWords {
		add("tenders", "at most %d (got %d)", maxWords, n)
	}
	category := make(map[string]bool)
	var sum float64
	for _, c := range f.Categories {
		category[c.Name] = true
		sum += float64(c.Share)
	}
	if f.Categories != nil && math.Abs(sum-1) > shareTolerance {
		add("categories", "the shares add up to %s; they must add up to 100%%", percent(sum))
	}
	sum = 0
	for i, t := range f.Tenders {
		if category[t.Name] {
			add(fmt.Sprintf("tenders[%d].name", i), "%s is already the name of a category; rules could not tell them apart", t.Name)
		}
		sum += float64(t.Share)
	}
	if sum > 1+shareTolerance {
		add("tenders", "the shares add up to %s; 100%% is the most", percent(sum))
	}
}

func (f *Definition) checkSegments(add func(path, format string, args ...any)) {
	switch n := len(f.Segments); {
	case n == 0:
		add("segments", "must have at least one")
		return
	case n > maxSegments:
		add("segments", "at most %d (got %d)", maxSegments, n)
	}
	needsMargin := len(f.Categories) == 0
	for _, c := range f.Categories {
		needsMargin = needsMargin || c.Margin == nil
	}
	var sum float64
	for i, s := range f.Segments {
		path := fmt.Sprintf("segments[%d]", i)
		sum += float64(s.Share)
		if s.Margin == nil && needsMargin {
			add(path, "missing key \"margin\"; only where all categories have one is it not needed")
		}
		if s.Wallet == nil && !f.mechanical() {
			add(path, "missing key \"share_of_wallet\"; 100%% means that customers cannot buy more")
		}
	}
	if math.Abs(sum-1) > shareTolerance {
		add("segments", "the shares add up to %s; they must add up to 100%%", percent(sum))
	}
}

func (f *Definition) mechanical() bool { return f.Behavior.Mode == "mechanical" }

// Check finds baskets described in more than one way, or without a mean.
func (b *basketYAML) Check(d *document.Document, path string, problems *document.Problems) {
	lognormal := b.Mean != nil
	gamma := b.P != nil || b.Q != nil || b.V != nil
	count := 0
	for _, given := range []bool{b.Fixed != nil, lognormal, gamma} {
		if given {
			count++
		}
	}
	switch {
	case count != 1:
		problems.Add(d.At(path), path, "give exactly one of fixed; mean (with cv_between, cv_within); p, q, v")
	case gamma && (b.P == nil || b.Q == nil || b.V == nil):
		problems.Add(d.At(path), path, "p, q and v belong together")
	case gamma && *b.Q <= 1:
		problems.Add(d.At(path+".q"), path+".q", "the mean does not exist; q must be greater than 1 (got %s)", document.Grouped(*b.Q))
	case !lognormal && (b.CVBetween != nil || b.CVWithin != nil):
		problems.Add(d.At(path), path, "cv_between and cv_within belong to mean")
	}
}

// Check notes whether the share was given alone, for everyone.
func (w *walletYAML) Check(d *document.Document, path string, problems *document.Problems) {
	_, w.plain = d.Scalar(path)
}

// minReturnLag and maxReturnLag bound the time that a purchase stays away, days: at 0 it would come back before it was made.
const minReturnLag, maxReturnLag = 1, 365

// Check finds returns that take no time or too long.
func (r *returnsYAML) Check(d *document.Document, path string, problems *document.Problems) {
	if lag := r.lag(); lag < minReturnLag || lag > maxReturnLag {
		problems.Add(d.At(path+".after"), path+".after", "must be between %d and %d days (got %s)", minReturnLag, maxReturnLag, *r.After)
	}
}

// Check notes whether the share was given alone, for everyone, and finds a spread of nothing.
func (c *churnYAML) Check(d *document.Document, path string, problems *document.Problems) {
	_, c.plain = d.Scalar(path)
	if c.CV != nil && c.PerYear == 0 {
		problems.Add(d.At(path+".cv"), path+".cv", "needs per_year: it is the spread of the rate of leaving")
	}
}
