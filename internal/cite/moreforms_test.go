package cite

import "testing"

// TestMoreForms holds further forms in which instruments are cited.
func TestMoreForms(t *testing.T) {
	for _, c := range []struct{ trap, self, text, want string }{
		{"several bodies in one sentence", "", "theo Quyết định số 12/QĐ-UBND của Chủ tịch Ủy ban nhân dân xã An Khê và Kết luận số 34-KL/ĐU của Ban Thường vụ Đảng ủy xã", `Quyết định 12/QĐ-UBND by Chủ tịch Ủy ban nhân dân xã An Khê x1; Kết luận 34-KL/ĐU by Ban Thường vụ Đảng ủy xã x1`},
		{"a decree law of long ago", "", "Luật số 101-SL/L-003 ngày 20 tháng 5 năm 1957 quy định quyền tự do hội họp", `Luật 101-SL/L-003 @1957-05-20 x1`},
		{"joint bodies of long ago", "", "Thông tư liên bộ số 12/TT-LB ngày 05/6/1989 của Bộ Tài chính - Bộ Y tế hướng dẫn", `Thông tư liên bộ 12/TT-LB @1989-06-05 by Bộ Tài chính - Bộ Y tế x1`},
		{"joint circular, short dates", "", "Thông tư liên tịch số 01/2014/TTLT-BNV-BTC ngày 10-01-2014 của Bộ Nội vụ, Bộ Tài chính", `Thông tư liên tịch 01/2014/TTLT-BNV-BTC @2014-01-10 by Bộ Nội vụ, Bộ Tài chính x1`},
		{"joint resolution", "", "Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN ngày 15/6/2017", `Nghị quyết liên tịch 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN @2017-06-15 x1`},
		{"a number with a letter", "", "Quyết định số 45a/QĐ-SNV ngày 02/3/2020 và Nghị quyết số 76a/NQ-HĐND", `Quyết định 45a/QĐ-SNV @2020-03-02 x1; Nghị quyết 76a/NQ-HĐND x1`},
		{"a number with a point", "", "Nghị quyết số 66.13/2026/NQ-CP ngày 27/01/2026 của Chính phủ", `Nghị quyết 66.13/2026/NQ-CP @2026-01-27 by Chính phủ x1`},
		{"letters of divisions", "", "Công văn số 2345/SNV-TCBC&CCVC ngày 05/6/2024 của Sở Nội vụ", `Công văn 2345/SNV-TCBC&CCVC @2024-06-05 by Sở Nội vụ x1`},
		{"a letter without the word", "", "tại Văn bản số 1234/UBND-NC ngày 05/6/2024 của Ủy ban nhân dân tỉnh Hà Giang", `Công văn 1234/UBND-NC @2024-06-05 by Ủy ban nhân dân tỉnh Hà Giang x1`},
		{"year behind the number", "", "Nghị định 30 năm 2020 của Chính phủ; Nghị định số 30/2020/NĐ-CP", `Nghị định 30/2020/NĐ-CP @2020 by Chính phủ x2`},
		{"a directive of the prime minister by sequence", "", "Chỉ thị 16 của Thủ tướng Chính phủ; Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ", `Chỉ thị 16/CT-TTg @2020-03-31 by Thủ tướng Chính phủ x2`},
		{"in capitals over lines", "", "THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW\nNGÀY 22/12/2024 CỦA BỘ CHÍNH TRỊ VỀ ĐỘT PHÁ PHÁT TRIỂN KHOA HỌC", `Nghị quyết 57-NQ/TW @2024-12-22 by Bộ Chính trị x1`},
		{"term as an ordinal", "", "Nghị quyết số 18-NQ/TW Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII", `Nghị quyết 18-NQ/TW by Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng of XII x1`},
		{"\"số\" in small letters without the type, in a list", "", "căn cứ các nghị quyết của Tỉnh ủy: số 05-NQ/TU ngày 02/3/2021, số 06-NQ/TU ngày 03/3/2021", `Nghị quyết 05-NQ/TU @2021-03-02 x1; Nghị quyết 06-NQ/TU @2021-03-03 x1`},
		{"a decree by its abbreviation behind a law", "", "Căn cứ Luật Giá 2023 và NĐ số 85/2024/NĐ-CP, TT 07/2024/TT-BTC", `Luật "Giá" @2023 x1; Nghị định 85/2024/NĐ-CP x1; Thông tư 07/2024/TT-BTC x1`},
		{"abbreviations before numbers without a year", "", "theo NQ 57-NQ/TW, QĐ 1613/QĐ-TTg ngày 02/3/2020", `Nghị quyết 57-NQ/TW x1; Quyết định 1613/QĐ-TTg @2020-03-02 x1`},
		{"resolutions of the National Assembly behind a colon", "", "thực hiện các Nghị quyết: số 43/2022/QH15 ngày 11/01/2022, 54/2017/QH14", `Nghị quyết 43/2022/QH15 @2022-01-11 x1; Nghị quyết 54/2017/QH14 x1`},
		{"programmes", "", "Chương trình hành động số 12-CTrHĐ/TU ngày 02/3/2021 của Tỉnh ủy", `Chương trình hành động 12-CTrHĐ/TU @2021-03-02 by Tỉnh ủy x1`},
		{"a letter behind the sequence of an old number", "", "các Thông tư số 72A TC/TCT ngày 30/8/1993; số 53 TC/TCT ngày 13/7/1995", `Thông tư 72ATC/TCT @1993-08-30 x1; Thông tư 53TC/TCT @1995-07-13 x1`},
		{"a page of a table of contents", "", "Kết luận\n38\nPhụ lục", ``},
		{"a body in small letters behind its head", "", "Quyết định số 133/QĐ-UB ngày 27/4/2004 của Chủ tịch ủy ban nhân dân thành phố về việc phê duyệt", `Quyết định 133/QĐ-UB @2004-04-27 by Chủ tịch ủy ban nhân dân thành phố x1`},
		{"in quotes", "", "theo \"Nghị quyết số 15-NQ/TU\" và “Luật Giá”", `Nghị quyết 15-NQ/TU x1; Luật "Giá" x1`},
		{"with stars of markdown", "", "thực hiện **Nghị quyết số 15-NQ/TU** ngày 02/3/2021", `Nghị quyết 15-NQ/TU x1`},
		{"a code of the party", "", "Điều lệ Đảng, Quy chế làm việc số 01-QC/HU ngày 05/8/2020 của Huyện ủy", `Điều lệ "Đảng" x1; Quy chế 01-QC/HU @2020-08-05 by Huyện ủy x1`},
		{"the day that the sentence tells", "", "Ngày 14/6/2031, Bộ Nội vụ ban hành Thông tư số 12/2031/TT-BNV về lưu trữ", `Thông tư 12/2031/TT-BNV @2031-06-14 by Bộ Nội vụ x1`},
		{"a day until which it is to be issued", "", "trước ngày 14/6/2031 Bộ Nội vụ ban hành Thông tư số 12/2031/TT-BNV; ngày 02/3/2030, Bộ Nội vụ ban hành Thông tư số 13/2031/TT-BNV", `Thông tư 12/2031/TT-BNV x1; Thông tư 13/2031/TT-BNV x1`},
		{"the year of the law that amends two", "", "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức năm 2019.", `Luật "sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức" @2019 x1; Luật "Cán bộ, công chức" x1; Luật "Viên chức" x1`},
		{"who speaks behind the issuer", "", "Kế hoạch số 14/KH-UBND ngày 02/02/2031 của UBND tỉnh, UBND huyện báo cáo; Kế hoạch số 15-KH/TU của Tỉnh ủy, Huyện ủy ban hành; Quyết định số 16/QĐ-SVHTTDL của Sở Văn hóa, Thể thao và Du lịch", `Kế hoạch 14/KH-UBND @2031-02-02 by UBND tỉnh x1; Kế hoạch 15-KH/TU by Tỉnh ủy x1; Quyết định 16/QĐ-SVHTTDL by Sở Văn hóa, Thể thao và Du lịch x1`},
		{"a verb behind an issuer", "", "Kế hoạch số 14/KH-UBND ngày 02/02/2031 của UBND tỉnh đạt kết quả", `Kế hoạch 14/KH-UBND @2031-02-02 by UBND tỉnh x1`},
		{"a law with the year of its revision", "", "Căn cứ Luật Giáo dục đại học (sửa đổi năm 2018);", `Luật "Giáo dục đại học" x1`},
		{"a mark lost in a law's name", "", "theo Luật Đất dai và Luật Gia", `Luật "Đất đai" x1; Luật "Gia" x1`},
		{"numbers behind a colon", "", "Căn cứ các Nghị định của Chính phủ: số 12/2030/NĐ-CP ngày 07/4/2030 về cây xanh; số 13/2030/NĐ-CP ngày 08/4/2030", `Nghị định 12/2030/NĐ-CP @2030-04-07 by Chính phủ x1; Nghị định 13/2030/NĐ-CP @2030-04-08 x1`},
		{"an issuer of two bodies", "", "Kết luận số 12-KL/TW ngày 28/02/2031 của Bộ Chính trị, Ban Bí thư về cán bộ", `Kết luận 12-KL/TW @2031-02-28 by Bộ Chính trị, Ban Bí thư x1`},
		{"a council over a line break", "", "Quyết định số 12/QĐ-UBND ngày 11/4/2031\ncủa Chủ tịch UBND\nthành phố về việc", `Quyết định 12/QĐ-UBND @2031-04-11 by Chủ tịch UBND thành phố x1`},
		{"a statute and its longer name", "", "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;\nQuy định về thi hành Điều lệ Đảng; Điều lệ Công đoàn Việt Nam (khóa XII)", `Điều lệ "Đảng Cộng sản Việt Nam" x2; Điều lệ "Công đoàn Việt Nam" of XII x1`},
		{"a statute that is an annex", "", "Điều lệ trường mầm non và Điều lệ Công ty cổ phần", ``},
		{"the statute itself", "Điều lệ", "Điều lệ Đảng quy định về đảng viên", ``},
		{"whose congress it is", "", "Nghị quyết Đại hội XIII của Đảng, Nghị quyết Đại hội IX Công đoàn tỉnh; Nghị quyết Đại hội Đoàn huyện lần thứ V và Nghị quyết Đại hội Chi bộ lần thứ VII", `Nghị quyết "Đại hội XIII của Đảng" by Đảng x1; Nghị quyết "Đại hội IX Công đoàn tỉnh" by Công đoàn tỉnh x1; Nghị quyết "Đại hội Đoàn huyện lần thứ V" x1; Nghị quyết "Đại hội Chi bộ lần thứ VII" x1`},
		{"congresses of organisations by their names", "", "Nghị quyết Đại hội Hội Nông dân Việt Nam lần thứ VIII, Nghị quyết Đại hội Công đoàn Việt Nam lần thứ XIII; Nghị quyết Đại hội các cấp", `Nghị quyết "Đại hội Hội Nông dân Việt Nam lần thứ VIII" x1; Nghị quyết "Đại hội Công đoàn Việt Nam lần thứ XIII" x1`},
		{"what follows a congress is not whose it is", "", "Nghị quyết Đại hội XIII, Hội Nông dân xã triển khai", `Nghị quyết "Đại hội XIII" x1`},
		{"a law of another name", "", "Luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2020)", `Luật "Ban hành văn bản quy phạm pháp luật" @2015 x1`},
		{"law and its amender by year", "", "Luật Tổ chức Chính phủ ngày 19/6/2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019;", `Luật "Tổ chức Chính phủ" @2015-06-19 x2; Luật "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương" @2019-11-22 x1; Luật "Tổ chức chính quyền địa phương" x1`},
		{"the number of a form beside", "", "lập theo Mẫu số 02 ban hành kèm theo Thông tư số 12/2024/TT-BNV", `Thông tư 12/2024/TT-BNV x1`},
		{"number, dash, year", "", "Nghị định số 64-2013/NĐ-CP", `Nghị định 64-2013/NĐ-CP x1`},
		{"an annex's head", "Kế hoạch", "(Kèm theo Kế hoạch số 12-KH/HU ngày 05/6/2024)", `Kế hoạch 12-KH/HU @2024-06-05 x1`},
		{"letters about the act itself", "Công văn", "Phúc đáp Công văn số 123/STC-NS ngày 05/6/2024 của Sở Tài chính, Sở Nội vụ có ý kiến", `Công văn 123/STC-NS @2024-06-05 by Sở Tài chính x1`},
		{"old and new bodies", "", "Quyết định số 12/2003/QĐ-BVHTT của Bộ trưởng Bộ Văn hóa - Thông tin (nay là Bộ Văn hóa, Thể thao và Du lịch)", `Quyết định 12/2003/QĐ-BVHTT by Bộ trưởng Bộ Văn hóa - Thông tin x1`},
	} {
		if got := citedIn(c.self, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// TestMoreActs holds further constructions that say what a document does.
func TestMoreActs(t *testing.T) {
	const head = "Căn cứ Luật Giá;\n\nĐiều 1. Phạm vi\n\nQuy định về giá.\n\n"
	for _, c := range []struct{ trap, typ, text, want string }{
		{"basis of a plan", "Kế hoạch", "Căn cứ Kế hoạch số 12-KH/TU ngày 05/02/2025 của Tỉnh ủy, Ban Thường vụ Huyện ủy ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n1. Theo Chỉ thị số 05-CT/TW.", "12-KH/TU: căn cứ; 05-CT/TW: dẫn chiếu"},
		{"a report on carrying out", "Báo cáo", "Thực hiện Công văn số 123/SNV-CCHC ngày 05/6/2024 của Sở Nội vụ về báo cáo cải cách hành chính, Ủy ban nhân dân xã báo cáo như sau:", "123/SNV-CCHC: thực hiện"},
		{"how well it was carried out", "Hướng dẫn", "I. NỘI DUNG\n\n1. Tổng kết việc thực hiện Nghị quyết số 12-NQ/TU ngày 02/3/2021, Kết luận số 05-KL/TU ngày 03/4/2022.\n\n2. Kết quả nửa nhiệm kỳ thực hiện Chỉ thị số 07-CT/TU.\n\n3. Chưa thực hiện đúng Quy định số 09-QĐ/TU.\n\n4. Thực hiện Quy định số 10-QĐ/TU.", "12-NQ/TU: dẫn chiếu; 05-KL/TU: dẫn chiếu; 07-CT/TU: dẫn chiếu; 09-QĐ/TU: dẫn chiếu; 10-QĐ/TU: thực hiện"},
		{"how far it got", "Kế hoạch", "I. NỘI DUNG\n\n1. Báo cáo kết quả triển khai Chỉ thị số 07-CT/TU ngày 02/3/2021.\n\n2. Triển khai Chỉ thị số 08-CT/TU.", "07-CT/TU: dẫn chiếu; 08-CT/TU: thực hiện"},
		{"what a report did and what it will do", "Báo cáo", "I. KẾT QUẢ\n\n- Thực hiện Nghị quyết số 11/NQ-CP ngày 30/01/2031, xã đã hỗ trợ 12 hộ; thực hiện Chỉ thị số 07-CT/TU.\n\nII. NHIỆM VỤ\n\n- Tiếp tục quán triệt, thực hiện Kết luận số 06-KL/TU.", "11/NQ-CP: dẫn chiếu; 07-CT/TU: dẫn chiếu; 06-KL/TU: thực hiện"},
		{"a basis behind what is carried out", "Công văn", "Thực hiện Kế hoạch số 12/KH-UBND ngày 02/3/2031 về lưu trữ; căn cứ Thông tư số 02/2031/TT-BNV, Sở Nội vụ đề nghị:", "12/KH-UBND: thực hiện; 02/2031/TT-BNV: căn cứ"},
		{"what a body said in a paper", "Công văn", "Thực hiện chỉ đạo của Chủ tịch UBND tỉnh tại Văn bản số 456/UBND-NC ngày 01/3/2031, Sở Nội vụ đề nghị:", "456/UBND-NC: thực hiện"},
		{"what a report did at the head of a paragraph", "Báo cáo", "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n\n1. Quán triệt Nghị quyết số 12-NQ/TU.\n\nII. PHƯƠNG HƯỚNG\n\nTriển khai Kế hoạch số 15-KH/TU.", "12-NQ/TU: dẫn chiếu; 15-KH/TU: thực hiện"},
		{"a task for another", "Chỉ thị", "I. NHIỆM VỤ\n\n1. Công an huyện tham mưu sửa đổi Quyết định số 12/2030/QĐ-UBND; bãi bỏ Quyết định số 34/2030/QĐ-UBND.\n\n2. Các xã chưa ban hành kế hoạch thực hiện Chỉ thị số 06/CT-UBND thì khẩn trương ban hành.\n\n3. Trong quá trình thực hiện Hướng dẫn số 07/HD-SNV, nếu có vướng mắc thì báo cáo.", "12/2030/QĐ-UBND: dẫn chiếu; 34/2030/QĐ-UBND: dẫn chiếu; 06/CT-UBND: dẫn chiếu; 07/HD-SNV: dẫn chiếu"},
		{"a list in parentheses", "Nghị quyết", "I. NHIỆM VỤ\n\n1. Triển khai thực hiện nghiêm túc các nghị quyết của Tỉnh ủy (Nghị quyết số 12-NQ/TU, Nghị quyết số 13-NQ/TU).", "12-NQ/TU: thực hiện; 13-NQ/TU: thực hiện"},
		{"replaces one and repeals another", "Quyết định", "Điều 3. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 02/3/2030 của Ủy ban nhân dân huyện và bãi bỏ Quyết định số 34/QĐ-UBND.", "12/QĐ-UBND: thay thế; 34/QĐ-UBND: bãi bỏ"},
		{"what the one replaced did", "Quyết định", "Điều 3. Bãi bỏ Quyết định số 12/QĐ-UBND ngày 02/3/2030 về việc thay thế Quyết định số 34/QĐ-UBND.", "12/QĐ-UBND: bãi bỏ; 34/QĐ-UBND: dẫn chiếu"},
		{"what a report tells", "Báo cáo", "I. KẾT QUẢ\n\nĐảng ủy đã tập trung quán triệt Chỉ thị số 07-CT/TU ngày 02/3/2021 của Tỉnh ủy.", "07-CT/TU: dẫn chiếu"},
		{"a list behind an aside", "Chương trình", "Thực hiện Nghị quyết số 12-NQ/TU ngày 02/3/2021 của Tỉnh ủy về du lịch (sau đây gọi tắt là Nghị quyết 12), Kế hoạch số 45/KH-UBND ngày 03/4/2021 và Hướng dẫn số 06-HD/BTGTU, Ban Thường vụ Huyện ủy ban hành chương trình:", "12-NQ/TU: thực hiện; 45/KH-UBND: thực hiện; 06-HD/BTGTU: thực hiện"},
		{"what a body said in a letter", "Công văn", "Thực hiện ý kiến của Ủy ban nhân dân huyện tại Công văn số 123/UBND-NC ngày 05/6/2024, Phòng Nội vụ đề nghị:", "123/UBND-NC: thực hiện"},
		{"a plan and what a body said", "Công văn", "Thực hiện Kế hoạch số 45-KH/HU ngày 03/4/2024 của Huyện ủy về du lịch và ý kiến chỉ đạo của Thường trực Huyện ủy tại Thông báo số 67-TB/HU, Văn phòng đề nghị:", "45-KH/HU: thực hiện; 67-TB/HU: thực hiện"},
		{"a list announced with a colon", "Nghị quyết", "I. NHIỆM VỤ\n\n1. Tiếp tục quán triệt, triển khai thực hiện các nghị quyết của Tỉnh ủy: Nghị quyết số 12-NQ/TU ngày 02/3/2021, Nghị quyết số 13-NQ/TU ngày 03/3/2021.", "12-NQ/TU: thực hiện; 13-NQ/TU: thực hiện"},
		{"bodies that are merged", "Báo cáo", "I. KẾT QUẢ\n\nHợp nhất hai phòng chuyên môn theo Nghị định số 12/2030/NĐ-CP.", "12/2030/NĐ-CP: dẫn chiếu"},
		{"a further letter that is repealed", "Công văn", "1. Nội dung.\n\n2. Bãi bỏ Công văn số 12/SNV-CCVC ngày 02/3/2021 hướng dẫn thực hiện Nghị định số 34/2030/NĐ-CP và Công văn số 56/SNV-CCVC ngày 03/4/2021.", "12/SNV-CCVC: bãi bỏ; 34/2030/NĐ-CP: dẫn chiếu; 56/SNV-CCVC: bãi bỏ"},
		{"an answer", "Công văn", "Phúc đáp Công văn số 123/SNV-CCHC ngày 05/6/2024, Sở Tài chính có ý kiến như sau:", "123/SNV-CCHC: dẫn chiếu"},
		{"on the basis of a conclusion", "Thông báo", "Trên cơ sở Kết luận số 15-KL/TU ngày 05/6/2024, Văn phòng thông báo:", "15-KL/TU: căn cứ"},
		{"carries out several, each with a title", "Kế hoạch", "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về khoa học; Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính phủ ban hành Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW; Kế hoạch số 20-KH/TU ngày 01/3/2025 của Tỉnh ủy, Huyện ủy xây dựng kế hoạch.", "57-NQ/TW: thực hiện; 03/NQ-CP: thực hiện; 20-KH/TU: thực hiện"},
		{"replaces with the year in words", "Quyết định", head + "Điều 3. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 10/2020/QĐ-UBND ngày 05/6/2020 của Ủy ban nhân dân tỉnh.", "Giá: căn cứ; 10/2020/QĐ-UBND: thay thế"},
		{"ends from a day on", "Quyết định", head + "Điều 3. Hiệu lực\n\n1. Quyết định này có hiệu lực kể từ ngày 01/7/2024. Các Quyết định số 10/2020/QĐ-UBND, số 11/2021/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "Giá: căn cứ; 10/2020/QĐ-UBND: bãi bỏ; 11/2021/QĐ-UBND: bãi bỏ"},
		{"annuls", "Quyết định", "Căn cứ Luật Giá;\n\nĐiều 1. Hủy bỏ Quyết định số 12/QĐ-UBND ngày 05/6/2020.", "Giá: căn cứ; 12/QĐ-UBND: bãi bỏ"},
		{"takes back", "Quyết định", "Căn cứ Luật Giá;\n\nĐiều 1. Thu hồi Quyết định số 12/QĐ-UBND ngày 05/6/2020 của Ủy ban nhân dân huyện.", "Giá: căn cứ; 12/QĐ-UBND: bãi bỏ"},
		{"adjusts", "Quyết định", "Căn cứ Luật Giá;\n\nĐiều 1. Điều chỉnh, bổ sung Quyết định số 12/QĐ-UBND ngày 05/6/2020 như sau:", "Giá: căn cứ; 12/QĐ-UBND: sửa đổi"},
		{"adjusts what another approved", "Quyết định", "Căn cứ Luật Giá;\n\nĐiều 1. Điều chỉnh một số nội dung tại Điều 1 Quyết định số 12/QĐ-UBND ngày 05/6/2020 như sau:", "Giá: căn cứ; 12/QĐ-UBND: sửa đổi"},
		{"what goes on to hold", "Thông tư", head + "Điều 3. Chuyển tiếp\n\nHồ sơ nộp trước ngày Thông tư này có hiệu lực thực hiện theo quy định tại Thông tư số 10/2020/TT-BYT.", "Giá: căn cứ; 10/2020/TT-BYT: dẫn chiếu"},
		{"not mentioned in this", "Thông tư", head + "Điều 3. Những nội dung không quy định tại Thông tư này thực hiện theo Thông tư số 10/2020/TT-BYT và Thông tư số 11/2021/TT-BYT.", "Giá: căn cứ; 10/2020/TT-BYT: dẫn chiếu; 11/2021/TT-BYT: dẫn chiếu"},
		{"guides a decree", "Thông tư", "Căn cứ Luật Giá;\n\nĐiều 1. Phạm vi điều chỉnh\n\nThông tư này hướng dẫn thi hành một số điều của Nghị định số 10/2020/NĐ-CP ngày 05/6/2020.", "Giá: căn cứ; 10/2020/NĐ-CP: quy định chi tiết"},
		{"amends in points", "Nghị định", "Căn cứ Luật Giá;\n\nĐiều 1. Sửa đổi, bổ sung một số điều của các Nghị định trong lĩnh vực giá\n\n1. Sửa đổi khoản 2 Điều 3 Nghị định số 10/2020/NĐ-CP như sau:\n\n“2. Theo Nghị định số 99/2020/NĐ-CP.”\n\n2. Bãi bỏ Điều 5 Nghị định số 11/2021/NĐ-CP.", "Giá: căn cứ; 10/2020/NĐ-CP: sửa đổi; 99/2020/NĐ-CP: dẫn chiếu; 11/2021/NĐ-CP: bãi bỏ"},
		{"a law's last articles", "Luật", "Điều 1. Phạm vi điều chỉnh\n\nLuật này quy định về giá.\n\nĐiều 80. Sửa đổi, bổ sung một số điều của các luật có liên quan\n\n1. Sửa đổi, bổ sung Điều 5 của Luật Đấu thầu số 22/2023/QH15 như sau:\n\nĐiều 81. Hiệu lực thi hành\n\n1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2024.\n\n2. Luật Giá số 11/2012/QH13 và Luật số 61/2014/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.", "22/2023/QH15: sửa đổi; 11/2012/QH13: bãi bỏ; 61/2014/QH13: bãi bỏ"},
		{"corrects in its title", "Quyết định", "QUYẾT ĐỊNH\n\nVề việc đính chính Thông tư số 10/2020/TT-BYT ngày 05/6/2020\n\nCăn cứ Luật Giá;\n\nĐiều 1. Đính chính lỗi tại khoản 2 Điều 3.", "10/2020/TT-BYT: đính chính; Giá: căn cứ"},
		{"to be repealed later", "Kế hoạch", "I. NHIỆM VỤ\n\n1. Sở Tư pháp rà soát, đề xuất bãi bỏ Quyết định số 10/2020/QĐ-UBND.", "10/2020/QĐ-UBND: dẫn chiếu"},
	} {
		if got := actsIn(c.typ, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}
