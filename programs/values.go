package programs

// Money is an amount in thousandths of the currency unit. Sums are exact; every rule that divides says where it rounds (halves away from zero).
type Money int64

// Points is an amount of points in thousandths of a point; stamps are points earned per visit.
type Points int64

// Day counts days since 1970-01-01 in the proleptic Gregorian calendar; it has no time zone.
type Day int32

// Never is later than every day that a simulation reaches.
const Never Day = 1<<31 - 1

// Share is a fraction of one, written `5%` or `0.05`.
type Share float64

// Span is a length of time as written: `12 months`, `30 days`, `2 years`, `6 weeks`. Months are calendar months: 31 January + 1 month is the last day of February.
type Span struct{ Months, Days int }
