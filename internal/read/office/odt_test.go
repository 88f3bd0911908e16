package office

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

const odtSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"`

func packODT(tb testing.TB, automatic, body, styles string) []byte {
	tb.Helper()
	data, err := fixture.Parts(map[string]string{
		"mimetype": ODT,
		"content.xml": `<office:document-content` + odtSpaces + `><office:font-face-decls><style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/></office:font-face-decls>` +
			`<office:automatic-styles>` + automatic + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
		"styles.xml": `<office:document-styles` + odtSpaces + `>` + styles + `</office:document-styles>`,
	})
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestODTText(t *testing.T) {
	const automatic = `<style:style style:name="old" style:family="text"><style:text-properties style:font-name="F1"/></style:style>` +
		`<style:style style:name="gone" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="caps" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>` +
		`<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="turn" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>` +
		`<style:style style:name="child" style:family="paragraph" style:parent-style-name="turn"/>` +
		`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-prefix="Điều " style:num-suffix="." style:num-format="1"/>` +
		`<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>` +
		`<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3" style:num-suffix="."/></text:list-style>` +
		`<text:list-style style:name="M"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>` +
		`<text:list-style style:name="N"><text:list-level-style-number text:level="1" loext:num-list-format="[%1%]" style:num-format="I" text:start-value="4"/></text:list-style>`
	item := func(s string) string { return `<text:list-item>` + s + `</text:list-item>` }
	para := func(s string) string { return `<text:p>` + s + `</text:p>` }
	for _, c := range []struct{ trap, body, want string }{
		{"white space", para("\n  a <text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/> d"), "a   b\tc\nd"},
		{"spans and links", para(`a<text:span text:style-name="caps">b</text:span><text:a>c</text:a>`), "aBc"},
		{"revisions", `<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion></text:changed-region></text:tracked-changes>` + para(`a<text:change/>b`), "ab"},
		{"hidden", para(`a<text:span text:style-name="gone">b</text:span>`), "a"},
		{"by font", para(`<text:span text:style-name="old">LuËt</text:span>`), "Luật"},
		{"lists", `<text:list text:style-name="L">` + item(para("x")+`<text:list>`+item(para("y"))+item(para("z")+para("z2")+`<text:list>`+item(para("w"))+`</text:list>`)+`</text:list>`) + item(para("v")) + `</text:list>`,
			"Điều 1. x\na) y\nb) z\nz2\n1.b.1. w\nĐiều 2. v"},
		{"an item that holds a deeper list alone", `<text:list text:style-name="L">` + item(`<text:list>`+item(para("y"))+`</text:list>`) + `</text:list>`, "a) y"},
		{"a list that goes on", `<text:list xml:id="q" text:style-name="L">` + item(para("x")) + `</text:list>` + para("-") + `<text:list text:continue-list="q" text:style-name="L">` + item(para("y")) + `</text:list>`, "Điều 1. x\n-\nĐiều 2. y"},
		{"bullets, LibreOffice's own pattern", `<text:list text:style-name="M">` + item(para("x")) + `</text:list><text:list text:style-name="N">` + item(para("y")) + `</text:list>`, "- x\n[IV] y"},
		{"pages", para("a") + `<text:p text:style-name="child">b</text:p><text:soft-page-break/>` + para("một <text:soft-page-break/>câu"), "a\fb\fmột\fcâu"},
		{"a head in two cells", `<table:table><table:table-row><table:table-cell>` + para("UBND") + para("Số: 1") + `</table:table-cell><table:table-cell>` + para("CỘNG HÒA") + `</table:table-cell></table:table-row></table:table>`, "UBND\nSố: 1\nCỘNG HÒA"},
		{"header rows", `<table:table><table:table-header-rows><table:table-row><table:table-cell>` + para("TT") + `</table:table-cell><table:table-cell>` + para("Tên") + `</table:table-cell></table:table-row></table:table-header-rows></table:table>`, "TT\tTên"},
		{"a text box under its paragraph", para(`a<draw:frame><draw:text-box>` + para("MẬT") + `</draw:text-box></draw:frame>b`), "ab\nMẬT"},
		{"a note at the foot", para(`a<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+para("hết")+`</text:note-body></text:note> b`) + para("c"), "a[1] b\nc\n[1] hết"},
		{"comments are none of the text", para(`a<office:annotation>` + para("x") + `</office:annotation>b`), "ab"},
	} {
		pages, err := Read(t.Context(), written(t, "a.odt", packODT(t, automatic, c.body, "")), ODT)
		if err != nil {
			t.Errorf("%s: %v", c.trap, err)
			continue
		}
		if got := joined(pages); got != c.want {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
		}
	}
	pages, err := Read(t.Context(), written(t, "a.odt", packODT(t, automatic, para(`Số <text:span text:style-name="struck">171</text:span>`), "")), ODT)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"text-struck-out 171"}, codes(pages)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// A first page has a head of its own; both parts name their own P1.
func TestODTHeads(t *testing.T) {
	styles := `<office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties fo:text-transform="uppercase"/></style:style></office:automatic-styles>` +
		`<office:master-styles><style:master-page style:name="First" style:next-style-name="Standard"><style:header><text:p text:style-name="P1">đầu</text:p></style:header></style:master-page>` +
		`<style:master-page style:name="Standard"><style:header><text:p>Trang <text:page-number>2</text:page-number></text:p><text:p>Công báo</text:p></style:header></style:master-page></office:master-styles>`
	automatic := `<style:style style:name="P1" style:family="paragraph" style:master-page-name="First"/>`
	pages, err := Read(t.Context(), written(t, "a.odt", packODT(t, automatic, `<text:p text:style-name="P1">a<text:soft-page-break/>b</text:p>`, styles)), ODT)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := joined(pages), "ĐẦU\na\fTrang \nCông báo\nb"; got != want {
		t.Fatalf("text %q, want %q", got, want)
	}
	if pages[0].Lines[0].Running || !pages[1].Lines[0].Running || pages[1].Lines[2].Running {
		t.Errorf("running lines %+v, %+v", pages[0].Lines, pages[1].Lines)
	}
}

func TestODTProblems(t *testing.T) {
	locked, err := fixture.Parts(map[string]string{"mimetype": ODT, "content.xml": "x", "META-INF/manifest.xml": `<manifest><file-entry><encryption-data/></file-entry></manifest>`})
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := fixture.Parts(map[string]string{"content.xml": `<d><body><spreadsheet/></body></d>`})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		trap string
		data []byte
		want corpus.Kind
	}{
		{"a password", locked, corpus.Encrypted},
		{"a spreadsheet", sheet, corpus.Unsupported},
		{"nothing in it", packODT(t, "", "<text:p/>", ""), corpus.Empty},
		{"nested too deep", packODT(t, "", strings.Repeat("<text:section>", 50_000), ""), corpus.TooLarge},
		{"no zip", []byte("PK"), corpus.Malformed},
	} {
		_, err := Read(t.Context(), written(t, "a.odt", c.data), ODT)
		var problem *corpus.Problem
		if !errors.As(err, &problem) || problem.Kind != c.want {
			t.Errorf("%s: %v, want a problem of kind %s", c.trap, err, c.want)
		}
	}
}
