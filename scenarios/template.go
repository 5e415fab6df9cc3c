package scenarios

import (
	"bytes"
	"cmp"
	_ "embed"
	"math"
	"regexp"
	"strconv"
	"text/template"
)

// Answers are the numbers that describe a company well enough to begin with.
type Answers struct {
	Name      string  // short name of the scenario; "my-company" if empty
	Currency  string  // ISO 4217 code; "USD" if empty
	Customers int64   // active customers, at least 1
	Basket    float64 // mean list price of a purchase, currency units, above 0
	PerYear   float64 // mean purchases of a customer a year, above 0
	Margin    float64 // gross margin as a share of list price, above 0 up to 1
	Churn     float64 // share of customers who leave within a year, 0 to below 1
	Wallet    float64 // share of what customers spend in the market that the company has, above 0 up to 1
}

//go:embed template.yaml
var templateText string

var scenarioTemplate = template.Must(template.New("scenario").Funcs(template.FuncMap{
	"number": number, "share": share, "word": word,
}).Parse(templateText))

// Template writes a scenario, with comments, that extends retail by one segment of these customers. Running costs are in proportion to
// sales, as in retail. It loads if the answers are in their ranges; if not, Load says which is out of range.
func Template(a Answers) []byte {
	a.Name = cmp.Or(a.Name, "my-company")
	a.Currency = cmp.Or(a.Currency, "USD")
	// Retail sells 100,000 × 12 × 45 a year.
	scale := float64(a.Customers) * a.PerYear * a.Basket / (100_000 * 12 * 45)
	view := struct {
		Answers
		PerMonth, Setup, MonthlyCosts, MemberYearlyCost string
	}{
		Answers:          a,
		PerMonth:         strconv.FormatFloat(a.PerYear/12, 'g', 6, 64),
		Setup:            amount(40_000 * scale),
		MonthlyCosts:     amount(3_000 * scale),
		MemberYearlyCost: amount(0.60 * a.PerYear * a.Basket / (12 * 45)),
	}
	var b bytes.Buffer
	if err := scenarioTemplate.Execute(&b, view); err != nil {
		panic("scenarios: " + err.Error()) // the template and its fields are part of the binary
	}
	return b.Bytes()
}

// amount writes money to two significant digits, at most a million million.
func amount(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 1, 64), 64)
	if err != nil || math.IsNaN(rounded) {
		return "0"
	}
	return strconv.FormatFloat(math.Round(100*min(rounded, 1e12))/100, 'f', -1, 64)
}

// share writes a share in percent if that is exact, as a number otherwise.
func share(x float64) string {
	s := percent(x)
	if back, err := strconv.ParseFloat(s[:len(s)-1], 64); err == nil && back/100 == x {
		return s
	}
	return number(x)
}

// number writes a number the way a file has it.
func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

var bareWord = regexp.MustCompile(`^[a-z][a-z0-9]+(-[a-z0-9]+)+$`)

// word writes a name, in quotes unless no reader of YAML could mistake it; names with a dash are never booleans or nulls.
func word(name string) string {
	if bareWord.MatchString(name) || isCurrency(name) {
		return name
	}
	return quote(name)
}

// TemplateOf returns a copy of a shipped scenario to be edited.
func TemplateOf(name string) ([]byte, bool) {
	data, ok := Shipped(name)
	if !ok {
		return nil, false
	}
	return append([]byte("# A copy of the shipped scenario "+name+": edit what differs, and give it a name of its own.\n"), data...), true
}
