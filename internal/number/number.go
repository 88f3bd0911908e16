// Package number reads the number and symbol of a directive (số, ký hiệu) from
// running text, as print, OCR and typists leave it.
//
// What it takes for a number:
//
//	29-NQ/TW  38 - HD/BTCTW  91-\nKL/TW  16-LCT/HĐNN8  14204-CV/VPTW
//	30/2020/NĐ-CP  144 /2002/QĐ/BTC  66.7/2025/NQ-CP  51/2024/QH15
//	2170 /QĐ - UBND  5973/UBND-KT  1630/BC-UBPLTP15  769/TTg  45 TC/TCT
//
// and what not: dates (12/8/2024, 26-5-2025), codes of standards
// (TCCS.01:2017/ĐCKS), years before a dash (2020 - UBND), units (km/h).
// A letter that print confuses with a digit is mended in the sequence alone, where
// no scribe writes it: "4l/TB-UBND", behind "số" also "O5/CT-UBND".
package number

import (
	"strings"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// A Number is what an issuer writes after "Số:": in "171-KH/HU" Seq "171",
// Symbol "KH/HU"; in "30/2020/NĐ-CP" Year 2020.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3; 36-HD/VPTW.
type Number struct {
	Text   string // normalised: no spaces, look-alikes mended, "30/2020/NĐ-CP"
	Seq    string // "171", "66.7"; "" where it is blank (a draft)
	Year   int    // 0 where the number does not carry it
	Symbol string // "KH/HU", "NĐ-CP", "QH15"
	Type   string // abbreviation in the symbol: "KH"; "" for công văn and laws
	Issuer string // issuer's part of the symbol: "HU", "CP", "QH15"; "" where none
	Mended bool   // letters were changed, not only spaces removed

	// Misread says that a digit of the sequence was read as a letter, "4l/TB-UBND".
	Misread bool
}

// Scan reads the longest number that text starts with at byte at, and the byte
// after it. It bears white space, line breaks and dashes of any kind between
// the parts ("2170 /QĐ - UBND", "91-\nKL/TW"). A bare sequence ("29") without
// symbol is not a number here: ok is false. Nor is the tail of a longer number
// or of a code: at must not stand inside a word.
func Scan(text string, at int) (n Number, end int, ok bool) {
	if at < 0 || at >= len(text) || !vntext.IsDigit(text[at]) && !misreadAt(text, at) || insideWord(text, at) {
		return Number{}, at, false
	}
	s := scanner{text: text, at: at}
	n, ok = s.number()
	if !ok {
		return Number{}, at, false
	}
	return n, s.at, true
}

// ScanBlank reads a number whose sequence is left open, as drafts have it
// ("/QĐ-BTC", "...../2025/TT-BTC", "____-KH/HU"), at byte at: after "Số:". Seq
// is "". Only white space, dots and underscores may stand before the symbol.
func ScanBlank(text string, at int) (n Number, end int, ok bool) {
	if at < 0 || at > len(text) {
		return Number{}, at, false
	}
	s := scanner{text: text, at: at}
	for s.at < len(text) && strings.IndexByte(" \t._", text[s.at]) >= 0 || strings.HasPrefix(text[s.at:], "…") || strings.HasPrefix(text[s.at:], "\u00a0") {
		_, size := utf8.DecodeRuneInString(text[s.at:])
		s.at += size
	}
	n, ok = s.rest("")
	if !ok {
		return Number{}, at, false
	}
	return n, s.at, true
}

// Parse reads s, which must hold one number and nothing else but white space
// around it.
// Law: Parse(n.Text) gives n again (but for Mended).
func Parse(s string) (Number, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Number{}, false
	}
	scan := Scan
	if !vntext.IsDigit(s[0]) {
		scan = ScanBlank
	}
	n, end, ok := scan(s, 0)
	if !ok || end != len(s) {
		return Number{}, false
	}
	return n, true
}

// Equal says whether two normalised numbers are one: case, leading zeros of
// the sequence and the dash after it do not count, the year does.
func Equal(a, b string) bool {
	if a == b {
		return true
	}
	// Most are told apart by their sequence.
	i := seqEnd(strings.TrimLeft(a, "0"))
	if j := seqEnd(strings.TrimLeft(b, "0")); i != j || strings.TrimLeft(a, "0")[:i] != strings.TrimLeft(b, "0")[:j] {
		return false
	}
	return Key(a) == Key(b)
}

// seqEnd is the end of the digits that s starts with.
func seqEnd(s string) int {
	for i := range len(s) {
		if !vntext.IsDigit(s[i]) {
			return i
		}
	}
	return len(s)
}

// Key is the normalised number as it is compared: two numbers are Equal when
// their keys are. It is upper case, without leading zeros; the mark after the
// sequence is a slash ("29-NQ/TW" and "29/NQ/TW" are one), marks inside the
// symbol are dashes.
func Key(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	text = strings.TrimLeft(text, "0")
	for _, r := range text {
		m, _ := mend(r)
		switch {
		case m == '/' || m == '-':
			b.WriteByte('-')
		case m == ' ' || m == '\n' || m == '\t' || m == '\u00a0':
		default:
			b.WriteRune(m)
		}
	}
	return strings.ToUpper(b.String())
}

// insideWord says whether the digit at at continues a word, a number or a
// code: the 2017 of "TCCS.01:2017/ĐCKS", the 2020 of "30/2020/NĐ-CP".
func insideWord(text string, at int) bool {
	r, size := utf8.DecodeLastRuneInString(text[:at])
	if size == 0 {
		return false
	}
	if vntext.IsDigit(byte(r)) && r < utf8.RuneSelf {
		return true
	}
	switch m, _ := mend(r); {
	case m == ':' || m == '/' || m == '-' || m == '.':
		// "Số:30/2020" is no code, nor is "-29-NQ/TW" at a line's start.
		before, _ := utf8.DecodeLastRuneInString(text[:at-size])
		if m == ':' {
			return before >= '0' && before <= '9'
		}
		return isSymbolRune(before)
	default:
		return isCapital(m)
	}
}
