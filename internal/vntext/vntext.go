// Package vntext knows Vietnamese as text: normal form, syllables, tone
// placement, folding. Strings in, strings out; it knows no pages and no records.
//
// Letters are looked up in one table (letter.go), syllables in two small ones
// (onsets.tsv, rimes.tsv). Nothing here takes the way over NFD except words
// with characters that no Vietnamese word holds.
package vntext

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC is s in Unicode normal form C. It allocates only when s is not. Bytes
// that are not UTF-8 stay as they are.
func NFC(s string) string {
	if plainNFC(s) {
		return s
	}
	return norm.NFC.String(s)
}

// NFD is s with every letter taken apart: base first, then its marks.
func NFD(s string) string { return norm.NFD.String(s) }

// plainNFC reports whether s holds only characters that are NFC wherever they
// stand: Latin up to U+02FF, U+1E00 to U+1EFF and the punctuation from U+2010
// to U+203F. This is every character of almost every directive.
func plainNFC(s string) bool {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			i++
		case 0xC2 <= c && c <= 0xCB: // U+0080 to U+02FF
			i += 2
		case c == 0xE1 && i+1 < len(s) && 0xB8 <= s[i+1] && s[i+1] <= 0xBB: // U+1E00 to U+1EFF
			i += 3
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90: // U+2010 to U+203F
			i += 3
		default:
			return false
		}
	}
	return true
}

// Key is s for comparison: NFC, each word a Term, white space folded to one
// space and trimmed. Two spellings of one name have one Key.
func Key(s string) string {
	s = NFC(s)
	var b strings.Builder
	kept := 0 // s[:kept] is in b
	gap, begun := false, false
	for i := 0; i < len(s); {
		if at, size := spaceAt(s, i); at {
			// A single plain space between words needs no change.
			next, _ := spaceAt(s, i+size)
			if !begun || next || gap || s[i] != ' ' || i+size == len(s) {
				b.Grow(len(s) - kept)
				b.WriteString(s[kept:i])
				kept = i + size
				gap = begun
			}
			i += size
			continue
		}
		if gap {
			b.WriteString(s[kept:i])
			b.WriteByte(' ')
			kept = i
			gap = false
		}
		begun = true
		end := wordEnd(s, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		w := s[i:end]
		if t := Term(w); t != w {
			b.Grow(len(s) - kept + 8)
			b.WriteString(s[kept:i])
			b.WriteString(t)
			kept = end
		}
		i = end
	}
	if kept == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}

// spaceAt reports whether a white space character stands at byte i of s, and
// its size.
func spaceAt(s string, i int) (bool, int) {
	if i >= len(s) {
		return false, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		return c == ' ' || '\t' <= c && c <= '\r', 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(r), size
}

// FirstRune is the first letter or sign of s; utf8.RuneError where there is none.
func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// IsDigit says whether c is one of the digits 0 to 9.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsWideBlank says whether r is a blank of another width than " ", or one at which
// no line breaks.
func IsWideBlank(r rune) bool {
	return r == '\u00a0' || '\u2000' <= r && r <= '\u200a' || r == '\u202f' || r == '\u205f' || r == '\u3000'
}

// Words yields the byte borders of the words of s: runs of letters, marks and
// digits. "29-NQ/TW" is three words; "Hà Nội," two.
func Words(s string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(s); {
			end := wordEnd(s, i)
			if end == i {
				if s[i] < utf8.RuneSelf {
					i++
					continue
				}
				_, size := utf8.DecodeRuneInString(s[i:])
				i += size
				continue
			}
			if !yield(i, end) {
				return
			}
			i = end
		}
	}
}

// wordEnd is the end of the run of letters, marks and digits that starts at
// byte i of s: i itself where there is none.
func wordEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if ascii[c]&(isLetter|isDigit) == 0 {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if l := letterOf(r); l != nil {
			if l.class&(isLetter|isDigit) == 0 {
				return i
			}
		} else if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			return i
		}
		i += size
	}
	return i
}
