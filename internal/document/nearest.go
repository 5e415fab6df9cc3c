package document

import "strings"

// Nearest is the known word that a misspelled one most likely stands for: the
// one at the smallest Damerau–Levenshtein distance, where a letter too many,
// too few, wrong, or swapped with its neighbor counts one. It reports false
// if none is within about a third of the length. Case does not count; among
// equals the first wins.
func Nearest(word string, known []string) (string, bool) {
	best, least := "", -1
	w := []rune(strings.ToLower(word))
	for _, candidate := range known {
		k := []rune(strings.ToLower(candidate))
		longest := max(len(w), len(k))
		if longest > maxKey {
			continue
		}
		d := distance(w, k)
		if d <= (longest+1)/3 && (least < 0 || d < least) {
			best, least = candidate, d
		}
	}
	return best, least >= 0
}

// distance is the Damerau–Levenshtein distance in which no letter is edited
// twice (optimal string alignment).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
