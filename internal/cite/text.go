package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lower writes s in small letters without moving a byte, so that offsets hold
// in both: a letter whose small form has another length stays as it is.
func lower(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); {
		c := b[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				b[i] = c | 0x20
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == 'Ð' {
			r = 'Đ' // ETH
		}
		if l := smallOf(r); l != r && utf8.RuneLen(l) == size {
			utf8.EncodeRune(b[i:], l)
		}
		i += size
	}
	return string(b)
}

// smallOf is unicode.ToLower, quick for the letters of Vietnamese.
func smallOf(r rune) rune {
	switch {
	case r >= 0x1EA0 && r <= 0x1EF9, r >= 0x100 && r <= 0x137:
		return r | 1
	case r >= 0xC0 && r <= 0xDE && r != 0xD7:
		return r + 0x20
	case r == 'Ơ' || r == 'Ư':
		return unicode.ToLower(r)
	case r >= 0xDF && r <= 0xFF, r == 'ơ', r == 'ư', r >= 0x2000 && r <= 0x2BFF:
		return r
	}
	return unicode.ToLower(r)
}

// space is the length of the white space at at: blanks and at most one line
// break (a wrapped line), not an empty line.
func space(s string, at int) int {
	n, breaks := at, 0
	for n < len(s) {
		switch {
		case s[n] == ' ' || s[n] == '\t' || s[n] == '\r':
			n++
		case s[n] == '\n':
			if breaks++; breaks > 1 {
				return 0
			}
			n++
		case strings.HasPrefix(s[n:], "\u00a0"):
			n += len("\u00a0")
		default:
			return n - at
		}
	}
	return n - at
}

// skip is at behind the white space there.
func skip(s string, at int) int { return at + space(s, at) }

// wideSkip is at behind the white space there, empty lines too: "NGHỊ ĐỊNH SỐ"
// in a centred title, its number two lines below.
func wideSkip(s string, at int) int {
	for range 4 {
		for at < len(s) && (s[at] == '\n' || s[at] == ' ') {
			at++
		}
		next := skip(s, at)
		if next == at {
			break
		}
		at = next
	}
	return at
}

// wordEnd is the end of the run of letters and digits at at.
func wordEnd(s string, at int) int {
	for at < len(s) {
		c := s[at]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				at++
				continue
			}
			return at
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return at
		}
		at += size
	}
	return at
}

// wordBefore is the start of the run of letters and digits that ends at at.
func wordBefore(s string, at int) int {
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			return at
		}
		at -= size
	}
	return at
}

// startsWord says whether no letter or digit stands before at.
func startsWord(s string, at int) bool {
	if at == 0 {
		return true
	}
	if c := s[at-1]; c < utf8.RuneSelf {
		return !(c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9')
	}
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
}

// phrase gives the byte after the words of p, in small letters with single
// blanks between them, if low has them at at with any white space between and
// a word's end after them; else 0.
func phrase(low string, at int, p string) int {
	for {
		word, rest, more := strings.Cut(p, " ")
		if !strings.HasPrefix(low[at:], word) {
			return 0
		}
		at += len(word)
		if !more {
			break
		}
		n := space(low, at)
		if n == 0 {
			return 0
		}
		at += n
		p = rest
	}
	if wordEnd(low, at) != at {
		return 0
	}
	return at
}

// anyPhrase is phrase for the first of ps that fits.
func anyPhrase(low string, at int, ps []string) int {
	for _, p := range ps {
		if end := phrase(low, at, p); end > 0 {
			return end
		}
	}
	return 0
}

// lastPhrase is the start of the last p in s that stands as words; -1 if none.
func lastPhrase(s, p string) int {
	for end := len(s); end > 0; {
		i := strings.LastIndex(s[:end], p)
		if i < 0 {
			return -1
		}
		if startsWord(s, i) && wordEnd(s, i+len(p)) == i+len(p) {
			return i
		}
		end = i + len(p) - 1
	}
	return -1
}

func isUpper(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsUpper(r)
}

// allUpper says whether s holds letters and none of them small.
func allUpper(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

// fold writes s on one line with single blanks.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
