package pdf

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	parser "github.com/ledongthuc/pdf"

	"vanthu/internal/vntext/legacy"
)

// A font tells what its codes stand for and how wide they are drawn.
type font struct {
	wide      bool  // codes of more than one byte (Type0)
	unicode   bool  // wide codes are UTF-16 (UniGB-UCS2-H)
	encoding  *cmap // of a wide font, nil for Identity
	toUnicode *cmap // nil where there is none
	simple    [256]string
	widths    map[uint32]float64 // in text space units
	usual     float64            // width of all other codes
	ascent    float64            // above the baseline, in em
	descent   float64            // below the baseline, in em, positive
	height    float64            // of an em in text space units: 1 but for Type3
	old       legacy.Encoding    // that its glyphs are drawn for, whatever the file says of them
	knows     bool               // the file gave a letter of Unicode for one of these all the same
}

// unknown is what a code stands for that the file does not explain.
const unknown = "\uFFFD"

// noFont is used where a page draws without a font that can be read.
var noFont = &font{usual: 0.5, ascent: 0.9, descent: 0.22, height: 1}

const (
	maxCMapBytes = 8 << 20
	maxWidths    = 1 << 17
)

// fontOf loads a font once. One that cannot be read draws unknown characters.
func (d *document) fontOf(v parser.Value) (f *font) {
	key := v.String()
	if f, ok := d.fonts[key]; ok {
		return f
	}
	defer func() {
		if x := recover(); x != nil {
			f = noFont
		}
		d.fonts[key] = f
	}()
	return d.loadFont(v)
}

func (s *source) loadFont(v parser.Value) *font {
	f := &font{widths: map[uint32]float64{}, ascent: 0.9, descent: 0.22, height: 1}
	f.toUnicode = s.toUnicodeOf(v.Key("ToUnicode"))
	descriptor := v.Key("FontDescriptor")
	if v.Key("Subtype").Name() == "Type0" {
		descendant := v.Key("DescendantFonts").Index(0)
		descriptor = descendant.Key("FontDescriptor")
		f.wide = true
		attempt(func() { f.loadWideEncoding(s, v.Key("Encoding")) })
		attempt(func() { f.loadWideWidths(descendant) })
	} else {
		attempt(func() { f.loadSimpleEncoding(s, v, descriptor) })
		attempt(func() { f.loadSimpleWidths(v, descriptor) })
	}
	f.old = legacy.OfFont(v.Key("BaseFont").Name())
	if a := descriptor.Key("Ascent").Float64() / 1000; a > 0.5 && a < 1.3 {
		f.ascent = a
	}
	if d := -descriptor.Key("Descent").Float64() / 1000; d > 0.1 && d < 0.5 {
		f.descent = d
	}
	return f
}

// attempt does one step of loading a font: what cannot be read of it is left out,
// and the font keeps the rest.
func attempt(step func()) {
	defer func() { _ = recover() }()
	step()
}

// toUnicodeOf reads the map to text; one that cannot be decoded is none.
func (s *source) toUnicodeOf(v parser.Value) (m *cmap) {
	defer func() {
		if x := recover(); x != nil {
			m = nil
		}
	}()
	switch v.Kind() {
	case parser.Name: // /Identity-H: the codes are the text
		return &cmap{ranges: []codeRange{{first: 0, last: 0xFFFF}}}
	case parser.Stream:
		src, _ := s.unpack(v, maxCMapBytes)
		return parseCMap(src)
	}
	return nil
}

func (f *font) loadWideEncoding(s *source, v parser.Value) {
	switch v.Kind() {
	case parser.Name:
		name := v.Name()
		f.unicode = strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16")
	case parser.Stream:
		src, _ := s.unpack(v, maxCMapBytes)
		f.encoding = parseCMap(src)
	}
}

// loadWideWidths reads W: "10 [500 600]" for codes 10 and 11, "10 20 500" for
// codes 10 to 20. Source: ISO 32000-1, 9.7.4.3.
func (f *font) loadWideWidths(v parser.Value) {
	f.usual = 1
	if dw := v.Key("DW"); dw.Kind() == parser.Integer || dw.Kind() == parser.Real {
		f.usual = dw.Float64() / 1000
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < maxWidths; {
		first, second := w.Index(i).Int64(), w.Index(i+1)
		if second.Kind() == parser.Array {
			for k := range min(second.Len(), maxWidths) {
				f.widths[uint32(first)+uint32(k)] = second.Index(k).Float64() / 1000
			}
			i += 2
			continue
		}
		width := w.Index(i+2).Float64() / 1000
		for cid := first; cid <= min(second.Int64(), 0xFFFF); cid++ {
			f.widths[uint32(cid)] = width
		}
		i += 3
	}
}

func (f *font) loadSimpleEncoding(s *source, v, descriptor parser.Value) {
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == parser.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	table := standard
	switch {
	case base == "WinAnsiEncoding":
		table = winAnsi
	case base == "MacRomanEncoding":
		table = macRoman
	case v.Key("Subtype").Name() == "TrueType":
		table = winAnsi // what producers mean who say nothing
	case v.Key("Subtype").Name() == "Type3":
		table = [256]rune{}
	}
	for c, r := range table {
		if r != 0 {
			f.simple[c] = string(r)
		}
	}
	if base == "" {
		attempt(func() { f.loadBuiltIn(s, descriptor.Key("FontFile")) })
	}
	differences := enc.Key("Differences")
	code := int64(0)
	for i := range min(differences.Len(), 1024) {
		d := differences.Index(i)
		if d.Kind() == parser.Integer {
			code = d.Int64()
			continue
		}
		if code >= 0 && code < 256 {
			f.simple[code] = glyphText(d.Name())
			code++
		}
	}
}

// builtIn matches "dup 58 /period put" in the clear part of a Type 1 font.
var builtIn = regexp.MustCompile(`dup\s+(\d{1,3})\s*/([A-Za-z0-9._]+)\s+put`)

// maxFontHead bounds how far a Type 1 font is read for its encoding.
const maxFontHead = 64 << 10

// loadBuiltIn reads the encoding that a Type 1 font brings along: the bullets
// and leaders of TeX are not where StandardEncoding has them.
func (f *font) loadBuiltIn(s *source, v parser.Value) {
	if v.Kind() != parser.Stream {
		return
	}
	head, _ := s.unpack(v, maxFontHead)
	for _, m := range builtIn.FindAllSubmatch(head, 256) {
		code, _ := strconv.Atoi(string(m[1]))
		if text := glyphText(string(m[2])); text != "" && code < 256 {
			f.simple[code] = text
		}
	}
}

func (f *font) loadSimpleWidths(v, descriptor parser.Value) {
	scale := 0.001
	if v.Key("Subtype").Name() == "Type3" {
		m := matrixOf(v.Key("FontMatrix"))
		scale = math.Hypot(m[0], m[1])
		// An em of a Type3 font is as high as its box, where it tells.
		if box, ok := rectOf(v.Key("FontBBox")); ok {
			if h := (box[3] - box[1]) * math.Hypot(m[2], m[3]); h > 0.2 && h < 5 {
				f.height = h
			}
		}
	}
	f.usual = descriptor.Key("MissingWidth").Float64() * scale
	widths := v.Key("Widths")
	first := v.Key("FirstChar").Int64()
	for i := range min(widths.Len(), 256) {
		f.widths[uint32(first)+uint32(i)] = widths.Index(i).Float64() * scale
	}
	if widths.Len() == 0 {
		for i, w := range coreWidths[coreName(v.Key("BaseFont").Name())] {
			f.widths[uint32(i)+32] = w / 1000
		}
		if f.usual == 0 {
			f.usual = 0.5
		}
	}
}

// coreName is the standard font whose widths fit a font of this name best.
func coreName(name string) string {
	name = strings.ToLower(name)
	bold := strings.Contains(name, "bold")
	slanted := strings.Contains(name, "italic") || strings.Contains(name, "oblique")
	family, style := "Times-", "Italic"
	switch {
	case strings.Contains(name, "courier"):
		family, style = "Courier-", "Oblique"
	case strings.Contains(name, "helvetica"), strings.Contains(name, "arial"):
		family, style = "Helvetica-", "Oblique"
	}
	switch {
	case bold && slanted:
		return family + "Bold" + style
	case bold:
		return family + "Bold"
	case slanted:
		return family + style
	case family == "Times-":
		return "Times-Roman"
	}
	return strings.TrimSuffix(family, "-")
}

// code reads the next code of a string: its value and length in bytes.
func (f *font) code(s []byte) (uint32, int) {
	if !f.wide {
		return uint32(s[0]), 1
	}
	return f.encoding.code(s, 2)
}

// text is what a code stands for.
func (f *font) text(code uint32) string {
	s := f.mapped(code)
	if f.old != legacy.None {
		s = f.inOld(code, s)
	}
	return s
}

// mapped is what the file says that a code stands for. The map to text goes
// first: with WinAnsi letters and a map beside, the map is what the producer
// knows.
func (f *font) mapped(code uint32) string {
	if f.toUnicode != nil {
		if s, ok := f.toUnicode.text(code); ok {
			if !odd(s) || f.wide || code > 255 || f.simple[code] == "" {
				return s
			}
		}
	}
	switch {
	case f.wide && f.unicode:
		return string(rune(code))
	case !f.wide && code < 256 && f.simple[code] != "":
		return f.simple[code]
	case f.wide && f.toUnicode != nil && (code == 0 || code == 3):
		// Producers leave out of the map what has no ink: the missing glyph,
		// and the blank, which is glyph 3 of every TrueType font.
		return " "
	}
	return unknown
}

// odd says whether a text holds what nobody reads.
func odd(s string) bool {
	for _, r := range s {
		if r == utf8.RuneError || unicode.Is(unicode.Co, r) && symbols[r] == "" || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return true
		}
	}
	return false
}

// width is the advance of a code in text space units.
func (f *font) width(code uint32) float64 {
	if f.encoding != nil {
		if cid, ok := f.encoding.cid(code); ok {
			code = cid
		}
	}
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.usual
}
