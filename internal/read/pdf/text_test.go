package pdf

import (
	"math"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/corpus"
	"vanthu/internal/read/layer"
)

const sentence = "Căn cứ Nghị quyết số 29-NQ/TW ngày 04/11/2013 về đổi mới căn bản giáo dục (khóa XI)"

func TestText(t *testing.T) {
	tests := []struct {
		name, entries, resources string
		content                  string
		want                     string
	}{
		{"one run for each stretch of one font", "", "", at(50, 700, sentence), sentence},
		{"marks drawn apart", "", "", at(50, 700, norm.NFD.String(sentence)), sentence},
		{"kerning as space", "", "", "BT /F1 12 Tf 50 700 Td [(Nghi)-300(quyet)] TJ ET", "Nghi quyet"},
		{"kerning inside a word", "", "", "BT /F1 12 Tf 50 700 Td [(N)80(gh)-90(i)] TJ ET", "Nghi"},
		{"next line by quote and T*", "", "", "BT /F1 12 Tf 14 TL 50 700 Td (a) Tj (b) ' 1 0 (c d) \" T* (e) Tj ET", "a\nb\nc d\ne"},
		{"leading by TD", "", "", "BT /F1 12 Tf 50 700 TD (a) Tj 0 -20 TD (b) Tj T* (c) Tj ET", "a\nb\nc"},
		{"letters set apart", "", "", "BT /F1 12 Tf 6 Tc 50 700 Td (KE HOACH) Tj ET", "KE HOACH"},
		{"narrow letters", "", "", "BT /F1 12 Tf 50 Tz 50 700 Td (ab) Tj 6 0 Td (cd) Tj ET", "abcd"},
		{"scaled by cm", "", "", "q 0.1 0 0 0.1 0 0 cm BT /F1 120 Tf 500 7000 Td (ab) Tj 120 0 Td (cd) Tj ET Q BT /F1 12 Tf 68 700 Td (ef) Tj ET", "abcdef"},
		{"too many Q", "", "", "Q Q BT /F1 12 Tf 50 700 Td (a) Tj ET Q", "a"},
		{"escapes", "", "", `BT /F1 12 Tf 50 700 Td (\(a\051\q\
b\\) Tj ET`, `(a)qb\`},
		{"footnote's mark is no digit of the number", "", "", at(50, 700, "Điều 1") + "BT /F1 7 Tf 86 705 Td (2) Tj ET", "Điều 1 2"},
		{"power of a unit", "", "", at(50, 700, "100 m") + "BT /F1 7 Tf 80 705 Td (2) Tj ET", "100 m2"},
		{"bold by drawing twice", "", "", at(50, 700, "Kế hoạch") + at(50.4, 700, "Kế hoạch"), "Kế hoạch"},
		{"number typed in later stands in its place", "", "", at(50, 700, "Số:") + at(92, 700, "/TB-UBND") + at(300, 700, "Độc lập") + at(74, 700, "542"), "Số: 542/TB-UBND\nĐộc lập"},
		{"cells of the head", "", "", at(60, 750, "HUYỆN ỦY KIM ĐỘNG") + at(300, 750, "ĐẢNG CỘNG SẢN VIỆT NAM") + at(80, 735, "Số 171-KH/HU") + at(290, 733, "Kim Động, ngày 02 tháng 12 năm 2024"),
			"HUYỆN ỦY KIM ĐỘNG\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 171-KH/HU\nKim Động, ngày 02 tháng 12 năm 2024"},
		{"room for the number", "", "", at(50, 700, "Số:") + at(140, 700, "/QĐ-BTC"), "Số: /QĐ-BTC"},
		{"room for the day", "", "", at(50, 700, "Kim Động, ngày") + at(190, 700, "tháng") + at(270, 700, "năm 2024"), "Kim Động, ngày tháng năm 2024"},
		{"cells of a table", "", "", at(50, 700, "Số") + at(110, 700, "Tên") + at(250, 700, "năm 2024"), "Số\nTên\nnăm 2024"},
		{"line set to full width", "", "", at(50, 700, "Căn") + at(104, 700, "cứ") + at(150, 700, "Luật") + at(208, 700, "Đất") + at(260, 700, "đai") + at(312, 700, "năm"), "Căn cứ Luật Đất đai năm"},
		{"stamps over each other", "", "", at(50, 700, "Người ký: Sở") + at(56, 701, "Văn phòng Ủy ban"), "Người ký: Sở\nVăn phòng Ủy ban"},
		{"watermark behind lines", "", "", "BT /F1 90 Tf 60 690 Td (BAN SAO) Tj ET " + at(50, 706, "Điều một của Luật") + at(50, 690, "Điều hai của Luật") + at(50, 674, "Điều ba của Luật"),
			"Điều một của Luật\nBAN SAO\nĐiều hai của Luật\nĐiều ba của Luật"},
		{"soft hyphen is the hyphen of Word", "", "", "BT /F2 12 Tf 50 700 Td <" + utf16Hex("29\u00ADNQ") + "> Tj ET", "29-NQ"},
		{"bullet of Symbol", "", "", "BT /F2 12 Tf 50 700 Td <" + utf16Hex("\uF0B7 a\u00A0b\u200B") + "> Tj ET", "• a b"},
		{"inline image", "", "", "BI /W 2 /H 2 /BPC 8 /CS /G ID \x00(EI\xFF\x81 EI\nBT /F1 12 Tf 50 700 Td (a) Tj ET", "a"},
		{"actual text", "", "", "BT /F1 12 Tf 50 700 Td /Span <</ActualText <FEFF1EA1>>> BDC (xy) Tj EMC (b) Tj ET", "ạb"},
		{"off the page", "", "", at(700, 700, "unseen") + at(50, 700, "a"), "a"},
		{"page turned right", "/Rotate 90", "", "BT /F1 12 Tf 0 1 -1 0 100 100 Tm (up) Tj 0 -20 Td (down) Tj ET", "up\ndown"},
		{"text turned, page not", "", "", "BT /F1 12 Tf 0 1 -1 0 100 100 Tm (up) Tj 0 -20 Td (down) Tj ET", "up\ndown"},
		{"page upside down", "/Rotate 180", "", "BT /F1 12 Tf -1 0 0 -1 500 100 Tm (one) Tj 0 -20 Td (two) Tj ET", "one\ntwo"},
		{"mostly across, one line up", "", "", at(50, 700, "Phụ lục kèm theo") + "BT /F1 12 Tf 0 1 -1 0 30 100 Tm (CONG BAO) Tj ET", "Phụ lục kèm theo\nCONG BAO"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := leaves(t, save(t, pages(tt.entries, tt.resources, tt.content).Bytes()))
			if len(got) != 1 || got[0].Text != tt.want {
				t.Errorf("text\n%q, want\n%q", got[0].Text, tt.want)
			}
		})
	}
}

func TestForms(t *testing.T) {
	f := pages("/Annots[20 0 R 21 0 R]", "/XObject<</A 10 0 R/B 11 0 R>>", at(50, 700, "trang")+"q 1 0 0 1 0 -50 cm /A Do Q /B Do")
	for len(f.Objects) < 9 {
		f.Add("null")
	}
	fonts := "/Resources<</Font<</F1 3 0 R/F2 6 0 R>>/XObject<</B 11 0 R>>>>"
	f.Add(stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]"+fonts, at(50, 700, "khung")))               // 10
	f.Add(stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]"+fonts, at(50, 600, "vòng tròn")+"/B Do Q")) // 11: draws itself
	for len(f.Objects) < 18 {
		f.Add("null")
	}
	f.Add(stream("/Type/XObject/Subtype/Form/BBox[0 0 100 20]"+fonts, at(0, 5, "Người ký: Ủy ban"))) // 19
	f.Add("<</Type/Annot/Subtype/Widget/Rect[300 100 400 120]/AP<</N 19 0 R>>>>")                    // 20
	f.Add("<</Type/Annot/Subtype/Widget/F 2/Rect[300 200 400 220]/AP<</N 19 0 R>>>>")                // 21: hidden
	got := leaves(t, save(t, f.Bytes()))[0]
	if want := "trang\nkhung\nvòng tròn\nNgười ký: Ủy ban"; got.Text != want {
		t.Errorf("text %q, want %q", got.Text, want)
	}
	if len(got.Findings) != 1 || got.Findings[0].Code != FindingCut {
		t.Errorf("findings %v, want one of a form that draws itself", got.Findings)
	}
}

// Boxes are of the page as it is seen.
func TestBoxes(t *testing.T) {
	near := func(a, b corpus.Box) bool {
		for i := range a {
			if math.Abs(a[i]-b[i]) > 0.02 {
				return false
			}
		}
		return true
	}
	tests := []struct {
		name, entries, content string
		width, height          float64
		want                   corpus.Box
	}{
		{"upright", "", "BT /F1 12 Tf 60 720 Td (abcd) Tj ET", 600, 800, corpus.Box{0.1, 0.09, 0.14, 0.1}},
		{"turned right", "/Rotate 90", "BT /F1 12 Tf 0 1 -1 0 60 80 Tm (abcd) Tj ET", 800, 600, corpus.Box{0.1, 0.09, 0.13, 0.1}},
		{"turned left", "/Rotate 270", "BT /F1 12 Tf 0 -1 1 0 540 720 Tm (abcd) Tj ET", 800, 600, corpus.Box{0.1, 0.09, 0.13, 0.1}},
		{"turned text", "", "BT /F1 12 Tf 0 1 -1 0 60 80 Tm (abcd) Tj ET", 600, 800, corpus.Box{0.09, 0.87, 0.1, 0.9}},
		{"cropped", "/CropBox[60 80 360 480]", "BT /F1 12 Tf 90 440 Td (abcd) Tj ET", 300, 400, corpus.Box{0.1, 0.09, 0.18, 0.1}},
	}
	for _, tt := range tests {
		got := leaves(t, save(t, pages(tt.entries, "", tt.content).Bytes()))[0]
		if got.Width != tt.width || got.Height != tt.height || len(got.Words) != 1 || !near(got.Words[0].Box, tt.want) || !near(*got.Lines[0].Box, tt.want) {
			t.Errorf("%s: %v x %v %v, want %v x %v %v", tt.name, got.Width, got.Height, got.Words, tt.width, tt.height, tt.want)
		}
	}
}

// What a page draws is evidence enough for its verdict.
func TestEvidence(t *testing.T) {
	many := func(line string) string {
		var b strings.Builder
		for i := range 8 {
			b.WriteString(at(50, 700-20*float64(i), line))
		}
		return b.String()
	}
	const image = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"
	tests := []struct {
		name, content string
		want          layer.Action
		images        bool
	}{
		{"text", many(sentence), layer.Keep, false},
		{"blank", "", layer.Keep, false},
		{"one blank drawn", at(50, 700, " "), layer.Keep, false},
		{"English", many("The Government shall provide guidance on the implementation of this Law"), layer.Keep, false},
		{"page image", image, layer.See, true},
		{"page image with a stamp", image + at(50, 700, "Người ký: Ủy ban nhân dân"), layer.See, true},
		{"text over a background", image + many(sentence), layer.Keep, true},
		{"OCR without marks", image + "3 Tr " + many("Can cu Nghi quyet so 29-NQ/TW cua Ban Chap hanh Trung uong"), layer.See, true},
		{"OCR", image + "3 Tr " + many(sentence), layer.Keep, true},
		{"TCVN3", many("Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"), layer.Convert, false},
		{"TCVN3, a few words", at(50, 700, "Hµ Néi, ngµy 20 th¸ng 02 n¨m 2006, n¬i nhËn: nh\u00ad trªn"), layer.Convert, false},
		{"a few words of French", at(50, 700, "Décret du Président de la République française, Ministère de la Justice"), layer.Keep, false},
		{"VNI", many("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"), layer.Convert, false},
		{"codes shifted", many("&+,1+ 3+ӪӬ &ӜQJ KzD [m KӝL FKӫ QJKƭD 9LӋW 1DP ĈӝF OұS"), layer.See, false},
		{"no map", many("\uFFFD\uFFFD\uFFFD"), layer.See, false},
		{"letters as outlines", strings.Repeat("0 0 m 1 1 2 2 3 3 c f\n", 1000), layer.See, false},
	}
	for _, tt := range tests {
		got := leaves(t, save(t, pages("", "", tt.content).Bytes()))[0]
		_, verdict := layer.Judge(got.Page, got.Evidence)
		if verdict.Action != tt.want || got.Evidence.Images > 0.5 != tt.images {
			t.Errorf("%s: %+v, images %v; want %s, %v\n%s", tt.name, verdict, got.Evidence.Images, tt.want, tt.images, got.Text)
		}
	}
}

func TestPrinted(t *testing.T) {
	body := strings.Repeat(sentence+". Ủy ban nhân dân các huyện, thị xã, thành phố chịu trách nhiệm thực hiện. ", 8)
	path := printed(t, func(f *fpdf.Fpdf) { f.MultiCell(160, 7, body, "", "J", false) })
	got := leaves(t, path)
	if diff := cmp.Diff(strings.Fields(body), strings.Fields(got[0].Text)); diff != "" {
		t.Errorf("words differ (-want +got):\n%s", diff)
	}
	for _, l := range got[0].Lines[:len(got[0].Lines)-1] {
		if l.Box[2]-l.Box[0] < 0.7 {
			t.Errorf("line %q was split", got[0].Text[l.Start:l.End])
		}
	}
}
