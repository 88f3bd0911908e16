package zone

import (
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
)

func TestSignatureCuts(t *testing.T) {
	for _, c := range []struct {
		trap, line string
		want       []string
	}{
		{"a whole signature on one line", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn Mẫu", []string{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu"}},
		{"with the mark of signing", "KT. BỘ TRƯỞNG THỨ TRƯỞNG (Đã ký) Lê Thị Mẫu", []string{"KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "(Đã ký)", "Lê Thị Mẫu"}},
		{"the mark and the name alone", "(Đã ký) Lê Thị Mẫu", []string{"(Đã ký)", "Lê Thị Mẫu"}},
		{"a note in brackets", "(Ban hành kèm theo) Lê Thị Mẫu", nil},
		{"the head's body belongs to the authority", "KT. BỘ TRƯỞNG BỘ Y TẾ THỨ TRƯỞNG Lê Thị Mẫu", []string{"KT. BỘ TRƯỞNG BỘ Y TẾ", "THỨ TRƯỞNG", "Lê Thị Mẫu"}},
		{"a position alone", "CHỦ TỊCH QUỐC HỘI Trần Văn Mẫu", []string{"CHỦ TỊCH QUỐC HỘI", "Trần Văn Mẫu"}},
		{"a degree is in capitals too", "HIỆU TRƯỞNG PGS.TS. Trần Văn Mẫu", []string{"HIỆU TRƯỞNG", "PGS.TS. Trần Văn Mẫu"}},
		{"authority and position", "TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG", []string{"TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"}},
		{"a body whose name holds a position", "TM. BAN THƯỜNG TRỰC", nil},
		{"another", "T/M BAN BÍ THƯ THƯỜNG TRỰC BAN BÍ THƯ Trần Văn Mẫu", []string{"T/M BAN BÍ THƯ", "THƯỜNG TRỰC BAN BÍ THƯ", "Trần Văn Mẫu"}},
		{"two names of one position", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", nil},
		{"one line of a signature", "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH", nil},
		{"a line of the body", "GIÁM ĐỐC Sở Nội vụ chịu trách nhiệm thi hành", nil},
		{"a heading", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", nil},
		{"a sentence", "Bộ trưởng Bộ Y tế quy định", nil},
	} {
		var got []string
		at := 0
		if cuts := signatureCuts(c.line); cuts != nil {
			for _, cut := range append(cuts, len(c.line)) {
				got = append(got, strings.TrimSpace(c.line[at:cut]))
				at = cut
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q is cut into %q, want %q", c.trap, c.line, got, c.want)
		}
	}
}

// The parts of a text without geometry, however its cells were merged.
func TestFlat(t *testing.T) {
	for _, c := range []struct {
		trap, text string
		want       []string
	}{
		{"a table's bars part its cells, and a cell of several lines goes on", `| SỞ NỘI VỤ
Số: 12/SNV-VP
V/v lập hồ sơ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hưng Yên, ngày 17 tháng 6 năm 2024 |
|---|---|

Kính gửi: Các phòng.

Nội dung như sau:

| Nơi nhận:
- Như trên;
- Lưu: VT. | GIÁM ĐỐC

Trần Văn Mẫu |`, []string{"issuer/0: SỞ NỘI VỤ", "number/0: Số: 12/SNV-VP", "subject/0: V/v lập hồ sơ", "motto/1: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
			"motto/1: Độc lập - Tự do - Hạnh phúc", "place and date/1: Hưng Yên, ngày 17 tháng 6 năm 2024", "addressees/0: Kính gửi: Các phòng.",
			"recipients/0: Nơi nhận:", "recipients/0: - Như trên;", "recipients/0: - Lưu: VT.", "position/1: GIÁM ĐỐC", "signer name/1: Trần Văn Mẫu"}},
		{"two columns are one line each", `SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/QĐ-SNV Hưng Yên, ngày 17 tháng 6 năm 2024
QUYẾT ĐỊNH
Về việc lập hồ sơ
Điều 1. Lập hồ sơ./.
Nơi nhận: KT. GIÁM ĐỐC
- Như trên; PHÓ GIÁM ĐỐC
- Các phòng;
- Lưu: VT. Trần Văn Mẫu`, []string{"issuer/0: SỞ NỘI VỤ", "motto/1: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "number/0: Số: 12/QĐ-SNV",
			"place and date/1: Hưng Yên, ngày 17 tháng 6 năm 2024", "title/0: QUYẾT ĐỊNH", "subject/0: Về việc lập hồ sơ",
			"recipients/0: Nơi nhận:", "authority/1: KT. GIÁM ĐỐC", "recipients/0: - Như trên;", "position/1: PHÓ GIÁM ĐỐC", "recipients/0: - Các phòng;",
			"recipients/0: - Lưu: VT.", "signer name/1: Trần Văn Mẫu"}},
		{"each cell is one line, and an appended regulation has a signer too", `SỞ NỘI VỤ -------
Số: 12/SNV-VP V/v lập hồ sơ
Kính gửi: Các phòng.
Nội dung như sau:
Nơi nhận: - Như trên; - Lưu: VT.
KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Đã ký) Trần Văn Mẫu
QUY CHẾ LẬP HỒ SƠ
GIÁM ĐỐC
Lê Văn Khác`, []string{"issuer/0: SỞ NỘI VỤ -------", "number/0: Số: 12/SNV-VP", "subject/1: V/v lập hồ sơ", "addressees/0: Kính gửi: Các phòng.",
			"recipients/0: Nơi nhận: - Như trên; - Lưu: VT.", "authority/0: KT. GIÁM ĐỐC", "position/0: PHÓ GIÁM ĐỐC", "signed mark/0: (Đã ký)", "signer name/0: Trần Văn Mẫu",
			"annex/0: QUY CHẾ LẬP HỒ SƠ", "annex/0: GIÁM ĐỐC", "annex/0: Lê Văn Khác"}},
		{"rows of a table with tabs: a drawn rule beside the number, an empty cell beside the name", "QUỐC HỘI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" +
			"-------\tĐộc lập - Tự do - Hạnh phúc\nLuật số: 9/2026/QH16\t---------------\n\nLUẬT\n\nHỒ SƠ\n\nCăn cứ Hiến pháp;\n\nNơi nhận:\tCHỦ TỊCH QUỐC HỘI\n\tTrần Văn Mẫu\n", []string{
			"issuer/0: QUỐC HỘI", "motto/1: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto/1: Độc lập - Tự do - Hạnh phúc", "number/0: Luật số: 9/2026/QH16",
			"title/0: LUẬT", "subject/0: HỒ SƠ", "legal basis/0: Căn cứ Hiến pháp;", "recipients/0: Nơi nhận:", "position/1: CHỦ TỊCH QUỐC HỘI", "signer name/1: Trần Văn Mẫu"}},
		{"the columns' lines follow each other", `BỘ Y TẾ
Số: 12/2024/TT-BYT
THÔNG TƯ
Về lập hồ sơ
Điều 1. Lập hồ sơ./.
kt/bộ trưởng bộ y tế
Nơi nhận:

- Văn phòng Quốc hội;

    Trần Văn Mẫu

- Lưu: VT.`, []string{"issuer/0: BỘ Y TẾ", "number/0: Số: 12/2024/TT-BYT", "title/0: THÔNG TƯ", "subject/0: Về lập hồ sơ", "authority/0: kt/bộ trưởng bộ y tế",
			"recipients/0: Nơi nhận:", "recipients/0: - Văn phòng Quốc hội;", "signer name/0: Trần Văn Mẫu", "recipients/0: - Lưu: VT."}},
		{"the President signs for the Republic", `CHỦ TỊCH NƯỚC
Số: 6/2024/L-CTN
LỆNH
Về việc công bố Luật Hồ sơ

NAY CÔNG BỐ:

CHỦ TỊCH

NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Trần Văn Mẫu`, []string{"issuer/0: CHỦ TỊCH NƯỚC", "number/0: Số: 6/2024/L-CTN", "title/0: LỆNH", "subject/0: Về việc công bố Luật Hồ sơ",
			"position/0: CHỦ TỊCH", "position/0: NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "signer name/0: Trần Văn Mẫu"}},
		{"the subject of a letter goes on under the date beside it", "BỘ Y TẾ                  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" +
			"Số: 12/BYT-VP            Độc lập - Tự do - Hạnh phúc\nV/v lập hồ sơ của Công   Hà Nội, ngày 17 tháng 6 năm 2024\nty Lưu trữ Mẫu\nKính gửi: Các cục.", []string{
			"issuer/0: BỘ Y TẾ", "motto/1: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "number/0: Số: 12/BYT-VP", "motto/1: Độc lập - Tự do - Hạnh phúc",
			"subject/0: V/v lập hồ sơ của Công", "place and date/1: Hà Nội, ngày 17 tháng 6 năm 2024", "subject/0: ty Lưu trữ Mẫu", "addressees/0: Kính gửi: Các cục."}},
	} {
		s := Split([]corpus.Page{page(1, c.text)})
		var got []string
		for _, l := range s.Lines {
			if l.Kind != Body && l.Kind != Rule {
				got = append(got, string(l.Kind)+"/"+string(rune('0'+l.Column))+": "+l.Text)
			}
			if s.Pages[0].Text[l.Start:l.End] != l.Text {
				t.Errorf("%s: %+v is not its text", c.trap, l)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.trap, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}
