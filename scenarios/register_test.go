package scenarios

import (
	"math"
	"regexp"
	"strings"
	"testing"
)

func TestEveryParameterIsDocumented(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	seen := make(map[string]bool)
	for p := range NumParameters {
		e := Register[p]
		if !name.MatchString(e.Name) || seen[e.Name] {
			t.Errorf("%d: name %q", p, e.Name)
		}
		seen[e.Name] = true
		if !(e.Min <= e.Low && e.Low <= e.Value && e.Value <= e.High && e.High <= e.Max) || e.Low == e.High {
			t.Errorf("%s: %v ≤ %v ≤ %v ≤ %v ≤ %v", p, e.Min, e.Low, e.Value, e.High, e.Max)
		}
		if e.Log && e.Low <= 0 {
			t.Errorf("%s: log of %v", p, e.Low)
		}
		if !strings.Contains("ABC", e.Grade) || len(e.Grade) != 1 {
			t.Errorf("%s: grade %q", p, e.Grade)
		}
		// A grade above C rests on something published.
		if e.Grade != "C" && !regexp.MustCompile(`(19|20)\d\d`).MatchString(e.Source) {
			t.Errorf("%s: no year in %q", p, e.Source)
		}
		if e.Source == "" || strings.Contains(e.Source, ".md") || !strings.HasSuffix(e.Source, ".") {
			t.Errorf("%s: source %q", p, e.Source)
		}
		if len(e.Definition) < 20 || !strings.HasSuffix(e.Definition, ".") || e.Stated || e.Certain() {
			t.Errorf("%s: definition %q", p, e.Definition)
		}
		if got, ok := ParameterByName(e.Name); !ok || got != p || p.String() != e.Name {
			t.Errorf("%s: found %s", e.Name, got)
		}
		if Default()[p] != e.Value {
			t.Errorf("%s: default", p)
		}
	}
	if _, ok := ParameterByName(""); ok || NumParameters.String() != "unknown" {
		t.Error("a parameter without a name")
	}
}

func TestPercentilesOfADraw(t *testing.T) {
	for p := range NumParameters {
		e := Register[p]
		for _, test := range []struct{ z, want float64 }{{0, e.Value}, {-z95, e.Low}, {z95, e.High}} {
			if got := e.At(test.z); math.Abs(got-test.want) > 1e-12*math.Max(1, math.Abs(test.want)) {
				t.Errorf("%s: %v at %v, want %v", p, got, test.z, test.want)
			}
		}
		for z, last := -8.0, math.Inf(-1); z <= 8; z += 0.25 {
			v := e.At(z)
			if v < last || v < e.Min || v > e.Max {
				t.Errorf("%s: %v at %v", p, v, z)
			}
			last = v
		}
	}
	// Between the percentiles a log scale is geometric: half way to 2.0 from 0.8 is √1.6.
	if got := Register[Elasticity].At(z95 / 2); math.Abs(got-math.Sqrt(1.6)) > 1e-12 {
		t.Errorf("%v", got)
	}
	if got := Register[FrequencyShare].At(-z95 / 2); math.Abs(got-0.55) > 1e-12 {
		t.Errorf("%v", got)
	}
}
