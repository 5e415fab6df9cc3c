package programs

import (
	"math"
	"testing"
)

func TestPointLife(t *testing.T) {
	const month = 365.25 / 12
	for expire, want := range map[string]float64{
		"never": 0, "{inactive: 6 months}": 0, "{after: 90 days}": 90, "{after: 12 months}": 12 * month, "{after: {span: 6 months, end_of: quarter}}": 9 * month,
		"{after: {span: 6 months, until: 12-31}}": 18 * month, "{each_year: 12-31}": 12 * month, "{after: 12 months, inactive: 3 months}": 12 * month,
	} {
		p, err := Parse("p.yaml", []byte("earnburn: program/v1\nname: p\npoints: {earn: [{points: 1, per: {visit: 1}}], expire: "+expire+"}\n"))
		if err != nil {
			t.Errorf("%s: %v", expire, err)
			continue
		}
		r, err := p.Compile(Vocabulary{})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.PointLife(); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", expire, got, want)
		}
	}
}
