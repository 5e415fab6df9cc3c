package study

import (
	"math"

	"earnburn/simulate/metrics"

	"gonum.org/v1/gonum/stat/distuv"
)

// impacts are the net margin impacts by arm and draw; that of the baseline is 0.
func (d *Draws) impacts() [][]float64 {
	m, _ := metrics.ByName("net_margin_impact")
	list := make([][]float64, len(d.values))
	for arm := range list {
		list[arm] = d.values[arm][index(m)]
	}
	return list
}

// Risk is what the draws say about choosing an arm: the metrics p_loss, p_best and expected_regret by name. With fewer than FewestDraws none has a value.
func (d *Draws) Risk(arm int) map[string]metrics.Estimate { return d.RiskAt(arm, 0.95) }

// RiskAt is Risk with intervals of another confidence, above 0 and below 1.
func (d *Draws) RiskAt(arm int, confidence float64) map[string]metrics.Estimate {
	if d.Number < FewestDraws {
		none := metrics.Estimate{Missing: metrics.ErrNotDrawn.Error()}
		return map[string]metrics.Estimate{metrics.PLoss: none, "p_best": none, "expected_regret": none}
	}
	impacts := d.impacts()
	regrets := make([]float64, d.Number)
	losses, wins := 0.0, 0.0
	for k := range d.Number {
		best, equals := math.Inf(-1), 0.0
		for _, x := range impacts {
			switch {
			case x[k] > best:
				best, equals = x[k], 1
			case x[k] == best:
				equals++
			}
		}
		own := impacts[arm][k]
		regrets[k] = best - own
		if own == best {
			wins += 1 / equals
		}
		if own < 0 {
			losses++
		}
	}
	z := distuv.UnitNormal.Quantile((1 + confidence) / 2)
	loss := share(losses, d.Number, z)
	if arm == 0 {
		loss = metrics.Estimate{Missing: metrics.ErrNothingToLose.Error()}
	}
	return map[string]metrics.Estimate{
		metrics.PLoss:     loss,
		"p_best":          share(wins, d.Number, z),
		"expected_regret": meanOf(regrets).within(z),
	}
}

// normal95 is the 97.5 % quantile of the normal distribution.
var normal95 = distuv.UnitNormal.Quantile(0.975)

// share is a share of draws with its binomial error and interval at the normal quantile z (Wilson 1927, Journal of the American Statistical Association).
func share(hits float64, draws int, z float64) metrics.Estimate {
	n, p := float64(draws), hits/float64(draws)
	z2 := z * z
	center := (p + z2/(2*n)) / (1 + z2/n)
	half := z / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return metrics.Estimate{Value: p, Low: max(0, min(p, center-half)), High: min(1, max(p, center+half)), SE: math.Sqrt(p * (1 - p) / n)}
}

// Estimate is a quantity that cannot be below 0, with its 95 % interval.
func (q Quantity) Estimate() metrics.Estimate { return q.within(normal95) }

// within is Estimate with an interval of z standard errors to each side.
func (q Quantity) within(z float64) metrics.Estimate {
	return metrics.Estimate{Value: q.Value, Low: max(0, q.Value-z*q.SE), High: q.Value + z*q.SE, SE: q.SE}
}

// Information is what knowing the assumptions is worth before choosing among the arms, no program among them, in net margin; nil with fewer draws than FewestDraws.
func (d *Draws) Information() *Information {
	if d.Number < FewestDraws {
		return nil
	}
	known := make([][]float64, len(d.scores))
	for j := range known {
		known[j] = d.scores[j][:d.Number]
	}
	return NewInformation(d.impacts(), known)
}
