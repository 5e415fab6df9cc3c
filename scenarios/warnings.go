package scenarios

import (
	"fmt"

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
	for i, s := range f.Segments {
		path := fmt.Sprintf("segments[%d]", i)
		add := func(code, path, text string) {
			list = append(list, Warning{Code: code, Text: path + ": " + text, Position: d.At(path)})
		}
		if s.Basket.Q != nil && *s.Basket.Q <= 2 {
			add("infinite_variance", path+".basket.q",
				"the variance of baskets between customers does not exist for q of 2 or less, so no standard error of sales does either")
		}
		if s.Wallet != nil && s.Wallet.Mean == 1 && !f.mechanical() {
			add("no_response", path+".share_of_wallet", "these customers buy nowhere else, so no program makes them buy more")
		}
	}
	return list
}
