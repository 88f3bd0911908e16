package office

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// Whatever the bytes, a reader gives pages of clean text with lines that cover
// it and findings that lie in it, or a problem, and does not take long.
func lawful(t *testing.T, data []byte, mediaType string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	pages, err := Read(t.Context(), path, mediaType)
	if took := time.Since(begin); took > 20*time.Second {
		t.Fatalf("%d bytes took %v", len(data), took)
	}
	if err == nil && len(pages) == 0 {
		t.Fatal("neither a page nor a problem")
	}
	if err := fixture.AllSound(pages, err); err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if strings.ContainsAny(p.Text, "\v\x0e") { // Word's line and column breaks
			t.Fatalf("page %d is not clean text: %q", p.Number, p.Text)
		}
	}
}

// The fuzzer changes the XML, not the zip around it: a changed zip is a damaged
// one, and little else.
func FuzzDocx(f *testing.F) {
	f.Add(p(num("0", "1"), r("a\u0301", `<w:strike/>`), r("\u0301"), `<w:r><w:br w:type="page"/></w:r>`)+tbl([]string{p(r("LuËt", font(".VnTime"))), p()})+`<w:sectPr/>`,
		`<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>`, `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1%9"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`)
	f.Add(p(`<w:pPr><w:sectPr><w:headerReference r:id="head"/></w:sectPr></w:pPr>`, fld("begin"), fld("separate"), fld("end"), fld("end"))+p(`<w:r><w:drawing>`+box+`</w:drawing></w:r>`, `<w:r><w:footnoteReference w:id="1"/></w:r>`), "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		data, err := fixture.Word(body, map[string]string{"styles.xml": styles, "numbering.xml": numbering, "header1.xml": body, "footnotes.xml": `<w:footnote w:id="1">` + body + `</w:footnote>`})
		if err != nil {
			t.Fatal(err)
		}
		lawful(t, data, DOCX)
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a" text:display-levels="9"/></text:list-style>`,
		`<text:list text:style-name="L"><text:list-item><text:p>a<text:note/>b<text:soft-page-break/></text:p></text:list-item></text:list>`, `<office:master-styles/>`)
	f.Add(`<style:style style:name="P" style:family="paragraph" style:parent-style-name="P" style:master-page-name="M"/>`,
		`<text:p text:style-name="P">a<draw:frame><text:p>x</text:p></draw:frame></text:p><table:table><table:table-row><table:table-cell/></table:table-row></table:table>`,
		`<office:master-styles><style:master-page style:name="M" style:next-style-name="M"><style:header><text:p>h</text:p></style:header></style:master-page></office:master-styles>`)
	f.Fuzz(func(t *testing.T, automatic, body, styles string) {
		lawful(t, packODT(t, automatic, body, styles), ODT)
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(`<style>p.a{font-family:.VnTime}</style><p class=a>LuËt<table><tr><td>a<td><ol type=i start=3><li>b</ol></table><pre>x`))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a\x00"))
	f.Add([]byte("<p>a<s>\u0301</s><br style=page-break-before:always>b\x00\x0e"))
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, data, HTML) })
}

func FuzzDocbook(f *testing.F) {
	f.Add([]byte(`<book><bookinfo/><chapter><title>a</title><para>b<informaltable><row><entry>c</entry></row></informaltable></para><beginpage/><orderedlist><listitem><para>d</para></listitem></orderedlist></chapter></book>`))
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, data, docbook) })
}

// Any bytes at all, under each name.
func FuzzOffice(f *testing.F) {
	for _, name := range []string{"tcvn3.doc", "libreoffice.docx"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lawful(t, data, DOCX)
		lawful(t, data, ODT)
		path := filepath.Join(t.TempDir(), "a")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		var problem *corpus.Problem
		if _, err := Read(t.Context(), path, MSWord); err != nil && !errors.As(err, &problem) {
			t.Fatalf("%v is no problem", err)
		}
	})
}
