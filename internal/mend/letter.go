package mend

import (
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// classes gives each letter the letters that print confuses it with, as one
// letter: without tone and hook, l and 1 and t and r as i. 0 is no letter.
// Source: misreadings of Tesseract's vie model on signed scans (thâm for thẩm,
// loán for toán, KL/IW for KL/TW), and shapes that all recognisers confuse.
var classes = makeClasses()

const (
	latinEnd = 0x250
	extFirst = 0x1E00
	extEnd   = 0x1F00
)

func makeClasses() *[latinEnd + extEnd - extFirst]byte {
	t := new([latinEnd + extEnd - extFirst]byte)
	for i := range t {
		r := rune(i)
		if i >= latinEnd {
			r = rune(i - latinEnd + extFirst)
		}
		if unicode.IsLetter(r) || r >= '0' && r <= '9' {
			t[i] = classOf(vntext.FoldRune(r))
		}
	}
	t['¡'] = 'i'
	return t
}

func classOf(r rune) byte {
	switch r {
	case '1', 'l', 't', 'j', 'f', 'r':
		return 'i'
	case '0', 'c', 'e', 'g', 'q': // round letters, capitals among them: Q, O, C, G
		return 'o'
	case 'b', '8':
		return 'h'
	case 'u':
		return 'n'
	case 'y':
		return 'v'
	case '5':
		return 's'
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return 0
}

func class(r rune) byte {
	switch {
	case r < latinEnd:
		return classes[r]
	case r >= extFirst && r < extEnd:
		return classes[r-extFirst+latinEnd]
	}
	return 0
}

// longestShape is more letters than any syllable or symbol has.
const longestShape = 32

// A shape is a word with each letter as its class; "n" and "u" are two strokes,
// "m" three, so that "rn" is "m" and "ii" is "u". Words of equal shape can be read
// one for the other.
type shape struct {
	buf [longestShape]byte
	n   int
}

// of reads the shape of w; a word that is too long has none.
func (s *shape) of(w string) {
	s.n = 0
	for _, r := range w {
		c := class(r)
		if s.n+3 > longestShape {
			s.n = 0
			return
		}
		strokes := 1
		switch c {
		case 'n':
			c, strokes = 'i', 2
		case 'm':
			c, strokes = 'i', 3
		}
		for range strokes {
			s.buf[s.n] = c
			s.n++
		}
	}
}

func shapeOf(w string) string {
	var s shape
	s.of(w)
	return string(s.buf[:s.n])
}

func isLetter(r rune) bool { return class(r) != 0 || r >= extEnd && unicode.IsLetter(r) }

// nextWord is the next run of letters and digits in s from byte i on; both are
// len(s) where there is none.
func nextWord(s string, i int) (start, end int) {
	start = -1
	for i < len(s) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if isLetter(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			return start, i
		}
		i += size
	}
	if start < 0 {
		return len(s), len(s)
	}
	return start, len(s)
}

// digit is the digit that r is, or is read for; -1 if it is none.
func digit(r rune) rune {
	switch r {
	case 'O', 'o':
		return '0'
	case 'l', 'I', 'i', '¡', '|':
		return '1'
	case 'Z', 'z':
		return '2'
	case 'S', 's':
		return '5'
	case 'ó':
		return '6'
	case 'B':
		return '8'
	case 'g', 'q':
		return '9'
	}
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// digits reads up to most digits, right or misread, at byte i of s: them, the
// byte behind and how many of them are right. A letter or digit more makes it no
// run of digits.
func digits(s string, i, most int) (run string, end, right int) {
	var out []rune
	for i < len(s) && len(out) <= most {
		r, size := utf8.DecodeRuneInString(s[i:])
		d := digit(r)
		if d < 0 {
			if isLetter(r) {
				return "", i, 0
			}
			break
		}
		if d == r {
			right++
		}
		out = append(out, d)
		i += size
	}
	if len(out) > most {
		return "", i, 0
	}
	return string(out), i, right
}

// blank is the byte behind at most two blanks or line breaks at i.
func blank(s string, i int) int {
	for n := 0; n < 2 && i < len(s) && (s[i] == ' ' || s[i] == '\n'); n++ {
		i++
	}
	return i
}
