package limits

import (
	"strings"
	"unicode"
)

// word is a word of a limit: a name, a number, or a sign of comparison.
type word struct {
	text   string
	at     int  // its first character, from 0
	quoted bool // a name in double quotes, which is never a keyword
}

// signs are the characters of comparisons; they need no space around them.
const signs = "<>=!"

// split takes a limit apart. Unclosed is where a quoted name begins that does not end, −1 if there is none.
func split(text string) (words []word, unclosed int) {
	runes := []rune(text)
	for i := 0; i < len(runes); {
		from := i
		switch r := runes[i]; {
		case unicode.IsSpace(r):
			i++
			continue
		case r == '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
			}
			if i == len(runes) {
				return words, from
			}
			i++
			words = append(words, word{string(runes[from+1 : i-1]), from, true})
			continue
		case strings.ContainsRune(signs, r):
			for i++; i < len(runes) && strings.ContainsRune(signs, runes[i]); i++ {
			}
		default:
			for i++; i < len(runes) && !unicode.IsSpace(runes[i]) && !strings.ContainsRune(signs+`"`, runes[i]); i++ {
			}
		}
		text := strings.Replace(string(runes[from:i]), "\u2212", "-", 1) // a minus as it is printed
		if n := len(words) - 1; (text == "%" || text == "pp") && n >= 0 && !words[n].quoted && plain(words[n].text) {
			words[n].text += text // as in 5 %
			continue
		}
		words = append(words, word{text, from, false})
	}
	return words, -1
}

// written puts words together again, with single spaces.
func written(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
		if w.quoted {
			texts[i] = `"` + w.text + `"`
		}
	}
	return strings.Join(texts, " ")
}
