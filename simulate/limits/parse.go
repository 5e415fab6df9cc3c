package limits

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/simulate/metrics"
)

// fault is what is wrong with a limit, and at which of its characters, from 0.
type fault struct {
	at   int
	text string
}

// parser reads the words of a limit one by one. It stops at the first fault: what comes after it may have been meant in many ways.
type parser struct {
	words []word
	next  int
	end   int // how many characters there are
	limit Limit
	place func(character int) document.Position
}

// parse reads a limit; place says where each of its characters is.
func parse(text string, place func(character int) document.Position) (l Limit, wrong *fault) {
	words, unclosed := split(text)
	p := &parser{words: words, end: len([]rune(text)), limit: unbounded(), place: place}
	defer func() {
		switch f := recover().(type) {
		case nil:
		case *fault:
			wrong = f
		default:
			panic(f)
		}
	}()
	if unclosed >= 0 {
		p.fail(unclosed, `the name in " is not closed`)
	}
	if len(words) == 0 {
		p.fail(0, "must not be empty; write a metric and a bound, as in net_margin_impact_pct >= -0.5%%")
	}
	p.limit.Text, p.limit.At = written(words), place(words[0].at)
	p.subject()
	p.demand()
	p.scope()
	p.fits()
	return p.limit, nil
}

// fail stops reading.
func (p *parser) fail(at int, format string, args ...any) {
	panic(&fault{at, fmt.Sprintf(format, args...)})
}

// take returns the next word, which is to be what.
func (p *parser) take(what string) word {
	if p.next == len(p.words) {
		p.fail(p.end, "ends too soon; here comes %s", what)
	}
	p.next++
	return p.words[p.next-1]
}

// is takes the next word if it is the keyword.
func (p *parser) is(keyword string) bool {
	if p.next < len(p.words) && !p.words[p.next].quoted && p.words[p.next].text == keyword {
		p.next++
		return true
	}
	return false
}

// metric takes the name of a metric.
func (p *parser) metric() *metrics.Metric {
	w := p.take("the name of a metric")
	m, ok := metrics.ByName(w.text)
	switch near, found := document.Nearest(w.text, metrics.Names()); {
	case !ok && found:
		p.fail(w.at, "there is no metric %.80q; did you mean %q?", w.text, near)
	case !ok:
		p.fail(w.at, `there is no metric %.80q; "earnburn list" names all`, w.text)
	case m.Jumps():
		p.fail(w.at, "%s moves in whole months, so no simulation error says how sure it is; net_margin_impact_cash >= 0 with --months 24 says that it is paid back in the end of two years", m.Name)
	}
	return m
}

// subject reads what the limit is about.
func (p *parser) subject() {
	p.limit.Metric = p.metric()
	if p.is("of") {
		w := p.take("the name of a program")
		p.limit.Arm, p.limit.arm = w.text, p.place(w.at)
	}
}

// comparisons are the signs of comparison.
var comparisons = []string{">=", "<=", ">", "<"}

// demand reads what is demanded of it.
func (p *parser) demand() {
	l := &p.limit
	switch {
	case p.is("between"):
		at := p.words[p.next-1].at
		l.Low = p.number()
		if !p.is("and") {
			w := p.take("and")
			p.fail(w.at, "between A and B needs an and here (got %.80q)", w.text)
		}
		l.High = p.number()
		if l.Low > l.High {
			p.fail(at, "no number lies between %s and %s; write the smaller one first", p.words[p.next-3].text, p.words[p.next-1].text)
		}
		return
	case p.is("drop"):
		l.Change = Drop
	case p.is("rise"):
		l.Change = Rise
	}
	sign := p.sign()
	if l.Change != NoChange {
		if sign[0] != '<' {
			p.fail(p.words[p.next-1].at, "how far it may %s is limited from above: write <= or < (got %s)", p.words[p.next-2].text, sign)
		}
		p.bound(sign, p.change())
		return
	}
	if p.next < len(p.words) && p.isName(p.words[p.next]) {
		w := p.take("")
		l.Against, l.other = w.text, p.place(w.at)
		p.bound(sign, 0)
		return
	}
	if share, ok := p.share(); ok {
		l.Share, l.Of = share, p.metric()
		p.bound(sign, 0)
		return
	}
	p.bound(sign, p.number())
}

// sign reads a sign of comparison.
func (p *parser) sign() string {
	w := p.take(">=, <=, > or <")
	switch {
	case slices.Contains(comparisons, w.text):
	case w.text == "=>" || w.text == "=<":
		p.fail(w.at, "must be written %c=", strings.Trim(w.text, "=")[0])
	case strings.Trim(w.text, signs) == "":
		p.fail(w.at, "must be >=, <=, > or < (got %s): a simulated number is never exactly another; between A and B leaves room", w.text)
	case p.limit.Change != NoChange:
		p.fail(w.at, "here comes how far it may %s, after <= or < (got %.80q)", p.words[p.next-2].text, w.text)
	default:
		p.fail(w.at, "here comes what is demanded: >=, <=, >, <, between, drop or rise (got %.80q)", w.text)
	}
	return w.text
}

// bound sets one side of the limit.
func (p *parser) bound(sign string, x float64) {
	open := len(sign) == 1
	if sign[0] == '>' {
		p.limit.Low, p.limit.LowOpen = x, open
	} else {
		p.limit.High, p.limit.HighOpen = x, open
	}
}

// isName reports whether a word is the name of a program and not a number.
func (p *parser) isName(w word) bool {
	return w.quoted || w.text[0] >= 'A' && !strings.ContainsRune(signs, rune(w.text[0])) || p.isDigits(w.text)
}

// isDigits reports names that begin with a digit, as 5-off does: a number has no dash inside.
func (p *parser) isDigits(text string) bool {
	return text[0] >= '0' && text[0] <= '9' && strings.Contains(text, "-")
}

// share takes "P% of" if that is next.
func (p *parser) share() (float64, bool) {
	if p.next+1 >= len(p.words) || p.words[p.next+1].quoted || p.words[p.next+1].text != "of" {
		return 0, false
	}
	w := p.take("")
	x, unit := p.read(w)
	if unit != "%" {
		p.fail(w.at, "a share of another metric is a percentage, as in 3%% of revenue (got %.80q)", w.text)
	}
	p.next++
	return x, true
}

// number takes a bound in the unit of the metric.
func (p *parser) number() float64 {
	m := p.limit.Metric
	w := p.take("a number")
	x, unit := p.read(w)
	switch {
	case unit == "pp":
		p.fail(w.at, "pp, percentage points, are for drop and rise (got %s); %s", w.text, unitOf(m))
	case percentOnly(m) && unit == "" && x != 0:
		p.fail(w.at, "%s (got %s): is it %s%% or %s%%?", unitOf(m), w.text, w.text, short(100*x))
	case !inPercent(m) && unit == "%":
		p.fail(w.at, "%s, or a share of another metric, as in 3%% of revenue (got %s)", unitOf(m), w.text)
	}
	return x
}

// change takes a bound of a drop or a rise.
func (p *parser) change() float64 {
	m := p.limit.Metric
	w := p.take("a number")
	x, unit := p.read(w)
	switch {
	case inPercent(m) && unit != "pp" && x != 0:
		p.fail(w.at, "%s is a percentage, whose drop or rise is counted in percentage points, as in 0.2pp (got %s)", m.Name, w.text)
	case !inPercent(m) && unit == "pp":
		p.fail(w.at, "%s is no percentage, so write a number in its unit (%s), or as in 5%% the share of what was saved (got %s)", m.Name, m.Unit, w.text)
	case x < 0:
		p.fail(w.at, "must not be below 0 (got %s): a drop of less than nothing is a rise, and the other way round", w.text)
	}
	p.limit.Relative = unit == "%" && !inPercent(m)
	return x
}

// read takes a number apart; percent and percentage points are divided by 100.
func (p *parser) read(w word) (x float64, unit string) {
	digits := w.text
	for _, u := range []string{"%", "pp"} {
		if rest, ok := strings.CutSuffix(digits, u); ok {
			digits, unit = rest, u
			break
		}
	}
	if w.quoted || !plain(digits) {
		if strings.ContainsRune(digits, ',') {
			p.fail(w.at, "a number has no commas, as in 50000 (got %.80q)", w.text)
		}
		p.fail(w.at, "must be a number, as in -50000, 0.5 or 20%% (got %.80q)", w.text)
	}
	x, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(x, 0) {
		p.fail(w.at, "is too large (got %.80q)", w.text)
	}
	if unit != "" {
		x /= 100
	}
	return x + 0, unit // −0 becomes 0
}

// plain reports whether text is an optional sign, digits, and perhaps a point and more digits.
func plain(text string) bool {
	text = strings.TrimLeft(text[:min(1, len(text))], "+-") + text[min(1, len(text)):]
	whole, fraction, pointed := strings.Cut(text, ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!pointed || digits(fraction))
}

// scope reads which customers and which month the limit is about.
func (p *parser) scope() {
	l := &p.limit
	if p.is("in") {
		w := p.take("segment, tier or decile")
		switch w.text {
		case "segment":
			l.Segment = p.part("the name of a segment")
		case "tier":
			l.Tier = p.part("the name of a tier")
		case "decile":
			l.Decile = p.whole(1, 10)
			l.part = p.place(p.words[p.next-1].at)
		default:
			p.fail(w.at, "must be segment, tier or decile (got %.80q)", w.text)
		}
	}
	if p.is("at") {
		if !p.is("month") {
			w := p.take("month")
			p.fail(w.at, "must be month and its number, as in at month 12 (got %.80q)", w.text)
		}
		l.Month = p.whole(1, 600)
		l.month = p.place(p.words[p.next-1].at)
	}
	if p.next < len(p.words) {
		w := p.words[p.next]
		p.fail(w.at, "what comes after the bound is in segment NAME, in tier NAME or in decile N, then at month N (got %.80q)", w.text)
	}
}

// part takes the name of some of the customers.
func (p *parser) part(what string) string {
	w := p.take(what)
	if w.text == "" {
		p.fail(w.at, "the name is empty")
	}
	p.limit.part = p.place(w.at)
	return w.text
}

// whole takes a whole number.
func (p *parser) whole(least, most int) int {
	w := p.take("a whole number")
	n, err := strconv.Atoi(w.text)
	if err != nil || n < least || n > most {
		p.fail(w.at, "must be a whole number from %d to %d (got %.80q)", least, most, w.text)
	}
	return n
}

func short(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }
