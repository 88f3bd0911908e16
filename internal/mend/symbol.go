package mend

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
)

// symbolParts are the parts of the symbols of instruments that a table knows, by
// their shape in capitals: abbreviations of types, symbols of bodies.
type symbolParts struct{ types, bodies map[string][]string }

var symbols = sync.OnceValue(func() symbolParts {
	types, bodies := make(map[string][]string), make(map[string][]string)
	add := func(to map[string][]string, s string) {
		if key := capitals(s); !slices.Contains(to[key], s) {
			to[key] = append(to[key], s)
		}
	}
	for _, t := range gazetteer.Types() {
		for i, a := range t.Abbrev {
			if i > 0 && strings.ContainsAny(t.Abbrev[0], "Đđ") {
				continue // the ND of NĐ is a misprint itself
			}
			for _, part := range strings.Split(a, "-") {
				add(types, part)
			}
		}
	}
	for _, b := range gazetteer.Bodies() {
		add(bodies, b.Symbol)
		if b.Symbol == "QH" || b.Symbol == "UBTVQH" { // with the number of the term
			for term := 7; term <= 20; term++ {
				add(bodies, b.Symbol+strconv.Itoa(term))
			}
		}
	}
	return symbolParts{types, bodies}
})

// capitals is the shape of a part of a symbol: letters that print confuses are
// one.
func capitals(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r = unicode.ToUpper(r); r {
		case 'Đ', 'Ð':
			r = 'D'
		case 'Q', 'C', 'G', '0', 'Ô', 'Ơ', 'Ó':
			r = 'O'
		case 'L', '1', 'T', '¡', '|':
			r = 'I'
		case 'Y':
			r = 'V'
		case '5':
			r = 'S'
		case '8':
			r = 'B'
		case 'Ư':
			r = 'U'
		case 'Ă', 'Â':
			r = 'A'
		case 'Ê':
			r = 'E'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// symbolOf is the part of a symbol that p was printed as: of a type or, where it
// is the first, of a body; ok is false where no table knows one.
func symbolOf(p string, first bool) (string, bool) {
	key := capitals(p)
	best, apart := "", utf8.RuneCountInString(p)/3+2
	for _, known := range [...][]string{symbols().bodies[key], symbols().types[key]} {
		for _, s := range known {
			if s == p {
				return p, true
			}
			if n := differing(p, s); n < apart && !another(p, s) {
				best, apart = s, n
			}
		}
		if best != "" && !first {
			break // behind the type stands a body: CP misread as GP is no Giấy phép
		}
	}
	return best, best != ""
}

// another says whether p may well be the symbol of another body that no table
// knows: Ban Tuyên giáo (BTG) is not misread Bộ Tài chính (BTC). Of the letters
// that differ, I for T or L, O for Q and D for Đ are misread; others are doubtful,
// and a long symbol may have one.
func another(p, s string) bool {
	doubtful := 0
	printed := []rune(s)
	for i, r := range []rune(p) {
		if i >= len(printed) || unicode.ToUpper(r) == unicode.ToUpper(printed[i]) {
			continue
		}
		if r != 'I' && r != 'O' && r != 'D' && r >= 'A' && r <= 'Z' && printed[i] < utf8.RuneSelf {
			doubtful++
		}
	}
	return doubtful > 1 || doubtful == 1 && len(printed) < 4
}

// terms are the first and the last years of the terms of the Quốc hội.
// Source: Hiến pháp, on the term of the Quốc hội; its resolutions on elections.
var terms = map[int][2]int{8: {1987, 1992}, 9: {1992, 1997}, 10: {1997, 2002}, 11: {2002, 2007}, 12: {2007, 2011}, 13: {2011, 2016}, 14: {2016, 2021}, 15: {2021, 2026}, 16: {2026, 2031}}

// ofTerm mends the number of a term at the end of a symbol that cannot be that of
// the year, where another can and differs by one figure: QH18 of 2015 is QH13.
func ofTerm(symbol string, year int) string {
	head := strings.TrimRight(symbol, "0123456789")
	if year == 0 || head != "QH" && head != "UBTVQH" || len(symbol)-len(head) != 2 {
		return symbol
	}
	if t, ok := terms[atoi(symbol[len(head):])]; ok && t[0] <= year && year <= t[1] {
		return symbol
	}
	best := symbol
	for term, t := range terms {
		if s := strconv.Itoa(term); t[0] <= year && year <= t[1] && len(s) == 2 && differing(s, symbol[len(head):]) == 1 {
			if best != symbol {
				return symbol // two terms of one year
			}
			best = head + s
		}
	}
	return best
}
