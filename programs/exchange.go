package programs

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"

	"earnburn/internal/document"
)

// In returns the program with its money in the currency of a world. A program that is in it, or in none, is returned as it is; of any other it is a copy
// that keeps the document it was read from. The error says what a rate of exchange is missing for, or which amount cannot be had in the other currency.
func (p *Program) In(v Vocabulary) (*Program, error) {
	converted, problems := p.in(v)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return converted, nil
}

// WrittenIn is the currency that the program's file is in, whatever it has been converted to; "" without any.
func (p *Program) WrittenIn() string {
	if p.source == nil {
		return p.Currency
	}
	own, _ := p.source.Scalar("currency")
	return own
}

// Neutral tells whether the program states amounts of money without saying in which currency: they are in that of every world.
func (p *Program) Neutral() bool {
	if p.Currency != "" {
		return false
	}
	stated := false
	x := exchange{program: p, rate: big.NewRat(1, 1), seen: func() { stated = true }}
	x.value(reflect.ValueOf(p), place{})
	return stated
}

// in is In, but returns the program itself where there are problems, so that others can be found in it.
func (p *Program) in(v Vocabulary) (*Program, document.Problems) {
	if p.Currency == "" || v.Currency == "" || p.Currency == v.Currency {
		return p, nil
	}
	x := exchange{program: p, to: v.Currency, rate: new(big.Rat)}
	factor := v.Exchange[p.Currency]
	// By its decimals, so that half a thousandth is one: 1.27 is not quite 1.27 in binary.
	if _, finite := x.rate.SetString(strconv.FormatFloat(factor, 'g', -1, 64)); !finite || factor <= 0 {
		x.add("currency", "the program is in %s, the scenario in %s; add to the scenario: exchange: {%s: RATE}, where RATE is %s per %s",
			p.Currency, x.to, p.Currency, x.to, p.Currency)
		return p, x.problems
	}
	converted := x.value(reflect.ValueOf(p), place{}).Interface().(*Program)
	if x.problems != nil {
		return p, x.problems
	}
	converted.Currency = x.to
	return converted, nil
}

// coarsest is how far, relative to an amount, rounding to thousandths may move it; beyond it a conversion would be another program.
const coarsest = 0.01

var (
	moneyType  = reflect.TypeFor[Money]()
	amountType = reflect.TypeFor[Amount]()
)

// exchange is one conversion of a program.
type exchange struct {
	program  *Program
	to       string
	rate     *big.Rat
	seen     func() // called for each amount other than 0; may be nil
	problems document.Problems
}

// place is where in the definition a value stands.
type place struct {
	path  string
	by    []string // what amounts count, by the nearest key `by`; nil: nothing that is money
	other bool     // an amount of the second of two kinds
	money bool     // a plain number that is money
}

// value copies a value with everything it points to, its money converted. What is money is found by type, so that keys added later are converted as well:
// every Money; an Amount where the nearest `by` above it is or begins with spend, which is also what an absent `by` means; of two kinds, `or_…` keys are of
// the second; and numbers tagged money:"true", which are not rounded.
func (x *exchange) value(v reflect.Value, at place) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch kind := v.Kind(); {
	case v.Type() == moneyType, v.Type() == amountType && at.spend():
		if x.seen != nil && v.Int() != 0 {
			x.seen()
		}
		out.SetInt(x.thousandths(v.Int(), at.path))
	case kind == reflect.Float64 && at.money:
		if x.seen != nil && v.Float() != 0 {
			x.seen()
		}
		rate, _ := x.rate.Float64()
		out.SetFloat(v.Float() * rate)
	case kind == reflect.Pointer && !v.IsNil():
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(x.value(v.Elem(), at))
	case kind == reflect.Slice && !v.IsNil():
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			below := at
			below.path += "[" + strconv.Itoa(i) + "]"
			out.Index(i).Set(x.value(v.Index(i), below))
		}
	case kind == reflect.Map && !v.IsNil():
		out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
		for _, key := range v.MapKeys() {
			below := at
			below.path = joined(at.path, key.String())
			out.SetMapIndex(key, x.value(v.MapIndex(key), below))
		}
	case kind == reflect.Struct:
		out.Set(v) // what is not exported is no key of the file
		x.fields(v, out, at)
	default:
		out.Set(v)
	}
	return out
}

func (x *exchange) fields(v, out reflect.Value, at place) {
	if by := v.FieldByName("By"); by.IsValid() {
		at.by = kinds(by)
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		below := at
		below.path = joined(at.path, key)
		below.other = strings.HasPrefix(key, "or_")
		below.money = f.Tag.Get("money") == "true"
		out.Field(i).Set(x.value(v.Field(i), below))
	}
}

// kinds are the words of a field By: a word or a list of words.
func kinds(by reflect.Value) []string {
	var words []string
	switch by.Kind() {
	case reflect.String:
		words = strings.Fields(by.String())
	case reflect.Slice:
		for i := range by.Len() {
			words = append(words, by.Index(i).String())
		}
	}
	if len(words) == 0 {
		return []string{"spend"}
	}
	return words
}

// spend tells whether amounts here are money.
func (p place) spend() bool {
	which := 0
	if p.other {
		which = 1
	}
	return which < len(p.by) && p.by[which] == "spend"
}

// joined extends a path by a key; what is inline has none.
func joined(path, key string) string {
	return strings.Trim(path+"."+key, ".")
}

// thousandths converts one amount, halves away from zero.
func (x *exchange) thousandths(n int64, path string) int64 {
	exact := new(big.Rat).Mul(new(big.Rat).SetInt64(n), x.rate)
	rounded, err := strconv.ParseInt(exact.FloatString(0), 10, 64)
	if err != nil || rounded > most || rounded < -most {
		x.add(path, "%s %s is more than a million million %s", Money(n), x.program.Currency, x.to)
		return n
	}
	if is, _ := exact.Float64(); math.Abs(float64(rounded)-is) > coarsest*math.Abs(is) {
		x.add(path, "%s %s is %.4g %s, which would be rounded to %s; state the rule for a larger amount, as in 100 points instead of 1",
			Money(n), x.program.Currency, is/1000, x.to, Money(rounded))
	}
	return rounded
}

func (x *exchange) add(path, format string, args ...any) {
	var at document.Position
	if x.program.source != nil {
		at = x.program.source.At(path)
	}
	x.problems.Add(at, path, format, args...)
}
