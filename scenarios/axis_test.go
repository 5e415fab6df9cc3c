package scenarios

import (
	"math"
	"strings"
	"testing"
)

func TestValuesOfASweep(t *testing.T) {
	for text, want := range map[string]string{
		"1, 2,5":                "1,2,5",
		"automatic,opt_in":      "automatic,opt_in",
		"7":                     "7",
		"3:7:1":                 "3,4,5,6,7",
		"3:7:1.5":               "3.0,4.5,6.0", // the end is not reached
		"0.1:0.5:0.1":           "0.1,0.2,0.3,0.4,0.5",
		"-1:1:1":                "-1,0,1",
		"10%:40%:10%":           "10%,20%,30%,40%",
		"10%:40%:15":            "10%,25%,40%",
		"6 months:24 months:6":  "6 months,12 months,18 months,24 months",
		"1:100:log3":            "1,10,100",
		"0.2:2:log5":            "0.2,0.3557,0.6325,1.125,2.0", // 0.2·10^(i/4)
		"5 %:20 %:log3":         "5%,10%,20%",
		"2026-01-01,2026-06-01": "2026-01-01,2026-06-01",
	} {
		a, err := ParseAxis("scenario.x", text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []string
		for i := range a.Count() {
			got = append(got, a.Value(i))
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestPlacesInARange(t *testing.T) {
	for _, c := range []struct {
		text  string
		place float64
		want  string
	}{{"0.2:2", 0.5, "1.10"}, {"2:8", 0.1, "2.60"}, {"10%:40%", 0.25, "17.5%"}, {"0:1000", 0.1234, "123"}, {"6 months:24 months", 0.5, "15 months"},
		{"3:7:1", 0.1, "3"}, {"3:7:1", 0.9, "7"}, {"3:7:1", 1, "7"}} {
		a, err := ParseAxis("scenario.x", c.text)
		if got := a.At(c.place); err != nil || got != c.want {
			t.Errorf("%s at %g: %q (%v), want %q", c.text, c.place, got, err, c.want)
		}
	}
}

// A place snaps to where its value is; values of a list or of steps are equally far apart.
func TestPlacesSnapToValues(t *testing.T) {
	for _, c := range []struct {
		text  string
		place float64
		want  float64
	}{{"0.2:2", 0.5004, 0.5}, {"10%:40%", 0.251, 0.25}, {"0:12", 1.0 / 3, 1.0 / 3}, {"6 months:24 months", 0.49, 0.5}, {"3:7:1", 0.1, 0}, {"3:7:1", 0.5, 0.5},
		{"3:7:1", 1, 1}, {"1:100:log3", 0.4, 0.5}, {"a,b", 0.6, 1}, {"7", 0.6, 0}} {
		a, err := ParseAxis("scenario.x", c.text)
		if err != nil {
			t.Fatal(err)
		}
		got := a.Snap(c.place)
		if math.Abs(got-c.want) > 1e-12 || a.At(got) != a.At(c.place) {
			t.Errorf("%s at %g: %g, want %g", c.text, c.place, got, c.want)
		}
	}
}

func TestWholeValuesOfARange(t *testing.T) {
	for text, want := range map[string]int{"2:12": 11, "2.5:12": 0, "2:12:2": 0, "1,2": 0} {
		a, err := ParseAxis("scenario.x", text)
		if err != nil {
			t.Fatal(err)
		}
		whole, ok := a.InWholeSteps()
		if ok != (want > 0) || ok && (whole.Count() != want || whole.At(0.99) != "12") {
			t.Errorf("%s: %v, %d values", text, ok, whole.Count())
		}
	}
}

func TestBadValuesOfASweep(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "a value is empty",
		"1,,2":                "a value is empty",
		"7:3:1":               "from a smaller number to a larger one (got 7:3:1)",
		"3:3:1":               "from a smaller number to a larger one",
		"1:5:0":               "the step must be above 0 (got 0)",
		"1:5:-1":              "the step must be above 0 (got -1)",
		"1:5%:1":              "both ends of a range have the same unit (got 1 and 5%)",
		"1%:5%:1 months":      "the step has the unit of the range (got 1 months)",
		"a:b:c":               "must be a number, a share or a time",
		"010:20:1":            "010",
		"0.5 months:3 months": "times go from a whole number to a whole number",
		"0:5:log3":            "begin above 0",
		"1:5:log1":            "log is followed by the number of values",
		"1:5:logarithmic":     "log is followed by the number of values",
	} {
		if _, err := ParseAxis("scenario.x", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestSweepsAreCountedBeforeTheyAreMade(t *testing.T) {
	axis := func(text string, path ...string) Axis {
		a, err := ParseAxis(strings.Join(append([]string{"scenario.x"}, path...), ""), text)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		sweep Sweep
		want  string
	}{
		{Sweep{Over: []Axis{axis("1:1000000000:1")}}, "1,000,000,000 values of scenario.x are too many; at most 10,000 points can be run"},
		{Sweep{Over: []Axis{axis("0:1:0.0000000000000000000001")}}, "too many"},
		{Sweep{Over: []Axis{axis("1:200:1"), axis("1:200:1", "y")}}, "200 values of scenario.xy times 200 are too many"},
		{Sweep{Over: []Axis{axis("1:5")}}, "from:to has no end of values"},
		{Sweep{Over: []Axis{axis("1,2")}, Points: 3}, "points are spread over ranges, not over a list"},
		{Sweep{Over: []Axis{axis("1:100:1"), axis("1:100:1", "y")}}, ""},
		{Sweep{Over: []Axis{axis("1:5:1"), axis("2:3:1")}}, "scenario.x is given twice"},
		{Sweep{Over: []Axis{axis("1:5")}, Points: 3}, ""},
	} {
		err := c.sweep.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

func FuzzParseAxis(f *testing.F) {
	for _, seed := range []string{"1,2", "3:7:1", "10%:40%:5%", "0.2:2:log5", "6 months:2 years", "1:1e9:1", "::", "-1:-0.5:0.1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseAxis("scenario.x", text)
		if err != nil {
			return
		}
		for i := range min(a.Count(), 3) {
			if a.Value(i) == "" {
				t.Errorf("%q has an empty value", text)
			}
		}
		if a.list == nil && a.At(0.5) == "" {
			t.Errorf("%q has an empty place", text)
		}
	})
}
