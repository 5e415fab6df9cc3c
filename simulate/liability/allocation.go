package liability

// Allocate splits the price of a sale over what was promised, in proportion to stand-alone selling prices (IFRS 15.76, ASC 606-10-32-31):
// price × alone_i / Σ alone. The stand-alone price of points is what they are worth at face × the share expected to be redeemed.
// All amounts are 0 or more, in one currency; where nothing has a price alone, nothing is allocated.
func Allocate(price float64, alone ...float64) []float64 {
	sum := 0.0
	for _, x := range alone {
		sum += x
	}
	parts := make([]float64, len(alone))
	if sum <= 0 {
		return parts
	}
	for i, x := range alone {
		parts[i] = price * x / sum
	}
	return parts
}

// Cost is the liability at incremental cost: points outstanding × the share of them that will be redeemed × what the rewards for a point cost.
func Cost(outstanding, rate, perPoint float64) float64 { return outstanding * rate * perPoint }

// ImpliedBreakage is the breakage behind a disclosure that the liability would rise by `rise` if the estimate of breakage fell by the fraction `fall` of itself.
// As the liability is in proportion to 1 − b, rise = liability · fall · b/(1 − b), so b = rise/(fall · liability + rise).
func ImpliedBreakage(liability, fall, rise float64) float64 { return rise / (fall*liability + rise) }
