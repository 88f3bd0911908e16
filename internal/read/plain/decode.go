package plain

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"vanthu/corpus"
)

// Shares of bytes, in percent.
const (
	mostBad  = 10 // that are not UTF-8, of a file that is still read
	mostNull = 1  // that are NUL, of a file that is still text
)

// decode gives data as UTF-8 and how many bytes of it were none.
func decode(data []byte) (text string, bad int, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		text, bad = fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, bad = fromUTF16(data[2:], binary.BigEndian)
	default:
		nulls := bytes.Count(data, []byte{0})
		if nulls > 0 {
			if order := guessUTF16(data, nulls); order != nil {
				text, bad = fromUTF16(data, order)
				break
			}
			if nulls*100 > mostNull*len(data) {
				return "", 0, &corpus.Problem{Kind: corpus.Unsupported, Message: "it holds binary data, not text"}
			}
		}
		text, bad = fromUTF8(data)
	}
	if bad*100 > mostBad*len(data) {
		return "", 0, &corpus.Problem{
			Kind: corpus.Malformed, Message: "the text is not UTF-8",
			Hint: "save it as UTF-8; a Vietnamese text of before 2010 may be in TCVN3, VNI or Windows-1258: convert it from there",
		}
	}
	return text, bad, nil
}

// fromUTF8 replaces each byte that is not UTF-8, and each NUL, by U+FFFD.
func fromUTF8(data []byte) (text string, bad int) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return string(data), 0
	}
	var b strings.Builder
	b.Grow(len(data))
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == 0 || r == utf8.RuneError && size == 1 {
			r = utf8.RuneError
			bad++
		}
		b.WriteRune(r)
		data = data[size:]
	}
	return b.String(), bad
}

// guessUTF16 is the byte order of UTF-16 without a mark; nil where data is not
// that: half of the bytes of its spaces, digits and line breaks are NUL, all on
// one side.
func guessUTF16(data []byte, nulls int) binary.ByteOrder {
	if len(data)%2 != 0 || nulls*5 < len(data) {
		return nil
	}
	high := 0 // NULs that come first of their two bytes
	for i := 0; i < len(data); i += 2 {
		if data[i] == 0 {
			high++
		}
	}
	switch {
	case high == nulls:
		return binary.BigEndian
	case high == 0:
		return binary.LittleEndian
	}
	return nil
}

func fromUTF16(data []byte, order binary.ByteOrder) (text string, bad int) {
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i < len(data); i += 2 {
		if i+1 == len(data) {
			b.WriteRune(utf8.RuneError)
			bad++
			break
		}
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			next := rune(0)
			if i+3 < len(data) {
				next = rune(order.Uint16(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, next); r == utf8.RuneError {
				bad += 2
			} else {
				i += 2
			}
		} else if r == 0 {
			r = utf8.RuneError
			bad += 2
		}
		b.WriteRune(r)
	}
	return b.String(), bad
}

// visible is text as a person sees it: every line break is "\n", characters
// without width or ink are gone.
func visible(text string) string {
	if !suspect(text) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\v', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case r < '\u00ad':
			return r
		case r == '\u00ad', // soft hyphen
			'\u200b' <= r && r <= '\u200f', // zero-width space, joiners, direction marks
			'\u202a' <= r && r <= '\u202e', // direction of what follows
			'\u2060' <= r && r <= '\u206f', // word joiner, invisible operators
			r == '\ufeff':
			return -1
		}
		return r
	}, text)
}

// suspect reports whether text can hold what visible changes.
func suspect(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < utf8.RuneSelf:
			if c == '\r' || c == '\v' {
				return true
			}
		case c == 0xC2: // U+0085, U+00AD
			if i+1 < len(text) && (text[i+1] == 0x85 || text[i+1] == 0xAD) {
				return true
			}
		case c == 0xE2: // U+200B to U+206F, but not the dashes and quotation marks
			if i+2 < len(text) && (text[i+1] == 0x81 || text[i+1] == 0x80 && (text[i+2] < 0x90 || text[i+2] > 0xA6)) {
				return true
			}
		case c == 0xEF: // U+FEFF
			return true
		}
	}
	return false
}
