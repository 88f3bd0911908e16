package date

import (
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// What a byte can start.
const (
	startDigit = iota + 1
	startN     // ngày, năm
	startT     // tháng
	startQ     // quý
)

// class tells what each byte can start; 0: nothing.
var class = func() (t [256]uint8) {
	for c := '0'; c <= '9'; c++ {
		t[c] = startDigit
	}
	t['n'], t['N'], t['t'], t['T'], t['q'], t['Q'] = startN, startN, startT, startT, startQ, startQ
	return
}()

// A cursor reads on in text from byte at. A method that reports false may have
// moved it; whoever wants to try something else keeps a copy.
type cursor struct {
	text string
	at   int
}

func (c *cursor) digitAhead() bool { return c.at < len(c.text) && vntext.IsDigit(c.text[c.at]) }

// space skips white space and line breaks.
func (c *cursor) space() {
	for c.at < len(c.text) {
		b := c.text[c.at]
		switch {
		case b == ' ' || '\t' <= b && b <= '\r':
			c.at++
		case b < utf8.RuneSelf:
			return
		default:
			r, size := utf8.DecodeRuneInString(c.text[c.at:])
			if !unicode.IsSpace(r) {
				return
			}
			c.at += size
		}
	}
}

// blanks skips white space, but no line break.
func (c *cursor) blanks() {
	for c.at < len(c.text) {
		switch {
		case c.text[c.at] == ' ' || c.text[c.at] == '\t':
			c.at++
		case c.at+1 < len(c.text) && c.text[c.at:c.at+2] == "\u00a0":
			c.at += 2
		default:
			return
		}
	}
}

// link skips white space with at most one of the characters among it.
func (c *cursor) link(chars string) {
	c.space()
	if c.oneOf(chars) {
		c.space()
	}
}

func (c *cursor) oneOf(chars string) bool {
	if c.at < len(c.text) {
		for i := range len(chars) {
			if c.text[c.at] == chars[i] {
				c.at++
				return true
			}
		}
	}
	return false
}

// word reads a word in any case, with or without its marks: OCR loses them.
// folded holds ASCII letters. No letter may follow; a digit may: "ngày15".
func (c *cursor) word(folded string) bool {
	at := c.at
	for i := range len(folded) {
		if at >= len(c.text) {
			return false
		}
		r, size := rune(c.text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(c.text[at:])
		}
		if vntext.FoldRune(r) != rune(folded[i]) {
			return false
		}
		at += size
	}
	if r, _ := utf8.DecodeRuneInString(c.text[at:]); unicode.IsLetter(r) && !(confused(c.text, at)) {
		return false
	}
	c.at = at
	return true
}

// confused reports whether a letter that OCR puts for a digit stands at byte
// at, next to a digit: "ngàyO5".
func confused(text string, at int) bool {
	_, ok := misread(text[at])
	return ok && at+1 < len(text) && vntext.IsDigit(text[at+1])
}

// misread is the digit that OCR took for the letter b.
func misread(b byte) (digit int, ok bool) {
	switch b {
	case 'O', 'o':
		return 0, true
	case 'l', 'I':
		return 1, true
	}
	return 0, false
}

// exact reads s, after which no letter may follow.
func (c *cursor) exact(s string) bool {
	end := c.at + len(s)
	if end > len(c.text) || c.text[c.at:end] != s {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(c.text[end:]); unicode.IsLetter(r) {
		return false
	}
	c.at = end
	return true
}

// number reads a number of up to most digits that no further digit follows.
// Where words stand around it (mend), it can be set with single spaces and
// with letters that OCR put for digits: "tháng 1 2", "ngày O5". A number of
// four then needs all four.
func (c *cursor) number(most int, mend bool) (n int, ok bool) {
	count, real := 0, 0
	for count < most && c.at < len(c.text) {
		b := c.text[c.at]
		if vntext.IsDigit(b) {
			n = n*10 + int(b-'0')
			real++
		} else if digit, like := misread(b); mend && like && (c.at+1 == len(c.text) || !isLower(c.text[c.at+1]) || b == 'l' && c.text[c.at+1] == 'l') {
			n = n*10 + digit
		} else if mend && b == ' ' && count > 0 && c.at+1 < len(c.text) && vntext.IsDigit(c.text[c.at+1]) {
			c.at++
			continue
		} else {
			break
		}
		count++
		c.at++
	}
	if c.digitAhead() || count == 0 || mend && (most == 4 && (count < 4 || real == 0)) {
		return 0, false
	}
	return n, true
}

// figure reads a number of a date in figures. Behind "ngày" (anchored) a letter
// that OCR put for a digit is one: "ngày l2/8/2022", "ngày 24/6/2O23".
func (c *cursor) figure(most int, anchored bool) (n int, ok bool) {
	q := *c
	n, ok = q.number(most, false)
	if anchored && q.at < len(q.text) {
		if _, like := misread(q.text[q.at]); like {
			q = *c
			n, ok = q.number(most, true)
		}
	}
	*c = q
	return n, ok
}

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

// fullYear reads a year of four digits that directives name.
func (c *cursor) fullYear() (int, bool) {
	from := c.at
	n, ok := c.number(4, false)
	return n, ok && c.at-from == 4 && n >= 1800 && n < 2200
}

// yearWord reads "năm" with white space and a comma around it.
func (c *cursor) yearWord() bool {
	c.link(",")
	if !c.word("nam") {
		return false
	}
	c.space()
	return true
}

// ofYear reads what leads to a year and the year: "/2024", " năm 2024".
func (c *cursor) ofYear() (int, bool) {
	if q := *c; q.yearWord() {
		*c = q
	} else {
		c.blanks()
		if !c.oneOf("/-") && !c.dash() {
			return 0, false
		}
		c.blanks()
	}
	n, ok := c.fullYear()
	return n, ok && c.freeAfter('/')
}

// separator reads one of / - . between figures and gives it; it must be like
// want where want is not 0. White space around it is borne after "ngày"; else
// single spaces around a slash.
func (c *cursor) separator(anchored bool, want byte) (byte, bool) {
	from := c.at
	c.space()
	before := c.at - from
	var sep byte
	switch {
	case c.oneOf("/"), c.mark("\u2044"), c.mark("\u2215"):
		sep = '/'
	case c.oneOf("-"), c.dash():
		sep = '-'
	case c.oneOf("."):
		sep = '.'
	default:
		return 0, false
	}
	from = c.at
	c.space()
	after := c.at - from
	if want != 0 && sep != want {
		return 0, false
	}
	if !anchored && (sep == '/' && max(before, after) > 1 || sep != '/' && before+after > 0) {
		return 0, false
	}
	return sep, true
}

// dash reads a hyphen or dash of any length.
func (c *cursor) dash() bool {
	if c.oneOf("-") {
		return true
	}
	r, size := utf8.DecodeRuneInString(c.text[c.at:])
	if r >= '\u2010' && r <= '\u2015' || r == '\u2212' {
		c.at += size
		return true
	}
	return false
}

func (c *cursor) mark(s string) bool {
	if end := c.at + len(s); end <= len(c.text) && c.text[c.at:end] == s {
		c.at = end
		return true
	}
	return false
}

// freeAfter reports whether the date can end here: "12/2020/NĐ-CP",
// "2021-2025/KH" and "5.3.2020.1" go on.
func (c *cursor) freeAfter(sep byte) bool {
	if c.at >= len(c.text) {
		return true
	}
	rest := c.text[c.at+1:]
	r, _ := utf8.DecodeRuneInString(rest)
	switch b := c.text[c.at]; {
	case vntext.IsDigit(b):
		return false
	case b == '/':
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	case b == '-':
		// 01/01/2020-31/12/2020 is two dates, 26-5-2025-1 none.
		return !unicode.IsLetter(r) && (sep == '/' || !unicode.IsDigit(r))
	case b == '.':
		return sep != '.' || !unicode.IsDigit(r)
	}
	return true
}

// freeBefore reports whether a date in figures can start at byte i. last is
// the end of the date before: 01/01/2020-31/12/2020.
func freeBefore(text string, i, last int) bool {
	if i == 0 {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(text[:i])
	switch {
	case unicode.IsLetter(r) || r == '/' || r == '\u2044' || r == '_':
		return false
	case r == '-' || r >= '\u2010' && r <= '\u2015':
		if last == i-size {
			return last > 0
		}
		p, _ := utf8.DecodeLastRuneInString(text[:i-size])
		return i == size || unicode.IsSpace(p)
	case r == '.' || r == ',':
		return i < 2 || !vntext.IsDigit(text[i-2])
	}
	return true
}

// wordBefore reports whether a word can start at byte i.
func wordBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || !unicode.IsLetter(r)
}
