package mend

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// withoutStray takes off the first part of a symbol a last letter that no symbol
// has: the KLƯ of "91-KLƯ/TW" is KL.
func withoutStray(part string) string {
	last, size := utf8.DecodeLastRuneInString(part)
	head := part[:len(part)-size]
	if last < utf8.RuneSelf || last == 'Đ' || last == 'Ð' || utf8.RuneCountInString(head) < 2 || !slices.Contains(symbols().types[capitals(head)], head) {
		return part
	}
	if _, ok := symbolOf(part, true); ok {
		return part
	}
	return head
}

// garbled reads the symbol of a body in which print was taken for signs, at byte
// at behind a type: the "-L[TEg" of "12/CT- -L[TEg" is TTg. Its letters, of which
// one may be too many, must have the shape of one body alone. It gives the byte
// behind; body is "" where there is none.
func garbled(s string, at int) (body string, end int) {
	end = at
	for end < len(s) && end-at < 4*longestPart && !strings.ContainsRune(" \n\t,;.:)(/", vntext.FirstRune(s[end:])) {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	var letters []rune
	signs := 0
	for i, r := range s[at:end] {
		switch {
		case unicode.IsLetter(r):
			letters = append(letters, r)
		case unicode.IsDigit(r):
			return "", at // of a term: UBPLTP15
		case r == '-' && i == 0:
		default:
			signs++
		}
	}
	if signs == 0 || signs > len(letters) || len(letters) < 3 {
		return "", at
	}
	take := func(shape string) bool {
		for _, symbol := range symbols().bodies[shape] {
			if body != "" && body != symbol {
				return false
			}
			body = symbol
		}
		return true
	}
	sure := take(capitals(string(letters)))
	for i := 0; sure && i < len(letters) && len(letters) > 3; i++ {
		sure = take(capitals(string(letters[:i]) + string(letters[i+1:])))
	}
	if !sure || body == "" {
		return "", at
	}
	return body, end
}
