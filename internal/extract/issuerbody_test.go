package extract

import (
	"strings"
	"testing"
)

// A headCase is the head of a directive, as printed: the cells one below the
// other, the left one first, and how it is signed.
type headCase struct {
	trap   string
	cell   string // the lines of the issuer's cell, separated by " / "
	number string // the number cell; "" is no number
	place  string // place and date
	title  string // type and subject; "" is a letter
	sign   string // the lines over the name
	body   string // want: the full name of the issuing body
}

const (
	state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
	party = "ĐẢNG CỘNG SẢN VIỆT NAM"
)

func (c headCase) text() string {
	motto := state
	if strings.Contains(c.number, "-") && !strings.Contains(c.number, "/20") && partyHead(c.cell) {
		motto = party
	}
	lines := []string{strings.ReplaceAll(c.cell, " / ", "\n")}
	if motto == party {
		lines = append(lines, "*")
	}
	if c.number != "" && motto == state {
		lines = append(lines, "Số: "+c.number)
	}
	if motto == party {
		lines = append(lines, "Số "+c.number)
	}
	lines = append(lines, motto, c.place)
	if c.title == "" {
		lines = append(lines, "Kính gửi: Các cơ quan, đơn vị.")
	} else {
		lines = append(lines, strings.ReplaceAll(c.title, " / ", "\n"))
	}
	lines = append(lines,
		"Thực hiện chương trình công tác năm, cơ quan thông báo để các đơn vị biết và tổ chức thực hiện như sau:",
		"1. Rà soát hồ sơ, tài liệu đang lưu giữ tại kho.",
		"2. Báo cáo kết quả trước ngày 15 hằng tháng./.",
		"Nơi nhận:", "- Như trên;", "- Lưu: VT.", strings.ReplaceAll(c.sign, " / ", "\n"), "Trần Văn Mẫu")
	return strings.Join(lines, "\n")
}

func partyHead(cell string) bool {
	for _, w := range []string{"ỦY ", "ĐẢNG", "CHI BỘ", "TRUNG ƯƠNG"} {
		if strings.Contains(cell, w) && !strings.Contains(cell, "ỦY BAN NHÂN DÂN") {
			return true
		}
	}
	return false
}

var headCases = []headCase{
	// The State, central.
	{"ministry", "BỘ NỘI VỤ", "12/2022/TT-BNV", "Hà Nội, ngày 05 tháng 3 năm 2022", "THÔNG TƯ / Quy định về lưu trữ", "BỘ TRƯỞNG", "Bộ Nội vụ"},
	{"ministry on two lines", "BỘ LAO ĐỘNG - THƯƠNG BINH / VÀ XÃ HỘI", "12/QĐ-BLĐTBXH", "Hà Nội, ngày 05 tháng 3 năm 2019", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "BỘ TRƯỞNG", "Bộ Lao động - Thương binh và Xã hội"},
	{"ministry that is gone", "BỘ VĂN HÓA - THÔNG TIN", "12/2003/QĐ-BVHTT", "Hà Nội, ngày 05 tháng 3 năm 2003", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "BỘ TRƯỞNG", "Bộ Văn hóa - Thông tin"},
	{"state committee", "ỦY BAN KẾ HOẠCH NHÀ NƯỚC", "12/UBKH", "Hà Nội, ngày 05 tháng 3 năm 1989", "THÔNG TƯ / Hướng dẫn lập kế hoạch", "CHỦ NHIỆM", "Ủy ban Kế hoạch Nhà nước"},
	{"the assembly with its term", "QUỐC HỘI KHÓA XIII", "12/2014/QH13", "Hà Nội, ngày 05 tháng 3 năm 2014", "NGHỊ QUYẾT / Về giám sát", "CHỦ TỊCH QUỐC HỘI", "Quốc hội"},
	{"a company whose form is abbreviated", "CÔNG TY TNHH CẤP NƯỚC", "12/QĐ-CN", "Hà Nội, ngày 05 tháng 3 năm 2014", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "GIÁM ĐỐC", "Công ty TNHH cấp nước"},
	{"government", "CHÍNH PHỦ", "12/2020/NĐ-CP", "Hà Nội, ngày 05 tháng 3 năm 2020", "NGHỊ ĐỊNH / Về công tác văn thư", "TM. CHÍNH PHỦ / THỦ TƯỚNG", "Chính phủ"},
	{"prime minister", "THỦ TƯỚNG CHÍNH PHỦ", "12/CT-TTg", "Hà Nội, ngày 05 tháng 3 năm 2021", "CHỈ THỊ / Về lưu trữ điện tử", "THỦ TƯỚNG", "Thủ tướng Chính phủ"},
	{"department of a ministry, known to the table", "BỘ NỘI VỤ / CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "12/HD-VTLTNN", "Hà Nội, ngày 05 tháng 3 năm 2021", "HƯỚNG DẪN / Về lưu trữ điện tử", "CỤC TRƯỞNG", "Cục Văn thư và Lưu trữ nhà nước"},
	{"department of a ministry", "BỘ Y TẾ / CỤC QUẢN LÝ DƯỢC", "12/QĐ-QLD", "Hà Nội, ngày 05 tháng 3 năm 2021", "QUYẾT ĐỊNH / Về việc ban hành danh mục", "CỤC TRƯỞNG", "Cục Quản lý dược, Bộ Y tế"},
	{"office of a ministry", "BỘ Y TẾ / VĂN PHÒNG", "12/TB-VP", "Hà Nội, ngày 05 tháng 3 năm 2021", "THÔNG BÁO / Về lịch họp", "CHÁNH VĂN PHÒNG", "Văn phòng Bộ Y tế"},
	{"inspectorate of a ministry", "BỘ Y TẾ / THANH TRA", "12/KH-TTr", "Hà Nội, ngày 05 tháng 3 năm 2021", "KẾ HOẠCH / Thanh tra năm 2021", "CHÁNH THANH TRA", "Thanh tra Bộ Y tế"},
	{"joint act on one line", "BỘ TÀI CHÍNH - BỘ NỘI VỤ", "12/2014/TTLT-BTC-BNV", "Hà Nội, ngày 05 tháng 3 năm 2014", "THÔNG TƯ LIÊN TỊCH / Hướng dẫn kinh phí", "BỘ TRƯỞNG", "Bộ Tài chính - Bộ Nội vụ"},
	{"supreme court", "TÒA ÁN NHÂN DÂN TỐI CAO", "12/CT-TANDTC", "Hà Nội, ngày 05 tháng 3 năm 2021", "CHỈ THỊ / Về lưu trữ hồ sơ", "CHÁNH ÁN", "Tòa án nhân dân tối cao"},
	{"head lost, symbol of a ministry that is gone", "", "12/2005/TT-BTM", "Hà Nội, ngày 05 tháng 3 năm 2005", "THÔNG TƯ / Hướng dẫn hồ sơ", "BỘ TRƯỞNG", "Bộ Thương mại"},

	// The State, provinces.
	{"province", "ỦY BAN NHÂN DÂN / TỈNH HƯNG YÊN", "12/QĐ-UBND", "Hưng Yên, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân tỉnh Hưng Yên"},
	{"province, short", "UBND TỈNH HƯNG YÊN", "12/QĐ-UBND", "Hưng Yên, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân tỉnh Hưng Yên"},
	{"city, before the tone marks were moved", "UỶ BAN NHÂN DÂN / THÀNH PHỐ HÀ NỘI", "12/QĐ-UBND", "Hà Nội, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân thành phố Hà Nội"},
	{"no level in the cell", "ỦY BAN NHÂN DÂN", "12/QĐ-UBND", "Hưng Yên, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân tỉnh Hưng Yên"},
	{"no level in the cell, signed with one", "ỦY BAN NHÂN DÂN", "12/QĐ-UBND", "Minh Tân, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN XÃ / CHỦ TỊCH", "Ủy ban nhân dân xã Minh Tân"},
	{"seat with another name than the province", "ỦY BAN NHÂN DÂN / TỈNH BÌNH PHƯỚC", "12/QĐ-UBND", "Đồng Xoài, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân tỉnh Bình Phước"},
	{"province that is gone", "ỦY BAN NHÂN DÂN / TỈNH HÀ TÂY", "12/2006/QĐ-UBND", "Hà Đông, ngày 05 tháng 3 năm 2006", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân tỉnh Hà Tây"},
	{"council", "HỘI ĐỒNG NHÂN DÂN / TỈNH HƯNG YÊN", "12/NQ-HĐND", "Hưng Yên, ngày 05 tháng 3 năm 2024", "NGHỊ QUYẾT / Về dự toán ngân sách", "CHỦ TỊCH", "Hội đồng nhân dân tỉnh Hưng Yên"},
	{"council, short", "HĐND TỈNH HƯNG YÊN", "12/NQ-HĐND", "Hưng Yên, ngày 05 tháng 3 năm 2024", "NGHỊ QUYẾT / Về dự toán ngân sách", "CHỦ TỊCH", "Hội đồng nhân dân tỉnh Hưng Yên"},
	{"department", "UBND TỈNH HƯNG YÊN / SỞ NỘI VỤ", "12/KH-SNV", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "GIÁM ĐỐC", "Sở Nội vụ tỉnh Hưng Yên"},
	{"department of a city", "UBND THÀNH PHỐ HẢI PHÒNG / SỞ NỘI VỤ", "12/KH-SNV", "Hải Phòng, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "GIÁM ĐỐC", "Sở Nội vụ thành phố Hải Phòng"},
	{"department alone", "SỞ Y TẾ", "12/KH-SYT", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "GIÁM ĐỐC", "Sở Y tế tỉnh Hưng Yên"},
	{"department with the place, no level", "SỞ Y TẾ HƯNG YÊN", "12/KH-SYT", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "GIÁM ĐỐC", "Sở Y tế tỉnh Hưng Yên"},
	{"department of a new province", "UBND TỈNH BẮC NINH / SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "12/KH-SNNMT", "Bắc Ninh, ngày 05 tháng 9 năm 2025", "KẾ HOẠCH / Số hóa tài liệu", "GIÁM ĐỐC", "Sở Nông nghiệp và Môi trường tỉnh Bắc Ninh"},
	{"branch of a department", "SỞ NỘI VỤ TỈNH HƯNG YÊN / CHI CỤC VĂN THƯ - LƯU TRỮ", "12/KH-CCVTLT", "Hưng Yên, ngày 05 tháng 3 năm 2020", "KẾ HOẠCH / Số hóa tài liệu", "CHI CỤC TRƯỞNG", "Chi cục Văn thư - Lưu trữ tỉnh Hưng Yên"},
	{"office of the committee", "UBND TỈNH HƯNG YÊN / VĂN PHÒNG", "12/TB-VP", "Hưng Yên, ngày 05 tháng 3 năm 2024", "THÔNG BÁO / Về lịch họp", "CHÁNH VĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Hưng Yên"},
	{"provincial court", "TÒA ÁN NHÂN DÂN / TỈNH HƯNG YÊN", "12/KH-TA", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa hồ sơ", "CHÁNH ÁN", "Tòa án nhân dân tỉnh Hưng Yên"},

	// The State, districts and communes.
	{"district", "ỦY BAN NHÂN DÂN / HUYỆN KIM ĐỘNG", "12/QĐ-UBND", "Kim Động, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân huyện Kim Động"},
	{"district, no level in the cell", "ỦY BAN NHÂN DÂN", "12/QĐ-UBND", "Kim Động, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân huyện Kim Động"},
	{"district level, place in the date line only", "ỦY BAN NHÂN DÂN HUYỆN", "12/QĐ-UBND", "Kim Động, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân huyện Kim Động"},
	{"office of a district", "UBND HUYỆN KIM ĐỘNG / PHÒNG NỘI VỤ", "12/KH-PNV", "Kim Động, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "TRƯỞNG PHÒNG", "Phòng Nội vụ huyện Kim Động"},
	{"numbered district", "UBND QUẬN 3 / PHÒNG NỘI VỤ", "12/KH-PNV", "Quận 3, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "TRƯỞNG PHÒNG", "Phòng Nội vụ quận 3"},
	{"school of a district", "UBND HUYỆN KIM ĐỘNG / TRƯỜNG TIỂU HỌC MINH TÂN", "12/KH-THMT", "Kim Động, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Năm học mới", "HIỆU TRƯỞNG", "Trường Tiểu học Minh Tân, huyện Kim Động"},
	{"city of a province", "UBND THÀNH PHỐ HƯNG YÊN / PHÒNG TƯ PHÁP", "12/KH-PTP", "Thành phố Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa tài liệu", "TRƯỞNG PHÒNG", "Phòng Tư pháp thành phố Hưng Yên"},
	{"commune", "UBND XÃ AN KHÊ", "12/QĐ-UBND", "An Khê, ngày 05 tháng 3 năm 2026", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân xã An Khê"},
	{"commune under its district", "UBND HUYỆN KIM ĐỘNG / UBND XÃ MINH TÂN", "12/QĐ-UBND", "Minh Tân, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân xã Minh Tân"},
	{"ward", "ỦY BAN NHÂN DÂN / PHƯỜNG MINH KHAI", "12/QĐ-UBND", "Minh Khai, ngày 05 tháng 3 năm 2026", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân phường Minh Khai"},
	{"office of a commune, since 2025", "UBND XÃ AN KHÊ / PHÒNG KINH TẾ", "12/KH-PKT", "An Khê, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH / Số hóa tài liệu", "TRƯỞNG PHÒNG", "Phòng Kinh tế xã An Khê"},
	{"special zone", "UBND ĐẶC KHU CÔN ĐẢO", "12/QĐ-UBND", "Côn Đảo, ngày 05 tháng 3 năm 2026", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Ủy ban nhân dân đặc khu Côn Đảo"},
	{"council of a commune", "HỘI ĐỒNG NHÂN DÂN / XÃ AN KHÊ", "12/NQ-HĐND", "An Khê, ngày 05 tháng 3 năm 2026", "NGHỊ QUYẾT / Về dự toán ngân sách", "CHỦ TỊCH", "Hội đồng nhân dân xã An Khê"},

	// The Party.
	{"central committee, signed for the Politburo", "BAN CHẤP HÀNH TRUNG ƯƠNG", "29-NQ/TW", "Hà Nội, ngày 05 tháng 3 năm 2023", "NGHỊ QUYẾT / CỦA BỘ CHÍNH TRỊ / về công tác lưu trữ", "T/M BỘ CHÍNH TRỊ / TỔNG BÍ THƯ", "Bộ Chính trị"},
	{"central committee, signed for the Secretariat", "BAN CHẤP HÀNH TRUNG ƯƠNG", "29-QĐ/TW", "Hà Nội, ngày 05 tháng 3 năm 2023", "QUY ĐỊNH / về công tác lưu trữ", "T/M BAN BÍ THƯ / THƯỜNG TRỰC BAN BÍ THƯ", "Ban Bí thư"},
	{"office of the central committee", "BAN CHẤP HÀNH TRUNG ƯƠNG / VĂN PHÒNG", "29-HD/VPTW", "Hà Nội, ngày 05 tháng 3 năm 2023", "HƯỚNG DẪN / về công tác lưu trữ", "CHÁNH VĂN PHÒNG", "Văn phòng Trung ương Đảng"},
	{"commission of the central committee", "BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TỔ CHỨC", "29-HD/BTCTW", "Hà Nội, ngày 05 tháng 3 năm 2023", "HƯỚNG DẪN / về công tác cán bộ", "TRƯỞNG BAN", "Ban Tổ chức Trung ương"},
	{"provincial committee", "TỈNH ỦY HƯNG YÊN", "29-CT/TU", "Hưng Yên, ngày 05 tháng 3 năm 2023", "CHỈ THỊ / về công tác lưu trữ", "T/M TỈNH ỦY / BÍ THƯ", "Tỉnh ủy Hưng Yên"},
	{"provincial committee, signed for its standing board", "TỈNH ỦY HƯNG YÊN", "29-CT/TU", "Hưng Yên, ngày 05 tháng 3 năm 2023", "CHỈ THỊ / về công tác lưu trữ", "T/M BAN THƯỜNG VỤ / BÍ THƯ", "Ban Thường vụ Tỉnh ủy Hưng Yên"},
	{"executive committee of a provincial party", "BAN CHẤP HÀNH ĐẢNG BỘ / TỈNH HƯNG YÊN", "29-NQ/TU", "Hưng Yên, ngày 05 tháng 3 năm 2023", "NGHỊ QUYẾT / về công tác lưu trữ", "T/M BAN CHẤP HÀNH / BÍ THƯ", "Ban Chấp hành Đảng bộ tỉnh Hưng Yên"},
	{"board of a provincial committee", "TỈNH ỦY HƯNG YÊN / BAN TỔ CHỨC", "29-HD/BTCTU", "Hưng Yên, ngày 05 tháng 3 năm 2023", "HƯỚNG DẪN / về công tác cán bộ", "TRƯỞNG BAN", "Ban Tổ chức Tỉnh ủy Hưng Yên"},
	{"inspection of a city committee", "THÀNH ỦY HẢI PHÒNG / ỦY BAN KIỂM TRA", "29-KH/UBKTTU", "Hải Phòng, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / kiểm tra năm 2023", "T/M ỦY BAN KIỂM TRA / CHỦ NHIỆM", "Ủy ban Kiểm tra Thành ủy Hải Phòng"},
	{"district committee under its province", "TỈNH ỦY HƯNG YÊN / HUYỆN ỦY KIM ĐỘNG", "29-KH/HU", "Kim Động, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / về công tác lưu trữ", "T/M HUYỆN ỦY / BÍ THƯ", "Huyện ủy Kim Động"},
	{"standing board, place in the date line only", "BAN THƯỜNG VỤ HUYỆN ỦY", "29-KH/HU", "Kim Động, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / về công tác lưu trữ", "T/M BAN THƯỜNG VỤ / BÍ THƯ", "Ban Thường vụ Huyện ủy Kim Động"},
	{"head lost, standing board by symbol and signature", "", "29-KH/HU", "Kim Động, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / về công tác lưu trữ", "T/M BAN THƯỜNG VỤ / BÍ THƯ", "Ban Thường vụ Huyện ủy Kim Động"},
	{"office of a district committee", "HUYỆN ỦY KIM ĐỘNG / VĂN PHÒNG", "29-KH/VPHU", "Kim Động, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / về công tác lưu trữ", "CHÁNH VĂN PHÒNG", "Văn phòng Huyện ủy Kim Động"},
	{"committee of a commune", "ĐẢNG BỘ TỈNH HƯNG YÊN / ĐẢNG ỦY XÃ MINH TÂN", "29-KH/ĐU", "Minh Tân, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH / về công tác lưu trữ", "T/M ĐẢNG ỦY / BÍ THƯ", "Đảng ủy xã Minh Tân"},
	{"committee of a commune, signed for its standing board", "ĐẢNG ỦY XÃ MINH TÂN", "29-KH/ĐU", "Minh Tân, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH / về công tác lưu trữ", "T/M BAN THƯỜNG VỤ / BÍ THƯ", "Ban Thường vụ Đảng ủy xã Minh Tân"},
	{"board of a commune's committee, since 2025", "ĐẢNG ỦY XÃ MINH TÂN / BAN XÂY DỰNG ĐẢNG", "29-KH/BXDĐ", "Minh Tân, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH / về công tác cán bộ", "TRƯỞNG BAN", "Ban Xây dựng Đảng Đảng ủy xã Minh Tân"},
	{"cell", "ĐẢNG ỦY XÃ MINH TÂN / CHI BỘ THÔN ĐÔNG", "29-NQ/CB", "Minh Tân, ngày 05 tháng 3 năm 2024", "NGHỊ QUYẾT / về công tác tháng", "T/M CHI BỘ / BÍ THƯ", "Chi bộ thôn Đông, Đảng ủy xã Minh Tân"},

	// Mass organisations.
	{"Front of a province", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM / TỈNH HƯNG YÊN", "12/KH-MTTQ", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Giám sát năm 2024", "TM. BAN THƯỜNG TRỰC / CHỦ TỊCH", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hưng Yên"},
	{"union of a district", "LIÊN ĐOÀN LAO ĐỘNG TỈNH HƯNG YÊN / LIÊN ĐOÀN LAO ĐỘNG HUYỆN KIM ĐỘNG", "12/KH-LĐLĐ", "Kim Động, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Thi đua năm 2024", "TM. BAN THƯỜNG VỤ / CHỦ TỊCH", "Liên đoàn Lao động huyện Kim Động"},
	{"farmers of a province", "HỘI NÔNG DÂN TỈNH HƯNG YÊN", "12/KH-HNDT", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Thi đua năm 2024", "TM. BAN THƯỜNG VỤ / CHỦ TỊCH", "Hội Nông dân tỉnh Hưng Yên"},

	// A second set, written when the first was right.
	{"joint act, one below the other", "BỘ TÀI CHÍNH / BỘ NỘI VỤ", "12/2014/TTLT-BTC-BNV", "Hà Nội, ngày 05 tháng 3 năm 2014", "THÔNG TƯ LIÊN TỊCH / Hướng dẫn kinh phí", "BỘ TRƯỞNG", "Bộ Tài chính - Bộ Nội vụ"},
	{"ministry of the eighties", "BỘ NÔNG NGHIỆP VÀ CÔNG NGHIỆP THỰC PHẨM", "12/NN-QĐ", "Hà Nội, ngày 05 tháng 3 năm 1990", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "BỘ TRƯỞNG", "Bộ Nông nghiệp và Công nghiệp thực phẩm"},
	{"town", "UBND THỊ XÃ MỸ HÀO / PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "12/KH-PGDĐT", "Mỹ Hào, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Năm học mới", "TRƯỞNG PHÒNG", "Phòng Giáo dục và Đào tạo thị xã Mỹ Hào"},
	{"township", "UBND HUYỆN YÊN MỸ / UBND THỊ TRẤN MINH TÂN", "12/QĐ-UBND", "Minh Tân, ngày 05 tháng 3 năm 2023", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "CHỦ TỊCH", "Ủy ban nhân dân thị trấn Minh Tân"},
	{"three floors", "UBND TỈNH HƯNG YÊN / SỞ Y TẾ / TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "12/KH-KSBT", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Phòng bệnh mùa hè", "GIÁM ĐỐC", "Trung tâm Kiểm soát bệnh tật tỉnh Hưng Yên"},
	{"division of a department", "SỞ Y TẾ HƯNG YÊN / PHÒNG NGHIỆP VỤ Y", "12/KH-NVY", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Phòng bệnh mùa hè", "TRƯỞNG PHÒNG", "Phòng Nghiệp vụ y, Sở Y tế tỉnh Hưng Yên"},
	{"inspectorate of a province", "UBND TỈNH HƯNG YÊN / THANH TRA TỈNH", "12/KH-TTT", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Thanh tra năm 2024", "CHÁNH THANH TRA", "Thanh tra tỉnh Hưng Yên"},
	{"inspectorate of a province, no level", "UBND TỈNH HƯNG YÊN / THANH TRA", "12/KH-TTr", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Thanh tra năm 2024", "CHÁNH THANH TRA", "Thanh tra tỉnh Hưng Yên"},
	{"office of council and committee of a district", "UBND HUYỆN KIM ĐỘNG / VĂN PHÒNG HĐND VÀ UBND", "12/TB-VP", "Kim Động, ngày 05 tháng 3 năm 2024", "THÔNG BÁO / Về lịch họp", "CHÁNH VĂN PHÒNG", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Kim Động"},
	{"council without a place in its cell", "HỘI ĐỒNG NHÂN DÂN", "12/NQ-HĐND", "Hưng Yên, ngày 05 tháng 3 năm 2024", "NGHỊ QUYẾT / Về dự toán ngân sách", "CHỦ TỊCH", "Hội đồng nhân dân tỉnh Hưng Yên"},
	{"city of the centre, short place", "ỦY BAN NHÂN DÂN", "12/QĐ-UBND", "TP. Hồ Chí Minh, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "CHỦ TỊCH", "Ủy ban nhân dân thành phố Hồ Chí Minh"},
	{"committee of before 1976", "ỦY BAN HÀNH CHÍNH / TỈNH HƯNG YÊN", "12/QĐ-UBHC", "Hưng Yên, ngày 05 tháng 3 năm 1965", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "CHỦ TỊCH", "Ủy ban hành chính tỉnh Hưng Yên"},
	{"district of two levels with one name", "ỦY BAN NHÂN DÂN", "12/QĐ-UBND", "Kỳ Anh, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "CHỦ TỊCH", "Ủy ban nhân dân Kỳ Anh"},
	{"court of a region, since 2025", "TÒA ÁN NHÂN DÂN TỈNH HƯNG YÊN / TÒA ÁN NHÂN DÂN KHU VỰC 1", "12/KH-TAKV1", "Hưng Yên, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH / Số hóa hồ sơ", "CHÁNH ÁN", "Tòa án nhân dân khu vực 1 tỉnh Hưng Yên"},
	{"police of a district", "CÔNG AN TỈNH HƯNG YÊN / CÔNG AN HUYỆN KIM ĐỘNG", "12/KH-CAH", "Kim Động, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Số hóa hồ sơ", "TRƯỞNG CÔNG AN", "Công an huyện Kim Động"},
	{"commission gone in 2025", "TỈNH ỦY HƯNG YÊN / BAN TUYÊN GIÁO", "29-HD/BTGTU", "Hưng Yên, ngày 05 tháng 3 năm 2023", "HƯỚNG DẪN / về công tác tuyên truyền", "TRƯỞNG BAN", "Ban Tuyên giáo Tỉnh ủy Hưng Yên"},
	{"commission of 2025", "BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TUYÊN GIÁO VÀ DÂN VẬN", "29-HD/BTGDVTW", "Hà Nội, ngày 05 tháng 9 năm 2025", "HƯỚNG DẪN / về công tác tuyên truyền", "TRƯỞNG BAN", "Ban Tuyên giáo và Dân vận Trung ương"},
	{"city committee of a province", "TỈNH ỦY HƯNG YÊN / THÀNH ỦY HƯNG YÊN", "29-KH/TU", "Hưng Yên, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / về công tác lưu trữ", "T/M THÀNH ỦY / BÍ THƯ", "Thành ủy Hưng Yên"},
	{"ward committee since 2025", "THÀNH ỦY HẢI PHÒNG / ĐẢNG ỦY PHƯỜNG MINH KHAI", "29-KH/ĐU", "Minh Khai, ngày 05 tháng 9 năm 2025", "KẾ HOẠCH / về công tác lưu trữ", "T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ", "Ban Thường vụ Đảng ủy phường Minh Khai"},
	{"inspection of a district committee", "HUYỆN ỦY KIM ĐỘNG / ỦY BAN KIỂM TRA", "29-KH/UBKTHU", "Kim Động, ngày 05 tháng 3 năm 2023", "KẾ HOẠCH / kiểm tra năm 2023", "T/M ỦY BAN KIỂM TRA / CHỦ NHIỆM", "Ủy ban Kiểm tra Huyện ủy Kim Động"},
	{"cell of an office", "ĐẢNG BỘ SỞ NỘI VỤ / CHI BỘ VĂN PHÒNG", "29-NQ/CB", "Hưng Yên, ngày 05 tháng 3 năm 2024", "NGHỊ QUYẾT / về công tác tháng", "T/M CHI BỘ / BÍ THƯ", "Chi bộ Văn phòng, Đảng bộ Sở Nội vụ"},
	{"Front of a commune, short", "UBMTTQ VIỆT NAM XÃ AN KHÊ", "12/KH-MTTQ", "An Khê, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH / Giám sát năm 2026", "TM. BAN THƯỜNG TRỰC / CHỦ TỊCH", "Ủy ban Mặt trận Tổ quốc Việt Nam xã An Khê"},
	{"youth of a province", "TỈNH ĐOÀN HƯNG YÊN", "12/KH-TĐTN", "Hưng Yên, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH / Tháng Thanh niên", "TM. BAN THƯỜNG VỤ / BÍ THƯ", "Tỉnh đoàn Hưng Yên"},
	{"union of a company", "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "12/QĐ-TLĐ", "Hà Nội, ngày 05 tháng 3 năm 2024", "QUYẾT ĐỊNH / Về việc ban hành quy chế", "CHỦ TỊCH", "Tổng Liên đoàn Lao động Việt Nam"},
	{"department of the ministry of before 2025", "BỘ TÀI CHÍNH / TỔNG CỤC THUẾ", "12/QĐ-TCT", "Hà Nội, ngày 05 tháng 3 năm 2015", "QUYẾT ĐỊNH / Về việc ban hành quy trình", "TỔNG CỤC TRƯỞNG", "Tổng cục Thuế"},
	{"department of 2025", "BỘ TÀI CHÍNH / CỤC THUẾ", "12/QĐ-CT", "Hà Nội, ngày 05 tháng 9 năm 2025", "QUYẾT ĐỊNH / Về việc ban hành quy trình", "CỤC TRƯỞNG", "Cục Thuế"},
}

// TestIssuerBody resolves which body issued a directive. The cases were written
// from the rules of form before the program had seen them.
func TestIssuerBody(t *testing.T) {
	right := 0
	for _, c := range headCases {
		r := recordOf(pagesOfText(t, []byte(c.text())))
		if got := string(r.Issuer.Body); got != c.body {
			t.Errorf("%s: issuer.body is %q, want %q (value %q; head %q, number %s, place %q)",
				c.trap, got, c.body, r.Issuer.Or(""), c.cell, r.Number.Or("none"), r.Place.Or("none"))
			continue
		}
		right++
	}
	if right < len(headCases) {
		t.Logf("%d of %d right", right, len(headCases))
	}
}
