package document

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

func TestChangesNameWhatDiffersByPath(t *testing.T) {
	before := `
name: x
points: {earn: [{points: 5, per: {spend: 1}}, {points: 1}], expire: {after: 12 months}}
tiers: [{name: Silver, from: 100}, {name: Gold, from: 500}]
season: [1, 1, 1]
"a.b": 1
`
	for _, c := range []struct {
		after string
		want  []string
	}{
		{before, nil},
		{`
points: {expire: {after: "12 months"}, earn: [{per: {spend: 1}, points: 5}, {points: 1}]} # other order, quotes and comments
name: "x"
tiers: [{name: Silver, from: 100}, {name: Gold, from: 500}]
season: [1, 1, 1]
"a.b": 1
`, nil},
		{`
name: y
points: {earn: [{points: 7, per: {spend: 1}}]}
tiers: [{name: Silver, from: 100}, {name: Gold, from: 400}, {name: Platinum Plus, from: 900}]
season: [1, 1, 2]
"a.b": 2
`, []string{
			`["a.b"]: 1 -> 2`,
			`name: "x" -> "y"`,
			`points.earn[0].points: 5 -> 7`,
			`points.earn[1]: {"points":1} -> `,
			`points.expire: {"after":"12 months"} -> `,
			`season: [1,1,1] -> [1,1,2]`,
			`tiers[Gold].from: 500 -> 400`,
			`tiers[Platinum Plus]:  -> {"from":900,"name":"Platinum Plus"}`,
		}},
		{`
name: x
points: 5
tiers: [{name: Gold, from: 500}, {name: Silver, from: 100}]
season: [1, 1, 1]
"a.b": 1
`, []string{
			`points: {"earn":[{"per":{"spend":1},"points":5},{"points":1}],"expire":{"after":"12 months"}} -> 5`,
			`tiers[0].from: 100 -> 500`, `tiers[0].name: "Silver" -> "Gold"`, `tiers[1].from: 500 -> 100`, `tiers[1].name: "Gold" -> "Silver"`,
		}},
	} {
		a, b := mustParse(t, before), mustParse(t, c.after)
		var got []string
		for _, x := range Changes(a, b) {
			got = append(got, fmt.Sprintf("%s: %s -> %s", x.Path, x.A, x.B))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("got %q\nwant %q", got, c.want)
		}
		if (len(got) == 0) != bytes.Equal(a.JSON(), b.JSON()) {
			t.Error("there are changes exactly if the JSON differs")
		}
	}
}

// A path of a change leads to the value in the documents.
func TestChangesPathsCanBeFollowed(t *testing.T) {
	a, b := mustParse(t, `"a.b": {list: [{name: "[x]", v: 1}, {name: "2", v: 1}]}`), mustParse(t, `"a.b": {list: [{name: "[x]", v: 2}, {name: "2", v: 3}]}`)
	for i, x := range Changes(a, b) {
		if got, ok := b.Scalar(x.Path); !ok || got != string(x.B) {
			t.Errorf("%d: %s leads to %q", i, x.Path, got)
		}
	}
}
