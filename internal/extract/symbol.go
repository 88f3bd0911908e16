package extract

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// mendSymbol mends the symbol of a recognised number by the title over the
// subject and the tables of types and bodies: "33/C-UBND" under BÁO CÁO is
// 33/BC-UBND, "12/QD-UBND" and "12/QĐÐ-UBND" are 12/QĐ-UBND. sure is false where the symbol still fits no type that it should.
func mendSymbol(n number.Number, title *gazetteer.Type) (mended number.Number, sure bool) {
	if title == nil {
		return n, true // a letter; nothing tells what its symbol should be
	}
	if n.Type != "" && oneOf(title.Name, gazetteer.TypesByAbbrev(n.Type)) {
		return n, true
	}
	first, rest := n.Symbol, ""
	if at := strings.IndexAny(n.Symbol, "-/"); at >= 0 {
		first, rest = n.Symbol[:at], n.Symbol[at:]
	}
	for _, abbrev := range title.Abbrev {
		// "TT-UBND" under TỜ TRÌNH: a lost letter, or what that office writes.
		if first != "" && vntext.Distance(vntext.Fold(first), vntext.Fold(abbrev)) == 1 && len(gazetteer.TypesByAbbrev(first)) > 0 {
			return n, false
		}
	}
	if rest == "" || len(gazetteer.TypesByAbbrev(first)) > 0 || len(gazetteer.BodiesBySymbol(first)) > 0 {
		return n, n.Type == "" || len(gazetteer.TypesByAbbrev(first)) > 0 // another type is printed there: lint says so
	}
	for _, abbrev := range title.Abbrev {
		if vntext.Distance(vntext.Fold(first), vntext.Fold(abbrev)) <= 1 {
			return withSymbol(n, abbrev+rest)
		}
	}
	return n, false
}

// withSymbol is n with another symbol.
func withSymbol(n number.Number, symbol string) (number.Number, bool) {
	head, ok := strings.CutSuffix(n.Text, n.Symbol)
	if !ok {
		return n, false
	}
	mended, ok := number.Parse(head + symbol)
	if !ok {
		return n, false
	}
	mended.Mended = true
	return mended, true
}

// unglued reads a symbol whose dash was lost: "/TTrUBND" is /TTr-UBND. s begins
// with the mark before it; end is the byte behind.
func unglued(s string) (n number.Number, end int, ok bool) {
	end = 1
	for end < len(s) && s[end] != ' ' && s[end] != ',' && s[end] != ';' {
		end++
	}
	for _, t := range gazetteer.Types() {
		for _, abbrev := range t.Abbrev {
			body, ok := strings.CutPrefix(s[1:end], abbrev)
			if !ok || len(abbrev) < 2 || len(gazetteer.BodiesBySymbol(body)) == 0 {
				continue
			}
			if n, ok := number.Parse(s[:1] + abbrev + "-" + body); ok {
				n.Mended = true
				return n, end, true
			}
		}
	}
	return number.Number{}, 0, false
}
