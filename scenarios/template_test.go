package scenarios

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTemplateSaysWhatWasAnswered(t *testing.T) {
	a := Answers{Customers: 5000, Basket: 7.5, PerYear: 32, Margin: 0.65, Churn: 0.2, Wallet: 0.5}
	w, err := Load("mine.yaml", Template(a), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := w.Segments[0]
	if w.Name != "my-company" || w.Currency != "USD" || w.Customers != 5000 || s.Basket.Mean != 7.5 || s.Margin != 0.65 ||
		math.Abs(12*s.Purchases.PerMonth-32) > 1e-4 || s.Churn != (Churn{PerYear: 0.2, CV: 0.7071}) || s.Wallet != (Wallet{0.5, 0.6, 0.4}) {
		t.Errorf("%+v", w)
	}
	// 40,000 is to 54 million of sales as 890 to 1.2 million.
	if w.Operations != (Operations{890_000, 67_000, 270}) {
		t.Errorf("%+v", w.Operations)
	}
	retail := Answers{Customers: 100_000, Basket: 45, PerYear: 12, Margin: 0.35, Churn: 0.25, Wallet: 0.35, Name: "retail-2", Currency: "EUR"}
	w, err = Load("mine.yaml", Template(retail), nil)
	if err != nil || w.Operations != (Operations{40_000_000, 3_000_000, 600}) || w.Name != "retail-2" || w.Currency != "EUR" {
		t.Errorf("%v %+v", err, w)
	}
}

func TestTemplateAlwaysLoads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Answers{
			Name:      rapid.StringMatching(`[\pL\pN]{1,9}(-[\pL\pN]{1,9})?`).Draw(t, "name"),
			Currency:  rapid.SampledFrom(currencies).Draw(t, "currency"),
			Customers: rapid.Int64Range(1, maxCustomers).Draw(t, "customers"),
			Basket:    rapid.Float64Range(1e-3, 1e9).Draw(t, "basket"),
			PerYear:   rapid.Float64Range(1e-6, 11_999).Draw(t, "per year"),
			Margin:    rapid.Float64Range(1e-6, 1).Draw(t, "margin"),
			Churn:     rapid.Float64Range(0, 0.999999).Draw(t, "churn"),
			Wallet:    rapid.Float64Range(1e-6, 1).Draw(t, "wallet"),
		}
		if a.Name == "retail" {
			t.Skip("the scenario it extends")
		}
		w, err := Load("mine.yaml", Template(a), nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, Template(a))
		}
		s := w.Segments[0]
		if w.Name != a.Name || w.Customers != a.Customers || s.Basket.Mean != a.Basket || s.Margin != a.Margin || s.Churn.PerYear != a.Churn ||
			s.Wallet.Mean != a.Wallet || math.Abs(12*s.Purchases.PerMonth/a.PerYear-1) > 1e-5 {
			t.Fatalf("%+v", w)
		}
	})
}

func TestBadAnswersAreExplained(t *testing.T) {
	_, err := Load("mine.yaml", Template(Answers{Name: "a: b\n#", Customers: 0, Basket: math.NaN(), PerYear: -1, Margin: 2, Churn: 1, Wallet: 0}), nil)
	if err == nil {
		t.Fatal("loaded")
	}
	for _, path := range []string{"customers", "basket.mean", "per_month", "margin", "churn.per_year", "share_of_wallet.mean"} {
		if !strings.Contains(err.Error(), path) {
			t.Errorf("nothing about %s in\n%s", path, err)
		}
	}
}
