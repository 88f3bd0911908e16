package plain

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
	"vanthu/internal/vntext/legacy"
)

// Shares of bytes, in percent.
const (
	mostNull    = 1  // that are NUL, of a file that is still text
	mostControl = 1  // that are controls, of a text in an 8-bit encoding
	mostHigh    = 45 // above ASCII, likewise: 30 in TCVN3 and VNI, 8 in French
	mostBad     = 10 // that are not UTF-8, of a file that is mostly UTF-8
)

// A decoded is the text of a file with what there is to say of its encoding.
type decoded struct {
	text string
	bad  int    // bytes that could not be decoded
	note string // how it was read, "" where the file left no choice
}

// decode gives data in Unicode. What encoding an 8-bit text is in, its words
// tell: see [legacy.Detect]. Nothing is taken out of the text yet: the soft
// hyphen is a letter in TCVN3.
func decode(data []byte) (d decoded, err error) {
	nulls := bytes.Count(data, []byte{0})
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		d.text, d.bad = fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		d.text, d.bad = fromUTF16(data[2:], binary.BigEndian)
	case nulls > 0 && guessUTF16(data, nulls) != nil:
		order := guessUTF16(data, nulls)
		d.text, d.bad = fromUTF16(data, order)
		d.note = fmt.Sprintf("read as UTF-16 (%v), which nothing but its bytes tells", order)
	case nulls*100 > mostNull*len(data):
		return d, &corpus.Problem{Kind: corpus.Unsupported, Message: "it holds binary data, not text"}
	default:
		var good int
		if d.text, good, d.bad = fromUTF8(data); d.bad > good {
			return decode8(data)
		}
	}
	if d.bad*100 > mostBad*len(data) {
		return d, malformed("the text is neither UTF-8 nor in another encoding that is known")
	}
	convert(&d)
	return d, nil
}

// decode8 reads data that is not UTF-8.
func decode8(data []byte) (d decoded, err error) {
	high, control := 0, 0
	for _, c := range data {
		switch {
		case c >= 0x80:
			high++
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v', c == 0x7F:
			control++
		}
	}
	d.text = legacy.Latin(data)
	convert(&d)
	if d.note != "" {
		return d, nil
	}
	if high*100 > mostHigh*len(data) || control*100 > mostControl*len(data) {
		return d, malformed("the text is neither UTF-8 nor in another encoding that is known")
	}
	d.note = "read as Windows-1252, as nothing speaks for an encoding of Vietnamese"
	return d, nil
}

func malformed(message string) *corpus.Problem {
	return &corpus.Problem{Kind: corpus.Malformed, Message: message, Hint: "open it where it looks right and save it as UTF-8"}
}

// convert reads text in an encoding of before Unicode, whether the file says so
// or not: "Céng hoµ" saved as UTF-8 is TCVN3 as well. Each page is judged by
// itself; one of few words goes with the file.
func convert(d *decoded) {
	file, m := legacy.Detect(d.text)
	parts := strings.Split(d.text, "\f")
	for i, part := range parts {
		e := file
		if len(parts) > 1 {
			if e, m = legacy.Detect(part); e == legacy.None && file != legacy.None && file.Measure(part).Unicode == 0 {
				parts[i] = file.Convert(part)
				continue
			}
		}
		if e == legacy.None {
			continue
		}
		parts[i] = e.Convert(part)
		if d.note == "" {
			d.note = fmt.Sprintf("page %d was read as %v: that changes %d of %d words and makes syllables of %d; before, %d were", i+1, e, m.Changed, m.Words, m.Legal, m.Before)
		}
	}
	d.text = strings.Join(parts, "\f")
}

// fromUTF8 replaces each byte that is not UTF-8, and each NUL, by U+FFFD. good
// counts the characters of several bytes.
func fromUTF8(data []byte) (text string, good, bad int) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return string(data), 0, 0
	}
	var b strings.Builder
	b.Grow(len(data))
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == 0 || r == utf8.RuneError && size == 1:
			r = utf8.RuneError
			bad++
		case size > 1:
			good++
		}
		b.WriteRune(r)
		data = data[size:]
	}
	return b.String(), good, bad
}

// guessUTF16 is the byte order of UTF-16 without a mark; nil where data is not
// that: half of the bytes of its spaces, digits and line breaks are NUL, all on
// one side.
func guessUTF16(data []byte, nulls int) binary.ByteOrder {
	if nulls*5 < len(data) {
		return nil
	}
	high := 0 // NULs that come first of their two bytes
	for i := 0; i < len(data); i += 2 {
		if data[i] == 0 {
			high++
		}
	}
	switch { // a stray NUL may be on the other side
	case high*20 >= nulls*19:
		return binary.BigEndian
	case high*20 <= nulls:
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

// visible is text as a person sees it: every line break is "\n", white space
// of any width a blank, a no-break hyphen a hyphen, characters without width or
// ink are gone.
func visible(text string) string {
	if !suspect(text) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\v', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case vntext.IsWideBlank(r):
			return ' '
		case r == '\u2010', r == '\u2011':
			return '-'
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
		case c == 0xC2: // U+0085, U+00A0, U+00AD
			if i+1 < len(text) && (text[i+1] == 0x85 || text[i+1] == 0xA0 || text[i+1] == 0xAD) {
				return true
			}
		case c == 0xE2: // U+200B to U+206F, but not the dashes and quotation marks
			if i+2 < len(text) && (text[i+1] == 0x81 || text[i+1] == 0x80 && (text[i+2] < 0x92 || text[i+2] > 0xA6)) {
				return true
			}
		case c == 0xE3: // U+3000
			if strings.HasPrefix(text[i:], "\u3000") {
				return true
			}
		case c == 0xEF: // U+FEFF
			return true
		}
	}
	return false
}
