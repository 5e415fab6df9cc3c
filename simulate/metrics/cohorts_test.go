package metrics

import (
	"strings"
	"testing"
)

// followed is issued with the same points by cohort: 600 of the first month, 405 of the second, restored ones included.
func followed() *Data {
	d := issued()
	c := NewCohorts(2)
	c[0][1][FateRedeemed], c[0][1][FateLapsed] = 500_000, 50_000
	c[0][2][FateLapsed] = 50_000
	c[1][0][FateClawedBack] = 10_000
	c[1][1][FateRedeemed], c[1][1][FateLapsed] = 200_000, 195_000
	d.cell(1, 0, 0).Cohorts = c
	return d
}

func TestCohortsAddUpToFlows(t *testing.T) {
	if err := CheckIdentities(followed()); err != nil && strings.Contains(err.Error(), "cohort") {
		t.Error(err)
	}
	if c := followed().cell(1, 0, 0).Cohorts; c.Issued(0) != 600_000 || c.Issued(1) != 395_000 {
		t.Errorf("issued net of returns %d and %d", c.Issued(0), c.Issued(1))
	}
	for want, do := range map[string]func(c Cohorts){
		"points issued + adjusted in a month = redeemed + lapsed + clawed back of them; arm points, segment all, group 0, month 1: 600000 against 600001": func(c Cohorts) { c[0][0][FateClawedBack]++ },
		"points redeemed in a month = those of all cohorts; arm points, segment all, group 0, month 2: 500000 against 500001":                             func(c Cohorts) { c[1][0][FateRedeemed]++ },
		"points expired and forfeited in a month = lapsed of all cohorts; arm points, segment all, group 0, month 2: 50000 against 49999":                 func(c Cohorts) { c[0][1][FateLapsed]-- },
		"points redeemed after the horizon = those of all cohorts; arm points, segment all, group 0: 200000 against 200001":                               func(c Cohorts) { c[0][2][FateRedeemed]++ },
		"points expired after the horizon = lapsed of all cohorts; arm points, segment all, group 0: 245000 against 245001":                               func(c Cohorts) { c[1][1][FateLapsed]++ },
	} {
		d := followed()
		do(d.cell(1, 0, 0).Cohorts)
		if err := CheckIdentities(d); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got\n%v\nwant %s", err, want)
		}
	}
}

func TestCohortsAreSummed(t *testing.T) {
	s, o := NewSums(2), followed().cell(1, 0, 0)
	s.Add(o)
	s.Add(o)
	s.sub(o)
	if s.Cohorts[0][1][FateRedeemed] != 500_000 || s.Cohorts[1][1][FateLapsed] != 195_000 {
		t.Errorf("%v", s.Cohorts)
	}
	s.Reset()
	if s.Cohorts[0][1][FateRedeemed] != 0 {
		t.Errorf("after reset %v", s.Cohorts)
	}
	o.Cohorts[1][0][FateLapsed] = 1 << 62
	s.Add(o)
	s.Add(o)
	if s.overflow != "points lapsed" {
		t.Errorf("overflow of %q", s.overflow)
	}
}
