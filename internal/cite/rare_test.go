package cite

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRareForms reads forms of Party documents and of old and spoken style.
func TestRareForms(t *testing.T) {
	for _, c := range []struct {
		trap, text string
		want       []string
	}{
		{"bound to the one that is named in full", "Nghị quyết số 29-NQ/TW ngày 04/11/2013. Theo Nghị quyết 29 và Nghị quyết số 29, giáo dục là quốc sách.",
			[]string{"Nghị quyết|29-NQ/TW||2013-11-04|| = Nghị quyết số 29-NQ/TW ngày 04/11/2013 + Nghị quyết 29 + Nghị quyết số 29"}},
		{"two that fit: bound to none", "Nghị quyết số 29-NQ/TW ngày 04/11/2013, Nghị quyết số 29-NQ/TW ngày 17/11/2022. Nghị quyết 29 nêu rõ.",
			[]string{
				"Nghị quyết|29-NQ/TW||2013-11-04|| = Nghị quyết số 29-NQ/TW ngày 04/11/2013",
				"Nghị quyết|29-NQ/TW||2022-11-17|| = Nghị quyết số 29-NQ/TW ngày 17/11/2022",
				"Nghị quyết|29|||| = Nghị quyết 29"}},
		{"told apart by the date", "Nghị quyết số 29-NQ/TW ngày 04/11/2013, Nghị quyết số 29-NQ/TW ngày 17/11/2022. Nghị quyết 29 ngày 17/11/2022 nêu rõ.",
			[]string{
				"Nghị quyết|29-NQ/TW||2013-11-04|| = Nghị quyết số 29-NQ/TW ngày 04/11/2013",
				"Nghị quyết|29-NQ/TW||2022-11-17|| = Nghị quyết số 29-NQ/TW ngày 17/11/2022 + Nghị quyết 29 ngày 17/11/2022"}},
		{"defined as a short form", "Kế hoạch số 12-KH/TU ngày 05/01/2024 (sau đây gọi là Kế hoạch 12). Kế hoạch 12 giao các sở.",
			[]string{"Kế hoạch|12-KH/TU||2024-01-05|| = Kế hoạch số 12-KH/TU ngày 05/01/2024 + Kế hoạch 12 + Kế hoạch 12"}},
		{"figures that count are no numbers", "Kế hoạch 5 năm 2021 - 2025; Chương trình 135; Nghị quyết 3 điểm; Kế hoạch 2024; Chỉ thị 20%; Đề án 06", nil},
		{"named by nothing else", "Thông tư 01 của Bộ Nội vụ quy định", []string{"Thông tư|01|||Bộ Nội vụ| = Thông tư 01 của Bộ Nội vụ"}},
		{"a congress, and its other names", "Nghị quyết Đại hội XIII; Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng.",
			[]string{"Nghị quyết||Đại hội đại biểu toàn quốc lần thứ XIII của Đảng||Đảng| = Nghị quyết Đại hội XIII + Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"}},
		{"a session, and its other names", "Nghị quyết Trung ương 5 (khóa XII), Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XII và Nghị quyết Trung ương 4 khóa XII.",
			[]string{
				"Nghị quyết||Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XII|||XII = Nghị quyết Trung ương 5 (khóa XII) + Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XII",
				"Nghị quyết||Trung ương 4 khóa XII|||XII = Nghị quyết Trung ương 4 khóa XII"}},
		{"a congress of a commune", "Nghị quyết Đại hội Đảng bộ xã An Khê lần thứ XXV, nhiệm kỳ 2020-2025; Nghị quyết Đại hội Đảng các cấp",
			[]string{"Nghị quyết||Đại hội Đảng bộ xã An Khê lần thứ XXV|||2020-2025 = Nghị quyết Đại hội Đảng bộ xã An Khê lần thứ XXV, nhiệm kỳ 2020-2025"}},
		{"conclusions made known", "Thông báo kết luận số 112-TB/TU ngày 05/3/2024 của Thường trực Tỉnh ủy",
			[]string{"Thông báo kết luận|112-TB/TU||2024-03-05|Thường trực Tỉnh ủy| = Thông báo kết luận số 112-TB/TU ngày 05/3/2024 của Thường trực Tỉnh ủy"}},
		{"a letter of the Party", "Công văn số 1234-CV/TU ngày 01/02/2024 của Ban Thường vụ Tỉnh ủy",
			[]string{"Công văn|1234-CV/TU||2024-02-01|Ban Thường vụ Tỉnh ủy| = Công văn số 1234-CV/TU ngày 01/02/2024 của Ban Thường vụ Tỉnh ủy"}},
		{"laws by number alone", "Căn cứ các Luật số 01/2021/QH15, số 03/2022/QH15 và số 05/2023/QH15;",
			[]string{"Luật|01/2021/QH15|||| = Luật số 01/2021/QH15", "Luật|03/2022/QH15|||| = số 03/2022/QH15", "Luật|05/2023/QH15|||| = số 05/2023/QH15"}},
		{"the number in brackets, with the type again", "Luật Ngân sách nhà nước (Luật số 83/2015/QH13); Bộ luật Lao động (Luật số 45/2019/QH14)",
			[]string{
				"Luật|83/2015/QH13|Ngân sách nhà nước||| = Luật Ngân sách nhà nước (Luật số 83/2015/QH13)",
				"Bộ luật|45/2019/QH14|Lao động||| = Bộ luật Lao động (Luật số 45/2019/QH14)"}},
		{"name and year in a list", "Luật Đất đai 2013, Luật Nhà ở 2014 và Bộ luật Dân sự 2015",
			[]string{"Luật||Đất đai|2013|| = Luật Đất đai 2013", "Luật||Nhà ở|2014|| = Luật Nhà ở 2014", "Bộ luật||Dân sự|2015|| = Bộ luật Dân sự 2015"}},
		{"name in small letters that begins as a reference does", "theo Luật các tổ chức tín dụng và Luật này",
			[]string{"Luật||các tổ chức tín dụng||| = Luật các tổ chức tín dụng"}},
		{"a name of no table with commas, bounded by its date", "theo Luật Vườn cây, cây cảnh và hoa. Căn cứ Luật Vườn cây, cây cảnh và hoa ngày 25 tháng 6 năm 2031;",
			[]string{"Luật||Vườn cây, cây cảnh và hoa|2031-06-25|| = Luật Vườn cây, cây cảnh và hoa + Luật Vườn cây, cây cảnh và hoa ngày 25 tháng 6 năm 2031"}},
		{"a date that is another's", "theo Luật Vườn cây, hợp đồng ký ngày 25 tháng 6 năm 2031", []string{"Luật||Vườn cây||| = Luật Vườn cây"}},
		{"words that end other names", "theo Luật Giao thông vũ trụ và Luật Tần số vũ trụ;",
			[]string{"Luật||Giao thông vũ trụ||| = Luật Giao thông vũ trụ", "Luật||Tần số vũ trụ||| = Luật Tần số vũ trụ"}},
		{"one name, a comma or a dash in it", "Luật Thi đua, khen thưởng số 06/2022/QH15 và Luật Thi đua - Khen thưởng",
			[]string{"Luật|06/2022/QH15|Thi đua, khen thưởng||| = Luật Thi đua, khen thưởng số 06/2022/QH15 + Luật Thi đua - Khen thưởng"}},
		{"an amending law by name alone", "quy định chi tiết Luật Điện lực và Luật sửa đổi, bổ sung một số điều của Luật Điện lực.",
			[]string{
				"Luật||Điện lực||| = Luật Điện lực + Luật Điện lực",
				"Luật||sửa đổi, bổ sung một số điều của Luật Điện lực||| = Luật sửa đổi, bổ sung một số điều của Luật Điện lực"}},
		{"a bill, and the cell of a table that names it", "Bổ sung các dự án luật sau vào chương trình:\n1. Luật sửa đổi, bổ sung một số điều của Luật Điện lực;\n\nLuật sửa đổi, bổ sung một số điều của Luật Điện lực\nChính phủ",
			[]string{"Luật||Điện lực||| = Luật Điện lực + Luật Điện lực"}},
		{"numbers behind a colon", "tại các văn bản: Số 202/TTr-BNV ngày 11/5/2026, số 191/BC-BNV ngày 06/5/2026",
			[]string{
				"Tờ trình|202/TTr-BNV||2026-05-11|| = Số 202/TTr-BNV ngày 11/5/2026",
				"Báo cáo|191/BC-BNV||2026-05-06|| = số 191/BC-BNV ngày 06/5/2026"}},
		{"treaties without number are left out", "Công ước Lao động hàng hải năm 2006, Hiệp định thương mại và Nghị định thư Kyoto", nil},
		{"a consolidated text", "Văn bản hợp nhất số 12/VBHN-VPQH ngày 01/7/2020 của Văn phòng Quốc hội",
			[]string{"Văn bản hợp nhất|12/VBHN-VPQH||2020-07-01|Văn phòng Quốc hội| = Văn bản hợp nhất số 12/VBHN-VPQH ngày 01/7/2020 của Văn phòng Quốc hội"}},
	} {
		var got []string
		for _, cit := range Find(input(c.text)) {
			got = append(got, line(cit))
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %q\n(-want +got)\n%s", c.trap, c.text, d)
		}
	}
}

func TestBareSelf(t *testing.T) {
	in := input("Kế hoạch 12 được gửi các chi bộ; Kế hoạch số 12-KH/TU ngày 01/02/2024.")
	in.SelfType, in.SelfNumber = "Kế hoạch", "12-KH/HU"
	got := Find(in)
	if len(got) != 1 || string(got[0].Number) != "12-KH/TU" || len(got[0].Mentions) != 1 {
		t.Errorf("the document's own sequence is the document: %v", got)
	}
}
