package scenarios

// Uncertain lists the assumptions that have a range, in the order of the register; none in a mechanical world, where behavior plays no part.
func (w *World) Uncertain() []Entry {
	if w.Mechanical {
		return nil
	}
	var list []Entry
	for _, e := range w.Register {
		if !e.Certain() {
			list = append(list, e)
		}
	}
	return list
}

// Draw is the world with each of Uncertain at a normal score, see Entry.At: another world that is as plausible. All scores 0 give the same world.
func (w *World) Draw(z []float64) *World {
	drawn := *w
	for _, e := range w.Uncertain() {
		if p, ok := ParameterByName(e.Name); ok {
			drawn.Behavior[p] = e.At(z[0])
		}
		z = z[1:]
	}
	return &drawn
}
