// Package gazetteer holds what is known of the world of directives as dated,
// sourced tables: types of documents, issuing bodies, places. The tables are
// TSV files in this folder; a new row needs no code.
//
// Names are compared without regard to case, to the place of the tone mark
// (ủy, uỷ), and to the white space and punctuation between their words.
package gazetteer

import (
	"slices"
	"strings"
)

// A Type is a kind of document (tên loại).
type Type struct {
	Name   string   // normal case: "Kế hoạch"
	Abbrev []string // as in symbols: "KH"; several where practice varies
	Party  bool     // used by the Party
	State  bool     // used by the State
	Law    bool     // cited by name without number: Luật, Bộ luật, Pháp lệnh, Hiến pháp
}

// TypeByName finds the type of a name in any case and tone style, nil if none.
func TypeByName(name string) *Type { return typeTable.byName[keyOf(name)] }

// TypesByAbbrev finds the types that an abbreviation of a symbol can mean, the
// usual one first: "QĐ" is Quyết định, then Quy định.
func TypesByAbbrev(abbrev string) []*Type { return typeTable.byAbbrev[abbrevKey(abbrev)] }

// Types gives all types in the order of the table.
func Types() []*Type {
	var out []*Type
	for _, c := range rows(typesTSV) {
		out = append(out, TypeByName(c[0]))
	}
	return out
}

// LongestType finds the longest type name that text starts with (after no
// space), in any case and with any white space between its words, and its
// length in bytes of text; nil, 0 if none. It allocates nothing. The name ends
// at a word's end: "Luật sư" gives Luật, "Luậtsư" nothing.
func LongestType(text string) (*Type, int) {
	var k wordKey
	first := k.word(text)
	if first == 0 {
		return nil, 0
	}
next:
	for _, name := range typeTable.byWord[string(k.bytes())] {
		at := first
		for _, w := range name.rest {
			gap := space(text[at:])
			if gap == 0 {
				continue next
			}
			n := k.word(text[at+gap:])
			if n == 0 || string(k.bytes()) != w {
				continue next
			}
			at += gap + n
		}
		return name.t, at
	}
	return nil, 0
}

// A Body is an issuing body (cơ quan ban hành).
type Body struct {
	Name   string // normal case: "Bộ Tài chính"
	Symbol string // as in symbols: "BTC", "TW", "HU"
	Level  string // central, province, district, commune
	Party  bool
	From   string // first day, month or year of it, ISO; "" where not known or before all
	To     string // last one; "" where it lives on or is not known
}

// Bodies gives all bodies in the order of the table.
func Bodies() []*Body { return slices.Clone(bodyTable.all) }

// BodyByName finds a body by its name in any case and tone style, nil if none.
func BodyByName(name string) *Body { return bodyTable.byName[keyOf(name)] }

// BodiesBySymbol finds the bodies that a symbol can mean, in any case. The
// number of a term at its end does not count: "QH15" is Quốc hội.
func BodiesBySymbol(symbol string) []*Body { return bodyTable.bySymbol[symbolKey(symbol)] }

// IsPlace says whether name (any case) is a province, district or city that is
// or was, without its level ("Hưng Yên", "Kim Động").
func IsPlace(name string) bool { return bodyTable.places[keyOf(name)] }

// LongestBody finds the longest name of a body that text starts with, in any
// case, and its length in bytes; nil, 0 if none. Punctuation between the words
// ("Bộ Lao động - Thương binh và Xã hội") is borne, a full stop is not.
func LongestBody(text string) (*Body, int) {
	var k wordKey
	key := make([]byte, 0, 128)
	var best *Body
	length := 0
	for at, words := 0, 0; words < bodyTable.longest; words++ {
		n := k.word(text[at:])
		if n == 0 {
			break
		}
		key = append(key, k.bytes()...)
		at += n
		if b := bodyTable.byName[string(key)]; b != nil {
			best, length = b, at
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
