package scenarios

import "math"

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
