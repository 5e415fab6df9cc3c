package scenarios

import (
	"fmt"
	"math"
)

// ParameterByName finds a parameter by its name in YAML, such as "churn_hazard_ratio".
func ParameterByName(name string) (Parameter, bool) {
	for p := range NumParameters {
		if Register[p].Name == name {
			return p, true
		}
	}
	return NumParameters, false
}

// String is the parameter's name in YAML.
func (p Parameter) String() string {
	if p >= NumParameters {
		return "unknown"
	}
	return Register[p].Name
}

// Default is the central value of every parameter in Register.
func Default() Behavior {
	var b Behavior
	for p := range NumParameters {
		b[p] = Register[p].Value
	}
	return b
}

// Certain reports whether the parameter has no range: it is the same in every draw.
func (e Entry) Certain() bool { return e.Low == e.High }

// z95 is the 95th percentile of the standard normal distribution.
const z95 = 1.6448536269514722

// At is the parameter's value at a normal score z: Value at 0, Low and High at the 5th and 95th percentile, on each side a normal of its
// own (a two-piece normal, Fechner 1897; on the log scale with Log), clamped to the domain [Min, Max].
func (e Entry) At(z float64) float64 {
	far := e.High
	if z < 0 {
		far = e.Low
	}
	if z == 0 || far == e.Value {
		return e.Value
	}
	t := math.Abs(z) / z95
	v := e.Value + t*(far-e.Value)
	if e.Log {
		v = e.Value * math.Exp(t*math.Log(far/e.Value))
	}
	return min(max(v, e.Min), e.Max)
}

// Score is the normal score at which the parameter has a value, the inverse of At: −∞ below all that it can have, +∞ above.
func (e Entry) Score(x float64) float64 {
	if x == e.Value {
		return 0
	}
	far, sign := e.High, 1.0
	if x < e.Value {
		far, sign = e.Low, -1
	}
	switch {
	case far == e.Value, x < e.Min, x > e.Max, e.Log && x <= 0:
		return sign * math.Inf(1)
	case e.Log:
		return sign * z95 * math.Log(x/e.Value) / math.Log(far/e.Value)
	}
	return sign * z95 * (x - e.Value) / (far - e.Value)
}

// Range is the plausible range as ParseAxis reads it.
func (e Entry) Range() string {
	unit := ""
	if e.Unit == unitDays {
		unit = " days"
	}
	return fmt.Sprintf("%g%s:%g%s", e.Low, unit, e.High, unit)
}
