package programs

// Features are the parts of a program, in any version of its rules, that decide which assumptions about customers matter.
type Features struct {
	Points   bool
	Products bool // rewards that are products
	Tiers    bool
	Fee      bool
	Steps    bool // something that a basket of a certain size brings
	Versions bool
	Grows    bool // a discount that grows with what has been bought
	Stated   bool // effects on buying or leaving that the program states itself
}

// Features lists what the program has.
func (p *Program) Features() Features {
	f := Features{Fee: p.Fee != nil, Versions: len(p.Versions) > 0}
	for _, b := range p.BeyondMoney {
		f.Stated = f.Stated || b.Rate != 0 || b.ChurnTimes != 0 && b.ChurnTimes != 1
	}
	f.add(&p.Blocks)
	for i := range p.Versions {
		f.add(&p.Versions[i].Blocks)
	}
	return f
}

func (f *Features) add(b *Blocks) {
	f.Points = f.Points || b.Points != nil
	f.Tiers = f.Tiers || b.Tiers != nil
	for _, d := range b.Discounts {
		f.Steps = f.Steps || d.ByBasket != nil || d.When.Basket != nil
		f.Grows = f.Grows || d.Cumulative != nil
	}
	for _, perk := range b.Perks {
		f.Steps = f.Steps || perk.When.Basket != nil
	}
	if b.Points == nil {
		return
	}
	for _, reward := range b.Points.Rewards {
		f.Products = f.Products || reward.Gives.Product != nil
	}
}
