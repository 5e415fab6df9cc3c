package programs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"earnburn/internal/document"
	"earnburn/internal/english"
)

// order is what the words of a line come to.
type order struct {
	purchase Purchase
	takes    bool
	reward   string // wanted, when takes; "": whatever can be had
	back     bool   // a return
	leaves   bool
	action   string // of the program; "": none
	moves    Points // from other members or, negative, to them
	invited  string // to this level, from here on; "": none
}

// buys tells whether the line is a purchase.
func (o *order) buys() bool { return !o.back && !o.leaves && o.action == "" && o.moves == 0 }

// reader reads the words of lines in the language of a world and a program.
type reader struct {
	world   Vocabulary
	rewards []string // names, "" for those without
	actions []string
	levels  []string
}

// newReader knows the names of all versions of the rules.
func newReader(rules *Rules, v Vocabulary) *reader {
	r := &reader{world: v}
	for ; rules != nil; rules = rules.Next {
		r.rewards = append(r.rewards, rules.rewardNames...)
		for _, a := range rules.Actions {
			r.actions = append(r.actions, a.Name)
		}
		r.levels = append(r.levels, rules.Levels...)
	}
	return r
}

// read reads what follows date and amount.
func (r *reader) read(words string) (order, error) {
	o := order{purchase: Purchase{Tender: NoTender, Units: 1}}
	for words != "" {
		rest, err := r.readOne(words, &o)
		if err != nil {
			return order{}, err
		}
		words = strings.TrimPrefix(rest, " ")
	}
	return o, nil
}

func (r *reader) readOne(words string, o *order) (rest string, err error) {
	if rest, ok := after(words, "use"); ok {
		return r.readUse(strings.TrimPrefix(rest, " "), o)
	}
	if rest, ok := after(words, "units"); ok {
		number, rest, _ := strings.Cut(strings.TrimPrefix(rest, " "), " ")
		n, err := strconv.ParseInt(number, 10, 32)
		if err != nil || n < 0 {
			return "", fmt.Errorf("units must be followed by a whole number (got %q)", number)
		}
		o.purchase.Units = int32(n)
		return rest, nil
	}
	if rest, ok := after(words, "lucky"); ok {
		o.purchase.Luck = 999_999
		return rest, nil
	}
	if rest, ok := after(words, "birthday"); ok {
		o.purchase.Birthday = 1
		return rest, nil
	}
	if rest, ok := after(words, "leaves"); ok {
		o.leaves = true
		return rest, nil
	}
	if rest, ok := after(words, "does"); ok {
		o.action, rest, err = named(strings.TrimPrefix(rest, " "), "action", r.actions)
		return rest, err
	}
	if rest, ok := after(words, "invited"); ok {
		o.invited, rest, err = named(strings.TrimPrefix(rest, " "), "level", r.levels)
		return rest, err
	}
	for word, sign := range map[string]Points{"gives": -1, "gets": 1} {
		if rest, ok := after(words, word); ok {
			number, rest, _ := strings.Cut(strings.TrimPrefix(rest, " "), " ")
			if err := o.moves.DecodeScalar(number); err != nil || o.moves <= 0 {
				return "", fmt.Errorf("%s must be followed by a number of points (got %q)", word, number)
			}
			o.moves *= sign
			return rest, nil
		}
	}
	if rest, ok := after(words, "chosen"); ok {
		o.purchase.Chosen = true
		return rest, nil
	}
	if rest, ok := after(words, "return"); ok {
		o.back = true
		return rest, nil
	}
	if i, rest := longest(words, r.world.Categories); i >= 0 {
		o.purchase.Category = uint8(i)
		return rest, nil
	}
	if i, rest := longest(words, r.world.Tenders); i >= 0 {
		o.purchase.Tender = uint8(i)
		return rest, nil
	}
	known := slices.Concat(r.world.Categories, r.world.Tenders, []string{"use", "chosen", "units", "return", "lucky", "birthday", "invited", "does", "gives", "gets", "leaves"})
	word, _, _ := strings.Cut(words, " ")
	return "", fmt.Errorf("%s", unknownWord(word, known, "word", "words"))
}

func (r *reader) readUse(words string, o *order) (rest string, err error) {
	o.takes = true
	if i, rest := longest(words, r.rewards); i >= 0 {
		o.reward = r.rewards[i]
		return rest, nil
	}
	if rest, ok := after(words, "all"); ok {
		return rest, nil
	}
	known := slices.DeleteFunc(slices.Clone(r.rewards), func(name string) bool { return name == "" })
	if len(known) == 0 && len(r.rewards) > 0 {
		return "", fmt.Errorf("the rewards of the program have no names to use one by (got %q); write use all for whatever can be had, or give the reward a name", words)
	}
	known = append(known, "all")
	name := words
	if name == "" {
		return "", fmt.Errorf("use must be followed by what is used: %s", english.Either(known))
	}
	if near, ok := document.Nearest(name, known); ok {
		return "", fmt.Errorf("unknown reward %q; did you mean %q?", name, near)
	}
	return "", fmt.Errorf("unknown reward %q; there are %s", name, english.Joined(known))
}

// named reads one of the names, which must be there.
func named(words, noun string, names []string) (name, rest string, err error) {
	if i, rest := longest(words, names); i >= 0 {
		return names[i], rest, nil
	}
	return "", "", fmt.Errorf("%s", unknownWord(words, names, noun, noun+"s"))
}

// longest finds the longest of the names that words begin with; -1 if there is none.
func longest(words string, names []string) (index int, rest string) {
	index = -1
	for i, name := range names {
		if r, ok := after(words, name); ok && name != "" && (index < 0 || len(name) > len(names[index])) {
			index, rest = i, r
		}
	}
	return index, rest
}

// after cuts a whole word, or several, from the beginning.
func after(words, name string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(words, name)
	return rest, ok && (rest == "" || rest[0] == ' ')
}
