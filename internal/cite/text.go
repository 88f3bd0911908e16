package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the first byte of a letter says of its small form.
const (
	isSmall  = iota // it is small, or no letter, or the byte goes on with one
	isASCII         // a capital of ASCII
	isLatin1        // U+00C0 to U+00FF
	isHorn          // U+0180 to U+01BF: Ơ and Ư
	isToned         // U+1E00 to U+1EFF
	isOther         // to be decoded
)

var firstByte = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'A' && c <= 'Z':
			t[c] = isASCII
		case c >= 0xC4 && c <= 0xD4, c == 0xE1, c == 0xE2, c == 0xEA, c == 0xEF, c == 0xF0: // scripts with capitals
			t[c] = isOther
		}
	}
	t[0xC3], t[0xC6], t[0xE1] = isLatin1, isHorn, isToned
	return t
}()

// lower writes s in small letters without moving a byte, so that offsets hold
// in both: a letter whose small form has another length stays as it is. It reads
// bytes: of each letter of Vietnamese the last but one or the last tells the case.
func lower(s string) string {
	b := strings.Builder{}
	b.Grow(len(s))
	done := 0
	var letter [utf8.UTFMax]byte
	for i := 0; i < len(s); {
		c := s[i]
		class := firstByte[c]
		if class == isSmall {
			i++
			continue
		}
		// The small letters of Vietnamese, by far the most: ạ to ỹ, à to ý, ơ and ư.
		switch {
		case class == isToned && i+2 < len(s) && s[i+2]&1 == 1:
			i += 3
			continue
		case class == isLatin1 && i+1 < len(s) && s[i+1] >= 0xA0,
			class == isHorn && i+1 < len(s) && (s[i+1] == 0xA1 || s[i+1] == 0xB0):
			i += 2
			continue
		}
		size, small := 1, 0 // of the letter, and of its small form
		switch {
		case class == isASCII:
			letter[0], small = c|0x20, 1
		case class == isToned && i+2 < len(s) && (s[i+1] == 0xBA && s[i+2] >= 0xA0 || s[i+1] == 0xBB && s[i+2] < 0xC0): // Ạ to Ỹ
			size = 3
			letter, small = [utf8.UTFMax]byte{c, s[i+1], s[i+2] | 1}, 3
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			printed := r
			if r == 'Ð' {
				r = 'Đ' // ETH
			}
			if l := smallOf(r); l != printed && utf8.RuneLen(l) == size {
				small = utf8.EncodeRune(letter[:], l)
			}
		}
		if small > 0 {
			b.WriteString(s[done:i])
			b.Write(letter[:small])
			done = i + size
		}
		i += size
	}
	b.WriteString(s[done:])
	return b.String()
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
		if n := vietnamese(s, at); n > 0 {
			at += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return at
		}
		at += size
	}
	return at
}

// vietnamese is the length of a letter of Vietnamese beyond ASCII at at, told by
// its bytes; 0 if another character stands there, which may be a letter too.
func vietnamese(s string, at int) int {
	switch s[at] {
	case 0xC3: // à to ý, without × and ÷
		if at+1 < len(s) && s[at+1]&^0x20 != 0x97 {
			return 2
		}
	case 0xC4, 0xC6: // ă, đ, ĩ; ơ, ư
		if at+1 < len(s) {
			return 2
		}
	case 0xE1: // ạ to ỹ
		if at+2 < len(s) && (s[at+1] == 0xBA || s[at+1] == 0xBB) {
			return 3
		}
	}
	return 0
}

// letterBefore is the length of the letter or digit that ends at at, 0 if none
// does.
func letterBefore(s string, at int) int {
	c := s[at-1]
	if c < utf8.RuneSelf {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			return 1
		}
		return 0
	}
	if at >= 3 && s[at-3] == 0xE1 && vietnamese(s, at-3) == 3 {
		return 3
	}
	if at >= 2 && s[at-2] >= 0xC3 && vietnamese(s, at-2) == 2 {
		return 2
	}
	r, size := utf8.DecodeLastRuneInString(s[:at])
	if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
		return size
	}
	return 0
}

// wordBefore is the start of the run of letters and digits that ends at at.
func wordBefore(s string, at int) int {
	for at > 0 {
		n := letterBefore(s, at)
		if n == 0 {
			return at
		}
		at -= n
	}
	return at
}

// startsWord says whether no letter or digit stands before at.
func startsWord(s string, at int) bool {
	return at == 0 || letterBefore(s, at) == 0
}

// follows says whether the words of p, in small letters with single blanks between
// them, stand before at with any white space between and behind.
func follows(low string, at int, p string) bool {
	for end := len(p); ; {
		at = trimRight(low, at)
		cut := strings.LastIndexByte(p[:end], ' ')
		word := p[cut+1 : end]
		if !strings.HasSuffix(low[:at], word) {
			return false
		}
		at -= len(word)
		if cut < 0 {
			return startsWord(low, at)
		}
		if space(low, trimRight(low, at)) == 0 {
			return false
		}
		end = cut
	}
}

// phrase gives the byte after the words of p, in small letters with single
// blanks between them, if low has them at at with any white space between and
// a word's end after them; else 0.
func phrase(low string, at int, p string) int {
	if at >= len(low) || low[at] != p[0] {
		return 0
	}
	return wholePhrase(low, at, p)
}

func wholePhrase(low string, at int, p string) int {
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

// nextWord is the first run of letters and digits at or behind at; both ends are
// that of s if there is none.
func nextWord(s string, at int) (start, end int) {
	for at < len(s) {
		if end = wordEnd(s, at); end > at {
			return at, end
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at, at
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
	if at < len(s) && s[at] < utf8.RuneSelf {
		return s[at] >= 'A' && s[at] <= 'Z'
	}
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
func fold(s string) string {
	s = strings.TrimSpace(s)
	if plain(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// plain says whether single blanks are the only white space in s.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' && (c != ' ' || s[i+1] == ' ') || c == 0xC2 { // s ends with no blank
			return false
		}
	}
	return true
}
