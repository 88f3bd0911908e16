package gazetteer

import (
	_ "embed"
	"sync"

	"vanthu/internal/vntext"
)

//go:embed surnames.tsv
var surnamesTSV string

// surnames are the family names (họ). How one is read: "any", whatever became of
// its marks, those that cover nearly everybody; "exact", as written; "mend", only
// to tell which family names a misread one can be, for they are too often other
// words (Quảng, An).
type surnames struct {
	byFold map[string][]string // by their letters without marks
	any    map[string]bool     // likewise
	exact  map[string]bool     // by their term
}

var surnameTable = sync.OnceValue(func() *surnames {
	t := &surnames{byFold: map[string][]string{}, any: map[string]bool{}, exact: map[string]bool{}}
	for _, c := range rows(surnamesTSV) {
		key := vntext.Fold(c[0])
		t.byFold[key] = append(t.byFold[key], c[0])
		t.any[key] = t.any[key] || c[1] == "any"
		t.exact[vntext.Term(c[0])] = t.exact[vntext.Term(c[0])] || c[1] == "exact"
	}
	return t
})

// IsSurname says whether word is a family name (họ): one of those that cover
// nearly everybody, whatever became of its marks, or a rarer one as it is
// written. Without its marks a rarer one reads as a word of bodies and positions
// (Bồ, BỘ).
func IsSurname(word string) bool {
	t := surnameTable()
	return t.any[vntext.Fold(word)] || t.exact[vntext.Term(word)]
}

// Surnames are the family names that have the letters of word, whatever their
// marks, in normal case.
func Surnames(word string) []string { return surnameTable().byFold[vntext.Fold(word)] }

// SurnamesEnding are the family names that are word, with its marks, behind one
// letter more: "Phạm" for "hạm".
func SurnamesEnding(word string) []string {
	term := vntext.Term(word)
	var out []string
	for _, same := range surnameTable().byFold {
		for _, s := range same {
			if r := []rune(vntext.Term(s)); len(r) > 2 && string(r[1:]) == term {
				out = append(out, s)
			}
		}
	}
	return out
}
