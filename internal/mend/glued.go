package mend

import (
	"strings"

	"vanthu/internal/vntext"
)

// shortestGlued is the number of letters from which a word can be two: "Về" and
// "ở" make four with one more.
const shortestGlued = 4

// Glued parts syllables that a recogniser ran together: "Vềviệc" is "Về việc".
// A word is parted where it is no syllable itself and makes two syllables in one
// place alone, both of which bear marks: foreign names do not. s must be NFC.
func Glued(s string) string {
	var b strings.Builder
	done := 0
	for start, end := range vntext.Words(s) {
		if at := seam(s[start:end]); at > 0 {
			b.WriteString(s[done : start+at])
			b.WriteByte(' ')
			done = start + at
		}
	}
	return b.String() + s[done:]
}

// seam is the byte where a word is two syllables; 0 where it is not.
func seam(word string) int {
	letters := []rune(word)
	if len(letters) < shortestGlued || vntext.IsSyllable(word) {
		return 0
	}
	found, at := 0, 0
	for _, r := range letters {
		if marked(word[:at]) && marked(word[at:]) {
			if found > 0 {
				return 0
			}
			found = at
		}
		at += len(string(r))
	}
	return found
}

// marked says whether word is a syllable that bears a mark.
func marked(word string) bool {
	m := vntext.MeasureText(word)
	return m.Words == 1 && m.Marked == 1
}
