package number

import (
	"strings"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// Limits of the parts of a number.
const (
	longestSeq  = 6  // digits
	longestPart = 16 // letters of one part of a symbol: "SVHTTDL"
	mostParts   = 6  // parts of a symbol: "TTLT-BTC-BNV-BQP-BCA"
	longestText = 64 // bytes of a number, as a guess
	widestGap   = 40 // bytes of white space between two parts
	firstYear   = 1930
	lastYear    = 2100
)

// A scanner reads one number from text, from byte at on.
type scanner struct {
	text   string
	at     int
	mended bool

	misreadSeq bool // a digit of the sequence was read as a letter
}

// A mark is what joins two parts of a number.
type mark struct {
	kind   byte // '/' or '-'
	before int  // bytes of white space before it
	after  int  // and after it
	broken bool // a line break stands before it
}

// number reads sequence, year and symbol.
func (s *scanner) number() (Number, bool) {
	seq, ok := s.sequence()
	if !ok {
		return Number{}, false
	}
	return s.rest(seq)
}

// sequence reads digits, with a point and digits ("66.7") or a letter ("12a").
func (s *scanner) sequence() (string, bool) {
	from := s.at
	if seq := s.misread(); seq != "" {
		return seq, true
	}
	s.digits()
	if n := s.at - from; n == 0 || n > longestSeq {
		return "", false
	}
	if rest := s.text[s.at:]; len(rest) > 1 && rest[0] == '.' && vntext.IsDigit(rest[1]) {
		s.at++
		point := s.at
		s.digits()
		if s.at-point > 3 {
			return "", false
		}
	}
	seq := s.text[from:s.at]
	// A letter belongs to the sequence only when a mark follows: "12a/QĐ", but
	// "45TC/TCT".
	if rest := s.text[s.at:]; rest != "" && isASCIILetter(rest[0]) {
		s.at++
		if _, ok := s.peekMark(); ok {
			return seq + rest[:1], true
		}
		if len(rest) > 2 && rest[0] <= 'Z' && rest[1] == ' ' && isCapital(vntext.FirstRune(rest[2:])) && slashAhead(rest[2:]) {
			return seq + rest[:1], true // "72A TC/TCT"
		}
		s.at--
	}
	return seq, true
}

func (s *scanner) digits() {
	for s.at < len(s.text) && vntext.IsDigit(s.text[s.at]) {
		s.at++
	}
}

// rest reads what follows the sequence: mark, year, symbol.
func (s *scanner) rest(seq string) (Number, bool) {
	n := Number{Seq: seq}
	var room [longestText]byte
	b := append(room[:0], seq...)
	m, size := s.mark()
	if size == 0 {
		return s.oldSymbol(n, b)
	}
	s.at += size
	b = append(b, m.kind)
	if y, digits, ok := s.year(); ok {
		n.Year = y
		s.at += digits
		b = append(b, s.text[s.at-digits:s.at]...)
		m, size = s.mark()
		if size == 0 { // "98/2021NĐ-CP": the slash forgotten
			if first, n := s.part(s.at); n == 0 || !isType(first) || digits < 4 {
				return Number{}, false
			}
			m.kind, s.mended = '/', true
		}
		if m.kind == '-' && m.before+m.after > 0 { // "12/2024 - UBND": a month
			return Number{}, false
		}
		s.at += size
		b = append(b, m.kind)
	}
	if !s.symbol(&n, m, b) {
		return Number{}, false
	}
	n.Mended, n.Misread = s.mended, s.misreadSeq
	return n, true
}

// mark reads the mark at s.at with the white space around it, and its length
// in bytes; 0 if none is there.
func (s *scanner) mark() (mark, int) {
	var m mark
	text := s.text[s.at:]
	m.before = blanks(text, true)
	m.broken = strings.IndexByte(text[:m.before], '\n') >= 0
	r, size := utf8.DecodeRuneInString(text[m.before:])
	kind, _ := mend(r)
	if size == 0 || kind != '/' && kind != '-' {
		return mark{}, 0
	}
	m.kind = byte(kind)
	at := m.before + size
	m.after = blanks(text[at:], true)
	if m.broken && m.after > 0 {
		return mark{}, 0 // "\n- " begins an item of a list
	}
	return m, at + m.after
}

func (s *scanner) peekMark() (mark, bool) {
	m, size := s.mark()
	return m, size > 0
}

// year reads four digits of a year that a mark follows, or two ("93" in
// "18/93/QĐ") between slashes.
func (s *scanner) year() (year, digits int, ok bool) {
	text := s.text[s.at:]
	for digits < len(text) && vntext.IsDigit(text[digits]) {
		year = year*10 + int(text[digits]-'0')
		digits++
		if digits > 4 {
			return 0, 0, false
		}
	}
	switch {
	case digits == 4 && year >= firstYear && year <= lastYear:
		return year, digits, true
	case digits == 2 && year >= 45 && digits < len(text) && text[digits] == '/':
		return 1900 + year, digits, true
	}
	return 0, 0, false
}

func isYear(seq string) bool { return len(seq) == 4 && seq >= "1930" && seq <= "2100" }

// blanks is the length of the white space that text starts with: any, but at
// most one line break and its neighbours.
func blanks(text string, lines bool) int {
	n, breaks := 0, 0
	for n < len(text) && n < widestGap {
		switch {
		case text[n] == ' ' || text[n] == '\t':
			n++
		case text[n] == '\n' && lines && breaks < 2:
			breaks++
			n++
		case strings.HasPrefix(text[n:], "\u00a0"):
			n += len("\u00a0")
		default:
			return n
		}
	}
	return n
}
