package mend

import (
	"vanthu/internal/vntext"
)

const (
	first  = 2 << 10  // bytes at the beginning that are looked at,
	window = 1 << 10  // then so many
	stride = 12 << 10 // of each of these
	// From this share of the words on, a text is doubtful. In sound texts of the law
	// database 0.1 % of the words in small letters are no syllables (median), after
	// 1 % of wrong characters 1.5 %.
	shareBad = 0.006
)

// Doubtful says whether s, which must be NFC, shows signs of misreading: words in
// small letters that are no syllables. It looks at samples only.
func Doubtful(s string) bool {
	words, bad := vntext.Broken(s[:atBlank(s, min(first, len(s)))])
	for from := stride; from+window < len(s); from += stride {
		n, b := vntext.Broken(s[atBlank(s, from):atBlank(s, from+window)])
		words, bad = words+n, bad+b
	}
	return float64(bad) > shareBad*float64(words)
}

// atBlank is the first byte from at on that no word holds.
func atBlank(s string, at int) int {
	for at < len(s) && s[at] != ' ' && s[at] != '\n' {
		at++
	}
	return at
}
