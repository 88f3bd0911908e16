package number

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// oldSymbol reads the symbol of numbers written before 1995 without a mark:
// "45 TC/TCT". Only one with two parts is taken, and no year before it.
func (s *scanner) oldSymbol(n Number, b []byte) (Number, bool) {
	if n.Seq == "" || len(n.Seq) > 5 || isYear(n.Seq) {
		return Number{}, false
	}
	s.at += blanks(s.text[s.at:], false)
	if !slashAhead(s.text[s.at:]) {
		return Number{}, false
	}
	first, size := s.part(s.at)
	if size == 0 || utf8.RuneCountInString(first) < 2 {
		return Number{}, false
	}
	s.at += size
	m, size := s.mark()
	if size == 0 || m.kind != '/' || m.before+m.after > 0 {
		return Number{}, false
	}
	second, size2 := s.part(s.at + size)
	if size2 == 0 || utf8.RuneCountInString(second) < 2 {
		return Number{}, false
	}
	s.at += size + size2
	from := len(b)
	b = append(append(append(b, first...), '/'), second...)
	n.Text = string(b)
	n.Symbol = n.Text[from:]
	n.Issuer = first // TC: Bộ Tài chính, not Thông cáo
	n.Mended = s.mended
	return n, true
}

// counted reads the three figures of a law of 1957, "101-SL/L-003".
func (s *scanner) counted(at int) (string, int) {
	end := at
	for end < len(s.text) && vntext.IsDigit(s.text[end]) {
		end++
	}
	if end-at != 3 {
		return "", 0
	}
	return s.text[at:end], 3
}

// slashAhead says whether a slash of any kind can stand behind one part of a symbol:
// behind most numbers, "5 ngày", none does.
func slashAhead(text string) bool {
	for i := range min(len(text), 3*longestPart) {
		switch c := text[i]; {
		case c == '/' || c == 0xE2 || c == 0xEF:
			return true
		case c <= ' ':
			return false
		}
	}
	return false
}

// symbol reads the parts of the symbol; m is the mark before the first.
func (s *scanner) symbol(n *Number, m mark, b []byte) bool {
	first, size := s.part(s.at)
	if size == 0 {
		return false
	}
	s.at += size
	if rest := s.splitOff(first); rest != "" {
		first += rest
	}
	letters := utf8.RuneCountInString(first)
	typed := isType(first)
	if typed {
		first = s.stroked(first)
	}
	from := len(b)
	b = append(b, first...)
	parts := 1
	for parts < mostParts {
		if division, size := s.division(); size > 0 {
			s.at += size
			b = append(b, division...)
			parts++
			continue
		}
		m, size := s.mark()
		if size == 0 {
			break
		}
		next, width := s.part(s.at + size)
		if width == 0 && m.kind == '-' && strings.HasSuffix(string(b[from:]), "SL/L") {
			next, width = s.counted(s.at + size)
		}
		if width == 0 || !s.continues(m, parts, typed, next) {
			break
		}
		s.at += size + width
		if typed {
			next = s.strokedBody(next)
		}
		b = append(append(b, m.kind), next...)
		parts++
	}
	if bytes.HasSuffix(b[from:], []byte("KV")) {
		b = append(b, s.region()...)
	}
	switch {
	case m.kind == '-' && n.Year == 0 && parts == 1 && !typed && (m.before+m.after > 0 || !oldBodies[first]):
		return false // "19-COVID", "2020-UBND", but "17-HĐBT"
	case m.kind == '-' && m.before+m.after > 0 && !typed:
		return false // "năm 2020 - UBND/HĐND"
	case parts == 1 && letters < 2:
		return false // "1/A"
	case parts == 1 && n.Year == 0 && !known(first) && !plainCapitals(first):
		return false // "10/MW", but "4830/KTTH"
	}
	n.Text = string(b)
	n.Symbol = n.Text[from:]
	n.Type, n.Issuer = meaning(first, n.Symbol)
	return true
}

// splitOff reads the rest of a type that a blank has split ("412/T Tr-SNV", as
// print with wide kerning is recognised); "" where the two are no type together
// or no mark follows at once.
func (s *scanner) splitOff(first string) string {
	if isType(first) || s.at >= len(s.text) || s.text[s.at] != ' ' {
		return ""
	}
	second, size := s.part(s.at + 1)
	if size == 0 || !isType(first+second) {
		return ""
	}
	back := s.at
	s.at += 1 + size
	if m, size := s.mark(); size == 0 || m.before+m.after > 0 {
		s.at = back
		return ""
	}
	return second
}

// oldBodies are the bodies that signed alone before 1997, behind a dash: "01-CP",
// "17-HĐBT".
var oldBodies = map[string]bool{"CP": true, "HĐBT": true, "TTg": true, "CTN": true, "HĐNN": true, "HĐCP": true}

// continues says whether the part after mark m still belongs to the symbol. A
// mark with white space before it is doubtful: in "12/QĐ-UBND - UBND huyện" the
// second dash begins the issuer's name, in "2170 /QĐ - UBND" the dash does not.
func (s *scanner) continues(m mark, parts int, typed bool, next string) bool {
	spaced := m.before > 0 || m.after > 0
	if !spaced {
		return true
	}
	if m.broken || parts > 1 {
		return false // "5973/UBND\n- KT": a new item of a list
	}
	return typed || m.before == 0 && known(next)
}

// part reads one part of a symbol at byte at, mended, and its length in the
// text: capitals with at most a few small consonants ("TTg", "CTr", "QyĐ"),
// then up to two digits ("QH15"), behind three letters up to three ("BCĐ389"). A
// part in small letters is taken only when it is known ("nq", "tw"): so people
// type in a search line.
func (s *scanner) part(at int) (string, int) {
	text := s.text[at:]
	var room [4 * longestPart]byte
	b := room[:0]
	letters, digits, size := 0, 0, 0
	proper := true
	first := true
	mended := false
	for size < len(text) {
		r, n := utf8.DecodeRuneInString(text[size:])
		m, changed := mend(r)
		if m >= '0' && m <= '9' && letters > 0 && digits < 4 {
			digits++
		} else if unicode.IsLetter(m) && letters < longestPart && digits < 4 {
			letters++
			if first && !isCapital(m) || !isCapital(m) && !isSmall(m) {
				proper = false
			}
			first = false
		} else if m == '&' && letters > 1 && proper && size+1 < len(text) && isCapital(vntext.FirstRune(text[size+1:])) {
			// two divisions of an office: SNV-TCBC&CCVC
		} else {
			break
		}
		mended = mended || changed
		b = utf8.AppendRune(b, m)
		size += n
	}
	if letters == 0 || digits > 3 || digits == 3 && letters < 3 && b[0] != 'L' {
		return "", 0 // the laws of 1957 were counted through: 102/SL-L004
	}
	if r, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return "", 0
	}
	part := text[:size]
	if part != string(b) {
		part = string(b)
	}
	if !proper && !(at > 0 && s.text[at-1] == '-' && isDivision(part)) && !known(part) {
		return "", 0
	}
	s.mended = s.mended || mended
	return part, size
}

// meaning divides a symbol into the abbreviation of the type, "" where its
// first part is none, and the part of the issuer.
func meaning(first, symbol string) (typ, issuer string) {
	rest := strings.TrimLeft(symbol[len(first):], "-/")
	if isType(first) {
		return first, rest
	}
	return "", first
}

func isType(part string) bool { return len(gazetteer.TypesByAbbrev(part)) > 0 }

func known(part string) bool {
	return isType(part) || len(gazetteer.BodiesBySymbol(part)) > 0
}

// plainCapitals says whether part is three or more capitals and nothing else, as
// the divisions of an office sign.
func plainCapitals(part string) bool {
	n := 0
	for _, r := range part {
		if !isCapital(r) {
			return false
		}
		n++
	}
	return n >= 3
}
