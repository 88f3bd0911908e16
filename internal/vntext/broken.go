package vntext

import (
	"unicode"
	"unicode/utf8"
)

// Broken counts the words of s in small letters, of three letters or more, and
// those of them that are no possible syllables: few in sound text (1 of 1,000),
// more with each wrong letter. A word that s begins or ends within is not told
// from a whole one. s must be NFC.
func Broken(s string) (words, broken int) {
	var syl syllable
	letters, skip := 0, false // of the word at hand
	for i := 0; i <= len(s); {
		r, size := rune(' '), 1
		if i < len(s) {
			if r = rune(s[i]); r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
		}
		i += size
		l := letterOf(r)
		switch {
		case l != nil && l.class&isDigit != 0:
			skip = true
		case l != nil && l.class&isLetter != 0:
			if letters == 0 && rune(l.lower) != r {
				skip = true // a name, an abbreviation, the first word of a sentence
			}
			letters++
			if !skip {
				syl.add(l)
			}
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
			syl.odd = true
		default:
			if letters >= 3 && !skip {
				words++
				if _, legal := syl.parse(); !legal {
					broken++
				}
			}
			if letters > 0 || skip {
				syl, letters, skip = syllable{}, 0, false
			}
		}
	}
	return words, broken
}
