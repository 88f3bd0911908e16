package vntext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Term is word w as a search term: lower case, tone mark in the one place
// (hoá -> hóa, uỷ -> ủy, but quý stays), look-alike letters mended (Ð -> đ).
// w must be NFC. It returns w itself when nothing changes.
//
// Cyrillic letters become the Latin ones that they look like unless the word
// holds a Cyrillic letter that looks like none: Россия stays Russian.
func Term(w string) string {
	var buf [64]byte
	out, ok, same := term(buf[:0], w, false)
	switch {
	case !ok:
		return foreignTerm(w)
	case same:
		return w
	}
	return string(out)
}

// Fold is Term without any mark: "đổi" -> "doi".
func Fold(w string) string {
	var buf [128]byte
	dst := buf[:0]
	if len(w) > len(buf) { // what is folded is no longer than w
		dst = make([]byte, 0, len(w))
	}
	out, ok, same := term(dst, w, true)
	switch {
	case !ok:
		return foreignFold(w)
	case same:
		return w
	}
	return string(out)
}

// Spelling is term in one of the two spellings that differ in i and y: kĩ ->
// kỹ, lí -> lý, quí -> quý, quít -> quýt. Both are right, and one writer uses
// both; for search alone, since mi and my can be two words. term must be a Term.
func Spelling(term string) string {
	s := syllableOf(term)
	at := s.n - 1
	switch {
	case s.odd:
		return term
	case s.n == 2 && yOnsets>>s.code[0]&1 == 1:
	case s.n >= 3 && uint32(s.code[0]) == codeQ && s.code[1] == codeU:
		at = 2
	default:
		return term
	}
	if s.code[at] != codeI {
		return term
	}
	s.code[at] = codeY
	if _, legal := s.parse(); !legal { // quiu
		return term
	}
	return string(s.appendTo(nil, s.at))
}

// Spellings are all terms that have the Spelling of term, itself first: "kĩ" and
// "kỹ".
func Spellings(term string) []string {
	s := syllableOf(term)
	if s.odd || s.n < 2 {
		return []string{term}
	}
	at := s.n - 1
	if s.n >= 3 && uint32(s.code[0]) == codeQ && s.code[1] == codeU {
		at = 2
	}
	switch s.code[at] {
	case codeI:
		s.code[at] = codeY
	case codeY:
		s.code[at] = codeI
	default:
		return []string{term}
	}
	if other := string(s.appendTo(nil, s.at)); Spelling(other) == Spelling(term) {
		return []string{term, other}
	}
	return []string{term}
}

// yOnsets are the onsets after which i and y at the end are one.
var yOnsets = letterSet("hklmst")

// FoldRune is r in lower case without any mark: 'Ở' -> 'o', 'Đ' -> 'd'. A
// character outside Latin is only made small.
func FoldRune(r rune) rune {
	if l := letterOf(r); l != nil {
		return rune(l.fold)
	}
	return unicode.ToLower(r)
}

// The general punctuation that every form leaves as it is: U+2010 to U+203F.
const (
	punctFirst = 0x2010
	punctEnd   = 0x2040
)

// term writes w as a term, or folded, into the empty dst. It reports ok false
// when w holds a character that the table does not, and same when the result is
// w (dst is then of no use).
func term(dst []byte, w string, fold bool) (out []byte, ok, same bool) {
	// Most words hold a run of small ASCII letters only.
	i := 0
	for i < len(w) && w[i] < utf8.RuneSelf && (w[i] < 'A' || w[i] > 'Z') {
		i++
	}
	if i == len(w) {
		return dst, true, true
	}
	var s syllable
	same = true
	for i := 0; i < len(w); {
		r, size := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(w[i:])
			if r == utf8.RuneError && size == 1 {
				return dst, false, false
			}
		}
		l := letterOf(r)
		if l == nil {
			if r < punctFirst || r >= punctEnd {
				return dst, false, false
			}
			// Dashes and quotation marks stand in names and lines, and stay.
			s.odd = true
			dst = append(dst, w[i:i+size]...)
			i += size
			continue
		}
		c := rune(l.lower)
		if fold {
			c = rune(l.fold)
		} else {
			s.add(l)
		}
		if c != r {
			same = false
		}
		dst = utf8.AppendRune(dst, c)
		i += size
	}
	if s.tone > 0 && s.v > 1 { // of one vowel the mark cannot be misplaced
		if at, legal := s.parse(); legal && at != s.at {
			dst = s.appendTo(dst[:0], at)
			same = false
		}
	}
	return dst, true, same
}

// foreignTerm is Term for words with characters outside the table.
func foreignTerm(w string) string {
	mend := true
	for _, r := range w {
		if unicode.Is(unicode.Cyrillic, r) && latinOf(r) == 0 {
			mend = false
		}
	}
	// Small letters compose where capitals do not (H + U+0331), so the normal
	// form is made again.
	lower := NFC(strings.Map(func(r rune) rune {
		if mend {
			if l := latinOf(r); l != 0 {
				return l
			}
		}
		return lowerOf(r)
	}, w))
	var buf [64]byte
	out, ok, same := term(buf[:0], lower, false)
	if !ok || same {
		return lower
	}
	return string(out)
}

// foreignFold is Fold for words with characters outside the table.
func foreignFold(w string) string {
	t := foreignTerm(NFC(w))
	var buf [64]byte
	if out, ok, same := term(buf[:0], t, true); ok {
		if same {
			return t
		}
		return string(out)
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		if r == 'đ' {
			return 'd'
		}
		return r
	}, norm.NFD.String(t))
	return norm.NFC.String(bare)
}
