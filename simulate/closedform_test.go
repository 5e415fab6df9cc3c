package simulate_test

import (
	"context"
	"testing"

	"earnburn/simulate/selftest"
)

// TestClosedForms plays the cases of the selftest. With -short only a bias four times as large would show.
func TestClosedForms(t *testing.T) {
	o := selftest.Options{Bias: 1.5 * selftest.Usual, Seed: 20} // half the customers of a selftest: a build is tested often
	if testing.Short() {
		t.Skip("takes minutes under the race detector, and no concurrency that other tests have not")
	}
	for i := range selftest.Cases {
		c := &selftest.Cases[i]
		t.Run(c.Name, func(t *testing.T) {
			checks, err := c.Play(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range checks {
				t.Logf("%s: %.7g, closed form %.7g, z %+.2f, sees a bias of %.2g %%", c.What, c.Simulated, c.Expected, c.Z(), 100*c.Sees())
				if !c.Passed() {
					t.Errorf("%s: %v ± %v, want %v (z %.2f)", c.What, c.Simulated, c.SE, c.Expected, c.Z())
				}
			}
		})
	}
}
