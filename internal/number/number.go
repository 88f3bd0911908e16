// Package number reads the number and symbol of a directive (số, ký hiệu) from
// running text, as print, OCR and typists leave it.
package number

// A Number is what an issuer writes after "Số:": in "171-KH/HU" Seq "171",
// Symbol "KH/HU"; in "30/2020/NĐ-CP" Year 2020.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3; 36-HD/VPTW.
type Number struct {
	Text   string // normalised: no spaces, look-alikes mended, "30/2020/NĐ-CP"
	Seq    string // "171", "66.7"; "" where it is blank (a draft)
	Year   int    // 0 where the number does not carry it
	Symbol string // "KH/HU", "NĐ-CP", "QH15"
	Type   string // abbreviation in the symbol: "KH"; "" for công văn and laws
	Issuer string // issuer's part of the symbol: "HU", "CP"; "" where none
	Mended bool   // letters were changed, not only spaces removed
}

// Scan reads the longest number that text starts with at byte at, and the byte
// after it. It bears white space, line breaks and dashes of any kind between
// the parts ("2170 /QĐ - UBND", "91-\nKL/TW"). A bare sequence ("29") without
// symbol is not a number here: ok is false.
func Scan(text string, at int) (n Number, end int, ok bool) { panic("unwritten") }

// Parse reads s, which must hold one number and nothing else.
// Law: Parse(n.Text) gives n again (but for Mended).
func Parse(s string) (Number, bool) { panic("unwritten") }

// Equal says whether two normalised numbers are one: case, leading zeros of
// the sequence and the dash after it do not count, the year does.
func Equal(a, b string) bool { panic("unwritten") }
