package pdf

import (
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// A cmap maps the codes of a font: to text (ToUnicode) or to glyphs (an
// embedded Encoding). Source: Adobe Technical Notes 5014 and 5411.
type cmap struct {
	spaces []codeSpace
	chars  map[uint32]string // bfchar
	ranges []codeRange       // bfrange, sorted by first
	cids   []codeRange       // cidchar and cidrange, sorted by first
}

// A codeSpace tells how many bytes a code has that lies between first and last.
type codeSpace struct {
	first, last uint32
	bytes       int
}

// A codeRange maps first to to, first+1 to to+1 and so on. The addition is over
// 16 bits: maps written as <0000> <FFFF> <0000> cross many borders of 256.
type codeRange struct {
	first, last uint32
	prefix      string // text before the character that counts up
	to          uint32
}

// maxEntries bounds a map; 65,536 codes are all that two bytes give.
const maxEntries = 1 << 17

// parseCMap reads a CMap. It has no errors: entries that cannot be read are
// left out.
func parseCMap(src []byte) *cmap {
	m := &cmap{chars: map[uint32]string{}}
	l := &lexer{src: src}
	var args []token
	for {
		t := l.next()
		switch {
		case t.kind == tokEOF:
			m.sort()
			return m
		case t.kind != tokOperator:
			if len(args) < 4*maxEntries {
				args = append(args, t)
			}
			continue
		}
		if m.entries() < maxEntries {
			m.operate(string(t.text), args)
		}
		args = args[:0]
	}
}

func (m *cmap) entries() int {
	return len(m.chars) + len(m.ranges) + len(m.cids) + len(m.spaces)
}

func (m *cmap) sort() {
	byFirst := func(a, b codeRange) int { return int(int64(a.first) - int64(b.first)) }
	slices.SortStableFunc(m.ranges, byFirst)
	slices.SortStableFunc(m.cids, byFirst)
}

func (m *cmap) operate(op string, args []token) {
	switch op {
	case "endcodespacerange":
		for ; len(args) >= 2; args = args[2:] {
			if n := len(args[0].text); n >= 1 && n <= 4 && n == len(args[1].text) {
				m.spaces = append(m.spaces, codeSpace{codeOf(args[0]), codeOf(args[1]), n})
			}
		}
	case "endbfchar":
		for ; len(args) >= 2; args = args[2:] {
			if args[0].kind == tokString {
				m.chars[codeOf(args[0])] = textOf(args[1])
			}
		}
	case "endbfrange":
		for ; len(args) >= 3; args = args[3:] {
			if args[0].kind == tokString && args[1].kind == tokString {
				m.addRange(codeOf(args[0]), codeOf(args[1]), args[2])
			}
		}
	case "endcidchar":
		for ; len(args) >= 2; args = args[2:] {
			code := codeOf(args[0])
			m.cids = append(m.cids, codeRange{first: code, last: code, to: uint32(args[1].number)})
		}
	case "endcidrange":
		for ; len(args) >= 3; args = args[3:] {
			m.cids = append(m.cids, codeRange{first: codeOf(args[0]), last: codeOf(args[1]), to: uint32(args[2].number)})
		}
	}
}

// addRange adds one entry of a bfrange.
func (m *cmap) addRange(first, last uint32, to token) {
	if last < first {
		return
	}
	if to.kind == tokArray {
		for i, t := range to.list {
			if uint64(first)+uint64(i) <= uint64(last) && i < maxEntries {
				m.chars[first+uint32(i)] = textOf(t)
			}
		}
		return
	}
	text := textOf(to)
	r, size := utf8.DecodeLastRuneInString(text)
	if size == 0 {
		// <0000>: what counts up from nothing
		r = 0
	}
	m.ranges = append(m.ranges, codeRange{first, last, text[:len(text)-size], uint32(r)})
}

// text is what a code stands for; false where the map says nothing, or says U+0000.
func (m *cmap) text(code uint32) (string, bool) {
	if s, ok := m.chars[code]; ok {
		return s, s != ""
	}
	if r, ok := find(m.ranges, code); ok {
		c := r.to + (code - r.first)
		if r.to <= 0xFFFF {
			c &= 0xFFFF
		}
		if c == 0 || !utf8.ValidRune(rune(c)) {
			return "", false
		}
		return r.prefix + string(rune(c)), true
	}
	return "", false
}

// cid is the glyph that a code stands for.
func (m *cmap) cid(code uint32) (uint32, bool) {
	r, ok := find(m.cids, code)
	return r.to + (code - r.first), ok
}

// find looks for the last range by first that holds the code. Ranges that
// overlap are looked at a few steps back only.
func find(ranges []codeRange, code uint32) (codeRange, bool) {
	i, ok := slices.BinarySearchFunc(ranges, code, func(r codeRange, c uint32) int { return int(int64(r.first) - int64(c)) })
	if !ok {
		i--
	}
	for n := 0; i >= 0 && n < 8; i, n = i-1, n+1 {
		if r := ranges[i]; code >= r.first && code <= r.last {
			return r, true
		}
	}
	return codeRange{}, false
}

// code reads the next code of a string: its value and length in bytes. usual
// is the length where the map has no code spaces.
func (m *cmap) code(s []byte, usual int) (uint32, int) {
	if m != nil && len(m.spaces) > 0 {
		code := uint32(0)
		for n := 1; n <= min(4, len(s)); n++ {
			code = code<<8 | uint32(s[n-1])
			for _, space := range m.spaces {
				if space.bytes == n && space.holds(code) {
					return code, n
				}
			}
		}
		usual = m.spaces[0].bytes
	}
	usual = min(usual, len(s))
	code := uint32(0)
	for _, c := range s[:usual] {
		code = code<<8 | uint32(c)
	}
	return code, usual
}

// holds compares byte by byte: code spaces are boxes, not intervals.
func (s codeSpace) holds(code uint32) bool {
	for shift := 0; shift < 8*s.bytes; shift += 8 {
		b := code >> shift & 0xFF
		if b < s.first>>shift&0xFF || b > s.last>>shift&0xFF {
			return false
		}
	}
	return true
}

// codeOf is the value of a string of up to four bytes.
func codeOf(t token) uint32 {
	code := uint32(0)
	for _, c := range t.text[:min(4, len(t.text))] {
		code = code<<8 | uint32(c)
	}
	return code
}

// textOf is a string of UTF-16BE as text, "" for U+0000. A single byte is taken
// for the character of that number, as some producers write it.
func textOf(t token) string {
	if t.kind != tokString {
		return ""
	}
	return utf16Text(t.text)
}

func utf16Text(b []byte) string {
	if len(b) == 1 {
		b = []byte{0, b[0]}
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	if len(units) == 1 && units[0] == 0 {
		return ""
	}
	return string(utf16.Decode(units))
}
