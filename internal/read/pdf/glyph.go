package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readable cuts a glyph's text into pieces without space, "" for a blank, and
// writes symbols' private codes as characters. What has no ink comes to nothing.
func readable(text string) []string {
	var pieces []string
	var piece strings.Builder
	end := func() {
		if piece.Len() > 0 {
			pieces = append(pieces, piece.String())
			piece.Reset()
		}
	}
	for _, r := range text {
		symbol, known := symbols[r]
		switch {
		case unicode.IsSpace(r) || symbol == " ":
			end()
			if n := len(pieces); n == 0 || pieces[n-1] != "" {
				pieces = append(pieces, "")
			}
		case known:
			piece.WriteString(symbol)
		case r >= 0x200B && r <= 0x200F, r == 0xFEFF, r == 0x2060:
			// no ink
		case unicode.IsControl(r):
			piece.WriteRune(utf8.RuneError)
		default:
			piece.WriteRune(r)
		}
	}
	end()
	return pieces
}

// combining says whether a text begins with a mark that sits on the character
// before it.
func combining(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x300 && unicode.Is(unicode.Mn, r)
}
