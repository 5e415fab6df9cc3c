package scenarios

import (
	"fmt"
	"slices"

	"earnburn/internal/document"
)

// Warning is something odd about a scenario that can still be simulated.
type Warning struct {
	Code     string // stable, for machines: "infinite_variance", "reward_out_of_reach"
	Text     string
	Position document.Position
}

// String is the position and the text.
func (w Warning) String() string { return w.Position.String() + ": " + w.Text }

// warnings finds what is odd in a definition without problems.
func (f *Definition) warnings(d *document.Document) []Warning {
	var list []Warning
	all := len(f.Categories) > 0 && !slices.ContainsFunc(f.Categories, func(c categoryYAML) bool { return c.Margin == nil })
	for i, s := range f.Segments {
		path := fmt.Sprintf("segments[%d]", i)
		add := func(code, path, text string) {
			list = append(list, Warning{Code: code, Text: path + ": " + text, Position: d.At(path)})
		}
		if s.Basket.Q != nil && *s.Basket.Q <= 2 {
			add("infinite_variance", path+".basket.q",
				"the variance of baskets between customers does not exist for q of 2 or less, so no standard error of sales does either")
		}
		// What an extended scenario says is nobody's mistake.
		if at := d.At(path + ".margin"); s.Margin != nil && all && (at.File == d.At("").File || at.Origin != "") {
			add("unused_margin", path+".margin", "each category has a margin of its own, so this one plays no part")
		}
		if s.Wallet != nil && s.Wallet.Mean == 1 && !f.mechanical() {
			add("no_response", path+".share_of_wallet", "these customers buy nowhere else, so no program makes them buy more")
		}
	}
	return list
}
