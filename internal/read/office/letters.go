package office

import (
	_ "embed" // symbols.tsv
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/read/plain"
	"vanthu/internal/vntext"
	"vanthu/internal/vntext/legacy"
)

//go:embed symbols.tsv
var symbolsTSV string

// A symbol is a glyph of a font that has no letters.
type symbol struct {
	font string // lower case
	code byte
}

var symbols = readSymbols(symbolsTSV)

func readSymbols(tsv string) map[symbol]string {
	table := make(map[symbol]string)
	for line := range strings.Lines(tsv) {
		field := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(field) < 3 || field[0] == "font" {
			continue
		}
		code, err := strconv.ParseUint(field[1], 16, 8)
		if err != nil {
			panic("symbols.tsv: " + line) // unreachable: the table is part of the program, and a test reads it
		}
		table[symbol{field[0], byte(code)}] = field[2]
	}
	return table
}

// fromSymbols is text of a symbol font as Unicode, and text of any other with
// the letters that Word keeps as U+F020 to U+F0FF where they belong.
func fromSymbols(text, font string) string {
	drawn := strings.ToLower(font)
	symbolic := drawn == "symbol" || strings.HasPrefix(drawn, "wingdings") || drawn == "webdings"
	if !symbolic && !strings.ContainsFunc(text, private) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		code := r
		if private(r) {
			code -= 0xF000
		}
		switch {
		case code > 0xFF || code <= ' ' || !symbolic && !private(r):
			b.WriteRune(r)
		case !symbolic:
			b.WriteString(legacy.Latin([]byte{byte(code)}))
		case symbols[symbol{drawn, byte(code)}] != "":
			b.WriteString(symbols[symbol{drawn, byte(code)}])
		case drawn == "symbol" && code < utf8.RuneSelf:
			b.WriteRune(code) // digits and signs stand where ASCII has them
		default:
			b.WriteString("•")
		}
	}
	return b.String()
}

// private says whether r is where Word keeps the letters of a font of symbols.
func private(r rune) bool { return 0xF020 <= r && r <= 0xF0FF }

// enough is how much text of a font is looked at to tell its encoding.
const enough = 64 << 10

// encodings are what the letters of each font of the galleys are written in:
// by the font's name, and where the words clearly say otherwise, by the words.
// A text set in VNI-Times may have been typed in TCVN3, and a font of any name
// may be of an old encoding.
func encodings(galleys []*galley) fonts {
	texts := make(map[string]*strings.Builder)
	for _, g := range galleys {
		for _, m := range g.marks {
			if m.kind != typeset {
				continue
			}
			font := strings.TrimPrefix(m.note, capsMark)
			b := texts[font]
			if b == nil {
				b = &strings.Builder{}
				texts[font] = b
			}
			if b.Len() < enough {
				b.Write(g.text[m.start:m.end])
				b.WriteByte('\n')
			}
		}
	}
	f := fonts{byName: make(map[string]legacy.Encoding, len(texts))}
	for font, text := range texts {
		e := legacy.OfFont(font)
		if worded, _ := legacy.Detect(text.String()); worded != legacy.None && !same(e, worded) {
			e = worded
		}
		f.byName[font] = e
		if e != legacy.None && !slices.Contains(f.present, e) {
			f.present = append(f.present, e)
		}
	}
	slices.Sort(f.present)
	return f
}

// fonts are the encodings of a document.
type fonts struct {
	byName  map[string]legacy.Encoding
	present []legacy.Encoding // in use at all
}

// of is the encoding of a text that is set in a font. Where a document mixes
// encodings, texts copied from elsewhere can stand in a font of the wrong one:
// then the one that makes more syllables of the text is right.
func (f *fonts) of(font, text string) legacy.Encoding {
	best := f.byName[font]
	if best == legacy.None || len(f.present) < 2 {
		return best
	}
	most := syllables(best, text) + 1
	for _, e := range f.present {
		if n := syllables(e, text); n > most && !same(best, e) {
			best, most = e, n
		}
	}
	return best
}

// syllables is how many more words an encoding makes syllables than it makes
// other than syllables.
func syllables(e legacy.Encoding, text string) int {
	m := e.Measure(text)
	return m.Legal - (m.Changed - m.Legal)
}

// same says whether a font's encoding is that of the words, capitals aside.
func same(named, worded legacy.Encoding) bool {
	return named == worded || named == legacy.TCVN3Capitals && worded == legacy.TCVN3 || named == legacy.VISCIICapitals && worded == legacy.VISCII
}

// polish makes the text what a person sees: Unicode in NFC, capitals where the
// look says so, no characters without ink.
func (g *galley) polish(f fonts) {
	borders := []int{len(g.text)}
	var set []mark
	for _, m := range g.marks {
		borders = append(borders, m.start, m.end)
		if m.kind == typeset {
			set = append(set, m)
		}
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	moved := make(map[int]int, len(borders))
	out := make([]byte, 0, len(g.text))
	at := 0
	for _, border := range borders {
		piece := string(g.text[at:border])
		for len(set) > 0 && set[0].end <= at {
			set = set[1:]
		}
		if len(set) > 0 && set[0].start <= at {
			font, caps := strings.CutPrefix(set[0].note, capsMark)
			if e := f.of(font, piece); e != legacy.None {
				piece = e.Decode(piece)
			}
			if caps {
				piece = strings.ToUpper(piece)
			}
		}
		out = join(out, vntext.NFC(plain.Visible(piece)))
		moved[border] = len(out)
		at = border
	}
	kept := g.marks[:0]
	for _, m := range g.marks {
		// Where an accent was joined to its letter, a border lies inside of it.
		m.start, m.end = runeStart(out, moved[m.start]), runeStart(out, moved[m.end])
		if m.kind == typeset {
			m.note = strings.TrimPrefix(m.note, capsMark)
			e := f.byName[m.note]
			if e == legacy.None {
				continue
			}
			by := "the font " + m.note
			if !same(legacy.OfFont(m.note), e) {
				by = "the words"
			}
			m.kind, m.note = converted, fmt.Sprintf("%s, told by %s", e, by)
		}
		kept = append(kept, m)
	}
	g.marks = kept
	g.text = out
}

// join appends a piece whose first accent may belong to the letter before it.
func join(text []byte, piece string) []byte {
	first, _ := utf8.DecodeRuneInString(piece)
	if !unicode.IsMark(first) {
		return append(text, piece...)
	}
	at := len(text)
	for at > 0 {
		r, size := utf8.DecodeLastRune(text[:at])
		at -= size
		if !unicode.IsMark(r) {
			break
		}
	}
	return append(text[:at], vntext.NFC(string(text[at:])+piece)...)
}

// runeStart is the start of the character that byte at belongs to.
func runeStart(text []byte, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
