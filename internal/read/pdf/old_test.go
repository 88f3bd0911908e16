package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/read/layer"
	"vanthu/internal/vntext/legacy"
)

// Fonts of before Unicode are known by their names, whatever their encoding and
// map to text say; what is short ("Số") could not be told by its words.
func TestOldFonts(t *testing.T) {
	simple := func(e legacy.Encoding, s string) string {
		quoted := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(string(legacy.Bytes(e.Encode(s))))
		return fmt.Sprintf("BT /F1 12 Tf 50 700 Td (%s) Tj ET\n", quoted)
	}
	wide := func(codes string) string {
		var b strings.Builder
		for _, r := range codes {
			fmt.Fprintf(&b, "%04X", r)
		}
		return fmt.Sprintf("BT /F2 12 Tf 50 700 Td <%s> Tj ET\n", b.String())
	}
	for _, c := range []struct{ name, font, content, want string }{
		{"TCVN3", "ABCDEF+.VnTime,Bold", simple(legacy.TCVN3, "Số 5, hướng dẫn (đã ký)"), "Số 5, hướng dẫn (đã ký)"},
		{"in a capital font", "VnTimeHBold", simple(legacy.TCVN3Capitals, "Tờ trình"), "TỜ TRÌNH"},
		{"VNI", "VNI-Times", simple(legacy.VNI, "Số 5, ĐƯỢC hướng dẫn, thuỷ lợi"), "Số 5, ĐƯỢC hướng dẫn, thuỷ lợi"},
		{"by numbers of glyphs, as Distiller maps them", "FBHPFN+VnTime", wide("h−íng dÉn x∙"), "hướng dẫn xã"},
		{"of a symbolic font", ".VnTime", wide("\uf0a7\uf0b7 k\uf0fd"), "Đã ký"},
		{"Unicode in spite of the name", "VNI-Times", wide("Số 5"), "Số 5"},
		{"another", "Times", simple(legacy.None, "© 2024"), "© 2024"},
	} {
		f := pages("", "", c.content)
		for i := range f.Objects {
			f.Objects[i] = strings.ReplaceAll(f.Objects[i], "/BaseFont/Serif", "/BaseFont/"+strings.ReplaceAll(c.font, " ", "#20"))
		}
		got := leaves(t, save(t, f.Bytes()))[0]
		if got.Text != c.want || (got.Evidence.Legacy > 0) != (c.font != "Times" && c.name != "Unicode in spite of the name") {
			t.Errorf("%s: %q (%d letters by font), want %q", c.name, got.Text, got.Evidence.Legacy, c.want)
		}
	}
}

// The stamp of a signature is no text of the page; the number that an office
// fills in through a signature's field is.
func TestSignatureFields(t *testing.T) {
	f := pages("/Annots[20 0 R 21 0 R 22 0 R]", "", at(50, 600, "Số:        /TB-UBND")+at(50, 500, sentence))
	for len(f.Objects) < 16 {
		f.Add("null")
	}
	form := func(lines ...string) string {
		var b strings.Builder
		for i, l := range lines {
			b.WriteString(at(2, 30-10*float64(i), l))
		}
		return stream("/Type/XObject/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>", b.String())
	}
	f.Add(form("Ký bởi: Uỷ ban nhân dân", "xã An Khê", "Thời gian ký: 07/01/2025 10:09:57")) // 17
	f.Add(form("", "", "542"))                                                               // 18
	f.Add("<</FT/Sig/T(a)/Kids[20 0 R]>>")                                                   // 19
	f.Add("<</Type/Annot/Subtype/Widget/Parent 19 0 R/Rect[380 750 580 790]/AP<</N 17 0 R>>>>")
	f.Add("<</Type/Annot/Subtype/Widget/FT/Sig/Rect[74 590 274 630]/AP<</N 18 0 R>>>>")
	f.Add("<</Type/Annot/Subtype/FreeText/Rect[60 300 260 340]/AP<</N 17 0 R>>>>")
	got := leaves(t, save(t, f.Bytes()))[0]
	if len(got.Stamps) != 1 || got.Stamps[0].Box == nil {
		t.Fatalf("stamps %+v, want one with a box; text %q", got.Stamps, got.Text)
	}
	box := *got.Stamps[0].Box
	got.Stamps[0].Box = nil
	want := corpus.Stamp{Text: "Ký bởi: Uỷ ban nhân dân\nxã An Khê\nThời gian ký: 07/01/2025 10:09:57", By: "Uỷ ban nhân dân xã An Khê", Time: "2025-01-07T10:09:57"}
	if diff := cmp.Diff(want, got.Stamps[0]); diff != "" {
		t.Errorf("stamp (-want +got):\n%s", diff)
	}
	if box[0] < 0.6 || box[3] > 0.1 {
		t.Errorf("the stamp's box is %v, want the upper right corner", box)
	}
	if got.Evidence.Notes != 2 {
		t.Errorf("%d notes besides the stamp, want the number and the note: a scan is to be drawn with them", got.Evidence.Notes)
	}
	if !strings.Contains(got.Text, "542") || !strings.Contains(got.Text, sentence) {
		t.Errorf("text %q lacks the number or the sentence", got.Text)
	}
	// Drawn into the page by a note, it is known by its words.
	page, _ := layer.Judge(got.Page, got.Evidence)
	if strings.Contains(page.Text, "Ký bởi") || len(page.Stamps) != 2 {
		t.Errorf("a stamp is left in %q, stamps %+v", page.Text, page.Stamps)
	}
}
