// Package vntext knows Vietnamese as text: normal form, syllables, tone
// placement, folding. Strings in, strings out; it knows no pages and no records.
package vntext

import "iter"

// NFC is s in Unicode normal form C. It allocates only when s is not.
func NFC(s string) string { panic("unwritten") }

// Term is word w as a search term: lower case, tone mark in the one place
// (hoá -> hóa, uỷ -> ủy, but quý stays), look-alike letters mended (Ð -> đ).
// w must be NFC. It returns w itself when nothing changes.
func Term(w string) string { panic("unwritten") }

// Fold is Term without any mark: "đổi" -> "doi".
func Fold(w string) string { panic("unwritten") }

// Key is s for comparison: NFC, each word a Term, white space folded to one
// space and trimmed. Two spellings of one name have one Key.
func Key(s string) string { panic("unwritten") }

// Words yields the byte borders of the words of s: runs of letters, marks and
// digits. "29-NQ/TW" is three words; "Hà Nội," two.
func Words(s string) iter.Seq2[int, int] { panic("unwritten") }

// A Measure tells how Vietnamese a text is.
type Measure struct {
	Words     int // words made of letters
	Syllables int // of these, possible Vietnamese syllables
	Odd       int // characters that no directive holds: U+FFFD, controls, private use
	Letters   int // letters in all
}

// Share is Syllables by Words, 1 where there are no words.
func (m Measure) Share() float64 { panic("unwritten") }

// MeasureText measures s, which must be NFC.
func MeasureText(s string) Measure { panic("unwritten") }

// IsSyllable says whether w, an NFC word of letters in any case, is a possible
// Vietnamese syllable: legal onset, rime and tone.
func IsSyllable(w string) bool { panic("unwritten") }
