package vntext

import (
	"unicode"
	"unicode/utf8"
)

// A Measure tells how Vietnamese a text is.
type Measure struct {
	Words     int // words made of letters
	Syllables int // of these, possible Vietnamese syllables
	Marked    int // of these, syllables with a tone mark or one of ă â đ ê ô ơ ư: 2 of 3 in sound text, none where OCR lost the marks
	Bare      int // words without marks that some Vietnamese syllable becomes when its marks are lost: "uy", "cap", "dat"; 9 of 10 of such text, 1 of 3 in English
	Odd       int // characters that no directive holds: U+FFFD, controls, private use
	Letters   int // letters in all
}

// Share is Syllables by Words, 1 where there are no words.
func (m Measure) Share() float64 {
	if m.Words == 0 {
		return 1
	}
	return float64(m.Syllables) / float64(m.Words)
}

// MeasureText measures s, which must be NFC. Words with digits in them are not
// counted, bytes that are not UTF-8 are odd.
func MeasureText(s string) Measure {
	var m Measure
	var syl syllable
	digits := false // the word at hand holds digits
	letters := 0    // of the word at hand
	for i := 0; i <= len(s); {
		r, size := rune(' '), 1
		if i < len(s) {
			r = rune(s[i])
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
		}
		i += size
		l := letterOf(r)
		var class uint8
		switch {
		case l != nil:
			class = l.class
		case unicode.IsLetter(r) || unicode.IsMark(r):
			class = isLetter
		case unicode.IsDigit(r):
			class = isDigit
		}
		if class != 0 {
			switch {
			case class&isDigit != 0:
				digits = true
			case l == nil:
				syl.odd = true
				letters++
			default:
				syl.add(l)
				letters++
			}
			continue
		}
		if letters > 0 {
			m.Letters += letters
			if !digits {
				m.Words++
				if _, legal := syl.parse(); legal {
					m.Syllables++
					if syl.marked() {
						m.Marked++
					}
				}
				if syl.bare() {
					m.Bare++
				}
			}
			syl = syllable{}
			letters = 0
		}
		digits = false
		if odd(r) {
			m.Odd++
		}
	}
	return m
}

// Characters counts the runes of s that are not white space.
func Characters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// odd reports whether no directive holds r.
func odd(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7F:
		return false
	case r < ' ':
		return r != '\n' && r != '\t' && r != '\r' && r != '\f'
	case r < 0xA0, r == utf8.RuneError:
		return true
	}
	return unicode.Is(unicode.Co, r)
}
