package gazetteer

import (
	"slices"
	"strings"
)

// A Side is whose form a body writes in.
type Side string

// The sides.
const (
	State Side = "state"
	Party Side = "party"
	Mass  Side = "mass" // the Front, the unions, the youth union and other associations
)

// A Body is an issuing body (cơ quan ban hành) for as long as it bore one name
// and was one thing: Bộ Nội vụ of before 1998, which was the police, and that of
// since 2002 are two.
type Body struct {
	Dates
	Name       string   // normal case: "Bộ Tài chính"
	Symbol     string   // as in symbols: "BTC", "TW", "HU"; "" where it has none
	Symbols    []string // all of them, Symbol first
	Level      string   // central, province, district, commune
	Side       Side
	Party      bool     // Side is Party
	successors []string // names
}

// Bodies gives all bodies in the order of the table.
func Bodies() []*Body { return slices.Clone(bodyTable().all) }

// BodyByName finds a body by its name in any case and tone style, nil if none: of
// several in turn the one that lives, or lived last.
func BodyByName(name string) *Body {
	if all := bodyTable().byName[keyOf(name)]; len(all) > 0 {
		return all[0]
	}
	return nil
}

// BodyOn finds the body that bore the name on date, nil if none did.
func BodyOn(name, date string) *Body {
	for _, b := range bodyTable().byName[keyOf(name)] {
		if b.On(date) {
			return b
		}
	}
	return nil
}

// BodiesBySymbol finds the bodies that a symbol can mean, in any case, the usual
// one first. The number of a term at its end does not count: "QH15" is Quốc hội.
func BodiesBySymbol(symbol string) []*Body { return bodyTable().bySymbol[symbolKey(symbol)] }

// BodiesBySymbolOn finds those that wrote the symbol on date.
func BodiesBySymbolOn(symbol, date string) []*Body { return on(BodiesBySymbol(symbol), date) }

// Successors gives the bodies that took over when b ended, nil where none did or
// it lives on.
func (b *Body) Successors() []*Body {
	var out []*Body
	for _, name := range b.successors {
		if next := successor(bodyTable().byName[keyOf(name)], b.Dates); next != nil {
			out = append(out, next)
		}
	}
	return out
}

// Today gives the bodies that do now what b did, through all successions: b
// itself where it lives on, nil where it ended without a successor.
func (b *Body) Today() []*Body { return living(b, b.To == "", (*Body).Today, b.Successors()) }

// living follows a succession to its end.
func living[T comparable](self T, lives bool, today func(T) []T, successors []T) []T {
	if lives {
		return []T{self}
	}
	var out []T
	for _, s := range successors {
		for _, last := range today(s) {
			if !slices.Contains(out, last) {
				out = append(out, last)
			}
		}
	}
	return out
}

// dated is what a succession leads to.
type dated interface {
	comparable
	ends() Dates
}

func (d Dates) ends() Dates { return d }

// successor is the one of candidates that went on where something ended: not
// before it, and the first after. The zero value if none is.
func successor[T dated](candidates []T, ended Dates) T {
	var best T
	var found bool
	for _, c := range candidates {
		d := c.ends()
		if d == ended || d.Before(ended.To) && d.To != "" {
			continue
		}
		if !found || d.From < best.ends().From {
			best, found = c, true
		}
	}
	return best
}

// LongestBody finds the longest name of a body that text starts with, in any
// case, and its length in bytes; nil, 0 if none. Punctuation between the words
// ("Bộ Lao động - Thương binh và Xã hội") is borne, a full stop is not.
func LongestBody(text string) (*Body, int) {
	t := bodyTable()
	var k wordKey
	key := make([]byte, 0, 128)
	var best *Body
	length := 0
	for at, words := 0, 0; words < t.longest; words++ {
		n := k.word(text[at:])
		if n == 0 {
			break
		}
		key = append(key, k.bytes()...)
		at += n
		if b := t.byName[string(key)]; len(b) > 0 {
			best, length = b[0], at
		}
		key = append(key, ' ')
		gap := strings.IndexFunc(text[at:], func(r rune) bool { return !strings.ContainsRune(" \n\t\u00a0,-–", r) })
		if gap <= 0 {
			break
		}
		at += gap
	}
	return best, length
}
