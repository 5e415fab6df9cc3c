package document

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "-0": 0, "10": 10, "-0.5": -0.5, "1.50": 1.5, "1e3": 1000, "2.5E-2": 0.025, "1e-400": 0,
	} {
		got, err := ParseNumber(text)
		if err != nil || got != want || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"":                       "missing value",
		"ten":                    "must be a number (got ten)",
		"5%":                     "must be a number (got 5%)",
		"5 USD":                  "must be a number (got 5 USD)",
		" 5":                     `must be a number (got " 5")`,
		"-":                      "must be a number (got -)",
		".":                      "must be a number (got .)",
		"1e":                     "must be a number (got 1e)",
		"--5":                    "must be a number (got --5)",
		"٣":                      "must be a number (got ٣)",
		"a\x1b":                  `must be a number (got "a\x1b")`,
		"010":                    "write 10, not 010",
		"-007.50":                "write -7.50, not -007.50",
		"00":                     "write 0, not 00",
		"+5":                     "write 5, not +5",
		".5":                     "write 0.5, not .5",
		"5.":                     "write 5, not 5.",
		"1_000":                  "write 1000, not 1_000",
		"0x1F":                   "write 31, not 0x1F",
		"0o17":                   "write 15, not 0o17",
		"0b11":                   "write 3, not 0b11",
		"1:30":                   "must be one decimal number (got 1:30)",
		"0,1":                    "use a point, not a comma, for decimals, and nothing for thousands (got 0,1)",
		"1.000,5":                "use a point, not a comma, for decimals, and nothing for thousands (got 1.000,5)",
		"1,000,000":              "use a point, not a comma, for decimals, and nothing for thousands (got 1,000,000)",
		".inf":                   "must be finite (got .inf)",
		"-Infinity":              "must be finite (got -Infinity)",
		"NaN":                    "must be finite (got NaN)",
		"1e400":                  "must be finite (got 1e400)",
		strings.Repeat("a", 100): "must be a number (got " + strings.Repeat("a", 79) + "…)",
	} {
		if got, err := ParseNumber(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, %v, want %s", text, got, err, want)
		}
	}
}

func TestParseThousandths(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "-0": 0, "1": 1000, "1.2": 1200, "1.25": 1250, "-1.255": -1255, "-0.001": -1,
		"9223372036854775.807": math.MaxInt64, "-9223372036854775.808": math.MinInt64,
	} {
		if got, err := ParseThousandths(text); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"1.2345":               "must have at most 3 decimals (got 1.2345)",
		"1.0000":               "must have at most 3 decimals (got 1.0000)",
		"1e3":                  "must be written without an exponent (got 1e3)",
		"9223372036854775.808": "is too large (got 9223372036854775.808)",
		"1,5":                  "use a point, not a comma, for decimals, and nothing for thousands (got 1,5)",
		"":                     "missing value",
	} {
		if got, err := ParseThousandths(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, %v, want %s", text, got, err, want)
		}
	}
}

// The text of any number of thousandths reads back exactly, and what is
// accepted equals its text as a fraction.
func TestParseThousandthsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64().Draw(t, "thousandths")
		sign, abs := "", new(big.Int).Abs(big.NewInt(want))
		if want < 0 {
			sign = "-"
		}
		whole, rest := new(big.Int).DivMod(abs, big.NewInt(1000), new(big.Int))
		text := fmt.Sprintf("%s%s.%03d", sign, whole, rest.Int64())
		if got, err := ParseThousandths(text); err != nil || got != want {
			t.Fatalf("%s: %d, %v", text, got, err)
		}
		text = rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{0,4})?`).Draw(t, "text")
		got, err := ParseThousandths(text)
		if err != nil {
			return
		}
		exact, _ := new(big.Rat).SetString(text)
		if new(big.Rat).SetFrac64(got, 1000).Cmp(exact) != 0 {
			t.Fatalf("%s: %d", text, got)
		}
	})
}

func TestNearest(t *testing.T) {
	known := []string{"per", "points", "rate", "from", "discount", "Gold"}
	for word, want := range map[string]string{
		"pre": "per", "raet": "rate", "form": "from", "Discuont": "discount", "gold": "Gold", "point": "points",
		"poinst": "points", "diskont": "discount", "per": "per", "x": "", "": "", "unrelated": "", "cost": "",
	} {
		got, ok := Nearest(word, known)
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	for tag, want := range map[string]string{
		"0..1": "between 0 and 1", ">0": "greater than 0", ">=0": "0 or more", "<1": "less than 1", "<=1.5": "1.5 or less",
		">0..1": "greater than 0 and at most 1", ">0,<=1": "greater than 0 and at most 1", "0..<1": "at least 0 and less than 1",
		">0,<1": "greater than 0 and less than 1", "-1..1": "between -1 and 1",
		"0..1e6": "between 0 and 1,000,000", "-12345.5..999": "between -12,345.5 and 999", ">0.00001": "greater than 0.00001", "<1000": "less than 1,000",
	} {
		l, err := parseLimits(tag)
		if err != nil || l.String() != want {
			t.Errorf("%s: %v, %v", tag, l, err)
			continue
		}
		if l.hold(math.NaN()) || l.hold(0) == strings.HasPrefix(tag, ">0") {
			t.Errorf("%s: wrong about NaN or 0", tag)
		}
	}
	for _, tag := range []string{"5", "a..b", ">", "1.."} {
		if _, err := parseLimits(tag); err == nil {
			t.Errorf("%s: no error", tag)
		}
	}
}
