package store

import (
	"strings"
	"unicode"

	"vanthu/internal/vntext"
)

// numberKey is the form in which document numbers are compared: upper case,
// without white space, without leading zeros of the sequence, without dashes
// and strokes but those between two digits: " 05 - ct/ttg", "5-CT/TTg" and
// "05/CT-TTg" are one, "1-2/TB" and "12/TB" are two. The year counts. It stands in the catalogue:
// another form of it needs a migration.
func numberKey(number string) string {
	var key []rune
	dash, first := false, true
	for _, r := range vntext.NFC(strings.ToUpper(vntext.NFC(number))) {
		switch {
		case unicode.IsSpace(r):
			continue
		case unicode.Is(unicode.Pd, r) || r == '/' || r == '\u2044' || r == '\u2212': // the minus sign is mathematics to Unicode
			dash = len(key) > 0
			continue
		case r == '0' && first:
			continue
		}
		if dash && unicode.IsDigit(r) && unicode.IsDigit(key[len(key)-1]) {
			key = append(key, '-')
		}
		dash, first = false, false
		key = append(key, r)
	}
	return string(key)
}
