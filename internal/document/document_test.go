package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// share is a type with its own spelling, as other packages have them.
type share float64

func (s *share) DecodeScalar(text string) error {
	number, percent := strings.CutSuffix(text, "%")
	x, err := ParseNumber(number)
	if err != nil {
		return err
	}
	if percent {
		x /= 100
	}
	*s = share(x)
	return nil
}

func (s share) Float() float64 { return float64(s) }

// amount counts in thousandths.
type amount int64

func (a *amount) DecodeScalar(text string) error {
	n, err := ParseThousandths(text)
	*a = amount(n)
	return err
}

func (a amount) Float() float64 { return float64(a) / 1000 }

type program struct {
	Name      string            `yaml:"name"`
	Public    bool              `yaml:"public"`
	Members   int               `yaml:"members" range:">0"`
	Seats     int64             `yaml:"seats"`
	Discount  share             `yaml:"discount" range:"0..1"`
	Fee       *amount           `yaml:"fee" range:">=0"`
	Season    []float64         `yaml:"season" range:">0"`
	Points    *points           `yaml:"points"`
	Tiers     *tiers            `yaml:"tiers"`
	Parameter map[string]draw   `yaml:"parameters"`
	Set       map[string]*text1 `yaml:"set"`
}

type text1 struct {
	Text string `yaml:",scalar"`
}

type points struct {
	Earn    []earn   `yaml:"earn,required"`
	Rewards []reward `yaml:"rewards" unique:"name"`
	Expire  *expire  `yaml:"expire"`
}

type earn struct {
	Points amount `yaml:"points,required"`
	Per    per    `yaml:"per,required"`
}

type per struct {
	_     struct{} `choice:"true"`
	Spend *amount  `yaml:"spend" range:">0"`
	Visit *int     `yaml:"visit"`
	Unit  *string  `yaml:"unit"`
}

type reward struct {
	Name   string            `yaml:"name,required"`
	Points int               `yaml:"points" range:">0,<=1000"`
	Rest   map[string]amount `yaml:",inline" range:"0..100"`
}

type expire struct {
	Word  string `yaml:",scalar" oneof:"never"`
	After int    `yaml:"after" range:">0..120"`
}

type tiers struct {
	By     string  `yaml:"by,required" oneof:"spend points visits"`
	Levels []level `yaml:"levels"`
}

type level struct {
	Name     string  `yaml:"name,required"`
	From     *amount `yaml:"from"`
	Discount share   `yaml:"discount" range:">=0,<1"`
}

// Check wants levels in ascending order.
func (t *tiers) Check(d *Document, path string, problems *Problems) {
	for i := 1; i < len(t.Levels); i++ {
		a, b := t.Levels[i-1].From, t.Levels[i].From
		if a != nil && b != nil && *a >= *b {
			at := fmt.Sprintf("%s.levels[%d].from", path, i)
			problems.Add(d.At(at), at, "must be more than at line %d", d.At(fmt.Sprintf("%s.levels[%d].from", path, i-1)).Line)
		}
	}
}

// draw is a plain number or a range.
type draw struct {
	Value float64 `yaml:"value,scalar,required"`
	Known string  `yaml:",scalar" oneof:"evidence none"`
	Low   float64 `yaml:"low"`
	High  float64 `yaml:"high"`
}

const coffee = `earnburn: program/v1
name: coffee            # a comment
discount: 5%
points:
  earn:
    - {points: 1, per: {spend: 1}}
    - points: 2.5
      per: {visit: 1}
  rewards:
    - {name: 5 off, points: 100, cost: 4.5}
  expire: never
tiers:
  by: spend
  levels:
    - {name: Member}
    - {name: Silver, from: 500}
    - {name: Gold, from: 1500, discount: 2%}
parameters: {elasticity: 0.6, churn: {value: 1, low: 0.5, high: 2}, growth: none}
`

func mustParse(t testing.TB, text string) *Document {
	t.Helper()
	d, err := Parse("coffee.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// problems parses and decodes, and returns the message.
func problems(text string) string {
	d, err := Parse("bad.yaml", []byte(text))
	if err == nil {
		err = d.Decode(new(program))
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestDecode(t *testing.T) {
	one, visits := amount(1000), 1
	silver, gold := amount(500_000), amount(1_500_000)
	want := program{
		Name:     "coffee",
		Members:  7,
		Discount: 0.05,
		Points: &points{
			Earn:    []earn{{1000, per{Spend: &one}}, {2500, per{Visit: &visits}}},
			Rewards: []reward{{Name: "5 off", Points: 100, Rest: map[string]amount{"cost": 4500}}},
			Expire:  &expire{Word: "never"},
		},
		Tiers: &tiers{By: "spend", Levels: []level{
			{Name: "Member"}, {Name: "Silver", From: &silver}, {Name: "Gold", From: &gold, Discount: 0.02},
		}},
		Parameter: map[string]draw{
			"elasticity": {Value: 0.6}, "churn": {Value: 1, Low: 0.5, High: 2}, "growth": {Known: "none"},
		},
	}
	got := program{Members: 7} // a default stays
	if err := mustParse(t, coffee).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(per{})); diff != "" {
		t.Error(diff)
	}
}

// Byte order marks and line ends do not matter.
func TestLayoutDoesNotMatter(t *testing.T) {
	want := string(mustParse(t, coffee).JSON())
	for name, text := range map[string]string{
		"byte order mark":    "\uFEFF" + coffee,
		"CRLF":               strings.ReplaceAll(coffee, "\n", "\r\n"),
		"CR":                 strings.ReplaceAll(coffee, "\n", "\r"),
		"no final newline":   strings.TrimSuffix(coffee, "\n"),
		"document start":     "---\n" + coffee,
		"document start end": "---\n" + coffee + "...\n",
	} {
		if got := string(mustParse(t, text).JSON()); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestDocument(t *testing.T) {
	d := mustParse(t, coffee)
	if d.Name() != "coffee.yaml" || d.Header() != "program/v1" {
		t.Errorf("name %q, header %q", d.Name(), d.Header())
	}
	if diff := cmp.Diff([]string{"by", "levels"}, d.Keys("tiers")); diff != "" {
		t.Error(diff)
	}
	if d.Keys("tiers.by") != nil || d.Keys("none") != nil || len(d.Keys("")) != 6 {
		t.Error("keys of what is no mapping")
	}
	for path, want := range map[string]string{
		"discount":                   "5%",
		"points.earn[1].points":      "2.5",
		"tiers.levels[Gold].from":    "1500",
		`tiers.levels["Gold"].from`:  "1500",
		`["tiers"].by`:               "spend",
		".tiers.by":                  "spend",
		"points.rewards[5 off].cost": "4.5",
	} {
		if got, ok := d.Scalar(path); !ok || got != want || !d.Has(path) {
			t.Errorf("%s: %q, %v", path, got, ok)
		}
	}
	for _, path := range []string{"", "tiers", "tiers.levels", "tiers.levels[3]", "tiers.levels[Platin].from", "tiers.levels.from", "tiers.by.x", "a..b", "tiers[", "tiers[]", "tiers.", "tiers.levels[0]x", `tiers["a`} {
		if got, ok := d.Scalar(path); ok {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestAt(t *testing.T) {
	d := mustParse(t, coffee)
	for path, want := range map[string]string{
		"":                              "coffee.yaml:1:1",
		"discount":                      "coffee.yaml:3:11",
		"points.earn[0].points":         "coffee.yaml:6:16",
		"points.earn[1]":                "coffee.yaml:7:7",
		"tiers.levels[Gold].from":       "coffee.yaml:17:26",
		"tiers.levels[Gold].earn_times": "coffee.yaml:17:7",
		"tiers.levels[Platin].from":     "coffee.yaml:15:5",
		"tiers.by.x":                    "coffee.yaml:13:7",
		"nothing.here":                  "coffee.yaml:1:1",
	} {
		if got := d.At(path).String(); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	d := mustParse(t, `
z: [1, 1.5, -2e3, 010, .5, 5%, "7", 1_0, 0x10]
a: {yes: yes, t: true, f: false, T: True, q: 'true', n: ~, e: "", l: [], m: {}}
m: "<a&b>\n\"ü\""
b: |
  two
  lines
`)
	want := `{"a":{"T":"True","e":"","f":false,"l":[],"m":{},"n":null,"q":"true","t":true,"yes":"yes"},` +
		`"b":"two\nlines\n","m":"<a&b>\n\"ü\"","z":[1,1.5,-2e3,"010",".5","5%","7","1_0","0x10"]}`
	if got := string(d.JSON()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
