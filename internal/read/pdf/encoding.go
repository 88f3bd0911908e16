package pdf

import (
	_ "embed"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

//go:embed glyphs.tsv
var glyphsTSV string

//go:embed widths.tsv
var widthsTSV string

// glyphNames is read-only: what the names of glyphs stand for.
var glyphNames = func() map[string]rune {
	names := make(map[string]rune, 1300)
	for row := range rows(glyphsTSV) {
		code, err := strconv.ParseUint(row[1], 16, 32)
		if err != nil {
			panic("glyphs.tsv: " + err.Error()) // unreachable: tested
		}
		names[row[0]] = rune(code)
	}
	return names
}()

// coreWidths is read-only: the widths of the standard fonts, which files need
// not give, for the codes 32 to 255 of WinAnsiEncoding.
var coreWidths = func() map[string][]float64 {
	fonts := map[string][]float64{}
	for row := range rows(widthsTSV) {
		for _, f := range strings.Fields(row[1]) {
			w, err := strconv.ParseFloat(f, 64)
			if err != nil {
				panic("widths.tsv: " + err.Error()) // unreachable: tested
			}
			fonts[row[0]] = append(fonts[row[0]], w)
		}
	}
	return fonts
}()

// rows yields the columns of each row of a table.
func rows(tsv string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(tsv) {
			if line[0] != '#' && !yield(strings.Split(strings.TrimRight(line, "\n"), "\t")) {
				return
			}
		}
	}
}

// Base encodings are read-only. Source: ISO 32000-1, Annex D.
var (
	winAnsi  = fromCharmap(charmap.Windows1252, map[byte]rune{0xAD: '-', 0xA0: ' ', 0x7F: '•', 0x81: '•', 0x8D: '•', 0x8F: '•', 0x90: '•', 0x9D: '•'})
	macRoman = fromCharmap(charmap.Macintosh, map[byte]rune{0xCA: ' ', 0xDB: '¤'})
	standard = fromASCII(map[byte]rune{
		'\'': '’', '`': '‘', 0xA1: '¡', 0xA2: '¢', 0xA3: '£', 0xA4: '⁄', 0xA5: '¥', 0xA6: 'ƒ', 0xA7: '§', 0xA8: '¤',
		0xA9: '\'', 0xAA: '“', 0xAB: '«', 0xAC: '‹', 0xAD: '›', 0xAE: 'ﬁ', 0xAF: 'ﬂ', 0xB1: '–', 0xB2: '†', 0xB3: '‡',
		0xB4: '·', 0xB6: '¶', 0xB7: '•', 0xB8: '‚', 0xB9: '„', 0xBA: '”', 0xBB: '»', 0xBC: '…', 0xBD: '‰', 0xBF: '¿',
		0xC1: '`', 0xC2: '´', 0xC3: 'ˆ', 0xC4: '˜', 0xC5: '¯', 0xC6: '˘', 0xC7: '˙', 0xC8: '¨', 0xCA: '˚', 0xCB: '¸',
		0xCD: '˝', 0xCE: '˛', 0xCF: 'ˇ', 0xD0: '—', 0xE1: 'Æ', 0xE3: 'ª', 0xE8: 'Ł', 0xE9: 'Ø', 0xEA: 'Œ', 0xEB: 'º',
		0xF1: 'æ', 0xF5: 'ı', 0xF8: 'ł', 0xF9: 'ø', 0xFA: 'œ', 0xFB: 'ß',
	})
)

func fromASCII(more map[byte]rune) (e [256]rune) {
	for c := ' '; c <= '~'; c++ {
		e[c] = c
	}
	for c, r := range more {
		e[c] = r
	}
	return e
}

func fromCharmap(m *charmap.Charmap, more map[byte]rune) [256]rune {
	e := fromASCII(nil)
	for c := 0x80; c <= 0xFF; c++ {
		e[c] = m.DecodeByte(byte(c))
	}
	for c, r := range more {
		e[c] = r
	}
	return e
}

// glyphText is what the name of a glyph stands for, "" where it says nothing.
// Known are the names of the table, uni1EA1, u1EA1, and these with a suffix
// (.sc) or joined by _ (f_i). Source: Adobe Glyph List Specification, 2.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	var text strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		if r, ok := glyphNames[part]; ok {
			text.WriteRune(r)
			continue
		}
		text.WriteString(numberedGlyph(part))
	}
	return text.String()
}

// numberedGlyph reads uni followed by groups of four digits, or u by four to six.
func numberedGlyph(name string) string {
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		text := ""
		for ; digits != ""; digits = digits[4:] {
			c, err := strconv.ParseUint(digits[:4], 16, 32)
			if err != nil {
				return ""
			}
			text += string(rune(c))
		}
		return text
	}
	if digits, ok := strings.CutPrefix(name, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		if c, err := strconv.ParseUint(digits, 16, 32); err == nil {
			return string(rune(c))
		}
	}
	return ""
}

// symbols are characters of Symbol and Wingdings in the private use area, where
// word processors leave their bullets, and two that stand for another. Source:
// Unicode's mapping files SYMBOL.TXT and WINGDING.TXT.
var symbols = map[rune]string{
	0xF020: " ", 0xF02D: "−", 0xF02B: "+", 0xF03D: "=", 0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "◻", 0xF06F: "□", 0xF071: "❑", 0xF072: "❒",
	0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF076: "❖", 0xF077: "⬥", 0xF0D8: "➢", 0xF0E0: "→", 0xF0F0: "⇨", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF0D0: "−",
	// Word's Times New Roman draws the hyphen with a glyph whose map says soft
	// hyphen: "29\u00ADNQ/TW".
	0x00AD: "-",
	0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}
