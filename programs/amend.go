package programs

import (
	"fmt"
	"slices"
	"strings"

	"earnburn/internal/document"
)

// amendable are the keys of a version that a change within the horizon may touch: its blocks, and what becomes of points.
var amendable = []string{"discounts", "points", "tiers", "perks", "convert", "without"}

// Amend adds a version to a program that has not been decoded: from a day on the blocks that the paths lead into, as they were before.
// It returns what to put before a path to change the new version. The origin names who changes it, for messages.
func Amend(d *document.Document, from Day, title string, paths []string, origin string) (prefix string, err error) {
	var problems document.Problems
	at := document.Position{Origin: origin}
	place := 0
	for ; d.Has(fmt.Sprintf("versions[%d]", place)); place++ {
		text, _ := d.Scalar(fmt.Sprintf("versions[%d].from", place))
		day, err := ParseDate(text)
		if err == nil && day == from {
			problems.Add(at, "", "the program has a version from %s already; change that, as in versions[%d].points", from, place)
			return "", problems.Err()
		}
		if err == nil && day > from {
			break
		}
	}
	blocks := map[string]bool{}
	for _, path := range paths {
		block, _, _ := strings.Cut(path, ".")
		block, _, _ = strings.Cut(block, "[")
		if !slices.Contains(amendable, block) {
			problems.Add(at, path, "cannot change within the horizon; what can is in %s", strings.Join(amendable, ", "))
		}
		blocks[block] = true
		blocks["points"] = blocks["points"] || block == "convert"
	}
	if err := problems.Err(); err != nil {
		return "", err
	}
	if err := d.Insert("versions", place, fmt.Sprintf("{from: %s, title: %q}", from, title), origin); err != nil {
		return "", err
	}
	prefix = fmt.Sprintf("versions[%d].", place)
	for _, block := range amendable[:4] {
		if !blocks[block] {
			continue
		}
		source := block
		for i := range place {
			if given := fmt.Sprintf("versions[%d].%s", i, block); d.Has(given) {
				source = given
			}
		}
		if err := d.Copy(source, prefix+block, origin); err != nil {
			return "", err
		}
	}
	return prefix, nil
}
