package pdf

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCMap(t *testing.T) {
	m := parseCMap([]byte(`1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0003> <0020> <0010> <D835DC00> <0011> <0000> endbfchar
4 beginbfrange <00F0> <0110> <1EA0> <0200> <0201> [<0061> <00660069>] <0300> <0305> <00610030> <FFF0> <FFFF> <0000> endbfrange
% a comment (with a parenthesis
1 beginbfrange <0500> <0400> <0041> endbfrange`))
	tests := []struct {
		code uint32
		want string // "": none
	}{
		{0x03, " "},
		{0x10, "𝐀"},
		{0x11, ""}, // U+0000 is no text
		{0xF0, "Ạ"},
		{0x100, "Ằ"}, // over the border of 256
		{0x110, "Ề"},
		{0x111, ""},
		{0x200, "a"},
		{0x201, "fi"},
		{0x305, "a5"},
		{0xFFF0, ""}, // counts up from nothing
		{0xFFF1, "\x01"},
		{0x450, ""}, // backwards
	}
	for _, tt := range tests {
		got, ok := m.text(tt.code)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("code %#x: %q, %v, want %q", tt.code, got, ok, tt.want)
		}
	}
}

func TestCodes(t *testing.T) {
	mixed := parseCMap([]byte("2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange 1 begincidrange <8140> <8150> 633 endcidrange 1 begincidchar <20> 1 endcidchar"))
	tests := []struct {
		m        *cmap
		s        string
		code     uint32
		bytes    int
		cid      uint32
		hasGlyph bool
	}{
		{nil, "\x01\x02", 0x102, 2, 0, false},
		{nil, "\x01", 1, 1, 0, false}, // half a code at the end
		{mixed, " a", 0x20, 1, 1, true},
		{mixed, "\x81\x41", 0x8141, 2, 634, true},
		{mixed, "\xFF\xFF", 0xFF, 1, 0, false}, // in no code space
	}
	for _, tt := range tests {
		code, n := tt.m.code([]byte(tt.s), 2)
		if code != tt.code || n != tt.bytes {
			t.Errorf("%q: code %#x of %d bytes, want %#x of %d", tt.s, code, n, tt.code, tt.bytes)
		}
		if tt.m == nil {
			continue
		}
		if cid, ok := tt.m.cid(code); ok != tt.hasGlyph || ok && cid != tt.cid {
			t.Errorf("%q: glyph %d, %v, want %d, %v", tt.s, cid, ok, tt.cid, tt.hasGlyph)
		}
	}
}

func TestGlyphNames(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "Acircumflexdotbelow": "Ậ", "ohornhookabove": "ở", "dcroat": "đ", "Dcroat": "Đ", "uni1EA1": "ạ",
		"uni00610301": "a\u0301", "u1EA1": "ạ", "u20AC.alt": "€", "f_i": "fi", "fi": "ﬁ", "a.sc": "a", "g12": "", ".notdef": "", "uniXYZW": "",
	} {
		if got := glyphText(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	// every letter of Vietnamese has a name
	named := map[rune]bool{}
	for _, r := range glyphNames {
		named[r] = true
	}
	for _, r := range "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ" {
		if !named[r] {
			t.Errorf("no glyph name for %c in glyphs.tsv", r)
		}
	}
}

func TestTables(t *testing.T) {
	for row := range rows(glyphsTSV) {
		if len(row) != 3 || row[0] == "" || row[2] == "" {
			t.Errorf("glyphs.tsv: row %q has not name, code and source", row)
		}
	}
	if len(coreWidths) != 12 {
		t.Errorf("widths.tsv holds %d fonts, want 12", len(coreWidths))
	}
	for name, w := range coreWidths {
		if len(w) != 224 {
			t.Errorf("widths.tsv: %s has %d widths, want 224", name, len(w))
		}
	}
	for name, want := range map[string]string{
		"Helvetica": "Helvetica", "ABCDEF+Arial-BoldMT": "Helvetica-Bold", "Arial,BoldItalic": "Helvetica-BoldOblique",
		"TimesNewRoman": "Times-Roman", "TimesNewRomanPS-ItalicMT": "Times-Italic", "Courier-Oblique": "Courier-Oblique", ".VnTime": "Times-Roman",
	} {
		got := coreName(name)
		if _, ok := coreWidths[got]; got != want || !ok {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// The laws of the map: what it gives is text, and the parser ends.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 beginbfrange <0000> <FFFF> <0000> endbfrange"))
	f.Add([]byte("1 beginbfrange <00> <FF> [<0041> [ << /A (b\\"))
	f.Add([]byte("beginbfchar <01> <D800> endbfchar begincidrange <00> <FFFFFFFF> -1 endcidrange"))
	f.Fuzz(func(t *testing.T, src []byte) {
		m := parseCMap(src)
		if m.entries() > 2*maxEntries+len(src) {
			t.Fatalf("%d entries", m.entries())
		}
		for _, code := range []uint32{0, 1, 32, 255, 256, 0xFFFF, 0xFFFFFFFF} {
			if s, ok := m.text(code); ok && (s == "" || !utf8.ValidString(s)) {
				t.Fatalf("code %#x gives %q", code, s)
			}
			m.cid(code)
		}
		for s := src; len(s) > 0; {
			_, n := m.code(s, 2)
			if n < 1 {
				t.Fatalf("a code of %d bytes", n)
			}
			s = s[n:]
		}
	})
}

// The law of the lexer: it always goes on, and content of any kind gives a page.
func FuzzContent(f *testing.F) {
	f.Add(at(50, 700, sentence))
	f.Add("BT /F1 12 Tf [(a) -300 <62> [ 1 ]] TJ ET BI /W 1 ID abc EI q Q Q cm /A Do")
	f.Add("(((\\")
	f.Add("<< /A << /B [ <</C")
	f.Add("/F1 1e9 Tf 1 0 0 0 0 0 Tm (a) Tj 0 0 0 0 50 50 Tm (b) Tj -12 Tz (c) Tj /Span <</ActualText(x y)>> BDC (q) Tj EMC")
	f.Fuzz(func(t *testing.T, content string) {
		data := pages("", "", content).Bytes()
		if strings.Contains(content, "obj") || strings.Contains(content, "stream") || strings.Contains(content, "xref") {
			t.Skip("the parser may find other objects")
		}
		doc, err := open(data)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := doc.leaf(0)
		if err != nil {
			t.Fatal(err)
		}
		checkPage(t, &leaf.Page)
	})
}

// The law of opening: it ends, with pages or a problem.
func FuzzOpen(f *testing.F) {
	whole := two().Bytes()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		if hugeTable(data) {
			t.Skip("the sandbox is for this")
		}
		doc, err := open(data)
		if err != nil {
			kindOf(t, err)
			return
		}
		for i := range min(len(doc.pages), 3) {
			if leaf, err := doc.leaf(i); err == nil {
				checkPage(t, &leaf.Page)
			}
		}
	})
}

// hugeTable says whether a number is in the file that could be the length of a
// table or stream.
func hugeTable(data []byte) bool {
	digits := 0
	for _, c := range data {
		if c < '0' || c > '9' {
			digits = 0
			continue
		}
		if digits++; digits > 10 || digits > 6 && c != '0' {
			return true
		}
	}
	return false
}

func BenchmarkPages(b *testing.B) {
	var content strings.Builder
	for i := range 38 {
		content.WriteString(at(50, 780-20*float64(i), sentence))
	}
	contents := make([]string, 20)
	for i := range contents {
		contents[i] = content.String()
	}
	path := save(b, pages("", "", contents...).Bytes())
	text := 0
	b.ReportAllocs()
	for b.Loop() {
		text = 0
		if err := Read(b.Context(), path, func(l Leaf) error { text += len(l.Text); return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(text))
	b.ReportMetric(float64(b.N*len(contents))/b.Elapsed().Seconds(), "pages/s")
}
