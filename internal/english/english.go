// Package english puts numbers into English: one place decides how counts, their nouns and large numbers are written.
package english

import (
	"math"
	"strconv"
	"strings"
)

// Group writes a number with that many decimals, commas between thousands, and no minus on zero. A negative place rounds to tens, hundreds, ….
func Group(x float64, place int) string {
	if place < 0 {
		unit := math.Pow10(-place)
		x, place = math.Round(x/unit)*unit, 0
	}
	text := strconv.FormatFloat(math.Abs(x), 'f', place, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	if x < 0 && strings.Trim(text, "0.") != "" {
		b.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Short writes a number with at most that many decimals, without zeros at their end.
func Short(x float64, most int) string {
	text := Group(x, most)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// Many writes a count in digits with its noun: "1 purchase", "1,650 points".
func Many(n int, noun string) string { return Group(float64(n), 0) + " " + Noun(float64(n), noun) }

// Noun is a noun in the number that goes with a count: "point" for 1, "points" for others.
func Noun(n float64, one string) string {
	if n == 1 {
		return one
	}
	return one + "s"
}

// Singular is what one of them is called: "star" of "stars". What does not end in one s stays, as "class" and "bonus".
func Singular(many string) string {
	if strings.HasSuffix(many, "ss") || strings.HasSuffix(many, "us") {
		return many
	}
	return strings.TrimSuffix(many, "s")
}

// Verb is a verb in the number that goes with a count: "loses" for 1 and, as of nobody, for 0; "lose" for others.
func Verb(n int, many string) string {
	if n > 1 {
		return many
	}
	return many + "s"
}

// Times says how often: "once", "twice", "2.5 times".
func Times(n float64) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return Short(n, 2) + " times"
}

// spelled are the numbers that read better as words.
var spelled = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// Spelled writes a count as a word if it is small.
func Spelled(n int) string {
	if n >= 0 && n < len(spelled) {
		return spelled[n]
	}
	return Group(float64(n), 0)
}

// Count writes a count with its noun, as a word if it is small: "three years", "40 months", "one year".
func Count(n int, noun string) string { return Spelled(n) + " " + Noun(float64(n), noun) }

// Joined lists words with commas and an "and".
func Joined(list []string) string { return lastBy(list, "and") }

// Either lists words with commas and an "or".
func Either(list []string) string { return lastBy(list, "or") }

func lastBy(list []string, word string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " " + word + " " + list[len(list)-1]
}
