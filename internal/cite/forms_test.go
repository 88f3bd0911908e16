package cite

import (
	"fmt"
	"strings"
	"testing"

	"vanthu/corpus"
)

// brief prints a citation as "Nghị quyết 29-NQ/TW @2013-11-04 by Ban Chấp hành
// Trung ương of XI x2+1": what is known of it, then how many mentions, the short
// ones behind a plus sign.
func brief(c corpus.Citation) string {
	var b strings.Builder
	b.WriteString(string(c.Type))
	for _, p := range []struct{ mark, value string }{{" ", string(c.Number)}, {" \"", string(c.Title)}, {" @", string(c.Issued)}, {" by ", string(c.Issuer)}, {" of ", string(c.Term)}} {
		if p.value != "" {
			b.WriteString(p.mark + p.value)
			if p.mark == " \"" {
				b.WriteByte('"')
			}
		}
	}
	short := 0
	for _, m := range c.Mentions {
		if m.Short {
			short++
		}
	}
	fmt.Fprintf(&b, " x%d", len(c.Mentions)-short)
	if short > 0 {
		fmt.Fprintf(&b, "+%d", short)
	}
	return b.String()
}

// TestForms holds the forms in which instruments are cited, one trap each.
func TestForms(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		// Laws and codes.
		{"abbreviated names", "theo Luật BHXH, Luật BHYT và Bộ luật TTHS năm 2015.", `Luật "BHXH" x1; Luật "BHYT" x1; Bộ luật "TTHS" @2015 x1`},
		{"an abbreviated name is the whole one", "Luật Bảo hiểm xã hội số 41/2024/QH15 quy định; theo Luật BHXH.", `Luật 41/2024/QH15 "Bảo hiểm xã hội" x2`},
		{"a law by number, then by name", "Luật số 31/2024/QH15 ngày 18 tháng 01 năm 2024 (Luật Đất đai năm 2024)", `Luật 31/2024/QH15 @2024-01-18 x1; Luật "Đất đai" @2024 x1`},
		{"two laws of one name", "Luật Đất đai năm 2013 hết hiệu lực, Luật Đất đai năm 2024 có hiệu lực; Luật Đất đai 2013 vẫn áp dụng.", `Luật "Đất đai" @2013 x2; Luật "Đất đai" @2024 x1`},
		{"date and year words of a law", "Căn cứ Luật Đất đai ngày 26 tháng 11 năm 2003; Căn cứ Luật Xây dựng ngày 26/11/2003;", `Luật "Đất đai" @2003-11-26 x1; Luật "Xây dựng" @2003-11-26 x1`},
		{"an ordinance", "Căn cứ Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14 ngày 09 tháng 12 năm 2020;", `Pháp lệnh 02/2020/UBTVQH14 "Ưu đãi người có công với cách mạng" @2020-12-09 x1`},
		{"names with \"và\" and commas in a list", "Luật Khám bệnh, chữa bệnh, Luật Phòng, chống tác hại của rượu, bia và Luật Hôn nhân và gia đình", `Luật "Khám bệnh, chữa bệnh" x1; Luật "Phòng, chống tác hại của rượu, bia" x1; Luật "Hôn nhân và gia đình" x1`},
		{"one type word for many names", "các luật: Đất đai, Nhà ở, Kinh doanh bất động sản", `Luật "Đất đai" x1; Luật "Nhà ở" x1; Luật "Kinh doanh bất động sản" x1`},
		{"words around", "vi phạm Bộ luật Hình sự thì bị xử lý theo Điều 12 Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)", `Bộ luật "Hình sự" @2015 x2`},
		// The constitution.
		{"two constitutions", "Căn cứ Hiến pháp năm 1992 đã được sửa đổi, bổ sung; Hiến pháp năm 2013 quy định; Hiến pháp 2013.", `Hiến pháp @1992 x1; Hiến pháp @2013 x2`},
		{"the constitution with its day", "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam ngày 28 tháng 11 năm 2013;", `Hiến pháp @2013-11-28 x1`},
		// Lists.
		{"slashes and sequences", "các Nghị quyết số 18, 19, 20 và 21-NQ/TW ngày 25/10/2017", `Nghị quyết 18-NQ/TW @2017-10-25 x1; Nghị quyết 19-NQ/TW @2017-10-25 x1; Nghị quyết 20-NQ/TW @2017-10-25 x1; Nghị quyết 21-NQ/TW @2017-10-25 x1`},
		{"the type once, dates each", "các Quyết định số 10/QĐ-UBND ngày 02/01/2024, số 11/QĐ-UBND ngày 03/01/2024 và 12/QĐ-UBND ngày 04/01/2024 của Ủy ban nhân dân tỉnh Hà Giang", `Quyết định 10/QĐ-UBND @2024-01-02 by Ủy ban nhân dân tỉnh Hà Giang x1; Quyết định 11/QĐ-UBND @2024-01-03 by Ủy ban nhân dân tỉnh Hà Giang x1; Quyết định 12/QĐ-UBND @2024-01-04 by Ủy ban nhân dân tỉnh Hà Giang x1`},
		{"several numbers, no \"các\"", "Nghị định số 10/2020/NĐ-CP, 11/2021/NĐ-CP, 12/2022/NĐ-CP của Chính phủ", `Nghị định 10/2020/NĐ-CP by Chính phủ x1; Nghị định 11/2021/NĐ-CP by Chính phủ x1; Nghị định 12/2022/NĐ-CP by Chính phủ x1`},
		{"types and numbers mixed", "Nghị quyết số 15-NQ/TW, Kết luận 20-KL/TW, Chỉ thị số 05-CT/TW và Quy định 08-QĐi/TW", `Nghị quyết 15-NQ/TW x1; Kết luận 20-KL/TW x1; Chỉ thị 05-CT/TW x1; Quy định 08-QĐi/TW x1`},
		{"letters, each with its body", "các Công văn: số 123/BNV-CCVC ngày 02/01/2024 của Bộ Nội vụ; số 456/BTC-NSNN ngày 03/01/2024 của Bộ Tài chính", `Công văn 123/BNV-CCVC @2024-01-02 by Bộ Nội vụ x1; Công văn 456/BTC-NSNN @2024-01-03 by Bộ Tài chính x1`},
		// Nested names.
		{"a decree in the name of a decree", "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 10/2013/NĐ-CP ngày 11/01/2013", `Nghị định 91/2017/NĐ-CP @2017-07-31 by Chính phủ x1; Nghị định 10/2013/NĐ-CP @2013-01-11 x1`},
		{"three deep", "Thông tư số 01/2024/TT-BTC sửa đổi Thông tư số 02/2022/TT-BTC hướng dẫn Nghị định số 03/2021/NĐ-CP quy định chi tiết Luật Giá", `Thông tư 01/2024/TT-BTC x1; Thông tư 02/2022/TT-BTC x1; Nghị định 03/2021/NĐ-CP x1; Luật "Giá" x1`},
		// Standards.
		{"codes", "QCVN 01-1:2018/BYT, TCVN 7830:2021, TCVN 5945-2005, QCĐP 02:2020/HN; TCVN 6663-3:2016 (ISO 5667-3:2012)", `Quy chuẩn QCVN 01-1:2018/BYT x1; Tiêu chuẩn TCVN 7830:2021 x1; Tiêu chuẩn TCVN 5945-2005 x1; Quy chuẩn QCĐP 02:2020/HN x1; Tiêu chuẩn TCVN 6663-3:2016 x1`},
		{"codes without a blank, or wrapped", "QCVN28:2010/\nBTNMT và TCVN7957:2008", `Quy chuẩn QCVN28:2010/BTNMT x1; Tiêu chuẩn TCVN7957:2008 x1`},
		{"words that are no code", "các TCVN; TCVNX 12", ``},
		{"a slash forgotten", "Nghị định số 98/2021NĐ-CP ngày 08 tháng 11 năm 2021; Nghị định số 98/2021/NĐ-CP", `Nghị định 98/2021/NĐ-CP @2021-11-08 x2`},
		{"the mark of a footnote", "Chương trình số 12-CTr/BCĐ ngày 30/12/2025; Chương trình số 12-CTr/BCĐ3 nêu", `Chương trình 12-CTr/BCĐ @2025-12-30 x2`},
		{"a code without its year is the same", "theo QCVN 40:2011/BTNMT; nước thải theo QCVN 40:2011/BTNMT, cột A", `Quy chuẩn QCVN 40:2011/BTNMT x2`},
		// Bills and what is no instrument.
		{"bills", "trình dự án Luật Đất đai (sửa đổi), dự thảo Nghị định quy định về giá, hồ sơ xây dựng Luật Dân số và dự án Pháp lệnh Chi phí tố tụng", ``},
		{"treaties", "Công ước Liên hợp quốc về quyền trẻ em, Hiệp định CPTPP, Nghị định thư Montreal và Hiệp ước Hữu nghị", ``},
		{"words that look like types", "quyết định của cấp trên, thông báo cho người dân, kế hoạch hằng năm, luật sư, pháp luật hiện hành, Hợp đồng số 12 ngày 02/01/2024", ``},
		{"numbers that are none", "Giấy phép lái xe số 790123456789, điện thoại 024.3736/1234, tài khoản 0123/VCB, biển số 29A-123.45, Điều 12, Tờ khai số 01/TK-BTC", ``},
		// Party instruments.
		{"rules with their term", "Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương Đảng khóa XIII; Hướng dẫn số 02-HD/UBKTTW ngày 09/12/2021 của Ủy ban Kiểm tra Trung ương", `Quy định 37-QĐ/TW @2021-10-25 by Ban Chấp hành Trung ương Đảng of XIII x1; Hướng dẫn 02-HD/UBKTTW @2021-12-09 by Ủy ban Kiểm tra Trung ương x1`},
		{"plans of committees", "Chương trình số 15-CTr/TU ngày 02/3/2021, Chương trình hành động số 25-CTHĐ/HU, Đề án số 03-ĐA/TU ngày 05/5/2022 của Ban Thường vụ Tỉnh ủy", `Chương trình 15-CTr/TU @2021-03-02 x1; Chương trình hành động 25-CTHĐ/HU x1; Đề án 03-ĐA/TU @2022-05-05 by Ban Thường vụ Tỉnh ủy x1`},
		{"term of a congress", "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020 - 2025", `Nghị quyết "Đại hội đại biểu Đảng bộ tỉnh lần thứ XX" of 2020-2025 x1`},
		{"a session of the committee", "Nghị quyết Trung ương 4 khóa XI và Nghị quyết Trung ương 4 khóa XII", `Nghị quyết "Trung ương 4 khóa XI" of XI x1; Nghị quyết "Trung ương 4 khóa XII" of XII x1`},
		{"notices and telegrams", "Thông báo số 20-TB/TW ngày 05/3/2023 của Bộ Chính trị; Công điện số 57/CĐ-TTg ngày 06/6/2024 của Thủ tướng Chính phủ; Thông tri số 23-TT/TU", `Thông báo 20-TB/TW @2023-03-05 by Bộ Chính trị x1; Công điện 57/CĐ-TTg @2024-06-06 by Thủ tướng Chính phủ x1; Thông tri 23-TT/TU x1`},
		{"the type in small letters", "kết luận số 14-KL/TW, quy định số 22-QĐ/TW, thông báo số 15/TB-VPCP và công điện số 02/CĐ-UBND", `Kết luận 14-KL/TW x1; Quy định 22-QĐ/TW x1; Thông báo 15/TB-VPCP x1; Công điện 02/CĐ-UBND x1`},
		// Old forms.
		{"decrees of the first years", "Sắc lệnh số 65-SL ngày 23 tháng 11 năm 1945 của Chủ tịch Chính phủ lâm thời; Sắc lệnh số 47/SL ngày 10/10/1945", `Sắc lệnh 65-SL @1945-11-23 by Chủ tịch Chính phủ lâm thời x1; Sắc lệnh 47/SL @1945-10-10 x1`},
		{"the Council of Ministers", "Nghị định số 17-HĐBT ngày 16/01/1990 của Hội đồng Bộ trưởng; Chỉ thị số 121-CT ngày 05/4/1987 của Chủ tịch Hội đồng Bộ trưởng; Quyết định số 217-HĐBT ngày 14/11/1987", `Nghị định 17-HĐBT @1990-01-16 by Hội đồng Bộ trưởng x1; Chỉ thị 121-CT @1987-04-05 by Chủ tịch Hội đồng Bộ trưởng x1; Quyết định 217-HĐBT @1987-11-14 x1`},
		{"the Council of State", "Pháp lệnh số 8-LCT/HĐNN8 ngày 04/01/1990; Nghị quyết số 102/NQ/HĐNN7", `Pháp lệnh 8-LCT/HĐNN8 @1990-01-04 x1; Nghị quyết 102/NQ/HĐNN7 x1`},
		{"old numbers of ministries", "Thông tư số 04-TT/LB ngày 20/02/1992; Quyết định số 1141-TC/QĐ/CĐKT ngày 01/11/1995 của Bộ Tài chính; Thông tư số 20 LĐTBXH/TT ngày 02/6/1993", `Thông tư 04-TT/LB @1992-02-20 x1; Quyết định 1141-TC/QĐ/CĐKT @1995-11-01 by Bộ Tài chính x1; Thông tư 20LĐTBXH/TT @1993-06-02 x1`},
	} {
		var got []string
		for _, cit := range Find(input(c.text)) {
			got = append(got, brief(cit))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, s, c.want)
		}
	}
}

// TestResolve holds what a document calls the instruments that it has named.
func TestResolve(t *testing.T) {
	for _, c := range []struct{ trap, self, text, want string }{
		{"defined by its number", "", "Nghị quyết số 29-NQ/TW ngày 04/11/2013 (sau đây gọi tắt là Nghị quyết 29), Nghị quyết số 29-NQ/TW ngày 17/11/2022. Theo Nghị quyết 29, giáo dục là quốc sách.",
			`Nghị quyết 29-NQ/TW @2013-11-04 x3; Nghị quyết 29-NQ/TW @2022-11-17 x1`},
		{"bound by the words of its title", "", "Nghị quyết số 29-NQ/TW ngày 04/11/2013 về đổi mới căn bản, toàn diện giáo dục và đào tạo; Nghị quyết số 29-NQ/TW ngày 17/11/2022 về tiếp tục đẩy mạnh công nghiệp hóa, hiện đại hóa đất nước. Kết quả thực hiện Nghị quyết 29 về đẩy mạnh công nghiệp hóa được nâng lên.",
			`Nghị quyết 29-NQ/TW @2013-11-04 x1; Nghị quyết 29-NQ/TW @2022-11-17 x2`},
		{"bound by the year", "", "Nghị quyết số 29-NQ/TW ngày 04/11/2013 và Nghị quyết số 29-NQ/TW ngày 17/11/2022. Nghị quyết 29 năm 2013 nêu rõ.",
			`Nghị quyết 29-NQ/TW @2013-11-04 x2; Nghị quyết 29-NQ/TW @2022-11-17 x1`},
		{"bound by its body", "", "Nghị quyết số 12-NQ/TW ngày 03/6/2017 của Ban Chấp hành Trung ương và Nghị quyết số 12-NQ/TU ngày 05/7/2021 của Tỉnh ủy. Nghị quyết 12 của Tỉnh ủy giao các huyện.",
			`Nghị quyết 12-NQ/TW @2017-06-03 by Ban Chấp hành Trung ương x1; Nghị quyết 12-NQ/TU @2021-07-05 by Tỉnh ủy x2`},
		{"the plan that a decision approves", "", "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư (sau đây gọi tắt là Đề án 06). Kết quả triển khai Đề án 06 được báo cáo hằng tháng.",
			`Quyết định 06/QĐ-TTg @2022-01-06 by Thủ tướng Chính phủ x1+2`},
		{"the plan that a decision approves, undefined", "", "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án phát triển dữ liệu về dân cư; Quyết định số 07/QĐ-TTg. Kết quả Đề án 06 và Đề án 07.",
			`Quyết định 06/QĐ-TTg @2022-01-06 by Thủ tướng Chính phủ x1+1; Quyết định 07/QĐ-TTg x1`},
		{"defined by words", "", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư (sau đây gọi là Nghị định văn thư). Nghị định văn thư quy định thể thức.",
			`Nghị định 30/2020/NĐ-CP @2020-03-05 by Chính phủ x1+2`},
		{"named above", "", "Thực hiện Nghị quyết số 15-NQ/TU ngày 02/3/2021 của Tỉnh ủy về chuyển đổi số. Các đơn vị tổ chức học tập Nghị quyết nêu trên.",
			`Nghị quyết 15-NQ/TU @2021-03-02 by Tỉnh ủy x1+1`},
		{"an unknown one in between", "", "Nghị quyết số 15-NQ/TU ngày 02/3/2021. Nghị quyết của Hội đồng nhân dân về ngân sách được thông qua. Nghị quyết nêu trên có hiệu lực.",
			`Nghị quyết 15-NQ/TU @2021-03-02 x1`},
		{"one of two that are named above", "", "Nghị quyết số 15-NQ/TU và Chỉ thị số 05-CT/TW được phổ biến. Chỉ thị nói trên yêu cầu.",
			`Nghị quyết 15-NQ/TU x1; Chỉ thị 05-CT/TW x1+1`},
		{"this is the document itself", "Kế hoạch", "Thực hiện Kế hoạch số 12-KH/TU ngày 02/3/2021. Kế hoạch này được phổ biến đến chi bộ.",
			`Kế hoạch 12-KH/TU @2021-03-02 x1`},
		{"this in words that an amendment puts in", "Nghị định", "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2020/NĐ-CP ngày 17/01/2020\n\n1. Sửa đổi Điều 5 như sau:\n\n“Điều 5. Đối tượng\n\nNghị định này áp dụng đối với hộ kinh doanh.”\n\nĐiều 2. Nghị định này có hiệu lực kể từ ngày ký.",
			`Nghị định 10/2020/NĐ-CP @2020-01-17 x1+1`},
		{"this law, in a decree", "Nghị định", "Theo Điều 5 Luật Đầu tư năm 2020 và khoản 2 Điều 7 của Luật này, nhà đầu tư được ưu đãi.",
			`Luật "Đầu tư" @2020 x1+1`},
		{"repeated by number with or without year", "", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020; theo Nghị định 30/2020/NĐ-CP và Nghị định số 30.",
			`Nghị định 30/2020/NĐ-CP @2020-03-05 x3`},
		{"one sequence and year, two bodies", "", "Quyết định số 12/2020/QĐ-UBND và Quyết định số 12/2020/QĐ-TTg.",
			`Quyết định 12/2020/QĐ-UBND x1; Quyết định 12/2020/QĐ-TTg x1`},
		{"one number of two years", "", "Quyết định số 87/QĐ-UBND ngày 05/01/2024 và Quyết định số 87/QĐ-UBND ngày 07/01/2025.",
			`Quyết định 87/QĐ-UBND @2024-01-05 x1; Quyết định 87/QĐ-UBND @2025-01-07 x1`},
		{"one number of two provinces", "", "Quyết định số 87/QĐ-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Hà Giang và Quyết định số 87/QĐ-UBND của Ủy ban nhân dân tỉnh Tuyên Quang.",
			`Quyết định 87/QĐ-UBND @2024-01-05 by Ủy ban nhân dân tỉnh Hà Giang x1; Quyết định 87/QĐ-UBND by Ủy ban nhân dân tỉnh Tuyên Quang x1`},
		{"one number of two terms", "", "Nghị quyết số 10-NQ/TU của Tỉnh ủy khóa XVIII và Nghị quyết số 10-NQ/TU của Tỉnh ủy khóa XIX.",
			`Nghị quyết 10-NQ/TU by Tỉnh ủy of XVIII x1; Nghị quyết 10-NQ/TU by Tỉnh ủy of XIX x1`},
	} {
		if got := citedIn(c.self, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// citedIn is brief on what a document of type self cites.
func citedIn(self, text string) string {
	in := input(text)
	in.SelfType = self
	var got []string
	for _, cit := range Find(in) {
		got = append(got, brief(cit))
	}
	return strings.Join(got, "; ")
}

// actsIn tells what a document of type self does to each instrument that it cites.
func actsIn(self, text string) string {
	in := input(text)
	in.SelfType = self
	var got []string
	for _, cit := range Find(in) {
		name := string(cit.Number)
		if name == "" {
			name = string(cit.Title)
		}
		got = append(got, name+": "+string(cit.Relation))
	}
	return strings.Join(got, "; ")
}

// TestActs holds what acts do to others, by the constructions that say it.
func TestActs(t *testing.T) {
	const head = "Căn cứ Luật Giá;\n\n"
	for _, c := range []struct{ trap, typ, text, want string }{
		{"amends with several in the heading", "Nghị định", head + "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2020/NĐ-CP, Nghị định số 11/2021/NĐ-CP và Nghị định số 12/2022/NĐ-CP\n\n1. Sửa đổi khoản 1 Điều 3.",
			"Giá: căn cứ; 10/2020/NĐ-CP: sửa đổi; 11/2021/NĐ-CP: sửa đổi; 12/2022/NĐ-CP: sửa đổi"},
		{"repeals a long list", "Quyết định", head + "Điều 1. Bãi bỏ toàn bộ 04 quyết định do Ủy ban nhân dân tỉnh ban hành, gồm:\n\n1. Quyết định số 01/2010/QĐ-UBND ngày 05/01/2010;\n\n2. Quyết định số 02/2011/QĐ-UBND ngày 06/01/2011 sửa đổi Quyết định số 01/2010/QĐ-UBND;\n\n3. Quyết định số 03/2012/QĐ-UBND;\n\n4. Quyết định số 04/2013/QĐ-UBND.",
			"Giá: căn cứ; 01/2010/QĐ-UBND: bãi bỏ; 02/2011/QĐ-UBND: bãi bỏ; 03/2012/QĐ-UBND: bãi bỏ; 04/2013/QĐ-UBND: bãi bỏ"},
		{"an effect clause with two halves", "Thông tư", head + "Điều 9. Hiệu lực thi hành\n\n1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2024.\n\n2. Thông tư này thay thế Thông tư số 10/2015/TT-BYT; bãi bỏ Điều 5 Thông tư số 11/2016/TT-BYT và Thông tư số 12/2017/TT-BYT.",
			"Giá: căn cứ; 10/2015/TT-BYT: thay thế; 11/2016/TT-BYT: bãi bỏ; 12/2017/TT-BYT: bãi bỏ"},
		{"several end on one day", "Nghị định", head + "Điều 9. Hiệu lực\n\nCác Nghị định sau hết hiệu lực kể từ ngày Nghị định này có hiệu lực: Nghị định số 10/2015/NĐ-CP, Nghị định số 11/2016/NĐ-CP.",
			"Giá: căn cứ; 10/2015/NĐ-CP: bãi bỏ; 11/2016/NĐ-CP: bãi bỏ"},
		{"ends by this decision", "Quyết định", head + "Điều 2. Quyết định này có hiệu lực từ ngày ký và thay thế các Quyết định: số 10/QĐ-UBND ngày 02/01/2020 và số 11/QĐ-UBND ngày 03/01/2021 của Ủy ban nhân dân huyện.",
			"Giá: căn cứ; 10/QĐ-UBND: thay thế; 11/QĐ-UBND: thay thế"},
		{"corrects", "Quyết định", head + "Điều 1. Đính chính sai sót tại Thông tư số 10/2020/TT-BYT như sau:\n\n1. Tại Điều 3, sửa \"a\" thành \"b\".",
			"Giá: căn cứ; 10/2020/TT-BYT: đính chính"},
		{"goes on being carried out", "Chỉ thị", "Thời gian qua, việc thực hiện Chỉ thị số 05/CT-UBND còn hạn chế.\n\n1. Tiếp tục triển khai thực hiện nghiêm Nghị quyết số 30/NQ-CP và Chỉ thị số 07/CT-TTg.",
			"05/CT-UBND: thực hiện; 30/NQ-CP: thực hiện; 07/CT-TTg: thực hiện"},
		{"implements in its title", "Kế hoạch", "KẾ HOẠCH\nTriển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị\n\nThực hiện Kế hoạch số 12-KH/TU ngày 05/02/2025 của Tỉnh ủy, Ban Thường vụ Huyện ủy ban hành kế hoạch.",
			"57-NQ/TW: thực hiện; 12-KH/TU: thực hiện"},
		{"amends by several articles", "Thông tư", head + "Điều 1. Sửa đổi, bổ sung Điều 4 Thông tư số 10/2020/TT-BYT\n\nĐiều 2. Bãi bỏ một số điều của Thông tư số 11/2021/TT-BYT\n\nĐiều 3. Thay thế Phụ lục ban hành kèm theo Thông tư số 12/2022/TT-BYT",
			"Giá: căn cứ; 10/2020/TT-BYT: sửa đổi; 11/2021/TT-BYT: bãi bỏ; 12/2022/TT-BYT: sửa đổi"},
		{"what the act that is amended cites", "Thông tư", head + "Điều 1. Sửa đổi Thông tư số 10/2020/TT-BYT\n\n1. Sửa đổi Điều 2 như sau:\n\n“Điều 2. Thực hiện Nghị định số 15/2021/NĐ-CP; bãi bỏ Thông tư số 16/2022/TT-BYT.”",
			"Giá: căn cứ; 10/2020/TT-BYT: sửa đổi; 15/2021/NĐ-CP: dẫn chiếu; 16/2022/TT-BYT: dẫn chiếu"},
		{"stronger wins wherever it stands", "Nghị định", "Căn cứ Luật Giá số 16/2023/QH15;\n\nĐiều 1. Phạm vi điều chỉnh\n\nNghị định này quy định chi tiết một số điều của Luật Giá.\n\nĐiều 2. Theo Luật Giá, cơ quan thực hiện.",
			"16/2023/QH15: quy định chi tiết"},
		{"a decree that guides several laws", "Nghị định", head + "Điều 1. Phạm vi điều chỉnh\n\nNghị định này quy định chi tiết và hướng dẫn thi hành Luật Nhà ở, Luật Đất đai và Luật Xây dựng.",
			"Giá: căn cứ; Nhà ở: quy định chi tiết; Đất đai: quy định chi tiết; Xây dựng: quy định chi tiết"},
		{"force of what goes on", "Nghị định", head + "Điều 9. Các quy định tại Nghị định số 10/2015/NĐ-CP trái với Nghị định này đều bị bãi bỏ.",
			"Giá: căn cứ; 10/2015/NĐ-CP: bãi bỏ"},
	} {
		if got := actsIn(c.typ, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}
