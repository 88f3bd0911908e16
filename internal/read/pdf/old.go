package pdf

import (
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext/legacy"
)

// inOld is what a code draws in a font of before Unicode. The file says s of
// it, which is the letter whose place the glyph takes: µ for à in .VnTime. A
// letter that no byte stands for was put there by somebody who knew better.
func (f *font) inOld(code uint32, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size < len(s) {
		return s
	}
	b, ok := legacy.ByteOf(r)
	switch {
	case !f.wide && code == 0xAD && (s == "-" || s == "\u00ad"):
		// WinAnsiEncoding has the hyphen there once more; TCVN3 has ư.
		b, ok = 0xAD, true
	case 0xF000 <= r && r <= 0xF0FF: // of a symbolic font
		b, ok = byte(r), true
	case !f.wide && (s == "" || s == unknown):
		b, ok = byte(code), true
	case !ok && unicode.IsLetter(r):
		f.knows = true
		return s
	}
	if !ok {
		return s
	}
	if letter := f.old.Letter(b); letter != "" {
		return letter
	}
	if b < utf8.RuneSelf && b >= ' ' && r >= 0xF000 {
		return string(rune(b))
	}
	return s
}
