package document

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSet(t *testing.T) {
	for _, c := range []struct{ path, value, at, want string }{
		{"discount", "7%", "discount", `"7%"`},
		{"discount", "0.07", "discount", `0.07`},
		{"name", "Top of the List", "name", `"Top of the List"`},
		{"name", `"5"`, "name", `"5"`},
		{"points.earn[0].points", "1.5", "points.earn[0]", `{"per":{"spend":1},"points":1.5}`},
		{"points.earn[1]", "{points: 1, per: {spend: 1}}", "points.earn[1]", `{"per":{"spend":1},"points":1}`},
		{"tiers.levels[Gold].from", "10", "tiers.levels[2].from", `10`},
		{"tiers.levels[Member].from", "10", "tiers.levels[0]", `{"from":10,"name":"Member"}`},
		{"tiers.levels", "[]", "tiers.levels", `[]`},
		{"season", "[1, 2]", "season", `[1,2]`},
		{"a.b.c", "x", "a", `{"b":{"c":"x"}}`},
		{`a["b.c"]`, "x", "a", `{"b.c":"x"}`},
		{`parameters[churn].value`, " 2 ", "parameters.churn.value", `2`},
	} {
		d := mustParse(t, coffee)
		if err := d.Set(c.path, c.value, "--set"); err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		n, found := d.find(c.at)
		if got := string((&Document{root: n}).JSON()); !found || got != c.want {
			t.Errorf("%s=%s: got %s, want %s", c.path, c.value, got, c.want)
		}
		if got := d.At(c.path).String(); got != "--set" {
			t.Errorf("%s is at %s", c.path, got)
		}
	}
}

func TestSetErrors(t *testing.T) {
	for _, c := range []struct{ path, value, want string }{
		{"tiers.levels[Platin].discount", "5%", "[Platin]: no item of that name; there are Member, Silver, Gold"},
		{"tiers.levels[7]", "5", "[7]: no such item; the last is [2]"},
		{"tiers.levels.from", "5", "from: this is a list; choose an item, as in [0] or [Member]"},
		{"points.earn.points", "5", "points: this is a list; choose an item, as in [0]"},
		{"points.earn[x].points", "5", "[x]: no item of that name; items here have no names, choose by number, as in [0]"},
		{"points.rewards[x]", "5", "[x]: no item of that name; there is 5 off"},
		{"tiers.by.x", "5", "x: there is nothing inside of a single value (spend)"},
		{"tiers[0]", "5", "[0]: no such item; this is not a list"},
		{"tiers.more[0].x", "5", "more: there is no such list to choose [0] from"},
		{"", "5", "the path is empty; it must name a value, as in tiers.by"},
		{"tiers..by", "5", "there is an empty key in the path"},
		{"tiers.", "5", "there is an empty key in the path"},
		{"tiers[by", "5", "a [ in the path is not closed"},
		{"tiers.levels[]", "5", "[] in the path names no item; write [0] for the first"},
		{"tiers.levels[0]from", "5", "a ] in a path is followed by a dot, a [ or nothing"},
		{strings.Repeat("a.", 64) + "a", "5", "the path is deeper than 64 levels"},
		{"tiers.by", "", "missing value"},
		{"tiers.by", "~", "missing value"},
		{"tiers.by", "# no", "missing value"},
		{"tiers.by", "a # b", "put the value into quotes (got a # b)"},
		{"tiers.by", "a: b", "must be one value, a [list] or a {mapping}; put text with a colon or a dash into quotes (got a: b)"},
		{"tiers.by", "- b", "must be one value, a [list] or a {mapping}; put text with a colon or a dash into quotes (got - b)"},
		{"tiers.by", "a: b: c", `a second ": " on this line, or wrong indentation; put text with a colon into quotes`},
		{"tiers.by", "[a", "a [ that opens here is not closed, or a comma is missing"},
		{"tiers.by", "&a b", "an anchor (&a) is not allowed; write the value out where it is needed"},
		{"tiers.by", "*b", "an alias (*b) is not allowed; write the value out"},
		{"tiers.by", "a\n---\nb", "the value holds more than one document"},
		{"tiers.by", "a\x1b", `control character '\x1b'; only plain text is allowed`},
		{"tiers.by", "a\xff", "byte 0xFF is not UTF-8; try iconv -f latin1 -t utf-8"},
		{"tiers.by", strings.Repeat("a", MaxSize+1), "the value is larger than 1048576 bytes"},
		{"tiers.by", strings.Repeat("a", 10_001), "a single value of more than 10000 bytes"},
	} {
		d := mustParse(t, coffee)
		origin := "--set " + shorten(c.path)
		err := d.Set(c.path, c.value, origin)
		if want := show(origin) + ": " + c.want; err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		if diff := cmp.Diff(mustParse(t, coffee).JSON(), d.JSON()); diff != "" {
			t.Errorf("%s: a Set that fails has changed the document: %s", c.path, diff)
		}
	}
}

// What a flag writes meets the checks of a file, and errors name the flag.
func TestSetIsChecked(t *testing.T) {
	d := mustParse(t, coffee)
	for path, value := range map[string]string{
		"tiers.levels[Gold].from": "500",
		"points.eran":             "5",
		"members":                 "many",
		"tiers.levels[0].name":    "no",
		"points.earn[0].per.unit": "kg",
	} {
		if err := d.Set(path, value, "--set "+path); err != nil {
			t.Fatal(err)
		}
	}
	want := `--set members: members: must be a number (got many)
--set points.earn[0].per.unit: points.earn[0].per: give exactly one of spend, visit, unit
--set points.eran: points: unknown key "eran"; did you mean "earn"?
--set tiers.levels[0].name: tiers.levels[0].name: no is a boolean to some YAML readers; use another word or put it into quotes`
	if err := d.Decode(new(program)); err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}

	d = mustParse(t, coffee)
	if err := d.Set("tiers.levels[Gold].from", "500", "--set tiers.levels[Gold].from=500"); err != nil {
		t.Fatal(err)
	}
	want = "--set tiers.levels[Gold].from=500: tiers.levels[2].from: must be more than at line 16"
	if err := d.Decode(new(program)); err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}

func TestClone(t *testing.T) {
	d := mustParse(t, coffee)
	c := d.Clone()
	if err := c.Set("tiers.levels[Gold].from", "5", "--set"); err != nil {
		t.Fatal(err)
	}
	if got, _ := d.Scalar("tiers.levels[Gold].from"); got != "1500" {
		t.Errorf("the original has changed to %s", got)
	}
	if c.Name() != d.Name() {
		t.Error("another name")
	}
}

func TestExtend(t *testing.T) {
	parse := func(name, text string) *Document {
		d, err := Parse(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := parse("base.yaml", "earnburn: program/v1\nname: base\ntiers:\n  by: spend\n  levels: [{name: a}, {name: b}]\nseason: [1, 2]\n")
	over := parse("over.yaml", "name: over\ntiers: {levels: [{name: c}]}\nseason: many\nseats: 5\n")
	before := string(base.JSON()) + string(over.JSON())
	d := over.Extend(base)
	want := `{"earnburn":"program/v1","name":"over","season":"many","seats":5,"tiers":{"by":"spend","levels":[{"name":"c"}]}}`
	if got := string(d.JSON()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if diff := cmp.Diff([]string{"earnburn", "name", "tiers", "season", "seats"}, d.Keys("")); diff != "" {
		t.Error(diff)
	}
	for path, want := range map[string]string{
		"name":            "over.yaml:1:7",
		"earnburn":        "base.yaml:1:11",
		"tiers.by":        "base.yaml:4:7",
		"tiers.levels":    "over.yaml:2:17",
		"tiers.nothing":   "over.yaml:2:8",
		"":                "over.yaml:1:1",
		"tiers.levels[c]": "over.yaml:2:18",
	} {
		if got := d.At(path).String(); got != want {
			t.Errorf("%s is at %s, want %s", path, got, want)
		}
	}
	if err := d.Set("tiers.by", "points", "--set"); err != nil {
		t.Fatal(err)
	}
	if after := string(base.JSON()) + string(over.JSON()); after != before {
		t.Error("an override of the result has changed what it was made of")
	}
	want = "over.yaml:3:9: season: must be a list (got many)"
	if err := d.Decode(new(program)); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// Any name of an item and any text can be set and read back.
func TestSetProperty(t *testing.T) {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("aZ0.[]\"' :#-ü{}&*!%\\")), 1, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		name, value := letters.Draw(t, "name"), letters.Draw(t, "value")
		d, err := Parse("a.yaml", []byte("list: []"))
		if err != nil {
			t.Fatal(err)
		}
		quoted := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
		if err := d.Set("list", "[{name: "+quoted(name)+"}]", "--set"); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{join("list[0]", name), join("map", name)} {
			if err := d.Set(path, quoted(value), "--set"); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if got, ok := d.Scalar(path); !ok || got != value {
				t.Fatalf("%s: got %q, want %q", path, got, value)
			}
		}
		if got, ok := d.Scalar("list[" + strconv.Quote(name) + "].name"); name != "name" && (!ok || got != name) {
			t.Fatalf("got %q, want %q", got, name)
		}
	})
}
