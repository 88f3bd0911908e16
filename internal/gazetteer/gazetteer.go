// Package gazetteer holds what is known of the world of directives as sourced
// tables, dated where it changes: types of documents, issuing bodies, places, the
// names of laws, what is written short, surnames. The tables are TSV files in this
// folder; a new row needs no code.
//
// Names are compared without regard to case, to the place of the tone mark
// (ủy, uỷ), and to the white space and punctuation between their words.
package gazetteer

import "slices"

// A Type is a kind of document (tên loại).
type Type struct {
	Dates
	Name   string   // normal case: "Kế hoạch"
	Abbrev []string // as in symbols: "KH"; several where practice varies
	Party  bool     // used by the Party
	State  bool     // used by the State
	Law    bool     // cited by name without number: Luật, Bộ luật, Pháp lệnh, Hiến pháp
}

// TypeByName finds the type of a name in any case and tone style, nil if none.
func TypeByName(name string) *Type { return typeTable().byName[keyOf(name)] }

// TypesByAbbrev finds the types that an abbreviation of a symbol can mean, the
// usual one first: "QĐ" is Quyết định, then Quy định.
func TypesByAbbrev(abbrev string) []*Type { return typeTable().byAbbrev[abbrevKey(abbrev)] }

// Types gives all types in the order of the table.
func Types() []*Type { return slices.Clone(typeTable().all) }

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
	for _, name := range typeTable().byWord[string(k.bytes())] {
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
