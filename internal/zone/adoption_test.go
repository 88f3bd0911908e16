package zone

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

// Lines cut the clause where they like; a list that only mentions the passing
// of a law is none.
func TestAdoptionOverLines(t *testing.T) {
	s := Split([]corpus.Page{page(1, `QUỐC HỘI

Luật số: 901/2024/QH15

LUẬT
LƯU TRỮ MẪU

Căn cứ Hiến pháp;

Điều 1. Luật này được áp dụng sau khi Quốc hội thông qua.

Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam
khóa XV, Kỳ họp thứ 8 thông qua ngày 27 tháng
11 năm 2024.

CHỦ TỊCH QUỐC HỘI

Hoàng Văn Mẫu`)})
	var got []string
	for _, l := range linesOf(s, Adoption) {
		got = append(got, l.Text)
	}
	if len(got) != 3 || !strings.HasPrefix(got[0], "Luật này được Quốc hội") || got[2] != "11 năm 2024." {
		t.Errorf("adoption clause: %q", got)
	}
}

// linesOf gives the lines of a part.
func linesOf(s Sheet, kind Kind) []Line {
	var found []Line
	for _, l := range s.Lines {
		if l.Kind == kind {
			found = append(found, l)
		}
	}
	return found
}

// Texts of the web part the lines of a subject by empty lines.
func TestSubjectOverEmptyLines(t *testing.T) {
	s := Split([]corpus.Page{page(1, `BỘ Y TẾ

Số: 1/2025/TT-BYT

THÔNG TƯ

Quy định khung số lượng kho lưu trữ, số lượng và

cơ cấu người làm lưu trữ; trình tự, thủ tục đề nghị phê chuẩn kết quả

Hội đồng lựa chọn, miễn nhiệm người làm lưu trữ,

thủ trưởng đơn vị lưu trữ

Căn cứ Luật Lưu trữ;`)})
	if got := len(linesOf(s, Subject)); got != 4 {
		t.Errorf("the subject has 4 lines, %d found:\n%s", got, kinds(s))
	}
}
