package english

import "testing"

func TestNumbersReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Group(1234567.891, 2), "1,234,567.89"},
		{Group(-0.001, 2), "0.00"},
		{Group(-1250, -2), "-1,300"},
		{Short(7604.226, 1), "7,604.2"},
		{Short(10, 2), "10"},
		{Short(1200, 0), "1,200"},
		{Many(1, "purchase"), "1 purchase"},
		{Many(1650, "point"), "1,650 points"},
		{Many(0, "point"), "0 points"},
		{Noun(0.5, "star"), "stars"},
		{Singular("miles"), "mile"},
		{Singular("cash"), "cash"},
		{Singular("bonus"), "bonus"},
		{Times(1), "once"},
		{Times(2), "twice"},
		{Times(2.5), "2.5 times"},
		{Times(12), "12 times"},
		{Count(1, "year"), "one year"},
		{Count(40, "month"), "40 months"},
		{Spelled(1200), "1,200"},
		{Spelled(1) + " " + Verb(1, "gain"), "one gains"},
		{Spelled(6) + " " + Verb(6, "lose"), "six lose"},
		{"none " + Verb(0, "gain"), "none gains"},
		{Joined([]string{"a", "b", "c"}), "a, b and c"},
		{Either([]string{"a"}), "a"},
		{Either([]string{"a", "b"}), "a or b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
