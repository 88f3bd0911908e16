package office

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/vntext/legacy"
)

// written writes a file for a test.
func written(tb testing.TB, name string, data []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		tb.Fatal(err)
	}
	return path
}

// word reads a .docx that is packed of parts.
func word(t *testing.T, body string, inside map[string]string) []corpus.Page {
	t.Helper()
	data, err := fixture.Word(body, inside)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := Read(t.Context(), written(t, "a.docx", data), DOCX)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// joined are the texts of pages, parted by form feeds.
func joined(pages []corpus.Page) string {
	var texts []string
	for _, p := range pages {
		texts = append(texts, p.Text)
	}
	return strings.Join(texts, "\f")
}

func codes(pages []corpus.Page) []string {
	var all []string
	for _, p := range pages {
		for _, f := range p.Findings {
			all = append(all, f.Code+" "+p.Text[f.Start:f.End])
		}
	}
	return all
}

// p and r are a paragraph and a run.
func p(inside ...string) string { return "<w:p>" + strings.Join(inside, "") + "</w:p>" }
func r(text string, look ...string) string {
	return `<w:r><w:rPr>` + strings.Join(look, "") + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}
func font(name string) string { return `<w:rFonts w:ascii="` + name + `" w:hAnsi="` + name + `"/>` }
func fld(kind string) string  { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
func instr(s string) string   { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
func tbl(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr/>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, cell := range row {
			b.WriteString("<w:tc><w:tcPr/>" + cell + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

const box = `<w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent>`

func TestDocxText(t *testing.T) {
	for _, c := range []struct{ trap, body, want string }{
		{"runs cut anywhere", p(r("Số: 1"), `<w:proofErr w:type="spellStart"/>`, r("2/KH-U"), r("BND")), "Số: 12/KH-UBND"},
		{"line breaks and tabs", p(r("a"), `<w:r><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>`), "a\nb\tc\nd"},
		{"no-break hyphen", p(r("29"), `<w:r><w:noBreakHyphen/></w:r>`, r("NQ/TW")), "29-NQ/TW"},
		{"soft hyphens have no ink", p(r("quyết"), `<w:r><w:softHyphen/></w:r>`, r(" \u00adđịnh")), "quyết định"},
		{"thin spaces", p(r("Số:\u2006\u2006 26/2001")), "Số:   26/2001"},
		{"white space in XML is a blank", "<w:p><w:r><w:t>a\nb</w:t></w:r></w:p>", "a b"},
		{"revisions: put in shows, deleted does not", p(r("a"), `<w:ins>`+r(" mới")+`</w:ins><w:del><w:r><w:delText> cũ</w:delText></w:r></w:del>`,
			`<w:moveFrom>`+r("x")+`</w:moveFrom><w:moveTo>`+r(" y")+`</w:moveTo>`), "a mới y"},
		{"a deleted end of a paragraph joins it with the next", p(`<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`, r("một ")) + p(r("câu")), "một câu"},
		{"a field shows its result", p(r("ngày "), fld("begin"), instr(` DATE `), fld("separate"), r("03/4/2025"), fld("end"), r(".")), "ngày 03/4/2025."},
		{"a field in the instruction of another", p(fld("begin"), instr("IF "), fld("begin"), instr("X"), fld("separate"), r("no"), fld("end"), instr(" = 1"), fld("separate"), r("yes"), fld("end")), "yes"},
		{"a field over two paragraphs", p(fld("begin"), instr("TOC"), fld("separate"), r("Chương I")) + p(r("Chương II"), fld("end")), "Chương I\nChương II"},
		{"links, smart tags, content controls", p(`<w:hyperlink>` + r("a") + `</w:hyperlink><w:smartTag>` + r("b") + `</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>` + r("c") + `</w:sdtContent></w:sdt>`), "abc"},
		{"the prompt of a content control is no text", p(r("a"), `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+r("Click here")+`</w:sdtContent></w:sdt>`), "a"},
		{"hidden text", p(r("a"), r("ẩn", `<w:vanish/>`), r("b", `<w:vanish w:val="0"/>`)), "ab"},
		{"capitals", p(r("kế hoạch", `<w:caps/>`), r(" nhỏ", `<w:caps w:val="false"/>`)), "KẾ HOẠCH nhỏ"},
		{"a text box once, not again as VML, under its paragraph", p(r("Số 1"), `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>`+box+
			`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>`+box+`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, r("/KH")), "Số 1/KH\nMẬT"},
		{"a text box of VML alone", p(`<w:r><w:pict><v:shape><v:textbox>`+box+`</v:textbox></v:shape></w:pict></w:r>`) + p(r("a")), "MẬT\na"},
		{"letters drawn across the page", p(`<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>`), "DỰ THẢO"},
		{"head: cells one below the other", tbl([]string{p(r("UBND XÃ AN KHÊ")) + p(r("Số: 12/QĐ-UBND")), p(r("CỘNG HÒA")) + p(r("Độc lập")) + p()}), "UBND XÃ AN KHÊ\nSố: 12/QĐ-UBND\nCỘNG HÒA\nĐộc lập"},
		{"rows of one line", tbl([]string{p(r("TT")), p(r("Tên")), p()}, []string{p(r("1")), p(), p(r("Xã"))}), "TT\tTên\n1\t\tXã"},
		{"a deleted row", tbl([]string{p(r("a"))}) + `<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p(r("b")) + `</w:tc></w:tr></w:tbl>`, "a"},
		{"a table in a table", tbl([]string{tbl([]string{p(r("a")), p(r("b"))}) + p(), p(r("c"))}), "a\tb\tc"},
		{"symbols", p(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`, r(" có "), `<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>`, r("5")), "☑ có ≥5"},
		{"text kept in the private use area", p(r("\uf0b7", font("Symbol")), r("\uf0a8 ", font("Wingdings")), r("\uf053\uf0e8: 5", font(".VnTime"))), "•◻ Số: 5"},
		{"a formula", p(r("S = "), `<m:oMath><m:r><m:t>a</m:t></m:r><m:f><m:num><m:r><m:t>b</m:t></m:r></m:num></m:f></m:oMath>`), "S = ab"},
		{"text in TCVN3, by the font of each run", p(r("C¨n cø ", font(".VnTime")), r("LuËt", font(".VnTime")), r(" số 5", font("Arial")), r("QuyÕt ®Þnh", font(".VnTimeH"))), "Căn cứ Luật số 5QUYẾT ĐỊNH"},
		{"ư of TCVN3 is a soft hyphen", p(r("nh\u00ad", font(".VnTime")), `<w:r><w:rPr>`+font(".VnTime")+`</w:rPr><w:t>th</w:t><w:softHyphen/></w:r>`), "nhưthư"},
		{"a letter of VNI over two runs", p(r("hoa", font("VNI-Times")), r("ø", font("VNI-Times"))), "hoà"},
		{"an accent in a run of its own", p(r("ho"), r("a"), r("\u0300", `<w:strike/>`)), "hoà"},
	} {
		if got := joined(word(t, c.body, nil)); got != c.want {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
		}
	}
}

// Fonts come from styles and from the styles that these stand on.
func TestDocxStyles(t *testing.T) {
	styles := map[string]string{"styles.xml": `<w:docDefaults><w:rPrDefault><w:rPr>` + font(".VnTime") + `</w:rPr></w:rPrDefault></w:docDefaults>
		<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
		<w:style w:type="paragraph" w:styleId="Base"><w:rPr>` + font(".VnTimeH") + `</w:rPr></w:style>
		<w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Base"/><w:rPr><w:strike/></w:rPr></w:style>
		<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
		<w:style w:type="character" w:styleId="New"><w:rPr>` + font("Arial") + `<w:caps/></w:rPr></w:style>`}
	body := p(r("LuËt")) + p(`<w:pPr><w:pStyle w:val="Head"/></w:pPr>`, r("LuËt")) + p(`<w:pPr><w:pStyle w:val="Loop"/></w:pPr>`, r("LuËt")) + p(r("mới", `<w:rStyle w:val="New"/>`))
	pages := word(t, body, styles)
	if got, want := joined(pages), "Luật\nLUẬT\nLuật\nMỚI"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	want := []string{"text-legacy-font Luật", "text-legacy-font LUẬT", "text-struck-out LUẬT"}
	if diff := cmp.Diff(want, codes(pages)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// Where the font is of today or of another encoding, the words tell.
func TestFontsThatLie(t *testing.T) {
	text := "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Chánh Văn phòng, Uỷ ban nhân dân xã quyết định"
	for _, c := range []struct {
		font string
		in   legacy.Encoding
	}{{"Times New Roman", legacy.TCVN3}, {"VNI-Times", legacy.TCVN3}, {".VnTime", legacy.VNI}, {"Arial", legacy.VNI}, {"Arial", legacy.None}} {
		encoded := c.in.Encode(text)
		if got := joined(word(t, p(r(encoded, font(c.font))), nil)); !strings.EqualFold(got, text) {
			t.Errorf("%v in %s: %q", c.in, c.font, got)
		}
	}
}

func num(level, list string) string {
	return `<w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>`
}

func TestDocxNumbers(t *testing.T) {
	lvl := func(level, format, text, more string) string {
		return `<w:lvl w:ilvl="` + level + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	numbering := map[string]string{
		"numbering.xml": `<w:abstractNum w:abstractNumId="1">` + lvl("0", "upperRoman", "%1.", "") + lvl("1", "decimal", "%2.", "") + lvl("2", "lowerLetter", "%3)", "") +
			lvl("3", "decimal", "%1.%2.%4", `<w:isLgl/>`) + lvl("4", "bullet", "\uf02d", "") + `</w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="2">` + lvl("0", "decimal", "Điều %1.", `<w:pStyle w:val="Article"/>`) + lvl("1", "decimal", "%2.", `<w:lvlRestart w:val="0"/>`) + `</w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="3">` + lvl("0", "decimalZero", "§%1", `<w:suff w:val="nothing"/>`) + `</w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>` +
			`<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>`,
		"styles.xml": `<w:style w:type="paragraph" w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
	}
	item := func(level, list, text string) string { return p(num(level, list), r(text)) }
	for _, c := range []struct{ trap, body, want string }{
		{"levels restart", item("0", "1", "a") + item("1", "1", "b") + item("1", "1", "c") + item("2", "1", "d") + item("0", "1", "e") + item("1", "1", "f") + item("2", "1", "g"),
			"I. a\n1. b\n2. c\na) d\nII. e\n1. f\na) g"},
		{"legal numbering under a roman one", item("0", "1", "a") + item("1", "1", "b") + item("3", "1", "c") + item("4", "1", "d"), "I. a\n1. b\n1.1.1 c\n- d"},
		{"by style, and a clause that never restarts", p(`<w:pPr><w:pStyle w:val="Article"/></w:pPr>`, r("x")) + item("1", "2", "y") + p(`<w:pPr><w:pStyle w:val="Article"/></w:pPr>`, r("z")) + item("1", "2", "w"),
			"Điều 1. x\n1. y\nĐiều 2. z\n2. w"},
		{"taken off by hand", p(`<w:pPr><w:pStyle w:val="Article"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>`, r("x")), "x"},
		{"no gap", item("0", "3", "a"), "§01a"},
		{"two lists of one make count on, unless one begins anew", item("0", "1", "a") + item("0", "4", "b") + item("0", "4", "c"), "I. a\nIII. b\nIV. c"},
		{"a list that is nowhere", item("0", "99", "a"), "a"},
	} {
		if got := joined(word(t, c.body, numbering)); got != c.want {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
		}
	}
}

func TestDocxPages(t *testing.T) {
	last := `<w:r><w:lastRenderedPageBreak/></w:r>`
	page := `<w:r><w:br w:type="page"/></w:r>`
	section := func(kind string) string { return `<w:sectPr><w:type w:val="` + kind + `"/></w:sectPr>` }
	for _, c := range []struct{ trap, body, want string }{
		{"a break that is asked for", p(r("a"), page) + p(r("b")), "a\fb"},
		{"and noted once more where it was laid out", p(r("a"), page) + p(last, r("b")), "a\fb"},
		{"inside of a sentence", p(r("một "), last, r("câu")), "một\fcâu"},
		{"before a paragraph", p(r("a")) + p(`<w:pPr><w:pageBreakBefore/></w:pPr>`, r("b")), "a\fb"},
		{"a section on a new page", p(`<w:pPr>`+section("continuous")+`</w:pPr>`, r("a")) + p(r("b")) + section("nextPage"), "a\fb"},
		{"a section on the same page", p(`<w:pPr>`+section("nextPage")+`</w:pPr>`, r("a")) + p(r("b")) + section("continuous"), "a\nb"},
		{"a row that begins a page", p(r("a")) + tbl([]string{p(last, r("b")), p(r("c"))}), "a\fb\tc"},
		{"a row that a page ends in", tbl([]string{p(r("b")), p(r("c "), last, r("d"))}) + p(r("e")), "b\nc \nd\fe"},
	} {
		if got := joined(word(t, c.body, nil)); got != c.want {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
		}
	}
}

func TestDocxHeadsAndNotes(t *testing.T) {
	field := fld("begin") + instr(" PAGE ") + fld("separate") + r("7") + fld("end")
	refs := `<w:headerReference w:type="first" r:id="head"/><w:headerReference w:type="default" r:id="head2"/><w:footerReference w:type="default" r:id="foot"/>`
	note := `<w:r><w:footnoteReference w:id="5"/></w:r>`
	body := p(r("Nghị định 30"), note) + p(r("a"), `<w:r><w:br w:type="page"/></w:r>`) + p(r("b"), `<w:r><w:br w:type="page"/></w:r>`) + p(r("c"), `<w:r><w:endnoteReference w:id="2"/></w:r>`)
	pages := word(t, body+`<w:sectPr>`+refs+`<w:titlePg/></w:sectPr>`, map[string]string{
		"header1.xml":   p(r("UBND XÃ AN KHÊ")),
		"header2.xml":   p(r("CÔNG BÁO")) + p(r("Trang "), field),
		"footer1.xml":   p(field),
		"footnotes.xml": `<w:footnote w:type="separator" w:id="0">` + p(r("-----")) + `</w:footnote><w:footnote w:id="5">` + p(`<w:r><w:footnoteRef/></w:r>`, r(" Hết hiệu lực")) + `</w:footnote>`,
		"endnotes.xml":  `<w:endnote w:id="2">` + p(r("cuối")) + `</w:endnote>`,
	})
	want := "UBND XÃ AN KHÊ\nNghị định 30[1]\na\n[1] Hết hiệu lực\fCÔNG BÁO\nTrang\nb\fc[i]\n[i] cuối"
	if got := joined(pages); got != want {
		t.Fatalf("text %q, want %q", got, want)
	}
	for i, want := range []int{0, 2, 0} { // the first page's head may be the directive's own
		n := 0
		for _, l := range pages[i].Lines {
			if l.Running {
				n++
			}
		}
		if n != want {
			t.Errorf("page %d has %d running lines, want %d", i+1, n, want)
		}
	}
}

// TestDocxStable reads a file whose notes, heads and list of a style share what
// counts: whichever comes first, it comes first each time.
func TestDocxStable(t *testing.T) {
	lvl := `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>`
	roman := `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>`
	parts := map[string]string{
		"numbering.xml": `<w:abstractNum w:abstractNumId="1">` + lvl + `</w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="L"/>` + lvl + `</w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="L"/>` + roman + `</w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>`,
		"header1.xml":   p(num("0", "1"), r("đầu")),
		"header2.xml":   p(num("0", "1"), r("sau")),
		"footnotes.xml": `<w:footnote w:id="1">` + p(num("0", "1"), r("chân")) + `</w:footnote>`,
		"endnotes.xml":  `<w:endnote w:id="1">` + p(num("0", "1"), r("cuối")) + `</w:endnote>`,
	}
	body := p(num("0", "2"), r("a"), `<w:r><w:footnoteReference w:id="1"/></w:r>`, `<w:r><w:endnoteReference w:id="1"/></w:r>`, `<w:r><w:br w:type="page"/></w:r>`) + p(r("b")) +
		`<w:sectPr><w:headerReference w:type="first" r:id="head"/><w:headerReference w:type="default" r:id="head2"/><w:titlePg/></w:sectPr>`
	want := joined(word(t, body, parts))
	if !strings.Contains(want, "1. a") || !strings.Contains(want, "chân") || !strings.Contains(want, "cuối") {
		t.Fatalf("text %q, want the notes and the first of the lists", want)
	}
	for range 12 {
		if got := joined(word(t, body, parts)); got != want {
			t.Fatalf("read again it is %q, before %q: look for a loop over a map", got, want)
		}
	}
}

func TestDocxFindings(t *testing.T) {
	pages := word(t, p(r("Số "), r("17", `<w:strike/>`), r("1", `<w:strike/><w:b/>`), r("-KH"), r("ẩn", `<w:vanish/>`), r("ẩn", `<w:vanish/>`), `<w:ins>`+r("a")+`</w:ins>`)+`<w:altChunk r:id="x"/>`, nil)
	want := []string{"text-struck-out 171", "text-hidden ", "text-revised ", "part-not-read "}
	if diff := cmp.Diff(want, codes(pages)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestDocxProblems(t *testing.T) {
	good, err := fixture.Word(p(r("a")), nil)
	if err != nil {
		t.Fatal(err)
	}
	pack := func(parts map[string]string) []byte {
		data, err := fixture.Parts(parts)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	packed := func(body string) []byte { return pack(map[string]string{"word/document.xml": body}) }
	for _, c := range []struct {
		trap string
		data []byte
		want corpus.Kind // "" where it is read all the same
	}{
		{"cut off", good[:len(good)/2], corpus.Malformed},
		{"no document", pack(map[string]string{"word/styles.xml": "<a/>"}), corpus.Malformed},
		{"no text", packed(`<w:document><w:body><w:p/></w:body></w:document>`), corpus.Empty},
		{"a picture alone", packed(`<w:document><w:body><w:p><w:r><w:drawing><pic/></w:drawing></w:r></w:p></w:body></w:document>`), corpus.Empty},
		{"XML that breaks off before any text", packed(`<w:document><w:body><w:p>`), corpus.Malformed},
		{"XML that breaks off", packed(`<w:document><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p`), ""},
		{"backslashes and capitals in names", pack(map[string]string{`Word\Document.xml`: `<document><body><p><r><t>a</t></r></p></body></document>`}), ""},
		{"no document of Word", packed(strings.Repeat("<w:sdt>", 100_000)), corpus.Unsupported},
		{"nested too deep in a document", packed(`<w:document><w:body>` + strings.Repeat("<w:tbl><w:tr><w:tc>", 50_000)), corpus.TooLarge},
		{"entities that would swell", packed(`<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`), corpus.Malformed},
		{"a zip bomb", packed(`<w:document><w:body><w:p><w:r><w:t>` + strings.Repeat(" ", 20<<20) + `</w:t></w:r></w:p></w:body></w:document>`), corpus.TooLarge},
	} {
		_, err := Read(t.Context(), written(t, "a.docx", c.data), DOCX)
		var problem *corpus.Problem
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v, want it read", c.trap, err)
		case c.want != "" && (!errors.As(err, &problem) || problem.Kind != c.want):
			t.Errorf("%s: %v, want a problem of kind %s", c.trap, err, c.want)
		}
	}
}
