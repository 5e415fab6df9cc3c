package programs

// ring is a queue in a circular buffer whose size is a power of two; it grows and never shrinks.
type ring[T any] struct {
	items []T
	first int
	count int
}

func (r *ring[T]) clear() { r.first, r.count = 0, 0 }

// at returns the i-th item from the oldest.
func (r *ring[T]) at(i int) *T { return &r.items[(r.first+i)&(len(r.items)-1)] }

func (r *ring[T]) oldest() *T { return &r.items[r.first] }

func (r *ring[T]) newest() *T { return r.at(r.count - 1) }

// push appends an item as the newest.
func (r *ring[T]) push(item T) {
	if r.count == len(r.items) {
		r.grow()
	}
	r.count++
	*r.newest() = item
}

func (r *ring[T]) grow() {
	bigger := make([]T, max(8, 2*len(r.items)))
	for i := range r.count {
		bigger[i] = *r.at(i)
	}
	r.items, r.first = bigger, 0
}

func (r *ring[T]) popOldest() {
	r.first = (r.first + 1) & (len(r.items) - 1)
	r.count--
}

// remove takes the i-th item from the oldest out of the queue.
func (r *ring[T]) remove(i int) {
	for ; i < r.count-1; i++ {
		*r.at(i) = *r.at(i + 1)
	}
	r.count--
}
