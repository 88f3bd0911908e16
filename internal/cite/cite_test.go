package cite

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vanthu/corpus"

	"github.com/google/go-cmp/cmp"
)

func input(text string) Input {
	page := corpus.Page{Number: 1, Text: text}
	return Input{Flow: corpus.NewFlow([]corpus.Page{page}, []corpus.Span{{Page: 1, Start: 0, End: len(text)}}), Pages: []corpus.Page{page}}
}

// line prints a citation on one line: what it is, then its mentions.
func line(c corpus.Citation) string {
	parts := []string{string(c.Type), string(c.Number), string(c.Title), string(c.Issued), string(c.Issuer), string(c.Term)}
	var mentions []string
	for _, m := range c.Mentions {
		mentions = append(mentions, fold(m.Text))
	}
	return strings.Join(parts, "|") + " = " + strings.Join(mentions, " + ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		trap, text string
		want       []string
	}{
		{"comma before the date", "theo Kế hoạch số 15-KH/HU, ngày 05/6/2022 của Ban Thường vụ Huyện ủy về chuyển đổi số.",
			[]string{"Kế hoạch|15-KH/HU||2022-06-05|Ban Thường vụ Huyện ủy| = Kế hoạch số 15-KH/HU, ngày 05/6/2022 của Ban Thường vụ Huyện ủy"}},
		{"a date after a comma that is not the instrument's", "Theo Nghị định số 15/2021/NĐ-CP, ngày 20/5/2024 Sở Xây dựng đã kiểm tra.",
			[]string{"Nghị định|15/2021/NĐ-CP|||| = Nghị định số 15/2021/NĐ-CP"}},
		{"term in parentheses", "Nghị quyết số 07-NQ/TU ngày 08/10/2021 của Ban Chấp hành Đảng bộ tỉnh (khóa XIX) về giảm nghèo",
			[]string{"Nghị quyết|07-NQ/TU||2021-10-08|Ban Chấp hành Đảng bộ tỉnh|XIX = Nghị quyết số 07-NQ/TU ngày 08/10/2021 của Ban Chấp hành Đảng bộ tỉnh (khóa XIX)"}},
		{"one number in two terms", "Nghị quyết số 10-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương khóa XI và Nghị quyết số 10-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương khóa XIII. Thực hiện Nghị quyết số 10-NQ/TW.",
			[]string{
				"Nghị quyết|10-NQ/TW||2013-11-04|Ban Chấp hành Trung ương|XI = Nghị quyết số 10-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương khóa XI",
				"Nghị quyết|10-NQ/TW||2022-11-17|Ban Chấp hành Trung ương|XIII = Nghị quyết số 10-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương khóa XIII + Nghị quyết số 10-NQ/TW"}},
		{"bare sequences share the symbol", "các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương",
			[]string{
				"Nghị quyết|18-NQ/TW||2017-10-25|Ban Chấp hành Trung ương| = Nghị quyết số 18",
				"Nghị quyết|19-NQ/TW||2017-10-25|Ban Chấp hành Trung ương| = 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương"}},
		{"type, date and issuer carried in a list", "các Báo cáo số 12/BC-UBND và số 13/BC-UBND ngày 02/3/2024, số 20/BC-UBND ngày 05/4/2024 của Ủy ban nhân dân tỉnh Hà Giang",
			[]string{
				"Báo cáo|12/BC-UBND||2024-03-02|Ủy ban nhân dân tỉnh Hà Giang| = Báo cáo số 12/BC-UBND",
				"Báo cáo|13/BC-UBND||2024-03-02|Ủy ban nhân dân tỉnh Hà Giang| = số 13/BC-UBND ngày 02/3/2024",
				"Báo cáo|20/BC-UBND||2024-04-05|Ủy ban nhân dân tỉnh Hà Giang| = số 20/BC-UBND ngày 05/4/2024 của Ủy ban nhân dân tỉnh Hà Giang"}},
		{"number broken over lines", "thực hiện Kết luận số 45-\nKL/TW và các văn bản",
			[]string{"Kết luận|45-KL/TW|||| = Kết luận số 45- KL/TW"}},
		{"law by name, its number elsewhere", "Căn cứ Luật Phòng, chống ma túy số 73/2021/QH14;\n\nCăn cứ Luật Nhà ở năm 2023;\n\nTheo Luật Phòng, chống ma túy và Luật Nhà ở, cơ quan công an chủ trì.",
			[]string{
				"Luật|73/2021/QH14|Phòng, chống ma túy||| = Luật Phòng, chống ma túy số 73/2021/QH14 + Luật Phòng, chống ma túy",
				"Luật||Nhà ở|2023|| = Luật Nhà ở năm 2023 + Luật Nhà ở"}},
		{"a name no table knows, bounded by its number", "Theo Luật Du hành vũ trụ, tổ chức phải đăng ký.\nLuật Du hành vũ trụ và khai thác Mặt Trăng số 99/2031/QH17 có hiệu lực. Luật Du hành vũ trụ và khai thác Mặt Trăng quy định rõ.",
			[]string{
				"Luật||Du hành vũ trụ||| = Luật Du hành vũ trụ",
				"Luật|99/2031/QH17|Du hành vũ trụ và khai thác Mặt Trăng||| = Luật Du hành vũ trụ và khai thác Mặt Trăng số 99/2031/QH17 + Luật Du hành vũ trụ và khai thác Mặt Trăng"}},
		{"the number belongs to the amending law", "Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Viên chức số 88/2027/QH16;",
			[]string{
				"Luật|88/2027/QH16|sửa đổi, bổ sung một số điều của Luật Giá và Luật Viên chức||| = Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Viên chức số 88/2027/QH16",
				"Luật||Giá||| = Luật Giá",
				"Luật||Viên chức||| = Luật Viên chức"}},
		{"laws in the title with numbers of their own", "Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Viên chức số 58/2010/QH12 ngày 29 tháng 6 năm 2024;",
			[]string{
				"Luật||sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Viên chức số 58/2010/QH12|2024-06-29|| = Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Viên chức số 58/2010/QH12 ngày 29 tháng 6 năm 2024",
				"Luật|16/2023/QH15|Giá||| = Luật Giá số 16/2023/QH15",
				"Luật|27/2023/QH15|Nhà ở||| = Luật Nhà ở số 27/2023/QH15",
				"Luật|58/2010/QH12|Viên chức||| = Luật Viên chức số 58/2010/QH12"}},
		{"bills are no instruments", "Bổ sung dự án Luật Thư viện (sửa đổi) và dự án Luật Cấp nước vào chương trình. 2. Luật Cấp nước",
			nil},
		{"constitution", "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
			[]string{"Hiến pháp|||2013|| = Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013"}},
		{"standards", "theo Quy chuẩn kỹ thuật quốc gia QCVN 07:2019/BKHCN và TCVN ISO 9001:2015.",
			[]string{
				"Quy chuẩn|QCVN 07:2019/BKHCN|||| = Quy chuẩn kỹ thuật quốc gia QCVN 07:2019/BKHCN",
				"Tiêu chuẩn|TCVN ISO 9001:2015|||| = TCVN ISO 9001:2015"}},
		{"forms are no instruments", "theo Mẫu số 02/BC-BNV và Biểu số 03/TK-BTC kèm theo Thông tư này", nil},
		{"type in small letters", "theo nghị quyết số 12-NQ/TU và tại công văn số 5973/UBND-KT ngày 01/02/2023.",
			[]string{
				"Nghị quyết|12-NQ/TU|||| = nghị quyết số 12-NQ/TU",
				"Công văn|5973/UBND-KT||2023-02-01|| = công văn số 5973/UBND-KT ngày 01/02/2023"}},
		{"issuer before the number", "Quyết định của Bộ trưởng Bộ Y tế số 12/2006/QĐ-BYT ngày 03/4/2006",
			[]string{"Quyết định|12/2006/QĐ-BYT||2006-04-03|Bộ trưởng Bộ Y tế| = Quyết định của Bộ trưởng Bộ Y tế số 12/2006/QĐ-BYT ngày 03/4/2006"}},
		{"issuer that no table knows", "Quyết định số 15/QĐ-CQLD ngày 03/4/2016 của Cục Quản lý dược về việc cấp phép",
			[]string{"Quyết định|15/QĐ-CQLD||2016-04-03|Cục Quản lý dược| = Quyết định số 15/QĐ-CQLD ngày 03/4/2016 của Cục Quản lý dược"}},
		{"in capitals", "BÃI BỎ QUYẾT ĐỊNH SỐ 09/2015/QĐ-UBND NGÀY 12 THÁNG 3 NĂM 2015 CỦA ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH VỀ GIÁ ĐẤT",
			[]string{"Quyết định|09/2015/QĐ-UBND||2015-03-12|Ủy ban nhân dân tỉnh Hòa Bình| = QUYẾT ĐỊNH SỐ 09/2015/QĐ-UBND NGÀY 12 THÁNG 3 NĂM 2015 CỦA ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH"}},
		{"joint circular", "Thông tư liên tịch số 03/2010/TTLT-BYT-BTC ngày 04/5/2010 của Bộ Y tế và Bộ Tài chính hướng dẫn",
			[]string{"Thông tư liên tịch|03/2010/TTLT-BYT-BTC||2010-05-04|Bộ Y tế và Bộ Tài chính| = Thông tư liên tịch số 03/2010/TTLT-BYT-BTC ngày 04/5/2010 của Bộ Y tế và Bộ Tài chính"}},
		{"an impossible date is none", "Thông tư số 16/2020/TT-BYT ngày 18 tháng 15 năm 2020 của Bộ trưởng Bộ Y tế quy định",
			[]string{"Thông tư|16/2020/TT-BYT|||Bộ trưởng Bộ Y tế| = Thông tư số 16/2020/TT-BYT ngày 18 tháng 15 năm 2020 của Bộ trưởng Bộ Y tế"}},
		{"not laws", "Khoa Luật Kinh tế; Công ty Luật Minh Khuê; Luật sư Trần A; Luật này; pháp luật về đất đai", nil},
		{"a session of the committee", "Kết luận số 21-KL/TW, ngày 25/10/2021 của Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XIII về xây dựng Đảng",
			[]string{"Kết luận|21-KL/TW||2021-10-25|Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng|XIII = Kết luận số 21-KL/TW, ngày 25/10/2021 của Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XIII"}},
		{"without \"số\"", "Quy định 37-QĐ/TW của Ban Chấp hành Trung ương và Hướng dẫn 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng hướng dẫn thể thức",
			[]string{
				"Quy định|37-QĐ/TW|||Ban Chấp hành Trung ương| = Quy định 37-QĐ/TW của Ban Chấp hành Trung ương",
				"Hướng dẫn|36-HD/VPTW||2018-04-03|Văn phòng Trung ương Đảng| = Hướng dẫn 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng"}},
		{"a place with its level", "Quyết định số 123/QĐ-UBND ngày 05/01/2024 của Chủ tịch Ủy ban nhân dân huyện Kim Động về việc kiện toàn",
			[]string{"Quyết định|123/QĐ-UBND||2024-01-05|Chủ tịch Ủy ban nhân dân huyện Kim Động| = Quyết định số 123/QĐ-UBND ngày 05/01/2024 của Chủ tịch Ủy ban nhân dân huyện Kim Động"}},
		{"abbreviated body", "Kế hoạch số 45/KH-UBND ngày 05/01/2024 của UBND tỉnh Hưng Yên thực hiện chương trình",
			[]string{"Kế hoạch|45/KH-UBND||2024-01-05|UBND tỉnh Hưng Yên| = Kế hoạch số 45/KH-UBND ngày 05/01/2024 của UBND tỉnh Hưng Yên"}},
		{"council and its term", "Nghị quyết số 11/2022/NQ-HĐND ngày 08/7/2022 của Hội đồng nhân dân tỉnh Hà Giang khóa XVIII quy định mức chi",
			[]string{"Nghị quyết|11/2022/NQ-HĐND||2022-07-08|Hội đồng nhân dân tỉnh Hà Giang|XVIII = Nghị quyết số 11/2022/NQ-HĐND ngày 08/7/2022 của Hội đồng nhân dân tỉnh Hà Giang khóa XVIII"}},
		{"a longer name than the table's", "gồm Luật Thương mại điện tử, Luật Thương mại và Luật đất đai;",
			[]string{"Luật||Thương mại điện tử||| = Luật Thương mại điện tử", "Luật||Thương mại||| = Luật Thương mại", "Luật||đất đai||| = Luật đất đai"}},
		{"revised, and in force", "Luật Hợp tác xã (sửa đổi) năm 2012 và Luật Thư viện (sửa đổi).", []string{"Luật||Hợp tác xã|2012|| = Luật Hợp tác xã (sửa đổi) năm 2012"}},
		{"a list of bills", "Điều 1. Bổ sung các dự án luật sau đây vào chương trình:\n1. Luật Cấp nước;\n2. Luật Nhà giáo trình Quốc hội.", nil},
		{"number without \"số\" after a name", "Căn cứ Luật Viên chức 58/2010/QH12;", []string{"Luật|58/2010/QH12|Viên chức||| = Luật Viên chức 58/2010/QH12"}},
		{"name and year without the word", "Theo Luật Đất đai 2024 và Bộ luật Lao động thì",
			[]string{
				"Luật||Đất đai|2024|| = Luật Đất đai 2024",
				"Bộ luật||Lao động||| = Bộ luật Lao động"}},
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

func TestSelf(t *testing.T) {
	in := input("Ban hành kèm theo Quyết định số 05/2024/QĐ-UBND ngày 01/02/2024; Quyết định này thay Quyết định số 06/2020/QĐ-UBND.")
	in.SelfNumber = "5/2024/QĐ-UBND" // a leading zero does not count
	got := Find(in)
	if len(got) != 1 || got[0].Number != "06/2020/QĐ-UBND" {
		t.Errorf("the document's own number is no citation: %v", got)
	}
}

func TestRelation(t *testing.T) {
	const article = "Điều 1. Phạm vi\n\n1. Quyết định này quy định việc quản lý.\n\n"
	for _, c := range []struct {
		trap, typ, text string
		want            string // number or title: relation, for each
	}{
		{"basis, its amender, and a law in its title", "Quyết định", "Căn cứ Nghị định số 10/2020/NĐ-CP của Chính phủ quy định chi tiết Luật Giá, được sửa đổi, bổ sung bởi Nghị định số 11/2022/NĐ-CP;\n\n" + article,
			"10/2020/NĐ-CP: căn cứ; Giá: dẫn chiếu; 11/2022/NĐ-CP: căn cứ"},
		{"several bases in one line", "Quyết định", "Căn cứ Luật Giá số 16/2023/QH15; Luật Viên chức số 58/2010/QH12;\n\n" + article,
			"16/2023/QH15: căn cứ; 58/2010/QH12: căn cứ"},
		{"\"căn cứ\" in an article is a plain reference", "Quyết định", article + "2. Căn cứ Nghị định số 10/2020/NĐ-CP, chủ đầu tư lập dự toán.",
			"10/2020/NĐ-CP: dẫn chiếu"},
		{"amends by its subject", "Thông tư", "Bộ trưởng Bộ Y tế ban hành Thông tư sửa đổi, bổ sung một số điều của Thông tư số 10/2020/TT-BYT.\n\nĐiều 1. Sửa đổi\n\n1. Bãi bỏ khoản 2 Điều 3 Thông tư số 10/2020/TT-BYT.",
			"10/2020/TT-BYT: sửa đổi"},
		{"repeals", "Thông tư", article + "2. Bãi bỏ khoản 2 Điều 3 Thông tư số 10/2020/TT-BYT ngày 05/6/2020.", "10/2020/TT-BYT: bãi bỏ"},
		{"repealed by the heading over a list", "Thông tư", "Điều 1. Bãi bỏ toàn bộ các thông tư\n\n1. Thông tư số 10/2020/TT-BYT ngày 05/6/2020 sửa đổi, bổ sung Thông tư số 01/2018/TT-BYT.\n\n2. Thông tư số 12/2020/TT-BYT.",
			"10/2020/TT-BYT: bãi bỏ; 01/2018/TT-BYT: dẫn chiếu; 12/2020/TT-BYT: bãi bỏ"},
		{"no longer in force", "Thông tư", article + "2. Thông tư số 10/2020/TT-BYT ngày 05/6/2020 của Bộ trưởng Bộ Y tế hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
			"10/2020/TT-BYT: bãi bỏ"},
		{"a case that may come", "Thông tư", article + "2. Trường hợp Thông tư số 10/2020/TT-BYT hết hiệu lực thì áp dụng văn bản mới.", "10/2020/TT-BYT: dẫn chiếu"},
		{"replaces", "Thông tư", article + "2. Thông tư này có hiệu lực từ ngày 01/7/2024 và thay thế Thông tư số 10/2020/TT-BYT.", "10/2020/TT-BYT: thay thế"},
		{"who replaces words amends", "Thông tư", article + "2. Thay thế cụm từ “a” bằng cụm từ “b” tại khoản 2 Điều 9 Thông tư số 10/2020/TT-BYT.", "10/2020/TT-BYT: sửa đổi"},
		{"what was repealed by another", "Thông tư", article + "2. Nội dung tại Thông tư số 10/2020/TT-BYT đã bị bãi bỏ bởi Thông tư số 15/2022/TT-BYT.", "10/2020/TT-BYT: dẫn chiếu; 15/2022/TT-BYT: dẫn chiếu"},
		{"details", "Nghị định", "Điều 1. Phạm vi\n\nNghị định này quy định chi tiết khoản 3 Điều 12 và Điều 15 của Luật Giá.", "Giá: quy định chi tiết"},
		{"details, without the document's name", "Nghị định", "Điều 1. Phạm vi điều chỉnh\n\nQuy định chi tiết khoản 3 Điều 12 Luật Giá về thẩm định.\n\nĐiều 2. Phân công\n\na) Hướng dẫn thi hành Luật Viên chức;", "Giá: quy định chi tiết; Viên chức: dẫn chiếu"},
		{"a basis after the title of another", "Nghị định", "Căn cứ Nghị định số 10/2020/NĐ-CP quy định chi tiết một số điều của Luật Giá, Nghị định số 12/2022/NĐ-CP ngày 05/6/2022;\n\n" + article, "10/2020/NĐ-CP: căn cứ; Giá: dẫn chiếu; 12/2022/NĐ-CP: căn cứ"},
		{"carries out", "Kế hoạch", "Thực hiện Chỉ thị số 20-CT/TW ngày 02/3/2023 của Ban Bí thư về phòng cháy, Ban Thường vụ xây dựng kế hoạch.", "20-CT/TW: thực hiện"},
		{"a list with titles between", "Kế hoạch", "Thực hiện Chỉ thị số 20-CT/TW của Ban Bí thư về phòng cháy, Kế hoạch số 12-KH/TU của Tỉnh ủy về chuyển đổi số, Ban Thường vụ xây dựng kế hoạch.", "20-CT/TW: thực hiện; 12-KH/TU: thực hiện"},
		{"\"căn cứ\" under a heading of a plan", "Kế hoạch", "I. MỤC ĐÍCH\n\n1. Căn cứ Chỉ thị số 20-CT/TW, các đơn vị rà soát.", "20-CT/TW: dẫn chiếu"},
		{"subject without an empty line before it", "Quyết định", "Hà Nội, ngày 05 tháng 6 năm 2024\nQUYẾT ĐỊNH\nVề việc bãi bỏ Quyết định số 10/2020/QĐ-UBND ngày 05/6/2020\nCăn cứ Luật Giá;\n\n" + article,
			"10/2020/QĐ-UBND: bãi bỏ; Giá: căn cứ"},
		{"subject of an official letter", "Công văn", "V/v triển khai thực hiện Chỉ thị số 20/CT-TTg ngày 05/6/2020\n\nKính gửi: Các sở", "20/CT-TTg: thực hiện"},
		{"title of what is carried out", "Kế hoạch", "Thực hiện Kế hoạch số 12-KH/TU ngày 02/3/2023 của Tỉnh ủy về triển khai Chỉ thị số 20-CT/TW của Ban Bí thư.", "12-KH/TU: thực hiện; 20-CT/TW: dẫn chiếu"},
		{"done according to it is not carrying it out", "Kế hoạch", "Tiếp tục thực hiện chuẩn nghèo theo quy định tại Nghị định số 10/2020/NĐ-CP.", "10/2020/NĐ-CP: dẫn chiếu"},
		{"consolidated text", "Văn bản hợp nhất", "Thông tư số 10/2020/TT-BYT ngày 05/6/2020 của Bộ trưởng Bộ Y tế quy định về giá thuốc, có hiệu lực kể từ ngày 01/8/2020, được sửa đổi, bổ sung bởi:\n\nThông tư số 12/2022/TT-BYT ngày 05/6/2022, có hiệu lực kể từ ngày 01/8/2022.\n\nCăn cứ Luật Giá số 16/2023/QH15;\n\n" + article,
			"10/2020/TT-BYT: hợp nhất; 12/2022/TT-BYT: hợp nhất; 16/2023/QH15: căn cứ"},
		{"a power to repeal", "Luật", article + "2. Bãi bỏ văn bản của cấp dưới quy định tại khoản 3 Điều 4 của Luật Giá.", "Giá: dẫn chiếu"},
		{"the amender of what ends is only named", "Luật", article + "2. Luật Giá số 11/2012/QH13 đã được sửa đổi, bổ sung một số điều theo Luật số 64/2020/QH14 hết hiệu lực kể từ ngày Luật này có hiệu lực.",
			"11/2012/QH13: bãi bỏ; 64/2020/QH14: dẫn chiếu"},
		{"a basis after the title of another, which names none", "Thông tư", "Căn cứ Nghị định số 10/2020/NĐ-CP quy định chức năng của Bộ Y tế và Nghị định số 12/2022/NĐ-CP ngày 05/6/2022 sửa đổi Nghị định số 10/2020/NĐ-CP;\n\n" + article, "10/2020/NĐ-CP: căn cứ; 12/2022/NĐ-CP: căn cứ"},
		{"proposals of two bodies", "Quyết định", "Căn cứ Luật Giá;\n\nTheo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 10/TTr-SYT; của Chủ tịch Ủy ban nhân dân huyện An Khê tại Tờ trình số 12/TTr-UBND;\n\n" + article, "Giá: căn cứ; 10/TTr-SYT: căn cứ; 12/TTr-UBND: căn cứ"},
		{"carried out among the bases", "Nghị định", "Căn cứ Luật Giá;\n\nThực hiện việc phát hành công trái theo Nghị quyết số 10/2002/QH11;\n\n" + article, "Giá: căn cứ; 10/2002/QH11: thực hiện"},
		{"the first article behind a chapter", "Nghị định", "Căn cứ Luật Viên chức;\n\nChương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh\n\nNghị định quy định chi tiết Điều 26 Luật Giá về thẩm định.\n\nĐiều 2. Đối tượng", "Viên chức: căn cứ; Giá: quy định chi tiết"},
		{"a list under what the document does", "Thông tư", article + "2. Thông tư này bãi bỏ:\n\na) Điều 4, Điều 5 Thông tư số 10/2020/TT-BYT;\n\nb) Thông tư số 12/2020/TT-BYT.", "10/2020/TT-BYT: bãi bỏ; 12/2020/TT-BYT: bãi bỏ"},
		{"from the day on which this takes force", "Nghị định", article + "2. Kể từ ngày Nghị định này có hiệu lực, Nghị định số 10/2020/NĐ-CP về giá hết hiệu lực.", "10/2020/NĐ-CP: bãi bỏ"},
		{"since the day on which another took force", "Nghị định", article + "2. Kể từ ngày Nghị định số 10/2020/NĐ-CP có hiệu lực, hợp đồng cũ hết hiệu lực.", "10/2020/NĐ-CP: dẫn chiếu"},
		{"parts of the second of a list that ends", "Thông tư", article + "2. Thông tư số 10/2020/TT-BYT quy định về giá thuốc, Điều 2 Thông tư số 12/2020/TT-BYT hết hiệu lực kể từ ngày Thông tư này có hiệu lực.", "10/2020/TT-BYT: bãi bỏ; 12/2020/TT-BYT: bãi bỏ"},
		{"articles on lines of their own", "Nghị quyết", "Căn cứ Luật Giá;\n\nĐiều 1\n\nBan hành Quy chế.\n\nĐiều 2\n\n1. Nghị quyết số 10/2020/UBTVQH14 hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.", "Giá: căn cứ; 10/2020/UBTVQH14: bãi bỏ"},
		{"an amender behind a semicolon", "Quyết định", "Căn cứ Luật Giá số 16/2023/QH15; được sửa đổi, bổ sung bởi Luật số 59/2024/QH15;\n\n" + article, "16/2023/QH15: căn cứ; 59/2024/QH15: căn cứ"},
		{"details, parts with semicolons between", "Thông tư", "Căn cứ Luật Viên chức;\n\nĐiều 1. Phạm vi\n\nThông tư này quy định chi tiết khoản 4 Điều 24; khoản 3 Điều 26 và biện pháp thi hành Luật Giá.", "Viên chức: căn cứ; Giá: quy định chi tiết"},
		{"what the title of another says behind a semicolon", "Thông tư", "Căn cứ Luật Giá;\n\nĐiều 1. Phạm vi\n\n1. Thông tư này nêu mức chi tại Điều 4 Nghị định số 10/2020/NĐ-CP về phân cấp; quy định chi tiết một số điều của Luật Viên chức.", "Giá: căn cứ; 10/2020/NĐ-CP: dẫn chiếu; Viên chức: dẫn chiếu"},
		{"heading that is no order", "Quyết định", "Điều 5. Tổ chức thực hiện\n\n1. Luật Giá và Luật Viên chức được phổ biến rộng rãi.", "Giá: dẫn chiếu; Viên chức: dẫn chiếu"},
	} {
		if got := actsIn(c.typ, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// A mention over a page border has both pieces, and its text is theirs.
func TestPages(t *testing.T) {
	pages := []corpus.Page{{Number: 1, Text: "theo Nghị định số 10/2020/NĐ-CP ngày 05"}, {Number: 2, Text: "2\ntháng 3 năm 2020 của Chính phủ"}}
	in := Input{Pages: pages, Flow: corpus.NewFlow(pages, []corpus.Span{{Page: 1, Start: 0, End: len(pages[0].Text)}, {Page: 2, Start: 2, End: len(pages[1].Text)}})}
	got := Find(in)
	if len(got) != 1 || len(got[0].Mentions) != 1 {
		t.Fatalf("want one citation with one mention, got %v", got)
	}
	m := got[0].Mentions[0]
	if got[0].Issued != "2020-03-05" || len(m.Spans) != 2 || m.Page != 1 || m.Text != "Nghị định số 10/2020/NĐ-CP ngày 05\ntháng 3 năm 2020 của Chính phủ" {
		t.Errorf("got %+v issued %s", m, got[0].Issued)
	}
}

// Law: a span cuts on rune borders, its text is the page's, and the same text
// gives the same citations.
func FuzzFind(f *testing.F) {
	f.Add("Căn cứ Nghị định số 15/2021/NĐ-CP, Luật Đất đai năm 2013 và các Nghị quyết số 18, 19-NQ/TW")
	f.Add("Luật sửa đổi, bổ sung một số điều của Luật Giá số 1/2020/QH14; QCVN 01:2019/BCT")
	f.Add("Điều 1. Bãi bỏ\n1. QUYẾT ĐỊNH SỐ 1/QĐ-UBND CỦA ỦY BAN (khóa XI)")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		in := input(s)
		got := Find(in)
		for _, c := range got {
			for _, m := range c.Mentions {
				if s[m.Start:m.End] != m.Text || !utf8.ValidString(m.Text) {
					t.Fatalf("%q: mention %q is not text[%d:%d]", s, m.Text, m.Start, m.End)
				}
			}
		}
		if d := cmp.Diff(got, Find(in)); d != "" {
			t.Fatalf("%q: found differently again: %s", s, d)
		}
	})
}
