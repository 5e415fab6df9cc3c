package simulate

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestExpAgreesWithTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-700, 700).Draw(t, "x")
		if got, want := exp(x), math.Exp(x); math.Abs(got-want) > 1e-11*want {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
		if got, want := expSmall(x/5600), math.Exp(x/5600); math.Abs(got-want) > 1e-11*want {
			t.Fatalf("expSmall(%v) = %v, want %v", x/5600, got, want)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		x := math.Exp(rapid.Float64Range(-700, 700).Draw(t, "x"))
		if got, want := log(x), math.Log(x); math.Abs(got-want) > 1e-10 {
			t.Fatalf("log(%v) = %v, want %v", x, got, want)
		}
	})
	if exp(-1e6) != exp(-700) || exp(math.Inf(1)) != exp(700) || !math.IsNaN(exp(math.NaN())) {
		t.Fatal("beyond ±700 exp must stay what it is there")
	}
	if exp(0) != 1 || expSmall(0) != 1 {
		t.Fatal("exp(0) must be exactly 1: idle arms keep the baseline's bits by it")
	}
}

var sink float64

func BenchmarkExp(b *testing.B) {
	for b.Loop() {
		sink = exp(sink*1e-9 + 0.03)
	}
}

func BenchmarkMathExp(b *testing.B) {
	for b.Loop() {
		sink = math.Exp(sink*1e-9 + 0.03)
	}
}
