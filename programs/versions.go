package programs

import "slices"

// any tells whether a version gives anything.
func (b *Blocks) any() bool {
	return b.Discounts != nil || b.Points != nil || b.Tiers != nil || b.Perks != nil
}

// over returns the blocks that hold from a version on, given those before it.
func (v *Version) over(b Blocks) Blocks {
	without := func(block string) bool { return slices.Contains(v.Without, block) }
	if v.Discounts != nil || without("discounts") {
		b.Discounts = v.Discounts
	}
	if v.Points != nil || without("points") {
		b.Points = v.Points
	}
	if v.Tiers != nil || without("tiers") {
		b.Tiers = v.Tiers
	}
	if v.Perks != nil || without("perks") {
		b.Perks = v.Perks
	}
	return b
}
