package mend

import (
	_ "embed"
	"strings"

	"vanthu/internal/vntext"
)

//go:embed surnames.tsv
var surnamesTSV string

// surnames are the family names (họ) by their letters without marks.
var surnames = func() map[string][]string {
	m := make(map[string][]string)
	for i, row := range strings.Split(strings.TrimSpace(surnamesTSV), "\n") {
		if name, _, _ := strings.Cut(row, "\t"); i > 0 {
			m[vntext.Fold(name)] = append(m[vntext.Fold(name)], name)
		}
	}
	return m
}()

// Surname mends the family name that a recognised name of a person starts with,
// where its marks cannot be and only one family name has its letters: "Nguyên
// Hoàng Mẫu" is "Nguyễn Hoàng Mẫu". A family name that lost its first letter is
// completed where only one can be: "hạm Văn Mẫu" is "Phạm Văn Mẫu". Other words of
// a name can be anything and stay. name must be NFC.
// Near misses: "Lương", "Lường" are both; "Vu" is Vũ or Vu.
func Surname(name string) string {
	first, rest, more := strings.Cut(name, " ")
	if !more {
		return name
	}
	lower := strings.ToLower(first)
	if same := surnames[vntext.Fold(first)]; len(same) > 0 {
		for _, s := range same {
			if vntext.Term(s) == vntext.Term(first) {
				return name
			}
		}
		if len(same) == 1 && lower != first {
			return likeCase(first, same[0]) + " " + rest
		}
		return name
	}
	if lower != first {
		return name
	}
	whole := ""
	for _, same := range surnames {
		for _, s := range same {
			if lost, ok := strings.CutSuffix(vntext.Term(s), vntext.Term(first)); ok && len(lost) > 0 && len([]rune(lost)) == 1 && len([]rune(first)) > 1 {
				if whole != "" {
					return name
				}
				whole = s
			}
		}
	}
	if whole == "" {
		return name
	}
	return whole + " " + rest
}
