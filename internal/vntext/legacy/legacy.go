// Package legacy reads Vietnamese from before Unicode: TCVN3 (ABC), VNI,
// Windows-1258, VISCII and VIQR. Such text is no text of its own: its letters
// are other letters of Windows-1252, drawn as Vietnamese by a font made for it.
// So the name of the font tells the encoding ([OfFont]); where that is lost,
// the words do ([Detect]).
//
// Strings hold the characters that Windows-1252 gives the bytes, as PDF and
// Word hand them out: "Céng hoµ x· héi" is TCVN3 for "Cộng hoà xã hội". Mind
// that U+00AD, elsewhere a soft hyphen without ink, is ư in TCVN3: decode
// before anything takes it out.
package legacy

import (
	"strings"

	"vanthu/internal/vntext"
)

// An Encoding is one way of writing Vietnamese before Unicode.
type Encoding uint8

// The encodings.
const (
	None           Encoding = iota // Unicode, or nothing known
	TCVN3                          // TCVN 5712:1993 of the ABC fonts
	TCVN3Capitals                  // the same in a font that draws all letters as capitals (.VnTimeH)
	VNI                            // VNI for Windows: a letter, then its marks as a letter
	Windows1258                    // Microsoft's: a letter, then its tone as a combining character
	VISCII                         // RFC 1456
	VISCIICapitals                 // the same in a font that draws all letters as capitals
	VIQR                           // RFC 1456: marks as ASCII punctuation
)

var names = [...]string{"Unicode", "TCVN3", "TCVN3 in a capital font", "VNI", "Windows-1258", "VISCII", "VISCII in a capital font", "VIQR"}

// String is the name of the encoding for people.
func (e Encoding) String() string { return names[e] }

// Decode is s in Unicode, NFC and valid UTF-8. Words that hold letters of
// Vietnamese that no byte stands for (ă, đ, ơ, ư, U+1EA0 and on) are Unicode
// already and stay. So do characters that the encoding does not use.
func (e Encoding) Decode(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	switch e {
	case TCVN3, VNI, Windows1258, VISCII:
		s = decodeWords(s, codecs[e])
	case TCVN3Capitals:
		s = strings.ToUpper(decodeWords(s, codecs[TCVN3]))
	case VISCIICapitals:
		s = strings.ToUpper(decodeWords(s, codecs[VISCII]))
	case VIQR:
		s = fromVIQR(s)
	}
	return vntext.NFC(s)
}

// Encode is s, NFC, in the encoding: what Decode gives back as s, capital fonts
// aside. Characters that the encoding lacks stay as they are. It is for making
// test documents.
func (e Encoding) Encode(s string) string {
	switch e {
	case TCVN3, VNI, Windows1258, VISCII:
		return codecs[e].encode(s)
	case TCVN3Capitals:
		return codecs[TCVN3].encode(strings.ToLower(s))
	case VISCIICapitals:
		return codecs[VISCII].encode(strings.ToLower(s))
	case VIQR:
		return toVIQR(s)
	}
	return s
}

// Latin is b as Windows-1252: what the functions of this package take. Bytes
// that it leaves free are the control characters of Latin-1.
func Latin(b []byte) string {
	var s strings.Builder
	s.Grow(len(b) + len(b)/4)
	for _, c := range b {
		r := rune(c)
		if 0x80 <= c && c < 0xA0 && windows1252[c-0x80] != 0 {
			r = windows1252[c-0x80]
		}
		s.WriteRune(r)
	}
	return s.String()
}

// Bytes is the inverse of [Latin]; characters without a byte become "?".
func Bytes(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		c, ok := byteOf(r)
		if !ok {
			c = '?'
		}
		b = append(b, c)
	}
	return b
}

// windows1252 are its characters from 0x80 to 0x9F; 0: free.
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// byteOf is the byte that stands for r in Windows-1252 or Latin-1. Some readers
// give a look-alike from elsewhere in Unicode.
func byteOf(r rune) (byte, bool) {
	switch {
	case r < 0x100:
		return byte(r), true
	case r == 'μ': // GREEK MU for MICRO SIGN: à of TCVN3
		return 0xB5, true
	case r == '∙' || r == '⋅': // for MIDDLE DOT: ã of TCVN3
		return 0xB7, true
	case r == '−': // MINUS SIGN for SOFT HYPHEN: ư of TCVN3, as Distiller maps it
		return 0xAD, true
	case r < 0x152 || r > 0x2122:
		return 0, false
	}
	for i, w := range windows1252 {
		if w == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}

// decodeWords decodes all words of s but those that are Unicode already.
func decodeWords(s string, c *codec) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for len(s) > 0 {
		// Of ASCII alone: VISCII has Õ for the no-break space.
		space := strings.IndexAny(s, " \t\n\v\f\r")
		if space != 0 {
			word := s
			if space > 0 {
				word = s[:space]
			}
			if sound(word) {
				b.WriteString(word)
			} else {
				c.decode(&b, word)
			}
			s = s[len(word):]
			continue
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

// sound says whether s holds a letter that only Vietnamese in Unicode has.
func sound(s string) bool { return strings.IndexFunc(s, onlyVietnamese) >= 0 }

// onlyVietnamese says whether r is a letter or mark of Vietnamese that no
// encoding before Unicode has a place for.
func onlyVietnamese(r rune) bool {
	switch {
	case r < 0x102:
		return false
	case 0x1EA0 <= r && r <= 0x1EF9, 0x300 <= r && r <= 0x323:
		return true
	}
	return strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư", r)
}
